// Fetches and decodes the files of the index; each is verified before it is used. FORMAT.md specifies them.

import { inflate } from './inflate.js';

const DAMAGED = 'damaged';
const FORMAT = 7;
// Slots are padded to a multiple of UNIT; each begins with a header, its checksum and its length.
const UNIT = 64, HEADER_BYTES = 8;
// The stores of a segment, by the letter in their paths: bigrams, unigrams, texts.
const KINDS = ['b', 'u', 't'];

class BitReader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  /** The next 25 bits or more, left-aligned; past the end they are zeros, and `skip` throws. */
  peek() {
    const byte = this.at >> 3, { bytes } = this;
    return ((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3]) << (this.at & 7);
  }
  skip(count) {
    this.at += count;
    if (this.at > this.bytes.length * 8) throw new Error(DAMAGED);
  }
  bits(count) {
    if (count > 16) return this.bits(count - 16) * 65536 + this.bits(16);
    const value = count && this.peek() >>> (32 - count);
    this.skip(count);
    return value;
  }
  unary() {
    for (let value = 0; ; value += 24) {
      const ones = Math.clz32(~this.peek());
      this.skip(Math.min(ones + 1, 24));
      if (ones < 24) return value + ones;
    }
  }
  rice(k) { return this.unary() * 2 ** k + this.bits(k); }
  gamma() {
    const length = this.unary();
    return 2 ** length + this.bits(length);
  }
}

const riceParameter = (range, count) => 31 - Math.clz32(Math.max(1, Math.floor((range * 7) / (Math.max(1, count) * 10))));
const bucketOf = (hash, buckets) => Math.floor((hash * buckets) / 2 ** 32);

/** The posting list of a term in a bucket: documents in ascending order, and the level of each. */
export function lookUp(bucket, hash, buckets, documents) {
  const bits = new BitReader(bucket);
  const k = bits.bits(8);
  let lists = bits.gamma() - 1;
  let expected = Math.ceil((bucketOf(hash, buckets) * 2 ** 32) / buckets);
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
  const count = bits.gamma(), hasLevels = bits.bits(1), k = riceParameter(documents, count);
  if (count > documents) throw new Error(DAMAGED);
  const ids = new Uint32Array(count), levels = new Uint8Array(count);
  let expected = 0;
  for (let index = 0; index < count; index += 1) {
    ids[index] = expected + bits.rice(k);
    expected = ids[index] + 1;
    if (hasLevels && bits.bits(1)) levels[index] = bits.bits(1) ? 2 + bits.bits(1) : 1;
  }
  if (expected > documents) throw new Error(DAMAGED);
  return { ids, levels };
}

function verify(payload, expected) {
  let sum = 0x811c9dc5;
  for (const byte of payload) sum = Math.imul(sum ^ byte, 0x01000193);
  if (sum >>> 0 !== expected) throw new Error(DAMAGED);
  return payload;
}

const readNumber = (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);

/** The payload of a file that begins with its checksum. */
function verified(file) {
  if (file.length < 4) throw new Error(DAMAGED);
  return verify(file.subarray(4), readNumber(file, 0));
}

/** The payload of the slot that begins at `start`. */
function slotPayload(file, start) {
  const begin = start + HEADER_BYTES;
  if (file.length < begin) throw new Error(DAMAGED);
  return verify(file.subarray(begin, begin + readNumber(file, start + 4)), readNumber(file, start));
}

const decode = (bytes) => new TextDecoder().decode(bytes);

/** The layout of a store: in which file, and where in it, each slot lies. A file ends with the slot that fills it. */
class Store {
  constructor(segment, kind, meta, units) {
    Object.assign(this, { segment, kind, units, slots: meta.slots, filesPerFolder: meta.files_per_folder });
    this.starts = new Uint32Array(meta.slots);
    this.files = new Uint32Array(meta.slots);
    let file = 0, sum = 0;
    units.forEach((count, slot) => {
      this.files[slot] = file;
      this.starts[slot] = sum * UNIT;
      sum += count;
      if (sum >= meta.file_units) [file, sum] = [file + 1, 0];
    });
    this.folderCount = Math.ceil((file + (sum ? 1 : 0)) / this.filesPerFolder);
  }

  path(slot) {
    const file = this.files[slot];
    return `${this.segment}/${this.kind}-${this.folders[Math.floor(file / this.filesPerFolder)]}/${file}.bin`;
  }
}

/** The files of an index whose entry file lies at `url`. `get` returns a Response, as fetch does. */
export class Files {
  constructor(url, get) {
    this.url = url;
    this.get = get;
    this.cache = new Map();
    // Whether the server answers range requests; unknown until the first one.
    this.ranges = undefined;
  }

  /** Reads the entry file and the slot table, which the page may have fetched already. */
  async start(fetched) {
    const entry = fetched?.entry ?? await this.readEntry();
    if (entry.format !== FORMAT) throw new Error('format');
    this.entry = entry;
    if (fetched) this.keep(entry.slot_table, Promise.resolve({ bytes: new Uint8Array(fetched.table) }));
    const bytes = await this.bytes(entry.slot_table);
    const metas = entry.segments.flatMap(({ bigrams, unigrams, texts }) => [bigrams, unigrams, texts]);
    const slots = metas.reduce((sum, { slots }) => sum + slots, 0);
    // search.json has no checksum: before memory is reserved, its sizes must agree with the length of the table.
    const fits = metas.every((meta) => meta.slots >= 0 && meta.files_per_folder >= 1) && Math.max(1, bytes[0]) * slots < bytes.length;
    if (!fits || entry.segments.some(({ documents, texts }) => documents !== texts.slots)) throw new Error(DAMAGED);
    let first = 0;
    const stores = metas.map((meta, index) => {
      const units = Uint32Array.from({ length: meta.slots }, (_, slot) => {
        let value = 0;
        for (let plane = bytes[0]; plane--;) value = value * 256 + bytes[1 + plane * slots + first + slot];
        return value;
      });
      first += meta.slots;
      return new Store(Math.floor(index / 3), KINDS[index % 3], meta, units);
    });
    let at = 1 + bytes[0] * slots;
    const name = () => Array.from(bytes.subarray(at, (at += 3)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    for (const store of stores) store.folders = Array.from({ length: store.folderCount }, name);
    this.documents = 0;
    this.segments = entry.segments.map((segment, number) => {
      const [bigrams, unigrams, texts] = stores.slice(3 * number);
      this.documents += segment.documents;
      return { ...segment, number, bigrams, unigrams, texts, first: this.documents - segment.documents };
    });
    return this;
  }

  async readEntry() {
    const response = await this.get(this.url, { cache: 'no-cache' });
    if (!response.ok) throw new Error('missing');
    return response.json();
  }

  /** Fetches a file, or a range of it: `partial` says whether the server gave the range alone. */
  async fetch(path, cache, range) {
    const headers = range ? { range } : {};
    const response = await this.get(new URL(path, this.url).href, { cache, headers });
    if (!response.ok) throw new Error('missing');
    return { bytes: new Uint8Array(await response.arrayBuffer()), partial: response.status === 206 };
  }

  keep(key, promise) {
    promise.catch(() => this.cache.delete(key));
    this.cache.set(key, promise);
    return promise;
  }

  /** Decodes a file. If anything is wrong with it, it is fetched once more, past every cache. */
  async read(path, decode) {
    const first = this.cache.get(path) ?? this.keep(path, this.fetch(path, 'default'));
    return first.then(decode).catch(() => this.keep(path, this.fetch(path, 'reload')).then(decode));
  }

  /** The content of a file that has a checksum and is compressed without a dictionary. */
  async bytes(path) { return inflate(await this.read(path, ({ bytes }) => verified(bytes))); }

  /** The payload of a slot: fetched alone if the server answers range requests, else with its whole file. */
  async slot(store, slot) {
    const path = store.path(slot), start = store.starts[slot];
    if (this.ranges !== false && !this.cache.has(path)) {
      const range = `bytes=${start}-${start + store.units[slot] * UNIT - 1}`, key = path + range;
      const fetched = this.cache.get(key) ?? this.keep(key, this.fetch(path, 'default', range));
      try {
        const { bytes, partial } = await fetched;
        this.ranges = partial;
        if (partial) return slotPayload(bytes, 0);
        if (!this.cache.has(path)) this.keep(path, fetched);
      } catch { /* The whole file is fetched instead, which is tried twice. */ }
    }
    return this.read(path, ({ bytes }) => slotPayload(bytes, start));
  }

  /** The documents of a term in the chosen segments, in ascending order, and how many of each segment. */
  async list(hash, isUnigram, chosen = this.segments) {
    const counts = this.segments.map(() => 0);
    const parts = await Promise.all(chosen.map(async (segment) => {
      const store = isUnigram ? segment.unigrams : segment.bigrams, { slots } = store;
      const part = lookUp(await this.slot(store, bucketOf(hash, slots)), hash, slots, segment.documents);
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

  /** The fields and blocks of a document, with the folding pairs of its ideographs. */
  async document(id) {
    const { texts, first } = this.segments.findLast((segment) => id >= segment.first);
    this.dictionary ??= this.bytes(this.entry.dictionary);
    this.dictionary.catch(() => { this.dictionary = undefined; });
    const [dictionary, stream] = await Promise.all([this.dictionary, this.slot(texts, id - first)]);
    const bytes = inflate(stream, dictionary);
    // A zero byte marks a text in UTF-8.
    const text = bytes[0] ? new TextDecoder('gb18030').decode(bytes) : decode(bytes.subarray(1));
    const [head, ...blocks] = text.split('\n');
    const [folding, url, title, code, issuers, date, category, validity, genre, topics] = head.split('\x1f');
    return { id, url, title, number: code, issuers, date, category, validity, genre, topics: topics.split('\x1e'), blocks, folding: pairsToMap(folding) };
  }

  /** The content of a text file: the folding table, the suggestions. */
  async text(path) { return decode(await this.bytes(path)); }

  folding() {
    this.table ??= this.text(this.entry.folding).then(pairsToMap);
    return this.table;
  }

  /** The facet columns: the values of each, the sets of values that occur, and the set of each document. */
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
