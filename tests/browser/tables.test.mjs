// No figure of a table is broken over lines, at any width, on the pages of this repository's site and of a site of hard cases.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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

/** Returns the figures of the page's tables that stand on more than one line, and how many there are. */
function brokenFigures() {
  const figures = /[−+-]?\d[\d,.]*(?:%|‰|℃|mmol\/L|个?百分点|[万亿]?[元人件次家个名项]|人次)?|（[^（）]{1,8}）/g;
  const broken = [];
  let count = 0;
  for (const cell of document.querySelectorAll('.body :is(td, th)')) {
    const nodes = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
    const place = (at) => {
      const [start, node] = nodes.findLast(([start]) => start <= at);
      return [node, at - start];
    };
    for (const { 0: figure, index } of text.matchAll(figures)) {
      if (figure.startsWith('（') && cell.tagName === 'TD') continue;
      const range = document.createRange();
      range.setStart(...place(index));
      const [node, offset] = place(index + figure.length - 1);
      range.setEnd(node, offset + 1);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      count += 1;
      if (Math.max(...boxes.map((box) => box.top)) - Math.min(...boxes.map((box) => box.top)) > 6) broken.push(`${figure} of ${text}`);
    }
  }
  return { broken, count };
}

for (const width of WIDTHS) {
  test(`figures in tables are whole at ${width} px`, async () => {
    let seen = 0;
    for (const site of sites) {
      for (const path of pagesWithTables(site)) {
        const { page, close } = await site.open(path, { viewport: { width, height: 900 } });
        const { broken, count } = await page.evaluate(brokenFigures);
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
