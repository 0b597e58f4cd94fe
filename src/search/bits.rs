//! Numbers in as few bits as their size deserves: Rice codes for gaps, Elias gamma for counts.

use std::io;

/// A string of bits being written, the first bit highest.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// The last bits, fewer than eight of them, not yet among the bytes.
    held: u64,
    used: u32,
}

impl BitWriter {
    /// Writes the lowest `count` bits of `value`, 32 at most.
    pub fn bits(&mut self, value: u32, count: u32) {
        let mask = (1u64 << count) - 1;
        self.held = self.held << count | u64::from(value) & mask;
        self.used += count;
        while self.used >= 8 {
            self.used -= 8;
            self.bytes.push((self.held >> self.used) as u8);
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

    /// Writes a number from one upward: its length in unary, then its lower bits.
    pub fn gamma(&mut self, value: u32) {
        let length = 31 - value.max(1).leading_zeros();
        self.unary(length);
        self.bits(value, length);
    }

    pub fn finish(mut self) -> Vec<u8> {
        if self.used > 0 {
            self.bits(0, 8 - self.used);
        }
        self.bytes
    }
}

/// The same string of bits being read; past its end is an error, never a panic.
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> io::Result<u32> {
        let byte = self.bytes.get(self.at / 8).ok_or(io::ErrorKind::UnexpectedEof)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
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

/// The Rice parameter for `count` numbers spread over `range`, the same sum in every reader: ⌊log2(0.7·range/count)⌋.
pub fn parameter(range: u64, count: u64) -> u32 {
    (range * 7 / (count.max(1) * 10)).max(1).ilog2()
}
