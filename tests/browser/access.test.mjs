// No barrier on any template: every rule of WCAG 2.2 A and AA that axe knows, light and dark, on every width.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PAGES, reader, root } from './site.mjs';

const WIDTHS = [320, 360, 768, 1280, 1440];
const SHOTS = [360, 1280];
const ALL = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
// Dark differs from light in colours alone, so the rules about colours are run again and no others.
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const shots = join(root, 'target/screenshots');

let site;
before(async () => {
  mkdirSync(shots, { recursive: true });
  site = await reader();
});
after(() => site?.close());

/** Sets the width and waits until the page has been laid out anew. */
async function resize(page, width) {
  await page.setViewportSize({ width, height: width < 600 ? 740 : 900 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function barriers(page, rules) {
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), { ...rules, resultTypes: ['violations'], iframes: false });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

/** Keeps a picture of the page, or of as much as three screens show. */
async function shoot(page, name) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(whole, 3 * height) } });
}

const beyond = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe(`no barrier at ${WIDTHS.join(', ')} px, light and dark`, { concurrency: 2 }, () => {
  for (const [name, path] of Object.entries(PAGES)) {
    it(name, async () => {
      const { page, wrong, close } = await site.open(path, { bypassCSP: true });
      await page.evaluate(axe);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        for (const width of WIDTHS) {
          await resize(page, width);
          const where = `${path} at ${width} px, ${colorScheme}`;
          assert.deepEqual(await barriers(page, colorScheme === 'light' ? ALL : COLOURS), [], where);
          assert.ok(await beyond(page) <= 0, `${where} scrolls sideways by ${await beyond(page)} px`);
          if (SHOTS.includes(width)) await shoot(page, `${name}-${width}-${colorScheme}`);
        }
      }
      assert.deepEqual(wrong, [], path);
      await close();
    });
  }
});

describe('no barrier in the elder-friendly view', { concurrency: 2 }, () => {
  for (const name of ['index', 'page', 'page-graph', 'register', 'search-results', 'statistics']) {
    it(name, async () => {
      const { page, close } = await site.open(PAGES[name], { bypassCSP: true, viewport: { width: 360, height: 740 } });
      await page.evaluate(axe);
      for (const steps of [0, 3]) {
        if (!steps) await page.click('button[data-view=elder]');
        for (let step = 0; step < steps; step += 1) await page.click('#ui-steps button:last-child');
        assert.ok(Number.parseFloat(await page.evaluate(() => getComputedStyle(document.body).fontSize)) >= (steps ? 26 : 18));
        assert.deepEqual(await barriers(page, ALL), [], name);
        assert.ok(await beyond(page) <= 0, `${name} scrolls sideways by ${await beyond(page)} px`);
      }
      await shoot(page, `${name}-360-elder`);
      await close();
    });
  }
});
