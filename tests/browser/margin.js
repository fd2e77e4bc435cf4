// What stands where on a reading page; a page has it as `margin` when it is opened.
window.margin = (() => {
  const list = () => [...document.querySelectorAll(".notes-placed > [data-note]")];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const boxOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY };
  };

  // What may not touch: the article and what stands around it, notes, rows of folded ones, sections after the text.
  const OTHERS = [".opening", ".summary", ".bar", ".text > *", ".strip", ".more-notes-row", ".columns-names", ".colophon",
    ".notes > :not(.notes-placed, h2, .columns-names)", ".notes ~ *"];
  const boxes = () => [...list(), ...document.querySelectorAll(OTHERS.join())].filter(isSeen).map((element) => {
    const name = element.id || element.getAttribute("class") || element.localName;
    return { name, ...boxOf(element) };
  }).filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1);

  // Pairs of them that share more than a pixel, and what is cut off at the window's sides.
  const overlaps = () => {
    const found = [];
    const sorted = boxes().sort((a, b) => a.top - b.top);
    const width = document.documentElement.clientWidth;
    sorted.forEach((box, i) => {
      if (box.left < -1 || box.right > width + 1) found.push(`${box.name} is cut off`);
      for (let j = i + 1; j < sorted.length && sorted[j].top < box.bottom - 1; j++) {
        const other = sorted[j];
        if (box.left < other.right - 1 && other.left < box.right - 1) found.push(`${box.name} and ${other.name}`);
      }
    });
    return found;
  };

  // The first line of the words that a note is about.
  const lineOf = (id) => document.querySelector(`[data-annotations~="${id}"]`).getClientRects()[0];
  const opened = () => document.querySelector('[data-note] > header > a[aria-expanded="true"]')?.closest("[data-note]");
  const tops = () => new Map(list().filter((note) => isSeen(note)).map((note) => [note, boxOf(note).top]));
  const pressKey = (code) => document.body.dispatchEvent(new KeyboardEvent("keydown", { code, key: code, bubbles: true }));

  // Opens each note, or each `step`-th, and closes it; gives back the overlaps while it was open and what moved.
  const openEach = (step) => {
    const found = [];
    const before = tops();
    list().filter((_, i) => i % step === 0).forEach((note) => {
      note.querySelector("header > a").click();
      if (note.dataset.face !== "open" || opened() !== note) found.push(`${note.id} does not open`);
      found.push(...overlaps().map((pair) => `${note.id} open: ${pair}`));
      for (const [other, top] of tops()) {
        if (other !== note && Math.abs(top - before.get(other)) > 1) found.push(`${note.id} open: ${other.id} moves`);
      }
    });
    document.body.dispatchEvent(new KeyboardEvent("keydown", { code: "Escape", key: "Escape", bubbles: true }));
    if (opened()) found.push("nothing closes by Escape");
    const after = tops();
    for (const [note, top] of before) if (after.get(note) !== top) found.push(`${note.id} does not come back`);
    return found;
  };

  // How far the first line of each note in the margin stands from its line, in pixels, sorted.
  const drifts = () => list().filter(isSeen).map((note) => {
    const line = lineOf(note.id);
    return Math.abs(note.getBoundingClientRect().top + 13 - line.top - line.height / 2);
  }).sort((a, b) => a - b);

  // The notes that a key opens one after the other, until it leads no further.
  const walk = (code) => {
    const visited = [];
    for (;;) {
      pressKey(code);
      const id = opened()?.id;
      if (!id || id === visited.at(-1)) return visited;
      visited.push(id);
      if (visited.length > 2 * document.querySelectorAll("[data-note]").length) return visited;
    }
  };

  // Whether the open note and its line can be seen: the line between what sticks at the edges.
  const isInView = (id) => {
    const note = document.getElementById(id).getBoundingClientRect();
    const line = lineOf(id);
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const isSheet = getComputedStyle(document.getElementById(id)).position === "fixed";
    const foot = isSheet ? note.top : innerHeight;
    return line.top >= bar.bottom - 1 && line.bottom <= foot + 1 && note.bottom > bar.bottom && note.top < innerHeight;
  };

  // On how many sides of the article notes stand.
  const sides = () => new Set(list().filter(isSeen).map((note) => Math.round(boxOf(note).left))).size;

  // When notes have their places, and after a change of the window once more.
  const settle = async () => {
    await document.fonts.ready;
    for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame);
    while (!document.querySelector(".notes[data-laid]")) await new Promise(requestAnimationFrame);
  };

  let shift = 0;
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  return { overlaps, openEach, sides, drifts, walk, isInView, settle, opened, shift: () => shift };
})();
