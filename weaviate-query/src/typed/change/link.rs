//! Links as what is changed of an object: which tokens are links, and what each kind of link allows.
//!
//! A server does not look whether the object that a link leads to is of a collection that the link may lead to (1.39.0: a
//! beacon of another class is stored, and makes a link that no question reads). So a target is a [`Link`] of a type.

use super::rules::{Same, Top};
use crate::{
    plain::sealed::Sealed,
    typed::{
        collection::Collection,
        kind,
        marker::Property,
        property::{AnyLink, Element, Link, PropertyType, Targets},
        token::Field,
    },
};

/// A link of `C`, by its token.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no link",
    label = "expected the token of a link of `{C}`, such as `{C}::FIELDS.category`"
)]
pub trait Linking<C>: Sealed {
    /// The property. Where this fails nothing is known of it, so that what is called next is no second mistake.
    type Of: Property;
}

impl<C, R, Pa, P: Property> Linking<C> for Field<R, Pa, P>
where
    (): Same<R, C, P>,
    Pa: Top<P>,
    P::Kind: Toward<P>,
{
    type Of = P;
}

/// The kind of links.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not a link",
    label = "change it by `update(id).set(…)` of the handle"
)]
pub trait Toward<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Toward<P> for kind::reference {}

/// The type of a field that is a link: [`Link`], [`AnyLink`], and an `Option` or `Vec` of either.
pub trait LinkType: PropertyType + Sealed + Send + Sync {
    /// One of its links.
    type One: PropertyType + Send + Sync;
    /// Whether it may have more than one.
    type Many;
    /// Whether it may have none.
    type Absent;
}

impl<C: Collection> LinkType for Link<C> {
    type One = Self;
    type Many = kind::no;
    type Absent = kind::no;
}

impl<T: Targets> LinkType for AnyLink<T> {
    type One = Self;
    type Many = kind::no;
    type Absent = kind::no;
}

impl<L: LinkType<One = L> + PropertyType<Optional = kind::no>> LinkType for Option<L> {
    type One = L;
    type Many = kind::no;
    type Absent = kind::yes;
}

impl<L: LinkType<One = L> + Element> LinkType for Vec<L> {
    type One = L;
    type Many = kind::yes;
    type Absent = kind::yes;
}

/// A field that takes more than one link: a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{P}` holds one link: of two that a server keeps one would be read",
    label = "`replace` the link it has"
)]
pub trait Several<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Several<P> for kind::yes {}

/// A field that may be without a link: an `Option` or a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{P}` always leads somewhere: its link cannot be removed",
    label = "`replace` it, or make the field an `Option`"
)]
pub trait Always<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Always<P> for kind::yes {}
