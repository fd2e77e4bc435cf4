// @ts-check
"use strict";

/* Filters of a split list: its rows come as scripts when something is chosen, and stand in groups in the list's place. */

class SplitListFilters extends ListFilters {
  /** @type {SplitListFilters | undefined} Those of this page, for which the scripts are. */
  static bar;

  /** What was asked for: what all rows have, 0, and parts of the rows, from 1. @type {Map<number, Promise<void>>} */
  parts = new Map();
  /** @type {Map<number, () => void>} */
  arrivals = new Map();
  /** The number of each row. @type {Map<Row, number>} */
  numbers = new Map();
  /** The names of briefings that rows bring, by slug: where they belong. @type {Map<string, Element>} */
  unnamed = new Map();
  size = Number(this.bar.dataset.size);
  /** Stands in the list's place. */
  found = document.createElement("div");
  /** Counts what was chosen, as rows of a former choice may come late. */
  choice = 0;

  /** @param {HTMLElement} bar the row of filters */
  constructor(bar) {
    super(bar);
    document.querySelector("[data-none]")?.after(this.found);
    bar.addEventListener("toggle", () => void this.part(0), { capture: true, once: true });
  }

  /** Show the rows that have all that is chosen, as soon as it is known which have. */
  show() {
    this.choice++;
    if (this.rows.length || !this.isOn) super.show();
    else void this.part(0);
  }

  /** The counts of the page hold till those of all rows are known. @param {number[][]} counts */
  showValues(counts) {
    if (this.rows.length) super.showValues(counts);
  }

  /** Show these rows, part by part as they come. @param {Row[]} shown */
  showRows(shown) {
    this.found.replaceChildren();
    if (this.isOn) void this.list(shown, this.choice);
  }

  /** @param {Row[]} shown */
  async list(shown, choice = 0) {
    /** @param {Row | undefined} row */
    const partOf = (row) => (row ? Math.floor((this.numbers.get(row) ?? 0) / this.size) + 1 : 0);
    /** @type {Map<number, { list: Element, count: Element, rows: number }>} */
    const groups = new Map();
    for (const { values } of shown) {
      const group = groups.get(values[0][0]) ?? this.makeGroup(values[0][0]);
      groups.set(values[0][0], group);
      group.rows++;
    }
    for (const { count, rows } of groups.values()) count.textContent = this.words("count", rows);
    for (let place = 0; place < shown.length; ) {
      const part = partOf(shown[place]);
      await this.part(part);
      if (choice !== this.choice) return;
      for (; partOf(shown[place]) === part; place++) {
        const { element, values } = shown[place];
        groups.get(values[0][0])?.list.append(element);
      }
      void this.part(partOf(shown[place]));
      // Between two parts the page answers.
      await new Promise((done) => setTimeout(done));
    }
  }

  /** Return a group without rows, at the end of those that are shown. @param {number} number of its value */
  makeGroup(number) {
    const section = document.createElement("section");
    section.className = "ledger";
    section.innerHTML = '<h2><span class="count"></span></h2><ul class="ledger-rows"></ul>';
    const [heading, list] = section.children;
    const [count] = heading.children;
    heading.prepend(...nameOf(this.facets[0].links[number]));
    this.found.append(section);
    return { list, count, rows: 0 };
  }

  /** Ask for a part, once, and wait for it. One that cannot be had is passed over. */
  part(number = 0) {
    const known = this.parts.get(number);
    if (known) return known;
    const script = document.createElement("script");
    script.src = `${this.bar.dataset.script}${number ? `.${number}` : ""}.js`;
    /** @type {Promise<void>} */
    const coming = new Promise((done) => {
      this.arrivals.set(number, done);
      script.onerror = () => done();
    });
    this.parts.set(number, coming);
    document.head.append(script);
    return coming;
  }

  /**
   * Take what all rows have, and the values that are not on the page.
   *
   * @param {string} rows the values of each row, parted by `|`
   * @param {string[]} more for each facet the items of its list; of briefings their slugs
   */
  takeFacets(rows, more) {
    for (const [place, facet] of this.facets.entries()) {
      const list = [...facet.element.querySelectorAll("ul")].at(-1);
      if (facet.key !== "briefing") list?.insertAdjacentHTML("beforeend", more[place]);
      else for (const slug of more[place].split(" ")) if (slug) list?.append(this.briefingItem(slug));
      facet.links = [...facet.element.querySelectorAll(/** @type {"a"} */ ("a[data-filter]"))];
    }
    // Till its part comes, every row has the same item.
    const element = document.createElement("li");
    this.rows = rows.split("|").map((values) => ({ element, values: readValues(values) }));
    this.numbers = new Map(this.rows.map((row, number) => [row, number]));
    this.arrivals.get(0)?.();
    this.show();
  }

  /** Take a part of the rows: their items, one after the other. */
  takeRows(number = 1, html = "") {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const [place, element] of [...template.content.children].entries()) {
      const row = this.rows[(number - 1) * this.size + place];
      row.element = /** @type {HTMLElement} */ (element);
      if (this.unnamed.size) this.nameBriefing(element.querySelector("[data-briefing]"));
    }
    this.arrivals.get(number)?.();
  }

  /** Return the item of a briefing among the values, called by its slug till a row of it comes. */
  briefingItem(slug = "") {
    const item = document.createElement("li");
    item.innerHTML = '<a data-filter="briefing"><bdi></bdi> <span class="count"></span></a>';
    const [link] = item.getElementsByTagName("a");
    const [name] = link.children;
    link.dataset.value = slug;
    name.textContent = slug;
    this.unnamed.set(slug, name);
    return item;
  }

  /** Take the name of a briefing from the place in a row that tells it. @param {Element | null} place */
  nameBriefing(place) {
    const slug = place?.getAttribute("data-briefing") ?? "";
    const link = place?.firstElementChild?.cloneNode(true);
    if (link) this.unnamed.get(slug)?.replaceChildren(...link.childNodes);
    this.unnamed.delete(slug);
  }
}

if (typeof document !== "undefined") {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-filters][data-script]"));
  if (bar) {
    SplitListFilters.bar = new SplitListFilters(bar);
    SplitListFilters.bar.read();
  }
}
