// Addresses that are document numbers: by the rules alone, and in a browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { addressOf } from '../../themes/official/static/number.js';
import { reader } from './site.mjs';

const lines = readFileSync(new URL('../fixtures/number-variants.tsv', import.meta.url), 'utf8').trim().split('\n').slice(1);
const variants = lines.map((line) => line.split('\t')).map(([raw, canonical, kind]) => ({ raw: raw.replaceAll('<LF>', '\n'), canonical, kind }));
const NUMBER = /^([^ ]+)〔(\d+)〕(\d+)号$/;

test('every spelling of a number leads to the register of its code', () => {
  const numbers = variants.filter(({ canonical }) => NUMBER.test(canonical));
  assert.ok(numbers.length > 25, `${numbers.length} numbers`);
  for (const { raw, canonical } of numbers) {
    const [, code, year, serial] = canonical.match(NUMBER);
    const registers = [['别的', '/other/'], [code, '/portal/code/']];
    for (const path of [`/portal/${raw}/`, `/${raw}`, `/portal/${encodeURIComponent(raw)}/`]) {
      assert.equal(addressOf(path, registers), `/portal/code/${year}/${Number(serial)}/`, path);
    }
    assert.equal(addressOf(`/${raw}/`, [['别的', '/other/']]), null, 'a code that the site does not have');
  }
});

test('what is no number of the site leads nowhere', () => {
  const registers = [['鲁医协发', '/lyxf/']];
  for (const { raw } of variants.filter(({ canonical }) => !NUMBER.test(canonical))) {
    assert.equal(addressOf(`/${raw}/`, registers), null, raw);
  }
  for (const path of ['/', '/lyxf/2026/1/', '/鲁医协发/', '/鲁医协发〔2026〕/', '/鲁医协发〔2026〕1号/more/', '/%E9%B2/', '/又鲁医协发〔2026〕1号/']) {
    assert.equal(addressOf(path, registers), null, path);
  }
});

const STANDARDS = [
  ['T/SDHA 001—2026', 'sdha-001-2026'], ['t/sdha001-2026', 'sdha-001-2026'], ['Ｔ／ＳＤＨＡ　００１－２０２６', 'sdha-001-2026'],
  ['T_SDHA 001 – 2026', 'sdha-001-2026'], ['T/SDHA2 7.1-2026', 'sdha2-7-1-2026'], ['T/31SCTA 12—2020', '31scta-12-2020'],
  ['GB/T9704-2012', 'gb-t-9704-2012'], ['GB 18466-2005', 'gb-18466-2005'], ['DB37/T 1234—2020', 'db37-t-1234-2020'],
];

test('every spelling of the number of a standard leads to its address', () => {
  for (const [raw, slug] of STANDARDS) {
    for (const path of [`/portal/${raw}/`, `/portal/${raw}`, `/portal/${encodeURIComponent(raw)}/`]) {
      assert.equal(addressOf(path, [], '/portal/standards/'), `/portal/standards/${slug}/`, path);
    }
    assert.equal(addressOf(`/${raw}/`, []), null, 'a site without standards');
  }
  for (const path of ['/standards/sdha-001-2026/', '/standards/gb-18466-2005/', '/notices/ws1-2026/', '/T/SDHA 001/', '/T/SDHA 001—26/', '/SDHA 001—2026/']) {
    assert.equal(addressOf(path, [], '/standards/'), null, path);
  }
});

let site;
before(async () => { site = await reader(); });
after(() => site.close());

test('a browser goes on from a number to the document', async () => {
  const { page, close } = await site.open(null);
  for (const path of ['/鲁医协发〔2026〕1号/', '/鲁医协发[2026]1号', '/鲁医协发（2026）第01号/']) {
    await page.goto(site.address + path);
    await page.waitForURL(`${site.address}/lyxf/2026/1/`);
  }
  for (const path of ['/T/SDHA 001—2026/', '/t/sdha001-2026']) {
    await page.goto(site.address + path);
    await page.waitForURL(`${site.address}/standards/sdha-001-2026/`);
  }
  await page.goto(`${site.address}/鲁医协发〔2026〕999号/`);
  await page.waitForURL(`${site.address}/lyxf/2026/999/`);
  assert.equal(await page.locator('h1').count(), 1, 'the page for missing addresses');
  await close();
});

test('without scripts the page for missing addresses leads to the registers', async () => {
  const { page, close } = await site.open(null, { javaScriptEnabled: false });
  await page.goto(`${site.address}/鲁医协发〔2026〕1号/`);
  await page.getByRole('link', { name: '鲁医协发' }).first().click();
  assert.equal(new URL(page.url()).pathname, '/lyxf/');
  await close();
});
