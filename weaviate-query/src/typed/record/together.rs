//! Several properties of a struct at once.
//!
//! For a struct of ten fields the derive used to write ten lines with a `?` each. rustc checks every `?`, every drop and
//! every field of a struct literal by itself: such a derive took a third longer. Now it writes one call for up to twelve
//! fields, `let (a, b, …) = read::<(A, B, …)>(row)?`, and the ten `?` stand here, in code that is compiled once for each
//! tuple.
//!
//! The impls for tuples come from one table, `for_tuples!`, as all impls for tuples in this crate do. The derive cuts a
//! struct's fields by its own number, which must not be larger than the table's.

use super::row::Row;
use crate::{
    plain::{error::Result, schema::FieldDef, sealed::Sealed, tuples::for_tuples, wire::Sink},
    typed::{kind::Whether, marker::Property, property::PropertyType},
};

/// A tuple of one to twelve properties, in the order of the struct's fields.
pub trait Together: Sealed {
    /// Their values.
    type Values;
    /// Their values where they are.
    type Refs<'a>;
    /// What is known of them by their markers: an entry each.
    const FIELDS: &'static [FieldDef];

    /// Reads the next ones of the row, and stops at the first that is wrong.
    fn read(row: &mut Row<'_, '_>) -> Result<Self::Values>;

    /// Hands them to the sink, and stops at the first that it refuses.
    fn write(values: Self::Refs<'_>, sink: &mut dyn Sink) -> Result<()>;
}

macro_rules! tuples {
    ($($p:ident $of:ident $n:tt)+) => {
        impl<$($p: Property),+> Together for ($($p,)+) {
            type Values = ($($p::Type,)+);
            type Refs<'a> = ($(&'a $p::Type,)+);
            const FIELDS: &'static [FieldDef] = &[$(field::<$p>()),+];

            #[inline]
            fn read(row: &mut Row<'_, '_>) -> Result<Self::Values> {
                Ok(($(row.get::<$p>()?,)+))
            }

            #[inline]
            fn write(values: Self::Refs<'_>, sink: &mut dyn Sink) -> Result<()> {
                $(write::<$p>(values.$n, sink)?;)+
                Ok(())
            }
        }
    };
}

for_tuples!(tuples, 12);

/// A property with nothing declared.
const fn field<P: Property>() -> FieldDef {
    FieldDef::new(P::NAME, <P::Type as PropertyType>::TYPE)
}

/// Hands one property to the sink, unless a rule of it does not allow the value.
#[inline]
pub(crate) fn write<P: Property>(value: &P::Type, sink: &mut dyn Sink) -> Result<()> {
    if let Some(rules) = P::RULES {
        let mut broken = Vec::new();
        rules(value, &mut broken);
        broken.into_iter().try_for_each(|broken| sink.broken(broken.inside(P::NAME)))?;
    }
    if <P::Filterable as Whether>::IS {
        value.fits_index().map_err(|error| error.context(format!("property `{}`", P::NAME)))?;
    }
    let written = value.write(P::NAME, sink);
    if const { <P::Type as PropertyType>::TYPE.object.is_some() } {
        return written.map_err(|error| error.context(format!("inside `{}`", P::NAME)));
    }
    written
}
