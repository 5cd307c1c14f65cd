//! Whether a question for numbers is answered once or once for each value of a property.
//!
//! Two traits on the kind share the work of `group_by`. [`Groups`] is the rule, with the message. [`KeyOf`] is total: it
//! has the type of a group's value for every kind, `()` where there is none, so that a rule that fails leaves the answer's
//! type known. [`KeyOf`] serves `group_by` of questions for objects as well.

use std::{marker::PhantomData, ops::Deref};

use uuid::Uuid;

use super::key::GroupKey;
use crate::{
    plain::{
        error::{Error, Result},
        numbers::{GroupValue, Numbers, Reply},
        sealed::Sealed,
    },
    typed::{
        groups::GroupName,
        kind,
        marker::Property,
        search::{Listing, Narrowed},
    },
};

/// Whether a question is answered once or once for each value of a property.
pub trait Grouping: Sealed + 'static {
    /// What becomes of a row: itself, or a `Vec` of groups of it.
    type Of<R>;

    /// Reads the reply with `row` for each answer. A reply of the other form is `Decode`.
    fn read<R>(reply: Reply, row: impl Fn(Numbers) -> Result<R>) -> Result<Self::Of<R>>;
}

/// Answered once; also where no object was found, with counts of 0 and metrics that are `None`.
#[derive(Debug, Clone, Copy)]
pub struct All;

impl Sealed for All {}

/// Answered once for each value of the property `P`; not at all where no object was found.
#[derive(Debug, Clone, Copy)]
pub struct By<P>(PhantomData<P>);

impl<P> Sealed for By<P> {}

impl Grouping for All {
    type Of<R> = R;

    fn read<R>(reply: Reply, row: impl Fn(Numbers) -> Result<R>) -> Result<R> {
        row(match reply {
            Reply::Nothing => Numbers::default(),
            Reply::Whole(numbers) => numbers,
            Reply::Groups(_) => return Err(Error::decode("the reply has groups and none were asked for")),
        })
    }
}

impl<P: Property<Kind: KeyOf<P>>> Grouping for By<P> {
    type Of<R> = Vec<Group<<P::Kind as KeyOf<P>>::Value, R>>;

    fn read<R>(reply: Reply, row: impl Fn(Numbers) -> Result<R>) -> Result<Self::Of<R>> {
        let groups = match reply {
            Reply::Nothing => Vec::new(),
            Reply::Whole(_) => return Err(Error::decode("the reply has no groups and they were asked for")),
            Reply::Groups(groups) => groups,
        };
        let named = |error: Error| error.context(format!("group by `{}`", P::NAME));
        let each = groups.into_iter().map(|(by, numbers)| {
            let by = match by {
                GroupValue::Missing => return Err(named(Error::decode("a group has no value"))),
                by => by,
            };
            Ok(Group { value: <P::Kind as KeyOf<P>>::read(by).map_err(named)?, row: row(numbers)? })
        });
        each.collect()
    }
}

/// The answer for the objects that share a value; it derefs to the row, so `group.count` is a field of the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<K, R> {
    /// The value they share, as the property's own type; of a link the id of the object that it leads to.
    pub value: K,
    row: R,
}

impl<K, R> Group<K, R> {
    /// The row.
    pub fn into_inner(self) -> R {
        self.row
    }
}

impl<K, R> Deref for Group<K, R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.row
    }
}

/// Kinds whose values can name groups: text, int, number, boolean, date, uuid, lists of them, and links.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot group",
    label = "an aggregate groups by text, int, number, boolean, date and uuid properties, arrays of them, and links; this is {Self}"
)]
pub trait Groups<P>: Sealed {}

macro_rules! groups {
    ($($kind:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P> Groups<P> for kind::$kind {}
        #[diagnostic::do_not_recommend]
        impl<P> Groups<P> for kind::list<kind::$kind> {}
    )* };
}
groups! { text int number boolean date uuid reference }

/// Kinds whose values can name groups of what a question in the state `S` looks at: by a link a server groups all
/// objects only, and fails beside a filter or a search (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`{P}` is a link: an aggregate cannot group by it beside a filter or a search",
    label = "remove the filter or the search, or group by a property of the object itself"
)]
pub trait GroupsBeside<S, P>: Sealed {}

/// Links. Written of these, [`GroupsBeside`] is something rustc does not call implemented for another state.
pub trait Link: Sealed {}

#[diagnostic::do_not_recommend]
impl Link for kind::reference {}

#[diagnostic::do_not_recommend]
impl<P, K: Link> GroupsBeside<Listing, P> for K {}
#[diagnostic::do_not_recommend]
impl<S, P, K> GroupsBeside<S, P> for kind::list<K> {}

macro_rules! beside {
    ($($kind:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<S, P> GroupsBeside<S, P> for kind::$kind {}
    )* };
}
// Of those that cannot group at all another rule says so.
beside! { text int number boolean date uuid geo_coordinates phone_number blob blob_hash object vector collection }

/// A grouping of what a filter or a search leaves.
pub trait Filtered: Sealed {}

impl Filtered for All {}
impl<P: Property<Kind: GroupsBeside<Narrowed, P>>> Filtered for By<P> {}

/// What names the groups of a property of this kind. Total: `()` for what cannot group.
pub trait KeyOf<P>: Sealed {
    /// The type of a group's value.
    type Value: GroupName;

    /// From the reply.
    fn read(by: GroupValue) -> Result<Self::Value>;
}

macro_rules! keys {
    ($($kind:ident)*) => { $(
        impl<P: Property<Type: GroupKey>> KeyOf<P> for kind::$kind {
            type Value = <P::Type as GroupKey>::Value;

            fn read(by: GroupValue) -> Result<Self::Value> {
                <P::Type as GroupKey>::read(by)
            }
        }
    )* };
}
keys! { text int number boolean date uuid }

impl<P: Property<Type: GroupKey>, K> KeyOf<P> for kind::list<K> {
    type Value = <P::Type as GroupKey>::Value;

    fn read(by: GroupValue) -> Result<Self::Value> {
        <P::Type as GroupKey>::read(by)
    }
}

macro_rules! no_keys {
    ($($kind:ident)*) => { $(
        impl<P> KeyOf<P> for kind::$kind {
            type Value = ();

            fn read(_: GroupValue) -> Result<()> {
                Err(Error::decode("the reply has groups of what cannot name groups"))
            }
        }
    )* };
}
no_keys! { geo_coordinates phone_number blob blob_hash object vector }

/// A group by a link is named by the id of the object that it leads to.
impl<P> KeyOf<P> for kind::reference {
    type Value = Uuid;

    fn read(by: GroupValue) -> Result<Uuid> {
        Uuid::parse(&<String as GroupKey>::read(by)?)
    }
}
