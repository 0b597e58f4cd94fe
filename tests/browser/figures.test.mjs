// Figures and rows of the statistics lead to lists of as many documents; what is in force can be listed with and without scripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Engine } from '../../themes/official/search/engine.js';
import { reader } from './site.mjs';

let site, engine;
before(async () => {
  site = await reader();
  engine = new Engine(`${site.address}/search/search.json`, (url, options) => fetch(url, { headers: options?.headers }));
});
after(() => site?.close());

/** All documents of a list, by the address that leads to it. */
async function listed(href) {
  const params = new URL(href, site.address).searchParams, facets = {};
  for (const name of new Set(params.keys())) facets[name] = params.getAll(name);
  const answer = await engine.search({ text: '', facets });
  while (!answer.done) await answer.more(500);
  assert.equal(answer.hits.length, answer.total);
  return answer.hits.map((hit) => hit.url);
}

async function links(path, selector) {
  const { page, close } = await site.open(path, { javaScriptEnabled: false });
  const found = await page.$$eval(selector, (rows) => rows.map((row) => {
    const link = row.querySelector('a[href*="/search/?"]'), number = row.querySelector('strong, td');
    return link && { href: link.href, count: Number((number ?? link).textContent.match(/\d+/)[0]) };
  }).filter(Boolean));
  await close();
  return found;
}

test('every figure and every row of the statistics leads to a list of as many documents', async () => {
  const found = [...await links('/', '.figures li'), ...await links('/', '.home .more'), ...await links('/statistics/', '.numbers tbody tr')];
  assert.ok(found.length > 25, `${found.length} links`);
  for (const { href, count } of found) assert.equal((await listed(href)).length, count, decodeURIComponent(href));
});

test('the page of what is in force and the list of the search name the same documents', async () => {
  const { page, close } = await site.open('/in-force/', { javaScriptEnabled: false });
  const plain = await page.$$eval('.in-force .item-title', (all) => all.map((link) => new URL(link.href).pathname));
  const href = await page.$eval('.narrow-down a', (link) => link.href);
  await close();
  assert.ok(plain.length > 30);
  assert.deepEqual((await listed(href)).sort(), [...plain].sort());
});

test('a list by its address shows what it is narrowed down to, and nothing moves', async () => {
  for (const width of [360, 1280]) {
    const { page, wrong, close } = await site.open(null, { viewport: { width, height: 844 } });
    await page.goto(`${site.address}/search/?kind=document&validity=repealed`);
    await page.waitForSelector('#ui-search-results[aria-busy=false] a.hit');
    await page.waitForTimeout(300);
    const chosen = await page.$$eval('[data-search-chosen] button', (buttons) => buttons.map((button) => button.textContent));
    assert.deepEqual(chosen, ['文件（会讯以期计）', '已废止']);
    assert.ok(await page.$$eval('.hit-item', (hits) => hits.every((hit) => hit.querySelector('.badge-repealed'))));
    const shift = await page.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(sum), 100);
    }));
    assert.ok(shift < 0.01, `${width} px: shifts by ${shift}`);
    assert.deepEqual(wrong, []);
    await close();
  }
});

test('without scripts the search page leads to plain lists', async () => {
  const { page, close } = await site.open('/search/', { javaScriptEnabled: false });
  assert.ok(await page.isVisible('noscript a[href="/in-force/"]'));
  for (const path of ['/in-force/', '/topics/', '/statistics/', '/notices/']) assert.ok(await page.isVisible(`.browse a[href="${path}"]`), path);
  await close();
});
