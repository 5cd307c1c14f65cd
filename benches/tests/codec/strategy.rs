//! Random objects with a property of every type.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone as _, Utc};
use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;
use weaviate_benches::model::{Everything, Inner, Leaf, Target};
use weaviate_query::property::{Blob, GeoPoint, Link, PhoneNumber};

/// The largest integer that is stored as it is.
pub(crate) const LARGEST: i64 = 9_007_199_254_740_992;

pub(crate) fn text() -> BoxedStrategy<String> {
    prop_oneof![4 => any::<String>(), 1 => Just(String::new()), 1 => "[a-z]{120,140}", 1 => "\\PC{0,6}"]
        .boxed()
}

pub(crate) fn int() -> impl Strategy<Value = i64> {
    prop_oneof![4 => -LARGEST..=LARGEST, 1 => Just(LARGEST), 1 => Just(-LARGEST), 1 => -200..200_i64]
}

pub(crate) fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => any::<f64>().prop_filter("finite", |number| number.is_finite()),
        1 => Just(-0.0), 1 => Just(f64::MAX), 1 => Just(f64::from_bits(1)),
    ]
}

pub(crate) fn float() -> impl Strategy<Value = f32> {
    any::<f32>().prop_filter("finite", |number| number.is_finite())
}

/// Of the years that an index of nanoseconds has; whole minutes of offset: RFC 3339 has no others.
pub(crate) fn date() -> impl Strategy<Value = DateTime<FixedOffset>> {
    let nanos = prop_oneof![Just(0_u32), 0..1_000_000_000_u32, (0..1_000_u32).prop_map(|ms| ms * 1_000_000)];
    (1678..2262_i32, 1..=365_u32, 0..86_400_u32, nanos, -14 * 60..=14 * 60_i32).prop_map(
        |(year, day, second, nano, offset)| {
            let date = NaiveDate::from_yo_opt(year, day).expect("a year has 365 days");
            let time =
                chrono::NaiveTime::from_num_seconds_from_midnight_opt(second, nano).expect("within a day");
            let zone = FixedOffset::east_opt(offset * 60).expect("within a day");
            zone.from_local_datetime(&date.and_time(time)).single().expect("fixed offsets are unambiguous")
        },
    )
}

pub(crate) fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn link() -> impl Strategy<Value = Link<Target>> {
    uuid().prop_map(Link::to)
}

/// As the server sends it: it fills in what is not written.
fn phone() -> impl Strategy<Value = PhoneNumber> {
    (text(), text(), text(), text(), any::<u64>(), any::<u64>(), any::<bool>()).prop_map(
        |(
            input,
            default_country,
            international_formatted,
            national_formatted,
            national,
            country_code,
            valid,
        )| {
            PhoneNumber {
                input,
                default_country,
                international_formatted,
                national_formatted,
                national,
                country_code,
                valid,
            }
        },
    )
}

fn leaf() -> BoxedStrategy<Leaf> {
    (text(), vec(int(), 0..4)).prop_map(|(text, ints)| Leaf { text, ints }).boxed()
}

fn inner() -> BoxedStrategy<Inner> {
    let scalars = (text(), int(), number(), any::<bool>(), date(), uuid());
    let lists = (
        vec(text(), 0..4),
        vec(int(), 0..4),
        vec(number(), 0..4),
        vec(any::<bool>(), 0..4),
        option::of(leaf()),
        vec(leaf(), 0..3),
    );
    (scalars, lists)
        .prop_map(
            |((text, int, number, boolean, date, uuid), (texts, ints, numbers, booleans, leaf, leaves))| {
                Inner { text, int, number, boolean, date, uuid, texts, ints, numbers, booleans, leaf, leaves }
            },
        )
        .boxed()
}

/// Every property, each at random.
pub(crate) fn everything() -> BoxedStrategy<Everything> {
    let numbers =
        (int(), any::<i32>(), any::<i16>(), any::<u8>(), any::<u16>(), any::<u32>(), number(), float());
    let scalars = (uuid(), text(), any::<bool>(), date(), date(), uuid(), (float(), float()), phone());
    let lists = (
        vec(any::<u8>(), 0..50),
        vec(text(), 0..5),
        vec(int(), 0..40),
        vec(any::<u8>(), 0..5),
        vec(number(), 0..40),
        vec(float(), 0..5),
        vec(any::<bool>(), 0..140),
        vec(date(), 0..4),
        vec(uuid(), 0..4),
    );
    let inside = (
        inner(),
        vec(inner(), 0..3),
        option::of(text()),
        option::of(int()),
        option::of(vec(text(), 1..3)),
        option::of(inner()),
        (link(), option::of(link()), vec(link(), 0..4)),
    );
    let vectors = (any::<[f32; 5]>(), option::of(any::<[f32; 3]>()), vec(any::<[f32; 3]>(), 1..4));
    let finite = |v: &([f32; 5], Option<[f32; 3]>, Vec<[f32; 3]>)| {
        let all = v.0.iter().chain(v.1.iter().flatten()).chain(v.2.iter().flatten());
        all.into_iter().all(|value| value.is_finite())
    };
    let vectors = vectors.prop_filter("finite", finite);
    // Boxed: together their trees are larger than the stack of a test.
    let parts = (numbers.boxed(), scalars.boxed(), lists.boxed(), inside.boxed(), vectors.boxed());
    parts
        .prop_map(|(numbers, scalars, lists, inside, (vector, maybe_vector, rows))| {
            let (int, int32, int16, byte, word, double_word, number, single) = numbers;
            let (id, text, boolean, utc, offset, uuid, (latitude, longitude), phone) = scalars;
            let (blob, texts, ints, bytes, numbers, singles, booleans, dates, uuids) = lists;
            let (inner, inners, maybe_text, maybe_int, maybe_texts, maybe_inner, links) = inside;
            Everything {
                id,
                text,
                int,
                int32,
                int16,
                byte,
                word,
                double_word,
                number,
                single,
                boolean,
                utc: utc.with_timezone(&Utc),
                offset,
                uuid,
                place: GeoPoint::new(latitude, longitude),
                phone,
                blob: Blob(blob),
                texts,
                ints,
                bytes,
                numbers,
                singles,
                booleans,
                dates,
                uuids,
                inner,
                inners,
                maybe_text,
                maybe_int,
                maybe_texts,
                maybe_inner,
                link: links.0,
                maybe_link: links.1,
                links: links.2,
                vector: vector.into(),
                maybe_vector: maybe_vector.map(Into::into),
                rows: rows.into_iter().collect(),
            }
        })
        .boxed()
}
