// Accessibility of every template: all rules of WCAG 2.2 A and AA that axe checks, light and dark, in every layout.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PAGES, reader, root } from './site.mjs';

const WIDTHS = [320, 360, 768, 1280, 1440];
const SCREENSHOT_WIDTHS = [360, 1280];
// One width of each layout. That nothing scrolls sideways is checked at every width.
const AXE_WIDTHS = { light: [320, 768, 1280], dark: [320, 1280] };
const ALL = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
// Dark differs from light only in its colours, so only the rules about colours are checked again.
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const screenshots = join(root, 'target/screenshots');

let site;
before(async () => {
  mkdirSync(screenshots, { recursive: true });
  site = await reader();
});
after(() => site?.close());

/** Sets the width and waits for the new layout. */
async function resize(page, width) {
  await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function violationsOn(page, rules) {
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), { ...rules, resultTypes: ['violations'], iframes: false });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

/** Saves a screenshot of the page, at most three screens high. */
async function saveScreenshot(page, name) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(whole, 3 * height) } });
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe(`no violation and nothing sideways at ${WIDTHS.join(', ')} px, light and dark`, { concurrency: 2 }, () => {
  for (const [name, path] of Object.entries(PAGES)) {
    it(name, async () => {
      const { page, wrong, close } = await site.open(path, { bypassCSP: true });
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const width of WIDTHS) {
          await resize(page, width);
          const where = `${path} at ${width} px, ${colorScheme}`;
          if (AXE_WIDTHS[colorScheme].includes(width)) assert.deepEqual(await violationsOn(page, colorScheme === 'light' ? ALL : COLOURS), [], where);
          assert.ok(await overflow(page) <= 0, `${where} scrolls sideways by ${await overflow(page)} px`);
          if (SCREENSHOT_WIDTHS.includes(width)) await saveScreenshot(page, `${name}-${width}-${colorScheme}`);
        }
      }
      assert.deepEqual(wrong, [], path);
      await close();
    });
  }
});

describe('no violation in the elder-friendly view', { concurrency: 2 }, () => {
  for (const name of ['index', 'page', 'page-graph', 'register', 'search-results', 'statistics']) {
    it(name, async () => {
      const { page, close } = await site.open(PAGES[name], { bypassCSP: true, viewport: { width: 360, height: 740 } });
      await page.evaluate(axe);
      for (const steps of [0, 3]) {
        if (!steps) await page.click('button[data-view=elder]');
        for (let step = 0; step < steps; step += 1) await page.click('#ui-steps button:last-child');
        assert.ok(Number.parseFloat(await page.evaluate(() => getComputedStyle(document.body).fontSize)) >= (steps ? 26 : 18));
        assert.deepEqual(await violationsOn(page, ALL), [], name);
        assert.ok(await overflow(page) <= 0, `${name} scrolls sideways by ${await overflow(page)} px`);
      }
      await saveScreenshot(page, `${name}-360-elder`);
      await close();
    });
  }
});
