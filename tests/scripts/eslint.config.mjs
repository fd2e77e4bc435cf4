// The recommended rules for the pages' scripts. Names that are not defined are left to the compiler, which knows the
// browser's and those of the other scripts.
import js from "@eslint/js";

export default [
  {
    ...js.configs.recommended,
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { ...js.configs.recommended.rules, "no-undef": "off", "no-var": "error", eqeqeq: "error" },
  },
];
