//! Every message about the text, one function each.

use crate::diagnostic::{Diagnostic, Edit};
use crate::personal::PersonalNumber;
use crate::source::Span;
use crate::text;
use crate::word_list::Word;
use crate::yaml::KeyNames;

/// A half-width mark between Han characters.
pub(super) fn half_width(at: Span, typed: char, meant: char) -> Diagnostic {
    Diagnostic::warning(
        "half-width",
        text!(
            "汉字之间用了半角标点“{typed}”",
            "half-width punctuation `{typed}` between Chinese characters"
        ),
    )
    .label(text!("应为“{meant}”", "Chinese uses `{meant}`"))
    .help(text!("改成全角的“{meant}”", "type the full-width `{meant}`"))
    .at(at)
}

/// The same where the edit is certain.
pub(super) fn half_width_certain(at: Span, typed: char, meant: char) -> Diagnostic {
    half_width(at.clone(), typed, meant).fix(at, meant)
}

/// Where a fault stands, on which depends how it is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    FrontMatter,
    Body,
}

/// A number of a person in a document that is to be published.
pub(super) fn personal_number(at: Span, kind: PersonalNumber, place: Place) -> Diagnostic {
    let (id, message, cure) = match kind {
        PersonalNumber::IdentityCard => (
            "identity-card",
            text!("有居民身份证号码", "the number of an identity card"),
            text!(
                "删去，或者中间几位用“*”遮住",
                "delete it, or replace the digits in the middle by `*`"
            ),
        ),
        PersonalNumber::Mobile => (
            "mobile-number",
            text!("有个人手机号码", "the number of a mobile telephone"),
            text!("改用办公电话", "use the telephone of the office"),
        ),
        PersonalNumber::BankCard => (
            "bank-card",
            text!("有个人银行卡号", "the number of a bank card"),
            text!(
                "删去，或者中间几位用“*”遮住",
                "delete it, or replace the digits in the middle by `*`"
            ),
        ),
    };
    let (zh, en) = (cure.zh, cure.en);
    let help = match place {
        Place::FrontMatter => text!(
            "{zh}；确要公开的，在这一行末尾写 # check: allow {id}",
            "{en}; if it is meant to be public, write # check: allow {id} at the end of the line"
        ),
        Place::Body => text!(
            "{zh}；确要公开的，在这一段上面另写一行 <!-- check: allow {id} -->",
            "{en}; if it is meant to be public, write <!-- check: allow {id} --> on a line above the paragraph"
        ),
    };
    Diagnostic::warning(id, message)
        .label(text!("会公开在网上", "would be published"))
        .help(help)
        .at(at)
}

/// Rows that Markdown does not read as a table.
pub(super) fn table_unmarked(
    at: Span,
    whole: Span,
    columns: usize,
    edit: Option<String>,
) -> Diagnostic {
    let rule = "---|".repeat(columns.min(12));
    let diagnostic = Diagnostic::warning(
        "table-unmarked",
        text!("这几行像是表格，却没有成为表格", "these lines look like a table and are none"),
    )
    .label(text!("网页上连成一段", "the page runs them together"))
    .help(text!(
        "第一行作表头，下面加一行 |{rule}；每行前后和各格之间用半角“|”，格数一样，表格上下各空一行",
        "make the first row the head and write |{rule} below it; put `|` around and between the cells of each row, as many in every row, and an empty line above and below"
    ))
    .at(at);
    match edit {
        Some(edit) => diagnostic.fix(whole, edit),
        None => diagnostic,
    }
}

/// A part of a document that the page prints from the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeated {
    Mark,
    Number,
    Title,
    Recipients,
    Enclosures,
    Signature,
    Date,
    Note,
}

/// A part that stands in the body as well as in the front matter.
pub(super) fn printed_twice(at: Span, what: Repeated, lines: Option<Span>) -> Diagnostic {
    let (zh, en) = match what {
        Repeated::Mark => ("发文机关标志", "the head of the paper"),
        Repeated::Number => ("发文字号", "the number"),
        Repeated::Title => ("标题", "the title"),
        Repeated::Recipients => ("主送", "the recipients"),
        Repeated::Enclosures => ("附件说明", "the list of attachments"),
        Repeated::Signature => ("署名", "the signature"),
        Repeated::Date => ("成文日期", "the date"),
        Repeated::Note => ("附注", "the note"),
    };
    let diagnostic = Diagnostic::warning(
        "printed-twice",
        text!("正文里又写了一遍{zh}", "the body repeats {en}"),
    )
    .label(text!("网页上会出现两次", "the page shows it twice"))
    .help(text!(
        "题头里已经有了，网页会自己排好；删去正文里的这一处",
        "it is in the front matter, from which the page is set; delete it in the body"
    ))
    .at(at);
    match lines {
        Some(lines) => diagnostic.fix(lines, ""),
        None => diagnostic,
    }
}

/// A bracket or quotation mark without its other half.
pub(super) fn mark_unpaired(at: Span, mark: char, missing: char) -> Diagnostic {
    Diagnostic::warning(
        "mark-unpaired",
        text!("标点 {mark} 没有与它成对的 {missing}", "`{mark}` without `{missing}`"),
    )
    .label(text!("这一个不成对", "this one is alone"))
    .help(text!("补上 {missing}，不该有的就删去这一个", "add `{missing}`, or delete this one"))
    .at(at)
}

/// An ordinal after which one is missing.
pub(super) fn ordinal_skipped(at: Span, before: Span, typed: &str, expected: &str) -> Diagnostic {
    Diagnostic::warning(
        "ordinal-order",
        text!(
            "序号跳到了“{typed}”，缺“{expected}”",
            "the ordinal {typed} comes where {expected} belongs"
        ),
    )
    .label(text!("应为“{expected}”", "{expected} belongs here"))
    .also(before, text!("上一个在这里", "the one before is here"))
    .help(text!(
        "改正序号；如果漏了一段，把它补上",
        "correct the ordinal, or add the paragraph that is missing"
    ))
    .at(at)
}

/// An ordinal that was there before.
pub(super) fn ordinal_repeated(at: Span, before: Span, typed: &str, expected: &str) -> Diagnostic {
    Diagnostic::warning(
        "ordinal-order",
        text!("序号“{typed}”重复了", "the ordinal {typed} is repeated"),
    )
    .label(text!("应为“{expected}”", "{expected} belongs here"))
    .also(before, text!("上一个在这里", "the one before is here"))
    .help(text!("改正这一个和后面的序号", "correct this ordinal and those after it"))
    .at(at)
}

/// Characters of a block that nobody sees, in their order; the edits remove them.
pub(super) fn invisible_in_body(
    at: Span,
    first: char,
    count: usize,
    edits: Vec<Span>,
) -> Diagnostic {
    let code = u32::from(first);
    let diagnostic = Diagnostic::warning(
        "text-invisible",
        text!(
            "这一段有 {count} 个看不见的字符（第一个是 U+{code:04X}）",
            "{count} invisible characters in this paragraph, the first is U+{code:04X}"
        ),
    )
    .label(text!("在这里", "here"))
    .help(text!(
        "从网页或者 Word 粘来的，会妨碍检索；删去，或者把这里的字重新输入一遍",
        "they were pasted from a page or a word processor, and the search misses words with one inside: delete them, or type the words again"
    ))
    .at(at);
    edits.into_iter().fold(diagnostic, |diagnostic, edit| diagnostic.fix(edit, ""))
}

/// A character that only the font of a word processor has.
pub(super) fn private_use(at: Span, c: char) -> Diagnostic {
    let code = u32::from(c);
    Diagnostic::warning(
        "text-private-use",
        text!(
            "字符 U+{code:04X} 只有 Word 的符号字体里有",
            "U+{code:04X} is a character of a word processor's own font"
        ),
    )
    .label(text!("网页上是一个方框", "the page shows a box"))
    .help(text!("照原文另打一个", "type the sign anew"))
    .at(at)
}

/// Paragraphs that were cut into lines; the edits join those of which the end is certain.
pub(super) fn lines_wrapped(at: Span, paragraphs: usize, edits: Vec<Edit>) -> Diagnostic {
    let diagnostic = Diagnostic::warning(
        "lines-wrapped",
        text!(
            "正文像是从 PDF 复制的：有 {paragraphs} 段话被切成了一行一行",
            "the text looks copied from a PDF file: it has {paragraphs} paragraphs that were cut into lines"
        ),
    )
    .label(text!("这一行没有完，下面接着同一段", "the same paragraph goes on below this line"))
    .help(text!(
        "把同一段的各行接起来，段与段之间空一行；页码和页眉删去",
        "join the lines of each paragraph, put an empty line between paragraphs, and delete the numbers and heads of pages"
    ))
    .at(at);
    edits.into_iter().fold(diagnostic, |diagnostic, edit| diagnostic.fix(edit.span, edit.text))
}

/// A word that the site's list has.
pub(super) fn word_wrong(at: Span, word: &Word, key_names: Option<&KeyNames>) -> Diagnostic {
    let wrong = &word.wrong;
    let (zh, en) = (word.right.join("”或“"), word.right.join("` or `"));
    let typed = key_names.map(|names| names.name("except"));
    let (except_zh, except) = (typed.unwrap_or("例外"), typed.unwrap_or("except"));
    let message = text!("“{wrong}”应写作“{zh}”", "`{wrong}` should be `{en}`");
    let label = match &word.reason {
        Some(reason) => text!("{reason}", "{reason}"),
        None => text!("写“{zh}”", "type `{en}`"),
    };
    Diagnostic::warning("word-wrong", message)
        .label(label)
        .also(word.span.clone(), text!("词表里的这一条", "the entry of the list of words"))
        .help(text!(
            "改成“{zh}”；在某个词语里这样写是对的，就把那个词语写进词表这一条的“{except_zh}”",
            "type `{en}`; if the word is right in some phrase, add the phrase to `{except}` of the entry"
        ))
        .at(at)
}

/// A heading that is more than one level below the one before it.
pub(super) fn heading_order(at: Span, level: usize, above: Span, before: usize) -> Diagnostic {
    let expected = "#".repeat(before + 1);
    let (typed, last) = ("#".repeat(level), "#".repeat(before));
    Diagnostic::warning(
        "heading-order",
        text!("标题从“{last}”跳到了“{typed}”", "the headings skip from `{last}` to `{typed}`"),
    )
    .label(text!("下一级是“{expected}”", "`{expected}` is the next level"))
    .also(above, text!("上一个标题在这里", "the heading before"))
    .help(text!(
        "改成“{expected}”，同级的标题一起改",
        "type `{expected}`, here and for the other headings of this level"
    ))
    .at(at)
}
