//! Collections of every visibility, with raw names and with names of the standard library.
#![deny(private_interfaces, private_bounds, unreachable_pub)]
#![allow(dead_code)]

use weaviate::query;

mod outer {
    pub(crate) mod inner {
        use weaviate::{Collection, Link, Object};

        #[derive(Debug, Clone, Collection)]
        pub(crate) struct ForCrate {
            pub(super) title: String,
            pub(in crate::outer) author: ForOuter,
            next: Option<Link<ForCrate>>,
        }

        #[derive(Debug, Clone, Object)]
        pub(crate) struct ForOuter {
            pub(crate) name: String,
        }

        #[derive(Debug, Clone, Collection)]
        struct Private {
            words: i64,
        }

        #[derive(Debug, Clone, Collection)]
        pub(super) struct ForSuper {
            pub(self) words: i64,
        }

        pub(crate) fn ask() {
            let _ = weaviate::query!(Private, filter: .words > 3, select: { .words });
            let _ = weaviate::query!(ForCrate, filter: .next.title like "a*");
        }
    }

    pub(crate) fn ask() {
        let _ = weaviate::query!(inner::ForSuper, filter: .words > 3);
        let _ = weaviate::query!(inner::ForCrate, select: { .author { .name }, .next { .title } });
        inner::ask();
    }
}

/// A collection whose name is a keyword.
#[derive(Debug, Clone, weaviate::Collection)]
#[weaviate(name = "Kind")]
struct r#Type {
    r#type: String,
}

/// Collections that are called like types of the prelude.
mod shadows {
    #[derive(Debug, Clone, weaviate::Collection)]
    pub(crate) struct Vec {
        pub(crate) words: i64,
        pub(crate) option: Option,
    }

    #[derive(Debug, Clone, weaviate::Object)]
    pub(crate) struct Option {
        pub(crate) name: String,
    }

    #[derive(Debug, Clone, weaviate::Collection)]
    pub(crate) struct Result {
        pub(crate) words: i64,
    }
}

pub fn ask() {
    outer::ask();
    let _ = query!(outer::inner::ForCrate, filter: .title like "a*", select: { .title, id });
    let _ = query!(r#Type, filter: .type like "a*", select: { .type });
    let _ = query!(shadows::Vec, filter: .words > 3, select: { .option { .name } });
    let _ = query!(shadows::Result, filter: .words in [1, 2], sort: .words desc);
    let _ = query!(aggregate shadows::Result, select: { count, .words { max } });
}
