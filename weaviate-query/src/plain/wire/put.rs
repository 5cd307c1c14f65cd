//! Writes the fields of protobuf messages.
//!
//! The format is <https://protobuf.dev/programming-guides/encoding/>. Nothing here fails: a buffer grows, and
//! what may be written was checked before.

/// The numbers of a vector, 32 bits each, little-endian: the compiler makes one copy of memory of it.
pub(crate) fn floats(out: &mut Vec<u8>, values: &[f32]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

/// A tag: the number of a field and its kind on the wire (0 number, 1 eight bytes, 2 bytes, 5 four bytes).
#[inline]
pub(crate) fn tag(out: &mut Vec<u8>, number: u32, wire: u32) {
    varint(out, u64::from(number << 3 | wire));
}

/// A field that holds a text.
pub(crate) fn string(out: &mut Vec<u8>, number: u32, text: &str) {
    bytes(out, number, text.as_bytes());
}

/// A field that holds a message or other bytes, behind their length.
pub(crate) fn bytes(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    // Nearly all are short and have a low number: both are written at once.
    if let (0..16, len @ 0..0x80) = (number, value.len()) {
        out.extend_from_slice(&[(number << 3 | 2) as u8, len as u8]);
    } else {
        tag(out, number, 2);
        varint(out, value.len() as u64);
    }
    out.extend_from_slice(value);
}

/// A text, unless it is empty: proto3 leaves those out that stand once.
pub(crate) fn text(out: &mut Vec<u8>, number: u32, text: &str) {
    if !text.is_empty() {
        string(out, number, text);
    }
}

/// A number, unless it is 0; a boolean is 1 or 0.
pub(crate) fn number(out: &mut Vec<u8>, number: u32, value: u64) {
    if value != 0 {
        tag(out, number, 0);
        varint(out, value);
    }
}

/// A number of 64 bits, if it is there.
pub(crate) fn double(out: &mut Vec<u8>, number: u32, value: Option<f64>) {
    if let Some(value) = value {
        tag(out, number, 1);
        out.extend_from_slice(&value.to_le_bytes());
    }
}

/// A message of the kind that is rare enough to be made before it is written.
pub(crate) fn message(out: &mut Vec<u8>, number: u32, message: Option<&impl prost::Message>) {
    if let Some(message) = message {
        tag(out, number, 2);
        varint(out, message.encoded_len() as u64);
        message.encode_raw(out);
    }
}

/// A message that `write` writes, of about so many bytes: its length is put before it when it is known.
pub(crate) fn nested(out: &mut Vec<u8>, number: u32, about: usize, write: impl FnOnce(&mut Vec<u8>)) {
    tag(out, number, 2);
    let (start, width) = (out.len(), varint_len(about));
    out.resize(start + width, 0);
    write(out);
    let mut buffer = [0; 10];
    let length = varint_bytes((out.len() - start - width) as u64, &mut buffer);
    match out.get_mut(start..start + width).filter(|place| place.len() == length.len()) {
        Some(place) => place.copy_from_slice(length),
        None => drop(out.splice(start..start + width, length.iter().copied())),
    }
}

/// How long a field is that has a number below 16 and holds `len` bytes.
pub(crate) const fn field_len(len: usize) -> usize {
    1 + varint_len(len) + len
}

/// How long a number is: a byte for each seven bits.
pub(crate) const fn varint_len(value: usize) -> usize {
    let bits = usize::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

/// A number, seven bits a byte, the lowest first; short ones without a loop.
#[inline]
pub(crate) fn varint(out: &mut Vec<u8>, value: u64) {
    match value {
        0..0x80 => out.push(value as u8),
        0x80..0x4000 => out.extend_from_slice(&[value as u8 | 0x80, (value >> 7) as u8]),
        _ => out.extend_from_slice(varint_bytes(value, &mut [0; 10])),
    }
}

/// The bytes of a number, in a buffer that has room for the longest.
pub(super) fn varint_bytes(mut value: u64, buffer: &mut [u8; 10]) -> &[u8] {
    let mut len = 0;
    for place in buffer.iter_mut() {
        len += 1;
        *place = value as u8 & 0x7f;
        value >>= 7;
        if value == 0 {
            break;
        }
        *place |= 0x80;
    }
    buffer.get(..len).unwrap_or_default()
}
