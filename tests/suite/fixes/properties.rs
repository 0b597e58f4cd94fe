//! Properties of the fixes over mutated documents: nothing hidden is published, no text changes, no byte
//! is lost.

use super::fixed::{TemporarySite, fix};
use super::mutations::{hiding_lines, mutated_document};
use crate::properties::cases;
use gongbao::document;
use proptest::prelude::*;
use std::collections::BTreeMap;

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn fixes_change_only_what_they_announce(text in mutated_document()) {
        check_fixes(&text)?;
    }

    #[test]
    fn file_whose_encoding_is_not_understood_is_left_alone(
        text in mutated_document(),
        damage in damage(),
    ) {
        check_bytes(&text, &damage)?;
    }
}

/// The lines between the first two correct fences, whatever else was mistyped.
fn front_lines(text: &str) -> Option<Vec<&str>> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
    lines.next().filter(|line| *line == "---")?;
    let front = lines.by_ref().take_while(|line| *line != "---").collect();
    let count = text.lines().filter(|line| line.trim_end().trim_start_matches('\u{feff}') == "---");
    (count.count() > 1).then_some(front)
}

/// Whether the front matter has a key in column 0 that hides the document.
fn is_hidden(text: &str) -> bool {
    let hides = ["visibility: internal", "draft: true", "公开属性: 内部", "草稿: true"];
    front_lines(text).is_some_and(|front| front.iter().any(|line| hides.contains(line)))
}

/// The text values of correct front matter, as the YAML library reads them.
fn text_values(text: &str) -> Option<BTreeMap<&'static str, String>> {
    let front = front_lines(text)?.join("\n").replace('\u{feff}', "");
    let read: serde_json::Value = serde_yaml::from_str(&front).ok()?;
    // YAML takes a full-width space for a letter; the editor meant indentation.
    let read = read.as_object().filter(|read| !read.keys().any(|k| k.starts_with('\u{3000}')))?;
    let texts = ["title", "标题", "summary", "摘要", "note", "附注"].into_iter();
    Some(texts.filter_map(|key| Some((key, read.get(key)?.to_string()))).collect())
}

/// The block texts that are typed below a key with `|` or `>`, unchanged.
fn block_texts(text: &str) -> Vec<String> {
    let front = front_lines(text).unwrap_or_default();
    let opens = |line: &&&str| {
        let bare = line.trim_end_matches(['-', '+']);
        // Behind a comment nothing opens.
        !line.starts_with([' ', '\t', '#', '-', '?'])
            && !line.contains(" #")
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

/// Whether a line begins with a known key and `: `.
fn is_key(line: &str) -> bool {
    let names = document::KEYS.iter().flat_map(|key| [key.name, key.zh]);
    names.into_iter().any(|name| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(": ")))
}

fn check_fixes(text: &str) -> Result<(), TestCaseError> {
    let fixed = fix(text);
    let (before, after) = (&fixed.before, &fixed.after);
    let left: Vec<_> = after
        .diagnostics
        .iter()
        .filter(|diagnostic| !diagnostic.fix.is_empty())
        .map(|diagnostic| diagnostic.id)
        .collect();
    prop_assert!(left.is_empty(), "left {left:?} in\n{text}\n=> {}", fixed.text());
    let hidden = is_hidden(text);
    let quotes = text.contains(['"', '\'', '[', '{']);
    prop_assert!(
        !hidden || quotes || !before.is_published(),
        "published without a fix:\n{text}\n=> {}",
        fixed.text()
    );
    prop_assert!(
        !hidden || before.is_published() || !after.is_published(),
        "published:\n{text}\n=> {}",
        fixed.text()
    );
    let texts = text_values(&fixed.text()).unwrap_or_default();
    for (key, value) in text_values(text).unwrap_or_default() {
        prop_assert_eq!(texts.get(key), Some(&value), "{}\n=> {}", text, fixed.text());
    }
    let now = fixed.text().replace('\u{feff}', "");
    let now = now.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    for block in block_texts(text) {
        prop_assert!(now.contains(&block), "{block}\nof\n{text}\n=> {now}");
    }
    for (was, is) in before.values().iter().zip(after.values()) {
        prop_assert!(
            was.is_none() || *was == is,
            "{was:?} became {is:?} in\n{text}\n=> {}",
            fixed.text()
        );
    }
    prop_assert!(
        before.document.is_none() || after.document.is_some(),
        "lost:\n{text}\n=> {}",
        fixed.text()
    );
    // Keys in the body count only where the fences were in doubt; otherwise they never hid anything.
    let is_doubtful = before.ids().iter().any(|id| id.starts_with("front-"));
    if after.is_published() && !before.is_published() && is_doubtful {
        let shown = hiding_lines(after.body());
        prop_assert!(shown == 0, "{shown} keys in the body of\n{text}\n=> {}", fixed.text());
        let lines = after.body().lines().filter(|line| !line.trim().is_empty());
        let all = if before.ids().contains(&"front-open") { usize::MAX } else { 1 };
        let key = lines.take(all).find(|line| is_key(line));
        prop_assert!(key.is_none(), "{key:?} in the body of\n{text}\n=> {}", fixed.text());
    }
    let ends = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    if ends(text) == 0 && text.contains('\n') {
        prop_assert_eq!(ends(&fixed.text()), 0, "line ends of\n{}", text);
    }
    Ok(())
}

/// Damage that an editor's program does to the bytes of a document.
#[derive(Clone, Debug)]
enum Damage {
    /// The whole file in another encoding.
    Foreign(&'static encoding_rs::Encoding),
    /// A text in GBK inserted, at the beginning of a line if the flag says so.
    Mixed(prop::sample::Index, &'static str, bool),
    /// Cut anywhere, even within a character.
    Cut(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    use prop::sample::{Index, select};
    let foreign = select(vec![encoding_rs::GBK, encoding_rs::BIG5]).prop_map(Damage::Foreign);
    let texts = &[
        "联系人张老师\n",
        "附件：回执一份\n",
        "\n（盖章）\n",
        "会",
        "各会员单位要按照要求认真组织，按时报送，逾期不予受理，由此带来的后果由各单位自行承担。\n",
    ][..];
    let mixed = (any::<Index>(), select(texts), any::<bool>())
        .prop_map(|(at, text, is_line)| Damage::Mixed(at, text, is_line));
    prop_oneof![2 => foreign, 3 => mixed, 1 => any::<Index>().prop_map(Damage::Cut)]
}

/// Whether three Han characters stand in a row, which is enough to recognise UTF-8.
fn has_words(text: &[u8]) -> bool {
    let han = |c: char| if matches!(c, '\u{4e00}'..='\u{9fff}') { '一' } else { ' ' };
    String::from_utf8_lossy(text).chars().map(han).collect::<String>().contains("一一一")
}

/// A file is rewritten as it was meant, or left as it is.
fn check_bytes(text: &str, damage: &Damage) -> Result<(), TestCaseError> {
    let bytes = match damage {
        Damage::Foreign(encoding) => {
            let (bytes, _, is_lossy) = encoding.encode(text);
            if is_lossy {
                return Ok(());
            }
            bytes.into_owned()
        }
        Damage::Mixed(at, foreign, is_line) => {
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
        Damage::Cut(at) => text.as_bytes()[..at.index(text.len() + 1)].to_vec(),
    };
    let fixed = TemporarySite::new().fix(&bytes);
    let is_same = fixed.bytes == bytes;
    match damage {
        _ if std::str::from_utf8(&bytes).is_ok() => {}
        Damage::Foreign(_) => {
            let wanted = fix(text).text();
            prop_assert!(is_same || fixed.text() == wanted, "{text}\n=> {}", fixed.text());
        }
        _ if !has_words(&bytes) => {}
        _ => prop_assert!(is_same, "{damage:?}\n{text}\n=> {}", fixed.text()),
    }
    Ok(())
}
