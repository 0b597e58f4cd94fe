// Pictures of a document: the smallest that is sharp enough, galleries, players; on screen and on paper.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { reader } from './site.mjs';

/** A PNG file with a grain, as photos have. */
function photo(width, height) {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  let state = width;
  for (let at = 0; at < rows.length; at++) {
    state = (state * 1664525 + 1013904223) >>> 0;
    rows[at] = at % (width * 3 + 1) ? 90 + (at >> 12) % 90 + (state >>> 28) : 0;
  }
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]), ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const BODY = `年会在济南召开。

![会场全景](a.png)

![会场](b.png "年会现场")
![合影](c.png "一张竖着拍的照片，题注比较长，窄的时候要占两行")
![颁奖](b.png)

![年会实录](v.mp4)
`;
let folder, site;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  mkdirSync(join(folder, 'content/notices/nian-hui'), { recursive: true });
  const write = (path, bytes) => writeFileSync(join(folder, path), bytes);
  write('site.yaml', 'title: 某某协会\nbase_url: https://example.org/\nissuers: [{name: 某某协会, code: 某协发, slug: mxf}]\n');
  write('content/notices/_index.md', '---\ntitle: 通知公告\nkind: notice\n---\n');
  write('content/notices/nian-hui/index.md', `---\ntitle: 关于年会的通知\nnumber: 某协发〔2026〕1号\ndate: 2026-05-08\n---\n\n${BODY}`);
  for (const [name, width, height] of [['a', 1200, 400], ['b', 700, 460], ['c', 500, 700]]) write(`content/notices/nian-hui/${name}.png`, photo(width, height));
  write('content/notices/nian-hui/v.mp4', '');
  site = await reader(folder);
});

after(async () => {
  await site?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const ADDRESS = '/mxf/2026/1/';

for (const [width, deviceScaleFactor, columns, loaded] of [[360, 1, 2, '480'], [360, 3, 2, '1200'], [768, 1, 3, '960'], [1280, 2, 3, '1200']]) {
  test(`${width} pixels at ${deviceScaleFactor}: the picture that fits, ${columns} in a row, nothing moves`, async () => {
    const { page, close } = await site.open(ADDRESS, { viewport: { width, height: 900 }, deviceScaleFactor });
    const boxes = () => page.$$eval('.body img', (images) => images.map((image) => [image.offsetTop, image.clientWidth, image.clientHeight].join()));
    const early = await boxes();
    for (const image of await page.locator('.body img').all()) {
      await image.scrollIntoViewIfNeeded();
      await image.evaluate((node) => node.decode());
    }
    assert.deepEqual(await boxes(), early);
    assert.match(await page.$eval('.body img', (image) => image.currentSrc), new RegExp(`-${loaded}\\.(jpg|png)$`));
    const row = await page.$$eval('.gallery img', (images) => images.filter((image) => image.offsetTop === images[0].offsetTop).length);
    assert.equal(row, columns);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    assert.deepEqual(await page.$$eval('.gallery a', (links) => links.map((link) => link.getAttribute('href'))), ['b.png', 'c.png', 'b.png'].map((name) => ADDRESS + name));
    await close();
  });
}

test('on paper pictures are whole, and a film is a line with its address', async () => {
  const { page, close } = await site.open(ADDRESS);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('video').isVisible(), false);
  assert.equal(await page.locator('.recording a').textContent(), '视频：年会实录');
  assert.match(await page.$eval('.recording a', (link) => getComputedStyle(link, '::after').content), /v\.mp4|attr\(href\)/);
  const fits = await page.$$eval('.gallery img', (images) => images.map((image) => getComputedStyle(image).objectFit));
  assert.deepEqual([...new Set(fits)], ['contain']);
  await close();
});

test('the page is valid HTML', async () => {
  const validator = new HtmlValidate(new StaticConfigLoader({
    root: true,
    elements: ['html5'],
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
  }));
  const html = readFileSync(join(site.output, ADDRESS, 'index.html'), 'utf8');
  const { results } = await validator.validateString(html);
  assert.deepEqual(results.flatMap((result) => result.messages.map((message) => message.message)), []);
});
