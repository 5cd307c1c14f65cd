//! What clauses take beside tokens: text, concepts, ids, bytes.
//!
//! Each is a trait of ours over everything that std would convert, and not `impl Into<String>` in the signature: a wrong
//! argument then fails with a sentence about the clause, where std's bound would list conversions. The blanket impls are
//! marked `do_not_recommend`, so that rustc names our trait and not `From`.

use uuid::Uuid;

use crate::plain::sealed::Sealed;

/// Text to search for: anything that goes into a `String`. An empty one is refused when the question is sent.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no text to search for",
    label = "expected `&str` or `String`"
)]
pub trait SearchText {
    /// The text.
    fn into_text(self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Into<String>> SearchText for T {
    fn into_text(self) -> String {
        self.into()
    }
}

/// One concept or several, for `near_text`: the server makes one vector of all of them.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no concept to search for",
    label = "expected `&str`, `String`, or an array, slice or `Vec` of them"
)]
pub trait Concepts: Sealed {
    /// The concepts.
    fn into_concepts(self) -> Vec<String>;
}

macro_rules! concepts {
    ($($t:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl Concepts for $t {
            fn into_concepts(self) -> Vec<String> {
                vec![self.to_owned()]
            }
        }
    )* };
    (lists $([$($generics:tt)*] $t:ty),*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: AsRef<str>, $($generics)*> Concepts for $t {
            fn into_concepts(self) -> Vec<String> {
                self.iter().map(|concept| concept.as_ref().to_owned()).collect()
            }
        }
    )* };
}
concepts! { &str, String, &String }
concepts! { lists [const N: usize] [T; N], [const N: usize] &[T; N], [] Vec<T>, [] &Vec<T>, [] &[T] }

/// An id, or none: for `after`, where none means from the start, so that the first page is asked for as the others are.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not an id",
    label = "expected a `Uuid` or an `Option<Uuid>`"
)]
pub trait MaybeId {
    /// The id.
    fn into_id(self) -> Option<Uuid>;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Option<Uuid>>> MaybeId for T {
    fn into_id(self) -> Option<Uuid> {
        self.into()
    }
}

/// Ids, by value or by reference.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no list of ids",
    label = "expected an array, `Vec` or other iterator of `Uuid`"
)]
pub trait Ids {
    /// As text in lower case. A server that gets another spelling over gRPC finds nothing (1.39.0).
    fn into_ids(self) -> Vec<String>;
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item: std::borrow::Borrow<Uuid>>> Ids for I {
    fn into_ids(self) -> Vec<String> {
        use std::borrow::Borrow as _;
        self.into_iter().map(|id| id.borrow().as_hyphenated().to_string()).collect()
    }
}

/// The bytes of an image, a sound or another medium, as they are in a file: base64 is made of them where it is needed.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no medium to search with",
    label = "expected its bytes: `&[u8]`, an array or a `Vec<u8>`"
)]
pub trait MediaBytes {
    /// The bytes.
    fn into_bytes(self) -> Vec<u8>;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<[u8]>> MediaBytes for T {
    fn into_bytes(self) -> Vec<u8> {
        self.as_ref().to_vec()
    }
}
