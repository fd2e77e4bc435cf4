"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

/**
 * Return the global object of a new context without a document in which a script of the pages has run.
 *
 * The script's functions are its properties. Values that they return are of that context: compare them by
 * `assert.deepEqual`, as `assert.deepStrictEqual` asks for this context's own prototypes.
 *
 * @param {string} name of the file in templates/assets/
 */
function loadScript(name) {
  const file = join(__dirname, "../../templates/assets", name);
  const context = vm.createContext({});
  vm.runInContext(readFileSync(file, "utf-8"), context, { filename: file });
  return context;
}

module.exports = { loadScript };
