// No figure of a table is broken over lines, at any width, on the pages of this repository's site and of a site of hard cases.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brokenFigures } from './broken_figures.mjs';
import { writeHardSite } from './hard_site.mjs';
import { reader } from './site.mjs';

const WIDTHS = [320, 360, 768, 1280, 1920];
let folder, sites;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
  writeHardSite(folder);
  sites = [await reader(), await reader(folder)];
});

/** Returns the addresses of the pages of a site that have a table in their text. */
function pagesWithTables({ output }) {
  const pages = readdirSync(output, { recursive: true }).filter((path) => path.endsWith('index.html'));
  const have = (path) => readFileSync(join(output, path), 'utf8').includes('<section class="table"');
  return pages.filter(have).sort().map((path) => `/${path.slice(0, -'index.html'.length)}`);
}

after(async () => {
  for (const site of sites ?? []) await site.close();
  if (folder) rmSync(folder, { recursive: true });
});

for (const width of WIDTHS) {
  test(`figures in tables are whole at ${width} px`, async () => {
    let seen = 0;
    for (const site of sites) {
      for (const path of pagesWithTables(site)) {
        const { page, close } = await site.open(path, { viewport: { width, height: 900 } });
        const { broken, count } = await page.evaluate(brokenFigures, '.body :is(td, th)');
        assert.deepEqual(broken, [], `${path} at ${width} px`);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${path} scrolls sideways by ${sideways} px at ${width} px`);
        seen += count;
        await close();
      }
    }
    assert.ok(seen > 800, `${seen} figures`);
  });
}
