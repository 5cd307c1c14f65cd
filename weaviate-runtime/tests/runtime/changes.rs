//! Changes of one object go out once.

use std::sync::atomic::Ordering;

use bytes::Bytes;
use uuid::Uuid;
use weaviate_query::{Error, ErrorKind};
use weaviate_runtime::{Again, Call, Client, Failure, Target, Verb};

use crate::{
    retries::Scripted,
    typed::{Note, Text},
};

fn lost() -> Failure {
    Failure { error: Error::new(ErrorKind::Unavailable, "the line was cut"), again: Again::IfRepeatable }
}

fn text() -> weaviate_query::token::Field<Note, (), Text> {
    weaviate_query::token::Field::NEW
}

#[tokio::test(start_paused = true)]
async fn an_update_is_not_sent_again_when_it_may_have_arrived() {
    let transport = Scripted::new(|_, _: &Call| Err(lost()));
    let seen = transport.seen.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let ann = client.collection::<Note>().tenant("ann").unwrap();
    let error = ann.update(Uuid::from_u128(1)).set(text(), "x").await.unwrap_err();
    assert_eq!((seen.load(Ordering::SeqCst), error.kind()), (1, ErrorKind::Unavailable));
    assert!(error.to_string().contains("it was sent, and may have been carried out"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_update_that_surely_did_not_arrive_is() {
    let transport = Scripted::new(|n, call: &Call| match (&call.target, n) {
        (_, 0 | 1) => Err(Failure { again: Again::Always, ..lost() }),
        (Target::Rest(Verb::Patch, path), 2) => {
            assert_eq!(path, &format!("objects/Note/{}", Uuid::from_u128(1)));
            let body: serde_json::Value = serde_json::from_slice(&call.body).unwrap();
            let expected = serde_json::json!({
                "class": "Note", "id": Uuid::from_u128(1).to_string(), "tenant": "ann", "properties": { "text": "x" },
            });
            assert_eq!(body, expected);
            Ok(Bytes::new())
        }
        (other, n) => panic!("{n}: {other}"),
    });
    let seen = transport.seen.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let ann = client.collection::<Note>().tenant("ann").unwrap();
    ann.update(Uuid::from_u128(1)).set(text(), "x").await.unwrap();
    assert_eq!(seen.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn putting_an_object_there_is_repeated() {
    let transport = Scripted::new(|n, call: &Call| {
        assert!(matches!(&call.target, Target::Rest(Verb::Put, _)), "{}", call.target);
        if n == 0 { Err(lost()) } else { Ok(Bytes::new()) }
    });
    let seen = transport.seen.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let ann = client.collection::<Note>().tenant("ann").unwrap();
    let note = Note { id: Uuid::from_u128(1), text: "x".into() };
    ann.replace(note.id, &note).await.unwrap();
    assert_eq!(seen.load(Ordering::SeqCst), 2);
}
