//! Pictures for a language model.
//!
//! Two ways: pictures of your own, the same for each object ([`Provider::images`](super::Provider::images)), or those of
//! each object, which `Blob` properties hold ([`Provider::image_properties`](super::Provider::image_properties)). Bytes go
//! in as they are in a file; base64 is made of them here, so text is no picture.

use crate::{
    plain::{sealed::Sealed, tuples::for_tuples, value::Blob},
    typed::{kind, marker::Property, token::Field},
};

/// A picture: its bytes, as in a file. Text is none, since nobody could tell base64 from bytes in it.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no picture",
    label = "expected its bytes: `&[u8]`, `Vec<u8>` or `Blob`"
)]
pub trait Image: Sealed {
    /// The bytes.
    fn bytes(&self) -> &[u8];
}

macro_rules! images {
    ($([$($generics:tt)*] $t:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Image for $t {
            fn bytes(&self) -> &[u8] {
                self
            }
        }
    )* };
}
// Not text: it would be taken for base64, and be encoded once more.
images! { [] [u8], [] Vec<u8>, [] Blob, [const N: usize] [u8; N] }

#[diagnostic::do_not_recommend]
impl<T: Image + ?Sized> Image for &T {
    fn bytes(&self) -> &[u8] {
        (**self).bytes()
    }
}

/// A kind whose values are pictures.
#[diagnostic::on_unimplemented(
    message = "`{P}` holds no pictures",
    label = "expected a property of the type `Blob`"
)]
pub trait Pictures<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Pictures<P> for kind::blob {}

/// Properties that hold pictures: a token of a `Blob`, or a tuple of up to six.
#[diagnostic::on_unimplemented(
    message = "these are no properties of `{C}` that hold pictures",
    label = "expected tokens such as `C::FIELDS.photo`, or a tuple of them"
)]
pub trait ImageProperties<C>: Sealed {
    /// Their names.
    fn names(&self) -> Vec<String>;
}

impl<C, P: Property<Kind: Pictures<P>>> ImageProperties<C> for Field<C, (), P> {
    fn names(&self) -> Vec<String> {
        vec![P::NAME.into()]
    }
}

macro_rules! lists {
    ($($i:ident $of:ident $n:tt)+) => {
        impl<Of, $($i: ImageProperties<Of>),+> ImageProperties<Of> for ($($i,)+) {
            fn names(&self) -> Vec<String> {
                let mut names = Vec::new();
                $(names.extend(self.$n.names());)+
                names
            }
        }
    };
}
for_tuples!(lists, 6);
