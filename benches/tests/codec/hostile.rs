//! Replies that were cut, bent or made up: an error or a value, never a panic.

use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
use weaviate_benches::{
    model::{Article, Everything, Forest, Tree},
    random::Random,
    reply,
};
use weaviate_query::{Collection as _, ErrorKind, Result, wire::raw};

use crate::{
    decode::{reply as reply_bytes, reply_of},
    strategy::everything,
};

/// Replies to bend: every type of property, and many rows.
fn seeds() -> Vec<Vec<u8>> {
    let mut runner = TestRunner::deterministic();
    let strategy = everything();
    let mut seeds: Vec<Vec<u8>> = (0..40)
        .map(|i| {
            let objects = (0..=i % 3).map(|_| {
                let object =
                    proptest::strategy::Strategy::new_tree(&strategy, &mut runner).unwrap().current();
                reply_of(&object, i % 2 == 0)
            });
            reply_bytes(objects.collect())
        })
        .collect();
    seeds.push(reply::articles(2));
    seeds
}

fn bend(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            return;
        }
        let place = random.below(bytes.len());
        match random.below(8) {
            0 | 1 => bytes[place] ^= 1 << random.below(8),
            2 => bytes[place] = random.next_u64() as u8,
            // A length or a tag that says something else.
            3 => bytes[place] = bytes[place].wrapping_add(random.below(3) as u8).wrapping_sub(1),
            4 => bytes.truncate(place),
            5 => drop(bytes.remove(place)),
            6 => bytes.insert(place, random.next_u64() as u8),
            _ => {
                let len = random.below(40).min(bytes.len() - place);
                let copy = bytes[place..place + len].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
        }
    }
}

/// What is read is not looked at, only that reading ends; what fails says that it could not be decoded.
fn outcome<T>(read: Result<T>) -> bool {
    match read {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
            false
        }
    }
}

#[test]
fn bent_replies_are_errors_or_values() {
    let (seeds, mut random) = (seeds(), Random(20_261_121));
    let (whole, articles) = (Everything::query().all(), Article::query().all());
    let some = Everything::query().select(|f, meta| {
        let nested = f.inners.pick(|inner, _| (inner.text, inner.leaves.pick(|leaf, _| (leaf.ints,))));
        (f.text, f.maybe_int, f.dates, nested, f.links, f.rows, meta.created_at(), meta.is_consistent())
    });
    let (mut values, mut errors) = (0, 0);
    for i in 0..120_000 {
        let mut bytes = seeds[i % seeds.len()].clone();
        bend(&mut bytes, &mut random);
        let read = if i % seeds.len() == seeds.len() - 1 {
            outcome(articles.read(&bytes))
        } else {
            outcome(some.read(&bytes));
            outcome(whole.read(&bytes))
        };
        outcome(raw::objects(&bytes));
        if read { values += 1 } else { errors += 1 }
    }
    // Both happen often, or the test looks at nothing.
    assert!(values > 5_000 && errors > 50_000, "{values} values, {errors} errors");
}

#[test]
fn noise_is_an_error_or_nothing() {
    let (query, mut random) = (Everything::query().all(), Random(3));
    for _ in 0..50_000 {
        let bytes: Vec<u8> = (0..random.below(60)).map(|_| random.next_u64() as u8).collect();
        outcome(query.read(&bytes));
        outcome(raw::objects(&bytes));
    }
}

#[test]
fn every_cut_of_a_reply_is_an_error_or_fewer_rows() {
    let bytes = reply::articles(3);
    let query = Article::query().all();
    assert_eq!(query.read(&bytes).unwrap().len(), 3);
    for end in 0..bytes.len() {
        if let Ok(rows) = query.read(&bytes[..end]) {
            // Only between two results is a reply whole.
            assert!(rows.len() < 3 && query.read(&bytes[..end]).is_ok(), "cut at {end}");
        }
    }
}

/// A frame: the field `number` that holds these bytes.
fn frame(number: u8, bytes: &[u8]) -> Vec<u8> {
    let mut framed = vec![number << 3 | 2];
    let mut len = bytes.len();
    while len >= 0x80 {
        framed.push(len as u8 | 0x80);
        len >>= 7;
    }
    framed.push(len as u8);
    framed.extend_from_slice(bytes);
    framed
}

/// A reply of one object with the property `tree`, which holds `depth` objects, each the first in the list
/// `branches` of the one around it.
fn nested(depth: usize) -> Vec<u8> {
    let entry = |name: &[u8], value: &[u8]| frame(1, &[frame(1, name), frame(2, value)].concat());
    let text = entry(b"text", &frame(13, b"x"));
    let mut properties = text.clone();
    for _ in 1..depth {
        // Value.list_value { object_values { values: … } }
        let list = frame(5, &frame(4, &frame(1, &properties)));
        properties = [text.clone(), entry(b"branches", &list)].concat();
    }
    let properties = entry(b"tree", &frame(4, &properties));
    let id = frame(1, b"00000000-0000-0000-0000-000000000001");
    frame(2, &[frame(1, &frame(11, &properties)), frame(2, &id)].concat())
}

#[test]
fn objects_nested_without_end_are_an_error() {
    let query = Forest::query().all();
    for (depth, fits) in [(1, true), (9, true), (98, true), (200, false), (5_000, false), (9, true)] {
        let bytes = nested(depth);
        for read in [query.read(&bytes).map(drop), raw::objects(&bytes).map(drop)] {
            assert_eq!(outcome(read), fits, "{depth}");
        }
    }
    let rows = query.read(&nested(3)).unwrap();
    let leaf = Tree { text: "x".to_owned(), branches: Vec::new() };
    let around = |inner| Tree { text: "x".to_owned(), branches: vec![inner] };
    assert_eq!(rows[0].tree, around(around(leaf)));
}

#[test]
fn results_without_content_do_not_reserve_their_size() {
    // Two bytes each: a row of a struct is hundreds.
    let bytes = [0x12, 0x00].repeat(1_000_000);
    let (bytes_allocated, read) =
        weaviate_benches::count::allocated_bytes(|| Everything::query().all().read(&bytes));
    assert!(read.is_err());
    assert!(bytes_allocated < 32 * bytes.len(), "{bytes_allocated} bytes for a reply of {}", bytes.len());
}
