//! What a property may be set to.
//!
//! | field | takes |
//! |---|---|
//! | `T` | `T`, `&T` where it can be cloned |
//! | `String` | `&str` as well |
//! | `Vec<T>` | an array or a slice of `T`, `[&str; N]` for texts |
//! | `Vector<N>` | `[f32; N]` |
//! | `Option<T>` | all that `T` takes, and an `Option<T>`: `None` takes the property away |
//!
//! Number literals have the type of the field, so `3_000_000_000` fits an `i64` and `1` does not fit an `f64`, as in a
//! struct.

use super::rules::Anything;
use crate::{
    plain::value::Vector,
    typed::{
        kind,
        property::{Element, PropertyType},
    },
};

/// A value that the property `P`, a field of the type `T`, can be set to.
#[diagnostic::on_unimplemented(
    message = "`{P}` holds `{T}`: it cannot be set to `{Self}`",
    label = "not a `{T}`"
)]
pub trait Given<T, P> {
    /// The value of the field.
    fn given(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType, P> Given<T, P> for T {
    fn given(self) -> T {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType + Clone, P> Given<T, P> for &T {
    fn given(self) -> T {
        self.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType<Optional = kind::no>, P> Given<Option<T>, P> for T {
    fn given(self) -> Option<T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType<Optional = kind::no> + Clone, P> Given<Option<T>, P> for &T {
    fn given(self) -> Option<T> {
        Some(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<V, P> Given<Anything, P> for V {
    fn given(self) -> Anything {
        Anything
    }
}

/// One conversion, for a field and for an `Option` of it.
macro_rules! given {
    ($([$($generics:tt)*] $from:ty => $to:ty: |$x:ident| $value:expr;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P, $($generics)*> Given<$to, P> for $from {
            fn given(self) -> $to {
                let $x = self;
                $value
            }
        }

        #[diagnostic::do_not_recommend]
        impl<P, $($generics)*> Given<Option<$to>, P> for $from {
            fn given(self) -> Option<$to> {
                let $x = self;
                Some($value)
            }
        }
    )* };
}

given! {
    [] &str => String: |x| x.to_owned();
    [const N: usize] [&str; N] => Vec<String>: |x| x.map(str::to_owned).into();
    [T: Element, const N: usize] [T; N] => Vec<T>: |x| x.into();
    [T: Element + Clone] &[T] => Vec<T>: |x| x.to_vec();
    [const N: usize] [f32; N] => Vector<N>: |x| Vector::new(x);
}
