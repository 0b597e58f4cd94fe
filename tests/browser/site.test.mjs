// The repository's own site as readers meet it: accessible, without errors, without strangers, searchable.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const TYPES = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png', json: 'application/json', xml: 'application/xml' };
const PAGES = ['/', '/notices/', '/notices/2025/', '/lyxf/', '/lyxf/2026/', '/lyxf/2026/1/', '/lsyxf/2026/8/', '/lyxf/2024/4/', '/newsletters/2025/2/', '/topics/', '/search/', '/404.html'];

let folder, server, browser, address;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  const made = spawnSync('cargo', ['run', '-q', '--locked', '--', 'build', '--quiet', '--date', '2026-11-22', '--output', join(folder, 'site')], { cwd: root, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  server = createServer((request, response) => {
    let path = join(folder, 'site', decodeURIComponent(new URL(request.url, 'http://x').pathname));
    if (path.endsWith('/')) path += 'index.html';
    if (!existsSync(path)) return response.writeHead(404).end();
    const type = TYPES[path.split('.').pop()] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': /text|json|xml/.test(type) ? `${type}; charset=utf-8` : type }).end(readFileSync(path));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** A page that notes what goes wrong on it. */
async function open(path, options = {}) {
  const context = await browser.newContext({ bypassCSP: true, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('request', (request) => request.url().startsWith(address) || wrong.push(`a stranger: ${request.url()}`));
  await page.goto(address + path);
  return { page, wrong, close: () => context.close() };
}

for (const colorScheme of ['light', 'dark']) {
  for (const width of [360, 1280]) {
    test(`no barrier on any page, ${colorScheme}, ${width} px`, async () => {
      for (const path of PAGES) {
        const { page, wrong, close } = await open(path, { colorScheme, viewport: { width, height: 800 } });
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
        const told = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | ')}`);
        assert.deepEqual(told, [], path);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(beyond <= 0, `${path} is ${beyond} px wider than the screen`);
        assert.deepEqual(wrong, [], path);
        await close();
      }
    });
  }
}

test('a phrase across word boundaries is found from the home page', async () => {
  const { page, wrong, close } = await open('/', { bypassCSP: false });
  await page.fill('main input[name="q"]', '量发展');
  await page.press('main input[name="q"]', 'Enter');
  await page.waitForSelector('#search-results a.hit');
  await page.waitForFunction(() => document.querySelector('#search-results').getAttribute('aria-busy') === 'false');
  assert.match(page.url(), /\/search\/\?q=/);
  assert.ok(Number(await page.textContent('[data-search-total]')) >= 2);
  assert.match(await page.textContent('#search-results'), /高质量发展/);
  assert.deepEqual(wrong, []);
  await close();
});

test('a number in any form leads to its document', async () => {
  for (const typed of ['鲁医协发[2026]1', '鲁医协发〔2026〕1号', 'lyxf 2026 1']) {
    const { page, close } = await open(`/search/?q=${encodeURIComponent(typed)}`, { bypassCSP: false });
    await page.waitForSelector('#search-results a.hit');
    assert.equal(await page.getAttribute('#search-results a.hit', 'href'), '/lyxf/2026/1/', typed);
    await close();
  }
});

test('home and a document weigh less than 40 kB', async () => {
  const { gzipSync } = await import('node:zlib');
  const { page, close } = await open('/');
  const seen = new Map();
  page.on('response', async (response) => {
    if (/html|css|javascript/.test(response.headers()['content-type'] ?? '')) seen.set(response.url(), gzipSync(await response.body()).length);
  });
  await page.reload({ waitUntil: 'networkidle' });
  await page.goto(`${address}/lyxf/2026/1/`, { waitUntil: 'networkidle' });
  const sum = [...seen.values()].reduce((a, b) => a + b, 0);
  assert.ok(sum > 5_000 && sum <= 40_960, `${sum} bytes`);
  await close();
});

test('every page reads without scripts', async () => {
  for (const path of PAGES) {
    const { page, close } = await open(path, { javaScriptEnabled: false });
    assert.equal(await page.locator('h1:visible').count(), 1, path);
    assert.ok((await page.locator('main').innerText()).length > 20, path);
    await close();
  }
});
