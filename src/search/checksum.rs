//! Checksums and content hashes of index files: a truncated file, or one of another build, is refused.

use std::io;

/// Returns the payload with its checksum before it.
pub fn with_checksum(payload: &[u8]) -> Vec<u8> {
    let mut file = checksum(payload).to_le_bytes().to_vec();
    file.extend_from_slice(payload);
    file
}

/// Returns the payload of a file that begins with its checksum, or the error of a damaged one.
pub fn verified(file: &[u8]) -> io::Result<&[u8]> {
    let (expected, payload) = file.split_first_chunk::<4>().ok_or_else(damaged)?;
    verify(payload, *expected)
}

/// Returns the payload if it has the checksum `expected`.
pub fn verify(payload: &[u8], expected: [u8; 4]) -> io::Result<&[u8]> {
    if checksum(payload) == u32::from_le_bytes(expected) { Ok(payload) } else { Err(damaged()) }
}

/// The error for every file that is not as it was written.
pub fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "damaged index file")
}

/// FNV-1a: a few lines in any language, and enough against truncation and mixed deploys.
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Returns the name of a file, or of a folder of files, by their content: six hexadecimal digits.
pub fn content_name<'a>(files: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(&(file.len() as u64).to_le_bytes()).update(file);
    }
    hasher.finalize().to_hex()[..6].to_owned()
}
