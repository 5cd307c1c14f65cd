//! What a vector search may aim at, as types.
//!
//! | the collection has | without `target` | with `target: .a` | with `target: sum(.a, .b)` |
//! |---|---|---|---|
//! | no vector | [`NoVector`]: an error | an error | an error |
//! | one | [`One`] | [`One`] | an error at the missing name |
//! | several | [`Several`]: an error, as a server does not choose | [`One`] | [`Many`] |

use std::marker::PhantomData;

use crate::plain::sealed::Sealed;

/// A collection without a vector: it is listed and searched by words.
#[derive(Debug, Clone, Copy)]
pub struct NoVector;

impl Sealed for NoVector {}
/// A collection with several vectors, of which `target` must name those to search: a server does not choose ("has multiple
/// vectors, but no target vectors were provided", 1.39.0).
#[derive(Debug, Clone, Copy)]
pub struct Several;

impl Sealed for Several {}
/// The one vector `P`: it has a dimension that query vectors must fit, a distance, and perhaps a vectorizer.
#[derive(Debug, Clone, Copy)]
pub struct One<P>(PhantomData<P>);

impl<P> Sealed for One<P> {}
/// The vectors of the tuple `T` together, their distances joined. One query vector is for all of them, or each gets its
/// own.
#[derive(Debug, Clone, Copy)]
pub struct Many<T>(PhantomData<T>);

impl<T> Sealed for Many<T> {}
/// A target after a mistake that has been said, or of a state without one. It accepts every query vector, so that nothing
/// is refused twice.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Sealed for Nothing {}
