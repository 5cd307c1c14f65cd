//! Where a server sees that a property is absent or another: `is_null` and `!=`.
//!
//! It looks at each place of a nested object (see `render::place`), and takes what stands beside a property for its
//! absence. Of one object that can be asked otherwise, and is: "the object is there, and not this of it". Of each object
//! of a list it cannot (1.39.0).
//!
//! | way | `is_null`, `!=` |
//! |---|---|
//! | `.summary`, `.author.born`, `.author.home`, `.author.home.town` | compile |
//! | `.category.author.home.town` (one link) | compile |
//! | `.editors.born` (a list of objects; a value of its own) | compile |
//! | `.editors.home`, `.editors.marks`, `.editors.home.town` | do not |
//! | `.categories.author.home` (`Vec<Link<C>>`) | do not |

use super::lone::OneLink;
use crate::{
    plain::sealed::Sealed,
    typed::{
        kind::{self, list},
        marker::Property,
        property::PropertyType,
        token::{AtHand, Below},
    },
};

/// A way on which a server sees where `P` is absent or another.
pub trait Lacks<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Lacks<P> for () {}
#[diagnostic::do_not_recommend]
impl<P> Lacks<P> for AtHand {}
impl<Pa, Q: Property<Kind: Owns<Pa, Q, P>>, P> Lacks<P> for Below<Pa, Q> {}

/// The last step of such a way, by its kind.
pub trait Owns<Pa, Q, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Pa, Q, P> Owns<Pa, Q, P> for kind::collection {}
#[diagnostic::do_not_recommend]
impl<Pa, Q, P> Owns<Pa, Q, P> for kind::reference {}
impl<Pa, Q: Property<Type: PropertyType<List: OwnsIn<Pa, Q, P>>>, P> Owns<Pa, Q, P> for kind::object {}

/// The same of nested objects: what one has lists of, objects; and what a list of them has none of.
pub trait OwnsIn<Pa, Q, P>: Sealed {}

impl<Pa, Q, P: Property<Kind: InOne<Pa, P>>> OwnsIn<Pa, Q, P> for kind::object {}
impl<Pa, Q, P: Property<Kind: InEach<Q, P>>> OwnsIn<Pa, Q, P> for kind::no {}

/// What is asked of one object: a value by its own test where the object is in no other, else by two.
pub trait InOne<Pa, P>: Sealed {}

/// What is asked of each object of a list: values, which are at all places of their object.
#[diagnostic::on_unimplemented(
    message = "a server cannot tell in which objects of `{Q}` `{P}` is absent",
    label = "it has parts, and what stands beside it is taken for its absence: `!(… .is_not_null())` finds what has it in none of them"
)]
pub trait InEach<Q, P>: Sealed {}

macro_rules! values {
    ($($kind:ident)*) => { $(
        impl<Pa: Shallow<P>, P> InOne<Pa, P> for kind::$kind {}
        #[diagnostic::do_not_recommend]
        impl<Q, P> InEach<Q, P> for kind::$kind {}
        impl<Pa: Single<P>, P> InOne<Pa, P> for list<kind::$kind> {}
    )* };
}
values! { text int number boolean date uuid }

/// What has no `is_null` for another reason, which is said instead of this one.
macro_rules! others {
    ($($kind:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<Pa, P> InOne<Pa, P> for kind::$kind {}
        #[diagnostic::do_not_recommend]
        impl<Q, P> InEach<Q, P> for kind::$kind {}
    )* };
}
others! { geo_coordinates phone_number blob blob_hash reference collection vector }
impl<Pa: Single<P>, P> InOne<Pa, P> for kind::object {}

/// A way to an object in no other one, or to one by single steps.
pub trait Shallow<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Shallow<P> for () {}
impl<Pa, X: Property<Kind: ShallowStep<Pa, X, P>>, P> Shallow<P> for Below<Pa, X> {}

/// The last step of such a way.
pub trait ShallowStep<Pa, X, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Pa, X, P> ShallowStep<Pa, X, P> for kind::collection {}
#[diagnostic::do_not_recommend]
impl<Pa, X, P> ShallowStep<Pa, X, P> for kind::reference {}
impl<Pa: Single<P>, X: Property<Type: PropertyType<List: OneObject<X, P>>>, P> ShallowStep<Pa, X, P>
    for kind::object
{
}

/// A way by single steps: one link, one object.
pub trait Single<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Single<P> for () {}
impl<Pa, X: Property<Kind: SingleStep<Pa, X, P>>, P> Single<P> for Below<Pa, X> {}

/// A step of such a way.
pub trait SingleStep<Pa, X, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<Pa: Single<P>, X, P> SingleStep<Pa, X, P> for kind::collection {}
impl<Pa: Single<P>, X: Property<Type: PropertyType<List: OneLink<X, P>>>, P> SingleStep<Pa, X, P>
    for kind::reference
{
}
impl<Pa: Single<P>, X: Property<Type: PropertyType<List: OneObject<X, P>>>, P> SingleStep<Pa, X, P>
    for kind::object
{
}

/// What an object that is one has lists of: objects. A list of them has no list.
#[diagnostic::on_unimplemented(
    message = "a server cannot tell in which objects of `{X}` `{P}` is absent or another",
    label = "what stands beside it is taken for that: `!` before `is_not_null()` or `==` finds what has it in none of them"
)]
pub trait OneObject<X, P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<X, P> OneObject<X, P> for kind::object {}
