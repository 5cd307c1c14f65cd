//! Objects that a server left half done are mended when they are written again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use prost::Message as _;
use serde_json::{Value, json};
use uuid::Uuid;
use weaviate_proto::{
    BatchObjectsReply, BatchObjectsRequest, SearchReply, SearchRequest, SearchResult,
    batch_objects_reply::BatchError,
};
use weaviate_query::{Error, ErrorKind, wire::raw::Object};
use weaviate_runtime::{Again, Call, Client, Failure, Report, Target, Verb};

use crate::retries::Scripted;

/// What a server has of an object.
#[derive(Debug, Clone, PartialEq)]
struct Kept {
    vector: Vec<f32>,
    /// Whether the index of the vector has it.
    is_indexed: bool,
}

/// How a message ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    Well,
    /// The way breaks, and what is done is done by half.
    Broken(Again),
    /// The server's time is over, and it says so of each object.
    Late,
}

/// A server that does what 1.39.0 does: see `weaviate-runtime/src/mend.rs`.
#[derive(Default)]
struct State {
    objects: BTreeMap<String, Kept>,
    /// How the next messages end, the last first; well if there is none.
    ends: Vec<End>,
    /// What was asked beside the messages.
    asked: Vec<String>,
    searches_fail: bool,
    rest_fails: bool,
}

impl State {
    /// Stores an object; the same one is no change.
    fn put(&mut self, id: &str, vector: Vec<f32>, end: End) {
        if self.objects.get(id).is_some_and(|kept| kept.vector == vector) {
            return;
        }
        self.objects.insert(id.to_owned(), Kept { vector, is_indexed: end == End::Well });
    }

    fn batch(&mut self, body: Bytes) -> Result<Bytes, Failure> {
        let request = BatchObjectsRequest::decode(body).unwrap();
        let end = self.ends.pop().unwrap_or(End::Well);
        for object in &request.objects {
            let numbers = object.vectors[0].vector_bytes.chunks_exact(4);
            let vector = numbers.map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap())).collect();
            self.put(&object.uuid, vector, end);
        }
        let late = "end store object of batch: context deadline exceeded";
        match end {
            End::Broken(again) => Err(broken(again)),
            End::Well => Ok(BatchObjectsReply::default().encode_to_vec().into()),
            End::Late => {
                let errors = (0..request.objects.len() as i32)
                    .map(|index| BatchError { index, error: late.into() })
                    .collect();
                Ok(BatchObjectsReply { took: 0.0, errors }.encode_to_vec().into())
            }
        }
    }

    /// By the vector of an object, within itself.
    fn search(&self, body: Bytes) -> Result<Bytes, Failure> {
        if self.searches_fail {
            return Err(broken(Again::Never));
        }
        let id = SearchRequest::decode(body).unwrap().near_object.expect("a search by an object").id;
        let results = if self.objects[&id].is_indexed { vec![SearchResult::default()] } else { Vec::new() };
        Ok(SearchReply { results, ..SearchReply::default() }.encode_to_vec().into())
    }

    fn rest(&mut self, verb: Verb, path: &str, body: &Bytes) -> Result<Bytes, Failure> {
        if self.rest_fails {
            return Err(broken(Again::Never));
        }
        if path.starts_with("schema/") {
            let class =
                json!({ "class": "Article", "vectorConfig": { "v": { "vectorizer": { "none": {} } } } });
            return Ok(class.to_string().into());
        }
        let id = path.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
        if verb == Verb::Patch {
            let body: Value = serde_json::from_slice(body).unwrap();
            let numbers = body["vectors"]["v"].as_array().expect("a vector");
            let vector = numbers.iter().map(|number| number.as_f64().unwrap() as f32).collect();
            self.put(&id, vector, End::Well);
            return Ok(Bytes::new());
        }
        let kept = &self.objects[&id];
        Ok(json!({ "id": id, "properties": {}, "vectors": { "v": kept.vector } }).to_string().into())
    }
}

fn broken(again: Again) -> Failure {
    Failure { error: Error::new(ErrorKind::Unavailable, "the connection broke"), again }
}

type Server = Arc<Mutex<State>>;

fn client(ends: impl IntoIterator<Item = End>) -> (Client, Server) {
    let mut ends: Vec<End> = ends.into_iter().collect();
    ends.reverse();
    let server = Server::new(Mutex::new(State { ends, ..State::default() }));
    (client_of(server.clone()), server)
}

fn client_of(state: Server) -> Client {
    let transport = Scripted::new(move |_, call: &Call| {
        let mut state = state.lock().unwrap();
        if matches!(&call.target, Target::Rest(_, path) if path.starts_with('.')) {
            return Ok(Bytes::new()); // whether the server lives is asked when gRPC fails
        }
        if !matches!(&call.target, Target::Rpc("BatchObjects") | Target::Rest(..))
            || matches!(&call.target, Target::Rest(_, path) if path.starts_with("objects/"))
        {
            state.asked.push(call.target.to_string().split('/').next().unwrap().to_owned());
        }
        match &call.target {
            Target::Rpc("BatchObjects") => state.batch(call.body.clone()),
            Target::Rest(verb, path) => state.rest(*verb, path, &call.body),
            _ => state.search(call.body.clone()),
        }
    });
    Client::builder("http://h").transport(transport).build().unwrap()
}

fn object(n: u128) -> Object {
    let vectors = BTreeMap::from([("v".to_owned(), vec![1.5, n as f32])]);
    Object { id: Some(Uuid::from_u128(n)), vectors, ..Object::default() }
}

const COUNT: u128 = 20;

async fn insert(client: &Client) -> weaviate_query::Result<Report> {
    client.insert_raw("Article", None, (1..=COUNT).map(object).collect()).await
}

/// Each has its own vector, bit by bit, in the object and in the index.
fn is_whole(server: &Server) -> bool {
    let state = server.lock().unwrap();
    let whole = |n: u128| Kept { vector: vec![1.5, n as f32], is_indexed: true };
    (1..=COUNT).all(|n| state.objects.get(&Uuid::from_u128(n).to_string()) == Some(&whole(n)))
}

fn asked(server: &Server, what: &str) -> usize {
    server.lock().unwrap().asked.iter().filter(|asked| asked.trim_end() == what).count()
}

#[tokio::test(start_paused = true)]
async fn a_message_that_broke_off_is_mended_when_it_goes_again() {
    let (client, server) = client([End::Broken(Again::IfRepeatable)]);
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
    assert!(is_whole(&server), "{:?}", server.lock().unwrap().objects);
}

#[tokio::test(start_paused = true)]
async fn what_is_unknown_is_mended_when_it_is_inserted_again() {
    for end in [End::Broken(Again::Never), End::Late] {
        let (client, server) = client([end]);
        let report = insert(&client).await.unwrap();
        assert_eq!(report.unknown().count(), COUNT as usize, "{end:?}: {report}");
        assert!(!is_whole(&server));
        assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
        assert!(is_whole(&server), "{end:?}");
        // Once is enough.
        let before = asked(&server, "GET");
        assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
        assert_eq!(asked(&server, "GET"), before);
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_goes_away_in_the_middle_leaves_it_to_the_next_one() {
    let (client, server) = client([End::Broken(Again::IfRepeatable)]);
    {
        // It waits before its second try.
        let mut inserting = std::pin::pin!(insert(&client));
        let gone = tokio::time::timeout(std::time::Duration::from_millis(1), &mut inserting).await;
        assert!(gone.is_err() && !is_whole(&server));
    }
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
    assert!(is_whole(&server));
}

#[tokio::test(start_paused = true)]
async fn what_is_whole_is_left_as_it_is() {
    let (client, server) = client([End::Well, End::Broken(Again::IfRepeatable)]);
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
    assert!(server.lock().unwrap().asked.is_empty(), "nothing broke");
    // They are there already: the server did nothing by half.
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
    assert_eq!((asked(&server, "Search"), asked(&server, "PATCH")), (COUNT as usize, 0));
    assert!(is_whole(&server));
}

#[tokio::test(start_paused = true)]
async fn without_a_search_all_are_mended() {
    let (client, server) = client([End::Broken(Again::IfRepeatable)]);
    server.lock().unwrap().searches_fail = true;
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
    assert!(is_whole(&server));
    // Those that were under way beside the first one that failed.
    assert!((1..=8).contains(&asked(&server, "Search")), "{}", asked(&server, "Search"));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_mended_now_is_mended_later() {
    let (client, server) = client([End::Broken(Again::IfRepeatable)]);
    server.lock().unwrap().rest_fails = true;
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize, "they are stored");
    assert!(!is_whole(&server));
    assert!((1..=8).contains(&asked(&server, "GET")), "{}", asked(&server, "GET"));
    server.lock().unwrap().rest_fails = false;
    assert_eq!(insert(&client).await.unwrap().stored(), COUNT as usize);
    assert!(is_whole(&server));
}

#[tokio::test(start_paused = true)]
async fn what_an_earlier_process_left_by_half_is_mended_by_one_that_says_so() {
    for resumed in [false, true] {
        let (killed, server) = client([End::Broken(Again::Never)]);
        assert_eq!(insert(&killed).await.unwrap().stored(), 0);
        drop(killed);
        let own = client_of(server.clone());
        let ingest = own.ingest();
        let mut ingest = if resumed { ingest.resumed() } else { ingest };
        for n in 1..=COUNT {
            ingest.push_raw("Article", None, Uuid::from_u128(n), object(n)).await.unwrap();
        }
        assert_eq!(ingest.finish().await.stored(), COUNT as u64);
        assert_eq!(is_whole(&server), resumed);
    }
}
