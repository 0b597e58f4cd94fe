//! The check for what files carry unseen: where a photo was taken and by whom, who wrote an office
//! document and what was commented in it.
//!
//! Such files are published byte for byte. What they tell is only reported: to remove it means to
//! write the file anew, which is for the editor to do.

use super::faults;
use super::published::PublishedFiles;
use crate::diagnostic::Diagnostic;
use crate::organisation::ends_like_one;
use crate::source::Tree;
use exif::{Exif, In, Tag};
use flate2::bufread::DeflateDecoder;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use rawzip::{CompressionMethod, ZipArchive};
use rayon::prelude::*;
use std::io::{Cursor, Read};

const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "webp", "tif", "tiff", "heic", "avif"];
const OFFICE: [&str; 3] = ["docx", "xlsx", "pptx"];

/// How much of a part of an office document is read.
const MAX_PART_BYTES: u64 = 16_000_000;

/// What a file carries, in Chinese and English.
type Secret = (String, String);

/// Reports published files that carry more than can be seen.
pub fn check_metadata(files: &PublishedFiles, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let paths: Vec<_> = files.keys().collect();
    let found: Vec<Diagnostic> = paths
        .into_par_iter()
        .filter_map(|path| {
            let extension = path.extension();
            let find: fn(&[u8]) -> Vec<Secret> = match extension.as_str() {
                extension if PICTURES.contains(&extension) => in_picture,
                extension if OFFICE.contains(&extension) => in_office_document,
                _ => return None,
            };
            let secrets = find(&(tree.read)(path).ok()?);
            (!secrets.is_empty()).then(|| faults::file_secrets(path, &secrets))
        })
        .collect();
    diagnostics.extend(found);
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

fn in_office_document(bytes: &[u8]) -> Vec<Secret> {
    let Ok(archive) = ZipArchive::from_slice(bytes) else { return Vec::new() };
    let mut secrets = Vec::new();
    let (mut has_comments, mut has_changes) = (false, false);
    // An archive may hold many parts of one name; programs open one of them.
    let mut unread = vec!["docprops/core.xml", "word/document.xml"];
    let mut entries = archive.entries();
    while let Ok(Some(entry)) = entries.next_entry() {
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).to_lowercase();
        has_comments |= path.ends_with(".xml") && path.contains("/comments");
        let Some(part) = unread.iter().position(|name| *name == path) else { continue };
        unread.swap_remove(part);
        let Ok(part) = archive.get_entry(entry.wayfinder()) else { continue };
        let mut text = Vec::new();
        let read = match entry.compression_method() {
            CompressionMethod::STORE => part.data().take(MAX_PART_BYTES).read_to_end(&mut text),
            CompressionMethod::DEFLATE => {
                DeflateDecoder::new(part.data()).take(MAX_PART_BYTES).read_to_end(&mut text)
            }
            _ => continue,
        };
        let text = String::from_utf8_lossy(&text);
        match path.as_str() {
            _ if read.is_err() => {}
            "docprops/core.xml" => secrets.extend(people_of(&text)),
            _ => has_changes = text.contains("<w:ins ") || text.contains("<w:del "),
        }
    }
    if has_comments {
        secrets.push(("批注".to_owned(), "comments".to_owned()));
    }
    if has_changes {
        secrets.push(("修订痕迹".to_owned(), "tracked changes".to_owned()));
    }
    secrets
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

    /// An office document of these parts.
    fn office(parts: &[(&str, &str)]) -> Vec<u8> {
        use std::io::Write;
        let mut bytes = Vec::new();
        let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
        for (path, content) in parts {
            let file = archive.new_file(path).compression_method(CompressionMethod::STORE);
            let (mut entry, config) = file.start().unwrap();
            let mut writer = config.wrap(&mut entry);
            writer.write_all(content.as_bytes()).unwrap();
            let (_, descriptor) = writer.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        archive.finish().unwrap();
        bytes
    }

    #[test]
    fn comments_and_changes_of_office_documents_are_found() {
        let document = office(&[
            ("docProps/core.xml", "<a><dc:creator>张三</dc:creator></a>"),
            ("word/document.xml", "<w:p><w:ins w:id='1'/></w:p>"),
            ("word/comments.xml", "<w:comments/>"),
        ]);
        assert_eq!(
            english(in_office_document(&document)),
            "the author 张三; comments; tracked changes"
        );
        for end in 0..document.len() {
            in_office_document(&document[..end]);
        }
        let part = ("docProps/core.xml", "<a><dc:creator>张三</dc:creator></a>");
        assert_eq!(english(in_office_document(&office(&[part; 3]))), "the author 张三");
        assert_eq!(in_office_document(&office(&[("word/document.xml", "<w:p/>")])), []);
    }

    #[test]
    fn only_published_pictures_and_office_documents_are_reported() {
        use crate::source::SitePath;
        use std::collections::BTreeMap;
        use std::sync::Arc;
        let paths = ["content/notices/a/b.jpg", "content/notices/a/c.txt", "content/hidden.jpg"];
        let read = Arc::new(|_: &SitePath| Ok(photo("Zhang San", true)));
        let tree = Tree { texts: BTreeMap::new(), assets: BTreeMap::new(), read };
        let published = paths[..2].iter().map(|path| (SitePath::new(path), "/x".to_owned()));
        let mut found = Vec::new();
        check_metadata(&published.collect(), &tree, &mut found);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, found[0].is_error()), ("file-secrets", false));
        assert_eq!(found[0].at.as_ref().map(|span| span.file.as_str()), Some(paths[0]));
    }

    #[test]
    fn people_of_office_documents_are_found() {
        let properties = "<cp:coreProperties><dc:title>x</dc:title><dc:creator>张&amp;三</dc:creator>\
            <cp:lastModifiedBy>李四</cp:lastModifiedBy><dc:description/></cp:coreProperties>";
        assert_eq!(english(people_of(properties)), "the author 张&三; the last editor 李四");
        for nobody in [" ", "某省医院协会", "Administrator", "微软用户"] {
            assert_eq!(people_of(&format!("<a><dc:creator>{nobody}</dc:creator></a>")), []);
        }
        assert_eq!(in_office_document(b"PK no archive"), []);
    }
}
