//! The head of a document, from its beginning downward: issuer's mark, number, title, recipients.

use super::attachments::date_of;
use super::piece::{Piece, Title, line_of, tight};
use crate::date::{self, Parsed};
use crate::document::genre;
use crate::import::flow::{Align, Block, Paragraph};
use crate::lines::{self, label_length};
use crate::number::DocNumber;
use crate::organisation::{is_organisation, of_mark};

/// How far down the number may stand.
const FARTHEST_NUMBER: usize = 10;
/// The longest line of a title, in characters, and the most lines.
const MAX_LINE_CHARS: usize = 90;
const MAX_TITLE_LINES: usize = 6;
const MAX_RECIPIENTS_CHARS: usize = 200;
/// How many lines may stand between title and text.
const MAX_LINES_BELOW_TITLE: usize = 12;

/// Takes the head off a text. A web page may say its title beside the text.
pub(super) fn take(piece: &mut Piece, known: &[&str], page_title: Option<&str>) {
    take_mark(piece, known);
    take_title(piece, page_title);
    take_below_title(piece, known);
    take_recipients(piece);
}

/// Takes the head off an attachment, which has a title and perhaps recipients.
pub(super) fn take_attached(piece: &mut Piece, known: &[&str], beside_mark: Option<&str>) {
    if let Some(title) = beside_mark {
        // A second line with the same words is the title itself.
        let is_same = next_line(piece).is_some_and(|(_, line)| tight(&line) == tight(title));
        if !is_same {
            piece.title = Some(Title { text: title.to_owned(), ..Title::default() });
            take_recipients(piece);
            return;
        }
    }
    take_title(piece, None);
    take_below_title(piece, known);
    take_recipients(piece);
}

/// Returns the index and the text of the first line, if it is text alone.
fn next_line(piece: &mut Piece) -> Option<(usize, String)> {
    line_from(&piece.blocks, 0)
}

fn line_from(blocks: &[Block], start: usize) -> Option<(usize, String)> {
    for (index, block) in blocks.iter().enumerate().skip(start) {
        match block {
            Block::PageEnd => {}
            Block::Paragraph(paragraph) if paragraph.is_empty() => {}
            Block::Paragraph(paragraph) if paragraph.is_text() => {
                return Some((index, line_of(block)?));
            }
            _ => return None,
        }
    }
    None
}

/// Takes 份号, 密级, 紧急程度, the issuer's mark and the number.
fn take_mark(piece: &mut Piece, known: &[&str]) {
    let number_at = number_line(&piece.blocks);
    let mut issuers = Vec::new();
    let mut left = Vec::new();
    let mut end = 0;
    let mut has_mark = false;
    while let Some((index, line)) = line_from(&piece.blocks, end) {
        let bare = tight(&line);
        let is_before_number = number_at.as_ref().is_some_and(|(at, ..)| index < *at);
        if let Some(name) = of_mark(&bare) {
            issuers.push(name.to_owned());
            has_mark = true;
        } else if bare == "文件" {
            has_mark = true;
        } else if is_classification(&bare) {
            left.push(line);
        } else if known.contains(&&*bare) || is_organisation(&bare) {
            issuers.push(bare);
        } else {
            // The number stands above the title or, on many web pages, below it.
            let number_at = number_at.as_ref().map_or(0, |(at, ..)| *at);
            if is_before_number && !begins_title(&piece.blocks[index..number_at]) {
                left.push(line);
            } else {
                break;
            }
        }
        end = index + 1;
        if number_at.as_ref().is_some_and(|(at, ..)| end == *at) {
            break;
        }
    }
    match number_at {
        Some((at, number, rest))
            if end == at || line_from(&piece.blocks, end).is_some_and(|(next, _)| next == at) =>
        {
            piece.number = Some(number);
            left.extend(rest);
            end = at + 1;
        }
        // A name alone above the title is a mark too, if it is one of the site's.
        _ if has_mark
            || !issuers.is_empty() && issuers.iter().all(|name| known.contains(&&**name)) => {}
        _ => return,
    }
    piece.issuers = issuers;
    piece.left.extend(left);
    piece.blocks.drain(..end);
}

/// Returns whether the text of some blocks is a title, in one line or several.
fn begins_title(blocks: &[Block]) -> bool {
    let text: String = blocks.iter().filter_map(line_of).map(|line| tight(&line)).collect();
    text.starts_with("关于") || genre::of_title(&text).is_some()
}

/// Returns the line with the number near the beginning, and what stands beside the number.
fn number_line(blocks: &[Block]) -> Option<(usize, DocNumber, Option<String>)> {
    let mut at = 0;
    for _ in 0..FARTHEST_NUMBER {
        let (index, line) = line_from(blocks, at)?;
        if let Some((number, rest)) = number_in(&line) {
            return Some((index, number, rest));
        }
        at = index + 1;
    }
    None
}

/// Reads a line that is a number, perhaps with 签发人 beside it.
fn number_in(line: &str) -> Option<(DocNumber, Option<String>)> {
    if let Some(number) = DocNumber::parse(line) {
        return Some((number, None));
    }
    let at = line.find("签发人")?;
    let (number, rest) = line.split_at(at);
    Some((DocNumber::parse(number.trim())?, Some(rest.trim().to_owned())))
}

/// 份号, 密级 and 紧急程度.
fn is_classification(bare: &str) -> bool {
    let is_copy_number = bare.len() == 6 && bare.bytes().all(|b| b.is_ascii_digit());
    let words = ["绝密", "机密", "秘密", "特急", "加急", "平急", "急件", "内部资料"];
    is_copy_number || bare.chars().count() <= 10 && words.iter().any(|word| bare.starts_with(word))
}

/// Takes the title, in as many lines as it has.
fn take_title(piece: &mut Piece, page_title: Option<&str>) {
    if let Some(title) = page_title
        && let Some(end) = end_of_same(&piece.blocks, title)
    {
        piece.title = Some(Title { text: title.to_owned(), ..Title::default() });
        piece.blocks.drain(..end);
        return;
    }
    take_first_lines(piece);
    let is_sure = piece.title.as_ref().is_some_and(|title| genre::of_title(&title.text).is_some());
    if let Some(title) = page_title.filter(|_| !is_sure) {
        // What was taken for the title is text.
        if let Some(taken) = piece.title.take() {
            let lines = [Some(taken.text), taken.subtitle].into_iter().flatten();
            let blocks = lines.map(|line| Block::Paragraph(Paragraph::of_text(&line)));
            piece.blocks.splice(..0, blocks);
        }
        piece.title = Some(Title { text: title.to_owned(), ..Title::default() });
    }
}

/// Returns where the lines end that are a title together.
fn end_of_same(blocks: &[Block], title: &str) -> Option<usize> {
    let title = tight(title);
    let mut rest = &*title;
    let mut end = 0;
    while !rest.is_empty() {
        let (index, line) = line_from(blocks, end)?;
        rest = rest.strip_prefix(&*tight(&line))?;
        end = index + 1;
    }
    Some(end)
}

/// Takes the lines that look like a title.
fn take_first_lines(piece: &mut Piece) {
    let Some((first, line)) = next_line(piece).filter(|(_, line)| may_be_title(line)) else {
        return;
    };
    let style = Style::of(&piece.blocks[first]);
    let mut title = Title { text: line, ..Title::default() };
    let mut end = first + 1;
    let mut count = 1;
    while let Some((index, line)) = line_from(&piece.blocks, end) {
        let is_subtitle = line.starts_with("—") || line.starts_with("--");
        if is_subtitle && title.subtitle.is_none() && may_be_title(&line) {
            let bare = line.trim_start_matches(['—', '-', ' ']).trim();
            title.subtitle = Some(bare.to_owned());
        } else if title.subtitle.is_none()
            && count < MAX_TITLE_LINES
            && may_be_title(&line)
            && continues_title(&title.text, &line, style, Style::of(&piece.blocks[index]))
        {
            lines::append(&mut title.text, &line);
        } else {
            break;
        }
        count += 1;
        end = index + 1;
    }
    let has_style = style.is_title || style.align == Align::Center;
    title.is_guess =
        genre::of_title(&title.text).is_none() && !has_style && title.subtitle.is_none();
    // A text without any mark of a title begins with its first sentence.
    if title.is_guess && title.text.chars().count() > 60 {
        return;
    }
    piece.title = Some(title);
    piece.blocks.drain(..end);
}

/// How a line is set.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Style {
    is_title: bool,
    align: Align,
}

impl Style {
    fn of(block: &Block) -> Style {
        let paragraph = block.paragraph();
        Style {
            is_title: paragraph.is_some_and(|p| p.outline == Some(0)),
            align: paragraph.map_or(Align::Start, |p| p.align),
        }
    }
}

fn may_be_title(line: &str) -> bool {
    let count = line.chars().count();
    (2..=MAX_LINE_CHARS).contains(&count)
        && !line.contains(['。', '；'])
        && !line.ends_with(['：', ':', '，', ','])
        && label_length(line) == 0
        && date_of(line.trim_matches(['（', '）', '(', ')'])).is_none()
        && !is_page_information(line)
}

/// Returns whether a line belongs to the title that the lines before it begin.
fn continues_title(title: &str, line: &str, style: Style, next: Style) -> bool {
    let is_version = |line: &str| {
        let words =
            ["试行", "草案", "征求意见稿", "修订", "暂行", "讨论稿", "送审稿", "年版", "摘要"];
        line.starts_with(['（', '('])
            && words.iter().any(|word| line.contains(word))
            && line.chars().count() <= 14
    };
    if is_version(line) {
        return true;
    }
    if line.starts_with(['（', '(']) || number_in(line).is_some() {
        return false;
    }
    let is_open = title.matches('《').count() > title.matches('》').count()
        || title.matches('“').count() > title.matches('”').count();
    if is_open {
        return true;
    }
    let is_whole = genre::of_title(title).is_some();
    let is_alike = style == next && (style.is_title || style.align == Align::Center);
    let ends = genre::of_title(line).is_some();
    // What ends with a genre is whole, unless the next line is one word more: 通知 / 的补充说明.
    if is_whole {
        return is_alike && line.starts_with('的');
    }
    let begins = title.starts_with("关于") || title.ends_with("关于") || title.contains("关于");
    (is_alike && !is_organisation(line))
        || ends && begins
        || ends && title.chars().count() <= 30 && line.chars().count() <= 30
}

/// Returns whether a line is what a web page says of an article: 来源：… 发布时间：….
fn is_page_information(line: &str) -> bool {
    let words =
        ["发布时间", "发布日期", "来源", "作者", "浏览", "阅读", "字号", "点击", "编辑", "字体"];
    words.iter().filter(|word| line.contains(**word)).count() >= 1
        && line.contains(['：', ':'])
        && words.iter().any(|word| line.trim_start_matches(['【', '[']).starts_with(word))
        || line.contains("发布时间")
        || line.contains("发布日期")
}

/// Takes what stands between title and text: a number, a date, what a web page says.
fn take_below_title(piece: &mut Piece, known: &[&str]) {
    for _ in 0..MAX_LINES_BELOW_TITLE {
        let Some((index, line)) = next_line(piece) else { break };
        let bare = tight(&line);
        let inner = bare.trim_matches(['（', '）', '(', ')']);
        if piece.number.is_none()
            && let Some((number, rest)) = number_in(&line)
        {
            piece.number = Some(number);
            piece.left.extend(rest);
        } else if let Some(date) = date_of(inner).filter(|_| piece.date.is_none()) {
            piece.date = Some(date);
        } else if is_page_information(&line) && line.chars().count() <= 100 {
            piece.published = piece.published.or_else(|| date_within(&line));
            piece.left.push(line);
        } else if piece.signature.is_empty()
            && (known.contains(&&*bare) || is_organisation(&bare))
            && piece.blocks[index].paragraph().is_some_and(|p| p.align == Align::Center)
        {
            piece.signature = vec![bare];
        } else {
            break;
        }
        piece.blocks.drain(..=index);
    }
}

/// Returns the first date in a line.
fn date_within(line: &str) -> Option<jiff::civil::Date> {
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '：' | '|' | '丨' | '】'));
    let mut dates = words.filter_map(|word| match date::parse(word.trim_start_matches(':')) {
        Parsed::Standard(typed) | Parsed::Nonstandard(typed) => Some(typed.moment.date),
        _ => None,
    });
    dates.next()
}

/// Takes the recipients (主送机关).
fn take_recipients(piece: &mut Piece) {
    let Some((index, line)) = next_line(piece) else { return };
    if !are_recipients(&line) {
        return;
    }
    piece.recipients = names(line.trim_end_matches(['：', ':']));
    piece.blocks.drain(..=index);
}

fn are_recipients(line: &str) -> bool {
    // What introduces a text, or greets people in a hall.
    const NONE: [&str; 16] = [
        "如下",
        "下列",
        "以下",
        "为了",
        "根据",
        "按照",
        "现将",
        "尊敬",
        "敬爱",
        "同志们",
        "朋友们",
        "代表：",
        "来宾",
        "女士",
        "先生",
        "说明",
    ];
    line.ends_with(['：', ':'])
        && line.chars().count() <= MAX_RECIPIENTS_CHARS
        && label_length(line) == 0
        && !line.contains(['。', '；'])
        && !line.trim_end_matches(['：', ':']).contains(['：', ':'])
        && !NONE.iter().any(|word| line.contains(word))
}

/// Splits a list of names at its commas, but not inside of brackets.
pub(super) fn names(list: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    for c in list.chars() {
        match c {
            '（' | '(' | '《' => depth += 1,
            '）' | ')' | '》' => depth = depth.saturating_sub(1),
            '，' | '、' | '；' | ',' | ';' if depth == 0 => {
                names.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(name) = names.last_mut() {
            name.push(c);
        }
    }
    let names = names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    names.collect()
}
