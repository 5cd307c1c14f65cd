//! Several properties of a struct at once: the derive writes one call for them, because rustc checks one call for less
//! than one for each.

use super::row::Row;
use crate::{
    plain::{error::Result, sealed::Sealed, tuples::for_tuples, wire::Sink},
    typed::{marker::Property, property::PropertyType},
};

/// A tuple of properties, in the order of the struct's fields.
pub trait Together: Sealed {
    /// Their values.
    type Values;
    /// Their values where they are.
    type Refs<'a>;

    /// Reads the next ones of the row.
    fn read(row: &mut Row<'_, '_>) -> Result<Self::Values>;

    /// Hands them to the sink.
    fn write(values: Self::Refs<'_>, sink: &mut dyn Sink) -> Result<()>;
}

macro_rules! tuples {
    ($($p:ident $of:ident $n:tt)+) => {
        impl<$($p: Property),+> Together for ($($p,)+) {
            type Values = ($($p::Type,)+);
            type Refs<'a> = ($(&'a $p::Type,)+);

            #[inline]
            fn read(row: &mut Row<'_, '_>) -> Result<Self::Values> {
                Ok(($(row.get::<$p>()?,)+))
            }

            #[inline]
            fn write(values: Self::Refs<'_>, sink: &mut dyn Sink) -> Result<()> {
                $(values.$n.write($p::NAME, sink)?;)+
                Ok(())
            }
        }
    };
}

for_tuples!(tuples, 12);
