// Draws frames on demand: none while nothing happens.

/** One animation frame at a time is asked for; between frames the program says when it wants the next. */
export class Frames {
  /** Frames drawn so far. */
  count = 0;
  #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #paused = false;

  /**
   * @param {(nowSeconds: number) => number} draw  returns the seconds until the next frame, 0 = at once, negative = none
   */
  constructor(draw) {
    this.draw = draw;
  }

  /** A frame is drawn soon. */
  request() {
    if (this.#asked || this.#paused) return;
    this.#asked = requestAnimationFrame((now) => {
      this.#asked = 0;
      this.#run(now);
    });
  }

  /** Draws at once, for a change that must be seen in the frame that the browser is about to show. */
  now() {
    if (!this.#paused) this.#run(performance.now());
  }

  /** No frames, whatever is asked, until resume(). */
  pause() {
    this.#paused = true;
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
    clearTimeout(this.#timer);
  }

  resume() {
    this.#paused = false;
    this.request();
  }

  /** @param {number} now */
  #run(now) {
    clearTimeout(this.#timer);
    this.count += 1;
    const next = this.draw(now / 1000);
    if (next === 0) {
      this.request();
    } else if (next > 0) {
      this.#timer = setTimeout(() => this.request(), next * 1000);
    }
  }
}
