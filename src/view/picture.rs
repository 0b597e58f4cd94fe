//! Pictures: numbers and places, ready to be drawn by a template.

use super::common::{DateView, LinkView};
use super::list::Figures;
use serde::Serialize;

/// A QR code, to be drawn as SVG: `viewBox="0 0 size size"`.
#[derive(Clone, Debug, Serialize)]
pub struct QrView {
    /// How many modules it is wide and high, with the white around it.
    pub size: i32,
    /// The dark modules: `d` of a `<path>` with a stroke of the width 1.
    pub path: String,
}

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

/// A document among those it acts on and those that act on it: the earlier above, the later
/// below. Places are in units of a drawing `width` wide and `height` high.
#[derive(Clone, Debug, Serialize)]
pub struct GraphView {
    pub width: usize,
    pub height: usize,
    /// From top to bottom.
    pub nodes: Vec<NodeView>,
    pub edges: Vec<EdgeView>,
    /// How many documents found no place.
    pub left_out: usize,
}

/// A document of the graph, as a box.
#[derive(Clone, Debug, Serialize)]
pub struct NodeView {
    /// The whole title; its number if the document is not in the register.
    pub title: String,
    /// None for the document itself and for those that are not in the register.
    pub url: Option<String>,
    /// Whether this is the document of the page.
    pub own: bool,
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
    /// The number, or the date of a document without one.
    pub head: LetteringView,
    /// The title in short lines.
    pub lines: Vec<LetteringView>,
}

/// What one document does to another, as a line.
#[derive(Clone, Debug, Serialize)]
pub struct EdgeView {
    /// The line as an SVG path, with its arrow heads.
    pub path: String,
    /// The verbs along it: 修改, 废止 …
    pub labels: Vec<LetteringView>,
}

/// Letters and where they stand: the start of the line, or its middle for an edge.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LetteringView {
    pub x: usize,
    pub y: usize,
    pub text: String,
}
