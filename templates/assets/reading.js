// @ts-check
"use strict";

/* The reading page of a briefing: its notes in the margin or in a sheet, lit words, keys, layers, cards.
   Lengths are CSS pixels. The document's order is never changed, and no note is cloned. */

/* ---- 1 Placement in the margin ---------------------------------------------------------------------------------- */

/** @typedef {{want: number, line: number, lead: number, rank: number, paragraph: number}} MarginNote
 *  A note that wants its upper edge at `want`, with its height as one line and with the beginning of its body.
 *  @typedef {{want: number, height: number, weight: number, note: number, paragraph: number}} Box
 *  A note, or with `note` -1 the row of a paragraph that stands for its folded notes.
 *  @typedef {{top: number, face: "line" | "lead" | "folded"}} PlacedNote
 *  @typedef {{top: number, paragraph: number, notes: number[]}} FoldRow */

/** A note farther than this from its line is no longer seen to belong to it: lighter ones fold. */
const MOST_DRIFT = 150;
/** Nobody is pushed farther than this for the body of another note. */
const LEAD_DRIFT = 40;
/** The height of a row that stands for folded notes, and of a note's line in the stylesheet. */
const ROW_HEIGHT = 26;
/** Above this many notes on a side, bodies are not tried one by one: each try costs a run over all. */
const MOST_TRIED = 400;

/** Return the upper edges of boxes, sorted by `want`, that are nearest to what they want without an overlap.
 *
 * Weighted isotonic regression by pooling adjacent violators: what stands before a box is taken off its wish, so that
 * edges without overlap are the same as wishes in order. Edges lie in [first, last - heights] as far as there is room.
 * @param {readonly Box[]} boxes @param {number} first @param {number} last @returns {number[]} */
function spreadBoxes(boxes, first, last) {
  /** @type {{mean: number, weight: number, count: number}[]} */
  const pools = [];
  let before = 0;
  for (const box of boxes) {
    let pool = { mean: box.want - before, weight: box.weight, count: 1 };
    for (let upper = pools.at(-1); upper && upper.mean > pool.mean; upper = pools.at(-1)) {
      const weight = upper.weight + pool.weight;
      pool = { mean: (upper.mean * upper.weight + pool.mean * pool.weight) / weight, weight, count: upper.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
    before += box.height;
  }
  const lowest = Math.max(first, last - before);
  const tops = [];
  let above = 0;
  for (const pool of pools) {
    const start = Math.min(Math.max(pool.mean, first), lowest);
    for (let i = 0; i < pool.count; i++) {
      tops.push(start + above);
      above += boxes[tops.length - 1].height;
    }
  }
  return tops;
}

/** Return where the notes of one side stand, in their order, and the rows that stand for folded ones.
 *
 * `notes` are in the order of the text. Nothing stands above `first`; below `last` only what has no room.
 * @param {readonly MarginNote[]} notes @param {number} first @param {number} last
 * @returns {{placed: PlacedNote[], rows: FoldRow[]}} */
function placeNotes(notes, first, last) {
  /** @type {("line" | "lead" | "folded")[]} */
  const faces = notes.map(() => "line");
  for (;;) {
    const boxes = makeBoxes(notes, faces);
    const tops = spreadBoxes(boxes, first, last);
    const worst = boxes.reduce((found, box, i) => (drift(box, tops[i]) > drift(boxes[found], tops[found]) ? i : found), 0);
    const isCrowded = boxes.length > 0 && drift(boxes[worst], tops[worst]) > MOST_DRIFT;
    if (!isCrowded || !foldLightest(notes, faces, boxes, tops, worst)) break;
  }
  if (notes.length <= MOST_TRIED) openBodies(notes, faces, first, last);
  const boxes = makeBoxes(notes, faces);
  const tops = spreadBoxes(boxes, first, last);
  /** @type {PlacedNote[]} */
  const placed = faces.map((face) => ({ top: 0, face }));
  /** @type {FoldRow[]} */
  const rows = [];
  boxes.forEach((box, i) => {
    if (box.note >= 0) placed[box.note].top = tops[i];
    else rows.push({ top: tops[i], paragraph: box.paragraph, notes: foldedIn(notes, faces, box.paragraph) });
  });
  return { placed, rows };
}

/** @param {Box} box @param {number} top */
function drift(box, top) {
  return Math.abs(top - box.want);
}

/** @param {readonly MarginNote[]} notes @param {readonly string[]} faces @param {number} paragraph */
function foldedIn(notes, faces, paragraph) {
  return notes.flatMap((note, i) => (note.paragraph === paragraph && faces[i] === "folded" ? [i] : []));
}

/** Return a box for each note that is shown and for each paragraph with folded ones, by what they want.
 * @param {readonly MarginNote[]} notes @param {readonly ("line" | "lead" | "folded")[]} faces @returns {Box[]} */
function makeBoxes(notes, faces) {
  /** @type {Map<number, Box>} */
  const rows = new Map();
  const boxes = notes.flatMap((note, i) => {
    const face = faces[i];
    if (face === "folded") {
      rows.set(note.paragraph, { want: note.want, height: ROW_HEIGHT, weight: 1, note: -1, paragraph: note.paragraph });
      return [];
    }
    return [{ want: note.want, height: note[face], weight: 1 + note.rank / 3, note: i, paragraph: note.paragraph }];
  });
  return [...boxes, ...rows.values()].sort((a, b) => a.want - b.want);
}

/** Fold the lightest note of those that touch one another around a box; tell whether that was possible.
 *
 * The first of a paragraph goes with a second one, as the row that stands for them takes a line itself.
 * @param {readonly MarginNote[]} notes @param {("line" | "lead" | "folded")[]} faces
 * @param {readonly Box[]} boxes @param {readonly number[]} tops @param {number} at */
function foldLightest(notes, faces, boxes, tops, at) {
  const touches = (/** @type {number} */ i) => tops[i] + boxes[i].height > tops[i + 1] - 0.5;
  let from = at;
  let to = at;
  while (from > 0 && touches(from - 1)) from--;
  while (to < boxes.length - 1 && touches(to)) to++;
  const run = boxes.slice(from, to + 1).filter((box) => box.note >= 0);
  run.sort((a, b) => notes[a.note].rank - notes[b.note].rank || b.want - a.want);
  for (const box of run) {
    const mates = run.filter((other) => other !== box && other.paragraph === box.paragraph);
    if (foldedIn(notes, faces, box.paragraph).length === 0) {
      if (mates.length === 0) continue;
      faces[mates[0].note] = "folded";
    }
    faces[box.note] = "folded";
    return true;
  }
  return false;
}

/** Give notes room for the beginning of their bodies, the heaviest first, where that pushes nobody away.
 * @param {readonly MarginNote[]} notes @param {("line" | "lead" | "folded")[]} faces @param {number} first @param {number} last */
function openBodies(notes, faces, first, last) {
  const boxes = makeBoxes(notes, faces);
  let tops = spreadBoxes(boxes, first, last);
  let free = last - first - boxes.reduce((sum, box) => sum + box.height, 0);
  const tried = boxes.filter((box) => box.note >= 0 && notes[box.note].lead > notes[box.note].line);
  tried.sort((a, b) => notes[b.note].rank - notes[a.note].rank || a.want - b.want);
  for (const box of tried) {
    const note = notes[box.note];
    const more = note.lead - note.line;
    if (more > free) continue;
    box.height = note.lead;
    const moved = spreadBoxes(boxes, first, last);
    if (boxes.every((one, i) => drift(one, moved[i]) <= Math.max(drift(one, tops[i]), LEAD_DRIFT))) {
      faces[box.note] = "lead";
      tops = moved;
      free -= more;
    } else {
      box.height = note.line;
    }
  }
}

/* ---- 2 The page -------------------------------------------------------------------------------------------------- */

/** @typedef {HTMLElement} El
 *  @typedef {{id: string, element: El, link: El, numbers: El[], stretches: El[], length: number, group: string,
 *    rank: number, face: string}} PageNote
 *  `link` is the number in the list, `numbers` are those in the article; `face` is the one that the margin has room for. */

/** @type {El} */
let briefing;
/** @type {PageNote[]} By number. */
let notes = [];
/** @type {Map<string, PageNote>} */
let noteOf = new Map();
/** @type {DOMStringMap} What the interface says; `{n}` and `{total}` stand for numbers. */
let words = {};
/** @type {MediaQueryList} */
let wide;
/** @type {MediaQueryList} */
let widest;
/** @type {PageNote | null} */
let opened = null;
/** @type {PageNote | null} The one from which stepping goes on. */
let current = null;

/** @param {string} selector @param {ParentNode} [within] @returns {El[]} */
const all = (selector, within = briefing) => [...within.querySelectorAll(/** @type {"p"} */ (selector))];

/** @param {string} selector @param {ParentNode} [within] @returns {El | null} */
const one = (selector, within = briefing) => within.querySelector(selector);

/** @param {EventTarget | null} target @param {string} selector @returns {El | null} */
const around = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** Return a number in the digits of the edition. @param {number} value */
function digits(value) {
  const zero = { arab: 0x660, arabext: 0x6f0 }[document.body.dataset.digits ?? ""] ?? 0x30;
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

/** @param {string | undefined} pattern @param {number} n @param {number} [total] */
const fill = (pattern, n, total = 0) => (pattern ?? "").replace("{n}", digits(n)).replace("{total}", digits(total));

/** @param {El | null} element @param {string} text */
const write = (element, text) => void (element && (element.textContent = text));

/** @param {string} name @returns {El[]} */
function fromTemplate(name) {
  const template = /** @type {HTMLTemplateElement} */ (one(`template[data-template="${name}"]`));
  return /** @type {El[]} */ ([.../** @type {DocumentFragment} */ (template.content.cloneNode(true)).children]);
}

function collectNotes() {
  for (const element of all("[data-note]")) {
    const { group = "", rank } = element.dataset;
    const link = /** @type {El} */ (one(".note-number", element));
    const numbers = all(`[data-number-of="${element.id}"]`);
    const note = { id: element.id, element, link, numbers, stretches: [], length: 0, group, rank: Number(rank), face: "line" };
    noteOf.set(note.id, note);
  }
  notes = [...noteOf.values()];
  for (const mark of all("[data-annotations]"))
    for (const id of idsOn(mark)) {
      noteOf.get(id)?.stretches.push(mark);
      const note = noteOf.get(id);
      if (note) note.length += mark.textContent?.length ?? 0;
    }
}

/** @param {El} mark */
const idsOn = (mark) => mark.dataset.annotations?.split(" ") ?? [];

/* ---- 3 Margin and sheet ------------------------------------------------------------------------------------------ */

/** @type {Map<PageNote, {line: number, lead: number}>} For one width of the column and one state of the fonts. */
let heights = new Map();
let measuredWidth = 0;

const hasMargin = () => wide.matches && !document.documentElement.hasAttribute("data-text-alone");

/** @param {El} element */
const isAtStart = (element) => element.classList.contains("start-side");

/** Place all notes anew. */
function layOut() {
  const list = one(".notes-placed");
  const text = one(".text");
  if (!list || !text) return;
  const isMargin = hasMargin();
  const hasTwoSides = isMargin && widest.matches && !briefing.classList.contains("briefing-facing");
  const placed = notes.filter((note) => note.stretches.length);
  for (const row of all(".more-notes-row, .columns-names")) row.remove();
  for (const note of placed) {
    note.element.classList.toggle("start-side", hasTwoSides && (note.group === "explain" || note.group === "voice"));
    note.element.style.transform = "";
    note.face = isMargin && !note.rank ? "folded" : "line";
  }
  list.style.minBlockSize = "";
  if (isMargin) {
    measureNotes(placed, list.clientWidth);
    const shown = placed.filter((note) => note.rank && isShown(note));
    const top = list.getBoundingClientRect().top;
    const end = text.getBoundingClientRect().bottom - top;
    const bottoms = [false, true].map((side) => placeSide(shown.filter((note) => isAtStart(note.element) === side), top, end));
    list.style.minBlockSize = `${Math.max(end, ...bottoms)}px`;
    if (hasTwoSides) list.before(nameColumns());
  }
  for (const note of placed) note.element.dataset.face = note.face;
  one(".notes")?.setAttribute("data-laid", "");
  drawStrip(text, isMargin);
  showOpened();
}

/** @param {PageNote[]} placed @param {number} width */
function measureNotes(placed, width) {
  if (heights.size && measuredWidth === width) return;
  const [line, lead] = ["line", "lead"].map((face) => {
    for (const note of placed) note.element.dataset.face = face;
    return placed.map((note) => note.element.offsetHeight);
  });
  heights = new Map(placed.map((note, i) => [note, { line: line[i], lead: lead[i] }]));
  measuredWidth = width;
}

/** Place the notes of one side; return where the last one ends. @param {PageNote[]} side @param {number} top @param {number} end */
function placeSide(side, top, end) {
  const blocks = all("[data-block]");
  const wishes = side.map((note) => {
    const line = lineOf(note);
    const paragraph = blocks.indexOf(/** @type {El} */ (around(note.stretches[0], "[data-block]")));
    const want = line.top + line.height / 2 - ROW_HEIGHT / 2 - top;
    return { note, want, paragraph, rank: note.rank, .../** @type {{line: number, lead: number}} */ (heights.get(note)) };
  });
  wishes.sort((a, b) => a.want - b.want);
  const { placed, rows } = placeNotes(wishes, 0, end);
  let bottom = 0;
  placed.forEach(({ top: y, face }, i) => {
    const { note } = wishes[i];
    note.face = face;
    if (face === "folded") return;
    putAt(note.element, y);
    bottom = Math.max(bottom, y + wishes[i][face]);
  });
  for (const row of rows) {
    addFoldRow(wishes[row.notes[0]].note, row.notes.length, row.top);
    bottom = Math.max(bottom, row.top + ROW_HEIGHT);
  }
  return bottom;
}

/** @param {El} element @param {number} y */
function putAt(element, y) {
  element.style.transform = `translateY(${Math.round(y)}px)`;
}

/** Return how far an element of the margin was moved. @param {El} element */
const offsetOf = (element) => new DOMMatrix(element.style.transform).f;

/** @param {PageNote} first @param {number} count @param {number} top */
function addFoldRow(first, count, top) {
  const row = document.createElement("li");
  row.className = isAtStart(first.element) ? "more-notes-row start-side" : "more-notes-row";
  const button = Object.assign(document.createElement("button"), { type: "button", className: "more-notes" });
  button.textContent = fill(words.more, count);
  button.dataset.opens = first.id;
  row.append(button);
  putAt(row, top);
  first.element.before(row);
}

function nameColumns() {
  const names = Object.assign(document.createElement("div"), { className: "columns-names", ariaHidden: "true" });
  for (const name of [words.help, words.doubt]) {
    names.append(Object.assign(document.createElement("span"), { textContent: name }));
  }
  return names;
}

/** Bring the open note to its place in the margin, and hide what it covers there. */
function showOpened() {
  for (const covered of all(".covered")) covered.classList.remove("covered");
  const list = one(".notes-placed");
  if (!opened?.stretches.length || !list) return;
  const { element, face } = opened;
  element.dataset.face = "open";
  if (!hasMargin()) return;
  const want = face === "folded" ? lineOf(opened).top - list.getBoundingClientRect().top : offsetOf(element);
  const y = Math.max(0, Math.min(want, list.clientHeight - element.offsetHeight));
  const bottom = y + element.offsetHeight;
  putAt(element, y);
  if (bottom > list.clientHeight) list.style.minBlockSize = `${bottom}px`;
  for (const other of all(":scope > li", list)) {
    const from = offsetOf(other);
    const isCovered = other !== element && isAtStart(other) === isAtStart(element);
    other.classList.toggle("covered", isCovered && from < bottom && from + other.offsetHeight > y);
  }
}

/** Return the box of the first line of a note's words, or of the number of its place `at`. @param {PageNote} note @param {number} [at] */
function lineOf(note, at = 0) {
  const anchor = (at && note.numbers[at]) || note.stretches[0] || note.element;
  return anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
}

/* ---- 4 Light ------------------------------------------------------------------------------------------------------ */

/** @type {Set<PageNote>} */
let lit = new Set();

/** Light notes on both sides, and the open one. @param {PageNote[]} pointed */
function light(pointed) {
  const before = lit;
  lit = new Set(opened ? [...pointed, opened] : pointed);
  for (const note of new Set([...before, ...lit])) {
    if (lit.has(note) === before.has(note)) continue;
    for (const element of [note.element, ...note.numbers]) element.classList.toggle("lit", lit.has(note));
    for (const mark of note.stretches) {
      const groups = notesOn(mark).flatMap((other) => (lit.has(other) ? other.group : []));
      mark.classList.toggle("lit", groups.length > 0);
      mark.classList.toggle(`lit-${note.group}`, groups.includes(note.group));
    }
  }
}

/** Return the notes that cover a stretch and are shown, the narrowest first. @param {El} mark @returns {PageNote[]} */
function notesOn(mark) {
  const found = idsOn(mark).flatMap((id) => noteOf.get(id) ?? []);
  return found.filter(isShown).sort((a, b) => a.length - b.length);
}

/** Return the notes that an element of the page speaks of. @param {EventTarget | null} target @returns {PageNote[]} */
function notesAt(target) {
  const id = around(target, "[data-number-of]")?.dataset.numberOf ?? around(target, "[data-note]")?.id;
  if (id) return [noteOf.get(id) ?? []].flat();
  const mark = around(target, "mark") ?? around(target, ".mention")?.querySelector("mark");
  return mark ? notesOn(mark) : [];
}

/* ---- 5 Opening and stepping --------------------------------------------------------------------------------------- */

/** @type {El | null | undefined} Where the focus goes back to. */
let cameFrom;
/** @type {El[]} The buttons of the open note. */
let tools = [];
/** Which place of the open note is meant, from 0. */
let place = 0;

/** Open a note; `from` gets the focus back, `at` is the place that is meant, `here` are the notes on the same words,
 * `scroll` is the share of the window that stays above the line.
 * @param {PageNote} note @param {{from?: El | null, isByKey?: boolean, scroll?: number, here?: PageNote[], at?: number}} [how] */
function openNote(note, { from, isByKey = false, scroll, here = [], at = 0 } = {}) {
  hideCard();
  if (opened !== note) closeNote();
  cameFrom = from ?? cameFrom ?? one("a", note.numbers[0] ?? note.element);
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

/** Close the open note; the focus goes back where it came from if it `isByKey`. @param {boolean} [isByKey] */
function closeNote(isByKey = false) {
  if (!opened) return;
  for (const tool of tools) tool.remove();
  for (const link of linksOf(opened)) link.ariaExpanded = null;
  opened = null;
  layOut();
  light([]);
  showPosition();
  keepAddress("");
  if (isByKey) cameFrom?.focus({ preventScroll: true });
  cameFrom = null;
}

/** @param {PageNote} note */
const linksOf = (note) => [note.link, ...note.numbers.flatMap((number) => all("a", number))];

/** @param {PageNote} note @param {PageNote[]} here */
function addTools(note, here) {
  tools = tools.length ? tools : fromTemplate("note-tools");
  const [head, foot] = tools;
  one(".note-head", note.element)?.append(head);
  note.element.append(foot);
  one(".place-steps", head)?.toggleAttribute("hidden", note.numbers.length < 2);
  write(one(".here", head), here.length > 1 ? fill(words.position, here.indexOf(note) + 1, here.length) : "");
  showPlace(note);
}

/** @param {PageNote} note */
const showPlace = (note) => write(one("output", tools[0]), `${digits(place + 1)}/${digits(note.numbers.length)}`);

/** @param {number} step */
function stepPlace(step) {
  if (!opened) return;
  place = (place + step + opened.numbers.length) % opened.numbers.length;
  showPlace(opened);
  scrollToLine(opened, 0.25);
}

/** Go to the next or the previous note that is shown. @param {number} step @param {boolean} isByKey */
function stepNote(step, isByKey) {
  const shown = notes.filter(isShown);
  const below = shown.findIndex((note) => lineOf(note).top > 0);
  const first = (below < 0 ? shown.length : below) - (step > 0 ? 0 : 1);
  const next = current && isShown(current) ? shown.indexOf(current) + step : first;
  one(".position")?.setAttribute("aria-live", isByKey ? "polite" : "off");
  const note = shown[Math.max(0, Math.min(next, shown.length - 1))];
  if (note) openNote(note, { scroll: 0.25 });
}

function showPosition() {
  const shown = notes.filter(isShown);
  const at = opened ? `${digits(shown.indexOf(opened) + 1)} / ` : "";
  write(one(".position"), at + digits(shown.length));
}

/** @param {PageNote} note @param {number} share */
function scrollToLine(note, share) {
  moveWindow(lineOf(note, place).top - innerHeight * share);
}

/** Scroll, smoothly where the way is short and nobody minds. @param {number} length */
function moveWindow(length) {
  const isShort = Math.abs(length) < innerHeight && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollBy({ top: length, behavior: isShort ? "smooth" : "instant" });
}

/** Scroll only so far that the marked line stands between bar and sheet. @param {PageNote} note */
function keepInView(note) {
  const line = lineOf(note, place);
  const upper = line.top - (one(".bar")?.offsetHeight ?? 0) - 8;
  const lower = line.bottom - innerHeight + note.element.offsetHeight + 8;
  if (upper < 0) moveWindow(upper);
  else if (lower > 0) moveWindow(Math.min(lower, upper));
}

/** Write what is open into the address. @param {string} [hash] */
function keepAddress(hash = location.hash) {
  const address = new URL(location.href);
  address.hash = hash;
  const off = layersOff();
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
  const mention = id.startsWith("_m") && document.getElementById(id);
  const number = id.startsWith("_r-") && around(document.getElementById(id), "[data-number-of]");
  const note = noteOf.get((number && number.dataset.numberOf) || id);
  if (note) openNote(note, { scroll: 0.3, at: number ? note.numbers.indexOf(number) : 0 });
  if (!mention) return;
  tint(mention);
  moveWindow(mention.getBoundingClientRect().top - innerHeight * 0.3);
}

/* ---- 6 Layers and switches ---------------------------------------------------------------------------------------- */

const layers = () => all("[data-layer]").flatMap((button) => button.dataset.layer ?? []);
const layersOff = () => new Set(briefing.dataset.hiddenLayers?.split(" ").filter(Boolean));

/** @param {PageNote} note */
const isShown = (note) => !layersOff().has(note.group);

/** @param {Set<string>} off */
function hideLayers(off) {
  briefing.dataset.hiddenLayers = [...off].join(" ");
  for (const button of all("[data-layer]")) button.ariaPressed = String(!off.has(button.dataset.layer ?? ""));
  if (opened && !isShown(opened)) closeNote();
  layOut();
  showPosition();
}

/** @type {Record<string, (isOn: boolean) => void>} */
const SWITCHES = {
  text(isOn) {
    closeNote();
    document.documentElement.toggleAttribute("data-text-alone", isOn);
    layOut();
  },
  lines(isOn) {
    document.documentElement.toggleAttribute("data-all-lines", isOn);
  },
  spoken(isOn) {
    for (const number of notes.flatMap((note) => note.numbers)) {
      number.ariaHidden = isOn ? null : "true";
      one("a", number)?.setAttribute("tabindex", isOn ? "0" : "-1");
    }
  },
};

/** @param {El} button */
function turn(button) {
  const isOn = button.ariaPressed !== "true";
  button.ariaPressed = String(isOn);
  SWITCHES[button.dataset.switch ?? ""]?.(isOn);
}

/* ---- 7 Cards of names --------------------------------------------------------------------------------------------- */

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
  card ??= fromTemplate("card")[0];
  if (!who || !card) return;
  const same = mentionsLike(mention);
  const covering = [...new Set(all("mark", mention).flatMap(notesOn))];
  one(".card-who", card)?.replaceChildren(...[...who.children].map((child) => child.cloneNode(true)));
  write(one("output", card), `${digits(same.indexOf(mention) + 1)} / ${digits(same.length)}`);
  one('[data-do="mention"]', card)?.toggleAttribute("hidden", same.length < 2);
  one(".card-notes", card)?.toggleAttribute("hidden", !covering.length);
  one(".card-notes > span", card)?.replaceChildren(...covering.flatMap(({ id, link, element }) => {
    const { kind } = element.dataset;
    return [Object.assign(document.createElement("a"), { href: `#${id}`, className: `kind-${kind}`, textContent: link.textContent }), " "];
  }));
  briefing.append(card);
  card.hidden = false;
  named = mention;
  mention.setAttribute("aria-describedby", card.id);
  tint(mention);
  placeCard(mention, card);
}

/** Put a card under its mention, or above where there is no room; on a narrow screen the stylesheet places it.
 * @param {El} mention @param {El} shown */
function placeCard(mention, shown) {
  shown.style.translate = "";
  if (!wide.matches) return;
  const line = [...mention.getClientRects()].at(-1) ?? mention.getBoundingClientRect();
  const box = shown.getBoundingClientRect();
  const isBelow = line.bottom + box.height + 8 < innerHeight || line.top < box.height + 8;
  const most = document.documentElement.clientWidth - box.width - 8;
  const x = Math.max(8, Math.min(line.left + line.width / 2 - box.width / 2, most));
  const y = isBelow ? line.bottom + 6 : line.top - box.height - 6;
  shown.style.translate = `${x - box.left}px ${y - box.top}px`;
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

/* ---- 8 Strip: the article's whole height in the window's, a lane for each group ------------------------------------ */

const LANES = ["explain", "voice", "verify", "language", "analyse"];
/** @type {SVGSVGElement | null} */
let strip = null;

/** @param {El} text @param {boolean} isMargin */
function drawStrip(text, isMargin) {
  one(".strip")?.remove();
  strip = null;
  if (!isMargin) return;
  const holder = Object.assign(document.createElement("div"), { className: "strip", ariaHidden: "true" });
  holder.innerHTML = '<svg preserveAspectRatio="none"><rect class="strip-window" width="28"/></svg>';
  text.after(holder);
  strip = holder.querySelector("svg");
  strip?.setAttribute("viewBox", `0 0 28 ${text.offsetHeight}`);
  LANES.forEach((group, lane) => {
    const own = notes.filter((note) => note.group === group && isShown(note));
    drawLane(own.flatMap((note) => note.stretches), group, lane);
  });
  showWindow();
}

/** @param {El[]} elements @param {string} name @param {number} lane */
function drawLane(elements, name, lane) {
  const text = one(".text")?.getBoundingClientRect();
  if (!strip || !text) return;
  strip.querySelector(`.strip-${name}`)?.remove();
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const height = Math.ceil((2 * text.height) / Math.max(1, strip.clientHeight));
  const ticks = new Set(elements.map((element) => Math.round(element.getBoundingClientRect().top - text.top)));
  path.setAttribute("class", `strip-${name}`);
  path.setAttribute("d", [...ticks].map((y) => (y < 0 ? "" : `M${lane * 5} ${y}h4v${height}h-4z`)).join(""));
  strip.append(path);
}

/** Show which part of the article the window shows. */
function showWindow() {
  const box = one(".text")?.getBoundingClientRect();
  const frame = strip?.querySelector("rect");
  if (!box || !frame) return;
  const from = Math.max(0, -box.top);
  frame.setAttribute("y", String(from));
  frame.setAttribute("height", String(Math.max(0, Math.min(box.height, innerHeight - box.top) - from)));
}

/** Go to the place of the article on which the strip was clicked. @param {MouseEvent} event @param {El} holder */
function followStrip(event, holder) {
  const box = holder.getBoundingClientRect();
  const text = one(".text")?.getBoundingClientRect();
  if (text) scrollBy({ top: text.top + (text.height * (event.clientY - box.top)) / box.height - innerHeight / 2, behavior: "instant" });
}

/* ---- 9 Taking along ------------------------------------------------------------------------------------------------ */

/** Copy or share the address, or copy the citation, of the briefing or of the note around a button. @param {El} button */
async function takeAlong(button) {
  const note = noteOf.get(around(button, "[data-note]")?.id ?? "");
  const own = document.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? location.href.replace(/[?#].*/, "");
  const url = note ? `${own}#${note.id}` : own;
  if (button.dataset.do === "share") return void navigator.share({ title: document.title, url }).catch(() => {});
  const citation = one(".citation")?.textContent?.trim() ?? document.title;
  const cited = note ? `${labelOf(note)}. ${citation} ${url}` : citation;
  await navigator.clipboard.writeText(button.dataset.do === "cite" ? cited : url);
  const label = button.textContent ?? "";
  write(button, words.copied ?? "");
  setTimeout(() => write(button, label), 1500);
}

/** @param {PageNote} note */
const labelOf = (note) => (words.label ?? "").replace("{n}", note.link.textContent ?? "");

/* ---- 10 Start ------------------------------------------------------------------------------------------------------- */

let isTouch = false;

/** @param {El} button */
function press(button) {
  const { step, place, switch: name, layer, opens, do: what } = button.dataset;
  if (step) stepNote(step === "next" ? 1 : -1, false);
  else if (place) stepPlace(place === "next" ? 1 : -1);
  else if (name) turn(button);
  else if (opens) openNote(/** @type {PageNote} */ (noteOf.get(opens)), { from: button });
  else if (what === "close") closeNote(true);
  else if (what === "mention") goToNextMention();
  else if (what) void takeAlong(button);
  else if (layer) {
    const off = layersOff();
    if (!off.delete(layer)) off.add(layer);
    hideLayers(off);
    keepAddress();
  } else if (button.classList.contains("layers-unfold")) {
    button.ariaExpanded = String(one(".bar")?.toggleAttribute("data-unfolded"));
  }
}

/** @param {MouseEvent} event */
function onClick(event) {
  const { target } = event;
  const button = around(target, "button");
  const holder = around(target, ".strip");
  const link = around(target, "a[href]");
  if (button) press(button);
  else if (holder) followStrip(event, holder);
  else if (link?.matches(".mention") && isTouch && named !== link) {
    event.preventDefault();
    showCard(link);
  } else if (link && !link.matches(".mention")) followLink(event, link);
  else if (!link && !String(getSelection())) clickWords(target);
}

/** Follow a link within the page: notes open, their places come into view. @param {MouseEvent} event @param {El} link */
function followLink(event, link) {
  const hash = link.getAttribute("href") ?? "";
  const id = decodeURIComponent(hash.slice(1));
  const holder = noteOf.get(around(link, "[data-note]")?.id ?? "");
  const number = around(link, "[data-number-of]");
  const isByKey = event.detail === 0;
  const note = hash.startsWith("#") && noteOf.get(id);
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (note && note === opened && note === holder) closeNote(isByKey);
  else if (note) {
    const at = number ? note.numbers.indexOf(number) : 0;
    openNote(note, { from: link, isByKey, at, scroll: number || note === holder ? 0 : 0.25 });
  } else if (holder && link.getAttribute("role") === "doc-backlink") {
    place = holder.numbers.findIndex((one) => one.contains(document.getElementById(id)));
    scrollToLine(holder, 0.25);
  } else return;
  event.preventDefault();
}

/** Open what words or a line of the margin stand for; a click elsewhere closes what is open. @param {EventTarget | null} target */
function clickWords(target) {
  const mark = around(target, "mark");
  const here = mark ? notesOn(mark) : [];
  const line = noteOf.get(around(target, ".notes-placed > [data-note]")?.id ?? "");
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
  light(layer ? notes.filter((note) => note.group === layer) : notesAt(target));
  planCard(around(target, "[data-card]") ? named : around(target, ".mention"));
}

/** @param {FocusEvent} event */
function onFocus({ target }) {
  light(notesAt(target));
  if (!around(target, "[data-card]")) planCard(around(target, ".mention:focus-visible"));
}

/** Say to those who listen what each number in the text leads to. */
function labelNumbers() {
  for (const note of notes) {
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
  const again = () => void requestAnimationFrame(layOut);
  let width = text.clientWidth;
  new ResizeObserver(() => {
    if (text.clientWidth !== width) again();
    width = text.clientWidth;
  }).observe(text);
  for (const query of [wide, widest]) query.addEventListener("change", again);
  document.fonts.addEventListener("loadingdone", () => {
    heights.clear();
    again();
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
  wide = matchMedia("(min-width: 68rem)");
  widest = matchMedia("(min-width: 100rem)");
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
