//! The intermediate form of every format: blocks in the order of the text.

use super::remark::Remark;
use jiff::civil::Date;

/// A text as its file shows it.
#[derive(Debug, Default)]
pub struct Flow {
    pub(super) blocks: Vec<Block>,
    /// Footnotes and endnotes, in the order in which the text refers to them.
    pub(super) notes: Vec<Vec<Paragraph>>,
    pub pictures: Vec<Picture>,
    /// What the file says of itself, outside of its text.
    pub(super) properties: Properties,
    pub(super) remarks: Vec<Remark>,
}

/// What a web page says of its article beside the text.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub title: Option<String>,
    pub published: Option<Date>,
}

#[derive(Clone, Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// Markdown that is taken over as it is.
    Markdown(String),
    PageEnd,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub inlines: Vec<Inline>,
    /// The level of a heading by its style: 0 for a title, 1 to 9 for headings.
    pub outline: Option<u8>,
    /// How deep the item of a list with bullets lies, from 0.
    pub bullet: Option<u8>,
    pub align: Align,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    #[default]
    Start,
    Center,
    End,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text(Run),
    /// A line end inside of a paragraph.
    Break,
    /// Index of a footnote.
    Note(usize),
    /// Index of a picture.
    Picture(usize),
}

/// A piece of text with one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub text: String,
    pub look: Look,
    pub link: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub struck: bool,
    pub position: Position,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Position {
    #[default]
    Line,
    Above,
    Below,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub paragraphs: Vec<Paragraph>,
    pub columns: usize,
    pub rows: usize,
}

/// A picture of the text.
#[derive(Debug)]
pub struct Picture {
    /// Without a dot.
    pub extension: String,
    pub source: PictureSource,
    pub(super) description: String,
}

#[derive(Debug)]
pub enum PictureSource {
    Bytes(Vec<u8>),
    /// A path beside the file, as it was typed.
    Beside(String),
}

impl Flow {
    /// Returns whether nothing was found to import.
    pub fn is_empty(&self) -> bool {
        self.blocks.iter().all(Block::is_blank)
    }
}

impl Paragraph {
    pub fn of_text(text: &str) -> Paragraph {
        let run = Run { text: text.to_owned(), ..Run::default() };
        Paragraph { inlines: vec![Inline::Text(run)], ..Paragraph::default() }
    }

    /// Returns the text without its look; a line end inside is a newline.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for inline in &self.inlines {
            match inline {
                Inline::Text(run) => text.push_str(&run.text),
                Inline::Break => text.push('\n'),
                Inline::Note(_) | Inline::Picture(_) => {}
            }
        }
        text
    }

    /// Returns whether it shows nothing.
    pub fn is_empty(&self) -> bool {
        self.inlines.iter().all(|inline| match inline {
            Inline::Text(run) => run.text.trim().is_empty(),
            Inline::Break => true,
            Inline::Note(_) | Inline::Picture(_) => false,
        })
    }

    /// Returns whether it holds text alone, no note and no picture.
    pub fn is_text(&self) -> bool {
        self.inlines.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Break))
    }

    /// Returns whether all of its text is bold.
    pub fn is_bold(&self) -> bool {
        let mut texts = self.inlines.iter().filter_map(|inline| match inline {
            Inline::Text(run) if !run.text.trim().is_empty() => Some(run.look.bold),
            _ => None,
        });
        texts.next() == Some(true) && texts.all(|bold| bold)
    }

    /// Appends text, to the last run if that looks the same.
    pub fn push(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        if let Some(Inline::Text(last)) = self.inlines.last_mut()
            && last.look == run.look
            && last.link == run.link
        {
            last.text.push_str(&run.text);
            return;
        }
        self.inlines.push(Inline::Text(run));
    }

    /// Returns the lines between the line ends inside, as paragraphs.
    pub fn lines(self) -> Vec<Paragraph> {
        let like = Paragraph { inlines: Vec::new(), ..self };
        let mut lines = vec![like.clone()];
        for inline in self.inlines {
            match (inline, lines.last_mut()) {
                (Inline::Break, _) => lines.push(like.clone()),
                (inline, Some(line)) => line.inlines.push(inline),
                (_, None) => {}
            }
        }
        lines
    }
}

impl Block {
    pub fn paragraph(&self) -> Option<&Paragraph> {
        match self {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Block::Paragraph(paragraph) => paragraph.is_empty(),
            Block::Table(table) => table.cells().all(Cell::is_empty),
            Block::Markdown(text) => text.trim().is_empty(),
            Block::PageEnd => true,
        }
    }
}

impl Table {
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flatten()
    }
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(Paragraph::is_empty)
    }
}
