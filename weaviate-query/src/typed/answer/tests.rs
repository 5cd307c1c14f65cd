//! Replies put together by hand, with the messages of the server's own description, and then broken.

use std::time::Duration;

use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{
    self as proto, GenerativeDebug, GenerativeReply, GenerativeResult, GroupByResult, MetadataResult,
    PropertiesResult, RerankReply, SearchReply, SearchResult,
    generative_metadata::Kind,
    query_profile::{self, SearchProfile as WireSearch, ShardProfile as WireShard},
};

use super::*;
use crate::plain::{
    error::Error,
    rows::{BadRow, Generated},
};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn object(n: u128) -> SearchResult {
    SearchResult {
        metadata: Some(MetadataResult { id: id(n).to_string(), ..MetadataResult::default() }),
        properties: Some(PropertiesResult::default()),
        generative: None,
    }
}

fn wrote(text: &str) -> GenerativeReply {
    GenerativeReply { result: text.into(), ..GenerativeReply::default() }
}

#[expect(clippy::unnecessary_wraps, reason = "as the field is")]
fn results(replies: impl IntoIterator<Item = GenerativeReply>) -> Option<GenerativeResult> {
    Some(GenerativeResult { values: replies.into_iter().collect() })
}

/// The number of an object, which must not be 9.
fn number(object: ObjectBytes<'_>) -> Result<u128> {
    match object.id()?.map(|id| id.as_u128()) {
        Some(9) => Err(Error::decode("is the ninth")),
        Some(n) => Ok(n),
        None => Err(Error::decode("has no id")),
    }
}

fn rows(reply: &SearchReply, bad: BadRow) -> Result<Rows<u128>> {
    Flat::read(&reply.encode_to_vec(), bad.into(), &mut |object| number(object))
}

fn groups<K: GroupName>(reply: &SearchReply, bad: BadRow) -> Result<Groups<K, u128>> {
    Grouped::<K>::read(&reply.encode_to_vec(), bad.into(), &mut |object| number(object))
}

fn group(name: &str, objects: &[u128]) -> GroupByResult {
    GroupByResult {
        name: name.into(),
        min_distance: 0.25,
        max_distance: 0.5,
        number_of_objects: objects.len() as i64,
        objects: objects.iter().map(|n| object(*n)).collect(),
        ..GroupByResult::default()
    }
}

fn profile() -> proto::QueryProfile {
    let search = WireSearch { details: [("took".to_owned(), "1ms".to_owned())].into() };
    let searches = [("keyword".to_owned(), search)].into();
    let shard = WireShard { name: "s1".into(), node: "n1".into(), searches };
    proto::QueryProfile { shards: vec![shard, query_profile::ShardProfile::default()] }
}

/// A reply with all there is.
fn full() -> SearchReply {
    SearchReply {
        took: 1.5,
        results: vec![object(1), object(9), object(3)],
        group_by_results: vec![
            GroupByResult {
                rerank: Some(RerankReply { score: 0.75 }),
                generative_result: results([wrote("new"), wrote("second")]),
                ..group("7", &[4, 9, 5])
            },
            group("", &[6]),
            group("x", &[7]),
        ],
        generative_grouped_results: results([GenerativeReply {
            debug: Some(GenerativeDebug { full_prompt: Some("all of it".into()) }),
            metadata: Some(proto::GenerativeMetadata {
                kind: Some(Kind::Anthropic(proto::GenerativeAnthropicMetadata {
                    usage: Some(proto::generative_anthropic_metadata::Usage {
                        input_tokens: 12,
                        output_tokens: 3,
                    }),
                })),
            }),
            ..wrote("about all")
        }]),
        query_profile: Some(profile()),
        ..SearchReply::default()
    }
}

#[test]
fn rows_and_what_stands_beside_them() {
    let rows = rows(&full(), BadRow::Skip).unwrap();
    assert_eq!(*rows, [1, 3]);
    assert_eq!(rows.took(), Duration::from_millis(1_500));
    assert_eq!(rows.errors()[0].to_string(), format!("object {}: is the ninth", id(9)));
    let generated = rows.generated().unwrap();
    assert_eq!((generated.text(), generated.full_prompt()), ("about all", Some("all of it")));
    let usage = generated.usage().unwrap();
    assert_eq!((usage.input_tokens, usage.output_tokens, usage.total_tokens), (Some(12), Some(3), None));
    assert_eq!(generated.metadata().unwrap().provider, "anthropic");
    let shards = &rows.profile().unwrap().shards;
    assert_eq!((shards[0].name.as_str(), shards[0].node.as_str(), shards.len()), ("s1", "n1", 2));
    assert_eq!(shards[0].searches["keyword"].details["took"], "1ms");
    assert_eq!(rows.clone().into_vec(), [1, 3]);
    assert_eq!(rows.into_iter().sum::<u128>(), 4);
}

#[test]
fn the_first_bad_row_fails_the_question_unless_it_is_skipped() {
    let failed = rows(&full(), BadRow::Fail).unwrap_err();
    assert_eq!(failed.to_string(), format!("object {}: is the ninth", id(9)));
    let failed = groups::<i64>(&full(), BadRow::Fail).unwrap_err();
    assert_eq!(failed.to_string(), format!("object {}: is the ninth", id(9)));
    assert!(rows(&SearchReply { results: vec![SearchResult::default()], ..full() }, BadRow::Fail).is_err());
}

#[test]
fn groups_and_what_stands_beside_them() {
    let groups = groups::<i64>(&full(), BadRow::Skip).unwrap();
    assert_eq!(groups.iter().map(|group| group.value).collect::<Vec<_>>(), [Some(7), None]);
    let first = &groups[0];
    assert_eq!(**first, [4, 5]);
    assert_eq!((first.min_distance, first.max_distance, first.number_of_objects), (0.25, 0.5, 3));
    assert_eq!(first.rerank_score, Some(0.75));
    assert_eq!(first.generated.as_deref(), Some("new"));
    assert!(groups[1].rerank_score.is_none() && groups[1].generated.is_none());
    assert_eq!(groups.generated().unwrap().text(), "about all");
    assert_eq!(groups.took(), Duration::from_millis(1_500));
    assert!(groups.profile().is_some());
    let errors: Vec<_> = groups.errors().iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [format!("object {}: is the ninth", id(9)), "group `x`: its name is no i64".to_owned()]
    );
}

/// Servers up to 1.39 answer for groups in fields that are deprecated, and say "nothing" with an empty text.
#[test]
fn the_older_fields_are_read_where_the_newer_are_not() {
    #[allow(deprecated)]
    let older = |text: &str, newer| SearchReply {
        group_by_results: vec![
            GroupByResult { generative: Some(wrote("old")), ..group("1", &[]) },
            GroupByResult {
                generative: Some(wrote("old")),
                generative_result: results([wrote("new")]),
                ..group("2", &[])
            },
        ],
        generative_grouped_result: Some(text.into()),
        generative_grouped_results: newer,
        ..SearchReply::default()
    };
    let read = groups::<i64>(&older("about all", None), BadRow::Fail).unwrap();
    assert_eq!(
        read.iter().map(|group| group.generated.as_deref()).collect::<Vec<_>>(),
        [Some("old"), Some("new")]
    );
    assert_eq!(read.generated().unwrap().text(), "about all");
    assert!(rows(&older("", None), BadRow::Fail).unwrap().generated().is_none());
    let both = rows(&older("old", results([wrote("new")])), BadRow::Fail).unwrap();
    assert_eq!(both.generated().unwrap().text(), "new");
    #[allow(deprecated)]
    let metadata =
        MetadataResult { generative: "old".into(), generative_present: true, ..MetadataResult::default() };
    let result = Generated::of_older(&metadata.encode_to_vec()).unwrap();
    assert_eq!(Generated::first(&result).unwrap().unwrap().text(), "old");
    assert!(Generated::of_older(&MetadataResult::default().encode_to_vec()).unwrap().is_empty());
}

#[test]
fn the_names_of_groups_are_values() {
    fn of<K: GroupName>(name: &str) -> Result<Option<K>> {
        let reply = SearchReply { group_by_results: vec![group(name, &[])], ..SearchReply::default() };
        Ok(groups::<K>(&reply, BadRow::Fail)?.into_vec().remove(0).value)
    }
    assert_eq!(of::<String>("two words").unwrap().as_deref(), Some("two words"));
    assert_eq!(of::<f64>("0.75").unwrap(), Some(0.75));
    assert_eq!(of::<bool>("true").unwrap(), Some(true));
    assert_eq!(of::<u8>("256").unwrap_err().to_string(), "group `256`: its name is no u8");
    let beacon = format!("weaviate://localhost/Category/{}", id(5));
    assert_eq!(of::<Uuid>(&beacon).unwrap(), Some(id(5)));
    assert_eq!(of::<Uuid>(&id(6).to_string()).unwrap(), Some(id(6)));
    assert!(of::<Uuid>("weaviate://localhost/Category/").is_err());
    #[cfg(feature = "chrono")]
    {
        let date = "2024-01-04T12:00:00Z";
        assert_eq!(of::<chrono::DateTime<chrono::Utc>>(date).unwrap(), Some(date.parse().unwrap()));
    }
    assert_eq!(of::<i64>("").unwrap(), None);
}

/// Cut after each byte, and with each byte changed: an answer or an error, never a panic.
#[test]
fn broken_replies_do_not_panic() {
    let reply = full().encode_to_vec();
    let read = |bytes: &[u8], bad: BadRow| {
        let _ = Flat::read(bytes, bad.into(), &mut |object| number(object));
        let _ = Grouped::<i64>::read(bytes, bad.into(), &mut |object| number(object));
        let _ = Grouped::<Uuid>::read(bytes, bad.into(), &mut |object| number(object));
    };
    for end in 0..reply.len() {
        read(&reply[..end], BadRow::Fail);
        read(&reply[..end], BadRow::Skip);
    }
    for at in 0..reply.len() {
        for bit in 0..8 {
            let mut changed = reply.clone();
            changed[at] ^= 1 << bit;
            read(&changed, BadRow::Skip);
        }
    }
    let negative = GroupByResult { number_of_objects: -1, ..group("1", &[]) };
    let reply = SearchReply { took: -1.0, group_by_results: vec![negative], ..SearchReply::default() };
    let read = groups::<i64>(&reply, BadRow::Fail).unwrap();
    assert_eq!((read[0].number_of_objects, read.took()), (0, Duration::ZERO));
}

#[test]
fn a_time_that_is_none_is_zero() {
    assert_eq!(
        rows(&SearchReply { took: f32::NAN, ..SearchReply::default() }, BadRow::Fail).unwrap().took(),
        Duration::ZERO
    );
    let rows =
        rows(&SearchReply { results: vec![SearchResult::default()], ..SearchReply::default() }, BadRow::Skip);
    assert_eq!(rows.unwrap().errors()[0].to_string(), "result 0: has no id");
}
