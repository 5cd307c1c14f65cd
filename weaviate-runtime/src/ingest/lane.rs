//! Where objects of one collection and tenant are written into a message.

use std::time::{Duration, Instant};

use serde_json::Value;
use weaviate_query::{
    Error, ErrorKind, Result, Version,
    render::Consistency,
    schema::Class,
    wire::{Batch, Later},
};

use super::message::Entry;
use crate::scope::{Known, Scope};

/// The first version whose stream can be relied on: it says when it has no memory.
const STREAMS: Version = Version::new(1, 36);

/// A message of a stream has so many bytes at most, so that the server's words come often.
const STREAMED: usize = 1 << 20;
/// And a request so many: larger ones do not go faster.
const REQUESTED: usize = 8 << 20;

/// What stands beside the objects in a message, at most.
const ROOM: usize = 32;

/// For so many objects of the size of the first one a message has memory at once; more are mostly as many bytes as it
/// takes.
const EXPECTED: usize = 256;

/// A message that is not full goes when its first object has waited for so long.
const LINGER: Duration = Duration::from_millis(100);

/// A collection to write to, and which links wait for the end.
pub(crate) struct Route {
    pub(crate) scope: Scope,
    pub(crate) later: Option<Later>,
}

/// Where it is written.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) scope: Scope,
    pub(super) known: Known,
    pub(super) class: String,
}

pub(super) struct Lane<O> {
    pub(super) place: Place,
    pub(super) batch: Batch,
    /// The objects in the batch.
    pub(super) entries: Vec<Entry<O>>,
    /// The number that its message will have.
    pub(super) number: u64,
    /// When the first object came into it.
    pub(super) since: Instant,
    pub(super) by_stream: bool,
    /// The bytes at which its message is full.
    target: usize,
}

impl<O> Lane<O> {
    pub(super) async fn open(route: Route, consistency: Option<Consistency>, window: usize) -> Result<Self> {
        let Route { scope, later } = route;
        let options = scope.writing();
        let known = scope.known(&options).await?;
        let concrete = scope.concrete(&options).await?;
        let vectorized = match scope.client.read_class(&concrete, &options).await {
            Ok(Some(class)) => makes_vectors(&class),
            Ok(None) => {
                let message = format!(
                    "the collection `{}` is not there: make it with `client.sync`, or see that its name and prefix are right",
                    scope.collection
                );
                return Err(Error::new(ErrorKind::NotFound, message));
            }
            // Who may only write does without: a request says what became of which object in any case.
            Err(error) if error.kind() == ErrorKind::PermissionDenied => true,
            Err(error) => return Err(error),
        };
        // Of a collection whose vectors the server makes, a stream names the wrong objects (1.39.0). A stream is opened
        // once for all lanes, with the headers of the client and one level.
        let by_stream = !vectorized
            && known.version >= Some(STREAMS)
            && scope.headers.iter().next().is_none()
            && scope.consistency == consistency
            && scope.client.has_streams(&options).await;
        let class = known.names.class(&scope.collection).into_owned();
        let mut batch = Batch::new(class.clone(), scope.tenant.as_deref(), known.names.clone());
        if by_stream {
            batch = batch.streamed();
        }
        if let Some(later) = later {
            batch = batch.holding(later);
        }
        let target = if by_stream { STREAMED } else { REQUESTED };
        let since = scope.client.env().now();
        // Of a small window a part, so that one message is filled while others are on their way: objects take at least twice
        // their bytes in it.
        let target = target.min(window / 8).min(known.max_message);
        let batch = batch.expecting(EXPECTED, target);
        Ok(Self {
            place: Place { scope, known, class },
            batch,
            entries: Vec::new(),
            number: 0,
            since,
            by_stream,
            target,
        })
    }

    /// The largest object and the largest message that the server takes.
    pub(super) fn most(&self) -> usize {
        self.place.known.max_message.saturating_sub(ROOM)
    }

    /// Whether the message is full.
    pub(super) fn is_full(&self, objects: usize) -> bool {
        self.batch.len() >= objects || self.batch.bytes() >= self.target
    }

    /// Whether the first object has waited long enough.
    pub(super) fn has_lingered(&self, now: Instant) -> bool {
        !self.entries.is_empty() && now.saturating_duration_since(self.since) >= LINGER
    }
}

/// Whether the server makes vectors of its objects.
fn makes_vectors(class: &Class) -> bool {
    let is_one = |name: &str| !name.is_empty() && name != "none";
    let unnamed = class.at(&["vectorizer"]).and_then(Value::as_str).is_some_and(is_one);
    let named = class.vectors().any(|(_, config)| {
        let vectorizer = config.get("vectorizer").and_then(Value::as_object);
        vectorizer.into_iter().flatten().any(|(name, _)| is_one(name))
    });
    unnamed || named
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As 1.39.0 shows them.
    #[test]
    fn who_makes_the_vectors() {
        let class = |text: &str| serde_json::from_str::<Class>(text).unwrap();
        for (text, made) in [
            (r#"{"class": "A", "vectorizer": "none"}"#, false),
            (r#"{"class": "A", "vectorizer": "text2vec-bigram"}"#, true),
            (r#"{"class": "A", "vectorConfig": {"v": {"vectorizer": {"none": {}}}}}"#, false),
            (
                r#"{"class": "A", "vectorConfig": {"v": {"vectorizer": {"none": {}}}, "w": {"vectorizer": {"text2vec-openai": {}}}}}"#,
                true,
            ),
            (r#"{"class": "A"}"#, false),
        ] {
            assert_eq!(makes_vectors(&class(text)), made, "{text}");
        }
    }
}
