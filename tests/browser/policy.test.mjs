// Every kind of page, used as readers use it, breaks no rule of its own policy and of the headers in `_headers`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, launch, PAGES, serve } from './site.mjs';

let site, server, browser;
before(async () => {
  site = build();
  // The first rule is for every file.
  const [, ...lines] = readFileSync(join(site.output, '_headers'), 'utf8').split(/\n(?=\S)/)[0].trim().split('\n');
  const headers = lines.map((line) => line.trim().split(/: (.*)/).slice(0, 2));
  server = await serve(site.output, (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    return false;
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  site?.remove();
});

/** Opens a page and records each breach of a policy: of a document by its event, of a worker by the console. */
async function open(path) {
  const context = await browser.newContext({ reducedMotion: 'reduce', permissions: ['clipboard-write'] });
  const page = await context.newPage();
  const breaches = [];
  await page.exposeFunction('breach', (text) => { breaches.push(text); });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => window.breach(`${effectiveDirective} ${blockedURI} ${sample}`));
    window.print = () => { window.isPrinted = true; };
  });
  page.on('console', (message) => /content security policy|trusted/i.test(message.text()) && breaches.push(message.text()));
  page.on('pageerror', (error) => breaches.push(error.message));
  const response = await page.goto(server.address + path);
  await page.waitForLoadState('networkidle');
  return { context, page, breaches, response };
}

/** Presses each button of a page that can be seen; returns the words on them. */
async function press(page) {
  const pressed = [];
  // The elder view adds buttons, so it comes first.
  const elder = page.locator('button[data-view=elder]');
  if (await elder.count()) {
    pressed.push(await elder.textContent());
    await elder.click();
  }
  for (const button of await page.locator('button[type=button]:not([data-view=elder])').all()) {
    if (!await button.isVisible()) continue;
    pressed.push(await button.textContent());
    await button.click();
  }
  return pressed;
}

const seen = new Set();
for (const [name, path] of Object.entries(PAGES)) {
  test(`${name} breaks no rule`, async () => {
    const { context, page, breaches, response } = await open(path);
    if (response) assert.match(response.headers()['content-security-policy'], /^default-src 'none'.*frame-ancestors 'self'$/);
    const found = '#ui-search-results[aria-busy=false] .hit';
    if (path.startsWith('/search/')) {
      await page.fill('form[data-search] input[type=search]', '医院');
      await page.waitForSelector(found);
      assert.equal(page.workers().length, 1, 'the search runs in a worker');
    }
    for (const words of await press(page)) seen.add(words);
    if (path.startsWith('/search/')) {
      const facets = page.locator('[data-search-facets]');
      if (await facets.getAttribute('open') === null) await facets.locator('> summary').click();
      await facets.locator('input[type=checkbox]').first().waitFor({ state: 'attached' });
    }
    // A form that leads elsewhere must be named, or nothing happens when it is sent.
    const policy = await page.getAttribute('meta[http-equiv=Content-Security-Policy]', 'content');
    const targets = await page.$$eval('form', (forms) => forms.map(({ action }) => new URL(action).origin));
    const named = /form-action ([^;]*)/.exec(policy)[1].split(' ');
    assert.deepEqual(targets.filter((target) => target !== server.address && !named.includes(target)), []);
    if (await page.locator('[data-print]').count()) await page.waitForFunction(() => window.isPrinted);
    assert.deepEqual(breaches, []);
    await context.close();
  });
}

test('what readers press was pressed', () => {
  for (const words of ['适老版', '朗读', '打印', '复制引用']) assert.ok([...seen].some((text) => text.includes(words)), `${words}: ${[...seen]}`);
});
