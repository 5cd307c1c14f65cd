//! What a rebuild needs of a server beside its schema: objects, tenants, and a class that takes no writes.

use std::future::Future;

use uuid::Uuid;
use weaviate_query::{
    Result, ir,
    wire::{Encode, Sink, raw::Object},
};

use crate::SchemaApi;

/// A server's objects, as far as a rebuild moves them.
///
/// The client implements it. `class` is the concrete name everywhere, but in [`store`](Self::store), which writes by an
/// alias: the server resolves it for each request, so an alias that is taken away stops a program that lost the
/// lock and does not know it yet.
pub trait ObjectApi: SchemaApi {
    /// The objects that `query` finds, in the order of their ids, at most `size` of those behind `after`.
    fn find(
        &self,
        class: &str,
        tenant: Option<&str>,
        query: &ir::Query,
        after: Option<Uuid>,
        size: u32,
    ) -> impl Future<Output = Result<Vec<Object>>> + Send;

    /// Writes objects over those of their ids. It fails unless every one of them is stored.
    fn store(
        &self,
        by: &str,
        tenant: Option<&str>,
        objects: Vec<Moved>,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Removes the objects of these ids, as far as they are there.
    fn remove(
        &self,
        class: &str,
        tenant: Option<&str>,
        ids: &[Uuid],
    ) -> impl Future<Output = Result<()>> + Send;

    /// How many objects a class, or one tenant of it, has.
    fn count_in(&self, class: &str, tenant: Option<&str>) -> impl Future<Output = Result<u64>> + Send;

    /// The tenants of a class, and which of them are active.
    fn tenants(&self, class: &str) -> impl Future<Output = Result<Vec<(String, bool)>>> + Send;

    /// Makes active tenants; those that are there stay as they are.
    fn make_tenants(&self, class: &str, names: &[String]) -> impl Future<Output = Result<()>> + Send;

    /// Removes tenants with all of their objects.
    fn drop_tenants(&self, class: &str, names: &[String]) -> impl Future<Output = Result<()>> + Send;

    /// Loads a tenant, or lets it go.
    fn set_tenant(&self, class: &str, name: &str, active: bool) -> impl Future<Output = Result<()>> + Send;

    /// Lets a class, or one tenant of it, take no writes, or take them again.
    fn set_read_only(
        &self,
        class: &str,
        tenant: Option<&str>,
        on: bool,
    ) -> impl Future<Output = Result<()>> + Send;

    /// Removes a class with all of its objects.
    fn drop_class(&self, class: &str) -> impl Future<Output = Result<()>> + Send;
}

/// An object on its way into another class.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moved {
    /// All of it but its links.
    pub object: Object,
    /// Its links.
    pub links: Vec<MovedLinks>,
}

/// The links of one property, to objects of one class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedLinks {
    /// The property.
    pub name: String,
    /// The class that they lead to.
    pub class: String,
    /// Whether the property leads to no other class.
    pub only: bool,
    /// The objects.
    pub ids: Vec<Uuid>,
}

impl Encode for Moved {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        self.object.encode(sink)?;
        for links in &self.links {
            sink.links(&links.name, &links.class, links.only, &links.ids)?;
        }
        Ok(())
    }
}
