//! Tokens: what a person writes for a property.
//!
//! A token is zero-sized and `const`. It knows the collection that is asked (`Root`), the way down to the
//! property (`Path`) and the property's own marker (`P`). `Deref` leads from a nested object or a link to the
//! tokens behind it, to any depth.

use std::{marker::PhantomData, ops::Deref};

use super::{
    fields::HasFields,
    kind,
    marker::{Owner, Property, target},
    property::{PropertyType, Shape},
};
use crate::plain::{ir::Step, schema::DataType, sealed::Sealed};

/// The property `P` at `Path` below the collection `Root`.
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

/// One step further down than `Path`: inside the property `P`.
pub struct Below<Path, P>(PhantomData<(Path, P)>);

impl<Path, P> Sealed for Below<Path, P> {}

/// A way down from a collection.
pub trait Way: Sealed + 'static {
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
pub trait Reach<Root>: Sealed {}

impl<R> Reach<R> for () {}
impl<R: Owner, Pa: Reach<R>, Q: Property> Reach<R> for Below<Pa, Q> where Q::Kind: Enter<R, Q> {}

/// Whether filters may go through a property of this kind.
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

/// Whether the server is asked for its preview of filters inside nested objects.
#[diagnostic::on_unimplemented(
    message = "filters inside `{Q}` are a preview of the server's",
    label = "declare `#[weaviate(preview(nested_filters))]` on `{R}`"
)]
pub trait NestedFilters<R, Q>: Sealed {}

#[diagnostic::do_not_recommend]
impl<R, Q> NestedFilters<R, Q> for kind::yes {}

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
    /// The id of an object.
    Id
    /// When an object was created.
    CreatedAt
    /// When an object was last written.
    UpdatedAt
}
