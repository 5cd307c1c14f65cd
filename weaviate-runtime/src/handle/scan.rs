//! Walking over a collection, or over all that answers a question.

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

use bytes::Bytes;
use futures_core::{
    Stream,
    stream::{BoxStream, FusedStream},
};
use futures_util::{StreamExt, TryStreamExt as _, stream};
use uuid::Uuid;
use weaviate_query::{BadRow, Collection, Error, Hit, Query, Result, ir, search::Listing, tenancy::Chosen};

use super::Handle;
use crate::{refusal::is_large_reply, scope::Scope, transport::MAX_MESSAGE, walk};

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
    /// goes on behind [the last that came](Scan::last_id).
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
    pub fn scan(&self) -> Scan<Hit<C, Listing>> {
        self.stream(C::query().all())
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
    pub fn scan_after(&self, id: Uuid) -> Scan<Hit<C, Listing>> {
        self.stream_after(C::query().all(), id)
    }

    /// Every row that answers a question, in the order of the ids, however many: past the number that a server gives at
    /// once. `limit` is how many rows there are at most, without it there are all.
    ///
    /// It goes from id to id, so it takes a filter and a selection, and nothing that has another order. With
    /// [`BadRow::Skip`](weaviate_query::BadRow::Skip) a row that is not what was asked for is an error between the others;
    /// else the stream is over after it.
    ///
    /// Beside a filter a server orders all that passes, for each page anew: of many objects fewer and larger pages, by
    /// [`page_size`](Scan::page_size), are quicker.
    ///
    /// ```
    /// # use weaviate::{Collection, Select, local::{Engine, EngineExt as _}, query};
    /// # use futures_util::TryStreamExt as _;
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// #[derive(Debug, Select)]
    /// #[weaviate(from = Note)]
    /// struct Line { text: String }
    ///
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=300).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # notes.insert_many(some).await?.into_result()?;
    /// let lines: Vec<Line> = notes.stream(query!(Note, filter: .stars > 50, select: Line)).try_collect().await?;
    /// assert_eq!(lines.len(), 250);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `InvalidInput` for a search, `sort`, `boost`, `offset` and prompts, by name. The others are those of
    /// [`fetch`](Self::fetch).
    pub fn stream<R: Send + 'static>(&self, query: Query<C, R>) -> Scan<R> {
        self.walk(query, None)
    }

    /// The rows that answer a question, behind this id: what [`stream`](Self::stream) gives from there on.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}, query};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # notes.insert_many(some).await?.into_result()?;
    /// let few = || query!(Note, filter: .stars < 3, select: { .text });
    /// let mut rows = notes.stream(few());
    /// let first = rows.next().await.expect("there are two")?;
    /// let place = rows.last_id().expect("one came");
    ///
    /// let mut rest = notes.stream_after(few(), place); // as after a restart
    /// assert_ne!(rest.next().await.expect("there are two")?.text, first.text);
    /// assert!(rest.next().await.is_none());
    /// # Ok(()) }
    /// ```
    pub fn stream_after<R: Send + 'static>(&self, query: Query<C, R>, id: Uuid) -> Scan<R> {
        self.walk(query, Some(id))
    }

    fn walk<R: Send + 'static>(&self, query: Query<C, R>, behind: Option<Uuid>) -> Scan<R> {
        Scan::new(self.scope.clone(), query, behind)
    }
}

impl<R: Send + 'static> Scan<R> {
    /// Asks for what is behind an id, or for all.
    pub(super) fn new<C: Collection>(scope: Scope, query: Query<C, R>, behind: Option<Uuid>) -> Self {
        let most = Most::default();
        let keep = query.bad_rows() == BadRow::Skip;
        let from = query.ir().after.as_deref().and_then(|id| Uuid::parse_str(id).ok());
        let mut base = query.ir().clone();
        let mut ids = walk::parts(&mut base);
        if let Some(first) = ids.next() {
            base.ids = Some(first);
        }
        let walk = Walk {
            scope,
            left: base.limit,
            query,
            base,
            ids,
            place: behind.or(from).map_or(Place::First, Place::Behind),
            size: u32::MAX,
            most: most.clone(),
        };
        let pages = stream::try_unfold(walk, |mut walk| async move {
            Ok(walk.page().await?.map(|page| (stream::iter(page.into_iter().map(Ok)), walk)))
        });
        Scan { rows: ended(pages.try_flatten(), keep), most, last: None, over: false }
    }
}

/// Where a walk is.
enum Place {
    First,
    Behind(Uuid),
    End,
}

/// A walk that is asked for page after page.
struct Walk<C, R> {
    scope: Scope,
    query: Query<C, R>,
    /// The question without its pages.
    base: ir::Query,
    /// The ids that are asked for when those of `base` are through.
    ids: std::vec::IntoIter<Vec<String>>,
    /// How many rows are still wanted; none is all.
    left: Option<u32>,
    place: Place,
    /// How many objects to ask for next.
    size: u32,
    most: Most,
}

type Page<R> = Vec<(Uuid, Result<R>)>;

impl<C, R> Walk<C, R> {
    /// The next page, which may be empty; none behind the last.
    async fn page(&mut self) -> Result<Option<Page<R>>> {
        walk::check(&self.base)?;
        if self.base.is_empty() || self.left == Some(0) {
            return Ok(None);
        }
        let last = match self.place {
            Place::End => return Ok(None),
            Place::Behind(id) => Some(id),
            Place::First => None,
        };
        if let (None, Some(nil)) = (last, walk::first(&self.base)) {
            self.place = Place::Behind(Uuid::nil());
            let reply = self.ask(&nil).await.map_err(|error| self.told(error))?;
            return self.read(&reply).map(Some);
        }
        let mut size = self.size.min(self.most.get()?).min(self.left.unwrap_or(u32::MAX));
        loop {
            let reply = match self.ask(&walk::page(&self.base, last, size)).await {
                Err(error) if size > 1 && is_large_reply(&error) => {
                    size /= 2;
                    continue;
                }
                reply => reply.map_err(|error| self.told(error))?,
            };
            let page = self.read(&reply)?;
            let full = u32::try_from(page.len()) == Ok(size);
            let last = page.last().map(|(id, _)| *id).or(last);
            self.place = match last {
                Some(id) if full => Place::Behind(id),
                last => self.next_ids(last),
            };
            self.size = if reply.len() <= ROOM { size.saturating_mul(2) } else { size };
            return Ok(Some(page));
        }
    }

    /// Where it goes on when all of some ids were asked for.
    fn next_ids(&mut self, last: Option<Uuid>) -> Place {
        let Some(ids) = self.ids.next() else { return Place::End };
        self.base.ids = Some(ids);
        last.map_or(Place::First, Place::Behind)
    }

    async fn ask(&self, ir: &ir::Query) -> Result<Bytes> {
        self.scope.search(ir).await
    }

    fn read(&mut self, reply: &[u8]) -> Result<Page<R>> {
        let page = self.query.read_page(reply).map_err(|error| self.told(error))?;
        if let (Some(left), Ok(read)) = (&mut self.left, u32::try_from(page.len())) {
            *left = left.saturating_sub(read);
        }
        Ok(page)
    }

    fn told(&self, error: Error) -> Error {
        error.context(format!("fetching {}", self.scope.what()))
    }
}

/// How many objects are read at once at most.
#[derive(Clone)]
struct Most(Arc<AtomicU32>);

impl Default for Most {
    fn default() -> Self {
        Self(Arc::new(AtomicU32::new(walk::PAGE)))
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

/// The rows, which end after the first error, unless bad rows are to be kept; and stay at their end when they are polled
/// again.
fn ended<R: Send + 'static>(
    stream: impl Stream<Item = Result<(Uuid, Result<R>)>> + Send + 'static,
    keep: bool,
) -> BoxStream<'static, Result<(Uuid, Result<R>)>> {
    let until_error = stream.scan(false, move |failed, item| {
        let fails = !matches!(&item, Ok((_, row)) if keep || row.is_ok());
        let over = std::mem::replace(failed, fails);
        ready((!over).then_some(item))
    });
    until_error.fuse().boxed()
}

/// Objects or rows, one after another, in the order of their ids; a fused stream.
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
pub struct Scan<R> {
    rows: BoxStream<'static, Result<(Uuid, Result<R>)>>,
    most: Most,
    last: Option<Uuid>,
    over: bool,
}

impl<R> Scan<R> {
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

    /// The next one; `None` behind the last.
    pub async fn next(&mut self) -> Option<Result<R>> {
        StreamExt::next(self).await
    }

    /// The id of the object that came last, to go on behind it with [`scan_after`](Handle::scan_after) or
    /// [`stream_after`](Handle::stream_after); `None` before the first.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # notes.insert(&Note { text: "one".into(), stars: 1 }).await?;
    /// let mut all = notes.scan();
    /// assert_eq!(all.last_id(), None);
    /// let one = all.next().await.expect("there is one")?;
    /// assert_eq!(all.last_id(), Some(one.id()));
    /// # Ok(()) }
    /// ```
    pub fn last_id(&self) -> Option<Uuid> {
        self.last
    }
}

impl<R> Stream for Scan<R> {
    type Item = Result<R>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let item = std::task::ready!(this.rows.as_mut().poll_next(cx));
        this.over = item.is_none();
        Poll::Ready(item.map(|item| {
            let (id, row) = item?;
            this.last = Some(id);
            row
        }))
    }
}

impl<R> FusedStream for Scan<R> {
    fn is_terminated(&self) -> bool {
        self.over
    }
}

impl<R> fmt::Debug for Scan<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("last_id", &self.last).finish_non_exhaustive()
    }
}
