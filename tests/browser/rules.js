// Rules of right-to-left pages that the finished page itself can answer: gives back [{rule, where, detail}, …].
() => {
  const ARABIC = /\p{Script=Arabic}/u;
  const RTL_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
  const LTR_LETTER = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
  const WORD = /[\p{L}\p{N}\p{M}\u0640\u200c\u200d]/u;
  const BIDI_CONTROL = /[\u200e\u200f\u202a-\u202e]/;
  // A minus or plus before a number, and hyphens between numbers (a date): both are reordered among Arabic letters.
  const TURNED_NUMBER = /(^|[\s(])[-+−][\d٠-٩]|[\d٠-٩]-[\d٠-٩]/u;
  const RTL_LANGUAGES = "ar arc azb ckb dv fa he iw ji ks mzn nqo pnb ps sd syr ug ur yi".split(" ");
  const PHYSICAL_STYLE =
    /(^|[;\s])((margin|padding|border)-(left|right|top|bottom)|left|right|top|bottom|width|height|direction)\s*:|(text-align|float|clear)\s*:\s*(left|right)/i;
  const STRETCH = "[data-annotations]";
  const MENTION = "a[data-actor], a[data-place], a[data-term]";
  // Line heights of these are no matter of reading: controls, code, and marks that are set above the line.
  const SMALL_PRINT = "button, input, select, option, textarea, svg, sup, sub, rt, pre, code, kbd, [data-generated]";

  const findings = [];
  const style = (element) => getComputedStyle(element);
  const describe = (element) => {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.localName}${id}${classes}> ${text}`;
  };
  const report = (rule, element, detail) => findings.push({ rule, where: describe(element), detail });
  const isRtlLanguage = (tag) => {
    const [language, ...more] = tag.toLowerCase().split("-");
    if (more.includes("latn") || more.includes("cyrl")) return false;
    return RTL_LANGUAGES.includes(language) || more.includes("arab") || more.includes("hebr");
  };

  // --- language and direction: R01, R02 ---

  const checkLanguages = () => {
    const root = document.documentElement;
    if (!root.lang) report("R01", root, "html has no lang");
    const expected = isRtlLanguage(root.lang) ? "rtl" : "ltr";
    if (root.dir !== expected) report("R02", root, `html says dir="${root.dir}", its language is ${expected}`);
    for (const element of document.querySelectorAll("body [lang]")) {
      if (!element.lang) continue;
      const wanted = isRtlLanguage(element.lang) ? "rtl" : "ltr";
      if (style(element).direction !== wanted) report("R02", element, `lang="${element.lang}" runs not ${wanted}`);
      if (element.dir === "auto") report("R02", element, `dir="auto" although lang="${element.lang}" is known`);
    }
    for (const element of document.querySelectorAll("[data-seed] [dir=auto]")) {
      report("R02", element, 'dir="auto" inside the article, whose language is known');
    }
  };

  const checkDirectionIsInHtml = () => {
    for (const element of document.querySelectorAll("body, body *:not(input, textarea, bdi, [dir], svg *)")) {
      const above = style(element.parentElement).direction;
      if (style(element).direction !== above) report("R02", element, "its direction comes from CSS, not from HTML");
    }
  };

  // --- characters that steer direction: R03 ---

  const checkControls = () => {
    const everything = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = everything.currentNode; node; node = everything.nextNode()) {
      const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
      if (element.closest("[data-seed]")) continue;
      const texts = node === element ? [...element.attributes].map((each) => each.value) : [node.data];
      for (const text of texts.filter((each) => BIDI_CONTROL.test(each))) {
        const code = text.match(BIDI_CONTROL)[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
        report("R03", element, `U+${code} in the markup; isolate with elements`);
      }
    }
  };

  // --- type: R10 to R16, R23, R26 ---

  const visibleTexts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || element.closest("script, style, template, noscript")) continue;
      if (element.checkVisibility({ visibilityProperty: true })) found.push(walker.currentNode);
    }
    return found;
  };

  const checkType = (element, isArabic) => {
    const { fontSize, lineHeight, letterSpacing, fontStyle, wordBreak, lineBreak, hyphens, textTransform } = style(element);
    if (isArabic) {
      if (letterSpacing !== "normal" && parseFloat(letterSpacing) !== 0) report("R10", element, `letter-spacing ${letterSpacing}`);
      if (fontStyle !== "normal") report("R11", element, `font-style ${fontStyle}`);
      if (wordBreak === "break-all" || lineBreak === "anywhere") report("R13", element, "breaks inside words");
      if (hyphens === "auto") report("R14", element, "automatic hyphens");
      if (textTransform !== "none") report("R15", element, `text-transform ${textTransform}`);
      if (parseFloat(fontSize) < 15.99) report("R12", element, `Arabic text of ${fontSize}, less than 16px`);
    }
    if (element.closest(SMALL_PRINT)) return;
    const least = element.closest("h1, h2, h3, h4, h5, h6") ? 1.3 : 1.5;
    const ratio = parseFloat(lineHeight) / parseFloat(fontSize);
    if (!(ratio >= least - 0.005)) report("R12", element, `line-height ${lineHeight} on ${fontSize}, less than ${least}`);
  };

  const checkAlignment = (element) => {
    const align = style(element).textAlign;
    if (/left|right/.test(align)) report("R16", element, `text-align ${align}`);
    if (align === "justify") report("R26", element, "justified");
  };

  const checkUnderline = (element) => {
    const { textDecorationLine, textDecorationStyle, borderBlockEndStyle, borderBlockEndWidth } = style(element);
    const underlined = textDecorationLine.includes("underline") && textDecorationStyle === "dotted";
    const bordered = borderBlockEndStyle === "dotted" && parseFloat(borderBlockEndWidth) > 0;
    if (underlined || bordered) report("R23", element, "a dotted line under Arabic letters");
  };

  const checkInlineStyles = () => {
    for (const element of document.querySelectorAll("body [style]")) {
      const written = element.getAttribute("style");
      if (PHYSICAL_STYLE.test(written)) report("R30", element, `style="${written}"`);
    }
  };

  // --- runs of the other direction: R22, R27 ---

  const checkRun = (node) => {
    const element = node.parentElement;
    if (element.closest("[data-seed], svg, option, textarea")) return;
    const excerpt = node.data.trim().replace(/\s+/g, " ").slice(0, 60);
    const rtl = style(element).direction === "rtl";
    const foreign = rtl ? LTR_LETTER : RTL_LETTER;
    if (foreign.test(node.data)) report("R22", element, `a run of the other direction is not isolated: ${excerpt}`);
    else if (rtl && TURNED_NUMBER.test(node.data)) report("R22", element, `a number is not isolated: ${excerpt}`);
    const language = element.closest("[lang]")?.lang ?? "";
    if (ARABIC.test(node.data) && !isRtlLanguage(language)) report("R27", element, `Arabic letters under lang="${language}"`);
  };

  // --- elements inside the article's words: R20, R21 ---

  // The block's text without generated parts, and where in it each element begins and ends.
  const measure = (block) => {
    let text = "";
    const places = new Map();
    const walk = (element) => {
      const start = text.length;
      for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text += child.data;
        else if (child.nodeType !== Node.ELEMENT_NODE) continue;
        else if (child.hasAttribute("data-generated")) places.set(child, [text.length, text.length]);
        else walk(child);
      }
      places.set(element, [start, text.length]);
    };
    walk(block);
    places.delete(block);
    const endsInWord = (piece) => WORD.test([...piece].at(-1) ?? "");
    const beginsInWord = (piece) => WORD.test([...piece][0] ?? "");
    const inWord = (offset) => endsInWord(text.slice(Math.max(0, offset - 2), offset)) && beginsInWord(text.slice(offset, offset + 2));
    return { places, inWord };
  };

  const checkShaping = (element) => {
    const own = style(element);
    const around = style(element.parentElement);
    const sides = ["block-start", "block-end", "inline-start", "inline-end"];
    const names = sides.flatMap((side) => [`padding-${side}`, `margin-${side}`, `border-${side}-width`]);
    const spaced = names.filter((name) => parseFloat(own.getPropertyValue(name)) > 0 || parseFloat(own.getPropertyValue(name)) < 0);
    if (spaced.length) report("R21", element, `has ${spaced.join(", ")}`);
    if (own.display !== "inline") report("R21", element, `is displayed as ${own.display}`);
    for (const name of ["fontWeight", "fontSize", "fontFamily", "letterSpacing"]) {
      if (own[name] !== around[name]) report("R21", element, `${name} is ${own[name]}, around it ${around[name]}`);
    }
  };

  const checkPseudoElements = (element, startsInWord, endsInWord) => {
    const content = (name) => getComputedStyle(element, name).content;
    const isThere = (name) => !["none", "normal", ""].includes(content(name));
    if (startsInWord && isThere("::before")) report("R21", element, `::before ${content("::before")} inside a word`);
    if (endsInWord && isThere("::after")) report("R21", element, `::after ${content("::after")} inside a word`);
  };

  const checkStretch = (element) => {
    if (element.matches("a, button")) report("R20", element, "a stretch is a link or a button");
    if (element.parentElement.closest(STRETCH)) report("R20", element, "a stretch inside a stretch");
    const next = element.nextSibling;
    const same = next?.nodeType === Node.ELEMENT_NODE && next.getAttribute("data-annotations") === element.dataset.annotations;
    if (same) report("R20", element, "cut in two, although the next stretch has the same notes");
  };

  const checkInline = (element, [start, end], inWord) => {
    if (element.hasAttribute("data-generated")) {
      if (inWord(start)) report("R20", element, "a generated part stands inside a word");
      if (element.closest(MENTION)) report("R20", element, "a generated part stands inside a link");
      return;
    }
    const isStretch = element.matches(STRETCH);
    const isMention = element.matches(MENTION);
    if (isStretch) checkStretch(element);
    if (isMention && (inWord(start) || inWord(end))) report("R20", element, "the link does not cover its whole word");
    if (!isStretch && !isMention && (inWord(start) || inWord(end))) report("R20", element, "no anchor forces this border in a word");
    if (isStretch || isMention || inWord(start) || inWord(end)) checkShaping(element);
    if (element.matches("bdi, button")) report("R21", element, "breaks the joining of letters");
    checkPseudoElements(element, inWord(start), inWord(end));
  };

  const checkBlocks = () => {
    for (const block of document.querySelectorAll("[data-block]")) {
      const { places, inWord } = measure(block);
      for (const [element, place] of places) checkInline(element, place, inWord);
    }
  };

  // --- all of it ---

  for (const details of document.querySelectorAll("details")) details.open = true;
  checkLanguages();
  checkDirectionIsInHtml();
  checkControls();
  checkInlineStyles();
  checkBlocks();
  const seen = new Set();
  for (const node of visibleTexts()) {
    checkRun(node);
    const element = node.parentElement;
    if (seen.has(element)) continue;
    seen.add(element);
    const isArabic = [...element.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && ARABIC.test(child.data));
    checkType(element, isArabic);
    checkAlignment(element);
    if (isArabic) checkUnderline(element);
  }
  return findings;
}
