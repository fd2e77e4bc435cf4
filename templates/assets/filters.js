// @ts-check
"use strict";

/* Filters of a list: rows that lack a chosen value are hidden, each value tells how many rows it leaves beside the other
   keys' values, and the address holds what was chosen. Without this script the list is whole. */

/** A key with its links, one for each value; rows name the values by their numbers.
 *  @typedef {{ key: string, element: HTMLElement, links: HTMLAnchorElement[], chosen: string | null }} Facet */

/** A row with its values: for each facet, in order, their numbers. @typedef {{ element: HTMLElement, values: number[][] }} Row */

class ListFilters {
  /** @param {HTMLElement} bar the row of filters, `[data-filters]` */
  constructor(bar) {
    this.bar = bar;
    /** @type {Facet[]} */
    this.facets = [...bar.querySelectorAll("[data-facet]")].map((each) => {
      const element = /** @type {HTMLElement} */ (each);
      /** @type {HTMLAnchorElement[]} */
      const links = [...element.querySelectorAll(/** @type {"a"} */ ("a[data-filter]"))];
      return { key: links[0].dataset.filter ?? "", element, links, chosen: null };
    });
    /** @type {Row[]} */
    this.rows = [...document.querySelectorAll("[data-in]")].map((each) => {
      const element = /** @type {HTMLElement} */ (each);
      return { element, values: readValues(element.dataset.in) };
    });
    document.addEventListener("click", (event) => this.follow(event));
    document.addEventListener("keydown", (event) => this.close(event));
    bar.addEventListener("input", (event) => this.narrow(/** @type {HTMLInputElement} */ (event.target)));
    addEventListener("popstate", () => this.read());
  }

  /** Choose what the address says. */
  read() {
    const query = new URLSearchParams(location.search);
    for (const facet of this.facets) facet.chosen = query.get(facet.key) || null;
    this.show();
  }

  /** Return the link to this page with a value chosen, or given up where it is chosen already. @param {Facet} facet */
  address(facet, value = "") {
    const query = new URLSearchParams(location.search);
    if (facet.chosen === value) query.delete(facet.key);
    else query.set(facet.key, value);
    return query.size ? `?${query}` : location.pathname.replace(/.*\//, "");
  }

  /** @param {MouseEvent} event */
  follow(event) {
    const target = event.target instanceof Element ? event.target : null;
    const link = /** @type {HTMLAnchorElement | null} */ (target?.closest("a[data-filter], a[data-clear]"));
    const opened = this.bar.querySelector("details[open]");
    if (opened && !opened.contains(target)) opened.removeAttribute("open");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const facet = this.facets.find((each) => each.links.includes(link));
    try {
      history.pushState(null, "", facet ? this.address(facet, link.dataset.value) : location.pathname);
      this.read();
    } catch {
      // Some browsers change no address of a file: the list is filtered all the same.
      for (const each of this.facets) {
        if (!facet) each.chosen = null;
        else if (each === facet) each.chosen = each.chosen === link.dataset.value ? null : (link.dataset.value ?? null);
      }
      this.show();
    }
    this.shut(link.closest("details"));
    if (!facet) this.facets[0].links[0].focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  close(event) {
    if (event.key === "Escape") this.shut(this.bar.querySelector("details[open]"));
  }

  /** Close a list of values and lead back to what opened it. @param {HTMLDetailsElement | null} details */
  shut(details) {
    if (!details) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  }

  /** Show the values whose names hold what was typed. @param {HTMLInputElement} field */
  narrow(field) {
    const typed = fold(field.value.trim());
    for (const value of field.parentElement?.querySelectorAll("li") ?? []) {
      value.classList.toggle("unlike", !fold(value.textContent ?? "").includes(typed));
    }
  }

  /** Show the rows that have all that is chosen. */
  show() {
    const wanted = this.facets.map(({ links, chosen }) => links.findIndex((link) => link.dataset.value === chosen));
    const counts = this.facets.map((facet) => facet.links.map(() => 0));
    /** @type {Row[]} */
    const shown = [];
    for (const row of this.rows) {
      const { values } = row;
      const lacking = this.facets.flatMap(({ chosen }, place) =>
        chosen === null || values[place]?.includes(wanted[place]) ? [] : [place],
      );
      if (!lacking.length) shown.push(row);
      // A row counts for the values of a key whether or not it has the one that is chosen of this key.
      for (const [place, own] of values.entries()) {
        if (lacking.every((other) => other === place)) for (const number of own) counts[place][number]++;
      }
    }
    this.showValues(counts);
    for (const each of document.querySelectorAll("[data-unfiltered]")) {
      /** @type {HTMLElement} */ (each).hidden = this.isOn;
    }
    this.tell(shown.length);
    this.showRows(shown);
  }

  /** Tell whether anything is chosen. */
  get isOn() {
    return this.facets.some((facet) => facet.chosen !== null);
  }

  /** @param {number[][]} counts the rows that each value leaves, by facet */
  showValues(counts) {
    for (const name of this.bar.querySelectorAll("summary b")) name.textContent = "";
    for (const [place, facet] of this.facets.entries()) {
      for (const [number, link] of facet.links.entries()) {
        const isChosen = link.dataset.value === facet.chosen;
        const count = link.querySelector(".count");
        if (count) count.textContent = inDigits(counts[place][number]);
        if (isChosen) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        if (isChosen) link.closest("details")?.querySelector("summary b")?.append(...nameOf(link));
        link.href = this.address(facet, link.dataset.value);
        if (link.parentElement) link.parentElement.hidden = !counts[place][number] && !isChosen;
      }
    }
    for (const details of this.bar.querySelectorAll("details")) {
      details.hidden = !details.querySelector("li:not([hidden])");
    }
  }

  /** Show these rows, and no groups without any. @param {Row[]} shown */
  showRows(shown) {
    for (const { element } of this.rows) element.hidden = true;
    for (const { element } of shown) element.hidden = false;
    const lists = new Set(this.rows.map((row) => /** @type {HTMLElement | null} */ (row.element.closest("ol, ul"))));
    for (const list of lists) {
      const heading = /** @type {HTMLElement | null} */ (list?.previousElementSibling);
      if (list) list.hidden = this.isOn && !list.querySelector("[data-in]:not([hidden])");
      if (list && heading?.matches("h3")) heading.hidden = list.hidden;
    }
    for (const each of document.querySelectorAll("section.ledger")) {
      const section = /** @type {HTMLElement} */ (each);
      const rows = section.querySelectorAll("[data-in]:not([hidden])").length;
      const count = section.querySelector("h2 .count");
      section.hidden = this.isOn && !rows;
      if (count) count.textContent = this.words("count", rows);
    }
  }

  /** Say how many rows are left. */
  tell(shown = 0) {
    const state = this.bar.querySelector("[role=status]");
    const none = /** @type {HTMLElement | null} */ (document.querySelector("[data-none]"));
    const clear = /** @type {HTMLElement | null} */ (this.bar.querySelector("[data-clear]"));
    if (state) state.textContent = this.isOn ? this.words("shown", shown) : "";
    if (clear) clear.hidden = !this.isOn;
    if (none) none.hidden = !this.isOn || shown > 0;
  }

  /** Return a sentence of the interface in the plural form of a number. @param {"shown" | "count"} name */
  words(name, number = 0) {
    const category = new Intl.PluralRules(document.documentElement.lang).select(number);
    const said = this.bar.dataset;
    const sentence = said[name + category[0].toUpperCase() + category.slice(1)] ?? said[`${name}Other`] ?? "";
    return sentence.replace("{n}", inDigits(number));
  }
}

/** Return what a value is called: all that its link holds but the count, which stands last. @param {Element} link */
function nameOf(link) {
  return [...link.cloneNode(true).childNodes].slice(0, -1);
}

/** Return the numbers of a row's values, by facet: `0;2,5;` is 0, then 2 and 5, then none. */
function readValues(written = "") {
  return written.split(";").map((some) => (some ? some.split(",").map(Number) : []));
}

/** Return a name without what is seldom typed: capitals, harakat, hamza, accents. */
function fold(name = "") {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Return a number in the digits of the edition. */
function inDigits(number = 0) {
  return number.toLocaleString(`en-u-nu-${document.body.dataset.digits ?? "latn"}`);
}

if (typeof document !== "undefined") {
  const bar = /** @type {HTMLElement | null} */ (document.querySelector("[data-filters]"));
  // The rows of a split list come by `split_filters.js`.
  if (bar && !bar.dataset.script) new ListFilters(bar).read();
}
