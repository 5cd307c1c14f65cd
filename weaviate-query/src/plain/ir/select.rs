//! What of each object is wanted.

use std::borrow::Cow;

use crate::plain::schema::{CollectionDef, DEEPEST, DataType, FieldDef, Role, To, TypeDef};

/// What of an object is wanted, in the order in which a row reads it. The order makes no difference to a
/// server, but the bytes of a request follow it.
///
/// A [`Selection`] is a list of [`Item`]s: properties, parts of nested objects and of objects behind links,
/// vectors, and metadata. The id always comes along. An empty selection behind a link asks for the ids there.
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let selection = Selection {
///     items: vec![
///         Item::Property("title".into()),
///         Item::Object {
///             name: "author".into(),
///             selection: Selection { items: vec![Item::Property("name".into())] },
///         },
///         Item::Link {
///             name: "category".into(),
///             collection: None,
///             selection: Selection { items: vec![Item::Metadata(Metadata::Id)] },
///         },
///         Item::Vector("embedding".into()),
///     ],
/// };
/// let query = Query { selection, ..Query::new("Article") };
/// let names = Names::new();
/// let text = render::explain(&query, &render::Context::new(&names));
/// assert!(text.ends_with("select: { .title, .author { .name }, .category { id }, vector(.embedding) }\n"), "{text}");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// The parts; of none a server sends the id alone.
    pub items: Vec<Item>,
}

/// One part of a selection. A name that the program declares is not copied.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Item {
    /// A property, by the server's name. One that the objects lack comes as null; one that the class lacks is
    /// an error.
    Property(Cow<'static, str>),
    /// Parts of a nested object or of each in a list of them; at least one.
    Object {
        /// The property.
        name: Cow<'static, str>,
        /// What of it: properties and objects inside, no metadata, vectors or links.
        selection: Selection,
    },
    /// Parts of the objects behind a link.
    Link {
        /// The link.
        name: Cow<'static, str>,
        /// The collection behind it, where the link leads to several. A question that names more than one of
        /// them takes several requests: see [`Rounds`](crate::Rounds).
        collection: Option<String>,
        /// What of them. Of metadata they have an id, two times and whether the replicas agree: they were not
        /// found by the search.
        selection: Selection,
    },
    /// A named vector; with an empty name, the one vector of a class that names none. What the class lacks gets no answer,
    /// and no error (1.39.0).
    Vector(Cow<'static, str>),
    /// What is known of it beside its properties.
    Metadata(Metadata),
}

/// What is known of an object beside its properties.
///
/// | metadata | comes with | in groups |
/// |---|---|---|
/// | `id` | everything | yes |
/// | `created_at`, `updated_at`, `is_consistent` | everything | |
/// | `score` | `bm25`, `hybrid` | not told |
/// | `explain_score` | `bm25`, `hybrid`, a boost | |
/// | `distance` | searches by vectors | yes |
/// | `certainty` | searches by vectors, with cosine distance | |
/// | `rerank_score` | `rerank` | as the group's |
/// | `generated` | a prompt | as the group's |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Metadata {
    /// The id: a uuid
    Id,
    /// When it was created, in milliseconds since 1970
    CreatedAt,
    /// When it was last written, in milliseconds since 1970
    UpdatedAt,
    /// The score of `bm25` and `hybrid`: the larger, the better
    Score,
    /// How the score came about, in words of the server that are for people to read
    ExplainScore,
    /// The distance of a vector search, in the unit of the vector's distance function
    Distance,
    /// The certainty of a vector search by cosine distance, from 0 to 1; absent with another distance
    Certainty,
    /// Whether the replicas agree
    IsConsistent,
    /// The score that the reranker gave
    RerankScore,
    /// What a language model wrote about the object
    Generated,
}

impl Metadata {
    /// Its name in `query!`, as messages and `explain` have it.
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

impl Selection {
    /// Everything that a struct of this collection holds: all properties, vectors and metadata fields, and
    /// the ids behind its links.
    ///
    /// ```
    /// use weaviate_query::{ir::{Item, Selection}, schema::{CollectionDef, DataType, FieldDef, TypeDef}};
    ///
    /// const ARTICLE: CollectionDef = CollectionDef {
    ///     fields: &[
    ///         FieldDef::new("title", TypeDef::scalar(DataType::Text)),
    ///         FieldDef::new("words", TypeDef::scalar(DataType::Int)),
    ///     ],
    ///     ..CollectionDef::new("Article")
    /// };
    /// let items = Selection::whole(&ARTICLE).items;
    /// assert_eq!(items, [Item::Property("title".into()), Item::Property("words".into())]);
    /// ```
    pub fn whole(collection: &CollectionDef) -> Self {
        Self::of_fields(collection.fields, DEEPEST)
    }

    /// The fields of a collection or object, each with all that is in it; `depth` counts down to stop a
    /// struct that holds itself.
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
    pub(crate) fn of_targets(self, name: &'static str, targets: &[To<CollectionDef>]) -> Vec<Item> {
        let (mut links, common): (Vec<Item>, Vec<Item>) =
            self.items.into_iter().partition(|item| matches!(item, Item::Link { .. }));
        if links.is_empty() {
            links.extend(targets.iter().map(|target| Item::to(name, Some(target.get().name))));
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
    /// A field by its role: metadata and vectors are no properties.
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
    pub(crate) fn ask(name: &'static str, of: &TypeDef, target: Option<&str>, items: &mut Vec<Self>) {
        match (target, of.targets) {
            (Some(target), _) => items.push(Self::to(name, Some(target))),
            (None, targets @ [_, _, ..]) => {
                items.extend(targets.iter().map(|target| Self::to(name, Some(target.get().name))));
            }
            (None, _) => items.push(Self::of_type(name, of)),
        }
    }

    /// The ids behind a link.
    fn to(name: &'static str, collection: Option<&str>) -> Self {
        Self::Link {
            name: name.into(),
            collection: collection.map(str::to_owned),
            selection: Selection { items: vec![Self::Metadata(Metadata::Id)] },
        }
    }

    /// A property of this type with all that is in it.
    pub(crate) fn of_type(name: &'static str, of: &TypeDef) -> Self {
        Self::of_type_within(name, of, DEEPEST)
    }

    /// As `of_type`, with what is left of the depth; below it an object is taken for a property.
    fn of_type_within(name: &'static str, of: &TypeDef, depth: usize) -> Self {
        match (of.data_type, of.object) {
            (DataType::Object, Some(object)) if depth > 0 => Self::Object {
                name: name.into(),
                selection: Selection::of_fields(object.get().fields, depth - 1),
            },
            (DataType::Reference, _) => Self::to(name, None),
            (DataType::Vector | DataType::MultiVector, _) => Self::Vector(name.into()),
            _ => Self::Property(name.into()),
        }
    }
}
