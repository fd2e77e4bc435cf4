// @ts-check
"use strict";

/* The reading page of a briefing: its notes in the margin or in a sheet, lit words, keys, layers, cards.
   Lengths are CSS pixels. The document's order is never changed, and no note is cloned. */

/* ---- 1 Placement in the margin ---- */

/** @typedef {"line" | "lead" | "folded"} Face
 *  @typedef {{want: number, line: number, lead: number, rank: number, paragraph: number}} MarginNote
 *  A note that wants its upper edge at `want`, with its heights as one line and with the beginning of its body.
 *  @typedef {{want: number, height: number, weight: number, note: number, paragraph: number}} Box
 *  A note by its index, or with -1 the row that stands for a paragraph's folded notes. */

/** Farther from its line a note is no longer seen to belong to it: lighter ones fold. */
const MOST_DRIFT = 150;
/** Nobody is pushed farther than this for the body of another note. */
const LEAD_DRIFT = 40;
/** The height of a note's line in the stylesheet. */
const ROW_HEIGHT = 26;
/** With more notes on a side bodies are not tried: each try is a run over all. */
const MOST_TRIED = 400;

/** Return the upper edges, without overlap, that are nearest to what boxes want; these are sorted by it.
 *
 * Weighted isotonic regression by pooling adjacent violators, of wishes less the heights before them. Edges lie between
 * `first` and `last` as far as there is room.
 * @param {readonly Box[]} boxes @param {number} first @param {number} last @returns {number[]} */
function spreadBoxes(boxes, first, last) {
  /** @type {{mean: number, weight: number, count: number}[]} */
  const pools = [];
  let before = 0;
  for (const box of boxes) {
    let pool = { mean: box.want - before, weight: box.weight, count: 1 };
    for (let upper = pools.at(-1); upper && upper.mean > pool.mean; upper = pools.at(-1)) {
      const weight = upper.weight + pool.weight;
      const mean = (upper.mean * upper.weight + pool.mean * pool.weight) / weight;
      pool = { mean, weight, count: upper.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
    before += box.height;
  }
  const lowest = Math.max(first, last - before);
  const starts = pools.flatMap(({ mean, count }) => Array(count).fill(Math.min(Math.max(mean, first), lowest)));
  let above = 0;
  return boxes.map((box, i) => starts[i] + (above += box.height) - box.height);
}

/** Return the faces and upper edges of one side's notes, in their order, and the rows that stand for folded ones.
 *
 * Nothing stands above `first`; below `last` stands what has no room.
 * @param {readonly MarginNote[]} notes @param {number} first @param {number} last
 * @returns {{placed: {top: number, face: Face}[], rows: {top: number, notes: number[]}[]}} */
function placeNotes(notes, first, last) {
  const faces = notes.map(() => /** @type {Face} */ ("line"));
  let boxes = makeBoxes(notes, faces);
  let tops = spreadBoxes(boxes, first, last);
  while (foldLightest(notes, faces, boxes, tops)) {
    boxes = makeBoxes(notes, faces);
    tops = spreadBoxes(boxes, first, last);
  }
  if (notes.length <= MOST_TRIED) openBodies(notes, faces, boxes, first, last);
  tops = spreadBoxes(boxes, first, last);
  const placed = faces.map((face) => ({ top: 0, face }));
  const rows = [];
  for (const [i, { note, paragraph }] of boxes.entries()) {
    if (note >= 0) placed[note].top = tops[i];
    else rows.push({ top: tops[i], notes: foldedIn(notes, faces, paragraph) });
  }
  return { placed, rows };
}

/** @param {readonly MarginNote[]} notes @param {readonly Face[]} faces @param {number} paragraph */
const foldedIn = (notes, faces, paragraph) =>
  notes.flatMap((note, i) => (note.paragraph === paragraph && faces[i] === "folded" ? [i] : []));

/** @param {readonly MarginNote[]} notes @param {readonly Face[]} faces @returns {Box[]} */
function makeBoxes(notes, faces) {
  /** @type {Map<number, Box>} */
  const boxes = new Map();
  notes.forEach(({ want, line, rank, paragraph }, i) => {
    if (faces[i] !== "folded") boxes.set(i, { want, height: line, weight: 1 + rank / 3, note: i, paragraph });
    else boxes.set(-1 - paragraph, { want, height: ROW_HEIGHT, weight: 1, note: -1, paragraph });
  });
  return [...boxes.values()].sort((a, b) => a.want - b.want);
}

/** Fold the lightest note of those that touch the one that drifts most; tell whether that is needed and possible.
 *
 * The first of a paragraph goes with a second one, as the row that stands for them takes a line itself.
 * @param {readonly MarginNote[]} notes @param {Face[]} faces @param {readonly Box[]} boxes @param {readonly number[]} tops */
function foldLightest(notes, faces, boxes, tops) {
  const drifts = boxes.map((box, i) => Math.abs(tops[i] - box.want));
  const at = drifts.indexOf(Math.max(...drifts));
  if (!(drifts[at] > MOST_DRIFT)) return false;
  const touches = (/** @type {number} */ i) => tops[i] + boxes[i].height > tops[i + 1] - 0.5;
  let [from, to] = [at, at];
  while (from > 0 && touches(from - 1)) from--;
  while (to < boxes.length - 1 && touches(to)) to++;
  const run = boxes.slice(from, to + 1).filter((box) => box.note >= 0);
  run.sort((a, b) => a.weight - b.weight || b.want - a.want);
  for (const box of run) {
    const mate = run.find((other) => other !== box && other.paragraph === box.paragraph);
    const hasRow = foldedIn(notes, faces, box.paragraph).length > 0;
    if (!hasRow && !mate) continue;
    faces[box.note] = "folded";
    if (!hasRow && mate) faces[mate.note] = "folded";
    return true;
  }
  return false;
}

/** Give notes room for the beginning of their bodies, the heaviest first, where that pushes nobody away.
 * @param {readonly MarginNote[]} notes @param {Face[]} faces @param {Box[]} boxes @param {number} first @param {number} last */
function openBodies(notes, faces, boxes, first, last) {
  let tops = spreadBoxes(boxes, first, last);
  let room = last - first - boxes.reduce((sum, box) => sum + box.height, 0);
  for (const box of [...boxes].sort((a, b) => b.weight - a.weight || a.want - b.want)) {
    const { line, lead } = notes[box.note] ?? box;
    if (box.note < 0 || lead <= line || lead - line > room) continue;
    box.height = lead;
    const moved = spreadBoxes(boxes, first, last);
    const limit = (/** @type {Box} */ { want }, /** @type {number} */ i) => Math.max(Math.abs(tops[i] - want), LEAD_DRIFT);
    if (boxes.every((one, i) => Math.abs(moved[i] - one.want) <= limit(one, i))) {
      faces[box.note] = "lead";
      tops = moved;
      room -= lead - line;
    } else box.height = line;
  }
}

/* ---- 2 The page ---- */

/** @typedef {HTMLElement} El
 *  @typedef {{id: string, element: El, link: El, numbers: El[], stretches: El[], length: number, group: string,
 *    rank: number, face: Face, top: number}} Note
 *  `link` is its number in the list, `numbers` are those in the article, `length` is that of its words in code units;
 *  `face` and `top` are what the margin has room for. */

/** @type {El} */
let briefing;
/** @type {Map<string, Note>} By id, in the order of the numbers. */
const notes = new Map();
/** @type {DOMStringMap} What the interface says; `{n}` and `{total}` stand for numbers. */
let words = {};
/** @type {Note | null} */
let opened = null;
/** @type {Note | null} The one from which stepping goes on. */
let current = null;

/** @param {string} selector @param {ParentNode} [within] @returns {El[]} */
const all = (selector, within = briefing) => [...within.querySelectorAll(/** @type {"p"} */ (selector))];

/** @param {string} selector @param {ParentNode} [within] @returns {El | null} */
const one = (selector, within = briefing) => within.querySelector(selector);

/** @param {EventTarget | null} target @param {string} selector @returns {El | null} */
const around = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** @param {EventTarget | null} target */
const noteAround = (target) => notes.get(around(target, "[data-note]")?.id ?? "");

/** @param {El | null} element @param {string} text */
const write = (element, text) => void (element && (element.textContent = text));

/** Return a number in the digits of the edition. @param {number} value */
function digits(value) {
  const zero = { arab: 0x660, arabext: 0x6f0 }[document.body.dataset.digits ?? ""] ?? 0x30;
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

/** @param {string | undefined} pattern @param {number} n @param {number} [total] */
const fill = (pattern = "", n, total = 0) => pattern.replace("{n}", digits(n)).replace("{total}", digits(total));

/** @param {string} name @returns {Element[]} */
function fromTemplate(name) {
  const template = /** @type {HTMLTemplateElement} */ (one(`template[data-template="${name}"]`));
  return [.../** @type {DocumentFragment} */ (template.content.cloneNode(true)).children];
}

function collectNotes() {
  for (const element of all("[data-note]")) {
    const { id, dataset: { group = "", rank } } = element;
    const link = /** @type {El} */ (one(".note-number", element));
    const numbers = all(`[data-number-of="${id}"]`);
    notes.set(id, { id, element, link, numbers, stretches: [], length: 0, group, rank: Number(rank), face: "line", top: 0 });
  }
  for (const mark of all("mark"))
    for (const note of coveringOf(mark)) {
      note.stretches.push(mark);
      note.length += mark.textContent?.length ?? 0;
    }
}

/** @param {El} mark */
const coveringOf = (mark) => (mark.dataset.annotations ?? "").split(" ").flatMap((id) => notes.get(id) ?? []);

const placedNotes = () => [...notes.values()].filter((note) => note.stretches.length);
const shownNotes = () => [...notes.values()].filter(isShown);

/* ---- 3 Margin and sheet ---- */

/** @type {Map<Note, {line: number, lead: number}>} Heights, for one width of the column and one state of the fonts. */
const heights = new Map();
let measuredWidth = 0;

const isWide = () => matchMedia("(min-width: 68rem)").matches;
const hasMargin = () => isWide() && !document.documentElement.hasAttribute("data-text-alone");

/** @param {El} element */
const isAtStart = (element) => element.classList.contains("start-side");

/** Place all notes anew. */
function layOut() {
  const list = one(".notes-placed");
  const text = one(".text");
  if (!list || !text) return;
  const isMargin = hasMargin();
  const hasTwoSides = isMargin && matchMedia("(min-width: 100rem)").matches && !briefing.matches(".briefing-facing");
  const placed = placedNotes();
  for (const row of all(".more-notes-row")) row.remove();
  for (const note of placed) {
    note.element.classList.toggle("start-side", hasTwoSides && ["explain", "voice"].includes(note.group));
    note.element.style.transform = "";
    note.face = isMargin && !note.rank ? "folded" : "line";
  }
  list.style.minBlockSize = "";
  if (isMargin) {
    measureNotes(placed, list.clientWidth);
    const { top } = list.getBoundingClientRect();
    const end = text.getBoundingClientRect().bottom - top;
    const shown = placed.filter((note) => note.rank && isShown(note));
    const sides = [true, false].map((isStart) => shown.filter(({ element }) => isAtStart(element) === isStart));
    list.style.minBlockSize = `${Math.max(end, ...sides.map((side) => placeSide(side, top, end)))}px`;
  }
  for (const note of placed) note.element.dataset.face = note.face;
  one(".notes")?.setAttribute("data-laid", "");
  drawStrip(text, isMargin);
  showOpened();
}

/** @param {Note[]} placed @param {number} width */
function measureNotes(placed, width) {
  if (heights.size && measuredWidth === width) return;
  const [lines, leads] = ["line", "lead"].map((face) => {
    for (const note of placed) note.element.dataset.face = face;
    return placed.map((note) => note.element.offsetHeight);
  });
  placed.forEach((note, i) => heights.set(note, { line: lines[i], lead: leads[i] }));
  measuredWidth = width;
}

/** Place the notes of one side; return where the last one ends. @param {Note[]} side @param {number} top @param {number} end */
function placeSide(side, top, end) {
  const blocks = all("[data-block]");
  const wishes = side.map((note) => {
    const line = lineOf(note);
    const want = line.top + line.height / 2 - ROW_HEIGHT / 2 - top;
    const paragraph = blocks.findIndex((block) => block.contains(note.stretches[0]));
    return { line: ROW_HEIGHT, lead: 0, ...heights.get(note), note, want, paragraph, rank: note.rank };
  });
  wishes.sort((a, b) => a.want - b.want);
  const { placed, rows } = placeNotes(wishes, 0, end);
  let bottom = 0;
  placed.forEach(({ top: y, face }, i) => {
    Object.assign(wishes[i].note, { face, top: y });
    if (face === "folded") return;
    putAt(wishes[i].note.element, y);
    bottom = Math.max(bottom, y + wishes[i][face]);
  });
  for (const row of rows) {
    addFoldRow(wishes[row.notes[0]].note, row.notes.length, row.top);
    bottom = Math.max(bottom, row.top + ROW_HEIGHT);
  }
  return bottom;
}

/** @param {El} element @param {number} y */
const putAt = (element, y) => void (element.style.transform = `translateY(${Math.round(y)}px)`);

/** @param {Note} first @param {number} count @param {number} top */
function addFoldRow(first, count, top) {
  const row = document.createElement("li");
  row.className = isAtStart(first.element) ? "more-notes-row start-side" : "more-notes-row";
  row.innerHTML = `<button type="button" class="more-notes" data-opens="${first.id}"></button>`;
  write(one("button", row), fill(words.more, count));
  putAt(row, top);
  first.element.before(row);
}

/** Bring the open note to its place in the margin, and hide what it covers there. */
function showOpened() {
  for (const covered of all(".covered")) covered.classList.remove("covered");
  const list = one(".notes-placed");
  if (!opened?.stretches.length || !list) return;
  const { element, face, top } = opened;
  element.dataset.face = "open";
  if (!hasMargin()) return;
  const want = face === "folded" ? lineOf(opened).top - list.getBoundingClientRect().top : top;
  const y = Math.max(0, Math.min(want, list.clientHeight - element.offsetHeight));
  const bottom = y + element.offsetHeight;
  putAt(element, y);
  if (bottom > list.clientHeight) list.style.minBlockSize = `${bottom}px`;
  for (const other of all(":scope > li", list)) {
    const from = new DOMMatrix(other.style.transform).f;
    const isBeside = other === element || isAtStart(other) !== isAtStart(element);
    other.classList.toggle("covered", !isBeside && from < bottom && from + other.offsetHeight > y);
  }
}

/** Return the box of the first line of a note's words, or of its number at a further place. @param {Note} note @param {number} [at] */
function lineOf(note, at = 0) {
  const anchor = (at && note.numbers[at]) || note.stretches[0] || note.element;
  return anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
}

/* ---- 4 Light ---- */

/** @type {Set<Note>} */
let lit = new Set();

/** Light notes on both sides, and the open one. @param {Note[]} pointed */
function light(pointed) {
  const before = lit;
  lit = new Set(opened ? [...pointed, opened] : pointed);
  for (const note of new Set([...before, ...lit])) {
    if (lit.has(note) === before.has(note)) continue;
    for (const element of [note.element, ...note.numbers]) element.classList.toggle("lit", lit.has(note));
    for (const mark of note.stretches) {
      const groups = coveringOf(mark).flatMap((other) => (lit.has(other) ? other.group : []));
      mark.classList.toggle("lit", groups.length > 0);
      mark.classList.toggle(`lit-${note.group}`, groups.includes(note.group));
    }
  }
}

/** Return the notes that cover a stretch and are shown, the narrowest first. @param {El} mark */
const notesOn = (mark) => coveringOf(mark).filter(isShown).sort((a, b) => a.length - b.length);

/** Return the notes that an element of the page speaks of. @param {EventTarget | null} target */
function notesAt(target) {
  const note = notes.get(around(target, "[data-number-of]")?.dataset.numberOf ?? "") ?? noteAround(target);
  const mark = around(target, "mark") ?? around(target, ".mention")?.querySelector("mark");
  return note ? [note] : mark ? notesOn(mark) : [];
}

/* ---- 5 Opening and stepping ---- */

/** @type {El | null | undefined} Where the focus goes back to. */
let cameFrom;
/** @type {Element[]} The buttons of the open note. */
let tools = [];
/** Which place of the open note is meant, from 0. */
let place = 0;

/** Open a note; `from` gets the focus back, `at` is the place that is meant, `here` are the notes on the same words,
 * `scroll` is the share of the window above its line, 0 to move no more than needed.
 * @param {Note} note @param {{from?: El | null, isByKey?: boolean, scroll?: number, here?: Note[], at?: number}} [how] */
function openNote(note, { from, isByKey = false, scroll = 0, here = [], at = 0 } = {}) {
  hideCard();
  const back = from ?? cameFrom ?? one("a", note.numbers[0] ?? note.element);
  if (opened !== note) closeNote();
  cameFrom = back;
  opened = current = note;
  place = at;
  for (const link of linksOf(note)) link.ariaExpanded = "true";
  if (note.stretches.length) addTools(note, here);
  light([]);
  showOpened();
  showPosition();
  keepAddress(note.id);
  if (scroll) scrollToLine(note, scroll);
  else if (!hasMargin()) keepInView(note);
  if (isByKey) note.link.focus({ preventScroll: true });
}

/** Close the open note; with `isByKey` the focus goes back where it came from. */
function closeNote(isByKey = false) {
  if (!opened) return;
  const { element, stretches, face, top } = opened;
  for (const tool of tools) tool.remove();
  for (const link of linksOf(opened)) link.ariaExpanded = null;
  if (stretches.length) element.dataset.face = face;
  if (hasMargin()) putAt(element, top);
  opened = null;
  showOpened();
  light([]);
  showPosition();
  keepAddress("");
  if (isByKey) cameFrom?.focus({ preventScroll: true });
  cameFrom = null;
}

/** @param {Note} note */
const linksOf = (note) => [note.link, ...note.numbers.flatMap((number) => all("a", number))];

/** @param {Note} note @param {Note[]} here */
function addTools(note, here) {
  tools = tools.length ? tools : fromTemplate("note-tools");
  const [head, foot] = tools;
  one(".note-head", note.element)?.append(head);
  note.element.append(foot);
  one(".place-steps", head)?.toggleAttribute("hidden", note.numbers.length < 2);
  write(one(".here", head), here.length > 1 ? fill(words.position, here.indexOf(note) + 1, here.length) : "");
  goToPlace(note, place);
}

/** @param {Note} note @param {number} at */
function goToPlace(note, at) {
  place = (at + note.numbers.length) % note.numbers.length;
  write(one("output", tools[0]), `${digits(place + 1)}/${digits(note.numbers.length)}`);
}

/** Go to the next or the previous note that is shown. @param {number} step @param {boolean} isByKey */
function stepNote(step, isByKey) {
  const shown = shownNotes();
  const below = shown.findIndex((note) => lineOf(note).top > 0);
  const first = (below < 0 ? shown.length : below) - (step > 0 ? 0 : 1);
  const next = current && isShown(current) ? shown.indexOf(current) + step : first;
  const note = shown[Math.max(0, Math.min(next, shown.length - 1))];
  one(".position")?.setAttribute("aria-live", isByKey ? "polite" : "off");
  if (note) openNote(note, { scroll: 0.25 });
}

function showPosition() {
  const shown = shownNotes();
  write(one(".position"), (opened ? `${digits(shown.indexOf(opened) + 1)} / ` : "") + digits(shown.length));
}

/** @param {Note} note @param {number} share */
const scrollToLine = (note, share) => moveWindow(lineOf(note, place).top - innerHeight * share);

/** Scroll, smoothly where the way is short and nobody minds. @param {number} length */
function moveWindow(length) {
  const isShort = Math.abs(length) < innerHeight && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: length, behavior: isShort ? "smooth" : "instant" });
}

/** Scroll only so far that the marked line stands between bar and sheet. @param {Note} note */
function keepInView(note) {
  const line = lineOf(note, place);
  const above = line.top - (one(".bar")?.offsetHeight ?? 0) - 8;
  const below = line.bottom - innerHeight + note.element.offsetHeight + 8;
  moveWindow(above < 0 ? above : Math.max(0, Math.min(below, above)));
}

/** Write what is open into the address. */
function keepAddress(hash = location.hash) {
  const address = new URL(location.href);
  const off = layersOff();
  address.hash = hash;
  address.searchParams.set("layers", layers().filter((layer) => !off.has(layer)).join("."));
  if (!off.size) address.searchParams.delete("layers");
  try {
    history.replaceState(null, "", address);
  } catch {
    /* Some browsers forbid it for files: the page works all the same. */
  }
}

/** Show what the address names: a note, one of its places, a mention. */
function goToAddress() {
  const id = decodeURIComponent(location.hash.slice(1));
  const element = document.getElementById(id);
  const number = around(element, "[data-number-of]");
  const note = notes.get(number?.dataset.numberOf ?? id);
  if (note) openNote(note, { scroll: 0.3, at: number ? note.numbers.indexOf(number) : 0 });
  if (!element?.matches(".mention")) return;
  tint(element);
  moveWindow(element.getBoundingClientRect().top - innerHeight * 0.3);
}

/* ---- 6 Layers and switches ---- */

const layers = () => all("[data-layer]").flatMap((button) => button.dataset.layer ?? []);
const layersOff = () => new Set(briefing.dataset.hiddenLayers?.split(" ").filter(Boolean));

/** @param {Note} note */
const isShown = (note) => !layersOff().has(note.group);

/** @param {Set<string>} off */
function hideLayers(off) {
  briefing.dataset.hiddenLayers = [...off].join(" ");
  for (const button of all("[data-layer]")) button.ariaPressed = String(!off.has(button.dataset.layer ?? ""));
  if (opened && !isShown(opened)) closeNote();
  layOut();
  showPosition();
}

/** @param {El} button */
function turn(button) {
  const isOn = button.ariaPressed !== "true";
  const { switch: name } = button.dataset;
  button.ariaPressed = String(isOn);
  if (name === "lines") document.documentElement.toggleAttribute("data-all-lines", isOn);
  if (name === "text") {
    closeNote();
    document.documentElement.toggleAttribute("data-text-alone", isOn);
    layOut();
  }
  if (name !== "spoken") return;
  for (const number of all("[data-number-of]")) {
    number.ariaHidden = isOn ? null : "true";
    one("a", number)?.setAttribute("tabindex", isOn ? "0" : "-1");
  }
}

/* ---- 7 Cards of names ---- */

/** @type {El | undefined} */
let card;
/** @type {El | null} The mention whose card is shown. */
let named = null;
let timer = 0;

/** @param {El} mention */
const idOf = ({ dataset: { actor, place, term } }) => actor ?? place ?? term ?? "";

/** Return all places at which the article names the same. @param {El} mention */
const mentionsLike = (mention) => all(".mention").filter((other) => idOf(other) === idOf(mention));

/** Tint the mentions of a name, or none. @param {El | null} mention */
function tint(mention) {
  const same = mention ? mentionsLike(mention) : [];
  for (const other of all(".mention.same")) other.classList.remove("same", "lit");
  for (const other of same) other.classList.add("same");
  mention?.classList.add("lit");
  drawLane(same, "names", 5);
}

/** @param {El} mention */
function showCard(mention) {
  hideCard();
  const who = one(`[data-who="${idOf(mention)}"]`);
  card ??= /** @type {El} */ (fromTemplate("card")[0]);
  if (!who) return;
  const same = mentionsLike(mention);
  const links = [...new Set(all("mark", mention).flatMap(notesOn))].map(({ link, element }) => {
    const copy = /** @type {El} */ (link.cloneNode(true));
    copy.className = `kind-${element.dataset.kind}`;
    return copy;
  });
  one(".card-who", card)?.replaceChildren(...[...who.children].map((child) => child.cloneNode(true)));
  write(one("output", card), `${digits(same.indexOf(mention) + 1)} / ${digits(same.length)}`);
  one('[data-do="mention"]', card)?.toggleAttribute("hidden", same.length < 2);
  one(".card-notes", card)?.toggleAttribute("hidden", !links.length);
  one(".card-notes > span", card)?.replaceChildren(...links);
  briefing.append(card);
  card.hidden = false;
  named = mention;
  mention.setAttribute("aria-describedby", card.id);
  tint(mention);
  placeCard(mention, card);
}

/** Put a card under its mention, or above where there is no room; on a narrow screen the stylesheet places it.
 * @param {El} mention @param {El} shown */
function placeCard(mention, { style, offsetWidth, offsetHeight }) {
  const line = [...mention.getClientRects()].at(-1);
  if (!isWide() || !line) return;
  const isAbove = line.bottom + offsetHeight + 8 > innerHeight && line.top > offsetHeight + 8;
  const most = document.documentElement.clientWidth - offsetWidth - 8;
  const top = isAbove ? line.top - offsetHeight - 6 : line.bottom + 6;
  style.left = `${scrollX + Math.max(8, Math.min(line.left + (line.width - offsetWidth) / 2, most))}px`;
  style.top = `${scrollY + top}px`;
}

function hideCard() {
  clearTimeout(timer);
  if (!named || !card) return;
  named.removeAttribute("aria-describedby");
  named = null;
  tint(null);
  card.hidden = true;
}

/** Show or hide a card soon: a pointer on its way elsewhere shows none, one on its way to the card keeps it.
 * @param {El | null} mention */
function planCard(mention) {
  clearTimeout(timer);
  if (mention === named) return;
  timer = setTimeout(() => (mention ? showCard(mention) : hideCard()), mention ? 350 : 300);
}

function goToNextMention() {
  if (!named) return;
  const same = mentionsLike(named);
  const next = same[(same.indexOf(named) + 1) % same.length];
  scrollBy({ top: next.getBoundingClientRect().top - innerHeight * 0.3, behavior: "instant" });
  next.focus({ preventScroll: true });
  showCard(next);
}

/* ---- 8 Strip: the article's whole height in the window's, a lane for each group ---- */

/** @type {SVGSVGElement | null} */
let strip = null;

/** @param {El} text @param {boolean} isMargin */
function drawStrip(text, isMargin) {
  one(".strip")?.remove();
  strip = null;
  if (!isMargin) return;
  const holder = Object.assign(document.createElement("div"), { className: "strip", ariaHidden: "true" });
  holder.innerHTML = `<svg preserveAspectRatio="none" viewBox="0 0 28 ${text.offsetHeight}"><rect width="28"/></svg>`;
  text.after(holder);
  strip = holder.querySelector("svg");
  ["explain", "voice", "verify", "language", "analyse"].forEach((group, lane) => {
    const own = shownNotes().filter((note) => note.group === group);
    drawLane(own.flatMap((note) => note.stretches), group, lane);
  });
  showWindow();
}

/** @param {El[]} elements @param {string} name @param {number} lane */
function drawLane(elements, name, lane) {
  const text = one(".text")?.getBoundingClientRect();
  if (!strip || !text) return;
  strip.querySelector(`.strip-${name}`)?.remove();
  const height = Math.ceil((2 * text.height) / Math.max(1, strip.clientHeight));
  const ticks = new Set(elements.map((element) => Math.round(element.getBoundingClientRect().top - text.top)));
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", `strip-${name}`);
  path.setAttribute("d", [...ticks].map((y) => (y < 0 ? "" : `M${lane * 5} ${y}h4v${height}h-4z`)).join(""));
  strip.append(path);
}

/** Show on the strip which part of the article the window shows. */
function showWindow() {
  const box = one(".text")?.getBoundingClientRect();
  const frame = strip?.querySelector("rect");
  if (!box || !frame) return;
  const from = Math.max(0, -box.top);
  frame.setAttribute("y", String(from));
  frame.setAttribute("height", String(Math.max(0, Math.min(box.height, innerHeight - box.top) - from)));
}

/** Go to the place of the article on which the strip was clicked. @param {number} y @param {El} holder */
function followStrip(y, holder) {
  const box = holder.getBoundingClientRect();
  const text = one(".text")?.getBoundingClientRect();
  if (text) moveWindow(text.top + (text.height * (y - box.top)) / box.height - innerHeight / 2);
}

/* ---- 9 Taking along ---- */

/** Copy or share the address, or copy the citation, of the briefing or of the note around a button. @param {El} button */
async function takeAlong(button) {
  const note = noteAround(button);
  const own = one('link[rel="canonical"]', document)?.getAttribute("href") ?? location.href.replace(/[?#].*/, "");
  const url = note ? `${own}#${note.id}` : own;
  if (button.dataset.do === "share") return void navigator.share({ title: document.title, url }).catch(() => {});
  const citation = one(".citation")?.textContent?.trim() ?? document.title;
  const cited = note ? `${labelOf(note)}. ${citation} ${url}` : citation;
  await navigator.clipboard.writeText(button.dataset.do === "cite" ? cited : url);
  const label = button.textContent ?? "";
  write(button, words.copied ?? "");
  setTimeout(() => write(button, label), 1500);
}

/** @param {Note} note */
const labelOf = (note) => (words.label ?? "").replace("{n}", note.link.textContent ?? "");

/* ---- 10 Start ---- */

let isTouch = false;

/** @param {El} button */
function press(button) {
  const { step, place: way, switch: name, layer, opens, do: what } = button.dataset;
  const note = notes.get(opens ?? "");
  if (step) stepNote(step === "next" ? 1 : -1, false);
  else if (way && opened) {
    goToPlace(opened, place + (way === "next" ? 1 : -1));
    scrollToLine(opened, 0.25);
  } else if (name) turn(button);
  else if (note) openNote(note, { from: button });
  else if (what === "close") closeNote(true);
  else if (what === "mention") goToNextMention();
  else if (what) void takeAlong(button);
  else if (layer) {
    const off = layersOff();
    if (!off.delete(layer)) off.add(layer);
    hideLayers(off);
    keepAddress();
  } else button.ariaExpanded = String(one(".bar")?.toggleAttribute("data-unfolded"));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const { target } = event;
  const button = around(target, "button");
  const holder = around(target, ".strip");
  const link = around(target, "a[href]");
  if (button) press(button);
  else if (holder) followStrip(event.clientY, holder);
  else if (link && !link.matches(".mention")) followLink(event, link);
  else if (link && isTouch && named !== link) {
    event.preventDefault();
    showCard(link);
  } else if (!link && !String(getSelection())) clickWords(target);
}

/** Follow a link within the page: notes open, their places come into view. @param {MouseEvent} event @param {El} link */
function followLink(event, link) {
  const hash = link.getAttribute("href") ?? "";
  if (!hash.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const id = decodeURIComponent(hash.slice(1));
  const note = notes.get(id);
  const holder = noteAround(link);
  const number = around(link, "[data-number-of]");
  const isByKey = event.detail === 0;
  if (note && note === opened && note === holder) closeNote(isByKey);
  else if (note) {
    const at = number ? note.numbers.indexOf(number) : 0;
    openNote(note, { from: link, isByKey, at, scroll: number || note === holder ? 0 : 0.25 });
  } else if (holder && link.getAttribute("role") === "doc-backlink") {
    place = holder.numbers.findIndex((number) => number.contains(document.getElementById(id)));
    scrollToLine(holder, 0.25);
  } else return;
  event.preventDefault();
}

/** Open what words or a line of the margin stand for; a click elsewhere closes what is open. @param {EventTarget | null} target */
function clickWords(target) {
  const mark = around(target, "mark");
  const here = mark ? notesOn(mark) : [];
  const line = around(target, ".notes-placed") && noteAround(target);
  const next = line ?? here[(opened ? here.indexOf(opened) + 1 : 0) % here.length];
  if (!around(target, "[data-card]")) hideCard();
  if (next && next !== opened) openNote(next, { here });
  else if (!next && !around(target, "[data-note], .bar, [data-card]")) closeNote();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const isTyping = around(event.target, "input, textarea, select");
  const step = { KeyJ: 1, KeyN: 1, KeyK: -1, KeyP: -1 }[event.code];
  if (event.key === "Escape" && named) hideCard();
  else if (event.key === "Escape") closeNote(true);
  else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (step && one('[data-switch="keys"]')?.ariaPressed !== "false") stepNote(step, true);
}

/** @param {PointerEvent} event */
function onPoint({ target, pointerType }) {
  if (pointerType === "touch") return;
  const layer = around(target, "[data-layer]")?.dataset.layer;
  light(layer ? shownNotes().filter((note) => note.group === layer) : notesAt(target));
  planCard(around(target, "[data-card]") ? named : around(target, ".mention"));
}

/** @param {FocusEvent} event */
function onFocus({ target }) {
  light(notesAt(target));
  if (!around(target, "[data-card]")) planCard(around(target, ".mention:focus-visible"));
}

/** Say to those who listen what each number in the text leads to. */
function labelNumbers() {
  for (const note of notes.values()) {
    const facts = all(".note-kind, .status", note.element).map((fact) => fact.textContent);
    for (const number of note.numbers) one("a", number)?.setAttribute("aria-label", [labelOf(note), ...facts].join(", "));
  }
}

/** Let each paragraph stand before its translation where both share a column. */
function pairRows() {
  for (const side of all(".pair > *"))
    all(":scope > *", side).forEach((row, i) => row.style.setProperty("--row", String(i + 1)));
  one(".pair")?.classList.add("interleaved");
}

/** Place the notes when fonts are there, and anew on everything that changes heights. @param {El} text */
function watchLayout(text) {
  let widths = "";
  const observer = new ResizeObserver(() => {
    const now = `${briefing.clientWidth} ${text.clientWidth}`;
    if (now !== widths) requestAnimationFrame(layOut);
    widths = now;
  });
  for (const element of [briefing, text]) observer.observe(element);
  document.fonts.addEventListener("loadingdone", () => {
    heights.clear();
    requestAnimationFrame(layOut);
  });
  const patience = new Promise((done) => setTimeout(done, 400));
  void Promise.race([document.fonts.ready, patience]).then(() => {
    layOut();
    goToAddress();
  });
}

/** @param {El} found */
function startReading(found) {
  document.documentElement.classList.add("scripted");
  briefing = found;
  words = one("#_words")?.dataset ?? {};
  collectNotes();
  labelNumbers();
  pairRows();
  const asked = new URLSearchParams(location.search).get("layers")?.split(".");
  if (asked) hideLayers(new Set(layers().filter((layer) => !asked.includes(layer))));
  for (const button of all('[data-do="share"]')) button.hidden = !("share" in navigator);
  showPosition();
  addEventListener("click", onClick);
  addEventListener("keydown", onKey);
  addEventListener("pointerdown", (event) => void (isTouch = event.pointerType === "touch"), true);
  briefing.addEventListener("pointerover", onPoint);
  briefing.addEventListener("pointerleave", () => light([]));
  briefing.addEventListener("focusin", onFocus);
  addEventListener("scroll", showWindow, { passive: true });
  addEventListener("hashchange", goToAddress);
  addEventListener("beforeprint", () => closeNote());
  const text = one(".text");
  if (text) watchLayout(text);
}

const found = typeof document === "undefined" ? null : one("article.briefing", document);
if (found) startReading(found);
