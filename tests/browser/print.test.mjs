// The layout of printed documents, measured in the PDF against GB/T 9704-2012, in millimetres from the top left of the sheet.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, launch, root, serve } from './site.mjs';

const [LEFT, RIGHT, TOP, BOTTOM] = [28, 184, 37, 262];
const [PITCH, CHARACTER, POINT] = [225 / 22, 156 / 28, 25.4 / 72];
// A long report, a joint notice with copies, a notice with an attachment.
const DOCUMENTS = ['/lyxf/2026/1/', '/lyxf/2026/10/', '/lsyxf/2026/8/'];

// Letters and minutes, alone and joint, and attachments in every order, on a site of their own.
const FORMS = join(root, 'tests/browser/forms');

let folder, browser, address, forms;
let prints = 0;
const printed = new Map(), sites = [], servers = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'print-'));
  sites.push(build(), build(FORMS));
  for (const { output } of sites) servers.push(await serve(output));
  [address, forms] = servers.map((server) => server.address);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  servers.forEach((server) => server.close());
  sites.forEach((site) => site.remove());
  if (folder) rmSync(folder, { recursive: true });
});

function tool(name, ...args) {
  const ran = spawnSync(name, args, { maxBuffer: 1 << 30 });
  assert.equal(ran.status, 0, `${name} (poppler-utils): ${ran.error ?? ran.stderr}`);
  return ran.stdout;
}

const near = (found, wanted, what, within = 1) =>
  assert.ok(Math.abs(found - wanted) <= within, `${what}: ${found?.toFixed?.(2)} mm, wanted ${wanted.toFixed(2)} ± ${within}`);

/** Prints the page at an address. `change` is run in the page before. */
async function print(path, change, given) {
  if (!change && printed.has(path)) return printed.get(path);
  const page = await browser.newPage();
  await page.goto(path.startsWith('http') ? path : address + path);
  if (change) await page.evaluate(change, given);
  const pdf = join(folder, `${prints++}.pdf`);
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.close();
  const pages = read(pdf);
  if (!change) printed.set(path, pages);
  return pages;
}

/** Completes the page as the print button does. */
const complete = () => import(document.body.dataset.paper);

/** Reads the pages of a PDF: words and lines with their edges, and a function that finds ink. */
function read(pdf) {
  const pages = tool('pdftotext', '-bbox', pdf, '-').toString().split('<page ').slice(1);
  return pages.map((text, index) => {
    const words = [...text.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)]
      .map(([, left, top, right, bottom, text]) => ({ left: left * POINT, y: (+top + +bottom) / 2 * POINT, right: right * POINT, text }));
    const lines = [];
    for (const word of words.sort((a, b) => a.y - b.y || a.left - b.left)) {
      const line = lines.at(-1);
      if (line && Math.abs(line.y - word.y) < 2) Object.assign(line, { right: Math.max(line.right, word.right), text: `${line.text} ${word.text}` });
      else lines.push({ ...word });
    }
    const number = lines.findIndex((line) => /^— \d+ —$/.test(line.text));
    return { lines: lines.toSpliced(number, number < 0 ? 0 : 1), number: lines[number], ink: (test, scale) => ink(pdf, index + 1, test, scale) };
  });
}

/** Returns the pixel rows of a page with ink that passes the test, top to bottom, `scale` rows a millimetre: `{ y, left, right }`. */
function ink(pdf, page, test = (r, g, b) => r + g + b < 600, scale = 5) {
  const image = tool('pdftoppm', '-r', String(25.4 * scale), '-f', String(page), '-l', String(page), pdf);
  const [head, width] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(image.subarray(0, 40).toString('latin1'));
  const rows = [];
  for (let at = head.length, y = 0; at < image.length; at += width * 3, y++) {
    let [left, right] = [-1, -1];
    for (let x = 0; x < width; x++) {
      const pixel = at + x * 3;
      if (test(image[pixel], image[pixel + 1], image[pixel + 2])) [left, right] = [left < 0 ? x : left, x];
    }
    if (left >= 0) rows.push({ y: y / scale, left: left / scale, right: (right + 1) / scale });
  }
  return rows;
}
const red = (r, g, b) => r > 150 && g < 110 && b < 110;
const between = (rows, from, to) => rows.filter((row) => row.y >= from && row.y < to);
const isRule = (row) => row.right - row.left > 155;

test('a full page has 22 lines of 28 characters between the margins', async () => {
  const full = (await print(DOCUMENTS[0])).filter((page) => page.lines.length === 22);
  assert.ok(full.length >= 2, `${full.length} full pages`);
  for (const { lines, ink } of full) {
    near((lines[21].y - lines[0].y) / 21, PITCH, 'line to line', 0.1);
    const rows = ink();
    for (const [index, what] of [[0, 'first'], [21, 'last']]) {
      const line = between(rows, TOP + index * PITCH, TOP + (index + 1) * PITCH);
      near((line[0].y + line.at(-1).y) / 2, TOP + (index + 0.5) * PITCH, `the middle of the ${what} line`);
    }
    for (const { left, right, text } of lines.filter((line) => /^[\p{sc=Han}，。、：；（）《》“”]+$/u.test(line.text) && line.right > 180)) {
      assert.ok(right < RIGHT + 1, `the end of ${text}: ${right} mm`);
      near(left, text.length < 28 && left > 30 ? LEFT + 2 * CHARACTER : LEFT, `the start of ${text}`);
    }
  }
  const whole = full.flatMap((page) => page.lines).filter((line) => line.left < 30 && /^\p{sc=Han}[\p{sc=Han}，。、：；]+$/u.test(line.text) && line.right > 183.5);
  for (const { right, text } of whole) near(right, RIGHT, `the end of ${text}`);
  const counts = whole.map((line) => line.text.length);
  assert.ok(counts.length >= 10 && Math.max(...counts) === 28, counts.join(' '));
  assert.ok(counts.filter((count) => count === 28).length > counts.length / 2, counts.join(' '));
});

test('the red mark, the number, the rule', async () => {
  for (const path of DOCUMENTS) {
    const [{ lines, ink }] = await print(path);
    const rows = ink(red);
    near(rows[0].y, TOP + 35, `${path}: the top of the mark`);
    const mark = rows.filter((row) => !isRule(row));
    near((Math.min(...mark.map((row) => row.left)) + Math.max(...mark.map((row) => row.right))) / 2, (LEFT + RIGHT) / 2, `${path}: the middle of the mark`);
    const rule = rows.filter(isRule);
    near(rule[0].left, LEFT, `${path}: the left end of the rule`);
    near(rule[0].right, RIGHT, `${path}: the right end of the rule`);
    const number = lines.find((line) => /〔2026〕\d+号$/.test(line.text));
    near((number.left + number.right) / 2, (LEFT + RIGHT) / 2, `${path}: the middle of the number`);
    const above = ink().filter((row) => row.y < rule[0].y && !isRule(row));
    near(rule[0].y - above.at(-1).y, 4, `${path}: from the number to the rule`);
  }
});

test('page numbers stand 7 mm below the text, odd ones right, even ones left', async () => {
  const pages = await print(DOCUMENTS[1]);
  pages.forEach(({ number, ink }, index) => {
    assert.equal(number.text, `— ${index + 1} —`);
    if (index % 2 === 0) near(number.right, RIGHT - 14 * POINT, 'the right end of an odd number');
    else near(number.left, LEFT + 14 * POINT, 'the left end of an even number');
    const rows = ink().filter((row) => row.y > BOTTOM + 3);
    const width = (row) => row.right - row.left, widest = Math.max(...rows.map(width));
    const dash = rows.filter((row) => width(row) > widest - 0.5);
    near(dash[0].y, BOTTOM + 7, 'the dash', 0.3);
  });
});

test('signature and date stand as 7.3.5 says, with text above them on their page', async () => {
  const fill = (count) => {
    const last = document.querySelector('.body > :last-child');
    for (let index = 0; index < count; index++) last.before(Object.assign(document.createElement('p'), { textContent: '甲' }));
    last.textContent = '末行。';
  };
  // At whatever height of a page the text ends.
  for (let count = 0; count < 22; count += 5) {
    const pages = await print(DOCUMENTS[2], fill, count);
    const page = pages.find(({ lines }) => lines.some((line) => /^2026年3月26日$/.test(line.text)));
    const at = page.lines.findIndex((line) => /^2026年3月26日$/.test(line.text));
    const [name, date] = page.lines.slice(at - 1);
    near(name.right, RIGHT - 2 * CHARACTER, 'the end of the signature');
    near(date.left, name.left + 2 * CHARACTER, 'the start of the date');
    near(date.y - name.y, PITCH, 'from the signature to the date', 0.5);
    assert.ok(page.lines.some((line) => line.text === '末行。'), `${count} lines more: no text on the page of the signature`);
    foot(pages, `${count} lines more`);
  }
});

/** Asserts that the last rule of 版记 lies where the text block of the last page ends. */
function foot(pages, what) {
  const rules = pages.at(-1).ink().filter(isRule);
  near(rules.at(-1).y, BOTTOM, `${what}: the foot of 版记`);
  near(rules.at(-1).left, LEFT, `${what}: the left end of 版记`);
  near(rules.at(-1).right, RIGHT, `${what}: the right end of 版记`);
  assert.match(pages.at(-1).lines.at(-1).text, /印发$/);
  assert.ok(pages.slice(0, -1).every(({ lines }) => !lines.some((line) => /日印发$/.test(line.text) && line.right > 170 && line.y > 240)));
}

test('版记 ends the last page, of a long document too', async () => {
  for (const path of DOCUMENTS) foot(await print(path), path);
});

test('an attached document begins a page: 附件 at the top left, its title on the third line', async () => {
  const pages = await print(DOCUMENTS[2], () => import(document.body.dataset.paper));
  const attached = pages.findIndex(({ lines }) => lines[0].text === '附件');
  assert.ok(attached > 0);
  const { lines, ink } = pages[attached];
  near(lines[0].left, LEFT, 'the start of 附件');
  near((lines[1].left + lines[1].right) / 2, (LEFT + RIGHT) / 2, 'the middle of the title');
  for (const line of [0, 2]) {
    const rows = between(ink(), TOP + line * PITCH, TOP + (line + 1) * PITCH);
    near((rows[0].y + rows.at(-1).y) / 2, TOP + (line + 0.5) * PITCH, `the middle of line ${line + 1}`);
  }
  assert.match(lines[1].text, /^中国非公立医疗机构协会关于/);
  assert.deepEqual(between(ink(), TOP + PITCH + 1, TOP + 2 * PITCH - 1), [], 'the second line is blank');
  foot(pages, 'with its attachment');
});

test('headings are set in the type of their level', async () => {
  const page = await browser.newPage();
  await page.goto(address + DOCUMENTS[0]);
  await page.emulateMedia({ media: 'print' });
  const type = (selector) => page.$eval(selector, (element) => {
    const { fontFamily, fontSize } = getComputedStyle(element);
    return `${fontFamily.split(',')[0]} ${Math.round(parseFloat(fontSize) * 7.2 / 9.6) }`;
  });
  assert.match(await type('.body p'), /^FangSong 16$/);
  assert.match(await type('.body h2'), /^SimHei 16$/);
  assert.match(await type('.body h3'), /^KaiTi 16$/);
  assert.match(await type('.doc-head h1'), / 22$/);
  await page.close();
});

/** Returns the lines of a page that are as wide as the double lines of a letter, each with its edges. */
function letterLines(page) {
  const wide = page.ink(red, 20).filter((row) => row.right - row.left > 165);
  const lines = [];
  for (const row of wide) {
    const last = lines.at(-1);
    if (last && row.y - last.end < 0.06) last.end = row.y + 0.05;
    else lines.push({ start: row.y, end: row.y + 0.05, left: row.left, right: row.right });
  }
  return lines;
}

test('a letter: the name alone, double lines, the number at the right, no number on its first page (10.1)', async () => {
  for (const [path, name] of [['/lyxh/2026/1/', '山东省医院协会'], ['/lyxh/2026/2/', '山东省医院协会'], ['/lyxh/2026/3/', '山东省医院协会'], ['/lsyxh/2026/1/', '山东省社会办医疗机构协会']]) {
    const pages = await print(forms + path);
    const [first] = pages, found = letterLines(first);
    assert.equal(found.length, 4, `${path}: ${JSON.stringify(found)}`);
    const [above, thin, below, thick] = found;
    for (const line of found) {
      near(line.left, 20, `${path}: the left end of a line`);
      near(line.right, 190, `${path}: the right end of a line`);
    }
    const height = (line) => line.end - line.start;
    assert.ok(height(above) > 1.5 * height(thin) && height(thick) > 1.5 * height(below), `${path}: ${found.map(height)}`);
    near(297 - thick.end, 20, `${path}: from the second double line to the edge of the sheet`, 0.5);
    const mark = first.ink(red, 20).filter((row) => row.y < above.start - 0.1);
    near(mark[0].y, 30, `${path}: the top of the mark`);
    near(above.start - mark.at(-1).y, 4, `${path}: from the mark to the line`, 0.5);
    near((Math.min(...mark.map((row) => row.left)) + Math.max(...mark.map((row) => row.right))) / 2, (LEFT + RIGHT) / 2, `${path}: the middle of the mark`);
    assert.equal(first.lines[0].text.replaceAll(' ', ''), name, path);
    const number = first.lines.find((line) => /〔2026〕\d+号$/.test(line.text));
    near(number.right, RIGHT, `${path}: the right end of the number`);
    const black = (r, g, b) => Math.max(r, g, b) < 110;
    const digits = first.ink(black, 20).filter((row) => row.y > thin.end);
    near(digits[0].y - thin.end, 16 * 7 / 8 * POINT, `${path}: from the line to the number`);
    const title = first.lines[first.lines.indexOf(number) + 1];
    assert.match(title.text, /^关于/);
    near(title.y - number.y, 3 * PITCH, `${path}: from the number to the title`, 1.5);
    assert.equal(first.number, undefined, `${path}: the number of the first page`);
    for (const page of pages.slice(1)) assert.deepEqual(letterLines(page), [], path);
    const last = pages.at(-1);
    assert.ok(!pages.some(({ lines }) => lines.some((line) => /印发$/.test(line.text))), path);
    assert.deepEqual(last.ink(black).filter((row) => isRule(row) && row.y < 270), [], `${path}: rules of 版记`);
  }
});

test('a letter of several pages: numbers from the second on, 抄送 at the foot of the last text block', async () => {
  const pages = await print(`${forms}/lyxh/2026/1/`);
  assert.ok(pages.length > 1, `${pages.length} pages`);
  assert.equal(pages[1].number.text, '— 2 —');
  near(pages[1].number.left, LEFT + 14 * POINT, 'the left end of the second number');
  near(pages[1].lines[0].left, LEFT + (pages[1].lines[0].left > LEFT + 5 ? 2 * CHARACTER : 0), 'the start of the second page');
  assert.match(pages.at(-1).lines.at(-1).text, /^抄送：各市医院协会。$/);
  assert.ok(pages.at(-1).lines.at(-1).y > BOTTOM - 9 && pages.at(-1).lines.at(-1).y < BOTTOM);
  const full = pages[0].lines.filter((line) => line.right > 183 && line.left < 40 && /^\p{sc=Han}/u.test(line.text));
  for (const { right, text } of full) assert.ok(right < RIGHT + 1, `${text}: ${right}`);
  assert.equal(Math.max(...pages[1].lines.map((line) => line.text.replaceAll(' ', '').length)), 28);
});

test('minutes: 纪要 in the mark, 主送 in 版记 and not above the text (10.3)', async () => {
  for (const [path, mark] of [['/lyxh/2026/4/', '山东省医院协会纪要'], ['/notices/2026/joint/', '山东省医院协会纪要山东省社会办医疗机构协会']]) {
    const pages = await print(forms + path);
    const rows = pages[0].ink(red);
    near(rows[0].y, TOP + 35, `${path}: the top of the mark`);
    assert.equal(pages[0].lines.slice(0, mark.length > 9 ? 3 : 1).map((line) => line.text.replaceAll(' ', '')).sort().join(''), [...mark.match(/山东省医院协会(?:纪要$)?|纪要|山东省社会办医疗机构协会/g)].sort().join(''), path);
    const rule = rows.filter(isRule);
    near(rule[0].left, LEFT, `${path}: the left end of the rule`);
    near(rule[0].right, RIGHT, `${path}: the right end of the rule`);
    assert.equal(pages[0].number.text, '— 1 —');
  }
  const lines = (await print(`${forms}/lyxh/2026/4/`)).flatMap((page) => page.lines.map((line) => line.text));
  assert.ok(lines.includes('主送：各副会长单位。') && lines.includes('抄送：监事会。') && !lines.some((line) => /：$/.test(line)), lines.join('|'));
  for (const who of ['出席：', '请假：', '列席：']) assert.ok(lines.some((line) => line.startsWith(who)), who);
});

test('attached documents follow in their places, whatever files stand among them', async () => {
  const pages = await print(`${forms}/lyxh/2026/5/`, complete);
  const heads = pages.map(({ lines }) => [lines[0].text, lines[1]?.text]);
  const at = ['附件2', '附件4'].map((label) => heads.findIndex(([first]) => first === label));
  assert.ok(at[0] > 0 && at[1] > at[0], JSON.stringify(heads));
  assert.equal(heads[at[0]][1], '报送材料填写说明');
  assert.equal(heads[at[1]][1], '报送材料常见问题');
  assert.equal(heads.filter(([first]) => first.startsWith('附件')).length, 2, 'files are named and not printed');
  const said = pages[0].lines.map((line) => line.text).join('|');
  assert.match(said, /附件：1\. ?报送表\|2\. ?填写说明\|3\. ?单位名单\|4\. ?常见问题/);
  foot(pages, 'with attachments in any order');
});
