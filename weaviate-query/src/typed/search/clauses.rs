//! The clauses of searches, for questions for objects and for numbers alike.
//!
//! Both builders hold the IR with a `search`, and the targets that `target` named for the search to come.

use crate::plain::ir;

/// What a builder says of its search.
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

/// Declares the clauses of searches twice for a builder: inherent where their rule holds, and in a hidden trait for its
/// message. `$x` is the builder's third parameter.
macro_rules! searches {
    ($builder:ident, $x:ident: $bound:ident, $refused:ident) => {
        impl<C: Collection, S: State, $x: $bound> $builder<C, S, $x> {
            /// The vectors that the search to come aims at: a token, or several that `sum`, `average`, `minimum`,
            /// `weighted` or `relative` join.
            pub fn target<T: AimOf<Token: Targets<C>>>(mut self, target: T) -> $builder<C, Aimed<T::Of>, $x> {
                self.targets = target.targets();
                self.to()
            }

            /// What was named, or the one vector that there is.
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

        impl<C: Collection, S: State + Searchless, $x: $bound> $builder<C, S, $x>
        where
            S::Target<C::Vectors>: Known<C> + Targeted,
        {
            /// Searches by a vector.
            #[allow(clippy::needless_pass_by_value)] // `V` may be a reference
            pub fn near_vector<V>(mut self, vector: V) -> $builder<C, NearVector<S::Target<C::Vectors>>, $x>
            where
                S::Target<C::Vectors>: Takes<V>,
            {
                let vectors = vec![<S::Target<C::Vectors> as Takes<V>>::take(&vector)];
                self.ir.search = Some(ir::Search::NearVector(ir::NearVector { vectors, near: self.near() }));
                self.to()
            }

            /// Searches by a vector for each target: a tuple of `FIELDS.vector.with(…)`, in the order of `target`.
            pub fn near_vectors<V>(mut self, vectors: V) -> $builder<C, NearVector<S::Target<C::Vectors>>, $x>
            where
                V: EachOf<S::Target<C::Vectors>>,
            {
                let vectors = vectors.each();
                self.ir.search = Some(ir::Search::NearVector(ir::NearVector { vectors, near: self.near() }));
                self.to()
            }

            /// Searches by the vector of another object.
            pub fn near_object(mut self, id: Uuid) -> $builder<C, NearObject<S::Target<C::Vectors>>, $x> {
                let id = id.as_hyphenated().to_string();
                self.ir.search = Some(ir::Search::NearObject { id, near: self.near() });
                self.to()
            }

            /// Searches by one concept or several, which the server makes a vector of.
            pub fn near_text(mut self, concepts: impl Concepts) -> $builder<C, NearText<S::Target<C::Vectors>>, $x>
            where
                S::Target<C::Vectors>: Hears<medium::words>,
            {
                let concepts = concepts.into_concepts();
                let near = self.near();
                self.ir.search = Some(ir::Search::NearText(ir::NearText { concepts, near, ..ir::NearText::default() }));
                self.to()
            }
        }

        searches! { @media $builder, $x: $bound;
            /// Searches by an image, which the server makes a vector of.
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

        impl<C: Collection, S: State + Searchless, $x: $bound> $builder<C, S, $x> {
            /// Searches by words and a vector, which `vector` gives, or a vectorizer makes of the words.
            pub fn hybrid(mut self, query: impl SearchText) -> $builder<C, Hybrid<S::Target<C::Vectors>>, $x>
            where
                S::Target<C::Vectors>: Targeted,
            {
                let keywords = ir::Bm25 { query: query.into_text(), ..ir::Bm25::default() };
                let targets = self.aim();
                self.ir.search = Some(ir::Search::Hybrid(ir::Hybrid { keywords, targets, ..ir::Hybrid::default() }));
                self.to()
            }

            /// `hybrid: none`: the vector alone, which `vector` gives, with the scores of a hybrid.
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
            S::Target<C::Vectors>: Known<C>,
        {
            /// The vector of a `hybrid`.
            #[allow(clippy::needless_pass_by_value)] // `V` may be a reference
            pub fn vector<V>(self, vector: V) -> $builder<C, S::Full, $x>
            where
                S::Target<C::Vectors>: Takes<V>,
            {
                let vectors = vec![<S::Target<C::Vectors> as Takes<V>>::take(&vector)];
                self.half(ir::HybridVector::Vectors(ir::NearVector { vectors, near: ir::Near::default() }))
            }

            /// The vectors of a `hybrid`: a tuple of `FIELDS.vector.with(…)`, in the order of `target`.
            pub fn vectors<V>(self, vectors: V) -> $builder<C, S::Full, $x>
            where
                V: EachOf<S::Target<C::Vectors>>,
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
            /// Which properties are searched by words, each with its weight; all of them if this is left out.
            pub fn on<O: On<C>>(mut self, on: O) -> Self {
                if let Some(keywords) = keywords(&mut self.ir.search) {
                    on.add(&mut keywords.properties);
                }
                self
            }
        }

        searches! { @clauses $builder, $x: $bound, $refused {
            Blended {
                /// How much the vector counts, from 0 (only words) to 1 (only the vector); 0.75 if this is left out.
                fn alpha(b, alpha: f32) -> S {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.alpha = Some(alpha);
                    }
                }
                /// `alpha: 0`: only words, so that no vector is needed.
                fn alpha_zero(b,) -> S::Worded {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.alpha = Some(0.0);
                    }
                }
                /// How the two halves are joined.
                fn fusion(b, fusion: ir::Fusion) -> S {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.fusion = Some(fusion);
                    }
                }
                /// The largest distance that is still near in the half by a vector.
                fn max_distance(b, distance: f32) -> S {
                    if let Some(hybrid) = hybrid(&mut b.ir.search) {
                        hybrid.max_distance = Some(distance);
                    }
                }
            }
            Worded {
                /// How many of the words must be there.
                fn operator(b, operator: ir::KeywordOperator) -> S {
                    if let Some(keywords) = keywords(&mut b.ir.search) {
                        keywords.operator = Some(operator);
                    }
                }
            }
            Limited {
                /// The largest distance that is still near.
                fn distance(b, distance: f64) -> S {
                    if let Some(near) = b.ir.search.as_mut().and_then(ir::Search::near_mut) {
                        near.distance = Some(distance);
                    }
                }
            }
            Certain {
                /// The smallest certainty that is still near, from 0 to 1: the cosine distance in other words.
                fn certainty(b, certainty: f64) -> S {
                    if let Some(near) = b.ir.search.as_mut().and_then(ir::Search::near_mut) {
                        near.certainty = Some(certainty);
                    }
                }
            }
            Movable {
                /// What the query vector moves nearer to.
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

    (@media $builder:ident, $x:ident: $bound:ident; $($(#[$meta:meta])* $name:ident $medium:ident $kind:ident;)*) => {
        impl<C: Collection, S: State + Searchless, $x: $bound> $builder<C, S, $x>
        where
            S::Target<C::Vectors>: Known<C> + Targeted,
        { $(
            $(#[$meta])*
            pub fn $name(mut self, data: impl MediaBytes) -> $builder<C, NearMedia<S::Target<C::Vectors>>, $x>
            where
                S::Target<C::Vectors>: Hears<medium::$medium>,
            {
                let (data, near) = (data.into_bytes(), self.near());
                self.ir.search =
                    Some(ir::Search::NearMedia(ir::NearMedia { medium: ir::Medium::$kind, data, near }));
                self.to()
            }
        )* }
    };

    (@clauses $builder:ident, $x:ident: $bound:ident, $refused:ident { $($rule:tt { $(
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
                fn $name(self, $(_: $t),*) -> $builder<C, $to, $x> where S: $rule {
                    self.refused_search().to()
                }
            )+)*
            searches! { @refused $builder, $x; V;
                near_vector NearVector; near_vectors NearVector; near_text NearText;
                near_image NearMedia; near_audio NearMedia; near_video NearMedia;
                near_depth NearMedia; near_thermal NearMedia; near_imu NearMedia;
            }

            #[doc(hidden)]
            fn near_object(self, _: Uuid) -> $builder<C, NearObject<S::Target<C::Vectors>>, $x>
            where
                S: Searchless,
                S::Target<C::Vectors>: Known<C>,
            {
                self.refused_search().to()
            }

            #[doc(hidden)]
            fn hybrid(self, _: impl SearchText) -> $builder<C, Hybrid<S::Target<C::Vectors>>, $x>
            where
                S: Searchless,
            {
                self.refused_search().to()
            }

            #[doc(hidden)]
            fn hybrid_none(self) -> $builder<C, Hybrid<S::Target<C::Vectors>, Wordless>, $x>
            where
                S: Searchless,
            {
                self.refused_search().to()
            }

            searches! { @vectors $builder, $x; V; vector vectors vector_by }

            #[doc(hidden)]
            fn on<O>(self, _: O) -> $builder<C, S, $x>
            where
                S: Worded,
            {
                self.refused_search()
            }
        }

        impl<C: Collection, S: State, $x: $bound> $refused<C, S, $x> for $builder<C, S, $x> {
            fn refused_search(self) -> Self {
                self
            }
        }
    };

    (@refused $builder:ident, $x:ident; $v:ident; $($name:ident $to:ident;)*) => { $(
        #[doc(hidden)]
        fn $name<$v>(self, _: $v) -> $builder<C, $to<S::Target<C::Vectors>>, $x>
        where
            S: Searchless,
            S::Target<C::Vectors>: Known<C>,
        {
            self.refused_search().to()
        }
    )* };

    (@vectors $builder:ident, $x:ident; $v:ident; $($name:ident)*) => { $(
        #[doc(hidden)]
        fn $name<$v>(self, _: $v) -> $builder<C, S::Full, $x>
        where
            S: Vectored,
            S::Target<C::Vectors>: Known<C>,
        {
            self.refused_search().to()
        }
    )* };
}

pub(crate) use searches;
