//! A collection as its struct knows it.

mod delete;
mod read;
mod scan;
mod tenants;
mod write;

use std::{fmt, marker::PhantomData, sync::Arc, time::Duration};

use weaviate_query::{
    Collection, Result,
    render::Consistency,
    schema::{CollectionDef, DataType},
    tenancy::{Choosable, Chosen, Tenant, Whole},
};

pub use delete::DeleteWhere;
pub use scan::Scan;

use crate::{client::Client, scope::Scope};

/// The collection `C` of a server.
///
/// `T` says whether it may be asked: a collection that is split into tenants has data methods only after
/// [`tenant`](Handle::tenant). It is cheap to clone, and every change makes a new one.
pub struct Handle<C, T = Whole> {
    scope: Scope,
    tenancy: T,
    of: PhantomData<fn() -> C>,
}

impl Client {
    /// The collection `C`, under the name that its struct has.
    pub fn collection<C: Collection>(&self) -> Handle<C, C::Tenancy> {
        let scope = Scope::new(self.clone(), C::SCHEMA.name, has_links(C::SCHEMA));
        Handle { scope, tenancy: C::Tenancy::default(), of: PhantomData }
    }

    /// The collection `C`, under another name: `class` is what it is called on the server, without the prefix.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a name that the server would rewrite or refuse.
    pub fn collection_named<C: Collection>(&self, class: &str) -> Result<Handle<C, C::Tenancy>> {
        weaviate_query::check_class(class)?;
        let mut handle = self.collection::<C>();
        handle.scope.class = Some(Arc::from(class));
        Ok(handle)
    }

    /// Removes the collection `C` and all of its objects: its class, and the alias if there is one. Says whether
    /// there was something.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn delete_collection<C: Collection>(&self) -> Result<bool> {
        let class = self.names().class(C::SCHEMA.name).into_owned();
        self.delete_class(&class).await
    }
}

impl<C: Collection, T> Handle<C, T> {
    /// One tenant of the collection, which may then be asked.
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
    pub fn consistency(mut self, level: Consistency) -> Self {
        self.scope.consistency = Some(level);
        self
    }

    /// How long a call may take, all of its tries together; what is done in several messages, so long for each.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.scope.timeout = Some(timeout);
        self
    }

    /// A header of every call, over the client's of the same name.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what cannot stand in a header.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self> {
        self.scope.headers.set(name, value)?;
        Ok(self)
    }

    /// The client it belongs to.
    pub fn client(&self) -> &Client {
        &self.scope.client
    }

    /// The tenant, if one was chosen.
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
