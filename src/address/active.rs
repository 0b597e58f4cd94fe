//! The check for files of the content that a browser would run, and for deceptive file names.
//!
//! A file beside a document is published under the site's own address, so whatever it does when it
//! is opened, it does in the name of the site. Files in the site's `static/` are put there by the
//! webmaster and not checked.

use super::faults;
use super::published::PublishedFiles;
use crate::diagnostic::Diagnostic;
use crate::invisible;
use crate::scheme::{Scheme, is_image_data};
use crate::source::Tree;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// Formats that are programs or may contain some.
const PROGRAMS: [&str; 14] = [
    "html", "htm", "xhtml", "xht", "shtml", "mht", "mhtml", "hta", "js", "mjs", "cjs", "swf",
    "wasm", "svgz",
];

/// Formats that are active if their content is.
const MARKUP: [&str; 5] = ["svg", "xml", "xsl", "xslt", "rdf"];

/// Reports published files that are active, and file names with invisible characters.
pub fn check_active(files: &PublishedFiles, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    for path in files.keys() {
        let extension = path.extension();
        if PROGRAMS.contains(&extension.as_str()) {
            diagnostics.push(faults::file_active(path, &extension, None));
        } else if MARKUP.contains(&extension.as_str())
            && let Ok(bytes) = (tree.read)(path)
            && let Some(danger) = danger(&text_of(&bytes))
        {
            diagnostics.push(faults::file_active(path, &extension, Some(danger)));
        }
    }
    let texts = tree.texts.keys().filter(|path| path.as_str().starts_with("content/"));
    for path in texts.chain(files.keys()) {
        let Some((_, c, _)) = invisible::find(path.as_str()).next() else { continue };
        let is_harmful = |c| invisible::harmful(c).is_some();
        diagnostics.push(if invisible::find(path.as_str()).any(|(_, c, _)| is_harmful(c)) {
            faults::file_name_harmful(path, c)
        } else {
            faults::file_name_invisible(path, c)
        });
    }
}

/// The text of a file of markup, in UTF-8 or, by its byte-order mark, in UTF-16.
fn text_of(bytes: &[u8]) -> String {
    let wide = |decode: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            bytes.chunks_exact(2).skip(1).map(|pair| decode([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        bytes => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
    }
}

/// The first part of a file of markup that a browser would run or fetch, as it stands in the file.
/// A file with a syntax error counts as active, because browsers run what comes before the error.
fn danger(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut in_style = false;
    loop {
        let found = match reader.read_event() {
            Ok(Event::Eof) => return None,
            Ok(Event::Start(tag)) => {
                in_style = local(tag.name().as_ref()).eq_ignore_ascii_case("style");
                of_tag(&tag)
            }
            Ok(Event::Empty(tag)) => of_tag(&tag),
            Ok(Event::PI(instruction)) => {
                let words = String::from_utf8_lossy(&instruction).into_owned();
                words
                    .trim_start()
                    .starts_with("xml-stylesheet")
                    .then(|| "xml-stylesheet".to_owned())
            }
            Ok(Event::DocType(kind)) => {
                let words = String::from_utf8_lossy(&kind).to_ascii_lowercase();
                words.contains("<!entity").then(|| "<!ENTITY".to_owned())
            }
            Ok(Event::Text(words)) if in_style => of_style(&String::from_utf8_lossy(&words)),
            Ok(Event::CData(words)) if in_style => of_style(&String::from_utf8_lossy(&words)),
            Ok(_) => None,
            Err(_) => Some("XML".to_owned()),
        };
        if found.is_some() {
            return found;
        }
    }
}

/// The name without its prefix.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

fn of_tag(tag: &BytesStart) -> Option<String> {
    const ACTIVE: [&str; 4] = ["script", "foreignobject", "handler", "listener"];
    let name = local(tag.name().as_ref());
    if ACTIVE.iter().any(|active| name.eq_ignore_ascii_case(active)) {
        return Some(format!("<{name}>"));
    }
    for attribute in tag.attributes().with_checks(false) {
        let Ok(attribute) = attribute else { return Some(format!("<{name}>")) };
        let key = local(attribute.key.as_ref());
        let lower = key.to_ascii_lowercase();
        let typed = String::from_utf8_lossy(&attribute.value);
        let value = unescape(&typed);
        let Ok(value) = value else { return Some(format!("<{name} {key}=…>")) };
        if attribute.key.as_ref().starts_with(b"xmlns") && value.contains("/xhtml") {
            return Some(format!("<{name} {key}=…>"));
        }
        let address =
            matches!(&*lower, "href" | "src" | "from" | "to" | "values" | "action" | "data");
        let mut parts = value.split(|c| c == ';' && lower == "values");
        let leads_out = address && parts.any(leads_out);
        if lower.len() > 2 && lower.starts_with("on") || leads_out || of_style(&value).is_some() {
            return Some(format!("<{name} {key}=…>"));
        }
    }
    None
}

/// Returns whether an address names another host, or is a script.
fn leads_out(value: &str) -> bool {
    let value = value.trim();
    let is_inside = Scheme::parse(value) == Scheme::Relative || is_image_data(value);
    !is_inside || value.starts_with("//") || value.starts_with("\\\\")
}

/// The part of a style sheet that fetches from another host.
fn of_style(style: &str) -> Option<String> {
    let lower = style.to_ascii_lowercase();
    if lower.contains("@import") {
        return Some("@import".to_owned());
    }
    let out = lower.split("url(").skip(1).any(|rest| {
        let address = rest.trim_start_matches([' ', '\t', '\n', '\r', '"', '\'']);
        leads_out(address.split([')', '"', '\'']).next().unwrap_or_default())
    });
    out.then(|| "url(…)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{danger, text_of};

    #[test]
    fn what_runs_is_found() {
        for active in [
            "<svg><script>x()</script></svg>",
            "<svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></svg>",
            "<svg><SCRIPT/></svg>",
            "<svg onload='x()'/>",
            "<svg><g\nONCLICK = \"x()\"/></svg>",
            "<svg><foreignObject><p/></foreignObject></svg>",
            "<svg><a xlink:href='java&#115;cript:x()'><text/></a></svg>",
            "<svg><a href='https://evil.test/'/></svg>",
            "<svg><use href='//evil.test/x#y'/></svg>",
            "<svg><image href='data:image/svg+xml,x'/></svg>",
            "<svg><set attributeName='href' to='javascript:x()'/></svg>",
            "<svg><animate values='#a;javascript:x()'/></svg>",
            "<svg><style>@import 'x.css';</style></svg>",
            "<svg><style>a{background:url( \"https://evil.test/\")}</style></svg>",
            "<svg><rect style='fill:url(//evil.test/)'/></svg>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
            "<?xml-stylesheet href='x.xsl' type='text/xsl'?><svg/>",
            "<html xmlns='http://www.w3.org/1999/xhtml'/>",
            "<svg><h:p xmlns:h='http://www.w3.org/1999/xhtml'/></svg>",
            "<svg><a href='&unknown;'/></svg>",
            "<svg><",
        ] {
            assert!(danger(active).is_some(), "{active}");
        }
        for still in [
            "<?xml version='1.0' encoding='UTF-8'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>",
            "<svg><defs><g id='a'/></defs><use href='#a'/><rect fill='url(#b)'/></svg>",
            "<svg><image href='photo.png'/><image href='data:image/png;base64,AA'/></svg>",
            "<svg><style>rect{fill:red}</style><!-- <script> --><text>onload=x &lt;script&gt;</text></svg>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg/>",
            "<data><meta/><form/><object/><row on='1' to='2026-01-01' values='1;2'/></data>",
        ] {
            assert_eq!(danger(still), None, "{still}");
        }
    }

    #[test]
    fn markup_is_read_in_its_encoding() {
        let svg = "<svg onload='x()'/>";
        let wide: Vec<u8> =
            [0xfeff].into_iter().chain(svg.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&wide), svg);
        let wide: Vec<u8> =
            [0xfeff].into_iter().chain(svg.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&wide), svg);
        assert_eq!(text_of(b"\xef\xbb\xbf<svg/>"), "<svg/>");
    }
}
