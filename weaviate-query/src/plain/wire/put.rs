//! Writes the fields of protobuf messages.
//!
//! The format is <https://protobuf.dev/programming-guides/encoding/>.

pub(super) fn floats(out: &mut Vec<u8>, values: &[f32]) {
    if cfg!(target_endian = "little") {
        out.extend_from_slice(bytemuck::cast_slice(values));
    } else {
        out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }
}

#[inline]
pub(super) fn tag(out: &mut Vec<u8>, number: u32, wire: u32) {
    varint(out, u64::from(number << 3 | wire));
}

pub(super) fn string(out: &mut Vec<u8>, number: u32, text: &str) {
    bytes(out, number, text.as_bytes());
}

pub(crate) fn bytes(out: &mut Vec<u8>, number: u32, value: &[u8]) {
    tag(out, number, 2);
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

/// The bytes of a field of a number below 16 that holds `len` bytes.
pub(super) const fn field_len(len: usize) -> usize {
    1 + varint_len(len) + len
}

pub(super) const fn varint_len(value: usize) -> usize {
    let bits = usize::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

#[inline]
pub(super) fn varint(out: &mut Vec<u8>, value: u64) {
    match value {
        0..0x80 => out.push(value as u8),
        0x80..0x4000 => out.extend_from_slice(&[value as u8 | 0x80, (value >> 7) as u8]),
        _ => out.extend_from_slice(varint_bytes(value, &mut [0; 10])),
    }
}

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
