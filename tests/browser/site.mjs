// Builds and serves this repository's site for a test file, and starts a browser.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export const root = new URL('../..', import.meta.url).pathname;

/** A page of every template, and of every variant of one. */
export const PAGES = {
  'index': '/',
  'section': '/notices/',
  'section-page-2': '/notices/page/2/',
  'section-year': '/notices/2025/',
  'page': '/lyxf/2026/1/',
  'page-repealed': '/lyxf/2024/2/',
  'page-annulled': '/lyxf/2024/4/',
  'page-call': '/lyxf/2026/8/',
  'page-report': '/lyxf/2025/7/',
  'page-graph': '/lyxf/2026/18/',
  'page-rule': '/lyxf/2023/2/',
  'changes': '/lyxf/2026/18/changes/',
  'page-letter': '/lyxh/2026/1/',
  'page-plain': '/about/site/',
  'newsletter': '/newsletters/2025/2/',
  'article': '/newsletters/2025/2/case-booking/',
  'issuer': '/lyx/',
  'register': '/lyxf/',
  'register-year': '/lyxf/2026/',
  'taxonomy-list': '/topics/',
  'taxonomy-single': '/topics/gao-zhi-liang-fa-zhan/',
  'updates': '/updates/',
  'subscribe': '/subscribe/',
  'in-force': '/in-force/',
  'standards': '/standards/',
  'page-standard': '/standards/sdha-001-2026/',
  'events': '/events/',
  'events-month': '/events/2026/9/',
  'page-event': '/lyxf/2026/7/',
  'statistics': '/statistics/',
  'search': '/search/',
  'search-list': '/search/?kind=document&validity=in-force',
  'search-results': '/search/?q=医院',
  '404': '/404.html',
  'redirect': '/notices/new-office/',
};

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', xml: 'application/xml',
  json: 'application/json', txt: 'text/plain; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf',
};

/** Returns how gongbao is run with these words: the program that tests/run built, else by cargo. */
export function gongbaoCommand(words) {
  const cargo = ['cargo', 'run', '-q', '--locked', '--manifest-path', join(root, 'Cargo.toml'), '--'];
  return [...process.env.GONGBAO ? [process.env.GONGBAO] : cargo, ...words];
}

/** Runs gongbao. */
export function gongbao(words, options = {}) {
  const [program, ...rest] = gongbaoCommand(words);
  return spawnSync(program, rest, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
}

/**
 * Builds a site, this repository's by default, into a temporary folder. tests/run builds this repository's once for all tests
 * and names the folder in GONGBAO_SITE.
 */
export function build(source = root, ...options) {
  if (source === root && !options.length && process.env.GONGBAO_SITE) return { output: process.env.GONGBAO_SITE, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'gongbao-'));
  const output = join(folder, 'site');
  const made = gongbao(['build', '--quiet', '--root', source, '--date', '2026-11-22', '--output', output, ...options]);
  assert.equal(made.status, 0, made.stderr);
  return { output, remove: () => rmSync(folder, { recursive: true }) };
}

/**
 * Serves the files of several folders (the first folder that has a file wins) with compression. `first` may answer a request
 * itself: it gets the request, the response, the path and a function that finds a file, and returns whether it has answered.
 */
export async function serve(folders, first = () => false) {
  const all = [folders].flat();
  const find = (path) => all.map((folder) => join(folder, path)).find((file) => existsSync(file) && !statSync(file).isDirectory());
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/\/$/, '/index.html');
    if (first(request, response, path, find)) return;
    const found = find(path), missing = join(all[0], '404.html');
    const bytes = found ? readFileSync(found) : existsSync(missing) ? readFileSync(missing) : '';
    const type = TYPES[found ? extname(found).slice(1) : 'html'] ?? 'application/octet-stream';
    const compresses = /text|json|xml/.test(type);
    response.writeHead(found ? 200 : 404, { 'content-type': type, ...compresses && { 'content-encoding': 'gzip' } });
    response.end(compresses ? gzipSync(bytes) : bytes);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Starts the browser. */
export async function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  assert.ok(existsSync(executablePath), `no Chromium at ${executablePath}: install it, or name one in CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Returns the site with a server and a browser. `open` opens a page (an empty one for `null`) and records in `wrong` what fails on it. */
export async function reader(...options) {
  const site = build(...options);
  const server = await serve(site.output);
  const browser = await launch();
  const { address } = server;

  async function open(path, settings = {}) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...settings });
    const page = await context.newPage();
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && wrong.push(message.text()));
    page.on('request', (request) => request.url().startsWith(address) || request.url().startsWith('data:') || wrong.push(`a request to another host: ${request.url()}`));
    page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
    if (path === null) return { page, wrong, close: () => context.close() };
    await stay(page, path);
    await page.goto(address + path);
    if (path.startsWith('/search/') && settings.javaScriptEnabled !== false) {
      await page.waitForSelector('#ui-search-results[aria-busy=false] :is(.hit, .hit-none)');
      await page.waitForLoadState('networkidle');
    }
    return { page, wrong, close: () => context.close() };
  }

  /** Keeps a redirect page open: the server answers 204 for its target, so the browser stays. */
  async function stay(page, path) {
    const html = readFileSync(join(site.output, path.split('?')[0].replace(/\/$/, '/index.html')), 'utf8');
    const target = html.match(/http-equiv="refresh" content="0; url=([^"]+)"/)?.[1];
    if (target) await page.route(address + target, (route) => route.fulfill({ status: 204 }));
  }

  const close = async () => {
    await browser.close();
    server.close();
    site.remove();
  };
  return { address, browser, open, output: site.output, close };
}
