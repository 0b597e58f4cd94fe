// Articles for WeChat's editor fit a phone of 375 px, carry all their styles themselves, and survive being copied and pasted.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { brokenFigures } from './broken_figures.mjs';
import { writeHardSite } from './hard_site.mjs';
import { gongbao, launch, root } from './site.mjs';

let folder, browser, articles;

const HARD = `---
title: 难排的正文
date: 2026-10-31
issuer: 甲地医院协会
---

${'> '.repeat(9)}层层引用

${Array.from({ length: 9 }, (_, depth) => `${'  '.repeat(depth)}- 第${depth + 1}层`).join('\n')}

<table>
<tr><th rowspan="2">地区</th><th colspan="2">合计</th></tr><tr><th>家数</th><th>床位</th></tr>
<tr><td>济南</td><td>12</td><td>3,456</td></tr><tr><td colspan="3">以上为快报数</td></tr>
</table>

<table>
<tr><th rowspan="2">地区</th>${'<th colspan="3">年度完成数量与上年同期相比</th>'.repeat(4)}</tr>
<tr>${'<th>完成</th><th>同比</th><th>环比</th>'.repeat(4)}</tr>
<tr><td rowspan="2">济南</td>${'<td>12,345人次</td>'.repeat(12)}</tr><tr>${'<td>−3.25‰</td>'.repeat(12)}</tr>
</table>

见[协会](https://example.org/${'a'.repeat(200)})。
`;

/** Makes the articles of all documents of a site that may be one. */
function articlesOf(site) {
  const paths = readdirSync(join(site, 'content'), { recursive: true }).filter((path) => path.endsWith('.md') && basename(path) !== '_index.md').sort();
  return paths.flatMap((path, index) => {
    const file = join(folder, `${basename(site)}-${index}.html`);
    const made = gongbao(['wechat', `content/${path}`, '--root', site, '--date', '2026-11-22', '--output', file, '--lang', 'en']);
    if (made.status === 2 && made.stderr.includes('is internal')) return [];
    assert.equal(made.status, 0, `${path}: ${made.stderr}`);
    return [{ path, file, url: pathToFileURL(file).href }];
  });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wechat-'));
  const hard = join(folder, 'hard');
  mkdirSync(hard);
  writeHardSite(hard);
  writeFileSync(join(hard, 'content/notices/hard.md'), HARD);
  articles = [...articlesOf(root.replace(/\/$/, '')), ...articlesOf(hard)];
  browser = await launch();
});

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

test('articles fit a phone, and no figure in them is broken', async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 800 } });
  let figures = 0, tables = 0;
  for (const { path, url } of articles) {
    await page.goto(url);
    const wide = await page.evaluate(() => [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > 375 || element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display === 'block')
      .map((element) => element.outerHTML.slice(0, 200)));
    assert.deepEqual(wide, [], path);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375, path);
    const { broken, count } = await page.evaluate(brokenFigures, 'td, th, section > section > section');
    assert.deepEqual(broken, [], path);
    figures += count;
    tables += await page.locator('table').count();
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${path.replaceAll('/', '-')}.png`), fullPage: true });
  }
  assert.ok(articles.length > 90 && tables >= 10 && figures > 800, `${articles.length} articles, ${tables} tables, ${figures} figures`);
  await page.close();
});

test('no text is narrower than three characters', async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 800 } });
  for (const { path, url } of articles) {
    await page.goto(url);
    const narrow = await page.evaluate(() => [...document.querySelectorAll('p, td, th, li, section, blockquote')]
      .filter((element) => element.textContent.trim().length > 3 && element.clientWidth < 40)
      .map((element) => element.outerHTML.slice(0, 200)));
    assert.deepEqual(narrow, [], path);
  }
  await page.close();
});

test('styles come from style attributes alone', async () => {
  const page = await browser.newPage({ javaScriptEnabled: true });
  for (const { path, url } of articles) {
    await page.goto(url);
    const found = await page.evaluate(() => ({
      sheets: document.styleSheets.length,
      attributes: [...new Set([...document.body.querySelectorAll('*')].flatMap((element) => [...element.attributes].map(({ name }) => name)))].filter((name) => !['style', 'colspan', 'rowspan'].includes(name)),
      tags: [...new Set([...document.body.querySelectorAll('*')].map(({ localName }) => localName))].filter((name) => ['script', 'style', 'link', 'img', 'svg', 'a', 'div', 'iframe'].includes(name)),
    }));
    assert.deepEqual(found, { sheets: 0, attributes: [], tags: [] }, path);
    assert.doesNotMatch(readFileSync(join(folder, basename(url)), 'utf8'), / @(accent|ink|muted|line|ground)\b/);
  }
  await page.close();
});

test('what is selected, copied and pasted is the article', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(articles.find(({ path }) => path.endsWith('hard.md')).url);
  const text = await page.evaluate(() => document.body.innerText.replace(/\s/g, ''));
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  await page.goto(pathToFileURL(folder).href);
  await page.evaluate(() => { document.body.innerHTML = '<div contenteditable></div>'; document.querySelector('div').focus(); });
  await page.keyboard.press('Control+V');
  const pasted = await page.evaluate(() => ({ text: document.querySelector('div').innerText.replace(/\s/g, ''), title: getComputedStyle(document.querySelector('div h1')).fontSize, cells: document.querySelectorAll('[rowspan], [colspan]').length }));
  assert.deepEqual(pasted, { text, title: '20px', cells: 3 });
  await context.close();
});
