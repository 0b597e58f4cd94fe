//! What `check --fix` makes of the documents of editors. It may mend what it has reported, and
//! nothing else: no key moves into the body, no text becomes another, no byte is lost.

use gongbao::diagnostic::{Diagnostic, Edit, in_order};
use gongbao::disk::{self, AppliedFixes};
use gongbao::document::{self, Document};
use gongbao::source::{SitePath, Source, Tree};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const PATH: &str = "content/notices/bad.md";
const ROUNDS: usize = 8;

/// A document in a folder of its own.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("gongbao-fixes-{}-{count}", std::process::id()));
        fs::create_dir_all(root.join("content/notices")).expect("a folder");
        Folder(root)
    }

    fn mend(&self, bytes: &[u8]) -> Mended {
        fs::write(self.0.join(PATH), bytes).expect("writing");
        let first = read(bytes);
        let mut read_last = read(bytes);
        for _ in 0..ROUNDS {
            let fixes = read_last.diagnostics.iter().map(|diagnostic| diagnostic.fix.clone());
            let fixes: Vec<Vec<Edit>> = fixes.filter(|fix| !fix.is_empty()).collect();
            if fixes.is_empty() {
                break;
            }
            let result = apply(&self.0, &read_last.source, &fixes);
            let now = fs::read(self.0.join(PATH)).expect("reading");
            if result.outdated == 0 {
                let announced = result.applied.iter().flat_map(|fix| fixes[*fix].clone());
                let announced = with_edits(&read_last.source.text, announced.collect());
                assert_eq!(String::from_utf8_lossy(&now), announced, "what was not announced");
            }
            read_last = read(&now);
            if result.applied.is_empty() {
                break;
            }
        }
        Mended {
            before: first,
            after: read_last,
            bytes: fs::read(self.0.join(PATH)).expect("reading"),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A text with the edits that were announced, and no other.
fn with_edits(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.start, edit.span.end)));
    edits.dedup();
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

fn apply(root: &Path, source: &Arc<Source>, fixes: &[Vec<Edit>]) -> AppliedFixes {
    let texts = BTreeMap::from([(source.path.clone(), Arc::clone(source))]);
    let read = Arc::new(|_: &SitePath| Err(std::io::ErrorKind::NotFound.into()));
    let tree = Tree { texts, assets: BTreeMap::new(), read };
    disk::apply_fixes(root, &tree, fixes).expect("the file is mended")
}

/// A document as it is read.
struct Read {
    source: Arc<Source>,
    document: Option<Arc<Document>>,
    diagnostics: Vec<Diagnostic>,
}

impl Read {
    fn ids(&self) -> Vec<&str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.id).collect()
    }

    /// Whether nothing keeps it from being published.
    fn is_published(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
            && self.document.as_ref().is_some_and(|d| !d.front.is_internal && !d.front.is_draft)
    }

    fn body(&self) -> &str {
        self.document.as_ref().map_or("", |d| &self.source.text[d.body.clone()])
    }

    /// The values that no fix may change unless it says so.
    fn values(&self) -> Vec<Option<String>> {
        let Some(document) = &self.document else { return Vec::new() };
        let front = &document.front;
        vec![
            Some(front.title.value.clone()),
            front.number.as_ref().map(|number| number.value.to_string()),
            front.date.as_ref().map(|date| date.value.to_string()),
            front.published.as_ref().map(|moment| moment.value.to_string()),
            front.is_internal.then(|| "internal".to_owned()),
            front.is_draft.then(|| "draft".to_owned()),
            front.summary.clone(),
        ]
        .into_iter()
        // What nobody sees is taken out by a fix that says so.
        .map(|value| value.map(|value| value.replace('\u{feff}', "")))
        .collect()
    }
}

fn read(bytes: &[u8]) -> Read {
    let source = Arc::new(Source::decode(SitePath::new(PATH), bytes));
    let parsed = document::parse(&source);
    Read { source, document: parsed.value.map(Arc::new), diagnostics: in_order(parsed.diagnostics) }
}

struct Mended {
    before: Read,
    after: Read,
    bytes: Vec<u8>,
}

impl Mended {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

fn mend(text: &str) -> Mended {
    Folder::new().mend(text.as_bytes())
}

fn is_untouched(bytes: &[u8]) -> Mended {
    let mended = Folder::new().mend(bytes);
    assert_eq!(mended.text(), String::from_utf8_lossy(bytes));
    assert!(mended.bytes == bytes);
    mended
}

#[test]
fn fixes_lead_to_a_faultless_document() {
    // A document with many faults, each of which has a certain fix.
    let bad = "\u{feff}---\r\ntitle：关于开会的通知\r\nnumber: 鲁医协发[2026]第03号\r\ndate:2026/5/8\r\n\
               recipients:\r\n\t- 各会员单位\r\ntopcis: [学术会议]\r\nsummary:\u{3000}一句话\r\n——\r\n\r\n正文。\r\n";
    let mended = mend(bad);
    assert_eq!(mended.after.ids(), [] as [&str; 0], "{}", mended.text());
    // What an editor's program has set stays: line ends and the byte-order mark.
    assert_eq!(
        mended.text(),
        "\u{feff}---\r\ntitle: 关于开会的通知\r\nnumber: 鲁医协发〔2026〕3号\r\ndate: 2026-05-08\r\n\
         recipients:\r\n  - 各会员单位\r\ntopics: [学术会议]\r\nsummary: 一句话\r\n---\r\n\r\n正文。\r\n"
    );
}

#[test]
fn dashes_in_a_text_end_no_front_matter() {
    for dashes in ["----", "－－－", "———", "- - -", "+++"] {
        let text = format!(
            "---\ntitle: 甲\ndate: 2026-03-15\nsummary: |\n  第一行\n  {dashes}\n  第二行\nvisibility: internal\n---\n正文\n"
        );
        let mended = is_untouched(text.as_bytes());
        assert_eq!(mended.after.ids(), [] as [&str; 0], "{dashes}");
        assert!(mended.after.document.expect("a document").front.is_internal);
    }
}

#[test]
fn no_fence_is_made_where_a_key_follows() {
    for text in [
        "---\ntitle: 甲\ndate: 2026-03-15\n----\nvisibility: internal\n---\n正文\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n----\n\nvisibility：internal\n\n正文\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n----\n正文\n\ndraft: true\n---\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n\nvisibility: internal\n正文\nvisibility: internal\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n正文\n\n草稿：是\n",
        "---\ntitle: 甲\ndate: 2026-03-15\n ---\nvisibility: internal\n",
        "关于开会的通知\n\nvisibility: internal\n",
    ] {
        let mended = mend(text);
        assert!(!mended.after.is_published(), "{text}");
        assert!(!mended.after.body().contains("visibility"), "{text}\n{}", mended.text());
    }
}

#[test]
fn the_name_of_a_body_above_a_pasted_document_is_no_title() {
    for text in [
        "山东省医院协会\n\n关于开会的通知\n\n正文。\n",
        "　山东省医院协会文件\n关于开会的通知\n",
        "# 山东省医院协会秘书处\n\n正文。\n",
    ] {
        assert_eq!(mend(text).text(), text);
    }
    let title = "关于成立山东省医院协会分支机构工作委员会\n\n正文。\n";
    assert!(mend(title).text().starts_with("---\ntitle: 关于成立"), "{}", mend(title).text());
}

#[test]
fn no_quotation_takes_in_the_keys_below_it() {
    for (opens, closes) in [("note：\"一", "summary: 二\""), ("附注:'一", "摘要: 二'")] {
        let text = format!(
            "---\ntitle: 甲\ndate: 2026-03-15\n{opens}\nvisibility: internal\n{closes}\n---\n正文\n"
        );
        let mended = mend(&text);
        assert!(!mended.after.is_published(), "{}", mended.text());
    }
}

#[test]
fn a_fence_stands_in_column_0() {
    for fence in [" ---", "  ---", "\t---", "\u{3000}---", "  ----", " －－－"] {
        let text = format!(
            "---\ntitle: 甲\ndate: 2026-03-15\nsummary: |\n  一\n{fence}\n  二\nvisibility: internal\n---\n正文\n"
        );
        let mended = mend(&text);
        assert!(!mended.after.is_published(), "{fence}");
        assert!(!mended.after.body().contains("visibility"), "{fence}");
    }
}

#[test]
fn no_first_fence_is_made_above_one_that_keys_follow() {
    for first in ["title: 甲\n", "----\ntitle: 甲\n"] {
        let text =
            format!("{first}---\nnumber: 鲁医协发〔2026〕2号\ndate: 2026-03-15\n---\n正文\n");
        is_untouched(text.as_bytes());
    }
    for keys in ["date: 2026-03-15\n", "发文字号：鲁医协发〔2026〕2号\n", "正文\nsummary: 一句\n"]
    {
        is_untouched(format!("关于开会的通知\n{keys}\n正文\n").as_bytes());
        is_untouched(format!("# 关于开会的通知\n\n{keys}---\n正文\n").as_bytes());
    }
}

#[test]
fn front_matter_is_closed_below_its_last_line() {
    for (text, expected) in [
        (
            "---\nissuer: 甲\ndate: 2026-03-15\ntitle: 关于开会的通知",
            "---\nissuer: 甲\ndate: 2026-03-15\ntitle: 关于开会的通知\n---\n",
        ),
        (
            "---\r\ndate: 2026-03-15\r\ntitle: 关于开会的通知",
            "---\r\ndate: 2026-03-15\r\ntitle: 关于开会的通知\r\n---\r\n",
        ),
        (
            "---\ndate: 2026-03-15\n\ntitle: 甲乙\n\n正文",
            "---\ndate: 2026-03-15\n\ntitle: 甲乙\n---\n\n正文",
        ),
        (
            "---\ntitle: 甲乙\ndate: 2026-03-15\n各会员单位：\n正文",
            "---\ntitle: 甲乙\ndate: 2026-03-15\n---\n各会员单位：\n正文",
        ),
        (
            "title: 甲乙\ndate: 2026-03-15\n---\n正文",
            "---\ntitle: 甲乙\ndate: 2026-03-15\n---\n正文",
        ),
        (
            "\u{feff}# 关于召开年会: 补充\r\n\r\n正文",
            "\u{feff}---\r\ntitle: '关于召开年会: 补充'\r\n---\r\n\r\n正文",
        ),
    ] {
        assert_eq!(mend(text).text(), expected);
    }
}

#[test]
fn yaml_that_is_right_is_left_alone() {
    for front in [
        "summary: \"本通知包括，\n  附件：回执一份\"",
        "summary: 本通知包括，\n  附件：回执一份",
        "recipients:\n  - |\n    各会员单位\n    附件：一\n  - 'a\n    标题:b'",
        "note: > # 注\n  附件：回执\n  title:x",
        "summary: |2-\n    标题：甲\n  日期:乙",
        "extra: {a: [1,\n  标题：x,\n], b: &c \"附件：\n  甲\", d: *c}",
        "extra:\n  ? a\n  : >+\n    标题：\n\n    date:x\n",
    ] {
        let right = format!("---\ntitle: 甲\ndate: 2026-03-15\n{front}\n---\n正文\n");
        let mended = is_untouched(right.as_bytes());
        assert_eq!(mended.after.ids(), [] as [&str; 0], "{front}");
        // A slip elsewhere changes nothing in it.
        let slip = format!("---\ntitle：甲\ndate: 2026-03-15\n{front}\nweight:3\n---\n正文\n");
        let expected = right.replace("\n---\n正", "\nweight: 3\n---\n正");
        assert_eq!(mend(&slip).text(), expected);
    }
}

#[test]
fn a_file_of_two_encodings_is_named_by_line_and_left_alone() {
    let utf8 = "---\ntitle: 编码测试通知\ndate: 2026/3/15\nissuer: 山东省医院协会会\n---\n\n各会员单位要认真抓好贯彻落实工作\n\n";
    let (gbk, ..) = encoding_rs::GBK.encode("联系人张老师\n");
    let mended = is_untouched(&[utf8.as_bytes(), &gbk, b"abc\n", &gbk].concat());
    let diagnostics: Vec<_> = mended
        .after
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.id == "file-encoding")
        .collect();
    let lines = diagnostics.iter().map(|diagnostic| {
        let at = diagnostic.at.as_ref().expect("a place").start;
        mended.after.source.text[..at].matches('\n').count() + 1
    });
    assert_eq!(lines.collect::<Vec<_>>(), [9, 11]);
    // Cut within a character.
    is_untouched(&utf8.as_bytes()[..utf8.len() - 4]);
}

#[test]
fn a_file_in_gbk_is_mended_as_a_whole() {
    let text = "---\ntitle: 关于召开全省医院管理工作会议的通知\n成文日期: 2026/5/8\n---\n\n各会员单位要按照要求认真组织，按时报送。\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    assert_eq!(Folder::new().mend(&gbk).text(), text.replace("2026/5/8", "2026-05-08"));
    // Keys that nobody knows show that the encoding was guessed wrong.
    let (odd, ..) = encoding_rs::GBK
        .encode("---\n甲乙丙: 关于召开全省医院管理工作会议的通知\ndate: 2026/3/5\n---\n");
    is_untouched(&odd);
}

/// Documents as editors write them: those of this site and the faults that are reported of, with keys
/// that hide and values over several lines.
fn documents() -> Vec<String> {
    let mut files = Vec::new();
    gather(Path::new("content"), &mut files);
    gather(Path::new("tests/faults"), &mut files);
    files.sort();
    let mut texts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a document"))
        .map(|text| text.split("\n=====\n").next().unwrap_or_default().to_owned())
        // Long bodies only make the mutations miss the front matter.
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

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
}

const PIECES: &[&str] = &[
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

/// Entries over several lines, right or with a slip, and what leaves a quotation open or closes it.
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

/// Lines that look like a fence, or end the keys.
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
    /// Nothing is left from a line on, nor the end of the line before it.
    CutLine(prop::sample::Index),
    Windows,
    Cut(prop::sample::Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    use prop::sample::select;
    prop_oneof![
        6 => (any::<prop::sample::Index>(), select(PIECES)).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
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
    // Most faults are made near the front matter.
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

fn almost_a_document() -> impl Strategy<Value = String> {
    let documents = documents();
    let hidden: Vec<String> = documents.iter().filter(|text| hiding(text) > 0).cloned().collect();
    assert!(hidden.len() > 2);
    // What must stay hidden is tried as often as all else.
    let document = prop_oneof![prop::sample::select(documents), prop::sample::select(hidden)];
    (document, prop::collection::vec(mutation(), 0..5)).prop_map(|(document, mutations)| {
        mutations.iter().fold(document, |text, mutation| mutated(&text, mutation))
    })
}

/// The lines that would hide a document, wherever they stand.
fn hiding(text: &str) -> usize {
    let keys = ["visibility", "公开属性", "draft", "草稿"];
    let is_hiding = |line: &&str| {
        let line = line.trim_start();
        keys.iter()
            .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.starts_with([':', '：'])))
    };
    text.lines().filter(is_hiding).count()
}

/// The lines between two right fences: what a document says of itself, whatever was mistyped in it.
fn front(text: &str) -> Option<Vec<&str>> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
    lines.next().filter(|line| *line == "---")?;
    let front = lines.by_ref().take_while(|line| *line != "---").collect();
    let count = text.lines().filter(|line| line.trim_end().trim_start_matches('\u{feff}') == "---");
    (count.count() > 1).then_some(front)
}

/// Whether a key that hides stands there in column 0.
fn is_hidden(text: &str) -> bool {
    let hides = ["visibility: internal", "draft: true", "公开属性: 内部", "草稿: true"];
    front(text).is_some_and(|front| front.iter().any(|line| hides.contains(line)))
}

/// The texts of a document whose front matter is right, as the YAML library reads them.
fn texts_of(text: &str) -> Option<BTreeMap<&'static str, String>> {
    let front = front(text)?.join("\n").replace('\u{feff}', "");
    let read: serde_json::Value = serde_yaml::from_str(&front).ok()?;
    // To YAML a full-width space is a letter; it was meant as indentation.
    let read = read.as_object().filter(|read| !read.keys().any(|k| k.starts_with('\u{3000}')))?;
    let texts = ["title", "标题", "summary", "摘要", "note", "附注"].into_iter();
    Some(texts.filter_map(|key| Some((key, read.get(key)?.to_string()))).collect())
}

/// The texts that are typed below a key with `|` or `>`, line by line as they stand.
fn blocks(text: &str) -> Vec<String> {
    let front = front(text).unwrap_or_default();
    let opens = |line: &&&str| {
        let bare = line.trim_end_matches(['-', '+']);
        !line.starts_with([' ', '#', '-', '?'])
            && bare.ends_with(['|', '>'])
            && bare[..bare.len() - 1].trim_end().ends_with([':', '：'])
    };
    let block = |(at, _)| {
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let first = front.get(at + 1).map_or(0, |line: &&str| indent(line)).max(2);
        let lines = front[at + 1..].iter().take_while(|line| indent(line) >= first);
        lines.map(|line| line.replace('\u{feff}', "")).collect::<Vec<_>>().join("\n")
    };
    front.iter().enumerate().filter(|(_, line)| opens(line)).map(block).collect()
}

/// Whether a line begins with a key of documents as YAML wants it.
fn is_key(line: &str) -> bool {
    let names = document::KEYS.iter().flat_map(|key| [key.name, key.zh]);
    names.into_iter().any(|name| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(": ")))
}

fn harms_nothing(text: &str) -> Result<(), TestCaseError> {
    let mended = mend(text);
    let (before, after) = (&mended.before, &mended.after);
    let left: Vec<_> = after
        .diagnostics
        .iter()
        .filter(|diagnostic| !diagnostic.fix.is_empty())
        .map(|t| t.id)
        .collect();
    prop_assert!(left.is_empty(), "left {left:?} in\n{text}\n=> {}", mended.text());
    let hidden = is_hidden(text);
    let quotes = text.contains(['"', '\'', '[', '{']);
    prop_assert!(
        !hidden || quotes || !before.is_published(),
        "published at once:\n{text}\n=> {}",
        mended.text()
    );
    prop_assert!(
        !hidden || before.is_published() || !after.is_published(),
        "published:\n{text}\n=> {}",
        mended.text()
    );
    let texts = texts_of(&mended.text()).unwrap_or_default();
    for (key, value) in texts_of(text).unwrap_or_default() {
        prop_assert_eq!(texts.get(key), Some(&value), "{}\n=> {}", text, mended.text());
    }
    let now = mended.text().replace('\u{feff}', "");
    let now = now.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    for block in blocks(text) {
        prop_assert!(now.contains(&block), "{block}\nof\n{text}\n=> {now}");
    }
    for (was, is) in before.values().iter().zip(after.values()) {
        prop_assert!(
            was.is_none() || *was == is,
            "{was:?} became {is:?} in\n{text}\n=> {}",
            mended.text()
        );
    }
    prop_assert!(
        before.document.is_none() || after.document.is_some(),
        "lost:\n{text}\n=> {}",
        mended.text()
    );
    // What stood in the body without any doubt about the fences was not hidden before either.
    let is_doubtful = before.ids().iter().any(|id| id.starts_with("front-"));
    if after.is_published() && !before.is_published() && is_doubtful {
        let shown = hiding(after.body());
        prop_assert!(shown == 0, "{shown} keys in the body of\n{text}\n=> {}", mended.text());
        let lines = after.body().lines().filter(|line| !line.trim().is_empty());
        let all = if before.ids().contains(&"front-open") { usize::MAX } else { 1 };
        let key = lines.take(all).find(|line| is_key(line));
        prop_assert!(key.is_none(), "{key:?} in the body of\n{text}\n=> {}", mended.text());
    }
    let ends = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    if ends(text) == 0 && text.contains('\n') {
        prop_assert_eq!(ends(&mended.text()), 0, "line ends of\n{}", text);
    }
    Ok(())
}

/// What an editor's program made of the bytes of a document.
#[derive(Clone, Debug)]
enum Bytes {
    /// Another encoding throughout.
    Foreign(&'static encoding_rs::Encoding),
    /// A text in GBK put into it, at the beginning of a line or anywhere.
    Mixed(prop::sample::Index, &'static str, bool),
    /// Cut anywhere, in the middle of a character too.
    Cut(prop::sample::Index),
}

fn bytes() -> impl Strategy<Value = Bytes> {
    use prop::sample::{Index, select};
    let foreign = select(vec![encoding_rs::GBK, encoding_rs::BIG5]).prop_map(Bytes::Foreign);
    let texts = &[
        "联系人张老师\n",
        "附件：回执一份\n",
        "\n（盖章）\n",
        "会",
        "各会员单位要按照要求认真组织，按时报送，逾期不予受理，由此带来的后果由各单位自行承担。\n",
    ][..];
    let mixed = (any::<Index>(), select(texts), any::<bool>())
        .prop_map(|(at, text, is_line)| Bytes::Mixed(at, text, is_line));
    prop_oneof![2 => foreign, 3 => mixed, 1 => any::<Index>().prop_map(Bytes::Cut)]
}

/// Whether three Han characters follow each other: enough to know UTF-8 by.
fn has_words(text: &[u8]) -> bool {
    let han = |c: char| if matches!(c, '\u{4e00}'..='\u{9fff}') { '一' } else { ' ' };
    String::from_utf8_lossy(text).chars().map(han).collect::<String>().contains("一一一")
}

/// A file is written in whole as it was meant, or not at all.
fn no_byte_is_lost(text: &str, made: &Bytes) -> Result<(), TestCaseError> {
    let bytes = match made {
        Bytes::Foreign(encoding) => {
            let (bytes, _, is_lossy) = encoding.encode(text);
            if is_lossy {
                return Ok(());
            }
            bytes.into_owned()
        }
        Bytes::Mixed(at, foreign, is_line) => {
            let (foreign, ..) = encoding_rs::GBK.encode(foreign);
            let places: Vec<usize> = text
                .char_indices()
                .filter(|(at, _)| !is_line || *at == 0 || text[..*at].ends_with('\n'))
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect();
            let at = places[at.index(places.len())];
            [&text.as_bytes()[..at], &foreign, &text.as_bytes()[at..]].concat()
        }
        Bytes::Cut(at) => text.as_bytes()[..at.index(text.len() + 1)].to_vec(),
    };
    let mended = Folder::new().mend(&bytes);
    let is_same = mended.bytes == bytes;
    match made {
        _ if std::str::from_utf8(&bytes).is_ok() => {}
        Bytes::Foreign(_) => {
            let wanted = mend(text).text();
            prop_assert!(is_same || mended.text() == wanted, "{text}\n=> {}", mended.text());
        }
        _ if !has_words(&bytes) => {}
        _ => prop_assert!(is_same, "{made:?}\n{text}\n=> {}", mended.text()),
    }
    Ok(())
}

fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(500), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn fixes_harm_nothing(text in almost_a_document()) {
        harms_nothing(&text)?;
    }

    #[test]
    fn what_is_not_understood_is_not_rewritten(text in almost_a_document(), made in bytes()) {
        no_byte_is_lost(&text, &made)?;
    }
}
