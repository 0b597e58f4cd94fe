//! The relation graph: a document among those it acts on and those that act on it.
//!
//! Time runs downwards, for a phone is higher than it is wide: what was there before stands above
//! the document, what came after it below, and a line along the left side joins them. The drawing
//! is narrow enough for its letters to stay legible on the smallest screen.

use super::site::Site;
use crate::phrases;
use crate::register::{DocId, RelationTarget};
use crate::view::{DocumentLink, EdgeView, GraphView, LetteringView, NodeView};

/// From how many relations on a picture says more than the list.
const FEWEST: usize = 3;

/// How many boxes stand above the document at most, and below it.
const MOST: usize = 6;

const WIDTH: usize = 300;
/// Where the line runs down.
const TRUNK: usize = 10;
/// What is left of the line before a box when its verb has its room.
const LEAD: usize = 16;
/// The letters of the shortest verbs: two of Han, each as wide as two of Latin.
const VERB: usize = 4;
const PADDING: usize = 9;
const LINE: usize = 20;
const GAP: usize = 10;
/// Between the document and the others, where arrows end at it.
const CLEARANCE: usize = 20;
/// The size of the letters of a title; CSS sets it too.
const LETTER: usize = 14;
/// How many lines a title takes.
const LINES: usize = 2;
/// How far an arrow head opens.
const HEAD: usize = 5;

/// A document to be drawn.
struct Drawn {
    title: String,
    number: Option<String>,
    /// As ISO 8601, by which time is compared.
    date: Option<String>,
    url: Option<String>,
}

/// One end of a relation, with what joins it to the document.
struct Tie {
    to: Drawn,
    /// What the document does to it, and what it does to the document.
    acts: Vec<&'static str>,
    suffers: Vec<&'static str>,
}

/// The graph of a document that has enough relations.
pub(super) fn view(site: &Site, id: DocId) -> Option<GraphView> {
    let entry = site.register.entry(id);
    if entry.relations.len() + entry.reverse.len() < FEWEST {
        return None;
    }
    let mut ties: Vec<Tie> = Vec::new();
    for relation in &entry.relations {
        let to = match &relation.to {
            RelationTarget::Document(other) => Drawn::of(site.link(*other)),
            RelationTarget::Outside(number) => Drawn {
                title: String::new(),
                number: Some(number.to_string()),
                date: None,
                url: None,
            },
        };
        tie(&mut ties, to).acts.push(site.words().verb(relation.kind));
    }
    for (kind, by) in &entry.reverse {
        tie(&mut ties, Drawn::of(site.link(*by))).suffers.push(site.words().verb(*kind));
    }
    Some(layout(&Drawn::of(site.link(id)), ties))
}

impl Drawn {
    fn of(link: DocumentLink) -> Drawn {
        Drawn {
            title: link.title,
            number: link.number,
            date: link.date.map(|date| date.iso),
            url: Some(link.url),
        }
    }

    fn is(&self, other: &Drawn) -> bool {
        (&self.url, &self.number) == (&other.url, &other.number)
    }

    /// Its box at a place, as high as its letters need.
    fn boxed(&self, own: bool, x: usize, y: usize) -> NodeView {
        let width = WIDTH - x;
        let letters = 2 * (width - 2 * PADDING) / LETTER;
        let lettering =
            |line: usize, text: String| LetteringView { x: x + PADDING, y: y + LINE * line, text };
        let head = self.number.clone().or_else(|| self.date.clone()).unwrap_or_default();
        let lines: Vec<LetteringView> = phrases::lines(&self.title, letters, LINES)
            .into_iter()
            .enumerate()
            .map(|(line, text)| lettering(line + 2, text))
            .collect();
        NodeView {
            title: if self.title.is_empty() { head.clone() } else { self.title.clone() },
            url: self.url.clone().filter(|_| !own),
            own,
            x,
            y,
            width,
            height: LINE * (lines.len() + 1) + PADDING,
            head: lettering(1, head),
            lines,
        }
    }
}

/// The tie to a document, which may be there already.
fn tie(ties: &mut Vec<Tie>, to: Drawn) -> &mut Tie {
    let at = ties.iter().position(|tie| tie.to.is(&to)).unwrap_or_else(|| {
        ties.push(Tie { to, acts: Vec::new(), suffers: Vec::new() });
        ties.len() - 1
    });
    &mut ties[at]
}

/// Places every document and every line.
fn layout(own: &Drawn, mut ties: Vec<Tie>) -> GraphView {
    ties.sort_by(|a, b| a.to.date.cmp(&b.to.date));
    let (mut above, mut below): (Vec<Tie>, Vec<Tie>) =
        ties.into_iter().partition(|tie| precedes_series(tie, own));
    let left_out = above.len().saturating_sub(MOST) + below.len().saturating_sub(MOST);
    // Those nearest in time stay.
    above.drain(..above.len().saturating_sub(MOST));
    below.truncate(MOST);

    let indent = indent(above.iter().chain(&below));
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    let mut y = 1;
    let place = |tie: &Tie, y: &mut usize| {
        let node = tie.to.boxed(false, indent, *y);
        *y += node.height + GAP;
        node
    };
    let upper: Vec<NodeView> = above.iter().map(|tie| place(tie, &mut y)).collect();
    if !upper.is_empty() {
        y += CLEARANCE - GAP;
    }
    let middle = own.boxed(true, 1, y);
    let (top, bottom) = (y, y + middle.height);
    y = bottom + if below.is_empty() { 1 } else { CLEARANCE };
    let lower: Vec<NodeView> = below.iter().map(|tie| place(tie, &mut y)).collect();
    if !lower.is_empty() {
        y -= GAP - 1;
    }
    for (tie, node) in above.iter().zip(&upper) {
        edges.push(edge(tie, node, top));
    }
    for (tie, node) in below.iter().zip(&lower) {
        edges.push(edge(tie, node, bottom));
    }
    nodes.extend(upper);
    nodes.push(middle);
    nodes.extend(lower);
    GraphView { width: WIDTH, height: y, nodes, edges, left_out }
}

/// Where the boxes of the others begin: behind the widest verb, for languages differ in them.
fn indent<'a>(ties: impl Iterator<Item = &'a Tie>) -> usize {
    let verbs = ties.flat_map(|tie| tie.acts.iter().chain(&tie.suffers));
    let widest = verbs.map(|verb| phrases::width(verb)).max().unwrap_or(0).max(VERB);
    TRUNK + LEAD + widest * LETTER / 2
}

/// Whether the other end stands above: by its date, and where dates do not tell, if it is acted
/// upon.
fn precedes_series(tie: &Tie, own: &Drawn) -> bool {
    match (&tie.to.date, &own.date) {
        (Some(other), Some(own)) if other != own => other < own,
        _ => !tie.acts.is_empty(),
    }
}

/// The line from a box along the trunk to the document, whose nearer side lies at `side`.
fn edge(tie: &Tie, node: &NodeView, side: usize) -> EdgeView {
    let middle = node.y + node.height / 2;
    let indent = node.x;
    let mut path = format!("M{TRUNK} {side}V{middle}H{indent}");
    if !tie.acts.is_empty() {
        let back = indent - HEAD;
        let (up, down) = (middle - HEAD, middle + HEAD);
        path.push_str(&format!("M{back} {up}L{indent} {middle}L{back} {down}"));
    }
    if !tie.suffers.is_empty() {
        let back = if middle < side { side - HEAD } else { side + HEAD };
        let (left, right) = (TRUNK - HEAD, TRUNK + HEAD);
        path.push_str(&format!("M{left} {back}L{TRUNK} {side}L{right} {back}"));
    }
    // The first verb stands on the line, the second hangs from it.
    let verbs = tie.acts.iter().chain(&tie.suffers);
    let places = [middle - HEAD - 1, middle + LETTER + 2];
    let labels = verbs.zip(places).map(|(verb, y)| LetteringView {
        x: (TRUNK + indent) / 2,
        y,
        text: (*verb).to_owned(),
    });
    EdgeView { path, labels: labels.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(name: &str, date: &str) -> Drawn {
        Drawn {
            title: format!("关于{name}的通知"),
            number: Some(format!("鲁医协发〔{}〕{name}号", &date[..4])),
            date: Some(date.to_owned()),
            url: Some(format!("/{name}/")),
        }
    }

    fn tied(name: &str, date: &str, acts: &[&'static str], suffers: &[&'static str]) -> Tie {
        Tie { to: drawn(name, date), acts: acts.to_vec(), suffers: suffers.to_vec() }
    }

    #[test]
    fn time_runs_downwards() {
        let own = drawn("5", "2025-05-01");
        let ties = vec![
            tied("7", "2026-01-01", &[], &["修改"]),
            tied("1", "2023-01-01", &["废止"], &[]),
            tied("9", "2025-05-01", &["印发"], &[]),
            tied("6", "2025-05-01", &[], &["转发"]),
        ];
        let graph = layout(&own, ties);
        let order: Vec<&str> = graph.nodes.iter().map(|node| node.title.as_str()).collect();
        assert_eq!(order, ["1", "9", "5", "6", "7"].map(|name| format!("关于{name}的通知")));
        assert!(graph.nodes.windows(2).all(|two| two[0].y + two[0].height < two[1].y));
        assert!(graph.nodes.iter().all(|node| node.x + node.width <= graph.width));
        let last = &graph.nodes[4];
        assert_eq!(last.y + last.height + 1, graph.height);
    }

    #[test]
    fn arrows_point_at_what_is_acted_upon() {
        let own = drawn("5", "2025-05-01");
        let ties = vec![
            tied("1", "2023-01-01", &["废止", "代替"], &[]),
            tied("7", "2026-01-01", &[], &["修改"]),
        ];
        let graph = layout(&own, ties);
        let [first, _, last] = &graph.nodes[..] else { panic!("three boxes") };
        let middle = first.y + first.height / 2;
        assert!(graph.edges[0].path.contains(&format!("L{} {middle}L", first.x)));
        let bottom = graph.nodes[1].y + graph.nodes[1].height;
        assert!(graph.edges[1].path.contains(&format!("L{TRUNK} {bottom}L")));
        assert!(!graph.edges[1].path.contains(&format!(
            "L{} {}",
            last.x,
            last.y + last.height / 2
        )));
        let verbs: Vec<&str> = graph.edges[0].labels.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(verbs, ["废止", "代替"]);
    }

    #[test]
    fn boxes_leave_room_for_verbs() {
        let left_of = |verb: &'static str| {
            let ties = vec![tied("1", "2023-01-01", &[verb], &[])];
            layout(&drawn("5", "2025-05-01"), ties).nodes[0].x
        };
        assert_eq!(left_of("废止"), 54);
        assert_eq!(left_of("replies to"), 96);
    }

    #[test]
    fn the_nearest_in_time_stay() {
        let own = drawn("5", "2025-05-01");
        let many = (1..=9).map(|n| tied(&n.to_string(), &format!("201{n}-01-01"), &["废止"], &[]));
        let graph = layout(&own, many.collect());
        assert_eq!((graph.nodes.len(), graph.edges.len(), graph.left_out), (7, 6, 3));
        assert_eq!(graph.nodes[0].title, "关于4的通知");
    }

    #[test]
    fn a_document_is_drawn_once() {
        let mut ties = Vec::new();
        tie(&mut ties, drawn("1", "2023-01-01")).acts.push("废止");
        tie(&mut ties, drawn("2", "2023-01-01")).acts.push("废止");
        tie(&mut ties, drawn("1", "2023-01-01")).acts.push("答复");
        assert_eq!(ties.len(), 2);
        assert_eq!(ties[0].acts, ["废止", "答复"]);
    }
}
