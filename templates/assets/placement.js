// @ts-check
/* exported placeNotes */
"use strict";

/* Where notes stand in the margin beside their lines: nothing overlaps, what has room opens. Lengths are CSS pixels. */

/** @typedef {"line" | "lead" | "folded"} Face
 *  @typedef {{want: number, line: number, lead: number, rank: number, paragraph: number}} MarginNote
 *  A note that wants its upper edge at `want`, with its heights as one line and with the beginning of its body.
 *  @typedef {{want: number, height: number, weight: number, note: number, paragraph: number}} Box
 *  A note by its index, or with -1 the row that stands for a paragraph's folded notes. */

/** Farther from its line a note is no longer seen to belong to it: lighter ones fold. */
const MOST_DRIFT = 150;
/** Nobody is pushed farther than this for the body of another note. */
const LEAD_DRIFT = 40;
/** With more notes on a side bodies are not tried: each try is a run over all. */
const MOST_TRIED = 400;

/** Return the upper edges, without overlap, that are nearest to what boxes want; these are sorted by it.
 * Weighted isotonic regression by pooling adjacent violators, of wishes less the heights before them. Edges lie between
 * `first` and `last` as far as there is room. @param {readonly Box[]} boxes @returns {number[]} */
function spreadBoxes(boxes, first = 0, last = 0) {
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
 * Nothing stands above `first`; below `last` stands what has no room; `row` is the height of a row. @param {readonly MarginNote[]} notes
 * @returns {{placed: {top: number, face: Face}[], rows: {top: number, notes: number[]}[]}} */
function placeNotes(notes, first = 0, last = 0, row = 26) {
  const faces = notes.map(() => /** @type {Face} */ ("line"));
  let boxes = makeBoxes(notes, faces, row);
  let tops = spreadBoxes(boxes, first, last);
  while (foldLightest(notes, faces, boxes, tops)) {
    boxes = makeBoxes(notes, faces, row);
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

/** @param {readonly MarginNote[]} notes @param {readonly Face[]} faces */
const foldedIn = (notes, faces, paragraph = 0) =>
  notes.flatMap((note, i) => (note.paragraph === paragraph && faces[i] === "folded" ? [i] : []));

/** @param {readonly MarginNote[]} notes @param {readonly Face[]} faces @returns {Box[]} */
function makeBoxes(notes, faces, row = 0) {
  /** @type {Map<number, Box>} */
  const boxes = new Map();
  notes.forEach(({ want, line, rank, paragraph }, i) => {
    if (faces[i] !== "folded") boxes.set(i, { want, height: line, weight: 1 + rank / 3, note: i, paragraph });
    else boxes.set(-1 - paragraph, { want, height: row, weight: 1, note: -1, paragraph });
  });
  return [...boxes.values()].sort((a, b) => a.want - b.want);
}

/** Fold the lightest note of those that touch the one that drifts most; tell whether that is needed and possible.
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
 * @param {readonly MarginNote[]} notes @param {Face[]} faces @param {Box[]} boxes */
function openBodies(notes, faces, boxes, first = 0, last = 0) {
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
