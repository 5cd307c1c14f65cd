//! The user's own `Option`, `Result`, `String`, `Vec`, `Query` and `Filter`, and locals called like the expansion's.

mod std_like {
    #[derive(Debug)]
    pub struct Option;
    #[derive(Debug)]
    pub struct Result;
    #[derive(Debug)]
    pub struct String;
    #[derive(Debug)]
    pub struct Vec;
    #[derive(Debug)]
    pub struct Query;
    #[derive(Debug)]
    pub struct Filter;
    #[derive(Debug)]
    pub struct Builder;
    pub fn and() {}
    #[allow(non_snake_case)]
    pub fn Some() {}
    #[allow(non_snake_case)]
    pub fn None() {}
    #[allow(non_snake_case)]
    pub fn Ok() {}
}

pub mod declared {
    use crate::std_like::*;
    use weaviate::{Collection, Object, Select};

    #[derive(Debug, Clone, Collection)]
    #[weaviate(inverted(null_state))]
    pub struct Article {
        pub title: ::std::string::String,
        pub words: ::core::option::Option<i64>,
        pub tags: ::std::vec::Vec<::std::string::String>,
        pub author: Author,
        #[weaviate(vector)]
        pub embedding: weaviate::Vector<2>,
    }

    #[derive(Debug, Clone, Object)]
    pub struct Author {
        pub name: ::std::string::String,
    }

    #[derive(Debug, Select)]
    #[weaviate(from = Article)]
    pub struct Row {
        pub title: ::std::string::String,
        #[weaviate(path = author.name)]
        pub author: ::std::string::String,
    }

    pub fn ours() -> (Option, Result, String, Vec, Query, Filter, Builder) {
        and();
        (Option, Result, String, Vec, Query, Filter, Builder)
    }
}

pub mod asked {
    use super::declared::{Article, Row};
    use crate::std_like::*;
    use weaviate::{filter, query, sort};

    #[allow(clippy::just_underscores_and_digits)]
    pub fn ask() -> weaviate::Query<Article, Row> {
        let _ = (Some, None, Ok, and);
        // A local is never what a property or a word of a query means.
        let (title, score, words, embedding) = ("a", 1, 2_i64, [0.5_f32, 0.5]);
        let (__b, __f, __m, __q, __n, __x, __0) = (1, 2, 3, 4, 5, 6, 7_i64);
        let filter = filter!(Article, .title like title && .words >= words && .words < __0);
        let limit = 3;
        let q = query!(Article, hybrid: title, vector: embedding, filter: &filter, limit: limit, select: { .title, .author { .name }, score });
        let _ = (q, score, __b, __f, __m, __q, __n, __x);
        let _ = query!(Article, sort: [.title desc, .words asc], filter: .words in [__0, words] && if limit > 2 { .tags matches_any [title] });
        let _ = query!(aggregate Article, filter: filter, select: { count, .words { mean, max }, .title { top(__b) } });
        let _ = sort!(Article, .title desc);
        query!(Article, bm25: title, select: Row)
    }
}
