//! Formats diagnostics for the terminal: the line of the file, with carets under the span.

use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::report::excerpt::{LineExcerpt, WrittenLine, visible};
use crate::report::place::{LineIndex, Places};
use crate::report::selection::{Extent, select};
use crate::report::wording::{self, fixable, more_alike, tally};
use crate::source::{SitePath, Span, Tree};
use codespan_reporting::diagnostic::{
    Diagnostic as Snippet, Label, LabelStyle, Severity as SnippetSeverity,
};
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

/// Formats diagnostics for the terminal, and counts them in the last lines.
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
    // Writing to memory cannot fail.
    debug_assert!(written.is_ok());
    String::from_utf8(bytes).unwrap_or_default()
}

/// Writes diagnostics, errors last, because the end of the output is what stays on the screen.
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
    for (diagnostic, more) in select(warnings.into_iter().chain(errors), extent) {
        write_diagnostic(diagnostic, &mut places, language, &mut Painter::new(out, &styles))?;
        if more > 0 {
            writeln!(out, "{}\n", more_alike(more, language))?;
        }
    }
    for line in [tally(diagnostics, language), fixable(diagnostics, language)] {
        if !line.is_empty() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn write_diagnostic(
    diagnostic: &Diagnostic,
    places: &mut Places,
    language: Language,
    painter: &mut Painter,
) -> io::Result<()> {
    let severity = match diagnostic.severity {
        Severity::Error => SnippetSeverity::Error,
        Severity::Warning => SnippetSeverity::Warning,
    };
    painter.head(
        severity,
        &format!("{}[{}]", wording::severity(diagnostic.severity, language), diagnostic.id),
        diagnostic.message.in_language(language),
    )?;

    let first = diagnostic.at.iter().map(|span| {
        (
            LabelStyle::Primary,
            span,
            diagnostic.label.as_ref().map_or("", |l| l.in_language(language)),
        )
    });
    let others = diagnostic.also.iter();
    let others =
        others.map(|(span, label)| (LabelStyle::Secondary, span, label.in_language(language)));
    let marks: Vec<(LabelStyle, &Span, &str)> = first.chain(others).collect();

    let excerpts = Excerpts::new(places, marks.iter().map(|(_, span, _)| *span));
    let mut snippet = Snippet::new(severity);
    for (style, span, label) in marks {
        match excerpts.locate(span) {
            Some((file, range)) => {
                snippet.labels.push(Label::new(style, file, range).with_message(clean(label)));
            }
            // Not a text of the site: an image, a folder, a missing file.
            None => painter.mention(span.file.as_str(), label)?,
        }
    }
    if let Some(help) = &diagnostic.help {
        let help = clean(help.in_language(language));
        snippet.notes.push(format!("{}: {help}", language.pick("帮助", "help")));
    }
    let config = Config { chars: Chars::ascii(), ..Config::default() };
    term::emit_to_write_style(painter, &config, &excerpts, &snippet).map_err(io::Error::other)
}

/// Makes a message safe to show: it may quote a file.
fn clean(message: &str) -> String {
    message.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect()
}

/// The excerpts of all files that one diagnostic refers to.
struct Excerpts {
    files: Vec<FileExcerpt>,
}

/// The lines of a file that are shown. The other lines keep their numbers, but are empty.
struct FileExcerpt {
    file: SitePath,
    /// The path, made safe to show.
    name: String,
    text: String,
    lines: BTreeMap<usize, WrittenLine>,
    /// The column in the file, by the offset in `text` at which a mark begins.
    columns: BTreeMap<usize, usize>,
    /// The range in `text`, by the start and end of the span in the file.
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
            let mut excerpt = FileExcerpt::new(file, lines, &spans);
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

    fn get(&self, file: usize) -> Result<&FileExcerpt, Error> {
        self.files.get(file).ok_or(Error::FileMissing)
    }
}

impl FileExcerpt {
    fn new(file: &SitePath, lines: &LineIndex, spans: &[&Span]) -> FileExcerpt {
        let ranges: Vec<Range<usize>> = spans
            .iter()
            .map(|span| {
                let range = lines.within(span.range());
                // A span that includes the line break is marked to the end of its line.
                let trimmed = lines.text[range.clone()].trim_end_matches(['\n', '\r']).len();
                let line_end = lines.line(lines.line_of(range.start)).end;
                let start = range.start.min(line_end);
                start..range.start + trimmed
            })
            .collect();

        // Codespan shows a single line between two marked ones, so its text is needed too.
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
            let line_written = LineExcerpt::new(lines, line, &marks).write(lines, &mut text);
            written.insert(line, line_written);
            text.push('\n');
        }
        let find = |byte: usize| written.get(&lines.line_of(byte)).map_or(0, |l| l.find(byte));
        let marks = spans
            .iter()
            .zip(&ranges)
            .map(|(span, range)| ((span.start, span.end), find(range.start)..find(range.end)));
        let marks = marks.collect();
        FileExcerpt {
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

/// Writes a snippet in colours. Codespan begins it with a line in English, which is replaced by one in the
/// language of the messages.
struct Painter<'a> {
    out: &'a mut dyn WriteColor,
    styles: &'a Styles,
    in_head: bool,
}

impl<'a> Painter<'a> {
    fn new(out: &'a mut dyn WriteColor, styles: &'a Styles) -> Painter<'a> {
        Painter { out, styles, in_head: true }
    }

    fn head(&mut self, severity: SnippetSeverity, name: &str, message: &str) -> io::Result<()> {
        self.out.set_color(self.styles.header(severity))?;
        self.out.write_all(name.as_bytes())?;
        self.out.set_color(self.styles.header_message())?;
        write!(self.out, ": {}", clean(message))?;
        self.out.reset()?;
        writeln!(self.out)
    }

    /// Writes the name of a file of which no line can be shown.
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
    fn set_header(&mut self, severity: SnippetSeverity) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.header(severity))
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

    fn set_label(&mut self, severity: SnippetSeverity, style: LabelStyle) -> GeneralWriteResult {
        let styles = self.styles;
        self.paint(styles.label(severity, style))
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.in_head { Ok(()) } else { self.out.reset() }
    }
}

#[cfg(test)]
mod tests;
