//! The clauses of searches, for questions for objects and for numbers alike.
//!
//! Both builders hold the IR with a `search`, and the targets that `target` named for the search to come. So the clauses
//! are written once, in a macro that each builder calls, and stand there twice: inherent with the rule on the `impl`, and
//! in the builder's hidden trait with the rule on the method.
//!
//! Searches return a state whose target is `S::Target<C::Vectors>`: what `target` named, else what the collection has.
//! That is total, so after a mistake about the target the clauses behind it are judged as usual; after one about the
//! search itself they are judged no more, the state is then [`Unclear`](crate::typed::search::Unclear).

use crate::{
    plain::ir,
    typed::{
        collection::Collection,
        search::{State, Targeted},
    },
};

/// The half by words, if this search has one.
pub(crate) fn keywords(search: &mut Option<ir::Search>) -> Option<&mut ir::Bm25> {
    match search {
        Some(ir::Search::Bm25(keywords)) => Some(keywords),
        Some(ir::Search::Hybrid(hybrid)) => Some(&mut hybrid.keywords),
        _ => None,
    }
}

pub(crate) fn hybrid(search: &mut Option<ir::Search>) -> Option<&mut ir::Hybrid> {
    match search {
        Some(ir::Search::Hybrid(hybrid)) => Some(hybrid),
        _ => None,
    }
}

pub(crate) fn text(search: &mut Option<ir::Search>) -> Option<&mut ir::NearText> {
    match search {
        Some(ir::Search::NearText(text)) => Some(text),
        _ => None,
    }
}

/// What a question of `C` in the state `S` searches.
pub(crate) type Aim<C, S> = <S as State>::Target<<C as Collection>::Vectors>;
/// What that is declared as, its vectorizer, and its property.
pub(crate) type Declared<C, S> = <Aim<C, S> as Targeted>::Declared;
pub(crate) type Vectorizer<C, S> = <Aim<C, S> as Targeted>::Vectorizer;
pub(crate) type Of<C, S> = <Aim<C, S> as Targeted>::Of;

/// Declares the clauses of searches twice for a builder: inherent where their rule holds, and in a hidden trait for its
/// message. `$x` is the builder's third parameter, which a search needs to be `$searched`. The
/// clauses that take a value come with their rule from the call: rustc shows where both stand, and from here it would show
/// the call as well.
macro_rules! searches {
    ($builder:ident, $x:ident: $bound:ident, $searched:ident, $refused:ident;
        [$near_vector:ident $vector:ident: $($accepts:tt)+]
        [$near_vectors:ident $vectors:ident: $($each:tt)+]
        [$near_text:ident: $($words:tt)+]
        [$on:ident: $($on_rule:tt)+]
        [$and_cross:ident: $($spread:tt)+]) => {
        impl<C: Collection, S: State, $x: $bound> $builder<C, S, $x> {
            /// The vectors that the search to come aims at: a token, or several that `sum`, `average`, `minimum`,
            /// `weighted` or `relative` join. A collection with one vector needs none, one with several does.
            pub fn target<T: AimOf<Token: Targets<C>>>(mut self, target: T) -> $builder<C, Aimed<T::Of>, $x> {
                self.targets = target.targets();
                self.to()
            }

            /// What `target` named, or the name of the collection's one vector.
            fn aim(&mut self) -> ir::Targets
            where
                S::Target<C::Vectors>: Targeted,
            {
                let named = std::mem::take(&mut self.targets);
                if named.names.is_empty() { <S::Target<C::Vectors> as Targeted>::targets() } else { named }
            }

            fn near(&mut self) -> ir::Near
            where
                S::Target<C::Vectors>: Targeted,
            {
                ir::Near { targets: self.aim(), ..ir::Near::default() }
            }
        }

        impl<C: Collection, S: State + Searchless, $x: $bound + $searched> $builder<C, S, $x>
        where
            S::Target<C::Vectors>: Known<C> + Targeted,
        {
            /// Searches by a vector: an array, [`Vector`](crate::property::Vector), slice or `Vec`, of the length that the
            /// target declares. Of an array the length is checked by rustc, of a slice when the question is sent.
            ///
            /// ```
            /// use weaviate_query::{Collection, property::Vector, search::One, token::VectorProperty};
            ///
            /// fn near<C, P>()
            /// where
            ///     C: Collection<Vectors = One<P>>,
            ///     P: VectorProperty<Type = Vector<3>>,
            /// {
            ///     let asked = C::query().near_vector([0.1, 0.7, 0.2]).distance(0.4);
            ///     # let _ = asked;
            /// }
            /// ```
            #[allow(clippy::needless_pass_by_value)] // `V` may be a reference
            pub fn $near_vector<V>(mut self, vector: V) -> $builder<C, NearVector<S::Target<C::Vectors>>, $x>
            where
                Declared<C, S>: $($accepts)+,
            {
                let vectors = vec![<S::Target<C::Vectors> as Targeted>::vector(&vector)];
                self.ir.search = Some(ir::Search::NearVector(ir::NearVector { vectors, near: self.near() }));
                self.to()
            }

            /// Searches by a vector for each target: a tuple of `FIELDS.vector.with(…)`, in the order of `target`.
            ///
            /// ```
            /// use weaviate_query::{
            ///     Collection, kind, property::Vector, search::sum, token::{Field, VectorProperty},
            /// };
            ///
            /// fn both<C, T, I>(text: Field<C, (), T>, image: Field<C, (), I>)
            /// where
            ///     C: Collection,
            ///     T: VectorProperty<Kind = kind::vector, Type = Vector<2>>,
            ///     I: VectorProperty<Kind = kind::vector, Type = Vector<3>>,
            /// {
            ///     let asked = C::query()
            ///         .target(sum((text, image)))
            ///         .near_vectors((text.with([0.1, 0.9]), image.with([0.1, 0.7, 0.2])));
            ///     # let _ = asked;
            /// }
            /// ```
            pub fn $near_vectors<V>(mut self, vectors: V) -> $builder<C, NearVector<S::Target<C::Vectors>>, $x>
            where
                V: $($each)+,
            {
                let vectors = vectors.each();
                self.ir.search = Some(ir::Search::NearVector(ir::NearVector { vectors, near: self.near() }));
                self.to()
            }

            /// Searches by the vector of another object of this collection, which the server looks up by its id.
            pub fn near_object(mut self, id: Uuid) -> $builder<C, NearObject<S::Target<C::Vectors>>, $x> {
                let id = id.as_hyphenated().to_string();
                self.ir.search = Some(ir::Search::NearObject { id, near: self.near() });
                self.to()
            }

            /// Searches by one concept or several, which the server makes a vector of, by the target's vectorizer. An
            /// empty text is `InvalidInput`.
            pub fn $near_text(mut self, concepts: impl Concepts) -> $builder<C, NearText<S::Target<C::Vectors>>, $x>
            where
                Vectorizer<C, S>: $($words)+,
            {
                let concepts = concepts.into_concepts();
                let near = self.near();
                self.ir.search = Some(ir::Search::NearText(ir::NearText { concepts, near, ..ir::NearText::default() }));
                self.to()
            }
        }

        searches! { @media $builder, $x: $bound + $searched;
            /// Searches by an image, which the server makes a vector of. No bytes are `InvalidInput`, as for all media.
            near_image image Image;
            /// Searches by a sound, which the server makes a vector of.
            near_audio audio Audio;
            /// Searches by a video, which the server makes a vector of.
            near_video video Video;
            /// Searches by a depth image, which the server makes a vector of.
            near_depth depth Depth;
            /// Searches by a thermal image, which the server makes a vector of.
            near_thermal thermal Thermal;
            /// Searches by the readings of an inertial measurement unit, which the server makes a vector of.
            near_imu imu Imu;
        }

        impl<C: Collection, S: State + Searchless, $x: $bound + $searched> $builder<C, S, $x> {
            /// Searches by words and a vector, which `vector` gives, or a vectorizer makes of the words. With neither the
            /// question does not compile, unless [`alpha_zero`](Self::alpha_zero) says that no vector is needed.
            ///
            /// Each half finds its own objects, and [`fusion`](Self::fusion) makes one list of both, weighed by
            /// [`alpha`](Self::alpha).
            ///
            /// ```
            /// use weaviate_query::{Collection, property::Vector, search::One, token::VectorProperty};
            ///
            /// fn both<C, P>(words: &str, embedded: [f32; 3])
            /// where
            ///     C: Collection<Vectors = One<P>>,
            ///     P: VectorProperty<Type = Vector<3>>,
            /// {
            ///     let asked = C::query().hybrid(words).vector(embedded).alpha(0.5).limit(10).all();
            ///     # let _ = asked;
            /// }
            /// ```
            ///
            /// Nothing is known of the vectorizer of this `P`, so that without a vector it does not compile:
            ///
            /// ```compile_fail
            /// # use weaviate_query::{Collection, property::Vector, search::One, token::VectorProperty};
            /// # fn both<C, P>(words: &str)
            /// # where
            /// #     C: Collection<Vectors = One<P>>,
            /// #     P: VectorProperty<Type = Vector<3>>,
            /// # {
            /// C::query().hybrid(words).limit(10).all();
            /// # }
            /// ```
            pub fn hybrid(mut self, query: impl SearchText) -> $builder<C, Hybrid<S::Target<C::Vectors>>, $x>
            where
                S::Target<C::Vectors>: Targeted,
            {
                let keywords = ir::Bm25 { query: query.into_text(), ..ir::Bm25::default() };
                let targets = self.aim();
                self.ir.search = Some(ir::Search::Hybrid(ir::Hybrid { keywords, targets, ..ir::Hybrid::default() }));
                self.to()
            }

            /// `hybrid: none`: the vector alone, which `vector` gives, with the scores of a hybrid. It differs from
            /// `near_vector` in that: rows have a score and no distance.
            pub fn hybrid_none(mut self) -> $builder<C, Hybrid<S::Target<C::Vectors>, Wordless>, $x>
            where
                S::Target<C::Vectors>: Targeted,
            {
                let targets = self.aim();
                self.ir.search =
                    Some(ir::Search::Hybrid(ir::Hybrid { alpha: Some(1.0), targets, ..ir::Hybrid::default() }));
                self.to()
            }
        }

        impl<C: Collection, S: State + Vectored, $x: $bound> $builder<C, S, $x>
        where
            S::Target<C::Vectors>: Known<C> + Targeted,
        {
            /// The vector of a `hybrid`, as [`near_vector`](Self::near_vector) takes it.
            #[allow(clippy::needless_pass_by_value)] // `V` may be a reference
            pub fn $vector<V>(self, vector: V) -> $builder<C, S::Full, $x>
            where
                Declared<C, S>: $($accepts)+,
            {
                let vectors = vec![<S::Target<C::Vectors> as Targeted>::vector(&vector)];
                self.half(ir::HybridVector::Vectors(ir::NearVector { vectors, near: ir::Near::default() }))
            }

            /// The vectors of a `hybrid`: a tuple of `FIELDS.vector.with(…)`, in the order of `target`.
            pub fn $vectors<V>(self, vectors: V) -> $builder<C, S::Full, $x>
            where
                V: $($each)+,
            {
                let vectors = vectors.each();
                self.half(ir::HybridVector::Vectors(ir::NearVector { vectors, near: ir::Near::default() }))
            }

            /// The half of a `hybrid` by a vector as a search of its own: [`near_text`](crate::typed::search::near_text) or
            /// [`near_vector`](crate::typed::search::near_vector).
            pub fn vector_by<P: Part<S::Target<C::Vectors>>>(self, part: P) -> $builder<C, S::Full, $x> {
                self.half(part.into_ir())
            }

            fn half(mut self, half: ir::HybridVector) -> $builder<C, S::Full, $x> {
                if let Some(hybrid) = hybrid(&mut self.ir.search) {
                    hybrid.vector = Some(half);
                }
                self.to()
            }
        }

        impl<C: Collection, S: State + Worded, $x: $bound> $builder<C, S, $x> {
            /// Which properties are searched by words, each with its weight; all searchable text if this is left out.
            pub fn $on<O: $($on_rule)+>(mut self, on: O) -> Self {
                if let Some(keywords) = keywords(&mut self.ir.search) {
                    on.add(&mut keywords.properties);
                }
                self
            }

            /// All words must be there, spread over these properties, which are searched as one; from 1.39. They stand in
            /// the place of those of [`on`](Self::on), and [`AllText`](crate::search::AllText) is all of them. They must
            /// have one tokenization and one analyzer: a server refuses others.
            ///
            /// ```
            /// use weaviate_query::{Collection, kind, token::{Field, Property}};
            ///
            /// fn anywhere<C, T, S>(words: &str, title: Field<C, (), T>, summary: Field<C, (), S>)
            /// where
            ///     C: Collection,
            ///     T: Property<Kind = kind::text, Searchable = kind::yes, Tokenization = kind::tokenization::word, Analyzer = kind::no>,
            ///     S: Property<Kind = kind::text, Searchable = kind::yes, Tokenization = kind::tokenization::word, Analyzer = kind::no>,
            /// {
            ///     let asked = C::query().bm25(words).and_cross((title.weight(2), summary));
            ///     # let _ = asked;
            /// }
            /// ```
            pub fn $and_cross<O: $($spread)+>(mut self, on: O) -> $builder<C, S::Crossed, $x> {
                if let Some(keywords) = keywords(&mut self.ir.search) {
                    keywords.properties.clear();
                    on.add(&mut keywords.properties);
                    keywords.operator = Some(ir::KeywordOperator::AndCross);
                }
                self.to()
            }
        }

        searches! { @clauses $builder, $x: $bound, $searched, $refused {
            Weighed {
                /// How much the vector counts, from 0 (only words) to 1 (only the vector); 0.75 if this is left out. It is
                /// always sent: a server reads one that is not there as 0 (1.39.0). Beyond 0 to 1 it is `InvalidInput`.
                fn alpha(b, alpha: f32) -> S {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.alpha = Some(alpha);
                    }
                }
                /// `alpha: 0`: only words, so that no vector is needed. A method of its own, because the type must say so;
                /// `alpha(0.0)` still asks for a vector.
                fn alpha_zero(b,) -> S::Worded {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.alpha = Some(0.0);
                    }
                }
            }
            Blended {
                /// How the two halves are joined: by the places in each, or by the scores, scaled to 0..1.
                fn fusion(b, fusion: ir::Fusion) -> S {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.fusion = Some(fusion);
                    }
                }
                /// The largest distance that is still near; any finite number. What is farther away is left out, by
                /// whichever half it was found (1.39.0).
                fn max_distance(b, distance: f32) -> S {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.max_distance = Some(distance);
                    }
                }
            }
            Worded {
                /// How many of the words must be there: all in one property, or at least so many. That all may be spread
                /// over several properties is `and_cross`.
                fn operator(b, operator: Operator) -> S {
                    if let Some(keywords) = keywords(&mut b.ir.search) {
                        keywords.operator = Some(match operator {
                            Operator::And => ir::KeywordOperator::And,
                            Operator::Or(least) => ir::KeywordOperator::Or(least),
                        });
                    }
                }
            }
            Limited {
                /// The largest distance that is still near, in the measure of the target. Not together with `certainty`.
                fn distance(b, distance: f64) -> S {
                    if let Some(near) = b.ir.search.as_mut().and_then(ir::Search::near_mut) {
                        near.distance = Some(distance);
                    }
                }
            }
            Certain {
                /// The smallest certainty that is still near, from 0 to 1; beyond that `InvalidInput`. A certainty `c` is the
                /// cosine distance 2 − 2c.
                fn certainty(b, certainty: f64) -> S {
                    if let Some(near) = b.ir.search.as_mut().and_then(ir::Search::near_mut) {
                        near.certainty = Some(certainty);
                    }
                }
            }
            Movable {
                /// What the query vector moves nearer to: see [`Move`](crate::typed::search::Move).
                fn move_to(b, to: Move) -> S {
                    if let Some(search) = text(&mut b.ir.search) {
                        search.move_to = Some(to.into_ir());
                    }
                }
                /// What the query vector moves away from.
                fn move_away(b, away: Move) -> S {
                    if let Some(search) = text(&mut b.ir.search) {
                        search.move_away = Some(away.into_ir());
                    }
                }
            }
        } }
    };

    (@media $builder:ident, $x:ident: $bound:ident + $searched:ident; $($(#[$meta:meta])* $name:ident $medium:ident $kind:ident;)*) => {
        impl<C: Collection, S: State + Searchless, $x: $bound + $searched> $builder<C, S, $x>
        where
            S::Target<C::Vectors>: Known<C> + Targeted,
        { $(
            $(#[$meta])*
            pub fn $name(mut self, data: impl MediaBytes) -> $builder<C, NearMedia<S::Target<C::Vectors>>, $x>
            where
                Vectorizer<C, S>: Understands<medium::$medium, Of<C, S>>,
            {
                let (data, near) = (data.into_bytes(), self.near());
                self.ir.search =
                    Some(ir::Search::NearMedia(ir::NearMedia { medium: ir::Medium::$kind, data, near }));
                self.to()
            }
        )* }
    };

    (@clauses $builder:ident, $x:ident: $bound:ident, $searched:ident, $refused:ident { $($rule:tt { $(
        $(#[$meta:meta])*
        fn $name:ident ($b:ident, $($arg:ident: $t:ty),*) -> $to:ty $body:block
    )+ })* }) => {
        $(impl<C: Collection, S: State + $rule, $x: $bound> $builder<C, S, $x> { $(
            $(#[$meta])*
            pub fn $name(self, $($arg: $t),*) -> $builder<C, $to, $x> {
                #[allow(unused_mut)]
                let mut $b = self;
                $body
                $b.to()
            }
        )+ })*

        /// The clauses of searches again, for their messages.
        #[doc(hidden)]
        pub trait $refused<C: Collection, S: State, $x: $bound>: $crate::plain::sealed::Sealed + Sized {
            #[doc(hidden)]
            fn refused_search(self) -> $builder<C, S, $x>;
            $($(
                #[doc(hidden)]
                fn $name(self, $(_: $t),*) -> $builder<C, Unclear, $x> where S: $rule {
                    self.refused_search().to()
                }
            )+)*
            searches! { @refused $builder, $x: $searched; V;
                near_vector near_vectors near_text near_image near_audio near_video near_depth near_thermal near_imu
            }

            #[doc(hidden)]
            fn near_object(self, _: Uuid) -> $builder<C, Unclear, $x>
            where
                S: Searchless,
                S::Target<C::Vectors>: Known<C>,
                $x: $searched,
            {
                self.refused_search().to()
            }

            #[doc(hidden)]
            fn hybrid(self, _: impl SearchText) -> $builder<C, Unclear, $x>
            where
                S: Searchless,
                $x: $searched,
            {
                self.refused_search().to()
            }

            #[doc(hidden)]
            fn hybrid_none(self) -> $builder<C, Unclear, $x>
            where
                S: Searchless,
                $x: $searched,
            {
                self.refused_search().to()
            }

            searches! { @vectors $builder, $x; V; vector vectors vector_by }

            #[doc(hidden)]
            fn on<O>(self, _: O) -> $builder<C, Unclear, $x>
            where
                S: Worded,
            {
                self.refused_search().to()
            }

            #[doc(hidden)]
            fn and_cross<O>(self, _: O) -> $builder<C, Unclear, $x>
            where
                S: Worded,
            {
                self.refused_search().to()
            }
        }

        impl<C: Collection, S: State, $x: $bound> $refused<C, S, $x> for $builder<C, S, $x> {
            fn refused_search(self) -> Self {
                self
            }
        }
    };

    (@refused $builder:ident, $x:ident: $searched:ident; $v:ident; $($name:ident)*) => { $(
        #[doc(hidden)]
        fn $name<$v>(self, _: $v) -> $builder<C, Unclear, $x>
        where
            S: Searchless,
            S::Target<C::Vectors>: Known<C>,
            $x: $searched,
        {
            self.refused_search().to()
        }
    )* };

    (@vectors $builder:ident, $x:ident; $v:ident; $($name:ident)*) => { $(
        #[doc(hidden)]
        fn $name<$v>(self, _: $v) -> $builder<C, Unclear, $x>
        where
            S: Vectored,
            S::Target<C::Vectors>: Known<C>,
        {
            self.refused_search().to()
        }
    )* };
}

pub(crate) use searches;
