// Files that are dragged over the page and dropped on it.

/** @param {DragEvent} event */
const bringsFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Shows the target while files are dragged over the page, and takes what is dropped.
 * @param {HTMLElement} target
 * @param {(files: FileList) => void} take
 */
export function followDrop(target, take) {
  /** Elements that the pointer has entered and not left: each element in its way tells of itself. */
  let inside = 0;
  /** @param {number} count */
  const enter = (count) => {
    inside = Math.max(0, count);
    target.hidden = inside === 0;
  };
  window.addEventListener('dragenter', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    enter(inside + 1);
  });
  window.addEventListener('dragover', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault(); // else the browser leaves the page for the file
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  });
  window.addEventListener('dragleave', (event) => {
    if (bringsFiles(event)) enter(inside - 1);
  });
  window.addEventListener('drop', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    enter(0);
    if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
  });
}
