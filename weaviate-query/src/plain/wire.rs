//! The wire codec: rows straight from the bytes of a reply into the user's struct, objects straight from the
//! struct into the bytes of a request.
//!
//! No message is built in between. Reading: [`ObjectBytes`] is one object of a reply and finds the values
//! that a
//! [`Row`](crate::wire::Row) wants in one pass that is not generic, each in its [`Slot`]; [`WireValue`] is one value.
//! Writing: a struct visits its fields through a [`Sink`]; [`Batch`] is the one that makes a
//! `BatchObjectsRequest`,
//! [`json`] the one for REST.

mod batch;
mod depth;
mod fields;
pub mod json;
mod key;
mod later;
mod object;
pub(crate) mod put;
mod reply;
mod shown;
mod sink;
mod slot;
pub mod stream;
mod value;
mod values;
mod written;

pub use batch::Batch;
pub(crate) use depth::{DEEPEST, too_deep};
pub(crate) use fields::{Fields, Payload};
pub(crate) use key::Marks;
pub use key::{Key, Place};
pub use later::{Later, LaterLink, references};
pub use object::ObjectBytes;
pub(crate) use object::{Ranked, flag, metadata_id, millis};
pub(crate) use put::bytes as put_bytes;
pub(crate) use reply::{at, results};
pub(crate) use shown::shown;
pub use sink::{Encode, List, Sink};
pub use slot::Slot;
pub(crate) use slot::{find, named};
pub use value::WireValue;
pub(crate) use value::{Kind, alone, booleans, messages, strings, text, words};
pub(crate) use values::{floats, geo, parse_uuid, phone, uuid};
pub use written::{Refusal, Refusals, Removed};
