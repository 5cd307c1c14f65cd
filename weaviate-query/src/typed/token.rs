//! Tokens: what a person writes for a property.
//!
//! A token is zero-sized and `const`. It knows the collection that is asked (`Root`), the way down to the
//! property (`Path`) and the property's own marker (`P`). So `Article::FIELDS.title` is a
//! `Field<Article, (), Article_title>`, and a filter made with it is a `Filter<Article>`.
//!
//! # Into nested objects and along links
//!
//! A property whose type leads somewhere derefs to the tokens of what it leads to. `Article::FIELDS.author` is a field
//! of the struct of tokens; `.name` behind it is found by auto-deref, in the tokens of `Author`:
//!
//! | written | type |
//! |---|---|
//! | `FIELDS.author` | `Field<Article, (), Article_author>` |
//! | `FIELDS.author.name` | `Field<Article, Below<(), Article_author>, Author_name>` |
//!
//! The path grows by one [`Below`] a step and the root stays, to any depth: a collection that links to itself needs
//! nothing special. The tokens behind a step do not exist as data anywhere, because they have no size; `Deref` hands out
//! a reference to a constant.
//!
//! When a filter is made, [`Way`] turns the type of the path into the steps of the IR. [`Reach`] is the rule about it:
//! filters go along links always, into nested objects only where the collection asks for the server's preview.

use std::{marker::PhantomData, ops::Deref};

use super::{
    fields::HasFields,
    kind,
    marker::{Owner, Property, target},
    property::{PropertyType, Shape},
};
use crate::plain::{ir::Step, schema::DataType, sealed::Sealed};

/// The property `P` at `Path` below the collection `Root`: what operators, orders and selections are made from.
///
/// The derive makes one for each field, in [`Collection::FIELDS`](crate::Collection::FIELDS). Its methods are the
/// operators of its kind: see the table of [`kind`]. A function about some property of some collection takes it as an
/// argument:
///
/// ```
/// use weaviate_query::{Filter, token::{Field, IntProperty}};
///
/// fn at_least<C, P: IntProperty>(of: Field<C, (), P>, least: i64) -> Filter<C> {
///     of.ge(least)
/// }
/// ```
///
/// What its kind does not have does not compile:
///
/// ```compile_fail
/// # use weaviate_query::{Filter, token::{Field, IntProperty}};
/// fn starts<C, P: IntProperty>(of: Field<C, (), P>) -> Filter<C> {
///     of.like("1*")
/// }
/// ```
pub struct Field<Root, Path, P>(PhantomData<fn() -> (Root, Path, P)>);

impl<Root, Path, P> Sealed for Field<Root, Path, P> {}

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

/// One step further down than `Path`: inside the property `P`, a nested object or a link. `()` is the top.
pub struct Below<Path, P>(PhantomData<(Path, P)>);

impl<Path, P> Sealed for Below<Path, P> {}

/// The way to what an object has at hand while it is ranked: its own values, without an index. The tokens of a
/// [`condition!`](crate::boost::Condition) have it.
#[derive(Debug, Clone, Copy)]
pub enum AtHand {}

impl Sealed for AtHand {}

/// A way down from a collection: `()`, or [`Below`] another way.
#[diagnostic::on_unimplemented(
    message = "the condition of a boost compares the object's own properties, nothing else",
    label = "it has `==`, `!=`, `<`, `<=`, `>`, `>=` and `in`: no words, patterns, absent values, links, nested objects or metadata"
)]
pub trait Way: Sealed + 'static {
    /// The collection at its top. It is asked through this, so that where there is no way nothing else is said.
    type Top<Root>;

    /// Adds the steps from the top. A link to several collections takes two levels in the type (the link, then the
    /// collection) and one step here, because the server wants both names at once.
    fn steps(out: &mut Vec<Step>);
}

impl Way for () {
    type Top<Root> = Root;

    fn steps(_: &mut Vec<Step>) {}
}

impl<Pa: Way, P: Property> Way for Below<Pa, P> {
    type Top<Root> = Root;

    fn steps(out: &mut Vec<Step>) {
        Pa::steps(out);
        if let (Some(target), Some(Step::Link { collection, .. })) = (target::<P>(), out.last_mut()) {
            *collection = Some(target.into());
            return;
        }
        let of = <P::Type as PropertyType>::TYPE;
        out.push(match of.data_type {
            DataType::Reference => Step::Link { name: P::NAME.into(), collection: None },
            _ if of.many => Step::Objects(P::NAME.into()),
            _ => Step::Object(P::NAME.into()),
        });
    }
}

/// Whether a way down may be filtered along: each of its steps must pass [`Enter`].
pub trait Reach<Root>: Sealed {}

impl<R> Reach<R> for () {}
impl<R> Reach<R> for AtHand {}
impl<R: Owner, Pa: Way + Reach<R>, Q: Property> Reach<R> for Below<Pa, Q> where Q::Kind: Enter<Pa::Top<R>, Q> {}

/// Whether filters may go through a property of this kind: a link always, a nested object only in the server's preview.
#[diagnostic::on_unimplemented(
    message = "`{Q}` leads nowhere",
    label = "only nested objects and links have properties"
)]
pub trait Enter<R, Q>: Sealed {}

#[diagnostic::do_not_recommend]
impl<R, Q> Enter<R, Q> for kind::reference {}
#[diagnostic::do_not_recommend]
impl<R, Q> Enter<R, Q> for kind::collection {}
impl<R: Owner, Q> Enter<R, Q> for kind::object where R::NestedFilters: NestedFilters<R, Q> {}

/// Whether the collection asks for the server's preview of filters inside nested objects.
///
/// A server has it from 1.38 on, and answers only where it runs with `WEAVIATE_PREVIEW_NESTED_FILTERING=true`; else it
/// fails the request. So the collection that is *asked* (not the one at the end of the way) says
/// `#[weaviate(preview(nested_filters))]`. Two conditions on one list of objects, joined by `&`, are about the same
/// element of it (1.39.0). Selecting nested objects needs none of this.
#[diagnostic::on_unimplemented(
    message = "filters inside `{Q}` are a preview of the server's",
    label = "declare `#[weaviate(preview(nested_filters))]` on `{R}`"
)]
pub trait NestedFilters<R, Q>: Sealed {}

#[diagnostic::do_not_recommend]
impl<R, Q> NestedFilters<R, Q> for kind::yes {}

/// Whether values of this kind are cut into tokens.
#[diagnostic::on_unimplemented(message = "`{P}` is no text", label = "only text is cut into tokens")]
pub trait Tokenized<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Tokenized<P> for kind::text {}
#[diagnostic::do_not_recommend]
impl<P> Tokenized<P> for kind::list<kind::text> {}

macro_rules! metadata {
    ($($(#[$meta:meta])* $name:ident)*) => { $(
        $(#[$meta])*
        pub struct $name<Root, Path>(PhantomData<fn() -> (Root, Path)>);

        impl<R, Pa> Sealed for $name<R, Pa> {}

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
    /// The id of an object, of the collection asked or of one behind a link: has `eq`, `ne`, `is_in`, `asc` and `desc`.
    /// Ids have no `<` or `>` in a filter, though a server would compare them.
    Id
    /// When an object was created. A filter by it needs `inverted(timestamps)`, an order does not.
    CreatedAt
    /// When an object was last written, by the server's clock. A filter by it needs `inverted(timestamps)`, an order does
    /// not.
    UpdatedAt
}
