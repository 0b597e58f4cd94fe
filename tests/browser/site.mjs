// The repository's own site, built and served for a test file, and a browser to read it with.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

export const root = new URL('../..', import.meta.url).pathname;

/** An address for every template, and for what only some pages of a template have. */
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
  'page-letter': '/lyxh/2026/1/',
  'page-plain': '/about/site/',
  'newsletter': '/newsletters/2025/2/',
  'article': '/newsletters/2025/2/case-booking/',
  'issuer': '/lyx/',
  'register': '/lyxf/',
  'register-year': '/lyxf/2026/',
  'taxonomy-list': '/topics/',
  'taxonomy-single': '/topics/gao-zhi-liang-fa-zhan/',
  'statistics': '/statistics/',
  'search': '/search/',
  'search-results': '/search/?q=医院',
  '404': '/404.html',
  'redirect': '/鲁医协发〔2026〕1号/',
};

const TYPES = {
  html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', xml: 'application/xml',
  json: 'application/json', txt: 'text/plain; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', pdf: 'application/pdf',
};

/** Runs the program: the one that tests/run built, else cargo's. */
export function gongbao(words, options = {}) {
  const [program, ...before] = process.env.GONGBAO
    ? [process.env.GONGBAO]
    : ['cargo', 'run', '-q', '--locked', '--manifest-path', join(root, 'Cargo.toml'), '--'];
  return spawnSync(program, [...before, ...words], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
}

/**
 * Builds a folder that holds `site.yaml` (this repository's, if none is named) into a temporary one. This repository's own
 * is built once for all tests where tests/run has done it: GONGBAO_SITE names the folder.
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
 * Serves folders, the first that has a file answering, as a host does that compresses; gives its address. `first` may
 * answer a request itself: it is given request, response, the path and a function that finds a file, and returns true.
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
    const packs = /text|json|xml/.test(type);
    response.writeHead(found ? 200 : 404, { 'content-type': type, ...packs && { 'content-encoding': 'gzip' } });
    response.end(packs ? gzipSync(bytes) : bytes);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  assert.ok(existsSync(executablePath), `no Chromium at ${executablePath}: install it, or name one in CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** The site, a server and a browser; `open` gives a page, empty for `null`, that notes in `wrong` what goes wrong on it. */
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
    page.on('request', (request) => request.url().startsWith(address) || request.url().startsWith('data:') || wrong.push(`a stranger: ${request.url()}`));
    page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
    if (path === null) return { page, wrong, close: () => context.close() };
    await stay(page, path);
    await page.goto(address + path);
    if (path.includes('?q=')) await page.waitForSelector('#ui-search-results[aria-busy=false] a.hit');
    return { page, wrong, close: () => context.close() };
  }

  /** Lets a redirect page be looked at: where it leads answers that there is nothing to show. */
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
