//! What the executor needs of a server and of the process around it.
//!
//! The runtime implements [`SchemaApi`] over REST, the tests in memory. Nothing here resolves an alias: every
//! `class` is the concrete name, because schema writes of the server do not resolve aliases either.

use std::{future::Future, time::Duration};

use serde_json::Value;
use weaviate_query::{Result, Version, schema::Class};

/// A server's schema, a few objects of it, and time.
///
/// An implementation must
///
/// - read with `consistency: true` (the server's default), so that a read sees what the write before it did;
/// - never repeat a write that the server refused: some refused writes change the server all the same;
/// - take an answer of `200` with an empty body for a failure, except of a deletion: that is how the server
///   answers when it panics;
/// - map errors by [`ErrorKind`](weaviate_query::ErrorKind): `AlreadyExists` is told by `already exists` or
///   `already in use` in the text, as the status differs between a leader and a follower.
pub trait SchemaApi: Send + Sync {
    /// The server's version, `None` if it does not tell.
    fn version(&self) -> impl Future<Output = Result<Option<Version>>> + Send;

    /// Every class, each as the server's JSON with all of its keys.
    fn classes(&self) -> impl Future<Output = Result<Vec<Class>>> + Send;

    /// The class called exactly `name`. An alias is not a class: the answer is `None`.
    fn class(&self, name: &str) -> impl Future<Output = Result<Option<Class>>> + Send;

    /// Every alias with the class it stands for; none on a server that has no aliases (before 1.32).
    fn aliases(&self) -> impl Future<Output = Result<Vec<(String, String)>>> + Send;

    /// Makes a class. `AlreadyExists` if its name is taken.
    fn create_class(&self, class: &Class) -> impl Future<Output = Result<()>> + Send;

    /// Replaces a class by this document (`PUT`), sent as it is.
    fn update_class(&self, class: &Class) -> impl Future<Output = Result<()>> + Send;

    /// Adds a property to a class. `AlreadyExists` if its name is taken.
    fn add_property(&self, class: &str, property: &Value) -> impl Future<Output = Result<()>> + Send;

    /// Makes an alias. `AlreadyExists` if its name is taken, by an alias or a class: of any number of callers
    /// at once exactly one succeeds.
    fn create_alias(&self, alias: &str, class: &str) -> impl Future<Output = Result<()>> + Send;

    /// Lets an alias stand for another class. `NotFound` if there is none.
    fn update_alias(&self, alias: &str, class: &str) -> impl Future<Output = Result<()>> + Send;

    /// Removes an alias; removing one that is not there is `NotFound` or success.
    fn delete_alias(&self, alias: &str) -> impl Future<Output = Result<()>> + Send;

    /// How many objects a class has, over all tenants. A tenant that cannot be counted, because it is not
    /// active, is at least one object: 0 means that there is none for sure.
    fn count(&self, class: &str) -> impl Future<Output = Result<u64>> + Send;

    /// Writes an object's properties under an id, replacing what is there.
    fn put_object(
        &self,
        class: &str,
        id: &str,
        properties: &Value,
    ) -> impl Future<Output = Result<()>> + Send;

    /// The properties of an object.
    fn get_object(&self, class: &str, id: &str) -> impl Future<Output = Result<Option<Value>>> + Send;

    /// Removes an object; removing one that is not there is `NotFound` or success.
    fn delete_object(&self, class: &str, id: &str) -> impl Future<Output = Result<()>> + Send;

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send;

    /// A clock that never goes back; only differences of it are used.
    fn now(&self) -> Duration;

    /// Any number, another one each time and in each process.
    fn random(&self) -> u64;

    /// Tells a person of something that may need them.
    fn warn(&self, message: &str);

    /// Tells a person what is being done.
    fn progress(&self, message: &str);
}

/// Takes a write for done if what it makes is there already: another sync made it, or an earlier try did. Whether
/// it is what was meant, the look after the last step tells.
pub(crate) fn there_already(result: Result<()>) -> Result<()> {
    match result {
        Err(error) if error.is_already_exists() => Ok(()),
        other => other,
    }
}
