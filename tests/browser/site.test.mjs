// From any page to a document: the search of the repository's own site, under its own content security policy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reader } from './site.mjs';

let site;
before(async () => { site = await reader(); });
after(() => site?.close());

test('a phrase across word boundaries is found from the home page', async () => {
  const { page, wrong, close } = await site.open('/');
  await page.fill('main input[name="q"]', '量发展');
  await page.press('main input[name="q"]', 'Enter');
  await page.waitForSelector('#ui-search-results a.hit');
  await page.waitForFunction(() => document.querySelector('#ui-search-results').getAttribute('aria-busy') === 'false');
  assert.match(page.url(), /\/search\/\?q=/);
  assert.ok(Number(await page.textContent('[data-search-total]')) >= 2);
  assert.match(await page.textContent('#ui-search-results'), /高质量发展/);
  assert.deepEqual(wrong, []);
  await close();
});

test('a number in any form leads to its document', async () => {
  for (const typed of ['鲁医协发[2026]1', '鲁医协发〔2026〕1号', 'lyxf 2026 1']) {
    const { page, close } = await site.open(`/search/?q=${encodeURIComponent(typed)}`);
    await page.waitForSelector('#ui-search-results a.hit');
    assert.equal(await page.getAttribute('#ui-search-results a.hit', 'href'), '/lyxf/2026/1/', typed);
    await close();
  }
});

test('the letters of pictures stay legible on the smallest phone', async () => {
  for (const [path, picture] of [['/statistics/', '.chart'], ['/lyxf/2026/18/', '.graph svg']]) {
    const { page, close } = await site.open(path, { viewport: { width: 320, height: 640 } });
    const sizes = await page.locator(`${picture} text`).evaluateAll((all) => all.map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a));
    assert.ok(sizes.length > 3 && Math.min(...sizes) >= 12, `${path}: ${Math.min(...sizes)} px`);
    const beyond = await page.locator(`${picture} text`).evaluateAll((all) => all.filter((text) => text.getBoundingClientRect().right > innerWidth - 15).map((text) => text.textContent));
    assert.deepEqual(beyond, [], path);
    await close();
  }
});
