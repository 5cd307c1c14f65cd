//! A program that is killed while three clients write to it. Each notes what was answered; all of that is there after.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::json;
use uuid::Uuid;
use weaviate_local::{Engine, Serve};
use weaviate_proto as proto;

use crate::program::{Folder, Program, Random, Remote};

/// Objects of a round.
const OBJECTS: usize = 1_000;

/// What the answers say of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    /// It is there with this number.
    Number(i64),
    Deleted,
    /// A change was asked for and not answered: either state is right.
    Open,
}

#[derive(Clone, Default)]
struct Notes {
    known: Arc<Mutex<HashMap<Uuid, Known>>>,
    answers: Arc<AtomicUsize>,
}

impl Notes {
    fn asked(&self, id: Uuid) {
        self.known.lock().unwrap().insert(id, Known::Open);
    }

    fn answered(&self, id: Uuid, known: Known) {
        self.known.lock().unwrap().insert(id, known);
        self.answers.fetch_add(1, Ordering::Relaxed);
    }
}

/// Five rounds; `WEAVIATE_LOCAL_KILLS=50` makes it fifty, and `WEAVIATE_LOCAL_SEED` others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_is_there_after_a_kill() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let rounds = number("WEAVIATE_LOCAL_KILLS").unwrap_or(5);
    let seed = number("WEAVIATE_LOCAL_SEED").unwrap_or(1);
    for at in 0..rounds {
        let folder = Folder::new(&format!("killed-{at}"));
        round(&folder.0, &mut Random::new(seed << 32 | at)).await;
    }
}

async fn round(path: &Path, random: &mut Random) {
    let mut program = Program::start(Some(path));
    let remote = Remote::of(&program);
    let class = json!({"class": "Note", "properties": [
        {"name": "number", "dataType": ["int"]}, {"name": "text", "dataType": ["text"]}]});
    remote.done("POST", "schema", &class).await;
    let notes = Notes::default();
    let writers = [
        tokio::spawn(singles(remote.clone(), notes.clone(), OBJECTS / 4)),
        tokio::spawn(singles(remote.clone(), notes.clone(), OBJECTS / 4)),
        tokio::spawn(batches(remote.clone(), notes.clone(), OBJECTS / 2)),
    ];
    // At a random answer, a random moment later.
    let enough = random.below(OBJECTS as u64 + OBJECTS as u64 / 4) as usize;
    let later = Duration::from_micros(random.below(3_000));
    while notes.answers.load(Ordering::Relaxed) < enough
        && !writers.iter().all(tokio::task::JoinHandle::is_finished)
    {
        tokio::time::sleep(Duration::from_micros(200)).await;
    }
    tokio::time::sleep(later).await;
    program.kill();
    for writer in writers {
        writer.await.expect("a writer that only ends");
    }
    check(path, &notes).await;
}

/// Objects one by one over REST; every fifth is changed, every seventh deleted.
async fn singles(remote: Remote, notes: Notes, count: usize) {
    for at in 0..count {
        let (id, number) = (Uuid::new_v4(), at as i64);
        notes.asked(id);
        let vector: Vec<f32> = vec![at as f32, 1.0];
        let body = json!({"class": "Note", "id": id.to_string(), "vector": vector,
            "properties": {"number": number, "text": format!("note {at}")}});
        let Some((200, _)) = remote.try_rest("POST", "objects", Some(&body)).await else { return };
        notes.answered(id, Known::Number(number));
        if at % 5 == 0 {
            notes.asked(id);
            let body = json!({"class": "Note", "id": id.to_string(), "properties": {"number": number + 1}});
            let path = format!("objects/Note/{id}");
            let Some((204, _)) = remote.try_rest("PATCH", &path, Some(&body)).await else { return };
            notes.answered(id, Known::Number(number + 1));
        }
        if at % 7 == 0 {
            notes.asked(id);
            let path = format!("objects/Note/{id}");
            let Some((204, _)) = remote.try_rest("DELETE", &path, None).await else { return };
            notes.answered(id, Known::Deleted);
        }
    }
}

/// Twenty objects at a time over gRPC.
async fn batches(remote: Remote, notes: Notes, count: usize) {
    for first in (0..count).step_by(20) {
        let ids: Vec<Uuid> = (0..20).map(|_| Uuid::new_v4()).collect();
        let objects = (first..).zip(&ids).map(|(at, id)| {
            notes.asked(*id);
            proto::BatchObject {
                uuid: id.to_string(),
                collection: "Note".into(),
                properties: Some(proto::batch_object::Properties {
                    non_ref_properties: Some(weaviate_proto::google::Struct {
                        fields: [("number".to_owned(), number_value(at as f64))].into(),
                    }),
                    ..Default::default()
                }),
                ..Default::default()
            }
        });
        let Ok(errors) = remote.batch(objects.collect()).await else { return };
        assert!(errors.is_empty(), "{errors:?}");
        for (at, id) in (first..).zip(ids) {
            notes.answered(id, Known::Number(at as i64));
        }
    }
}

fn number_value(number: f64) -> weaviate_proto::google::Value {
    weaviate_proto::google::Value { kind: Some(weaviate_proto::google::value::Kind::NumberValue(number)) }
}

async fn check(path: &Path, notes: &Notes) {
    let start = Instant::now();
    let engine = Engine::open(path).expect("a folder that opens");
    let opening = start.elapsed();
    let serving = engine.serve(Serve::default()).await.expect("free ports");
    let remote =
        Remote::new(&format!("http://{}", serving.http_addr()), &format!("http://{}", serving.grpc_addr()));
    let known = notes.known.lock().unwrap().clone();
    let (mut there, mut gone, mut open) = (0, 0, 0);
    for (id, known) in &known {
        let (status, object) = remote.rest("GET", &format!("objects/Note/{id}"), None).await;
        match known {
            Known::Number(number) => {
                assert_eq!((status, object["properties"]["number"].as_i64()), (200, Some(*number)), "{id}");
                there += 1;
            }
            Known::Deleted => {
                assert_eq!(status, 404, "{id} was deleted");
                gone += 1;
            }
            Known::Open => open += 1,
        }
    }
    println!("killed: {there} objects there, {gone} deleted, {open} not answered; opened in {opening:?}");
    serving.shutdown().await;
}
