// Keys that the focused element has no use for go to the program.

/** @import { SendAction } from './types.js' */

/**
 * The name of a key with its modifiers, as Action::text wants it: "Ctrl+K", "Shift+ArrowLeft", "?", "a", "Space".
 * @param {KeyboardEvent} event
 */
export function keyName(event) {
  const printable = event.key.length === 1 && event.key !== ' ';
  let name = event.key === ' ' ? 'Space' : event.key;
  const ctrl = event.ctrlKey || event.metaKey;
  // With Ctrl the letter alone counts, whatever Shift and Caps Lock made of it.
  if (printable && ctrl) name = name.toUpperCase();
  const shift = event.shiftKey && (!printable || ctrl);
  return (ctrl ? 'Ctrl+' : '') + (event.altKey ? 'Alt+' : '') + (shift ? 'Shift+' : '') + name;
}

// With Ctrl or ⌘ the program takes only these; every other combination is the browser's.
const kChords = new Set(['Ctrl+K', 'Ctrl+Enter']);
const kModifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'NumLock', 'AltGraph', 'Fn', 'Dead', 'Unidentified', 'Process']);

/** @param {Element | null} element */
const isTextBox = (element) =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');

/** @param {Element | null} element */
const isRange = (element) => element instanceof HTMLInputElement && element.type === 'range';

/**
 * Whether the browser gives this key a meaning on that element, so that the program must not.
 * @param {Element | null} element
 * @param {string} name
 */
export function elementTakes(element, name) {
  if (name === 'Tab' || name === 'Shift+Tab') return true;
  if (!element || element === document.body) return false;
  if (isTextBox(element)) {
    const leaves = element instanceof HTMLTextAreaElement ? ['Escape', 'Ctrl+Enter', 'Ctrl+K'] : ['Escape', 'Enter', 'Ctrl+Enter', 'Ctrl+K'];
    // The arrows move through the list that belongs to the box.
    if (element.getAttribute('role') === 'combobox') leaves.push('ArrowUp', 'ArrowDown', 'PageUp', 'PageDown');
    return !leaves.includes(name);
  }
  if (element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement) {
    return name === 'Enter' || (name === 'Space' && element instanceof HTMLButtonElement);
  }
  if (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')) {
    return name === 'Space' || (element.type === 'radio' && name.startsWith('Arrow'));
  }
  return false;
}

// What these do by themselves where the program takes them: scroll, search in the page (Firefox), the browser's address bar.
const kPrevented = /^(Space|\/|'|Ctrl\+K|Ctrl\+Enter|Page(Up|Down)|Home|End|Arrow(Up|Down|Left|Right))$/;

/** @typedef {(element: Element | null) => {id: number, takesKeys: boolean, activates: boolean}} NodeOf  see Mirror.nodeOf() */

/**
 * @param {KeyboardEvent} event
 * @param {NodeOf} nodeOf
 * @param {SendAction} send
 */
function onKey(event, nodeOf, send) {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || kModifiers.has(event.key)) return;
  const name = keyName(event);
  if ((event.ctrlKey || event.metaKey) && !kChords.has(name)) return;
  if (event.altKey) return; // menus, and Alt+ArrowLeft goes back
  const element = document.activeElement;
  if (element?.closest('.page-notice')) return;
  const node = nodeOf(element);
  if (isRange(element)) {
    const step = /^Arrow(Right|Up)$/.test(name) ? 'increment' : /^Arrow(Left|Down)$/.test(name) ? 'decrement' : null;
    if (step) {
      event.preventDefault();
      send(node.id, step);
      return;
    }
    if (/^(Home|End|Page(Up|Down))$/.test(name)) return;
  }
  if (!node.takesKeys && elementTakes(element, name)) return;
  if (name === 'Tab' || name === 'Shift+Tab') return; // never a trap
  if (kPrevented.test(name)) event.preventDefault();
  if (node.activates && (name === 'Enter' || name === 'Space')) return send(node.id, 'activate');
  send(node.id, 'key', -1, name);
}

/**
 * @param {NodeOf} nodeOf
 * @param {SendAction} send
 */
export function followKeys(nodeOf, send) {
  document.addEventListener('keydown', (event) => onKey(event, nodeOf, send));
}
