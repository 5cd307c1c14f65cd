//! What is said about a query, and what it becomes.

use proc_macro2::TokenStream;
use quote::quote;

use super::parse;
use crate::diag::Diagnostics;

/// The tokens of `text`, each with its place.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|error| panic!("`{text}` is no sequence of tokens: {error}"))
}

#[test]
fn smoke() {
    for text in [
        r#"Article, hybrid: "rust", alpha: 0.7, vector: embed("rust"), on: [.title ^ 2, .summary],
        filter: .published >= since && .category.name like "Prog*" && if let Some(m) = min { .words >= m },
        limit: 10, select: { .title, .author { .name }, score }"#,
        r#"aggregate Article, filter: .tags contains_any ["rust"], group_by: .slug, select: { count, .words { mean, max } }"#,
    ] {
        println!("{}\n", super::query(tokens(text)));
    }
    println!(
        "{}\n",
        crate::collection::derive(
            crate::collection::Kind::Collection,
            quote! {
                /// An article.
                ///
                /// Printed.
                #[weaviate(inverted(null_state))]
                pub struct Article {
                    #[weaviate(id)] id: Uuid,
                    /// The headline.
                    title: String,
                    #[weaviate(tokenization = field)] slug: String,
                    #[weaviate(range, default = 3)] words: i64,
                    #[weaviate(vector(distance = dot, index = hnsw(ef = 64)))] embedding: Vector<384>,
                }
            }
        )
    );
    let mut d = Diagnostics::new();
    let _ = parse::query(tokens("Article, limt: 3, filter: since <= .published and .a = 3"), &mut d);
    println!("{:?}", d.at());
}
