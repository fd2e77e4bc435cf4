// The search's field in the masthead, in the place of the link that stands there without scripts; `/` leads to it. And the
// way to the other edition, which takes along what is searched for, filtered or open.
"use strict";

const findLink = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-search]"));

/** Return the field in the place of a link to the index. @param {HTMLAnchorElement} link with the search's address */
function putField(link) {
  const form = document.createElement("form");
  const field = document.createElement("input");
  const { search = "", label = "" } = link.dataset;
  form.className = link.className;
  form.action = search;
  form.setAttribute("role", "search");
  field.type = "search";
  field.name = "q";
  field.placeholder = label;
  field.setAttribute("aria-label", label);
  form.addEventListener("submit", (event) => {
    // Sent by the browser itself, a form of a page from the disk offends the pages' policy.
    event.preventDefault();
    location.href = `${search}?q=${encodeURIComponent(field.value)}`;
  });
  field.addEventListener("keydown", ({ key }) => key === "Escape" && field.blur());
  form.append(field);
  link.replaceWith(form);
}

if (findLink) putField(findLink);

document.addEventListener("keydown", (event) => {
  const isTyped = /** @type {HTMLElement} */ (event.target).closest("input, textarea, select, [contenteditable]");
  const isSlash = event.key === "/" || (event.code === "Slash" && !event.shiftKey);
  if (!isSlash || isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=q]"));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".languages a"))) {
  link.addEventListener("click", () => {
    link.search = location.search;
    link.hash ||= location.hash;
  });
}
