// The accessible mirror: a tree of real elements, unseen above the canvas, in step with what the program draws. Screen readers, the Tab key,
// soft keyboards and tests use these elements; what they do to one goes back to the program as an action on its node.

/** @import { SendAction, Tree, TreeNode } from './types.js' */
/** @import { Shape } from './mirror-shapes.mjs' */

import { attributesOf, isVoid, shapeKey, shapeOf } from './mirror-shapes.mjs';

/**
 * @typedef {object} Entry  a node and its element
 * @property {TreeNode} node
 * @property {HTMLElement} element
 * @property {string} key  of its shape
 * @property {Shape} shape
 * @property {Entry | null} container  whose element holds this one
 * @property {HTMLElement} [span]  what holds its own text, where it holds other elements, too
 * @property {number} sent  number of the last value that the user typed into it
 * @property {boolean} composing  an input method is at work in it
 * @property {boolean} withheld  its node's value was not written into it
 * @property {Node | null} next  during an update: the child that stands next in place
 */

// A control changes itself before the program has agreed; after this long without news it shows the program's state again.
const kAgreeMs = 400;
// A live region must stand in the document before its text comes, or nothing is announced.
const kLiveMs = 100;

/** @type {[number, number, number, number]} */
const kNowhere = [0, 0, 0, 0];

export class Mirror {
  /** @type {Map<number, Entry>} */
  #entries = new Map();
  /** @type {WeakMap<Element, Entry>} */
  #byElement = new WeakMap();
  /** @type {Set<HTMLElement>} */
  #inert = new Set();
  #focused = 0;
  #main = 0;
  #quiet = false; // focus is being moved by the mirror itself
  #sent = 0; // values typed so far
  /** @type {Tree | null} */
  tree = null;

  /**
   * @param {HTMLElement} root  an empty element that covers the canvas
   * @param {SendAction} send
   */
  constructor(root, send) {
    this.root = root;
    this.send = send;
    root.addEventListener('click', (event) => this.#onClick(event));
    root.addEventListener('input', (event) => this.#onInput(event));
    root.addEventListener('compositionend', (event) => this.#onInput(event)); // not every browser has an input event after it
    root.addEventListener('change', (event) => this.#onChange(event));
    root.addEventListener('focusin', (event) => this.#onFocus(event, 'focus'));
    root.addEventListener('focusout', (event) => this.#onFocus(event, 'blur'));
  }

  /**
   * The node of an element, or id 0; whether it wants keys for itself; and whether Enter and Space are to activate it though the browser
   * does not do that for such an element.
   * @param {Element | null} element
   */
  nodeOf(element) {
    const entry = element ? this.#byElement.get(element) : undefined;
    if (!entry) return { id: 0, takesKeys: false, activates: false };
    const { id, takes_keys: takesKeys = false, focusable = false, disabled = false } = entry.node;
    const natural = isVoid(entry.shape) || entry.shape.tag === 'a' || entry.shape.tag === 'button';
    return { id, takesKeys, activates: focusable && !disabled && !takesKeys && !natural };
  }

  /** How many values were typed up to now: what a tree that is published now knows of. */
  get sent() {
    return this.#sent;
  }

  /**
   * Brings the elements in step with `tree`.
   * @param {Tree} tree
   * @param {number} knows  `sent` when the tree was published: newer text in a text box is not overwritten
   */
  update(tree, knows = this.#sent) {
    this.tree = tree;
    const active = document.activeElement;
    const had = active && this.root.contains(active) ? (this.#byElement.get(active) ?? null) : null;
    const parents = new Set(tree.nodes.map((node) => node.parent ?? 0));
    this.#quietly(() => {
      this.#removeStale(tree, parents);
      const starts = new Set(/** @type {Entry[]} */ ([]));
      for (const node of tree.nodes) this.#place(node, parents.has(node.id), starts, knows);
      this.#makeInert(tree);
    });
    this.#moveFocus(tree, had);
  }

  /** @param {() => void} change */
  #quietly(change) {
    this.#quiet = true;
    try {
      change();
    } finally {
      this.#quiet = false;
    }
  }

  /** @param {Tree} tree @param {Set<number>} parents */
  #removeStale(tree, parents) {
    const wanted = new Map(tree.nodes.map((node) => [node.id, node]));
    for (const [id, entry] of this.#entries) {
      const node = wanted.get(id);
      if (node && shapeKey(shapeOf(node, parents.has(id))) === entry.key) continue;
      // What stays of its children is put in place again below.
      entry.element.remove();
      this.#entries.delete(id);
    }
  }

  /**
   * Makes or updates the element of a node and puts it behind the one before it.
   * @param {TreeNode} node
   * @param {boolean} hasChildren
   * @param {Set<Entry>} starts  containers whose place is known
   * @param {number} knows
   */
  #place(node, hasChildren, starts, knows) {
    let container = node.parent ? (this.#entries.get(node.parent) ?? null) : null;
    while (container && isVoid(container.shape)) container = container.container;
    const parent = container?.element ?? this.root;
    let entry = this.#entries.get(node.id);
    const fresh = !entry;
    entry ??= this.#make(node, shapeOf(node, hasChildren));
    entry.container = container;
    if (container && !starts.has(container)) {
      starts.add(container);
      container.next = container.span ? container.span.nextElementSibling : parent.firstElementChild;
    }
    if (container) {
      if (container.next === entry.element) container.next = entry.element.nextElementSibling;
      else parent.insertBefore(entry.element, container.next);
    } else if (entry.element.parentNode !== parent) {
      parent.append(entry.element);
    }
    entry.element.classList.toggle('leaf', !hasChildren);
    if (fresh || entry.withheld || !sameNode(entry.node, node)) this.#write(entry, node, fresh, knows);
    entry.node = node;
    this.#position(entry);
  }

  /**
   * @param {TreeNode} node
   * @param {Shape} shape
   * @returns {Entry}
   */
  #make(node, shape) {
    const element = document.createElement(shape.tag);
    /** @type {Entry} */
    const entry = { node, element, shape, key: shapeKey(shape), container: null, sent: 0, composing: false, withheld: false, next: null };
    this.#entries.set(node.id, entry);
    this.#byElement.set(element, entry);
    return entry;
  }

  /** @param {Entry} entry @param {TreeNode} node @param {boolean} fresh @param {number} knows */
  #write(entry, node, fresh, knows) {
    const { element, shape } = entry;
    for (const [name, value] of Object.entries(attributesOf(node, shape, this.#radioGroup(node)))) {
      if (value === undefined || value === '') element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
    if (shape.names !== 'label') this.#writeText(entry, node.name ?? '', fresh);
    entry.withheld = entry.sent > knows || entry.composing;
    writeState(element, node, !entry.withheld);
  }

  /** @param {Entry} entry @param {string} text @param {boolean} fresh */
  #writeText(entry, text, fresh) {
    const { element, shape } = entry;
    let place = element;
    if (shape.names === 'span') {
      place = entry.span ??= document.createElement('span');
      if (fresh) element.prepend(place);
    }
    if (fresh && shape.role === 'status') {
      setTimeout(() => (place.textContent = entry.node.name ?? ''), kLiveMs);
    } else if (place.textContent !== text) {
      place.textContent = text;
    }
  }

  /** The group that a radio belongs to. @param {TreeNode} node */
  #radioGroup(node) {
    let above = node.parent ? this.#entries.get(node.parent) : undefined;
    while (above && above.node.role !== 'radio_group') above = above.node.parent ? this.#entries.get(above.node.parent) : undefined;
    return above?.node.id ?? node.parent ?? 0;
  }

  /** @param {Entry} entry */
  #position(entry) {
    const [x, y, width, height] = entry.node.rect ?? kNowhere;
    const [fromX, fromY] = entry.container?.node.rect ?? kNowhere;
    const { style } = entry.element;
    const transform = `translate(${x - fromX}px, ${y - fromY}px)`;
    if (style.transform !== transform) style.transform = transform;
    if (style.width !== `${width}px`) style.width = `${width}px`;
    if (style.height !== `${height}px`) style.height = `${height}px`;
    if (entry.node.role === 'textbox') style.clipPath = this.#clip(entry, [x, y, width, height]);
  }

  /**
   * A text box can be seen and touched: it must end where the page that scrolls it ends.
   * @param {Entry} entry @param {[number, number, number, number]} rect
   */
  #clip(entry, [x, y, width, height]) {
    let above = entry.container;
    while (above && above.node.role !== 'main' && above.node.role !== 'dialog') above = above.container;
    if (!above?.node.rect) return '';
    const [left, top, w, h] = above.node.rect;
    const cut = [top - y, x + width - left - w, y + height - top - h, left - x].map((by) => Math.max(0, by));
    return cut.some((by) => by > 0) ? `inset(${cut.map((by) => `${by}px`).join(' ')})` : '';
  }

  /** Everything beside an open dialog is out of reach. @param {Tree} tree */
  #makeInert(tree) {
    const dialog = tree.nodes.findLast((node) => node.modal);
    /** @type {Set<HTMLElement>} */
    const inert = new Set();
    /** @type {HTMLElement | null} */
    let inside = dialog ? (this.#entries.get(dialog.id)?.element ?? null) : null;
    for (; inside && inside !== this.root; inside = inside.parentElement) {
      for (const sibling of inside.parentElement?.children ?? []) {
        if (sibling !== inside && sibling instanceof HTMLElement) inert.add(sibling);
      }
    }
    for (const element of this.#inert) if (!inert.has(element)) element.inert = false;
    for (const element of inert) element.inert = true;
    this.#inert = inert;
  }

  /**
   * Follows the program's focus, and finds a place for one that has vanished.
   * @param {Tree} tree @param {Entry | null} had  what had the focus before the update
   */
  #moveFocus(tree, had) {
    const main = tree.nodes.find((node) => node.role === 'main')?.id ?? 0;
    const otherPage = this.#main !== 0 && main !== this.#main;
    this.#main = main;
    const wanted = tree.focused ?? 0;
    const asked = wanted !== this.#focused ? this.#entries.get(wanted) : undefined;
    this.#focused = wanted;
    const active = document.activeElement;
    const outside = active && active !== document.body && !this.root.contains(active);
    if (outside) return;
    if (asked) return this.#focus(asked.element);
    const stays = had && this.#entries.get(had.node.id) === had && !had.element.closest('[inert]');
    // A dialog stays open above whatever comes.
    const dialog = this.#entries.get(tree.nodes.findLast((node) => node.modal)?.id ?? 0)?.element;
    const inDialog = stays && dialog?.contains(had.element);
    if (otherPage && !inDialog) return this.#focus(this.#landing(tree));
    if (!had || document.activeElement === had.element) return;
    this.#focus(stays ? had.element : (this.#entries.get(wanted)?.element ?? this.#landing(tree)));
  }

  /** @param {HTMLElement | null} element */
  #focus(element) {
    if (!element || element === document.activeElement) return;
    this.#quietly(() => element.focus({ preventScroll: true }));
    // The program is told unless it was its wish: it draws the ring.
    const node = this.#byElement.get(element)?.node;
    if (node?.id === this.#focused) return;
    if (this.#focused) this.send(this.#focused, 'blur');
    this.#focused = node?.focusable ? node.id : 0;
    if (node?.focusable) this.send(node.id, 'focus');
  }

  /** Where a reader goes on when the place of the focus is gone. @param {Tree} tree */
  #landing(tree) {
    const dialog = tree.nodes.findLast((node) => node.modal);
    const main = this.#entries.get(this.#main)?.element;
    const place = dialog ? this.#entries.get(dialog.id)?.element : (main?.querySelector('h1') ?? main);
    return place instanceof HTMLElement ? place : null;
  }

  /** @param {Event} event */
  #entryOf(event) {
    return event.target instanceof Element ? this.#byElement.get(event.target) : undefined;
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const entry = this.#entryOf(event);
    if (!entry) return;
    const { node } = entry;
    if (node.disabled) return event.preventDefault();
    if (node.role === 'link') {
      // Opening in another tab, and other sites, are the browser's.
      if (event.ctrlKey || event.metaKey || event.shiftKey || !node.href?.startsWith('#')) return;
      event.preventDefault();
      this.send(node.id, 'activate');
    } else if ((node.focusable || node.role === 'option') && !isVoid(entry.shape)) {
      this.send(node.id, 'activate');
    }
  }

  /** @param {Event} event */
  #onInput(event) {
    const entry = this.#entryOf(event);
    const { target } = event;
    if (!entry) return;
    if (entry.node.role === 'slider' && target instanceof HTMLInputElement) {
      this.send(entry.node.id, 'set_value', target.valueAsNumber);
      this.#settle(entry);
    } else if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')) {
      this.#sent += 1;
      entry.sent = this.#sent;
      entry.composing = event instanceof InputEvent && event.isComposing; // what is written into the box now would end it
      if (!entry.composing) fit(target, entry.node.limit ?? Infinity);
      this.send(entry.node.id, 'set_value', bytesIn(target.value.slice(0, target.selectionEnd ?? target.value.length)), target.value);
    }
  }

  /** @param {Event} event */
  #onChange(event) {
    const entry = this.#entryOf(event);
    if (!entry || !entry.node.has_checked) return;
    this.send(entry.node.id, 'activate');
    this.#settle(entry);
  }

  /** @param {Entry} entry */
  #settle(entry) {
    setTimeout(() => {
      if (this.#entries.get(entry.node.id) === entry) writeState(entry.element, entry.node, true);
    }, kAgreeMs);
  }

  /** @param {FocusEvent} event @param {'focus' | 'blur'} kind */
  #onFocus(event, kind) {
    const entry = this.#entryOf(event);
    if (entry) entry.composing = false; // without the focus no input method works
    if (!entry || this.#quiet || !entry.node.focusable) return;
    // The window loses the focus and gets it back: nothing has changed inside.
    if (kind === 'blur' ? !document.hasFocus() : this.#focused === entry.node.id) return;
    this.#focused = kind === 'focus' ? entry.node.id : 0;
    this.send(entry.node.id, kind);
  }
}

/** @param {string} text */
const bytesIn = (text) => new TextEncoder().encode(text).length;

/**
 * Of what was just typed or pasted, which ends at the caret, leaves as much as there is room for.
 * @param {HTMLInputElement | HTMLTextAreaElement} box @param {number} limit  in bytes
 */
function fit(box, limit) {
  let excess = bytesIn(box.value) - limit;
  if (!(excess > 0)) return;
  const caret = box.selectionEnd ?? box.value.length;
  const kept = Array.from(box.value.slice(0, caret));
  while (excess > 0 && kept.length > 0) excess -= bytesIn(/** @type {string} */ (kept.pop()));
  const head = kept.join('');
  box.value = head + box.value.slice(caret);
  box.setSelectionRange(head.length, head.length);
}

/** @param {TreeNode} a @param {TreeNode} b  whether they differ in nothing but their place */
function sameNode(a, b) {
  const keys = /** @type {(keyof TreeNode)[]} */ (Object.keys({ ...a, ...b }));
  return keys.every((key) => key === 'rect' || a[key] === b[key]);
}

/**
 * State that lives in properties: what is checked, where a slider stands, what a text box holds.
 * @param {HTMLElement} element @param {TreeNode} node @param {boolean} text  whether a text may be overwritten
 */
function writeState(element, node, text) {
  if (element instanceof HTMLProgressElement) {
    if ((node.now ?? 0) < 0) element.removeAttribute('value');
    else element.value = node.now ?? 0;
  } else if (element instanceof HTMLInputElement && node.has_checked) {
    if (element.checked !== (node.checked === true)) element.checked = node.checked === true;
  } else if (element instanceof HTMLInputElement && node.role === 'slider') {
    const now = String(node.now ?? 0);
    if (element.value !== now) element.value = now;
  } else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    if (text && element.value !== (node.value ?? '')) element.value = node.value ?? '';
  }
}
