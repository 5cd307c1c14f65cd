//! Changing a protobuf message where it hurts: field by field, and with pieces of other messages.

use crate::program::Random;

/// A field as it is on the wire.
#[derive(Clone)]
struct Field {
    number: u64,
    kind: u8,
    /// Of a varint and of fixed numbers the bytes; of all else what is inside.
    bytes: Vec<u8>,
}

/// Numbers that are not what somebody expects.
const NUMBERS: &[u64] =
    &[0, 1, 10_000, 10_001, 1 << 31, (1 << 31) - 1, u32::MAX as u64, 1 << 53, 1 << 63, u64::MAX];

/// Texts that are not what somebody expects.
const TEXTS: &[&[u8]] =
    &[b"", b"\xff\xfe", b"Article", b"title", b"\0", b"*?*?*?*?*", b"_id", b"len(title)", b"a.b[0].c"];

/// A copy with one to four fields changed; `other` is another message, whose fields may be put in.
pub(crate) fn changed(message: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = message.to_vec();
    for _ in 0..=random.below(4) {
        out = change(&out, other, random, 0);
    }
    out
}

fn change(message: &[u8], other: &[u8], random: &mut Random, depth: u32) -> Vec<u8> {
    let Some(mut fields) = fields(message).filter(|fields| !fields.is_empty()) else {
        return TEXTS[random.below(TEXTS.len() as u64) as usize].to_vec();
    };
    let at = random.below(fields.len() as u64) as usize;
    // Most of a message is inside of others.
    if fields[at].kind == 2 && depth < 12 && random.below(3) > 0 {
        fields[at].bytes = change(&fields[at].bytes, other, random, depth + 1);
        return written(&fields, random);
    }
    match random.below(9) {
        0 => drop(fields.remove(at)),
        1 => {
            let field = fields[at].clone();
            (0..=random.below(40)).for_each(|_| fields.push(field.clone()));
        }
        2 => fields[at].number = 1 + random.below(60),
        3 => fields[at].kind = random.below(6) as u8,
        4 => {
            // The same field inside itself, again and again.
            let field = fields[at].clone();
            for _ in 0..random.below(300) {
                let inner = written(&fields, random);
                fields = vec![Field { kind: 2, bytes: inner, ..field }];
            }
        }
        5 | 6 => {
            let strange = self::fields(other).unwrap_or_default();
            if !strange.is_empty() {
                let strange = &strange[random.below(strange.len() as u64) as usize];
                if random.below(2) == 0 {
                    fields[at].bytes.clone_from(&strange.bytes);
                } else {
                    fields.insert(at, strange.clone());
                }
            }
        }
        7 => fields[at].bytes = TEXTS[random.below(TEXTS.len() as u64) as usize].to_vec(),
        _ => {
            fields[at].kind = 0;
            fields[at].bytes = varint(NUMBERS[random.below(NUMBERS.len() as u64) as usize]);
        }
    }
    written(&fields, random)
}

fn fields(mut message: &[u8]) -> Option<Vec<Field>> {
    let mut out = Vec::new();
    while !message.is_empty() {
        let tag = read(&mut message)?;
        let (number, kind) = (tag >> 3, (tag & 7) as u8);
        let length = match kind {
            0 => message.iter().position(|byte| byte & 0x80 == 0)? + 1,
            1 => 8,
            2 => usize::try_from(read(&mut message)?).ok()?,
            5 => 4,
            _ => return None,
        };
        let (bytes, rest) = message.split_at_checked(length)?;
        out.push(Field { number, kind, bytes: bytes.to_vec() });
        message = rest;
    }
    Some(out)
}

fn read(from: &mut &[u8]) -> Option<u64> {
    let mut out = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        out |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(out);
        }
    }
    None
}

fn varint(mut number: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
    out
}

fn written(fields: &[Field], random: &mut Random) -> Vec<u8> {
    let mut out = Vec::new();
    for field in fields {
        out.extend(varint(field.number << 3 | u64::from(field.kind)));
        if field.kind == 2 {
            // Now and then a length that is not true.
            let lie = random.below(200) == 0;
            let length = if lie {
                NUMBERS[random.below(NUMBERS.len() as u64) as usize]
            } else {
                field.bytes.len() as u64
            };
            out.extend(varint(length));
        }
        out.extend_from_slice(&field.bytes);
    }
    out
}
