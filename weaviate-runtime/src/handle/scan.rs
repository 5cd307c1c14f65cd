//! Walking over a whole collection.

use std::{
    fmt,
    future::ready,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::{Stream, stream::BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use uuid::Uuid;
use weaviate_query::{Collection, Hit, Result, ir, search::Listing, tenancy::Chosen};

use super::Handle;

/// So many objects are read at once: servers may be set up to give no more than a few hundred.
const PAGE: u32 = 100;

impl<C, T> Handle<C, T>
where
    C: Collection + Send + Sync,
    T: Chosen<C> + Clone + 'static,
{
    /// Every object, in the order of the ids, page by page. It is no snapshot: of what is written meanwhile it
    /// sees what is behind the place it is at.
    ///
    /// Each page has the whole time of a read. After an error the walk is over; [`scan_after`](Self::scan_after)
    /// goes on behind the last object that came.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let mut all = notes.scan();
    /// let mut stars = 0;
    /// while let Some(note) = all.next().await {
    ///     stars += note?.stars;
    /// }
    /// assert_eq!(stars, 6);
    /// # Ok(()) }
    /// ```
    pub fn scan(&self) -> Scan<C> {
        // The cursor names the id before the first one, and no id is before the nil one.
        let first = self.clone();
        let nil = stream::once(async move { first.get(Uuid::nil()).await });
        let nil = nil.try_filter_map(|found| ready(Ok(found)));
        Scan(ended(nil.chain(self.clone().walk(Uuid::nil()))))
    }

    /// Every object whose id is behind this one, in the order of the ids.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let mut seen = notes.scan();
    /// let first = seen.next().await.expect("there are three")?.id();
    /// let mut rest = notes.scan_after(first); // as after a restart
    /// assert!(rest.next().await.expect("there are three")?.id() > first);
    /// # Ok(()) }
    /// ```
    pub fn scan_after(&self, id: Uuid) -> Scan<C> {
        Scan(ended(self.clone().walk(id)))
    }

    fn walk(self, after: Uuid) -> impl Stream<Item = Result<Hit<C, Listing>>> + Send + 'static {
        let pages = stream::try_unfold((self, Some(after)), |(handle, after)| async move {
            let Some(after) = after else { return Ok(None) };
            let page = handle.page(after).await?;
            let full = page.len() == PAGE as usize;
            let next = page.last().map(Hit::id).filter(|_| full);
            Ok(Some((stream::iter(page.into_iter().map(Ok)), (handle, next))))
        });
        pages.try_flatten()
    }

    async fn page(&self, after: Uuid) -> Result<Vec<Hit<C, Listing>>> {
        let query = C::query().all();
        let after = after.as_hyphenated().to_string();
        let ir = ir::Query { after: Some(after), limit: Some(PAGE), ..query.ir().clone() };
        Ok(self.rows(&query, &ir).await?.into_vec())
    }
}

/// `stream`, which ends after its first error, and stays at its end when it is polled again.
fn ended<T: Send + 'static>(
    stream: impl Stream<Item = Result<T>> + Send + 'static,
) -> BoxStream<'static, Result<T>> {
    let until_error = stream.scan(false, |failed, item| {
        let over = std::mem::replace(failed, item.is_err());
        ready((!over).then_some(item))
    });
    until_error.fuse().boxed()
}

/// The objects of a collection, one after another; it ends for good.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # use futures_util::TryStreamExt as _;
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
/// # let ids = notes.insert_many(some).await?.into_result()?;
/// // It is a `Stream`, for the methods of `futures`.
/// let all: Vec<_> = notes.scan().try_collect().await?;
/// assert_eq!(all.len(), 3);
/// # Ok(()) }
/// ```
pub struct Scan<C>(BoxStream<'static, Result<Hit<C, Listing>>>);

impl<C> Scan<C> {
    /// The next object; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<Hit<C, Listing>>> {
        self.0.next().await
    }
}

impl<C> Stream for Scan<C> {
    type Item = Result<Hit<C, Listing>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.as_mut().poll_next(cx)
    }
}

impl<C> fmt::Debug for Scan<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scan")
    }
}
