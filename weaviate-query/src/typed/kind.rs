//! The kinds of properties as types: what a rule of the language is about.
//!
//! They have no values. They are named as Weaviate names its data types, because they are printed in messages: a rule
//! that fails says "`title` is text", and not the name of a Rust type that nobody wrote.
//!
//! A property's kind follows from the type of its field ([`Property::Kind`](crate::token::Property::Kind)); an `Option`
//! has the kind of what is in it. Which kind has which operators, and which index the server needs for it:
//!
//! | kind | field | operators in a filter | sorts | needs |
//! |---|---|---|---|---|
//! | [`text`] cut into words | `String` | `matches`, `matches_any` `_all` `_none`, `like`, `len` | yes | filterable; `len`: `inverted(property_length)` |
//! | [`text`] as one value | `String` with `tokenization = field` | `eq` `ne`, `lt` `le` `gt` `ge`, `is_in`, `like`, `contains_*`, `len` | yes | as above |
//! | [`int`], [`number`] | `i64` … `u32`, `f64`, `f32` | `eq` `ne`, `lt` `le` `gt` `ge`, `is_in` | yes | filterable; `range` makes order fast and is not required |
//! | [`date`] | `DateTime<Utc>`, `DateTime<FixedOffset>` | as numbers | yes | as numbers |
//! | [`uuid`] | `Uuid` | as numbers | yes | filterable |
//! | [`boolean`] | `bool` | by itself, `eq`, `ne` | yes | filterable |
//! | [`list`] of text cut into words | `Vec<String>` | `matches`, `matches_any` `_all` `_none`, `len` | no | as above |
//! | [`list`] of another scalar | `Vec<T>` | `contains_any` `_all` `_none`, `len` | no | filterable; `len`: `inverted(property_length)` |
//! | [`geo_coordinates`] | `GeoPoint` | `within` | no | filterable |
//! | [`reference`](enum@reference) | `Link<C>`, `AnyLink<(A, B)>` | `count`, and the operators of what stands behind it | no | nothing |
//! | [`object`] | `#[derive(Object)]` | those of its properties | no | `preview(nested_filters)` |
//! | [`vector`], [`blob`], [`blob_hash`], [`phone_number`] | `Vector<N>`, `Blob`, … | none | no | |
//!
//! An `Option` of any of these has `is_null` and `is_not_null` besides, with `inverted(null_state)`.
#![allow(non_camel_case_types)]

use std::marker::PhantomData;

use crate::plain::sealed::Sealed;

macro_rules! markers {
    ($($(#[$meta:meta])* $name:ident)*) => { $($(#[$meta])* #[derive(Debug, Clone, Copy)] pub enum $name {} impl Sealed for $name {})* };
}

markers! {
    /// `text`: a `String`, cut into tokens as [`tokenization`] says
    text
    /// `int`: 64 bits with a sign, of which a server keeps only −2⁵³ to 2⁵³ exactly; what is beyond is refused before it is sent
    int
    /// `number`: an `f64`; NaN and the infinities are refused
    number
    /// `boolean`
    boolean
    /// `date`: a point in time with its zone's offset, kept to the nanosecond
    date
    /// `uuid`
    uuid
    /// `geoCoordinates`
    geo_coordinates
    /// `phoneNumber`
    phone_number
    /// `blob`: bytes, in base64 on the wire
    blob
    /// `blobHash`: written as bytes, read back as the hash that the server keeps of them; from 1.37
    blob_hash
    /// `object` and `object[]`
    object
    /// a cross reference: a [`Link`](crate::property::Link), an [`AnyLink`](crate::property::AnyLink) or a list of either
    reference
    /// one of the collections that an [`AnyLink`](crate::property::AnyLink) leads to: a step on the way, not a value
    collection
    /// a named vector: a [`Vector`](crate::property::Vector) or [`MultiVector`](crate::property::MultiVector)
    vector
    /// declared: what a rule about an index or an attribute holds for
    yes
    /// not declared: what such a rule fails for, with the attribute to add in its message
    no
}

/// [`yes`] or [`no`].
pub trait Whether: Sealed {
    /// Which.
    const IS: bool;
}

impl Whether for yes {
    const IS: bool = true;
}

impl Whether for no {
    const IS: bool = false;
}

/// A list of scalars of the kind `K`.
#[derive(Debug, Clone, Copy)]
pub struct list<K>(PhantomData<K>);

impl<K> Sealed for list<K> {}

/// What `analyzer(…)` says of a property; `SETTINGS` is the same number for the same settings, and means nothing else.
#[derive(Debug, Clone, Copy)]
pub struct analyzer<const SETTINGS: u64>;

impl<const SETTINGS: u64> Sealed for analyzer<SETTINGS> {}

/// How text is cut into tokens, which decides what a filter and a search by words can find in it.
///
/// On text that is cut, the server's `Equal` means "has all these tokens, in any order" (1.39.0): with [`word`](tokenization::word),
/// "world hello" finds "Hello World". So such text has `matches` here and no `==`; only [`field`](tokenization::field) has both `==` and an
/// order. In the same way it has `matches_any` and no `contains_any`. What the tokens of `"HELLO* new-york"` are:
///
/// | tokenization | tokens |
/// |---|---|
/// | [`word`](tokenization::word) (the default) | `hello` `new` `york` |
/// | [`lowercase`](tokenization::lowercase) | `hello*` `new-york` |
/// | [`whitespace`](tokenization::whitespace) | `HELLO*` `new-york` |
/// | [`field`](tokenization::field) | `HELLO* new-york` |
pub mod tokenization {
    use super::Sealed;

    markers! {
        /// Runs of letters and digits, lower-cased
        word
        /// Runs without white space, lower-cased
        lowercase
        /// Runs without white space
        whitespace
        /// The whole text as one token: text that is a value, such as a slug, a code or an address
        field
        /// Runs of three characters
        trigram
        /// Chinese and Japanese words; the server must run with `ENABLE_TOKENIZER_GSE`
        gse
        /// Chinese words
        gse_ch
        /// Japanese words
        kagome_ja
        /// Korean words
        kagome_kr
    }
}

/// How far apart two vectors are. A smaller distance is nearer, whichever it is.
///
/// [`cosine`](distance::cosine) alone lies between fixed ends, 0 and 2; so it alone has a `certainty`.
pub mod distance {
    use super::Sealed;

    markers! {
        /// 1 − cosine similarity
        cosine
        /// The negative dot product
        dot
        /// Squared Euclidean distance
        l2_squared
        /// The sum of the differences
        manhattan
        /// The number of differences
        hamming
    }
}

/// What is known of an object beside its properties, as messages name it: "`created_at` is a date", where a message
/// about a property would have the property's name.
pub mod metadata {
    use super::Sealed;

    markers! {
        /// The id
        id
        /// When it was created
        created_at
        /// When it was last written
        updated_at
    }
}
