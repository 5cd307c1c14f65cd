//! What the macros make of questions: the IR.

use chrono::{DateTime, Utc};
use weaviate::{Select, filter, query};

use crate::model::{Article, Author, Category};

#[derive(Debug, Select)]
#[weaviate(from = Article)]
#[allow(dead_code)]
struct Card {
    title: String,
    #[weaviate(path = author.name)]
    author: String,
    #[weaviate(score)]
    score: f32,
}

#[test]
fn a_question_of_everything() {
    let since: DateTime<Utc> = "2024-01-01T00:00:00Z".parse().unwrap();
    let min: Option<i64> = Some(3);
    let q = query!(Article,
        hybrid: "rust async runtimes",
        alpha: 0.7,
        vector: [1.0, 0.0, 0.0],
        on: [.title ^ 2, .summary],
        filter: .published >= since && .category.name like "Prog*" && if let Some(m) = min { .words >= m } && .author.name like "A*",
        limit: 10,
        select: { .title, .author { .name }, .category { .name, id }, score },
    );
    insta::assert_debug_snapshot!(q.ir());
    let q = query!(Article, bm25: "rust", select: Card);
    assert_eq!(q.ir().selection.items.len(), 3);
    let f = filter!(Article, .words in 1..=5 || .slug in ["a", "b"] || !(.public && .summary.is_null()));
    insta::assert_debug_snapshot!(f.ir());
    let a = query!(aggregate Article, filter: .tags contains_any ["rust"], group_by: .slug, select: { count, .words { mean, max } });
    insta::assert_debug_snapshot!(a.ir());
    let _ = query!(Category, filter: .parent.parent.name == "x", sort: .name desc, limit: 3);
    let _ = query!(Article, near_vector: [0.0, 1.0, 0.0], distance: 0.3, filter: .created_at() >= since, select: { .title, distance });
    let _ = std::any::type_name::<Author>();
}
