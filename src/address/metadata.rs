//! The check for what files carry unseen: where a photo was taken and by whom, who wrote an office
//! document and what was commented in it; and for numbers of persons in the text of Word and Excel files.
//!
//! What they tell is only reported: to remove it means to write the file anew, which is for the editor to do. Pictures that no
//! document attaches are read as they are published, cleaned.

use super::attached_text::{self, Numbers};
use super::faults;
use super::office;
use super::published::PublishedFiles;
use crate::diagnostic::Diagnostic;
use crate::media;
use crate::organisation::ends_like_one;
use crate::register::{AttachmentTarget, Register};
use crate::source::{SitePath, Source, Span, Tree};
use exif::{Exif, In, Tag};
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Cursor;

const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "tif", "tiff", "heic", "avif"];
const OFFICE: [&str; 3] = ["docx", "xlsx", "pptx"];

/// The parts of an office document that are read, in lower case.
const PARTS: [&str; 3] = [PROPERTIES, WORD_TEXT, "xl/sharedstrings.xml"];
const PROPERTIES: &str = "docprops/core.xml";
const WORD_TEXT: &str = "word/document.xml";

/// What a file carries, in Chinese and English.
type Secret = (String, String);

/// Reports published files that carry more than can be seen, and numbers of persons in their text. A file has
/// no place for `check: allow`, so these are reported where a document attaches it.
pub fn check_metadata(
    files: &PublishedFiles,
    register: &Register,
    tree: &Tree,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut attached = attached_files(register);
    let of_documents = register.entries.iter().map(|entry| &entry.document);
    let of_documents = of_documents.map(|found| (&found.source, &found.front.data));
    let of_sections = register.sections.iter().map(|found| (&found.source, &found.data));
    for (source, data) in of_documents.chain(of_sections) {
        let Some(data) = data else { continue };
        if let Some(path) = SitePath::resolve(source.path.folder(), &data.value) {
            attached.entry(path).or_insert(&data.span);
        }
    }
    let paths: Vec<_> = files.keys().collect();
    let found: Vec<Diagnostic> = paths
        .into_par_iter()
        .flat_map_iter(|path| {
            let at = attached.get(path).copied();
            let Found { secrets, numbers, picture } = find(path, at.is_some(), tree);
            let secrets = (!secrets.is_empty()).then(|| faults::file_secrets(path, &secrets));
            let numbers = numbers.into_iter().map(move |(kind, numbers)| {
                faults::personal_number_in_file(path, at, kind, &numbers)
            });
            secrets.into_iter().chain(picture).chain(numbers)
        })
        .collect();
    diagnostics.extend(found);
}

/// Returns the files that documents attach, each with the place where that is typed first: they are offered as they are, and
/// never changed.
pub fn attached_files(register: &Register) -> BTreeMap<SitePath, &Span> {
    let mut attached = BTreeMap::new();
    for attachment in register.entries.iter().flat_map(|entry| &entry.attachments) {
        if let AttachmentTarget::File(path, _) = &attachment.to {
            attached.entry(path.clone()).or_insert(&attachment.span);
        }
    }
    attached
}

/// What is found in a file.
#[derive(Default)]
struct Found {
    secrets: Vec<Secret>,
    numbers: Numbers,
    /// What is wrong with a picture as such.
    picture: Option<Diagnostic>,
}

fn find(path: &SitePath, is_attached: bool, tree: &Tree) -> Found {
    let extension = path.extension();
    if PICTURES.contains(&extension.as_str()) {
        let found = (tree.read)(path).map(|bytes| match media::cleaned(&bytes) {
            Some(cleaned) if !is_attached => Found {
                secrets: in_picture(&cleaned),
                picture: media::check(path, &bytes),
                ..Found::default()
            },
            _ => Found {
                secrets: in_picture(&bytes),
                picture: media::check(path, &bytes).filter(|_| !is_attached),
                ..Found::default()
            },
        });
        return found.unwrap_or_default();
    }
    let find: fn(&[u8]) -> Found = match extension.as_str() {
        extension if OFFICE.contains(&extension) => in_office_document,
        "csv" => in_csv_file,
        _ => return Found::default(),
    };
    (tree.read)(path).map(|bytes| find(&bytes)).unwrap_or_default()
}

fn in_csv_file(bytes: &[u8]) -> Found {
    let text = Source::decode(SitePath::new("data.csv"), bytes).text;
    Found { numbers: attached_text::numbers_in_text(&text), ..Found::default() }
}

fn in_picture(bytes: &[u8]) -> Vec<Secret> {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let exif = reader.read_from_container(&mut Cursor::new(bytes));
    let exif = exif.or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(exif) = exif else { return Vec::new() };
    let mut secrets = Vec::new();
    if has(&exif, Tag::GPSLatitude) || has(&exif, Tag::GPSLongitude) {
        secrets
            .push(("拍摄地点（GPS）".to_owned(), "the place where it was taken (GPS)".to_owned()));
    }
    for (tag, zh, en) in [
        (Tag::Artist, "拍摄者", "the photographer"),
        (Tag::CameraOwnerName, "相机主人", "the owner of the camera"),
        (Tag::BodySerialNumber, "相机序列号", "the serial number of the camera"),
    ] {
        secrets.extend(text_of(&exif, tag).map(|name| named(zh, en, &name)));
    }
    secrets
}

fn has(exif: &Exif, tag: Tag) -> bool {
    exif.get_field(tag, In::PRIMARY).is_some()
}

fn text_of(exif: &Exif, tag: Tag) -> Option<String> {
    let exif::Value::Ascii(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let text: Vec<String> =
        parts.iter().map(|part| String::from_utf8_lossy(part).trim().to_owned()).collect();
    Some(text.join(" ")).filter(|text| !text.trim().is_empty())
}

fn named(zh: &str, en: &str, name: &str) -> Secret {
    let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
    (format!("{zh} {name}"), format!("{en} {name}"))
}

fn in_office_document(bytes: &[u8]) -> Found {
    let mut found = Found::default();
    let (mut has_comments, mut has_changes) = (false, false);
    let mut note =
        |path: &str| has_comments |= path.ends_with(".xml") && path.contains("/comments");
    for (path, text) in office::parts(bytes, &PARTS, &mut note) {
        match path {
            PROPERTIES => found.secrets.extend(people_of(&text)),
            WORD_TEXT => {
                has_changes = text.contains("<w:ins ") || text.contains("<w:del ");
                found.numbers = attached_text::numbers_in(&text);
            }
            _ => found.numbers = attached_text::numbers_in(&text),
        }
    }
    if has_comments {
        found.secrets.push(("批注".to_owned(), "comments".to_owned()));
    }
    if has_changes {
        found.secrets.push(("修订痕迹".to_owned(), "tracked changes".to_owned()));
    }
    found
}

/// The people named in the properties of an office document.
fn people_of(properties: &str) -> Vec<Secret> {
    let mut reader = Reader::from_str(properties);
    let (mut words, mut name): (Option<(&str, &str)>, String) = (None, String::new());
    let mut people = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                name.clear();
                words = match tag.local_name().as_ref() {
                    b"creator" => Some(("作者", "the author")),
                    b"lastModifiedBy" => Some(("最后修改者", "the last editor")),
                    _ => None,
                };
            }
            Ok(Event::Text(text)) => name.push_str(&String::from_utf8_lossy(&text)),
            Ok(Event::GeneralRef(entity)) => {
                let typed = format!("&{};", String::from_utf8_lossy(&entity));
                name.push_str(&unescape(&typed).unwrap_or_default());
            }
            Ok(Event::End(_)) => {
                if let Some((zh, en)) = words.take().filter(|_| is_person(name.trim())) {
                    people.push(named(zh, en, name.trim()));
                }
            }
            Ok(Event::Eof) | Err(_) => return people,
            Ok(_) => {}
        }
    }
}

/// Returns whether a name may be that of a person, not of an organisation or a program.
fn is_person(name: &str) -> bool {
    const PROGRAMS: [&str; 12] = [
        "",
        "user",
        "admin",
        "administrator",
        "微软用户",
        "用户",
        "windows 用户",
        "windows user",
        "microsoft office user",
        "microsoft",
        "python-docx",
        "apache poi",
    ];
    !ends_like_one(name) && !PROGRAMS.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::office::tests::office;

    fn english(secrets: Vec<Secret>) -> String {
        secrets.into_iter().map(|(_, en)| en).collect::<Vec<_>>().join("; ")
    }

    /// A JPEG file with nothing but Exif: an artist, and a latitude if it has a place.
    fn photo(artist: &str, has_place: bool) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        let entry = |tag: u16, kind: u16, count: usize, value: u32| {
            let count = (count as u32).to_le_bytes();
            [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count, &value.to_le_bytes()].concat()
        };
        let (artist_at, place_at) = (38, 38 + artist.len() as u32 + 1);
        tiff.extend((if has_place { 2_u16 } else { 1 }).to_le_bytes());
        tiff.extend(entry(0x013b, 2, artist.len() + 1, artist_at));
        if has_place {
            tiff.extend(entry(0x8825, 4, 1, place_at));
        } else {
            tiff.extend([0; 12]);
        }
        tiff.extend([0; 4]);
        tiff.extend(artist.as_bytes());
        tiff.push(0);
        if has_place {
            tiff.extend(1_u16.to_le_bytes());
            tiff.extend(entry(2, 5, 3, place_at + 18));
            tiff.extend([0; 4]);
            tiff.extend([36_u32, 1, 40, 1, 0, 1].iter().flat_map(|n| n.to_le_bytes()));
        }
        let mut jpeg = b"\xff\xd8\xff\xe1".to_vec();
        jpeg.extend((tiff.len() as u16 + 8).to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(tiff);
        jpeg.extend(b"\xff\xd9");
        jpeg
    }

    #[test]
    fn place_and_people_of_photos_are_found() {
        let found = english(in_picture(&photo("Zhang San", true)));
        assert_eq!(found, "the place where it was taken (GPS); the photographer Zhang San");
        assert_eq!(english(in_picture(&photo("Zhang San", false))), "the photographer Zhang San");
        assert_eq!(in_picture(&photo("      ", false)), []);
        let whole = photo("Zhang San", true);
        for end in 0..whole.len() {
            in_picture(&whole[..end]);
        }
        assert_eq!(in_picture(b"no picture"), []);
    }

    #[test]
    fn comments_and_changes_of_office_documents_are_found() {
        let document = office(&[
            ("docProps/core.xml", "<a><dc:creator>张三</dc:creator></a>"),
            ("word/document.xml", "<w:p><w:ins w:id='1'/></w:p>"),
            ("word/comments.xml", "<w:comments/>"),
        ]);
        assert_eq!(
            english(in_office_document(&document).secrets),
            "the author 张三; comments; tracked changes"
        );
        for end in 0..document.len() {
            in_office_document(&document[..end]);
        }
        let part = ("docProps/core.xml", "<a><dc:creator>张三</dc:creator></a>");
        assert_eq!(english(in_office_document(&office(&[part; 3])).secrets), "the author 张三");
        assert_eq!(in_office_document(&office(&[("word/document.xml", "<w:p/>")])).secrets, []);
    }

    #[test]
    fn people_of_office_documents_are_found() {
        let properties = "<cp:coreProperties><dc:title>x</dc:title><dc:creator>张&amp;三</dc:creator>\
            <cp:lastModifiedBy>李四</cp:lastModifiedBy><dc:description/></cp:coreProperties>";
        assert_eq!(english(people_of(properties)), "the author 张&三; the last editor 李四");
        for nobody in [" ", "某省医院协会", "Administrator", "微软用户"] {
            assert_eq!(people_of(&format!("<a><dc:creator>{nobody}</dc:creator></a>")), []);
        }
        assert_eq!(in_office_document(b"PK no archive").secrets, []);
    }
}
