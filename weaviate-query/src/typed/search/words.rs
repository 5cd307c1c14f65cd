//! Where a search by words looks: `on`, and what `operator` takes.

use std::marker::PhantomData;

use crate::{
    plain::{sealed::Sealed, tuples::for_tuples},
    typed::{kind, marker::Property, token::Field},
};

/// How many of the words must be there, all of them in one property: what `operator` takes. That they may be spread over
/// several is a clause of its own, `and_cross`, because rustc checks what it searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// All
    And,
    /// At least so many
    Or(u32),
}

/// A property that keyword search covers: it does not say `searchable = false`. A server refuses the others: "Searching by
/// property 'n' requires inverted index" (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`{P}` is not in the keyword index",
    label = "`bm25` and `hybrid` search text properties without `searchable = false`"
)]
pub trait Searchable<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Searchable<P> for kind::yes {}

/// A kind that keyword search covers: text and lists of it. [`Searchable`] says whether its index was declared away.
#[diagnostic::on_unimplemented(
    message = "`{P}` is not in the keyword index",
    label = "`bm25` and `hybrid` search text properties"
)]
pub trait Keywords<P>: Sealed {
    /// The property: unknown where it is no text, so that it is not compared with others.
    type Text: Property;
}

// Recommended, so that rustc does not list what else takes properties instead.
impl<P: Property> Keywords<P> for kind::text {
    type Text = P;
}
#[diagnostic::do_not_recommend]
impl<P: Property> Keywords<P> for kind::list<kind::text> {
    type Text = P;
}

/// A property searched by words, with its weight: what [`weight`](Field::weight) makes, `.title ^ 2` in the macro.
#[derive(Debug, Clone, Copy)]
pub struct Weighted<P> {
    weight: u32,
    of: PhantomData<P>,
}

impl<P> Sealed for Weighted<P> {}

impl<C, P: Property> Field<C, (), P> {
    /// How much this property counts in a search by words; the others count 1.
    ///
    /// ```
    /// use weaviate_query::{Collection, kind, token::{Field, Property}};
    ///
    /// fn titles_first<C, T, S>(words: &str, title: Field<C, (), T>, summary: Field<C, (), S>)
    /// where
    ///     C: Collection,
    ///     T: Property<Kind = kind::text, Searchable = kind::yes>,
    ///     S: Property<Kind = kind::text, Searchable = kind::yes>,
    /// {
    ///     let asked = C::query().bm25(words).on((title.weight(2), summary));
    ///     # let _ = asked;
    /// }
    /// ```
    pub fn weight(self, weight: u32) -> Weighted<(C, P)> {
        Weighted { weight, of: PhantomData }
    }
}

/// Properties that a search by words looks at: a token, a token with a weight, or a tuple (up to eight) or array of these.
#[diagnostic::on_unimplemented(
    message = "this is no property of `{C}` to search",
    label = "`on` takes `.property` and `.property ^ weight` of `{C}`"
)]
pub trait On<C>: Sealed {
    /// Adds name and weight of each, in the order in which they were written.
    fn add(self, out: &mut Vec<(String, u32)>);
}

impl<C, P: Property<Searchable: Searchable<P>, Kind: Keywords<P>>> On<C> for Field<C, (), P> {
    fn add(self, out: &mut Vec<(String, u32)>) {
        out.push((P::NAME.into(), 1));
    }
}

impl<C, P: Property<Searchable: Searchable<P>, Kind: Keywords<P>>> On<C> for Weighted<(C, P)> {
    fn add(self, out: &mut Vec<(String, u32)>) {
        out.push((P::NAME.into(), self.weight));
    }
}

macro_rules! on {
    // What is wrong with one property is said of it; a list of tuples says nothing.
    ($i:ident $of:ident $n:tt) => { on! { @ [] $i } };
    ($($i:ident $of:ident $n:tt)+) => { on! { @ [#[diagnostic::do_not_recommend]] $($i)+ } };
    (@ [$($meta:tt)*] $($i:ident)+) => {
        #[allow(non_snake_case)]
        $($meta)*
        impl<Of, $($i: On<Of>),+> On<Of> for ($($i,)+) {
            fn add(self, out: &mut Vec<(String, u32)>) {
                let ($($i,)+) = self;
                $($i.add(out);)+
            }
        }
    };
}
for_tuples!(on, 8);

#[diagnostic::do_not_recommend]
impl<C, T: On<C>, const N: usize> On<C> for [T; N] {
    fn add(self, out: &mut Vec<(String, u32)>) {
        for on in self {
            on.add(out);
        }
    }
}
