//! Schema sync, as a method of the client.

use weaviate_migrate::{Options, Plan, Synced};
use weaviate_query::{Collection, Result, schema::CollectionDef};

use super::{Client, schema_api::Server};

/// One collection, or a tuple of up to 16.
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
    /// # Errors
    ///
    /// `SchemaMismatch` with the whole plan if something in it is for a person to do.
    pub async fn sync<C: Collections>(&self) -> Result<Synced> {
        self.sync_with::<C>(&Options::default()).await
    }

    /// [`sync`](Self::sync) with other settings.
    ///
    /// # Errors
    ///
    /// Those of [`sync`](Self::sync).
    pub async fn sync_with<C: Collections>(&self, options: &Options) -> Result<Synced> {
        self.sync_definitions(&C::definitions(), options).await
    }

    /// What [`sync`](Self::sync) would do, found with reads only.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn plan<C: Collections>(&self) -> Result<Plan> {
        self.plan_definitions(&C::definitions(), &Options::default()).await
    }

    /// [`sync`](Self::sync) of collections whose structs are not compiled in.
    ///
    /// # Errors
    ///
    /// Those of [`sync`](Self::sync).
    pub async fn sync_definitions(&self, wanted: &[&CollectionDef], options: &Options) -> Result<Synced> {
        let synced = weaviate_migrate::sync(&Server::new(self), wanted, &self.names(), options).await;
        let synced = synced.map_err(|error| error.context("syncing the schema"))?;
        self.learn_names(synced.names.clone());
        Ok(synced)
    }

    /// [`plan`](Self::plan) of collections whose structs are not compiled in.
    ///
    /// # Errors
    ///
    /// Those of any call.
    pub async fn plan_definitions(&self, wanted: &[&CollectionDef], options: &Options) -> Result<Plan> {
        let synced = weaviate_migrate::preview(&Server::new(self), wanted, &self.names(), options).await;
        Ok(synced.map_err(|error| error.context("planning the schema"))?.plan)
    }
}
