// Leads on from a former address and takes the fragment along, which the page's own refresh drops: a link to a note of
// the former address leads to the note.
"use strict";

/**
 * Return the address to go on to from a former one, empty where the page names none.
 *
 * @param {Document} page of the former address, whose link leads to the new one
 * @param {string} fragment of the former address, with its `#`; empty where it has none
 */
function nextAddress(page, fragment) {
  const link = /** @type {HTMLAnchorElement | null} */ (page.querySelector("main a"));
  return link ? link.href + fragment : "";
}

if (typeof document !== "undefined") {
  const address = nextAddress(document, location.hash);
  if (address) location.replace(address);
}
