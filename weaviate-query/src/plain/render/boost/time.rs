//! Times and lengths of time as text. A server takes what it cannot read for a boost of nothing, in silence.

use crate::plain::error::{Error, Result};

/// The time that a decay is measured from.
pub(super) fn check_origin(property: &str, text: &str) -> Result<()> {
    if text == "now" || is_rfc3339(text) {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "the origin of the decay over `{property}` is `{text}`: it must be `now` or a time such as `2026-11-21T09:30:00Z`"
    )))
}

/// How far from it the value is halved, or what else the decay says.
pub(super) fn check_scale(property: &str, text: &str) -> Result<()> {
    match number(text) {
        Some(number) if number > 0.0 => Ok(()),
        Some(_) => Err(Error::invalid(format!(
            "the scale of the decay over `{property}` is `{text}`: it must be more than 0"
        ))),
        None => Err(unreadable("scale", property, text)),
    }
}

/// So far from it nothing falls; 0 is allowed here.
pub(super) fn check_offset(property: &str, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) if number(text).is_none() => Err(unreadable("offset", property, text)),
        _ => Ok(()),
    }
}

/// One text for a scale and an offset.
#[cold]
fn unreadable(what: &str, property: &str, text: &str) -> Error {
    Error::invalid(format!(
        "the {what} of the decay over `{property}` is `{text}`: it must be a number with `d`, `h`, `m`, `s` or `ms`, as in `7d`"
    ))
}

/// The number before the unit, if this is a number and a unit.
fn number(text: &str) -> Option<f64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let unit = text.get(digits.len()..)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let known = matches!(unit, "d" | "h" | "m" | "s" | "ms") && all_digits(whole) && all_digits(fraction);
    digits.parse().ok().filter(|number: &f64| known && number.is_finite())
}

/// Whether this is a date and time with an offset, as RFC 3339 has it.
fn is_rfc3339(text: &str) -> bool {
    let Some((date_time, zone)) = text.as_bytes().split_at_checked(19) else { return false };
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', i1, i2, b':', s1, s2] = date_time
    else {
        return false;
    };
    let zone = match zone {
        [b'.', rest @ ..] => {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            rest.get(digits..).unwrap_or_default()
        }
        zone => zone,
    };
    let zone_fits = match zone {
        b"Z" => true,
        &[b'+' | b'-', h1, h2, b':', m1, m2] => below(h1, h2, 24) && below(m1, m2, 60),
        _ => false,
    };
    let year = two(y1, y2).zip(two(y3, y4)).map(|(century, year)| u32::from(century) * 100 + u32::from(year));
    let day_fits = match (year, two(m1, m2), two(d1, d2)) {
        (Some(year), Some(month), Some(day)) => day >= 1 && day <= days(year, month),
        _ => false,
    };
    day_fits && below(h1, h2, 24) && below(i1, i2, 60) && below(s1, s2, 60) && zone_fits
}

/// Two digits as a number.
fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

/// Whether two digits are a number less than `end`.
fn below(tens: u8, ones: u8, end: u8) -> bool {
    two(tens, ones).is_some_and(|number| number < end)
}

/// How many days a month has; none, if there is no such month.
const fn days(year: u32, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_reads_is_let_through() {
        // The pattern of the server: digits, a fraction, one of five units.
        for text in ["7d", "1.5h", "30m", "10s", "500ms", "007d"] {
            assert!(check_scale("d", text).is_ok(), "{text}");
        }
        for text in
            ["", "d", "7", "7 d", "-7d", "7D", "1h30m", ".5h", "5.h", "1e3s", "7w", "0d", "0.0s", "ἀd", "7ἀ"]
        {
            assert!(check_scale("d", text).is_err(), "{text}");
        }
        assert!(check_offset("d", Some("0d")).is_ok() && check_offset("d", Some("never")).is_err());
    }

    #[test]
    fn an_origin_is_now_or_rfc_3339() {
        for text in [
            "now",
            "2024-02-29T23:59:59Z",
            "2024-01-01T00:00:00.123456789+05:30",
            "2000-02-29T00:00:00-00:00",
        ] {
            assert!(check_origin("d", text).is_ok(), "{text}");
        }
        for text in [
            "",
            "Now",
            "today",
            "2024-01-01",
            "2024-01-01T00:00:00",
            "2023-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-10T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-04-31T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01 00:00:00Z",
            "2024-01-01T00:00:00ἀ",
            "1704067200",
        ] {
            assert!(check_origin("d", text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_refusal_names_the_property_and_a_form_that_works() {
        let error = check_scale("published", "a week").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the scale of the decay over `published` is `a week`: it must be a number with `d`, `h`, `m`, `s` or `ms`, as in `7d`"
        );
    }
}
