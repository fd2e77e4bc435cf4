// @ts-check
"use strict";

/* The reading page of a briefing: its notes in the margin or in a sheet, lit words, keys, layers, cards.
   Lengths are CSS pixels. The document's order is never changed, and no note is cloned. */

/* ---- 1 The page ---- */

/** @typedef {HTMLElement} El
 *  @typedef {EventTarget | null} Target */

/** A note of the page with its place in the margin. */
class Note {
  /** @type {El[]} The marked words. */
  stretches = [];
  /** @type {El[]} Its numbers in the article, one a place. */
  numbers = [];
  /** Code units under the note. */
  length = 0;
  /** @type {Face} The face that the margin has room for. */
  face = "line";
  top = 0;
  heights = { line: 0, lead: 0 };

  /** @param {El} element */
  constructor(element) {
    this.id = element.id;
    this.element = element;
    this.group = element.dataset.group ?? "";
    this.rank = Number(element.dataset.rank);
    this.number = /** @type {El} */ (one("header > a", element));
  }

  get isShown() {
    return !off.has(this.group);
  }

  get isAtStart() {
    return this.element.classList.contains("start-side");
  }

  /** Its number in the list and those in the article, which are links. */
  get links() {
    return [this.number, ...this.numbers.flatMap((number) => all("a", number))];
  }

  get label() {
    return (words.label ?? "").replace("{n}", this.number.textContent ?? "");
  }

  /** Return the box of the first line of its words, or of its number at a further place. @param {El | null} [number] */
  line(number) {
    const anchor = (number !== this.numbers[0] && number) || this.stretches[0] || this.element;
    return anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  }
}

const html = document.documentElement;

/* In the order of the strip's lanes. */
const GROUPS = ["explain", "voice", "verify", "language", "analyse"];

/** @type {El} */
let briefing;
/** @type {Note[]} By number. */
let notes = [];
/** @type {Map<string | undefined, Note>} */
let notesById = new Map();
/** @type {DOMStringMap} What the interface says; `{n}` and `{total}` stand for numbers. */
let words = {};
/** @type {Note | null} */
let opened = null;
/** @type {Note | null} The one from which stepping goes on. */
let current = null;

/** @param {ParentNode} [within] @returns {El[]} */
const all = (selector = "", within = briefing) => [...within.querySelectorAll(/** @type {"p"} */ (selector))];

/** @param {ParentNode} [within] @returns {El | null} */
const one = (selector = "", within = briefing) => within.querySelector(selector);

/** @param {Target} target @returns {El | null} */
const around = (target, selector = "") => (target instanceof Element ? target.closest(selector) : null);

const noteOf = (id = "") => notesById.get(id);

/** @param {Target} target */
const noteAround = (target) => noteOf(around(target, "[data-note]")?.id);

/** @param {El | null} element */
const write = (element, text = "") => void (element && (element.textContent = text));

/** Return a number in the digits of the edition. */
const digits = (value = 0) =>
  value.toLocaleString(`en-u-nu-${document.body.dataset.digits ?? "latn"}`, { useGrouping: false });

const fill = (pattern = "", n = 0, total = 0) => pattern.replace("{n}", digits(n)).replace("{total}", digits(total));

/** @returns {El[]} */
function fromTemplate(name = "") {
  const template = /** @type {HTMLTemplateElement} */ (one(`template[data-template="${name}"]`));
  return all("template > *, p, aside", document.importNode(template.content, true));
}

/** Return the notes that cover a stretch and are shown, the narrowest first. @param {El} mark */
function notesOn(mark) {
  const ids = isTextAlone() ? [] : (mark.dataset.annotations ?? "").split(" ");
  const shown = ids.flatMap((id) => noteOf(id) ?? []).filter((note) => note.isShown);
  return shown.sort((a, b) => a.length - b.length);
}

const shownNotes = () => notes.filter((note) => note.isShown);

/* ---- 2 Margin and sheet ---- */

const isWide = (rem = 68) => matchMedia(`(min-width: ${rem}rem)`).matches;
const boxOfText = () => (one(".text") ?? briefing).getBoundingClientRect();
const isTextAlone = () => html.hasAttribute("data-text-alone");
const hasMargin = () => isWide() && !isTextAlone();
/** The height of a line of the margin: it grows with the browser's letters. */
const rowHeight = () => 1.625 * parseFloat(getComputedStyle(html).fontSize);

/** @param {El} element */
const putAt = (element, y = 0) => void (element.style.transform = `translateY(${Math.round(y)}px)`);

/** Place all notes anew. */
function layOut() {
  const list = one(".notes-placed");
  if (!list) return;
  const isMargin = hasMargin();
  const hasTwoSides = isMargin && isWide(100) && !briefing.matches(".briefing-facing");
  const placed = notes.filter((note) => note.stretches.length);
  one(".notes")?.setAttribute("data-laid", "");
  for (const row of all(".more-notes-row")) row.remove();
  for (const note of placed) {
    note.element.classList.toggle("start-side", hasTwoSides && /explain|voice/.test(note.group));
    note.element.style.transform = "";
    note.face = isMargin && !note.rank ? "folded" : "line";
  }
  list.style.minBlockSize = "";
  if (isMargin) {
    for (const face of /** @type {const} */ (["line", "lead"])) {
      for (const note of placed) note.element.dataset.face = face;
      for (const note of placed) note.heights[face] = note.element.offsetHeight;
    }
    const { top } = list.getBoundingClientRect();
    const end = boxOfText().bottom - top;
    const shown = placed.filter((note) => note.rank && note.isShown);
    const bottoms = [true, false].map((side) => placeSide(shown.filter((note) => note.isAtStart === side), top, end));
    list.style.minBlockSize = `${Math.max(end, ...bottoms)}px`;
  }
  for (const note of placed) note.element.dataset.face = note.face;
  drawStrip(isMargin);
  showOpened();
}

/** Place the notes of one side; return where the last one ends. @param {Note[]} side */
function placeSide(side, top = 0, end = 0) {
  const blocks = all("[data-block]");
  const row = rowHeight();
  const wishes = side.map((note) => {
    const line = note.line();
    const want = line.top + line.height / 2 - row / 2 - top;
    const paragraph = blocks.findIndex((block) => block.contains(note.stretches[0]));
    return { note, want, paragraph, rank: note.rank, ...note.heights };
  });
  wishes.sort((a, b) => a.want - b.want);
  const { placed, rows } = placeNotes(wishes, 0, end, row);
  let bottom = 0;
  placed.forEach(({ top: y, face }, i) => {
    Object.assign(wishes[i].note, { face, top: y });
    if (face === "folded") return;
    putAt(wishes[i].note.element, y);
    bottom = Math.max(bottom, y + wishes[i][face]);
  });
  for (const { top: y, notes: folded } of rows) {
    const { id, element, isAtStart } = wishes[folded[0]].note;
    const item = document.createElement("li");
    item.className = isAtStart ? "more-notes-row start-side" : "more-notes-row";
    item.innerHTML = `<button class="more-notes" data-opens="${id}"></button>`;
    write(one("button", item), fill(words.more, folded.length));
    putAt(item, y);
    element.before(item);
    bottom = Math.max(bottom, y + row);
  }
  return bottom;
}

/** Bring the open note to its place in the margin, `isAtOnce` into the window too, and hide what it covers there. */
function showOpened(isAtOnce = false) {
  for (const covered of all(".covered")) covered.classList.remove("covered");
  const list = one(".notes-placed");
  if (!opened?.stretches.length || !list) return;
  const { element, face, top, isAtStart } = opened;
  element.dataset.face = "open";
  if (!hasMargin()) return;
  const above = list.getBoundingClientRect().top;
  const want = face === "folded" ? opened.line().top - above : top;
  const seen = Math.max(innerHeight - element.offsetHeight - 8, 64) - above;
  const y = Math.max(0, Math.min(want, list.clientHeight - element.offsetHeight, isAtOnce ? seen : Infinity));
  const bottom = y + element.offsetHeight;
  putAt(element, y);
  if (bottom > list.clientHeight) list.style.minBlockSize = `${bottom}px`;
  for (const other of all(":scope > li", list)) {
    const from = new DOMMatrix(other.style.transform).f;
    const isBeside = other === element || other.classList.contains("start-side") !== isAtStart;
    other.classList.toggle("covered", !isBeside && from < bottom && from + other.offsetHeight > y);
  }
}

/* ---- 3 Light ---- */

/** @type {Set<Note>} */
let lit = new Set();

/** Light notes on both sides, and the open one. @param {Note[]} pointed */
function light(pointed) {
  const before = lit;
  lit = new Set(opened ? [...pointed, opened] : pointed);
  const changed = [...before, ...lit].filter((note) => lit.has(note) !== before.has(note));
  for (const note of changed)
    for (const element of [note.element, ...note.numbers]) element.classList.toggle("lit", lit.has(note));
  for (const mark of new Set(changed.flatMap((note) => note.stretches))) {
    const groups = notesOn(mark).flatMap((note) => (lit.has(note) ? note.group : []));
    mark.classList.toggle("lit", groups.length > 0);
    for (const group of GROUPS) mark.classList.toggle(`lit-${group}`, groups.includes(group));
  }
}

/** Return the notes that an element of the page speaks of. @param {Target} target */
function notesAt(target) {
  const note = noteOf(around(target, "[data-number-of]")?.dataset.numberOf) ?? noteAround(target);
  const mark = around(target, "mark") ?? around(target, "[data-end]")?.querySelector("mark");
  return note ? [note] : mark ? notesOn(mark) : [];
}

/* ---- 4 Opening and stepping ---- */

/** @type {El | null | undefined} Where the focus goes back to. */
let cameFrom;
/** @type {El[]} The buttons of the open note. */
let tools = [];

/** Open a note. `from` gets the focus back, `at` is the number meant, `here` are the notes on its words,
 * `scroll` is the share of the window above its line, 0 for no more than needed.
 * @param {Note} note @param {{from?: El | null, isByKey?: boolean, scroll?: number, here?: Note[], at?: El | null}} [how] */
function openNote(note, { from, at, isByKey = false, scroll = 0, here = [] } = {}) {
  hideCard();
  if (isTextAlone()) showTextAlone(false);
  if (off.delete(note.group)) hideLayers(off);
  const held = /** @type {El | null} */ (document.activeElement);
  const hadFocus = isByKey || opened?.element.contains(held);
  const back = from ?? cameFrom;
  if (opened !== note) closeNote();
  cameFrom = back;
  opened = current = note;
  for (const link of note.links) link.ariaExpanded = "true";
  if (!tools.length) tools = fromTemplate("note-tools");
  if (note.stretches.length) {
    one("header", note.element)?.append(tools[0]);
    note.element.append(tools[1]);
  }
  write(one(".here", tools[0]), here.length > 1 ? fill(words.position, here.indexOf(note) + 1, here.length) : "");
  light([]);
  showOpened(!scroll);
  showPosition();
  keepAddress(note.id);
  if (scroll) moveWindow(note.line(at).top - innerHeight * scroll);
  else if (!hasMargin()) keepInView(note, at);
  if (hadFocus) (held && note.element.contains(held) ? held : note.number).focus({ preventScroll: true });
}

/** Close the open note; with `isByKey` the focus goes back where it came from, else to the number. */
function closeNote(isByKey = false) {
  if (!opened) return;
  const { element, stretches, face, top, links } = opened;
  for (const tool of tools) tool.remove();
  for (const link of links) link.ariaExpanded = null;
  if (stretches.length) element.dataset.face = face;
  if (hasMargin()) putAt(element, top);
  opened = null;
  showOpened();
  light([]);
  showPosition();
  keepAddress("");
  const back = [cameFrom, links[1], links[0]].find((link) => link?.checkVisibility({ visibilityProperty: true }));
  cameFrom = null;
  if (isByKey) back?.focus({ preventScroll: hasMargin() || !around(back, "[data-note]") });
}

/** Go to the next or the previous note that is shown. */
function stepNote(step = 1, isByKey = false) {
  const shown = shownNotes();
  const below = shown.findIndex((note) => note.line().top > 0);
  const first = (below < 0 ? shown.length : below) - (step > 0 ? 0 : 1);
  const next = current?.isShown ? shown.indexOf(current) + step : first;
  const note = shown[Math.max(0, Math.min(next, shown.length - 1))];
  one(".position")?.setAttribute("aria-live", isByKey ? "polite" : "off");
  if (note) openNote(note, { scroll: 0.25 });
}

function showPosition() {
  const shown = shownNotes();
  write(one(".position"), (opened ? `${digits(shown.indexOf(opened) + 1)} / ` : "") + digits(shown.length));
}

/** Scroll, smoothly where the way is short and nobody minds. */
function moveWindow(length = 0) {
  const isShort = Math.abs(length) < innerHeight && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: length, behavior: isShort ? "smooth" : "instant" });
}

/** Scroll only so far that the marked line stands between bar and sheet. @param {Note} note @param {El | null} [at] */
function keepInView(note, at) {
  const line = note.line(at);
  const above = line.top - (one(".bar")?.offsetHeight ?? 0) - 8;
  const below = line.bottom - innerHeight + note.element.offsetHeight + 8;
  moveWindow(Math.min(above, Math.max(0, below)));
}

/** Write what is open into the address. */
function keepAddress(hash = location.hash) {
  const address = new URL(location.href);
  address.hash = hash;
  address.searchParams.set("layers", layers().filter((layer) => !off.has(layer)).join("."));
  if (!off.size) address.searchParams.delete("layers");
  try {
    history.replaceState(null, "", address);
  } catch {
    /* Some browsers forbid it for files: the page works all the same. */
  }
}

/** Show what the address names: a note, one of its places, a mention. @param {number} [scroll] As in `openNote`. */
function goToAddress(scroll = 0.3) {
  const id = location.hash.slice(1);
  const element = document.getElementById(id);
  const number = around(element, "[data-number-of]");
  const note = noteOf(number?.dataset.numberOf ?? id);
  if (note) openNote(note, { scroll, at: number });
  if (!element?.matches("[data-end]")) return;
  tint(element);
  if (scroll) moveWindow(element.getBoundingClientRect().top - innerHeight * scroll);
}

/* ---- 5 Layers and switches ---- */

const layers = () => all("[data-layer]").flatMap((button) => button.dataset.layer ?? []);
/** @type {Set<string>} Those that are switched off. */
let off = new Set();

/** @param {Set<string>} hidden */
function hideLayers(hidden) {
  off = hidden;
  briefing.dataset.hiddenLayers = [...off].join(" ");
  for (const button of all("[data-layer]")) button.ariaPressed = String(!off.has(button.dataset.layer ?? ""));
  if (!opened?.isShown) closeNote();
  layOut();
  showPosition();
}

function showTextAlone(isOn = false) {
  closeNote();
  html.toggleAttribute("data-text-alone", isOn);
  for (const button of all('[data-switch="text"]')) button.ariaPressed = String(isOn);
  layOut();
}

/** @param {El} button */
function turn(button) {
  const isOn = button.ariaPressed !== "true";
  const { switch: name } = button.dataset;
  button.ariaPressed = String(isOn);
  if (name === "lines") html.toggleAttribute("data-all-lines", isOn);
  if (name === "text") showTextAlone(isOn);
  if (name !== "spoken") return;
  for (const number of all("[data-number-of]")) {
    number.ariaHidden = isOn ? null : "true";
    one("a", number)?.setAttribute("tabindex", isOn ? "0" : "-1");
  }
}

/* ---- 6 Cards of names ---- */

/** @type {El | undefined} */
let card;
/** @type {El | null} The mention whose card is shown. */
let named = null;
let timer = 0;

/** @param {El} mention */
const idOf = ({ dataset: { actor, place: site, term } }) => actor ?? site ?? term;

/** Return all places at which the article names the same. @param {El} mention */
const mentionsLike = (mention) => all("[data-end]").filter((other) => idOf(other) === idOf(mention));

/** Tint the mentions of a name, or none. @param {El | null} mention */
function tint(mention) {
  const same = mention ? mentionsLike(mention) : [];
  for (const other of all("[data-end].same")) other.classList.remove("same", "lit");
  for (const other of same) other.classList.add("same");
  mention?.classList.add("lit");
  one(".strip path:last-child")?.setAttribute("d", ticks(same, 5));
}

/** @param {El} mention */
function showCard(mention) {
  hideCard();
  const who = one(`[data-who="${idOf(mention)}"]`);
  card ??= fromTemplate("card")[0];
  if (!who) return;
  const same = mentionsLike(mention);
  const links = [...new Set(all("mark", mention).flatMap(notesOn))].map(({ number, element }) => {
    const copy = /** @type {El} */ (number.cloneNode(true));
    copy.className = `kind-${element.dataset.kind}`;
    return copy;
  });
  one(".card-who", card)?.replaceChildren(...[...who.children].map((child) => child.cloneNode(true)));
  write(one("output", card), `${digits(same.indexOf(mention) + 1)} / ${digits(same.length)}`);
  one("button", card)?.toggleAttribute("hidden", same.length < 2);
  one(".card-notes", card)?.toggleAttribute("hidden", !links.length);
  one(".card-notes > span", card)?.replaceChildren(...links);
  briefing.append(card);
  card.hidden = false;
  named = mention;
  mention.setAttribute("aria-describedby", card.id);
  tint(mention);
  placeCard(mention, card);
}

/** Put a card under its mention, or above where there is no room. @param {El} mention @param {El} shown */
function placeCard(mention, { style, offsetWidth, offsetHeight }) {
  const line = [...mention.getClientRects()].at(-1);
  if (!line) return;
  const isAbove = line.bottom + offsetHeight + 8 > innerHeight && line.top > offsetHeight + 8;
  const most = html.clientWidth - offsetWidth - 8;
  style.left = `${scrollX + Math.max(8, Math.min(line.left + (line.width - offsetWidth) / 2, most))}px`;
  style.top = `${scrollY + (isAbove ? line.top - offsetHeight - 6 : line.bottom + 6)}px`;
}

function hideCard() {
  clearTimeout(timer);
  if (!named || !card) return;
  const back = card.contains(document.activeElement) ? named : null;
  named.removeAttribute("aria-describedby");
  named = null;
  tint(null);
  card.hidden = true;
  back?.focus({ preventScroll: true });
  clearTimeout(timer);
}

/** Show or hide a card soon: a pointer on its way elsewhere shows none, one on its way to the card keeps it.
 * @param {El | null} mention */
function planCard(mention) {
  clearTimeout(timer);
  if (mention === named) return;
  timer = setTimeout(() => (mention ? showCard(mention) : hideCard()), mention ? 350 : 300);
}

/** Let Tab lead from a name into its card, and from there back and on. @param {KeyboardEvent} event */
function tabThroughCard(event) {
  if (!named) return;
  const stops = [named, ...all("a, button", card).filter((stop) => stop.checkVisibility())];
  const at = stops.findIndex((stop) => stop === document.activeElement);
  if (at < 0) return;
  const next = stops[at + (event.shiftKey ? -1 : 1)];
  (next ?? named).focus({ preventScroll: true });
  if (next) event.preventDefault();
}

function goToNextMention() {
  if (!named) return;
  const same = mentionsLike(named);
  const next = same[(same.indexOf(named) + 1) % same.length];
  scrollBy({ top: next.getBoundingClientRect().top - innerHeight * 0.3, behavior: "instant" });
  next.focus({ preventScroll: true });
  showCard(next);
}

/* ---- 7 Strip: the article's whole height in the window's, a lane for each group ---- */

function drawStrip(isMargin = false) {
  one(".strip")?.remove();
  if (!isMargin) return;
  const lanes = GROUPS.map((group, lane) => {
    const own = notes.filter((note) => note.group === group && note.isShown);
    return `<path class="strip-${group}" d="${ticks(own.flatMap((note) => note.stretches), lane)}"/>`;
  });
  const box = `viewBox="0 0 28 ${boxOfText().height}"`;
  const holder = Object.assign(document.createElement("div"), { className: "strip", ariaHidden: "true" });
  holder.innerHTML = `<svg preserveAspectRatio="none" ${box}><rect width="28"/>${lanes.join("")}<path/></svg>`;
  one(".text")?.after(holder);
  showWindow();
}

/** Return the lines of a lane at the heights of elements in the article. @param {El[]} elements */
function ticks(elements, lane = 0) {
  const { top } = boxOfText();
  const heights = new Set(elements.map((element) => Math.round(element.getBoundingClientRect().top - top)));
  return [...heights].map((y) => `M${lane * 5} ${y}h4`).join("");
}

/** Show on the strip which part of the article the window shows. */
function showWindow() {
  const frame = one(".strip rect");
  frame?.setAttribute("y", String(-boxOfText().top));
  frame?.setAttribute("height", String(innerHeight));
}

/* ---- 8 Taking along ---- */

/** Copy, else show, or share the address or citation of the briefing or of the note around a button. @param {El} button */
async function takeAlong(button) {
  const note = noteAround(button);
  const own = one('link[rel="canonical"]', document)?.getAttribute("href") ?? location.href.replace(/[?#].*/, "");
  const url = note ? `${own}#${note.id}` : own;
  if (button.dataset.do === "share") return void navigator.share({ title: document.title, url }).catch(() => {});
  const citation = one(".citation")?.textContent?.trim() ?? document.title;
  const cited = note ? `${note.label}. ${citation} ${url}` : citation;
  const text = button.dataset.do === "cite" ? cited : url;
  const label = button.textContent ?? "";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    /* Without https there is no clipboard, and readers may refuse it. */
    return void prompt(label, text);
  }
  if (label === words.copied) return;
  write(button, words.copied);
  setTimeout(() => write(button, label), 1500);
}

/* ---- 9 Start ---- */

let isTouch = false;

/** @param {El} button */
function press(button, isByKey = false) {
  const { step, switch: name, layer, opens, do: what } = button.dataset;
  const note = noteOf(opens);
  if (step) stepNote(step === "next" ? 1 : -1);
  else if (name) turn(button);
  else if (note) openNote(note, { from: button, isByKey });
  else if (what === "close") closeNote(true);
  else if (what === "mention") goToNextMention();
  else if (what) void takeAlong(button);
  else if (layer) {
    if (!off.delete(layer)) off.add(layer);
    hideLayers(off);
    keepAddress();
  } else if (button.matches(".layers-unfold")) button.ariaExpanded = String(one(".bar")?.toggleAttribute("data-unfolded"));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const { target } = event;
  const button = around(target, "button");
  const holder = around(target, ".strip");
  const link = around(target, "a[href]");
  if (!around(target, ".bar-menu")) one(".bar-menu")?.removeAttribute("open");
  if (button) press(button, event.detail === 0);
  else if (holder) {
    const { top, height } = holder.getBoundingClientRect();
    moveWindow(boxOfText().top + (boxOfText().height * (event.clientY - top)) / height - innerHeight / 2);
  } else if (link && !link.matches("[data-end]")) followLink(event, link);
  else if (link && isTouch && named !== link) {
    showCard(link);
    if (named === link) event.preventDefault();
  } else if (!link && !String(getSelection())) clickWords(target);
}

/** Follow a link within the page: notes open, their places come into view. @param {MouseEvent} event @param {El} link */
function followLink(event, link) {
  const hash = link.getAttribute("href") ?? "";
  if (!hash.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = hash.slice(1);
  const note = noteOf(id === "_notes" && hasMargin() ? notes[0]?.id : id);
  const holder = noteAround(link);
  const number = around(link, "[data-number-of]");
  const isByKey = event.detail === 0;
  if (note && note === opened && note === holder) closeNote(isByKey);
  else if (note) openNote(note, { from: link, isByKey, at: number, scroll: number || note === holder ? 0 : 0.25 });
  else if (holder && link.getAttribute("role") === "doc-backlink")
    openNote(holder, { at: around(document.getElementById(id), "[data-number-of]"), scroll: 0.25 });
  else return;
  event.preventDefault();
}

/** Open what words or a line of the margin stand for; a click elsewhere closes what is open. @param {Target} target */
function clickWords(target) {
  const mark = around(target, "mark");
  const here = mark ? notesOn(mark) : [];
  const line = around(target, ".notes-placed") && noteAround(target);
  const next = line ?? here[(opened ? here.indexOf(opened) + 1 : 0) % here.length];
  if (!around(target, "[data-card]")) hideCard();
  if (next && next !== opened) openNote(next, { here, from: line && line.number });
  else if (!next && !around(target, "[data-note], .bar, [data-card]")) closeNote();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const isTyping = around(event.target, "input, textarea, select, [contenteditable]");
  const step = { KeyJ: 1, KeyN: 1, KeyK: -1, KeyP: -1 }[event.code];
  const menu = one(".bar-menu[open] > summary");
  if (event.key === "Tab") tabThroughCard(event);
  else if (event.key === "Escape" && named) hideCard();
  else if (event.key === "Escape" && menu) {
    menu.focus();
    menu.click();
  } else if (event.key === "Escape") closeNote(true);
  else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (step && one('[data-switch="keys"]')?.ariaPressed !== "false") stepNote(step, true);
}

/** @param {PointerEvent} event */
function onPoint({ target, pointerType }) {
  if (pointerType === "touch") return;
  const layer = around(target, "[data-layer]")?.dataset.layer;
  light(layer ? shownNotes().filter((note) => note.group === layer) : notesAt(target));
  planCard(around(target, "[data-card]") ? named : around(target, "[data-end]"));
}

/** @param {FocusEvent} event */
function onFocus({ target }) {
  light(notesAt(target));
  if (!around(target, "[data-card]")) planCard(around(target, "[data-end]:focus-visible"));
}

function collectNotes() {
  notes = all("[data-note]").map((element) => new Note(element));
  notesById = new Map(notes.map((note) => [note.id, note]));
  for (const number of all("[data-number-of]")) noteOf(number.dataset.numberOf)?.numbers.push(number);
  for (const mark of all("mark"))
    for (const note of notesOn(mark)) {
      note.stretches.push(mark);
      note.length += mark.textContent?.length ?? 0;
    }
}

/** Tell those who listen what a number leads to. */
function nameNumbers() {
  for (const note of notes) {
    const facts = all("header > b, header > .status", note.element).map((fact) => fact.textContent);
    for (const number of note.numbers) one("a", number)?.setAttribute("aria-label", [note.label, ...facts].join(", "));
  }
}

/** Let each paragraph stand before its translation where both share a column. */
function pairRows() {
  for (const side of all(".pair > *"))
    all(":scope > *", side).forEach((row, i) => row.style.setProperty("--row", String(i + 1)));
  one(".pair")?.classList.add("interleaved");
}

/** Tell whether the browser shows the page as its reader left it, scrolled as it was. */
function isReturn() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return /reload|back/.test(visit?.type);
}

/** Let parts of the page be laid out a few at a time: all at once they would hold up a phone. @param {El[]} parts */
function readyParts(parts) {
  for (const part of parts.slice(0, 8)) part.classList.add("ready");
  if (parts.length > 8) setTimeout(() => readyParts(parts.slice(8)), 20);
}

/** Place the notes anew on all that changes heights. */
function watchLayout() {
  let sizes = "";
  const columns = [briefing, ...all(".notes-placed")];
  const rows = all(".opening, .brief, .text");
  const observer = new ResizeObserver(() => {
    const before = sizes;
    sizes = String([columns.map((column) => column.clientWidth), rows.map((row) => row.clientHeight)]);
    if (before && before !== sizes)
      requestAnimationFrame(() => {
        layOut();
        if (opened && !hasMargin()) keepInView(opened);
      });
  });
  for (const part of [...columns, ...rows]) observer.observe(part);
  document.fonts.addEventListener("loadingdone", () => requestAnimationFrame(layOut));
}

/** Place the notes and show what the address names. */
function showNotes() {
  layOut();
  goToAddress(isReturn() ? 0 : undefined);
  watchLayout();
  nameNumbers();
  readyParts(all(".after-text > section, .after-text > section li"));
}

/** @param {El} found */
function startReading(found) {
  html.classList.add("scripted");
  html.classList.toggle("can-share", !!navigator.share);
  briefing = found;
  words = one("#_words")?.dataset ?? {};
  collectNotes();
  pairRows();
  const asked = new URLSearchParams(location.search).get("layers")?.split(".") ?? [];
  const hidden = layers().filter((layer) => !asked.includes(layer));
  /* What names no layer of the page is ignored; an empty value asks for none. */
  if (hidden.length < layers().length || asked[0] === "") hideLayers(new Set(hidden));
  showPosition();
  addEventListener("click", onClick);
  addEventListener("keydown", onKey);
  addEventListener("pointerdown", (event) => void (isTouch = event.pointerType === "touch"), true);
  addEventListener("pointerover", onPoint);
  html.addEventListener("pointerleave", onPoint);
  briefing.addEventListener("focusin", onFocus);
  addEventListener("scroll", showWindow, { passive: true });
  addEventListener("hashchange", () => goToAddress());
  addEventListener("beforeprint", () => closeNote());
  const patience = new Promise((done) => setTimeout(done, 400));
  /* A task of its own lets a phone answer between. */
  void Promise.race([document.fonts.ready, patience]).then(() => setTimeout(showNotes));
}

const found = one("article.briefing", document);
if (found) startReading(found);
