//! Dates. They carry an offset: a date without one means nothing to a server.
#![cfg(feature = "chrono")]

use chrono::{DateTime, Datelike as _, FixedOffset, SecondsFormat, TimeZone, Utc};

use super::{DateType, Element, PropertyType};
use crate::{
    Error, Result, kind,
    schema::{DataType, TypeDef},
    wire::{Kind, List, Sink, WireValue, strings},
};

/// A date as the wire has it: RFC 3339 with the digits it needs.
pub(crate) fn to_text<Z: TimeZone>(date: &DateTime<Z>) -> Result<String>
where
    Z::Offset: std::fmt::Display,
{
    let year = date.year();
    if !(0..=9999).contains(&year) {
        return Err(Error::invalid(format!(
            "the year {year} cannot be written: dates go from year 0 to 9999"
        )));
    }
    Ok(date.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

fn parse(text: &str) -> Result<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).map_err(|_| Error::decode(format!("holds `{text}`, which is no date")))
}

macro_rules! dates {
    ($($zone:ty),*) => { $(
        impl PropertyType for DateTime<$zone> {
            type Kind = kind::date;
            type List = kind::list<kind::date>;
            type Optional = kind::no;
            const TYPE: TypeDef = TypeDef::scalar(DataType::Date);

            fn read(value: WireValue<'_>) -> Result<Self> {
                match value.kind() {
                    Kind::Date(text) => parse(text).map(Self::from),
                    _ => Err(value.mismatch("a date")),
                }
            }

            fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
                let text = to_text(self).map_err(|error| error.context(format!("property `{name}`")))?;
                sink.date(name, &text)
            }
        }

        impl Element for DateTime<$zone> {
            fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
                strings(value.list(5, "a list of dates")?, |text| parse(text).map(Self::from))
            }

            fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
                let texts: Vec<String> = values.iter().map(to_text).collect::<Result<_>>()?;
                sink.list(name, List::Dates(&mut texts.into_iter()))
            }
        }

        impl DateType for DateTime<$zone> {
            fn from_unix_millis(millis: i64) -> Result<Self> {
                DateTime::<Utc>::from_timestamp_millis(millis)
                    .map(Self::from)
                    .ok_or_else(|| Error::decode(format!("{millis} ms since 1970 is no date")))
            }
        }
    )* };
}

dates!(Utc, FixedOffset);
