//! What a question is answered with, as types: rows, or groups of rows.
//!
//! The third parameter of [`Builder`](crate::Builder) is an [`Extras`], which these clauses change:
//!
//! | clause | parameter | the answer |
//! |---|---|---|
//! | `group_by` | `G`: [`Ungrouped`] → [`GroupedBy`] | [`Groups`] of rows in place of [`Rows`] |
//! | `rerank_query` | `R`: `no` → [`Asking`] | `rerank` goes with a search that has no text |
//! | `rerank` | `R`: to `yes` | rows may select `rerank_score`; of groups it is [`Group::rerank_score`](crate::Group::rerank_score) |
//! | `prompt` | `P`: `no` → `yes` | rows may select `generated`; of groups it is [`Group::generated`](crate::Group::generated) |
//! | `provider` | `M`: `no` → `yes` | `prompt` and `grouped_task` go without a declared model |
//!
//! They are apart from the state, because each of them goes with every search: one parameter for both would be their
//! product. [`Extra`] says for all of them what each clause makes of it and what the answer is; it is total, so a rule that
//! fails leaves the answer's type known.
//!
//! The answer itself is one of two types without values, [`Flat`] and [`Grouped`], which know how to read a reply. They
//! are the third parameter of [`Query`](crate::Query), and a handle's `fetch` gives `A::Of<R>`.

use std::marker::PhantomData;

use crate::{
    plain::{
        error::Result,
        rows::{Reading, Rows},
        sealed::Sealed,
        wire::ObjectBytes,
    },
    typed::{
        groups::{GroupName, Groups},
        kind::{no, yes},
        search::{InGroup, Spoken, State},
    },
};

/// What clauses beside the search add to a question's answer: `G` says whether it is grouped, `R` whether it is
/// reranked, `P` whether a language model writes about each object, `M` whether the question names the model. It starts
/// with none of it.
pub struct Extras<G = Ungrouped, R = no, P = no, M = no>(PhantomData<fn() -> (G, R, P, M)>);

impl<G, R, P, M> Sealed for Extras<G, R, P, M> {}

/// What the reranker looks for was said, and not yet what it reads.
#[derive(Debug, Clone, Copy)]
pub enum Asking {}

impl Sealed for Asking {}

/// How far a second ranking has come: [`no`], [`Asking`] or [`yes`].
pub trait Ranking: Sealed + 'static {
    /// After `rerank_query`.
    type Asked: Ranking;
}

impl Ranking for no {
    type Asked = Asking;
}
impl Ranking for Asking {
    type Asked = Self;
}
impl Ranking for yes {
    type Asked = Self;
}

/// How far the second ranking of a question in the state `S` has come, if that is enough for `rerank`: with a
/// `rerank_query` it is, without one the search must have a text.
pub trait Reads<S>: Sealed {}

#[diagnostic::do_not_recommend]
impl<S> Reads<S> for Asking {}
#[diagnostic::do_not_recommend]
impl<S> Reads<S> for yes {}
impl<S: Spoken> Reads<S> for no {}

/// Answered with rows, one for each object.
#[derive(Debug, Clone, Copy)]
pub struct Ungrouped;
/// Answered with groups by a property whose values are `K`.
pub struct GroupedBy<K>(PhantomData<fn() -> K>);

/// The extras of a question. Total, as [`State`] is: each of them has every step, also after another step.
pub trait Extra: Sealed + 'static {
    /// After `group_by` a property whose values are `K`; a second one replaces the first.
    type GroupedBy<K: GroupName>: Extra;
    /// After `rerank`.
    type Reranked: Extra;
    /// After `rerank_query`.
    type Asked: Extra;
    /// How far the second ranking has come.
    type Ranking: Ranking;
    /// After `prompt`.
    type Prompted: Extra;
    /// After `provider`; and after the first task, as a model that is missing is said once.
    type Modelled: Extra;
    /// Whose model writes: [`no`] is that of the collection, [`yes`] one that the question names.
    type Model: 'static;
    /// The state that a row's metadata are asked of: in groups a server fills in fewer.
    type Row<S: State>: State;
    /// What the question is answered with.
    type Answer: Answer;
}

impl<R: Ranking, P: 'static, M: 'static> Extra for Extras<Ungrouped, R, P, M> {
    type GroupedBy<K: GroupName> = Extras<GroupedBy<K>, R, P, M>;
    type Reranked = Extras<Ungrouped, yes, P, M>;
    type Asked = Extras<Ungrouped, R::Asked, P, M>;
    type Ranking = R;
    type Prompted = Extras<Ungrouped, R, yes, M>;
    type Modelled = Extras<Ungrouped, R, P, yes>;
    type Model = M;
    type Row<S: State> = S;
    type Answer = Flat;
}

impl<K: GroupName, R: Ranking, P: 'static, M: 'static> Extra for Extras<GroupedBy<K>, R, P, M> {
    type GroupedBy<N: GroupName> = Extras<GroupedBy<N>, R, P, M>;
    type Reranked = Extras<GroupedBy<K>, yes, P, M>;
    type Asked = Extras<GroupedBy<K>, R::Asked, P, M>;
    type Ranking = R;
    type Prompted = Extras<GroupedBy<K>, R, yes, M>;
    type Modelled = Extras<GroupedBy<K>, R, P, yes>;
    type Model = M;
    type Row<S: State> = InGroup<S>;
    type Answer = Grouped<K>;
}

/// A question with `rerank` whose rows are not grouped: without it a server sends no such score.
#[diagnostic::on_unimplemented(
    message = "`rerank_score` is not part of these results",
    label = "`rerank_score` comes with `rerank`; with `group_by` it is the group's"
)]
pub trait Reranked: Sealed {}

#[diagnostic::do_not_recommend]
impl<P, M> Reranked for Extras<Ungrouped, yes, P, M> {}

/// A question with `prompt` whose rows are not grouped: in groups the model writes about each group.
#[diagnostic::on_unimplemented(
    message = "`generated` is not part of these results",
    label = "`generated` comes with `prompt`; with `group_by` it is the group's"
)]
pub trait Prompted: Sealed {}

#[diagnostic::do_not_recommend]
impl<R, M> Prompted for Extras<Ungrouped, R, yes, M> {}

/// What a question is answered with: [`Flat`] or [`Grouped`].
pub trait Answer: Sealed + 'static {
    /// Of rows `R`.
    type Of<R>;

    /// When nothing was asked because nothing can answer: a limit of 0, no ids, a filter that no object passes.
    fn none<R>() -> Self::Of<R>;

    /// Reads the bytes of a `SearchReply`.
    ///
    /// # Errors
    ///
    /// `Decode` for what is not what was asked for.
    fn read<R>(
        reply: &[u8],
        how: Reading,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Self::Of<R>>;
}

/// Answered with [`Rows`], in the order of the server.
#[derive(Debug, Clone, Copy)]
pub struct Flat;

impl Sealed for Flat {}

/// Answered with [`Groups`](crate::typed::groups::Groups) whose values are `K`, the best group first.
pub struct Grouped<K>(PhantomData<fn() -> K>);

impl<K> Sealed for Grouped<K> {}

impl Answer for Flat {
    type Of<R> = Rows<R>;

    fn none<R>() -> Rows<R> {
        Rows::none()
    }

    fn read<R>(
        reply: &[u8],
        how: Reading,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Rows<R>> {
        Rows::read(reply, how.bad, row)
    }
}

impl<K: GroupName> Answer for Grouped<K> {
    type Of<R> = Groups<K, R>;

    fn none<R>() -> Groups<K, R> {
        Groups::none()
    }

    fn read<R>(
        reply: &[u8],
        how: Reading,
        row: &mut dyn FnMut(ObjectBytes<'_>) -> Result<R>,
    ) -> Result<Groups<K, R>> {
        Groups::read(reply, how, row)
    }
}

#[cfg(test)]
mod tests;
