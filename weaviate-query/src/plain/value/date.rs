//! Dates as text. They carry an offset: a date without one means nothing to a server.
//!
//! Weaviate keeps nanoseconds and the offset as it was written, so `02:00+02:00` stays that (1.39.0). What is
//! written here is RFC 3339 with as many digits behind the point as the value needs.

use chrono::{
    DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset as _, SecondsFormat,
    TimeZone, Timelike as _, Utc,
};

use crate::plain::error::{Error, Result};

/// A date as the wire has it: RFC 3339 with the digits it needs.
///
/// # Errors
///
/// `InvalidInput` for a year that RFC 3339 has no four digits for, and for a leap second.
pub(crate) fn to_text<Z: TimeZone>(date: &DateTime<Z>) -> Result<String>
where
    Z::Offset: std::fmt::Display,
{
    let year = if is_in_minutes(date) { date.year() } else { date.to_utc().year() };
    if !(0..=9999).contains(&year) {
        return Err(Error::invalid(format!(
            "the year {year} cannot be written: dates go from year 0 to 9999"
        )));
    }
    if date.nanosecond() >= 1_000_000_000 {
        return Err(Error::invalid(format!(
            "the leap second {} cannot be written: a server has no second 60",
            rfc3339(date)
        )));
    }
    Ok(rfc3339(date))
}

/// Whether an index has the date: it counts nanoseconds in 64 bits, and takes one beyond them for another one.
pub(crate) fn is_indexable<Z: TimeZone>(date: &DateTime<Z>) -> bool {
    date.timestamp_nanos_opt().is_some()
}

/// The dates of an index, in words.
pub(crate) const INDEXABLE: &str = "1677-09-21 to 2262-04-11, which is what nanoseconds of 64 bits count";

/// A date as RFC 3339 with the digits it needs. An offset with seconds, as places had before they agreed on zones,
/// cannot be written there: such a date is written in UTC.
pub(crate) fn rfc3339<Z: TimeZone>(date: &DateTime<Z>) -> String
where
    Z::Offset: std::fmt::Display,
{
    if is_in_minutes(date) {
        date.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    } else {
        date.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

/// Whether the offset is one that RFC 3339 can write: whole minutes.
fn is_in_minutes<Z: TimeZone>(date: &DateTime<Z>) -> bool {
    date.offset().fix().local_minus_utc() % 60 == 0
}

/// A date from its text.
///
/// # Errors
///
/// `Decode` for what is no date.
pub(crate) fn parse(text: &[u8]) -> Result<DateTime<FixedOffset>> {
    let found = match quick(text) {
        Some((local, east)) => FixedOffset::east_opt(east)
            .and_then(|zone| zone.from_local_datetime(&local).single())
            .or_else(|| slow(text)),
        None => slow(text),
    };
    found.ok_or_else(|| no_date(text))
}

/// A date in UTC from its text, which mostly says so.
///
/// # Errors
///
/// As [`parse`].
pub(crate) fn parse_utc(text: &[u8]) -> Result<DateTime<Utc>> {
    match quick(text) {
        Some((local, 0)) => Ok(local.and_utc()),
        _ => parse(text).map(|date| date.to_utc()),
    }
}

/// The form that servers write, `2026-11-21T09:30:00[.123]Z` or with `+01:00`, as the time at the place and the seconds that
/// it is east; chrono's parser, which takes more forms, is a noticeable part of a row's time.
#[inline]
fn quick(text: &[u8]) -> Option<(NaiveDateTime, i32)> {
    let (local, rest) = text.split_first_chunk::<19>()?;
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2] = local
    else {
        return None;
    };
    // One question about all digits in place of one about each.
    let mut digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, i1, i2, s1, s2, b'0', b'0'];
    for digit in &mut digits {
        *digit = digit.wrapping_sub(b'0');
    }
    if digits.iter().fold(0, |most, digit| most.max(*digit)) > 9 {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, i1, i2, s1, s2, _, _] = digits.map(u32::from);
    let (nanos, zone) = match rest {
        [b'.', rest @ ..] => fraction(rest)?,
        _ => (0, rest),
    };
    let east = match *zone {
        [b'Z'] => 0,
        [b'+', h1, h2, b':', m1, m2] => seconds(h1, h2, m1, m2)?,
        [b'-', h1, h2, b':', m1, m2] => -seconds(h1, h2, m1, m2)?,
        _ => return None,
    };
    let year = y1 * 1_000 + y2 * 100 + y3 * 10 + y4;
    let date = NaiveDate::from_ymd_opt(year as i32, m1 * 10 + m2, d1 * 10 + d2)?;
    let time = NaiveTime::from_hms_nano_opt(h1 * 10 + h2, i1 * 10 + i2, s1 * 10 + s2, nanos)?;
    Some((date.and_time(time), east))
}

/// Two digits.
#[inline]
fn two(tens: u8, ones: u8) -> Option<u16> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u16::from(tens) * 10 + u16::from(ones))
}

/// The seconds of an offset of hours and minutes.
fn seconds(h1: u8, h2: u8, m1: u8, m2: u8) -> Option<i32> {
    let (hours, minutes) = (two(h1, h2)?, two(m1, m2)?);
    (hours < 24 && minutes < 60).then(|| i32::from(hours) * 3_600 + i32::from(minutes) * 60)
}

/// One to nine digits behind the point, as nanoseconds, and what follows.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    // Milliseconds, which most dates have if they have a fraction at all.
    if let &[a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9', ref rest @ ..] = text
        && !rest.first().is_some_and(u8::is_ascii_digit)
    {
        let millis = u32::from(a - b'0') * 100 + u32::from(b - b'0') * 10 + u32::from(c - b'0');
        return Some((millis * 1_000_000, rest));
    }
    let digits = text.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) =
        text.split_at_checked(digits).filter(|(digits, _)| (1..=9).contains(&digits.len()))?;
    let value = digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
    Some((value * 10_u32.pow(9 - digits.len() as u32), rest))
}

/// Any form of RFC 3339, by chrono: leap seconds, a small `t` or `z`, more than nine digits.
#[cold]
fn slow(text: &[u8]) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(std::str::from_utf8(text).ok()?).ok()
}

/// Apart from the parser, so that the good way stays small.
#[cold]
fn no_date(text: &[u8]) -> Error {
    Error::decode(format!("holds `{}`, which is no date", String::from_utf8_lossy(text)))
}

/// A date that names a group or is a metric, as a server writes it.
///
/// # Errors
///
/// `Decode` for what is no date.
pub(crate) fn read<D: From<DateTime<FixedOffset>>>(text: &str) -> Result<D> {
    DateTime::parse_from_rfc3339(text).map(D::from).map_err(|_| Error::decode(format!("`{text}` is no date")))
}
