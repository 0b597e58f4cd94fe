// Fetches and reads the files of the index, each checked before it is believed. FORMAT.md says what they hold.

const DAMAGED = 'damaged';
// Documents lie in slots that end on multiples of UNIT; TOGETHER chunks share a folder.
const UNIT = 64, HEAD = 8, TOGETHER = 16;

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

/** The compressed documents of a chunk, one a slot. A slot is checked when it is read, as others may be sound. */
function slots(chunk) {
  const found = [];
  for (let at = 0; at + HEAD < chunk.length;) {
    const end = at + HEAD + number(chunk, at + 4);
    found.push(chunk.subarray(at, end));
    at = Math.ceil(end / UNIT) * UNIT;
  }
  return found;
}

/** The bytes that were deflated after a dictionary, whose own stream is `primed`. */
async function expand(primed, length, compressed) {
  let bytes;
  try {
    const stream = new Blob([primed, compressed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    if (typeof DecompressionStream === 'function' && !(error instanceof TypeError && /deflate-raw/.test(error))) throw error;
    const { inflate } = await import('./inflate.js');
    bytes = inflate(new Uint8Array(await new Blob([primed, compressed]).arrayBuffer()));
  }
  return bytes.subarray(length);
}

const NONE = new Uint8Array(0);
const decode = (bytes) => new TextDecoder().decode(bytes);

/** The files of an index whose entry lies at `url`. `get` answers a Response, as fetch does. */
export class Files {
  constructor(url, get) {
    this.url = url;
    this.get = get;
    this.held = new Map();
  }

  async start() {
    const response = await this.get(this.url, { cache: 'no-cache' });
    if (!response.ok) throw new Error('missing');
    const entry = await response.json();
    if (entry.format !== 1) throw new Error('format');
    this.entry = entry;
    const names = await this.bytes(entry.names);
    let at = 0, first = 0, document = 0;
    const take = (count) => names.subarray(at, (at += count));
    const name = () => Array.from(take(3), (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.chunks = [];
    this.segments = entry.segments.map((segment, number) => {
      const pairs = name(), singles = name();
      const texts = Array.from({ length: Math.ceil(segment.texts / TOGETHER) }, name);
      take(segment.texts).forEach((count, index) => {
        this.chunks.push({ first: document, count, path: `${number}/t-${texts[Math.floor(index / TOGETHER)]}/${index}.bin` });
        document += count;
      });
      const path = (hash, single) => single
        ? `${number}/u-${singles}/${shardOf(hash, segment.singles)}.bin`
        : `${number}/p-${pairs}/${shardOf(hash, segment.pairs)}.bin`;
      first += segment.documents;
      return { ...segment, number, path, first: first - segment.documents };
    });
    this.documents = first;
    return this;
  }

  /** Fetches once; whatever is wrong with the answer, once more past every cache. */
  fetch(path, read, headers = {}) {
    const key = path + (headers.range ?? '');
    if (!this.held.has(key)) {
      const load = async (cache) => {
        const response = await this.get(new URL(path, this.url).href, { cache, headers });
        if (!response.ok) throw new Error('missing');
        this.ranges ||= response.headers.get('accept-ranges') === 'bytes' && !response.headers.get('content-encoding');
        return read(new Uint8Array(await response.arrayBuffer()), response.status === 206);
      };
      const promise = load('default').catch(() => load('reload'));
      promise.catch(() => this.held.delete(key));
      this.held.set(key, promise);
    }
    return this.held.get(key);
  }

  sealed(path) { return this.fetch(path, open); }

  /** A file that was compressed by itself. */
  async bytes(path) { return expand(NONE, 0, await this.sealed(path)); }

  /** The documents of a term in the chosen segments, ascending, and how many in each segment. */
  async list(hash, single, chosen = this.segments) {
    const counts = this.segments.map(() => 0);
    const parts = await Promise.all(chosen.map(async (segment) => {
      const shards = single ? segment.singles : segment.pairs;
      const part = lookUp(await this.sealed(segment.path(hash, single)), hash, shards, segment.documents);
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

  chunkOf(document) {
    let low = 0, high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.chunks[middle].first <= document) low = middle; else high = middle - 1;
    }
    return this.chunks[low];
  }

  /** One document's fields and blocks, with the folding of its ideographs. */
  async document(id) {
    const [primed, slot] = await Promise.all([this.sealed(this.entry.dictionary), this.slot(id)]);
    const stream = checked(number(slot, 0), slot.subarray(HEAD));
    const [head, ...blocks] = decode(await expand(primed, this.entry.dictionary_length, stream)).split('\n');
    const [folding, url, title, code, issuers, date, category, validity] = head.split('\x1f');
    return { id, url, title, number: code, issuers, date, category, validity, blocks, folding: pairsToMap(folding) };
  }

  /** The slot of a document: by itself where the server answers ranges, else out of its chunk. */
  async slot(id) {
    const chunk = this.chunkOf(id);
    if (this.ranges && !this.held.has(chunk.path)) {
      const places = await this.places();
      let start = 0;
      for (let other = chunk.first; other < id; other += 1) start += places(other);
      const range = `bytes=${start * UNIT}-${(start + places(id)) * UNIT - 1}`;
      const read = (bytes, partial) => partial ? slots(bytes)[0] : slots(bytes)[id - chunk.first];
      return this.fetch(chunk.path, read, { range });
    }
    return (await this.fetch(chunk.path, slots))[id - chunk.first];
  }

  places() {
    this.units ??= this.bytes(this.entry.places).then((planes) => (id) => planes[id] + 256 * (planes[id + this.documents] ?? 0));
    return this.units;
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
      column.low = plane();
      if (column.sets.length > 256) column.high = plane();
      column.set = (id) => column.sets[column.low[id] + (column.high ? 256 * column.high[id] : 0)] ?? [];
    }
    return columns;
  }
}

function pairsToMap(pairs) {
  const characters = [...pairs], table = new Map();
  for (let index = 1; index < characters.length; index += 2) table.set(characters[index - 1], characters[index]);
  return table;
}
