"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { loadScript } = require("./load_script.js");

const { nextAddress } = loadScript("redirect.js");
const ADDRESS = "file:///site/briefings/new.html";
const page = (link) => ({ querySelector: (selector) => selector === "main a" ? link : null });

test("the fragment of a former address is taken along", () => {
  assert.equal(nextAddress(page({ href: ADDRESS }), "#a01"), `${ADDRESS}#a01`);
  assert.equal(nextAddress(page({ href: ADDRESS }), ""), ADDRESS);
});

test("a page without a link leads nowhere", () => {
  assert.equal(nextAddress(page(null), "#a01"), "");
});
