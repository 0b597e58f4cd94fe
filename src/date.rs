//! Dates as documents carry them: 2026-03-15, 2026年3月15日.
//!
//! 成文日期 and 发布日期 are days in the association's own time zone; no clock is read here.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use std::fmt;

/// A day, and the time of day if one was given, in the time zone of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub date: Date,
    pub time: Option<Time>,
}

impl Moment {
    pub fn from_date(date: Date) -> Moment {
        Moment { date, time: None }
    }

    /// Returns when it begins: a day without a time begins at midnight.
    pub fn start(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::MIN))
    }

    /// Returns when it ends: a day without a time ends with its last second.
    pub fn end(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::MAX))
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

/// A moment as it was typed: in the time zone of the site, unless an offset says another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypedMoment {
    pub moment: Moment,
    pub offset: Option<Offset>,
}

impl TypedMoment {
    /// Returns the moment in a time zone: 20:00Z is 04:00 of the next day at +08:00.
    pub fn in_zone(self, zone: Offset) -> Moment {
        let moved = self.offset.zip(self.moment.time).and_then(|(offset, time)| {
            let there = self.moment.date.to_datetime(time).to_zoned(TimeZone::fixed(offset));
            Some(there.ok()?.with_time_zone(TimeZone::fixed(zone)).datetime())
        });
        match moved {
            Some(here) => Moment { date: here.date(), time: Some(here.time()) },
            None => self.moment,
        }
    }
}

impl fmt::Display for TypedMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.moment)?;
        match self.offset {
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

/// 2026年3月15日, without padding (GB/T 9704-2012, 7.3.5).
pub fn in_chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Returns whether a text is a day in the form 2026-03-15.
pub fn is_iso(text: &str) -> bool {
    text.contains('-') && matches!(parse_standard(text), Some(Some(_)))
}

/// The result of parsing a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// In one of the two forms.
    Standard(TypedMoment),
    /// Understood, but in no form that the front matter knows: 2026/3/15, ２０２６年３月１５日.
    Nonstandard(TypedMoment),
    /// It has the form of a date, but there is no such day: 2026-02-30.
    NoSuchDay,
    /// It is no date at all.
    Unclear,
}

/// Parses a day, with or without a time of day after it.
pub fn parse(text: &str) -> Parsed {
    let text = text.trim();
    let (day, clock) = match split_time(text) {
        Some((day, clock)) => match parse_time(clock) {
            Some(clock) => (day, Some(clock)),
            None => (text, None),
        },
        None => (text, None),
    };
    let at = |date| TypedMoment {
        moment: Moment { date, time: clock.map(|clock| clock.time) },
        offset: clock.and_then(|clock| clock.offset),
    };
    let is_loose = clock.is_some_and(|clock| clock.is_loose);
    match parse_standard(day) {
        Some(Some(date)) if is_loose => Parsed::Nonstandard(at(date)),
        Some(Some(date)) => Parsed::Standard(at(date)),
        Some(None) => Parsed::NoSuchDay,
        None => match parse_loose(day) {
            Some(Some(date)) => Parsed::Nonstandard(at(date)),
            Some(None) => Parsed::NoSuchDay,
            None => Parsed::Unclear,
        },
    }
}

/// Splits off what may be a time of day: after `T` or a space, or directly after 日.
fn split_time(text: &str) -> Option<(&str, &str)> {
    let (day, clock) = match text.split_once(['T', ' ', '\u{3000}']) {
        Some(parts) => parts,
        None => text.split_at(text.find('日')? + '日'.len_utf8()),
    };
    (!day.is_empty() && !clock.is_empty()).then_some((day, clock.trim()))
}

/// Parses the two standard forms; the inner `None` means that there is no such day.
fn parse_standard(text: &str) -> Option<Option<Date>> {
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
    Some(date_of(digits(year, &[4])?, month, day))
}

/// The digits of days, Chinese numerals among them.
const DIGITS: &str = "0123456789０１２３４５６７８９〇○零一二三四五六七八九十";

/// What stands between and behind the digits of a day. The hyphen is last, as a class of a regular
/// expression needs it.
const SEPARATORS: &str = "年月日/.－．／—– \u{3000}号-";

/// Returns a regular expression that matches whatever [`parse`] understands, and texts that are
/// blank: it begins with three groups of digits.
pub fn pattern() -> String {
    let (digit, separator) = (format!("[{DIGITS}]"), format!("[{SEPARATORS}]+"));
    format!("^\\s*$|^[\\s{SEPARATORS}]*({digit}+{separator}){{2}}{digit}")
}

/// Parses three groups of digits with any separators, or Chinese numerals (二〇二六年三月十五日).
fn parse_loose(text: &str) -> Option<Option<Date>> {
    let mut groups: Vec<i16> = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(['.']) {
        if DIGITS.contains(c) {
            digits.push(match c {
                '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
                c => c,
            });
        } else if SEPARATORS.contains(c) {
            if !digits.is_empty() {
                groups.push(numeral(&digits)?);
                digits.clear();
            }
        } else {
            return None;
        }
    }
    match groups[..] {
        [year, month, day] if (1000..=9999).contains(&year) => Some(date_of(year, month, day)),
        _ => None,
    }
}

/// Parses a number in Arabic or Chinese digits: 15, 二〇二六, 十五, 三十一.
pub fn numeral(text: &str) -> Option<i16> {
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

fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A time of day as it was typed.
#[derive(Clone, Copy)]
struct TimeOfDay {
    time: Time,
    offset: Option<Offset>,
    is_loose: bool,
}

/// Parses 10:19, 10:19:30, 10:19:30.25Z, 10:19+08:00, and the nonstandard 10时30分, 10点, 24:00.
fn parse_time(text: &str) -> Option<TimeOfDay> {
    let (digits, zone) = match text.find(['+', '-', '−', 'Z', 'z']) {
        Some(at) => (text[..at].trim_end(), Some(&text[at..])),
        None => (text, None),
    };
    let offset = match zone {
        Some(zone) => Some(parse_offset(zone)?),
        None => None,
    };
    let is_loose = digits.contains(['时', '点', '分', '秒']);
    let digits = digits.replace(['时', '点', '分', '：'], ":").replace('秒', "");
    let mut parts = digits.strip_suffix(':').unwrap_or(&digits).split(':');
    let hour = one_or_two_digits(parts.next()?)?;
    let minute = match parts.next() {
        Some(minute) => one_or_two_digits(minute)?,
        None if is_loose => 0,
        None => return None,
    };
    let second = match parts.next() {
        Some(second) => one_or_two_digits(second.split('.').next()?)?,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    if (hour, minute, second) == (24, 0, 0) {
        // The end of the day, written as its last minute.
        return Some(TimeOfDay { time: Time::constant(23, 59, 0, 0), offset, is_loose: true });
    }
    Some(TimeOfDay { time: Time::new(hour, minute, second, 0).ok()?, offset, is_loose })
}

/// Parses a number of one or two digits.
fn one_or_two_digits(text: &str) -> Option<i8> {
    let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Parses an offset from UTC: `Z`, `+08:00`, `+0800`, `-05`.
pub fn parse_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, &text[1..]),
        c @ ('-' | '−') => (-1, &text[c.len_utf8()..]),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 && rest.is_ascii() => rest.split_at(2),
        None => (rest, "0"),
    };
    let (hours, minutes) = (one_or_two_digits(hours)?, one_or_two_digits(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Parsed::Standard(typed) => format!("{typed}"),
            Parsed::Nonstandard(typed) => format!("~{typed}"),
            Parsed::NoSuchDay => "no such day".into(),
            Parsed::Unclear => "unclear".into(),
        }
    }

    #[test]
    fn dates_are_parsed_in_every_form() {
        for (typed, read) in [
            ("2026-03-15", "2026-03-15"),
            ("2026年3月15日", "2026-03-15"),
            ("2026年03月05日", "2026-03-05"),
            ("2026-05-18 10:19", "2026-05-18 10:19"),
            ("2026-05-18T10:19:00+08:00", "2026-05-18 10:19+08:00"),
            ("2026-05-18T10:19:00.250Z", "2026-05-18 10:19+00:00"),
            ("2026-05-18 10:19 -0530", "2026-05-18 10:19-05:30"),
            ("2026年5月18日10:19", "2026-05-18 10:19"),
            ("2026年5月18日 10：19", "2026-05-18 10:19"),
            ("2026年5月18日17时30分", "~2026-05-18 17:30"),
            ("2026-05-18 9点", "~2026-05-18 09:00"),
            ("2026-05-18 24:00", "~2026-05-18 23:59"),
            ("2026-05-18 24:01", "unclear"),
            ("2026-05-18 10:19+99:00", "unclear"),
            ("2026-05-18 +5:00", "unclear"),
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

    #[test]
    fn moment_with_an_offset_is_moved_into_the_time_zone() {
        let zone = |text| parse_offset(text).expect("an offset");
        for (typed, site, here) in [
            ("2026-03-15T20:00Z", "+08:00", "2026-03-16 04:00"),
            ("2026-03-15T20:00+08:00", "+08:00", "2026-03-15 20:00"),
            ("2026-03-15T20:00", "+08:00", "2026-03-15 20:00"),
            ("2026-03-15T01:00+08:00", "-05:00", "2026-03-14 12:00"),
            ("2026-03-15", "-05:00", "2026-03-15"),
            ("9999-12-31T23:00-14:00", "+14:00", "9999-12-31 23:00"),
        ] {
            let Parsed::Standard(typed) = parse(typed) else { panic!("{typed}") };
            assert_eq!(typed.in_zone(zone(site)).to_string(), here);
        }
    }

    #[test]
    fn day_lasts_from_midnight_to_its_last_second() {
        let day = Moment::from_date(Date::constant(2026, 3, 15));
        let noon = Moment { time: Some(Time::constant(12, 0, 0, 0)), ..day };
        assert!(day.start() < noon.start() && noon.end() < day.end());
        assert!(day.end() < Moment::from_date(Date::constant(2026, 3, 16)).start());
    }
}
