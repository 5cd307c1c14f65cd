//! What a vector search may aim at, as types.

use std::marker::PhantomData;

use crate::plain::sealed::Sealed;

/// A collection without a vector.
#[derive(Debug, Clone, Copy)]
pub struct NoVector;

impl Sealed for NoVector {}
/// A collection with several vectors.
#[derive(Debug, Clone, Copy)]
pub struct Several;

impl Sealed for Several {}
/// The one vector `P`.
#[derive(Debug, Clone, Copy)]
pub struct One<P>(PhantomData<P>);

impl<P> Sealed for One<P> {}
/// The vectors of the tuple `T` together.
#[derive(Debug, Clone, Copy)]
pub struct Many<T>(PhantomData<T>);

impl<T> Sealed for Many<T> {}
/// Accepts everything: what was refused already is not refused twice.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Sealed for Nothing {}
