//! Byte planes: numbers stored as the lowest byte of each, then the next byte of each, and so on.
//!
//! The high bytes of small numbers are then one run of zeros, and deflate shrinks each plane to nearly its entropy.

/// Splits numbers into as many planes as the largest needs, one after the other.
pub fn encode(numbers: &[u32]) -> Vec<u8> {
    let max = numbers.iter().copied().max().unwrap_or_default();
    let plane = |place: usize| numbers.iter().map(move |number| (number >> (8 * place)) as u8);
    (0..plane_count(max)).flat_map(plane).collect()
}

/// Joins planes of `count` numbers each.
pub fn decode(planes: &[u8], count: usize) -> Vec<u32> {
    let mut numbers = vec![0; count];
    for (place, plane) in planes.chunks_exact(count.max(1)).enumerate().take(4) {
        for (number, byte) in numbers.iter_mut().zip(plane) {
            *number |= u32::from(*byte) << (8 * place);
        }
    }
    numbers
}

/// Returns how many planes numbers up to `max` need; at least one.
pub fn plane_count(max: u32) -> usize {
    (32 - max.leading_zeros()).div_ceil(8).max(1) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_size_survive_encoding() {
        for numbers in [&[][..], &[0], &[7, 255], &[1, 256, 65_535], &[u32::MAX, 0, 1 << 16]] {
            assert_eq!(decode(&encode(numbers), numbers.len()), numbers);
        }
        assert_eq!(encode(&[0x0102, 0x0304]), [2, 4, 1, 3]);
        assert_eq!([0, 255, 256, u32::MAX].map(plane_count), [1, 1, 2, 4]);
    }
}
