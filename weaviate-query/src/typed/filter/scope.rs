//! Where a filter may be asked: a server finds by a place only what it fetches.
//!
//! An aggregate and a deletion are given no index of places (1.39.0): they count and delete nothing by `within`, and
//! by its negation everything.

use crate::plain::sealed::Sealed;

/// Where a filter may be asked. Total, so that a rule that fails leaves the type of what is combined known.
pub trait Scope: Sealed + 'static {
    /// Of a filter that is combined with one of `L`.
    type With<L: Scope>: Scope;
}

/// No test of a place: it may be asked anywhere.
#[derive(Debug, Clone, Copy)]
pub enum Anywhere {}

/// There is a test of a place: only `fetch` takes it.
#[derive(Debug, Clone, Copy)]
pub enum Placed {}

impl Sealed for Anywhere {}
impl Sealed for Placed {}

impl Scope for Anywhere {
    type With<L: Scope> = L;
}
impl Scope for Placed {
    type With<L: Scope> = Self;
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

/// A filter that a boost can go by.
#[diagnostic::on_unimplemented(
    message = "the filter of a boost knows no `within`",
    label = "this tests a place; `Boost::filter` compares text, numbers, booleans and uuids"
)]
pub trait Raises: Sealed {}

#[diagnostic::do_not_recommend]
impl Counts for Anywhere {}
#[diagnostic::do_not_recommend]
impl Deletes for Anywhere {}
#[diagnostic::do_not_recommend]
impl Raises for Anywhere {}
