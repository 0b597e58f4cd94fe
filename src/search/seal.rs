//! The envelope of every index file: a checksum before the payload, so that a torn or foreign file is refused.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use std::io;

/// Puts the checksum before the payload.
pub fn seal(payload: &[u8]) -> Vec<u8> {
    let mut sealed = checksum(payload).to_le_bytes().to_vec();
    sealed.extend_from_slice(payload);
    sealed
}

/// The payload of a sealed file, or the error of a damaged one.
pub fn open(sealed: &[u8]) -> io::Result<&[u8]> {
    let (sum, payload) = sealed.split_first_chunk::<4>().ok_or_else(damaged)?;
    if checksum(payload) == u32::from_le_bytes(*sum) { Ok(payload) } else { Err(damaged()) }
}

pub fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "damaged index file")
}

/// FNV-1a: a few lines in any language, and enough against truncation and mixed deploys.
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// The first six hexadecimal digits of the hash of all files, which their folder or the one file is named by.
pub fn name_of<'a>(files: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(&(file.len() as u64).to_le_bytes()).update(file);
    }
    hasher.finalize().to_hex()[..6].to_owned()
}

/// Text that every document is compressed after, so that even its first sentence finds its phrases said before, and each
/// document can be read without its neighbours.
#[derive(Default, Clone)]
pub struct Dictionary(pub Vec<u8>);

impl Dictionary {
    /// Compresses each text by itself; one compressor serves them all, as making one costs more than a short text.
    pub fn compress_all(&self, texts: &[Vec<u8>]) -> io::Result<Vec<Vec<u8>>> {
        let mut state = Compress::new(Compression::new(6), false);
        texts.iter().map(|text| self.compress_with(&mut state, text)).collect()
    }

    fn compress_with(&self, state: &mut Compress, text: &[u8]) -> io::Result<Vec<u8>> {
        state.reset();
        if !self.0.is_empty() {
            state.set_dictionary(&self.0)?;
        }
        let mut stream = Vec::new();
        while let Status::Ok | Status::BufError = {
            stream.reserve(text.len() / 2 + 1024);
            let rest = &text[state.total_in() as usize..];
            state.compress_vec(rest, &mut stream, FlushCompress::Finish)?
        } {}
        Ok(stream)
    }

    /// Decompresses what was compressed after this text.
    pub fn expand(&self, stream: &[u8]) -> io::Result<Vec<u8>> {
        let mut state = Decompress::new(false);
        if !self.0.is_empty() {
            state.set_dictionary(&self.0)?;
        }
        let mut text = Vec::new();
        loop {
            text.reserve(stream.len() * 3 + 1024);
            let (read, made) = (state.total_in(), text.len());
            let rest = &stream[read as usize..];
            match state.decompress_vec(rest, &mut text, FlushDecompress::Finish)? {
                Status::StreamEnd => return Ok(text),
                _ if state.total_in() == read && text.len() == made => return Err(damaged()),
                _ => {}
            }
        }
    }
}

/// Compresses a file that stands by itself.
pub fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    Dictionary::default().compress_with(&mut Compress::new(Compression::new(6), false), bytes)
}

/// Decompresses a file that stands by itself.
pub fn expand(stream: &[u8]) -> io::Result<Vec<u8>> {
    Dictionary::default().expand(stream)
}
