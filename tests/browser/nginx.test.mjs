// The rules that `gongbao export nginx` writes, in a real nginx: every spelling of a number leads to its document.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { gongbao } from './site.mjs';

const PROGRAM = '/usr/sbin/nginx';
const lines = readFileSync(new URL('../fixtures/number-variants.tsv', import.meta.url), 'utf8').trim().split('\n').slice(1);
// Digits of full width are left to the script of 404.html, and so is a number across two lines.
const numbers = lines.map((line) => line.split('\t')).map(([raw, canonical]) => ({ raw, parts: canonical.match(/^([^ ]+)〔(\d+)〕(\d+)号$/) }))
  .filter(({ raw, parts }) => parts && !/[０-９]|<LF>/.test(raw));
// A base with a character that has a meaning in patterns, and in another script.
const BASE = '/门户.x';

let folder, server, address;
before(async () => {
  assert.ok(existsSync(PROGRAM), `no nginx at ${PROGRAM}: install the package nginx`);
  folder = mkdtempSync(join(tmpdir(), 'gongbao-nginx-'));
  // The workers of nginx run as another user.
  chmodSync(folder, 0o755);
  const codes = [...new Set(numbers.map(({ parts }) => parts[1]))];
  const series = codes.map((code, index) => `      - {code: ${code}, slug: s${index}}`).join('\n');
  writeFileSync(join(folder, 'site.yaml'), `title: 门户\nbase_url: https://portal.test${BASE}/\nissuers:\n  - name: 甲协会\n    slug: own\n    codes:\n${series}\n`);
  mkdirSync(join(folder, `public${BASE}`), { recursive: true });
  writeFileSync(join(folder, `public${BASE}/404.html`), 'missing');
  const rules = gongbao(['export', 'nginx', '--root', folder]).stdout;
  writeFileSync(join(folder, 'rules.conf'), rules);
  const port = await new Promise((resolve) => { const free = createServer().listen(0, () => { const { port } = free.address(); free.close(() => resolve(port)); }); });
  address = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/pid; error_log stderr;
    events {}
    http { access_log off; client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
      server { listen 127.0.0.1:${port}; root ${folder}/public; error_page 404 ${BASE}/404.html; include ${folder}/rules.conf; } }`);
  execFileSync(PROGRAM, ['-t', '-q', '-c', join(folder, 'nginx.conf')]);
  server = spawn(PROGRAM, ['-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await fetch(address).catch(() => null)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
after(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('every spelling leads to the document by one redirect', async () => {
  const codes = [...new Set(numbers.map(({ parts }) => parts[1]))];
  assert.ok(numbers.length > 20, `${numbers.length} numbers`);
  for (const { raw, parts: [, code, year, serial] } of numbers) {
    for (const end of ['/', '']) {
      const response = await fetch(`${address}${encodeURI(BASE)}/${encodeURIComponent(raw)}${end}`, { redirect: 'manual' });
      assert.equal(response.status, 301, raw);
      assert.equal(new URL(response.headers.get('location'), address).pathname, `${encodeURI(BASE)}/s${codes.indexOf(code)}/${year}/${serial}/`, raw);
    }
  }
});

test('what is no number of the site is not redirected', async () => {
  for (const path of [`${BASE}/别的〔2026〕1号/`, `${BASE}/s0/2026/1/`, '/鲁医协发〔2026〕1号/', '/门户-x/鲁医协发〔2026〕1号/', `${BASE}/又鲁医协发〔2026〕1号/`, `${BASE}/鲁医协发〔2026〕1号/more/`]) {
    const response = await fetch(address + path, { redirect: 'manual' });
    assert.equal(response.status, 404, path);
    assert.equal(await response.text(), 'missing');
  }
});

test('an old address that looks like a number keeps its page', async () => {
  const old = `${BASE}/鲁医协发〔1999〕1号`;
  mkdirSync(join(folder, 'public', old));
  writeFileSync(join(folder, 'public', old, 'index.html'), 'old');
  const response = await fetch(`${address}${encodeURI(old)}/`, { redirect: 'manual' });
  assert.equal(response.status, 200);
  assert.equal(await response.text(), 'old');
});

test('headers for safety everywhere, for ever in caches what is named by a digest', async () => {
  const named = ['/assets/1a2b3c4d/site.css', '/assets/accent-1a2b3c4d.css', '/cards/0123456789abcdef.png', '/search/slots-26eb87.bin', '/search/0/t-456770/24.bin'];
  const others = ['/page/', '/404.html', '/assets/highlight.css', '/search/search.json', '/search/', '/notices/a-202611.pdf'];
  for (const path of [...named, ...others]) {
    const file = join(folder, `public${BASE}`, path.replace(/\/$/, '/index.html'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'text');
  }
  const headersOf = async (path) => (await fetch(`${address}${encodeURI(path)}`, { redirect: 'manual' })).headers;
  for (const path of [...named, ...others, '/missing/', '/assets/1a2b3c4d/missing.css']) {
    const headers = await headersOf(BASE + path);
    assert.match(headers.get('content-security-policy'), /^default-src 'none'; script-src 'self';.* frame-ancestors 'self'$/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'strict-origin-when-cross-origin', path);
    assert.match(headers.get('permissions-policy'), /camera=\(\)/, path);
    assert.equal(headers.get('strict-transport-security'), 'max-age=31536000', path);
    const cache = path.includes('missing') ? null : named.includes(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
    assert.equal(headers.get('cache-control'), cache, path);
  }
  // What else the host has is left alone.
  writeFileSync(join(folder, 'public/other.txt'), 'text');
  for (const name of ['content-security-policy', 'x-content-type-options', 'cache-control']) assert.equal((await headersOf('/other.txt')).get(name), null, name);
});
