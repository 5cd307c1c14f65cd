//! Tests that a server makes in parts, and where their parts fall asunder.
//!
//! A way along links is asked of a server as one condition for each test: what links lead to is looked up for that test
//! alone, and one object of several is enough. So a test that is sent as two, a range with both its ends or "all of
//! these", could be met by two objects, neither of which it is true of (1.39.0). In nested objects the parts are about
//! the same element, unless a link leads there.
//!
//! | way | `in 1..=2`, `contains_all`, `matches_all` |
//! |---|---|
//! | `.words`, `.author.born`, `.editors.born` | compile |
//! | `.category.words` (one link) | compile |
//! | `.categories.words` (`Vec<Link<C>>`, `Vec<AnyLink<…>>`) | do not |
//! | `.category.editors.born` (a list of objects behind a link) | do not |

use crate::{
    plain::sealed::Sealed,
    typed::{
        kind,
        marker::Property,
        property::PropertyType,
        token::{AtHand, Below},
    },
};

/// A way on which all parts of a test are about one object: it leads to one, or to elements of a list of the object's own.
pub trait Lone<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Lone<P> for () {}
#[diagnostic::do_not_recommend]
impl<P> Lone<P> for AtHand {}
impl<Pa: Lone<P>, Q: Property<Kind: Leads<Pa, Q, P>>, P> Lone<P> for Below<Pa, Q> {}

/// A step of such a way, by its kind.
#[diagnostic::on_unimplemented(
    message = "`{Q}` leads nowhere",
    label = "only nested objects and links have properties"
)]
pub trait Leads<Pa, Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Pa, Q, P> Leads<Pa, Q, P> for kind::collection {}
impl<Pa, Q: Property<Type: PropertyType<List: OneLink<Q, P>>>, P> Leads<Pa, Q, P> for kind::reference {}
impl<Pa, Q: Property<Type: PropertyType<List: Elements<Pa, Q, P>>>, P> Leads<Pa, Q, P> for kind::object {}

/// What a link that is one has lists of: links. A list of them has no list.
#[diagnostic::on_unimplemented(
    message = "`{Q}` leads to many objects: one could meet one part of this test, and another the other",
    label = "it is sent as two conditions, and a server asks each of any of the objects; query the collection behind the links for it, and ask here for `.id() in` what was found"
)]
pub trait OneLink<Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Q, P> OneLink<Q, P> for kind::reference {}

/// The same of nested objects, of which there may be many where no link leads to them.
pub trait Elements<Pa, Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Pa, Q, P> Elements<Pa, Q, P> for kind::object {}
impl<Pa: Here<Q, P>, Q, P> Elements<Pa, Q, P> for kind::no {}

/// A way without a link.
pub trait Here<Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Q, P> Here<Q, P> for () {}
impl<Pa: Here<Q, P>, X: Property<Kind: Inside<Q, P>>, Q, P> Here<Q, P> for Below<Pa, X> {}

/// A step of a way without a link.
#[diagnostic::on_unimplemented(
    message = "`{Q}` holds many objects behind a link: one could meet one part of this test, and another the other",
    label = "it is sent as two conditions, and a server asks each of any of the objects; query the collection behind the link for it, and ask here for `.id() in` what was found"
)]
pub trait Inside<Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Q, P> Inside<Q, P> for kind::object {}

/// A way at whose end `!=` is another value or none. Behind a link a server has no other words for `!=` inside nested
/// objects, and leaves out those that lack the property (1.39.0); `Optional` says whether one can.
pub trait Differs<Optional, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Pa: Sealed, P> Differs<kind::no, P> for Pa {}
#[diagnostic::do_not_recommend]
impl<P> Differs<kind::yes, P> for () {}
impl<Pa, Q: Property<Kind: Ends<Pa, P>>, P> Differs<kind::yes, P> for Below<Pa, Q> {}

/// The last step of such a way.
pub trait Ends<Pa, P>: Sealed {}

impl<Pa, P: Property<Valued: Knows<P>>> Ends<Pa, P> for kind::reference {}
impl<Pa, P: Property<Valued: Knows<P>>> Ends<Pa, P> for kind::collection {}
impl<Pa: Unlinked<P>, P> Ends<Pa, P> for kind::object {}

/// An index by which a server knows that a value is absent: a range index alone is none, and `!=` by it leaves those out (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`!=` leaves out objects without `{P}`: it is an `Option` with a range index alone, behind a link",
    label = "write `!(… == …)`, which is true where nothing behind the link has the value, or remove `filterable = false`"
)]
pub trait Knows<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Knows<P> for kind::yes {}

/// A way without a link, to a nested object.
pub trait Unlinked<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Unlinked<P> for () {}
impl<Pa: Unlinked<P>, X: Property<Kind: Own<P>>, P> Unlinked<P> for Below<Pa, X> {}

/// A step of a way without a link.
#[diagnostic::on_unimplemented(
    message = "`!=` leaves out objects without `{P}`: it is an `Option` in a nested object behind a link",
    label = "write `!(… == …)`, which is true where nothing behind the link has the value"
)]
pub trait Own<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Own<P> for kind::object {}
