//! Filters: read from a request, checked against the schema, planned, and evaluated on a shard.
//!
//! Each step has its own refusals, and the server puts different places in front of them, so the steps stay apart.

mod clause;
mod evaluate;
mod form;
mod keys;
mod like;
mod nested;
mod plan;
mod planner;
mod read;
mod types;
mod validate;

pub(crate) use clause::{Clause, Comparison, Operand, Operator};
pub(crate) use evaluate::{evaluate, evaluate_up_to};
pub(crate) use form::check_form;
pub(crate) use like::Pattern;
pub(crate) use planner::plan;
pub(crate) use read::{read, read_doc};
pub(crate) use validate::validate;
