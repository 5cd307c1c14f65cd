//! Which stored objects no search by vector finds, and the mending of those.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, atomic::AtomicBool},
    task::{Context, Poll, ready},
};

use futures_core::{Stream, stream::BoxStream};
use futures_util::{StreamExt, TryStreamExt as _, stream};
use uuid::Uuid;
use weaviate_query::{Collection, Result, ir, tenancy::Chosen, wire::raw};

use super::Handle;
use crate::{
    mend::AT_ONCE,
    scope::Scope,
    walk::{self, PAGE},
};

impl<C, T> Handle<C, T>
where
    C: Collection,
    T: Chosen<C>,
{
    /// Looks at every object whether a search by its own vectors finds it, mends those that none does, and tells their ids.
    ///
    /// A server whose caller goes away in the middle of a write, or has no more time for it, keeps objects and leaves them
    /// out of the indexes of their vectors and places; the same object written once more is no change to it (1.39.0). This
    /// client mends what broke off while it lives. What did so when a process was killed, or in a program of another client,
    /// is found by this: it costs a search and a read for each object.
    ///
    /// ```
    /// # use weaviate::{Collection, Vector, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)]
    /// # struct Note { text: String, #[weaviate(vector)] meaning: Vector<2> }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # notes.insert(&Note { text: "one".into(), meaning: [1.0, 0.0].into() }).await?;
    /// let mut mending = notes.mend();
    /// while let Some(id) = mending.next().await {
    ///     println!("{} is found again", id?);
    /// }
    /// assert_eq!(mending.seen(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// An object that is mended gets another vector, by the last bit of one number, and then its own. One that somebody
    /// else gives another vector between the two gets its former one: do it where nobody changes vectors. With
    /// `ASYNC_INDEXING` objects that are not in their index yet are taken for lost, which does no harm.
    pub fn mend(&self) -> Mending {
        Mending::new(self.scope.clone())
    }
}

/// The ids of objects that were mended, one after another, in the order in which that is done.
#[must_use = "nothing is mended unless it is polled: call `next` until there is none"]
pub struct Mending {
    looked: BoxStream<'static, Result<(Uuid, bool)>>,
    seen: u64,
}

impl Mending {
    fn new(scope: Scope) -> Self {
        let (scope, lost) = (Arc::new(scope), Arc::new(AtomicBool::new(false)));
        let looked = ids(scope.clone()).map_ok(move |id| {
            let (scope, lost) = (scope.clone(), lost.clone());
            async move {
                let known = scope.known(&scope.writing()).await?;
                let class = known.names.class(&scope.collection);
                Ok((id, scope.mend_one(&class, id, &lost).await?))
            }
        });
        Self { looked: looked.try_buffer_unordered(AT_ONCE).boxed(), seen: 0 }
    }

    /// The next one; `None` behind the last object. After an error it is over: calling [`mend`](Handle::mend) again does
    /// no harm.
    pub async fn next(&mut self) -> Option<Result<Uuid>> {
        StreamExt::next(self).await
    }

    /// How many objects were looked at so far: for a display of how far it is, beside [`count`](Handle::count).
    pub fn seen(&self) -> u64 {
        self.seen
    }
}

/// The ids of all objects, page by page.
fn ids(scope: Arc<Scope>) -> BoxStream<'static, Result<Uuid>> {
    let query = ir::Query::new(scope.collection.clone());
    let pages = stream::try_unfold(Some(None), move |at: Option<Option<Uuid>>| {
        let (scope, query) = (scope.clone(), query.clone());
        async move {
            let Some(last) = at else { return Ok(None) };
            let first = if last.is_none() { walk::first(&query) } else { None };
            let mut found = Vec::new();
            for question in first.into_iter().chain([walk::page(&query, last, PAGE)]) {
                found.extend(
                    raw::objects(&scope.search(&question).await?)?.iter().filter_map(|object| object.id),
                );
            }
            let next = found.last().copied().map(Some);
            Ok::<_, weaviate_query::Error>(Some((stream::iter(found.into_iter().map(Ok)), next)))
        }
    });
    pages.try_flatten().boxed()
}

impl Stream for Mending {
    type Item = Result<Uuid>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match ready!(this.looked.poll_next_unpin(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    this.looked = stream::empty().boxed();
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok((id, mended))) => {
                    this.seen += 1;
                    if mended {
                        return Poll::Ready(Some(Ok(id)));
                    }
                }
            }
        }
    }
}

impl fmt::Debug for Mending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mending").field("seen", &self.seen).finish_non_exhaustive()
    }
}
