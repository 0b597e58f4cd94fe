// The handbook in docs/handbook, as its readers see it: accessible at every width, and its search finds a message by its name.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { reader, root } from './site.mjs';

const PATHS = ['/', '/start/first-day/', '/writing/', '/reference/fields/', '/reference/messages/'];
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };
let site;
before(async () => { site = await reader(join(root, 'docs/handbook')); });
after(() => site?.close());

for (const path of PATHS) {
  test(`${path} is accessible and does not scroll sideways`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page, wrong, close } = await site.open(path, { colorScheme });
      await page.evaluate(axe);
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${path} at ${width}`);
        const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], `${path} ${colorScheme} at ${width}`);
      }
      assert.deepEqual(wrong, []);
      await close();
    }
  });
}

test('the home page lists all pages on a phone', async () => {
  const { page, close } = await site.open('/', { viewport: { width: 360, height: 800 } });
  const links = page.locator('main .category li a');
  assert.ok(await links.count() > 15);
  for (const link of await links.all()) assert.ok(await link.isVisible());
  await close();
});

test('a message is found by its name, and its address shows its entry', async () => {
  const { page, wrong, close } = await site.open('/search/?q=number-taken');
  assert.match(await page.locator('a.hit').first().getAttribute('href'), /^\/reference\/messages\//);
  await page.goto(`${site.address}/reference/messages/#number-taken`);
  assert.equal(await page.locator('#number-taken').textContent(), 'number-taken');
  const { top } = await page.locator('#number-taken').evaluate((heading) => heading.getBoundingClientRect());
  assert.ok(top >= 0 && top < 200, `${top} px below the top`);
  assert.deepEqual(wrong, []);
  await close();
});
