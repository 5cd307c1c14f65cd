//! Texts as Go writes them: the server's messages quote values, numbers and parse errors in Go's forms.

use serde_json::Value as Json;
use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// The numbers an int64 can hold.
pub(crate) const INTEGERS: std::ops::Range<f64> = -9.223_372_036_854_776e18..9.223_372_036_854_776e18;

/// `%q`.
pub(crate) fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A float64 as JSON has it: the shortest digits, with an exponent below 1e-4 and from 1e21.
pub(crate) fn float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf".into() } else { "-Inf".into() };
    }
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e21).contains(&size) { exponent(value) } else { plain(value) }
}

// The shortest digits, then zeros: Rust would write the digits of the number itself.
fn plain(value: f64) -> String {
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, power)) if value.abs() >= 1e15 && value.fract() == 0.0 => {
            let digits = digits.replace('.', "");
            let sign = usize::from(value < 0.0);
            let width = power.parse().unwrap_or(0) + 1 + sign;
            format!("{digits:0<width$}")
        }
        _ => format!("{value}"),
    }
}

/// `%v` of a float64: the shortest digits, with an exponent below 1e-4 and from 1e6.
pub(crate) fn general(value: f64) -> String {
    let size = value.abs();
    if value.is_finite() && size >= 1e6 { exponent(value) } else { float(value) }
}

fn exponent(value: f64) -> String {
    let text = format!("{value:e}");
    let Some((digits, power)) = text.split_once('e') else { return text };
    let (sign, power) = match power.strip_prefix('-') {
        Some(power) => ('-', power),
        None => ('+', power),
    };
    format!("{digits}e{sign}{power:0>2}")
}

/// A text as Go's JSON has it, without the quotes around it: what HTML could take for a tag is escaped as well.
pub(crate) fn json_inner(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(&quoted);
    let mut out = String::with_capacity(inner.len());
    for letter in inner.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out
}

/// `[a b c]`, `%v` of a slice.
pub(crate) fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    format!("[{}]", items.join(" "))
}

const LAYOUT: &str = "2006-01-02T15:04:05Z07:00";

/// Go's `time.Parse(time.RFC3339, text)`, with its error.
pub(crate) fn parse_time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    Reader { text, rest: text }.read()
}

/// As Go's `time` quotes what it could not read: every byte beyond ASCII by its number.
fn quoted_bytes(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            b' '..=b'~' | 0x7f => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out + "\""
}

struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
}

impl Reader<'_> {
    fn read(mut self) -> Result<DateTime<FixedOffset>, String> {
        let year = self.digits(4, "2006")?;
        self.literal("-")?;
        let month = self.digits(2, "01")?;
        self.within(1, 12, month, "month")?;
        self.literal("-")?;
        let day = self.digits(2, "02")?;
        self.literal("T")?;
        let hour = self.digits(2, "15")?;
        self.within(0, 23, hour, "hour")?;
        self.literal(":")?;
        let minute = self.digits(2, "04")?;
        self.within(0, 59, minute, "minute")?;
        self.literal(":")?;
        let second = self.digits(2, "05")?;
        self.within(0, 59, second, "second")?;
        let nanos = self.fraction();
        let offset = self.offset()?;
        if !self.rest.is_empty() {
            let (text, rest) = (quoted_bytes(self.text), quoted_bytes(self.rest));
            return Err(format!("parsing time {text}: extra text: {rest}"));
        }
        let date = NaiveDate::from_ymd_opt(year as i32, month, day)
            .ok_or_else(|| format!("parsing time {}: day out of range", quoted_bytes(self.text)))?;
        let time =
            NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).ok_or_else(|| self.failed("05"))?;
        NaiveDateTime::new(date, time)
            .and_local_timezone(offset)
            .single()
            .ok_or_else(|| self.failed("Z07:00"))
    }

    fn failed(&self, element: &str) -> String {
        format!(
            "parsing time {} as \"{LAYOUT}\": cannot parse {} as \"{element}\"",
            quoted_bytes(self.text),
            quoted_bytes(self.rest)
        )
    }

    fn digits(&mut self, count: usize, element: &str) -> Result<u32, String> {
        match self.rest.get(..count) {
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                self.rest = &self.rest[count..];
                Ok(digits.bytes().fold(0, |n, b| n * 10 + u32::from(b - b'0')))
            }
            _ => Err(self.failed(element)),
        }
    }

    fn literal(&mut self, literal: &str) -> Result<(), String> {
        match self.rest.strip_prefix(literal) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(self.failed(literal)),
        }
    }

    fn within(&self, low: u32, high: u32, value: u32, what: &str) -> Result<(), String> {
        if (low..=high).contains(&value) {
            Ok(())
        } else {
            Err(format!("parsing time {}: {what} out of range", quote(self.text)))
        }
    }

    // More than nine digits are cut, as Go does.
    fn fraction(&mut self) -> u32 {
        let Some(rest) = self.rest.strip_prefix(['.', ',']) else { return 0 };
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 {
            return 0;
        }
        let mut nanos = 0;
        for place in 0..9 {
            let digit = rest.as_bytes().get(place).filter(|_| place < count).map_or(0, |b| b - b'0');
            nanos = nanos * 10 + u32::from(digit);
        }
        self.rest = &rest[count..];
        nanos
    }

    fn offset(&mut self) -> Result<FixedOffset, String> {
        if let Some(rest) = self.rest.strip_prefix('Z') {
            self.rest = rest;
            return FixedOffset::east_opt(0).ok_or_else(|| self.failed("Z07:00"));
        }
        let failed = self.failed("Z07:00");
        let bytes = self.rest.as_bytes();
        let sign = match bytes.first() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Err(failed),
        };
        let number = |at: usize| -> Option<i32> {
            let pair = bytes.get(at..at + 2)?;
            pair.iter()
                .all(u8::is_ascii_digit)
                .then(|| pair.iter().fold(0, |n, b| n * 10 + i32::from(b - b'0')))
        };
        let (Some(hours), Some(b':'), Some(minutes)) = (number(1), bytes.get(3), number(4)) else {
            return Err(failed);
        };
        let offset = FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60)).ok_or(failed)?;
        self.rest = self.rest.get(6..).unwrap_or_default();
        Ok(offset)
    }
}

/// Go's `RFC3339Nano`: no trailing zeros in the fraction, the zone as it was, `Z` for none.
pub(crate) fn format_time(time: &DateTime<FixedOffset>) -> String {
    let mut out = time.format("%Y-%m-%dT%H:%M:%S").to_string();
    let nanos = time.nanosecond() % 1_000_000_000;
    if nanos != 0 {
        let digits = format!("{nanos:09}");
        out.push('.');
        out.push_str(digits.trim_end_matches('0'));
    }
    if time.offset().local_minus_utc() == 0 {
        out.push('Z');
    } else {
        out.push_str(&time.format("%:z").to_string());
    }
    out
}

/// Go's `UnixNano`, which wraps around outside of 1678 to 2262.
pub(crate) fn unix_nanos(time: &DateTime<FixedOffset>) -> i64 {
    time.timestamp().wrapping_mul(1_000_000_000).wrapping_add(i64::from(time.timestamp_subsec_nanos()))
}

/// The words google/uuid uses when a text is no uuid; none when it is one.
pub(crate) fn parse_uuid(text: &str) -> Result<uuid::Uuid, String> {
    let length = text.len();
    if !matches!(length, 32 | 36 | 38 | 45) {
        return Err(format!("invalid UUID length: {length}"));
    }
    if length == 45 && !text.to_ascii_lowercase().starts_with("urn:uuid:") {
        return Err(format!("invalid urn prefix: {}", quote(text.get(..9).unwrap_or_default())));
    }
    uuid::Uuid::try_parse(text).map_err(|_| "invalid UUID format".to_owned())
}

/// What Go calls the type of a JSON value.
pub(crate) fn type_of(value: &Json) -> &'static str {
    match value {
        Json::Null => "<nil>",
        Json::Bool(_) => "bool",
        Json::Number(_) => "json.Number",
        Json::String(_) => "string",
        Json::Array(_) => "[]interface {}",
        Json::Object(_) => "map[string]interface {}",
    }
}

/// `%v` of a JSON value whose numbers stay as they are written.
pub(crate) fn shown(value: &Json) -> String {
    match value {
        Json::Null => "<nil>".to_owned(),
        Json::String(text) => text.clone(),
        Json::Array(items) => list(&items.iter().map(shown).collect::<Vec<_>>()),
        Json::Object(map) => {
            let mut items: Vec<String> =
                map.iter().map(|(key, value)| format!("{key}:{}", shown(value))).collect();
            items.sort_unstable();
            format!("map[{}]", items.join(" "))
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_floats_as_go_prints_them() {
        // Written down from a 1.39.0 server.
        assert_eq!(general(12_345_678.0), "1.2345678e+07");
        assert_eq!(general(1_000_000.5), "1.0000005e+06");
        assert_eq!(general(7.0), "7");
    }

    #[test]
    fn floats_as_go_prints_them() {
        for (value, text) in [
            (9.223_372_036_854_776e18, "9223372036854776000"),
            (-1e15, "-1000000000000000"),
            (1e15 + 0.5, "1000000000000000.5"),
            (1.5, "1.5"),
            (5.0, "5"),
            (1e21, "1e+21"),
            (1e-7, "1e-07"),
        ] {
            assert_eq!(float(value), text);
        }
    }

    #[test]
    fn texts_inside_json_as_go_writes_them() {
        // Written down from a 1.39.0 server.
        assert_eq!(json_inner("A <b> & \"q\""), "A \\u003cb\\u003e \\u0026 \\\"q\\\"");
        assert_eq!(
            json_inner("tab\t\n\\ ü \u{2028} / \u{7f} \u{1}"),
            "tab\\t\\n\\\\ ü \\u2028 / \u{7f} \\u0001"
        );
    }

    #[test]
    fn times_as_go_reads_and_writes_them() {
        for (text, written) in [
            ("2024-01-02T03:04:05Z", "2024-01-02T03:04:05Z"),
            ("2024-01-02T03:04:05.100Z", "2024-01-02T03:04:05.1Z"),
            ("2024-01-02T02:00:00+02:00", "2024-01-02T02:00:00+02:00"),
            ("2024-01-02T02:00:00.1234567899Z", "2024-01-02T02:00:00.123456789Z"),
        ] {
            assert_eq!(parse_time(text).map(|time| format_time(&time)).as_deref(), Ok(written));
        }
        assert_eq!(
            parse_time("2005-01-01").unwrap_err(),
            "parsing time \"2005-01-01\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\""
        );
    }
}
