// Small DOM tools of the panel: every text goes in by textContent, lists keep their nodes, focus survives.

import { element } from "./element.js";

const known = new WeakMap(); // node of a keyed list -> {key, signature}
let lastNumber = 0;

/** An id that no other element of this page has. */
export function uniqueId(prefix) {
  lastNumber += 1;
  return `dl-${prefix}-${lastNumber}`;
}

/** An element as `element` makes it; children may come in lists, and false leaves one out. */
export function el(tag, attributes = {}, ...children) {
  return element(tag, attributes, ...children.flat().filter((child) => child !== false));
}

/** The nodes with a space between: read as one text, their words stay apart. */
export function apart(...nodes) {
  return nodes.flat().filter((node) => node).flatMap((node, index) => (index ? [" ", node] : [node]));
}

/** A plain button; `focus` names it among its neighbours, so that focus finds it again after an update. */
export function button(text, click, attributes = {}) {
  return el("button", { type: "button", onclick: click, "data-focus": text, ...attributes }, text);
}

/** Sets a text only when it differs: a live region does not repeat itself. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Makes the children of `parent` the nodes of `items`, in order. A node whose item has not changed stays the same
 * node; with `update` a changed one is kept too and brought up to date, without it is built anew.
 */
export function keyed(parent, items, { key, build, update }) {
  const old = new Map();
  for (const child of parent.children) {
    const entry = known.get(child);
    if (entry && !old.has(entry.key)) old.set(entry.key, child);
  }
  const next = items.map((item, index) => nodeFor(item, index, old, { key, build, update }));
  place(parent, next);
}

function nodeFor(item, index, old, { key, build, update }) {
  const name = String(key(item, index));
  const signature = JSON.stringify(item);
  let node = old.get(name);
  old.delete(name);
  if (!node || (!update && known.get(node).signature !== signature)) {
    node = build(item, index);
    node.dataset.key = name;
  }
  known.set(node, { key: name, signature });
  if (update) update(node, item, index);
  return node;
}

function place(parent, next) {
  const wanted = new Set(next);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of next) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}

/** Runs `change`; if it replaced the element that had the focus, its successor gets it, without scrolling. */
export function keepFocus(root, change) {
  const active = root.getRootNode().activeElement ?? document.activeElement;
  const held = active && root.contains(active) ? addressOf(active, root) : null;
  change();
  if (!held || (root.contains(active) && active === (root.getRootNode().activeElement ?? null))) return;
  find(root, held)?.focus({ preventScroll: true });
}

function addressOf(node, root) {
  const keys = [];
  for (let step = node.parentElement; step && step !== root.parentElement; step = step.parentElement) {
    if (step.dataset.key !== undefined) keys.unshift(step.dataset.key);
  }
  return { keys, focus: node.dataset.focus };
}

function find(root, { keys, focus }) {
  let scope = root;
  for (const key of keys) {
    scope = scope.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!scope) return null;
  }
  return focus === undefined ? null : scope.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
}

/** The URL if a reader may be sent there: http or https, and nothing else; otherwise null. */
export function webUrl(text, base = undefined) {
  if (typeof text !== "string" || text.trim() === "") return null;
  try {
    const url = new URL(text, base);
    return url.protocol === "http:" || url.protocol === "https:" ? url : null;
  } catch {
    return null;
  }
}

/** With a capital letter first, as a line begins. */
export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}
