// PDF files: printed by `gongbao paper`, and beside the documents by a build whose site.yaml says `paper: true`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gongbao, root } from './site.mjs';

const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
const DOCUMENT = 'lsyxf/2026/8/lsyxf-2026-8.pdf';
let folder, site, temporary;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-'));
  site = join(folder, 'site');
  temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  for (const section of ['notices', 'initiatives']) mkdirSync(join(site, 'content', section), { recursive: true });
  writeFileSync(join(site, 'site.yaml'), `${readFileSync(join(root, 'site.yaml'), 'utf8')}\npaper: true\n`);
  for (const name of ['initiatives/_index.md', 'initiatives/cnmia-2026-initiative.md', 'notices/_index.md', 'notices/lsyxf-2026-8.md', 'notices/lsyxf-2026-5.md']) {
    cpSync(join(root, 'content', name), join(site, 'content', name));
  }
});

after(() => folder && rmSync(folder, { recursive: true }));

function run(environment, ...words) {
  const ran = gongbao(words, { cwd: site, env: { ...process.env, CHROMIUM: browser, TMPDIR: temporary, ...environment } });
  return { ...ran, messages: `${ran.stdout}${ran.stderr}` };
}
const build = (environment = {}) => run(environment, 'build', '--date', '2026-11-22');
const published = (name = DOCUMENT) => readFileSync(join(site, 'public', name));

test('without a browser nothing is published', () => {
  const { status, messages } = build({ CHROMIUM: '/nowhere/chromium' });
  assert.equal(status, 2, messages);
  assert.match(messages, /\/nowhere\/chromium/);
  assert.ok(!existsSync(join(site, 'public')));
});

test('a PDF is published beside each document, and its page links to it', () => {
  const { status, messages } = build();
  assert.equal(status, 0, messages);
  assert.match(published('lsyxf/2026/8/index.html').toString(), /href="\/lsyxf\/2026\/8\/lsyxf-2026-8\.pdf"/);
  const text = spawnSync('pdftotext', [join(site, 'public', DOCUMENT), '-'], { encoding: 'utf8' }).stdout;
  assert.match(text, /鲁社医协发〔2026〕8\s*号/);
  assert.ok(existsSync(join(site, 'public/lsyxf/2026/5/lsyxf-2026-5.pdf')));
  assert.doesNotMatch(published().toString('latin1'), /CreationDate/);
});

test('only changed documents are printed again', () => {
  const before = published();
  // Without a browser the build succeeds only if it keeps the PDF.
  const again = build({ CHROMIUM: '/nowhere/chromium' });
  assert.equal(again.status, 0, again.messages);
  assert.deepEqual(published(), before);
  const text = join(site, 'content/initiatives/cnmia-2026-initiative.md');
  writeFileSync(text, readFileSync(text, 'utf8').replaceAll('非公立医疗机构是', '一切非公立医疗机构是'));
  const failed = build({ CHROMIUM: '/nowhere/chromium' });
  assert.equal(failed.status, 2, 'the attached document has changed');
  assert.deepEqual(published(), before);
  const changed = build();
  assert.equal(changed.status, 0, changed.messages);
  assert.notDeepEqual(published(), before);
});

test('the same page gives the same bytes, in any order, and attachments follow on new pages', () => {
  for (const [output, words] of [['one', ['鲁社医协发[2026]8号']], ['all', ['--all']]]) {
    const { status, messages } = run({}, 'paper', ...words, '--date', '2026-11-22', '--output', output);
    assert.equal(status, 0, messages);
  }
  const pdf = join(site, 'one/lsyxf-2026-8.pdf');
  assert.deepEqual(readFileSync(pdf), readFileSync(join(site, 'all/lsyxf-2026-8.pdf')));
  assert.deepEqual(readFileSync(pdf), published());
  const pages = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).stdout.split('\f');
  const attached = pages.findIndex((page) => /^附件\s*$/m.test(page));
  const lines = pages[attached].split('\n').filter((line) => line.trim());
  assert.match(lines[0], /^附件\s*$/);
  assert.match(lines[1], /^\s*中国非公立医疗机构协会关于加强党建引领/);
  const signed = pages.findIndex((page) => /^\s+2026年3月26日\s*$/m.test(page));
  const printed = pages.findLastIndex((page) => /印发/.test(page));
  assert.ok(signed < attached && attached < printed, `${signed} ${attached} ${printed}`);
});

test('what cannot be found does not stop the rest, and missing typefaces are reported once', () => {
  const { status, stdout, stderr } = run({}, '--lang', 'zh', 'paper', 'nowhere', '鲁社医协发〔2026〕8号', '/nothing/', '鲁社医协发〔2026〕5号', '--date', '2026-11-22', '--output', 'some');
  assert.equal(status, 2, stderr);
  assert.deepEqual(stdout.trim().split('\n'), ['some/lsyxf-2026-8.pdf', 'some/lsyxf-2026-5.pdf']);
  for (const typed of ['nowhere', '/nothing/']) assert.ok(stderr.includes(`没有路径、网址或文号是 ${typed} 的公开文件`), stderr);
  // A machine has these typefaces or lacks them.
  const reported = stderr.match(/没有公文字体/g)?.length ?? 0;
  const lacks = !/FangSong|仿宋/.test(spawnSync('fc-list', [], { encoding: 'utf8' }).stdout ?? '');
  assert.ok(reported <= 1 && (reported === 1 || !lacks), stderr);
});

test('no temporary file is left', () => assert.deepEqual(readdirSync(temporary), []));
