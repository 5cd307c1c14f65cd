//! What of each object is wanted.

use crate::plain::schema::{CollectionDef, DataType, FieldDef, Role, TypeDef};

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
        let mut items = Vec::with_capacity(fields.len());
        for field in fields {
            match field.of.targets {
                [_, _, ..] => Item::ask(field.name, &field.of, None, &mut items),
                _ => items.push(Item::of_field(field, depth)),
            }
        }
        Self { items }
    }

    /// What stands in the braces of the link `name` to several collections, as one link to each of those that it
    /// names, or to all if it names none; what is known of every object is asked for of each.
    pub(crate) fn of_targets(self, name: &str, targets: &[fn() -> &'static CollectionDef]) -> Vec<Item> {
        let (mut links, common): (Vec<Item>, Vec<Item>) =
            self.items.into_iter().partition(|item| matches!(item, Item::Link { .. }));
        if links.is_empty() {
            links.extend(targets.iter().map(|target| Item::to(name, Some(target().name))));
        }
        for link in &mut links {
            if let Item::Link { selection, .. } = link {
                selection.items.extend(common.iter().cloned());
            }
        }
        links
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

    /// Adds the property of this type with all that is in it: a link once for each collection that it leads to, or
    /// once for `target`.
    pub(crate) fn ask(name: &str, of: &TypeDef, target: Option<&str>, items: &mut Vec<Self>) {
        match (target, of.targets) {
            (Some(target), _) => items.push(Self::to(name, Some(target))),
            (None, targets @ [_, _, ..]) => {
                items.extend(targets.iter().map(|target| Self::to(name, Some(target().name))));
            }
            (None, _) => items.push(Self::of_type(name, of)),
        }
    }

    /// The ids behind a link.
    fn to(name: &str, collection: Option<&str>) -> Self {
        Self::Link {
            name: name.to_owned(),
            collection: collection.map(str::to_owned),
            selection: Selection { items: vec![Self::Metadata(Metadata::Id)] },
        }
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
            (DataType::Reference, _) => Self::to(&name, None),
            (DataType::Vector | DataType::MultiVector, _) => Self::Vector(name),
            _ => Self::Property(name),
        }
    }
}
