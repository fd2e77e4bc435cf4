// The right-to-left rules that a stylesheet can break: logical properties and values only, and the direction stays in
// the HTML. (text-align and float are among what csstools/use-logical knows.)
export default {
  plugins: ["stylelint-use-logical"],
  rules: {
    "csstools/use-logical": "always",
    "declaration-property-value-disallowed-list": { clear: ["left", "right"] },
    "property-disallowed-list": ["direction"],
  },
};
