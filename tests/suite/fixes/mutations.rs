//! Documents with the slips of editors: real ones, each with a few random mutations.

use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Documents as editors write them: those of this site, those of `tests/faults`, and some with keys
/// that hide and values over several lines.
fn documents() -> Vec<String> {
    let mut files = Vec::new();
    collect_markdown(Path::new("content"), &mut files);
    collect_markdown(Path::new("tests/faults"), &mut files);
    files.sort();
    let mut texts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a document"))
        .map(|text| text.split("\n=====\n").next().unwrap_or_default().to_owned())
        // In long bodies the mutations would miss the front matter.
        .map(|text| text.chars().take(700).collect())
        .collect();
    texts.push("---\ntitle: 关于开会的通知\nnumber: 鲁医协发〔2026〕3号\ndate: 2026-05-08\nsummary: |\n  第一行\n  附件：一份\n\n  第二行\nvisibility: internal\n---\n\n正文。\n".to_owned());
    texts.push("---\n标题: \"关于开会的\n  通知\"\n成文日期: 2026年5月8日\n摘要: >-\n  第一行\n  第二行: 三\n附件:\n- {标题: 回执,\n   文件: a.pdf}\n公开属性: 内部\n草稿: true\n---\n\n各会员单位：\n\n附件：回执\n".to_owned());
    texts.push("---\r\ntitle: 关于开会的通知\r\ndate: 2026-05-08\r\nrecipients:\r\n  - 各会员单位\r\n  - '各分会'\r\nvisibility: internal\r\n---\r\n\r\n正文。\r\n".to_owned());
    texts.push(
        "---\ntitle: 关于开会的通知\ndate: 2026-05-08\nvisibility: internal\n---\n\n正文。\n"
            .to_owned(),
    );
    texts.push(
        "---\n标题: 关于开会的通知\n公开属性: 内部\n成文日期: 2026-05-08\n---\n各会员单位：\n"
            .to_owned(),
    );
    assert!(texts.len() > 60);
    texts
}

fn collect_markdown(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect_markdown(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

const FRAGMENTS: &[&str] = &[
    "\n",
    "\r\n",
    "\n----\n",
    "\n---\n",
    "\n  ----\n",
    "\n－－－\n",
    "\n- - -\n",
    "---",
    ":",
    "：",
    ": ",
    " ",
    "  ",
    "\t",
    "\u{3000}",
    "\u{a0}",
    "\u{feff}",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "|",
    ">",
    "#",
    " # ",
    "- ",
    "－ ",
    "&a ",
    "*a",
    "!",
    "\n  附件：回执\n",
    "\nvisibility: internal\n",
    "\nvisibility：internal\n",
    "\ndraft: true\n",
    "\n公开属性：内部\n",
    "\nsummary: |\n  一\n  二：三\n",
    "\nnote: \"一\n  标题：二\"\n",
    "\ntitle: 乙\n",
    "\ndate:2026/5/9\n",
    "\n\n",
    "=",
    "一、",
    "\\",
    "第01号",
    "2026/5/8",
    "%",
    "@",
    "`",
    ",",
    "，",
];

/// Whole entries, correct or with a slip, some of which open or close a quotation.
const ENTRIES: &[&str] = &[
    "summary: |\n  一\n  标题：二\n  date:x\n",
    "summary：|\n  一\n  标题：二\n  date:x\n",
    "摘要:>-\n  title：一\n  ----\n",
    "note: \"一\n  附件：二\n----\n  date:x\"\n",
    "note: 一，\n  标题：二\n",
    "note：|\n  一\n\n  附件：二\n",
    "note：\"一\n",
    "附注：'一\n",
    "extra: {a: \"二\", b: '三'}\n",
    "topics: [二\"]\n",
    "summary: 二\n",
    "visibility: internal\n",
    "draft: true\n",
    "- - -\n",
    "----\n",
    " ---\n",
];

/// Lines that look like a fence or end the front matter.
const LINES: &[&str] =
    &["----\n", "－－－\n", "——\n", "- - -\n", "  ----\n", "\n", "正文\n", "+++\n", " ---\n"];

#[derive(Clone, Debug)]
enum Mutation {
    Insert(prop::sample::Index, &'static str),
    Delete(prop::sample::Index, usize),
    Line(prop::sample::Index, &'static str),
    Indent(prop::sample::Index, &'static str),
    Unindent(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Remove(prop::sample::Index),
    Widen(prop::sample::Index),
    Entry(prop::sample::Index, &'static str),
    Trim,
    /// Drops all lines below one, and its line end.
    CutLine(prop::sample::Index),
    Windows,
    Cut(prop::sample::Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    use prop::sample::select;
    prop_oneof![
        6 => (any::<prop::sample::Index>(), select(FRAGMENTS)).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        3 => (any::<prop::sample::Index>(), select(LINES)).prop_map(|(at, new)| Mutation::Line(at, new)),
        2 => (any::<prop::sample::Index>(), 1..8_usize).prop_map(|(at, count)| Mutation::Delete(at, count)),
        2 => (any::<prop::sample::Index>(), select(&[" ", "  ", "\t", "\u{3000}", "- "][..])).prop_map(|(at, by)| Mutation::Indent(at, by)),
        1 => any::<prop::sample::Index>().prop_map(Mutation::Unindent),
        1 => (any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(a, b)| Mutation::Swap(a, b)),
        2 => any::<prop::sample::Index>().prop_map(Mutation::Remove),
        2 => any::<prop::sample::Index>().prop_map(Mutation::Widen),
        6 => (any::<prop::sample::Index>(), select(ENTRIES)).prop_map(|(at, entry)| Mutation::Entry(at, entry)),
        1 => Just(Mutation::Trim),
        1 => any::<prop::sample::Index>().prop_map(Mutation::CutLine),
        1 => Just(Mutation::Windows),
        1 => any::<prop::sample::Index>().prop_map(Mutation::Cut),
    ]
}

fn mutated(text: &str, mutation: &Mutation) -> String {
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let count = text.chars().count();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    // Most slips happen in the front matter.
    let line = |index: &prop::sample::Index| index.index(lines.len().min(16));
    if lines.is_empty() {
        return text.to_owned();
    }
    match mutation {
        Mutation::Insert(at, piece) => {
            let at = byte(at.index((count + 1).min(400)));
            return format!("{}{piece}{}", &text[..at], &text[at..]);
        }
        Mutation::Delete(at, length) => {
            let at = at.index(count.clamp(1, 400));
            return format!("{}{}", &text[..byte(at)], &text[byte(at + length)..]);
        }
        Mutation::Cut(at) => return text[..byte(at.index(count.max(1)))].to_owned(),
        Mutation::Trim => return text.trim_end().to_owned(),
        Mutation::Windows => return text.replace("\r\n", "\n").replace('\n', "\r\n"),
        Mutation::Line(at, new) | Mutation::Entry(at, new) => {
            let at = line(at);
            lines.insert(at, (*new).to_owned());
        }
        Mutation::CutLine(at) => {
            let at = line(at);
            lines.truncate(at + 1);
            return lines.concat().trim_end().to_owned();
        }
        Mutation::Indent(at, by) => {
            let at = line(at);
            lines[at].insert_str(0, by);
        }
        Mutation::Unindent(at) => {
            let at = line(at);
            lines[at] = lines[at].trim_start_matches(' ').to_owned();
        }
        Mutation::Swap(one, other) => {
            let (one, other) = (line(one), line(other));
            lines.swap(one, other);
        }
        Mutation::Remove(at) => {
            let at = line(at);
            lines.remove(at);
        }
        Mutation::Widen(at) => {
            let at = line(at);
            lines[at] = lines[at].replacen(": ", "：", 1);
        }
    }
    lines.concat()
}

pub fn mutated_document() -> impl Strategy<Value = String> {
    let documents = documents();
    let hidden: Vec<String> =
        documents.iter().filter(|text| hiding_lines(text) > 0).cloned().collect();
    assert!(hidden.len() > 2);
    // Documents that must stay hidden are half of all.
    let document = prop_oneof![prop::sample::select(documents), prop::sample::select(hidden)];
    (document, prop::collection::vec(mutation(), 0..5)).prop_map(|(document, mutations)| {
        mutations.iter().fold(document, |text, mutation| mutated(&text, mutation))
    })
}

/// How many lines would hide a document if they stood in its front matter.
pub fn hiding_lines(text: &str) -> usize {
    let keys = ["visibility", "公开属性", "draft", "草稿"];
    let is_hiding = |line: &&str| {
        let line = line.trim_start();
        keys.iter()
            .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.starts_with([':', '：'])))
    };
    text.lines().filter(is_hiding).count()
}
