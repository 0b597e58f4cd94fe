// Decompresses raw deflate in browsers that cannot (Safari before 16.4, WebViews before Chromium 103); others never fetch this file.

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const lengthBits = (code) => code < 8 || code === 28 ? 0 : (code >> 2) - 1;
const distanceBits = (code) => code < 4 ? 0 : (code >> 1) - 1;
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes of each length, and the symbols in their order. */
function code(lengths) {
  const counts = new Uint16Array(16), offsets = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  for (let length = 1; length < 15; length += 1) offsets[length + 1] = offsets[length] + counts[length];
  lengths.forEach((length, symbol) => { if (length) symbols[offsets[length]++] = symbol; });
  return { counts, symbols };
}

const FIXED = code([...Array(288)].map((_, symbol) => symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
const FLAT = code(Array(30).fill(5));

export function inflate(input) {
  let at = 0, held = 0, bits = 0, output = new Uint8Array(input.length * 4 + 1024), size = 0;
  const take = (count) => {
    while (bits < count) {
      if (at >= input.length) throw new Error('damaged');
      held |= input[at++] << bits;
      bits += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    bits -= count;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    let value = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length += 1) {
      value |= take(1);
      if (value - counts[length] < first) return symbols[index + value - first];
      index += counts[length];
      first = (first + counts[length]) << 1;
      value <<= 1;
    }
    throw new Error('damaged');
  };
  const push = (byte) => {
    if (size === output.length) {
      const larger = new Uint8Array(size * 2);
      larger.set(output);
      output = larger;
    }
    output[size++] = byte;
  };
  for (let last = 0; !last;) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) {
      held = bits = 0;
      const length = input[at] | (input[at + 1] << 8);
      at += 4;
      for (let index = 0; index < length; index += 1) push(input[at++]);
      continue;
    }
    if (kind === 3) throw new Error('damaged');
    let literals = FIXED, distances = FLAT;
    if (kind === 2) {
      const literal = take(5) + 257, distance = take(5) + 1, count = take(4) + 4, lengths = Array(19).fill(0);
      for (let index = 0; index < count; index += 1) lengths[ORDER[index]] = take(3);
      const table = code(lengths), all = [];
      while (all.length < literal + distance) {
        const next = symbol(table);
        if (next < 16) all.push(next);
        else {
          const repeat = next === 16 ? 3 + take(2) : next === 17 ? 3 + take(3) : 11 + take(7);
          const value = next === 16 ? all[all.length - 1] : 0;
          for (let index = 0; index < repeat; index += 1) all.push(value);
        }
      }
      literals = code(all.slice(0, literal));
      distances = code(all.slice(literal, literal + distance));
    }
    for (let next = symbol(literals); next !== 256; next = symbol(literals)) {
      if (next < 256) push(next);
      else {
        const length = LENGTHS[next - 257] + take(lengthBits(next - 257));
        const far = symbol(distances);
        const back = DISTANCES[far] + take(distanceBits(far));
        if (back > size) throw new Error('damaged');
        for (let index = 0; index < length; index += 1) push(output[size - back]);
      }
    }
  }
  return output.subarray(0, size);
}
