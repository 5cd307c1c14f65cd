//! Where a filter may be asked: a server finds by a place only what it fetches, and a boost only compares.
//!
//! An aggregate and a deletion are given no index of places (1.39.0): they count and delete nothing by `within`, and
//! by its negation everything. A boost has no index at all, it compares the values of each object that was found; so its
//! conditions are made of other tokens, whose way is [`AtHand`].

use crate::{
    plain::sealed::Sealed,
    typed::{
        marker::Property,
        token::{AtHand, Below, Way},
    },
};

/// Where a filter may be asked. Total, so that a rule that fails leaves the type of what is combined known.
pub trait Scope: Sealed + 'static {
    /// Of a filter that is combined with one of `L`.
    type With<L: Scope>: Scope;
    /// Of a filter that is combined with one that has an index.
    type Wider: Scope;
}

/// Comparisons alone: it may be asked anywhere, also by a boost.
#[derive(Debug, Clone, Copy)]
pub enum Comparing {}

/// No test of a place: it may be asked anywhere but by a boost.
#[derive(Debug, Clone, Copy)]
pub enum Anywhere {}

/// There is a test of a place: only `fetch` takes it.
#[derive(Debug, Clone, Copy)]
pub enum Placed {}

impl Sealed for Comparing {}
impl Sealed for Anywhere {}
impl Sealed for Placed {}

impl Scope for Comparing {
    type With<L: Scope> = L;
    type Wider = Anywhere;
}
impl Scope for Anywhere {
    type With<L: Scope> = L::Wider;
    type Wider = Self;
}
impl Scope for Placed {
    type With<L: Scope> = Self;
    type Wider = Self;
}

/// What a filter is that tests something at the end of a way. Total.
pub trait Tested: Sealed {
    /// Where it may be asked.
    type Scope: Scope;
    /// The same of a test of a place.
    type Placed: Scope;
    /// The way as a filter goes it.
    type Way: Way;
}

impl Tested for () {
    type Scope = Anywhere;
    type Placed = Placed;
    type Way = ();
}
impl<Pa: Tested, Q: Property> Tested for Below<Pa, Q> {
    type Scope = Pa::Scope;
    type Placed = Pa::Placed;
    type Way = Below<Pa::Way, Q>;
}
impl Tested for AtHand {
    type Scope = Comparing;
    type Placed = Comparing;
    type Way = ();
}

/// A filter that an aggregate can count by.
#[diagnostic::on_unimplemented(
    message = "an aggregate cannot count by a place: the server finds nothing by `within` there",
    label = "this tests a place; fetch what it finds with `select: {{ id }}` and count the rows"
)]
pub trait Counts: Sealed {}

/// A filter that a deletion can go by.
#[diagnostic::on_unimplemented(
    message = "`delete_where` cannot delete by a place: the server finds nothing by `within` there, and everything by `!`",
    label = "this tests a place; fetch what it finds with `select: {{ id }}` and delete by these ids: `.id() in ids`"
)]
pub trait Deletes: Sealed {}

/// A condition, which a boost can go by.
#[diagnostic::on_unimplemented(
    message = "a boost takes a condition, and this is a filter",
    label = "write `condition!({C}, …)`: a boost compares without an index, and a filter may hold more"
)]
pub trait Raises<C>: Sealed {}

#[diagnostic::do_not_recommend]
impl Counts for Comparing {}
#[diagnostic::do_not_recommend]
impl Counts for Anywhere {}
#[diagnostic::do_not_recommend]
impl Deletes for Comparing {}
#[diagnostic::do_not_recommend]
impl Deletes for Anywhere {}
#[diagnostic::do_not_recommend]
impl<C> Raises<C> for Comparing {}
