//! The wire codec: rows straight from the bytes of a reply into the user's struct, objects straight from the
//! struct into the bytes of a request.
//!
//! No message is built in between. Reading: [`ObjectBytes`] is one object of a reply and finds the values that a
//! [`Row`] wants in one pass that is not generic, each in its [`Slot`]; [`WireValue`] is one value. Writing: a struct
//! visits its fields through a [`Sink`]; [`Batch`] is the one that makes a `BatchObjectsRequest`,
//! [`json`] the one for REST.

mod batch;
mod fields;
pub mod json;
mod object;
mod put;
pub mod raw;
mod reply;
mod row;
mod sink;
mod slot;
mod together;
mod value;

pub use batch::Batch;
pub(crate) use fields::{Fields, Payload};
pub use object::ObjectBytes;
#[cfg(feature = "chrono")]
pub(crate) use object::millis;
pub(crate) use object::{Ranked, flag, metadata_id};
pub(crate) use put::bytes as put_bytes;
pub(crate) use reply::{at, results};
pub use row::Row;
pub(crate) use row::read_fields;
pub use sink::{Encode, List, Sink};
pub(crate) use slot::named;
pub use slot::{Key, Place, Slot};
pub use together::Together;
pub use value::WireValue;
pub(crate) use value::{Kind, booleans, messages, strings, words};
