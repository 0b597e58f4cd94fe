// The keyboard alone is enough, touch targets are large enough, and motion can be reduced.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PAGES, reader } from './site.mjs';

let site;
before(async () => { site = await reader(); });
after(() => site?.close());

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const focused = (page) => page.evaluate(() => {
  const it = document.activeElement;
  return it === document.body ? '' : `${it.localName}${it.id && `#${it.id}`}.${it.className}`;
});

test('the first Tab reaches the skip link, which leads past the header', async () => {
  const { page, close } = await site.open('/lyxf/2026/1/');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'a.skip');
  const box = await page.locator('.skip').boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0, 'the link is seen while it has the focus');
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'main#ui-main.frame');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
  await close();
});

test('/ goes to the search field, j and k move through a list, and all three can be switched off', async () => {
  const { page, wrong, close } = await site.open('/notices/');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
  await page.keyboard.type('j/k');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'j/k', 'in a field they are letters');
  await page.evaluate(() => document.activeElement.blur());
  const at = () => page.evaluate(() => [...document.querySelectorAll('.item-title')].indexOf(document.activeElement));
  for (const [key, expected] of [['j', 0], ['j', 1], ['j', 2], ['k', 1], ['k', 0], ['k', 0]]) {
    await page.keyboard.press(key);
    assert.equal(await at(), expected, key);
  }
  await page.locator('[data-keys]').click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('j');
  assert.equal(await at(), -1, 'switched off');
  await page.reload();
  await page.keyboard.press('j');
  assert.equal(await at(), -1, 'and remembered');
  assert.deepEqual(wrong, []);
  await close();
});

test('Tab reaches every control in the order of the page, with a visible focus ring', async () => {
  for (const path of Object.values(PAGES)) {
    const { page, close } = await site.open(path);
    const expected = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
      const reachable = all.filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.type !== 'hidden' && it.tabIndex >= 0)
        // Of several radio buttons Tab reaches the one that is checked; arrows lead to the others.
        .filter((it) => it.type !== 'radio' || it.checked);
      assertNoPositive(all);
      return reachable.length;
      function assertNoPositive(list) {
        for (const it of list) if (it.tabIndex > 0) throw new Error(`tabindex ${it.tabIndex}`);
      }
    });
    const steps = [];
    for (let step = 0; step < expected; step += 1) {
      // In a date field Tab goes through day, month and year first.
      do await page.keyboard.press('Tab');
      while (await page.evaluate(() => document.activeElement === window.before && window.before.type === 'date'));
      steps.push(await page.evaluate(() => {
        const it = document.activeElement;
        window.before ??= null;
        const forward = !window.before || Boolean(window.before.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
        window.before = it;
        const style = getComputedStyle(it);
        const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
        const box = it.getBoundingClientRect();
        const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
        return { name: `${it.localName}.${it.className} ${it.textContent.trim().slice(0, 20)}`, forward, ring, seen };
      }));
    }
    assert.deepEqual(steps.filter((step) => !step.forward || !step.ring || !step.seen), [], path);
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), '', `${path}: after the last element the focus leaves the page`);
    await close();
  }
});

test('targets on a phone are at least 44 px; links within a text are exempt', async () => {
  const all = [];
  for (const path of Object.values(PAGES)) {
    const { page, close } = await site.open(path, PHONE);
    const small = await page.evaluate(() => {
      const targets = document.querySelectorAll('nav a, .masthead a, .site-foot a, button, .button, summary, input:not([type=hidden], [type=checkbox]), select, .card, .item-title, .tags a, .links a, .feeds a, .search-hints a, a.hit, label:has([type=checkbox]), h2 > a');
      return [...targets].filter((it) => it.checkVisibility({ visibilityProperty: true })).flatMap((it) => {
        // The touch target is the box itself and its absolutely positioned ::after.
        const box = it.getBoundingClientRect();
        const spread = getComputedStyle(it, '::after');
        const tall = spread.content !== 'none' && spread.position === 'absolute' ? Number.parseFloat(spread.height) : 0;
        const height = Math.max(box.height, tall), hidden = box.width <= 1 || it.classList.contains('skip');
        return height >= 43.9 && box.width >= 43.9 || hidden ? [] : [`${it.localName}.${it.className} “${it.textContent.trim().slice(0, 16)}” ${Math.round(box.width)} × ${Math.round(height)}`];
      });
    });
    all.push(...small.map((target) => `${path}: ${target}`));
    await close();
  }
  assert.deepEqual(all, []);
});

test('nothing moves if the reader prefers reduced motion', async () => {
  for (const reducedMotion of ['reduce', 'no-preference']) {
    const { page, close } = await site.open('/lyxf/2026/1/', { reducedMotion });
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((it) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(it);
      return transitionDuration.split(', ').some((time) => time !== '0s') || animationName !== 'none' || scrollBehavior === 'smooth';
    }).length);
    assert.equal(moving > 0, reducedMotion === 'no-preference', reducedMotion);
    await close();
  }
});
