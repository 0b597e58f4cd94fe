//! Citations of articles in running text: 《办法》第十二条, 鲁医协发〔2026〕1号第三条第二款, 本办法第八条.
//!
//! A citation is the words from 第 on; what stands before them says which rule is meant. Which document
//! that is, only the register knows.

use super::ordinal::{self, Ordinal};
use super::provision_label::{bracketed, leading_article};
use crate::number::Candidate;
use std::ops::Range;

/// How far before a citation its rule is looked for, in bytes: more than any title is long.
const MAX_BEFORE: usize = 600;

/// How far before 简称 its bracket is looked for, in characters: （鲁医协发〔2026〕1号，以下简称.
const MAX_ASIDE: usize = 60;

/// What a document calls itself: 本办法.
const OWN_NAMES: [&str; 12] = [
    "办法", "规定", "章程", "条例", "细则", "规则", "制度", "规范", "准则", "守则", "规程", "公约",
];

/// A place in a text that names an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundArticle {
    pub rule: FoundRule,
    pub article: Ordinal,
    pub item: Option<Ordinal>,
    /// In bytes of the text.
    pub range: Range<usize>,
}

/// Which rule an article is of, as the text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FoundRule {
    /// The rule that the text is part of: 本办法.
    Own,
    /// 《…》, a number, or both, the number as an index into the numbers of the text.
    Named { title: Option<String>, number: Option<usize> },
}

/// A short name that the text gives to a rule: 《…管理办法》（以下简称《办法》）.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundShortName {
    pub short: String,
    pub title: String,
    /// An index into the numbers of the text.
    pub number: Option<usize>,
}

/// Finds the citations of articles in a text, outside of its opaque ranges, in order. `numbers` are
/// those of the text.
pub(super) fn articles(
    text: &str,
    opaque: &[Range<usize>],
    numbers: &[Candidate],
) -> Vec<FoundArticle> {
    let mut found: Vec<FoundArticle> = Vec::new();
    if !text.contains('条') {
        return found;
    }
    for (start, _) in text.match_indices('第') {
        let Some((article, rest)) = text.get(start..).and_then(leading_article) else { continue };
        let rule = match found.last() {
            // 第五条、第六条 and 第五条至第八条 are of one rule.
            Some(last) if text.get(last.range.end..start).is_some_and(joins) => last.rule.clone(),
            _ => match rule_before(text, start, numbers) {
                Some(rule) => rule,
                None => continue,
            },
        };
        let (item, rest) = item_behind(rest);
        let range = start..text.len() - rest.len();
        if !opaque.iter().any(|opaque| opaque.start < range.end && range.start < opaque.end) {
            found.push(FoundArticle { rule, article, item, range });
        }
    }
    found
}

fn joins(between: &str) -> bool {
    ["、", "和", "与", "及", "以及", "或", "或者", "至", "到", "，"].contains(&between.trim())
}

/// Reads 第二款 and 第（三）项. Returns the item and the text after both.
fn item_behind(text: &str) -> (Option<Ordinal>, &str) {
    let numbered = |text: &'_ str, unit: char| -> Option<(u32, usize)> {
        let inner = text.strip_prefix('第')?;
        let (number, rest) = bracketed(inner).or_else(|| ordinal::leading(inner))?;
        let rest = rest.strip_prefix(unit)?;
        Some((number, text.len() - rest.len()))
    };
    let paragraph = numbered(text, '款').map_or(0, |(_, length)| length);
    let rest = text.get(paragraph..).unwrap_or(text);
    match numbered(rest, '项') {
        Some((item, length)) => {
            (Some(Ordinal::plain(item)), rest.get(length..).unwrap_or_default())
        }
        None => (None, rest),
    }
}

/// Returns the rule that the words before byte `at` name.
fn rule_before(text: &str, at: usize, numbers: &[Candidate]) -> Option<FoundRule> {
    let before = text.get(..at)?.trim_end();
    if let Some(number) = number_ending_at(numbers, before.len()) {
        return Some(FoundRule::Named { title: None, number: Some(number) });
    }
    if before.ends_with('》') {
        let title = title_ending_at(text, before.len())?;
        return Some(FoundRule::Named { title: Some(title), number: None });
    }
    if before.ends_with(['）', ')']) {
        let open = bracket_before(before)?;
        let named = before.get(..open)?.trim_end();
        let title = title_ending_at(text, named.len())?;
        let number = number_in(numbers, open..before.len());
        return Some(FoundRule::Named { title: Some(title), number });
    }
    let own = OWN_NAMES.iter().find_map(|name| before.strip_suffix(name));
    own.filter(|own| own.ends_with('本')).map(|_| FoundRule::Own)
}

/// Returns the first number whose year stands in a range of the text.
fn number_in(numbers: &[Candidate], range: Range<usize>) -> Option<usize> {
    let first = numbers.partition_point(|number| number.bracket < range.start);
    numbers.get(first).filter(|number| number.bracket < range.end).map(|_| first)
}

fn number_ending_at(numbers: &[Candidate], end: usize) -> Option<usize> {
    numbers.binary_search_by_key(&end, |number| number.end).ok()
}

/// Returns the title in 《…》 that ends at a byte, titles inside of it included.
fn title_ending_at(text: &str, end: usize) -> Option<String> {
    let inner = text.get(..end)?.strip_suffix('》')?;
    let mut depth = 1usize;
    for (at, c) in inner.char_indices().rev() {
        match c {
            '》' => depth += 1,
            '《' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if inner.len() - at > MAX_BEFORE {
            return None;
        }
        if depth == 0 {
            let title = inner.get(at + c.len_utf8()..)?.trim();
            return (!title.is_empty()).then(|| title.to_owned());
        }
    }
    None
}

/// Returns the byte at which the bracket opens that a text ends with.
fn bracket_before(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        if text.len() - at > MAX_BEFORE {
            return None;
        }
    }
    None
}

/// Finds the short names that a text gives to rules.
pub(super) fn short_names(text: &str, numbers: &[Candidate]) -> Vec<FoundShortName> {
    let names = text.match_indices("简称").filter_map(|(at, word)| {
        let before = text.get(..at)?;
        let open = before.char_indices().rev().take(MAX_ASIDE).find(|(_, c)| "（(".contains(*c))?.0;
        let title = title_ending_at(text, before.get(..open)?.trim_end().len())?;
        let number = number_in(numbers, open..at);
        let typed = text.get(at + word.len()..)?.trim_start_matches(['“', '"', '《', '：', ' ']);
        let ends = ['”', '"', '》', '）', ')', '，', '。'];
        let end = typed.char_indices().take(MAX_ASIDE).find(|(_, c)| ends.contains(c))?.0;
        let short = typed.get(..end).filter(|short| !short.is_empty() && short.len() <= 90)?;
        Some(FoundShortName { short: short.to_owned(), title, number })
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::{FoundRule, articles, short_names};
    use crate::number;

    /// Returns what each citation says, with its rule.
    fn found(text: &str) -> Vec<(String, String)> {
        let numbers = number::find(text);
        let rule = |rule: &FoundRule| match rule {
            FoundRule::Own => "own".to_owned(),
            FoundRule::Named { title, number } => {
                let number = number.map(|n| &text[numbers[n].bracket..numbers[n].end]);
                format!("{}{}", title.as_deref().unwrap_or("-"), number.unwrap_or_default())
            }
        };
        let found = articles(text, &[], &numbers);
        found.iter().map(|f| (rule(&f.rule), text[f.range.clone()].to_owned())).collect()
    }

    #[test]
    fn articles_are_found_with_their_rules() {
        for (text, expected) in [
            ("依照《办法》第十二条办理", [("办法", "第十二条")].as_slice()),
            ("《办法》第3条第二款规定", &[("办法", "第3条第二款")]),
            ("《办法》第三条第（二）项", &[("办法", "第三条第（二）项")]),
            ("《办法》第三条第一款第二项的", &[("办法", "第三条第一款第二项")]),
            ("《办法》（鲁医协发〔2026〕1号）第十二条", &[("办法〔2026〕1号", "第十二条")]),
            ("《办法（试行）》（2026年修订） 第十二条之一", &[("办法（试行）", "第十二条之一")]),
            ("鲁医协发〔2026〕1号第十二条", &[("-〔2026〕1号", "第十二条")]),
            ("《关于〈办法〉的说明》第一条", &[("关于〈办法〉的说明", "第一条")]),
            ("《关于修改《办法》的决定》第一条", &[("关于修改《办法》的决定", "第一条")]),
            (
                "依照本办法第九条、第十条至第十二条",
                &[("own", "第九条"), ("own", "第十条"), ("own", "第十二条")],
            ),
            ("《甲》第一条和《乙》第二条", &[("甲", "第一条"), ("乙", "第二条")]),
            ("第一条　为了规范", &[]),
            ("将第五条修改为", &[]),
            ("其他办法第五条", &[]),
            ("》第五条", &[]),
            ("）第五条", &[]),
        ] {
            let owned: Vec<_> =
                expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            assert_eq!(found(text), owned, "{text}");
        }
    }

    #[test]
    fn articles_in_links_and_code_are_left_out() {
        let text = "《办法》第十二条，《办法》第十三条";
        let at = text.find("第十二").unwrap();
        let opaque = at..at + 3;
        assert_eq!(articles(text, &[opaque], &[]).len(), 1);
    }

    #[test]
    fn short_names_are_found_with_what_they_stand_for() {
        for (text, short, title, number) in [
            ("《会员管理办法》（以下简称《办法》）", "办法", "会员管理办法", None),
            ("《会员管理办法》（以下简称“办法”）", "办法", "会员管理办法", None),
            (
                "《会员管理办法》（鲁医协发〔2026〕1号，以下简称《办法》）",
                "办法",
                "会员管理办法",
                Some(0),
            ),
        ] {
            let found = short_names(text, &number::find(text));
            let found: Vec<_> = found.iter().map(|f| (&*f.short, &*f.title, f.number)).collect();
            assert_eq!(found, [(short, title, number)], "{text}");
        }
        assert_eq!(short_names("以下简称《办法》，简称", &[]), []);
    }
}
