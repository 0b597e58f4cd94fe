//! Sizes of files, in words.

/// 12 KB, 3.4 MB: as readers know file sizes, in steps of 1024.
pub(super) fn size_text(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

#[cfg(test)]
mod tests {
    use super::size_text;

    #[test]
    fn sizes_as_readers_know_them() {
        assert_eq!(size_text(900), "900 B");
        assert_eq!(size_text(12_000), "12 KB");
        assert_eq!(size_text(3_500_000), "3.3 MB");
    }
}
