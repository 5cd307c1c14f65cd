//! Schema sync, as a method of the client.

use weaviate_migrate::{Options, Plan, Synced};
use weaviate_query::{Collection, Result, schema::CollectionDef};

use super::{Client, schema_api::Server};

/// One collection, or a tuple of up to 16.
///
/// It is implemented for tuples; a program does not implement it.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// #[derive(Collection)]
/// struct Draft { text: String }
///
/// client.sync::<(Note, Draft)>().await?;
/// # Ok(()) }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a collection nor a tuple of up to 16 collections",
    label = "write for example `sync::<(Article, Category)>()`"
)]
pub trait Collections {
    /// What their structs declare.
    fn definitions() -> Vec<&'static CollectionDef>;
}

macro_rules! tuples {
    ($($name:ident)+; $($rest:tt)*) => {
        impl<$($name: Collection),+> Collections for ($($name,)+) {
            fn definitions() -> Vec<&'static CollectionDef> {
                vec![$($name::SCHEMA),+]
            }
        }
        tuples! { $($rest)* }
    };
    () => {};
}

tuples! {
    A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; A B C D E F G H I;
    A B C D E F G H I J; A B C D E F G H I J K; A B C D E F G H I J K L; A B C D E F G H I J K L M;
    A B C D E F G H I J K L M N; A B C D E F G H I J K L M N O; A B C D E F G H I J K L M N O P;
}

impl Client {
    /// Brings the server's schema to what the structs of `C` declare, and says what was done. It makes what is
    /// missing and changes what can be changed in place; if anything else differs it changes nothing.
    ///
    /// It plans first, with reads only, and writes nothing if nothing differs. It may be killed at any point: the next
    /// one goes on where it was. Several programs that start at once wait for each other.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let synced = client.sync::<(Note,)>().await?;
    /// println!("{}", synced.plan);
    /// assert!(client.sync::<(Note,)>().await?.plan.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `SchemaMismatch` with the whole plan if something in it is for a person to do: each refusal says what. `Timeout`
    /// if another sync holds the lock for ten minutes. Else what
    /// [any call](crate::Client#errors-of-any-call) fails with; then some steps may be done, and the next sync does
    /// the others.
    pub async fn sync<C: Collections>(&self) -> Result<Synced> {
        self.sync_with::<C>(&Options::default()).await
    }

    /// [`sync`](Self::sync) with other settings.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// use weaviate::sync::Options as SyncOptions;
    ///
    /// let mut options = SyncOptions::default();
    /// options.keep_undeclared = false; // a property that no struct declares is refused
    /// client.sync_with::<(Note,)>(&options).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`sync`](Self::sync) fails with.
    pub async fn sync_with<C: Collections>(&self, options: &Options) -> Result<Synced> {
        self.sync_definitions(&C::definitions(), options).await
    }

    /// What [`sync`](Self::sync) would do, found with reads only.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let plan = client.plan::<(Note,)>().await?;
    /// assert!(!plan.is_empty() && !plan.is_refused());
    /// assert!(plan.to_string().contains("create the class `Note_v1`"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `PermissionDenied` if the key may not read the schema, and the others of
    /// [any call](crate::Client#errors-of-any-call). A plan with refusals is no error.
    pub async fn plan<C: Collections>(&self) -> Result<Plan> {
        self.plan_definitions(&C::definitions(), &Options::default()).await
    }

    /// [`sync`](Self::sync) of collections whose structs are not compiled in.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// client.sync_definitions(&[Note::SCHEMA], &weaviate::sync::Options::default()).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`sync`](Self::sync) fails with.
    pub async fn sync_definitions(&self, wanted: &[&CollectionDef], options: &Options) -> Result<Synced> {
        let synced =
            Box::pin(weaviate_migrate::sync(&Server::new(self), wanted, &self.names(), options)).await;
        let synced = synced.map_err(|error| error.context("syncing the schema"))?;
        self.learn_names(synced.names.clone());
        Ok(synced)
    }

    /// [`plan`](Self::plan) of collections whose structs are not compiled in.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let plan = client.plan_definitions(&[Note::SCHEMA], &weaviate::sync::Options::default()).await?;
    /// assert_eq!(plan.changes().len(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`plan`](Self::plan) fails with.
    pub async fn plan_definitions(&self, wanted: &[&CollectionDef], options: &Options) -> Result<Plan> {
        let synced = weaviate_migrate::preview(&Server::new(self), wanted, &self.names(), options).await;
        Ok(synced.map_err(|error| error.context("planning the schema"))?.plan)
    }
}
