//! A collection as its struct knows it.

mod check;
mod delete;
mod index;
mod ingest;
mod links;
mod mend;
mod read;
mod scan;
mod tenants;
mod update;
mod write;

use std::{fmt, marker::PhantomData, sync::Arc, time::Duration};

use weaviate_query::{
    Collection, Result,
    modules::provider::Provider,
    render::Consistency,
    schema::{CollectionDef, DataType},
    tenancy::{Choosable, Chosen, Tenant, Whole},
};

pub use check::{Checker, Checking};
pub use delete::DeleteWhere;
pub use ingest::Ingest;
pub use links::Links;
pub use mend::Mending;
pub use scan::Scan;
pub use update::Update;

use crate::{client::Client, scope::Scope};

/// The collection `C` of a server.
///
/// `T` says whether it may be asked: a collection that is split into tenants has data methods only after
/// [`tenant`](Handle::tenant). It is cheap to clone, and every change makes a new one.
///
/// | to | there is |
/// |---|---|
/// | ask | [`fetch`](Self::fetch), [`first`](Self::first), [`aggregate`](Self::aggregate), [`count`](Self::count) |
/// | read by id | [`get`](Self::get), [`get_many`](Self::get_many), [`exists`](Self::exists) |
/// | read all | [`scan`](Self::scan), [`scan_after`](Self::scan_after), [`stream`](Self::stream), [`stream_after`](Self::stream_after) |
/// | find what breaks a rule of the struct | [`check`](Self::check) |
/// | write | [`insert`](Self::insert), [`insert_many`](Self::insert_many), [`ingest`](Self::ingest), [`replace`](Self::replace) |
/// | change | [`update`](Self::update), [`links`](Self::links) |
/// | remove | [`delete`](Self::delete), [`delete_many`](Self::delete_many), [`delete_where`](Self::delete_where) |
/// | manage tenants | [`tenants`](Self::tenants), [`find_tenant`](Self::find_tenant), [`create_tenants`](Self::create_tenants), [`set_tenant_status`](Self::set_tenant_status), [`delete_tenants`](Self::delete_tenants) |
/// | see what would be asked | [`explain`](Self::explain) |
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// let notes = client.collection::<Note>();
/// notes.insert(&Note { text: "to buy: milk".into(), stars: 5 }).await?;
/// let best = notes.fetch(query!(Note, filter: .stars > 3, select: { .text })).await?;
/// assert_eq!(best[0].text, "to buy: milk");
/// # Ok(()) }
/// ```
///
/// Every one of them can fail with what [any call](Client#errors-of-any-call) fails with.
pub struct Handle<C, T = Whole> {
    scope: Scope,
    tenancy: T,
    of: PhantomData<fn() -> C>,
}

impl<C: Collection> Handle<C, C::Tenancy> {
    pub(crate) fn new(client: Client) -> Self {
        let scope =
            Scope { declared: Some(C::SCHEMA), ..Scope::new(client, C::SCHEMA.name, has_links(C::SCHEMA)) };
        Self { scope, tenancy: C::Tenancy::default(), of: PhantomData }
    }

    /// The same collection as another class of the server.
    pub(crate) fn under(mut self, class: &str) -> Self {
        self.scope.class = Some(Arc::from(class));
        self
    }
}

impl<C: Collection, T> Handle<C, T> {
    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// One tenant of the collection, which may then be asked.
    ///
    /// Nothing is sent; a tenant that is not there is told by the first call.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann"]).await?;
    /// let ann = notes.tenant("ann")?;
    /// ann.insert(&Note { text: "hers".into() }).await?;
    /// assert_eq!(ann.count().await?, 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` unless the name is 1 to 64 letters, digits, `-` and `_`.
    pub fn tenant(&self, name: impl Into<String>) -> Result<Handle<C, Tenant>>
    where
        T: Choosable<C>,
    {
        let tenant = Tenant::new(name)?;
        let scope = Scope { tenant: Some(Arc::from(tenant.name())), ..self.scope.clone() };
        Ok(Handle { scope, tenancy: tenant, of: PhantomData })
    }

    /// How many replicas must agree. Without it the server's setting stands.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let notes = notes.consistency(weaviate::Consistency::Quorum);
    /// notes.insert(&Note { text: "on most replicas".into(), stars: 1 }).await?;
    /// # Ok(()) }
    /// ```
    pub fn consistency(mut self, level: Consistency) -> Self {
        self.scope.consistency = Some(level);
        self
    }

    /// How long a call may take, all of its tries together; what is done in several messages, so long for each.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let quick = notes.timeout(std::time::Duration::from_millis(500));
    /// assert_eq!(quick.count().await?, 0);
    /// # Ok(()) }
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.scope.timeout = Some(timeout);
        self
    }

    /// A header of every call, over the client's of the same name.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let notes = notes.header("X-OpenAI-Api-Key", "the key of one customer")?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what cannot stand in a header.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self> {
        self.scope.headers.set(name, value)?;
        Ok(self)
    }

    /// The keys for a provider of models, over the client's.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # let notes = client.collection::<Note>();
    /// use weaviate::modules::provider;
    ///
    /// let notes = notes.provider(&provider::openai("the key of one customer"))?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what cannot stand in a header.
    pub fn provider(mut self, provider: &impl Provider) -> Result<Self> {
        for (name, value) in provider.headers() {
            self = self.header(name, value)?;
        }
        Ok(self)
    }

    /// The client it belongs to.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// assert!(notes.client().ready().await?);
    /// # Ok(()) }
    /// ```
    pub fn client(&self) -> &Client {
        &self.scope.client
    }

    /// The tenant, if one was chosen.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// assert_eq!(notes.tenant("ann")?.tenant_name(), Some("ann"));
    /// # Ok(()) }
    /// ```
    pub fn tenant_name(&self) -> Option<&str>
    where
        T: Chosen<C>,
    {
        self.tenancy.tenant()
    }
}

/// Whether objects of it lead to other classes: those are named by what they are called now.
fn has_links(schema: &CollectionDef) -> bool {
    schema.fields.iter().any(|field| field.of.data_type == DataType::Reference)
}

// Written out: derives would ask the same of `C`.
impl<C, T: Clone> Clone for Handle<C, T> {
    fn clone(&self) -> Self {
        Self { scope: self.scope.clone(), tenancy: self.tenancy.clone(), of: PhantomData }
    }
}

impl<C, T> fmt::Debug for Handle<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle")
            .field("collection", &self.scope.collection)
            .field("tenant", &self.scope.tenant)
            .field("client", &self.scope.client)
            .finish_non_exhaustive()
    }
}
