//! How far a rebuild is, for whoever looks on.

use std::fmt;

use serde::Serialize;
use weaviate_query::{Names, Result};

use super::record::{Phase, State};
use crate::{ObjectApi, Options, sync::look};

/// A rebuild that is under way, by whatever process; or one whose process died, with which the next sync goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnderWay {
    /// Each class with the one that takes its place.
    pub classes: Vec<(String, String)>,
    /// What it is at.
    pub phase: UnderWayPhase,
    /// How many objects are copied.
    pub copied: u64,
    /// How many there are to copy.
    pub objects: u64,
}

/// What a rebuild is at; [`Display`](fmt::Display) says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UnderWayPhase {
    /// The new classes are made.
    Making,
    /// Objects are copied.
    Copying,
    /// Links that lead back are written.
    Linking,
    /// What was written meanwhile is copied.
    Following,
    /// The old classes take no writes, and all is compared.
    Closing,
    /// The new classes take their places.
    Switching,
    /// It is rolled back.
    Returning,
}

impl fmt::Display for UnderWayPhase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Making => "the new classes are made",
            Self::Copying => "objects are copied",
            Self::Linking => "links are written",
            Self::Following => "what was written meanwhile is copied",
            Self::Closing => "writes wait while the rest is copied and all is compared",
            Self::Switching => "the new classes take their places",
            Self::Returning => "it is rolled back",
        })
    }
}

/// The rebuild that is under way on a server, if one is. It only reads.
///
/// # Errors
///
/// What a read fails with.
pub async fn under_way<A: ObjectApi>(api: &A, names: &Names) -> Result<Option<UnderWay>> {
    let looked = look(api, &[], names, &Options::default()).await?;
    let Some(store) = &looked.store else { return Ok(None) };
    let Some(state) = State::read(api, store.name()).await? else { return Ok(None) };
    let phase = match state.phase {
        Phase::Making => UnderWayPhase::Making,
        Phase::Copying => UnderWayPhase::Copying,
        Phase::Linking => UnderWayPhase::Linking,
        Phase::Following => UnderWayPhase::Following,
        Phase::Closing => UnderWayPhase::Closing,
        Phase::Switching => UnderWayPhase::Switching,
        Phase::Returning => UnderWayPhase::Returning,
        Phase::Done | Phase::Back => return Ok(None),
    };
    let objects = to_copy(api, &state).await?;
    let classes = state.moves.into_iter().map(|by| (by.from, by.to)).collect();
    Ok(Some(UnderWay { classes, phase, copied: state.copied, objects }))
}

/// How many objects the classes of before have.
pub(super) async fn to_copy<A: ObjectApi>(api: &A, state: &State) -> Result<u64> {
    let mut sum = 0;
    for by in &state.moves {
        sum += api.count(&by.from).await?;
    }
    Ok(sum)
}
