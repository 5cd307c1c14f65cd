//! What a program that knows nothing of a rebuild has to know when its writes are refused.

use serde_json::Value;
use uuid::Uuid;

use super::record::{Phase, RECORD, State};

/// A rebuild, as a write meets it whose class is closed.
///
/// The client's own layer reads it; a program does not need it.
#[derive(Debug, Clone)]
pub struct Closing(State);

impl Closing {
    /// The object of the class `WeaviateSync` that says where a rebuild is.
    pub const RECORD: Uuid = RECORD;

    /// Reads the properties of that object; none if they say nothing of the kind.
    pub fn read(properties: &Value) -> Option<Self> {
        serde_json::from_str(properties.get("plan")?.as_str()?).ok().map(Self)
    }

    /// Whether the class, or the alias, of this name is part of it.
    pub fn is_of(&self, name: &str) -> bool {
        self.0.moves.iter().any(|by| name == by.alias || name == by.from || name == by.to)
    }

    /// Whether its classes take no writes for the moment.
    pub fn is_closed(&self) -> bool {
        matches!(self.0.phase, Phase::Closing | Phase::Switching | Phase::Returning)
    }

    /// The class of those that are not in use any more which `names` says that it names.
    pub fn stale(&self, names: impl Fn(&str) -> bool) -> Option<&str> {
        let is_back = self.0.phase == Phase::Back;
        let mut gone = self.0.moves.iter().map(|by| if is_back { by.to.as_str() } else { by.from.as_str() });
        gone.find(|class| self.0.phase >= Phase::Done && names(class))
    }
}
