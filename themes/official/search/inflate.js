// Decompresses raw deflate (RFC 1951) with a preset dictionary, which the browser's DecompressionStream does not support. For
// data of a few kilobytes this is also faster than a stream.

const lengthBits = (code) => code < 8 || code === 28 ? 0 : (code >> 2) - 1;
const distanceBits = (code) => code < 4 ? 0 : (code >> 1) - 1;
/** The smallest value of each code, from the numbers of extra bits of the codes before it. */
const smallest = (first, codes, bits) => Array.from({ length: codes }, (_, code) => (first += 1 << bits(code)) - (1 << bits(code)));
const LENGTHS = smallest(3, 28, lengthBits).concat(258), DISTANCES = smallest(1, 30, distanceBits);
// The order in which the lengths of the code length codes are stored.
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code: how many codes there are of each length, and the symbols in the order of their codes. */
function code(lengths) {
  const counts = new Uint16Array(16), offsets = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) counts[length] += 1;
  counts[0] = 0;
  for (let length = 1; length < 15; length += 1) offsets[length + 1] = offsets[length] + counts[length];
  lengths.forEach((length, symbol) => { if (length) symbols[offsets[length]++] = symbol; });
  return { counts, symbols };
}

// The codes of blocks of type 1.
const FIXED = code([...Array(288)].map((_, symbol) => symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
const FIXED_DISTANCES = code(Array(30).fill(5));

/** Decompresses `input`; the dictionary is what precedes the output. */
export function inflate(input, dictionary = new Uint8Array(0)) {
  let at = 0, buffered = 0, bits = 0, size = dictionary.length, output = new Uint8Array(size + input.length * 4 + 1024);
  output.set(dictionary);
  const readBits = (count) => {
    while (bits < count) {
      if (at >= input.length) throw new Error('damaged');
      buffered |= input[at++] << bits;
      bits += 8;
    }
    const value = buffered & ((1 << count) - 1);
    buffered >>>= count;
    bits -= count;
    return value;
  };
  const symbol = ({ counts, symbols }) => {
    let value = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length += 1) {
      value |= readBits(1);
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
    last = readBits(1);
    const kind = readBits(2);
    if (kind === 0) {
      buffered = bits = 0;
      const length = input[at] | (input[at + 1] << 8);
      at += 4;
      for (let index = 0; index < length; index += 1) push(input[at++]);
      continue;
    }
    if (kind === 3) throw new Error('damaged');
    let literals = FIXED, distances = FIXED_DISTANCES;
    if (kind === 2) {
      const literalCount = readBits(5) + 257, distanceCount = readBits(5) + 1, count = readBits(4) + 4, lengths = Array(19).fill(0);
      for (let index = 0; index < count; index += 1) lengths[ORDER[index]] = readBits(3);
      const table = code(lengths), all = [];
      while (all.length < literalCount + distanceCount) {
        const next = symbol(table);
        if (next < 16) all.push(next);
        else {
          const repeat = next === 16 ? 3 + readBits(2) : next === 17 ? 3 + readBits(3) : 11 + readBits(7);
          const value = next === 16 ? all[all.length - 1] : 0;
          for (let index = 0; index < repeat; index += 1) all.push(value);
        }
      }
      literals = code(all.slice(0, literalCount));
      distances = code(all.slice(literalCount, literalCount + distanceCount));
    }
    for (let next = symbol(literals); next !== 256; next = symbol(literals)) {
      if (next < 256) push(next);
      else {
        const length = LENGTHS[next - 257] + readBits(lengthBits(next - 257));
        const distanceCode = symbol(distances);
        const distance = DISTANCES[distanceCode] + readBits(distanceBits(distanceCode));
        if (distance > size) throw new Error('damaged');
        for (let index = 0; index < length; index += 1) push(output[size - distance]);
      }
    }
  }
  return output.subarray(dictionary.length, size);
}
