//! Writes the fields of protobuf messages.
//!
//! The format is <https://protobuf.dev/programming-guides/encoding/>. Nothing here fails: a buffer grows, and
//! what may be written was checked before.

/// The numbers of a vector, 32 bits each, little-endian: one copy of memory on nearly all machines.
pub(super) fn floats(out: &mut Vec<u8>, values: &[f32]) {
    if cfg!(target_endian = "little") {
        out.extend_from_slice(bytemuck::cast_slice(values));
    } else {
        out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
}

/// A tag: the number of a field and its kind on the wire (0 number, 1 eight bytes, 2 bytes, 5 four bytes).
#[inline]
pub(super) fn tag(out: &mut Vec<u8>, number: u32, wire: u32) {
    varint(out, u64::from(number << 3 | wire));
}

/// A field that holds a text.
pub(super) fn string(out: &mut Vec<u8>, number: u32, text: &str) {
    bytes(out, number, text.as_bytes());
}

/// A field that holds a message or other bytes, behind their length.
pub(crate) fn bytes(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    tag(out, number, 2);
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

/// How long a field is that has a number below 16 and holds `len` bytes.
pub(super) const fn field_len(len: usize) -> usize {
    1 + varint_len(len) + len
}

/// How long a number is: a byte for each seven bits.
pub(super) const fn varint_len(value: usize) -> usize {
    let bits = usize::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

/// A number, seven bits a byte, the lowest first; short ones without a loop.
#[inline]
pub(super) fn varint(out: &mut Vec<u8>, value: u64) {
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
