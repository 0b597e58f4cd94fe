//! The relation graph: a document among those it acts on and those that act on it.
//!
//! Time runs downwards, because a phone is taller than it is wide: earlier documents stand above
//! the document, later ones below, and a line along the left side joins them. The drawing is narrow
//! enough for its letters to stay legible on the smallest screen.

use super::site::Site;
use crate::phrases;
use crate::register::{DocId, RelationTarget};
use crate::view::{DocumentLink, EdgeView, GraphView, LetteringView, NodeView};

/// The fewest relations for which a picture says more than the list does.
const MIN_RELATIONS: usize = 3;

/// The most boxes above the document, and below it.
const MAX_PER_SIDE: usize = 6;

const WIDTH: usize = 300;
/// The x coordinate of the line that runs down.
const TRUNK: usize = 10;
/// The length of the line before a box, beside the room for its verb.
const LEAD: usize = 16;
/// The width of the shortest verbs in Latin letters: two Han characters of two each.
const MIN_VERB: usize = 4;
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

/// A document in the graph.
struct GraphNode {
    title: String,
    number: Option<String>,
    /// In ISO 8601, by which documents are ordered.
    date: Option<String>,
    url: Option<String>,
}

/// A document beside the one of the page, and the verbs of the relations between them.
struct Neighbour {
    to: GraphNode,
    /// What the document of the page does to it.
    outgoing: Vec<&'static str>,
    /// What it does to the document of the page.
    incoming: Vec<&'static str>,
}

/// Draws the graph of a document that has enough relations.
pub(super) fn view(site: &Site, id: DocId) -> Option<GraphView> {
    let entry = site.register.entry(id);
    if entry.relations.len() + entry.reverse.len() < MIN_RELATIONS {
        return None;
    }
    let mut neighbours: Vec<Neighbour> = Vec::new();
    for relation in &entry.relations {
        let to = match &relation.to {
            RelationTarget::Document(other) => GraphNode::of(site.link(*other)),
            RelationTarget::Outside(number) => GraphNode {
                title: String::new(),
                number: Some(number.clone()),
                date: None,
                url: None,
            },
        };
        entry_for(&mut neighbours, to).outgoing.push(site.words().verb(relation.kind));
    }
    for (kind, by) in &entry.reverse {
        entry_for(&mut neighbours, GraphNode::of(site.link(*by)))
            .incoming
            .push(site.words().verb(*kind));
    }
    Some(layout(&GraphNode::of(site.link(id)), neighbours))
}

impl GraphNode {
    fn of(link: DocumentLink) -> GraphNode {
        GraphNode {
            title: link.title,
            number: link.number,
            date: link.date.map(|date| date.iso),
            url: Some(link.url),
        }
    }

    fn is_same(&self, other: &GraphNode) -> bool {
        (&self.url, &self.number) == (&other.url, &other.number)
    }

    /// Its box as a link to its page, as high as its letters need.
    fn linked_box(&self, x: usize, y: usize) -> NodeView {
        NodeView { url: self.url.clone(), own: false, ..self.own_box(x, y) }
    }

    /// The box of the document of the page, which is no link.
    fn own_box(&self, x: usize, y: usize) -> NodeView {
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
            url: None,
            own: true,
            x,
            y,
            width,
            height: LINE * (lines.len() + 1) + PADDING,
            head: lettering(1, head),
            lines,
        }
    }
}

/// The neighbour for a document, which is added if it is not there yet.
fn entry_for(neighbours: &mut Vec<Neighbour>, to: GraphNode) -> &mut Neighbour {
    let at =
        neighbours.iter().position(|neighbour| neighbour.to.is_same(&to)).unwrap_or_else(|| {
            neighbours.push(Neighbour { to, outgoing: Vec::new(), incoming: Vec::new() });
            neighbours.len() - 1
        });
    &mut neighbours[at]
}

/// Places every document and every line.
fn layout(own: &GraphNode, mut neighbours: Vec<Neighbour>) -> GraphView {
    neighbours.sort_by(|a, b| a.to.date.cmp(&b.to.date));
    let (mut above, mut below): (Vec<Neighbour>, Vec<Neighbour>) =
        neighbours.into_iter().partition(|neighbour| stands_above(neighbour, own));
    let left_out =
        above.len().saturating_sub(MAX_PER_SIDE) + below.len().saturating_sub(MAX_PER_SIDE);
    // Those nearest in time are kept.
    above.drain(..above.len().saturating_sub(MAX_PER_SIDE));
    below.truncate(MAX_PER_SIDE);

    let indent = indent(above.iter().chain(&below));
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    let mut y = 1;
    let place = |neighbour: &Neighbour, y: &mut usize| {
        let node = neighbour.to.linked_box(indent, *y);
        *y += node.height + GAP;
        node
    };
    let upper: Vec<NodeView> = above.iter().map(|neighbour| place(neighbour, &mut y)).collect();
    if !upper.is_empty() {
        y += CLEARANCE - GAP;
    }
    let middle = own.own_box(1, y);
    let (top, bottom) = (y, y + middle.height);
    y = bottom + if below.is_empty() { 1 } else { CLEARANCE };
    let lower: Vec<NodeView> = below.iter().map(|neighbour| place(neighbour, &mut y)).collect();
    if !lower.is_empty() {
        y -= GAP - 1;
    }
    for (neighbour, node) in above.iter().zip(&upper) {
        edges.push(edge(neighbour, node, top));
    }
    for (neighbour, node) in below.iter().zip(&lower) {
        edges.push(edge(neighbour, node, bottom));
    }
    nodes.extend(upper);
    nodes.push(middle);
    nodes.extend(lower);
    GraphView { width: WIDTH, height: y, nodes, edges, left_out }
}

/// Where the boxes of the others begin: behind the widest verb, which depends on the language.
fn indent<'a>(neighbours: impl Iterator<Item = &'a Neighbour>) -> usize {
    let verbs =
        neighbours.flat_map(|neighbour| neighbour.outgoing.iter().chain(&neighbour.incoming));
    let widest = verbs.map(|verb| phrases::width(verb)).max().unwrap_or(0).max(MIN_VERB);
    TRUNK + LEAD + widest * LETTER / 2
}

/// Returns whether a neighbour stands above the document: if it is earlier, or if dates do not
/// decide and the document acts on it.
fn stands_above(neighbour: &Neighbour, own: &GraphNode) -> bool {
    match (&neighbour.to.date, &own.date) {
        (Some(other), Some(own)) if other != own => other < own,
        _ => !neighbour.outgoing.is_empty(),
    }
}

/// The line from a box along the trunk to the document, whose nearer side lies at `side`.
fn edge(neighbour: &Neighbour, node: &NodeView, side: usize) -> EdgeView {
    let middle = node.y + node.height / 2;
    let indent = node.x;
    let mut path = format!("M{TRUNK} {side}V{middle}H{indent}");
    if !neighbour.outgoing.is_empty() {
        let back = indent - HEAD;
        let (up, down) = (middle - HEAD, middle + HEAD);
        path.push_str(&format!("M{back} {up}L{indent} {middle}L{back} {down}"));
    }
    if !neighbour.incoming.is_empty() {
        let back = if middle < side { side - HEAD } else { side + HEAD };
        let (left, right) = (TRUNK - HEAD, TRUNK + HEAD);
        path.push_str(&format!("M{left} {back}L{TRUNK} {side}L{right} {back}"));
    }
    // The first verb stands on the line, the second hangs from it.
    let verbs = neighbour.outgoing.iter().chain(&neighbour.incoming);
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

    fn node(name: &str, date: &str) -> GraphNode {
        GraphNode {
            title: format!("关于{name}的通知"),
            number: Some(format!("鲁医协发〔{}〕{name}号", &date[..4])),
            date: Some(date.to_owned()),
            url: Some(format!("/{name}/")),
        }
    }

    fn neighbour(
        name: &str,
        date: &str,
        outgoing: &[&'static str],
        incoming: &[&'static str],
    ) -> Neighbour {
        Neighbour { to: node(name, date), outgoing: outgoing.to_vec(), incoming: incoming.to_vec() }
    }

    #[test]
    fn earlier_documents_stand_above_later_ones() {
        let own = node("5", "2025-05-01");
        let neighbours = vec![
            neighbour("7", "2026-01-01", &[], &["修改"]),
            neighbour("1", "2023-01-01", &["废止"], &[]),
            neighbour("9", "2025-05-01", &["印发"], &[]),
            neighbour("6", "2025-05-01", &[], &["转发"]),
        ];
        let graph = layout(&own, neighbours);
        let order: Vec<&str> = graph.nodes.iter().map(|node| node.title.as_str()).collect();
        assert_eq!(order, ["1", "9", "5", "6", "7"].map(|name| format!("关于{name}的通知")));
        assert!(graph.nodes.windows(2).all(|two| two[0].y + two[0].height < two[1].y));
        assert!(graph.nodes.iter().all(|node| node.x + node.width <= graph.width));
        let last = &graph.nodes[4];
        assert_eq!(last.y + last.height + 1, graph.height);
    }

    #[test]
    fn arrows_point_at_the_document_acted_upon() {
        let own = node("5", "2025-05-01");
        let neighbours = vec![
            neighbour("1", "2023-01-01", &["废止", "代替"], &[]),
            neighbour("7", "2026-01-01", &[], &["修改"]),
        ];
        let graph = layout(&own, neighbours);
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
    fn boxes_begin_behind_the_widest_verb() {
        let left_of = |verb: &'static str| {
            let neighbours = vec![neighbour("1", "2023-01-01", &[verb], &[])];
            layout(&node("5", "2025-05-01"), neighbours).nodes[0].x
        };
        assert_eq!(left_of("废止"), 54);
        assert_eq!(left_of("replies to"), 96);
    }

    #[test]
    fn too_many_neighbours_keep_the_nearest_in_time() {
        let own = node("5", "2025-05-01");
        let many =
            (1..=9).map(|n| neighbour(&n.to_string(), &format!("201{n}-01-01"), &["废止"], &[]));
        let graph = layout(&own, many.collect());
        assert_eq!((graph.nodes.len(), graph.edges.len(), graph.left_out), (7, 6, 3));
        assert_eq!(graph.nodes[0].title, "关于4的通知");
    }

    #[test]
    fn document_with_two_relations_is_drawn_once() {
        let mut neighbours = Vec::new();
        entry_for(&mut neighbours, node("1", "2023-01-01")).outgoing.push("废止");
        entry_for(&mut neighbours, node("2", "2023-01-01")).outgoing.push("废止");
        entry_for(&mut neighbours, node("1", "2023-01-01")).outgoing.push("答复");
        assert_eq!(neighbours.len(), 2);
        assert_eq!(neighbours[0].outgoing, ["废止", "答复"]);
    }
}
