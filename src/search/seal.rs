//! The envelope of every index file: a checksum before the payload, so that a torn or foreign file is refused.

use flate2::{Compress, Compression, FlushCompress, Status};
use std::io::{self, Read};

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

/// Text that every document is compressed after, so that even its first sentence finds its phrases said before.
///
/// A raw deflate stream may be cut after a flush: the browser feeds `primed` and then a document to its own
/// decompressor and drops the text of the dictionary again. No decoder has to be downloaded for it, and each document
/// can be read without its neighbours.
#[derive(Default, Clone)]
pub struct Dictionary {
    pub text: Vec<u8>,
    pub primed: Vec<u8>,
}

impl Dictionary {
    pub fn new(text: Vec<u8>) -> io::Result<Self> {
        let mut primed = Vec::new();
        if !text.is_empty() {
            deflate(&mut compressor(), &text, FlushCompress::Sync, &mut primed)?;
        }
        Ok(Self { text, primed })
    }

    /// Compresses each text by itself; one compressor serves them all, as making one costs more than a short text.
    pub fn compress_all(&self, texts: &[String]) -> io::Result<Vec<Vec<u8>>> {
        let mut state = compressor();
        texts.iter().map(|text| self.compress_with(&mut state, text.as_bytes())).collect()
    }

    pub fn compress(&self, text: &[u8]) -> io::Result<Vec<u8>> {
        self.compress_with(&mut compressor(), text)
    }

    fn compress_with(&self, state: &mut Compress, text: &[u8]) -> io::Result<Vec<u8>> {
        state.reset();
        if !self.text.is_empty() {
            state.set_dictionary(&self.text)?;
        }
        let mut stream = Vec::new();
        deflate(state, text, FlushCompress::Finish, &mut stream)?;
        Ok(stream)
    }
}

/// Decompresses what was compressed after a dictionary of `length` bytes.
pub fn expand(primed: &[u8], length: usize, compressed: &[u8]) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let stream = primed.chain(compressed);
    flate2::read::DeflateDecoder::new(stream).read_to_end(&mut text)?;
    if text.len() < length { Err(damaged()) } else { Ok(text.split_off(length)) }
}

fn compressor() -> Compress {
    Compress::new(Compression::new(6), false)
}

fn deflate(
    state: &mut Compress,
    input: &[u8],
    flush: FlushCompress,
    output: &mut Vec<u8>,
) -> io::Result<()> {
    loop {
        // With room to spare after the call, the compressor has nothing left to say.
        output.reserve(input.len() / 2 + 1024);
        let rest = &input[state.total_in() as usize..];
        let status = state.compress_vec(rest, output, flush)?;
        if status == Status::StreamEnd
            || (status == Status::BufError || output.len() < output.capacity())
        {
            return Ok(());
        }
    }
}
