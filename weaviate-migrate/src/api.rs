//! What a sync needs of a server and of the process around it.
//!
//! The runtime implements [`SchemaApi`] over REST, the tests in memory. Nothing here resolves an alias: every
//! `class` is the concrete name, because schema writes of the server do not resolve aliases either.

use std::{future::Future, time::Duration};

use serde_json::Value;
use weaviate_query::{Error, ErrorKind, Result, Version, schema::Class};

/// A server's schema, a few objects of it, and time.
///
/// The client implements it, so a program needs it only to sync what is no server: a test's model of one, or a
/// recording. All that [`sync`](crate::sync) and [`preview`](crate::preview) do goes through it; they know no
/// network, no clock and no randomness but this.
///
/// An implementation must
///
/// - read with `consistency: true` (the server's default), so that a read sees what the write before it did;
/// - never repeat a write that the server refused: some refused writes change the server all the same;
/// - take an answer of `200` with an empty body for a failure, except of a deletion: that is how the server
///   answers when it panics;
/// - give errors of the kinds that decide what sync does: after `Unavailable`, `Timeout` and `RateLimited` it looks
///   what was done and goes on, `AlreadyExists` is success where something is made, and all else ends it;
/// - map errors by [`ErrorKind`](weaviate_query::ErrorKind): `AlreadyExists` is told by `already exists` or
///   `already in use` in the text, as the status differs between a leader and a follower.
pub trait SchemaApi: Send + Sync {
    /// The server's version, `None` if it does not tell.
    ///
    /// It decides which changes the server can make in place. Asked once for each look at the schema.
    fn version(&self) -> impl Future<Output = Result<Option<Version>>> + Send;

    /// Every class, each as the server's JSON with all of its keys.
    ///
    /// One request for all: what differs is found by comparing documents, and nothing is asked for by trying.
    fn classes(&self) -> impl Future<Output = Result<Vec<Class>>> + Send;

    /// The class called exactly `name`. An alias is not a class: the answer is `None`.
    ///
    /// It is asked for right before a class is changed, so that what others changed meanwhile stays.
    fn class(&self, name: &str) -> impl Future<Output = Result<Option<Class>>> + Send;

    /// Every alias with the class it stands for; none on a server that has no aliases (before 1.32).
    fn aliases(&self) -> impl Future<Output = Result<Vec<(String, String)>>> + Send;

    /// Makes a class. `AlreadyExists` if its name is taken.
    ///
    /// Sync leaves links out and adds them when every class is there, as they name each other in circles.
    fn create_class(&self, class: &Class) -> impl Future<Output = Result<()>> + Send;

    /// Replaces a class by this document (`PUT`), sent as it is.
    ///
    /// All of it is replaced, so the document is the one that [`class`](Self::class) gave, with the edits made.
    fn update_class(&self, class: &Class) -> impl Future<Output = Result<()>> + Send;

    /// Adds a property to a class. `AlreadyExists` if its name is taken.
    fn add_property(&self, class: &str, property: &Value) -> impl Future<Output = Result<()>> + Send;

    /// Makes an alias. `AlreadyExists` if its name is taken, by an alias or a class: of any number of callers
    /// at once exactly one succeeds.
    fn create_alias(&self, alias: &str, class: &str) -> impl Future<Output = Result<()>> + Send;

    /// Lets an alias stand for another class. `NotFound` if there is none.
    fn update_alias(&self, alias: &str, class: &str) -> impl Future<Output = Result<()>> + Send;

    /// Removes an alias; removing one that is not there is `NotFound` or success.
    ///
    /// Sync removes one alias only, its lock.
    fn delete_alias(&self, alias: &str) -> impl Future<Output = Result<()>> + Send;

    /// How many objects a class has, over all tenants. A tenant that cannot be counted, because it is not
    /// active, is at least one object: 0 means that there is none for sure.
    ///
    /// A field that every object must have is refused by it where there are objects.
    fn count(&self, class: &str) -> impl Future<Output = Result<u64>> + Send;

    /// How many objects of a class would be gone with a lifetime of `seconds`, counted from the time or the property
    /// `after`; none if that is not known.
    fn expired(
        &self,
        class: &str,
        after: &str,
        seconds: i64,
    ) -> impl Future<Output = Result<Option<u64>>> + Send {
        let _ = (class, after, seconds);
        async { Ok(None) }
    }

    /// Lets an index of a property be built as `to` says, or dropped if that is null, in the server's background.
    fn set_index(
        &self,
        class: &str,
        property: &str,
        index: &str,
        to: &Value,
    ) -> impl Future<Output = Result<()>> + Send {
        let _ = (class, property, index, to);
        async { Err(Error::new(ErrorKind::Unsupported, "indexes cannot be built here")) }
    }

    /// What the indexes of a property are at, as the server's list of indexes has them.
    fn indexes(&self, class: &str, property: &str) -> impl Future<Output = Result<Vec<Value>>> + Send {
        let _ = (class, property);
        async { Ok(Vec::new()) }
    }

    /// Writes an object's properties under an id, replacing what is there.
    fn put_object(
        &self,
        class: &str,
        id: &str,
        properties: &Value,
    ) -> impl Future<Output = Result<()>> + Send;

    /// The properties of an object.
    ///
    /// `None` if it is not there.
    fn get_object(&self, class: &str, id: &str) -> impl Future<Output = Result<Option<Value>>> + Send;

    /// Removes an object; removing one that is not there is `NotFound` or success.
    fn delete_object(&self, class: &str, id: &str) -> impl Future<Output = Result<()>> + Send;

    /// Waits.
    ///
    /// It may be dropped before it is over.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

    /// A clock that never goes back; only differences of it are used.
    fn now(&self) -> Duration;

    /// Any number, another one each time and in each process.
    fn random(&self) -> u64;

    /// Tells a person of something that may need them.
    fn warn(&self, message: &str);

    /// Tells a person what is being done.
    fn progress(&self, message: &str);

    /// Tells a person how far it is with what takes long: `done` of `of`.
    fn reached(&self, what: &str, done: u64, of: u64) {
        self.progress(&format!("{what}: {done} of {of}"));
    }
}

/// Takes a write for done if what it makes is there already: another sync made it, or an earlier try did. Whether
/// it is what was meant, the look after the last step tells.
pub(crate) fn there_already(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if error.is_already_exists() => Ok(()),
        other => other,
    }
}
