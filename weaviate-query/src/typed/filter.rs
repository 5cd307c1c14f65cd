//! Filters that know their collection.
//!
//! A [`Filter<C>`] is a condition on the objects of `C`. It is made by the operators of tokens, by hand or by `filter!`,
//! and used in questions for objects and for numbers, in deletes by condition and in a [`Boost`](crate::Boost):
//!
//! ```
//! use weaviate_query::{Filter, token::{ExactTextProperty, Field, IntProperty}};
//!
//! /// `.slug == slug && .words in 100..=500`
//! fn medium<C, S: ExactTextProperty, W: IntProperty>(
//!     slug: Field<C, (), S>,
//!     words: Field<C, (), W>,
//! ) -> Filter<C> {
//!     slug.eq("rust") & words.is_in(100..=500)
//! }
//! ```
//!
//! # Which operator needs what
//!
//! | operator | kinds | index | from |
//! |---|---|---|---|
//! | [`eq`](Field::eq), [`ne`](Field::ne) | int, number, boolean, date, uuid, text with `tokenization = field` | filterable | |
//! | [`lt`](Field::lt), [`le`](Field::le), [`gt`](Field::gt), [`ge`](Field::ge), [`is_in`](Field::is_in) | the same without boolean | filterable | |
//! | [`like`](Field::like) | text, arrays of it with the tokenization `word`, `lowercase`, `whitespace`, `field` | filterable | |
//! | [`matches`](Field::matches), [`matches_any`](Field::matches_any), [`matches_all`](Field::matches_all) | text cut into words, arrays of it | filterable | |
//! | [`matches_none`](Field::matches_none) | the same | filterable | 1.33 |
//! | [`contains_any`](Field::contains_any), [`contains_all`](Field::contains_all) | arrays, and text with `tokenization = field` | filterable | |
//! | [`contains_none`](Field::contains_none) | the same | filterable | 1.33 |
//! | [`within`](Field::within) | places | filterable | |
//! | [`is_null`](Field::is_null), [`is_not_null`](Field::is_not_null) | an `Option` of any kind | `inverted(null_state)` | |
//! | [`len`](Field::len) | text, arrays | `inverted(property_length)`; of an `Option` `null_state` too | |
//! | [`count`](Field::count) | links | | |
//! | `!` | a filter | | 1.33 |
//!
//! Where no version stands, the oldest supported server (1.32) has it. On an older server than the table says the
//! question is refused with [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before it is sent.
//!
//! # Absent values
//!
//! `ne`, `contains_none` and `matches_none` pass objects that lack the property, the other comparisons do not (1.39.0). An empty text
//! counts as absent for `is_null` and has the length 0, as an absent one has. An object that was written before its
//! property was added to the collection is not in the indexes behind `is_null` and `len`: neither `is_null()` nor
//! `len().eq(0)` finds it, until it is written again.
//!
//! # Words
//!
//! On text that is cut into words a server compares words and not values: with the tokenization `word`, "has the value
//! `red`" finds "red whale pot". So there is no `eq` and no `contains_any` there, but `matches` and `matches_any`. What
//! is looked for is cut as the text is. Where that leaves nothing (`"😂"`, and a stop word as `"the"`, with the
//! tokenization `word`; `"ab"` with `trigram`) a server fails, and where it cuts a pattern (`"hel* wor*"`) it answers
//! something else; both are `InvalidInput` when the question is sent, with the property, the word, its tokenization and
//! the stop words.
//!
//! # Behind links and in nested objects
//!
//! A way leads to many objects where it goes along a list of links or of nested objects. A test is met where one of them
//! meets it. Two tests that are joined by `&` may be met by different *linked* objects, because a server looks behind a
//! link for each test by itself; of a list of *nested* objects (not behind a link) one element must meet both. A test
//! that a server takes apart (a range with two ends, `contains_all`, `matches_all`) is never met by two: where it could be,
//! it does not compile. `!` is the opposite of what stands behind it: `!(.editors.born == 1900)` passes objects of which no editor
//! was born then, and `.editors.born != 1900` those that have one who was not. `contains_none` and `matches_none` are `!` before
//! `contains_any` and `matches_any`.
//!
//! A server looks for tests in a nested object at its *places* (each value of its lists, each object inside it), and takes what
//! stands beside a property for another value of it or for its absence, and two tests of two parts for one that nothing meets
//! (1.39.0). Of one object these are asked in other words. Of each object of a list there are none: `is_null` of a list or an
//! object there, and `!=` deeper down, do not compile; `&&` of tests in two parts (`.editors.home.town == "x" && .editors.marks
//! contains_any [1]`) is `InvalidInput`.
//!
//! # Files
//!
//! `operator` has the operators, `condition` those of a boost, `rules` the traits that say who has them, `lone` and `lacks` those about ways, `refused` the hidden twins that
//! say why not,
//! `operand` what may stand on the right, `combine` what `query!` writes for `&&`, `||`, `!` and `if`.

pub mod combine;
mod condition;
mod lacks;
mod lone;
mod operand;
mod operator;
mod pattern;
mod refused;
mod rules;
mod scope;

use std::{fmt, marker::PhantomData};

use crate::{
    plain::{
        ir::{self, Operator, Target, Value},
        schema::DataType,
        sealed::Sealed,
    },
    typed::{
        collection::Collection,
        kind,
        marker::Property,
        property::PropertyType,
        token::{Field, Reach, Way},
    },
};

pub use condition::{Looks, Ranked, Timeless, Weighed, Weighs};
pub use lacks::{InEach, InOne, Lacks, OneObject, Owns, OwnsIn, Shallow, ShallowStep, Single, SingleStep};
pub use lone::{Differs, Elements, Ends, Here, Inside, Knows, Leads, Lone, OneLink, Own, Unlinked};
pub use operand::{Among, HoldsText, Operand, Operands, TakesNone, Undated, integer, nothing};
pub use operator::{Count, Length};
pub use pattern::{Blanks, Signs, blanks, signs};
pub use refused::{Refused, RefusedTime};
pub use rules::{
    Absent, AnyIndex, Compared, Equated, Exact, Filterable, HasLength, Held, IndexedInside, KnownLength,
    LengthOfNone, Lengths, Linked, Listed, NullState, Nullable, Ordered, Patterned, Place, Textual,
    Timestamps, Words,
};
pub use scope::{Anywhere, Comparing, Counts, Deletes, Placed, Raises, Scope, Tested};

/// What an object of the collection `C` must be like.
///
/// Made by the operators of tokens and by `filter!`; combined with `&`, `|`, `!`, [`Filter::all`] and
/// [`Filter::any`]. A filter that is only sometimes there is an `Option<Filter<C>>`, which every clause takes.
///
/// A filter of another collection does not fit, because the collection is part of the type:
///
/// ```compile_fail
/// use weaviate_query::{Collection, Filter, Query};
///
/// fn mixed<A: Collection, B: Collection>(only: Filter<B>) {
///     A::query().filter(only);
/// }
/// ```
///
/// A filter with a test of a place is a `Filter<C, Placed>`: `fetch` takes it, and what counts or deletes does not,
/// because a server finds nothing by it there. What is combined with it is one too; alone, a `Filter<C>` becomes one
/// by [`into`](Into::into). A [`Condition<C>`](crate::boost::Condition) is a `Filter<C, Comparing>`, which is taken wherever
/// a filter is.
pub struct Filter<C, K = Anywhere> {
    ir: ir::Filter,
    of: PhantomData<fn() -> (C, K)>,
}

impl<C, K> Sealed for Filter<C, K> {}

impl<C, K> Filter<C, K> {
    pub(crate) fn new(ir: ir::Filter) -> Self {
        Self { ir, of: PhantomData }
    }

    /// The filter as plain data, for what has no types: tools, logs, `explain`.
    pub fn ir(&self) -> &ir::Filter {
        &self.ir
    }

    pub(crate) fn into_ir(self) -> ir::Filter {
        self.ir
    }

    /// The filter as a question about `C` has it. Texts that `C` leaves no word of, by its tokenizations and stop words,
    /// are [`Value::Refused`] there: to send it is `InvalidInput`, with the reason.
    ///
    /// ```
    /// use weaviate_query::{Collection, Filter, ir};
    ///
    /// fn sent<C: Collection>(filter: Filter<C>) -> ir::Filter {
    ///     filter.into_question()
    /// }
    /// ```
    pub fn into_question(self) -> ir::Filter
    where
        C: Collection,
    {
        let mut ir = self.ir;
        crate::plain::render::refuse_lost_words(&mut ir, C::SCHEMA);
        ir
    }

    /// All of them; every object passes if there are none. Then there is nothing to send: a server refuses an empty `And`.
    ///
    /// ```
    /// use weaviate_query::{Filter, token::{Field, IntProperty}};
    ///
    /// fn more_than_each<C, P: IntProperty>(of: Field<C, (), P>, numbers: &[i64]) -> Filter<C> {
    ///     Filter::all(numbers.iter().map(|number| of.gt(number)))
    /// }
    /// ```
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::new(ir::Filter::all(parts.into_iter().map(Self::into_ir)))
    }

    /// At least one of them; no object passes if there are none. A question with such a filter needs no request: its answer
    /// is empty.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::new(ir::Filter::any(parts.into_iter().map(Self::into_ir)))
    }
}

macro_rules! wider {
    ($($from:ident => $to:ident),*) => { $(
        impl<C> From<Filter<C, $from>> for Filter<C, $to> {
            fn from(filter: Filter<C, $from>) -> Self {
                Self::new(filter.ir)
            }
        }
    )* };
}
wider! { Comparing => Anywhere, Comparing => Placed, Anywhere => Placed }

// Written out: a derive would ask the same of `C`.
impl<C, K> Clone for Filter<C, K> {
    fn clone(&self) -> Self {
        Self::new(self.ir.clone())
    }
}
impl<C, K> PartialEq for Filter<C, K> {
    fn eq(&self, other: &Self) -> bool {
        self.ir == other.ir
    }
}
impl<C, K> fmt::Debug for Filter<C, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

impl<C, K: Scope, L: Scope> std::ops::BitAnd<Filter<C, L>> for Filter<C, K> {
    type Output = Filter<C, K::With<L>>;

    fn bitand(self, other: Filter<C, L>) -> Self::Output {
        Filter::new(ir::Filter::all([self.ir, other.ir]))
    }
}

impl<C, K: Scope, L: Scope> std::ops::BitOr<Filter<C, L>> for Filter<C, K> {
    type Output = Filter<C, K::With<L>>;

    fn bitor(self, other: Filter<C, L>) -> Self::Output {
        Filter::new(ir::Filter::any([self.ir, other.ir]))
    }
}

impl<C, K> std::ops::Not for Filter<C, K> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(self.ir.not())
    }
}

/// What may stand where a filter is expected: a filter by value or by reference, an `Option` of one, or a boolean
/// property that is a condition by itself. `None` is no filter, so that every object passes.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not a filter of `{C}`",
    label = "expected `.property`, a `Filter<{C}>` or an `Option` of one"
)]
pub trait IntoFilter<C, K>: Sealed {
    /// The filter, if there is one.
    fn into_filter(self) -> Option<Filter<C, K>>;
}

#[diagnostic::do_not_recommend]
impl<C, K> IntoFilter<C, K> for Filter<C, K> {
    fn into_filter(self) -> Option<Self> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<C, K> IntoFilter<C, K> for &Filter<C, K> {
    fn into_filter(self) -> Option<Filter<C, K>> {
        Some(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<C, K> IntoFilter<C, K> for Option<Filter<C, K>> {
    fn into_filter(self) -> Self {
        self
    }
}

/// A property that is a condition by itself: a boolean, which then must be true. Another property needs an operator, as
/// `title` alone says nothing of what it should be.
#[diagnostic::on_unimplemented(
    message = "`{P}` alone is not a condition",
    label = "add an operator and a value"
)]
pub trait Condition<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Condition<P> for kind::boolean {}

impl<C, Pa: Tested + Reach<C> + Looks<P::Filterable, P>, P: Property> IntoFilter<C, Pa::Scope>
    for Field<C, Pa, P>
where
    P::Kind: Condition<P>,
{
    fn into_filter(self) -> Option<Filter<C, Pa::Scope>> {
        let filter = test::<C, Pa::Way, P>(Operator::Equal, Value::Boolean(true));
        Some(Filter::new(filter.into_ir()))
    }
}

/// A test of the property `P`.
pub(super) fn test<R, Pa: Way, P: Property>(operator: Operator, value: Value) -> Filter<R> {
    let of = <P::Type as PropertyType>::TYPE;
    let parts = of.many || of.data_type == DataType::Object;
    Filter::new(tested(way::<Pa>(), P::NAME, parts, operator, value))
}

/// What is the same for every property stands here, and is not compiled anew for each.
#[inline(never)]
fn tested(path: Vec<ir::Step>, name: &str, parts: bool, operator: Operator, value: Value) -> ir::Filter {
    let target = Target { path, name: name.to_owned(), length: false, count: false, parts };
    ir::Filter::Test { target, operator, value }
}

/// A test of what stands at the end of the way `Pa`: of its length with `length`, of the number of links with `count`.
pub(super) fn at<R, Pa: Way>(
    name: &str,
    length: bool,
    count: bool,
    operator: Operator,
    value: Value,
) -> Filter<R> {
    let target = Target { path: way::<Pa>(), name: name.to_owned(), length, count, parts: false };
    Filter::new(ir::Filter::Test { target, operator, value })
}

fn way<Pa: Way>() -> Vec<ir::Step> {
    let mut steps = Vec::new();
    Pa::steps(&mut steps);
    steps
}
