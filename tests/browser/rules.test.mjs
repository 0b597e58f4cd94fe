// Rules as readers use them: addresses of articles, contents, and what has changed between editions.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reader } from './site.mjs';

const RULE = '/lyxf/2026/18/';
const PHONE = { viewport: { width: 360, height: 740 } };
const DESK = { viewport: { width: 1280, height: 900 } };
const WITHOUT_SCRIPTS = { javaScriptEnabled: false };

let site;
before(async () => { site = await reader(); });
after(() => site?.close());

const sign = (element) => getComputedStyle(element, '::before').opacity;

test('the label of an article is its address, by keyboard too, and says so when it has the focus', async () => {
  const { page, wrong, close } = await site.open(RULE, DESK);
  const label = page.locator('.body a.provision', { hasText: /^第三条$/ });
  assert.equal(await label.evaluate(sign), '0');
  await page.locator('.body a.provision', { hasText: /^第二章$/ }).focus();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '第三条');
  assert.equal(await label.evaluate(sign), '1');
  await page.keyboard.press('Enter');
  assert.equal(decodeURIComponent(new URL(page.url()).hash), '#第三条');
  assert.equal(await page.getByRole('link', { name: '第三条', exact: true }).first().getAttribute('href'), '#第三条');
  assert.deepEqual(wrong, []);
  await close();
});

test('a citation leads to the article of another document', async () => {
  const { page, wrong, close } = await site.open(RULE, { ...DESK, ...WITHOUT_SCRIPTS });
  await page.locator('.body a.citation[title="山东省医院协会会议培训活动管理办法 第三条"]').first().click();
  const { pathname, hash } = new URL(page.url());
  assert.deepEqual([pathname, decodeURIComponent(hash)], ['/lyxf/2026/9/', '#第三条']);
  const box = await page.locator('a.provision:target').boundingBox();
  assert.ok(box && box.y >= 0 && box.y < 300, JSON.stringify(box));
  assert.deepEqual(wrong, []);
  await close();
});

test('long contents are folded and open without scripts', async () => {
  const { page, close } = await site.open(RULE, { ...PHONE, ...WITHOUT_SCRIPTS });
  const article = page.locator('.toc a', { hasText: '第四条' });
  await page.locator('.toc > details > summary').click();
  assert.equal(await article.isVisible(), false);
  await page.locator('.toc-fold > summary').nth(1).click();
  assert.equal(await article.isVisible(), true);
  await article.click();
  assert.equal(decodeURIComponent(new URL(page.url()).hash), '#第四条');
  await close();
});

test('on wide screens the fold around what is being read is open', async () => {
  const { page, close } = await site.open(RULE, { viewport: { width: 1280, height: 500 } });
  for (const [article, chapter] of [['第七条', '第三章　运行'], ['第十四条', '第五章　附则']]) {
    await page.locator(`#${article}`).evaluate((label) => label.scrollIntoView({ block: 'start' }));
    await page.waitForFunction((title) => document.querySelector('.toc-fold[open]')?.parentElement.textContent.startsWith(title), chapter);
    assert.equal(await page.locator('.toc-fold[open]').count(), 1);
  }
  await close();
});

test('a long text has a way back to its contents, which is always in reach on a phone', async () => {
  for (const settings of [PHONE, { ...PHONE, ...WITHOUT_SCRIPTS }]) {
    const { page, close } = await site.open('/lyxf/2026/1/', settings);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 3));
    const back = page.locator('.to-contents a');
    const box = await back.boundingBox();
    assert.ok(box.y > 0 && box.y + box.height <= 740 && box.height >= 44, JSON.stringify(box));
    await back.click();
    const toc = await page.locator('.toc').boundingBox();
    assert.ok(toc.y >= 0 && toc.y < 740, JSON.stringify(toc));
    assert.equal(await page.locator('.toc > details').evaluate((details) => details.open), settings === PHONE);
    await close();
  }
});

test('what has changed is shown side by side or in one, without scripts', async () => {
  const { page, close } = await site.open(`${RULE}changes/`, { ...DESK, ...WITHOUT_SCRIPTS });
  const row = page.locator('.row-changed').first();
  const shown = async () => [await row.locator('.older').isVisible(), await row.locator('.newer').isVisible(), await row.locator('.merged').isVisible()];
  assert.deepEqual(await shown(), [true, true, false]);
  const [older, newer] = [await row.locator('.older').boundingBox(), await row.locator('.newer').boundingBox()];
  assert.ok(older.y === newer.y && older.x + older.width <= newer.x, JSON.stringify([older, newer]));
  await page.getByLabel('合为一栏').check();
  assert.deepEqual(await shown(), [false, false, true]);
  await page.setViewportSize({ width: 360, height: 740 });
  assert.deepEqual(await shown(), [false, false, true]);
  assert.equal(await page.locator('.comparison-switch').isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await shown(), [false, false, true]);
  await close();
});
