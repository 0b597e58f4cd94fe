// Writes a site of documents that are hard to print: many recipients, wide tables, long texts and titles, joint issuers, dates
// with two digits, large pictures, long addresses.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const ISSUERS = [
  ['甲协', '甲地医院协会', 'jx'],
  ['乙协', '乙地协会', 'yx'],
  ['丙协', '丙地基层医疗卫生机构管理与服务促进协会', 'bx'],
  ['丁协', '丁地区域医疗中心建设与县域医疗卫生共同体协同发展研究促进会', 'dx'],
  ['戊协', '戊地民营医院协会', 'wx'],
  ['己协', '己地医院后勤管理协会', 'kx'],
];
const NAMES = ISSUERS.map(([, name]) => name);

const sentence = (index) => `第${index}项工作由各单位指定专人负责，材料须经本单位审核，并于当月底前报送；逾期未报的，由承办单位逐一核对并说明原因。`;
const text = (paragraphs) => Array.from({ length: paragraphs }, (_, index) => sentence(index + 1)).join('\n\n');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');
const repeat = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** The figures of the tables: none of them may be broken. */
export const FIGURES = ['5,443,012', '97.7%', '1,234.56万元', '12,345人次', '−3.25‰', '0.85mmol/L', '2026-10-31', '112.5个百分点'];
const figures = (count, from) => repeat(count, (index) => FIGURES[(from + index) % FIGURES.length]);
const grid = (columns, rows) => table(
  ['序号', '地区', ...repeat(columns - 2, (index) => `第${index + 1}季度完成数量（百分点）`)],
  repeat(rows, (index) => [index + 1, '济水', ...figures(columns - 2, index)]),
);

const document = (keys, body) => `---\n${Object.entries(keys).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n${body}\n`;

/** The documents, by their path below `content`. */
function documents() {
  const files = {}, serials = {};
  const add = (path, keys, body) => { files[path] = document({ date: '2026-10-31', ...keys }, body); };
  const number = (code) => `${code}发〔2026〕${serials[code] = (serials[code] ?? 0) + 1}号`;
  const notice = (slug, keys, body = text(3)) => add(`notices/${slug}.md`, { number: number('甲协'), recipients: ['各会员单位'], copies: ['各市医院协会', '监事会'], ...keys }, body);
  const many = (count) => repeat(count, (index) => `第${index + 1}人民医院及其所属各分院`);

  for (const count of [12, 24, 40, 80]) notice(`recipients-${count}`, { title: `关于报送${count}家单位材料的通知`, recipients: many(count), note: '此件公开发布' });
  for (const [columns, rows] of [[3, 6], [6, 30], [8, 12], [9, 12], [12, 40], [16, 8], [24, 5]]) {
    notice(`table-${columns}`, { title: `关于${columns}列统计表的通报` }, `${text(1)}\n\n表1 各地完成情况\n\n${grid(columns, rows)}\n\n${text(2)}`);
  }
  notice('table-last', { title: '关于表格殿后的通报', note: '联系人：办公室' }, `${text(2)}\n\n${grid(12, 5)}`);
  notice('table-prose', { title: '关于分工的通报' }, `${text(1)}\n\n${table(['序号', '任务', '牵头单位', '完成时限', '经费'], repeat(20, (index) => [index + 1, `${sentence(index)}${'续'.repeat(index % 7)}比上年增长12.5个百分点，投入1,234.5万元。`, '办公室、财务部', '2026年12月31日前', '1,234.56万元']))}`);
  notice('table-attached', { title: '关于报送年度数据的通知', attachments: [{ title: '年度数据表', document: 'notices/attached-table.md' }, { title: '甲地医院协会数据管理办法', document: 'notices/attached-rule.md' }] });
  add('notices/attached-table.md', { title: '年度数据表', date: '2026-10-31' }, grid(10, 25));
  add('notices/attached-rule.md', { title: '甲地医院协会数据管理办法', date: '2026-10-31', signature: ['甲地医院协会'] }, text(9));
  notice('forwarded', { title: '关于转发倡议书的通知', attachments: [{ title: '倡议书', document: 'notices/of-others.md' }] });
  add('notices/of-others.md', { title: '乙地协会关于节约用纸的倡议书', date: '2026-09-12', issuer: '乙地协会', signature: ['乙地协会'] }, text(2));
  for (const [index, count] of [2, 3, 4, 6].entries()) {
    notice(`joint-${count}`, { title: '关于联合开展调研的通知', date: `2026-1${index % 3}-2${index}`, issuer: NAMES.slice(0, count) });
  }
  ISSUERS.forEach(([code, name], index) => {
    add(`notices/of-${index}.md`, { title: '关于印发年度工作要点的通知', number: number(code), issuer: name, date: `2026-${10 + index % 3}-${20 + index}`, recipients: ['各会员单位'], note: '此件公开发布', copies: ['监事会'] }, text(4 + 3 * index));
  });
  for (const signature of ['秘书处', '甲地协会', '甲地协会秘书处', '甲地协会秘书处办', '甲地医院协会秘书处']) {
    notice(`signed-${signature.length}`, { title: '关于办公地址的通知', signature: [signature], date: '2026-12-28', note: '此件公开发布' });
  }
  notice('title', { title: `关于印发《${'医疗质量与医院运行管理能力提升'.repeat(6)}行动方案（2026—2030年）》的通知` });
  notice('words', { title: '关于Hospital Information System Interoperability Standards（HISIS）平台升级的通知' },
    `${text(1)}请各单位登录 https://example.org/a/very/long/path/of/an/address/that/does/not/fit/into/a/line?with=parameters&and=more 查询，材料发至 administrative.office.of.the.association@members.example.org 邮箱，编号 ${'A1B2C3D4'.repeat(8)}，并注明甲协发〔2026〕1号文件第三条。\n\n1. 一级\n   1. 二级\n      1. 三级\n      2. 三级\n   2. 二级\n2. 一级\n\n\`\`\`text\n${'x'.repeat(300)}\n\`\`\`\n\n正文有注[^1]。\n\n[^1]: 见 https://example.org/another/long/address/of/a/page/that/does/not/end/in/time.html 。`);
  notice('pictures/index', { title: '关于公布图示的通知' }, `${text(1)}\n\n![长图](tall.png)\n\n${text(1)}\n\n![宽图](wide.png)\n\n${text(1)}`);
  for (const [slug, count] of [['letter', 1], ['letter-recipients', 40]]) notice(slug, { title: '关于商请提供数据的函', recipients: many(count) }, text(9));
  notice('letter-table', { title: '关于反馈数据的函' }, `${text(2)}\n\n${grid(12, 20)}\n\n${text(1)}`);
  notice('minutes', { title: '第十次会长办公会议纪要' }, text(6));
  notice('long', { title: '关于印发年度报告的通知' }, Array.from({ length: 40 }, (_, index) => `## ${index + 1}．章节\n\n${text(42)}`).join('\n\n'));
  add('reports/report.md', { title: '行业运行报告' }, `## 数据\n\n${grid(14, 6)}\n\n${text(3)}`);
  add('newsletters/2026-1/index.md', { title: '会讯第1期', issue: { year: 2026, number: 1, total: 12 } }, text(1));
  for (const index of [1, 2, 3]) add(`newsletters/2026-1/article-${index}.md`, { title: `本期文章之${index}`, column: index < 3 ? '交流' : '动态', weight: index }, index === 3 ? `${text(1)}\n\n${grid(11, 4)}` : text(4 * index));
  return files;
}

/** A picture of one grey, with a frame of black. */
function png(width, height) {
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(width, 160)]);
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]), [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  const signature = Buffer.of(137, 80, 78, 71, 13, 10, 26, 10);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(Array(height).fill(line)))), chunk('IEND', Buffer.alloc(0))]);
}

/** Writes the site into a folder. */
export function writeHardSite(folder) {
  const issuers = ISSUERS.map(([code, name, slug]) => ({ name, code: `${code}发`, slug }));
  const files = {
    'site.yaml': `title: 难排的文件\nbase_url: https://example.org/\nlanguage: zh-CN\nissuers: ${JSON.stringify(issuers)}\n`,
    'content/notices/_index.md': document({ title: '通知公告', kind: 'notice' }, ''),
    'content/reports/_index.md': document({ title: '报告', kind: 'report' }, ''),
    'content/newsletters/_index.md': document({ title: '会讯', kind: 'newsletter' }, ''),
    'content/notices/pictures/tall.png': png(300, 4000),
    'content/notices/pictures/wide.png': png(4000, 300),
    ...Object.fromEntries(Object.entries(documents()).map(([path, bytes]) => [`content/${path}`, bytes])),
  };
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
