//! Bit streams and variable-length integers: Rice codes for gaps, Elias gamma for counts.

use std::io;

/// Writes a stream of bits, the most significant bit of each byte first.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// The last bits, fewer than 32, that are not among the bytes yet.
    pending: u64,
    pending_count: u32,
}

impl BitWriter {
    /// Writes the lowest `count` bits of `value`; `count` is at most 32.
    pub fn bits(&mut self, value: u32, count: u32) {
        let mask = (1u64 << count) - 1;
        self.pending = self.pending << count | u64::from(value) & mask;
        self.pending_count += count;
        if self.pending_count >= 32 {
            self.pending_count -= 32;
            let whole = (self.pending >> self.pending_count) as u32;
            self.bytes.extend_from_slice(&whole.to_be_bytes());
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
        let quotient = value.checked_shr(k).unwrap_or(0);
        let length = quotient.saturating_add(1 + k);
        if length > 32 {
            self.unary(quotient);
            self.bits(value, k);
        } else {
            // Nearly always it is short enough to be written at once.
            let ones = ((1u64 << quotient) - 1) << (k + 1);
            let low = u64::from(value) & ((1 << k) - 1);
            self.bits((ones | low) as u32, length);
        }
    }

    /// Writes a positive number: its length in unary, then the bits below its highest one.
    pub fn gamma(&mut self, value: u32) {
        let length = 31 - value.max(1).leading_zeros();
        self.unary(length);
        self.bits(value, length);
    }

    /// Writes the first `count` bits of a stream.
    pub fn copy(&mut self, stream: &[u8], count: u32) {
        let (words, bytes) = stream[..count as usize / 8].as_chunks();
        words.iter().for_each(|word| self.bits(u32::from_be_bytes(*word), 32));
        bytes.iter().for_each(|byte| self.bits((*byte).into(), 8));
        let rest = count % 8;
        if rest > 0 {
            self.bits(u32::from(stream[count as usize / 8] >> (8 - rest)), rest);
        }
    }

    /// Returns how many bits were written.
    pub fn count(&self) -> u32 {
        self.bytes.len() as u32 * 8 + self.pending_count
    }

    /// Fills the last byte with zeros.
    pub fn align(&mut self) {
        self.bits(0, self.pending_count.next_multiple_of(8) - self.pending_count);
        while self.pending_count > 0 {
            self.pending_count -= 8;
            self.bytes.push((self.pending >> self.pending_count) as u8);
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

    /// Returns the next bits, the first one highest; at least 57, those past the end zero.
    fn window(&self) -> u64 {
        let rest = self.bytes.get(self.next / 8..).unwrap_or_default();
        let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; 8];
            bytes[..rest.len()].copy_from_slice(rest);
            bytes
        });
        u64::from_be_bytes(bytes) << (self.next % 8)
    }

    fn advance(&mut self, count: u32) -> io::Result<()> {
        self.next += count as usize;
        if self.next > self.bytes.len() * 8 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    /// Reads a number of `count` bits, at most 32.
    pub fn bits(&mut self, count: u32) -> io::Result<u32> {
        let window = self.window();
        self.advance(count)?;
        Ok((window >> 1 >> (63 - count)) as u32)
    }

    pub fn unary(&mut self) -> io::Result<u32> {
        const WHOLE: u32 = 57;
        let mut value = 0;
        loop {
            let ones = self.window().leading_ones();
            if ones < WHOLE {
                self.advance(ones + 1)?;
                return Ok(value + ones);
            }
            self.advance(WHOLE)?;
            value += WHOLE;
        }
    }

    pub fn rice(&mut self, k: u32) -> io::Result<u32> {
        let window = self.window();
        let ones = window.leading_ones();
        if ones + 1 + k <= 57 {
            self.advance(ones + 1 + k)?;
            let low = window << (ones + 1) >> 1 >> (63 - k);
            return Ok(ones.checked_shl(k).unwrap_or(0) | low as u32);
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug)]
    enum Number {
        Bits(u32, u32),
        Unary(u32),
        Rice(u32, u32),
        Gamma(u32),
    }

    fn number() -> impl Strategy<Value = Number> {
        let value = || {
            (any::<u32>(), 0u32..=32).prop_map(|(value, bits)| value.checked_shr(bits).unwrap_or(0))
        };
        prop_oneof![
            (value(), 0u32..=32).prop_map(|(value, count)| Number::Bits(value, count)),
            (0u32..200).prop_map(Number::Unary),
            // Quotients stay small, because they are written in unary.
            (value(), 0u32..=31)
                .prop_map(|(value, k)| Number::Rice(value & ((1 << k.min(24) << 7) - 1), k)),
            (1u32..).prop_map(Number::Gamma),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec(number(), 0..60), copied in any::<bool>()) {
            let mut bits = BitWriter::default();
            for number in &numbers {
                match *number {
                    Number::Bits(value, count) => bits.bits(value, count),
                    Number::Unary(value) => bits.unary(value),
                    Number::Rice(value, k) => bits.rice(value, k),
                    Number::Gamma(value) => bits.gamma(value),
                }
            }
            let count = bits.count();
            let mut bytes = bits.finish();
            prop_assert_eq!(bytes.len() as u32, count.div_ceil(8));
            let mut before = 0;
            if copied {
                before = 3;
                let mut copy = BitWriter::default();
                copy.bits(0b101, before);
                copy.copy(&bytes, count);
                prop_assert_eq!(copy.count(), before + count);
                bytes = copy.finish();
            }
            let mut reader = BitReader::new(&bytes);
            reader.bits(before)?;
            for number in &numbers {
                match *number {
                    Number::Bits(value, count) => {
                        let expected = u64::from(value) & ((1 << count) - 1);
                        prop_assert_eq!(u64::from(reader.bits(count)?), expected);
                    }
                    Number::Unary(value) => prop_assert_eq!(reader.unary()?, value),
                    Number::Rice(value, k) => prop_assert_eq!(reader.rice(k)?, value),
                    Number::Gamma(value) => prop_assert_eq!(reader.gamma()?, value),
                }
            }
            // Fewer than eight bits fill the last byte.
            prop_assert!(reader.bits(8).is_err());
        }

        #[test]
        fn reading_past_the_end_is_an_error(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            let mut reader = BitReader::new(&bytes);
            while reader.unary().is_ok() {}
            prop_assert!(reader.rice(5).is_err() && reader.bits(1).is_err() && reader.gamma().is_err());
        }
    }
}
