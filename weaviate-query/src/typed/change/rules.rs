//! Which tokens an update may name, as traits whose messages say so.
//!
//! [`Settable`] is about the token; what it asks stands in rules of their own, each about another type, because rustc
//! shows the message of the innermost one that failed. The type of the value comes out of [`Spot`], which every token
//! has: what came out of a rule that fails would be missed at the call, and not at the token.

use crate::{
    plain::{
        error::{Error, Result},
        schema::DataType,
        sealed::Sealed,
        wire::{Sink, json::Patch},
    },
    typed::{
        kind::{self, list, metadata},
        marker::Property,
        property::PropertyType,
        record::write_one,
        token::{Below, CreatedAt, Field, Id, UpdatedAt},
    },
};

/// A property of `C` that an update may set.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no property that can be set",
    label = "expected a token of `{C}`, such as `{C}::FIELDS.title`"
)]
pub trait Settable<C>: Spot + Sealed {
    /// Adds the value to the patch.
    fn set(value: Self::Takes, patch: &mut Patch) -> Result<()>;
}

/// What every token is, whether it may be set or not.
pub trait Spot: Sealed {
    /// What it is set to: the type of the field, or [`Anything`] where that is a mistake of its own.
    type Takes;
    /// The property, for messages.
    type Of;
}

impl<R, Pa, P: Property<Kind: Held<P>>> Spot for Field<R, Pa, P> {
    type Takes = <P::Kind as Held<P>>::Takes;
    type Of = P;
}

/// Stands for the value of what cannot be set, whose mistake is told at its token: every value fits.
#[derive(Debug, Clone, Copy)]
pub struct Anything;

/// What a property of each kind is set to. Total.
pub trait Held<P>: Sealed {
    /// The type of the field, unless it is a link.
    type Takes;

    /// Hands the value to the sink.
    fn write(value: &Self::Takes, sink: &mut dyn Sink) -> Result<()>;
}

macro_rules! held {
    ($([$($generics:tt)*] $kind:ty: $takes:ty, $write:expr;)*) => { $(
        impl<P: Property, $($generics)*> Held<P> for $kind {
            type Takes = $takes;

            fn write(value: &$takes, sink: &mut dyn Sink) -> Result<()> {
                $write(value, sink)
            }
        }
    )* };
    (values: $($kind:ident)*) => { held! { $([] kind::$kind: P::Type, write_one::<P>;)* } };
}
held! { values: text int number boolean date uuid geo_coordinates phone_number blob blob_hash object vector }
held! {
    [K] list<K>: P::Type, write_one::<P>;
    [] kind::reference: Anything, |_, _| Ok(());
    [] kind::collection: Anything, |_, _| Ok(());
}

/// A property of `C` that an update may take away.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no property that can be taken away",
    label = "expected a token of `{C}`, such as `{C}::FIELDS.title`"
)]
pub trait Unsettable<C>: Sealed {
    /// Its name on the server.
    const NAME: &'static str;
}

impl<C, R, Pa, P: Property> Settable<C> for Field<R, Pa, P>
where
    (): Same<R, C, P>,
    Pa: Top<P>,
    P::Key: Fixed<P>,
    P::Kind: Kept<P> + Held<P>,
{
    fn set(value: Self::Takes, patch: &mut Patch) -> Result<()> {
        if patch.set(|sink| <P::Kind as Held<P>>::write(&value, sink))? {
            return Ok(());
        }
        if matches!(<P::Type as PropertyType>::TYPE.data_type, DataType::Vector | DataType::MultiVector) {
            return Err(Error::invalid(format!(
                "`{}` cannot be set to `None`: a server keeps the vector of an object; `replace` the object without it",
                P::NAME
            )));
        }
        patch.unset(P::NAME);
        Ok(())
    }
}

impl<C, R, Pa, P: Property> Unsettable<C> for Field<R, Pa, P>
where
    (): Same<R, C, P>,
    Pa: Top<P>,
    P::Key: Fixed<P>,
    P::Kind: Kept<P> + Lasting<P>,
    P::Type: PropertyType<Optional: Or<P::Defaulted, Of: Maybe<P>>>,
{
    const NAME: &'static str = P::NAME;
}

macro_rules! metadata {
    ($($token:ident $name:ident),*) => { $(
        impl<C, R, Pa> Settable<C> for $token<R, Pa>
        where
            metadata::$name: Apart<C>,
        {
            fn set(_: Anything, _: &mut Patch) -> Result<()> {
                Ok(())
            }
        }

        impl<R, Pa> Spot for $token<R, Pa> {
            type Takes = Anything;
            type Of = metadata::$name;
        }

        impl<C, R, Pa> Unsettable<C> for $token<R, Pa>
        where
            metadata::$name: Apart<C>,
        {
            const NAME: &'static str = stringify!($name);
        }
    )* };
}
metadata! { Id id, CreatedAt created_at, UpdatedAt updated_at }

/// What is known of an object beside its properties, as something to be set: nothing of it, so nothing implements this.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be set: it is the object's own, and no property",
    label = "an object keeps its id, and a server notes the times by itself"
)]
pub trait Apart<C>: Sealed {}

/// The collection `C` is the one that the property `P` belongs to, `R`.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a property of `{R}`, not of `{C}`",
    label = "name a property of `{C}`"
)]
pub trait Same<R, C, P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<C, P> Same<C, C, P> for () {}

/// A property of the object itself: the way to it is `()`.
pub trait Top<P>: Sealed {}
impl<P> Top<P> for () {}
impl<P, Pa, Q: Property<Kind: Whole<P, Q>>> Top<P> for Below<Pa, Q> {}

/// A property `Q` of which a part `P` is changed by itself: there is none, so nothing implements this.
#[diagnostic::on_unimplemented(
    message = "`{P}` stands inside `{Q}`: it is not changed by itself",
    label = "set `{Q}` as a whole; an object behind a link has updates of its own"
)]
pub trait Whole<P, Q>: Sealed {}

/// A property that the id is not made of.
#[diagnostic::on_unimplemented(
    message = "`{P}` is the key that the object's id is made of: it cannot be changed",
    label = "insert the object with its new key, and delete this one"
)]
pub trait Fixed<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Fixed<P> for kind::no {}

/// Kinds whose value is put in the place of the old one: all but links.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a link: an update would add to it and not set it",
    label = "change it by `links(…)` of the handle: `replace`, `add`, `remove`"
)]
pub trait Kept<P>: Sealed {}

/// Kinds whose value can be taken away: all but vectors.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a vector: a server keeps it until there is another one",
    label = "set it to another one, or `replace` the object without it"
)]
pub trait Lasting<P>: Sealed {}

macro_rules! kinds {
    ($rule:ident: $($kind:ident)*) => { $(#[diagnostic::do_not_recommend] impl<P> $rule<P> for kind::$kind {})* };
}
kinds! { Kept: text int number boolean date uuid geo_coordinates phone_number blob blob_hash object vector }
kinds! { Lasting: text int number boolean date uuid geo_coordinates phone_number blob blob_hash object reference }
#[diagnostic::do_not_recommend]
impl<P, K> Kept<P> for list<K> {}
#[diagnostic::do_not_recommend]
impl<P, K> Lasting<P> for list<K> {}

/// A property that an object may lack: an `Option`, or what has a default, which is then read.
#[diagnostic::on_unimplemented(
    message = "`{P}` is never absent: an object without it could not be read",
    label = "only an `Option`, or a field with a `default`, can be taken away; set it to another value, a list to `vec![]`"
)]
pub trait Maybe<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Maybe<P> for kind::yes {}

/// One of two: total, so that [`Maybe`] has one `impl` and rustc names no other.
pub trait Or<D>: Sealed {
    /// `yes` if this is, else the other.
    type Of;
}
impl<D> Or<D> for kind::yes {
    type Of = Self;
}
impl<D> Or<D> for kind::no {
    type Of = D;
}
