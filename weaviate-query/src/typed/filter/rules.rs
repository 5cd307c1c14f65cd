//! Which operators a property has, as traits whose messages say so.
//!
//! Each rule is a trait on the *kind* with the property as parameter: so the message can name the property, and
//! where the rule fails the type of the operand (`Takes`) is unknown, so that rustc does not go on to complain
//! about the operand.
//!
//! # How the message is chosen
//!
//! rustc shows the message of the innermost bound that failed. So a special reason is a trait of its own behind a
//! conditional impl. Why may `.title >= "x"` not be asked?
//!
//! | `title` is | what fails | message |
//! |---|---|---|
//! | a place | `geo_coordinates: Ordered` has no impl | "has no order" |
//! | text cut into words | `text: Ordered` has one, if `word: Exact`; that has none | "is tokenized text: it has words, not a value" |
//! | a list | `list<K>: Ordered` has one, if `K: ComparedWhole`; nothing is | "is a list: it is not compared with one value" |
//! | `filterable = false` | `no: Filterable` | "has no index to filter by" |
//!
//! The special trait must be about another type than the general one (`word`, not `text`): where both are about the same
//! type, rustc shows the outer message.
//!
//! # Why each rule
//!
//! | rule | what a server does instead (1.39.0) |
//! |---|---|
//! | [`Exact`] | answers `Equal` on words with "has all these words", and compares token by token for order |
//! | [`Ordered`] without booleans and arrays | accepts them; of an array any element counts |
//! | [`Textual`] | fails: "error parsing regexp", or a type error |
//! | [`Held`] | answers `ContainsAny` on words with "has all words of one of these" |
//! | [`Patterned`] | cuts the pattern as it cuts the text, wildcards included |
//! | [`Lone`](super::Lone) | asks each part of a test of every linked object by itself |
//! | [`HasLength`] | fails on an int with "bucket for prop n_propertyLength not found" |
//! | [`KnownLength`] | finds no absent value by its length, which is 0 with the other index |
//! | [`Filterable`], [`NullState`], [`Lengths`], [`Timestamps`] | fails, naming the setting of the class |

use uuid::Uuid;

use crate::{
    plain::sealed::Sealed,
    typed::{
        kind::{self, list, tokenization},
        marker::{Owner, Property},
        property::Shape,
    },
};

/// Kinds whose values have an order: int, number, date, uuid, and text that is one value.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no order",
    label = "`<`, `<=`, `>`, `>=` and `in` need an int, number, date, uuid or `tokenization = field` property"
)]
pub trait Ordered<P>: Sealed {
    /// The Rust type of its values.
    type Takes;
}

/// Kinds whose values can be told apart: those with an order, and boolean.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot be compared",
    label = "a `{Self}` property has no `==` and `!=`"
)]
pub trait Equated<P>: Sealed {
    /// The Rust type of its values.
    type Takes;
}

/// Kinds that patterns are matched with: text that is cut at signs, or not at all, and lists of it, of which one element
/// must fit.
#[diagnostic::on_unimplemented(message = "`{P}` is not text", label = "`like` needs a text property")]
pub trait Textual<P>: Sealed {
    /// The Rust type of a pattern.
    type Takes;
}

/// Kinds that words are looked for in: text that is cut into them, and lists of it.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no words",
    label = "`matches`, `matches_any`, `matches_all` and `matches_none` need a tokenized text property"
)]
pub trait Words<P>: Sealed {
    /// The Rust type of the words.
    type Takes;
}

/// Kinds that are compared with a list: arrays of scalars, and text, both that of arrays and a single one only as one
/// value. For one of several values of a scalar, ask `is_in`.
#[diagnostic::on_unimplemented(
    message = "`{P}` holds no list of values to compare",
    label = "`contains_any`, `contains_all` and `contains_none` need an array or `tokenization = field` text; ask for one of several values with `in`"
)]
pub trait Listed<P>: Sealed {
    /// The Rust type of one value.
    type Takes;
}

/// Kinds that are places: `GeoPoint`, which has no other operator.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not a place",
    label = "`within` needs a `GeoPoint` property"
)]
pub trait Place<P>: Sealed {}

/// Kinds that have a length: text and arrays.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no length",
    label = "only text and arrays have a length: compare a number itself"
)]
pub trait HasLength<P>: Sealed {
    /// Whether the owner indexes it.
    type Index;
}

/// Kinds that are links, which can be counted.
#[diagnostic::on_unimplemented(message = "`{P}` is not a link", label = "`count` needs a link")]
pub trait Linked<P>: Sealed {}

/// Text that is one value: `tokenization = field`. Declare it for what is a name, a code or a key; the text is then found
/// only whole, or by `like`.
///
/// ```
/// use weaviate_query::{Filter, kind, token::{Field, Property}};
///
/// fn about<C, P>(title: Field<C, (), P>) -> Filter<C>
/// where
///     P: Property<Kind = kind::text, Tokenization = kind::tokenization::word, Filterable = kind::yes>,
/// {
///     title.matches("borrow checker") // has both words
/// }
/// ```
///
/// ```compile_fail
/// # use weaviate_query::{Filter, kind, token::{Field, Property}};
/// # fn about<C, P>(title: Field<C, (), P>) -> Filter<C>
/// # where
/// #     P: Property<Kind = kind::text, Tokenization = kind::tokenization::word, Filterable = kind::yes>,
/// # {
/// title.eq("borrow checker") // `title` is tokenized text: it has words, not a value
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{P}` is tokenized text: it has words, not a value",
    label = "`matches \"x\"` asks for words in it; for its value declare `#[weaviate(tokenization = field)]`"
)]
pub trait Exact<P>: Sealed {
    /// The Rust type of its values.
    type Takes;
}

#[diagnostic::do_not_recommend]
impl<P> Exact<P> for tokenization::field {
    type Takes = String;
}

/// Text that a list can hold as a value: `tokenization = field`. Of any other a server's `ContainsAny` looks for words, as
/// its `Equal` does: `["red"]` finds `["red whale pot"]` (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`{P}` is tokenized text: it contains words, not values",
    label = "`matches_any`, `matches_all` and `matches_none` ask for words in it; for its values declare `#[weaviate(tokenization = field)]`"
)]
pub trait Held<P>: Sealed {
    /// The Rust type of one value.
    type Takes;
}

#[diagnostic::do_not_recommend]
impl<P> Held<P> for tokenization::field {
    type Takes = String;
}

/// Text that a pattern is held against. The other tokenizations cut the pattern as they cut the text, its `*` included:
/// with `kagome_ja`, `"東*"` asks for the word 東 and for any (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`{P}` has no `like`: its tokenization, `{Self}`, cuts a pattern to pieces",
    label = "`matches \"x\"` looks for what it is cut into; `like` needs the tokenization `word`, `lowercase`, `whitespace` or `field`"
)]
pub trait Patterned<P>: Sealed {
    /// The Rust type of a pattern.
    type Takes;
}

macro_rules! patterned {
    ($($name:ident)*) => { $(#[diagnostic::do_not_recommend] impl<P> Patterned<P> for tokenization::$name { type Takes = String; })* };
}
patterned! { word lowercase whitespace field }

/// Text that is cut into words: every tokenization but `field`.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not cut into words, it is one value",
    label = "ask for values with `contains_any`, and of one text with `==` or `like`"
)]
pub trait Compared<P>: Sealed {
    /// The Rust type of the words.
    type Takes;
}

macro_rules! tokenized {
    ($($name:ident)*) => { $(#[diagnostic::do_not_recommend] impl<P> Compared<P> for tokenization::$name { type Takes = String; })* };
}
tokenized! { word lowercase whitespace trigram gse gse_ch kagome_ja kagome_kr }

macro_rules! kinds {
    ($rule:ident: $($kind:ident => $takes:ty),*) => { $(#[diagnostic::do_not_recommend] impl<P> $rule<P> for kind::$kind { type Takes = $takes; })* };
}
kinds! { Ordered: int => i64, number => f64, date => kind::date, uuid => Uuid }
kinds! { Equated: int => i64, number => f64, boolean => bool, date => kind::date, uuid => Uuid }

/// Kinds of which a list is compared as one value: none. It exists for its message.
#[diagnostic::on_unimplemented(
    message = "`{P}` is a list: it is not compared with one value",
    label = "ask what is in it: `contains_any [value]`, or of tokenized text `matches_any [word]`"
)]
pub trait ComparedWhole<P>: Sealed {
    /// The Rust type of its values.
    type Takes;
}

impl<P, K: ComparedWhole<P>> Ordered<P> for list<K> {
    type Takes = K::Takes;
}
impl<P, K: ComparedWhole<P>> Equated<P> for list<K> {
    type Takes = K::Takes;
}

/// A step of a link to several collections as a value: it is none, so nothing implements this.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a collection behind a link, not a value",
    label = "go on to one of its properties, or to `.id()`"
)]
pub trait Passed {
    /// The Rust type of its values.
    type Takes;
}

impl<P: Passed> Equated<P> for kind::collection {
    type Takes = P::Takes;
}
impl<P: Passed> Ordered<P> for kind::collection {
    type Takes = P::Takes;
}

/// A step whose links are counted by themselves: none is, because a server counts the links of a property whichever
/// collections they lead to.
#[diagnostic::on_unimplemented(
    message = "the server counts the links to all collections, not to `{Self}` alone",
    label = "count the links themselves"
)]
pub trait Counted: Sealed {}

impl<P: Counted> Linked<P> for kind::collection {}

impl<P: Property<Tokenization: Exact<P>>> Ordered<P> for kind::text {
    type Takes = <P::Tokenization as Exact<P>>::Takes;
}
impl<P: Property<Tokenization: Exact<P>>> Equated<P> for kind::text {
    type Takes = <P::Tokenization as Exact<P>>::Takes;
}
impl<P: Property<Tokenization: Patterned<P>>> Textual<P> for kind::text {
    type Takes = <P::Tokenization as Patterned<P>>::Takes;
}
#[diagnostic::do_not_recommend]
impl<P: Property<Tokenization: Patterned<P>>> Textual<P> for list<kind::text> {
    type Takes = <P::Tokenization as Patterned<P>>::Takes;
}
impl<P: Property<Tokenization: Compared<P>>> Words<P> for kind::text {
    type Takes = <P::Tokenization as Compared<P>>::Takes;
}
impl<P: Property<Tokenization: Compared<P>>> Words<P> for list<kind::text> {
    type Takes = <P::Tokenization as Compared<P>>::Takes;
}
impl<P: Property<Tokenization: Held<P>>> Listed<P> for kind::text {
    type Takes = <P::Tokenization as Held<P>>::Takes;
}
impl<P: Property<Tokenization: Held<P>>> Listed<P> for list<kind::text> {
    type Takes = <P::Tokenization as Held<P>>::Takes;
}

macro_rules! lists {
    ($($kind:ident => $takes:ty),*) => { $(#[diagnostic::do_not_recommend] impl<P> Listed<P> for list<kind::$kind> { type Takes = $takes; })* };
}
lists! { int => i64, number => f64, boolean => bool, date => kind::date, uuid => Uuid }

#[diagnostic::do_not_recommend]
impl<P> Place<P> for kind::geo_coordinates {}
#[diagnostic::do_not_recommend]
impl<P> Linked<P> for kind::reference {}
/// Which index of a property of this kind counts its lengths and knows where it is absent.
macro_rules! indexed {
    (text: $($kind:ty)*) => { $(
        impl<P: Property> HasLength<P> for $kind
        where
            (P::Filterable, P::Searchable): AnyIndex<P>,
        {
            type Index = <P::Owner as Owner>::Lengths;
        }
        impl<P: Property> Absent<P> for $kind where (P::Filterable, P::Searchable): AnyIndex<P> {}
    )* };
    (lists: $($kind:ident)*) => { $(
        impl<P: Property<Filterable: Filterable<P>>> HasLength<P> for list<kind::$kind> {
            type Index = <P::Owner as Owner>::Lengths;
        }
    )* };
    (values: $($kind:ty)*) => { $( impl<P: Property<Filterable: Filterable<P>>> Absent<P> for $kind {} )* };
    (always: $($kind:ident)*) => { $( #[diagnostic::do_not_recommend] impl<P> Absent<P> for kind::$kind {} )* };
}
indexed! { text: kind::text list<kind::text> }
indexed! { lists: int number boolean date uuid }
indexed! { values: kind::int kind::number kind::boolean kind::date kind::uuid }
indexed! { values: list<kind::int> list<kind::number> list<kind::boolean> list<kind::date> list<kind::uuid> }
indexed! { always: reference collection vector }

impl<P: Property<Type: Shape<P, Leaf: Owner<Indexed: IndexedInside<P>>>>> Absent<P> for kind::object {}

/// An object that an index covers in part, which is how a server knows where it is absent ("meta bucket … not found", 1.39.0).
#[diagnostic::on_unimplemented(
    message = "nothing inside `{P}` has an index: the server does not know where it is absent",
    label = "remove `filterable = false` from a property inside it"
)]
pub trait IndexedInside<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> IndexedInside<P> for kind::yes {}

/// A property with an index to filter by. A server that has none fails the request: "Filtering by property 'n' requires
/// inverted index" (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`{P}` has no index to filter by",
    label = "remove `filterable = false` from it"
)]
pub trait Filterable<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Filterable<P> for kind::yes {}

/// Text that an index of either kind covers.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no index to filter by",
    label = "remove `filterable = false` or `searchable = false` from it"
)]
pub trait AnyIndex<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P, S> AnyIndex<P> for (kind::yes, S) {}
#[diagnostic::do_not_recommend]
impl<P> AnyIndex<P> for (kind::no, kind::yes) {}

/// Kinds of which a server knows whether a value is absent.
#[diagnostic::on_unimplemented(
    message = "the server does not know where `{P}` is absent",
    label = "it indexes no {Self} property: fetch `{P}` and look"
)]
pub trait Absent<P>: Sealed {}

/// A property that may be absent: an `Option`. Of another it is known without asking.
#[diagnostic::on_unimplemented(
    message = "`{P}` is never absent",
    label = "only an `Option` property has `is_null` and `is_not_null`"
)]
pub trait Nullable<P>: Sealed {
    /// Whether the owner indexes it.
    type Index;
}
impl<P: Property> Nullable<P> for kind::yes {
    type Index = <P::Owner as Owner>::NullState;
}

/// A property whose length is known of every object: one that is always there, or of a collection that indexes where it is
/// absent too. In one that does not, an absent value has no length, and is not found by 0 either (1.39.0).
pub trait KnownLength<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> KnownLength<P> for kind::no {}
impl<P: Property<Owner: Owner<NullState: LengthOfNone<P, P::Owner>>>> KnownLength<P> for kind::yes {}

/// The index of [`NullState`], asked by a length.
#[diagnostic::on_unimplemented(
    message = "`{P}` is an `Option`, and `{C}` does not index which values are absent: they would have no length",
    label = "declare `#[weaviate(inverted(null_state, property_length))]` on `{C}`: an absent one has the length 0 then"
)]
pub trait LengthOfNone<P, C>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P, C> LengthOfNone<P, C> for kind::yes {}

/// A collection that indexes which values are absent. It is asked of the struct that the property belongs to, which
/// behind a link is not the one that the question is about.
#[diagnostic::on_unimplemented(
    message = "`{C}` does not index which values are absent",
    label = "declare `#[weaviate(inverted(null_state))]` on `{C}`"
)]
pub trait NullState<C>: Sealed {}
#[diagnostic::do_not_recommend]
impl<C> NullState<C> for kind::yes {}

/// A collection that indexes lengths; asked of the property's own struct, as [`NullState`] is.
#[diagnostic::on_unimplemented(
    message = "`{C}` does not index lengths",
    label = "declare `#[weaviate(inverted(property_length))]` on `{C}`"
)]
pub trait Lengths<C>: Sealed {}
#[diagnostic::do_not_recommend]
impl<C> Lengths<C> for kind::yes {}

/// A collection that indexes timestamps; on unless `versioned = false`. Asked of the collection that the question is
/// about.
#[diagnostic::on_unimplemented(
    message = "`{C}` does not index timestamps",
    label = "declare `#[weaviate(inverted(timestamps))]` on `{C}`"
)]
pub trait Timestamps<C>: Sealed {}
#[diagnostic::do_not_recommend]
impl<C> Timestamps<C> for kind::yes {}
