// Finds every document that holds what a reader typed, with few and small downloads. No DOM: it runs in a page and in Node.
//
//     const engine = new Engine('/search/search.json');
//     const answer = await engine.search({ text: '高质量发展', facets: { year: ['2026'] }, sort: 'date' });
//     await answer.more(10); answer.hits; answer.total; await answer.facets();

import { Files } from './files.js';
import { hash, isHan, needsTable, numberKey, tokens } from './tokens.js';

const MOST_CHARACTERS = 200, MOST_PHRASES = 12;
const WEIGHTS = [4, 6, 12, 40], TITLE = 3;
// A score is made of the first terms alone, which are always fetched: how many more a query fetches depends on what they find.
const SCORED = 2;
// So few candidates are cheaper to verify on their text than to narrow down with another list.
const FEW = 3, PAGE = 10, TRIES = 6;

const texts = (found) => found.map((token) => token.text);
const same = (left, right) => left.length === right.length && left.every((token, index) => token === right[index]);

/** A query taken apart: `wanted` is met by one phrase of each of its lists, `unwanted` by none. */
export function parse(text, synonyms = {}, table) {
  const phrase = (word) => texts(tokens(word, table));
  const groups = Object.entries(synonyms).map(([name, others]) => [name, ...others].map(phrase));
  const wanted = [], unwanted = [];
  const cut = [...text].slice(0, MOST_CHARACTERS).join('');
  for (const [, minus, quoted, plain] of cut.matchAll(/([-－]?)(?:["＂]([^"＂]*)["＂]?|([^\p{White_Space}"＂]+))/gu)) {
    const typed = phrase(quoted ?? plain);
    if (!typed.length || wanted.length + unwanted.length >= MOST_PHRASES) continue;
    if (minus) unwanted.push(typed);
    else if (quoted !== undefined) wanted.push([typed]);
    else {
      const all = [typed, ...groups.filter((group) => group.some((term) => same(term, typed))).flat()];
      wanted.push(all.filter((term, index) => term.length && all.findIndex((other) => same(other, term)) === index));
    }
  }
  return { wanted, unwanted };
}

/** A phrase on its way through the index: lists already met, terms still to fetch. */
class Phrase {
  constructor(words, common) {
    this.words = words;
    this.ids = null;
    this.rarest = Infinity;
    this.counts = [];
    this.tripled = false;
    const rank = (token) => {
      const place = isHan(token) ? common.indexOf(token) : -1;
      return place < 0 ? 400 : place;
    };
    this.terms = words.length === 1
      ? [{ place: 0, hash: hash(words), single: isHan(words[0]) }]
      : words.slice(1).map((word, place) => ({ place, hash: hash([words[place], word]), rank: rank(words[place]) + rank(word) }));
    this.terms.sort((left, right) => right.rank - left.rank);
    // Two pairs apart say more than two that share a character.
    const apart = this.terms.findIndex((term, index) => index && Math.abs(term.place - this.terms[0].place) > 1);
    if (apart > 1) this.terms.splice(1, 0, ...this.terms.splice(apart, 1));
    for (const term of this.terms.slice(0, SCORED)) term.scored = true;
  }

  /** Triples help where both of their pairs are frequent; only there does the index have them. */
  triple(segments) {
    this.tripled = true;
    for (let place = 0; place + 2 < this.words.length; place += 1) {
      const both = (segment) => [0, 1].every((next) => this.counts[place + next]?.[segment.number] >= segment.frequent);
      const chosen = segments.filter((segment) => segment.frequent && both(segment));
      if (chosen.length) this.terms.push({ chosen, hash: hash(this.words.slice(place, place + 3)) });
    }
  }

  async meet(term, files) {
    const list = await files.list(term.hash, term.single, term.chosen);
    if (!term.chosen) {
      this.counts[term.place] = list.counts;
      if (term.scored) this.rarest = Math.min(this.rarest, list.ids.length);
    }
    if (!this.ids) [this.ids, this.levels] = [list.ids, list.levels];
    else [this.ids, this.levels] = intersect(this, list, term.chosen);
    if (term.scored) this.first = { ids: this.ids, levels: this.levels };
  }
}

/** The ids in both; outside the chosen segments the list says nothing, and ids pass. */
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
  constructor(url, get = (...request) => fetch(...request)) {
    this.url = url;
    this.get = get;
  }

  files() {
    this.opened ??= new Files(this.url, this.get).start();
    this.opened.catch(() => { this.opened = undefined; });
    return this.opened;
  }

  /** Answers a query; after a deploy in between it starts once more from the new entry. */
  async search(query) {
    const files = await this.files();
    const answer = await new Answer(files, query).find();
    await answer.more(PAGE);
    if (!answer.lost) return answer;
    const fresh = await new Files(this.url, this.get).start();
    if (fresh.entry.shelves === files.entry.shelves) return answer;
    this.opened = Promise.resolve(fresh);
    const again = await new Answer(fresh, query).find();
    await again.more(PAGE);
    return again;
  }
}

/** What a query found: `hits` so far, the `total` and whether it is `exact`, how many files were `lost`. */
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
    const said = [text.slice(0, 2 * MOST_CHARACTERS), ...Object.entries(synonyms).flat(2)].join(' ');
    const table = needsTable(said) ? await files.folding() : undefined;
    this.wishes = parse(text, synonyms, table);
    // What takes something away is neither a number nor a title.
    const typed = this.wishes.unwanted.length ? [] : tokens([...text].slice(0, MOST_CHARACTERS).join(''), table);
    this.typed = texts(typed);
    const key = numberKey(typed);
    const [found, numbered] = await Promise.all([this.candidates(), key ? this.list(['#', ...key]) : []]);
    this.direct = new Set(numbered);
    // The only title that holds a single phrase comes first by its score.
    if ((found.titles > 1 || this.wishes.wanted.flat().length > 1) && typed.length > 2) for (const id of await this.list(['=', ...this.typed])) this.direct.add(id);
    const scores = found.scores;
    for (const id of this.direct) if (!scores.has(id)) scores.set(id, 0);
    this.scores = scores;
    await this.narrow();
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
    const { wanted, unwanted } = this.wishes;
    const none = { scores: new Map(), titles: 0 };
    if (!wanted.length) return none;
    const make = (words) => new Phrase(words, this.files.entry.common);
    const wishes = wanted.map((phrases) => phrases.map(make));
    // What holds the pairs of a longer phrase need not hold it: the text decides.
    const banned = unwanted.filter((words) => words.length < 3).map(make);
    await Promise.all([this.gather(wishes), ...banned.map((phrase) => this.load(phrase, phrase.terms.splice(0)))]);
    const scores = new Map([...this.joint(wishes)].map((id) => [id, 0]));
    let titles = 0;
    for (const phrases of wishes) {
      const best = new Map();
      for (const { first, rarest } of phrases) {
        const rarity = 1 + (31 - Math.clz32(Math.max(1, Math.floor(this.files.documents / Math.max(1, rarest)))));
        first?.ids.forEach((id, index) => {
          const level = first.levels[index];
          best.set(id, Math.max(best.get(id) ?? 0, WEIGHTS[level] * rarity));
          if (scores.has(id)) titles += +(level === TITLE);
        });
      }
      for (const [id, score] of scores) scores.set(id, score + (best.get(id) ?? 0));
    }
    for (const phrase of banned) phrase.ids?.forEach((id) => scores.delete(id));
    this.certain = unwanted.length === banned.length && wanted.every((phrases) => phrases.every((phrase) => phrase.length < 3));
    return { scores, titles };
  }

  /** Fetches lists, the rarest first, until few candidates are left or nothing more would narrow them. */
  async gather(wishes) {
    const phrases = wishes.flat();
    let before = Infinity, still = 0;
    for (let round = 0; ; round += 1) {
      for (const phrase of phrases) if (!phrase.terms.length && !phrase.tripled) phrase.triple(this.files.segments);
      const turns = phrases.map((phrase) => phrase.terms.splice(0, 2));
      if (turns.every((terms) => !terms.length)) return;
      await Promise.all(turns.map((terms, index) => this.load(phrases[index], terms)));
      const left = phrases.length > 1 ? this.joint(wishes).size : phrases[0].ids?.length ?? 0;
      still = left === before ? still + 1 : 0;
      if (left <= FEW || (left <= PAGE && still) || still > 1) return;
      before = left;
    }
  }

  /** A list that cannot be had narrows nothing; the text decides then. */
  load(phrase, terms) {
    return Promise.all(terms.map((term) => phrase.meet(term, this.files).catch(() => { this.lost += 1; })));
  }

  /** The documents that meet every wish as far as is known. */
  joint(wishes) {
    let all;
    for (const phrases of wishes) {
      const any = new Set();
      for (const { ids } of phrases) ids?.forEach((id) => { if (!all || all.has(id)) any.add(id); });
      all = any;
    }
    return all;
  }

  async narrow() {
    const facets = Object.entries(this.query.facets ?? {}).filter(([, values]) => values.length);
    let kept = [...this.scores.keys()];
    if (facets.length) {
      const columns = await this.files.columns();
      for (const [name, values] of facets) kept = keep(kept, columns.find((column) => column.name === name), values);
    }
    // Ids rise with the date, so one number holds the whole order.
    const score = (id) => this.query.sort === 'date' ? 0 : this.scores.get(id) + (this.direct.has(id) ? 1e6 : 0);
    this.order = Float64Array.from(kept, (id) => score(id) * 2 ** 24 + id).sort().reverse().map((value) => value % 2 ** 24);
  }

  /** How many of the documents found have each value, under the choices made in the other facets. */
  async facets() {
    const columns = await this.files.columns();
    const chosen = this.query.facets ?? {};
    return columns.map((column) => {
      let ids = [...this.scores.keys()];
      for (const other of columns) if (other !== column && chosen[other.name]?.length) ids = keep(ids, other, chosen[other.name]);
      const counts = new Map((chosen[column.name] ?? []).map((value) => [value, 0]));
      for (const id of ids) for (const value of column.set(id)) counts.set(column.values[value], (counts.get(column.values[value]) ?? 0) + 1);
      const names = { category: this.files.entry.categories, validity: this.files.entry.validities }[column.name] ?? {};
      const values = [...counts].map(([value, count]) => ({ value, count, name: names[value] ?? value }));
      return { name: column.name, values: values.sort((a, b) => column.name === 'year' ? (a.value < b.value ? 1 : -1) : b.count - a.count || (a.value < b.value ? -1 : 1)) };
    });
  }

  /** Adds up to `count` verified hits and gives them; who asks again before they are there waits, or both would add the same. */
  more(count) {
    const added = (this.adding ?? Promise.resolve()).then(() => this.add(count));
    this.adding = added.catch(() => {});
    return added;
  }

  async add(count) {
    const from = this.hits.length, wanted = from + count;
    for (let tries = 0; this.hits.length < wanted && !this.done && tries < TRIES; tries += 1) {
      // Where most candidates so far held the words apart, more are needed for as many hits.
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

  verify(document) {
    const { wanted, unwanted } = this.wishes;
    const blocks = [document.title, document.number, ...document.blocks.map((block) => block.slice(1))]
      .map((text) => ({ text, found: tokens(text, document.folding) }));
    const direct = this.direct.has(document.id) || (this.typed.length > 2 && same(texts(blocks[0].found), this.typed));
    const holds = (words) => blocks.some(({ found }) => places(found, words).length);
    if (!direct && (!wanted.every((phrases) => phrases.some(holds)) || unwanted.some(holds))) return null;
    const phrases = wanted.flat();
    const [title, number, ...rest] = blocks.map((block) => mark(block, phrases));
    const marked = rest.filter((parts) => parts.length > 1 || parts[0]?.mark);
    const { categories, validities, base } = this.files.entry;
    return {
      ...document, direct, title, number, blocks: undefined, folding: undefined,
      url: base + document.url.replace(/^\/+/, ''),
      categoryName: categories[document.category] ?? document.category,
      validityName: validities[document.validity] ?? document.validity,
      snippets: (marked.length ? marked.slice(0, 2) : rest.slice(0, 1)).map(cut),
    };
  }
}

function keep(ids, column, values) {
  if (!column) return ids;
  const wanted = new Set(values.map((value) => column.values.indexOf(value)));
  return ids.filter((id) => column.set(id).some((value) => wanted.has(value)));
}

/** Where a phrase begins among tokens. */
function places(found, words) {
  const begins = [];
  for (let start = 0; start + words.length <= found.length; start += 1) {
    let length = 0;
    while (length < words.length && found[start + length].text === words[length]) length += 1;
    if (length === words.length) begins.push(start);
  }
  return begins;
}

/** A text in parts, those that hold a phrase marked. */
function mark({ text, found }, phrases) {
  const ranges = phrases.flatMap((words) => places(found, words).map((start) => [found[start].start, found[start + words.length - 1].end]));
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

/** About a hundred characters around the first mark. */
function cut(parts) {
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
