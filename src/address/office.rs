//! The parts of an office document (`.docx`, `.xlsx`): the files of its archive.

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive};
use std::io::Read;

/// How much of a part is read.
const MAX_PART_BYTES: u64 = 16_000_000;

/// Returns some parts of a document, by their names in lower case, in the order of the archive; passes the name of
/// every part to `note`. A part that cannot be read is left out.
pub(super) fn parts<'w>(
    bytes: &[u8],
    wanted: &[&'w str],
    note: &mut dyn FnMut(&str),
) -> Vec<(&'w str, String)> {
    let Ok(archive) = ZipArchive::from_slice(bytes) else { return Vec::new() };
    let mut parts = Vec::new();
    // An archive may hold many parts of one name; programs open one of them.
    let mut unread = wanted.to_vec();
    let mut entries = archive.entries();
    while let Ok(Some(entry)) = entries.next_entry() {
        let path = String::from_utf8_lossy(entry.file_path().as_ref()).to_lowercase();
        note(&path);
        let Some(part) = unread.iter().position(|name| *name == path) else { continue };
        let name = unread.swap_remove(part);
        let Ok(part) = archive.get_entry(entry.wayfinder()) else { continue };
        let mut text = Vec::new();
        let read = match entry.compression_method() {
            CompressionMethod::STORE => part.data().take(MAX_PART_BYTES).read_to_end(&mut text),
            CompressionMethod::DEFLATE => {
                DeflateDecoder::new(part.data()).take(MAX_PART_BYTES).read_to_end(&mut text)
            }
            _ => continue,
        };
        if read.is_ok() {
            parts.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }
    parts
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An office document of these parts.
    pub fn office(parts: &[(&str, &str)]) -> Vec<u8> {
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
}
