// Without scripts or without styles: the text stands in a sensible order, and all navigation works.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PAGES, reader } from './site.mjs';

let site;
before(async () => { site = await reader(); });
after(() => site?.close());

const STATIC = Object.values(PAGES).filter((path) => !path.includes('?q='));

test('every page is readable without scripts', async () => {
  for (const path of STATIC) {
    const { page, close } = await site.open(path, { javaScriptEnabled: false });
    assert.equal(await page.locator('h1:visible').count(), 1, path);
    assert.ok((await page.locator('main').innerText()).length > 20, path);
    assert.equal(await page.locator('.js-only:visible').count(), 0, `${path} shows controls that do nothing`);
    await close();
  }
});

test('the table of contents, lists and the search form work without scripts', async () => {
  const { page, close } = await site.open('/lyxf/2026/1/', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.locator('.toc summary').click();
  await page.locator('.toc a').nth(3).click();
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.ok(id && await page.locator(`[id="${id}"]`).isVisible());
  await page.fill('.masthead input[type=search]', '医院');
  await page.press('.masthead input[type=search]', 'Enter');
  assert.match(page.url(), /\/search\/\?q=/);
  assert.match(await page.locator('noscript').innerText(), /JavaScript/);
  assert.ok(await page.locator('.browse a:visible').count() > 5);
  await close();
});

test('every page is readable without styles, in the order of importance', async () => {
  for (const path of STATIC) {
    const { page, close } = await site.open(path);
    await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.remove()));
    const order = await page.evaluate(() => {
      const parts = [...document.querySelectorAll('.skip, .site-name, .site-nav, .crumbs, main, h1, .site-foot')];
      return parts.map((part) => part.id === 'main' || part.localName === 'main' ? 'main' : part.localName === 'h1' ? 'h1' : part.className.split(' ')[0]);
    });
    const expected = ['skip', 'site-name', 'site-nav', 'crumbs', 'main', 'h1', 'site-foot'].filter((part) => order.includes(part));
    assert.deepEqual(order, expected, path);
    if (order.includes('skip')) {
      const between = await page.evaluate(() => document.getElementById('ui-main').innerText.split(document.querySelector('h1').innerText)[0]);
      assert.ok(between.length < 120, `${path}: ${between.length} characters stand between the skip link and the heading`);
    }
    const withoutWidth = await page.evaluate(() => [...document.querySelectorAll('main p, main li')].filter((it) => it.textContent.trim() && !it.closest('details:not([open]), noscript, [hidden]') && it.getBoundingClientRect().width === 0).length);
    assert.equal(withoutWidth, 0, path);
    await close();
  }
});
