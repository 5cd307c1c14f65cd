//! One mistake hides no other, and the clauses around it stay.

use super::{super::parse, said, squeezed, tokens};
use crate::diag::Diagnostics;

fn messages(text: &str) -> Vec<String> {
    said(text).into_iter().map(|(message, _)| message).collect()
}

/// The keys of the clauses that were found.
fn keys(text: &str) -> Vec<String> {
    let query = parse::query(tokens(text), &mut Diagnostics::new());
    query.clauses.iter().map(|clause| clause.key.to_string()).collect()
}

#[test]
fn all_at_once() {
    let text = "Article, limt: 3, filter: since <= .a && .b lke \"x\" && .c ==, sort: .d down, limit: 1, limit: 2, \
                select: { scor, .e.f, .g as g, .h as g, . }";
    let expected = [
        "there is no clause `limt`",
        "a condition starts with the property",
        "there is no operator `lke`",
        "expected a value after the operator",
        "there is no order `down`",
        "`limit` is given twice",
        "there is nothing called `scor` to select",
        "what is inside a property is selected in its braces",
        "two fields of the row are called `g`",
        "expected a property name after `.`",
    ];
    assert_eq!(messages(text), expected);
}

#[test]
fn block_without_braces() {
    let text = "Article, filter: if x { .a } else .b";
    assert_eq!(
        messages(text),
        ["expected `if` or a block after `else`", "expected `&&` or `||` before this"]
    );
}

#[test]
fn errors_stand_last() {
    let out = squeezed(&super::super::query(tokens("Article, limt: 3, filter: .a == 1, select: { .b }")));
    let last_access = out.rfind("__f.b").expect("the selection is emitted");
    assert!(out.find("compile_error").expect("the mistake is told") > last_access, "{out}");
}

#[test]
fn commas_of_rust() {
    assert_eq!(keys("Article, limit: f::<A, B>(x), offset: 2"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: f::<A, B, C>(x), offset: 2"), ["limit", "offset"]);
    assert_eq!(keys("Article, after: v.map(|a, b| a), offset: 2"), ["after", "offset"]);
    assert_eq!(keys("Article, after: |a, b, c| a, offset: 2"), ["after", "offset"]);
    assert_eq!(keys("Article, after: |a: u8, b: u8| a, offset: 2"), ["after", "offset"]);
    assert_eq!(keys("Article, limit: x as HashMap<A, B, C>, offset: 2"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: <A as B<C, D>>::E, offset: 2"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: a < b, offset: 2"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: a << 2, offset: 2"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: a || b, offset: b | c, after: d"), ["limit", "offset", "after"]);
    assert_eq!(keys("Article, limit: 'a: loop { break 'a 3 }, offset: 2"), ["limit", "offset"]);
}

#[test]
fn broken_clauses_end() {
    assert_eq!(keys("Article, filter: .a == |x, limit: 3"), ["filter", "limit"]);
    assert_eq!(keys("Article, filter: .a == f::<A, limit: 3"), ["filter", "limit"]);
    assert_eq!(keys("Article, limit: , offset: 3"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: 1,, offset: 3"), ["limit", "offset"]);
    assert_eq!(keys("Article, limit: 10, fil"), ["limit"]);
    assert_eq!(messages("Article, limit: 10, fil"), ["there is no clause `fil`"]);
    assert_eq!(keys("Article, fil, limit: 10"), ["limit"]);
}

#[test]
fn invisible_groups() {
    use proc_macro2::{Delimiter, Group, TokenTree};
    let hidden = |text: &str| TokenTree::Group(Group::new(Delimiter::None, tokens(text)));
    let (ty, number, block) = (hidden("Article"), hidden("3_000_000_000"), hidden("{ .a == 1 }"));
    let input = quote::quote!(#ty, hybrid: "x", alpha: 0, filter: .b >= #number && if x #block, limit: 3);
    let mut diagnostics = Diagnostics::new();
    let query = parse::query(input.clone(), &mut diagnostics);
    assert_eq!(diagnostics.messages(), Vec::<String>::new());
    assert_eq!(query.clauses.len(), 4);
    let out = squeezed(&super::super::query(input));
    assert!(out.contains("integer(3_000_000_000)"), "{out}");
    assert!(out.contains(".alpha_zero()"), "{out}");
}
