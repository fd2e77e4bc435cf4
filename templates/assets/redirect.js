// Leads on from a former address of a page, and from the first page of a split list to the page of an entry.
"use strict";

/**
 * Return the address to go on to from a former one, which takes the fragment along, as the page's own refresh drops it;
 * empty where the page names none.
 *
 * @param {Document} page of the former address, whose link leads to the new one
 * @param {string} fragment of the former address, with its `#`; empty where it has none
 */
function nextAddress(page, fragment) {
  const link = /** @type {HTMLAnchorElement | null} */ (page.querySelector("main a"));
  return link ? link.href + fragment : "";
}

/**
 * Return the address of the entry, of the note of a row, or of a briefing's own entry, that a fragment means on a split
 * list; empty where it stands on the page itself, or means none of these.
 *
 * @param {Document} page the list's first, with `[data-entries]`: the folder of its entries' pages; the ids of those of
 *   other folders are in `data-places` and `data-terms`
 * @param {string} fragment with its `#`; empty where there is none
 */
function entryAddress(page, fragment) {
  const list = /** @type {HTMLElement | null} */ (page.querySelector("[data-entries]"));
  const id = fragment.slice(1);
  if (!list || !id || page.getElementById(id)) return "";
  // In the index a briefing's own entry is `_slug-id`; ids hold hyphens far less often than slugs do.
  const isIndex = list.dataset.places !== undefined;
  const note = (isIndex ? /^_([\w-]+)-([A-Za-z]\w*)$/ : /^_([^.]+)\.([\w-]+)$/).exec(id);
  if (note) return `briefings/${note[1]}.html#${note[2]}`;
  const other = ["places", "terms"].find((folder) => (list.dataset[folder] || "").split(" ").includes(id));
  const folder = other || list.dataset.entries;
  return folder && /^[A-Za-z][\w-]*$/.test(id) ? `${folder}/${id}.html` : "";
}

if (typeof document !== "undefined") {
  const leadOn = () => {
    const isList = document.querySelector("[data-entries]") !== null;
    const address = isList ? entryAddress(document, location.hash) : nextAddress(document, location.hash);
    if (address) location.replace(address);
  };
  leadOn();
  addEventListener("hashchange", leadOn);
}
