//! Removing what a filter finds, past the number that the server removes at once.

use weaviate_query::{Result, ir, render, wire::Removed};

use crate::{
    op::WriteKind,
    scope::{Known, Scope},
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deleted {
    /// How many it found.
    pub matched: u64,
    /// How many are gone.
    pub deleted: u64,
    /// How many the server could not remove.
    pub failed: u64,
}

impl Scope {
    /// Removes in rounds, until one finds nothing or removes nothing; each has the whole time of a write.
    ///
    /// The cap of a round is a setting of the server that it does not tell, so only an empty round is the last.
    pub(crate) async fn delete_where(&self, filter: &ir::Filter) -> Result<Deleted> {
        let mut sum = Deleted::default();
        if *filter == ir::Filter::Constant(false) {
            return Ok(sum);
        }
        loop {
            let round = self.delete_once(filter).await?;
            sum.deleted += round.deleted;
            if round.deleted == 0 {
                // What failed in an earlier round is found again and fails again: this round has them all.
                sum.failed = round.failed;
                sum.matched = sum.deleted + round.matched;
                return Ok(sum);
            }
        }
    }

    /// One round.
    pub(crate) async fn delete_once(&self, filter: &ir::Filter) -> Result<Removed> {
        let options = self.writing();
        let options = &options;
        let once = |known: Known| async move {
            let request = render::delete(&self.collection, filter, false, &self.context(&known))?;
            let call = self.client.rpc("BatchDelete", request, options);
            let class = known.names.class(&self.collection);
            let write = self.write(WriteKind::DeleteWhere, &class, Vec::new(), true, call);
            Removed::read(&write.await?.body)
        };
        self.by_name(options, once).await
    }
}
