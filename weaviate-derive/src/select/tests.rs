//! What is said about a named row, and what it becomes.

use proc_macro2::TokenStream;

use super::{check::check, derive, read::read};
use crate::diag::Diagnostics;

fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("`{text}` is no sequence of tokens: {error}"))
}

#[track_caller]
fn says(text: &str, message: &str, place: &str) {
    let input = syn::parse2(tokens(text)).unwrap_or_else(|error| panic!("`{text}` is no item: {error}"));
    let mut diagnostics = Diagnostics::new();
    check(&read(&input, &mut diagnostics), &mut diagnostics);
    let said = diagnostics.at();
    let [(found, column)] = said.as_slice() else { panic!("{text}\none message expected, found {said:#?}") };
    assert!(found.contains(message), "{text}\n{found}");
    let at: String = text.chars().skip(*column).collect();
    assert!(at.starts_with(place), "{text}\nexpected at `{place}`, found at `{at}`");
}

/// About one field of a row of `Article`.
#[track_caller]
fn on_field(attribute: &str, message: &str, place: &str) {
    says(
        &format!("#[weaviate(from = Article)] struct Card {{ #[weaviate({attribute})] a: String }}"),
        message,
        place,
    );
}

#[test]
fn expansion() {
    let text = "#[weaviate(from = m::Article)] struct Card { title: String, #[weaviate(path = author.type)] author: String,
        #[weaviate(score)] best: f32, #[weaviate(explain_score)] why: String, #[weaviate(certainty)] c: f32,
        #[weaviate(property = words)] n: i64, #[weaviate(id)] id: Uuid }";
    let expected = "#[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        const _: () = {
            #[allow(unused_imports)] use ::weaviate::__private::{self as __weaviate, Incomplete as _, Refused as _, RefusedMeta as _};
            impl<S: __weaviate::State, X: __weaviate::Extra> __weaviate::SelectRow<m::Article, S, X> for Card
            where X::Row<S>: __weaviate::Scored, X::Row<S>: __weaviate::Certain, {
                fn rows(__b: __weaviate::Builder<m::Article, S, X>) -> __weaviate::Query<m::Article, Card, X::Answer> {
                    let (__b, __f, __m) = __b.open_rows();
                    __b.rows((
                        F.title,
                        { let (__n, __f, __m) = F.author.open(); __n.rows((__f.r#type,), |(__0,)| __0) },
                        __m.score(), __m.explain_score(), __m.certainty(), F.words, __m.id(),
                    ), |(__0, __1, __2, __3, __4, __5, __6,)| Card { title: __0, author: __1, best: __2, why: __3, c: __4, n: __5, id: __6 })
                } } };";
    let expected = expected.replace("F.", "<m::Article as ::weaviate::Collection>::FIELDS.");
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeeze(&derive(tokens(text)).to_string()), squeeze(&expected));
}

#[test]
fn messages() {
    says("struct Card { a: i64 }", "add `#[weaviate(from = Article)]`", "Card");
    says(
        "#[weaviate(form = A)] #[weaviate(from = A)] struct Card { a: i64 }",
        "did you mean `from`?",
        "form",
    );
    says("#[weaviate(from)] struct Card { a: i64 }", "`from` has no value", "from");
    says("#[weaviate(from = A)] struct Card(i64);", "needs a struct with named fields", "Card");
    says("#[weaviate(from = A)] struct Card<T> { a: T }", "takes no type parameters", "Card");
    says("#[weaviate(from = A)] struct Card {}", "a row has at least one field", "Card");
    on_field("scor", "did you mean `score`?", "scor");
    on_field("score, id", "a field of a row is one thing", "id");
    on_field("rename = \"x\"", "write `property = title`", "rename");
    on_field("property = a.b", "write `path = author.name`", "a.b");
    on_field("path = \"a\"", "`path` takes names of properties", "\"a\"");
    on_field("path", "`path` has no value", "path");
    on_field("vector", "`vector` is not supported yet", "vector");
    on_field("score = 3", "`score` takes no value", "3");
}

/// Where there is nothing to derive from, the row can be asked for all the same.
#[test]
fn fallbacks() {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    for (text, head) in [
        (
            "#[weaviate(from = m::Article)] struct Card(i64);",
            "impl<__S: W::State, __X: W::Extra> W::SelectRow<m::Article, __S, __X> for Card {",
        ),
        (
            "struct Card<T> { a: T }",
            "impl<T, __C: ::weaviate::Collection, __S: W::State, __X: W::Extra> W::SelectRow<__C, __S, __X> for Card<T>
             where Self: ::core::marker::Send + ::core::marker::Sync + 'static {",
        ),
    ] {
        let out = squeeze(&derive(tokens(text)).to_string());
        assert!(out.contains(&squeeze(&head.replace("W::", "__weaviate::"))), "{out}");
    }
}
