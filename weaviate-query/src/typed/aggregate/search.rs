//! The searches of a question for numbers.
//!
//! They are written once, in [`clauses`](crate::typed::search::clauses), for both builders; this is the call of that macro.

use uuid::Uuid;

use super::{
    asking::AggregateBuilder,
    grouping::{Filtered, Grouping},
};
use crate::{
    plain::{
        ir,
        modules::{Understands, medium},
    },
    typed::{
        collection::Collection,
        search::{
            Accepts, AimOf, Aimed, Blended, Certain, Each, Hybrid, Known, Limited, Movable, Move, Names,
            NearMedia, NearObject, NearText, NearVector, Nowhere, On, Operator, Part, Searchless, Spread,
            State, Targeted, Targets, Unclear, Vectored, Weighed, Worded, Wordless,
            clauses::{Aim, Declared, Of, Vectorizer, hybrid, keywords, searches, text},
        },
        values::{Concepts, MediaBytes, SearchText},
    },
};

searches! { AggregateBuilder, G: Grouping, Filtered, RefusedAggregateSearch;
    [near_vector vector: Accepts<V, Of<C, S>>]
    [near_vectors vectors: Each<Of: Names<Aim<C, S>>>]
    [near_text: Understands<medium::words, Of<C, S>>]
    [on: On<C>]
    [and_cross: Spread<C, Nowhere>]
}
