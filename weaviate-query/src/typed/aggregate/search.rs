//! The searches of a question for numbers.
//!
//! They are written once, in [`clauses`](crate::typed::search::clauses), for both builders; this is the call of that macro.

use uuid::Uuid;

use super::{
    asking::AggregateBuilder,
    grouping::{Filtered, Grouping},
};
use crate::{
    plain::{ir, modules::medium},
    typed::{
        collection::Collection,
        search::{
            AimOf, Aimed, Blended, Certain, EachOf, Hears, Hybrid, Known, Limited, Movable, Move, NearMedia,
            NearObject, NearText, NearVector, Nowhere, On, Operator, Part, Searchless, Spread, State, Takes,
            Targeted, Targets, Unclear, Vectored, Weighed, Worded, Wordless,
            clauses::{hybrid, keywords, searches, text},
        },
        values::{Concepts, MediaBytes, SearchText},
    },
};

searches! { AggregateBuilder, G: Grouping, Filtered, RefusedAggregateSearch }
