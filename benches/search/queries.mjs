// Draws queries from a corpus, and finds the documents that match them by brute force.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { partOf, textOf, tokens, words } from '../../themes/official/search/tokens.js';

const folding = readFileSync(new URL('../../src/search/data/traditional.txt', import.meta.url), 'utf8')
  .split('\n').filter((line) => line[0] !== '#').join('');
const characters = [...folding];
export const table = new Map(characters.map((from, index) => [from, characters[index + 1]]).filter((_, index) => index % 2 === 0));
const simple = new Map([...table].map(([from, to]) => [to, from]));

const line = (text) => ' ' + tokens(text, table).map((token) => token.text).join(' ') + ' ';

/** Loads the records of a corpus, each with its folded text, one line a block, spaces around every token; and its words. */
export async function load(folder) {
  const records = [];
  for await (const row of createInterface({ input: createReadStream(join(folder, 'records.jsonl')) })) {
    const record = JSON.parse(row);
    const blocks = [record.title, record.number ?? '', ...record.blocks.map(([, text]) => text)];
    const searched = [...blocks, ...record.topics, record.genre ?? '', ...record.issuers];
    records.push({ url: record.url, title: record.title, number: record.number, blocks, folded: searched.map(line).join('\n'), words: searched.flatMap((block) => words(tokens(block, table)).map(textOf)) });
  }
  return records;
}

/** Returns the addresses of the records that contain every phrase of a query, as tokens or as a part of a word. */
export function truth(records, text) {
  const typed = text.split(/\s+/).map((phrase) => ({ phrase: line(phrase), part: partOf(tokens(phrase, table)) }));
  const isPart = (word, part) => part.length > 2 ? word.includes(part) : word.startsWith(part);
  const has = (record, { phrase, part }) => record.folded.includes(phrase) || (part && record.words.some((word) => isPart(word, part)));
  return new Set(records.filter((record) => typed.every((each) => has(record, each))).map((record) => record.url));
}

/** Draws queries of every kind. For titles and numbers `first` is the document that must come first. */
export function draw(records, each = 12, seed = 11) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * limit);
  };
  const pick = (list) => list[below(list.length)];
  const words = (length) => {
    for (;;) {
      const block = [...pick(pick(records).blocks)];
      const start = below(Math.max(1, block.length - length));
      const text = block.slice(start, start + length).join('');
      if (/^\p{Script=Han}+$/u.test(text) && [...text].length === length) return text;
    }
  };
  const many = (kind, make) => Array.from({ length: each }, () => ({ kind, ...make() }));
  const holding = (pattern) => {
    for (;;) {
      const block = pick(pick(records).blocks);
      const found = block.match(pattern);
      if (found) return found[0];
    }
  };
  const titles = new Map();
  for (const record of records) titles.set(record.title, (titles.get(record.title) ?? 0) + 1);
  const numbered = records.filter((record) => record.number);
  const number = (change) => () => {
    const record = pick(numbered);
    return { text: change(record), first: record.url };
  };
  return [
    ...[2, 3, 4, 6, 9].flatMap((length) => many(`han ${length}`, () => ({ text: words(length) }))),
    ...many('two phrases', () => ({ text: `${words(2)} ${words(3)}` })),
    ...many('single', () => ({ text: words(1) })),
    ...many('rare', () => ({ text: holding(/[喆镕昇堃翀煊赟䶮𠮷𬭚龢祎珺嫄淼垚犇骉隣金年龍]\p{Script=Han}/u) })),
    ...many('mixed', () => ({ text: holding(/[A-Z]{2,}\p{Script=Han}{2}|共\d+家\p{Script=Han}{2}|\d+年\d+月/u) })),
    ...many('latin', () => ({ text: holding(/\b[A-Za-z]{2,}\b/) })),
    ...many('part of a word', () => ({ text: holding(/(?<=\b[A-Za-z])[A-Za-z]{3,4}/) })),
    ...many('traditional', () => ({ text: [...words(4)].map((character) => simple.get(character) ?? character).join('') })),
    ...many('absent', () => ({ text: words(2) + words(2) + words(1) })),
    ...many('title', () => {
      for (;;) {
        const record = pick(records);
        if (titles.get(record.title) === 1) return { text: record.title, first: record.url };
      }
    }),
    ...many('number', number((record) => record.number)),
    ...many('number square', number((record) => record.number.replace('〔', '[').replace('〕', ']').replace('号', ''))),
    ...many('number slug', number((record) => record.url.split('/').join(' ').trim())),
  ];
}
