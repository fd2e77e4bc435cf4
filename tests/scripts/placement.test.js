"use strict";

// Placement in the margin: what a reader sees may not overlap, drift or fall out of the article.

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { loadScript } = require("./load_script.js");

const { placeNotes, spreadBoxes } = loadScript("placement.js");

/** @param {number} want @param {object} [more] */
const note = (want, more = {}) => ({ want, line: 26, lead: 26, rank: 1, paragraph: 0, ...more });
/** @param {number} want @param {object} [more] */
const box = (want, more = {}) => ({ want, height: 26, weight: 1, note: 0, paragraph: 0, ...more });

/** A generator of equal numbers on every run. @param {number} seed */
function* numbers(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

/** Return the boxes of a placement, from top to bottom. */
function shown(notes, { placed, rows }) {
  const boxes = placed.flatMap(({ top, face }, i) => (face === "folded" ? [] : [{ top, bottom: top + notes[i][face] }]));
  return [...boxes, ...rows.map(({ top }) => ({ top, bottom: top + 26 }))].sort((a, b) => a.top - b.top);
}

test("a note alone stands where it wants", () => {
  assert.deepEqual([...spreadBoxes([box(300)], 0, 1000)], [300]);
});

test("a crowd spreads above and below its line, not only below", () => {
  assert.deepEqual([...spreadBoxes([box(300), box(300), box(300)], 0, 1000)], [274, 300, 326]);
});

test("the heavier of two stays nearer to its line", () => {
  const [first, second] = spreadBoxes([box(300, { weight: 3 }), box(300)], 0, 1000);
  assert.equal(second - first, 26);
  assert.ok(300 - first < second - 300);
});

test("what has room stays between title and end", () => {
  assert.deepEqual([...spreadBoxes([box(-40), box(990)], 0, 1000)], [0, 974]);
});

test("what has no room goes on below the end, in order", () => {
  assert.deepEqual([...spreadBoxes([box(0), box(10), box(20)], 0, 30)], [0, 26, 52]);
});

test("a body opens where it pushes nobody", () => {
  const { placed } = placeNotes([note(100, { lead: 104 }), note(500)], 0, 1000);
  assert.deepEqual(placed.map(({ face }) => face), ["lead", "line"]);
});

test("a body stays closed where it would push a neighbour by more than a line and a half", () => {
  const crowd = [0, 26, 52, 78, 104].map((more) => note(100 + more));
  const { placed } = placeNotes([note(74, { lead: 204, rank: 6 }), ...crowd], 0, 1000);
  assert.equal(placed[0].face, "line");
});

test("of two bodies with room for one the heavier opens", () => {
  const { placed } = placeNotes([note(0, { lead: 100 }), note(60, { lead: 100, rank: 9 })], 0, 140);
  assert.deepEqual(placed.map(({ face }) => face), ["line", "lead"]);
});

test("the lightest of a crowd on one paragraph fold into one row", () => {
  const notes = Array.from({ length: 30 }, (_, i) => note(500 + (i % 3), { rank: 1 + (i % 6) }));
  const result = placeNotes(notes, 0, 5000);
  const folded = result.placed.flatMap(({ face }, i) => (face === "folded" ? [notes[i].rank] : []));
  assert.equal(result.rows.length, 1);
  assert.equal(result.rows[0].notes.length, folded.length);
  const kept = result.placed.flatMap(({ face }, i) => (face === "folded" ? [] : [notes[i].rank]));
  assert.ok(Math.max(...folded) <= Math.min(...kept));
  assert.ok(result.placed.every(({ face, top }, i) => face === "folded" || Math.abs(top - notes[i].want) <= 150));
});

test("no single note folds: its row would take the same line", () => {
  const notes = Array.from({ length: 30 }, (_, i) => note(500, { paragraph: i }));
  assert.equal(placeNotes(notes, 0, 5000).rows.length, 0);
});

test("nothing overlaps, all stands in order and inside, each note is shown or told of, whatever the notes are", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = numbers(seed);
    const next = (/** @type {number} */ most) => Math.floor(random.next().value * most);
    const length = 200 + next(4000);
    const notes = Array.from({ length: next(60) }, () => {
      const want = next(length);
      return note(want, { rank: 1 + next(9), lead: 26 + 26 * next(4), paragraph: Math.floor(want / 400) });
    });
    notes.sort((a, b) => a.want - b.want);
    const result = placeNotes(notes, 0, length);
    const boxes = shown(notes, result);
    const told = result.rows.flatMap((row) => row.notes).length + result.placed.filter(({ face }) => face !== "folded").length;
    assert.equal(told, notes.length);
    boxes.forEach((one, i) => assert.ok(i === 0 || one.top >= boxes[i - 1].bottom - 0.01, `seed ${seed}`));
    const height = boxes.reduce((sum, { top, bottom }) => sum + bottom - top, 0);
    if (boxes.length && height <= length) assert.ok(boxes[0].top >= 0 && boxes[boxes.length - 1].bottom <= length + 0.01);
  }
});

test("four hundred notes are placed in a moment", () => {
  const notes = Array.from({ length: 400 }, (_, i) => note(i * 7, { rank: 1 + (i % 9), lead: 104, paragraph: i >> 4 }));
  const result = placeNotes(notes, 0, 3000);
  assert.equal(result.placed.length, 400);
});
