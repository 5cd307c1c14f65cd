//! Scores raised or lowered by conditions: from 1.38.
//!
//! | boost | of a property | an object's value, before weights |
//! |---|---|---|
//! | [`Boost::filter`] | what the [`Condition`] compares | 1 if it passes, else 0 |
//! | [`Boost::time_decay`] | a date | 1 at the origin, half of it at a distance of `scale`, and falling |
//! | [`Boost::numeric_decay`] | an int or number | the same |
//! | [`Boost::property`] | an int or number | 0 for the least that was found, 1 for the greatest |
//! | [`Boost::blend`] | | several of these, each with a weight |
//!
//! A boost goes with every question but a walk with `after`, whose order it would break; with `sort` it is `InvalidInput`.
//!
//! A server checks half of it: an origin or a scale that it cannot read changes nothing, without an error (1.39.0). So all
//! of it is checked here, the types of properties by rustc and the rest when the question is sent: texts of times, numbers
//! that are not finite, a `scale` of 0, a `depth` of 0, a weight beyond 0 to 1, more than 20 conditions. Those are
//! `InvalidInput`.

mod values;

use std::{fmt, marker::PhantomData};

use crate::plain::{sealed::Sealed, tuples::for_tuples};

pub use crate::plain::ir::{Curve, Modifier};
pub use values::{Ages, Counts, Numeric, Origin, Own, Span};

use crate::{
    plain::ir::{self, Measure},
    typed::{
        collection::Collection,
        filter::{Comparing, Filter, Raises},
        marker::Property,
        token::{AtHand, Field},
    },
};

/// What `boost` takes: conditions, and how much they count against the search.
///
/// The search finds as many objects as [`depth`](Self::depth) says, each condition gives each of them a value from 0 to
/// 1, and the results are ordered by a mixture of both. Nothing is left out by it: for that there is `filter`. `K` says
/// what it is made of, which decides what can be set ([`curve`](Boost::curve) of a decay, [`modifier`](Boost::modifier) of
/// a number); [`any`](Self::any) forgets it.
///
/// ```
/// # use std::time::Duration;
/// # use weaviate_query::{Boost, Collection};
/// # fn f<C: Collection>(popular: Boost<C>, recent: Boost<C>) {
/// let boost = Boost::blend([popular.weight(2.0), recent]).weight(0.3).depth(50);
/// # let _ = boost; }
/// ```
pub struct Boost<C, K = Any> {
    ir: ir::Boost,
    of: PhantomData<fn() -> (C, K)>,
}

impl<C, K> Sealed for Boost<C, K> {}

/// What a boost can go by: a filter that only compares. A server has no index here, it looks at the values of each object
/// that was found: `==`, `!=`, `<`, `<=`, `>`, `>=` and `in` with text, numbers, booleans and uuids of the object itself,
/// joined by `&`, `|` and `!`. Text is compared whole, whatever its tokenization, and by its bytes.
///
/// `condition!(Article, .public && .words >= 3)` makes one, by hand the tokens of [`fields`]. What else a filter may hold
/// does not compile in it; it is itself a filter, for every clause that takes one.
pub type Condition<C> = Filter<C, Comparing>;

/// The tokens that conditions are made of: as [`FIELDS`](Collection::FIELDS), with the operators of a [`Condition`].
///
/// ```
/// use weaviate_query::{Boost, token::{AtHand, Field, IntProperty}};
///
/// fn long<C: weaviate_query::Collection, P: IntProperty>(words: Field<C, AtHand, P>) -> Boost<C> {
///     Boost::filter(words.ge(1_000)).weight(0.2)
/// }
/// ```
pub fn fields<C: Collection>() -> &'static C::Fields<C, AtHand> {
    C::fields()
}

/// Any boost: what functions return and lists hold.
#[derive(Debug, Clone, Copy)]
pub enum Any {}
/// A boost by the time between a date and an origin.
#[derive(Debug, Clone, Copy)]
pub enum TimeDecay {}
/// A boost by the distance between a number and an origin.
#[derive(Debug, Clone, Copy)]
pub enum NumericDecay {}
/// A boost by a number.
#[derive(Debug, Clone, Copy)]
pub enum Value {}

impl<C: Collection> Boost<C> {
    /// Objects that pass a [`Condition`] are raised; with a negative weight in a [`blend`](Self::blend) they are lowered.
    /// `condition!` writes one as `filter!` does a filter.
    ///
    /// ```
    /// use weaviate_query::{Boost, Collection, boost::Condition};
    ///
    /// /// What is wanted first, and what is not last.
    /// fn sorted_out<C: Collection>(wanted: Condition<C>, unwanted: Condition<C>) -> Boost<C> {
    ///     Boost::blend([Boost::filter(wanted), Boost::filter(unwanted).weight(-1.0)])
    /// }
    /// ```
    pub fn filter<K: Raises<C>>(condition: Filter<C, K>) -> Self {
        Self::one(Measure::Filter(condition.into_ir()))
    }

    /// Objects are raised the more, the nearer a date is to an origin, which is now if nothing is said. At a distance
    /// of `scale` the value is half of what it is at the origin.
    ///
    /// `scale` is a `Duration`, or text such as `"7d"`, `"12h"`, `"30m"`, `"10s"`, `"500ms"`; it must be more than 0.
    ///
    /// ```
    /// use std::time::Duration;
    /// use weaviate_query::{Boost, Collection, token::{DateProperty, Field}};
    ///
    /// fn recent<C: Collection, P: DateProperty>(published: Field<C, (), P>) -> Boost<C> {
    ///     let week = Duration::from_secs(7 * 86_400);
    ///     Boost::time_decay(published, week).offset("1d").weight(0.3).any()
    /// }
    /// ```
    pub fn time_decay<Pa: Own<P>, P: Property<Kind: Ages<P>>>(
        _: Field<C, Pa, P>,
        scale: impl Span,
    ) -> Boost<C, TimeDecay> {
        Boost::one(Measure::TimeDecay {
            property: P::NAME.into(),
            origin: "now".into(),
            scale: scale.into_span(),
            offset: None,
            decay: ir::Decay::default(),
        })
    }

    /// Objects are raised the more, the nearer a number is to an origin. At a distance of `scale` the value is half of
    /// what it is at the origin; `scale` must be more than 0.
    ///
    /// ```
    /// use weaviate_query::{Boost, Collection, boost::Curve, token::{Field, NumberProperty}};
    ///
    /// /// Prices about 20 first; down to 15 and up to 25 nothing falls.
    /// fn about_twenty<C: Collection, P: NumberProperty>(price: Field<C, (), P>) -> Boost<C> {
    ///     Boost::numeric_decay(price, 20, 10).offset(5).curve(Curve::Linear).any()
    /// }
    /// ```
    pub fn numeric_decay<Pa: Own<P>, P: Property<Kind: Counts<P>>>(
        _: Field<C, Pa, P>,
        origin: impl Numeric,
        scale: impl Numeric,
    ) -> Boost<C, NumericDecay> {
        Boost::one(Measure::NumericDecay {
            property: P::NAME.into(),
            origin: origin.into_number(),
            scale: scale.into_number(),
            offset: None,
            decay: ir::Decay::default(),
        })
    }

    /// Objects are raised by a number: 0 for the least that was found, 1 for the greatest. Where a few are very large,
    /// [`modifier`](Boost::modifier) makes them less so.
    pub fn property<Pa: Own<P>, P: Property<Kind: Counts<P>>>(_: Field<C, Pa, P>) -> Boost<C, Value> {
        Boost::one(Measure::Property { property: P::NAME.into(), modifier: None })
    }

    /// Several boosts as one. The weight of each is what it counts beside the others, 1 if nothing is said; a negative
    /// one lowers. If the whole has no [`depth`](Self::depth) of its own, it is the greatest of the parts'.
    ///
    /// Takes a tuple, an array or a `Vec`.
    pub fn blend(parts: impl Boosts<C>) -> Self {
        let mut blend = ir::Boost::default();
        parts.each(&mut |part| {
            blend.depth = blend.depth.max(part.depth);
            join(part, &mut blend.conditions);
        });
        Self { ir: blend, of: PhantomData }
    }
}

impl<C, K> Boost<C, K> {
    fn one(of: Measure) -> Self {
        let conditions = vec![ir::Condition { of, weight: None }];
        Self { ir: ir::Boost { conditions, ..ir::Boost::default() }, of: PhantomData }
    }

    /// How much it counts against the search, from 0 (not at all) to 1 (alone); 0.5 if this is left out. In a
    /// [`blend`](Boost::blend), how much it counts beside the others: any finite number, negative ones lower, and a part
    /// with 0 is not sent, because a server reads 0 as 1.
    #[must_use]
    pub fn weight(mut self, weight: f32) -> Self {
        self.ir.weight = Some(weight);
        self
    }

    /// How many of the search's results are looked at; 100 if this is left out, and 0 is `InvalidInput`.
    #[must_use]
    pub fn depth(mut self, depth: u32) -> Self {
        self.ir.depth = Some(depth);
        self
    }

    /// The same boost without its kind, so that boosts of several kinds have one type: in a list, or returned from branches.
    #[must_use]
    pub fn any(self) -> Boost<C> {
        Boost { ir: self.ir, of: PhantomData }
    }

    fn measure(mut self, set: impl FnOnce(&mut Measure)) -> Self {
        if let Some(condition) = self.ir.conditions.first_mut() {
            set(&mut condition.of);
        }
        self
    }

    fn falls(self, set: impl FnOnce(&mut ir::Decay)) -> Self {
        self.measure(|of| match of {
            Measure::TimeDecay { decay, .. } | Measure::NumericDecay { decay, .. } => set(decay),
            _ => {}
        })
    }
}

impl<C> Boost<C, TimeDecay> {
    /// Where the value is 1: a `DateTime`, or text in RFC 3339.
    #[must_use]
    pub fn origin(self, origin: impl Origin) -> Self {
        self.measure(|of| {
            if let Measure::TimeDecay { origin: known, .. } = of {
                *known = origin.into_origin();
            }
        })
    }

    /// So far from the origin nothing falls.
    #[must_use]
    pub fn offset(self, offset: impl Span) -> Self {
        self.measure(|of| {
            if let Measure::TimeDecay { offset: known, .. } = of {
                *known = Some(offset.into_span());
            }
        })
    }
}

impl<C> Boost<C, NumericDecay> {
    /// So far from the origin nothing falls.
    #[must_use]
    pub fn offset(self, offset: impl Numeric) -> Self {
        self.measure(|of| {
            if let Measure::NumericDecay { offset: known, .. } = of {
                *known = Some(offset.into_number());
            }
        })
    }
}

macro_rules! decays {
    ($($k:ident)*) => { $(
        impl<C> Boost<C, $k> {
            /// How it falls: exponentially, if this is left out. All curves meet at the origin and at one scale.
            #[must_use]
            pub fn curve(self, curve: Curve) -> Self {
                self.falls(|decay| decay.curve = Some(curve))
            }

            /// The value at a distance of one scale, more than 0 and at most 1: 0.5, if this is left out.
            #[must_use]
            pub fn decay(self, value: f32) -> Self {
                self.falls(|decay| decay.value = Some(value))
            }
        }
    )* };
}
decays! { TimeDecay NumericDecay }

impl<C> Boost<C, Value> {
    /// What is made of the number before it counts: the logarithm of one more, or the root.
    #[must_use]
    pub fn modifier(self, modifier: Modifier) -> Self {
        self.measure(|of| {
            if let Measure::Property { modifier: known, .. } = of {
                *known = Some(modifier);
            }
        })
    }
}

impl<C, K> Clone for Boost<C, K> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), of: PhantomData }
    }
}

impl<C, K> fmt::Debug for Boost<C, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

/// Adds the conditions of a part. A server has one level of conditions and no blends inside blends: the weight of an inner
/// blend is shared out among its conditions, by their own weights.
fn join(part: ir::Boost, into: &mut Vec<ir::Condition>) {
    let alone = part.conditions.len() == 1;
    let all: f32 = part.conditions.iter().map(|inner| inner.weight.unwrap_or(1.0).abs()).sum();
    for inner in part.conditions {
        let share = match inner.weight {
            None if alone => None,
            _ if all == 0.0 => Some(0.0),
            weight => Some(weight.unwrap_or(1.0) / all),
        };
        let weight = match (part.weight, share) {
            (Some(outer), Some(share)) => Some(outer * share),
            (outer, share) => outer.or(share),
        };
        into.push(ir::Condition { weight, ..inner });
    }
}

/// A boost, or none.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no boost of `{C}`",
    label = "expected a `Boost<{C}>`, or an `Option` of one"
)]
pub trait IntoBoost<C>: Sealed {
    /// As plain data.
    fn into_boost(self) -> Option<ir::Boost>;
}

#[diagnostic::do_not_recommend]
impl<C, K> IntoBoost<C> for Boost<C, K> {
    fn into_boost(self) -> Option<ir::Boost> {
        Some(self.ir)
    }
}

#[diagnostic::do_not_recommend]
impl<C, K> IntoBoost<C> for &Boost<C, K> {
    fn into_boost(self) -> Option<ir::Boost> {
        Some(self.ir.clone())
    }
}

#[diagnostic::do_not_recommend]
impl<C, K> IntoBoost<C> for Option<Boost<C, K>> {
    fn into_boost(self) -> Option<ir::Boost> {
        self.map(|boost| boost.ir)
    }
}

/// What `blend` takes.
#[diagnostic::on_unimplemented(
    message = "these are no boosts of `{C}`",
    label = "expected a tuple, array or `Vec` of `Boost<{C}>`, each or an `Option` of one"
)]
pub trait Boosts<C>: Sealed {
    /// Hands out each of them as plain data.
    fn each(self, part: &mut dyn FnMut(ir::Boost));
}

impl<C, B: IntoBoost<C>, const N: usize> Boosts<C> for [B; N] {
    fn each(self, part: &mut dyn FnMut(ir::Boost)) {
        self.into_iter().filter_map(IntoBoost::into_boost).for_each(part);
    }
}

impl<C, B: IntoBoost<C>> Boosts<C> for Vec<B> {
    fn each(self, part: &mut dyn FnMut(ir::Boost)) {
        self.into_iter().filter_map(IntoBoost::into_boost).for_each(part);
    }
}

macro_rules! tuples {
    ($($i:ident $of:ident $n:tt)+) => {
        #[allow(non_snake_case)]
        impl<Of, $($i: IntoBoost<Of>),+> Boosts<Of> for ($($i,)+) {
            fn each(self, part: &mut dyn FnMut(ir::Boost)) {
                let ($($i,)+) = self;
                $($i.into_boost().into_iter().for_each(&mut *part);)+
            }
        }
    };
}
for_tuples!(tuples, 8);
