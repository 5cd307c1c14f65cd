//! Text, integers, numbers, booleans, uuids.
//!
//! | type | written | read |
//! |---|---|---|
//! | `i64` and smaller integers up to `u32` | `InvalidInput` beyond −2⁵³ to 2⁵³: a server rounds or wraps what is larger (1.39.0) | `Decode` if the field's type cannot hold it |
//! | `f64`, `f32` | `InvalidInput` for NaN and infinities, which a server refuses | an `f32` loses the digits it has no room for |
//! | `Uuid` | in lower case | in any case |
//!
//! `u64` and `i128` are no property types: Weaviate's `int` has 64 bits with a sign and keeps 53 of them. A larger number
//! is text.

use super::{Element, PropertyType};
use crate::{
    plain::{
        error::{Error, Result},
        schema::{DataType, TypeDef},
        wire::{Kind, List, Sink, WireValue, alone, booleans, parse_uuid, strings, text, uuid, words},
    },
    typed::kind,
};

impl PropertyType for String {
    type Kind = kind::text;
    type List = kind::list<kind::text>;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::Text);

    fn read(value: WireValue<'_>) -> Result<Self> {
        match value.kind() {
            Kind::Text(text) => Ok(text.to_owned()),
            _ => Err(value.mismatch("text")),
        }
    }

    #[inline]
    fn read_usual(message: &[u8]) -> Option<Result<Self>> {
        Some(text(alone(message, 13)?).map(str::to_owned))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.text(name, self)
    }
}

impl Element for String {
    fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
        strings(value.list(8, "a list of texts")?, |text| Ok(text.to_owned()))
    }

    #[inline]
    fn read_usual_list(message: &[u8]) -> Option<Result<Vec<Self>>> {
        let texts = alone(alone(message, 5)?, 8)?;
        Some(strings(texts, |text| Ok(text.to_owned())))
    }

    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.list(name, List::Texts(&mut values.iter().map(Self::as_str)))
    }
}

macro_rules! integers {
    ($($t:ty)*) => { $(
        impl PropertyType for $t {
            type Kind = kind::int;
            type List = kind::list<kind::int>;
            type Optional = kind::no;
            const TYPE: TypeDef = TypeDef::scalar(DataType::Int);

            fn read(value: WireValue<'_>) -> Result<Self> {
                match value.kind() {
                    Kind::Int(int) => narrow(int),
                    _ => Err(value.mismatch("an int")),
                }
            }

            #[inline]
            fn read_usual(message: &[u8]) -> Option<Result<Self>> {
                // Field 8, a number of one or two bytes.
                match *message {
                    [0x40, int @ 0..0x80] => Some(narrow(int.into())),
                    [0x40, low, high @ 0..0x80] => {
                        Some(narrow(i64::from(low & 0x7f) | i64::from(high) << 7))
                    }
                    _ => None,
                }
            }

            fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
                sink.int(name, i64::from(*self))
            }
        }

        impl Element for $t {
            fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
                words(value.list(7, "a list of ints")?, i64::from_le_bytes)?.into_iter().map(narrow).collect()
            }

            fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
                sink.list(name, List::Ints(&mut values.iter().map(|value| i64::from(*value))))
            }
        }
    )* };
}

integers! { i64 i32 i16 u8 u16 u32 }

fn narrow<T: TryFrom<i64>>(value: i64) -> Result<T> {
    T::try_from(value).map_err(|_| {
        let name = std::any::type_name::<T>();
        Error::decode(format!("holds {value}, which a `{name}` cannot hold"))
    })
}

macro_rules! numbers {
    ($($t:ty)*) => { $(
        impl PropertyType for $t {
            type Kind = kind::number;
            type List = kind::list<kind::number>;
            type Optional = kind::no;
            const TYPE: TypeDef = TypeDef::scalar(DataType::Number);

            fn read(value: WireValue<'_>) -> Result<Self> {
                match value.kind() {
                    Kind::Number(number) => Ok(number as $t),
                    _ => Err(value.mismatch("a number")),
                }
            }

            #[inline]
            fn read_usual(message: &[u8]) -> Option<Result<Self>> {
                // Field 1, eight bytes.
                let [0x09, number @ ..] = message else { return None };
                Some(Ok(f64::from_le_bytes(number.try_into().ok()?) as $t))
            }

            fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
                sink.number(name, f64::from(*self))
            }
        }

        impl Element for $t {
            fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
                words(value.list(2, "a list of numbers")?, |word| f64::from_le_bytes(word) as $t)
            }

            fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
                sink.list(name, List::Numbers(&mut values.iter().map(|value| f64::from(*value))))
            }
        }
    )* };
}

numbers! { f64 f32 }

impl PropertyType for bool {
    type Kind = kind::boolean;
    type List = kind::list<kind::boolean>;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::Boolean);

    fn read(value: WireValue<'_>) -> Result<Self> {
        match value.kind() {
            Kind::Boolean(boolean) => Ok(boolean),
            _ => Err(value.mismatch("a boolean")),
        }
    }

    #[inline]
    fn read_usual(message: &[u8]) -> Option<Result<Self>> {
        // Field 3.
        let [0x18, boolean @ 0..0x80] = *message else { return None };
        Some(Ok(boolean != 0))
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.boolean(name, *self)
    }
}

impl Element for bool {
    fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
        booleans(value.list(3, "a list of booleans")?)
    }

    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.list(name, List::Booleans(&mut values.iter().copied()))
    }
}

impl PropertyType for ::uuid::Uuid {
    type Kind = kind::uuid;
    type List = kind::list<kind::uuid>;
    type Optional = kind::no;
    const TYPE: TypeDef = TypeDef::scalar(DataType::Uuid);

    fn read(value: WireValue<'_>) -> Result<Self> {
        uuid(value)
    }

    fn write(&self, name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.uuid(name, *self)
    }
}

impl Element for ::uuid::Uuid {
    fn read_list(value: WireValue<'_>) -> Result<Vec<Self>> {
        strings(value.list(6, "a list of uuids")?, parse_uuid)
    }

    fn write_list(values: &[Self], name: &str, sink: &mut dyn Sink) -> Result<()> {
        sink.list(name, List::Uuids(&mut values.iter().copied()))
    }
}
