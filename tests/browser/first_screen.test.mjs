// What a reader sees first: the text of a document on the first screen of a phone, and pages that stay where they are.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PAGES, reader } from './site.mjs';

const PHONE = { width: 390, height: 844 };
let site;

before(async () => { site = await reader(); });
after(() => site?.close());

test('a phone shows the text of every document on its first screen', async () => {
  const files = readdirSync(site.output, { recursive: true }).filter((path) => path.endsWith('index.html')).sort();
  const documents = files.filter((path) => /<body class="document/.test(readFileSync(join(site.output, path), 'utf8')));
  assert.ok(documents.length > 40, `${documents.length} documents`);
  const { page, close } = await site.open(null, { viewport: PHONE });
  const late = [];
  for (const path of documents) {
    const address = `/${path.slice(0, -'index.html'.length)}`;
    await page.goto(site.address + address);
    const bottom = await page.evaluate(() => {
      const range = document.createRange();
      const walker = document.createTreeWalker(document.querySelector('.doc-main .recipients, .doc-main .body'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (walker.currentNode.data.trim()) break;
      range.selectNodeContents(walker.currentNode);
      return range.getClientRects()[0].bottom;
    });
    if (bottom > PHONE.height) late.push(`${address}: ${Math.round(bottom)} px`);
  }
  assert.deepEqual(late, []);
  await close();
});

test('facts are folded on a phone, open on a wide screen, with and without scripts', async () => {
  for (const [width, javaScriptEnabled, isOpen] of [[390, true, false], [390, false, false], [1280, true, true], [1280, false, true]]) {
    const { page, close } = await site.open('/lyxf/2026/1/', { viewport: { width, height: 844 }, javaScriptEnabled });
    const what = `${width} px, scripts ${javaScriptEnabled}`;
    assert.equal(await page.locator('.facts dl').isVisible(), isOpen, what);
    assert.equal(await page.locator('.facts-short').isVisible(), !isOpen, what);
    if (!isOpen) {
      await page.click('.facts summary');
      assert.ok(await page.locator('.facts dl').isVisible(), what);
    }
    await close();
  }
});

test('the home page is at most four screens of a phone, and says nothing twice', async () => {
  const { page, close } = await site.open('/', { viewport: PHONE, hasTouch: true, isMobile: true });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height <= 4 * PHONE.height, `${height} px`);
  const titles = await page.$$eval('.home-sections a', (links) => links.filter((a) => a.offsetParent && a.textContent.trim().length > 8).map((a) => a.textContent.trim()));
  assert.deepEqual(titles.filter((title, index) => titles.indexOf(title) !== index), []);
  await close();
});

test('the navigation marks the category of a document with a number', async () => {
  const { page, close } = await site.open('/lyxf/2026/16/');
  assert.equal(await page.textContent('.site-nav [aria-current]'), '通知公告');
  await close();
});

// A search fills its list when the index has come. Nothing is painted until the whole text has been read:
// a busy machine may otherwise paint half a page. What scripts, fonts and pictures move afterwards is seen nevertheless.
for (const path of [...Object.values(PAGES).filter((path) => !path.includes('?') && !path.includes('new-office')), '/search/?q=医院']) {
  test(`${path} does not shift`, async () => {
    for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
      const { page, close } = await site.open(null, { viewport });
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          document.documentElement.style.display = 'none';
        }).observe(document, { childList: true });
        document.addEventListener('readystatechange', () => { document.documentElement.style.display = ''; }, { once: true });
      });
      await page.goto(site.address + path, { waitUntil: 'networkidle' });
      const shift = await page.evaluate(() => new Promise((done) => {
        let sum = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 150);
      }));
      assert.ok(shift < 0.001, `${path} shifts by ${shift} at ${viewport.width} px`);
      await close();
    }
  });
}
