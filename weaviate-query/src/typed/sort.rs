//! Orders that know their collection.
//!
//! An order is for listings. A search ranks its own results, and a server refuses both together ("sorting cannot be
//! combined with search", 1.39.0): that is a compile error at `sort`. So is an order by a property of what a link leads
//! to, which a server refuses, and one by a list, a place, an object or bytes. An order needs no index.
//!
//! Objects without a value come first, and last in a falling order. That they come at all takes a second key where a
//! server has an index (it then sorts by that index alone): an order by one `Option` of an int, number or date is sent with
//! its key twice.
//!
//! ```
//! use weaviate_query::{Collection, Hit, Query, search::Narrowed, token::{DateProperty, Field}};
//!
//! fn newest<C: Collection, P: DateProperty>(date: Field<C, (), P>) -> Query<C, Hit<C, Narrowed>> {
//!     C::query().sort(date.desc()).limit(20).all()
//! }
//! ```
//!
//! Beside a search it does not compile:
//!
//! ```compile_fail
//! # use weaviate_query::{Collection, token::{DateProperty, Field}};
//! fn newest<C: Collection, P: DateProperty>(date: Field<C, (), P>) {
//!     C::query().bm25("rust").sort(date.desc());
//! }
//! ```

use std::{fmt, marker::PhantomData};

use crate::{
    plain::{
        ir::SortBy,
        schema::{CollectionDef, DataType, FieldDef},
        sealed::Sealed,
        tuples::for_tuples,
    },
    typed::{
        kind,
        marker::Property,
        token::{CreatedAt, Field, Id, UpdatedAt},
    },
};

/// An order of the objects of the collection `C`: one key or several, the first counting most.
///
/// Made by `asc` and `desc` of tokens, or by `sort!`. Orders are joined with [`then`](Self::then), or as a tuple where a
/// clause takes one.
pub struct Sort<C> {
    keys: Vec<SortBy>,
    of: PhantomData<fn() -> C>,
}

impl<C> Sealed for Sort<C> {}

impl<C> Sort<C> {
    fn by(name: &str, descending: bool) -> Self {
        Self { keys: vec![SortBy { name: name.into(), descending }], of: PhantomData }
    }

    /// This order first, and `next` among the objects that it leaves equal.
    pub fn then(mut self, next: Self) -> Self {
        self.keys.extend(next.keys);
        self
    }

    /// The order as plain data.
    pub fn ir(&self) -> &[SortBy] {
        &self.keys
    }
}

impl<C> Clone for Sort<C> {
    fn clone(&self) -> Self {
        Self { keys: self.keys.clone(), of: PhantomData }
    }
}
impl<C> fmt::Debug for Sort<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.keys.fmt(f)
    }
}

/// Kinds that objects can be put in order by: text (of any tokenization), int, number, boolean, date and uuid.
#[diagnostic::on_unimplemented(
    message = "objects cannot be sorted by `{P}`",
    label = "`sort` needs a text, int, number, boolean or date property, or `.id()` and the times of the object"
)]
pub trait SortKey<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> SortKey<P> for kind::text {}
#[diagnostic::do_not_recommend]
impl<P> SortKey<P> for kind::boolean {}
#[diagnostic::do_not_recommend]
impl<P> SortKey<P> for kind::int {}
#[diagnostic::do_not_recommend]
impl<P> SortKey<P> for kind::number {}
#[diagnostic::do_not_recommend]
impl<P> SortKey<P> for kind::date {}

/// Whether objects can be put in order by what stands there: at the top of the collection, not behind a link or inside an
/// object.
#[diagnostic::on_unimplemented(
    message = "objects are sorted by their own properties",
    label = "`{P}` is a property of what they lead to"
)]
pub trait Outer<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Outer<P> for () {}

impl<C, Pa, P: Property> Field<C, Pa, P> {
    /// The least first.
    pub fn asc(self) -> Sort<C>
    where
        Pa: Outer<P>,
        P::Kind: SortKey<P>,
    {
        Sort::by(P::NAME, false)
    }

    /// The greatest first.
    pub fn desc(self) -> Sort<C>
    where
        Pa: Outer<P>,
        P::Kind: SortKey<P>,
    {
        Sort::by(P::NAME, true)
    }
}

macro_rules! metadata {
    ($($t:ident => $wire:literal),*) => { $(
        impl<C> $t<C, ()> {
            /// The least first.
            pub fn asc(self) -> Sort<C> {
                Sort::by($wire, false)
            }

            /// The greatest first.
            pub fn desc(self) -> Sort<C> {
                Sort::by($wire, true)
            }
        }
    )* };
}

metadata! { Id => "_id", CreatedAt => "_creationTimeUnix", UpdatedAt => "_lastUpdateTimeUnix" }

/// What may stand where an order is expected: a [`Sort`] by value or by reference, an `Option` of one (`None` is no
/// order), or a tuple of up to six.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not an order of `{C}`",
    label = "expected `.property asc`, `.property desc` or a `Sort<{C}>`"
)]
pub trait IntoSort<C>: Sealed {
    /// Its keys, the first counting most.
    fn into_sort(self) -> Vec<SortBy>;
}

#[diagnostic::do_not_recommend]
impl<C> IntoSort<C> for Sort<C> {
    fn into_sort(self) -> Vec<SortBy> {
        self.keys
    }
}

#[diagnostic::do_not_recommend]
impl<C> IntoSort<C> for &Sort<C> {
    fn into_sort(self) -> Vec<SortBy> {
        self.keys.clone()
    }
}

#[diagnostic::do_not_recommend]
impl<C> IntoSort<C> for Option<Sort<C>> {
    fn into_sort(self) -> Vec<SortBy> {
        self.map(|sort| sort.keys).unwrap_or_default()
    }
}

macro_rules! tuples {
    ($($i:ident $of:ident $n:tt)+) => {
        #[allow(non_snake_case)]
        impl<Of, $($i: IntoSort<Of>),+> IntoSort<Of> for ($($i,)+) {
            fn into_sort(self) -> Vec<SortBy> {
                let ($($i,)+) = self;
                let mut keys = Vec::new();
                $(keys.extend($i.into_sort());)+
                keys
            }
        }
    };
}
for_tuples!(tuples, 6);

/// The keys as they are sent. By one key alone a server walks through the index where it finds that cheaper, once it has
/// written it to disk or beside a filter, and leaves out the objects that have no value there (1.39.0). With a second key
/// it sorts the objects themselves; the same key once more costs nothing and leaves what is equal in the order it has.
pub(crate) fn whole(schema: &CollectionDef, mut keys: Vec<SortBy>) -> Vec<SortBy> {
    let walks = |field: &FieldDef| {
        let sorted = matches!(field.of.data_type, DataType::Int | DataType::Number | DataType::Date);
        sorted && field.filterable != Some(false) && (field.of.optional || field.default)
    };
    if let [key] = keys.as_slice()
        && schema.fields.iter().any(|field| field.name == key.name && walks(field))
    {
        keys.push(key.clone());
    }
    keys
}

/// The whole of `sort!`.
pub fn sorted<C>(keys: impl IntoSort<C>) -> Sort<C> {
    Sort { keys: keys.into_sort(), of: PhantomData }
}
