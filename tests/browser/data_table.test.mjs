// A table of data beside a page: sorted and filtered by its script, whole without it, and fit for everyone.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { reader, root } from './site.mjs';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
let folder, site;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'data-table-'));
  mkdirSync(join(folder, 'content/members'), { recursive: true });
  writeFileSync(join(folder, 'site.yaml'), 'title: 某某协会\nbase_url: https://example.org/\n');
  writeFileSync(join(folder, 'content/members/_index.md'), '---\ntitle: 会员名录\nkind: page\ndata: members.csv\n---\n\n按入会先后排列。\n');
  writeFileSync(join(folder, 'content/members/members.csv'), '单位,级别,床位,电话,入会日期,联系地址,备注\n'
    + '青岛医院,三级,"1,200",0532-8000,2024-01-05,青岛市市南区东海西路五十五号综合楼,甲\n济南医院,二级,80,0531-8000,2023-10-01,济南市历下区经十路一万号,乙\n烟台医院,三级,,0535-8000,2025-02-01,烟台市莱山区,ＡＢＣ\n');
  site = await reader(folder);
});

after(async () => {
  await site?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const names = (page) => page.$$eval('[data-table] tbody tr:not([hidden]) td:first-child', (cells) => cells.map((cell) => cell.textContent.slice(0, 2)));

test('columns sort: up, down, as in the file; figures by size, empty cells last', async () => {
  const { page, close } = await site.open('/members/');
  const head = (name) => page.locator('[data-table] thead th', { hasText: name });
  assert.deepEqual(await names(page), ['青岛', '济南', '烟台']);
  for (const [order, expected] of [['ascending', ['济南', '青岛', '烟台']], ['descending', ['青岛', '济南', '烟台']], [null, ['青岛', '济南', '烟台']]]) {
    await head('床位').getByRole('button').click();
    assert.deepEqual(await names(page), expected, order);
    assert.equal(await head('床位').getAttribute('aria-sort'), order);
  }
  // By sound, as lists of names are.
  await head('单位').getByRole('button').press('Enter');
  assert.deepEqual(await names(page), ['济南', '青岛', '烟台']);
  await head('入会日期').getByRole('button').click();
  assert.deepEqual(await names(page), ['济南', '青岛', '烟台']);
  assert.equal(await page.locator('[aria-sort]').count(), 1);
  await close();
});

test('words narrow the table down, and the count is announced', async () => {
  const { page, close } = await site.open('/members/');
  const input = page.locator('[data-filter]'), count = page.locator('[data-count]');
  assert.equal(await count.textContent(), '共3行');
  assert.equal(await count.getAttribute('role'), 'status');
  for (const [typed, expected, said] of [['三级', ['青岛', '烟台'], '找到2行，共3行'], ['三级 abc', ['烟台'], '找到1行，共3行'], ['没有', [], '找到0行，共3行'], ['', ['青岛', '济南', '烟台'], '共3行']]) {
    await input.fill(typed);
    assert.deepEqual(await names(page), expected, typed);
    assert.equal(await count.textContent(), said);
  }
  await close();
});

test('without scripts the whole table is there, and nothing that does not work', async () => {
  const { page, close } = await site.open('/members/', { javaScriptEnabled: false });
  assert.deepEqual(await names(page), ['青岛', '济南', '烟台']);
  assert.equal(await page.locator('[data-table] button').count(), 0);
  assert.ok(!await page.locator('[data-filter]').isVisible());
  assert.ok(await page.locator('[data-table] a[download]').isVisible());
  await close();
});

test('the page is accessible and as wide as a phone, light and dark', async () => {
  const { page, wrong, close } = await site.open('/members/', { bypassCSP: true });
  await page.evaluate(axe);
  await page.locator('[data-table] th button').first().click();
  for (const colorScheme of ['light', 'dark']) for (const width of [360, 768, 1280]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${width}`);
    const { violations } = await page.evaluate(() => window.axe.run(document, { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], `${width} px, ${colorScheme}`);
  }
  assert.deepEqual(wrong, []);
  await close();
});

test('the script holds to the policy of the pages', async () => {
  const { page, wrong, close } = await site.open('/members/');
  await page.locator('[data-table] th button').first().click();
  await page.locator('[data-filter]').fill('青岛');
  assert.deepEqual(wrong, []);
  await close();
});
