# SDL2 for the browser, without its own CMake, whose checks take minutes under Emscripten: the files of Emscripten's port of SDL2,
# less what this program has no use for (sound, sensors, haptics, power, its 2D renderer).

if(NOT EXISTS "${SP_SDL2_DIR}/include/SDL.h")
  message(FATAL_ERROR "SDL2 ${SP_SDL2_VERSION} is not in the cache. Run ./dev setup.")
endif()

set(sdl2_sources
  SDL.c SDL_assert.c SDL_dataqueue.c SDL_error.c SDL_guid.c SDL_hints.c SDL_list.c SDL_log.c SDL_utils.c
  atomic/SDL_atomic.c atomic/SDL_spinlock.c cpuinfo/SDL_cpuinfo.c dynapi/SDL_dynapi.c
  audio/SDL_audio.c audio/SDL_audiocvt.c audio/SDL_audiodev.c audio/SDL_audiotypecvt.c audio/SDL_mixer.c audio/SDL_wave.c
  audio/dummy/SDL_dummyaudio.c
  events/SDL_clipboardevents.c events/SDL_displayevents.c events/SDL_dropevents.c events/SDL_events.c events/SDL_gesture.c
  events/SDL_keyboard.c events/SDL_keysym_to_scancode.c events/SDL_scancode_tables.c events/SDL_mouse.c events/SDL_quit.c
  events/SDL_touch.c events/SDL_windowevents.c
  file/SDL_rwops.c filesystem/emscripten/SDL_sysfilesystem.c haptic/SDL_haptic.c haptic/dummy/SDL_syshaptic.c
  joystick/controller_type.c joystick/SDL_gamecontroller.c joystick/SDL_joystick.c joystick/SDL_steam_virtual_gamepad.c
  joystick/dummy/SDL_sysjoystick.c
  loadso/dlopen/SDL_sysloadso.c locale/SDL_locale.c locale/emscripten/SDL_syslocale.c
  misc/SDL_url.c misc/emscripten/SDL_sysurl.c power/SDL_power.c power/emscripten/SDL_syspower.c
  render/SDL_render.c render/SDL_yuv_sw.c sensor/SDL_sensor.c sensor/dummy/SDL_dummysensor.c
  stdlib/SDL_crc16.c stdlib/SDL_crc32.c stdlib/SDL_getenv.c stdlib/SDL_iconv.c stdlib/SDL_malloc.c stdlib/SDL_qsort.c
  stdlib/SDL_stdlib.c stdlib/SDL_string.c stdlib/SDL_strtokr.c
  thread/SDL_thread.c thread/pthread/SDL_syscond.c thread/pthread/SDL_sysmutex.c thread/pthread/SDL_syssem.c
  thread/pthread/SDL_systhread.c thread/pthread/SDL_systls.c
  timer/SDL_timer.c timer/unix/SDL_systimer.c
  video/SDL_RLEaccel.c video/SDL_blit.c video/SDL_blit_0.c video/SDL_blit_1.c video/SDL_blit_A.c video/SDL_blit_N.c
  video/SDL_blit_auto.c video/SDL_blit_copy.c video/SDL_blit_slow.c video/SDL_bmp.c video/SDL_clipboard.c video/SDL_egl.c
  video/SDL_fillrect.c video/SDL_pixels.c video/SDL_rect.c video/SDL_shape.c video/SDL_stretch.c video/SDL_surface.c
  video/SDL_video.c video/SDL_yuv.c video/yuv2rgb/yuv_rgb_std.c
  video/emscripten/SDL_emscriptenevents.c video/emscripten/SDL_emscriptenframebuffer.c
  video/emscripten/SDL_emscriptenmouse.c video/emscripten/SDL_emscriptenopengles.c video/emscripten/SDL_emscriptenvideo.c)
list(TRANSFORM sdl2_sources PREPEND "${SP_SDL2_DIR}/src/")

# A copy of SDL's configuration with the unused subsystems switched off; it is found before the original.
set(config "${CMAKE_BINARY_DIR}/sdl2-config")
file(READ "${SP_SDL2_DIR}/include/SDL_config_emscripten.h" text)
foreach(driver IN ITEMS AUDIO_DRIVER_DISK AUDIO_DRIVER_EMSCRIPTEN JOYSTICK_EMSCRIPTEN VIDEO_RENDER_OGL_ES2)
  string(REPLACE "#define SDL_${driver} 1" "/* SDL_${driver} */" text "${text}")
endforeach()
string(REPLACE "#define SDL_SENSOR_DUMMY 1" "#define SDL_SENSOR_DUMMY 1\n#define SDL_JOYSTICK_DUMMY 1\n#define SDL_RENDER_DISABLED 1" text "${text}")
file(CONFIGURE OUTPUT "${config}/SDL_config_emscripten.h" CONTENT "${text}" @ONLY)
file(CONFIGURE OUTPUT "${config}/SDL_config.h" CONTENT "#include \"SDL_config_emscripten.h\"\n" @ONLY)

add_library(third_party_sdl2 STATIC ${sdl2_sources})
target_include_directories(third_party_sdl2 SYSTEM PUBLIC "${config}" "${SP_SDL2_DIR}/include")
target_compile_options(third_party_sdl2 PRIVATE -Oz -w)
