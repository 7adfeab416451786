// Which element stands for which node of the accessible tree, and which attributes it gets.

/** @import { TreeNode } from './types.js' */

/**
 * @typedef {object} Shape  the parts of an element that cannot change while it lives
 * @property {string} tag
 * @property {string} [role]
 * @property {string} [type]  of an input
 * @property {'text' | 'label' | 'span'} names  whether the node's name is the element's text, its aria-label, or a text before its parts
 */

/** @type {Record<string, Shape>} */
const plainShapes = {
  root: { tag: 'div', names: 'label' },
  navigation: { tag: 'nav', names: 'label' },
  main: { tag: 'main', names: 'label' },
  region: { tag: 'section', role: 'region', names: 'label' },
  group: { tag: 'div', role: 'group', names: 'label' },
  paragraph: { tag: 'p', names: 'text' },
  text: { tag: 'span', names: 'text' },
  link: { tag: 'a', names: 'text' },
  button: { tag: 'button', type: 'button', names: 'text' },
  radio_group: { tag: 'div', role: 'radiogroup', names: 'label' },
  radio: { tag: 'input', type: 'radio', names: 'label' },
  checkbox: { tag: 'input', type: 'checkbox', names: 'label' },
  toggle: { tag: 'input', type: 'checkbox', role: 'switch', names: 'label' },
  slider: { tag: 'input', type: 'range', names: 'label' },
  list: { tag: 'ul', role: 'list', names: 'label' },
  list_item: { tag: 'li', role: 'listitem', names: 'text' },
  // Elements of a table lose their meaning in some browsers once they are positioned; roles keep it.
  table: { tag: 'div', role: 'table', names: 'label' },
  row: { tag: 'div', role: 'row', names: 'label' },
  column_header: { tag: 'div', role: 'columnheader', names: 'text' },
  cell: { tag: 'div', role: 'cell', names: 'text' },
  progress: { tag: 'progress', names: 'label' },
  status: { tag: 'div', role: 'status', names: 'text' },
  alert: { tag: 'div', role: 'alert', names: 'text' },
  code: { tag: 'pre', names: 'text' },
  dialog: { tag: 'div', role: 'dialog', names: 'label' },
  listbox: { tag: 'div', role: 'listbox', names: 'label' },
  option: { tag: 'div', role: 'option', names: 'text' },
};

/**
 * @param {TreeNode} node
 * @param {boolean} hasChildren
 * @returns {Shape}
 */
export function shapeOf(node, hasChildren) {
  switch (node.role) {
    case 'heading':
      return { tag: `h${Math.min(Math.max(node.level ?? 2, 1), 6)}`, names: hasChildren ? 'span' : 'text' };
    case 'textbox':
      if (node.multiline) return { tag: 'textarea', names: 'label' };
      // A box that opens a list keeps the focus, and says which option the arrows have come to.
      return { tag: 'input', type: 'text', names: 'label', ...(node.has_expanded ? { role: 'combobox' } : {}) };
    case 'image':
      // A picture that is worked with, and one that has parts, is more than a picture: an image's children do not exist for a reader.
      if (node.focusable || node.takes_keys) return { tag: 'div', role: 'application', names: 'label' };
      return { tag: 'div', role: hasChildren ? 'group' : 'img', names: 'label' };
    case 'group':
      return node.name || node.focusable ? plainShapes.group : { tag: 'div', names: 'label' };
    case 'region':
      return node.name ? plainShapes.region : { tag: 'div', names: 'label' };
    case 'code':
      return node.focusable ? { ...plainShapes.code, role: 'group' } : plainShapes.code;
  }
  const shape = plainShapes[node.role] ?? plainShapes.group;
  if (!hasChildren || shape.names === 'label') return shape;
  return { ...shape, names: shape.tag === 'a' || shape.tag === 'button' ? 'label' : 'span' };
}

/** @param {Shape} shape */
export const shapeKey = (shape) => [shape.tag, shape.type, shape.role, shape.names].join();

/** Elements that hold no others: what belongs to them stands after them. @param {Shape} shape */
export const isVoid = (shape) => shape.tag === 'input' || shape.tag === 'textarea' || shape.tag === 'progress';

/** "Ctrl+K" as aria-keyshortcuts writes it. @param {string} shortcut */
const keyshortcuts = (shortcut) => shortcut.replace('Ctrl+', 'Control+');

/** The id of the element of a node that others refer to. @param {number} id */
const elementId = (id) => `node-${id}`;

// Elements that ARIA lets an author name though no role is written on them.
const kNamed = new Set(['nav', 'main', 'a', 'button', 'input', 'textarea', 'progress']);

/**
 * The attributes of a node's element; undefined: not there. Text, value and checked are set as properties elsewhere.
 * @param {TreeNode} node
 * @param {Shape} shape
 * @param {number} radioGroup  id of the group that a radio belongs to
 * @returns {Record<string, string | undefined>}
 */
export function attributesOf(node, shape, radioGroup) {
  const named = shape.names === 'label' && (shape.role !== undefined || kNamed.has(shape.tag));
  let label = named ? node.name : undefined;
  if (label && node.role === 'image' && node.value) label += `: ${node.value}`;
  if (node.role === 'code' && node.focusable) label = node.description || 'Code';
  const natural = shape.tag === 'a' || shape.tag === 'button' || isVoid(shape);
  const reachable = node.focusable && !node.disabled;
  const landing = shape.tag === 'h1' || node.role === 'main' || node.role === 'dialog';
  const referred = node.role === 'listbox' || node.role === 'option';
  return {
    id: referred ? elementId(node.id) : undefined,
    role: shape.role,
    type: shape.type,
    name: node.role === 'radio' ? `group-${radioGroup}` : undefined,
    'aria-label': label,
    'aria-description': node.role === 'code' ? undefined : node.description,
    'aria-valuetext': node.role === 'slider' || node.role === 'progress' ? node.value : undefined,
    'aria-keyshortcuts': node.shortcut ? keyshortcuts(node.shortcut) : undefined,
    'aria-disabled': node.disabled ? 'true' : undefined,
    'aria-expanded': node.has_expanded ? String(node.expanded === true) : undefined,
    'aria-selected': node.role === 'option' ? String(node.selected === true) : undefined,
    'aria-controls': node.controls ? elementId(node.controls) : undefined,
    'aria-activedescendant': node.active ? elementId(node.active) : undefined,
    'aria-autocomplete': shape.role === 'combobox' ? 'list' : undefined,
    placeholder: node.hint,
    'aria-current': node.current ? 'page' : undefined,
    'aria-modal': node.modal ? 'true' : undefined,
    'aria-roledescription': shape.role === 'application' ? 'interactive chart' : undefined,
    href: node.href,
    target: node.href?.startsWith('https:') ? '_blank' : undefined,
    rel: node.href?.startsWith('https:') ? 'noopener noreferrer' : undefined,
    tabindex: reachable ? (natural ? undefined : '0') : natural && node.role !== 'progress' ? '-1' : landing ? '-1' : undefined,
    autocomplete: node.role === 'textbox' ? 'off' : undefined,
    min: node.role === 'slider' ? String(node.min ?? 0) : undefined,
    max: node.role === 'slider' ? String(node.max ?? 0) : undefined,
    step: node.role === 'slider' ? (node.step ? String(node.step) : 'any') : undefined,
  };
}
