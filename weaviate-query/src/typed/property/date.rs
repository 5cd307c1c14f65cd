//! Dates as properties.
//!
//! On the wire a date is RFC 3339 text. A server keeps nine digits of the second and the offset as it came:
//! `2024-01-09T02:00:00+02:00` is not turned into UTC (1.39.0). So `DateTime<FixedOffset>` reads what was written, and
//! `DateTime<Utc>` the same moment in UTC. Years go from 0 to 9999; another is `InvalidInput` before anything is sent.
//! An offset with seconds cannot be written there, such a date goes out in UTC.
#![cfg(feature = "chrono")]

use chrono::{DateTime, FixedOffset, Utc};

use super::{DateType, Element, PropertyType};
use crate::{
    plain::{
        error::{Error, Result},
        schema::{DataType, TypeDef},
        value::date::{INDEXABLE, is_indexable, parse, parse_utc, rfc3339, to_text},
        wire::{Kind, List, Sink, WireValue, alone, strings},
    },
    typed::kind,
};

macro_rules! dates {
    ($($zone:ty, $parse:ident);*) => { $(
        impl PropertyType for DateTime<$zone> {
            type Kind = kind::date;
            type List = kind::list<kind::date>;
            type Optional = kind::no;
            const TYPE: TypeDef = TypeDef::scalar(DataType::Date);

            fn read(value: WireValue<'_>) -> Result<Self> {
                match value.kind() {
                    Kind::Date(text) => $parse(text),
                    _ => Err(value.mismatch("a date")),
                }
            }

            #[inline]
            fn read_usual(message: &[u8]) -> Option<Result<Self>> {
                Some($parse(alone(message, 6)?))
            }

            fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
                let text = to_text(self).map_err(|error| error.context(format!("property `{name}`")))?;
                sink.date(name, &text)
            }

            fn fits_index(&self) -> Result<()> {
                if is_indexable(self) {
                    return Ok(());
                }
                Err(Error::invalid(format!(
                    "the date {} is beyond {INDEXABLE}, and filters would take it for another one: write `#[weaviate(filterable = false)]` at the property",
                    rfc3339(self)
                )))
            }
        }

        impl Element for DateTime<$zone> {
            fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
                strings(value.list(5, "a list of dates")?, |text| $parse(text.as_bytes()))
            }

            fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
                let texts: Vec<String> = values.iter().map(to_text).collect::<Result<_>>().map_err(|error| error.context(format!("property `{name}`")))?;
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

dates!(Utc, parse_utc; FixedOffset, parse);
