//! Replies written by prost and read by the codec.

use chrono::{DateTime, FixedOffset, TimeZone};
use proptest::prelude::*;
use prost::Message as _;
use uuid::Uuid;
use weaviate_benches::{
    model::{Dated, Everything, Inner, Leaf, Target},
    reply::{list, result, value, vector},
};
use weaviate_proto::{self as proto, list_value::Kind as List, value::Kind};
use weaviate_query::{Collection as _, ErrorKind, Query, Result};

use crate::{moment::Moment, strategy::everything};

fn texts(values: &[String]) -> proto::Value {
    // An empty list has lost its type: the server sends it so.
    if values.is_empty() {
        return value(Kind::ListValue(proto::ListValue { kind: None }));
    }
    list(List::TextValues(proto::TextValues { values: values.to_vec() }))
}

fn ints(values: impl Iterator<Item = i64>) -> proto::Value {
    let values: Vec<u8> = values.flat_map(i64::to_le_bytes).collect();
    list(List::IntValues(proto::IntValues { values: values.into() }))
}

fn numbers(values: impl Iterator<Item = f64>) -> proto::Value {
    let values: Vec<u8> = values.flat_map(f64::to_le_bytes).collect();
    list(List::NumberValues(proto::NumberValues { values: values.into() }))
}

fn booleans(values: &[bool]) -> proto::Value {
    list(List::BoolValues(proto::BoolValues { values: values.to_vec() }))
}

fn date<Z: TimeZone>(date: &DateTime<Z>) -> String {
    Moment::from(date).text()
}

fn ids(values: &[Uuid]) -> proto::Value {
    list(List::UuidValues(proto::UuidValues { values: values.iter().map(ToString::to_string).collect() }))
}

fn properties(fields: Vec<(&str, proto::Value)>) -> proto::Properties {
    proto::Properties { fields: fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect() }
}

fn leaf(leaf: &Leaf) -> proto::Properties {
    properties(vec![
        ("text", value(Kind::TextValue(leaf.text.clone()))),
        ("ints", ints(leaf.ints.iter().copied())),
    ])
}

fn inner(inner: &Inner) -> proto::Properties {
    let mut fields = vec![
        ("text", value(Kind::TextValue(inner.text.clone()))),
        ("int", value(Kind::IntValue(inner.int))),
        ("number", value(Kind::NumberValue(inner.number))),
        ("boolean", value(Kind::BoolValue(inner.boolean))),
        ("date", value(Kind::DateValue(date(&inner.date)))),
        ("uuid", value(Kind::UuidValue(inner.uuid.to_string()))),
        ("texts", texts(&inner.texts)),
        ("ints", ints(inner.ints.iter().copied())),
        ("numbers", numbers(inner.numbers.iter().copied())),
        ("booleans", booleans(&inner.booleans)),
        (
            "leaves",
            list(List::ObjectValues(proto::ObjectValues { values: inner.leaves.iter().map(leaf).collect() })),
        ),
    ];
    if let Some(inside) = &inner.leaf {
        fields.push(("leaf", value(Kind::ObjectValue(leaf(inside)))));
    }
    properties(fields)
}

fn link(name: &str, ids: impl Iterator<Item = Option<Uuid>>) -> proto::RefPropertiesResult {
    let target = |id: Option<Uuid>| proto::PropertiesResult {
        target_collection: "Target".to_owned(),
        metadata: Some(proto::MetadataResult {
            id: id.map_or_else(String::new, |id| id.to_string()),
            ..Default::default()
        }),
        ..Default::default()
    };
    proto::RefPropertiesResult { prop_name: name.to_owned(), properties: ids.map(target).collect() }
}

/// A result with every property of `object`; null or nothing stands for what is absent, as `null` says.
pub(crate) fn reply_of(object: &Everything, null: bool) -> proto::SearchResult {
    let phone = &object.phone;
    let mut fields = vec![
        ("text", value(Kind::TextValue(object.text.clone()))),
        ("int", value(Kind::IntValue(object.int))),
        ("int32", value(Kind::IntValue(object.int32.into()))),
        ("int16", value(Kind::IntValue(object.int16.into()))),
        ("byte", value(Kind::IntValue(object.byte.into()))),
        ("word", value(Kind::IntValue(object.word.into()))),
        ("double_word", value(Kind::IntValue(object.double_word.into()))),
        ("number", value(Kind::NumberValue(object.number))),
        ("single", value(Kind::NumberValue(object.single.into()))),
        ("boolean", value(Kind::BoolValue(object.boolean))),
        ("utc", value(Kind::DateValue(date(&object.utc)))),
        ("offset", value(Kind::DateValue(date(&object.offset)))),
        ("uuid", value(Kind::UuidValue(object.uuid.to_string()))),
        (
            "place",
            value(Kind::GeoValue(proto::GeoCoordinate {
                longitude: object.place.longitude,
                latitude: object.place.latitude,
            })),
        ),
        (
            "phone",
            value(Kind::PhoneValue(proto::PhoneNumber {
                country_code: phone.country_code,
                default_country: phone.default_country.clone(),
                input: phone.input.clone(),
                international_formatted: phone.international_formatted.clone(),
                national: phone.national,
                national_formatted: phone.national_formatted.clone(),
                valid: phone.valid,
            })),
        ),
        ("blob", value(Kind::BlobValue(crate::encode::base64(&object.blob)))),
        ("texts", texts(&object.texts)),
        ("ints", ints(object.ints.iter().copied())),
        ("bytes", ints(object.bytes.iter().map(|byte| i64::from(*byte)))),
        ("numbers", numbers(object.numbers.iter().copied())),
        ("singles", numbers(object.singles.iter().map(|single| f64::from(*single)))),
        ("booleans", booleans(&object.booleans)),
        (
            "dates",
            list(List::DateValues(proto::DateValues { values: object.dates.iter().map(date).collect() })),
        ),
        ("uuids", ids(&object.uuids)),
        ("inner", value(Kind::ObjectValue(inner(&object.inner)))),
        (
            "inners",
            list(List::ObjectValues(proto::ObjectValues {
                values: object.inners.iter().map(inner).collect(),
            })),
        ),
    ];
    let optional = [
        ("maybe_text", object.maybe_text.clone().map(|text| value(Kind::TextValue(text)))),
        ("maybe_int", object.maybe_int.map(|int| value(Kind::IntValue(int)))),
        ("maybe_texts", object.maybe_texts.as_deref().map(texts)),
        ("maybe_inner", object.maybe_inner.as_ref().map(|object| value(Kind::ObjectValue(inner(object))))),
    ];
    for (name, found) in optional {
        match found {
            Some(found) => fields.push((name, found)),
            None if null => fields.push((name, value(Kind::NullValue(0)))),
            None => {}
        }
    }
    let mut links = vec![
        link("link", [object.link.id()].into_iter()),
        link("links", object.links.iter().map(weaviate_query::property::Link::id)),
    ];
    links.extend(object.maybe_link.map(|to| link("maybe_link", [to.id()].into_iter())));
    let mut rows = vector("rows", &object.rows.rows().flatten().copied().collect::<Vec<_>>());
    rows.vector_bytes = [&[3, 0], &rows.vector_bytes[..]].concat().into();
    rows.r#type = 2;
    let mut vectors = vec![rows, vector("vector", &object.vector)];
    vectors.extend(object.maybe_vector.as_deref().map(|values| vector("maybe_vector", values)));
    let metadata = proto::MetadataResult { id: object.id.to_string(), vectors, ..Default::default() };
    result(fields, links, metadata)
}

pub(crate) fn reply(results: Vec<proto::SearchResult>) -> Vec<u8> {
    proto::SearchReply { took: 0.5, results, ..Default::default() }.encode_to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_prost_writes_is_what_is_read(objects in proptest::collection::vec(everything(), 0..3), null: bool) {
        let bytes = reply(objects.iter().map(|object| reply_of(object, null)).collect());
        let rows = Everything::query().all().read(&bytes).unwrap();
        prop_assert_eq!(rows.len(), objects.len());
        for (row, object) in rows.into_iter().zip(objects) {
            prop_assert_eq!(row.id(), object.id);
            prop_assert_eq!(row.into_inner(), object);
        }
    }

    #[test]
    fn selected_properties_are_the_same(object in everything(), null: bool) {
        let query = Everything::query().select(|f, meta| {
            let nested = f.inner.pick(|inner, _| (inner.leaf.pick(|leaf, _| (leaf.ints,)), inner.text));
            let many = f.inners.pick(|inner, _| (inner.uuid,));
            let linked = f.link.pick(|_, meta| (meta.id(),));
            (f.int, f.text, f.int, nested, many, linked, f.maybe_vector, meta.id())
        });
        let rows = query.read(&reply(vec![reply_of(&object, null)])).unwrap();
        let (int, text, again, nested, many, linked, vector, id) = rows.into_vec().remove(0);
        prop_assert_eq!((int, again), (object.int, object.int));
        prop_assert_eq!(text, object.text);
        prop_assert_eq!(nested, (object.inner.leaf.map(|leaf| (leaf.ints,)), object.inner.text));
        prop_assert_eq!(many, object.inners.into_iter().map(|inner| (inner.uuid,)).collect::<Vec<_>>());
        prop_assert_eq!(linked, object.link.id().map(|id| (id,)));
        prop_assert_eq!(vector, object.maybe_vector);
        prop_assert_eq!(id, object.id);
    }

    #[test]
    fn the_object_is_named_that_lacks_a_property(good in everything(), bad in everything(), which in 0..26_usize) {
        let mut broken = reply_of(&bad, false);
        let fields = &mut broken.properties.as_mut().unwrap().non_ref_props.as_mut().unwrap().fields;
        let mut names: Vec<String> = fields.keys().filter(|name| !name.starts_with("maybe")).cloned().collect();
        names.sort();
        let name = &names[which];
        fields.remove(name);
        let read = Everything::query().all().read(&reply(vec![reply_of(&good, false), broken]));
        // A list that is not there is empty: the server drops empty lists.
        if name.ends_with('s') {
            prop_assert_eq!(read.unwrap().len(), 2);
        } else {
            let error = read.unwrap_err();
            prop_assert_eq!(error.kind(), ErrorKind::Decode);
            let text = error.to_string();
            prop_assert!(text.contains(&format!("`{name}`")) && text.contains(&bad.id.to_string()), "{}", text);
        }
    }
}

#[test]
fn a_value_of_another_type_is_refused_and_named() {
    let kinds = [
        Kind::NumberValue(1.5),
        Kind::BoolValue(true),
        Kind::IntValue(1),
        Kind::DateValue("2026-11-21T00:00:00Z".to_owned()),
        Kind::UuidValue(Uuid::nil().to_string()),
        Kind::GeoValue(proto::GeoCoordinate::default()),
        Kind::BlobValue("AA==".to_owned()),
        Kind::PhoneValue(proto::PhoneNumber::default()),
        Kind::TextValue("x".to_owned()),
        Kind::ObjectValue(proto::Properties::default()),
    ];
    let query: Query<Target, _> = Target::query().select(|f, _| (f.text,));
    for kind in kinds {
        let text = matches!(kind, Kind::TextValue(_));
        let found = result(vec![("text", value(kind.clone()))], Vec::new(), proto::MetadataResult::default());
        match query.read(&reply(vec![found])) {
            Ok(rows) => assert!(text && *rows == [("x".to_owned(),)], "{kind:?}"),
            Err(error) => {
                assert!(!text, "{kind:?}");
                assert!(
                    error.to_string().contains("`text`") && error.to_string().contains("expected text"),
                    "{error}"
                );
            }
        }
    }
}

#[test]
fn integers_that_do_not_fit_are_refused() {
    let int32: Query<Everything, _> = Everything::query().select(|f, _| (f.int32,));
    let bytes: Query<Everything, _> = Everything::query().select(|f, _| (f.bytes,));
    for (wide, fits) in [(i64::from(i32::MAX), true), (i64::from(i32::MAX) + 1, false), (i64::MIN, false)] {
        let found = result(
            vec![("int32", value(Kind::IntValue(wide)))],
            Vec::new(),
            proto::MetadataResult::default(),
        );
        assert_eq!(int32.read(&reply(vec![found])).is_ok(), fits, "{wide}");
    }
    for (wide, fits) in [(255, true), (256, false), (-1, false)] {
        let found = result(
            vec![("bytes", ints([0, wide].into_iter()))],
            Vec::new(),
            proto::MetadataResult::default(),
        );
        assert_eq!(bytes.read(&reply(vec![found])).is_ok(), fits, "{wide}");
    }
}

fn dated(text: &str) -> Result<DateTime<FixedOffset>> {
    let fields = vec![("date", value(Kind::DateValue(text.to_owned())))];
    let metadata = proto::MetadataResult { id: Uuid::nil().to_string(), ..Default::default() };
    let rows = Dated::query().all().read(&reply(vec![result(fields, Vec::new(), metadata)]))?;
    Ok(rows[0].date)
}

/// The codec reads most dates by itself: what it makes of a text is what chrono makes of it.
fn same_as_chrono(text: &str) {
    match (dated(text), DateTime::parse_from_rfc3339(text)) {
        (Ok(ours), Ok(theirs)) => {
            let same = ours == theirs && ours.offset() == theirs.offset();
            assert!(same, "{text}: {ours:?} {theirs:?}");
        }
        (Err(error), Err(_)) => assert_eq!(error.kind(), ErrorKind::Decode),
        (ours, theirs) => panic!("{text}: {ours:?} {theirs:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_the_date_that_chrono_reads(
        text in "[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9]([.][0-9]{0,11})?([Zz]|[-+][0-2][0-9]:[0-6][0-9])",
        place in 0..40_usize, with in any::<char>(), bent in 0..4_u8,
    ) {
        same_as_chrono(&text);
        if bent == 0 {
            same_as_chrono(&text.chars().enumerate().map(|(i, c)| if i == place { with } else { c }).collect::<String>());
        }
    }

    #[test]
    fn a_date_is_the_moment_that_it_says(date in crate::strategy::date()) {
        let moment = Moment::from(&date);
        prop_assert_eq!(Moment::from(&dated(&moment.text()).unwrap()), moment);
    }
}

#[test]
fn dates_at_the_edges_are_those_of_chrono() {
    for text in [
        "2026-11-21T09:30:00Z",
        "2026-11-21T09:30:00.1Z",
        "2026-11-21T09:30:00.123456789+01:00",
        "2026-11-21T09:30:00.1234567891Z",
        "2026-11-21T09:30:00.Z",
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.5+00:00",
        "2026-02-29T00:00:00Z",
        "2024-02-29T24:00:00Z",
        "0000-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59.999999999-23:59",
        "2026-11-21T09:30:00-00:00",
        "2026-11-21T09:30:00+24:00",
        "2026-11-21T09:30:00+01:60",
        "2026-11-21T09:30:00+0100",
        "2026-11-21T09:30:00+01",
        "2026-11-21T09:30:00",
        "2026-11-21 09:30:00Z",
        "+2026-11-21T09:30:00Z",
        "2026-11-21T09:30:00Z ",
        "2026-11-21",
        "",
    ] {
        same_as_chrono(text);
    }
}

#[test]
fn a_vector_of_other_dimensions_is_refused() {
    let query: Query<Everything, _> = Everything::query().select(|f, _| (f.vector,));
    for (dimensions, fits) in [(5, true), (4, false), (6, false), (0, false)] {
        let metadata = proto::MetadataResult {
            vectors: vec![vector("vector", &vec![1.0; dimensions])],
            ..Default::default()
        };
        assert_eq!(query.read(&reply(vec![result(vec![], vec![], metadata)])).is_ok(), fits, "{dimensions}");
    }
}
