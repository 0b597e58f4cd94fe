// Every published page: valid HTML, in one language, from one host, without inline scripts and styles.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { writeSettingsSite } from './settings_site.mjs';
import { build, root } from './site.mjs';

const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  elements: ['html5'],
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  // Integrity hashes are needed only for files of other hosts.
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
}));

let sites = [], pages;
const complete = mkdtempSync(join(tmpdir(), 'gongbao-settings-'));
before(() => {
  writeSettingsSite(complete);
  // This repository's site, one with letters, minutes and attachments of every kind, the handbook, and one with all that site.yaml can have.
  sites = [build(), build(join(root, 'tests/browser/forms')), build(join(root, 'docs/handbook')), build(complete)];
  pages = sites.flatMap(({ output }) => {
    const names = readdirSync(output, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
    return names.map((name) => ({ name, html: readFileSync(join(output, name), 'utf8') }));
  });
});
after(() => {
  rmSync(complete, { recursive: true });
  sites.forEach((site) => site.remove());
});

test('every page is valid HTML', async () => {
  assert.ok(pages.length > 100, `${pages.length} pages`);
  const messages = [];
  for (const { name, html } of pages) {
    const { results } = await validator.validateString(html, name);
    for (const result of results) messages.push(...result.messages.map((m) => `${name}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }
  assert.deepEqual(messages, []);
});

test('no page contains an inline script, style or handler, or loads from another host', () => {
  for (const { name, html } of pages) {
    const scripts = [...html.matchAll(/<script\b([^>]*)>/g)].map((match) => match[1]);
    assert.deepEqual(scripts.filter((attributes) => !/ src="/.test(attributes) && !/application\/ld\+json/.test(attributes)), [], name);
    assert.doesNotMatch(html, /<style\b| style="|<[^>]+ on[a-z]+="|javascript:/i, name);
    const loaded = [...html.matchAll(/<(?:script|img|iframe|source|audio|video|embed)\b[^>]* src="([^"]*)"|<link rel="(?:stylesheet|icon|preload)"[^>]* href="([^"]*)"/g)];
    assert.deepEqual(loaded.map((match) => match[1] ?? match[2]).filter((address) => /^(?:[a-z]+:)?\/\//.test(address)), [], name);
    const policy = html.match(/Content-Security-Policy" content="([^"]*)"/)?.[1];
    assert.match(policy, /^default-src 'none'; .*require-trusted-types-for 'script'$/, name);
    // Other hosts are named only for the forms of public search engines.
    assert.doesNotMatch(policy.replace(/ form-action [^;]*;/, ''), /unsafe|\*|https?:/, name);
  }
});

test('every page has a language, a title and one main heading, and dates are machine-readable', () => {
  for (const { name, html } of pages) {
    assert.match(html, /^<!doctype html>\n<html lang="zh-CN">/, name);
    assert.match(html, /<title>[^<]+<\/title>/, name);
    assert.equal(html.match(/<h1[\s>]/g)?.length, 1, name);
  }
  const time = /<time datetime="\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?">[^<]*\d{4}年\d{1,2}月\d{1,2}日[^<]*<\/time>/;
  for (const name of ['index.html', 'notices/index.html', 'lyxf/2026/1/index.html', 'newsletters/2025/2/index.html', 'lyxf/2026/index.html']) {
    const { html } = pages.find((page) => page.name === name);
    assert.match(html, time, name);
  }
  for (const { name, html } of pages) {
    for (const [element] of html.matchAll(/<time\b.*?<\/time>/g)) assert.match(element, time, name);
    for (const [figure] of html.matchAll(/<img\b[^>]*>/g)) assert.match(figure, / alt="/, name);
    for (const [head] of html.matchAll(/<th\b[^>]*>/g)) assert.match(head, / scope="(?:col|row)"/, name);
  }
});
