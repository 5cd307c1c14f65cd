//! The operators of tokens.
//!
//! Each group stands in an `impl` whose bound is the rule, so that completion offers only what is legal; and once
//! more in the hidden trait [`Refused`](super::Refused), with the rule on the method. rustc comes to that one only
//! where no inherent method fits, and then its bound fails with the rule's message.
//!
//! Three bounds recur. `Pa: Reach<R>` says that filters may go down this way, `Filterable` that there is an index, and the
//! bound on `P::Kind` is the rule of the group. The operand's type is asked of that last one (`TakesOrdered`), so where
//! it fails the operand is not judged at all.

use std::marker::PhantomData;

use super::{
    Filter, Placed, Tested, at,
    lacks::Lacks,
    lone::{Differs, Lone},
    operand::{Among, Listing, Operand, Operands},
    rules::{
        Absent, Equated, Filterable, HasLength, KnownLength, Lengths, Linked, Listed, NullState, Nullable,
        Ordered, Place, Textual, Timestamps, Words,
    },
    test,
};
use crate::{
    plain::{
        ir::{self, Operator, Value},
        schema::DataType,
        value::GeoPoint,
    },
    typed::{
        kind::{Whether as _, date, metadata},
        marker::{Owner, Property},
        property::PropertyType,
        token::{CreatedAt, Field, Id, Reach, UpdatedAt, Way},
    },
};

fn negated<R>(filter: Filter<R>) -> Filter<R> {
    !filter
}

type TakesOrdered<P> = <<P as Property>::Kind as Ordered<P>>::Takes;
type TakesEquated<P> = <<P as Property>::Kind as Equated<P>>::Takes;
type TakesTextual<P> = <<P as Property>::Kind as Textual<P>>::Takes;
type TakesWords<P> = <<P as Property>::Kind as Words<P>>::Takes;
type TakesListed<P> = <<P as Property>::Kind as Listed<P>>::Takes;

/// Equality: the value itself. On text it needs `tokenization = field`, because on text that is cut into words a
/// server's `Equal` means "has all these words" (1.39.0), which [`matches`](Self::matches) says.
impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Equated<P>>> Field<R, Pa, P> {
    /// `==`: the same value.
    pub fn eq<V: Operand<TakesEquated<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::Equal, value.value())
    }

    /// `!=`: another value, or none. Behind links and in lists of objects, one of what is there must have another value, or
    /// none; where nothing is there, nothing passes. For "none of them has the value" write `!` before `==`.
    pub fn ne<V: Operand<TakesEquated<P>, P>>(self, value: V) -> Filter<R>
    where
        Pa: Differs<<P::Type as PropertyType>::Optional, P> + Lacks<P>,
    {
        let filter = test::<R, Pa, P>(Operator::NotEqual, value.value());
        match filter.ir() {
            // A range index alone knows nothing of absent values, and `!=` by it finds none of them (1.39.0).
            ir::Filter::Test { target, value, .. } if !P::Valued::IS && target.path.is_empty() => {
                !test::<R, Pa, P>(Operator::Equal, value.clone())
            }
            _ => filter,
        }
    }
}

/// Order. Numbers by size, dates by time, text with `tokenization = field` by its bytes (1.39.0). A server accepts order
/// on booleans and arrays too, where any element counts: here they have none. The index `#[weaviate(range)]` makes these
/// quick, and they work without it.
///
/// ```
/// use weaviate_query::{Filter, token::{Field, NumberProperty}};
///
/// fn between<C, P: NumberProperty>(price: Field<C, (), P>) -> Filter<C> {
///     price.ge(0.5) & price.lt(2.0)
/// }
/// ```
impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Ordered<P>>> Field<R, Pa, P> {
    /// `<`: less.
    pub fn lt<V: Operand<TakesOrdered<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::Less, value.value())
    }

    /// `<=`: less or the same.
    pub fn le<V: Operand<TakesOrdered<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::LessEqual, value.value())
    }

    /// `>`: more; of text by its bytes, so that `"a"` is more than `"Z"`.
    pub fn gt<V: Operand<TakesOrdered<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::Greater, value.value())
    }

    /// `>=`: more or the same. Two ends at once are a range: [`is_in`](Self::is_in).
    pub fn ge<V: Operand<TakesOrdered<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::GreaterEqual, value.value())
    }

    /// `in`: one of the values of a list, or a value of a range. No object passes an empty list.
    ///
    /// ```
    /// use weaviate_query::{Filter, token::{Field, IntProperty}};
    ///
    /// fn chosen<C, P: IntProperty>(year: Field<C, (), P>) -> Filter<C> {
    ///     year.is_in([1987, 1999]) | year.is_in(2015..=2024) | year.is_in(2030..)
    /// }
    /// ```
    ///
    /// A range with two ends is two tests of a server's. Behind a list of links it does not compile: one linked object
    /// would meet the one end and another the other.
    pub fn is_in<V: Among<TakesOrdered<P>, P, Pa>>(self, values: V) -> Filter<R> {
        among(values.among(), test::<R, Pa, P>)
    }
}

/// Patterns, on text with the tokenization `word`, `lowercase`, `whitespace` or `field`.
impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Textual<P>>> Field<R, Pa, P> {
    /// `like`: a pattern, `*` for any characters and `?` for one.
    ///
    /// It is held against each word by itself: on text cut into words `like("hel*")` finds "the hello of the world",
    /// with `tokenization = field` only what begins with `hel`. Case counts where the words keep it (`whitespace`,
    /// `field`). Of an array one element must fit. Stop words are not dropped (1.39.0).
    ///
    /// A pattern that no word can fit is `InvalidInput`: a server would cut it as it cuts the text, and look for
    /// the parts in any order (`"hel* wor*"`), or for less than was asked (of `"*😂*"` it leaves `*`).
    pub fn like<V: Operand<TakesTextual<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::Like, value.value())
    }
}

/// Words, on text that is cut into them and on lists of it, of which all elements count together.
///
/// What is looked for is cut as the property's text is. A server drops stop words (with `tokenization = word` alone) and
/// fails the request where nothing is left, as for `"the"`, `""` or `"😂"` ("only stopwords provided", 1.39.0): such a
/// text is `InvalidInput` here, with the reason.
impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Words<P>>> Field<R, Pa, P> {
    /// `matches`: has all these words, in any order.
    pub fn matches<V: Operand<TakesWords<P>, P>>(self, value: V) -> Filter<R> {
        test::<R, Pa, P>(Operator::Matches, value.value())
    }

    /// All words of at least one of the texts; no object passes if there are none. Texts without a word are left out,
    /// and `InvalidInput` if nothing else is there.
    pub fn matches_any<V: Operands<TakesWords<P>, P>>(self, texts: V) -> Filter<R> {
        contains(texts.values(), Operator::MatchesAny, test::<R, Pa, P>)
    }

    /// All words of none of the texts: the opposite of [`matches_any`](Self::matches_any), so that objects without the
    /// property pass. From 1.33.
    pub fn matches_none<V: Operands<TakesWords<P>, P>>(self, texts: V) -> Filter<R> {
        contains(texts.values(), Operator::MatchesNone, test::<R, Pa, P>)
    }
}

impl<R, Pa: Way + Reach<R> + Lone<P>, P: Property<Filterable: Filterable<P>, Kind: Words<P>>>
    Field<R, Pa, P>
{
    /// All words of all the texts; every object passes if there are none.
    pub fn matches_all<V: Operands<TakesWords<P>, P>>(self, texts: V) -> Filter<R> {
        contains(texts.values(), Operator::MatchesAll, test::<R, Pa, P>)
    }
}

/// Values of a list against values: of an array its elements, of text with `tokenization = field` the text. An empty list
/// is never sent, because a server refuses it; its answer is known.
impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Listed<P>>> Field<R, Pa, P> {
    /// At least one of the values; no object passes if there are none.
    pub fn contains_any<V: Operands<TakesListed<P>, P>>(self, values: V) -> Filter<R> {
        contains(values.values(), Operator::ContainsAny, test::<R, Pa, P>)
    }

    /// None of the values: the opposite of [`contains_any`](Self::contains_any), so that objects without the property pass.
    /// From 1.33.
    pub fn contains_none<V: Operands<TakesListed<P>, P>>(self, values: V) -> Filter<R> {
        contains(values.values(), Operator::ContainsNone, test::<R, Pa, P>)
    }
}

impl<R, Pa: Way + Reach<R> + Lone<P>, P: Property<Filterable: Filterable<P>, Kind: Listed<P>>>
    Field<R, Pa, P>
{
    /// All of the values; every object passes if there are none.
    pub fn contains_all<V: Operands<TakesListed<P>, P>>(self, values: V) -> Filter<R> {
        contains(values.values(), Operator::ContainsAll, test::<R, Pa, P>)
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Filterable: Filterable<P>, Kind: Place<P>>> Field<R, Pa, P> {
    /// Not farther than `metres` from `point`. A negative or infinite distance is `InvalidInput`.
    pub fn within(self, point: GeoPoint, metres: f32) -> Filter<R, Placed> {
        let GeoPoint { latitude, longitude } = point;
        let place = Value::Geo { latitude, longitude, distance: metres };
        Filter::new(test::<R, Pa, P>(Operator::WithinRange, place).into_ir())
    }
}

/// Whether there is a value, of an `Option` property in a collection with `#[weaviate(inverted(null_state))]`. Without
/// that index a server fails the request ("Nullstate must be indexed to be filterable!", 1.39.0).
impl<R, Pa: Way + Reach<R> + Lacks<P>, P: Property<Kind: Absent<P>>> Field<R, Pa, P>
where
    P::Type: PropertyType<Optional: Nullable<P, Index: NullState<P::Owner>>>,
{
    /// The object lacks it, or has an empty text there. Links are counted instead: see [`count`](Self::count).
    ///
    /// In a nested object: the object is there, and lacks it. Of objects in a list only their own values can be asked, no
    /// lists and objects, because a server takes what stands beside them for their absence (1.39.0).
    pub fn is_null(self) -> Filter<R> {
        absent::<R, Pa, P>(true)
    }
}

/// Whether there is a value, as for `is_null`.
impl<R, Pa: Way + Reach<R>, P: Property<Kind: Absent<P>>> Field<R, Pa, P>
where
    P::Type: PropertyType<Optional: Nullable<P, Index: NullState<P::Owner>>>,
{
    /// The object has it, and it is no empty text.
    pub fn is_not_null(self) -> Filter<R> {
        absent::<R, Pa, P>(false)
    }
}

/// Whether there is no value. The index of absent values does not hear of links that are written after their object, as
/// those of a batch are, and calls them absent until the object is written anew; the number of links is always right
/// (1.39.0).
fn absent<R, Pa: Way, P: Property>(is: bool) -> Filter<R> {
    if <P::Type as PropertyType>::TYPE.data_type == DataType::Reference {
        let operator = if is { Operator::Equal } else { Operator::Greater };
        return at::<R, Pa>(P::NAME, false, true, operator, Value::Int(0));
    }
    test::<R, Pa, P>(Operator::IsNull, Value::Boolean(is))
}

impl<R, Pa: Way + Reach<R>, P: Property<Kind: HasLength<P, Index: Lengths<P::Owner>>>> Field<R, Pa, P>
where
    P::Type: PropertyType<Optional: KnownLength<P>>,
{
    /// The number of characters of a text, or of values of an array; 0 where there is none. Compare it with `eq`, `ne`, `lt`,
    /// `le`, `gt` and `ge`; a negative number is `InvalidInput`.
    ///
    /// It needs `#[weaviate(inverted(property_length))]` on the struct that the property belongs to, which behind a link
    /// is the one it leads to, and `null_state` beside it for an `Option`. Inside nested objects a server knows no length: `InvalidInput`.
    pub fn len(self) -> Length<R, Pa, P> {
        Length(PhantomData)
    }
}

impl<R, Pa: Way + Reach<R>, P: Property<Kind: Linked<P>>> Field<R, Pa, P> {
    /// The number of links. Compare it as a length: `== 0` is true where there is none, also of links that were written
    /// after their object.
    pub fn count(self) -> Count<R, Pa, P> {
        Count(PhantomData)
    }
}

/// A test against a list. An empty one is a constant, because its answer is known and a server refuses it; another goes
/// out as one array.
fn contains<R>(values: Vec<Value>, operator: Operator, test: fn(Operator, Value) -> Filter<R>) -> Filter<R> {
    if values.is_empty() {
        let any = matches!(operator, Operator::ContainsAny | Operator::MatchesAny);
        return Filter::new(ir::Filter::Constant(!any));
    }
    test(operator, array(values))
}

fn among<R>(listing: Listing, test: fn(Operator, Value) -> Filter<R>) -> Filter<R> {
    match listing {
        Listing::Values(values) => contains(values, Operator::ContainsAny, test),
        Listing::Between(start, end) => {
            let start = start.map(|value| test(Operator::GreaterEqual, value));
            let end = end.map(|(value, inside)| {
                test(if inside { Operator::LessEqual } else { Operator::Less }, value)
            });
            Filter::all(start.into_iter().chain(end))
        }
    }
}

/// Values of one type as the array of that type. They are of one type because a list operand has one element type.
fn array(values: Vec<Value>) -> Value {
    let (mut texts, mut ints, mut numbers, mut booleans) = (vec![], vec![], vec![], vec![]);
    for value in values {
        match value {
            Value::Text(text) => texts.push(text),
            Value::Int(int) => ints.push(int),
            Value::Number(number) => numbers.push(number),
            Value::Boolean(boolean) => booleans.push(boolean),
            Value::Refused(_) => return value,
            // `Operand` makes single values only.
            _ => {}
        }
    }
    if !texts.is_empty() {
        Value::Texts(texts)
    } else if !ints.is_empty() {
        Value::Ints(ints)
    } else if !numbers.is_empty() {
        Value::Numbers(numbers)
    } else {
        Value::Booleans(booleans)
    }
}

/// The length of a property, to be compared: what [`len`](Field::len) gives.
pub struct Length<R, Pa, P>(pub(super) PhantomData<fn() -> (R, Pa, P)>);

/// The number of links of a property, to be compared: what [`count`](Field::count) gives.
pub struct Count<R, Pa, P>(pub(super) PhantomData<fn() -> (R, Pa, P)>);

macro_rules! numeric {
    ($t:ident, $length:literal, $count:literal) => {
        numeric! { $t, $length, $count,
            /// `==`: exactly so many
            eq => Equal
            /// `!=`: more or fewer
            ne => NotEqual
            /// `<`: fewer
            lt => Less
            /// `<=`: at most so many
            le => LessEqual
            /// `>`: more
            gt => Greater
            /// `>=`: at least so many
            ge => GreaterEqual
        }
    };
    ($t:ident, $length:literal, $count:literal, $($(#[$meta:meta])* $name:ident => $operator:ident)*) => {
        impl<R, Pa: Tested, P: Property> $t<R, Pa, P> {
            $($(#[$meta])*
            pub fn $name<V: Operand<i64, P>>(self, value: V) -> Filter<R, Pa::Scope> {
                let filter = at::<R, Pa::Way>(P::NAME, $length, $count, Operator::$operator, value.value());
                Filter::new(filter.into_ir())
            })*
        }
    };
}

numeric! { Length, true, false }
numeric! { Count, false, true }

/// Ids are told apart and have no order in a filter.
impl<R, Pa: Way> Id<R, Pa> {
    /// `==`: the object of this id; behind a link, what links to it.
    pub fn eq<V: Operand<uuid::Uuid, metadata::id>>(self, id: V) -> Filter<R> {
        at::<R, Pa>("_id", false, false, Operator::Equal, id.value())
    }

    /// `!=`: every other object.
    pub fn ne<V: Operand<uuid::Uuid, metadata::id>>(self, id: V) -> Filter<R> {
        negated(self.eq(id))
    }

    /// `in`: one of these ids.
    pub fn is_in<V: Operands<uuid::Uuid, metadata::id>>(self, ids: V) -> Filter<R> {
        contains(ids.values(), Operator::ContainsAny, |operator, value| {
            at::<R, Pa>("_id", false, false, operator, value)
        })
    }
}

macro_rules! time {
    ($t:ident, $of:ident, $wire:literal, $($(#[$meta:meta])* $name:ident => $operator:ident)*) => {
        impl<R: Owner<Timestamps: Timestamps<R>>, Pa: Way> $t<R, Pa> {
            $($(#[$meta])*
            pub fn $name<V: Operand<date, metadata::$of>>(self, value: V) -> Filter<R> {
                at::<R, Pa>($wire, false, false, Operator::$operator, value.value())
            })*
        }
    };
    ($t:ident, $of:ident, $wire:literal) => {
        time! { $t, $of, $wire,
            /// `==`: at this very moment
            eq => Equal
            /// `!=`: at another moment
            ne => NotEqual
            /// `<`: before
            lt => Less
            /// `<=`: before or at
            le => LessEqual
            /// `>`: after
            gt => Greater
            /// `>=`: at or after
            ge => GreaterEqual
        }
    };
}

time! { CreatedAt, created_at, "_creationTimeUnix" }
time! { UpdatedAt, updated_at, "_lastUpdateTimeUnix" }
