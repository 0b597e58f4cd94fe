//! Word files, built part by part.

use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::io::Write;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#;
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Other programs than ours refuse a file without it.
const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A Word file that is being built.
pub struct WordFile {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl WordFile {
    /// Begins a file with the XML of its body.
    pub fn new(body: &str) -> WordFile {
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{TYPES}/officeDocument" Target="word/document.xml"/></Relationships>"#
        );
        let document =
            format!("<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>");
        WordFile {
            parts: vec![
                ("[Content_Types].xml".to_owned(), CONTENT_TYPES.as_bytes().to_vec()),
                ("_rels/.rels".to_owned(), relations.into_bytes()),
                ("word/document.xml".to_owned(), document.into_bytes()),
            ],
            relations: String::new(),
        }
    }

    /// Adds a part `styles`, `numbering` or another with the XML of its root.
    pub fn part(self, kind: &str, inner: &str) -> WordFile {
        let xml = format!("<w:{kind} {NAMESPACES}>{inner}</w:{kind}>");
        self.file(kind, kind, &format!("{kind}.xml"), xml.as_bytes())
    }

    /// Adds a file of a kind, which the text refers to by an id.
    pub fn file(mut self, id: &str, kind: &str, path: &str, bytes: &[u8]) -> WordFile {
        self.relations.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{path}"/>"#
        ));
        self.parts.push((format!("word/{path}"), bytes.to_vec()));
        self
    }

    pub fn link(mut self, id: &str, address: &str) -> WordFile {
        self.relations.push_str(&format!(
            r#"<Relationship Id="{id}" Type="{TYPES}/hyperlink" Target="{address}" TargetMode="External"/>"#
        ));
        self
    }

    pub fn bytes(mut self) -> Vec<u8> {
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
            self.relations
        );
        self.parts.push(("word/_rels/document.xml.rels".to_owned(), relations.into_bytes()));
        zip(&self.parts, CompressionMethod::DEFLATE)
    }
}

/// Packs files into an archive.
pub fn zip(files: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (path, content) in files {
        let (mut entry, config) =
            archive.new_file(path).compression_method(method).start().expect("an entry");
        let descriptor = if method == CompressionMethod::DEFLATE {
            let encoder =
                flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
            let mut writer = config.wrap(encoder);
            writer.write_all(content).expect("memory");
            let (encoder, descriptor) = writer.finish().expect("memory");
            encoder.finish().expect("memory");
            descriptor
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(content).expect("memory");
            writer.finish().expect("memory").1
        };
        entry.finish(descriptor).expect("memory");
    }
    archive.finish().expect("memory");
    bytes
}

/// A paragraph with properties.
pub fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A paragraph of plain text.
pub fn line(text: &str) -> String {
    paragraph("", &run("", text))
}

pub fn centered(text: &str) -> String {
    paragraph(r#"<w:jc w:val="center"/>"#, &run("", text))
}

pub fn right(text: &str) -> String {
    paragraph(r#"<w:jc w:val="right"/>"#, &run("", text))
}

/// A run of text with properties.
pub fn run(properties: &str, text: &str) -> String {
    format!(
        r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
        escaped(text)
    )
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
