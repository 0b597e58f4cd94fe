//! The documents of the corpus, before they are written for one generator or another.

use super::random::Random;
use super::text::Subject;
use std::collections::BTreeMap;
use std::fmt::Write;

pub struct Issuer {
    pub name: &'static str,
    pub slug: &'static str,
    /// Codes of numbers, each with its slug.
    pub codes: &'static [(&'static str, &'static str)],
}

pub const ISSUERS: [Issuer; 3] = [
    Issuer {
        name: "山东省医院协会",
        slug: "lyx",
        codes: &[("鲁医协发", "lyxf"), ("鲁医协函", "lyxh")],
    },
    Issuer { name: "山东省护理协会", slug: "lhxf", codes: &[("鲁护协发", "lhxf")] },
    Issuer { name: "济南市医院协会", slug: "jyxf", codes: &[("济医协发", "jyxf")] },
];

/// Categories, the most frequent first: folder, title, kind.
pub const CATEGORIES: [(&str, &str, &str); 4] = [
    ("notices", "通知公告", "notice"),
    ("newsletters", "会讯", "newsletter"),
    ("reports", "报告", "report"),
    ("initiatives", "倡议", "initiative"),
];

const TOPICS: [&str; 20] = [
    "医疗质量",
    "医院管理",
    "医保支付",
    "护理",
    "药事",
    "信息化",
    "党建",
    "学术会议",
    "培训",
    "团体标准",
    "评审评价",
    "公益",
    "后勤",
    "财务",
    "法治",
    "人才",
    "基层医疗",
    "中医药",
    "公共卫生",
    "安全生产",
];
const VERBS: [&str; 6] = ["开展", "印发", "举办", "加强", "报送", "进一步规范"];
const COLUMNS: [&str; 4] = ["政策专栏", "协会动态", "会员风采", "学术园地"];

/// How many articles an issue of the newsletter has.
const ARTICLES: usize = 8;

pub struct Document {
    pub category: usize,
    /// The name of its file or folder, within its category.
    pub name: String,
    pub title: String,
    pub number: Option<Number>,
    pub issuer: usize,
    /// Year, month, day.
    pub date: (usize, usize, usize),
    pub topics: Vec<&'static str>,
    /// The document that this one repeals or amends: the key, and the other's index.
    pub relation: Option<(&'static str, usize)>,
    /// Year and number of the issue that it is an article of, and its column.
    pub issue: Option<(usize, usize, &'static str)>,
    /// The name and the text of a file beside it.
    pub attachment: Option<(&'static str, String)>,
    pub body: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq)]
pub struct Number {
    pub code: &'static str,
    pub slug: &'static str,
    pub year: usize,
    pub serial: usize,
}

impl Document {
    /// Returns the body in Markdown, with links to the addresses that a generator gives.
    pub fn body(&self, all: &[Document], address: fn(&Document) -> String, dead: &str) -> String {
        let parts = self.body.iter().map(|part| match part {
            Part::Markdown(text) => text.clone(),
            Part::Link(before, other, text) => {
                format!("{before}，见[{text}]({})。", address(&all[*other]))
            }
            Part::Citation(other, after) => {
                let number = all[*other].number.map(|number| number.text()).unwrap_or_default();
                format!("根据{number}要求，{after}")
            }
            Part::DeadLink(text) => format!("参见[{text}]({dead})。"),
        });
        parts.collect::<Vec<_>>().join("\n\n") + "\n"
    }
}

/// A part of a body, a paragraph for itself.
pub enum Part {
    /// Markdown that is the same for every generator.
    Markdown(String),
    /// A sentence with a link to another document in it: text before, index, text of the link.
    Link(String, usize, String),
    /// A sentence that cites the number of another document.
    Citation(usize, String),
    /// A link to a document that does not exist.
    DeadLink(String),
}

/// What is generated.
pub struct Wish {
    pub documents: usize,
    pub seed: u64,
    /// With some dead links and repeated numbers.
    pub faults: bool,
}

/// Generates the documents, in the order of their dates, ten years of them.
pub fn documents(wish: &Wish) -> Vec<Document> {
    let mut random = Random::new(wish.seed);
    let mut serials: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut articles: BTreeMap<usize, usize> = BTreeMap::new();
    let mut all: Vec<Document> = Vec::with_capacity(wish.documents);
    for index in 0..wish.documents {
        let day = index * 3540 / wish.documents.max(1);
        let date = (2017 + day / 360, day % 360 / 30 + 1, day % 30 * 28 / 30 + 1);
        let document = document(index, date, wish, &mut random, &mut serials, &mut articles, &all);
        all.push(document);
    }
    all
}

fn document(
    index: usize,
    date: (usize, usize, usize),
    wish: &Wish,
    random: &mut Random,
    serials: &mut BTreeMap<(&'static str, usize), usize>,
    articles: &mut BTreeMap<usize, usize>,
    before: &[Document],
) -> Document {
    let subject = Subject::new(random);
    let category = random.zipf(CATEGORIES.len());
    let kind = CATEGORIES[category].2;
    let issuer = random.zipf(ISSUERS.len());
    let issue = (kind == "newsletter").then(|| {
        let count = articles.entry(date.0).or_insert(0);
        *count += 1;
        (date.0, (*count - 1) / ARTICLES + 1, *random.pick(&COLUMNS))
    });
    let number = (issue.is_none() && random.permille(700)).then(|| {
        let (code, slug) = *random.pick(ISSUERS[issuer].codes);
        let serial = serials.entry((code, date.0)).or_insert(0);
        if !(wish.faults && random.permille(3)) || *serial == 0 {
            *serial += 1;
        }
        Number { code, slug, year: date.0, serial: *serial }
    });
    let genre = match kind {
        "report" => "报告",
        "initiative" => "倡议书",
        "newsletter" => "情况",
        _ => *random.pick(&["通知", "函", "意见", "通报"]),
    };
    let length = random.between(2, 5);
    let words = subject.words(random, length);
    let title = format!("关于{}{words}的{genre}", random.pick(&VERBS));
    let mut topics = vec![TOPICS[random.zipf(TOPICS.len())]];
    if random.permille(400) {
        topics.push(TOPICS[random.zipf(TOPICS.len())]);
    }
    topics.dedup();
    let relation = match (&number, random.permille(60)) {
        (Some(_), true) => earlier(random, before, |other| other.number.is_some())
            .map(|other| (*random.pick(&["repeals", "amends"]), other)),
        _ => None,
    };
    let attachment = (issue.is_none() && random.permille(60)).then(|| {
        let rows: String = (1..40)
            .map(|row| format!("{row},{},{}\n", subject.words(random, 2), random.below(1000)))
            .collect();
        ("附表.csv", format!("序号,名称,数量\n{rows}"))
    });
    Document {
        category,
        name: format!("d{index}"),
        body: body(&subject, wish, random, before),
        title,
        number,
        issuer,
        date,
        topics,
        relation,
        issue,
        attachment,
    }
}

/// An earlier document of some kind, the later the likelier.
fn earlier(
    random: &mut Random,
    before: &[Document],
    is_fit: impl Fn(&Document) -> bool,
) -> Option<usize> {
    (0..20).find_map(|_| {
        let other = before.len().checked_sub(1 + random.zipf(before.len().max(1)))?;
        is_fit(&before[other]).then_some(other)
    })
}

/// About 1,900 characters: parts with headings, some with lists, tables, emphasis, links, citations, notes.
fn body(subject: &Subject, wish: &Wish, random: &mut Random, before: &[Document]) -> Vec<Part> {
    let mut parts = Vec::new();
    let paragraph = |random: &mut Random| Part::Markdown(subject.paragraph(random));
    parts.push(paragraph(random));
    for heading in ["一", "二", "三", "四", "五"].iter().take(random.between(3, 5)) {
        parts.push(Part::Markdown(format!("## {heading}、{}", subject.words(random, 3))));
        for _ in 0..random.between(3, 6) {
            parts.push(paragraph(random));
        }
        match random.below(20) {
            0..3 => {
                let items = (1..=random.between(3, 6)).fold(String::new(), |mut items, item| {
                    let _ = writeln!(items, "{item}. {}", subject.sentence(random));
                    items
                });
                parts.push(Part::Markdown(items));
            }
            3 => {
                let mut table = String::from("| 项目 | 单位 | 数量 |\n|---|---|---:|\n");
                for _ in 0..random.between(3, 12) {
                    let (name, unit) = (subject.words(random, 2), subject.words(random, 1));
                    let _ = writeln!(table, "| {name} | {unit} | {} |", random.below(5000));
                }
                parts.push(Part::Markdown(table));
            }
            4..6 => {
                let (before, strong) = (subject.clause(random), subject.words(random, 2));
                let after = subject.sentence(random);
                parts.push(Part::Markdown(format!("{before}，**{strong}**，{after}")));
            }
            _ => {}
        }
    }
    if random.permille(150)
        && let Some(other) = earlier(random, before, |other| other.number.is_some())
    {
        parts.push(Part::Citation(other, subject.sentence(random)));
    }
    if random.permille(150)
        && let Some(other) = earlier(random, before, |_| true)
    {
        parts.push(Part::Link(subject.clause(random), other, subject.words(random, 2)));
    }
    if wish.faults && random.permille(20) {
        parts.push(Part::DeadLink(subject.words(random, 2)));
    }
    if random.permille(20) {
        let (text, note) = (subject.sentence(random), subject.sentence(random));
        parts.push(Part::Markdown(format!("{text}[^1]\n\n[^1]: {note}")));
    }
    parts
}

impl Number {
    pub fn text(self) -> String {
        format!("{}〔{}〕{}号", self.code, self.year, self.serial)
    }
}
