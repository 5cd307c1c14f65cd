//! Values of a property that were of another type: what a function of the user's takes and gives.

use serde_json::Value;
use uuid::Uuid;

use crate::plain::{
    error::{Error, Result},
    schema::BackfillDef,
};

mod sealed {
    /// Types of values, and no others.
    pub trait Sealed {}
}

use sealed::Sealed;

/// A type of values that `#[weaviate(backfill = …)]` takes or gives: text, integers, numbers, booleans, uuids, lists of
/// them, and as what it gives also an `Option`.
#[diagnostic::on_unimplemented(
    message = "a `backfill` cannot take or give `{Self}`",
    label = "it takes and gives `String`, `i64`, `f64`, `bool`, `Uuid`, lists of them, and gives an `Option`"
)]
pub trait Backfill: Sized + Sealed {
    /// The data type, as the schema spells it.
    const TYPE: &'static str;

    /// Reads it from JSON; none if it is another type.
    fn read(json: &Value) -> Option<Self>;

    /// As JSON.
    fn write(self) -> Value;
}

macro_rules! backfills {
    ($($type:ty, $name:literal, $list:literal, $read:expr, $write:expr;)*) => {$(
        impl Sealed for $type {}
        impl Sealed for Vec<$type> {}
        impl Backfill for $type {
            const TYPE: &'static str = $name;
            fn read(json: &Value) -> Option<Self> {
                $read(json)
            }
            fn write(self) -> Value {
                $write(self)
            }
        }
        impl Backfill for Vec<$type> {
            const TYPE: &'static str = $list;
            fn read(json: &Value) -> Option<Self> {
                json.as_array()?.iter().map(<$type as Backfill>::read).collect()
            }
            fn write(self) -> Value {
                self.into_iter().map(Backfill::write).collect()
            }
        }
    )*};
}

backfills! {
    String, "text", "text[]", |json: &Value| json.as_str().map(str::to_owned), Value::from;
    i64, "int", "int[]", Value::as_i64, Value::from;
    i32, "int", "int[]", |json: &Value| json.as_i64().and_then(|int| int.try_into().ok()), Value::from;
    f64, "number", "number[]", Value::as_f64, Value::from;
    bool, "boolean", "boolean[]", Value::as_bool, Value::from;
    Uuid, "uuid", "uuid[]", |json: &Value| json.as_str()?.parse().ok(), |id: Uuid| Value::from(id.to_string());
}

impl<T> Sealed for Option<T> {}

impl<T: Backfill> Backfill for Option<T> {
    const TYPE: &'static str = T::TYPE;

    fn read(json: &Value) -> Option<Self> {
        if json.is_null() { Some(None) } else { T::read(json).map(Some) }
    }

    fn write(self) -> Value {
        self.map_or(Value::Null, Backfill::write)
    }
}

/// What the derive writes for `backfill = function`; `apply` is the same function between values as JSON.
pub const fn backfill<Old: Backfill, New: Backfill>(
    _: fn(Old) -> New,
    apply: fn(&Value) -> Result<Value>,
) -> BackfillDef {
    BackfillDef { from: Old::TYPE, apply: Some(apply) }
}

/// Calls the function of a `backfill`.
///
/// # Errors
///
/// `InvalidInput` for a value of another type than it takes.
pub fn filled<Old: Backfill, New: Backfill>(function: fn(Old) -> New, old: &Value) -> Result<Value> {
    let taken = Old::read(old).ok_or_else(|| Error::invalid(format!("`{old}` is no `{}`", Old::TYPE)))?;
    Ok(function(taken).write())
}
