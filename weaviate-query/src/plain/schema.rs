//! What a collection is made of: as the struct declares it ([`def`]) and as the server has it ([`Class`]).
//!
//! The two are different on purpose. A declaration is constant data and says only what its author wrote; a
//! class is the JSON document of the server, with every default filled in and with keys that this version
//! does not know.
//! [`CollectionDef::to_class`] leads from the first to the second, and only what was declared stands in the result: so a
//! default of the server is never taken for a difference.
//!
//! ```
//! use weaviate_query::{Names, schema::{CollectionDef, DataType, FieldDef, Tokenization, TypeDef}};
//!
//! const ARTICLE: CollectionDef = CollectionDef {
//!     description: Some("An article as it was printed."),
//!     fields: &[
//!         FieldDef::new("title", TypeDef::scalar(DataType::Text)),
//!         FieldDef {
//!             tokenization: Some(Tokenization::Field),
//!             ..FieldDef::new("tags", TypeDef::scalar(DataType::Text).list())
//!         },
//!     ],
//!     ..CollectionDef::new("Article")
//! };
//!
//! let class = ARTICLE.to_class("Article_v1", &Names::new(), true);
//! assert_eq!(
//!     serde_json::to_value(&class).unwrap(),
//!     serde_json::json!({
//!         "class": "Article_v1",
//!         "description": "An article as it was printed.",
//!         "properties": [
//!             { "name": "title", "dataType": ["text"] },
//!             { "name": "tags", "dataType": ["text[]"], "tokenization": "field" },
//!         ],
//!     })
//! );
//! ```
//!
//! | module | owns |
//! |---|---|
//! | [`def`] | what `#[weaviate(…)]` says, as constants |
//! | [`index`] | the kinds of vector index, quantizers, encodings |
//! | [`Snapshot`] | declarations as a file |
//! | [`spread`] | replication and sharding |

mod class;
pub mod def;
pub mod index;
mod shape;
mod snapshot;
pub mod spread;
mod wanted;

pub use class::{Class, PropertyRef};
pub(crate) use def::DEEPEST;
pub use def::{
    AnalyzerDef, Attribute, BackfillDef, CollectionDef, DataType, Distance, FieldDef, InvertedDef,
    MultiTenancyDef, ObjectDef, Quantizer, Role, StopwordsDef, To, Tokenization, TtlDef, TypeDef, VectorDef,
};
pub use shape::{PropertyShape, Shape};
pub use snapshot::Snapshot;
