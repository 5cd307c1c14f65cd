//! How an answer is made into one that no server gives.

use bytes::Bytes;

use crate::dice::Dice;

/// What stands for a value in JSON and is none of the kind that belongs there.
const WORDS: [&str; 20] = [
    "null",
    "true",
    "-1",
    "1e999",
    "-0.0",
    "18446744073709551616",
    "9223372036854775807",
    "0.1",
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "[]",
    "{}",
    "[null]",
    "[[1.0],[]]",
    "{\"a\":1,\"a\":2}",
    "\"9999-99-99T99:99:99Z\"",
    "\"00000000-0000-0000-0000-00000000000g\"",
    "\"weaviate://localhost/X/y\"",
    "NaN",
];

/// An answer, twisted: often not, so that calls of several answers come to the later ones.
pub(super) fn twisted(dice: &mut Dice, answer: &Bytes, others: &[Bytes]) -> Bytes {
    if dice.below(3) == 0 {
        return answer.clone();
    }
    let mut bytes = answer.to_vec();
    for _ in 0..=dice.below(4) {
        once(dice, &mut bytes, others);
    }
    bytes.into()
}

fn once(dice: &mut Dice, bytes: &mut Vec<u8>, others: &[Bytes]) {
    let (length, part) = (bytes.len(), dice.part(bytes.len()));
    let at = dice.below(length);
    let is_json = bytes.first().is_some_and(|first| matches!(first, b'{' | b'['));
    match dice.below(if is_json { 15 } else { 12 }) {
        0 if length > 0 => bytes[at] ^= 1 << dice.below(8),
        1 if length > 0 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][dice.below(5)],
        2 => drop(bytes.drain(part)),
        3 => bytes.truncate(at),
        4 => {
            let again = bytes[part].to_vec();
            bytes.splice(at..at, again);
        }
        5 => {
            let noise: Vec<u8> = (0..dice.below(20)).map(|_| dice.roll() as u8).collect();
            bytes.splice(at..at, noise);
        }
        // A length, or a number, that is as large as it can be.
        6 => {
            let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
            let size = [1, 4, 5, 10][dice.below(4)].min(length - at);
            bytes.splice(at..at + size, huge[10 - dice.below(11)..].to_vec());
        }
        7 => {
            if let Some(other) = others.get(dice.below(others.len())) {
                let from = dice.part(other.len());
                bytes.splice(part, other[from].iter().copied());
            }
        }
        // A message in itself, deeper than any stack.
        8 => {
            let tag = (1 + dice.below(15)) as u8 * 8 + 2;
            let mut size = part.len();
            let mut heads = Vec::new();
            for _ in 0..[2, 100, 50_000][dice.below(3)] {
                let head = head(tag, size);
                size += head.len();
                heads.push(head);
            }
            let inner = heads.into_iter().rev().flatten().chain(bytes[part.clone()].to_vec());
            let inner: Vec<u8> = inner.collect();
            bytes.splice(part, inner);
        }
        9 => bytes.clear(),
        10 => bytes.extend_from_slice(&answer_of_zeros(dice)),
        11 => bytes.reverse(),
        12 | 13 => put_word(dice, bytes),
        14 => {
            let deep = [10, 1_000, 100_000][dice.below(3)];
            let (open, close) = [("[", "]"), ("{\"a\":", "}")][dice.below(2)];
            let value = format!("{}1{}", open.repeat(deep), close.repeat(deep));
            replace_value(dice, bytes, value.as_bytes());
        }
        _ => {}
    }
}

/// The tag and the length of a field, as protobuf writes them.
fn head(tag: u8, mut size: usize) -> Vec<u8> {
    let mut head = vec![tag];
    while size >= 0x80 {
        head.push(size as u8 | 0x80);
        size >>= 7;
    }
    head.push(size as u8);
    head
}

fn answer_of_zeros(dice: &mut Dice) -> Vec<u8> {
    vec![0; dice.below(5_000)]
}

fn put_word(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let word = WORDS[dice.below(WORDS.len())];
    replace_value(dice, bytes, word.as_bytes());
}

/// Puts something in the place of one value of a JSON text, as far as it can be seen where one ends.
fn replace_value(dice: &mut Dice, bytes: &mut Vec<u8>, value: &[u8]) {
    let colons: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] == b':' || bytes[*at] == b'[').collect();
    let Some(&at) = colons.get(dice.below(colons.len())) else { return };
    let end = bytes[at + 1..].iter().position(|byte| matches!(byte, b',' | b'}' | b']'));
    bytes.splice(at + 1..at + 1 + end.unwrap_or(0), value.iter().copied());
}
