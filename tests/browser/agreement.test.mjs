// The browser's engine and `gongbao search` give the same hits in the same order, over the same index.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { draw, load } from '../../benches/search/queries.mjs';
import { Engine } from '../../themes/official/search/engine.js';
import { facets as counts } from '../../themes/official/search/facets.js';
import { gongbao, root } from './site.mjs';

const SYNONYMS = { 卫健委: ['卫生健康委员会', '衛生健康委'], 醫院: ['診療機構', '就医机构'], DRG: ['按病组付费'] };
let folder, engine, drawn;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  // Enough for an archive, a recent segment and trigrams.
  const corpus = spawnSync('node', ['benches/search/corpus.mjs', '640', folder], { cwd: root, encoding: 'utf8' });
  assert.equal(corpus.status, 0, corpus.stderr);
  const more = [
    ['卫健委通知一', '卫健委来函'], ['卫健委通知二', '卫生健康委员会来函'], ['某某通知三', '诊疗机构名单'], ['某某通知四', '就医机构名单，按病组付费'],
    ['医院-评审', '医院评审的说明'], ['医院评审', '正文'], ['评审医院', '医院，评审'], ['一份很长的标题里有医院评审标准', '医院评审标准'],
    ['鲁医协发文件汇编', '见鲁医协发〔2020〕3号、鲁医协发〔2020〕13号'], ['关于本站', '没有日期的一页', ''], ['预算公开', '预算1,234,500元，共１２，３４５项，见1,2,345'],
    ['中标公告', '编号ZBXMJD612345A的项目，按ＩＳＯ９００１执行，见Naïve-Bayes与v3.5版'], ['中标更正', '编号MJD612345的项目'], ['又一件', '邮箱hospital@example.org，共612345项'],
    ['某份材料', '正文', '2024-05-06', { topics: ['互联网诊疗监管', '其他'], genre: '纪要' }], ['另一份材料', '提到互联网诊疗监管'], ['无关材料', '互联网诊疗，监管'],
  ].map(([title, text, date = '2024-05-06', more], index) => ({
    url: `/reports/more/${index}/`, title, number: null, issuers: index % 2 ? ['山东省医院协会', '山东省护理协会'] : [], date, category: 'reports', topics: [], validity: 'in-force', blocks: [[' ', text]], ...more,
  }));
  const path = join(folder, 'records.jsonl');
  writeFileSync(path, readFileSync(path, 'utf8') + more.map((record) => JSON.stringify(record) + '\n').join(''));
  writeFileSync(join(folder, 'synonyms.json'), JSON.stringify(SYNONYMS));
  const made = spawnSync('cargo', ['run', '-q', '--locked', '--example', 'search-index', folder, join(folder, 'search')], { cwd: root, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const entry = JSON.parse(readFileSync(join(folder, 'search/search.json'), 'utf8'));
  assert.equal(entry.segments.length, 2);
  engine = new Engine('https://example.org/search/search.json', async (url) => new Response(readFileSync(join(folder, new URL(url).pathname))));
  drawn = draw(await load(folder), 6);
});
after(() => folder && rmSync(folder, { recursive: true }));

async function inBrowser({ text, facets = {}, from = '', to = '', sort = '' }) {
  const answer = await engine.search({ text, facets, from, to, sort });
  while (!answer.done) await answer.more(500);
  assert.equal(answer.lost, 0, text);
  assert.equal(answer.total, answer.hits.length, text);
  return answer.hits.map((hit) => hit.url);
}

function onCommandLine({ text, facets = {}, from = '', to = '', sort = '' }) {
  const narrowed = Object.entries(facets).flatMap(([name, values]) => values.flatMap((value) => ['--facet', `${name}=${value}`]));
  const ran = gongbao(['search', '--output', folder, '--most', '100000', ...sort ? ['--sort', sort] : [], ...from ? ['--from', from] : [], ...to ? ['--to', to] : [], ...narrowed, '--', text]);
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout.split('\n').filter((line) => line.startsWith('/')).map((line) => line.split('\t')[0]);
}

/** Asserts that both give the same hits; returns how many. */
async function agree(query) {
  const [browser, command] = [await inBrowser(query), onCommandLine(query)];
  assert.deepEqual(browser, command, JSON.stringify(query));
  assert.equal(new Set(browser).size, browser.length, JSON.stringify(query));
  return browser.length;
}

async function all(queries, least) {
  let found = 0;
  for (const query of queries) found += await agree(query) > 0;
  assert.ok(found >= least, `${found} of ${queries.length} queries found something`);
}

const drawnOf = (pattern) => drawn.filter(({ kind }) => pattern.test(kind)).map(({ text }) => ({ text }));

test('phrases of every length, words of every script', () => all(drawnOf(/^han|single|rare|mixed|latin|absent/), 40));

test('numbers in any form, and titles', async () => {
  await all(drawnOf(/^number|title/), 24);
  await all(['鲁医协发〔2020〕3号', '鲁医协发[2020]3', '鲁医协发（2020）第03号', '鲁医协发【2020】3号', '2020年3号', '〔2020〕3号', 'lyxf 2020 3', '３号'].map((text) => ({ text })), 6);
});

test('several words, quotes and exclusions', async () => {
  const words = drawnOf(/^han [234]/).map(({ text }) => text);
  await all([
    ...drawnOf(/two/),
    ...words.slice(0, 6).map((word, index) => ({ text: `医院 ${word} ${words.at(-1 - index)}` })),
    ...words.slice(0, 6).map((word) => ({ text: `医院 -${word}` })),
    ...words.slice(6, 12).map((word) => ({ text: `"${word}" 协会 -"医院管理"` })),
    ...['医院 -评审', '医院评审 -标准', '医院 -评审 -标准', '-医院', '- 医院', '--医院', '医院"评审"标准', '"医院', '""', '医院　评审', '医院\u0085评审', '医院评审标准 -医院评审标准'].map((text) => ({ text })),
  ], 20);
});

test('traditional forms, synonyms and pinyin', async () => {
  await all([...drawnOf(/traditional/), ...['卫健委', '卫生健康委员会', '衛生健康委', '"卫健委"', '医院', '诊疗机构', '就医机构', 'drg', 'ＤＲＧ', '按病组付费', '卫健委 来函'].map((text) => ({ text }))], 12);
  await all(['yiyuan', 'lyxf', 'yyxh 2020', 'lyxf2020'].map((text) => ({ text })), 0);
});

test('facets, alone and together, and sorting by date', async () => {
  const wide = { text: '医院' };
  assert.ok(await agree({ ...wide, sort: 'date' }) > 100);
  const facets = [
    { year: ['2020'] }, { year: ['2020', '2021'] }, { category: ['notices'] }, { issuer: ['山东省护理协会'] }, { topic: ['护理', '药事'] }, { validity: ['repealed'] },
    { year: ['2024'], category: ['reports'], issuer: ['山东省医院协会'] }, { year: ['1900'] },
  ];
  await all(facets.flatMap((chosen) => [{ ...wide, facets: chosen }, { text: '质量 管理', facets: chosen, sort: 'date' }]), 9);
  // Choosing a value finds as many documents as its facet counts.
  const answer = await engine.search({ ...wide, facets: {} });
  while (!answer.done) await answer.more(500);
  for (const { name, values } of await counts(answer)) {
    // The corpus names no kinds.
    if (name === 'kind') continue;
    assert.ok(values.every(({ value }) => value), name);
    const [{ value, count }] = values;
    assert.equal(await agree({ ...wide, facets: { [name]: [value] } }), count, `${name}=${value}`);
  }
});

test('without a word all documents are listed, narrowed by facets and days', async () => {
  const documents = readFileSync(join(folder, 'records.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const count = (isWanted) => documents.filter(isWanted).length;
  assert.equal(await agree({ text: '' }), documents.length);
  assert.equal(await agree({ text: '  ', facets: { year: ['2020'] } }), count(({ date }) => date.startsWith('2020')));
  for (const [from, to] of [['2020-03-15', '2020-06-30'], ['2020', '2020-02'], ['2021-05', ''], ['', '2019'], ['2024-05-06', '2024-05-06'], ['2031', '']]) {
    const isWithin = ({ date }) => date && date >= from && (!to || date.slice(0, to.length) <= to);
    assert.equal(await agree({ text: '', from, to }), count(isWithin), `${from} to ${to}`);
    await agree({ text: '医院', from, to, facets: { category: ['notices'] }, sort: 'date' });
  }
  // Newest first; what has no date comes last, and no facet counts more than the days leave.
  const answer = await engine.search({ text: '', from: '2020', to: '2020' });
  const [dates, total] = [answer.hits.map(({ date }) => date), answer.total];
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.ok(answer.exact && total > 10);
  const facets = await counts(answer);
  assert.deepEqual(facets.map(({ name }) => name), ['kind', 'category', 'year', 'issuer', 'topic', 'validity']);
  assert.deepEqual(facets[2].values, [{ value: '2020', count: total, name: '2020' }]);
  // Only punctuation is no word, and finds nothing.
  assert.equal(await agree({ text: '，' }), 0);
});

test('topics, issuers and genres are found as text', async () => {
  for (const text of ['护理', '药事', '山东省护理协会', '护理协会', '医院 -护理协会', '"护理"', '纪要']) assert.ok(await agree({ text }) > 0, text);
  // A document of the topic ranks above those that only mention it, and says why it was found.
  const { hits } = await engine.search({ text: '互联网诊疗监管' });
  assert.deepEqual(hits.map((hit) => hit.url), ['/reports/more/14/', '/reports/more/16/', '/reports/more/15/']);
  assert.deepEqual(hits[0].topics, [[{ text: '互联网诊疗监管', mark: true }]]);
});

test('numbers are found with and without thousands separators, in any width', async () => {
  for (const text of ['1234500', '1,234,500', '１２３４５００', '1，234，500', '12345项', '12,345项', '2,345']) {
    assert.equal(await agree({ text }), text === '2,345' ? 0 : 1, text);
  }
});

test('words of letters and digits are found by any part of three characters, and by their first two', async () => {
  const found = { ZBXMJD612345A: 1, MJD612345: 2, mjd: 2, 'ＭＪＤ６': 2, '"MJD612345"': 1, XMJD6: 1, '2345a': 1, 612345: 3, 12345: 3, 2345: 0, iso9: 1, SO90: 1, naive: 1, aïv: 1, hospit: 1, zb: 1, bx: 0, mj: 1, 'v3.': 1, 'D6123 项目': 2, 'mjd -更正': 1, MJX: 0 };
  for (const [text, least] of Object.entries(found)) {
    const count = await agree({ text });
    assert.ok(least ? count >= least : count === 0, `${text}: ${count}`);
  }
  // The whole word comes first, and what was found is marked.
  const answer = await engine.search({ text: 'MJD612345' });
  assert.equal(answer.hits[0].title.map(({ text }) => text).join(''), '中标更正');
  const marked = answer.hits[1].snippets[0].filter((part) => part.mark).map((part) => part.text);
  assert.deepEqual(marked, ['MJD612345']);
});

test('a pair of tokens that is repeated is read once', async () => {
  const asked = [];
  const get = async (url) => {
    asked.push(new URL(url).pathname);
    return new Response(readFileSync(join(folder, asked.at(-1))));
  };
  const counting = new Engine('https://example.org/search/search.json', get);
  await counting.search({ text: '医院' });
  asked.length = 0;
  const answer = await counting.search({ text: '医'.repeat(300) });
  assert.equal(answer.total, 0);
  assert.ok(asked.length <= 6, `${asked.length} requests: ${asked}`);
  assert.equal(await agree({ text: '人人人人' }), 0);
});
