// What the page does for the program: the functions of web/page/library.js. Main thread only, except
// sp_page_request_frame(). Texts are UTF-8 with their length; a char* that comes back was made with malloc
// and is the caller's to free.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

/// Any thread; asynchronous from others than the main one.
void sp_page_request_frame();
/// The program cannot run: "graphics" (no context) or another sentence in words.
void sp_page_fail(const char* reason);

void sp_page_publish_tree(const char* json, std::size_t length);
void sp_page_set_cursor(int cursor);

char* sp_page_address();
void sp_page_set_address(const char* address, bool replace);
void sp_page_set_title(const char* title);
void sp_page_open_url(const char* url);

/// Bit 0: dark; bit 1: reduced motion.
int sp_page_appearance();
void sp_page_theme_chosen(bool dark);
char* sp_page_preference(const char* name);
void sp_page_set_preference(const char* name, const char* value);

/// Bytes of the file, or -1 if there is none of that name.
int sp_page_asset_size(const char* name);
void sp_page_asset_read(const char* name, std::byte* to);

void sp_page_set_clipboard(const char* text, std::size_t length);
void sp_page_print();

// These answer later by sp_reply() with the same token.
void sp_page_await_asset(std::uint32_t token, const char* name);
void sp_page_download(std::uint32_t token, const char* name, const char* mime, const char* bytes,
                      std::size_t length);
void sp_page_open_file(std::uint32_t token, const char* extension);
void sp_page_load_answers(std::uint32_t token);
void sp_page_append_answer(std::uint32_t token, const char* id, const char* line);
void sp_page_erase_answers(std::uint32_t token);
void sp_page_exchange(std::uint32_t token, const char* request, std::size_t length);

// These bring their files by sp_file() with the token before they answer.
void sp_page_open_files(std::uint32_t token, const char* extension);
void sp_page_load_decks(std::uint32_t token);
void sp_page_keep_deck(std::uint32_t token, const char* name, const char* bytes, std::size_t length,
                       double at);
void sp_page_remove_deck(std::uint32_t token, const char* name);

int sp_page_cores();
/// Workers that were started for threads.
int sp_page_threads();
}
