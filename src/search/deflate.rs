//! Raw deflate, with and without a preset dictionary.

use crate::search::checksum::damaged;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use std::io;

/// A preset dictionary: text that precedes every document for the compressor. Even a short document then finds its
/// phrases repeated, and can still be read without its neighbours.
#[derive(Default, Clone)]
pub struct Dictionary(pub Vec<u8>);

impl Dictionary {
    /// Compresses each text separately. They share one compressor, because making one costs more than a short text.
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

    /// Decompresses a text that was compressed with this dictionary.
    pub fn decompress(&self, stream: &[u8]) -> io::Result<Vec<u8>> {
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

/// Compresses a file without a dictionary.
pub fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    Dictionary::default().compress_with(&mut Compress::new(Compression::new(6), false), bytes)
}

/// Decompresses a file without a dictionary.
pub fn decompress(stream: &[u8]) -> io::Result<Vec<u8>> {
    Dictionary::default().decompress(stream)
}
