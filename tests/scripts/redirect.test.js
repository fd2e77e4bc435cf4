"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { loadScript } = require("./load_script.js");

const { entryAddress, nextAddress } = loadScript("redirect.js");
const ADDRESS = "file:///site/briefings/new.html";
const page = (link) => ({ querySelector: (selector) => selector === "main a" ? link : null });

test("the fragment of a former address is taken along", () => {
  assert.equal(nextAddress(page({ href: ADDRESS }), "#a01"), `${ADDRESS}#a01`);
  assert.equal(nextAddress(page({ href: ADDRESS }), ""), ADDRESS);
});

test("a page without a link leads nowhere", () => {
  assert.equal(nextAddress(page(null), "#a01"), "");
});

const list = (dataset, ids) => ({
  querySelector: (selector) => (selector === "[data-entries]" ? { dataset } : null),
  getElementById: (id) => (ids.includes(id) ? {} : null),
});

test("an entry that does not stand on a split list's first page is led to on its own", () => {
  assert.equal(entryAddress(list({ entries: "places" }, []), "#almaty"), "places/almaty.html");
  assert.equal(entryAddress(list({ entries: "places" }, ["almaty"]), "#almaty"), "");
  assert.equal(entryAddress(list({ entries: "places" }, []), ""), "");
});

test("the index tells places and terms from actors", () => {
  const index = list({ entries: "actors", places: "almaty aktau", terms: "t_lpg" }, []);
  const found = ["aktau", "t_lpg", "tokayev"].map((id) => entryAddress(index, `#${id}`));
  assert.deepEqual(found, ["places/aktau.html", "terms/t_lpg.html", "actors/tokayev.html"]);
});

test("the row of a single note leads to the note", () => {
  assert.equal(entryAddress(list({ entries: "claims" }, []), "#_my-slug.c-1"), "briefings/my-slug.html#c-1");
  assert.equal(entryAddress(list({ entries: "" }, []), "#a01"), "");
  assert.equal(entryAddress(list({ entries: "claims" }, []), "#_status-disputed"), "");
  const index = list({ entries: "actors", places: "", terms: "" }, []);
  assert.equal(entryAddress(index, "#_my-slug-own_actor"), "briefings/my-slug.html#own_actor");
  assert.equal(entryAddress(index, "#_letter-12"), "");
});
