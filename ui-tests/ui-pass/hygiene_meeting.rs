//! Names of the user's that meet ours, or Rust's: as collection, nested object, row, module, field, constant and lifetime.
//! One program, written by macros from lists of names.
#![allow(
    dead_code,
    non_camel_case_types,
    non_snake_case,
    non_upper_case_globals,
    unused_imports,
    unused_macros
)]

/// A collection, an object and a row of this name, in modules of their own.
macro_rules! called {
    ($($name:ident)*) => { $(
        pub mod $name {
            pub mod collection {
                #[derive(::core::fmt::Debug, ::core::clone::Clone, ::weaviate::Collection)]
                pub struct $name {
                    pub title: ::std::string::String,
                    #[weaviate(default)]
                    pub open: bool,
                    pub again: ::std::vec::Vec<::weaviate::Link<$name>>,
                }

                pub fn ask() -> usize {
                    let question = ::weaviate::query!($name, filter: .again.title like "x*", sort: .title, select: { .title, id });
                    question.ir().sort.len()
                }
            }
            pub mod object {
                #[derive(::core::fmt::Debug, ::core::clone::Clone, ::weaviate::Object)]
                pub struct $name {
                    pub title: ::core::option::Option<::std::string::String>,
                }

                #[derive(::core::fmt::Debug, ::core::clone::Clone, ::weaviate::Collection)]
                pub struct Holder {
                    pub one: $name,
                    pub many: ::std::vec::Vec<$name>,
                }
            }
            pub mod row {
                #[derive(::core::fmt::Debug, ::weaviate::Select)]
                #[weaviate(from = super::collection::$name)]
                pub struct $name {
                    pub title: ::std::string::String,
                    #[weaviate(score)]
                    pub score: f32,
                }
            }
        }
    )* };
}

pub mod types {
    called! {
        AsMut AsRef Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err ExactSizeIterator
        Extend Fn FnMut FnOnce From FromIterator Future Hash Into IntoFuture IntoIterator Iterator None
        Ok Option Ord PartialEq PartialOrd Result Send Sized Some String Sync ToOwned ToString TryFrom
        TryInto Unpin Vec Aggregate AggregateBuilder AnyLink Blob BlobHash Boost Builder Client
        ClientBuilder Collection Consistency Diversity Error ErrorKind Filter GeoPoint Groups Handle Hit
        Link Move MultiVector Names Object PhoneNumber Query Rows Select Sort Uuid Vector Version BadRow
        A B C D E F G I K L M N P Pa Q R Root Path S T U V W X Y Z Below Field Fields Id CreatedAt
        UpdatedAt Property Owner Record Nested Row Sink Slot Shape Leaf Item Items Meta Data State Extra
        Extras Metric Total Reach Way Kind Type Key Account Address Album Article Asset Author Bill Book
        Branch Brand Car Card Cart Category Channel City Comment Company Contact Country Course Customer
        Device Document Domain Email Employee Entry Event File Film Folder Game Group Hotel House Image
        Invoice Issue Job Label Language Lesson Letter List Location Log Map Market Media Member Message
        Model Module Movie News Node Note Offer Order Page Paper Part Payment Person Photo Place Plan
        Player Point Post Price Product Profile Project Question Recipe Region Report Review Role Room
        Rule School Score Section Session Setting Shop Site Song Source Station Store Student Supplier
        Tag Task Team Text Ticket Token Topic Trip User Value Video Word
    }
}

/// Fields of these names.
macro_rules! fields {
    ($($name:ident)*) => {
        #[derive(Debug, Clone, weaviate::Collection)]
        pub struct Fields { $(pub $name: Option<String>,)* }

        #[derive(Debug, Clone, weaviate::Object)]
        pub struct Inner { $(pub $name: Option<String>,)* }

        pub fn ask() -> usize {
            let all = [$(weaviate::filter!(Fields, .$name like "x")),*];
            all.len()
        }
    };
}

pub mod fields {
    fields! {
        row sink value name slot found settings ttl this other ids key index query filter sort fields
        meta item items answer builder server schema vector text object link weaviate core std alloc
        facade each read write error result option
    }
}

/// Modules and constants of these names beside a declaration.
macro_rules! beside {
    ($($name:ident)*) => {
        $(pub mod $name {})*
        $(pub const $name: u8 = 0;)*
    };
}

pub mod surrounded {
    beside! {
        row sink value name slot found settings ttl this other id ids key index query filter sort fields
        meta item items answer builder server schema vector text object link weaviate core std alloc
        facade each read write error result option
        FIELDS SCHEMA TYPE NAME STEP DEFAULT OBJECT NEW IS ALPHA HNSW T S X R P ROW SINK
    }

    #[derive(Debug, Clone, ::weaviate::Collection)]
    pub struct Article {
        pub title: String,
        #[weaviate(default = 3)]
        pub words: i64,
        pub author: Author,
        #[weaviate(vector)]
        pub embedding: ::weaviate::Vector<2>,
    }

    #[derive(Debug, Clone, ::weaviate::Object)]
    pub struct Author {
        pub full: String,
    }

    #[derive(Debug, ::weaviate::Select)]
    #[weaviate(from = Article)]
    pub struct Card {
        pub title: String,
        #[weaviate(path = author.full)]
        pub author: String,
    }

    pub fn ask() {
        let _ = ::weaviate::query!(Article, bm25: "x", filter: .title like "y" && .words in 1..=2, limit: 3, select: { .title, .author { .full }, score });
        let _ = ::weaviate::query!(Article, near_vector: [0.5; 2], group_by: .words, select: { .title });
        let _ = ::weaviate::query!(aggregate Article, select: { count, .words { mean } });
        let _ = ::weaviate::query!(Article, select: Card);
    }
}

/// Lifetimes of these names around a question.
macro_rules! living {
    ($($name:ident $life:lifetime)*) => { $(
        pub fn $name<$life>(words: &$life str) -> weaviate::Query<super::surrounded::Article, super::surrounded::Card> {
            weaviate::query!(super::surrounded::Article, filter: .title like words, select: super::surrounded::Card)
        }
    )* };
}

pub mod lifetimes {
    living! { f0 'a f1 'b f2 'c f3 's f4 'r f5 'n f6 'q f7 'w f8 'e_ f9 'static_ f10 'query f11 'row f12 'sink }
}
