// Fetches and reads the files of the index, each checked before it is believed. FORMAT.md says what they hold.

import { inflate } from './inflate.js';

const DAMAGED = 'damaged';
// Slots end on multiples of UNIT; each begins with its checksum and length.
const UNIT = 64, HEAD = 8;

class Bits {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  /** The next 25 bits or more, leftmost; past the end come zeros, which `ahead` notices. */
  window() {
    const byte = this.at >> 3, { bytes } = this;
    return ((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3]) << (this.at & 7);
  }
  ahead(count) {
    this.at += count;
    if (this.at > this.bytes.length * 8) throw new Error(DAMAGED);
  }
  bits(count) {
    if (count > 16) return this.bits(count - 16) * 65536 + this.bits(16);
    const value = count && this.window() >>> (32 - count);
    this.ahead(count);
    return value;
  }
  unary() {
    for (let value = 0; ; value += 24) {
      const ones = Math.clz32(~this.window());
      this.ahead(Math.min(ones + 1, 24));
      if (ones < 24) return value + ones;
    }
  }
  rice(k) { return this.unary() * 2 ** k + this.bits(k); }
  gamma() {
    const length = this.unary();
    return 2 ** length + this.bits(length);
  }
}

const parameter = (range, count) => 31 - Math.clz32(Math.max(1, Math.floor((range * 7) / (Math.max(1, count) * 10))));
const shardOf = (hash, shards) => Math.floor((hash * shards) / 2 ** 32);

/** The list of a term in a shard: documents ascending and the level of each. */
export function lookUp(shard, hash, shards, documents) {
  const bits = new Bits(shard);
  const k = bits.bits(8);
  let lists = bits.gamma() - 1;
  let expected = Math.ceil((shardOf(hash, shards) * 2 ** 32) / shards);
  while (lists--) {
    const found = expected + bits.rice(k);
    if (found > hash) break;
    const list = readList(bits, documents);
    if (found === hash) return list;
    expected = found + 1;
  }
  return { ids: new Uint32Array(0), levels: new Uint8Array(0) };
}

function readList(bits, documents) {
  const count = bits.gamma(), ranked = bits.bits(1), k = parameter(documents, count);
  if (count > documents) throw new Error(DAMAGED);
  const ids = new Uint32Array(count), levels = new Uint8Array(count);
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    ids[index] = next + bits.rice(k);
    next = ids[index] + 1;
    if (ranked && bits.bits(1)) levels[index] = bits.bits(1) ? 2 + bits.bits(1) : 1;
  }
  if (next > documents) throw new Error(DAMAGED);
  return { ids, levels };
}

function checked(told, payload) {
  let sum = 0x811c9dc5;
  for (const byte of payload) sum = Math.imul(sum ^ byte, 0x01000193);
  if (sum >>> 0 !== told) throw new Error(DAMAGED);
  return payload;
}

const number = (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);

/** The payload of a sealed file. */
function open(sealed) {
  if (sealed.length < 4) throw new Error(DAMAGED);
  return checked(number(sealed, 0), sealed.subarray(4));
}

/** The payload of the slot that begins at `start`. */
function unseal(file, start) {
  if (file.length < start + HEAD) throw new Error(DAMAGED);
  return checked(number(file, start), file.subarray(start + HEAD, start + HEAD + number(file, start + 4)));
}

const decode = (bytes) => new TextDecoder().decode(bytes);

/** Where the slots of a shelf lie: a file ends with the slot that fills it. */
class Shelf {
  constructor(segment, kind, plan, units) {
    Object.assign(this, plan, { segment, kind, units });
    this.starts = new Uint32Array(plan.slots);
    this.files = new Uint32Array(plan.slots);
    let file = 0, sum = 0;
    units.forEach((count, slot) => {
      this.files[slot] = file;
      this.starts[slot] = sum * UNIT;
      sum += count;
      if (sum >= plan.full) [file, sum] = [file + 1, 0];
    });
    this.folders = Math.ceil((file + (sum ? 1 : 0)) / plan.together);
  }

  path(slot) {
    const file = this.files[slot];
    return `${this.segment}/${this.kind}-${this.names[Math.floor(file / this.together)]}/${file}.bin`;
  }
}

/** The files of an index whose entry lies at `url`. `get` answers a Response, as fetch does. */
export class Files {
  constructor(url, get) {
    this.url = url;
    this.get = get;
    this.held = new Map();
    // Whether the server gives parts of files; unknown until one is asked for.
    this.ranges = undefined;
  }

  async start() {
    const response = await this.get(this.url, { cache: 'no-cache' });
    if (!response.ok) throw new Error('missing');
    const entry = await response.json();
    if (entry.format !== 2) throw new Error('format');
    this.entry = entry;
    const bytes = await this.bytes(entry.shelves);
    const plans = entry.segments.flatMap(({ pairs, singles, texts }) => [pairs, singles, texts]);
    const slots = plans.reduce((sum, { slots }) => sum + slots, 0);
    // Sizes are believed only as far as there are bytes for them: of what search.json says nothing else is checked.
    const fits = plans.every(({ slots, together }) => slots >= 0 && together >= 1) && Math.max(1, bytes[0]) * slots < bytes.length;
    if (!fits || entry.segments.some(({ documents, texts }) => documents !== texts.slots)) throw new Error(DAMAGED);
    let first = 0;
    const shelves = plans.map((plan, index) => {
      const units = Uint32Array.from({ length: plan.slots }, (_, slot) => {
        let value = 0;
        for (let plane = bytes[0]; plane--;) value = value * 256 + bytes[1 + plane * slots + first + slot];
        return value;
      });
      first += plan.slots;
      return new Shelf(Math.floor(index / 3), 'put'[index % 3], plan, units);
    });
    let at = 1 + bytes[0] * slots;
    const name = () => Array.from(bytes.subarray(at, (at += 3)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    for (const shelf of shelves) shelf.names = Array.from({ length: shelf.folders }, name);
    this.documents = 0;
    this.segments = entry.segments.map((segment, number) => {
      const [pairs, singles, texts] = shelves.slice(3 * number);
      this.documents += segment.documents;
      return { ...segment, number, pairs, singles, texts, first: this.documents - segment.documents };
    });
    return this;
  }

  /** The bytes of a file, fetched once; or of a part of it, where the server gives parts. */
  async fetch(path, cache, range) {
    const headers = range ? { range } : {};
    const response = await this.get(new URL(path, this.url).href, { cache, headers });
    if (!response.ok) throw new Error('missing');
    return { bytes: new Uint8Array(await response.arrayBuffer()), part: response.status === 206 };
  }

  hold(key, promise) {
    promise.catch(() => this.held.delete(key));
    this.held.set(key, promise);
    return promise;
  }

  /** What `read` makes of a file; whatever is wrong with it, once more past every cache. */
  async read(path, read) {
    const first = this.held.get(path) ?? this.hold(path, this.fetch(path, 'default'));
    return first.then(read).catch(() => this.hold(path, this.fetch(path, 'reload')).then(read));
  }

  sealed(path) { return this.read(path, ({ bytes }) => open(bytes)); }

  /** A file that was compressed by itself. */
  async bytes(path) { return inflate(await this.sealed(path)); }

  /** The payload of a slot: by itself where the server answers ranges, else out of its file. */
  async slot(shelf, slot) {
    const path = shelf.path(slot), start = shelf.starts[slot];
    if (this.ranges !== false && !this.held.has(path)) {
      const range = `bytes=${start}-${start + shelf.units[slot] * UNIT - 1}`, key = path + range;
      const fetched = this.held.get(key) ?? this.hold(key, this.fetch(path, 'default', range));
      try {
        const { bytes, part } = await fetched;
        this.ranges = part;
        if (part) return unseal(bytes, 0);
        if (!this.held.has(path)) this.hold(path, fetched);
      } catch { /* The whole file, then, which is tried twice. */ }
    }
    return this.read(path, ({ bytes }) => unseal(bytes, start));
  }

  /** The documents of a term in the chosen segments, ascending, and how many in each segment. */
  async list(hash, single, chosen = this.segments) {
    const counts = this.segments.map(() => 0);
    const parts = await Promise.all(chosen.map(async (segment) => {
      const shelf = single ? segment.singles : segment.pairs, { slots } = shelf;
      const part = lookUp(await this.slot(shelf, shardOf(hash, slots)), hash, slots, segment.documents);
      counts[segment.number] = part.ids.length;
      return part;
    }));
    const count = counts.reduce((sum, next) => sum + next, 0);
    const ids = new Uint32Array(count), levels = new Uint8Array(count);
    let at = 0;
    parts.forEach((part, index) => {
      for (let place = 0; place < part.ids.length; place += 1) ids[at + place] = part.ids[place] + chosen[index].first;
      levels.set(part.levels, at);
      at += part.ids.length;
    });
    return { ids, levels, counts };
  }

  /** One document's fields and blocks, with the folding of its ideographs. */
  async document(id) {
    const { texts, first } = this.segments.findLast((segment) => id >= segment.first);
    this.dictionary ??= this.bytes(this.entry.dictionary);
    this.dictionary.catch(() => { this.dictionary = undefined; });
    const [dictionary, stream] = await Promise.all([this.dictionary, this.slot(texts, id - first)]);
    const bytes = inflate(stream, dictionary);
    // A text in UTF-8 begins with a zero, which no other does.
    const text = bytes[0] ? new TextDecoder('gb18030').decode(bytes) : decode(bytes.subarray(1));
    const [head, ...blocks] = text.split('\n');
    const [folding, url, title, code, issuers, date, category, validity] = head.split('\x1f');
    return { id, url, title, number: code, issuers, date, category, validity, blocks, folding: pairsToMap(folding) };
  }

  /** Text of a file that stands by itself: the folding table, the suggestions. */
  async text(path) { return decode(await this.bytes(path)); }

  folding() {
    this.table ??= this.text(this.entry.folding).then(pairsToMap);
    return this.table;
  }

  /** The facets: for each its values, its sets of values and the set of each document. */
  columns() {
    this.facets ??= this.readColumns();
    this.facets.catch(() => { this.facets = undefined; });
    return this.facets;
  }

  async readColumns() {
    const bytes = await this.bytes(this.entry.columns);
    const end = bytes.indexOf(10);
    const columns = JSON.parse(decode(bytes.subarray(0, end)));
    let at = end + 1;
    const plane = () => bytes.subarray(at, (at += this.documents));
    for (const column of columns) {
      const planes = [plane()];
      while (256 ** planes.length < column.sets.length) planes.push(plane());
      column.set = (id) => column.sets[planes.reduce((sum, bytes, place) => sum + bytes[id] * 256 ** place, 0)] ?? [];
    }
    return columns;
  }
}

function pairsToMap(pairs) {
  const characters = [...pairs], table = new Map();
  for (let index = 1; index < characters.length; index += 2) table.set(characters[index - 1], characters[index]);
  return table;
}
