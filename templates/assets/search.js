// The search's page: reads the parts of the index that a query needs, ranks what is found, shows where it stands.
"use strict";

/* Words are folded and filed as `sitegen/language/search_words.py` does it, whose tables the index brings along. Numbers
   of fields are `search_terms.Field`'s. */

/** @typedef {{ parts: number, briefings: number, removed: number[][], variants: Record<string, string>,
 *   latin: Record<string, string>, zeros: string, before: string, suffixes: string[], common: string }} IndexHead
 *  @typedef {string | [string, string]} Said A wording; with its language before it where that is not the edition's.
 *  @typedef {{ id: string, register: string, address: string, names: string[], status?: string,
 *   name: Record<string, Said>, about: Record<string, Said[]> }} IndexEntry
 *  @typedef {{ lang: string, dates: Record<string, string>, titles: Record<string, Said>, blocks: [number, boolean, string][],
 *   mentions: number[][], named: string[][], beside: Record<string, [string, string, number, ...Said[]][]> }} IndexText
 *  @typedef {{ word: string, start: number, end: number }} PlacedWord
 *  @typedef {{ word: string, isCommon: boolean, weight: number, levels: Map<string, number> }} QueryWord
 *   What is asked for; `levels` tells how well each indexed word fits it, from 0 to 1.
 *  @typedef {{ words: QueryWord[], phrases: string[][] }} Query
 *  @typedef {{ start: number, end: number, word: QueryWord, level: number, place: number }} Hit
 *   In code units of its text; `place` counts the text's words.
 *  @typedef {{ score: number, sort: "text" | "note" | "name", text: string, lang: string, hits: Hit[], target: string,
 *   kind: string, number: number, name: string, hasPhrases: boolean }} Passage
 *  @typedef {{ slug: string, score: number, text: IndexText, passages: Passage[] }} FoundBriefing */

const FIELD_WEIGHTS = [3, 2.2, 1.6, 1, 1, 0.5];
const ENTRY_NAMES = 4;
const ENTRY_TEXT = 5;
const FIRST_NOTES = 6;
const NOTES_WEIGHT = 1.1;
/** How many briefings are looked into at first, and shown. */
const PAGE = 10;
const LOOKED_INTO = 18;
/** Up to how many are looked into for a phrase, as which hold its words side by side is seen only there. */
const MOST_LOOKED_INTO = 90;
const CHUNK = 64;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
const IN_WORDS = /(?:[\p{L}\p{Nd}\p{M}\u0640\u2080-\u2089]|\p{Cf})+(?:[,٬\u00a0\u202f](?<=\p{Nd}.)\p{Nd}{3}(?!\p{Nd}))*/gu;
const OUTSIDE_WORDS = /[^\p{L}\p{Nd}\p{M}\u200c]+/u;
/** Letters that most often follow a short word. */
const ENDINGS = "اهيتنوكיהותםך";
const PROCLITIC = /^(?:[وف]?(?:ال|[بكل](?:ال)?|لل)|[وف]|ו?(?:ש|כש|מש|לכש)?(?:ב|כ|ל|מ|כב|כמ)?ה?)$/;

/* ---- 1 The index ---- */

const searchForm = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-index]"));
/** @type {Map<string, { promise: Promise<any>, resolve: (content: any) => void }>} */
const asked = new Map();
/** @type {IndexHead} */
let head;
/** @type {(character: string) => string} */
let foldCharacter = (character) => character;
/** @type {RegExp} */
let seenThrough;
/** @type {Set<string>} */
let commonWords;

/** Take in a file of the index: each of them calls this. @param {string} name @param {unknown} content */
// eslint-disable-next-line no-unused-vars -- the files of the index call it
function sitegenSearch(name, content) {
  asked.get(name)?.resolve(content);
}

/** Return a file of the index; null where it is not there. @param {string} name @returns {Promise<any>} */
function load(name) {
  const known = asked.get(name);
  if (known) return known.promise;
  /** @type {(content: any) => void} */
  let resolve = () => {};
  const promise = new Promise((done) => (resolve = done));
  asked.set(name, { promise, resolve });
  const script = document.createElement("script");
  script.src = `${searchForm?.dataset.index}${name}.js`;
  script.onerror = () => resolve(null);
  document.head.append(script);
  return promise;
}

/** Make ready what words are folded by. @param {IndexHead} index */
function useTables(index) {
  head = index;
  const removed = index.removed.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join("");
  const isRemoved = new RegExp(`[${removed}\u0300-\u036f]`, "gu");
  /** @type {Map<string, string>} */
  const known = new Map([...Object.entries(index.variants), ...Object.entries(index.latin), ["ς", "σ"], ["\u200c", "\u200c"]]);
  for (const [letter, plain] of known) known.set(letter, plain.toLowerCase());
  for (const zero of index.zeros) {
    for (let digit = 0; digit < 10; digit++) known.set(String.fromCodePoint((zero.codePointAt(0) ?? 0) + digit), String(digit));
  }
  foldCharacter = (character) => {
    const found = known.get(character);
    if (found !== undefined) return found;
    const plain = character.replace(isRemoved, "").normalize("NFKD").replace(isRemoved, "");
    const folded = Array.from(plain, (one) => known.get(one) ?? one).join("").toLowerCase().normalize("NFD");
    const last = Array.from(folded.replace(isRemoved, ""), (one) => known.get(one) ?? one).join("");
    known.set(character, last);
    return last;
  };
  seenThrough = new RegExp(`^${index.before}`, "u");
  commonWords = new Set(index.common.split(" "));
}

/* ---- 2 Words ---- */

/** Return a written word folded: mostly one word, its parts too where a ZWNJ joins them. @param {string} written */
function foldWords(written) {
  const plain = written.replace(/[,٬\u00a0\u202f]/g, "");
  const words = Array.from(plain, foldCharacter).join("").split(OUTSIDE_WORDS).filter(Boolean);
  return words.flatMap((word) => {
    const pieces = word.split("\u200c").filter(Boolean);
    return pieces.length < 2 ? pieces : [pieces.join(""), ...pieces.filter((piece) => !head.suffixes.includes(piece))];
  });
}

/** @type {Map<string, PlacedWord[]>} Words of the texts that were looked into. */
const placed = new Map();

/** Return the words of a text with their places, in code units. @param {string} text @returns {PlacedWord[]} */
function placeWords(text) {
  let words = placed.get(text);
  if (!words) placed.set(text, (words = placeAnew(text)));
  return words;
}

/** @param {string} text @returns {PlacedWord[]} */
function placeAnew(text) {
  return Array.from(text.matchAll(IN_WORDS), (match) =>
    foldOnce(match[0]).map((word) => ({ word, start: match.index, end: match.index + match[0].length })),
  ).flat();
}

/** @type {Map<string, string[]>} */
const folded = new Map();

/** Return the same as `foldWords`, which has folded most words before. @param {string} written */
function foldOnce(written) {
  let words = folded.get(written);
  if (!words) folded.set(written, (words = foldWords(written)));
  return words;
}

/** Return the number of the group in which a folded word is filed. @param {string} word */
function groupOf(word) {
  let number = 0;
  for (const letter of Array.from(word.replace(seenThrough, "")).slice(0, 3)) {
    number = number * 31 + (letter.codePointAt(0) ?? 0);
  }
  return Math.imul(number, 2654435761) >>> 22;
}

/** Return the groups of a word and of longer forms of it: of one whose rest has two letters each ending has a group.
 *  @param {string} word */
function groupsOf(word) {
  const isShort = word.replace(seenThrough, "").length === 2 && /[\u05d0-\u064a]/.test(word);
  return [word, ...(isShort ? Array.from(ENDINGS, (ending) => word + ending) : [])].map(groupOf);
}

/** Return what a folded word may be without what stands before it. @param {string} word @returns {string[]} */
function restsOf(word) {
  const rests = [];
  for (let length = 1; length < Math.min(word.length - 1, 6); length++) {
    const before = word.slice(0, length);
    if (!PROCLITIC.test(before)) continue;
    rests.push(word.slice(length));
    if (before.endsWith("ل") && before !== "ال" && !before.endsWith("ال")) rests.push(`ال${word.slice(length)}`);
  }
  return rests;
}

/** Tell how well an indexed word fits one that is asked for: 1 where it is the same, 0 where it is another.
 *  @param {string} wanted @param {string[]} rests of what is wanted @param {string} word */
function fit(wanted, rests, word) {
  if (word === wanted) return 1;
  const own = restsOf(word);
  if (own.includes(wanted)) return 0.9;
  if (rests.includes(word)) return 0.55;
  if (own.some((rest) => rests.includes(rest))) return 0.5;
  if (wanted.length > 2 && word.startsWith(wanted)) return 0.4;
  if (wanted.length > 2 && own.some((rest) => rest.startsWith(wanted))) return 0.35;
  if (word.length > 3 && wanted.startsWith(word) && wanted.length - word.length < 4) return 0.3;
  return 0;
}

/** Return the numbers that are written as distances. @param {string} text */
function readNumbers(text) {
  const numbers = [];
  let number = -1;
  let distance = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = DIGITS.indexOf(text[index]);
    distance = distance * 32 + (digit & 31);
    if (digit < 32) {
      number += distance + 1;
      numbers.push(number);
      distance = 0;
    }
  }
  return numbers;
}

/* ---- 3 Ranking ---- */

/** Return what is asked for: its words, each once, and what stands in quotation marks. @param {string} written */
function readQuery(written) {
  const words = [...new Set(placeWords(written).map(({ word }) => word))];
  const isAllCommon = words.every((word) => commonWords.has(word));
  const quoted = [...written.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)];
  return {
    words: words.map((word) => ({ word, isCommon: !isAllCommon && commonWords.has(word), weight: 0, levels: new Map([[word, 1]]) })),
    phrases: quoted.map((match) => placeWords(match[1]).map(({ word }) => word)).filter((phrase) => phrase.length > 0),
  };
}

/** Return by number the scores of what the words of a query find, of briefings and of entries by their names and text.
 *  @param {Query} query @param {(field: number) => number} weigh */
async function findNumbers(query, weigh) {
  const found = { briefings: new Map(), names: new Map(), entries: new Map() };
  const asking = query.words.filter((word) => !word.isCommon);
  const size = 1024 / head.parts;
  const loadParts = async (/** @type {string} */ word) => {
    const numbers = new Set(groupsOf(word).map((group) => Math.floor(group / size)));
    return (await Promise.all(Array.from(numbers, (number) => load(`words-${number}`)))).join("\n");
  };
  const parts = await Promise.all(asking.map(({ word }) => loadParts(word)));
  asking.forEach((wanted, index) => {
    const rests = restsOf(wanted.word);
    const scores = { briefings: new Map(), names: new Map(), entries: new Map() };
    let whole = 0;
    for (const line of parts[index].split("\n")) {
      const [word, ...places] = line.split(" ");
      const level = fit(wanted.word, rests, word);
      if (!level) continue;
      wanted.levels.set(word, level);
      for (const place of places) {
        const field = DIGITS.indexOf(place[0]);
        const weight = level * weigh(field);
        if (!weight) continue;
        const numbers = readNumbers(place.slice(1));
        const isEntry = field === ENTRY_NAMES || field === ENTRY_TEXT;
        if (!isEntry && level >= 0.5) whole += numbers.length;
        const into = field === ENTRY_NAMES ? [scores.names, scores.entries] : [isEntry ? scores.entries : scores.briefings];
        for (const number of numbers) {
          for (const kept of into) kept.set(number, Math.max(kept.get(number) ?? 0, weight) + weight * 0.1);
        }
      }
    }
    wanted.weight = Math.log(1 + (head.briefings + 1) / (whole + 1)) + 0.2;
    for (const sort of /** @type {const} */ (["briefings", "names", "entries"])) {
      for (const [number, score] of scores[sort]) {
        const kept = found[sort].get(number) ?? { score: 0, share: 0 };
        kept.score += score * wanted.weight;
        kept.share += wanted.weight;
        found[sort].set(number, kept);
      }
    }
  });
  const all = asking.reduce((sum, word) => sum + word.weight, 0) || 1;
  for (const kept of Object.values(found)) {
    for (const one of kept.values()) one.share /= all;
  }
  return found;
}

/** Return the best first, of those that hold the most of what is asked for. @param {Map<number, {score: number, share: number}>} found */
function rank(found) {
  const most = Math.max(0, ...Array.from(found.values(), ({ share }) => share));
  return [...found]
    .filter(([, { share }]) => share > most * 0.5)
    .map(([number, { score, share }]) => ({ number, share, isWhole: share > most - 0.01, score: score * share ** 2 * (1 + 0.1 * number / (head.briefings || 1)) }))
    .sort((one, other) => other.score - one.score || other.number - one.number);
}

/** Return the places of a query's words in a text. @param {string} text @param {Query} query @returns {Hit[]} */
function findHits(text, query) {
  /** @type {Hit[]} */
  const hits = [];
  placeWords(text).forEach(({ word, start, end }, place) => {
    for (const wanted of query.words) {
      const level = wanted.levels.get(word);
      if (level) hits.push({ start, end, word: wanted, level, place });
    }
  });
  return hits;
}

/** Return how much of a query a text's hits tell, more where they stand close together. @param {Hit[]} hits @param {Query} query */
function scoreHits(hits, query) {
  const best = new Map();
  for (const hit of hits) best.set(hit.word, Math.max(best.get(hit.word) ?? 0, hit.level));
  let score = 0;
  for (const [word, level] of best) score += level * (word.weight || 0.05);
  let near = 0;
  hits.forEach((hit, index) => {
    const seen = new Map([[hit.word, hit.level]]);
    for (let next = index + 1; next < hits.length && hits[next].place - hit.place < query.words.length * 3 + 2; next++) {
      seen.set(hits[next].word, Math.max(seen.get(hits[next].word) ?? 0, hits[next].level));
      const width = hits[next].place - hit.place + 1;
      const sum = [...seen].reduce((whole, [word, level]) => whole + level * (word.weight || 0.3), 0);
      if (seen.size > 1) near = Math.max(near, sum * (seen.size / width) * (seen.size / query.words.length));
    }
  });
  return score + near + Math.min(hits.length, 6) * 0.02 * score;
}

/** Tell whether hits hold each quoted phrase, its words one behind the other. @param {Hit[]} hits @param {string[]} phrase */
function holdsPhrase(hits, phrase) {
  return hits.some((first) =>
    phrase.every((word, offset) =>
      hits.some((hit) => hit.place === first.place + offset && hit.word.word === word && hit.level >= 0.5),
    ),
  );
}

/** Return a briefing with what it holds of a query, its best passages first; null where a phrase is missing.
 *  @param {string} slug @param {Query} query @param {Set<string>} sorts @param {string} edition @returns {Promise<FoundBriefing | null>} */
async function lookInto(slug, query, sorts, edition) {
  /** @type {IndexText | null} */
  const text = await load(`texts/${slug}`);
  if (!text) return null;
  /** @type {Passage[]} */
  const passages = [];
  /** @type {(sort: Passage["sort"], words: string, lang: string, target: (hits: Hit[]) => string, weight: number, kind?: string, number?: number) => void} */
  const add = (sort, words, lang, target, weight, kind = "", number = 0) => {
    const hits = sorts.has(sort) ? findHits(words, query) : [];
    if (!hits.some((hit) => !hit.word.isCommon)) return;
    passages.push({ score: scoreHits(hits, query) * weight, sort, text: words, lang, hits, target: target(hits), kind, number, name: "",
      hasPhrases: query.phrases.every((phrase) => holdsPhrase(hits, phrase)) });
  };
  for (const [start, isParagraph, words] of text.blocks) {
    const target = (/** @type {Hit[]} */ hits) => mentionAt(text, start, words, hits) ?? (isParagraph ? `_b${start}` : "");
    add("text", words, text.lang, target, isParagraph ? 1 : 1.8);
  }
  for (const said of Object.values(text.titles)) add("text", wordsOf(said), languageOf(said, edition), () => "", 1.8);
  const own = new Set(passages.flatMap((passage) => passage.hits.map((hit) => hit.word)));
  text.named.forEach((names, index) => {
    const mention = text.mentions.find((one) => one.slice(3).includes(index));
    const block = text.blocks.filter(([start]) => mention && start <= mention[0]).pop();
    for (const name of names) {
      const hits = sorts.has("name") ? findHits(name, query) : [];
      if (!mention || !block) {
        add("name", name, "", () => "", 1);
        continue;
      }
      if (!hits.some((hit) => !hit.word.isCommon && !own.has(hit.word))) continue;
      const place = { start: unitsTo(block, mention[1]), end: unitsTo(block, mention[2]), word: hits[0].word, level: 1, place: 0 };
      passages.push({ score: scoreHits(hits, query) * 1.3, sort: "name", text: block[2], lang: text.lang, hits: [place], target: `_m${mention[0]}`,
        kind: "", number: 0, name, hasPhrases: query.phrases.every((phrase) => holdsPhrase(hits, phrase)) });
      for (const hit of hits) own.add(hit.word);
    }
  });
  for (const [id, kind, number, ...all] of text.beside[edition] ?? []) {
    for (const said of all) add("note", wordsOf(said), languageOf(said, edition), () => id, 1.05, kind, number);
  }
  if (query.phrases.length && !passages.some((passage) => passage.hasPhrases)) return null;
  passages.sort((one, other) => Number(other.hasPhrases) - Number(one.hasPhrases) || other.score - one.score);
  const told = new Set(passages.flatMap((passage) => passage.hits.map((hit) => hit.word)));
  const share = [...told].reduce((sum, word) => sum + word.weight, 0);
  return { slug, text, passages, score: (passages[0]?.score ?? 0) + share + 0.1 * Math.min(passages.length, 5) };
}

/** Return the mention on whose words a hit stands, as a fragment. Offsets of mentions are code points of the article.
 *  @param {IndexText} text @param {number} start of the block @param {string} words of it @param {Hit[]} hits */
function mentionAt(text, start, words, hits) {
  for (const hit of hits) {
    const pairs = words.slice(0, hit.start).match(/[\ud800-\udbff]/g)?.length ?? 0;
    const offset = start + hit.start - pairs;
    const mention = text.mentions.find(([, from, to]) => from <= offset && offset < to);
    if (mention) return `_m${mention[0]}`;
  }
  return null;
}

/** Return the code units of a block before an offset of the article. @param {[number, boolean, string]} block @param {number} offset */
function unitsTo([start, , words], offset) {
  return Array.from(words).slice(0, offset - start).join("").length;
}

/** @param {Said} said */
function wordsOf(said) {
  return typeof said === "string" ? said : said[1];
}

/** @param {Said} said @param {string} edition */
function languageOf(said, edition) {
  return typeof said === "string" ? edition : said[0];
}

/* ---- 4 The page ---- */

const SORTS = ["text", "note", "name"];
/** Registers whose entries have names; claims, events and sources have sentences and titles. */
const NAMED = new Set(["actor", "place", "term", "topic"]);
const edition = document.documentElement.lang;
let runs = 0;

/** Return a new element. @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Return the direction of a language. @param {string} lang */
function directionOf(lang) {
  return /^(?:ar|fa|he|ur|ps|ckb|sd|ug|yi|dv|syr)\b/.test(lang) ? "rtl" : "ltr";
}

/** Return the attributes of words in a language that may not be the edition's. @param {string} lang */
function speak(lang) {
  return { lang: lang === edition ? "" : lang, dir: lang && lang !== edition ? directionOf(lang) : "" };
}

/** Return what surrounds the hits of a passage, these marked. @param {Passage} passage */
function cutExcerpt({ text, hits }) {
  const room = 170;
  const close = hits.map((hit) => hits.filter((one) => Math.abs(one.start - hit.start) < room * 0.6).reduce((sum, one) => sum + one.level * one.word.weight, 0));
  const first = hits[close.indexOf(Math.max(...close))].start;
  let start = text.length < room * 1.3 ? 0 : Math.max(0, first - 60);
  if (start) start = Math.max(0, text.lastIndexOf(" ", start) + 1);
  let end = start + room > text.length - 25 ? text.length : text.indexOf(" ", start + room);
  if (end < 0) end = text.length;
  /** @type {(Node | string)[]} */
  const pieces = [start ? "… " : ""];
  let done = start;
  for (const hit of hits.filter((one) => one.start >= start && one.end <= end)) {
    if (hit.start < done) continue;
    pieces.push(text.slice(done, hit.start), make("mark", { class: "hit" }, text.slice(hit.start, hit.end)));
    done = hit.end;
  }
  return [...pieces, text.slice(done, end), end < text.length ? " …" : ""];
}

/** Return a briefing as a result. @param {FoundBriefing} found @param {Record<string, any>} words */
function showBriefing({ slug, text, passages }, words) {
  const address = `briefings/${slug}.html`;
  const title = text.titles[edition];
  const inTitle = passages.find((passage) => passage.text === wordsOf(title));
  /** @type {Passage[]} */
  const shown = [];
  for (const passage of passages) {
    if (shown.length < 3 && passage.text !== wordsOf(title) && !shown.some((one) => one.target === passage.target && passage.target)) shown.push(passage);
  }
  const excerpts = shown.map((passage) => {
    const sort = words.labels.kind[passage.kind] ?? passage.name;
    return make("li", {}, make("a", { href: passage.target ? `${address}#${passage.target}` : address },
      sort ? make("span", { class: "label" }, sort, " ") : "", make("bdi", speak(passage.lang), ...cutExcerpt(passage))));
  });
  const name = make("bdi", speak(languageOf(title, edition)), ...(inTitle ? cutExcerpt({ ...inTitle, text: wordsOf(title) }) : [wordsOf(title)]));
  return make("li", { "data-result": slug }, make("h2", {}, make("a", { href: address }, name)),
    make("p", { class: "label" }, text.dates[edition] ?? ""), make("ul", { class: "excerpts" }, ...excerpts));
}

/** Return an entry of a register, or a free page, as a result. @param {IndexEntry} entry @param {Record<string, any>} words @param {string} [name] of its class */
function showEntry(entry, words, name = "") {
  const isPage = entry.register === "page";
  const about = entry.about[edition] ?? [];
  return make("li", { class: name, ...(isPage ? { "data-result-page": entry.id } : { "data-result-entry": `${entry.register} ${entry.id}` }) },
    make("h2", {}, make("a", { href: entry.address }, make("bdi", speak(languageOf(entry.name[edition], edition)), wordsOf(entry.name[edition])))),
    make("p", { class: "label" }, isPage ? words.page : words.labels.register[entry.register], entry.status ? ` · ${words.labels.status[entry.status]}` : ""),
    ...about.slice(0, 2).map((said) => make("p", speak(languageOf(said, edition)), wordsOf(said).slice(0, 200))));
}

/** Return items of the index by their numbers. @param {string} name of its files @param {number[]} numbers @returns {Promise<any[]>} */
async function loadItems(name, numbers) {
  const chunks = await Promise.all(numbers.map((number) => load(`${name}-${Math.floor(number / CHUNK)}`)));
  return numbers.map((number, index) => chunks[index]?.[number % CHUNK]).filter(Boolean);
}

/** Search, and show what is found. @param {HTMLFormElement} form @param {number} pages of results */
async function search(form, pages = 1) {
  const run = ++runs;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const results = /** @type {HTMLElement} */ (document.querySelector("[data-results]"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-count]"));
  const words = { labels: JSON.parse(results.dataset.labels ?? "{}"), page: results.dataset.page, empty: results.dataset.nothing ?? "" };
  const sorts = new Set(SORTS.filter((sort) => form.querySelector(`[data-sort=${sort}]`)?.getAttribute("aria-pressed") !== "false"));
  const written = field.value.trim();
  const address = new URLSearchParams();
  if (written) address.set("q", written);
  if (sorts.size < SORTS.length) address.set("in", [...sorts].join("."));
  try {
    history.replaceState(null, "", `?${address}`);
  } catch {
    // A page from the disk may not change its address.
  }
  if (!head) useTables(await load("index"));
  const query = readQuery(written);
  const notes = FIRST_NOTES + (form.dataset.editions ?? "").split(" ").indexOf(edition);
  const weigh = (/** @type {number} */ field) => {
    if (field >= FIRST_NOTES) return field === notes && sorts.has("note") ? NOTES_WEIGHT : 0;
    return field === 1 ? (sorts.has("name") ? FIELD_WEIGHTS[1] : 0) : field >= ENTRY_NAMES || sorts.has("text") ? FIELD_WEIGHTS[field] : 0;
  };
  const numbers = await findNumbers(query, weigh);
  const ranked = rank(numbers.briefings);
  /** @type {FoundBriefing[]} */
  const briefings = [];
  const goesOn = (/** @type {number} */ from) =>
    query.phrases.length ? from < MOST_LOOKED_INTO * pages && briefings.length < PAGE * pages : from < LOOKED_INTO * pages;
  for (let from = 0; from < ranked.length && goesOn(from); from += LOOKED_INTO) {
    const slugs = await loadItems("briefings", ranked.slice(from, from + LOOKED_INTO).map(({ number }) => number));
    const looked = await Promise.all(slugs.map((slug) => lookInto(slug, query, sorts, edition)));
    looked.forEach((one, index) => {
      if (one?.passages.length) briefings.push({ ...one, score: one.score * (1 - 0.003 * (from + index)) });
    });
  }
  briefings.sort((one, other) => other.score - one.score);
  const isNamed = rank(numbers.names).filter(({ number }) => numbers.names.get(number).share > 0.99);
  const named = await loadItems("entries", isNamed.slice(0, 20).map(({ number }) => number));
  const others = rank(numbers.entries).filter(({ number, isWhole }) => isWhole && !isNamed.some((one) => one.number === number));
  const elsewhere = await loadItems("entries", others.slice(0, 8).map(({ number }) => number));
  if (run !== runs) return;
  const typed = query.words.map(({ word }) => word).join(" ");
  const isWholeName = (/** @type {IndexEntry} */ entry) => entry.names.some((name) => placeWords(name).map(({ word }) => word).join(" ") === typed);
  const whole = named.filter(isWholeName);
  const first = [...whole, ...named.filter((entry) => !whole.includes(entry) && NAMED.has(entry.register))].slice(0, 4);
  const rest = [...named.filter((entry) => !first.includes(entry)).slice(0, 6), ...elsewhere];
  const count = query.phrases.length ? briefings.length : ranked.filter(({ isWhole }) => isWhole).length;
  const isEmpty = written !== "" && !briefings.length && !named.length && !elsewhere.length;
  results.toggleAttribute("data-empty", isEmpty);
  const shown = [briefings.slice(0, PAGE * pages).map((one) => showBriefing(one, words)), rest.map((entry) => showEntry(entry, words))];
  // An entry that holds all stands before briefings that hold a part.
  if (ranked[0]?.share < 0.99 && others[0]?.share > 0.99) shown.reverse();
  results.replaceChildren(...first.map((entry) => showEntry(entry, words, "named")), ...shown.flat());
  const more = /** @type {HTMLButtonElement} */ (document.querySelector("[data-more]"));
  more.hidden = ranked.length <= LOOKED_INTO * pages;
  more.onclick = () => search(form, pages + 1);
  status.textContent = !written ? "" : isEmpty ? words.empty : countWords(status, count);
}

/** Return a number of briefings in words of the interface. @param {HTMLElement} status whose forms are of SAMPLES @param {number} count */
function countWords(status, count) {
  const rules = new Intl.PluralRules(edition);
  const forms = (status.dataset.count ?? "").split("|");
  const form = forms[[0, 1, 2, 3, 11, 100].findIndex((sample) => rules.select(sample) === rules.select(count))] ?? forms[5];
  const numberingSystem = document.body.dataset.digits ?? "latn";
  return form.replace("{n}", new Intl.NumberFormat(edition, { numberingSystem }).format(count));
}

if (searchForm) {
  const form = searchForm;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const asking = new URLSearchParams(location.search);
  const sorts = asking.get("in")?.split(".");
  let timer = 0;
  form.hidden = false;
  field.value = asking.get("q") ?? "";
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-sort]"))) {
    if (sorts) button.setAttribute("aria-pressed", String(sorts.includes(button.dataset.sort ?? "")));
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") === "false"));
      search(form);
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(form);
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(form), 150);
  });
  document.addEventListener("keydown", (event) => {
    const links = /** @type {HTMLElement[]} */ ([field, ...document.querySelectorAll("[data-results] a")]);
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key === "Escape" && at > 0) field.focus();
    if (!step || at < 0 || !links[at + step]) return;
    event.preventDefault();
    links[at + step].focus();
  });
  field.focus();
  search(form);
}
