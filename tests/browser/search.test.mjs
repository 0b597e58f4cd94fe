// The search in a real browser, under a strict content security policy, with a server that may fail.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Service } from '../../themes/official/search/worker.js';
import { launch, root, serve } from './site.mjs';

const record = (n, title, blocks, more = {}) => ({
  url: `/notices/2026/d${n}/`, title, number: null, issuers: ['山东省医院协会'], date: `20${10 + (n % 16)}-03-0${1 + (n % 9)}`, category: n % 2 ? 'notices' : 'reports',
  topics: n % 3 ? ['护理'] : ['药事'], validity: n === 7 ? 'repealed' : 'in-force', kinds: [n % 4 ? 'document' : 'article'], genre: '', blocks: blocks.map((text) => [' ', text]), ...more,
});

let folder, server, browser, page, address, damage = () => null, ranges = '', rangeRequests = 0, delay = 0;
const errors = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'search-'));
  const records = Array.from({ length: 40 }, (_, n) => record(n, `第${n}份通知`, ['全面推动医院高质量发展，提升服务', `编号甲${n}`]));
  records.push(record(50, '關於質量評價', ['醫院協會']), record(51, '<b>标题</b>&amp;', ['<img src=x onerror="document.title=1">注入']),
    record(60, '天干', ['戊己庚', '己辛']), record(70, '关于本站', ['本站简介'], { date: '', issuers: [] }), record(71, '本站说明', ['本站说明']), record(52, '关于医保支付的通知', ['正文'], { number: '鲁医协发〔2026〕1号', url: '/lyxf/2026/1/' }), record(53, '关于药品的通知', ['正文'], { number: '鲁医协发〔2026〕11号', url: '/lyxf/2026/11/' }));
  writeFileSync(join(folder, 'records.jsonl'), records.map((entry) => JSON.stringify(entry)).join('\n'));
  const made = spawnSync('cargo', ['run', '-q', '--example', 'search-index', folder, join(folder, 'search')], { cwd: root, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  server = await serve([join(root, 'themes/official/static'), folder, join(root, 'tests/browser/pages')], (request, response, path, find) => {
    if (delay && path.endsWith('.bin')) return setTimeout(() => { response.writeHead(200).end(readFileSync(find(path))); }, delay), true;
    const damaged = damage(path);
    if (damaged) return response.writeHead(damaged.status ?? 200).end(damaged.body ?? '');
    const range = ranges && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    if (!range) return false;
    rangeRequests += 1;
    const part = readFileSync(find(path)).subarray(Number(range[1]), Number(range[2]) + 1);
    return response.writeHead(206).end(ranges === 'damaged' ? part.subarray(0, 9) : part);
  });
  address = `${server.address}/search/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function open(query = '') {
  await page?.context().close();
  page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.text().includes('Content Security Policy') && errors.push(message.text()));
  await page.goto(address + (query && '?' + new URLSearchParams(query)));
  await idle();
}

const idle = () => page.waitForSelector('#ui-search-results[aria-busy=false]', { timeout: 10000 });
const hits = () => page.$$eval('a.hit', (links) => links.map((link) => new URL(link.href).pathname));
const total = () => page.textContent('[data-search-total]');
const settled = async (count) => {
  await page.waitForFunction((expected) => document.querySelector('[data-search-total]').textContent === expected, String(count));
  await idle();
};

test('typing searches, changes the address and marks the matches', async () => {
  await open();
  await page.type('[name=q]', '量发展');
  await settled(40);
  assert.equal((await hits()).length, 10);
  assert.equal(new URL(page.url()).searchParams.get('q'), '量发展');
  assert.equal(await page.textContent('.hit-snippet mark'), '量发展');
  assert.match(await page.textContent('[role=status]'), /40/);
  // Tabs and the history tell one search from another.
  assert.match(await page.title(), /^量发展 · /);
});

test('more results, sorting, facets and the back button', async () => {
  await open({ q: '量发展' });
  await settled(40);
  await page.click('[data-search-more]');
  await page.waitForFunction(() => document.querySelectorAll('a.hit').length === 20);
  // The panel is open on a wide screen.
  await page.check('input[name=category][value=notices]');
  await settled(20);
  await page.check('input[name=topic][value=药事]');
  await settled(7);
  assert.equal(new URL(page.url()).search, '?' + new URLSearchParams({ q: '量发展', category: 'notices', topic: '药事' }));
  await page.goBack();
  await settled(20);
  await page.selectOption('[data-search-sort]', 'date');
  await page.waitForURL(/sort=date/);
  await idle();
  const dates = await page.$$eval('.hit-facts', (facts) => facts.map((fact) => fact.textContent.match(/\d{4}-\d\d-\d\d/)[0]));
  assert.deepEqual(dates, [...dates].sort().reverse());
});

test('what is chosen stands above the hits and can be dropped there', async () => {
  await open({ q: '量发展', category: 'notices', year: '2011', from: '2011-01-01' });
  assert.equal(await total(), '3');
  const chosen = () => page.$$eval('[data-search-chosen] button', (buttons) => buttons.map((button) => button.textContent));
  assert.deepEqual(await chosen(), ['通知公告', '2011', '自 2011-01-01']);
  await page.click('[data-search-chosen] button >> nth=1');
  await page.waitForURL((url) => !url.searchParams.has('year'));
  await idle();
  assert.deepEqual(await chosen(), ['通知公告', '自 2011-01-01']);
  await page.click('[data-search-chosen] button >> nth=1');
  await settled(20);
  await page.click('[data-search-chosen] button');
  await settled(40);
  assert.deepEqual(await chosen(), []);
});

test('kinds narrow the list, and a list without hits can be widened again', async () => {
  await open({ kind: 'article' });
  await settled(12);
  await open({ kind: 'article', year: '1900' });
  assert.equal(await total(), '0');
  await page.click('[data-search-chosen] button >> nth=1');
  await settled(12);
});

test('a document is found by its topic, which is shown and marked', async () => {
  await open({ q: '护理' });
  assert.equal(await total(), '31');
  assert.equal(await page.textContent('.hit-facts mark'), '护理');
});

test('two clicks for more add each hit once', async () => {
  await open({ q: '量发展' });
  await settled(40);
  delay = 120;
  await page.dblclick('[data-search-more]');
  await page.waitForFunction(() => document.querySelectorAll('a.hit').length > 10);
  await page.waitForTimeout(600);
  delay = 0;
  await idle();
  const found = await hits();
  assert.equal(new Set(found).size, found.length);
  assert.equal(found.length, 20);
});

test('concurrent requests for more hits return each hit once', async () => {
  const get = (url, options) => fetch(url, { headers: options?.headers });
  const service = new Service(new URL('search.json', address).href, null, get);
  const first = await service.search({ run: 1, query: { text: '量发展' } });
  const more = await Promise.all([service.more({ run: 1 }), service.more({ run: 1 }), service.more({ run: 1 })]);
  const found = [first, ...more].flatMap((answer) => answer.hits.map((hit) => hit.url));
  assert.equal(found.length, 40);
  assert.equal(new Set(found).size, 40);
  assert.deepEqual(more.map((answer) => answer.hits.length), [10, 10, 10]);
});

test('no facet has a blank value, and an empty one in the address is ignored', async () => {
  await open({ q: '本站' });
  await settled(2);
  const values = await page.$$eval('[data-search-facets] [type=checkbox]', (boxes) => boxes.map((box) => box.value));
  assert.ok(values.length >= 2 && values.every(Boolean), values.join('|'));
  await page.goto(`${address}?q=量发展&year=&year=2011&topic=&category=notices`);
  await idle();
  assert.equal(await total(), '3');
  await page.selectOption('[data-search-sort]', 'date');
  await page.waitForURL(/sort=date/);
  const params = new URL(page.url()).searchParams;
  assert.deepEqual([...params], [['q', '量发展'], ['year', '2011'], ['category', 'notices'], ['sort', 'date']]);
});

test('an entry file with impossible sizes is refused at once', async () => {
  const entry = JSON.parse(readFileSync(join(folder, 'search/search.json'), 'utf8'));
  for (const change of [
    (it) => { it.segments[0].bigrams.slots = 2 ** 31; },
    (it) => { it.segments[0].texts.slots = 2 ** 31; it.segments[0].documents = 2 ** 31; },
    (it) => { it.segments[0].documents = 2 ** 31; },
    (it) => { it.segments[0].unigrams.files_per_folder = 1e-9; },
    (it) => { it.segments[0].unigrams.files_per_folder = 0; },
    (it) => { it.segments[0].unigrams.slots = -1; },
    (it) => { it.segments[0].unigrams.slots = 'many'; },
    (it) => { it.segments = 'none'; },
  ]) {
    const damaged = structuredClone(entry);
    change(damaged);
    damage = (path) => path.endsWith('search.json') ? { body: JSON.stringify(damaged) } : null;
    await open({ q: '量发展' });
    assert.match(await page.textContent('[role=status]'), /刷新/, String(change));
  }
  damage = () => null;
});

test('a minus excludes documents with the phrase, not those with its parts', async () => {
  await open({ q: '高质量发展 -甲12' });
  await settled(39);
  await open({ q: '戊己 -戊己辛' });
  assert.deepEqual(await hits(), ['/notices/2026/d60/']);
  await open({ q: '高质量发展 -医院高质量发展' });
  assert.equal((await hits()).length, 0);
});

test('numbers are found in any form, and by the three fields', async () => {
  for (const q of ['鲁医协发[2026]1', '2026年1号', 'lyxf 2026 1', '〔2026〕1号']) {
    await open({ q });
    assert.equal((await hits())[0], '/lyxf/2026/1/', q);
  }
  await open();
  await page.click('form details summary');
  await page.fill('[data-search-code]', '鲁医协发');
  await page.fill('[data-search-year]', '2026');
  await page.fill('[data-search-serial]', '11');
  await page.press('[data-search-serial]', 'Enter');
  await settled(1);
  assert.deepEqual(await hits(), ['/lyxf/2026/11/']);
});

test('traditional and simplified forms find each other', async () => {
  await open({ q: '质量评价' });
  assert.deepEqual(await hits(), ['/notices/2026/d50/']);
  await open({ q: '全面推動醫院高質量發展' });
  assert.equal(await total(), '40');
});

test('pinyin suggests expressions of the site', async () => {
  await open({ q: 'huli' });
  await page.waitForSelector('[data-search-hints] a');
  assert.match(await page.textContent('[data-search-hints]'), /护理/);
});

test('keyboard alone is enough', async () => {
  await open({ q: '量发展' });
  await page.focus('[name=q]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('a.hit')].indexOf(document.activeElement)), 1);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
});

test('bad input does no harm, and nothing is injected', async () => {
  for (const q of ['医'.repeat(10000), '，。！', '<script>document.title=1</script>', '医\ud800院', '词 '.repeat(500), '😀👍', '注入', '标题', '"', '-']) {
    await open();
    await page.fill('[name=q]', q);
    await page.press('[name=q]', 'Enter');
    await page.waitForTimeout(60);
    await idle();
    assert.match(await page.title(), /^(.* · )?搜索$/);
    assert.equal(await page.$$eval('#ui-search-results img, #ui-search-results b', (found) => found.length), 0);
  }
});

test('a file that fails is fetched once more', async () => {
  const seen = new Map();
  damage = (path) => {
    if (!path.endsWith('.bin') || seen.has(path)) return null;
    seen.set(path, true);
    return { status: 500 };
  };
  await open({ q: '量发展' });
  assert.equal(await total(), '40');
});

test('a missing index is reported, and damaged texts leave the other hits', async () => {
  damage = (path) => path.endsWith('search.json') ? { status: 404 } : null;
  await open({ q: '量发展' });
  assert.match(await page.textContent('[role=status]'), /刷新/);
  damage = (path) => /\/t-.*[02468]\.bin/.test(path) ? { body: 'damaged damaged damaged' } : null;
  await open({ q: '量发展' });
  assert.match(await page.textContent('[role=status]'), /不全/);
  assert.ok((await hits()).length < 40);
  damage = () => null;
});

test('range requests are enough, and a damaged range is replaced by the whole file', async () => {
  await open({ q: '量发展' });
  const whole = await hits();
  assert.equal(rangeRequests, 0);
  for (ranges of ['whole', 'damaged']) {
    rangeRequests = 0;
    await open({ q: '量发展' });
    assert.deepEqual(await hits(), whole, ranges);
    assert.equal(await total(), '40');
    assert.ok(rangeRequests > 9, `${rangeRequests} range requests`);
  }
  ranges = '';
});

test('a browser without module workers searches in the page', async () => {
  await page?.context().close();
  const context = await browser.newContext();
  await context.addInitScript(() => { globalThis.Worker = class { constructor() { throw new TypeError('no workers'); } }; });
  page = await context.newPage();
  await page.goto(address + '?' + new URLSearchParams({ q: '量发展' }));
  await idle();
  assert.equal(await total(), '40');
  await page.click('[data-search-more]');
  await page.waitForFunction(() => document.querySelectorAll('a.hit').length === 20);
});

test('no exception and no policy violation anywhere', () => assert.deepEqual(errors, []));
