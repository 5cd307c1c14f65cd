//! Rust types whose values can name the groups of an aggregate.
//!
//! A reply names a group by a text, a number or a boolean; here it becomes the field's own type again. A server names groups
//! of ints by numbers, so a number without a fraction is an int.

use crate::{
    plain::{
        error::{Error, Result},
        numbers::GroupValue,
        sealed::Sealed,
        wire::parse_uuid,
    },
    typed::groups::GroupName,
};

/// A Rust type whose values can name groups; an `Option` and a list of it do, too, by the values in them.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` cannot name groups",
    label = "an aggregate groups by text, int, number, boolean, date and uuid properties and arrays of them"
)]
pub trait GroupKey: Sealed {
    /// The type of one value.
    type Value: GroupName;

    /// From the reply.
    fn read(by: GroupValue) -> Result<Self::Value>;
}

macro_rules! keys {
    ($($t:ty: $kind:ident($value:ident) => $read:expr;)*) => { $(
        impl GroupKey for $t {
            type Value = $t;

            fn read(by: GroupValue) -> Result<$t> {
                match by {
                    GroupValue::$kind($value) => $read,
                    _ => Err(Error::decode(concat!("its value is no ", stringify!($t)))),
                }
            }
        }
    )* };
}

keys! {
    String: Text(text) => Ok(text);
    bool: Boolean(boolean) => Ok(boolean);
    f64: Number(number) => Ok(number);
    f32: Number(number) => Ok(number as f32);
    ::uuid::Uuid: Text(text) => parse_uuid(&text);
}

macro_rules! integers {
    ($($t:ty)*) => { $(
        impl GroupKey for $t {
            type Value = $t;

            fn read(by: GroupValue) -> Result<$t> {
                match by {
                    GroupValue::Int(int) => narrow(int),
                    // A server names groups of ints by numbers.
                    GroupValue::Number(number) if number.fract() == 0.0 => narrow(number as i64),
                    _ => Err(Error::decode("its value is no int")),
                }
            }
        }
    )* };
}

integers! { i64 i32 i16 u8 u16 u32 }

fn narrow<T: TryFrom<i64>>(value: i64) -> Result<T> {
    T::try_from(value)
        .map_err(|_| Error::decode(format!("holds {value}, which the field's type cannot hold")))
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone + 'static> GroupKey for chrono::DateTime<Z>
where
    Self: From<chrono::DateTime<chrono::FixedOffset>>,
{
    type Value = Self;

    fn read(by: GroupValue) -> Result<Self> {
        crate::plain::value::date::read(&<String as GroupKey>::read(by)?)
    }
}

impl<T: GroupKey> GroupKey for Option<T> {
    type Value = T::Value;

    fn read(by: GroupValue) -> Result<T::Value> {
        T::read(by)
    }
}

impl<T: GroupKey> GroupKey for Vec<T> {
    type Value = T::Value;

    fn read(by: GroupValue) -> Result<T::Value> {
        T::read(by)
    }
}
