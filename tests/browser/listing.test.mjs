// The search page without a word: every document by date, narrowed by facets and days, with an address for each list.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gongbao, reader } from './site.mjs';

let site;

before(async () => { site = await reader(); });
after(() => site?.close());

/** Returns how many documents the command line finds. */
function count(...words) {
  const ran = gongbao(['search', '--output', site.output, '--most', '1000', ...words]);
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout.split('\n').filter((line) => line.startsWith('/')).length;
}

async function list(query) {
  const opened = await site.open(`/search/${query}`, { viewport: { width: 1280, height: 900 } });
  await opened.page.waitForSelector('#ui-search-results[aria-busy=false] :is(.hit, .hit-none)');
  const total = () => opened.page.textContent('[data-search-total]');
  return { ...opened, total, settled: (count) => opened.page.waitForFunction((count) => document.querySelector('[data-search-total]').textContent === count, String(count)) };
}

test('without a word all documents are listed, newest first', async () => {
  const { page, total, close } = await list('');
  assert.ok(count() > 50);
  assert.equal(Number(await total()), count());
  const dates = await page.$$eval('.hit-facts time', (times) => times.map((time) => time.dateTime));
  assert.equal(dates.length, 10);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.match(await page.textContent('.hit-facts time'), /^\d{4}年\d{1,2}月\d{1,2}日$/);
  assert.match(await page.textContent('[role=status]'), new RegExp(String(count())));
  await close();
});

test('a list has an address', async () => {
  const { page, settled, close } = await list('?validity=repealed');
  await settled(count('--facet', 'validity=repealed'));
  assert.deepEqual(await page.$$eval('.hit-item', (items) => items.filter((item) => !item.matches('.hit-repealed') || item.querySelector('.badge-repealed')?.textContent !== '已废止').length), 0);
  await close();
});

test('days narrow the list and stand in the address', async () => {
  const { page, settled, close } = await list('');
  await page.waitForSelector('[data-search-facets][open] fieldset');
  await page.fill('[name=from]', '2026-05-01');
  await page.waitForURL(/from=2026-05-01/);
  await page.fill('[name=to]', '2026-10-31');
  await page.waitForURL(/to=2026-10-31/);
  await settled(count('--from', '2026-05-01', '--to', '2026-10-31'));
  assert.equal(await page.inputValue('[name=from]'), '2026-05-01');
  await page.goBack();
  await settled(count('--from', '2026-05-01'));
  assert.equal(await page.inputValue('[name=to]'), '');
  await close();
});

test('days of which nothing is can be changed again', async () => {
  const { page, close } = await list('?from=2031-01-01');
  assert.equal(await page.textContent('.hit-none'), '没有符合条件的文件。');
  assert.ok(await page.locator('[data-search-facets]').isVisible());
  await close();
});

test('what WeChat adds to an address narrows nothing', async () => {
  const { total, close } = await list('?from=timeline&isappinstalled=0');
  assert.equal(Number(await total()), count());
  await close();
});

test('a topic and an issuer lead to their pages', async () => {
  for (const [name, path] of [['高质量发展', '/topics/gao-zhi-liang-fa-zhan/'], ['上海市医院协会', '/shyx/']]) {
    const { page, close } = await list(`?q=${name}`);
    await page.waitForSelector('.hint');
    assert.equal(await page.getAttribute('.hint', 'href'), site.address + path);
    await close();
  }
  // What a document is about is found though its text does not say so.
  const about = count('--facet', 'topic=高质量发展');
  assert.ok(about > 4);
  assert.equal(count('--facet', 'topic=高质量发展', '高质量发展'), about);
});
