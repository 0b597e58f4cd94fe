// Measures the search in a real browser, and Pagefind over the same pages: eight queries in each fresh profile.
//
//     node benches/search/browser.mjs CORPUS INDEX [EACH] [--ranges] [--gzip]
//
// Pagefind is measured if CORPUS/pages/pagefind has been built.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch, root } from '../../tests/browser/site.mjs';
import { draw, load, truth } from './queries.mjs';

const flag = (name) => process.argv.includes(name);
const [corpus, index, each] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const records = await load(corpus);
const queries = draw(records, Number(each) || 4);

// Counted by the server, because the browser's tools leave out the requests of its workers.
const used = { bytes: 0, requests: 0 };
const HEADERS = 200;

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const file = path === '/search/' ? join(root, 'tests/browser/pages/search/index.html') : path === '/blank' ? null
    : [join(root, 'themes/official/static', path), join(index, path.replace('/search/', '')), join(corpus, 'pages', path)].find(existsSync);
  if (!file) return response.writeHead(path === '/blank' ? 200 : 404, { 'content-type': 'text/html' }).end('<!doctype html>');
  let body = readFileSync(file);
  const text = /\.(html|js|json|css)$/.exec(file)?.[1];
  const headers = { 'content-type': { html: 'text/html', js: 'text/javascript', json: 'application/json', css: 'text/css' }[text] ?? (file.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream'), 'cache-control': 'max-age=600' };
  let status = 200;
  if (text && flag('--gzip')) {
    body = gzipSync(body);
    headers['content-encoding'] = 'gzip';
  } else if (flag('--ranges')) {
    headers['accept-ranges'] = 'bytes';
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (range) [status, body] = [206, body.subarray(Number(range[1]), Number(range[2]) + 1)];
  }
  used.bytes += body.length + HEADERS;
  used.requests += 1;
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await launch();

async function fresh() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.filter(({ name }) => /^(Script|Layout|RecalcStyle)Duration$/.test(name)).reduce((sum, { value }) => sum + value * 1000, 0);
  };
  return { context, page, work };
}

async function ours({ page }, text) {
  await page.evaluate((q) => {
    const input = document.querySelector('[name=q]');
    input.value = q;
    input.form.requestSubmit();
  }, text);
  await page.waitForFunction((q) => new URLSearchParams(location.search).get('q') === q && document.querySelector('#ui-search-results').ariaBusy === 'false', text.trim(), { polling: 40 });
  return page.$$eval('a.hit', (links) => links.map((link) => new URL(link.href).pathname));
}
const pagefind = ({ page }, text) => page.evaluate(async (q) => {
  globalThis.pagefind ??= await import('/pagefind/pagefind.js');
  const found = await globalThis.pagefind.search(q);
  const shown = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return shown.map((data) => new URL(data.url, location.href).pathname);
}, text);

const quantile = (list, part) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0;
const kb = (bytes) => +(bytes / 1000).toFixed(1);

async function measure(name, start, ask) {
  const first = [], later = [], took = [], requests = [];
  let found = 0, possible = 0, wrong = 0, rank = 0, ranked = 0;
  let session, asked = 0;
  for (const query of queries) {
    // A new reader every eight queries: one first query, seven later ones.
    if (asked++ % 8 === 0) {
      await session?.context.close();
      session = await fresh();
      used.bytes = 0;
      await session.page.goto(origin + start);
    }
    const before = asked % 8 === 1 ? 0 : used.bytes, requested = used.requests;
    const worked = await session.work();
    const urls = await ask(session, query.text).catch(() => []);
    took.push((await session.work()) - worked);
    await session.page.waitForTimeout(50);
    (asked % 8 === 1 ? first : later).push(used.bytes - before);
    requests.push(used.requests - requested);
    const right = truth(records, query.text);
    if (query.first) {
      ranked += 1;
      rank += 1 / (urls.indexOf(query.first) + 1 || Infinity);
    } else {
      possible += Math.min(10, right.size);
      found += urls.filter((url) => right.has(url)).length;
      wrong += urls.filter((url) => !right.has(url)).length;
    }
  }
  await session.context.close();
  return { name, 'first ten right': +(found / possible).toFixed(4), 'wrong shown': wrong, MRR: +(rank / ranked).toFixed(3), 'first kB': kb(quantile(first, 0.5)), 'later kB': kb(quantile(later, 0.5)), 'later p95': kb(quantile(later, 0.95)), requests: quantile(requests, 0.5), 'work ms': Math.round(quantile(took, 0.5)), 'work p95': Math.round(quantile(took, 0.95)) };
}

const rows = [await measure('gongbao', '/search/', ours)];
if (existsSync(join(corpus, 'pages/pagefind'))) rows.push(await measure('pagefind', '/blank', pagefind));
console.table(rows);
await browser.close();
server.close();
