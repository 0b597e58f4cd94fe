//! The reading of a CSV file.

use super::faults::{self, Place};
use super::table::{Column, DataTable};
use crate::diagnostic::{Checked, Diagnostic};
use crate::han;
use crate::source::{Encoding, SitePath, Source, Span};
use csv::{ReaderBuilder, StringRecord};

/// More than anyone reads on a page: the search, or the file itself, serves better.
const MAX_ROWS: usize = 10_000;
const MAX_COLUMNS: usize = 60;

/// How many faults of rows are reported one by one.
const MAX_REPORTED: usize = 5;

/// Reads the bytes of a file, which a page names at `at`. There is no table if the page could not
/// show it as it is meant.
pub fn read(path: &SitePath, bytes: &[u8], at: &Span) -> Checked<Option<DataTable>> {
    let source = Source::decode(path.clone(), bytes);
    let place = Place { file: path.file_name(), at };
    if let Encoding::Broken(_) | Encoding::Foreign { is_lossless: false, .. } = &source.encoding {
        return Checked::new(None, vec![faults::encoding(place)]);
    }
    let text = source.text.trim_start_matches('\u{feff}');
    let mut diagnostics = Vec::new();
    let mut records = records(text, place, &mut diagnostics).into_iter();
    let Some((_, header)) = records.next() else {
        diagnostics.push(faults::empty(place));
        return Checked::new(None, diagnostics);
    };
    let names = names(&header);
    check_names(&names, place, &mut diagnostics);
    let rows = rows(records.collect(), names.len(), place, &mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Checked::new(None, diagnostics);
    }
    let is_figures = |column: usize| {
        let mut cells =
            rows.iter().map(|row: &Vec<String>| &*row[column]).filter(|c| !c.is_empty());
        let first = cells.next();
        first.is_some_and(is_figure) && cells.all(is_figure)
    };
    let columns = names.into_iter().enumerate();
    let columns = columns.map(|(index, name)| Column { name, is_figures: is_figures(index) });
    Checked::new(Some(DataTable { columns: columns.collect(), rows }), diagnostics)
}

/// The records of a text that are not blank, each with the line on which it begins.
fn records(
    text: &str,
    place: Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(u64, StringRecord)> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) if record.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(record) => {
                records.push((record.position().map_or(0, csv::Position::line), record));
            }
            Err(_) => {
                // Text can always be split; it is decoded already.
                diagnostics.push(faults::encoding(place));
                break;
            }
        }
    }
    records
}

/// The sign between cells, by the first line: a comma unless there is none.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if first.contains(',') {
        b','
    } else if first.contains('\t') {
        b'\t'
    } else if first.contains(';') {
        b';'
    } else {
        b','
    }
}

/// The names of the columns. Columns at the end without a name are what spreadsheets leave behind.
fn names(header: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = header.iter().map(one_line).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

fn check_names(names: &[String], place: Place, diagnostics: &mut Vec<Diagnostic>) {
    if names.len() > MAX_COLUMNS {
        diagnostics.push(faults::too_large(place, names.len(), MAX_COLUMNS, ("列", "columns")));
    }
    for (index, name) in names.iter().enumerate() {
        if name.is_empty() {
            diagnostics.push(faults::column_without_name(place, index + 1));
        } else if names[..index].contains(name) {
            diagnostics.push(faults::column_repeated(place, name));
        }
    }
}

fn rows(
    records: Vec<(u64, StringRecord)>,
    columns: usize,
    place: Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<String>> {
    if records.len() > MAX_ROWS {
        diagnostics.push(faults::too_large(place, records.len(), MAX_ROWS, ("行", "rows")));
        return Vec::new();
    }
    let mut rows = Vec::with_capacity(records.len());
    let mut ragged = 0;
    for (line, record) in records {
        let mut cells: Vec<String> = record.iter().map(one_line).collect();
        while cells.len() > columns && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        // A spreadsheet leaves out nothing, but people do: the last cells may be missing.
        if cells.len() != columns {
            ragged += 1;
            if ragged <= MAX_REPORTED {
                diagnostics.push(faults::ragged(place, line, cells.len(), columns));
            }
            continue;
        }
        rows.push(cells);
    }
    if ragged > MAX_REPORTED {
        diagnostics.push(faults::ragged_more(place, ragged - MAX_REPORTED));
    }
    rows
}

/// A cell without line breaks and without the white space at its ends.
fn one_line(cell: &str) -> String {
    let parts: Vec<&str> = cell.split_whitespace().collect();
    parts.join(" ")
}

/// Returns whether a cell is a figure: `1,200`, `-3.5`, `12%`. With a zero before it, it is a code, and one of eleven
/// digits is a telephone number.
fn is_figure(cell: &str) -> bool {
    let cell: String = cell.chars().map(han::half_width).collect();
    let number = cell.trim_start_matches(['-', '−', '+']).trim_end_matches(['%', '‰']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_code = number.starts_with('0') && digits > 1 && !number.starts_with("0.");
    (1..=10).contains(&digits)
        && !is_code
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && number.matches('.').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::{is_figure, read};
    use crate::source::{SitePath, Span};

    fn ids(bytes: &[u8]) -> Vec<&'static str> {
        let (page, file) = (SitePath::new("content/a/_index.md"), SitePath::new("content/a/b.csv"));
        let read = read(&file, bytes, &Span::new(&page, 0..1));
        assert_eq!(read.value.is_some(), read.diagnostics.is_empty());
        read.diagnostics.iter().map(|diagnostic| diagnostic.id).collect()
    }

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let (page, file) = (SitePath::new("content/a/_index.md"), SitePath::new("content/a/b.csv"));
        let table = read(&file, bytes, &Span::new(&page, 0..1)).value.expect("a table");
        let names = table.columns.into_iter().map(|column| column.name).collect();
        std::iter::once(names).chain(table.rows).collect()
    }

    #[test]
    fn file_is_read_in_any_usual_form() {
        let expected = [["单位", "备注"], ["甲,医院", "说“好”\"行\""], ["乙医院", "两 行"]];
        let text = "单位,备注\r\n\"甲,医院\",\"说“好”\"\"行\"\"\"\r\n\r\n 乙医院 ,\"两\n行\"\r\n";
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(rows(&encoding_rs::GB18030.encode(text).0), expected);
        for (sign, text) in [('\t', "单位\t备注\n甲\t乙"), (';', "单位;备注;;\n甲;乙;;\n;;;\n")]
        {
            assert_eq!(rows(text.as_bytes()), [["单位", "备注"], ["甲", "乙"]], "{sign:?}");
        }
    }

    #[test]
    fn faults_of_a_file_are_reported() {
        assert_eq!(ids(b""), ["data-empty"]);
        assert_eq!(ids(b"\n , \n"), ["data-empty"]);
        assert_eq!(ids("单位,,地址\n甲,乙,丙".as_bytes()), ["data-column"]);
        assert_eq!(ids("单位,单位\n甲,乙".as_bytes()), ["data-column"]);
        assert_eq!(ids("单位,地址\n甲\n乙,丙,丁\n戊,己".as_bytes()), ["data-row", "data-row"]);
        assert_eq!(ids("单位,地址\n".as_bytes()), [""; 0]);
        let many = format!("甲,乙\n{}", "一\n".repeat(9));
        assert_eq!(ids(many.as_bytes()).len(), 6);
        let long = format!("甲,乙\n{}", "一,二\n".repeat(10_001));
        assert_eq!(ids(long.as_bytes()), ["data-large"]);
        let broken =
            [b"\xe5\x8d\x95\xe4\xbd\x8d\xe5\x90\x8d\xe5\xbd\x95,a\n".as_slice(), b"\xff\xfe\x80,b"]
                .concat();
        assert_eq!(ids(&broken), ["data-encoding"]);
    }

    #[test]
    fn codes_and_telephone_numbers_are_no_figures() {
        for figure in ["1", "1,200", "-3.5", "12%", "１２", "0.5", "0"] {
            assert!(is_figure(figure), "{figure}");
        }
        for text in ["", "0531", "13800000000", "0531-8600", "1.2.3", "5元", "-", "甲"] {
            assert!(!is_figure(text), "{text}");
        }
    }
}
