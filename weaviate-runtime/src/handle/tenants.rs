//! The tenants of a collection that is split.

use std::collections::HashSet;

use futures_core::future::BoxFuture;
use weaviate_query::{
    Collection, Result,
    tenancy::{Choosable, Tenant},
};

use super::Handle;
use crate::client::{CallOptions, TenantChange, TenantInfo, TenantStatus};

impl<C: Collection, T> Handle<C, T> {
    /// Every tenant, in no order.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann", "bob"]).await?;
    /// assert_eq!(notes.tenants().await?.len(), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if the collection is not there, and the others of [any call](crate::Client#errors-of-any-call).
    pub fn tenants(&self) -> BoxFuture<'_, Result<Vec<TenantInfo>>>
    where
        T: Choosable<C>,
    {
        Box::pin(async move {
            let options = self.scope.reading();
            let doing = || format!("listing the tenants of {}", self.scope.what());
            let list = async { self.scope.client.read_tenants(&self.class(&options).await?, &options).await };
            list.await.map_err(|error| error.context(doing()))
        })
    }

    /// The tenant of this name, and where its data is; none if it is not there.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann"]).await?;
    /// assert!(notes.find_tenant("ann").await?.expect("just made").is_active());
    /// assert!(notes.find_tenant("bob").await?.is_none());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what cannot be the name of a tenant. `NotFound` if the collection is not there, and the others
    /// of [any call](crate::Client#errors-of-any-call).
    pub fn find_tenant(&self, name: impl Into<String>) -> BoxFuture<'_, Result<Option<TenantInfo>>>
    where
        T: Choosable<C>,
    {
        let name = Tenant::new(name);
        Box::pin(async move {
            let name = name?;
            let options = self.scope.reading();
            let found = async {
                let class = self.class(&options).await?;
                self.scope.client.read_tenant(&class, name.name(), &options).await
            };
            let doing = || format!("looking for the tenant `{}` of {}", name.name(), self.scope.what());
            found.await.map_err(|error| error.context(doing()))
        })
    }

    /// Whether there is a tenant of this name.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann"]).await?;
    /// assert!(notes.tenant_exists("ann").await? && !notes.tenant_exists("bob").await?);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`find_tenant`](Self::find_tenant) fails with.
    pub fn tenant_exists(&self, name: impl Into<String>) -> BoxFuture<'_, Result<bool>>
    where
        T: Choosable<C>,
    {
        let found = self.find_tenant(name);
        Box::pin(async move { Ok(found.await?.is_some()) })
    }

    /// Makes tenants; those that are there already stay as they are.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann", "bob"]).await?;
    /// notes.create_tenants(["ann"]).await?; // she is there and stays as she is
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a name that is not 1 to 64 letters, digits, `-` and `_`; then none is made. `NotFound`
    /// if the collection is not there, and the others of [any call](crate::Client#errors-of-any-call).
    pub async fn create_tenants<N: Into<String>>(&self, names: impl IntoIterator<Item = N>) -> Result<()> {
        self.create_tenants_as(names, TenantStatus::Active).await
    }

    /// Makes tenants that begin `Active` or `Inactive`; those that are there already stay as they are.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants_as(["ann", "bob"], TenantStatus::Inactive).await?;
    /// assert!(!notes.find_tenant("ann").await?.expect("just made").is_active());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`create_tenants`](Self::create_tenants) fails with, and `InvalidInput` for another status.
    pub async fn create_tenants_as<N: Into<String>>(
        &self,
        names: impl IntoIterator<Item = N>,
        status: TenantStatus,
    ) -> Result<()> {
        self.change("making tenants", names, TenantChange::Make(status)).await
    }

    /// Moves the data of tenants: into memory, to disk, or to remote storage. It is done when all of them are there:
    /// the server is asked again and again, for as long as a write may take.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann"]).await?;
    /// notes.set_tenant_status(["ann"], TenantStatus::Inactive).await?;
    /// assert!(!notes.tenants().await?[0].is_active());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` for a tenant that is not there; the others of the same hundred are moved all the same.
    /// `InvalidInput` for a status that only the server sets. `Timeout` if some are still on their way: the server goes
    /// on moving them. The others are those of [any call](crate::Client#errors-of-any-call).
    pub async fn set_tenant_status<N: Into<String>>(
        &self,
        names: impl IntoIterator<Item = N>,
        status: TenantStatus,
    ) -> Result<()> {
        self.change("moving tenants", names, TenantChange::Set(status)).await
    }

    /// Removes tenants and all of their objects; those that are not there are passed over.
    ///
    /// ```
    /// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// notes.create_tenants(["ann", "bob"]).await?;
    /// notes.delete_tenants(["bob"]).await?;
    /// assert_eq!(notes.tenants().await?[0].name(), "ann");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what cannot be the name of a tenant; then none is removed. `NotFound` if the collection
    /// is not there, and the others of [any call](crate::Client#errors-of-any-call).
    pub async fn delete_tenants<N: Into<String>>(&self, names: impl IntoIterator<Item = N>) -> Result<()> {
        self.change("deleting tenants", names, TenantChange::Remove).await
    }

    async fn change<N: Into<String>>(
        &self,
        doing: &str,
        names: impl IntoIterator<Item = N>,
        change: TenantChange,
    ) -> Result<()> {
        let names = checked(names)?;
        let options = self.scope.writing();
        let done = async {
            let class = self.class(&options).await?;
            self.scope.client.change_tenants(&class, &names, change, &options).await
        };
        done.await.map_err(|error| error.context(format!("{doing} of {}", self.scope.what())))
    }

    /// The class itself: what changes tenants resolves no alias.
    async fn class(&self, options: &CallOptions) -> Result<String> {
        self.scope.concrete(options).await
    }
}

/// Each name once, as a server refuses one that stands twice in a request.
fn checked<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Result<Vec<String>> {
    let (mut checked, mut seen) = (Vec::new(), HashSet::new());
    for name in names {
        let tenant = Tenant::new(name)?;
        if seen.insert(tenant.name().to_owned()) {
            checked.push(tenant.name().to_owned());
        }
    }
    Ok(checked)
}
