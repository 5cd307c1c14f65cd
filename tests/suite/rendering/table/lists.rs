//! Listings: pages, orders, ids, walks, tenants.

use weaviate::{Consistency, Uuid};

use super::{
    super::collections::{Memo, Section, Story},
    Row, objects,
};

pub(super) fn rows() -> Vec<Row> {
    let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(0xABCD));
    vec![
        objects!("lists/nothing_said", Section, select: { .name }),
        objects!("lists/limit", Section, limit: 3, select: { .name }),
        objects!("lists/page", Section, limit: 10, offset: 30, select: { .name }),
        objects!("lists/beyond_the_maximum", Section, limit: 9_000, offset: 2_000, select: { .name }),
        objects!("lists/sort", Section, sort: .name, limit: 5, select: { .name }),
        objects!("lists/sort_several", Story, sort: [.words desc, .rating asc], limit: 5, select: { .title }),
        objects!("lists/sort_id", Story, sort: .id desc, limit: 5, select: { .title }),
        objects!("lists/sort_created", Story, sort: .created_at(), limit: 5, select: { .title }),
        objects!("lists/sort_updated", Story, sort: .updated_at() desc, limit: 5, select: { .title }),
        objects!("lists/sort_of_a_filter", Story, filter: .public, sort: .words, limit: 5, select: { .title }),
        objects!("lists/after", Section, after: first, limit: 100, select: { .name }),
        objects!("lists/after_the_beginning", Section, after: None::<Uuid>, limit: 100, select: { .name }),
        objects!("lists/ids", Section, ids: [first, second], select: { .name }),
        objects!("lists/ids_of_a_filter", Story, ids: [second], filter: .words > 1, select: { .title }),
        objects!("lists/ids_and_a_limit", Section, ids: [first, second], limit: 1, select: { .name }),
        objects!("lists/no_ids", Section, ids: [] as [Uuid; 0], select: { .name }),
        objects!("lists/limit_of_nothing", Section, limit: 0, select: { .name }),
        objects!("lists/profile", Section, profile: true, limit: 1, select: { .name }),
        objects!("lists/tenant", Memo, limit: 2, select: { .text }).tenant("ann"),
        objects!("lists/tenant_hostile", Memo, limit: 2, select: { .text }).tenant("a\"b\\\n\u{2028}😀"),
        objects!("lists/consistency_one", Section, limit: 2, select: { .name }).consistency(Consistency::One),
        objects!("lists/consistency_all", Section, limit: 2, select: { is_consistent })
            .consistency(Consistency::All),
        objects!("lists/consistency_quorum", Memo, limit: 2, select: { id })
            .tenant("ann")
            .consistency(Consistency::Quorum),
    ]
}
