//! Groups and the second ranking as messages.

use crate::{
    ir::{GroupBy, Rerank},
    proto,
};

pub(super) fn group_by(group: &GroupBy) -> proto::GroupBy {
    let wire = |said: Option<u32>, otherwise| i32::try_from(said.unwrap_or(otherwise)).unwrap_or(i32::MAX);
    proto::GroupBy {
        path: vec![group.property.clone()],
        number_of_groups: wire(group.groups, GroupBy::GROUPS),
        objects_per_group: wire(group.objects, GroupBy::OBJECTS),
    }
}

pub(super) fn rerank(rerank: &Rerank) -> proto::Rerank {
    proto::Rerank { property: rerank.property.clone(), query: rerank.query.clone() }
}
