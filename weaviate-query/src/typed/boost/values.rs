//! What boosts are set with, and which properties they look at.
//!
//! A `Duration` is written in the largest unit that needs no fraction (`7d`, `36h`, `1.5s`). Text is sent as it stands,
//! after it was checked: a number and one of `d`, `h`, `m`, `s`, `ms`.

use std::time::Duration;

use crate::{plain::sealed::Sealed, typed::kind};

/// Kinds that have a time: a date, one and not a list.
#[diagnostic::on_unimplemented(message = "`{P}` is no date", label = "`time_decay` needs a date property")]
pub trait Ages<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Ages<P> for kind::date {}

/// Kinds that are one number: int and number, not lists of them.
#[diagnostic::on_unimplemented(
    message = "`{P}` is no number",
    label = "`numeric_decay` and `Boost::property` need an int or number property"
)]
pub trait Counts<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Counts<P> for kind::int {}
#[diagnostic::do_not_recommend]
impl<P> Counts<P> for kind::number {}

/// The way to a property of the object itself: a server looks no further for a boost.
#[diagnostic::on_unimplemented(
    message = "a boost cannot look inside a nested object or link for `{P}`",
    label = "expected a property of the collection itself"
)]
pub trait Own<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Own<P> for () {}

/// A length of time: a `Duration`, a `chrono::TimeDelta`, or text. A negative one is refused when the question is sent.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no length of time",
    label = "expected a `Duration`, or text such as `\"7d\"` or `\"12h\"`"
)]
pub trait Span: Sealed {
    /// As the server reads it.
    fn into_span(self) -> String;
}

macro_rules! texts {
    ($rule:ident $into:ident: $($t:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl $rule for $t {
            fn $into(self) -> String {
                self.into()
            }
        }
    )* };
}
texts! { Span into_span: &str String &String }

#[diagnostic::do_not_recommend]
impl Span for Duration {
    fn into_span(self) -> String {
        span(self.as_secs(), self.subsec_nanos())
    }
}

#[cfg(feature = "chrono")]
#[diagnostic::do_not_recommend]
impl Span for chrono::TimeDelta {
    fn into_span(self) -> String {
        match self.to_std() {
            Ok(duration) => duration.into_span(),
            // Refused when it is sent.
            Err(_) => format!("{}s", self.num_seconds()),
        }
    }
}

/// In the largest unit that needs no fraction.
fn span(seconds: u64, nanos: u32) -> String {
    if nanos > 0 {
        let text = format!("{seconds}.{nanos:09}");
        return format!("{}s", text.trim_end_matches('0'));
    }
    let units = [(86_400, "d"), (3_600, "h"), (60, "m")];
    match units.into_iter().find(|(length, _)| seconds > 0 && seconds.is_multiple_of(*length)) {
        Some((length, unit)) => format!("{}{unit}", seconds / length),
        None => format!("{seconds}s"),
    }
}

/// A point in time: a `DateTime`, or text such as `"now"` or `"2026-11-21T09:30:00Z"`. Text that is neither is refused
/// when the question is sent, because a server would ignore it.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no point in time",
    label = "expected a `DateTime`, or text in RFC 3339"
)]
pub trait Origin: Sealed {
    /// As the server reads it.
    fn into_origin(self) -> String;
}

texts! { Origin into_origin: &str String &String }

#[cfg(feature = "chrono")]
#[diagnostic::do_not_recommend]
impl<Z: chrono::TimeZone<Offset: std::fmt::Display>> Origin for chrono::DateTime<Z> {
    fn into_origin(self) -> String {
        crate::plain::value::date::rfc3339(&self)
    }
}

/// A number of any type; a server computes with an `f64`.
#[diagnostic::on_unimplemented(message = "a `{Self}` is no number", label = "expected an integer or float")]
pub trait Numeric: Sealed {
    /// The number.
    fn into_number(self) -> f64;
}

macro_rules! numbers {
    ($($t:ty)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Numeric for $t {
            #[allow(clippy::cast_lossless, clippy::cast_precision_loss)] // of integers the server keeps as much
            fn into_number(self) -> f64 {
                self as f64
            }
        }
    )* };
}
numbers! { f64 f32 i64 i32 i16 u8 u16 u32 }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_in_the_largest_unit() {
        // The units that the server's documentation of boosts names.
        let cases = [
            (Duration::from_secs(7 * 86_400), "7d"),
            (Duration::from_secs(36 * 3_600), "36h"),
            (Duration::from_secs(90 * 60), "90m"),
            (Duration::from_secs(90), "90s"),
            (Duration::from_millis(1_500), "1.5s"),
            (Duration::from_nanos(1), "0.000000001s"),
            (Duration::ZERO, "0s"),
        ];
        for (duration, text) in cases {
            assert_eq!(duration.into_span(), text);
        }
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chronos_durations_are_the_same() {
        assert_eq!(chrono::TimeDelta::days(7).into_span(), "7d");
        assert_eq!(chrono::TimeDelta::milliseconds(250).into_span(), "0.25s");
        assert_eq!(chrono::TimeDelta::hours(-1).into_span(), "-3600s");
    }
}
