//! Removing what a filter finds, past the number that the server removes at once.

use uuid::Uuid;
use weaviate_query::{
    Error, ErrorKind, Result, ir, render,
    wire::{Removed, raw},
};

use crate::{
    op::WriteKind,
    refusal,
    scope::{Known, Scope},
    walk,
};

/// What became of the objects that a filter found.
///
/// ```
/// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
/// # let ids = notes.insert_many(some).await?.into_result()?;
/// let done = notes.delete_where(filter!(Note, .stars > 0)).await?;
/// assert_eq!((done.matched, done.deleted, done.failed), (3, 3, 0));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Deleted {
    /// How many it found.
    pub matched: u64,
    /// How many are gone.
    pub deleted: u64,
    /// How many the server could not remove.
    pub failed: u64,
    /// Each of them, if they were asked for with [`verbose`](crate::DeleteWhere::verbose); else none.
    pub objects: Vec<DeletedObject>,
}

/// An object that a deletion found.
///
/// ```
/// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// notes.insert(&Note { text: "one".into(), stars: 1 }).await?;
/// let deleted = notes.delete_where(filter!(Note, .stars < 3)).verbose().await?;
/// for object in &deleted.objects {
///     println!("{}: {}", object.id, object.error.as_ref().map_or("gone".into(), ToString::to_string));
/// }
/// # assert_eq!(deleted.objects.len(), 1);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DeletedObject {
    /// Its id.
    pub id: Uuid,
    /// Why the server could not remove it; none if it is gone, or would be.
    pub error: Option<Error>,
}

impl Deleted {
    /// The ids of the objects that are gone, or would be after a dry run, if they were asked for.
    ///
    /// ```
    /// # use weaviate::{Collection, filter, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// # client.sync::<(Note,)>().await?;
    /// # let notes = client.collection::<Note>();
    /// # let some = (1..=3).map(|stars| Note { text: format!("note {stars}"), stars });
    /// # let ids = notes.insert_many(some).await?.into_result()?;
    /// let done = notes.delete_where(filter!(Note, .stars > 2)).verbose().await?;
    /// assert_eq!(done.ids().collect::<Vec<_>>(), [ids[2]]);
    /// # Ok(()) }
    /// ```
    pub fn ids(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.objects.iter().filter(|object| object.error.is_none()).map(|object| object.id)
    }

    /// These and those.
    fn and(mut self, other: Self) -> Self {
        self.matched += other.matched;
        self.deleted += other.deleted;
        self.failed += other.failed;
        self.objects.extend(other.objects);
        self
    }
}

/// So many ids go into one filter.
const IDS: usize = 1_000;

impl Scope {
    /// Removes in rounds, until one finds nothing or removes nothing; each has the whole time of a write.
    ///
    /// The cap of a round is a setting of the server that it does not tell, so only an empty round is the last.
    pub(crate) async fn delete_where(&self, filter: &ir::Filter, verbose: bool) -> Result<Deleted> {
        let mut sum = Deleted::default();
        if *filter == ir::Filter::Constant(false) {
            return Ok(sum);
        }
        loop {
            let round = self.delete_once(filter, verbose).await?;
            sum.deleted += round.deleted;
            // What failed in an earlier round is found again and fails again: the last round has them all.
            let last = round.deleted == 0;
            let told = round.objects.into_iter().filter(|(_, why)| why.is_none() || last);
            sum.objects.extend(told.map(|(id, why)| DeletedObject {
                id,
                error:
                    why.map(|why| Error::server(refusal::kind_of(&why).unwrap_or(ErrorKind::Rejected), why)),
            }));
            if last {
                sum.failed = round.failed;
                sum.matched = sum.deleted + round.matched;
                return Ok(sum);
            }
        }
    }

    /// Removes the objects of these ids, however many.
    pub(crate) async fn delete_ids(&self, ids: &[Uuid], verbose: bool) -> Result<Deleted> {
        let mut sum = Deleted::default();
        for ids in ids.chunks(IDS) {
            let filter = ir::Filter::ids(ids.iter().copied());
            sum = sum.and(self.delete_where(&filter, verbose).await?);
        }
        Ok(sum)
    }

    /// What a deletion would find. A server's own dry run finds no more than it removes in one round.
    pub(crate) async fn would_delete(&self, filter: &ir::Filter, verbose: bool) -> Result<Deleted> {
        if !verbose {
            let matched = self.count_where(Some(filter)).await?;
            return Ok(Deleted { matched, ..Deleted::default() });
        }
        let all = ir::Query { filter: Some(filter.clone()), ..ir::Query::new(self.collection.clone()) };
        let (mut last, mut objects) = (None, Vec::new());
        while !all.is_empty() {
            let page = self.search(&walk::page(&all, last, walk::PAGE)).await?;
            let found = raw::objects(&page)?;
            last = found.last().and_then(|object| object.id);
            let whole = u32::try_from(found.len()) == Ok(walk::PAGE);
            objects.extend(
                found.into_iter().filter_map(|object| object.id).map(|id| DeletedObject { id, error: None }),
            );
            if !whole {
                break;
            }
        }
        Ok(Deleted { matched: objects.len() as u64, objects, ..Deleted::default() })
    }

    /// One round.
    pub(crate) async fn delete_once(&self, filter: &ir::Filter, verbose: bool) -> Result<Removed> {
        let options = self.writing();
        let options = &options;
        let once = |known: Known| async move {
            if self.client.is_graphql() {
                return self.delete_as_rest(filter, verbose, &known, options).await;
            }
            let request = render::delete(&self.collection, filter, verbose, &self.context(&known))?;
            let call = self.client.rpc("BatchDelete", request, options);
            let class = known.names.class(&self.collection);
            let write = self.write(WriteKind::DeleteWhere, &class, Vec::new(), true, call);
            Removed::read(&write.await?.body)
        };
        self.by_name(options, once).await
    }
}
