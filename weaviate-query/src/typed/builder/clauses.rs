//! The clauses of a question for objects that are not part of its search.
//!
//! A macro, `clauses!`, writes each twice: inherent under its rule, and in `RefusedClause` with the rule on the method.
//! The few that are written by hand, `prompt`, `group_by` and `rerank`, change the extras and not the state.

use super::Builder;
use crate::{
    plain::{ir, modules::Reranks, sealed::Sealed},
    typed::{
        aggregate::KeyOf,
        answer::{Extra, Reads},
        boost::IntoBoost,
        collection::Collection,
        diversity::Diversity,
        filter::{Filter, IntoFilter},
        generative::{IntoProvider, Prompt, Properties, Writes},
        marker::Property,
        search::{
            Bm25, Boostable, Cursor, Diverse, Gathers, Narrowable, Ranked, RerankText, Searchless, Sortable,
            State, Unclear, Walkable, Wordwise,
        },
        sort::{IntoSort, whole},
        token::Field,
        values::{Ids, MaybeId, SearchText},
    },
};

impl<C: Collection, S: State, X: Extra> Builder<C, S, X> {
    /// How many objects at most. Without it the server chooses, 10 unless it is set otherwise. 0 asks nothing: the answer
    /// is empty and no request is sent.
    ///
    /// `limit` and `offset` together may not pass the server's `QUERY_MAXIMUM_RESULTS` (10,000 by default): it rejects the
    /// request. To read more, walk the collection with [`after`](Self::after).
    pub fn limit(mut self, limit: u32) -> Self {
        self.ir.limit = Some(limit);
        self
    }

    /// Whether the server says what each part of the search took: [`Rows::profile`](crate::plain::rows::Rows::profile).
    /// From 1.36.
    pub fn profile(mut self, profile: bool) -> Self {
        self.ir.profile = profile;
        self
    }

    fn generative(&mut self) -> &mut ir::Generative {
        self.ir.generative.get_or_insert_default()
    }

    /// The properties that the model reads for `grouped_task`, a token or a tuple of them, and those of another call; all of
    /// them if this is left out.
    #[allow(clippy::needless_pass_by_value)] // tokens, which are nothing
    pub fn grouped_on(mut self, properties: impl Properties<C>) -> Self {
        self.generative().grouped.get_or_insert_default().properties.extend(properties.names());
        self
    }

    /// Whether the model's whole prompt comes back with what it wrote: [`Generated::full_prompt`](crate::plain::rows::Generated::full_prompt).
    pub fn full_prompt(mut self, full_prompt: bool) -> Self {
        self.generative().debug = full_prompt;
        self
    }

    /// Whose language model, with the settings for this question; if this is left out, what the collection declares. Where
    /// it declares none, this stands before [`prompt`](Self::prompt) and [`grouped_task`](Self::grouped_task).
    pub fn provider(mut self, provider: impl IntoProvider<C>) -> Builder<C, S, X::Modelled> {
        self.generative().provider = Some(provider.into_provider());
        self.with()
    }
}

impl<C: Collection, S: State, X: Extra<Model: Writes<C>>> Builder<C, S, X> {
    /// Asks a language model about each object: a prompt in which `{title}` stands for the property. Select `generated` to
    /// read what it wrote.
    ///
    /// `query!` checks the names in a literal, and that each is there in all objects that are found: a server fails the
    /// whole question where one of them lacks it, or has an empty text or list (1.39.0). A prompt made at run time is sent
    /// as it is. Not together with `sort` (`InvalidInput`), as an empty one is.
    pub fn prompt(mut self, prompt: impl Prompt<C>) -> Builder<C, S, <X::Modelled as Extra>::Prompted> {
        self.generative().prompt = Some(prompt.into_prompt());
        self.with()
    }

    /// Asks a language model about all objects at once: [`Rows::generated`](crate::plain::rows::Rows::generated). It may
    /// stand beside `prompt`.
    pub fn grouped_task(mut self, task: impl SearchText) -> Builder<C, S, X::Modelled> {
        self.generative().grouped.get_or_insert_default().task = task.into_text();
        self.with()
    }
}

impl<C: Collection, S: State + Ranked, X: Extra> Builder<C, S, X> {
    /// Gathers the results by the values of a property: the answer is [`Groups`](crate::typed::groups::Groups), the best
    /// group first, and [`limit`](Self::limit) says how many results are gathered into them.
    ///
    /// Which properties can group depends on what ranks the results: see [`Gathers`]. Inside groups `distance` is known,
    /// and no score or time. Objects without a value are a group of their own after `near_*`, whose value is `None`; after
    /// `bm25` and `hybrid` a server leaves them out (1.39.0): ask for them with [`filter`](Self::filter) and `is_null`.
    ///
    /// ```
    /// use uuid::Uuid;
    /// use weaviate_query::{Collection, Query, answer::Grouped, token::{ExactTextProperty, Field}};
    ///
    /// fn by_topic<C, P>(topic: Field<C, (), P>) -> Query<C, (Uuid,), Grouped<String>>
    /// where
    ///     C: Collection,
    ///     P: ExactTextProperty<Type = String>,
    /// {
    ///     C::query().bm25("rust").group_by(topic).groups(5).select(|_fields, meta| (meta.id(),))
    /// }
    /// ```
    pub fn group_by<P>(
        mut self,
        _: Field<C, (), P>,
    ) -> Builder<C, S, X::GroupedBy<<P::Kind as KeyOf<P>>::Value>>
    where
        P: Property<Kind: Gathers<S::Ranking, P> + KeyOf<P>>,
    {
        let (groups, objects) =
            self.ir.group_by.take().map_or((None, None), |said| (said.groups, said.objects));
        self.ir.group_by = Some(ir::GroupBy { property: P::NAME.into(), groups, objects });
        self.with()
    }

    /// What the reranker holds the property against; the text of the search if this is left out. A search without a text
    /// needs it, before [`rerank`](Self::rerank).
    pub fn rerank_query(mut self, query: impl SearchText) -> Builder<C, S, X::Asked> {
        let rerank =
            self.ir.rerank.get_or_insert_with(|| ir::Rerank { property: String::new(), query: None });
        rerank.query = Some(query.into_text());
        self.with()
    }
}

impl<C: Collection, S: State + Ranked, X: Extra<Ranking: Reads<S>>> Builder<C, S, X> {
    /// Ranks the results a second time, by the collection's reranker reading a text property. Select `rerank_score` to see
    /// its score.
    ///
    /// What the property is held against is the text of the search. A search by a vector, an object or a medium has none:
    /// give [`rerank_query`](Self::rerank_query) before this.
    pub fn rerank<P: Property<Kind: RerankText<P>>>(
        mut self,
        _: Field<C, (), P>,
    ) -> Builder<C, S, X::Reranked>
    where
        C::Reranker: Reranks<C>,
    {
        let query = self.ir.rerank.take().and_then(|said| said.query);
        self.ir.rerank = Some(ir::Rerank { property: P::NAME.into(), query });
        self.with()
    }
}

/// Declares clauses twice: inherent where their rule holds, and in the hidden trait for its message.
macro_rules! clauses {
    ($($rule:tt { $(
        $(#[$meta:meta])*
        fn $name:tt $(<$($g:ident),+>)? ($builder:ident, $($arg:ident: $t:ty),*) -> $to:ty $(where [$($extra:tt)*])? $body:block
    )+ })*) => {
        $(impl<C: Collection, S: State + $rule, X: Extra> Builder<C, S, X> { $(
            $(#[$meta])*
            pub fn $name $(<$($g),+>)? (self, $($arg: $t),*) -> Builder<C, $to, X> $(where $($extra)*)? {
                #[allow(unused_mut)]
                let mut $builder = self;
                $body
                $builder.to()
            }
        )+ })*

        /// The clauses again, for their messages.
        #[doc(hidden)]
        pub trait RefusedClause<C: Collection, S: State, X: Extra>: Sealed + Sized{
            #[doc(hidden)]
            fn refused(self) -> Builder<C, S, X>;
            $($(
                #[doc(hidden)]
                fn $name $(<$($g),+>)? (self, $(_: $t),*) -> Builder<C, Unclear, X> where S: $rule {
                    self.refused().to()
                }
            )+)*

            #[doc(hidden)]
            fn group_by<P: Property<Kind: KeyOf<P>>>(
                self,
                _: Field<C, (), P>,
            ) -> Builder<C, Unclear, X::GroupedBy<<P::Kind as KeyOf<P>>::Value>>
            where
                S: Ranked,
            {
                self.refused().with().to()
            }

            #[doc(hidden)]
            fn prompt(self, _: impl Prompt<C>) -> Builder<C, S, <X::Modelled as Extra>::Prompted>
            where
                X::Model: Writes<C>,
            {
                self.refused().with()
            }

            #[doc(hidden)]
            fn grouped_task(self, _: impl SearchText) -> Builder<C, S, X::Modelled>
            where
                X::Model: Writes<C>,
            {
                self.refused().with()
            }

            #[doc(hidden)]
            fn rerank_query(self, _: impl SearchText) -> Builder<C, Unclear, X::Asked>
            where
                S: Ranked,
            {
                self.refused().with().to()
            }

            #[doc(hidden)]
            fn rerank<P>(self, _: P) -> Builder<C, Unclear, X::Reranked>
            where
                S: Ranked,
                X::Ranking: Reads<S>,
            {
                self.refused().with().to()
            }
        }

        impl<C: Collection, S: State, X: Extra> RefusedClause<C, S, X> for Builder<C, S, X> {
            fn refused(self) -> Self {
                self
            }
        }
    };
}

clauses! {
    Wordwise {
        /// Searches by words.
        fn bm25(b, query: impl SearchText) -> Bm25 {
            b.ir.search = Some(ir::Search::Bm25(ir::Bm25 { query: query.into_text(), ..ir::Bm25::default() }));
        }
    }
    Searchless {
        /// Only the objects of these ids; as many as there are ids, unless `limit` says less. No ids find nothing, without
        /// a request; ids without an object are left out of the answer. More than 10,000 are asked in parts, a request each;
        /// with what is about all results at once (`sort`, `boost`, `grouped_task`) that is `InvalidInput`, unless `limit` is
        /// 10,000 or less.
        fn ids(b, ids: impl Ids) -> S::Narrow {
            b.ir.ids = Some(ids.into_ids());
        }
    }
    Narrowable {
        /// Which objects. `None` is no filter; one that no object passes is answered without a request. A second call
        /// replaces the first: join filters with `&`.
        fn filter<F, K>(b, filter: F) -> S::Narrow where [F: IntoFilter<C, K>] {
            b.ir.filter = filter.into_filter().map(Filter::into_question);
        }
        /// How many of the first objects to leave out; see [`limit`](Self::limit) for how far it goes.
        fn offset(b, offset: u32) -> S::Narrow {
            b.ir.offset = Some(offset);
        }
    }
    Sortable {
        /// In which order: a [`Sort`](crate::Sort), a tuple of them, or an `Option`. A language model and a boost order
        /// results themselves: with `prompt`, `grouped_task` or `boost` it is `InvalidInput`.
        fn sort<O>(b, order: O) -> S::Narrow where [O: IntoSort<C>] {
            b.ir.sort = whole(C::SCHEMA, order.into_sort());
        }
    }
    Walkable {
        /// Goes on behind the object of this id, in the order of ids; `None` starts at the first. The id of the last row
        /// is that of the next page.
        ///
        /// It takes `limit` and `select`, and nothing that would leave objects out or change the order.
        fn after(b, id: impl MaybeId) -> Cursor {
            b.ir.after = id.into_id().map(|id| id.to_string());
        }
    }
    Ranked {
        /// Cuts where the scores make their n-th jump, counted from 1: 0 is `InvalidInput`.
        fn auto_limit(b, jumps: u32) -> S {
            b.ir.auto_limit = Some(jumps);
        }
        /// How many groups at most, with `group_by`; 10 if this is left out.
        fn groups(b, groups: u32) -> S {
            b.grouping().groups = Some(groups);
        }
        /// How many objects of each group at most, with `group_by`; 10 if this is left out.
        fn objects_per_group(b, objects: u32) -> S {
            b.grouping().objects = Some(objects);
        }
    }
    Boostable {
        /// Scores raised or lowered by conditions: a [`Boost`](crate::Boost), or an `Option` of one. From 1.38.
        fn boost<B>(b, boost: B) -> S where [B: IntoBoost<C>] {
            b.ir.boost = boost.into_boost();
        }
    }
    Diverse {
        /// Results that differ from each other: a [`Diversity`](crate::Diversity). From 1.37, with `hybrid` from 1.39.
        fn diversity(b, diversity: Diversity) -> S {
            b.ir.diversity = Some(diversity.into_ir());
        }
    }
}

impl<C, S, X> Builder<C, S, X> {
    fn grouping(&mut self) -> &mut ir::GroupBy {
        self.ir.group_by.get_or_insert_with(|| ir::GroupBy {
            property: String::new(),
            groups: None,
            objects: None,
        })
    }
}
