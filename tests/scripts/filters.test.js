"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { loadScript } = require("./load_script.js");

const { fold, readValues } = loadScript("filters.js");

test("a row names its values by numbers, facet by facet", () => {
  assert.equal(JSON.stringify(readValues("0;2,15;")), "[[0],[2,15],[]]");
});

test("names are found without their capitals, harakat, hamza and accents", () => {
  assert.equal(fold("أَحمد Élan"), fold("احمد elan"));
});
