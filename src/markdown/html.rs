//! The HTML of a body: blocks. What stands inside of a line is printed in [`super::inline`].

use super::escape;
use super::footnotes::Footnotes;
use super::highlight;
use super::outline::target;
use super::passage;
use super::raw_links::Replacement;
use super::stream::{Piece, Stream};
use super::{Cited, Labels, LinkKind, RawHtml, Resolved, raw, raw_links};
use crate::invisible;
use crate::source::Source;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// Prints the bytes `body` of a source, with the links and citations of its outline resolved.
pub fn html(
    source: &Source,
    body: Range<usize>,
    resolved: &Resolved,
    raw: RawHtml,
    labels: Labels,
) -> String {
    render(&Stream::read(source, body), resolved, raw, labels)
}

pub(super) fn render(
    stream: &Stream<'_>,
    resolved: &Resolved,
    raw: RawHtml,
    labels: Labels,
) -> String {
    let mut renderer = Renderer::new(stream, resolved, raw, labels);
    renderer.render(0..stream.pieces.len());
    renderer.print_footnotes();
    let has_html = |piece: &Piece<'_>| matches!(piece.event, Event::Html(_) | Event::InlineHtml(_));
    // Our own HTML is clean; only what an editor typed needs the dear way.
    let clean = raw == RawHtml::Trusted || renderer.shows_tags();
    let html = match !clean && stream.pieces.iter().any(has_html) {
        true => raw::sanitise(&renderer.out, &renderer.typed),
        false => renderer.out,
    };
    if html.chars().any(|c| invisible::harmful(c).is_some()) {
        return invisible::without_harmful(&html);
    }
    html
}

/// Quotes and lists inside of each other beyond this depth are printed flat: no editor means
/// them, and browsers give up at some such depth too.
const DEEPEST: usize = 64;

pub(super) struct Renderer<'p> {
    pub stream: &'p Stream<'p>,
    pub footnotes: Footnotes,
    pub raw: RawHtml,
    pub labels: Labels,
    pub out: String,
    /// The parts of `out` that an editor typed as HTML.
    pub typed: Vec<Range<usize>>,
    /// Where each link leads: by the piece that starts it.
    pub addresses: HashMap<usize, Address<'p>>,
    /// What is printed in place of addresses and names in raw HTML: by piece.
    pub replacements: HashMap<usize, Vec<(Range<usize>, Replacement)>>,
    /// The parts of a piece's words that are a resolved citation.
    pub cited: HashMap<usize, Vec<(Range<usize>, &'p Cited)>>,
    /// How often each footnote was referred to so far.
    pub references: HashMap<usize, usize>,
    /// The links that are open; `false` for one that is not printed.
    pub links: Vec<bool>,
    pub style_depth: usize,
    container_depth: usize,
    heading_level: u8,
    table: Table,
}

pub(super) enum Address<'p> {
    Resolved(LinkKind, &'p str),
    Typed(LinkKind, String),
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    /// How many tables there were, this one included.
    count: usize,
    column: usize,
    in_head: bool,
    in_body: bool,
}

impl<'p> Renderer<'p> {
    fn new(
        stream: &'p Stream<'p>,
        resolved: &'p Resolved,
        raw: RawHtml,
        labels: Labels,
    ) -> Renderer<'p> {
        let mut hrefs = resolved.links.iter();
        let addresses = stream.links().filter_map(|index| {
            let (kind, typed) = target(&stream.pieces.get(index)?.event)?;
            Some((
                index,
                match hrefs.next().and_then(|href| href.as_deref()) {
                    Some(href) => Address::Resolved(kind, href),
                    None => Address::Typed(kind, typed),
                },
            ))
        });
        let addresses: HashMap<_, _> = addresses.collect();
        let raw_hrefs = resolved.links.get(stream.links().count()..).unwrap_or_default();
        let replacements = raw_links::survey(stream).replacements(raw_hrefs, raw);
        let candidates = stream.passages.iter().flat_map(|passage| {
            passage.citations.iter().map(|candidate| (&passage.weave, candidate))
        });
        let mut cited: HashMap<usize, Vec<(Range<usize>, &Cited)>> = HashMap::new();
        for ((weave, candidate), answer) in candidates.zip(&resolved.citations) {
            let Some(answer) = answer else { continue };
            let start = candidate.start + answer.start.min(candidate.run.len());
            for (piece, words) in weave.parts(start..candidate.end) {
                cited.entry(piece).or_default().push((words, answer));
            }
        }
        Renderer {
            stream,
            footnotes: Footnotes::of(stream),
            raw,
            labels,
            out: String::with_capacity(stream.text.len() * 3 / 2),
            typed: Vec::new(),
            addresses,
            replacements,
            cited,
            references: HashMap::new(),
            links: Vec::new(),
            style_depth: 0,
            container_depth: 0,
            heading_level: 2,
            table: Table::default(),
        }
    }

    /// Whether the tags that the editor typed are printed as text, because they are too many.
    pub fn shows_tags(&self) -> bool {
        self.raw == RawHtml::Sanitised && self.stream.too_deep.is_some()
    }

    /// Prints a run of pieces; footnotes in it are passed over.
    fn render(&mut self, range: Range<usize>) {
        let stream = self.stream;
        let mut index = range.start;
        while let Some(piece) = stream.pieces.get(index).filter(|_| index < range.end) {
            index = match &piece.event {
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.footnotes.end(index).unwrap_or(range.end)
                }
                Event::Start(Tag::Paragraph) => match passage::figure(&stream.pieces, index) {
                    Some(caption) => {
                        self.figure(index + 1, caption);
                        stream.end_of(index)
                    }
                    None => {
                        self.open("<p>");
                        index + 1
                    }
                },
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.code_block(index, kind);
                    stream.end_of(index)
                }
                Event::Start(Tag::Image { .. }) => {
                    self.image(index);
                    stream.end_of(index)
                }
                Event::Start(tag) => {
                    self.start(index, tag);
                    index + 1
                }
                Event::End(tag) => {
                    self.end(*tag);
                    index + 1
                }
                event => {
                    self.inline(index, event);
                    index + 1
                }
            };
        }
    }

    /// Prints a block's opening tag on a line of its own.
    fn open(&mut self, tag: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    fn start(&mut self, index: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                let titles = &self.stream.titles;
                let title = titles.binary_search_by_key(&index, |title| title.piece);
                let title = title.ok().and_then(|found| titles.get(found));
                self.heading_level = title.map_or(2, |title| title.level);
                self.open(&format!("<h{} id=\"", self.heading_level));
                escape::text(&mut self.out, title.map_or("", |title| &title.id));
                self.out.push_str("\">");
            }
            Tag::BlockQuote(_) => self.open_container("<blockquote>\n"),
            Tag::List(None) => self.open_container("<ul>\n"),
            Tag::List(Some(1)) => self.open_container("<ol>\n"),
            Tag::List(Some(start)) => self.open_container(&format!("<ol start=\"{start}\">\n")),
            Tag::Item if self.container_depth <= DEEPEST => {
                let is_task = self
                    .stream
                    .pieces
                    .iter()
                    .skip(index + 1)
                    .take(2)
                    .any(|next| matches!(next.event, Event::TaskListMarker(_)));
                self.open(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::HtmlBlock => self.open(""),
            Tag::Table(alignments) => {
                let count = self.table.count + 1;
                self.table = Table { alignments: alignments.clone(), count, ..Table::default() };
                // A wide table scrolls by itself, which the keyboard must be able to do too; the
                // number tells the regions apart for those who hear them.
                let label = self.labels.table;
                self.open(&format!(
                    "<section class=\"table\" tabindex=\"0\" aria-label=\"{label}{count}\">\n<table>\n",
                ));
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.open("<thead>\n<tr>\n");
            }
            Tag::TableRow => {
                if !self.table.in_body {
                    self.open("<tbody>\n");
                    self.table.in_body = true;
                }
                self.table.column = 0;
                self.open("<tr>\n");
            }
            Tag::TableCell => self.cell(),
            tag => self.start_inline(index, tag),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(_) => self.out.push_str(&format!("</h{}>\n", self.heading_level)),
            TagEnd::BlockQuote(_) => self.close_container("</blockquote>\n"),
            TagEnd::List(true) => self.close_container("</ol>\n"),
            TagEnd::List(false) => self.close_container("</ul>\n"),
            TagEnd::Item if self.container_depth <= DEEPEST => self.out.push_str("</li>\n"),
            TagEnd::HtmlBlock => self.open(""),
            TagEnd::Table => {
                self.out.push_str(if self.table.in_body { "</tbody>\n" } else { "" });
                self.out.push_str("</table>\n</section>\n");
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.out.push_str("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(if self.table.in_head { "</th>\n" } else { "</td>\n" });
            }
            tag => self.end_inline(tag),
        }
    }

    fn open_container(&mut self, tag: &str) {
        self.container_depth += 1;
        if self.container_depth <= DEEPEST {
            self.open(tag);
        }
    }

    fn close_container(&mut self, tag: &str) {
        if self.container_depth <= DEEPEST {
            self.open(tag);
        }
        self.container_depth = self.container_depth.saturating_sub(1);
    }

    fn cell(&mut self) {
        // Classes, because a strict content security policy forbids inline styles.
        let alignment = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        self.open(if self.table.in_head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(alignment);
        self.out.push('>');
    }

    fn code_block(&mut self, start: usize, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let language = info.split([' ', ',', '{', '\t']).next().unwrap_or_default();
        let pieces = self.stream.pieces.get(start..self.stream.end_of(start)).unwrap_or_default();
        let code: String = pieces
            .iter()
            .filter_map(|piece| match &piece.event {
                Event::Text(words) => Some(words.as_ref()),
                _ => None,
            })
            .collect();
        // Long lines scroll, which the keyboard must be able to do too.
        self.open("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            escape::text(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        match highlight::highlight(&code, language) {
            Some(html) => self.out.push_str(&html),
            None => escape::text(&mut self.out, &code),
        }
        self.out.push_str("</code></pre>\n");
    }

    fn print_footnotes(&mut self) {
        if self.footnotes.numbered.is_empty() {
            return;
        }
        let Labels { footnotes, footnote_back: (before, after), .. } = self.labels;
        self.open(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes}\">\n<ol>\n",
        ));
        for number in 1..=self.footnotes.numbered.len() {
            let footnote = self.footnotes.numbered.get(number - 1);
            let pieces = footnote.map_or(0..0, |footnote| footnote.pieces.clone());
            self.open(&format!("<li id=\"fn-{number}\">"));
            self.render(pieces);
            let in_paragraph = self.out.ends_with("</p>\n");
            if in_paragraph {
                self.out.truncate(self.out.len() - "</p>\n".len());
            }
            self.out.push_str(&format!(
                " <a href=\"#fnref-{number}\" class=\"footnote-back\" role=\"doc-backlink\" \
                 aria-label=\"{before}{number}{after}\">↩</a>"
            ));
            self.out.push_str(if in_paragraph { "</p>\n</li>\n" } else { "</li>\n" });
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}
