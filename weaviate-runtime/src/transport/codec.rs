//! Messages of an answer as the bytes they are: decoding happens elsewhere.

use bytes::{Buf, Bytes};
use tonic::{
    Status,
    codec::{DecodeBuf, Decoder},
};

/// Hands bytes through.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BytesCodec;

impl Decoder for BytesCodec {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, message: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(message.copy_to_bytes(message.remaining())))
    }
}
