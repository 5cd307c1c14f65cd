//! Where a search happens: the shard, and which of its documents may be found.

use std::sync::{Arc, RwLock};

use roaring::RoaringBitmap;

use crate::{
    catalog::{Catalog, shard::Shard},
    common::{error::Result, sync::read},
    operations::filter::{self, Clause},
    schema::Class,
};

/// Where a search happens.
#[derive(Clone)]
pub(crate) struct Place<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) class: Arc<Class>,
    pub(crate) shard: Arc<RwLock<Shard>>,
    pub(crate) tenant: &'a str,
    pub(crate) filter: Option<&'a Clause>,
}

impl Place<'_> {
    /// The shard's name in error texts.
    pub(crate) fn shard_name(&self) -> String {
        read(&self.shard).name.clone()
    }

    /// The documents that pass the filter; none when there is no filter.
    pub(crate) fn allowed(&self) -> Result<Option<RoaringBitmap>> {
        self.allowed_up_to(usize::MAX)
    }

    /// The same for a list, which needs no more than `enough` of them.
    pub(crate) fn allowed_up_to(&self, enough: usize) -> Result<Option<RoaringBitmap>> {
        let Some(clause) = self.filter else { return Ok(None) };
        let plan = filter::plan(self.catalog, &self.class, clause, self.tenant)?;
        let shard = read(&self.shard);
        filter::evaluate_up_to(&plan, &self.class, &shard, enough).map(Some)
    }

    /// `local shard object search article_AbC…`
    pub(super) fn local(&self) -> String {
        format!("local shard object search {}_{}", self.class.index_name(), self.shard_name())
    }
}
