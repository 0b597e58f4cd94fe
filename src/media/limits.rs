//! How large a picture may be.

use super::clean::{Format, cleaned};
use super::faults;
use crate::diagnostic::Diagnostic;
use crate::picture_size::picture_size;
use crate::source::SitePath;

/// The bytes of a picture above which readers with a telephone wait too long for it.
const MAX_BYTES: usize = 10_000_000;

/// The pixels above which a picture is never decoded: 100 million take 300 MB.
pub(super) const MAX_PIXELS: u64 = 100_000_000;

/// Returns how many pixels a picture has.
pub(super) fn pixels(size: (u32, u32)) -> u64 {
    u64::from(size.0) * u64::from(size.1)
}

/// Reports a picture that is heavy, too large for variants, or that cannot be cleaned.
pub fn check(path: &SitePath, bytes: &[u8]) -> Option<Diagnostic> {
    Format::of(bytes)?;
    if cleaned(bytes).is_none() {
        return Some(faults::picture_damaged(path));
    }
    let size = picture_size(bytes)?;
    if pixels(size) > MAX_PIXELS {
        return Some(faults::picture_vast(path, size));
    }
    (bytes.len() > MAX_BYTES).then(|| faults::picture_heavy(path, bytes.len()))
}
