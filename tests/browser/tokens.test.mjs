// The browser splits text into the same tokens as the build: the same cases as in tests/suite/search.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { needsTable, tokens } from '../../themes/official/search/tokens.js';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const pairs = [...read('../../src/search/data/traditional.txt').split('\n').filter((line) => line[0] !== '#').join('')];
const table = new Map(pairs.flatMap((from, index) => index % 2 ? [] : [[from, pairs[index + 1]]]));

test('tokens are those of tests/tokens.json', () => {
  for (const { text, tokens: expected } of JSON.parse(read('../tokens.json'))) {
    assert.deepEqual(tokens(text, table).map((token) => token.text), expected, text);
  }
});

test('a lone surrogate is no token and throws nothing', () => {
  assert.deepEqual(tokens('医\ud800院\udc00').map((token) => token.text), ['医', '院']);
});

test('every character that folding changes asks for the table', () => {
  const missed = [...table.keys()].filter((character) => !needsTable(character));
  assert.deepEqual(missed, []);
  assert.equal(needsTable('鲁医协发〔2026〕1号 高质量发展 abc'), false);
});
