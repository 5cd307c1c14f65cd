//! Filters that know their collection.

pub mod combine;
mod operand;
mod operator;
mod refused;
mod rules;

use std::{fmt, marker::PhantomData};

use crate::{
    plain::{
        ir::{self, Operator, Target, Value},
        sealed::Sealed,
    },
    typed::{
        kind,
        marker::Property,
        token::{Field, Reach, Way},
    },
};

pub use operand::{Among, Operand, Operands, TakesOption, integer, nothing};
pub use operator::{Count, Length};
pub use refused::{Refused, RefusedTime};
pub use rules::{
    Compared, Equated, Exact, Filterable, HasLength, Lengths, Linked, Listed, NullState, Nullable, Ordered,
    Place, Textual, Timestamps, Words,
};

/// What an object of the collection `C` must be like.
///
/// Made by the operators of tokens and by `filter!`; combined with `&`, `|`, `!`, [`Filter::all`] and
/// [`Filter::any`]. A filter that is only sometimes there is an `Option<Filter<C>>`.
pub struct Filter<C> {
    ir: ir::Filter,
    of: PhantomData<fn() -> C>,
}

impl<C> Sealed for Filter<C> {}

impl<C> Filter<C> {
    pub(crate) fn new(ir: ir::Filter) -> Self {
        Self { ir, of: PhantomData }
    }

    /// The filter as plain data.
    pub fn ir(&self) -> &ir::Filter {
        &self.ir
    }

    pub(crate) fn into_ir(self) -> ir::Filter {
        self.ir
    }

    /// All of them; every object passes if there are none.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::new(ir::Filter::all(parts.into_iter().map(Self::into_ir)))
    }

    /// At least one of them; no object passes if there are none.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::new(ir::Filter::any(parts.into_iter().map(Self::into_ir)))
    }
}

// Written out: a derive would ask the same of `C`.
impl<C> Clone for Filter<C> {
    fn clone(&self) -> Self {
        Self::new(self.ir.clone())
    }
}
impl<C> PartialEq for Filter<C> {
    fn eq(&self, other: &Self) -> bool {
        self.ir == other.ir
    }
}
impl<C> fmt::Debug for Filter<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

impl<C> std::ops::BitAnd for Filter<C> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self::all([self, other])
    }
}

impl<C> std::ops::BitOr for Filter<C> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self::any([self, other])
    }
}

impl<C> std::ops::Not for Filter<C> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(self.ir.not())
    }
}

/// What may stand where a filter is expected. `None` is no filter.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is not a filter of `{C}`",
    label = "expected `.property`, a `Filter<{C}>` or an `Option` of one"
)]
pub trait IntoFilter<C>: Sealed {
    /// The filter, if there is one.
    fn into_filter(self) -> Option<Filter<C>>;
}

#[diagnostic::do_not_recommend]
impl<C> IntoFilter<C> for Filter<C> {
    fn into_filter(self) -> Option<Self> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<C> IntoFilter<C> for &Filter<C> {
    fn into_filter(self) -> Option<Filter<C>> {
        Some(self.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<C> IntoFilter<C> for Option<Filter<C>> {
    fn into_filter(self) -> Self {
        self
    }
}

/// A property that is a condition by itself.
#[diagnostic::on_unimplemented(
    message = "`{P}` alone is not a condition",
    label = "add an operator and a value"
)]
pub trait Condition<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Condition<P> for kind::boolean {}

impl<C, Pa: Way + Reach<C>, P: Property> IntoFilter<C> for Field<C, Pa, P>
where
    P::Kind: Condition<P>,
    P::Filterable: Filterable<P>,
{
    fn into_filter(self) -> Option<Filter<C>> {
        Some(test::<C, Pa, P>(Operator::Equal, Value::Boolean(true)))
    }
}

/// A test of the property `P`.
pub(super) fn test<R, Pa: Way, P: Property>(operator: Operator, value: Value) -> Filter<R> {
    at::<R, Pa>(P::NAME, false, false, operator, value)
}

/// A test of what stands at the end of the way `Pa`.
pub(super) fn at<R, Pa: Way>(
    name: &str,
    length: bool,
    count: bool,
    operator: Operator,
    value: Value,
) -> Filter<R> {
    let mut path = Vec::new();
    Pa::steps(&mut path);
    let target = Target { path, name: name.to_owned(), length, count };
    Filter::new(ir::Filter::Test { target, operator, value })
}
