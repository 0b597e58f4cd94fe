// Finds every document that contains what a reader typed, with few and small downloads. It uses no DOM, so it runs in Node too.
//
//     const engine = new Engine('/search/search.json');
//     const answer = await engine.search({ text: '高质量发展', facets: { year: ['2026'] }, sort: 'date' });
//     // Without a text all documents, newest first; `from` and `to` are days, months or years: { from: '2026-03', to: '2026-04-15' }.
//     await answer.more(10); answer.hits; answer.total;

import { Files } from './files.js';
import { hash, isHan, needsTable, numberKey, partOf, partRanges, partTerms, tokens } from './tokens.js';

const MAX_CHARACTERS = 200, MAX_PHRASES = 12;
// By level: text, often in text, heading, title.
const WEIGHTS = [4, 6, 12, 40], TITLE = 3;
// Only the first terms of a phrase are scored: these are always fetched, and how many more are depends on what they find.
const SCORED_TERMS = 2;
// So few candidates are cheaper to verify on their text than to reduce with another list.
const FEW_CANDIDATES = 3;
// A document that has only a part of a word comes after those with the whole word, of which the least scores more.
const SCORE_OF_PART = 1;
const PAGE = 10, MAX_BATCHES = 6;
// The column of days, by which documents are narrowed to a range.
const DATE = 'date';

const texts = (found) => found.map((token) => token.text);
const same = (left, right) => left.length === right.length && left.every((token, index) => token === right[index]);

/**
 * Parses a query. A document matches if it contains a phrase of every clause in `required`, and none in `excluded`. A clause
 * is a list of phrases: the typed one and its synonyms. In `parts` is for each clause the part of a word by which it matches
 * too, or null.
 */
export function parse(text, synonyms = {}, table) {
  const groups = Object.entries(synonyms).map(([name, others]) => [name, ...others].map((word) => texts(tokens(word, table))));
  const required = [], parts = [], excluded = [];
  const cut = [...text].slice(0, MAX_CHARACTERS).join('');
  for (const [, minus, quoted, plain] of cut.matchAll(/([-－]?)(?:["＂]([^"＂]*)["＂]?|([^\p{White_Space}"＂]+))/gu)) {
    const found = tokens(quoted ?? plain, table), typed = texts(found);
    if (!typed.length || required.length + excluded.length >= MAX_PHRASES) continue;
    if (minus) {
      excluded.push(typed);
      continue;
    }
    parts.push(quoted === undefined ? partOf(found) : null);
    if (quoted !== undefined) required.push([typed]);
    else {
      const all = [typed, ...groups.filter((group) => group.some((term) => same(term, typed))).flat()];
      required.push(all.filter((term, index) => term.length && all.findIndex((other) => same(other, term)) === index));
    }
  }
  return { required, parts, excluded };
}

/** A phrase that is being looked up: the documents that contain the terms so far, and the terms still to fetch. */
class Phrase {
  constructor(tokens, common) {
    this.tokens = tokens;
    this.ids = null;
    this.rarest = Infinity;
    this.counts = new Map();
    this.hasTrigrams = false;
    const rank = (token) => {
      const position = isHan(token) ? common.indexOf(token) : -1;
      return position < 0 ? 400 : position;
    };
    this.terms = tokens.length === 1
      ? [{ start: 0, hash: hash(tokens), isUnigram: isHan(tokens[0]) }]
      : tokens.slice(1).map((token, start) => ({ start, hash: hash([tokens[start], token]), rank: rank(tokens[start]) + rank(token) }));
    // A phrase may repeat a pair of tokens, whose list is fetched once.
    this.terms = uniqueTerms(this.terms).sort((left, right) => right.rank - left.rank);
    // Bigrams that do not overlap exclude more documents than two that share a token.
    const apart = this.terms.findIndex((term, index) => index && Math.abs(term.start - this.terms[0].start) > 1);
    if (apart > 1) this.terms.splice(1, 0, ...this.terms.splice(apart, 1));
    for (const term of this.terms.slice(0, SCORED_TERMS)) term.isScored = true;
  }

  /** Adds the trigrams that the index has: those of which both bigrams are frequent. */
  addTrigrams(segments) {
    this.hasTrigrams = true;
    for (let start = 0; start + 2 < this.tokens.length; start += 1) {
      const both = (segment) => [0, 1].every((next) => {
        const bigram = hash(this.tokens.slice(start + next, start + next + 2));
        return this.counts.get(bigram)?.[segment.number] >= segment.frequent;
      });
      const chosen = segments.filter((segment) => segment.frequent && both(segment));
      if (chosen.length) this.terms.push({ chosen, hash: hash(this.tokens.slice(start, start + 3)) });
    }
    this.terms = uniqueTerms(this.terms);
  }

  /** Fetches the list of a term, and keeps the documents that are in it. */
  async fetch(term, files) {
    const list = await files.list(term.hash, term.isUnigram, term.chosen);
    if (!term.chosen) {
      this.counts.set(term.hash, list.counts);
      if (term.isScored) this.rarest = Math.min(this.rarest, list.ids.length);
    }
    if (!this.ids) [this.ids, this.levels] = [list.ids, list.levels];
    else [this.ids, this.levels] = intersect(this, list, term.chosen);
    if (term.isScored) this.scored = { ids: this.ids, levels: this.levels };
  }
}

/** A part of a word that is being looked up: the documents that have the terms so far, and the terms still to fetch. */
class Part extends Phrase {
  constructor(part) {
    super([part], '');
    this.isPart = true;
    this.hasTrigrams = true;
    this.terms = partTerms(part).map((hash) => ({ hash }));
  }
}

/** The first of several terms with one hash. */
const uniqueTerms = (terms) => terms.filter((term, index) => terms.findIndex((other) => other.hash === term.hash) === index);

/** The documents in both lists. The right one covers the chosen segments only; all documents of the others are kept. */
function intersect(left, right, chosen) {
  const ids = new Uint32Array(left.ids.length), levels = new Uint8Array(left.ids.length);
  let count = 0;
  for (let i = 0, j = 0; i < left.ids.length; i += 1) {
    const id = left.ids[i];
    while (right.ids[j] < id) j += 1;
    if (right.ids[j] === id) levels[count] = Math.min(left.levels[i], right.levels[j]);
    else if (chosen && !chosen.some(({ first, documents }) => id >= first && id < first + documents)) levels[count] = left.levels[i];
    else continue;
    ids[count++] = id;
  }
  return [ids.subarray(0, count), levels.subarray(0, count)];
}

export class Engine {
  /** `start` is what the page has fetched already: the entry file and the slot table. */
  constructor(url, get = (...request) => fetch(...request), start = null) {
    Object.assign(this, { url, get, start });
  }

  files() {
    // What was fetched may be of an edition that is gone.
    const open = (start) => new Files(this.url, this.get).start(start);
    this.opened ??= this.start ? open(this.start).catch(() => open()) : open();
    this.start = null;
    this.opened.catch(() => { this.opened = undefined; });
    return this.opened;
  }

  /** Answers a query. If the site was deployed meanwhile, it starts once more from the new entry file. */
  async search(query) {
    const files = await this.files();
    const answer = await new Answer(files, query).find();
    await answer.more(PAGE);
    if (!answer.lost) return answer;
    const fresh = await new Files(this.url, this.get).start();
    if (fresh.entry.slot_table === files.entry.slot_table) return answer;
    this.opened = Promise.resolve(fresh);
    const again = await new Answer(fresh, query).find();
    await again.more(PAGE);
    return again;
  }
}

/** The answer to a query: the `hits` so far, the `total` and whether it is `exact`, and how many files could not be read (`lost`). */
class Answer {
  constructor(files, query) {
    this.files = files;
    this.query = query;
    this.hits = [];
    this.lost = 0;
    this.rejected = 0;
    this.next = 0;
  }

  get total() { return this.order.length - this.rejected; }
  get done() { return this.next >= this.order.length; }
  get exact() { return this.done || this.certain; }

  async find() {
    const { files, query } = this;
    const text = query.text ?? '';
    const { synonyms } = files.entry;
    const allText = [text.slice(0, 2 * MAX_CHARACTERS), ...Object.entries(synonyms).flat(2)].join(' ');
    const table = needsTable(allText) ? await files.folding() : undefined;
    this.parsed = parse(text, synonyms, table);
    // A query with an exclusion is neither a number nor a title.
    const typed = this.parsed.excluded.length ? [] : tokens([...text].slice(0, MAX_CHARACTERS).join(''), table);
    this.typed = texts(typed);
    const key = numberKey(typed);
    const [found, numbered] = await Promise.all([this.candidates(), key ? this.list(['#', ...key]) : []]);
    this.direct = new Set(numbered);
    this.fetchFirst(found);
    if (this.needsTitles(found)) for (const id of await this.list(['=', ...this.typed])) this.direct.add(id);
    const scores = found.scores;
    for (const id of this.direct) if (!scores.has(id)) scores.set(id, 0);
    this.scores = scores;
    await this.rank();
    return this;
  }

  async list(parts) {
    try {
      return (await this.files.list(hash(parts))).ids;
    } catch {
      this.lost += 1;
      return [];
    }
  }

  async candidates() {
    const { required, parts, excluded } = this.parsed;
    if (!required.length) {
      // Without a word every document is asked for.
      this.certain = !this.query.text?.trim();
      return { scores: new Map(Array.from({ length: this.certain ? this.files.documents : 0 }, (_, id) => [id, 0])), titles: 0 };
    }
    const make = (tokens) => new Phrase(tokens, this.files.entry.common);
    const clauses = required.map((phrases, index) => [...phrases.map(make), ...parts[index] ? [new Part(parts[index])] : []]);
    // A document with all bigrams of a longer phrase need not contain it, so a longer phrase is excluded on the text.
    const banned = excluded.filter((tokens) => tokens.length < 3).map(make);
    await Promise.all([this.fetchLists(clauses), ...banned.map((phrase) => this.fetchTerms(phrase, phrase.terms.splice(0)))]);
    const { scores, titles } = this.scored(clauses);
    for (const phrase of banned) phrase.ids?.forEach((id) => scores.delete(id));
    this.certain = excluded.length === banned.length && required.every((phrases) => phrases.every((phrase) => phrase.length < 3)) && parts.every((part) => !part || [...part].length < 4);
    return { scores, titles };
  }

  /** The score of each document that matches so far, and how many titles contain a phrase. */
  scored(clauses) {
    const scores = new Map([...this.matching(clauses)].map((id) => [id, 0]));
    let titles = 0;
    for (const phrases of clauses) {
      const best = new Map();
      for (const { ids, isPart } of phrases) if (isPart) ids?.forEach((id) => best.set(id, SCORE_OF_PART));
      for (const { scored, rarest } of phrases) {
        const rarity = 1 + (31 - Math.clz32(Math.max(1, Math.floor(this.files.documents / Math.max(1, rarest)))));
        scored?.ids.forEach((id, index) => {
          const level = scored.levels[index];
          best.set(id, Math.max(best.get(id) ?? 0, WEIGHTS[level] * rarity));
          if (scores.has(id)) titles += +(level === TITLE);
        });
      }
      for (const [id, score] of scores) scores.set(id, score + (best.get(id) ?? 0));
    }
    return { scores, titles };
  }

  /** If only one title contains a single phrase, it is first by its score, and the list of whole titles is not needed. */
  needsTitles({ titles }) { return (titles > 1 || this.parsed.required.flat().length > 1) && this.typed.length > 2; }

  /** Begins to fetch what will probably be wanted after further lists: whole titles, and the texts that are shown first. */
  fetchFirst({ scores, titles }) {
    if (this.needsTitles({ titles })) this.files.list(hash(['=', ...this.typed])).catch(() => {});
    if (this.isNarrowed) return;
    for (const id of this.sorted([...scores.keys()], scores).slice(0, PAGE)) this.files.document(id).catch(() => {});
  }

  /** Fetches posting lists, the rarest first, until few candidates are left or further lists would not exclude more. */
  async fetchLists(clauses) {
    const phrases = clauses.flat();
    let before = Infinity, unchanged = 0;
    for (;;) {
      for (const phrase of phrases) if (!phrase.terms.length && !phrase.hasTrigrams) phrase.addTrigrams(this.files.segments);
      const next = phrases.map((phrase) => phrase.terms.splice(0, phrase.hasTrigrams ? 4 : 2));
      if (next.every((terms) => !terms.length)) return;
      // All pairs are known: few of the candidates will turn out not to have the phrase.
      if (phrases.every((phrase) => phrase.hasTrigrams)) this.fetchFirst(this.scored(clauses));
      await Promise.all(next.map((terms, index) => this.fetchTerms(phrases[index], terms)));
      const left = phrases.length > 1 ? this.matching(clauses).size : phrases[0].ids?.length ?? 0;
      unchanged = left === before ? unchanged + 1 : 0;
      if (left <= FEW_CANDIDATES || (left <= PAGE && unchanged) || unchanged > 1) return;
      before = left;
    }
  }

  /** Fetches the lists of terms. One that cannot be read excludes nothing; the text decides then. */
  fetchTerms(phrase, terms) {
    return Promise.all(terms.map((term) => phrase.fetch(term, this.files).catch(() => { this.lost += 1; })));
  }

  /** The documents that match every clause, according to the lists fetched so far. */
  matching(clauses) {
    let all;
    for (const phrases of clauses) {
      const any = new Set();
      for (const { ids } of phrases) ids?.forEach((id) => { if (!all || all.has(id)) any.add(id); });
      all = any;
    }
    return all;
  }

  /** Filters the candidates by the chosen facets, and sorts them. */
  async rank() {
    let kept = [...this.scores.keys()];
    if (this.isNarrowed) kept = this.narrow(kept, await this.files.columns());
    this.order = this.sorted(kept, this.scores);
  }

  get isNarrowed() {
    const { facets = {}, from, to } = this.query;
    return !!(from || to || Object.values(facets).some((values) => values.length));
  }

  /** Sorts documents. Ids ascend with the date, so score and id in one number give the whole order. */
  sorted(ids, scores) {
    const score = (id) => this.query.sort === 'date' ? 0 : scores.get(id) + (this.direct?.has(id) ? 1e6 : 0);
    return Float64Array.from(ids, (id) => score(id) * 2 ** 24 + id).sort().reverse().map((value) => value % 2 ** 24);
  }

  /** The documents that have one of the chosen values in each facet but `except`, and are of the chosen days. */
  narrow(ids, columns, except) {
    const { facets = {}, from = '', to = '' } = this.query;
    for (const column of columns) {
      const { name, values } = column, chosen = facets[name] ?? [];
      // A bound may be shorter than a day: 2026 to 2026-03 is January to March.
      const isWanted = name === DATE ? (date) => date >= from && (!to || date.slice(0, to.length) <= to) : (value) => chosen.includes(value);
      if (column === except || !(name === DATE ? from || to : chosen.length)) continue;
      const wanted = new Set([...values.keys()].filter((index) => isWanted(values[index])));
      ids = ids.filter((id) => column.set(id).some((value) => wanted.has(value)));
    }
    return ids;
  }

  /** Adds up to `count` verified hits and returns them. Calls wait for each other, or two at a time would add the same hits. */
  more(count) {
    const added = (this.adding ?? Promise.resolve()).then(() => this.add(count));
    this.adding = added.catch(() => {});
    return added;
  }

  async add(count) {
    const from = this.hits.length, wanted = from + count;
    for (let batch = 0; this.hits.length < wanted && !this.done && batch < MAX_BATCHES; batch += 1) {
      // If many candidates so far were rejected, more are needed for the same number of hits.
      const lacking = wanted - this.hits.length, ahead = Math.ceil(lacking * (this.next + 1) / (this.hits.length + 1));
      const ids = this.order.slice(this.next, this.next + Math.min(ahead, lacking + 2 * PAGE));
      const documents = await Promise.all([...ids].map((id) => this.files.document(id).catch(() => null)));
      for (const document of documents) {
        if (this.hits.length === wanted) break;
        const hit = document && this.verify(document);
        if (hit) this.hits.push(hit);
        else this.rejected += 1;
        if (!document) this.lost += 1;
        this.next += 1;
      }
    }
    return this.hits.slice(from);
  }

  /** Returns the hit for a document, or null if its text does not match. */
  verify(document) {
    const { required, parts, excluded } = this.parsed;
    const split = (texts) => texts.map((text) => ({ text, found: tokens(text, document.folding) }));
    const shown = split([document.title, document.number, ...document.blocks.map((block) => block.slice(1))]), topics = split(document.topics);
    const blocks = [...shown, ...topics, ...split([document.genre, ...document.issuers.split('、')])];
    const direct = this.direct.has(document.id) || (this.typed.length > 2 && same(texts(blocks[0].found), this.typed));
    const contains = (phrase) => blocks.some(({ found }) => occurrences(found, phrase).length);
    const hasPart = (part) => part && blocks.some(({ found }) => partRanges(found, part).length);
    const matches = (phrases, index) => phrases.some(contains) || hasPart(parts[index]);
    if (!direct && (!required.every(matches) || excluded.some(contains))) return null;
    const phrases = required.flat(), partsOfWords = parts.filter(Boolean);
    const [title, number, ...rest] = shown.map((block) => mark(block, phrases, partsOfWords));
    const isMarked = (parts) => parts.some((part) => part.mark), marked = rest.filter(isMarked);
    const { categories, validities, base } = this.files.entry;
    return {
      ...document, direct, title, number, blocks: undefined, folding: undefined,
      url: base + document.url.replace(/^\/+/, ''),
      categoryName: categories[document.category] ?? document.category,
      validityName: validities[document.validity] ?? document.validity,
      // Why a document was found whose text has none of the words.
      topics: topics.map((block) => mark(block, phrases, partsOfWords)).filter(isMarked),
      snippets: (marked.length ? marked.slice(0, 2) : rest.filter((_, index) => document.blocks[index][0] !== '#').slice(0, 1)).map(shorten),
    };
  }
}

/** The indices at which a phrase begins among tokens. */
function occurrences(found, phrase) {
  const starts = [];
  for (let start = 0; start + phrase.length <= found.length; start += 1) {
    let length = 0;
    while (length < phrase.length && found[start + length].text === phrase[length]) length += 1;
    if (length === phrase.length) starts.push(start);
  }
  return starts;
}

/** Splits a text into pieces: those inside an occurrence of a phrase, or of a part of a word, are marked. */
function mark({ text, found }, phrases, partsOfWords) {
  const ofPhrase = (phrase) => occurrences(found, phrase).map((start) => [found[start].start, found[start + phrase.length - 1].end]);
  const ranges = [...phrases.flatMap(ofPhrase), ...partsOfWords.flatMap((part) => partRanges(found, part))];
  ranges.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) parts.push({ text: text.slice(at, from), mark: false });
    const last = parts[parts.length - 1];
    if (last?.mark && from === at) last.text += text.slice(from, end);
    else parts.push({ text: text.slice(from, end), mark: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), mark: false });
  return parts;
}

/** Shortens a text to about a hundred characters around the first mark. */
function shorten(parts) {
  const first = Math.max(0, parts.findIndex((part) => part.mark));
  const kept = [];
  let room = 110;
  const before = [...(first ? parts[first - 1].text : '')];
  if (first) kept.push({ text: (before.length > 30 || first > 1 ? '…' : '') + before.slice(-30).join(''), mark: false });
  for (const part of parts.slice(first)) {
    const text = [...part.text];
    kept.push({ text: text.slice(0, room).join('') + (text.length > room ? '…' : ''), mark: part.mark });
    room -= text.length;
    if (room <= 0) break;
  }
  return kept;
}
