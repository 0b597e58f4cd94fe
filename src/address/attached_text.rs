//! Numbers of persons in the text of Word and Excel files.

use crate::personal::{PersonalNumber, personal_numbers};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph that is longer, in bytes, is searched in pieces.
const MAX_PARAGRAPH: usize = 100_000;

/// The numbers of a file as they were typed, by what they are.
pub(super) type Numbers = BTreeMap<PersonalNumber, BTreeSet<String>>;

/// Returns the numbers in the text of a part, which is that of a Word file or the texts of an Excel file.
pub(super) fn numbers_in(xml: &str) -> Numbers {
    let mut numbers = Numbers::new();
    each_paragraph(xml, &mut |text| add_numbers(text, &mut numbers));
    numbers
}

/// Returns the numbers in the lines of a plain text.
pub(super) fn numbers_in_text(text: &str) -> Numbers {
    let mut numbers = Numbers::new();
    for line in text.lines() {
        add_numbers(line, &mut numbers);
    }
    numbers
}

fn add_numbers(text: &str, numbers: &mut Numbers) {
    for (kind, range) in personal_numbers(text) {
        let typed = text.get(range).unwrap_or_default().to_owned();
        numbers.entry(kind).or_default().insert(typed);
    }
}

/// Passes the text of each paragraph of a Word file, or of each cell of an Excel file.
fn each_paragraph(xml: &str, take: &mut dyn FnMut(&str)) {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut is_text = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => is_text = tag.local_name().as_ref() == b"t",
            Ok(Event::Empty(tag)) => {
                if matches!(tag.local_name().as_ref(), b"tab" | b"br" | b"cr") {
                    text.push('\n');
                }
            }
            Ok(Event::Text(part)) if is_text => text.push_str(&String::from_utf8_lossy(&part)),
            Ok(Event::GeneralRef(entity)) if is_text => {
                let typed = format!("&{};", String::from_utf8_lossy(&entity));
                text.push_str(&unescape(&typed).unwrap_or_default());
            }
            Ok(Event::End(tag)) => {
                is_text = false;
                if matches!(tag.local_name().as_ref(), b"p" | b"si") || text.len() > MAX_PARAGRAPH {
                    take(&text);
                    text.clear();
                }
            }
            Ok(Event::Eof) | Err(_) => return take(&text),
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(xml: &str) -> Vec<String> {
        numbers_in(xml).into_values().flatten().collect()
    }

    #[test]
    fn numbers_of_persons_are_found_across_runs_of_text() {
        let runs = "<w:p><w:r><w:t>电话 138</w:t></w:r><w:r><w:t>12345678</w:t></w:r></w:p>\
            <w:p><w:r><w:t>身份证号：11010519491231002X，13812345678</w:t></w:r></w:p>";
        assert_eq!(found(runs), ["11010519491231002X", "13812345678"]);
        let cells =
            "<sst><si><t>139</t></si><si><t>12345678</t></si><si><t>13912345678</t></si></sst>";
        assert_eq!(found(cells), ["13912345678"]);
    }

    #[test]
    fn what_is_no_text_or_no_such_number_is_left_alone() {
        for xml in [
            "<w:p><w:r><w:t>统一社会信用代码：440308199901101512</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>138</w:t><w:tab/><w:t>12345678</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>138</w:t></w:r></w:p><w:p><w:r><w:t>12345678</w:t></w:r></w:p>",
            "<w:p><w:r><w:instrText>13812345678</w:instrText></w:r></w:p>",
            "<w:p w:id='13812345678'/>",
            "<",
            "",
        ] {
            assert_eq!(found(xml), [] as [&str; 0], "{xml}");
        }
    }
}
