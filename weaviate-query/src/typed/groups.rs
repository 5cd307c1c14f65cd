//! Groups of objects that answer a question with `group_by`.
//!
//! `Groups` derefs to its groups and a group to its rows, so reading is two loops:
//!
//! ```
//! use weaviate_query::Groups;
//!
//! fn sizes<R>(groups: &Groups<String, R>) -> Vec<(Option<&str>, usize)> {
//!     groups.iter().map(|group| (group.value.as_deref(), group.len())).collect()
//! }
//! ```
//!
//! A server names a group by text, whatever the property is; [`GroupName`] reads that text as the property's Rust type.

use std::{ops::Deref, sync::Arc, time::Duration};

use uuid::Uuid;

use crate::plain::{
    error::{Error, Result},
    rows::{BadRow, Generated, QueryProfile, Reading, Rest, around},
    sealed::Sealed,
    value::text::unescaped,
    wire::{Fields, ObjectBytes, Payload, at},
};

/// Groups, the best first: `K` is the type of the property's values, `R` that of a row.
///
/// How many there are is `groups` (10 if left out), how many rows each has `objects_per_group` (10 if left out), and how
/// many results are gathered at all is `limit`.
#[derive(Debug, Clone)]
#[expect(clippy::struct_field_names, reason = "they are the groups")]
pub struct Groups<K, R> {
    groups: Vec<Group<K, R>>,
    took: Duration,
    rest: Option<Arc<Rest>>,
}

/// The objects that share a value; it derefs to them.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<K, R> {
    /// The value they share. None stands for objects without one, which come after `near_*` only: after `bm25` and `hybrid`
    /// a server leaves them out (1.39.0). A text property's objects with an empty text are among them, because the server
    /// tells the two apart nowhere.
    pub value: Option<K>,
    /// The objects, the best first; at most `objects_per_group` of them.
    pub objects: Vec<R>,
    /// The least distance in the group; 0 where no vector was searched.
    pub min_distance: f32,
    /// The greatest distance in the group; 0 where no vector was searched.
    pub max_distance: f32,
    /// How many objects the server found for the group. Rows that [`BadRow::Skip`] left out count here.
    pub number_of_objects: u64,
    /// The reranker's score of the group, with `rerank`.
    pub rerank_score: Option<f64>,
    /// What the language model wrote about the group, with `prompt`.
    pub generated: Option<Generated>,
}

impl<K, R> Groups<K, R> {
    /// How long the server took, by its own clock.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// What was wrong with the rows that [`BadRow::Skip`] left out.
    pub fn errors(&self) -> &[Error] {
        self.rest.as_ref().map_or(&[], |rest| &rest.errors)
    }

    /// What the language model wrote for `grouped_task`; none if nothing was found to write about.
    pub fn generated(&self) -> Option<&Generated> {
        self.rest.as_ref()?.generated.as_ref()
    }

    /// What each part of the search took, for a question with `profile: true`.
    pub fn profile(&self) -> Option<&QueryProfile> {
        self.rest.as_ref()?.profile.as_ref()
    }

    /// The groups alone.
    pub fn into_vec(self) -> Vec<Group<K, R>> {
        self.groups
    }
}

impl<K, R> Deref for Groups<K, R> {
    type Target = [Group<K, R>];

    fn deref(&self) -> &[Group<K, R>] {
        &self.groups
    }
}

impl<K, R> IntoIterator for Groups<K, R> {
    type Item = Group<K, R>;
    type IntoIter = std::vec::IntoIter<Group<K, R>>;

    fn into_iter(self) -> Self::IntoIter {
        self.groups.into_iter()
    }
}

impl<'g, K, R> IntoIterator for &'g Groups<K, R> {
    type Item = &'g Group<K, R>;
    type IntoIter = std::slice::Iter<'g, Group<K, R>>;

    fn into_iter(self) -> Self::IntoIter {
        self.groups.iter()
    }
}

impl<K, R> Deref for Group<K, R> {
    type Target = [R];

    fn deref(&self) -> &[R] {
        &self.objects
    }
}

impl<K, R> IntoIterator for Group<K, R> {
    type Item = R;
    type IntoIter = std::vec::IntoIter<R>;

    fn into_iter(self) -> Self::IntoIter {
        self.objects.into_iter()
    }
}

impl<K: GroupName, R> Groups<K, R> {
    /// What a question finds that nothing can answer.
    pub(crate) fn none() -> Self {
        Self { groups: Vec::new(), took: Duration::ZERO, rest: None }
    }

    /// Reads the groups of a `SearchReply`.
    pub(crate) fn read(
        reply: &[u8],
        how: Reading,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Self> {
        let (mut groups, mut rest) = (Vec::new(), Rest::default());
        let mut fields = Fields(reply);
        while let Some((number, payload)) = fields.next()? {
            if number == GROUPS {
                groups.extend(group(payload.bytes()?, how, row, &mut rest.errors)?);
            }
        }
        let took = around(reply, &mut rest)?;
        Ok(Self { groups, took, rest: rest.shared() })
    }
}

/// `SearchReply.group_by_results`
const GROUPS: u64 = 4;

fn group<K: GroupName, R>(
    message: &[u8],
    Reading { bad, json }: Reading,
    row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    errors: &mut Vec<Error>,
) -> Result<Option<Group<K, R>>> {
    let mut older = None;
    let mut group = Group {
        value: None,
        objects: Vec::new(),
        min_distance: 0.0,
        max_distance: 0.0,
        number_of_objects: 0,
        rerank_score: None,
        generated: None,
    };
    let mut fields = Fields(message);
    while let Some((number, payload)) = fields.next()? {
        match number {
            1 => {
                let name = payload.text()?.to_owned();
                let name = if json { unescaped(name) } else { name };
                let value = (!name.is_empty()).then(|| K::parse(&name)).transpose();
                match value.map_err(|error| error.context(format!("group `{name}`"))) {
                    Ok(value) => group.value = value,
                    // A group whose value cannot be read is left out whole: without it nobody knows what its objects share.
                    Err(error) if bad == BadRow::Skip => {
                        errors.push(error);
                        return Ok(None);
                    }
                    Err(error) => return Err(error),
                }
            }
            2 => group.min_distance = payload.float()?,
            3 => group.max_distance = payload.float()?,
            4 => group.number_of_objects = u64::try_from(payload.varint()?.cast_signed()).unwrap_or(0),
            5 => {
                let object = ObjectBytes::of_search_result(payload.bytes()?)?;
                match row(object).map_err(|error| at(error, object, group.objects.len())) {
                    Ok(row) => group.objects.push(row),
                    Err(error) if bad == BadRow::Skip => errors.push(error),
                    Err(error) => return Err(error),
                }
            }
            6 => {
                let score = Fields(payload.bytes()?).find(1)?;
                group.rerank_score = Some(score.map_or(Ok(0.0), Payload::double)?);
            }
            // What servers up to 1.39 send, though it is deprecated.
            7 => older = Some(Generated::read(payload.bytes()?)?),
            8 => group.generated = Generated::first(payload.bytes()?)?,
            _ => {}
        }
    }
    group.generated = group.generated.or(older);
    Ok(Some(group))
}

/// A type whose values can name the groups of `group_by`: text, integers, floats, booleans, uuids and dates.
pub trait GroupName: Sealed + Sized + 'static {
    /// From the name that the server gives the group.
    ///
    /// # Errors
    ///
    /// `Decode` for a name that is no such value.
    fn parse(name: &str) -> Result<Self>;
}

/// For properties that cannot group. It is never read: `group_by` does not compile for them.
impl GroupName for () {
    fn parse(_: &str) -> Result<Self> {
        Ok(())
    }
}

impl GroupName for String {
    fn parse(name: &str) -> Result<Self> {
        Ok(name.to_owned())
    }
}

macro_rules! parsed {
    ($($t:ty)*) => { $(
        impl GroupName for $t {
            fn parse(name: &str) -> Result<Self> {
                name.parse().map_err(|_| Error::decode(concat!("its name is no ", stringify!($t))))
            }
        }
    )* };
}
parsed! { i64 i32 i16 u8 u16 u32 f64 f32 bool }

/// The id of an object, or the object that a link leads to.
impl GroupName for Uuid {
    fn parse(name: &str) -> Result<Self> {
        // A link is named by its beacon, `weaviate://localhost/Class/id`.
        let id = name.rsplit('/').next().unwrap_or(name);
        Self::try_parse(id).map_err(|_| Error::decode("its name is no uuid"))
    }
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone + 'static> GroupName for chrono::DateTime<Z>
where
    Self: From<chrono::DateTime<chrono::FixedOffset>>,
{
    fn parse(name: &str) -> Result<Self> {
        crate::plain::value::date::read(name)
    }
}
