// What the page itself says, in HTML: why the program cannot run, and quiet news above it.

/** @import { Trouble } from './requirements.mjs' */

/** @param {string} label @param {() => void} act */
function button(label, act) {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}

/**
 * Replaces everything by the sentence that says what is wrong and how to mend it.
 * @param {Trouble} trouble
 * @param {string} [detail]  for those who look into it
 */
export function showTrouble(trouble, detail) {
  const start = document.getElementById('start');
  const stage = document.getElementById('stage');
  if (!start || !stage) return;
  stage.hidden = true;
  start.hidden = false;
  start.removeAttribute('aria-busy');
  const heading = document.createElement('h1');
  heading.textContent = trouble.title;
  heading.tabIndex = -1;
  const text = document.createElement('p');
  text.textContent = trouble.text;
  /** @type {HTMLElement[]} */
  const parts = [heading, text];
  if (detail) {
    const small = document.createElement('p');
    small.className = 'detail';
    small.textContent = detail;
    parts.push(small);
  }
  if (trouble.reload) parts.push(button('Reload', () => location.reload()));
  start.replaceChildren(...parts);
  start.classList.add('trouble');
  document.title = `${trouble.title} · Switchpoint`;
  heading.focus();
}

/**
 * A line at the edge of the page, in place of any before it.
 * @param {{text: string, action: string, act: () => void}} notice
 * @returns {() => void}  takes it away, unless another has replaced it
 */
export function showNotice({ text, action, act }) {
  const line = document.createElement('p');
  line.textContent = text;
  const place = /** @type {HTMLElement} */ (document.getElementById('notice'));
  const dismiss = () => {
    if (line.parentNode) place.replaceChildren();
  };
  place.replaceChildren(line, button(action, act), button('Dismiss', dismiss));
  return dismiss;
}
