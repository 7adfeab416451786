// The canvas: its size in device pixels, fingers, the wheel, and the loss of its graphics context.

/** @import { Program } from './types.js' */
/** @import { Frames } from './frames.mjs' */

/**
 * A size empties the canvas and makes its buffers anew, even if it is the same.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height  in device pixels
 */
function setPixels(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Before there is a context: the size that the canvas will most likely have once it is shown, so that its buffers are made once. @param {HTMLCanvasElement} canvas */
export const guessSize = (canvas) => setPixels(canvas, Math.round(innerWidth * devicePixelRatio), Math.round(innerHeight * devicePixelRatio));

/**
 * Keeps the canvas's backing store at one pixel a device pixel, also when the window moves to another screen or the page is zoomed.
 * @param {HTMLCanvasElement} canvas
 * @param {Program} program
 * @param {Frames} frames
 */
export function followSize(canvas, program, frames) {
  let last = '';
  /** @param {number} width @param {number} height @param {number} pixelWidth @param {number} pixelHeight */
  const apply = (width, height, pixelWidth, pixelHeight) => {
    const size = [width, height, pixelWidth, pixelHeight].join();
    if (size === last || width < 1 || height < 1) return;
    last = size;
    setPixels(canvas, pixelWidth, pixelHeight);
    program._sp_resize(width, height, pixelWidth, pixelHeight);
    // A new size empties the canvas: what the browser shows next must be drawn already.
    frames.now();
  };
  /** @type {ResizeObserverSize | undefined} */
  let exact;
  const measure = () => {
    const { width, height } = canvas.getBoundingClientRect();
    // The exact box tells how the browser rounds to device pixels; it can be late by a frame, and emulated screens do not have it.
    /** @param {number} size @param {number | undefined} box */
    const pixels = (size, box) => {
      const wanted = size * devicePixelRatio;
      return box !== undefined && Math.abs(box - wanted) <= 1 ? box : Math.round(wanted);
    };
    apply(width, height, pixels(width, exact?.inlineSize), pixels(height, exact?.blockSize));
  };

  const observer = new ResizeObserver(([entry]) => {
    exact = entry.devicePixelContentBoxSize?.[0];
    measure();
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas); // Safari has no exact box
  }
  // The ratio can change while the size in CSS pixels does not.
  const watchRatio = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => (measure(), watchRatio()), { once: true });
  };
  watchRatio();
  measure();
}

const kLine = 16;

/**
 * The wheel, with the browser's own pixels. Taken over the text boxes of the mirror, too.
 * @param {HTMLElement} stage
 * @param {Program} program
 */
export function followWheel(stage, program) {
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLine : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? innerHeight : 1;
      const sideways = event.shiftKey && event.deltaX === 0;
      const dx = (sideways ? event.deltaY : event.deltaX) * unit;
      const dy = (sideways ? 0 : event.deltaY) * unit;
      program._sp_wheel(dx, dy, event.ctrlKey || event.metaKey ? 1 : 0);
    },
    { passive: false },
  );
}

/** Where an event of the canvas is, in CSS pixels from its top left. @param {HTMLCanvasElement} canvas @param {PointerEvent} event */
function place(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/**
 * The mouse. While its main button is down it belongs to the canvas, wherever it goes.
 * @param {HTMLCanvasElement} canvas
 * @param {Program} program
 */
export function followMouse(canvas, program) {
  const kMain = 0;
  /** @param {'pointermove' | 'pointerdown' | 'pointerup' | 'pointerleave' | 'pointercancel'} name @param {(event: PointerEvent) => void} act */
  const on = (name, act) =>
    canvas.addEventListener(name, (event) => {
      if (event.pointerType === 'mouse') act(event);
    });
  /** @param {PointerEvent} event */
  const move = (event) => {
    const at = place(canvas, event);
    program._sp_mouse(at.x, at.y);
  };
  on('pointermove', move);
  on('pointerdown', (event) => {
    if (event.button !== kMain) return;
    canvas.setPointerCapture(event.pointerId);
    move(event);
    program._sp_mouse_button(1);
  });
  on('pointerup', (event) => {
    if (event.button !== kMain) return;
    move(event);
    program._sp_mouse_button(0);
  });
  on('pointerleave', () => program._sp_pointer_gone());
  on('pointercancel', () => program._sp_pointer_gone());
}

/**
 * Fingers and pens: one is the pointer, two pinch.
 * @param {HTMLCanvasElement} canvas
 * @param {Program} program
 */
export function followFingers(canvas, program) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let pinching = false;

  const spread = () => {
    const [a, b] = [...down.values()];
    return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  };
  canvas.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse') return;
    event.preventDefault(); // no imitation of a mouse afterwards
    canvas.setPointerCapture(event.pointerId);
    const at = place(canvas, event);
    down.set(event.pointerId, at);
    if (down.size === 1) {
      program._sp_finger(at.x, at.y, 1);
    } else if (!pinching) {
      pinching = true;
      program._sp_pointer_gone();
    }
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!down.has(event.pointerId)) return;
    const at = place(canvas, event);
    if (!pinching) {
      down.set(event.pointerId, at);
      program._sp_finger(at.x, at.y, 1);
      return;
    }
    if (down.size !== 2) return;
    const before = spread();
    down.set(event.pointerId, at);
    const after = spread();
    program._sp_pinch(after.distance / Math.max(before.distance, 1), after.x, after.y);
    const [dx, dy] = [before.x - after.x, before.y - after.y];
    if (dx !== 0 || dy !== 0) program._sp_wheel(dx, dy, 0);
  });
  /** @param {PointerEvent} event @param {boolean} completed */
  const lift = (event, completed) => {
    if (!down.delete(event.pointerId)) return;
    if (!pinching) {
      if (completed) {
        const at = place(canvas, event);
        program._sp_finger(at.x, at.y, 0);
      }
      program._sp_pointer_gone();
    }
    if (down.size === 0) pinching = false;
  };
  canvas.addEventListener('pointerup', (event) => lift(event, true));
  canvas.addEventListener('pointercancel', (event) => lift(event, false));
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
}

/**
 * Drawing stops while the graphics context is lost, and everything is built anew when it is back.
 * @param {HTMLCanvasElement} canvas
 * @param {Program} program
 * @param {Frames} frames
 * @param {(lost: boolean) => void} tell
 */
export function followContext(canvas, program, frames, tell) {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault(); // else it never comes back
    frames.pause();
    tell(true);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    program._sp_context_restored();
    frames.resume();
    tell(false);
  });
}
