// Measures the engine in Node over the files of an index: recall, rank of the expected hit, bytes.
//
//     node benches/search/engine.mjs CORPUS INDEX [EACH] [--ranges]
//
// browser.mjs measures in a browser; this is fast enough to use while tuning.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../themes/official/search/engine.js';
import { draw, load, truth } from './queries.mjs';

const ranges = process.argv.includes('--ranges');
const [corpus, index, each] = process.argv.slice(2).filter((argument) => argument !== '--ranges');
const records = await load(corpus);
const queries = draw(records, Number(each) || 12);

// Counts like a browser with a cache: what was fetched before costs nothing.
const fetcher = (used) => async (url, options) => {
  const path = new URL(url).pathname.slice('/search/'.length);
  let bytes = readFileSync(join(index, path));
  const range = ranges && /^bytes=(\d+)-(\d+)$/.exec(options?.headers?.range ?? '');
  if (range) bytes = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
  used.cache ??= new Set();
  if (!used.cache.has(path + range?.[0])) {
    used.cache.add(path + range?.[0]);
    used.bytes += bytes.length;
    used.files += 1;
  }
  return new Response(bytes, { status: range ? 206 : 200, headers: ranges ? { 'accept-ranges': 'bytes' } : {} });
};

const quantile = (list, part = 0.5) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
const kinds = new Map();
const later = [], firsts = [], facets = [];
for (const query of queries) {
  // The files that every first query fetches are counted separately.
  const used = { bytes: 0, files: 0 };
  const engine = new Engine('https://example.org/search/search.json', fetcher(used));
  await engine.files();
  const base = used.bytes;
  const start = performance.now();
  const answer = await engine.search({ text: query.text });
  const took = performance.now() - start;
  firsts.push(used.bytes);
  later.push(used.bytes - base);
  const files = used.files, shown = answer.hits.length, total = answer.total;
  const right = truth(records, query.text);
  while (!answer.done) await answer.more(500);
  const urls = answer.hits.map((hit) => hit.url);
  const found = urls.filter((url) => right.has(url)).length;
  const row = kinds.get(query.kind) ?? { queries: 0, truths: 0, found: 0, wrong: 0, totalOff: 0, rank: 0, bytes: [], took: [], files: [], shown: 0 };
  row.queries += 1;
  row.truths += right.size;
  row.found += found;
  row.wrong += query.first ? 0 : urls.length - found;
  row.totalOff += Math.abs(total - urls.length);
  row.rank += query.first ? 1 / (urls.indexOf(query.first) + 1 || Infinity) : 0;
  row.bytes.push(used.bytes && later.at(-1));
  row.took.push(took);
  row.files.push(files);
  row.shown += shown;
  if (query.first && urls[0] !== query.first) console.log('not first:', query.text, urls.indexOf(query.first));
  kinds.set(query.kind, row);
}
console.table([...kinds].map(([kind, row]) => ({
  kind, queries: row.queries, truths: row.truths, recall: row.truths ? +(row.found / row.truths).toFixed(4) : 1, wrong: row.wrong, 'total off': row.totalOff,
  mrr: row.rank ? row.rank / row.queries : '', 'median kB': +(quantile(row.bytes) / 1000).toFixed(1), 'max kB': +(quantile(row.bytes, 1) / 1000).toFixed(1), files: quantile(row.files), shown: row.shown / row.queries, ms: +quantile(row.took).toFixed(1),
})));
const kb = (bytes) => (bytes / 1000).toFixed(1);
console.log(`first query without scripts: median ${kb(quantile(firsts))} p95 ${kb(quantile(firsts, 0.95))}; later: median ${kb(quantile(later))} p95 ${kb(quantile(later, 0.95))} max ${kb(quantile(later, 1))} kB`);
