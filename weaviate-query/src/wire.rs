//! The wire codec: rows straight from the bytes of a reply into the user's struct, objects straight from the
//! struct into the bytes of a request.
//!
//! No message is built in between. Reading: [`Fields`] walks a message, [`ObjectBytes`] is one object of a reply
//! and finds the values that a row wants in one pass that is not generic, [`WireValue`] is one value. Writing: a
//! struct visits its fields through a [`Sink`]; [`Batch`] is the one that makes a `BatchObjectsRequest`,
//! [`json`] the one for REST.

mod batch;
mod fields;
pub mod json;
mod object;
pub mod raw;
mod reply;
mod sink;
mod value;

pub use batch::Batch;
pub(crate) use fields::{Fields, Payload};
pub use object::{Key, ObjectBytes, Place, Row, Slot};
pub(crate) use object::{flag, metadata_id, millis, named, read_fields};
pub(crate) use reply::results;
pub use sink::{Encode, List, Sink};
pub use value::WireValue;
pub(crate) use value::{Kind, booleans, messages, strings, words};
