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
 *   mentions: number[][], named: string[][], beside: Record<string, [string, string, ...Said[]][]> }} IndexText
 *  @typedef {{ word: string, start: number, end: number }} PlacedWord
 *  @typedef {{ word: string, isCommon: boolean, weight: number, levels: Map<string, number> }} QueryWord
 *   What is asked for; `levels` tells how well each indexed word fits it, from 0 to 1.
 *  @typedef {{ words: QueryWord[], phrases: string[][] }} Query
 *  @typedef {{ start: number, end: number, word: QueryWord, level: number, place: number }} Hit
 *   In code units of its text; `place` counts the text's words.
 *  @typedef {{ score: number, text: string, lang: string, hits: Hit[], target: string,
 *   kind: string, name: string, hasPhrases: boolean }} Passage
 *  @typedef {Record<"kind" | "register" | "status", Record<string, string>>} Labels What the interface calls them.
 *  @typedef {{ slug: string, score: number, text: IndexText, passages: Passage[] }} FoundBriefing */

const FIELD_WEIGHTS = [3, 2.2, 1.6, 1, 1, 0.5];
const ENTRY_NAMES = 4;
const ENTRY_TEXT = 5;
const FIRST_NOTES = 6;
const NOTES_WEIGHT = 1.1;
const NAMES = 1;
/** What a reader may leave out. */
const SORTS = ["text", "note", "name"];
/** Registers whose entries have names; claims, events and sources have sentences and titles. */
const NAMED = new Set(["actor", "place", "term", "topic"]);
/** From this share of a query's weight on all of it is there. */
const ALL = 0.99;
/** Characters of an excerpt. */
const ROOM = 170;
/** Numbers of which one has each form of the plural in any language. */
const SAMPLES = [0, 1, 2, 3, 11, 100];
/** How many briefings are looked into at first, and shown. */
const PAGE = 10;
const LOOKED_INTO = 15;
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
const edition = document.documentElement.lang;
/** How often was searched: what came too late is not shown. */
let runs = 0;
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
        // كمال is no مال: few names begin with a proclitic.
        const isNamed = field === ENTRY_NAMES && !((level === 0.9 || level === 0.5) && /^[وفبكل](?!ال|لل)/.test(word));
        const into = isNamed ? [scores.names, scores.entries] : [isEntry ? scores.entries : scores.briefings];
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

/** Return the best first, of those that hold the most of what is asked for.
 *  @param {Map<number, { score: number, share: number }>} found by number @returns {Ranked[]} */
function rank(found) {
  const most = Math.max(0, ...Array.from(found.values(), ({ share }) => share));
  return [...found]
    .filter(([, { share }]) => share > most * 0.5)
    .map(([number, { score, share }]) => {
      const recency = 1 + (0.1 * number) / (head.briefings || 1);
      return { number, share, isWhole: share > most - 0.01, score: score * share ** 2 * recency };
    })
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
 *  @param {string} slug @param {Query} query @param {Set<string>} sorts @returns {Promise<FoundBriefing | null>} */
async function lookInto(slug, query, sorts) {
  /** @type {IndexText | null} */
  const text = await load(`texts/${slug}`);
  if (!text) return null;
  /** @type {Passage[]} */
  const passages = [];
  /** @type {(sort: string, words: string, lang: string, target: (hits: Hit[]) => string, weight: number, kind?: string) => void} */
  const add = (sort, words, lang, target, weight, kind = "") => {
    const hits = sorts.has(sort) ? findHits(words, query) : [];
    if (!hits.some((hit) => !hit.word.isCommon)) return;
    const hasPhrases = query.phrases.every((phrase) => holdsPhrase(hits, phrase));
    const score = scoreHits(hits, query) * weight;
    passages.push({ score, text: words, lang, hits, target: target(hits), kind, name: "", hasPhrases });
  };
  for (const [start, isParagraph, words] of text.blocks) {
    const target = (/** @type {Hit[]} */ hits) => mentionAt(text, start, words, hits) ?? (isParagraph ? `_b${start}` : "");
    add("text", words, text.lang, target, isParagraph ? 1 : 1.8);
  }
  for (const said of Object.values(text.titles)) add("text", wordsOf(said), languageOf(said), () => "", 1.8);
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
      const [start, end] = [unitsTo(block, mention[1]), unitsTo(block, mention[2])];
      const place = { start, end, word: hits[0].word, level: 1, place: 0 };
      const hasPhrases = query.phrases.every((phrase) => holdsPhrase(hits, phrase));
      const score = scoreHits(hits, query) * 1.3;
      const target = `_m${mention[0]}`;
      passages.push({ score, text: block[2], lang: text.lang, hits: [place], target, kind: "", name, hasPhrases });
      for (const hit of hits) own.add(hit.word);
    }
  });
  for (const [id, kind, ...all] of text.beside[edition] ?? []) {
    for (const said of all) add("note", wordsOf(said), languageOf(said), () => id, 1.05, kind);
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

/** @param {Said} said */
function languageOf(said) {
  return typeof said === "string" ? edition : said[0];
}

/* ---- 4 Finding ---- */

/** @typedef {{ number: number, share: number, isWhole: boolean, score: number }} Ranked */

/** Return items of the index by their numbers. @param {string} name of its files @param {Ranked[]} ranked @returns {Promise<any[]>} */
async function loadItems(name, ranked) {
  const chunks = await Promise.all(ranked.map(({ number }) => load(`${name}-${Math.floor(number / CHUNK)}`)));
  return ranked.map(({ number }, index) => chunks[index]?.[number % CHUNK]).filter(Boolean);
}

/** Return the best briefings with their passages. For a phrase more of them are looked into than for words.
 *  @param {Query} query @param {Ranked[]} ranked @param {Set<string>} sorts @param {number} pages of results that are shown */
async function findBriefings(query, ranked, sorts, pages) {
  /** @type {FoundBriefing[]} */
  const found = [];
  // Of a single word nothing stands near: those that are shown are enough.
  const step = query.words.length > 1 ? LOOKED_INTO : PAGE;
  const goesOn = (/** @type {number} */ from) => {
    if (!query.phrases.length) return from < step * pages;
    return from < MOST_LOOKED_INTO * pages && found.length < PAGE * pages;
  };
  for (let from = 0; from < ranked.length && goesOn(from); from += step) {
    const slugs = await loadItems("briefings", ranked.slice(from, from + step));
    const looked = await Promise.all(slugs.map((slug) => lookInto(slug, query, sorts)));
    looked.forEach((one, index) => {
      if (one?.passages.length) found.push({ ...one, score: one.score * (1 - 0.003 * (from + index)) });
    });
  }
  return found.sort((one, other) => other.score - one.score);
}

/** Return the entries that a query names, and those that hold all of it otherwise.
 *  @param {Query} query @param {Awaited<ReturnType<typeof findNumbers>>} numbers */
async function findEntries(query, numbers) {
  const byName = rank(numbers.names).filter(({ share }) => share > ALL);
  const byText = rank(numbers.entries).filter(({ number, isWhole }) => isWhole && !byName.some((one) => one.number === number));
  const [ofName, ofText] = await Promise.all([
    loadItems("entries", byName.slice(0, 20)),
    loadItems("entries", byText.slice(0, 8)),
  ]);
  const typed = query.words.map(({ word }) => word).join(" ");
  const isNamed = (/** @type {string} */ name) => placeWords(name).map(({ word }) => word).join(" ") === typed;
  const whole = ofName.filter((entry) => entry.names.some(isNamed));
  const parts = ofName.filter((entry) => !whole.includes(entry) && NAMED.has(entry.register));
  const named = [...whole, ...parts].slice(0, 4);
  const others = [...ofName.filter((entry) => !named.includes(entry)).slice(0, 6), ...ofText];
  return { named, others, areWhole: byName.length > 0 || byText[0]?.share > ALL };
}

/* ---- 5 The page ---- */

/** Return a new element. @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Return words in a language that may not be the edition's. @param {string} lang @param {(Node | string)[]} words */
function speak(lang, ...words) {
  if (!lang || lang === edition) return make("bdi", {}, ...words);
  const isFromRight = /^(?:ar|fa|he|ur|ps|ckb|sd|ug|yi|dv|syr)\b/.test(lang);
  return make("bdi", { lang, dir: isFromRight ? "rtl" : "ltr" }, ...words);
}

/** Return a wording in its language, the words of a query marked. @param {Said} said @param {Query} query */
function sayMarked(said, query) {
  const words = wordsOf(said);
  return speak(languageOf(said), ...cutExcerpt(words, findHits(words, query)));
}

/** Return what surrounds the places of a query's words, these marked; the beginning where there are none.
 *  @param {string} text @param {Hit[]} hits */
function cutExcerpt(text, hits) {
  const close = hits.map((hit) =>
    hits.reduce((sum, one) => sum + (Math.abs(one.start - hit.start) < ROOM / 2 ? one.level * one.word.weight : 0), 0),
  );
  const middle = hits[close.indexOf(Math.max(...close))]?.start ?? 0;
  const start = text.length < ROOM * 1.3 || middle < 60 ? 0 : text.lastIndexOf(" ", middle - 60) + 1;
  const cut = start + ROOM > text.length - 25 ? -1 : text.indexOf(" ", start + ROOM);
  const end = cut < 0 ? text.length : cut;
  /** @type {(Node | string)[]} */
  const pieces = [start ? "… " : ""];
  let done = start;
  for (const hit of hits) {
    if (hit.start < done || hit.end > end) continue;
    pieces.push(text.slice(done, hit.start), make("mark", { class: "hit" }, text.slice(hit.start, hit.end)));
    done = hit.end;
  }
  return [...pieces, text.slice(done, end), end < text.length ? " …" : ""];
}

/** Return a briefing as a result. @param {FoundBriefing} found @param {Labels} labels */
function showBriefing({ slug, text, passages }, labels) {
  const address = `briefings/${slug}.html`;
  const title = wordsOf(text.titles[edition]);
  const inTitle = passages.find((passage) => passage.text === title);
  /** @type {Passage[]} */
  const shown = [];
  for (const passage of passages) {
    const isTold = passage.text === title || shown.some((one) =>
      (one.target && one.target === passage.target) || (one.text === passage.text && one.name === passage.name));
    if (shown.length < 3 && !isTold) shown.push(passage);
  }
  const excerpts = shown.map(({ target, kind, name, lang, text: words, hits }) => {
    const label = labels.kind[kind] ?? name;
    const place = make("a", { href: target ? `${address}#${target}` : address });
    if (label) place.append(make("span", { class: "label" }, label), " ");
    place.append(speak(lang, ...cutExcerpt(words, hits)));
    return make("li", {}, place);
  });
  const heading = speak(languageOf(text.titles[edition]), ...cutExcerpt(title, inTitle?.hits ?? []));
  return make("li", { "data-result": slug },
    make("h2", {}, make("a", { href: address }, heading)),
    make("p", { class: "label" }, text.dates[edition] ?? ""),
    make("ul", { class: "excerpts" }, ...excerpts));
}

/** Return an entry of a register, or a free page, as a result.
 *  @param {IndexEntry} entry @param {Query} query @param {Labels} labels @param {string} [className] */
async function showEntry({ id, register, address, status, name, about }, query, labels, className = "") {
  const isPage = register === "page";
  const texts = isPage ? [(await load(`pages/${id}`))[edition]] : about[edition];
  const told = [labels.register[register], status ? labels.status[status] : ""].filter(Boolean).join(" · ");
  return make("li", { class: className, [isPage ? "data-result-page" : "data-result-entry"]: isPage ? id : `${register} ${id}` },
    make("h2", {}, make("a", { href: address }, sayMarked(name[edition], query))),
    make("p", { class: "label" }, told),
    ...texts.slice(0, 2).map((/** @type {Said} */ said) => make("p", {}, sayMarked(said, query))));
}

/** Return a number of briefings in words of the interface. @param {HTMLElement} status with a form for each of SAMPLES @param {number} count */
function countWords(status, count) {
  const rules = new Intl.PluralRules(edition);
  const forms = (status.dataset.count ?? "").split("|");
  const form = forms[SAMPLES.findIndex((sample) => rules.select(sample) === rules.select(count))] ?? forms[forms.length - 1];
  const numberingSystem = document.body.dataset.digits ?? "latn";
  return form.replace("{n}", new Intl.NumberFormat(edition, { numberingSystem }).format(count));
}

/** Return the weights of fields, by what a reader wants to be searched. @param {HTMLFormElement} form @param {Set<string>} sorts */
function weighFields(form, sorts) {
  const notes = FIRST_NOTES + (form.dataset.editions ?? "").split(" ").indexOf(edition);
  return (/** @type {number} */ field) => {
    if (field >= FIRST_NOTES) return field === notes && sorts.has("note") ? NOTES_WEIGHT : 0;
    const isWanted = field >= ENTRY_NAMES || sorts.has(field === NAMES ? "name" : "text");
    return isWanted ? FIELD_WEIGHTS[field] : 0;
  };
}

/** Let the address say what is searched for. @param {string} written @param {Set<string>} sorts */
function keepInAddress(written, sorts) {
  const address = new URLSearchParams();
  if (written) address.set("q", written);
  if (sorts.size < SORTS.length) address.set("in", [...sorts].join("."));
  try {
    history.replaceState(null, "", `${location.pathname}${address.size ? `?${address}` : ""}`);
  } catch {
    // A browser may refuse it to a page from the disk.
  }
}

/** Search for what the form says, and show what is found. @param {HTMLFormElement} form @param {number} pages of results */
async function search(form, pages = 1) {
  const run = ++runs;
  const results = /** @type {HTMLElement} */ (document.querySelector("[data-results]"));
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-count]"));
  const more = /** @type {HTMLButtonElement} */ (document.querySelector("[data-more]"));
  const written = /** @type {HTMLInputElement} */ (form.elements.namedItem("q")).value.trim();
  const sorts = new Set(SORTS.filter((sort) => form.querySelector(`[data-sort=${sort}][aria-pressed=true]`)));
  /** @type {Labels} */
  const labels = JSON.parse(results.dataset.labels ?? "{}");
  keepInAddress(written, sorts);

  if (!head) useTables(await load("index"));
  const query = readQuery(written);
  let numbers = await findNumbers(query, weighFields(form, sorts));
  if (!numbers.briefings.size && query.words.some(({ isCommon }) => isCommon)) {
    // Common words tell more than nothing.
    for (const word of query.words) word.isCommon = false;
    numbers = await findNumbers(query, weighFields(form, sorts));
  }
  const ranked = rank(numbers.briefings);
  const briefings = await findBriefings(query, ranked, sorts, pages);
  const { named, others, areWhole } = await findEntries(query, numbers);
  const shown = [
    briefings.slice(0, PAGE * pages).map((one) => showBriefing(one, labels)),
    await Promise.all(others.map((one) => showEntry(one, query, labels))),
  ];
  // An entry that holds all stands before briefings that hold a part.
  if (areWhole && !(ranked[0]?.share > ALL)) shown.reverse();
  const cards = await Promise.all(named.map((one) => showEntry(one, query, labels, "named")));
  if (run !== runs) return;

  const isEmpty = written !== "" && ![...cards, ...shown.flat()].length;
  const whole = query.phrases.length ? briefings.length : ranked.filter(({ isWhole }) => isWhole).length;
  results.replaceChildren(...cards, ...shown.flat());
  results.toggleAttribute("data-empty", isEmpty);
  more.hidden = ranked.length <= PAGE * pages;
  more.onclick = () => search(form, pages + 1);
  status.textContent = isEmpty ? results.dataset.nothing ?? "" : written ? countWords(status, whole) : "";
}

if (searchForm) {
  const form = searchForm;
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const asking = new URLSearchParams(location.search);
  const sorts = asking.get("in")?.split(".").filter((sort) => SORTS.includes(sort));
  let timer = 0;
  form.hidden = false;
  field.value = asking.get("q") ?? "";
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-sort]"))) {
    if (sorts?.length) button.setAttribute("aria-pressed", String(sorts.includes(button.dataset.sort ?? "")));
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
