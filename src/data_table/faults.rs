//! Every message about a table of data, one function each.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::text;

/// The file, and where a page names it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub at: &'a Span,
}

/// The page names something that is no file of the content.
pub fn no_file(at: &Span, typed: &str) -> Diagnostic {
    Diagnostic::error(
        "data-form",
        text!("“{typed}”不是旁边的文件", "`{typed}` is no file beside the page"),
    )
    .label(text!("这里要写一个表格文件", "the file of a table belongs here"))
    .help(text!(
        "把表格另存为 CSV，放在同一文件夹，这里写它的文件名，例如：members.csv",
        "save the table as CSV beside the page and type the name of the file: members.csv"
    ))
    .at(at.clone())
}

pub fn no_table_format(at: &Span, file: &str) -> Diagnostic {
    Diagnostic::error(
        "data-form",
        text!(
            "{file} 不是 CSV 文件，读不成表格",
            "{file} is no CSV file: no table can be read from it"
        ),
    )
    .label(text!("只能用 .csv 文件", "only .csv files can be shown"))
    .help(text!(
        "在 Excel、WPS 里“另存为”，类型选“CSV UTF-8（逗号分隔）”，再写新的文件名",
        "save it as “CSV UTF-8” and type the new name"
    ))
    .at(at.clone())
}

pub(super) fn encoding(place: Place) -> Diagnostic {
    let file = place.file;
    Diagnostic::error(
        "data-encoding",
        text!("{file} 的文字读不懂（编码有误）", "{file}: its text cannot be read (encoding)"),
    )
    .label(text!("有的字会变成乱码", "some characters would be wrong"))
    .help(text!(
        "在 Excel、WPS 里重新“另存为”，类型选“CSV UTF-8（逗号分隔）”",
        "save it anew as “CSV UTF-8”"
    ))
    .at(place.at.clone())
}

pub(super) fn empty(place: Place) -> Diagnostic {
    let file = place.file;
    Diagnostic::error("data-empty", text!("{file} 是空的", "{file} is empty"))
        .label(text!("没有表格可显示", "there is no table to show"))
        .help(text!(
            "第一行写各列的名称，下面每行一条",
            "name the columns in its first line; a row a line below"
        ))
        .at(place.at.clone())
}

/// `column` counts from 1.
pub(super) fn column_without_name(place: Place, column: usize) -> Diagnostic {
    let file = place.file;
    Diagnostic::error(
        "data-column",
        text!("{file} 第 {column} 列没有名称", "{file}: column {column} has no name"),
    )
    .label(text!("表头缺一格", "a cell of its first row is empty"))
    .help(text!(
        "第一行要写每一列的名称；不要的列整列删去",
        "name every column in the first row, or delete the column"
    ))
    .at(place.at.clone())
}

pub(super) fn column_repeated(place: Place, name: &str) -> Diagnostic {
    let file = place.file;
    Diagnostic::error(
        "data-column",
        text!("{file} 有两列都叫“{name}”", "{file}: two columns are called `{name}`"),
    )
    .label(text!("表头重名", "a name is given twice"))
    .help(text!("给其中一列换个名称", "give one of them another name"))
    .at(place.at.clone())
}

pub(super) fn ragged(place: Place, line: u64, cells: usize, columns: usize) -> Diagnostic {
    let file = place.file;
    Diagnostic::error(
        "data-row",
        text!(
            "{file} 第 {line} 行有 {cells} 格，表头有 {columns} 列",
            "{file}: line {line} has {cells} cells, and there are {columns} columns"
        ),
    )
    .label(text!("这一行对不上表头", "this row does not fit the header"))
    .help(text!(
        "补齐或删去多出的格；格里有逗号的，整格加半角双引号（Excel、WPS 另存为 CSV 会自动加）",
        "add or remove cells; a cell with a comma stands in double quotation marks, as spreadsheets write it"
    ))
    .at(place.at.clone())
}

pub(super) fn ragged_more(place: Place, count: usize) -> Diagnostic {
    let file = place.file;
    Diagnostic::error(
        "data-row",
        text!(
            "{file} 另有 {count} 行对不上表头",
            "{file}: {count} more rows do not fit the header"
        ),
    )
    .label(text!("同样的毛病", "the same fault"))
    .help(text!(
        "在 Excel、WPS 里检查后重新另存为 CSV",
        "check it in a spreadsheet and save it anew"
    ))
    .at(place.at.clone())
}

pub(super) fn too_large(place: Place, count: usize, most: usize, what: (&str, &str)) -> Diagnostic {
    let (file, (zh, en)) = (place.file, what);
    Diagnostic::error(
        "data-large",
        text!(
            "{file} 有 {count} {zh}，最多 {most} {zh}",
            "{file} has {count} {en}; {most} are the most"
        ),
    )
    .label(text!("太大，读者看不过来", "too large for a page"))
    .help(text!(
        "分成几个文件、几个页面；或者当附件，让读者下载",
        "divide it among several pages, or attach it for download"
    ))
    .at(place.at.clone())
}
