//! Whole expansions, written by hand from the contract with the facade.

use super::{fine, parses, squeezed, tokens};

const USE: &str = "use ::weaviate::__private::asking::*;";

/// `A.x` in `expected` stands for `<Article as __Collection>::FIELDS.x`, `P::` for the hidden module.
#[track_caller]
fn expands(text: &str, expected: &str) {
    fine(text);
    check(&super::super::query(tokens(text)), expected);
}

#[track_caller]
fn check(found: &proc_macro2::TokenStream, expected: &str) {
    assert!(parses(found), "{found}");
    let expected = expected
        .replace("USE", USE)
        .replace("A.", "<Article as __Collection>::FIELDS.")
        .replace("P::", "__weaviate::")
        .replace("QUIET", "#[allow(clippy::needless_borrow, clippy::needless_borrows_for_generic_args, clippy::option_if_let_else, clippy::if_not_else)]")
        .replace("DEAD", "#[allow(dead_code, non_camel_case_types, non_snake_case)] #[derive(::core::fmt::Debug)]")
        .replace("NONE", "::core::option::Option::None");
    let expected: String = expected.split_whitespace().collect();
    assert_eq!(squeezed(found), expected);
}

#[test]
fn listings() {
    expands("Article", "{ USE QUIET let __q = { let __b = P::ask::<Article>(); __b.all() }; __q }");
    expands(
        "Article, filter: .a == 1, sort: [.b desc, .c], limit: n, offset: 2",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().filter(A.a.eq(P::integer(1))).sort((A.b.desc(), A.c.asc(),)).limit(n).offset(2); __b.all() }; __q }",
    );
    expands(
        "Article, sort: mine",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().sort(mine); __b.all() }; __q }",
    );
    expands(
        "Article, after: id, select: Card",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().after(id); __b.select_as::<Card>() }; __q }",
    );
    expands(
        "crate = ::w, m::Article, after: x",
        "{ use ::w::__private::asking::*;
           QUIET let __q = { let __b = P::ask::<m::Article>().after(x); __b.all() }; __q }",
    );
}

#[test]
fn searches() {
    expands(
        "Article, hybrid: \"x\", vector: v.clone(), alpha: 1, on: [.a ^ 2, .b], target: .e, operator: or(2), distance: 0.3",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().target(A.e).hybrid(\"x\").vector(&(v.clone())).alpha(1.0)
            .on(A.a.weight(2)).on(A.b).operator(::weaviate::search::Operator::Or(2)).distance(0.3); __b.all() }; __q }",
    );
    expands(
        "Article, bm25: \"x\", operator: and_cross, on: [.a ^ 2, .b]",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().bm25(\"x\").and_cross((A.a.weight(2), A.b,)); __b.all() }; __q }",
    );
    expands(
        "Article, bm25: \"x\", operator: and_cross",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().bm25(\"x\").and_cross(P::AllText); __b.all() }; __q }",
    );
    expands(
        "Article, hybrid: t, alpha: 0",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().hybrid(t).alpha_zero(); __b.all() }; __q }",
    );
    expands(
        "Article, hybrid: t, alpha: 0.",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().hybrid(t).alpha_zero(); __b.all() }; __q }",
    );
    expands(
        "Article, near_vector: &v",
        "{ USE QUIET let __q = { let __b = P::ask::<Article>().near_vector(&v); __b.all() }; __q }",
    );
}

#[test]
fn filters() {
    let filter = |text: &str, expected: &str| {
        let input = tokens(&format!("Article, {text}"));
        check(
            &super::super::filter(input),
            &format!("{{ USE QUIET let __q = P::whole::<Article, _>({expected}); __q }}"),
        );
    };
    filter(".a >= since", "A.a.ge(&(since))");
    filter(".a", "A.a");
    filter("mine", "mine");
    filter("None", "None::<::weaviate::Filter<Article>>");
    filter("!.a == -1", "P::not::<Article, _>(A.a.eq(P::integer(-1)))");
    filter(
        ".a || .b && .c || .d",
        "P::or::<Article, _, _>(P::or::<Article, _, _>(A.a, P::and::<Article, _, _>(A.b, A.c)), A.d)",
    );
    filter("(.a || .b) && (.c)", "P::and::<Article, _, _>(P::or::<Article, _, _>(A.a, A.b), A.c)");
    filter("(x).y() && .b", "P::and::<Article, _, _>((x).y(), A.b)");
    filter(".t contains_any []", "A.t.contains_any(P::nothing)");
    filter(".t matches_any [\"a b\"]", "A.t.matches_any([\"a b\"])");
    filter(".t like \"a*\"", "A.t.like(\"a*\")");
    filter(".t like \"a* b*\"", "A.t.like(P::blanks(\"a* b*\"))");
    filter(".t like \"c++\"", "A.t.like(P::signs(\"c++\"))");
    filter(".t matches \"a b\"", "A.t.matches(\"a b\")");
    filter(".t contains_any [1, 2]", "A.t.contains_any([1, 2])");
    filter(
        ".t contains_any [1, 3_000_000_000]",
        "A.t.contains_any([P::integer(1), P::integer(3_000_000_000),])",
    );
    filter(".t in 1..=5", "A.t.is_in(&(1..=5))");
    filter(".type == 3.5", "A.r#type.eq(3.5)");
    filter(".t > -3.5", "A.t.gt(-3.5)");
    filter(".t in a..b", "A.t.is_in(&(a..b))");
    filter(".t in v[..]", "A.t.is_in(&(v[..]))");
    filter(".t.len() >= 0xff", "A.t.len().ge(P::integer(0xff))");
    filter(".p.within(p, 3.0)", "A.p.within(p, 3.0)");
    filter(
        "if let Some(m) = min { .w >= m }",
        "if let Some(m) = min { P::then::<Article, _, _>(A.w.ge(&(m))) } else { P::dropped::<Article, _>() }",
    );
    filter(
        "if a { .b } else if c { .d } else { e }",
        "if a { P::then::<Article, _, _>(A.b) } else { P::otherwise::<Article, _, _>(if c { P::then::<Article, _, _>(A.d) } else { P::otherwise::<Article, _, _>(e) }) }",
    );
}

#[test]
fn sorts() {
    let sorted = "{ USE QUIET let __q = P::sorted::<Article>((A.a.desc(), A.b.asc(),)); __q }";
    check(&super::super::sort(tokens("Article, .a desc, .b")), sorted);
    check(&super::super::sort(tokens("Article, [.a desc, .b]")), sorted);
}

#[test]
fn long_sorts() {
    let sorted = "{ USE QUIET let __q = P::sorted::<Article>((
        A.a.asc(), A.b.asc(), A.c.asc(), A.d.asc(), A.e.asc(), (A.f.asc(), A.g.desc(),),)); __q }";
    check(&super::super::sort(tokens("Article, .a, .b, .c, .d, .e, .f, .g desc")), sorted);
}

#[test]
fn selections() {
    expands(
        "Article, bm25: \"x\", select: { .title, .author { .name, .city { .zip } }, score as s }, limit: 3",
        "{ USE QUIET let (__b, __m) = { let __b = P::ask::<Article>().bm25(\"x\").limit(3); __b.open() };
           { let __f = <Article as __Collection>::FIELDS; let __q = __b.rows((
                 __f.title,
                 { let (__n, __f, __m) = A.author.open();
                   __n.rows((
                       __f.name,
                       { let (__n, __f, __m) = __f.city.open(); __n.rows((__f.zip,), |(__0,)| ArticleAuthorCityRow { zip: __0 }) },
                   ), |(__0, __1,)| ArticleAuthorRow { name: __0, city: __1 }) },
                 { let __m = __m; __m.score() },
             ), |(__0, __1, __2,)| ArticleRow { title: __0, author: __1, s: __2 });
             DEAD struct ArticleAuthorCityRow<T0> { pub zip: T0 }
             DEAD struct ArticleAuthorRow<T0, T1> { pub name: T0, pub city: T1 }
             DEAD struct ArticleRow<T0, T1, T2> { pub title: T0, pub author: T1, pub s: T2 }
             __q } }",
    );
}

#[test]
fn without_metadata() {
    expands(
        "Article, limit: 3, select: { .title, .author { id } }",
        "{ USE QUIET let __b = { let __b = P::ask::<Article>().limit(3); __b.closed() };
           { let __f = <Article as __Collection>::FIELDS; let __q = __b.rows((
                 __f.title,
                 { let (__n, __f, __m) = A.author.open(); __n.rows(({ let __m = __m; __m.id() },), |(__0,)| ArticleAuthorRow { id: __0 }) },
             ), |(__0, __1,)| ArticleRow { title: __0, author: __1 });
             DEAD struct ArticleAuthorRow<T0> { pub id: T0 }
             DEAD struct ArticleRow<T0, T1> { pub title: T0, pub author: T1 }
             __q } }",
    );
}

#[test]
fn aggregates() {
    expands(
        "aggregate Article, group_by: .slug, groups: 5, select: { count, .words { mean, top(5) as five } }",
        "{ use ::weaviate::__private::aggregating::*;
           QUIET let (__b, __m) = { let __b = P::aggregate::<Article>().group_by(A.slug).groups(5); __b.open() };
           { let __f = <Article as __Collection>::FIELDS; let __q = __b.rows((
                 { let __m = __m; __m.count() },
                 { let (__n, __x) = A.words.metrics(); __n.rows(({ let __x = __x; __x.mean() }, { let __x = __x; __x.top(5) },), |(__0, __1,)| ArticleWordsRow { mean: __0, five: __1 }) },
             ), |(__0, __1,)| ArticleRow { count: __0, words: __1 });
             DEAD struct ArticleWordsRow<T0, T1> { pub mean: T0, pub five: T1 }
             DEAD struct ArticleRow<T0, T1> { pub count: T0, pub words: T1 }
             __q } }",
    );
}
