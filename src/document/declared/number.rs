//! Numbers as offices type them: `12,000 元`, `１２．５％`.

use crate::han;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldNumber {
    /// In plain digits: `12000.5`.
    pub digits: String,
    /// `元`; empty if there is none.
    pub unit: String,
    /// As it was typed.
    pub typed: String,
}

/// What stands between the ends of a range, which is not one number, and what cannot begin a unit.
const NO_UNIT: &str = "-–—−~～至到、,，.．。+＋=<>《〈";

impl FieldNumber {
    /// Reads a number: with separators of thousands, in full width, with a unit behind it.
    pub fn parse(typed: &str) -> Option<FieldNumber> {
        let plain: Vec<char> = typed.trim().chars().map(plain).collect();
        let mut digits = String::new();
        let mut rest = &plain[..];
        if let ['-' | '−', others @ ..] = rest {
            digits.push('-');
            rest = others;
        }
        let whole = whole_number(&mut rest)?;
        digits.push_str(&whole);
        if let ['.', decimals @ ..] = rest {
            let count = decimals.iter().take_while(|c| c.is_ascii_digit()).count();
            if count > 0 {
                digits.push('.');
                digits.extend(&decimals[..count]);
                rest = &decimals[count..];
            }
        }
        let unit: String = rest.iter().collect();
        let unit = unit.trim();
        let first = unit.chars().next();
        let is_unit = first.is_none_or(|c| !c.is_numeric() && !NO_UNIT.contains(c));
        is_unit.then(|| FieldNumber {
            digits,
            unit: unit.to_owned(),
            typed: typed.trim().to_owned(),
        })
    }
}

/// Takes the digits before the decimal point, without leading zeros. Separators stand before groups
/// of three.
fn whole_number(rest: &mut &[char]) -> Option<String> {
    let digits = |from: &[char]| from.iter().take_while(|c| c.is_ascii_digit()).count();
    let first = digits(rest);
    let mut whole: String = rest[..first].iter().collect();
    *rest = &rest[first..];
    while (1..=3).contains(&first)
        && let [',', group @ ..] = *rest
        && digits(group) == 3
    {
        whole.extend(&group[..3]);
        *rest = &group[3..];
    }
    if whole.is_empty() {
        return None;
    }
    let significant = whole.trim_start_matches('0');
    Some(if significant.is_empty() { "0" } else { significant }.to_owned())
}

fn plain(c: char) -> char {
    match c {
        '，' => ',',
        '．' => '.',
        '－' => '-',
        c => han::half_width(c),
    }
}

#[cfg(test)]
mod tests {
    use super::FieldNumber;

    fn read(typed: &str) -> Option<(String, String)> {
        FieldNumber::parse(typed).map(|number| (number.digits, number.unit))
    }

    #[test]
    fn number_is_read_as_offices_type_it() {
        for (typed, digits, unit) in [
            ("5000", "5000", ""),
            ("5,000元/年", "5000", "元/年"),
            ("１２，０００．５０ 万元", "12000.50", "万元"),
            ("-3.5%", "-3.5", "%"),
            ("3％", "3", "%"),
            ("007", "7", ""),
            ("0.5", "0.5", ""),
            ("1,234,567", "1234567", ""),
            ("12345,678", "", ""),
        ] {
            let expected = (!digits.is_empty()).then(|| (digits.to_owned(), unit.to_owned()));
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_no_single_number_is_refused() {
        for typed in
            ["约5000", "5000-6000元", "5000至6000元", "1,23", "", "五千", "1.2.3", "-", "5、6"]
        {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
