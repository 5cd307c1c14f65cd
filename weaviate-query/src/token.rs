//! Tokens: what a person writes for a property, and the traits that the derive implements.
//!
//! A token is zero-sized and `const`. It knows the collection that is asked (`Root`), the way down to the
//! property (`Path`) and the property's own marker (`P`). `Deref` leads from a nested object or a link to the
//! tokens behind it, to any depth.

use std::{marker::PhantomData, ops::Deref};

use uuid::Uuid;

use crate::{
    Result,
    ir::Step,
    kind,
    property::{PropertyType, Shape, VectorType},
    schema::{CollectionDef, DataType, FieldDef, ObjectDef},
    wire::{Row, Sink},
};

/// A struct that is a collection. `#[derive(Collection)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a collection",
    label = "add `#[derive(Collection)]` to it"
)]
pub trait Collection: HasFields + Owner + Record {
    /// [`Whole`](crate::tenancy::Whole), or [`PerTenant`](crate::tenancy::PerTenant).
    type Tenancy: crate::tenancy::Tenancy;
    /// What a vector search aims at when it names nothing.
    type Vectors;
    /// The module that answers prompts: one of [`modules::generative`](crate::modules::generative), or
    /// [`none`](crate::modules::none).
    type Generative;
    /// The module that ranks results anew: one of [`modules::reranker`](crate::modules::reranker), or
    /// [`none`](crate::modules::none).
    type Reranker;
    /// The tokens of its properties.
    const FIELDS: Self::Fields<Self, ()>;
    /// All that the struct declares.
    const SCHEMA: &'static CollectionDef;

    /// Starts a question for objects.
    fn query() -> crate::Builder<Self, crate::search::Listing> {
        crate::Builder::new()
    }

    /// Starts a question for numbers.
    fn aggregate() -> crate::AggregateBuilder<Self, crate::search::Listing, crate::aggregate::All> {
        crate::AggregateBuilder::new()
    }
}

/// A collection or nested object: what has properties.
pub trait HasFields: Sized + 'static {
    /// The struct of its tokens.
    type Fields<Root: 'static, Path: 'static>: 'static;

    /// The tokens below `Path` of `Root`.
    fn fields<Root: 'static, Path: 'static>() -> &'static Self::Fields<Root, Path>;
}

/// What a collection or nested object declares as a whole.
pub trait Owner: 'static {
    /// `inverted(null_state)`
    type NullState;
    /// `inverted(property_length)`
    type Lengths;
    /// `inverted(timestamps)`
    type Timestamps;
    /// `preview(nested_filters)`
    type NestedFilters;
}

/// The codec of a struct.
pub trait Record: Sized + Send + Sync + 'static {
    /// One entry a field, in the order in which [`Record::read`] reads.
    const FIELDS: &'static [FieldDef];

    /// Reads the fields, one call of the row each.
    fn read(row: &mut Row<'_, '_>) -> Result<Self>;

    /// Hands each field that is stored to the sink.
    fn write(&self, sink: &mut dyn Sink) -> Result<()>;

    /// The id that the struct gives its object, if it gives one.
    fn id(&self) -> Option<Uuid>;
}

impl<R: Record> crate::wire::Encode for R {
    fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
        self.write(sink)
    }
}

/// A struct with `#[derive(Object)]`.
pub trait Nested: Record {
    /// All that the struct declares.
    const OBJECT: &'static ObjectDef;
}

/// A field of a collection or nested object: a type of its own, made by the derive.
pub trait Property: 'static {
    /// The struct that it is a field of.
    type Owner: Owner;
    /// The field's type.
    type Type: PropertyType;
    /// The kind of that type.
    type Kind;
    /// Whether there is an index to filter by.
    type Filterable;
    /// Whether keyword search covers it.
    type Searchable;
    /// How its text is cut into tokens.
    type Tokenization;
    /// Its name on the server.
    const NAME: &'static str;
    /// Whether it is one of the collections that a link leads to: `NAME` is then the link's.
    const STEP: bool = false;
}

/// The collection that a step leads to.
pub(crate) fn target<P: Property>() -> Option<&'static str> {
    <P::Type as PropertyType>::TYPE.targets.first().filter(|_| P::STEP).map(|target| target().name)
}

/// A link to several collections: the derive names them where the field's type is written out.
#[diagnostic::on_unimplemented(
    message = "the collections behind `{Self}` have no names",
    label = "write the field's type out: `AnyLink<(Article, Author)>`"
)]
pub trait Choice: Property + HasFields {}

/// Aliases for the bounds of generic functions: what a property must be like to be compared.
macro_rules! properties_of {
    ($($(#[$meta:meta])* $name:ident: $kind:ident $(, $what:ident = $is:ty)*;)*) => { $(
        $(#[$meta])*
        pub trait $name: Property<Kind = kind::$kind, Filterable = kind::yes $(, $what = $is)*> {}
        impl<P: Property<Kind = kind::$kind, Filterable = kind::yes $(, $what = $is)*>> $name for P {}
    )* };
}

properties_of! {
    /// A date property that filters and sorts, `Option` or not: a bound for functions over many collections.
    ///
    /// ```
    /// # #[cfg(feature = "chrono")] {
    /// use weaviate_query::{Filter, token::{DateProperty, Field}};
    ///
    /// fn since<C, P: DateProperty>(date: Field<C, (), P>, from: chrono::DateTime<chrono::Utc>) -> Filter<C> {
    ///     date.ge(from)
    /// }
    /// # }
    /// ```
    DateProperty: date;
    /// An int property that filters and sorts, as [`DateProperty`] is for dates.
    IntProperty: int;
    /// A number property that filters and sorts, as [`DateProperty`] is for dates.
    NumberProperty: number;
    /// A boolean property that filters and sorts, as [`DateProperty`] is for dates.
    BooleanProperty: boolean;
    /// A uuid property that filters and sorts, as [`DateProperty`] is for dates.
    UuidProperty: uuid;
    /// A text property with `tokenization = field` that filters and sorts, as [`DateProperty`] is for dates.
    ExactTextProperty: text, Tokenization = kind::tokenization::field;
}

/// A field that is a named vector.
pub trait VectorProperty: Property<Type: VectorType> {
    /// How far apart two of them are.
    type Distance;
    /// The module that makes it: one of [`modules::vectorizer`](crate::modules::vectorizer), or
    /// [`no_vectorizer`](crate::modules::no_vectorizer).
    type Vectorizer;
}

/// The property `P` at `Path` below the collection `Root`.
pub struct Field<Root, Path, P>(PhantomData<fn() -> (Root, Path, P)>);

impl<R, Pa, P> Field<R, Pa, P> {
    /// The token.
    pub const NEW: Self = Self(PhantomData);
}

impl<R, Pa, P> Clone for Field<R, Pa, P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R, Pa, P> Copy for Field<R, Pa, P> {}
impl<R, Pa, P: Property> std::fmt::Debug for Field<R, Pa, P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, ".{}", P::NAME)
    }
}

type Leaf<P> = <<P as Property>::Type as Shape<P>>::Leaf;

impl<R: 'static, Pa: 'static, P: Property<Type: Shape<P>>> Deref for Field<R, Pa, P> {
    type Target = <Leaf<P> as HasFields>::Fields<R, Below<Pa, P>>;

    fn deref(&self) -> &Self::Target {
        Leaf::<P>::fields()
    }
}

/// One step further down than `Path`: inside the property `P`.
pub struct Below<Path, P>(PhantomData<(Path, P)>);

/// A way down from a collection.
pub trait Way: 'static {
    /// Adds the steps from the top.
    fn steps(out: &mut Vec<Step>);
}

impl Way for () {
    fn steps(_: &mut Vec<Step>) {}
}

impl<Pa: Way, P: Property> Way for Below<Pa, P> {
    fn steps(out: &mut Vec<Step>) {
        Pa::steps(out);
        if let (Some(target), Some(Step::Link { collection, .. })) = (target::<P>(), out.last_mut()) {
            *collection = Some(target.into());
            return;
        }
        out.push(match <P::Type as PropertyType>::TYPE.data_type {
            DataType::Reference => Step::Link { name: P::NAME.into(), collection: None },
            _ => Step::Object(P::NAME.into()),
        });
    }
}

/// Whether a way down may be filtered along: a link always, a nested object only in the server's preview.
pub trait Reach<Root> {}

impl<R> Reach<R> for () {}
impl<R: Owner, Pa: Reach<R>, Q: Property> Reach<R> for Below<Pa, Q> where Q::Kind: Enter<R, Q> {}

/// Whether filters may go through a property of this kind.
#[diagnostic::on_unimplemented(
    message = "`{Q}` leads nowhere",
    label = "only nested objects and links have properties"
)]
pub trait Enter<R, Q> {}

#[diagnostic::do_not_recommend]
impl<R, Q> Enter<R, Q> for kind::reference {}
#[diagnostic::do_not_recommend]
impl<R, Q> Enter<R, Q> for kind::collection {}
impl<R: Owner, Q> Enter<R, Q> for kind::object where R::NestedFilters: NestedFilters<R, Q> {}

/// Whether the server is asked for its preview of filters inside nested objects.
#[diagnostic::on_unimplemented(
    message = "filters inside `{Q}` are a preview of the server's",
    label = "declare `#[weaviate(preview(nested_filters))]` on `{R}`"
)]
pub trait NestedFilters<R, Q> {}

#[diagnostic::do_not_recommend]
impl<R, Q> NestedFilters<R, Q> for kind::yes {}

macro_rules! metadata {
    ($($(#[$meta:meta])* $name:ident)*) => { $(
        $(#[$meta])*
        pub struct $name<Root, Path>(PhantomData<fn() -> (Root, Path)>);

        impl<R, Pa> $name<R, Pa> {
            /// The token.
            pub const NEW: Self = Self(PhantomData);
        }

        impl<R, Pa> Clone for $name<R, Pa> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<R, Pa> Copy for $name<R, Pa> {}
    )* };
}

metadata! {
    /// The id of an object.
    Id
    /// When an object was created.
    CreatedAt
    /// When an object was last written.
    UpdatedAt
}
