//! Tables that are none: rows pasted from a spreadsheet, with tabs between their cells, and rows of
//! `|` that Markdown does not read as a table. A page would run them into one paragraph.

use super::faults;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::markdown::BlockKind;
use crate::source::Span;
use std::ops::Range;

pub(super) fn check(document: &Document, found: &mut Vec<Diagnostic>) {
    let source = &document.source;
    let text = &*source.text;
    if !text.get(document.body.clone()).unwrap_or_default().contains(['\t', '|', '｜']) {
        return;
    }
    for block in document.outline.blocks.iter().filter(|block| block.kind == BlockKind::Text) {
        let length = block.text(text).len();
        let span = block.span(&source.path, 0..length).range();
        // Rows are lines of one paragraph. A cell of a table is one line, and has many beside it.
        if !text.get(span.clone()).is_some_and(|typed| typed.contains('\n')) {
            continue;
        }
        let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |newline| span.end + newline + 1);
        // Markup before it, as of a list or a quotation, would have to stand before every row.
        let is_plain = text[start..span.start].trim().is_empty();
        for table in tables(&text[start..end]) {
            let at = start + table.lines.start..start + table.lines.end;
            let edit = table.edit.filter(|_| is_plain).map(|edit| {
                let before = if table.lines.start > 0 { "\n" } else { "" };
                let after = if at.end < end { "\n" } else { "" };
                let edit = format!("{before}{edit}{after}");
                // The lines of the file end as its editor's program ends them.
                if text[at.clone()].contains("\r\n") { edit.replace('\n', "\r\n") } else { edit }
            });
            let bare = text[at.clone()].trim_end().len();
            let line = Span::new(&source.path, at.start..at.start + bare);
            let whole = Span::new(&source.path, at);
            found.push(faults::table_unmarked(line, whole, table.columns, edit));
        }
    }
}

/// Rows that were meant as a table.
#[derive(Debug, PartialEq, Eq)]
struct Unmarked {
    lines: Range<usize>,
    columns: usize,
    /// The table as Markdown, if it is certain.
    edit: Option<String>,
}

/// What stands between the cells of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    Bar,
}

struct Row<'t> {
    separator: Separator,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn read(line: &'t str) -> Option<Row<'t>> {
        let bare = line.trim_matches([' ', '\u{3000}', '\r', '\n']);
        // Tags of raw HTML are indented with tabs, too.
        if bare.contains(['<', '>']) {
            return None;
        }
        let inner = bare
            .trim_end()
            .strip_prefix(['|', '｜'])
            .and_then(|rest| rest.strip_suffix(['|', '｜']));
        let (separator, cells): (_, Vec<&str>) = match inner {
            Some(inner) => (Separator::Bar, inner.split(['|', '｜']).map(str::trim).collect()),
            None => (Separator::Tab, bare.split('\t').map(str::trim).collect()),
        };
        (cells.len() > 1).then_some(Row { separator, cells })
    }

    /// Returns whether it is the line of dashes below a head.
    fn is_rule(&self) -> bool {
        let is_dash = |c: char| "-—–－─:： ".contains(c);
        self.separator == Separator::Bar
            && self.cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(is_dash))
    }

    /// Returns whether another row belongs to the same table. Bars alone say that they are rows; lines
    /// with tabs have to be equally wide.
    fn continues(&self, next: &Row<'_>) -> bool {
        self.separator == next.separator
            && (self.separator == Separator::Bar || self.cells.len() == next.cells.len())
    }

    /// Returns whether it is a label with its text, which a tab sets apart: `1.` or `地点：`.
    fn is_labelled(&self) -> bool {
        let label = self.cells.first().copied().unwrap_or_default();
        self.cells.len() == 2
            && (label.is_empty()
                || label.ends_with(['：', ':', '、', '.', '．', '）', ')', '章', '条', '节']))
    }
}

/// Returns the tables among the lines of a paragraph.
fn tables(paragraph: &str) -> Vec<Unmarked> {
    let mut found = Vec::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in paragraph.split_inclusive('\n') {
        let row = Row::read(line);
        let continues = match (rows.last(), &row) {
            (Some(last), Some(row)) => last.continues(row),
            _ => false,
        };
        if !continues {
            found.extend(table(&rows, start..at));
            rows.clear();
            start = at;
        }
        rows.extend(row);
        at += line.len();
    }
    found.extend(table(&rows, start..at));
    found
}

fn table(rows: &[Row<'_>], lines: Range<usize>) -> Option<Unmarked> {
    let data: Vec<&Row<'_>> = rows.iter().filter(|row| !row.is_rule()).collect();
    let head = data.first()?;
    if rows.len() < 2 || data.iter().all(|row| row.is_labelled()) {
        return None;
    }
    let columns = head.cells.len();
    let is_even = data.iter().all(|row| row.cells.len() == columns);
    // Two lines of two cells may be two signatures side by side.
    let is_certain = is_even && (data.len() > 2 || columns > 2 || data.len() < rows.len());
    let edit = is_certain.then(|| markdown(&data, columns));
    Some(Unmarked { lines, columns, edit })
}

/// Writes a table; its first row is the head.
fn markdown(rows: &[&Row<'_>], columns: usize) -> String {
    let mut table = String::new();
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
        if index == 0 {
            table.push_str(&format!("|{}\n", "---|".repeat(columns)));
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::tables;

    fn edits(text: &str) -> Vec<Option<String>> {
        tables(text).into_iter().map(|table| table.edit).collect()
    }

    #[test]
    fn rows_become_a_table() {
        let table = "| 地市 | 机构数 | 占比 |\n|---|---|---|\n| 济南 | 25 | 14.3% |\n";
        for text in [
            "地市\t机构数\t占比\n济南\t25\t14.3%\n",
            "|地市|机构数|占比|\n|济南|25|14.3%|\n",
            "｜地市｜机构数｜占比｜\n｜济南｜25｜14.3%｜\n",
            "|地市|机构数|占比|\n|——|——|——|\n|济南|25|14.3%|\n",
            "|地市|机构数|占比|\n|-|-|\n|济南|25|14.3%|",
        ] {
            assert_eq!(edits(text), [Some(table.to_owned())], "{text}");
        }
        let empty = edits("序号\t姓名\t备注\n1\t张三\t\n");
        assert_eq!(
            empty,
            [Some("| 序号 | 姓名 | 备注 |\n|---|---|---|\n| 1 | 张三 |  |\n".into())]
        );
    }

    #[test]
    fn rows_below_a_sentence_are_found_in_their_place() {
        let text = "名单如下：\n甲\t乙\t丙\n丁\t戊\t己\n以上。\n";
        let found = tables(text).remove(0);
        assert_eq!(&text[found.lines], "甲\t乙\t丙\n丁\t戊\t己\n");
    }

    #[test]
    fn uneven_rows_are_reported_without_an_edit() {
        assert_eq!(edits("|甲|乙|\n|丙|丁|戊|\n"), [None]);
        assert_eq!(edits("甲方\t乙方\n张三\t李四\n"), [None]);
    }

    #[test]
    fn labels_and_single_lines_are_no_table() {
        for text in [
            "地点：\t济南\n时间：\t5月8日\n",
            "1.\t报名\n2.\t缴费\n",
            "甲\t乙\n",
            "|甲|乙|\n",
            "甲\t乙\n丙\t丁\t戊\n",
            "甲|乙\n丙|丁\n",
            "<td>\t甲</td>\n<td>\t乙</td>\n",
        ] {
            assert_eq!(edits(text), [], "{text}");
        }
    }
}
