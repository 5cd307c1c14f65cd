//! Messages from bytes and back, with the server's words for bytes that are no message.
//!
//! The server is more patient than prost: a field that comes in another wire type than its own is one it does not know,
//! and is left out. What prost refuses is therefore read once more, by the description of the messages.

use std::marker::PhantomData;

use bytes::{Buf, Bytes};
use prost::{
    Message,
    encoding::{WireType, decode_varint, encode_varint},
};
use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};
use tonic::{
    Code, Status,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
};

use crate::{common::error::Refusal, protocol::descriptors};

/// How deep messages in messages are read: as deep as prost reads them. The server goes on to ten thousand.
const DEPTH: usize = 100;

/// What the messages of one method are read and written with.
pub(crate) struct Messages<A, Q> {
    method: &'static str,
    stream: bool,
    types: PhantomData<fn(Q) -> A>,
}

impl<A, Q> Messages<A, Q> {
    /// Of a method that gets one message.
    pub(crate) fn unary(method: &'static str) -> Self {
        Self { method, stream: false, types: PhantomData }
    }

    /// Of a method that gets a stream of them.
    pub(crate) fn stream(method: &'static str) -> Self {
        Self { method, stream: true, types: PhantomData }
    }
}

impl<A: Message + 'static, Q: Message + Default + 'static> Codec for Messages<A, Q> {
    type Encode = A;
    type Decode = Q;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self { types: PhantomData, ..*self }
    }

    fn decoder(&mut self) -> Self {
        Self { types: PhantomData, ..*self }
    }
}

impl<A: Message, Q> Encoder for Messages<A, Q> {
    type Item = A;
    type Error = Status;

    fn encode(&mut self, item: A, out: &mut EncodeBuf<'_>) -> Result<(), Status> {
        item.encode(out).map_err(|error| Status::internal(error.to_string()))
    }
}

impl<A, Q: Message + Default> Decoder for Messages<A, Q> {
    type Item = Q;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Q>, Status> {
        let bytes = from.copy_to_bytes(from.remaining());
        if let Ok(message) = Q::decode(bytes.clone()) {
            return Ok(Some(message));
        }
        let doing = if self.stream {
            "grpc: failed to unmarshal the received message"
        } else {
            "grpc: error unmarshalling request"
        };
        let too_deep = || Refusal::unsupported("messages nested a hundred times or more").into();
        let mut known = Vec::new();
        let input = descriptors::input(self.method);
        message(&mut &*bytes, input.as_ref(), DEPTH, &mut known).map_err(|why| match why {
            Unreadable::Wire => {
                Status::internal(format!("{doing}: proto: cannot parse invalid wire-format data"))
            }
            Unreadable::Utf8 => Status::internal(format!("{doing}: string field contains invalid UTF-8")),
            Unreadable::Depth => too_deep(),
        })?;
        // After this reading prost can only refuse how deep messages are nested.
        Q::decode(Bytes::from(known)).map(Some).map_err(|_| too_deep())
    }
}

/// Why bytes are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unreadable {
    Wire,
    Utf8,
    Depth,
}

type Read<T> = Result<T, Unreadable>;

/// Reads the fields of a message to its end, and writes those it has; without a description none is looked into.
fn message(from: &mut &[u8], kind: Option<&MessageDescriptor>, depth: usize, out: &mut Vec<u8>) -> Read<()> {
    let depth = depth.checked_sub(1).ok_or(Unreadable::Depth)?;
    while !from.is_empty() {
        let start = *from;
        let (number, wire) = tag(from)?;
        if wire == WireType::EndGroup {
            return Err(Unreadable::Wire);
        }
        let content = value(from, number, wire, DEPTH)?;
        let whole = start.get(..start.len() - from.len()).unwrap_or_default();
        let Some(field) = kind.and_then(|kind| kind.get_field(number)) else {
            if kind.is_none() {
                std::str::from_utf8(content).map_err(|_| Unreadable::Utf8)?;
            }
            continue;
        };
        match (field.kind(), wire) {
            (Kind::Message(inner), WireType::LengthDelimited) => {
                let mut known = Vec::new();
                message(&mut &*content, Some(&inner), depth, &mut known)?;
                encode_varint(u64::from(number) << 3 | WireType::LengthDelimited as u64, out);
                encode_varint(known.len() as u64, out);
                out.append(&mut known);
            }
            (Kind::String, WireType::LengthDelimited) => {
                std::str::from_utf8(content).map_err(|_| Unreadable::Utf8)?;
                out.extend_from_slice(whole);
            }
            (Kind::Bytes, WireType::LengthDelimited) => out.extend_from_slice(whole),
            (kind, wire) if scalar(&kind) == Some(wire) => out.extend_from_slice(whole),
            (kind, WireType::LengthDelimited) if packed(&field, &kind, content)? => {
                out.extend_from_slice(whole);
            }
            _ => {}
        }
    }
    Ok(())
}

/// The number and the wire type of the next field.
fn tag(from: &mut &[u8]) -> Read<(u32, WireType)> {
    let tag = varint(from)?;
    let number = u32::try_from(tag >> 3).ok().filter(|number| (1..1 << 29).contains(number));
    let wire = WireType::try_from(tag & 7).map_err(|_| Unreadable::Wire)?;
    Ok((number.ok_or(Unreadable::Wire)?, wire))
}

fn varint(from: &mut &[u8]) -> Read<u64> {
    decode_varint(from).map_err(|_| Unreadable::Wire)
}

/// Takes the value of a field away; the bytes in it.
fn value<'a>(from: &mut &'a [u8], number: u32, wire: WireType, depth: usize) -> Read<&'a [u8]> {
    let start = *from;
    let length = match wire {
        WireType::Varint => {
            varint(from)?;
            return Ok(start.get(..start.len() - from.len()).unwrap_or_default());
        }
        WireType::SixtyFourBit => 8,
        WireType::ThirtyTwoBit => 4,
        WireType::LengthDelimited => usize::try_from(varint(from)?).map_err(|_| Unreadable::Wire)?,
        WireType::StartGroup => {
            let depth = depth.checked_sub(1).ok_or(Unreadable::Depth)?;
            loop {
                let (inner, wire) = tag(from)?;
                if wire == WireType::EndGroup {
                    return if inner == number { Ok(&[]) } else { Err(Unreadable::Wire) };
                }
                value(from, inner, wire, depth)?;
            }
        }
        WireType::EndGroup => return Err(Unreadable::Wire),
    };
    let (content, rest) = from.split_at_checked(length).ok_or(Unreadable::Wire)?;
    *from = rest;
    Ok(content)
}

/// The wire type of one number; none for what is no number.
fn scalar(kind: &Kind) -> Option<WireType> {
    Some(match kind {
        Kind::Double | Kind::Fixed64 | Kind::Sfixed64 => WireType::SixtyFourBit,
        Kind::Float | Kind::Fixed32 | Kind::Sfixed32 => WireType::ThirtyTwoBit,
        Kind::String | Kind::Bytes | Kind::Message(_) => return None,
        _ => WireType::Varint,
    })
}

/// Whether these are numbers one after the other, and the field takes many.
fn packed(field: &FieldDescriptor, kind: &Kind, content: &[u8]) -> Read<bool> {
    let Some(wire) = scalar(kind).filter(|_| field.is_list()) else { return Ok(false) };
    let mut rest = content;
    while !rest.is_empty() {
        value(&mut rest, 0, wire, DEPTH)?;
    }
    Ok(true)
}

/// What tonic refused before a message was read, in the server's words.
pub(crate) fn in_servers_words(status: &Status) -> Option<Status> {
    let text = status.message();
    match status.code() {
        Code::OutOfRange => {
            let sizes = text.strip_prefix("Error, decoded message length too large: found ")?;
            let (found, limit) = sizes.strip_suffix(" bytes")?.split_once(" bytes, the limit is: ")?;
            Some(Status::resource_exhausted(format!(
                "grpc: received message larger than max ({found} vs. {limit})"
            )))
        }
        Code::Unimplemented => {
            let encoding = text.strip_prefix("Content is compressed with `")?.split('`').next()?;
            Some(Status::unimplemented(if encoding == "gzip" {
                Refusal::unsupported("compressed messages").text
            } else {
                format!("grpc: Decompressor is not installed for grpc-encoding \"{encoding}\"")
            }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Read<Vec<u8>> {
        let mut out = Vec::new();
        message(&mut &*bytes, descriptors::input("Search").as_ref(), DEPTH, &mut out).map(|()| out)
    }

    #[test]
    fn depth_is_refused_and_no_stack_is_used_up() {
        let group = b"\x9b\x3e".repeat(50_000);
        let mut filters = Vec::new();
        for _ in 0..2_000 {
            let inner = std::mem::take(&mut filters);
            prost::encoding::bytes::encode(3, &inner, &mut filters);
        }
        let mut search = Vec::new();
        prost::encoding::bytes::encode(40, &filters, &mut search);
        assert_eq!(read(&search), Err(Unreadable::Depth));
        assert_eq!(read(&group), Err(Unreadable::Depth));
    }

    // What 1.39.0 answered to these bytes, as a `SearchRequest`.
    #[test]
    fn bytes_are_read_as_the_server_reads_them() {
        for (bytes, expected) in [
            (&b""[..], Ok(&b""[..])),
            (b"\x0a\x01X", Ok(b"\x0a\x01X")),
            // `collection` as a number is a field nobody knows.
            (b"\x08\x01", Ok(b"")),
            (b"\x9b\x3e\x9c\x3e", Ok(b"")),
            (b"\xff", Err(Unreadable::Wire)),
            (b"\x08\x80", Err(Unreadable::Wire)),
            (b"\x0a\x05ab", Err(Unreadable::Wire)),
            (b"\x0e\x01", Err(Unreadable::Wire)),
            (b"\x00\x01", Err(Unreadable::Wire)),
            (b"\x0c", Err(Unreadable::Wire)),
            (b"\x0b\x08\x01", Err(Unreadable::Wire)),
            (b"\x0b\x14", Err(Unreadable::Wire)),
            (b"\x80\x80\x80\x80\x10\x01", Err(Unreadable::Wire)),
            (b"\xa2\x01\x01\xff", Err(Unreadable::Wire)),
            (b"\x0a\x02\xff\xfe", Err(Unreadable::Utf8)),
        ] {
            assert_eq!(read(bytes), expected.map(<[u8]>::to_vec), "{bytes:?}");
        }
    }

    #[test]
    fn tonics_words_become_the_servers() {
        let large = Status::out_of_range(
            "Error, decoded message length too large: found 9 bytes, the limit is: 8 bytes",
        );
        let found = in_servers_words(&large).unwrap();
        assert_eq!(
            (found.code(), found.message()),
            (Code::ResourceExhausted, "grpc: received message larger than max (9 vs. 8)")
        );
        assert!(in_servers_words(&Status::unimplemented("unknown method")).is_none());
    }
}
