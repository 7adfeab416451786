// The least that a page drawn with WebGL can do: how much of a visit's time is the browser's.

const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
canvas.width = innerWidth;
canvas.height = innerHeight;
const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false, powerPreference: 'low-power' });
gl?.clear(gl.COLOR_BUFFER_BIT);
performance.mark('sp-first-frame');
