//! Scores that fall with the distance from a number or a time.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{NaiveDate, NaiveDateTime};

use crate::common::{
    gotext,
    value::{Fields, Value},
};

/// A decay as it was asked for.
#[derive(Debug, Clone)]
pub(super) struct Decay {
    pub(super) property: String,
    pub(super) origin: Origin,
    /// None where the request holds none that can be read; nothing scores then.
    pub(super) scale: Option<f64>,
    pub(super) offset: f64,
    pub(super) curve: Curve,
    /// The score one scale away.
    pub(super) value: f64,
}

#[derive(Debug, Clone)]
pub(super) enum Origin {
    Number(f64),
    Now,
    /// Nanoseconds since 1970.
    Time(f64),
    Unreadable,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Curve {
    Exponential,
    Gauss,
    Linear,
}

impl Decay {
    pub(super) fn score(&self, fields: &Fields, now: SystemTime) -> f32 {
        let Some(scale) = self.scale.filter(|scale| *scale > 0.0) else { return 0.0 };
        let Some(distance) = fields.get(&self.property).and_then(|value| self.distance(value, now)) else {
            return 0.0;
        };
        let beyond = (distance - self.offset).max(0.0);
        if beyond == 0.0 {
            return 1.0;
        }
        let value = if self.value == 0.0 { 0.5 } else { self.value };
        let score = match self.curve {
            Curve::Exponential => value.powf(beyond / scale),
            Curve::Gauss => (value.ln() * (beyond / scale) * (beyond / scale)).exp(),
            Curve::Linear => (1.0 - (1.0 - value) * beyond / scale).max(0.0),
        };
        score as f32
    }

    fn distance(&self, value: &Value, now: SystemTime) -> Option<f64> {
        let (value, origin) = match (value, &self.origin) {
            (Value::Date(date), Origin::Now) => {
                (date.nanos() as f64, now.duration_since(UNIX_EPOCH).ok()?.as_nanos() as f64)
            }
            (Value::Date(date), Origin::Time(nanos)) => (date.nanos() as f64, *nanos),
            (Value::Int(number) | Value::Number(number), Origin::Number(origin)) => (*number, *origin),
            _ => return None,
        };
        Some((value - origin).abs())
    }
}

/// `now`, or a time in one of the forms the server reads.
pub(super) fn origin(text: &str) -> Origin {
    if text.is_empty() || text == "now" {
        return Origin::Now;
    }
    let plain = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok();
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0);
    match gotext::parse_time(text) {
        Ok(time) => Origin::Time(gotext::unix_nanos(&time) as f64),
        Err(_) => match plain().or_else(day).and_then(|time| time.and_utc().timestamp_nanos_opt()) {
            Some(nanos) => Origin::Time(nanos as f64),
            None => Origin::Unreadable,
        },
    }
}

/// A span such as `7d` or `1h30m` in nanoseconds, or a bare number.
pub(super) fn span(text: &str) -> Option<f64> {
    if text.is_empty() {
        return Some(0.0);
    }
    if let Some(days) = text.strip_suffix('d').and_then(|days| days.parse::<f64>().ok()) {
        return Some(days * 86_400e9);
    }
    go_duration(text).or_else(|| text.parse().ok())
}

// `time.ParseDuration`.
fn go_duration(text: &str) -> Option<f64> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest.is_empty() {
        return None;
    }
    let mut nanos = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at_checked(digits)?;
        let unit = after.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(unit)?;
        let size = match unit {
            "ns" => 1.0,
            "us" | "µs" | "μs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            "h" => 3600e9,
            _ => return None,
        };
        nanos += number.parse::<f64>().ok()? * size;
        rest = after;
    }
    Some(sign * nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Values from Go's documentation of time.ParseDuration.
    #[test]
    fn spans_as_go_reads_them() {
        assert_eq!(span("1h15m30.918s"), Some(4_530_918_000_000.0));
        assert_eq!(span("300ms"), Some(300_000_000.0));
        assert_eq!(span("-1.5h"), Some(-5_400_000_000_000.0));
        assert_eq!(span("7d"), Some(604_800_000_000_000.0));
        assert_eq!(span("soon"), None);
    }

    // Worked out by hand from the definitions of the curves.
    #[test]
    fn half_the_score_one_scale_away() {
        for curve in [Curve::Exponential, Curve::Gauss, Curve::Linear] {
            let decay = Decay {
                property: "size".into(),
                origin: Origin::Number(10.0),
                scale: Some(5.0),
                offset: 1.0,
                curve,
                value: 0.5,
            };
            let score =
                |size: f64| decay.score(&Fields::from([("size".to_owned(), Value::Int(size))]), UNIX_EPOCH);
            assert!((score(16.0) - 0.5).abs() < 1e-6, "{curve:?}");
            assert!((score(9.0) - 1.0).abs() < 1e-6, "{curve:?}");
        }
    }
}
