//! Renders a body as HTML: blocks here, what is inside of a line in [`super::inline`].

use super::highlight;
use super::inline::InlineRenderer;
use super::labels::Labels;
use super::outline::RawHtml;
use super::piece::{self, Piece};
use super::raw_html;
use super::resolved::Resolved;
use super::stream::Stream;
use super::table::{Table, is_typed_table};
use super::table_caption::table_caption;
use crate::invisible;
use crate::source::Source;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// Quotations and lists nested beyond this depth are rendered flat: no editor means them, and
/// browsers have a similar limit.
const MAX_CONTAINER_DEPTH: usize = 64;

/// Renders the bytes `body` of a source, with the links and citations of its outline resolved.
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
    renderer.render_footnotes();
    let inline = renderer.inline;
    let is_html = |piece: &Piece<'_>| matches!(piece.event, Event::Html(_) | Event::InlineHtml(_));
    // Generated HTML is harmless; only a body with typed HTML needs the expensive sanitiser.
    let needs_sanitiser =
        raw == RawHtml::Sanitised && !inline.shows_tags() && stream.pieces.iter().any(is_html);
    let html = if needs_sanitiser {
        raw_html::sanitise(&inline.out.html, &inline.out.typed)
    } else {
        inline.out.html
    };
    if html.chars().any(|c| invisible::harmful(c).is_some()) {
        return invisible::without_harmful(&html);
    }
    html
}

struct Renderer<'p> {
    inline: InlineRenderer<'p>,
    stream: &'p Stream<'p>,
    labels: Labels,
    container_depth: usize,
    heading_level: u8,
    table: Table,
    /// Whether the block at hand is a table typed as HTML, as those with merged cells are.
    in_typed_table: bool,
}

impl<'p> Renderer<'p> {
    fn new(
        stream: &'p Stream<'p>,
        resolved: &'p Resolved,
        raw: RawHtml,
        labels: Labels,
    ) -> Renderer<'p> {
        Renderer {
            inline: InlineRenderer::new(stream, resolved, raw, labels),
            stream,
            labels,
            container_depth: 0,
            heading_level: 2,
            table: Table::default(),
            in_typed_table: false,
        }
    }

    /// Renders a range of pieces, without the footnotes that are defined in it.
    fn render(&mut self, range: Range<usize>) {
        let stream = self.stream;
        let mut index = range.start;
        while let Some(piece) = stream.pieces.get(index).filter(|_| index < range.end) {
            index = match &piece.event {
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.inline.footnotes.end(index).unwrap_or(range.end)
                }
                Event::Start(Tag::Paragraph) => self.paragraph(index),
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.code_block(index, kind);
                    stream.end_of(index)
                }
                Event::Start(Tag::Image { .. }) => {
                    self.inline.image(index);
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
                    self.inline.event(index, event);
                    index + 1
                }
            };
        }
    }

    /// Renders the beginning of a paragraph, or the whole if it is more than a paragraph; returns where to go on.
    fn paragraph(&mut self, index: usize) -> usize {
        let stream = self.stream;
        let end = stream.end_of(index);
        if let Some(caption) = piece::figure_caption(&stream.pieces, index) {
            self.inline.figure(index + 1, caption);
            return end;
        }
        if let Some(caption) = table_caption(stream, index) {
            self.table.start(self.labels.table, Some(&caption), &mut self.inline.out);
            self.open("<caption>");
            self.render(index + 1..end - 1);
            self.close("</caption>\n");
            return end;
        }
        if let Some(images) = piece::gallery(&stream.pieces, index) {
            self.inline.gallery(&images);
            return end;
        }
        let is_picture = piece::is_picture(&stream.pieces, index);
        self.open(if is_picture { "<p class=\"picture\">" } else { "<p>" });
        self.inline.provision_id(index);
        index + 1
    }

    fn open(&mut self, tag: &str) {
        self.inline.out.push_on_new_line(tag);
    }

    fn close(&mut self, tag: &str) {
        self.inline.out.push(tag);
    }

    fn start(&mut self, index: usize, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.start_heading(index),
            Tag::BlockQuote(_) => self.open_container("<blockquote>\n"),
            Tag::List(None) => self.open_container("<ul>\n"),
            Tag::List(Some(1)) => self.open_container("<ol>\n"),
            Tag::List(Some(start)) => self.open_container(&format!("<ol start=\"{start}\">\n")),
            Tag::Item if self.container_depth <= MAX_CONTAINER_DEPTH => {
                let mut next = self.stream.pieces.iter().skip(index + 1).take(2);
                let is_task = next.any(|piece| matches!(piece.event, Event::TaskListMarker(_)));
                self.open(if is_task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::HtmlBlock => {
                self.in_typed_table =
                    !self.inline.shows_tags() && is_typed_table(self.stream, index);
                if self.in_typed_table {
                    self.table.start_region(self.labels.table, None, &mut self.inline.out);
                }
                self.open("");
            }
            Tag::Table(alignments) => {
                self.table.start(self.labels.table, None, &mut self.inline.out);
                self.table.align(alignments);
            }
            Tag::TableHead => self.table.start_head(&mut self.inline.out),
            Tag::TableRow => self.table.start_row(&mut self.inline.out),
            Tag::TableCell => {
                let text = self.stream.link_text(index);
                self.table.start_cell(&text, &mut self.inline.out);
                self.inline.keep(self.table.keeps());
            }
            tag => self.inline.start(index, tag),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close("</p>\n"),
            TagEnd::Heading(_) => self.close(&format!("</h{}>\n", self.heading_level)),
            TagEnd::BlockQuote(_) => self.close_container("</blockquote>\n"),
            TagEnd::List(true) => self.close_container("</ol>\n"),
            TagEnd::List(false) => self.close_container("</ul>\n"),
            TagEnd::Item if self.container_depth <= MAX_CONTAINER_DEPTH => self.close("</li>\n"),
            TagEnd::HtmlBlock if self.in_typed_table => {
                self.in_typed_table = false;
                self.table.end_region(&mut self.inline.out);
            }
            TagEnd::HtmlBlock => self.open(""),
            TagEnd::Table => self.table.end(&mut self.inline.out),
            TagEnd::TableHead => self.table.end_head(&mut self.inline.out),
            TagEnd::TableRow => self.close("</tr>\n"),
            TagEnd::TableCell => {
                self.table.end_cell(&mut self.inline.out);
                self.inline.keep(self.table.keeps());
            }
            tag => self.inline.end(tag),
        }
    }

    fn start_heading(&mut self, index: usize) {
        let titles = &self.stream.titles;
        let title = titles.binary_search_by_key(&index, |title| title.piece);
        let title = title.ok().and_then(|found| titles.get(found));
        self.heading_level = title.map_or(2, |title| title.level);
        self.open(&format!("<h{} id=\"", self.heading_level));
        self.inline.out.text(title.map_or("", |title| &title.id));
        self.close("\">");
        self.inline.provision_id(index);
    }

    fn open_container(&mut self, tag: &str) {
        self.container_depth += 1;
        if self.container_depth <= MAX_CONTAINER_DEPTH {
            self.open(tag);
        }
    }

    fn close_container(&mut self, tag: &str) {
        if self.container_depth <= MAX_CONTAINER_DEPTH {
            self.open(tag);
        }
        self.container_depth = self.container_depth.saturating_sub(1);
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
                Event::Text(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let out = &mut self.inline.out;
        // Long lines scroll, and must be reachable by keyboard for that.
        out.push_on_new_line("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            out.push(" class=\"language-");
            out.text(language);
            out.push("\"");
        }
        out.push(">");
        match highlight::highlight(&code, language) {
            Some(html) => out.push(&html),
            None => out.text(&code),
        }
        out.push("</code></pre>\n");
    }

    fn render_footnotes(&mut self) {
        let count = self.inline.footnotes.numbered.len();
        if count == 0 {
            return;
        }
        let Labels { footnotes, footnote_back: (before, after), .. } = self.labels;
        self.open(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes}\">\n<ol>\n",
        ));
        for number in 1..=count {
            let footnote = self.inline.footnotes.numbered.get(number - 1);
            let pieces = footnote.map_or(0..0, |footnote| footnote.pieces.clone());
            self.open(&format!("<li id=\"fn-{number}\">"));
            self.render(pieces);
            // The link back is put into the last paragraph, if the footnote ends with one.
            let html = &mut self.inline.out.html;
            let in_paragraph = html.ends_with("</p>\n");
            if in_paragraph {
                html.truncate(html.len() - "</p>\n".len());
            }
            self.close(&format!(
                " <a href=\"#fnref-{number}\" class=\"footnote-back\" role=\"doc-backlink\" \
                 aria-label=\"{before}{number}{after}\">↩</a>"
            ));
            self.close(if in_paragraph { "</p>\n</li>\n" } else { "</li>\n" });
        }
        self.close("</ol>\n</section>\n");
    }
}
