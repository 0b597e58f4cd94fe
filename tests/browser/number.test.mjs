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

let site;
before(async () => { site = await reader(); });
after(() => site.close());

test('a browser goes on from a number to the document', async () => {
  const { page, close } = await site.open(null);
  for (const path of ['/鲁医协发〔2026〕1号/', '/鲁医协发[2026]1号', '/鲁医协发（2026）第01号/']) {
    await page.goto(site.address + path);
    await page.waitForURL(`${site.address}/lyxf/2026/1/`);
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
