//! Refusals as gRPC has them: UNKNOWN, with nothing but a text.

use tonic::Status;

use crate::common::error::Refusal;

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        Self::unknown(refusal.text)
    }
}
