//! Objects written by the codec and read by prost.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use proptest::prelude::*;
use prost::Message as _;
use weaviate_benches::model::{Dated, Everything, Inner, Leaf};
use weaviate_proto as proto;
use weaviate_proto::google::value::Kind;
use weaviate_query::{ErrorKind, Names, render::Consistency, wire::Batch};

use crate::{
    moment::Moment,
    strategy::{LARGEST, everything},
};

/// What a message says of an object's properties, by name.
#[derive(Default)]
struct Found {
    scalars: BTreeMap<String, Kind>,
    texts: BTreeMap<String, Vec<String>>,
    ints: BTreeMap<String, Vec<i64>>,
    numbers: BTreeMap<String, Vec<f64>>,
    booleans: BTreeMap<String, Vec<bool>>,
    object: BTreeMap<String, proto::ObjectPropertiesValue>,
    objects: BTreeMap<String, Vec<proto::ObjectPropertiesValue>>,
    links: BTreeMap<String, Vec<String>>,
}

/// Reads one of the two messages of properties, whose fields have the same names.
macro_rules! found {
    ($message:expr) => {{
        let message = $message;
        let mut found = Found::default();
        assert!(message.empty_list_props.is_empty());
        for (name, value) in message.non_ref_properties.unwrap_or_default().fields {
            assert!(found.scalars.insert(name, value.kind.unwrap()).is_none());
        }
        for list in message.text_array_properties {
            assert!(found.texts.insert(list.prop_name, list.values).is_none());
        }
        for list in message.int_array_properties {
            assert!(found.ints.insert(list.prop_name, list.values).is_none());
        }
        for list in message.number_array_properties {
            #[expect(deprecated, reason = "the server reads these if they are there")]
            let old = list.values;
            assert!(old.is_empty());
            let numbers =
                list.values_bytes.chunks(8).map(|word| f64::from_le_bytes(word.try_into().unwrap()));
            assert!(found.numbers.insert(list.prop_name, numbers.collect()).is_none());
        }
        for list in message.boolean_array_properties {
            assert!(found.booleans.insert(list.prop_name, list.values).is_none());
        }
        for object in message.object_properties {
            assert!(found.object.insert(object.prop_name, object.value.unwrap()).is_none());
        }
        for list in message.object_array_properties {
            assert!(found.objects.insert(list.prop_name, list.values).is_none());
        }
        found
    }};
}

/// Each method takes what it compares away, so that nothing is left at the end.
impl Found {
    fn text(&mut self, name: &str, expected: &str) {
        assert_eq!(self.scalars.remove(name), Some(Kind::StringValue(expected.to_owned())), "{name}");
    }

    fn number(&mut self, name: &str, expected: f64) {
        let Some(Kind::NumberValue(found)) = self.scalars.remove(name) else { panic!("{name} is no number") };
        assert_eq!(found.to_bits(), expected.to_bits(), "{name}");
    }

    fn boolean(&mut self, name: &str, expected: bool) {
        assert_eq!(self.scalars.remove(name), Some(Kind::BoolValue(expected)), "{name}");
    }

    fn date(&mut self, name: &str, expected: Moment) {
        let Some(Kind::StringValue(found)) = self.scalars.remove(name) else { panic!("{name} is no text") };
        assert_eq!(Moment::parse(&found), expected, "{name}: {found}");
    }

    fn numbers(&mut self, name: &str, expected: impl Iterator<Item = f64>) {
        let bits = |numbers: Vec<f64>| numbers.into_iter().map(f64::to_bits).collect::<Vec<_>>();
        assert_eq!(self.numbers.remove(name).map(bits), Some(bits(expected.collect())), "{name}");
    }

    fn dates(&mut self, name: &str, expected: &[DateTime<FixedOffset>]) {
        let found: Vec<Moment> =
            self.texts.remove(name).unwrap().iter().map(|text| Moment::parse(text)).collect();
        assert_eq!(found, expected.iter().map(Moment::from).collect::<Vec<_>>(), "{name}");
    }

    fn inner(&mut self, name: &str, expected: &Inner) {
        inner(self.object.remove(name).unwrap(), expected);
    }

    fn nothing_else(self) {
        assert!(self.scalars.is_empty(), "{:?}", self.scalars);
        assert!(self.texts.is_empty() && self.ints.is_empty() && self.numbers.is_empty());
        assert!(self.booleans.is_empty() && self.object.is_empty() && self.objects.is_empty());
        assert!(self.links.is_empty(), "{:?}", self.links);
    }
}

fn as_numbers(fields: &weaviate_proto::google::Struct, name: &str) -> f64 {
    match fields.fields[name].kind {
        Some(Kind::NumberValue(number)) => number,
        _ => panic!("{name} is no number"),
    }
}

fn inner(message: proto::ObjectPropertiesValue, expected: &Inner) {
    let mut found = found!(message);
    found.text("text", &expected.text);
    found.number("int", expected.int as f64);
    found.number("number", expected.number);
    found.boolean("boolean", expected.boolean);
    found.date("date", (&expected.date).into());
    found.text("uuid", &expected.uuid.to_string());
    assert_eq!(found.texts.remove("texts").as_ref(), Some(&expected.texts));
    assert_eq!(found.ints.remove("ints").as_ref(), Some(&expected.ints));
    found.numbers("numbers", expected.numbers.iter().copied());
    assert_eq!(found.booleans.remove("booleans").as_ref(), Some(&expected.booleans));
    match &expected.leaf {
        Some(expected) => leaf(found.object.remove("leaf").unwrap(), expected),
        None => assert!(!found.object.contains_key("leaf")),
    }
    let leaves = found.objects.remove("leaves").unwrap();
    assert_eq!(leaves.len(), expected.leaves.len());
    leaves.into_iter().zip(&expected.leaves).for_each(|(message, expected)| leaf(message, expected));
    found.nothing_else();
}

fn leaf(message: proto::ObjectPropertiesValue, expected: &Leaf) {
    let mut found = found!(message);
    found.text("text", &expected.text);
    assert_eq!(found.ints.remove("ints").as_ref(), Some(&expected.ints));
    found.nothing_else();
}

fn everything_of(object: proto::BatchObject, expected: &Everything, class: &str, tenant: &str) {
    assert_eq!(object.uuid, expected.id.hyphenated().to_string());
    assert_eq!((object.collection.as_str(), object.tenant.as_str()), (class, tenant));
    assert!(object.vector_bytes.is_empty());
    vectors(object.vectors, expected);
    let mut properties = object.properties.unwrap();
    let single = std::mem::take(&mut properties.single_target_ref_props);
    assert!(properties.multi_target_ref_props.is_empty());
    let mut found = found!(properties);
    found.links = single.into_iter().map(|link| (link.prop_name, link.uuids)).collect();

    found.text("text", &expected.text);
    found.number("int", expected.int as f64);
    found.number("int32", f64::from(expected.int32));
    found.number("int16", f64::from(expected.int16));
    found.number("byte", f64::from(expected.byte));
    found.number("word", f64::from(expected.word));
    found.number("double_word", f64::from(expected.double_word));
    found.number("number", expected.number);
    found.number("single", f64::from(expected.single));
    found.boolean("boolean", expected.boolean);
    found.date("utc", (&expected.utc).into());
    found.date("offset", (&expected.offset).into());
    found.text("uuid", &expected.uuid.to_string());
    found.text("blob", &base64(&expected.blob));
    place_and_phone(&mut found, expected);

    assert_eq!(found.texts.remove("texts").as_ref(), Some(&expected.texts));
    assert_eq!(found.ints.remove("ints").as_ref(), Some(&expected.ints));
    assert_eq!(
        found.ints.remove("bytes"),
        Some(expected.bytes.iter().map(|byte| i64::from(*byte)).collect())
    );
    found.numbers("numbers", expected.numbers.iter().copied());
    found.numbers("singles", expected.singles.iter().map(|single| f64::from(*single)));
    assert_eq!(found.booleans.remove("booleans").as_ref(), Some(&expected.booleans));
    found.dates("dates", &expected.dates);
    assert_eq!(found.texts.remove("uuids"), Some(expected.uuids.iter().map(ToString::to_string).collect()));

    found.inner("inner", &expected.inner);
    let inners = found.objects.remove("inners").unwrap();
    assert_eq!(inners.len(), expected.inners.len());
    inners.into_iter().zip(&expected.inners).for_each(|(message, expected)| inner(message, expected));
    if let Some(expected) = &expected.maybe_text {
        found.text("maybe_text", expected);
    }
    if let Some(expected) = expected.maybe_int {
        found.number("maybe_int", expected as f64);
    }
    assert_eq!(found.texts.remove("maybe_texts"), expected.maybe_texts);
    if let Some(expected) = &expected.maybe_inner {
        found.inner("maybe_inner", expected);
    }
    let id = |link: &weaviate_query::property::Link<_>| link.id().unwrap().to_string();
    assert_eq!(found.links.remove("link"), Some(vec![id(&expected.link)]));
    assert_eq!(found.links.remove("maybe_link"), expected.maybe_link.map(|link| vec![id(&link)]));
    let links: Vec<String> = expected.links.iter().map(id).collect();
    assert_eq!(found.links.remove("links").unwrap_or_default(), links);
    found.nothing_else();
}

fn place_and_phone(found: &mut Found, expected: &Everything) {
    let Some(Kind::StructValue(place)) = found.scalars.remove("place") else { panic!("place") };
    assert_eq!(place.fields.len(), 2);
    assert_eq!(as_numbers(&place, "latitude").to_bits(), f64::from(expected.place.latitude).to_bits());
    assert_eq!(as_numbers(&place, "longitude").to_bits(), f64::from(expected.place.longitude).to_bits());
    let Some(Kind::StructValue(phone)) = found.scalars.remove("phone") else { panic!("phone") };
    assert_eq!(phone.fields.len(), 2);
    assert_eq!(phone.fields["input"].kind, Some(Kind::StringValue(expected.phone.input.clone())));
    let country = Kind::StringValue(expected.phone.default_country.clone());
    assert_eq!(phone.fields["defaultCountry"].kind, Some(country));
}

fn vectors(found: Vec<proto::Vectors>, expected: &Everything) {
    let mut found: BTreeMap<String, (Vec<u8>, i32)> =
        found.into_iter().map(|v| (v.name, (v.vector_bytes.to_vec(), v.r#type))).collect();
    let bytes = |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
    assert_eq!(found.remove("vector"), Some((bytes(&expected.vector), 1)));
    assert_eq!(found.remove("maybe_vector"), expected.maybe_vector.as_deref().map(|v| (bytes(v), 1)));
    let mut rows = vec![3, 0];
    expected.rows.rows().for_each(|row| rows.extend(bytes(row)));
    assert_eq!(found.remove("rows"), Some((rows, 2)));
    assert!(found.is_empty());
}

/// RFC 4648, section 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let six = word >> (18 - 6 * i) & 0x3f;
            text.push(if i <= chunk.len() { char::from(ALPHABET[six as usize]) } else { '=' });
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_prost_reads(objects in proptest::collection::vec(everything(), 0..4)) {
        let names = std::sync::Arc::new(Names::new());
        let mut batch = Batch::new("Class_v1", Some("tenant"), names);
        for round in [None, Some(Consistency::Quorum)] {
            for object in &objects {
                batch.push(object, object.id).unwrap();
            }
            prop_assert_eq!(batch.len(), objects.len());
            let message = proto::BatchObjectsRequest::decode(batch.finish(round)).unwrap();
            prop_assert_eq!(message.consistency_level, round.map(|_| 2));
            prop_assert_eq!(message.objects.len(), objects.len());
            for (found, expected) in message.objects.into_iter().zip(&objects) {
                everything_of(found, expected, "Class_v1", "tenant");
            }
            prop_assert!(batch.is_empty());
        }
    }

    #[test]
    fn a_refused_object_leaves_the_batch_as_it_was(
        good in everything(), bad in everything(), place in 0..9_usize, beyond in 1..i64::MAX - LARGEST, minus: bool,
    ) {
        let names = std::sync::Arc::new(Names::new());
        let value = if minus { -LARGEST - beyond } else { LARGEST + beyond };
        let bad = broken(bad, place, value);
        let mut batch = Batch::new("Everything", None, names);
        batch.push(&good, good.id).unwrap();
        let before = batch.bytes();
        let error = batch.push(&bad, bad.id).unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::InvalidInput);
        prop_assert_eq!((batch.len(), batch.bytes()), (1, before));
        batch.push(&good, good.id).unwrap();
        let message = proto::BatchObjectsRequest::decode(batch.finish(None)).unwrap();
        prop_assert_eq!(message.objects.len(), 2);
        for found in message.objects {
            everything_of(found, &good, "Everything", "");
        }
    }
}

/// An object with one value that is refused, each place another path through the codec.
fn broken(mut object: Everything, place: usize, value: i64) -> Everything {
    let leaf = Leaf { text: String::new(), ints: vec![0, value] };
    match place {
        0 => object.int = value,
        1 => object.ints.push(value),
        2 => object.inner.int = value,
        3 => object.inner.leaf = Some(leaf),
        4 => {
            object.inner.leaves.push(leaf);
            object.inners.push(object.inner.clone());
        }
        5 => object.maybe_int = Some(value),
        6 => object.number = f64::NAN,
        7 => object.numbers.push(f64::INFINITY),
        _ => object.rows = [[0.0, f32::NEG_INFINITY, 0.0]].into_iter().collect(),
    }
    object
}

/// RFC 3339 has offsets of whole minutes only; places had others before 1972.
#[test]
fn a_date_keeps_its_moment_whatever_its_offset() {
    use chrono::TimeZone as _;
    let amsterdam = FixedOffset::east_opt(19 * 60 + 32).unwrap();
    let date = amsterdam.with_ymd_and_hms(1930, 1, 1, 12, 0, 0).unwrap();
    let names = std::sync::Arc::new(Names::new());
    let mut batch = Batch::new("Dated", None, names);
    match batch.push(&Dated { date }, uuid::Uuid::nil()) {
        Ok(()) => {
            let message = proto::BatchObjectsRequest::decode(batch.finish(None)).unwrap();
            let mut found = found!(message.objects[0].properties.clone().unwrap());
            let Some(Kind::StringValue(text)) = found.scalars.remove("date") else { panic!("no date") };
            assert_eq!(Moment::parse(&text).seconds, date.timestamp(), "{text}");
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidInput),
    }
}

/// 12:00:00 at +00:19:32 is 11:40:28 in UTC; an offset of whole minutes is kept.
#[test]
fn a_filter_compares_with_the_moment_whatever_its_offset() {
    use chrono::TimeZone as _;
    use weaviate_query::{filter::Operand, ir::Value, kind};
    let operand = |seconds| {
        let place = FixedOffset::east_opt(seconds).unwrap();
        let date = place.with_ymd_and_hms(1930, 1, 1, 12, 0, 0).unwrap();
        Operand::<kind::date, ()>::value(&date)
    };
    assert_eq!(operand(19 * 60 + 32), Value::Text("1930-01-01T11:40:28Z".to_owned()));
    assert_eq!(operand(20 * 60), Value::Text("1930-01-01T12:00:00+00:20".to_owned()));
}
