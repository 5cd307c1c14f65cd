//! Schema sync, as a method of the client.

use weaviate_migrate::{Dead, Drift, ObjectApi, Options, Plan, Rebuild, RolledBack, SchemaApi, Synced};
use weaviate_query::{Collection, Result, schema::CollectionDef};

use super::{Client, schema_api::Server};
use crate::handle::Checker;

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

    /// What looks for stored objects that their rules (`validate`) do not allow, a collection each.
    fn checkers() -> Vec<Checker>;
}

macro_rules! tuples {
    ($($name:ident)+; $($rest:tt)*) => {
        impl<$($name: Collection),+> Collections for ($($name,)+) {
            fn definitions() -> Vec<&'static CollectionDef> {
                vec![$($name::SCHEMA),+]
            }

            fn checkers() -> Vec<Checker> {
                vec![$(Checker::of::<$name>()),+]
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
        let (server, names) = (Server::new(self), self.names());
        let synced = match options.rebuild {
            Rebuild::Never => Box::pin(weaviate_migrate::sync(&server, wanted, &names, options)).await,
            // Boxed, as it is rare and would make every sync's future as large.
            _ => Box::pin(weaviate_migrate::sync_all(&server, wanted, &names, options)).await,
        };
        let synced = synced.map_err(|error| error.context("syncing the schema"))?;
        self.learn_names(synced.names.clone());
        Ok(synced)
    }

    /// What the server has that the structs do not say, and the other way round, by what it does to a program: for a gate
    /// at its start, or in CI. It reads only.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// use weaviate::sync::DriftLevel;
    ///
    /// #[derive(Collection)]
    /// #[weaviate(name = "Note")]
    /// struct Older { text: String } // a program that does not know `stars` yet
    ///
    /// let drift = client.drift::<(Older,)>().await?;
    /// assert!(drift.iter().all(|drift| drift.level == DriftLevel::Compatible));
    /// assert_eq!(drift[0].path, "stars");
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`plan`](Self::plan) fails with.
    pub async fn drift<C: Collections>(&self) -> Result<Vec<Drift>> {
        let mut options = Options::default();
        options.keep_undeclared = false;
        Ok(self.plan_definitions(&C::definitions(), &options).await?.drift())
    }

    /// The properties of the collections `C` that no struct declares and no object fills: what nobody would miss. It only
    /// reads, all objects where there is such a property.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: Option<i64> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// client.collection::<Note>().insert(&Note { text: "to buy: milk".into(), stars: None }).await?;
    ///
    /// #[derive(Collection)]
    /// #[weaviate(name = "Note")]
    /// struct Shorter { text: String } // nobody gave stars
    ///
    /// let dead = client.dead::<(Shorter,)>().await?;
    /// assert_eq!((dead[0].property.as_str(), dead[0].objects), ("stars", 1));
    /// # Ok(()) }
    /// ```
    ///
    /// A collection with tenants that are not active has none, as nobody knows what those hold; links are left out.
    ///
    /// # Errors
    ///
    /// What [any call](crate::Client#errors-of-any-call) fails with.
    pub async fn dead<C: Collections>(&self) -> Result<Vec<Dead>> {
        self.dead_definitions(&C::definitions()).await
    }

    /// [`dead`](Self::dead) of collections whose structs are not compiled in.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// assert!(client.dead_definitions(&[Note::SCHEMA]).await?.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`dead`](Self::dead) fails with.
    pub async fn dead_definitions(&self, wanted: &[&CollectionDef]) -> Result<Vec<Dead>> {
        let dead = Box::pin(weaviate_migrate::dead(&Server::new(self), wanted, &self.names())).await;
        dead.map_err(|error| error.context("looking for properties that nobody fills"))
    }

    /// Brings the classes back that the last rebuild replaced, or was about to replace, with the objects of before, and
    /// says how much was written meanwhile and in which class that is.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// use weaviate::sync::{Options, Rebuild};
    ///
    /// #[derive(Collection)]
    /// #[weaviate(name = "Note", inverted(null_state))]
    /// struct Changed { text: String, stars: i64 }
    ///
    /// let mut options = Options::default();
    /// options.rebuild = Rebuild::Compatible;
    /// client.sync_with::<(Changed,)>(&options).await?;
    /// assert_eq!(client.names().concrete("Note"), "Note_v2");
    /// let back = client.rollback(&options).await?;
    /// assert_eq!(client.names().concrete("Note"), "Note_v1");
    /// assert_eq!(back.collections[0].written, 0);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `NotFound` if there was no rebuild, or its old classes are gone; `Timeout` if another process holds the lock of
    /// the sync; else what [any call](crate::Client#errors-of-any-call) fails with, and then the same call goes on.
    pub async fn rollback(&self, options: &Options) -> Result<RolledBack> {
        let back = Box::pin(weaviate_migrate::rollback(&Server::new(self), &self.names(), options)).await;
        let back = back.map_err(|error| error.context("rolling a rebuild back"))?;
        self.learn_names(back.names.clone());
        Ok(back)
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

    /// The server's schema as [`sync`](Self::sync) reads and changes it: classes by their concrete names, aliases, and the
    /// objects that sync keeps. For tools that do a part of a sync by themselves.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// use weaviate::sync::SchemaApi as _;
    ///
    /// client.sync::<(Note,)>().await?;
    /// let aliases = client.schema_api().aliases().await?;
    /// assert_eq!(aliases, [("Note".to_owned(), "Note_v1".to_owned())]);
    /// # Ok(()) }
    /// ```
    pub fn schema_api(&self) -> impl SchemaApi + '_ {
        Server::new(self)
    }

    /// [`schema_api`](Self::schema_api) with the objects and tenants of classes, as a rebuild moves them.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// use weaviate::sync::ObjectApi as _;
    ///
    /// client.sync::<(Note,)>().await?;
    /// assert_eq!(client.object_api().count_in("Note_v1", None).await?, 0);
    /// # Ok(()) }
    /// ```
    pub fn object_api(&self) -> impl ObjectApi + '_ {
        Server::new(self)
    }
}
