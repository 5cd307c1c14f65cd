//! Groups and the second ranking as messages.

use crate::{
    Error, Result,
    ir::{GroupBy, Rerank},
    proto,
};

pub(super) fn group_by(group: &GroupBy) -> Result<proto::GroupBy> {
    if group.property.is_empty() {
        return Err(Error::invalid("`groups` and `objects_per_group` belong to `group_by`: there is none"));
    }
    let wire = |said: Option<u32>, otherwise| i32::try_from(said.unwrap_or(otherwise)).unwrap_or(i32::MAX);
    Ok(proto::GroupBy {
        path: vec![group.property.clone()],
        number_of_groups: wire(group.groups, GroupBy::GROUPS),
        objects_per_group: wire(group.objects, GroupBy::OBJECTS),
    })
}

pub(super) fn rerank(rerank: &Rerank) -> Result<proto::Rerank> {
    if rerank.property.is_empty() {
        return Err(Error::invalid("`rerank_query` belongs to `rerank`: there is none"));
    }
    Ok(proto::Rerank { property: rerank.property.clone(), query: rerank.query.clone() })
}
