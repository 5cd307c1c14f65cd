//! Where a rebuild is: one object beside the lock, written before each step is begun.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    ir::{Filter, Item, Metadata, Query, Selection},
};

use crate::objects::ObjectApi;

/// The object that says where the rebuild is.
pub(crate) const RECORD: Uuid = Uuid::from_u128(0x5f6b_2c1e_7d5a_4c3e_9b1f_6c6f_636b_0002);

/// One class that takes the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Move {
    /// The collection, as the program calls it.
    pub(crate) collection: String,
    /// The name under which it is read and written.
    pub(crate) alias: String,
    /// The class of before.
    pub(crate) from: String,
    /// The class that takes its place.
    pub(crate) to: String,
}

/// What a rebuild is at. Each is done again from its beginning if it was cut, without harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Phase {
    /// The new classes and their tenants are made.
    Making,
    /// Objects are copied, in the order of their ids.
    Copying,
    /// Links are written, now that what they lead to is there.
    Linking,
    /// What was written meanwhile is copied, until little is left.
    Following,
    /// The old classes take no writes: the rest is copied, and all is compared.
    Closing,
    /// The aliases are moved.
    Switching,
    /// The old classes take their place again.
    Returning,
    /// The new classes are in use.
    Done,
    /// The old ones are in use again.
    Back,
}

/// Where the copy is: all behind it is still to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    /// The number of the move.
    pub(crate) class: usize,
    /// The tenant, of a class that has some.
    pub(crate) tenant: Option<String>,
    /// The last object that was copied.
    pub(crate) after: Option<Uuid>,
}

/// A class that nobody uses any more, and that nobody dropped so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Left {
    pub(crate) class: String,
    /// Until when it is to be kept, by the server's clock.
    pub(crate) until: i64,
}

/// An object that is there without its links: the number of the move, the tenant, the id.
pub(crate) type Unlinked = (usize, Option<String>, Uuid);

/// All that the next process needs to go on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) format: u32,
    pub(crate) moves: Vec<Move>,
    pub(crate) phase: Phase,
    /// What was written before this time of the server, in milliseconds, is copied, or will be by what is at work.
    pub(crate) since: i64,
    /// When the aliases were moved, by the server's clock.
    pub(crate) switched: i64,
    /// How many milliseconds after that the old classes are kept.
    #[serde(default)]
    pub(crate) keep: u64,
    pub(crate) position: Position,
    /// How many objects were copied.
    pub(crate) copied: u64,
    /// Objects whose links could not be written yet.
    pub(crate) unlinked: Vec<Unlinked>,
    /// What rebuilds before this one left behind.
    #[serde(default)]
    pub(crate) earlier: Vec<Left>,
}

impl State {
    /// Of a rebuild that comes after `before`, if there was one.
    pub(crate) fn new(moves: Vec<Move>, keep: Duration, before: Option<&Self>) -> Self {
        let mut earlier = before.map(Self::left).unwrap_or_default();
        // Somebody may have put an alias back by hand.
        earlier.retain(|left| moves.iter().all(|by| by.from != left.class && by.to != left.class));
        Self {
            earlier,
            format: 1,
            moves,
            phase: Phase::Making,
            since: 0,
            switched: 0,
            keep: keep.as_millis().try_into().unwrap_or(u64::MAX),
            position: Position::default(),
            copied: 0,
            unlinked: Vec::new(),
        }
    }

    /// Whether there is something to go on with.
    pub(crate) fn is_open(&self) -> bool {
        self.phase < Phase::Done
    }

    /// What this rebuild and those before it left behind; of one that is under way, what those before it did.
    pub(crate) fn left(&self) -> Vec<Left> {
        let keep = i64::try_from(self.keep).unwrap_or(i64::MAX);
        let own = self.moves.iter().filter_map(|by| match self.phase {
            Phase::Done => {
                let until = if keep == 0 { 0 } else { self.switched.saturating_add(keep) };
                Some(Left { class: by.from.clone(), until })
            }
            // What was given up is kept for nothing.
            Phase::Back => Some(Left { class: by.to.clone(), until: 0 }),
            _ => None,
        });
        self.earlier.iter().cloned().chain(own).collect()
    }

    /// Reads where the last rebuild is; none if there never was one.
    pub(crate) async fn read<A: ObjectApi>(api: &A, store: &str) -> Result<Option<Self>> {
        let Some(object) = api.get_object(store, &RECORD.to_string()).await? else { return Ok(None) };
        let text = object.get("plan").and_then(Value::as_str).unwrap_or_default();
        let state: Self = serde_json::from_str(text).map_err(|error| {
            let message =
                format!("the object {RECORD} of `{store}`, which says where a rebuild is, cannot be read");
            Error::decode(message).with_source(error)
        })?;
        Ok(Some(state))
    }

    /// Writes where it is, and gives the server's time of that.
    pub(crate) async fn write<A: ObjectApi>(&self, api: &A, store: &str, holder: &str) -> Result<i64> {
        let phase = serde_json::to_value(self.phase).unwrap_or_default();
        let plan = serde_json::to_string(self)
            .map_err(|error| Error::invalid("a rebuild cannot be written as JSON").with_source(error))?;
        let object = json!({ "kind": "rebuild", "holder": holder, "state": phase, "plan": plan });
        api.put_object(store, &RECORD.to_string(), &object).await?;
        let items = vec![Item::Metadata(Metadata::Id), Item::Metadata(Metadata::UpdatedAt)];
        let query = Query {
            filter: Some(Filter::id(RECORD)),
            selection: Selection { items },
            ..Query::new(store.to_owned())
        };
        let found = api.find(store, None, &query, None, 1).await?;
        found.first().and_then(|object| object.updated_at).ok_or_else(|| {
            Error::decode(format!(
                "the server does not say when the object {RECORD} of `{store}` was written"
            ))
        })
    }
}
