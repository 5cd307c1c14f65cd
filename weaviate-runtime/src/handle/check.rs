//! Which stored objects break a rule of their struct: a walk that tells no others.

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures_core::{Stream, stream::FusedStream};
use futures_util::StreamExt;
use uuid::Uuid;
use weaviate_query::{
    BadRow, Collection, Result,
    check::{Finding, findings},
    schema::CollectionDef,
    tenancy::{Chosen, Tenant},
};

use super::{Handle, Scan};
use crate::{client::Client, scope::Scope};

impl<C, T> Handle<C, T>
where
    C: Collection + Send + Sync,
    T: Chosen<C> + Clone + 'static,
{
    /// Every stored object with a value that a rule of the struct (`validate`) does not allow, in the order of the ids:
    /// what was written before the rule was, by another program, or without a struct. It only reads.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// #[derive(Collection)]
    /// struct Review { stars: i64 }
    ///
    /// #[derive(Collection)]
    /// #[weaviate(name = "Review")]
    /// struct Ruled {
    ///     #[weaviate(validate(range(1..=5)))]
    ///     stars: i64,
    /// }
    ///
    /// client.sync::<(Review,)>().await?;
    /// let ids = client.collection::<Review>().insert_many([3, 6].map(|stars| Review { stars })).await?.into_result()?;
    ///
    /// let mut check = client.collection::<Ruled>().check();
    /// let found = check.next().await.expect("one has 6 stars")?;
    /// assert_eq!(found.id, ids[1]);
    /// assert_eq!(found.broken[0].to_string(), "`stars` is 6, and `range(1..=5)` does not allow that");
    /// assert!(check.next().await.is_none());
    /// assert_eq!(check.seen(), 2);
    /// # Ok(()) }
    /// ```
    ///
    /// An object that cannot be read as the struct is told as one that breaks the type of a field. After an error of a
    /// request the walk is over.
    pub fn check(&self) -> Checking {
        Checking::new::<C>(self.scope.clone())
    }
}

/// Stored objects that break a rule, one after another, in the order of their ids; a fused stream.
pub struct Checking {
    rows: Scan<Option<Finding>>,
    seen: u64,
}

impl Checking {
    fn new<C: Collection>(scope: Scope) -> Self {
        Self { rows: Scan::new(scope, findings::<C>().on_bad_row(BadRow::Skip), None), seen: 0 }
    }

    /// The next one; `None` behind the last object.
    pub async fn next(&mut self) -> Option<Result<Finding>> {
        StreamExt::next(self).await
    }

    /// How many objects were looked at so far, those that break no rule as well: for a display of how far it is, beside
    /// [`count`](Handle::count).
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// The id of the object that was looked at last.
    pub fn last_id(&self) -> Option<Uuid> {
        self.rows.last_id()
    }
}

/// So many objects that break no rule are passed over before others get their turn.
const AT_ONCE: u32 = 256;

impl Stream for Checking {
    type Item = Result<Finding>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        for _ in 0..AT_ONCE {
            match ready!(Pin::new(&mut this.rows).poll_next(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(found)) => {
                    this.seen += 1;
                    if let Some(found) = found {
                        return Poll::Ready(Some(Ok(found)));
                    }
                }
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl FusedStream for Checking {
    fn is_terminated(&self) -> bool {
        self.rows.is_terminated()
    }
}

impl fmt::Debug for Checking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checking").field("seen", &self.seen).finish_non_exhaustive()
    }
}

/// [`Handle::check`] of a collection whose struct is not named: what a tool has that is given collections as a list.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Collection)] struct Review { #[weaviate(validate(range(1..=5)))] stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Review,)>().await?;
/// use weaviate::sync::Collections;
///
/// for checker in <(Review,) as Collections>::checkers() {
///     let mut check = checker.start(&client, None)?;
///     while let Some(found) = check.next().await {
///         println!("{}: {}", checker.collection().name, found?.id);
///     }
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Copy)]
pub struct Checker {
    collection: &'static CollectionDef,
    start: fn(&Client, Option<&str>) -> Checking,
}

impl Checker {
    /// Of the collection `C`.
    pub fn of<C: Collection>() -> Self {
        let start = |client: &Client, tenant: Option<&str>| {
            let handle = client.collection::<C>();
            Checking::new::<C>(Scope { tenant: tenant.map(Arc::from), ..handle.scope().clone() })
        };
        Self { collection: C::SCHEMA, start }
    }

    /// What the struct declares.
    pub fn collection(&self) -> &'static CollectionDef {
        self.collection
    }

    /// Whether a field of it has a rule: without one only objects are found that cannot be read.
    pub fn has_rules(&self) -> bool {
        weaviate_query::check::has_rules(self.collection.fields)
    }

    /// Walks over the collection, or over one tenant of it.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for what is no name of a tenant.
    pub fn start(&self, client: &Client, tenant: Option<&str>) -> Result<Checking> {
        tenant.map(Tenant::new).transpose()?;
        Ok((self.start)(client, tenant))
    }
}

impl fmt::Debug for Checker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checker").field("collection", &self.collection.name).finish_non_exhaustive()
    }
}
