// Writes a synthetic corpus of official documents: records as JSON lines, and with --pages the same as HTML.
//
//     node benches/search/corpus.mjs 10000 DIR [--pages] [--seed 7]
//
// Words are drawn from words.txt (most frequent first) by Zipf's law, half of them from the document's own subject, so
// that bigrams are as unevenly distributed as in real notices. Set phrases, numbers, Latin, rare and compatibility characters
// and a few traditional documents are mixed in.
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [count, folder] = [Number(process.argv[2]), process.argv[3]];
const pages = process.argv.includes('--pages');
let state = Number(process.argv[process.argv.indexOf('--seed') + 1]) || 7;

const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
const below = (limit) => Math.floor(random() * limit);
const pick = (list) => list[below(list.length)];
const words = readFileSync(new URL('words.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && line[0] !== '#');
// The inverse of the cumulative Zipf distribution with exponent 1.
const zipf = (limit) => Math.min(limit - 1, Math.floor(Math.exp(random() * Math.log(limit + 1))) - 1);

const ISSUERS = [['lyxf', '鲁医协发', '山东省医院协会'], ['lyxh', '鲁医协函', '山东省医院协会'], ['lsyxf', '鲁社医协发', '山东省社会办医疗机构协会'],
  ['lhxf', '鲁护协发', '山东省护理协会'], ['jyxf', '济医协发', '济南市医院协会'], ['qyxf', '青医协发', '青岛市医院协会']];
const CATEGORIES = { notices: '通知公告', newsletters: '会讯', reports: '报告', initiatives: '倡议' };
const TOPICS = ['医疗质量', '医院管理', '医保支付', '护理', '药事', '信息化', '党建', '学术会议', '培训', '团体标准', '评审评价', '公益', '后勤', '财务', '法治', '人才', '基层医疗', '中医药', '公共卫生', '安全生产'];
const FORMULAS = ['现将有关事项通知如下', '各市医院协会，各会员单位', '请结合实际认真贯彻执行', '为深入贯彻落实党中央决策部署', '推动医院高质量发展', '切实加强组织领导',
  '特此通知', '现就有关工作提出以下意见', '经协会常务理事会研究决定', '不断提升医疗服务能力和水平', '维护人民群众健康权益', '请于规定时间前报送协会秘书处', '联系人及联系电话见附件',
  '以习近平新时代中国特色社会主义思想为指导', '坚持以人民健康为中心', '建立健全长效机制', '持续改进工作作风', '进一步规范诊疗行为'];
const LATIN = ['DRG', 'DIP', 'CT', 'MRI', 'ICU', 'PDCA', 'HIS', 'COVID-19', 'ISO9001', '5G', 'AI', 'QCC', 'T/SDHA', 'hospital management', 'e-mail', '3.5', '98.6%', 'Ⅲ级', '①', '㎡'];
const RARE = [...'喆镕昇堃翀煊赟䶮𠮷𬭚龢祎珺嫄淼垚犇骉' + '隣金年龍'];
const TRADITIONAL = ['醫院協會關於開展質量評價的通知', '為進一步加強學術交流與國際合作', '請將有關資料報送協會祕書處', '臺灣地區醫療機構參會須知', '傳統醫藥與現代醫學結合發展'];
const GENRES = ['通知', '报告', '倡议书', '函', '意见', '通报', '公告'];

const word = (subject) => random() < 0.5 ? words[zipf(words.length)] : subject[zipf(subject.length)];
const clause = (subject) => random() < 0.18 ? pick(FORMULAS) : Array.from({ length: 2 + below(5) }, () => word(subject)).join(random() < 0.1 ? '的' : '');
function sentence(subject) {
  const clauses = Array.from({ length: 1 + below(4) }, () => clause(subject));
  const extra = random();
  if (extra < 0.06) clauses.push(pick(LATIN) + clause(subject));
  else if (extra < 0.12) clauses.push(`共${1 + below(900)}家${pick(['医院', '单位', '机构'])}`);
  else if (extra < 0.16) clauses.push(`${2015 + below(12)}年${1 + below(12)}月${1 + below(28)}日`);
  else if (extra < 0.175) clauses.push(`${pick(RARE)}${word(subject)}${pick(['主任', '教授', '同志'])}`);
  return clauses.join('，') + '。';
}

const serials = new Map();
function document(index) {
  const subject = Array.from({ length: 60 }, () => words[below(words.length)]);
  const days = Math.floor(index / count * 365 * 10);
  const date = new Date(Date.UTC(2017, 0, 1 + days)).toISOString().slice(0, 10);
  const year = date.slice(0, 4);
  const numbered = random() < 0.7;
  const [slug, code, name] = ISSUERS[zipf(ISSUERS.length)];
  const serial = (serials.get(code + year) ?? 0) + 1;
  if (numbered) serials.set(code + year, serial);
  const category = Object.keys(CATEGORIES)[zipf(4)];
  const title = `${random() < 0.6 ? name : ''}关于${pick(['开展', '印发', '举办', '加强', '报送', '进一步规范'])}${Array.from({ length: 2 + below(4) }, () => word(subject)).join('')}的${pick(GENRES)}`;
  const blocks = [];
  const parts = 3 + below(4);
  for (let part = 0; part < parts; part += 1) {
    blocks.push(['#', `${'一二三四五六七'[part]}、${clause(subject)}`]);
    for (let lines = 1 + below(4); lines; lines -= 1) blocks.push([' ', Array.from({ length: 1 + below(4) }, () => sentence(subject)).join('')]);
  }
  if (random() < 0.02) blocks.push([' ', pick(TRADITIONAL) + sentence(subject)]);
  if (random() < 0.15) blocks.push([' ', `根据《${pick(ISSUERS)[1]}〔${2017 + below(10)}〕${1 + below(300)}号》要求，${sentence(subject)}`]);
  return {
    url: numbered ? `/${slug}/${year}/${serial}/` : `/${category}/${year}/d${index}/`, title,
    number: numbered ? `${code}〔${year}〕${serial}号` : null, issuers: [name], date, category,
    topics: [...new Set([TOPICS[zipf(TOPICS.length)], ...(random() < 0.4 ? [TOPICS[zipf(TOPICS.length)]] : [])])],
    validity: random() < 0.85 ? 'in-force' : pick(['repealed', 'expired', 'amended']), blocks,
  };
}

const escape = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
const html = (record) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(record.title)}</title></head><body><main data-pagefind-body>
<h1>${escape(record.title)}</h1>${record.number ? `<p>${record.number}</p>` : ''}
${record.blocks.map(([kind, text]) => kind === '#' ? `<h2>${escape(text)}</h2>` : `<p>${escape(text)}</p>`).join('\n')}
</main></body></html>`;

mkdirSync(folder, { recursive: true });
const out = createWriteStream(join(folder, 'records.jsonl'));
for (let index = 0; index < count; index += 1) {
  const record = document(index);
  if (!out.write(JSON.stringify(record) + '\n')) await new Promise((resolve) => out.once('drain', resolve));
  if (pages) {
    mkdirSync(join(folder, 'pages', record.url), { recursive: true });
    writeFileSync(join(folder, 'pages', record.url, 'index.html'), html(record));
  }
}
out.end();
