// Every PDF of this repository's site and of a site of hard cases, measured against GB/T 9704-2012 in millimetres.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import { FIGURES, writeHardSite } from './hard_site.mjs';
import { gongbaoCommand, root } from './site.mjs';

const POINT = 25.4 / 72, PITCH = 225 / 22;
let folder;
/** All documents: their PDF, their page as HTML, the words of each page of the PDF. */
const documents = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'print-all-'));
  const own = join(folder, 'own'), hard = join(folder, 'hard');
  for (const part of ['site.yaml', 'content']) cpSync(join(root, part), join(own, part), { recursive: true });
  writeHardSite(hard);
  await Promise.all([own, hard].map(async (site) => {
    appendFileSync(join(site, 'site.yaml'), '\npaper: true\n');
    const [program, ...words] = gongbaoCommand(['build', '--root', site, '--date', '2026-12-31', '--output', join(site, 'public')]);
    const { stderr } = await promisify(execFile)(program, words, { cwd: root, env: { CHROMIUM: '/usr/bin/chromium', ...process.env }, maxBuffer: 1 << 28 });
    assert.doesNotMatch(stderr, /error|错误/);
  }));
  for (const site of [own, hard]) {
    for (const path of readdirSync(join(site, 'public'), { recursive: true }).filter((path) => path.endsWith('.pdf')).sort()) {
      const pdf = join(site, 'public', path), page = join(pdf, '../index.html');
      // Attachments are PDF files too, and other pages stand beside them.
      if (!existsSync(page) || !readFileSync(page, 'utf8').includes(`/${basename(pdf)}"`) || !readFileSync(pdf).includes('%gongbao ')) continue;
      documents.push({ name: path, pdf, html: readFileSync(page, 'utf8'), pages: words(pdf) });
    }
  }
});

after(() => folder && rmSync(folder, { recursive: true }));

function tool(name, ...args) {
  const ran = spawnSync(name, args, { maxBuffer: 1 << 30 });
  assert.equal(ran.status, 0, `${name} (poppler-utils): ${ran.error ?? ran.stderr}`);
  return ran.stdout;
}

/** The pages of a PDF with their widths and words. Fonts may name radicals instead of characters. */
function words(pdf) {
  return tool('pdftotext', '-bbox', pdf, '-').toString().split('<page ').slice(1).map((text) => ({
    width: parseFloat(text.match(/width="([\d.]+)"/)[1]) * POINT,
    words: [...text.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)].map(([, left, top, right, bottom, word]) => (
      { left: left * POINT, y: (+top + +bottom) / 2 * POINT, right: right * POINT, text: plain(word) })),
  }));
}

const plain = (text) => text.replace(/&(lt|gt|amp|quot|apos|#39);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '\'').normalize('NFKC').replace(/\s/g, '');
const textOf = (html) => plain(html.replace(/<[^>]*>/g, ''));
const is = (document, name) => new RegExp(`<body class="[^"]*\\b${name}\\b`).test(document.html);
const hasColophon = (document) => is(document, 'official') && !is(document, 'form-letter');
const isNumber = (word) => /^[—\d]+$/.test(word.text);

/** How far the text of a PDF is scaled, and the sizes of its letters in points, from the operators of its pages. */
function lettering(pdf) {
  const bytes = readFileSync(pdf), scales = new Set(), sizes = new Set();
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at)) {
    const start = at + 'stream\n'.length, end = bytes.indexOf('endstream', start);
    at = end + 'endstream'.length;
    let content;
    try { content = inflateSync(bytes.subarray(start, end)).toString('latin1'); } catch { continue; }
    if (!content.includes(' Tf')) continue;
    let scale = 1, size = 0;
    const saved = [];
    for (const [, q, a, b, tf, tj] of content.matchAll(/^(?:(q|Q)|(\S+) (\S+) \S+ \S+ \S+ \S+ cm|\/\S+ (\S+) Tf|.*(T[jJ]))$/gm)) {
      if (q === 'q') saved.push(scale);
      else if (q) scale = saved.pop();
      else if (a) scale *= Math.hypot(a, b);
      else if (tf) size = +tf;
      else if (tj) {
        scales.add((scale / 0.75).toFixed(3));
        sizes.add((size * scale).toFixed(2));
      }
    }
  }
  return { scales: [...scales], sizes: [...sizes] };
}

test('all documents were printed', () => {
  assert.ok(documents.length > 90, `${documents.length} documents`);
  assert.ok(documents.some((document) => is(document, 'newsletter')) && documents.some((document) => is(document, 'form-letter')));
});

test('nothing is shrunk to fit: the text has 16 points', () => {
  for (const { name, pdf } of documents) {
    const { scales, sizes } = lettering(pdf);
    assert.deepEqual(scales, ['1.000'], name);
    assert.ok(sizes.includes('16.00'), `${name}: ${sizes}`);
  }
});

test('the text lies between the margins', () => {
  for (const { name, pages } of documents) pages.forEach(({ width, words }, index) => {
    const upright = width < 250;
    const [from, to] = upright ? [28, 184] : [35, 260];
    // The last letter of a line is a little wider than its place on the grid.
    for (const { left, right, text } of words.filter((word) => upright || !isNumber(word))) {
      assert.ok(left > from - 0.2 && right < to + 0.4, `${name}, page ${index + 1}: ${text} from ${left.toFixed(2)} to ${right.toFixed(2)}`);
    }
  });
  const wide = documents.filter(({ pages }) => pages.some(({ width }) => width > 250));
  assert.ok(wide.length >= 8, 'tables on their side');
  // The number stands where it does on upright pages: 7 mm below the text, one character in, here turned to the left edge.
  for (const { name, pdf, pages } of wide) for (const [index, { width }] of pages.entries()) {
    if (width < 250) continue;
    const { left, right, top, bottom } = edges(pdf, index + 1, 15, 34);
    assert.ok(Math.abs((left + right) / 2 - 28) < 0.5, `${name}: the number of page ${index + 1}: ${left} to ${right}`);
    const [at, wanted] = index % 2 === 0 ? [bottom, 184 - 14 * POINT] : [top, 28 + 14 * POINT];
    assert.ok(Math.abs(at - wanted) < 1, `${name}: the number of page ${index + 1} ends at ${at}`);
  }
});

/** The edges of the ink between two places of a page, from its left. */
function edges(pdf, page, from, to) {
  const scale = 10, width = (to - from) * scale;
  const image = tool('pdftoppm', '-gray', '-r', String(25.4 * scale), '-f', String(page), '-l', String(page), '-x', String(from * scale), '-y', '0', '-W', String(width), '-H', String(210 * scale), pdf);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1'))[0].length;
  const dark = [...image.subarray(head)].flatMap((pixel, at) => (pixel < 128 ? [[at % width, Math.floor(at / width)]] : []));
  const [across, down] = [0, 1].map((axis) => dark.map((place) => place[axis]).sort((a, b) => a - b));
  return { left: from + across[0] / scale, right: from + (across.at(-1) + 1) / scale, top: down[0] / scale, bottom: (down.at(-1) + 1) / scale };
}

/** The rules at the left edge of the text block on a page: where each ends, and how thick it is. */
function rules(pdf, page) {
  const scale = 20, dpi = 25.4 * scale;
  const image = tool('pdftoppm', '-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), '-x', String(29 * scale), '-y', '0', '-W', '20', '-H', String(270 * scale), pdf);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1'))[0].length;
  const found = [];
  for (let y = 0; y < 270 * scale; y++) {
    const row = image.subarray(head + y * 20, head + y * 20 + 20);
    const ink = 255 * 20 - row.reduce((sum, pixel) => sum + pixel, 0);
    if (ink < 255) continue;
    const last = found.at(-1), thickness = ink / (255 * 20) / scale;
    if (last && last.end > (y - 1.5) / scale) Object.assign(last, { end: (y + 1) / scale, thickness: last.thickness + thickness });
    else found.push({ end: (y + 1) / scale, thickness });
  }
  return found;
}

test('版记 has rules of 0.35 and 0.25 mm, the last at the foot of the text block', () => {
  const found = documents.filter(hasColophon);
  assert.ok(found.length > 50);
  for (const { name, pdf, html, pages } of found) {
    const lines = (html.split('<div class="colophon">')[1].split('</div>')[0].match(/<p/g)).length;
    const drawn = rules(pdf, pages.length).slice(-lines - 1);
    assert.equal(drawn.length, lines + 1, `${name}: ${JSON.stringify(drawn)}`);
    drawn.forEach(({ thickness }, index) => {
      const wanted = index === 0 || index === lines ? 0.35 : 0.25;
      assert.ok(Math.abs(thickness - wanted) < 0.03, `${name}: rule ${index + 1} is ${thickness.toFixed(3)} mm thick`);
    });
    assert.ok(Math.abs(drawn.at(-1).end - 262) <= 0.2, `${name}: 版记 ends at ${drawn.at(-1).end}`);
  }
});

test('附注 stands on the line after the date', () => {
  let count = 0;
  for (const { name, html, pages } of documents) {
    const note = html.match(/<p class="note">([^<]*)/)?.[1];
    const date = html.match(/<div class="signature[\s\S]*?<time[^>]*>([^<]*)/)?.[1];
    if (!note || !date) continue;
    const page = pages.find(({ words }) => words.some((word) => word.text.startsWith(plain(note).slice(0, 4))));
    const below = page.words.find((word) => word.text.startsWith(plain(note).slice(0, 4)));
    const above = page.words.filter((word) => plain(date).startsWith(word.text) && word.y < below.y).at(-1);
    assert.ok(above, `${name}: the date is on the page of 附注`);
    assert.ok(Math.abs(below.y - above.y - PITCH) < 0.6, `${name}: ${below.y - above.y} mm below the date`);
    count++;
  }
  assert.ok(count > 15, `${count} documents`);
});

test('the first page shows the beginning of the text', () => {
  for (const document of documents.filter((document) => is(document, 'official'))) {
    const body = document.html.split('<div class="body')[1];
    const begin = textOf(body.slice(body.indexOf('>') + 1, 2000)).slice(0, 6);
    const first = document.pages[0].words.map((word) => word.text).join('');
    assert.ok(begin.length > 3 && first.includes(begin), `${document.name}: ${begin} is not on page 1`);
  }
  const below = documents.filter(({ html }) => html.includes('<span>主送：</span>') && !html.includes('<p class="recipients">'));
  assert.ok(below.some(({ html }) => html.includes('第40人民医院')) && below.some((document) => is(document, 'form-letter')), 'many recipients stand in 版记');
});

test('no figure and no short word of a table is broken', () => {
  let count = 0;
  for (const { name, html, pages } of documents) {
    // So many columns fit no page without.
    if (is({ html }, 'newsletter') || html.includes('第20季度')) continue;
    const cells = [...html.matchAll(/<t[dh][^>]* class="[^"]*\bnb\b[^"]*">([\s\S]*?)<\/t[dh]>/g)].map(([, cell]) => textOf(cell));
    const lines = pages.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
    for (const cell of new Set(cells)) {
      const spaced = [...cell].map((c) => c.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')).join(' ?');
      assert.match(lines, new RegExp(spaced), `${name}: ${cell}`);
    }
    const printed = pages.flatMap(({ words }) => words.map((word) => word.text));
    for (const figure of FIGURES.map(plain)) {
      const wanted = cells.filter((cell) => cell === figure).length;
      const found = printed.filter((word) => word === figure).length;
      assert.ok(found >= wanted, `${name}: ${figure} is whole ${found} times of ${wanted}`);
      count += wanted;
    }
  }
  const printed = (title) => documents.find(({ html }) => html.includes(`<title>${title}`)).pages.flatMap(({ words }) => words.map((word) => word.text)).join(' ');
  const headings = printed('关于6列统计表的通报');
  assert.ok(headings.split('(百分点)').length > 8, 'the headings, on several pages');
  assert.equal(headings.split('(百').length, headings.split('(百分点)').length, 'the units of headings');
  const sentences = printed('关于分工的通报');
  for (const figure of ['12.5个百分点', '1,234.5万元']) assert.equal(sentences.split(figure).length - 1, 20, figure);
  assert.ok(count > 800, `${count} figures`);
});

test('a document attached by the same body bears no signature of its own, one of another body does', () => {
  const last = (slug) => {
    const { pages } = documents.find(({ html }) => html.includes(slug));
    return pages.flatMap(({ words }) => words.map((word) => word.text));
  };
  const own = last('<title>关于报送年度数据的通知');
  assert.equal(own.filter((word) => word === '2026年10月31日').length, 1, own.join(' '));
  const others = last('<title>关于转发倡议书的通知');
  assert.ok(others.includes('乙地协会') && others.includes('2026年9月12日'), others.join(' '));
});

test('an issue is printed with its articles, each on a new page', () => {
  const { pages } = documents.find(({ name, html }) => name === 'newsletters/2026/1/newsletters-2026-1.pdf' && html.includes('创新案例集锦'));
  const heads = pages.map(({ words }) => words.slice(0, 3).map((word) => word.text).join('|'));
  assert.match(heads[0], /^会/);
  assert.ok(heads.filter((head) => /^(?:十五五政策专栏|创新案例集锦)\|/.test(head)).length >= 3, heads.join(' / '));
});
