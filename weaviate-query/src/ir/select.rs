//! What of each object is wanted.

use crate::schema::{CollectionDef, DataType, FieldDef, Role, TypeDef};

/// What of an object is wanted, in the order in which a row reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// The parts.
    pub items: Vec<Item>,
}

/// One part of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Item {
    /// A property.
    Property(String),
    /// Parts of a nested object.
    Object {
        /// The property.
        name: String,
        /// What of it.
        selection: Selection,
    },
    /// Parts of the objects behind a link.
    Link {
        /// The link.
        name: String,
        /// The collection behind it, where the link leads to several.
        collection: Option<String>,
        /// What of them.
        selection: Selection,
    },
    /// A named vector.
    Vector(String),
    /// Metadata.
    Metadata(Metadata),
}

/// What is known of an object beside its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Metadata {
    /// The id
    Id,
    /// When it was created
    CreatedAt,
    /// When it was last written
    UpdatedAt,
    /// The score of `bm25` and `hybrid`
    Score,
    /// How the score came about
    ExplainScore,
    /// The distance of a vector search
    Distance,
    /// The certainty of a vector search by cosine distance
    Certainty,
    /// Whether the replicas agree
    IsConsistent,
    /// The score that the reranker gave
    RerankScore,
    /// What a language model wrote about the object
    Generated,
}

impl Metadata {
    /// Its name in `query!`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::CreatedAt => "created_at",
            Self::UpdatedAt => "updated_at",
            Self::Score => "score",
            Self::ExplainScore => "explain_score",
            Self::Distance => "distance",
            Self::Certainty => "certainty",
            Self::IsConsistent => "is_consistent",
            Self::RerankScore => "rerank_score",
            Self::Generated => "generated",
        }
    }
}

/// How deep nested objects are followed: a server keeps nothing deeper, and a struct may contain itself.
pub(crate) const DEEPEST: usize = 8;

impl Selection {
    /// Everything that a struct of this collection holds.
    pub fn whole(collection: &CollectionDef) -> Self {
        Self::of_fields(collection.fields, DEEPEST)
    }

    pub(crate) fn of_fields(fields: &[FieldDef], depth: usize) -> Self {
        Self { items: fields.iter().map(|field| Item::of_field(field, depth)).collect() }
    }
}

impl Item {
    fn of_field(field: &FieldDef, depth: usize) -> Self {
        match field.role {
            Role::Id => return Self::Metadata(Metadata::Id),
            Role::CreatedAt => return Self::Metadata(Metadata::CreatedAt),
            Role::UpdatedAt => return Self::Metadata(Metadata::UpdatedAt),
            Role::Vector => return Self::Vector(field.name.into()),
            Role::Property => {}
        }
        Self::of_type_within(field.name, &field.of, depth)
    }

    /// A property of this type with all that is in it.
    pub(crate) fn of_type(name: &str, of: &TypeDef) -> Self {
        Self::of_type_within(name, of, DEEPEST)
    }

    fn of_type_within(name: &str, of: &TypeDef, depth: usize) -> Self {
        let name = name.to_owned();
        match (of.data_type, of.object) {
            (DataType::Object, Some(object)) if depth > 0 => {
                Self::Object { name, selection: Selection::of_fields(object().fields, depth - 1) }
            }
            (DataType::Reference, _) => Self::Link {
                name,
                collection: None,
                selection: Selection { items: vec![Self::Metadata(Metadata::Id)] },
            },
            (DataType::Vector | DataType::MultiVector, _) => Self::Vector(name),
            _ => Self::Property(name),
        }
    }
}
