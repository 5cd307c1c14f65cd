//! Every object has an outcome, whatever the server answers.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{
    BatchDeleteReply, BatchObjectsReply, BatchObjectsRequest, batch_objects_reply::BatchError,
};
use weaviate_query::{
    Error, ErrorKind, ir,
    wire::raw::{Object, Value},
};
use weaviate_runtime::{Again, Call, Client, Failure, Outcome, Report, Target, Verb};

use crate::retries::Scripted;

/// The sizes of the batches that came, as (bytes, objects).
type Batches = Arc<Mutex<Vec<(usize, usize)>>>;

fn client(
    meta: &'static str,
    answer: impl Fn(usize, BatchObjectsRequest) -> Result<Vec<(i32, &'static str)>, Failure>
    + Send
    + Sync
    + 'static,
) -> (Client, Batches) {
    let batches = Batches::default();
    let log = batches.clone();
    let transport = Scripted::new(move |n, call: &Call| {
        if !matches!(call.target, Target::Rpc(_)) {
            return Ok(Bytes::new()); // whether the server lives is asked when gRPC fails
        }
        let request = BatchObjectsRequest::decode(call.body.clone()).unwrap();
        log.lock().unwrap().push((call.body.len(), request.objects.len()));
        let errors = answer(n, request)?
            .into_iter()
            .map(|(index, error)| BatchError { index, error: error.into() })
            .collect();
        Ok(BatchObjectsReply { took: 0.0, errors }.encode_to_vec().into())
    });
    (Client::builder("http://h").transport(Scripted { meta, ..transport }).build().unwrap(), batches)
}

fn object(n: usize, value: Value) -> Object {
    let properties = BTreeMap::from([("p".to_owned(), value)]);
    Object { id: Some(Uuid::from_u128(n as u128)), properties, ..Object::default() }
}

fn small(count: usize) -> Vec<Object> {
    (0..count).map(|n| object(n, Value::Int(n as i64))).collect()
}

fn word(report: &Report) -> String {
    report
        .iter()
        .map(|entry| match entry.outcome {
            Outcome::Stored => 's',
            Outcome::Rejected(_) => 'r',
            Outcome::Unknown(_) => 'u',
            _ => '?',
        })
        .collect()
}

const META: &str = r#"{"version":"1.39.0"}"#;

#[tokio::test]
async fn errors_go_to_their_objects() {
    let (client, _) = client(META, |_, _| Ok(vec![(1, "invalid text property 't'")]));
    let mut objects = small(5);
    // 2^53 + 1: the client refuses it, so the server's index 1 is the object at 2.
    objects[1] = object(1, Value::Int((1 << 53) + 1));
    let report = client.insert_raw("Article", None, objects).await.unwrap();
    assert_eq!(word(&report), "srrss");
    let rejected: Vec<_> = report.rejected().map(|entry| (entry.position, entry.id.as_u128())).collect();
    assert_eq!(rejected, [(1, 1), (2, 2)]);
    assert_eq!(
        report.rejected().nth(1).unwrap().error().unwrap().server_message(),
        Some("invalid text property 't'")
    );
    assert_eq!(report.into_result().unwrap_err().kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn a_read_only_shard_stores_nothing_of_the_message() {
    // behaviour.md 0.3: one error is reported, none of the objects is stored.
    let (client, _) = client(META, |_, _| Ok(vec![(0, "store is read-only due to: manually set by user")]));
    let report = client.insert_raw("Article", None, small(20)).await.unwrap();
    assert_eq!(report.stored(), 0);
    assert_eq!(report.rejected().count(), 20);
}

/// A later try that is refused says nothing of the one before it.
#[tokio::test(start_paused = true)]
async fn a_refusal_behind_a_lost_answer_leaves_it_unknown() {
    for kind in [ErrorKind::Unauthenticated, ErrorKind::Config, ErrorKind::Rejected] {
        let (client, batches) = client(META, move |n, _| match n {
            0 => Err(Failure {
                error: Error::new(ErrorKind::Unavailable, "broke"),
                again: Again::IfRepeatable,
            }),
            _ => Err(Failure { error: Error::server(kind, "no"), again: Again::Never }),
        });
        let report = client.insert_raw("Article", None, small(3)).await.unwrap();
        assert_eq!((word(&report).as_str(), batches.lock().unwrap().len()), ("uuu", 2), "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_unknown_and_ends_the_work() {
    let (lost, batches) = client(META, |n, _| match n {
        0 => Ok(vec![]),
        _ => Err(Failure { error: Error::new(ErrorKind::Unavailable, "broke"), again: Again::Never }),
    });
    let report = lost.insert_raw("Article", None, small(3_500)).await.unwrap();
    let expected = "s".repeat(1_000) + &"u".repeat(1_000) + &"r".repeat(1_500);
    assert!(word(&report) == expected, "{report}");
    assert_eq!(batches.lock().unwrap().len(), 2);
    assert_eq!(report.to_string(), "1000 of 3500 objects are stored, 1500 rejected, 1000 unknown");
}

#[tokio::test]
async fn a_first_message_that_is_refused_as_a_whole_is_an_error() {
    let (refused, _) =
        client(META, |_, _| Err(Error::server(ErrorKind::Unauthenticated, "unauthorized").into()));
    let error = refused.insert_raw("Article", None, small(3)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthenticated);
    let (unsure, _) = client(META, |_, _| Err(Error::new(ErrorKind::Timeout, "late").into()));
    assert_eq!(word(&unsure.insert_raw("Article", None, small(3)).await.unwrap()), "uuu");
}

#[tokio::test]
async fn messages_stay_below_what_the_server_takes() {
    let (client, batches) = client(r#"{"version":"1.39.0","grpcMaxMessageSize":1000}"#, |_, _| Ok(vec![]));
    let objects: Vec<Object> = [10, 900, 10, 10, 980, 400, 400, 400]
        .iter()
        .enumerate()
        .map(|(n, len)| object(n, Value::Text("x".repeat(*len))))
        .collect();
    let report = client.insert_raw("Article", None, objects).await.unwrap();
    // 980 characters and an id and a class are more than 1,000 bytes.
    assert_eq!(word(&report), "ssssrsss");
    let batches = batches.lock().unwrap();
    assert!(batches.iter().all(|(bytes, _)| *bytes <= 1_000), "{batches:?}");
    assert_eq!(batches.iter().map(|(_, objects)| objects).sum::<usize>(), 7);
}

#[tokio::test]
async fn what_was_cut_off_a_message_is_not_forgotten() {
    let broke = || Failure { error: Error::new(ErrorKind::Unavailable, "broke"), again: Again::Never };
    let (client, _) = client(r#"{"version":"1.39.0","grpcMaxMessageSize":1000}"#, move |_, _| Err(broke()));
    let objects = [300, 300, 300, 300, 300].iter().enumerate();
    let objects = objects.map(|(n, len)| object(n, Value::Text("x".repeat(*len)))).collect();
    let report = client.insert_raw("Article", None, objects).await.unwrap();
    // Two fit into a message; the third was encoded with them and goes alone.
    assert_eq!(word(&report), "uurrr");
}

#[tokio::test(start_paused = true)]
async fn what_surely_did_not_arrive_is_not_unknown() {
    let away =
        || Failure { error: Error::new(ErrorKind::Unavailable, "no connection"), again: Again::Always };
    let (gone, _) = client(META, move |_, _| Err(away()));
    assert_eq!(gone.insert_raw("Article", None, small(3)).await.unwrap_err().kind(), ErrorKind::Unavailable);
    let (goes, _) = client(META, move |n, _| if n == 0 { Ok(vec![]) } else { Err(away()) });
    let report = goes.insert_raw("Article", None, small(2_000)).await.unwrap();
    assert_eq!((report.stored(), report.rejected().count(), report.unknown().count()), (1_000, 1_000, 0));
}

#[tokio::test]
async fn nothing_to_insert_is_nothing_sent() {
    let (client, batches) = client(META, |_, _| Ok(vec![]));
    let report = client.insert_raw("Article", None, Vec::new()).await.unwrap();
    assert!(report.is_empty() && report.into_result().unwrap().is_empty());
    assert!(batches.lock().unwrap().is_empty());
}

/// A server on which the first answer to `POST /v1/objects` is lost.
fn forgetful(stored: &'static str) -> Client {
    let transport = Scripted::new(move |n, call: &Call| match (&call.target, n) {
        (Target::Rest(Verb::Post, _), 0) => {
            Err(Failure { error: Error::new(ErrorKind::Unavailable, "broke"), again: Again::IfRepeatable })
        }
        (Target::Rest(Verb::Post, _), _) => {
            Err(Error::server(ErrorKind::AlreadyExists, "id '…' already exists").into())
        }
        _ => Ok(Bytes::from(stored)),
    });
    Client::builder("http://h").transport(transport).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_finds_its_own_object_is_success() {
    let own = r#"{"id":"00000000-0000-0000-0000-000000000007","properties":{"p":1}}"#;
    let id = forgetful(own).create_raw("Article", None, &object(7, Value::Int(1))).await.unwrap();
    assert_eq!(id, Uuid::from_u128(7));
    let other = r#"{"id":"00000000-0000-0000-0000-000000000007","properties":{"p":2}}"#;
    let error = forgetful(other).create_raw("Article", None, &object(7, Value::Int(1))).await.unwrap_err();
    assert!(error.is_already_exists(), "{error}");
}

#[tokio::test]
async fn a_first_try_that_finds_the_id_taken_fails() {
    let transport = Scripted::new(|_, call: &Call| match &call.target {
        Target::Rest(Verb::Post, _) => Err(Error::server(ErrorKind::AlreadyExists, "already exists").into()),
        _ => Ok(Bytes::from(r#"{"id":"00000000-0000-0000-0000-000000000007","properties":{"p":1}}"#)),
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    assert!(
        client.create_raw("Article", None, &object(7, Value::Int(1))).await.unwrap_err().is_already_exists()
    );
}

fn filter() -> ir::Filter {
    ir::Filter::Test {
        target: ir::Target { path: vec![], name: "p".into(), length: false, count: false, parts: false },
        operator: ir::Operator::Equal,
        value: ir::Value::Int(1),
    }
}

#[tokio::test]
async fn deletions_go_on_past_the_cap() {
    let seen = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = seen.clone();
    let transport = Scripted::new(move |_, call: &Call| {
        // Where some were not deleted it is asked whether their class is being rebuilt.
        if !matches!(call.target, Target::Rpc(_)) {
            return Err(Error::server(ErrorKind::NotFound, "").with_status_code("404").into());
        }
        let n = counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let (matches, successful, failed) =
            [(10_000, 10_000, 0), (10_000, 9_998, 2), (7, 5, 2), (2, 0, 2)][n];
        Ok(BatchDeleteReply { matches, successful, failed, ..BatchDeleteReply::default() }
            .encode_to_vec()
            .into())
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let deleted = client.delete_raw("Article", None, &filter()).await.unwrap();
    assert_eq!((deleted.matched, deleted.deleted, deleted.failed), (20_005, 20_003, 2));
    assert_eq!(seen.load(std::sync::atomic::Ordering::SeqCst), 4);
    assert_eq!(client.delete_raw("Article", None, &ir::Filter::Constant(false)).await.unwrap().matched, 0);
    let everything = client.delete_raw("Article", None, &ir::Filter::Constant(true)).await.unwrap_err();
    assert_eq!(everything.kind(), ErrorKind::InvalidInput);
    assert_eq!(seen.load(std::sync::atomic::Ordering::SeqCst), 4);
}

#[derive(Debug, Clone, weaviate::Collection)]
struct Line {
    n: i64,
}

/// What a server passes on of its provider (1.39.0).
const BUSY: &str = "connection to Cohere failed with status: 429 error: too many requests";
const WRONG: &str = "vectorize target vector : update vector: API returned error: connection to: OpenAI API failed with \
                     status: 400 request-id: r error: This model's maximum context length is 8192 tokens";

/// Longer than anyone waits.
const ALWAYS: [&[(i32, &str)]; 7] = [&[(0, BUSY)]; 7];

/// An ingest whose provider of vectors answers so in its first rounds; what is stored and refused, and which messages
/// went out.
async fn ingest_with_a_busy_provider(
    rounds: &'static [&'static [(i32, &'static str)]],
) -> (u64, u64, Vec<usize>) {
    let (round, sizes) = (Arc::new(Mutex::new(0)), Arc::new(Mutex::new(Vec::new())));
    let log = sizes.clone();
    let transport = Scripted::new(move |_, call: &Call| {
        let Target::Rpc(_) = call.target else {
            return Ok(Bytes::from_static(br#"{"class": "Line", "vectorizer": "text2vec-openai"}"#));
        };
        let request = BatchObjectsRequest::decode(call.body.clone()).unwrap();
        log.lock().unwrap().push(request.objects.len());
        let mut round = round.lock().unwrap();
        let errors = rounds.get(*round).copied().unwrap_or_default();
        *round += 1;
        let errors = errors.iter().map(|(index, error)| BatchError { index: *index, error: (*error).into() });
        Ok(BatchObjectsReply { took: 0.0, errors: errors.collect() }.encode_to_vec().into())
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let mut ingest = client.collection::<Line>().ingest();
    for n in 0..4 {
        ingest.push(Line { n }).await.unwrap();
    }
    let report = ingest.finish().await;
    let sizes = sizes.lock().unwrap().clone();
    (report.stored(), report.rejected().len() as u64, sizes)
}

#[tokio::test(start_paused = true)]
async fn an_ingest_waits_for_whoever_makes_the_vectors() {
    let began = tokio::time::Instant::now();
    let ended = ingest_with_a_busy_provider(&[&[(1, BUSY), (2, WRONG), (3, BUSY)], &[(1, BUSY)]]).await;
    assert_eq!(ended, (3, 1, vec![4, 2, 1]));
    // 2 s and then 4 s at least, and twice that at most.
    let took = began.elapsed().as_secs_f64();
    assert!((6.0..13.0).contains(&took), "{took}");

    let ended = ingest_with_a_busy_provider(&ALWAYS).await;
    assert_eq!(ended, (3, 1, vec![4, 1, 1, 1, 1, 1]));
}
