//! What a vector search may aim at, as types.

use std::marker::PhantomData;

/// A collection without a vector.
#[derive(Debug, Clone, Copy)]
pub struct NoVector;
/// A collection with several vectors.
#[derive(Debug, Clone, Copy)]
pub struct Several;
/// The one vector `P`.
#[derive(Debug, Clone, Copy)]
pub struct One<P>(PhantomData<P>);
/// The vectors of the tuple `T` together.
#[derive(Debug, Clone, Copy)]
pub struct Many<T>(PhantomData<T>);
/// Accepts everything: what was refused already is not refused twice.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;
