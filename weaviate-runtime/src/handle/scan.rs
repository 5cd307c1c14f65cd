//! Walking over a whole collection.

use std::{
    fmt,
    future::ready,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll},
};

use futures_core::{Stream, stream::BoxStream};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use uuid::Uuid;
use weaviate_query::{Collection, Error, Hit, Result, ir, search::Listing, tenancy::Chosen};

use super::Handle;
use crate::{refusal::is_large_reply, transport::MAX_MESSAGE};

/// So many objects are read at once: servers may be set up to give no more than a few hundred.
const PAGE: u32 = 100;
/// A page grows only below so many bytes: of twice as many objects the reply can be sent as well.
const ROOM: usize = MAX_MESSAGE / 4;

impl<C, T> Handle<C, T>
where
    C: Collection + Send + Sync,
    T: Chosen<C> + Clone + 'static,
{
    /// Every object, in the order of the ids, page by page. It is no snapshot: of what is written meanwhile it
    /// sees what is behind the place it is at.
    ///
    /// A page that is larger than one message is read in smaller ones, down to one object; where the objects are
    /// smaller again, pages grow. Each page has the whole time of a read. After an error the walk is over; [`scan_after`](Self::scan_after)
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
        let most = Most::default();
        Scan { objects: ended(nil.chain(self.clone().walk(Uuid::nil(), most.clone()))), most }
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
        let most = Most::default();
        Scan { objects: ended(self.clone().walk(id, most.clone())), most }
    }

    fn walk(self, after: Uuid, most: Most) -> impl Stream<Item = Result<Hit<C, Listing>>> + Send + 'static {
        let start = (self, Some(after), most, u32::MAX);
        let pages = stream::try_unfold(start, |(handle, after, most, size)| async move {
            let Some(after) = after else { return Ok(None) };
            let (page, size, grown) = handle.page(after, size.min(most.get()?)).await?;
            let full = u32::try_from(page.len()) == Ok(size);
            let next = page.last().map(Hit::id).filter(|_| full);
            Ok(Some((stream::iter(page.into_iter().map(Ok)), (handle, next, most, grown))))
        });
        pages.try_flatten()
    }

    /// At most `size` objects behind `after`: how many were asked for at last, and how many to ask for next.
    async fn page(&self, after: Uuid, mut size: u32) -> Result<(Vec<Hit<C, Listing>>, u32, u32)> {
        let query = C::query().all();
        let after = after.as_hyphenated().to_string();
        let doing = || format!("fetching {}", self.scope.what());
        loop {
            let ir = ir::Query { after: Some(after.clone()), limit: Some(size), ..query.ir().clone() };
            let reply = match self.scope.search(&ir).await {
                Err(error) if size > 1 && is_large_reply(&error) => {
                    size /= 2;
                    continue;
                }
                reply => reply.map_err(|error| error.context(doing()))?,
            };
            let page = query.read(&reply).map_err(|error| error.context(doing()))?.into_vec();
            let grown = if reply.len() <= ROOM { size.saturating_mul(2) } else { size };
            return Ok((page, size, grown));
        }
    }
}

/// How many objects are read at once at most.
#[derive(Clone)]
struct Most(Arc<AtomicU32>);

impl Default for Most {
    fn default() -> Self {
        Self(Arc::new(AtomicU32::new(PAGE)))
    }
}

impl Most {
    fn get(&self) -> Result<u32> {
        match self.0.load(Ordering::Relaxed) {
            0 => Err(Error::invalid("`page_size` is 0: a page has one object at least")),
            most => Ok(most),
        }
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
pub struct Scan<C> {
    objects: BoxStream<'static, Result<Hit<C, Listing>>>,
    most: Most,
}

impl<C> Scan<C> {
    /// How many objects are read at once at most, from the next page on; 100 without it.
    ///
    /// Fewer are read where they are too large for one message. More than a server's `QUERY_MAXIMUM_RESULTS`, which is
    /// 10,000 if nobody set it, it refuses.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// let mut all = notes.scan().page_size(1_000);
    /// assert!(all.next().await.is_none());
    /// # Ok(()) }
    /// ```
    pub fn page_size(self, objects: u32) -> Self {
        self.most.0.store(objects, Ordering::Relaxed);
        self
    }

    /// The next object; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<Hit<C, Listing>>> {
        self.objects.next().await
    }
}

impl<C> Stream for Scan<C> {
    type Item = Result<Hit<C, Listing>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().objects.as_mut().poll_next(cx)
    }
}

impl<C> fmt::Debug for Scan<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scan")
    }
}
