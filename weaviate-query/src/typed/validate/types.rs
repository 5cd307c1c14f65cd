//! Which types a rule is for, and how it gets at their values.

use std::{cmp::Ordering, fmt};

use uuid::Uuid;

use crate::{
    plain::sealed::Sealed,
    typed::{
        kind::{no, yes},
        property::{Element, PropertyType},
    },
};

/// The type of a field without its `Option`. Total.
pub trait Unwrapped {
    /// It.
    type Inner: PropertyType;

    /// The value, if it is there.
    fn inside(&self) -> Option<&Self::Inner>;
}

impl<T: PropertyType<Optional: Peel<T>>> Unwrapped for T {
    type Inner = <T::Optional as Peel<T>>::Inner;

    fn inside(&self) -> Option<&Self::Inner> {
        T::Optional::peel(self)
    }
}

/// [`yes`] for an `Option`, [`no`] for all else.
pub trait Peel<T>: Sealed {
    /// What is inside.
    type Inner: PropertyType;

    /// The value, if it is there.
    fn peel(value: &T) -> Option<&Self::Inner>;
}

impl<T: PropertyType> Peel<T> for no {
    type Inner = T;

    fn peel(value: &T) -> Option<&T> {
        Some(value)
    }
}

impl<T: PropertyType> Peel<Option<T>> for yes {
    type Inner = T;

    fn peel(value: &Option<T>) -> Option<&T> {
        value.as_ref()
    }
}

/// A value that a rule compares with, as it is written in the attribute.
#[diagnostic::on_unimplemented(message = "`{P}` holds `{T}`: `{Self}` is none", label = "not a `{T}`")]
pub trait Said<T, P>: Sealed {
    /// How it stands to the value.
    fn order(&self, value: &T) -> Option<Ordering>;
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType + PartialOrd + Sealed, P> Said<T, P> for T {
    fn order(&self, value: &T) -> Option<Ordering> {
        self.partial_cmp(value)
    }
}

#[diagnostic::do_not_recommend]
impl<P> Said<String, P> for &str {
    fn order(&self, value: &String) -> Option<Ordering> {
        Some((*self).cmp(value.as_str()))
    }
}

macro_rules! rules {
    ($($(#[$meta:meta])* $rule:ident: $($(#[$cfg:meta])? $type:ty),+;)*) => {$(
        $(#[$meta])*
        pub trait $rule<P>: Sealed {
            /// One value.
            type One: fmt::Debug;

            /// Every value, with its place in a list.
            fn each(&self, see: &mut dyn FnMut(Option<usize>, &Self::One));
        }

        $(
            $(#[$cfg])?
            #[diagnostic::do_not_recommend]
            impl<P> $rule<P> for $type {
                type One = Self;

                fn each(&self, see: &mut dyn FnMut(Option<usize>, &Self)) {
                    see(None, self);
                }
            }

            $(#[$cfg])?
            #[diagnostic::do_not_recommend]
            impl<P> $rule<P> for Vec<$type> {
                type One = $type;

                fn each(&self, see: &mut dyn FnMut(Option<usize>, &$type)) {
                    self.iter().enumerate().for_each(|(place, one)| see(Some(place), one));
                }
            }
        )+
    )*};
}

rules! {
    /// What has an order: ints, numbers and dates.
    #[diagnostic::on_unimplemented(
        message = "`{P}` has no values in an order: `range` is for ints, numbers and dates",
        label = "remove this; `len` is for texts and lists"
    )]
    Ranged: i64, i32, i16, u8, u16, u32, f64, f32,
        #[cfg(feature = "chrono")] chrono::DateTime<chrono::Utc>,
        #[cfg(feature = "chrono")] chrono::DateTime<chrono::FixedOffset>;
    /// What is looked through by an expression.
    #[diagnostic::on_unimplemented(
        message = "`{P}` is not text: `regex` looks through text",
        label = "remove this, or check it by `with = a_function`"
    )]
    Matched: String;
    /// What is one of some values.
    #[diagnostic::on_unimplemented(
        message = "`{P}` cannot be held to some values: `one_of` is for texts, ints, numbers, dates and uuids",
        label = "remove this, or check it by `with = a_function`"
    )]
    Listed: String, i64, i32, i16, u8, u16, u32, f64, f32, Uuid,
        #[cfg(feature = "chrono")] chrono::DateTime<chrono::Utc>,
        #[cfg(feature = "chrono")] chrono::DateTime<chrono::FixedOffset>;
}

/// What has a length.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no length: `len` is for texts and lists",
    label = "remove this; `range` is for ints, numbers and dates"
)]
pub trait Counted<P>: Sealed {
    /// What is counted.
    const OF: &'static str;

    /// How many.
    fn count(&self) -> usize;

    /// The text, if it is one.
    fn text(&self) -> Option<&str>;
}

#[diagnostic::do_not_recommend]
impl<P> Counted<P> for String {
    const OF: &'static str = "characters";

    fn count(&self) -> usize {
        self.chars().count()
    }

    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<P, T: Element> Counted<P> for Vec<T> {
    const OF: &'static str = "elements";

    fn count(&self) -> usize {
        self.len()
    }

    fn text(&self) -> Option<&str> {
        None
    }
}
