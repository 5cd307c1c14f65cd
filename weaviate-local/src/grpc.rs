//! The gRPC service: one method each, errors as UNKNOWN with nothing but a text.

mod health;
mod service;
mod stream;

pub(crate) use health::Health;
pub(crate) use service::Weaviate;

use tonic::Status;

use crate::error::Refusal;

/// The largest message either way.
pub(crate) const MESSAGE_LIMIT: usize = 104_858_000;

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Status {
        Status::unknown(refusal.text)
    }
}
