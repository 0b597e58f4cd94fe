//! Bit streams and variable-length integers: Rice codes for gaps, Elias gamma for counts.

use std::io;

/// Writes a stream of bits, the most significant bit of each byte first.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// The last bits, fewer than eight, that do not fill a byte yet.
    pending: u64,
    pending_count: u32,
}

impl BitWriter {
    /// Writes the lowest `count` bits of `value`; `count` is at most 32.
    pub fn bits(&mut self, value: u32, count: u32) {
        let mask = (1u64 << count) - 1;
        self.pending = self.pending << count | u64::from(value) & mask;
        self.pending_count += count;
        while self.pending_count >= 8 {
            self.pending_count -= 8;
            self.bytes.push((self.pending >> self.pending_count) as u8);
        }
    }

    /// Writes `value` ones and a zero.
    pub fn unary(&mut self, mut value: u32) {
        while value >= 31 {
            self.bits(u32::MAX, 31);
            value -= 31;
        }
        self.bits((1 << (value + 1)) - 2, value + 1);
    }

    /// Writes `value` as a quotient in unary and `k` low bits.
    pub fn rice(&mut self, value: u32, k: u32) {
        self.unary(if k > 31 { 0 } else { value >> k });
        self.bits(value, k);
    }

    /// Writes a positive number: its length in unary, then the bits below its highest one.
    pub fn gamma(&mut self, value: u32) {
        let length = 31 - value.max(1).leading_zeros();
        self.unary(length);
        self.bits(value, length);
    }

    /// Writes the first `count` bits of a stream.
    pub fn copy(&mut self, stream: &[u8], count: u32) {
        let (whole, rest) = (count as usize / 8, count % 8);
        stream[..whole].iter().for_each(|byte| self.bits((*byte).into(), 8));
        if rest > 0 {
            self.bits(u32::from(stream[whole] >> (8 - rest)), rest);
        }
    }

    /// Returns how many bits were written.
    pub fn count(&self) -> u32 {
        self.bytes.len() as u32 * 8 + self.pending_count
    }

    /// Fills the last byte with zeros.
    pub fn align(&mut self) {
        if self.pending_count > 0 {
            self.bits(0, 8 - self.pending_count);
        }
    }

    /// Returns the stream, its last byte filled with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}

/// Reads such a stream. Reading past the end is an error, never a panic.
pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// The index of the next bit.
    next: usize,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0 }
    }

    fn bit(&mut self) -> io::Result<u32> {
        let byte = self.bytes.get(self.next / 8).ok_or(io::ErrorKind::UnexpectedEof)?;
        let bit = byte >> (7 - self.next % 8) & 1;
        self.next += 1;
        Ok(bit.into())
    }

    pub fn bits(&mut self, count: u32) -> io::Result<u32> {
        let mut value = 0;
        for _ in 0..count {
            value = value << 1 | self.bit()?;
        }
        Ok(value)
    }

    pub fn unary(&mut self) -> io::Result<u32> {
        let mut value = 0;
        while self.bit()? == 1 {
            value += 1;
        }
        Ok(value)
    }

    pub fn rice(&mut self, k: u32) -> io::Result<u32> {
        let high = self.unary()?;
        Ok(high.checked_shl(k).unwrap_or(0) | self.bits(k)?)
    }

    pub fn gamma(&mut self) -> io::Result<u32> {
        let length = self.unary()?.min(31);
        Ok(1 << length | self.bits(length)?)
    }
}

/// Returns the Rice parameter for `count` numbers spread over `range`: ⌊log2(0.7·range/count)⌋, in integers, so that
/// every reader computes the same.
pub fn rice_parameter(range: u64, count: u64) -> u32 {
    (range * 7 / (count.max(1) * 10)).max(1).ilog2()
}
