//! Dates as documents carry them: 2026-03-15, 2026年3月15日.
//!
//! 成文日期 and 发布日期 are days in the association's own time zone; no clock is read here.

use jiff::civil::{Date, Time};
use std::fmt;

/// A day, and the time of day if one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

impl Moment {
    pub fn of(date: Date) -> Moment {
        Moment { date, time: None }
    }

    /// RFC 3339 with the site's offset (`+08:00`); midnight if no time was given.
    pub fn rfc3339(&self, offset: &str) -> String {
        let time = self.time.unwrap_or(Time::midnight());
        format!(
            "{}T{:02}:{:02}:{:02}{offset}",
            self.date,
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        match self.time {
            Some(time) => write!(f, " {:02}:{:02}", time.hour(), time.minute()),
            None => Ok(()),
        }
    }
}

/// 2026年3月15日, without padding (GB/T 9704-2012, 7.3.5).
pub fn in_chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Whether a text is a day in the form 2026-03-15.
pub fn is_iso(text: &str) -> bool {
    text.contains('-') && matches!(plain(text), Some(Some(_)))
}

/// What a typed date turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// In one of the two forms.
    Plain(Moment),
    /// Understood, but in no form that the front matter knows: 2026/3/15, ２０２６年３月１５日.
    Loose(Moment),
    /// A date by its form, but no such day: 2026-02-30.
    NoSuchDay,
    /// No date at all.
    Unclear,
}

/// Reads a day, with or without a time of day behind it.
pub fn read(text: &str) -> Read {
    let text = text.trim();
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) if !day.is_empty() => match read_time(time.trim()) {
            Some(time) => (day, Some(time)),
            None => (text, None),
        },
        _ => (text, None),
    };
    if let Some(date) = plain(day) {
        return date.map_or(Read::NoSuchDay, |date| Read::Plain(Moment { date, time }));
    }
    match loose(day) {
        Some(Some(date)) => Read::Loose(Moment { date, time }),
        Some(None) => Read::NoSuchDay,
        None => Read::Unclear,
    }
}

/// The two forms of the front matter. The inner `None`: no such day.
fn plain(text: &str) -> Option<Option<Date>> {
    let digits = |part: &str, widths: &[usize]| -> Option<i16> {
        (widths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let (year, rest) = text.split_once(['-', '年'])?;
    let (month, day) = match rest.strip_suffix('日') {
        Some(rest) => {
            let (month, day) = rest.split_once('月')?;
            (digits(month, &[1, 2])?, digits(day, &[1, 2])?)
        }
        None => {
            let (month, day) = rest.split_once('-')?;
            (digits(month, &[2])?, digits(day, &[2])?)
        }
    };
    if text.contains('-') == text.contains('年') {
        return None;
    }
    Some(day_of(digits(year, &[4])?, month, day))
}

/// Three groups of digits, whatever stands between them; Chinese numerals (二〇二六年三月十五日).
fn loose(text: &str) -> Option<Option<Date>> {
    let mut groups: Vec<i16> = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(['.']) {
        let c = match c {
            '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            c => c,
        };
        if c.is_ascii_digit() || "〇○零一二三四五六七八九十".contains(c) {
            digits.push(c);
        } else if "年月日/.-－．／—– \u{3000}号".contains(c) {
            if !digits.is_empty() {
                groups.push(numeral(&digits)?);
                digits.clear();
            }
        } else {
            return None;
        }
    }
    match groups[..] {
        [year, month, day] if (1000..=9999).contains(&year) => Some(day_of(year, month, day)),
        _ => None,
    }
}

/// A number in Arabic or Chinese digits: 15, 二〇二六, 十五, 三十一.
fn numeral(text: &str) -> Option<i16> {
    if text.is_ascii() {
        return text.parse().ok();
    }
    let digit = |c: char| "〇一二三四五六七八九".chars().position(|d| d == c).map(|d| d as i16);
    let text = text.replace(['○', '零'], "〇");
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens.chars().next()?)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones.chars().next()?)? };
            Some(tens * 10 + ones)
        }
        None => text
            .chars()
            .take(5)
            .try_fold(0i16, |value, c| value.checked_mul(10)?.checked_add(digit(c)?)),
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// 10:19 or 10:19:30, an offset behind it being passed over.
fn read_time(text: &str) -> Option<Time> {
    let text = text.split(['+', 'Z']).next()?.trim();
    let mut parts = text.split([':', '：']).map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match read(text) {
            Read::Plain(moment) => format!("{moment}"),
            Read::Loose(moment) => format!("~{moment}"),
            Read::NoSuchDay => "no such day".into(),
            Read::Unclear => "unclear".into(),
        }
    }

    #[test]
    fn dates_in_every_form() {
        for (typed, read) in [
            ("2026-03-15", "2026-03-15"),
            ("2026年3月15日", "2026-03-15"),
            ("2026年03月05日", "2026-03-05"),
            ("2026-05-18 10:19", "2026-05-18 10:19"),
            ("2026-05-18T10:19:00+08:00", "2026-05-18 10:19"),
            ("2026-3-5", "~2026-03-05"),
            ("2026/3/15", "~2026-03-15"),
            ("2026.3.15", "~2026-03-15"),
            ("２０２６年３月１５日", "~2026-03-15"),
            ("二〇二六年三月十五日", "~2026-03-15"),
            ("二○二六年十二月三十一日", "~2026-12-31"),
            ("2026-02-30", "no such day"),
            ("2026年13月1日", "no such day"),
            ("2026-03", "unclear"),
            ("明天", "unclear"),
            ("", "unclear"),
            ("20260315", "unclear"),
        ] {
            assert_eq!(shown(typed), read, "{typed}");
        }
    }
}
