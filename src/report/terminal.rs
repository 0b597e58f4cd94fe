//! Diagnostics on the terminal: the line as it was typed, and carets under what is meant.

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::excerpt::{Cut, Shown, visible};
use crate::report::place::{Lines, Places};
use crate::report::{Extent, Language, shown};
use crate::source::{SitePath, Span, Tree};
use codespan_reporting::diagnostic::{Diagnostic as Snippet, Label, LabelStyle, Severity as Grade};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Ansi, ColorSpec, NoColor, WriteColor};
use codespan_reporting::term::{self, Chars, Config, GeneralWriteResult, Styles, WriteStyle};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;

/// Whether colours are written, as ANSI sequences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    Plain,
    Ansi,
}

/// Phrases diagnostics for the terminal, and counts them in the last lines.
pub fn text(
    diagnostics: &[Diagnostic],
    tree: &Tree,
    language: Language,
    extent: Extent,
    paint: Paint,
) -> String {
    let mut bytes = Vec::new();
    let written = match paint {
        Paint::Plain => write(diagnostics, tree, language, extent, &mut NoColor::new(&mut bytes)),
        Paint::Ansi => write(diagnostics, tree, language, extent, &mut Ansi::new(&mut bytes)),
    };
    // Memory takes everything that is written to it.
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes diagnostics for the terminal, errors last: they are nearest to where the eye is when
/// the program ends.
fn write(
    diagnostics: &[Diagnostic],
    tree: &Tree,
    language: Language,
    extent: Extent,
    out: &mut dyn WriteColor,
) -> io::Result<()> {
    let mut places = Places::new(tree);
    let styles = Styles::default();
    let (errors, warnings): (Vec<_>, Vec<_>) =
        diagnostics.iter().partition(|diagnostic| diagnostic.is_error());
    for (diagnostic, more) in shown(warnings.into_iter().chain(errors), extent) {
        one(diagnostic, &mut places, language, &mut Painter::new(out, &styles))?;
        if more > 0 {
            writeln!(out, "{}\n", language.more_alike(more))?;
        }
    }
    for line in [language.tally(diagnostics), language.fixable(diagnostics)] {
        if !line.is_empty() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn one(
    diagnostic: &Diagnostic,
    places: &mut Places,
    language: Language,
    painter: &mut Painter,
) -> io::Result<()> {
    let grade = match diagnostic.severity {
        Severity::Error => Grade::Error,
        Severity::Warning => Grade::Warning,
    };
    painter.head(
        grade,
        &format!("{}[{}]", language.severity(diagnostic.severity), diagnostic.id),
        language.of(&diagnostic.message),
    )?;

    let first = diagnostic.at.iter().map(|span| {
        (LabelStyle::Primary, span, diagnostic.label.as_ref().map_or("", |l| language.of(l)))
    });
    let others = diagnostic.also.iter();
    let others = others.map(|(span, label)| (LabelStyle::Secondary, span, language.of(label)));
    let marks: Vec<(LabelStyle, &Span, &str)> = first.chain(others).collect();

    let excerpts = Excerpts::new(places, marks.iter().map(|(_, span, _)| *span));
    let mut snippet = Snippet::new(grade);
    for (style, span, label) in marks {
        match excerpts.locate(span) {
            Some((file, range)) => {
                snippet.labels.push(Label::new(style, file, range).with_message(clean(label)));
            }
            // No text of the site: an image, a folder, a file that is missing.
            None => painter.mention(span.file.as_str(), label)?,
        }
    }
    if let Some(help) = &diagnostic.help {
        let help = clean(language.of(help));
        snippet.notes.push(format!("{}: {help}", language.pick("帮助", "help")));
    }
    let config = Config { chars: Chars::ascii(), ..Config::default() };
    term::emit_to_write_style(painter, &config, &excerpts, &snippet).map_err(io::Error::other)
}

/// Makes a message safe to show; it may quote what is in a file.
fn clean(message: &str) -> String {
    message.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// The lines that one diagnostic shows, of every file that it speaks of.
struct Excerpts {
    files: Vec<Excerpt>,
}

/// The lines of a file that are shown. Others have their numbers, but are empty.
struct Excerpt {
    file: SitePath,
    /// The path as it may be shown.
    name: String,
    text: String,
    lines: BTreeMap<usize, Shown>,
    /// For the columns of the places, in bytes of the file.
    columns: BTreeMap<usize, usize>,
    marks: BTreeMap<(usize, usize), Range<usize>>,
}

impl Excerpts {
    fn new<'s>(places: &mut Places, spans: impl Iterator<Item = &'s Span>) -> Excerpts {
        let mut by_file: Vec<(&SitePath, Vec<&Span>)> = Vec::new();
        for span in spans {
            match by_file.iter_mut().find(|(file, _)| **file == span.file) {
                Some((_, spans)) => spans.push(span),
                None => by_file.push((&span.file, vec![span])),
            }
        }
        let files = by_file.into_iter().filter_map(|(file, spans)| {
            let found: Vec<_> = spans.iter().map(|span| places.find(span)).collect();
            let lines = places.lines(file)?;
            let mut excerpt = Excerpt::new(file, lines, &spans);
            for (span, place) in spans.iter().zip(found) {
                let start = excerpt.marks.get(&(span.start, span.end))?.start;
                excerpt.columns.insert(start, place?.column);
            }
            Some(excerpt)
        });
        Excerpts { files: files.collect() }
    }

    fn locate(&self, span: &Span) -> Option<(usize, Range<usize>)> {
        let index = self.files.iter().position(|excerpt| excerpt.file == span.file)?;
        Some((index, self.files.get(index)?.marks.get(&(span.start, span.end))?.clone()))
    }

    fn get(&self, file: usize) -> Result<&Excerpt, Error> {
        self.files.get(file).ok_or(Error::FileMissing)
    }
}

impl Excerpt {
    fn new(file: &SitePath, lines: &Lines, spans: &[&Span]) -> Excerpt {
        let ranges: Vec<Range<usize>> = spans
            .iter()
            .map(|span| {
                let range = lines.within(span.range());
                // A mark that ends with a line does not reach into the next.
                let trimmed = lines.text[range.clone()].trim_end_matches(['\n', '\r']).len();
                let line_end = lines.line(lines.line_of(range.start)).end;
                let start = range.start.min(line_end);
                start..range.start + trimmed
            })
            .collect();

        // Between marks that are near each other codespan shows every line.
        let mut shown = BTreeSet::new();
        for range in &ranges {
            let (first, last) = (lines.line_of(range.start), lines.line_of(range.end));
            shown.extend(first..=last);
        }
        let gaps: Vec<usize> = shown.iter().map(|line| line + 1).collect();
        shown.extend(
            gaps.into_iter().filter(|line| shown.contains(&(line + 1))).collect::<Vec<_>>(),
        );

        let mut text = String::new();
        let mut written = BTreeMap::new();
        for line in shown {
            let whole = lines.line(line);
            let here = |range: &&Range<usize>| range.start <= whole.end && whole.start <= range.end;
            let marks: Vec<Range<usize>> = ranges.iter().filter(here).cloned().collect();
            let line_written = Cut::new(lines, line, &marks).write(lines, &mut text);
            written.insert(line, line_written);
            text.push('\n');
        }
        let find = |byte: usize| written.get(&lines.line_of(byte)).map_or(0, |l| l.find(byte));
        let marks = spans
            .iter()
            .zip(&ranges)
            .map(|(span, range)| ((span.start, span.end), find(range.start)..find(range.end)));
        let marks = marks.collect();
        Excerpt {
            file: file.clone(),
            name: clean(file.as_str()),
            text,
            lines: written,
            columns: BTreeMap::new(),
            marks,
        }
    }
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, file: usize) -> Result<&'a str, Error> {
        Ok(&self.get(file)?.name)
    }

    fn source(&'a self, file: usize) -> Result<&'a str, Error> {
        Ok(&self.get(file)?.text)
    }

    fn line_index(&'a self, file: usize, byte: usize) -> Result<usize, Error> {
        let excerpt = self.get(file)?;
        let line = excerpt.lines.iter().take_while(|(_, line)| line.range.start <= byte).last();
        line.map(|(index, _)| *index).ok_or(Error::FileMissing)
    }

    fn column_number(&'a self, file: usize, _: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.get(file)?.columns.get(&byte).copied().unwrap_or(1))
    }

    fn line_range(&'a self, file: usize, line: usize) -> Result<Range<usize>, Error> {
        let excerpt = self.get(file)?;
        Ok(excerpt.lines.get(&line).map_or(0..0, |line| line.range.clone()))
    }
}

/// Writes a snippet in colours. Codespan heads it in English; that line is passed over, and ours
/// stands in its place.
struct Painter<'a> {
    out: &'a mut dyn WriteColor,
    styles: &'a Styles,
    in_head: bool,
}

impl<'a> Painter<'a> {
    fn new(out: &'a mut dyn WriteColor, styles: &'a Styles) -> Painter<'a> {
        Painter { out, styles, in_head: true }
    }

    fn head(&mut self, grade: Grade, name: &str, message: &str) -> io::Result<()> {
        self.out.set_color(self.styles.header(grade))?;
        self.out.write_all(name.as_bytes())?;
        self.out.set_color(self.styles.header_message())?;
        write!(self.out, ": {}", clean(message))?;
        self.out.reset()?;
        writeln!(self.out)
    }

    /// Names a file of which nothing can be shown.
    fn mention(&mut self, file: &str, label: &str) -> io::Result<()> {
        self.out.set_color(self.styles.source_border())?;
        self.out.write_all(b"  -->")?;
        self.out.reset()?;
        write!(self.out, " {}", clean(file))?;
        if !label.is_empty() {
            write!(self.out, " {}", clean(label))?;
        }
        writeln!(self.out)
    }

    fn paint(&mut self, colour: &ColorSpec) -> GeneralWriteResult {
        if self.in_head { Ok(()) } else { self.out.set_color(colour) }
    }
}

impl Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.in_head {
            return self.out.write(bytes);
        }
        self.in_head = !bytes.contains(&b'\n');
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, grade: Grade) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.header(grade))
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.header_message())
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.line_number())
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.note_bullet())
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.source_border())
    }

    fn set_label(&mut self, grade: Grade, style: LabelStyle) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.label(grade, style))
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.in_head { Ok(()) } else { self.out.reset() }
    }
}

#[cfg(test)]
mod tests;
