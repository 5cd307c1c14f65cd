//! Questions for numbers.

use weaviate::{Consistency, Uuid, ir::Metric};

use super::{
    super::collections::{Memo, Section, Story},
    Row, counted,
};

pub(super) fn rows() -> Vec<Row> {
    let v = [1.0_f32, 0.5];
    let id = Uuid::from_u128(7);
    vec![
        counted!("aggregate/count", Story, select: { count }),
        counted!("aggregate/int", Story, select: { .words { count, sum, mean, median, mode, min, max } }),
        counted!("aggregate/number", Story, select: { .rating { count, sum, mean, median, mode, min, max } }),
        counted!("aggregate/date", Story, select: { .published { count, min, max } }),
        counted!("aggregate/date_median", Story, select: { .published { min } })
            .with([Metric::Median, Metric::Mode]),
        counted!("aggregate/no_such_metric", Story, select: { .slug { count } })
            .with([Metric::Count, Metric::Sum]),
        counted!("aggregate/top_of_none", Story, select: { .slug { count } }).with([Metric::Top(0)]),
        counted!("aggregate/no_metric", Story, select: { .slug { count } }).with([]),
        counted!("aggregate/boolean", Story, select: { .public { count, true_count, false_count, true_share, false_share } }),
        counted!("aggregate/text", Story, select: { .slug { count, top(3) } }),
        counted!("aggregate/several", Story, select: { count, .words { mean }, .rating { max } }),
        counted!("aggregate/filter", Story, filter: .public && .published > chrono::DateTime::UNIX_EPOCH, select: { count }),
        counted!("aggregate/group_by", Story, group_by: .slug, select: { count, .words { mean } }),
        counted!("aggregate/groups", Story, group_by: .public, groups: 3, select: { count }),
        counted!("aggregate/near_vector", Section, near_vector: v, object_limit: 10, select: { count, .size { sum } }),
        counted!("aggregate/near_vector_distance", Section, near_vector: v, distance: 0.5, select: { count }),
        counted!("aggregate/near_vector_target", Story, near_vector: v, target: .shape, object_limit: 10, select: { count }),
        counted!("aggregate/near_object", Section, near_object: id, object_limit: 10, select: { count }),
        counted!("aggregate/near_text", Story, near_text: "red", target: .text, object_limit: 10, select: { count }),
        counted!("aggregate/hybrid", Section, hybrid: "red", vector: v, object_limit: 10, select: { count }),
        counted!("aggregate/hybrid_alpha", Section, hybrid: "red", alpha: 0, object_limit: 10, select: { count }),
        counted!("aggregate/object_limit_of_0", Section, near_vector: v, object_limit: 0, select: { count }),
        counted!("aggregate/hybrid_fusion", Section, hybrid: "red", vector: v, fusion: ranked, object_limit: 10, select: { count }),
        counted!("aggregate/object_limit_of_nothing", Section, object_limit: 10, select: { count }),
        counted!("aggregate/known_false", Story, filter: .tags contains_any [] as [&str; 0], select: { count }),
        counted!("aggregate/tenant", Memo, select: { count, .size { sum } }).tenant("ann"),
        counted!("aggregate/consistency", Memo, select: { count })
            .tenant("ann")
            .consistency(Consistency::All),
    ]
}
