// A new site in whose settings all samples are switched on: logo, colour, navigation of two levels, announcement, imprint.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { writeSettingsSite } from './settings_site.mjs';
import { reader, root } from './site.mjs';

const PATHS = ['/', '/mxf/2026/1/', '/about/site/'];
const WIDTHS = [320, 360, 768, 1280];
const ACCENT = { light: 'rgb(29, 79, 134)', dark: 'rgb(87, 150, 219)' };
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};
let site;
const folder = mkdtempSync(join(tmpdir(), 'gongbao-settings-'));
before(async () => {
  writeSettingsSite(folder);
  site = await reader(folder);
});
after(() => {
  rmSync(folder, { recursive: true });
  return site?.close();
});

for (const path of PATHS) {
  test(`${path} is accessible, does not scroll sideways and asks nobody else`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page, wrong, close } = await site.open(path, { colorScheme });
      await page.evaluate(axe);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        // What is below an entry lies over the page while it is open, so then only the head is checked.
        for (const [open, part] of [[false, 'html'], [true, '.masthead']]) {
          await page.locator('.site-nav details').evaluate((details, open) => { details.open = open; }, open);
          assert.equal(await page.locator('.site-nav details ul').isVisible(), open);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${path} at ${width} px`);
          const { violations } = await page.evaluate(([part, rules]) => window.axe.run(part, rules), [part, RULES]);
          assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target} ${nodes[0].any[0]?.message}`), [], `${path} at ${width} px, ${colorScheme}`);
        }
      }
      // The picture of the QR code is none here.
      assert.deepEqual(wrong.filter((line) => !line.includes('wechat')), []);
      await close();
    }
  });
}

test('the colour of the site is everywhere but on the red head of a document', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await site.open('/mxf/2026/1/', { colorScheme });
    const colour = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).color);
    assert.equal(await colour('.site-name a'), ACCENT[colorScheme]);
    assert.match(await colour('.mark-names'), colorScheme === 'light' ? /^rgb\(179, 35, 27\)$/ : /^rgb\(238, 96, 85\)$/);
    const logo = await page.locator('.logo').evaluate((image) => image.currentSrc);
    assert.ok(logo.endsWith(colorScheme === 'light' ? '/logo.svg' : '/logo-dark.svg'), logo);
    await close();
  }
  const { page, close } = await site.open('/notices/');
  assert.equal(await page.locator('.lead').first().evaluate((element) => getComputedStyle(element).fontStyle), 'italic', 'custom.css');
  await close();
});

test('what is below an entry of the navigation opens by the keyboard and closes again', async () => {
  const { page, close } = await site.open('/mxf/2026/1/');
  const summary = page.locator('.site-nav summary');
  const below = page.locator('.site-nav details ul');
  const closed = async (what) => assert.equal(await below.isVisible(), false, what);
  await closed('at first');
  await summary.focus();
  await page.keyboard.press('Enter');
  assert.ok(await below.isVisible());
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '本站说明');
  await page.keyboard.press('Escape');
  await closed('after Escape');
  assert.ok(await summary.evaluate((element) => element === document.activeElement), 'and the focus is where it was');
  await summary.click();
  await page.locator('.doc h1').click();
  await closed('after a click elsewhere');
  await summary.click();
  await page.locator('.crumbs a').first().focus();
  await closed('after the focus has left');
  await close();
});

test('what is below an entry opens without scripts, and is marked where the reader is', async () => {
  const { page, close } = await site.open('/about/site/', { javaScriptEnabled: false });
  await page.locator('.site-nav summary').click();
  assert.ok(await page.locator('.site-nav details ul').isVisible());
  assert.equal(await page.textContent('.site-nav [aria-current=page]'), '本站说明');
  assert.equal(await page.locator('.site-nav summary').evaluate((element) => getComputedStyle(element).color), ACCENT.light);
  await close();
});

test('nothing shifts, and a page weighs at most 40 kB', async (t) => {
  for (const width of [360, 1280]) {
    const { page, close } = await site.open(null, { viewport: { width, height: 800 } });
    const seen = new Map();
    page.on('response', (response) => {
      if (!/image/.test(response.headers()['content-type'])) seen.set(response.url(), response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(`${site.address}/mxf/2026/1/`, { waitUntil: 'networkidle' });
    const shift = await page.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(sum), 150);
    }));
    assert.ok(shift < 0.001, `shifts by ${shift} at ${width} px`);
    const sum = (await Promise.all(seen.values())).reduce((a, b) => a + b, 0);
    t.diagnostic(`${sum} bytes in ${seen.size} files`);
    assert.ok(seen.size >= 5 && sum <= 40_000, `${sum} bytes`);
    await close();
  }
});
