//! Pictures: numbers and places, ready to be drawn by a template.

use super::{DateView, Figures, LinkView};
use serde::Serialize;

/// `statistics.html`: variables `title date figures charts`.
#[derive(Clone, Debug, Serialize)]
pub struct StatisticsPage {
    pub title: String,
    /// The day of which the numbers hold.
    pub date: DateView,
    pub figures: Figures,
    /// Those that have something to show.
    pub charts: Vec<ChartView>,
}

/// A bar chart, and the table beside it.
#[derive(Clone, Debug, Serialize)]
pub struct ChartView {
    /// `years`, `validity`, `categories`, `issuers`, `topics`
    pub key: String,
    /// 各年文件数
    pub title: String,
    /// What the picture shows, in a sentence.
    pub summary: String,
    /// Over the first column of the table: 年份
    pub heading: String,
    /// Over further columns, one for each of a bar's `parts`.
    pub columns: Vec<LinkView>,
    pub bars: Vec<BarView>,
    /// How many there are that no bar is drawn for.
    pub left_out: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct BarView {
    pub label: String,
    /// The page that lists what is counted.
    pub url: Option<String>,
    pub count: usize,
    /// Of all documents: 12.5%
    pub share: String,
    /// Of the longest bar, in percent.
    pub length: usize,
    /// The count by column of the chart, with the page that lists it.
    pub parts: Vec<PartView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    pub count: usize,
    pub url: Option<String>,
}
