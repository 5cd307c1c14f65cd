//! What the macros make of questions, told by `explain`; and that the builder makes the same.

use chrono::{DateTime, Utc};
use weaviate::{Collection as _, Filter, Names, Query, filter, query, render, sort};

use crate::model::{Article, Category};

fn explain<C, R>(query: &Query<C, R>) -> String {
    let names = Names::new();
    render::explain(query.ir(), &render::Context::new(&names))
}

fn since() -> DateTime<Utc> {
    "2024-01-01T00:00:00Z".parse().unwrap()
}

/// The example of the README's first page.
fn by_macro(min: Option<i64>) -> String {
    let since = since();
    explain(&query!(Article,
        hybrid: "rust async runtimes",
        alpha: 0.7,
        vector: [1.0, 0.0, 0.0],
        on: [.title ^ 2, .summary],
        filter: .published >= since && .category.name like "Prog*" && if let Some(m) = min { .words >= m },
        limit: 10,
        select: { .title, .author { .name }, score },
    ))
}

fn by_hand(min: Option<i64>) -> String {
    let f = Article::FIELDS;
    let mut filter = f.published.ge(since()) & f.category.name.like("Prog*");
    if let Some(min) = min {
        filter = filter & f.words.ge(min);
    }
    let query = Article::query()
        .hybrid("rust async runtimes")
        .alpha(0.7)
        .vector([1.0, 0.0, 0.0])
        .on((f.title.weight(2), f.summary))
        .filter(filter)
        .limit(10)
        .select(|a, m| (a.title, a.author.pick(|a, _| (a.name,)), m.score()));
    explain(&query)
}

#[test]
fn the_macro_says_what_the_builder_says() {
    let expected = |words| {
        format!(
            "query Article\n  hybrid: \"rust async runtimes\"\n  on: [.title ^ 2, .summary]\n  alpha: 0.7\n  vector: 3 dimensions\n  \
             target: .embedding\n  filter: (.published >= \"2024-01-01T00:00:00Z\" && .category.name like \"Prog*\"{words})\n  \
             limit: 10\n  select: {{ .title, .author {{ .name }}, score }}\n"
        )
    };
    assert_eq!(by_macro(None), expected(""));
    assert_eq!(by_macro(Some(3)), expected(" && .words >= 3"));
    assert_eq!(by_hand(None), expected(""));
    assert_eq!(by_hand(Some(3)), expected(" && .words >= 3"));
}

#[test]
fn logic_and_lists() {
    let only = |filter: Filter<Article>| explain(&query!(Article, filter: filter, limit: 1, select: { id }));
    let is = |filter, expected: &str| {
        let text = format!("query Article\n  filter: {expected}\n  limit: 1\n  select: {{ id }}\n");
        assert_eq!(only(filter), text);
    };
    is(
        filter!(Article, .words in 1..=5 || .slug in ["a", "b"] || !(.public && .summary.is_null())),
        r#"((.words >= 1 && .words <= 5) || .slug contains_any ["a", "b"] || !(.public && .summary.is_null()))"#,
    );
    is(filter!(Article, !.words == 3 && .tags.len() > 1), "(!(.words == 3) && .tags.len() > 1)");
    is(
        filter!(Article, .author.name like "A*" && .category.count() >= 1),
        r#"(.author.name like "A*" && .category.count() >= 1)"#,
    );
    // Constants fold, and `&&` binds closer than `||`.
    is(filter!(Article, .tags contains_all [] && .public), ".public");
    is(filter!(Article, .public || .words > 1 && .words < 3), "(.public || (.words > 1 && .words < 3))");
    let no: [&str; 0] = [];
    assert!(only(filter!(Article, .public && .tags contains_any no)).contains("answered without a request"));
}

#[test]
fn what_is_compared_is_not_moved() {
    let (slug, tags) = (String::from("a"), vec![String::from("b")]);
    let q = query!(Article, filter: .slug == slug && .tags contains_any tags, sort: [.words desc, .slug], select: { .title });
    assert_eq!((slug.as_str(), tags.len()), ("a", 1));
    let order = sort!(Article, .words desc, .slug asc);
    assert_eq!(q.ir().sort, order.ir());
    let q = query!(Category, filter: .parent.parent.name == "x", sort: .name desc, limit: 3);
    assert!(explain(&q).contains(".parent.parent.name == \"x\""));
}
