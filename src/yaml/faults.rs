//! Every message about the form of YAML, one function each.

use super::keys::KeyNames;
use super::node::Value;
use crate::diagnostic::{Diagnostic, FOREIGN_ENCODING, Severity, Text};
use crate::invisible::Invisible;
use crate::source::{Encoding, Source, Span};
use crate::text;
use std::ops::Range;

/// Bytes that are no UTF-8. `known` are the keys of the front matter: if a decoded text has
/// others, the encoding was guessed wrong, and no fix is offered.
pub fn not_utf8(source: &Source, known: &[&str]) -> Vec<Diagnostic> {
    match &source.encoding {
        Encoding::Utf8 => Vec::new(),
        Encoding::Foreign { name, is_lossless: true } if !has_strange_keys(source, known) => {
            vec![convertible(source, name)]
        }
        Encoding::Foreign { name, .. } => vec![not_convertible(source, name)],
        Encoding::Broken(places) => {
            places.iter().map(|place| broken(source, place.clone())).collect()
        }
    }
}

/// A file in another encoding that can be written back as UTF-8.
fn convertible(source: &Source, encoding: &str) -> Diagnostic {
    // The fix writes the decoded text back, which is UTF-8 from then on.
    foreign(source, encoding)
        .help(text!(
            "在编辑器里“另存为”，编码选 UTF-8；或运行 gongbao check --fix",
            "save the file as UTF-8, or run gongbao check --fix"
        ))
        .fix(Span::new(&source.path, 0..source.text.len()), &*source.text)
}

/// A file whose encoding is not certain.
fn not_convertible(source: &Source, encoding: &str) -> Diagnostic {
    foreign(source, encoding).help(text!(
        "在编辑器里用正确的编码打开，看清文字无误，再“另存为”UTF-8",
        "open the file in an editor, choose the encoding in which all is legible, save as UTF-8"
    ))
}

fn foreign(source: &Source, encoding: &str) -> Diagnostic {
    let end = source.text.lines().next().map_or(0, |line| line.trim_end().len());
    Diagnostic::error(
        FOREIGN_ENCODING,
        text!(
            "文件不是 UTF-8 编码，看起来是 {encoding}",
            "the file is not UTF-8; it looks like {encoding}"
        ),
    )
    .label(text!("按 {encoding} 读出的第一行", "the first line, read as {encoding}"))
    .at(Span::new(&source.path, 0..end))
}

/// A line with invalid bytes in a UTF-8 file.
fn broken(source: &Source, place: Range<usize>) -> Diagnostic {
    let is_lost = source.text[place.clone()].contains('\u{fffd}');
    let diagnostic = Diagnostic::error(
        FOREIGN_ENCODING,
        text!(
            "文件是 UTF-8 编码，但这一行里有不是 UTF-8 的字节",
            "the file is UTF-8, but this line holds bytes that are not"
        ),
    );
    let diagnostic = if is_lost {
        diagnostic
            .label(text!("这里的字坏了", "what stood here is broken"))
            .help(text!("对照原件重打这几个字", "type it anew from the original"))
    } else {
        diagnostic.label(text!("按 GBK 读作这样", "read as GBK")).help(text!(
            "这一行多半是从别的软件贴进来的：核对无误后在编辑器里重打，存为 UTF-8",
            "this line probably came from another program: type it anew and save as UTF-8"
        ))
    };
    diagnostic.at(Span::new(&source.path, place))
}

/// Returns whether there is an unknown key in column 0 with other letters than ASCII.
fn has_strange_keys(source: &Source, known: &[&str]) -> bool {
    let lines = source.text.trim_start_matches('\u{feff}').lines();
    let mut front = lines.skip_while(|line| line.trim().is_empty() || line.starts_with("---"));
    let front = front.by_ref().take_while(|line| !line.starts_with("---"));
    let keys = front.filter_map(|line| line.split_once(": ").map(|(key, _)| key));
    let strange = |key: &str| !key.is_ascii() && !known.contains(&key.trim());
    keys.filter(|key| !key.starts_with([' ', '\t', '#', '-'])).any(strange)
}

/// An invisible character, and how many there are in all.
pub(super) fn invisible(
    at: Span,
    key: &str,
    (c, kind): (char, Invisible),
    count: usize,
    severity: Severity,
) -> Diagnostic {
    let code = u32::from(c);
    let message = text!(
        "“{key}”里有看不见的字符 U+{code:04X}",
        "`{key}` holds a character that nobody sees, U+{code:04X}"
    );
    let diagnostic = match severity {
        Severity::Error => Diagnostic::error("text-invisible", message),
        Severity::Warning => Diagnostic::warning("text-invisible", message),
    };
    let what = match kind {
        Invisible::Control => text!("控制字符", "a control character"),
        Invisible::Noncharacter => text!("不是字符", "no character at all"),
        Invisible::Bidi => text!("会把后面的文字倒过来显示", "it turns the text after it around"),
        Invisible::ZeroWidth => text!(
            "没有宽度；检索时会把词断开",
            "it has no width, and search does not find the word"
        ),
    };
    diagnostic.label(what).at(at).help(match count {
        1 => text!(
            "删去它，多半是从别处粘贴带来的；或运行 gongbao check --fix",
            "take it out, it came with pasted text; or run gongbao check --fix"
        ),
        count => text!(
            "一共 {count} 个，都删去，多半是从别处粘贴带来的；或运行 gongbao check --fix",
            "take out all {count}, they came with pasted text; or run gongbao check --fix"
        ),
    })
}

pub(super) fn wide_colon(span: Span, key: &str, becomes: String) -> Diagnostic {
    Diagnostic::error(
        "yaml-wide-colon",
        text!("“{key}”后面是全角冒号，程序读不懂", "a full-width colon follows `{key}`"),
    )
    .label(text!("这里要用半角冒号加空格", "a plain colon and a space belong here"))
    .help(text!("写成“{key}: 内容”（英文冒号，后面空一格）", "type `{key}: …`"))
    .fix(span.clone(), becomes)
    .at(span)
}

pub(super) fn no_space(span: Span, key: &str, becomes: String) -> Diagnostic {
    Diagnostic::error(
        "yaml-no-space",
        text!("“{key}:”的冒号后面缺一个空格", "no space after the colon of `{key}:`"),
    )
    .label(text!("冒号后面空一格", "a space belongs behind this colon"))
    .help(text!("写成“{key}: 内容”", "type `{key}: …`"))
    .fix(span.clone(), becomes)
    .at(span)
}

pub(super) fn no_colon(span: Span, key: &str, becomes: String) -> Diagnostic {
    Diagnostic::error("yaml-no-colon", text!("“{key}”后面缺冒号", "no colon after `{key}`"))
        .label(text!("这里缺冒号", "a colon is missing here"))
        .help(text!("写成“{key}: 内容”", "type `{key}: …`"))
        .fix(span.clone(), becomes)
        .at(span)
}

pub(super) fn tab(span: Span, becomes: String) -> Diagnostic {
    Diagnostic::error(
        "yaml-tab",
        text!("行首用了制表符（Tab），这里只能用空格", "a tab indents this line; only spaces may"),
    )
    .label(text!("换成空格", "use spaces"))
    .help(text!("每一级缩进用两个空格", "indent each level by two spaces"))
    .fix(span.clone(), becomes)
    .at(span)
}

pub(super) fn wide_space(span: Span, becomes: String) -> Diagnostic {
    Diagnostic::error(
        "yaml-wide-space",
        text!(
            "这里是全角空格或不间断空格，程序不认",
            "a full-width or no-break space stands where a plain space belongs"
        ),
    )
    .label(text!("换成半角空格", "use a plain space"))
    .help(text!("切换到英文输入法，重打这个空格", "retype this space with a Latin keyboard"))
    .fix(span.clone(), becomes)
    .at(span)
}

pub(super) fn list_mark(span: Span, becomes: String) -> Diagnostic {
    Diagnostic::error(
        "yaml-list-mark",
        text!("列表的每一项要以半角短横加空格开头", "a list item begins with a hyphen and a space"),
    )
    .label(text!("写成“- ”", "type `- `"))
    .help(text!("例如：- 各会员单位", "for example: - members"))
    .fix(span.clone(), becomes)
    .at(span)
}

pub(super) fn dashes(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "yaml-dashes",
        text!("键的中间有一条线“{typed}”", "a line `{typed}` stands between keys"),
    )
    .label(text!("下面还有键", "keys follow below"))
    .help(text!(
        "多余就删去；题头到此为止，就把下面的键移到它上面，再写成 ---",
        "delete it, or move the keys below it above it and type ---"
    ))
    .at(span)
}

/// A value that YAML reads as text, although a list was surely meant. There is no fix.
pub(super) fn doubtful_list(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "yaml-list-mark",
        text!("这里读作一段文字，不是列表", "this is read as one text, not as a list"),
    )
    .label(text!("列表的每一项要以“- ”开头", "an item of a list begins with `- `"))
    .help(text!(
        "要列表就写成：- 各会员单位（半角短横加空格）；要文字就加引号",
        "for a list type `- members`, a hyphen and a space; for text use quotation marks"
    ))
    .at(span)
}

/// A key that can only mean another.
pub(super) fn key_meant(span: Span, key: &str, meant: &str) -> Diagnostic {
    Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
        .label(text!("是不是“{meant}”？", "did you mean `{meant}`?"))
        .help(text!("把“{key}”改成“{meant}”", "replace `{key}` by `{meant}`"))
        .fix(span.clone(), meant)
        .at(span)
}

/// A key that may mean another, or something else.
pub(super) fn key_perhaps_meant(span: Span, key: &str, meant: &str) -> Diagnostic {
    Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
        .label(text!("是不是“{meant}”？", "did you mean `{meant}`?"))
        .help(text!(
            "如果是，把“{key}”改成“{meant}”；不是就去掉这一行",
            "if so, replace `{key}` by `{meant}`; if not, leave the line out"
        ))
        .at(span)
}

/// A key that means another, which is there, too.
pub(super) fn key_said_twice(span: Span, key: &str, meant: &str, first: Span) -> Diagnostic {
    Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
        .label(text!("意思同“{meant}”", "it means `{meant}`"))
        .also(first, text!("“{meant}”已经写在这里", "`{meant}` is given here"))
        .help(text!("两处只留一处，写在“{meant}”后面", "keep one of the two, as `{meant}`"))
        .at(span)
}

/// A word that is no key because what it says belongs elsewhere.
pub(super) fn key_misplaced(span: Span, key: &str, advice: Text) -> Diagnostic {
    Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
        .label(text!("没有这个键", "there is no such key"))
        .help(advice)
        .at(span)
}

pub(super) fn unknown_key(span: Span, key: &str, all: &[&str], extra: Option<&str>) -> Diagnostic {
    let (zh, en) = (all.join("、"), all.join(", "));
    let diagnostic =
        Diagnostic::error("key-unknown", text!("不认识的键“{key}”", "unknown key `{key}`"))
            .label(text!("没有这个键", "there is no such key"))
            .at(span);
    match extra {
        Some(extra) => diagnostic.help(text!(
            "可用的键：{zh}；其他资料请放在“{extra}”下面",
            "the keys are: {en}; other data belongs under `{extra}`"
        )),
        None => diagnostic.help(text!("可用的键：{zh}", "the keys are: {en}")),
    }
}

pub(super) fn repeated_key(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error("key-repeated", text!("“{key}”写了两次", "`{key}` is given twice"))
        .label(text!("这是第二次", "the second time"))
        .also(first, text!("第一次在这里", "the first is here"))
        .help(text!("两处只留一处（中文键与英文键算同一个）", "keep one of the two"))
        .at(span)
}

pub(super) fn not_a_map(span: Span) -> Diagnostic {
    Diagnostic::error(
        "yaml-not-keys",
        text!("这里应当是一行一个“键: 内容”", "lines of `key: value` belong here"),
    )
    .label(text!("不是“键: 内容”", "not `key: value`"))
    .help(text!("例如：标题: 关于……的通知", "for example: title: …"))
    .at(span)
}

pub(super) fn wrong_type(
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    wanted: (&str, &str),
    got: &Value,
) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    let (wanted_zh, wanted_en) = wanted;
    let (got_zh, got_en) = got.described();
    Diagnostic::error(
        "value-type",
        text!(
            "“{name}”后面要写{wanted_zh}，这里{got_zh}",
            "`{name}` wants {wanted_en}, not {got_en}"
        ),
    )
    .label(text!("要写{wanted_zh}", "{wanted_en} belongs here"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

/// A value that is none of the possible ones.
pub(super) fn wrong_choice(
    span: Span,
    key_names: &KeyNames,
    key: &'static str,
    choices: &[&str],
    got: &Value,
) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    let (got_zh, got_en) = got.described();
    let (zh, en) = (listed(choices, "、", " 或 "), listed(choices, ", ", " or "));
    Diagnostic::error(
        "value-type",
        text!("“{name}”只能写 {zh}，这里{got_zh}", "`{name}` is {en}, not {got_en}"),
    )
    .label(text!("写 {zh}", "type {en}"))
    .help(text!("例如：{line}", "for example: {line}"))
    .at(span)
}

fn listed(choices: &[&str], comma: &str, or: &str) -> String {
    match choices.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{}{or}{last}", others.join(comma)),
        None => String::new(),
    }
}

pub(super) fn missing(span: Span, key_names: &KeyNames, key: &'static str) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    Diagnostic::error("key-missing", text!("缺少“{name}”", "`{name}` is missing"))
        .label(text!("这里要有“{name}”", "`{name}` belongs here"))
        .help(text!("加一行：{line}", "add a line: {line}"))
        .at(span)
}

/// A key that must have a value, and has none.
pub fn empty_value(span: Span, key_names: &KeyNames, key: &'static str) -> Diagnostic {
    let (name, line) = (key_names.name(key), key_names.line(key));
    Diagnostic::error("key-empty", text!("“{name}”后面没有内容", "nothing follows `{name}`"))
        .label(text!("后面是空的", "this is empty"))
        .help(text!("例如：{line}", "for example: {line}"))
        .at(span)
}

/// An entry that can be read once its value is in quotation marks. `at` is the value, `typed` the
/// value as it stands, `quoted` as it should.
pub(super) fn unquoted(at: Span, key: &str, typed: &str, quoted: &str) -> Diagnostic {
    let label = if typed.starts_with(['"', '\'']) {
        text!(
            "引号没有成对，或后面还有别的字",
            "the quotation marks do not pair up, or more follows"
        )
    } else {
        text!("含有特殊符号，整句要加引号", "special characters: quote the whole value")
    };
    unreadable_entry(key)
        .label(label)
        .help(text!("写成 {key}: {quoted}（半角单引号；文字里的引号用“”）", "type {key}: {quoted}"))
        .fix(at.clone(), quoted)
        .at(at)
}

/// An entry that the library could not read, or a list (without a key); `message` is why, in its words.
pub(super) fn unreadable(at: Span, key: &str, message: &str) -> Diagnostic {
    unreadable_entry(key)
        .label(text!("读到这里读不下去", "reading stopped here"))
        .help(text!(
            "检查缩进是否对齐、括号和引号是否成对、冒号后是否有空格（{message}）",
            "check indentation, brackets, quotation marks and the space after the colon ({message})"
        ))
        .at(at)
}

fn unreadable_entry(key: &str) -> Diagnostic {
    let message = match key {
        "" => text!("这一处读不懂", "this cannot be read"),
        key => text!("“{key}”这一项读不懂", "the entry `{key}` cannot be read"),
    };
    Diagnostic::error("yaml-unreadable", message)
}
