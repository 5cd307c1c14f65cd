//! The kinds of properties as types: what a rule of the language is about.
//!
//! They have no values. They are named as Weaviate names its data types, because they are printed in messages.
#![allow(non_camel_case_types)]

use std::marker::PhantomData;

use crate::plain::sealed::Sealed;

macro_rules! markers {
    ($($(#[$meta:meta])* $name:ident)*) => { $($(#[$meta])* #[derive(Debug, Clone, Copy)] pub enum $name {} impl Sealed for $name {})* };
}

markers! {
    /// `text`
    text
    /// `int`
    int
    /// `number`
    number
    /// `boolean`
    boolean
    /// `date`
    date
    /// `uuid`
    uuid
    /// `geoCoordinates`
    geo_coordinates
    /// `phoneNumber`
    phone_number
    /// `blob`
    blob
    /// `blobHash`
    blob_hash
    /// `object` and `object[]`
    object
    /// a cross reference
    reference
    /// one of the collections that a cross reference leads to
    collection
    /// a named vector
    vector
    /// declared
    yes
    /// not declared
    no
}

/// A list of scalars of the kind `K`.
#[derive(Debug, Clone, Copy)]
pub struct list<K>(PhantomData<K>);

impl<K> Sealed for list<K> {}

/// How text is cut into tokens.
pub mod tokenization {
    use super::Sealed;

    markers! {
        /// Runs of letters and digits, lower-cased
        word
        /// Runs without white space, lower-cased
        lowercase
        /// Runs without white space
        whitespace
        /// The whole text as one token
        field
        /// Runs of three characters
        trigram
        /// Chinese and Japanese words
        gse
        /// Chinese words
        gse_ch
        /// Japanese words
        kagome_ja
        /// Korean words
        kagome_kr
    }
}

/// How far apart two vectors are.
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

/// What is known of an object beside its properties, as messages name it.
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
