//! What was promised of each object.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use weaviate::{Client, Collection, Uuid, Vector, filter, query};
use weaviate_tests::apart::Failure;

#[derive(Debug, Clone, PartialEq, Collection)]
pub(crate) struct Reading {
    #[weaviate(id)]
    pub(crate) id: Uuid,
    /// Which task it belongs to.
    pub(crate) task: i64,
    pub(crate) n: i64,
    pub(crate) label: String,
    #[weaviate(vector)]
    pub(crate) place: Vector<8>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
pub(crate) struct Note {
    #[weaviate(key, tokenization = field)]
    pub(crate) text: String,
}

pub(crate) fn reading(task: i64, number: u64, n: i64) -> Reading {
    Reading {
        id: id(task, number),
        task,
        n,
        label: format!("reading number{number}"),
        place: Vector::new(std::array::from_fn(|at| (number % 97) as f32 + at as f32)),
    }
}

pub(crate) fn id(task: i64, number: u64) -> Uuid {
    Uuid::from_u128((4 << 76) | (8 << 60) | (task as u128) << 48 | u128::from(number))
}

/// What may be there of one task's objects: for each id the values of `n` that it may have, `None` for its absence.
#[derive(Debug, Default)]
pub(crate) struct Model {
    may: BTreeMap<Uuid, BTreeSet<Option<i64>>>,
}

impl Model {
    /// It is so.
    pub(crate) fn is(&mut self, id: Uuid, n: Option<i64>) {
        self.may.insert(id, BTreeSet::from([n]));
    }

    /// It may be so now, or as it was.
    pub(crate) fn may_be(&mut self, id: Uuid, n: Option<i64>) {
        self.may.entry(id).or_insert_with(|| BTreeSet::from([None])).insert(n);
    }

    /// Compares it with what a server has, and takes that for what is.
    pub(crate) async fn compare(&mut self, direct: &Client, task: i64) -> Result<u64, Failure> {
        use futures_util::TryStreamExt as _;

        let readings = direct.collection::<Reading>();
        let walk =
            readings.stream(query!(Reading, filter: filter!(Reading, .task == task), select: { id, .n }));
        let found: BTreeMap<Uuid, i64> = walk.map_ok(|row| (row.id, row.n)).try_collect().await?;
        for (id, may) in &self.may {
            let is = found.get(id).copied();
            if !may.contains(&is) {
                return Err(format!("task {task}: {id} is {is:?} and must be one of {may:?}").into());
            }
        }
        if let Some((id, n)) = found.iter().find(|(id, _)| !self.may.contains_key(*id)) {
            return Err(format!("task {task}: {id} is there with {n}, and nobody wrote it").into());
        }
        for (id, may) in &mut self.may {
            *may = BTreeSet::from([found.get(id).copied()]);
        }
        self.may.retain(|_, may| !may.contains(&None));
        Ok(found.len() as u64)
    }
}

/// How often what was done.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) ingested: AtomicU64,
    pub(crate) unknown: AtomicU64,
    pub(crate) changed: AtomicU64,
    pub(crate) deleted: AtomicU64,
    pub(crate) asked: AtomicU64,
    pub(crate) failed: AtomicU64,
    pub(crate) tenants: AtomicU64,
    pub(crate) compared: AtomicU64,
    pub(crate) faults: AtomicU64,
}

impl Counts {
    /// How much of each kind of work was done.
    pub(crate) fn work(&self) -> [(&'static str, u64); 7] {
        let kinds = [
            ("ingested", &self.ingested),
            ("changed", &self.changed),
            ("deleted", &self.deleted),
            ("asked", &self.asked),
            ("moved between states of a tenant", &self.tenants),
            ("compared", &self.compared),
            ("broken on the way", &self.faults),
        ];
        kinds.map(|(kind, count)| (kind, count.load(Relaxed)))
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |count: &AtomicU64| count.load(Relaxed);
        write!(
            f,
            "{} ingested ({} unknown), {} changed, {} deleted, {} asked, {} tenants moved, {} calls failed under {} faults, \
             {} objects compared",
            of(&self.ingested),
            of(&self.unknown),
            of(&self.changed),
            of(&self.deleted),
            of(&self.asked),
            of(&self.tenants),
            of(&self.failed),
            of(&self.faults),
            of(&self.compared),
        )
    }
}
