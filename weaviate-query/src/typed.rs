//! The typed floor: what knows the user's struct, so that a wrong question does not compile.
//!
//! It is thin: what it adds to [`plain`](crate::plain) is rules, which rustc checks, and a decoder. A finished
//! question is [`ir`](crate::plain::ir), which anybody could have written by hand, plus a function that reads one
//! object. Nothing here writes bytes, knows a server or waits.
//!
//! # From a struct to an answer
//!
//! | step | module | what it is |
//! |---|---|---|
//! | the derive describes each field | [`marker`], [`kind`], [`property`] | a type of its own for each field, with its kind, its indexes and its codec |
//! | a person writes `.title` | [`token`], [`fields`] | a zero-sized value that knows collection, path and property |
//! | conditions and orders | [`filter`], [`sort`], [`boost`] | operators of tokens, which give values that know their collection |
//! | a question grows | [`builder`], [`search`], [`answer`] | each clause gives a builder of another type: the type says which clauses may follow |
//! | a question ends | [`select`], [`record`], [`query`] | what is asked of each object, and how it is read into a row |
//! | numbers instead of objects | [`aggregate`] | the same clauses, with metrics in the place of a selection |
//! | declarations are checked | [`declared`], [`index`] | what the derive cannot know, because it sees only tokens of syntax |
//!
//! # How a rule speaks
//!
//! A rule is a trait, such as [`filter::Ordered`] ("has an order") or [`search::Blended`] ("is a hybrid"). It stands in
//! two places:
//!
//! 1. In the bound of an inherent `impl`. Where it holds the method is there, and an editor offers it; where it does
//!    not hold, the method is not even listed.
//! 2. On a method of the same name in a hidden trait, called `Refused…`. rustc looks at traits only after inherent
//!    methods. So it comes here exactly when the rule does not hold, finds the method, and then says that its bound
//!    failed, in the words of the rule's `#[diagnostic::on_unimplemented]`. Without the hidden trait it would say "the
//!    method `ge` exists, but its trait bounds were not satisfied", and list them.
//!
//! Three habits keep that one error the only one:
//!
//! - The type that a method returns never goes through a bound that may fail. What comes next is read from a trait
//!   that everything implements ([`search::State`], [`answer::Extra`], [`search::AimOf`]): the docs call these *total*.
//! - The type of an operand comes out of the rule (`Ordered::Takes`). Where the rule fails that type is unknown, and
//!   rustc does not go on to complain about the operand.
//! - A special reason, such as "this text is cut into words", is a trait on another type than the general one. rustc
//!   shows the message of the innermost bound that failed, unless that is about the same type as the outer one.
//!
//! Rule traits are sealed: they can be named in bounds, and implemented only here. The few that are not have an impl for
//! everything, which leaves nothing to add.

pub mod aggregate;
pub mod answer;
pub(crate) mod backfill;
pub mod boost;
pub mod builder;
pub mod change;
pub(crate) mod checking;
pub(crate) mod collection;
#[doc(hidden)]
pub mod declared;
pub(crate) mod diversity;
pub(crate) mod fields;
pub mod filter;
pub mod generative;
pub(crate) mod groups;
pub(crate) mod index;
pub mod kind;
pub(crate) mod marker;
pub(crate) mod property;
pub(crate) mod query;
pub(crate) mod record;
pub mod search;
pub mod select;
pub mod sort;
pub mod tenancy;
pub(crate) mod token;
pub mod validate;
pub(crate) mod values;
