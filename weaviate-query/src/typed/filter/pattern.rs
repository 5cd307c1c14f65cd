//! Literal patterns that a tokenization cuts: the macros tell them apart, so that they do not compile. One that comes from
//! somewhere else is refused when it is sent.

use super::Operand;
use crate::{
    plain::{ir, sealed::Sealed},
    typed::{kind::tokenization, marker::Property},
};

/// A pattern with white space in it.
#[expect(non_camel_case_types, reason = "a value in expansions, like a literal")]
#[derive(Debug, Clone, Copy)]
pub struct blanks(pub &'static str);

/// A pattern with other signs in it than wildcards.
#[expect(non_camel_case_types, reason = "a value in expansions, like a literal")]
#[derive(Debug, Clone, Copy)]
pub struct signs(pub &'static str);

impl Sealed for blanks {}
impl Sealed for signs {}

// Written out: rustc would show the whole invocation of a macro.
impl<K, P: Property<Tokenization: Blanks<P>>> Operand<K, P> for blanks {
    fn value(&self) -> ir::Value {
        ir::Value::Text(self.0.to_owned())
    }
}
impl<K, P: Property<Tokenization: Signs<P>>> Operand<K, P> for signs {
    fn value(&self) -> ir::Value {
        ir::Value::Text(self.0.to_owned())
    }
}

/// Text whose words can have white space in them: a whole text is one.
#[diagnostic::on_unimplemented(
    message = "no word of `{P}` has a blank in it, as this pattern has",
    label = "a pattern is held against one word: write one for each, joined with `&&`, or declare `#[weaviate(tokenization = field)]`"
)]
pub trait Blanks<P>: Sealed {}

/// Text whose words can have other signs in them than letters and digits.
#[diagnostic::on_unimplemented(
    message = "words of `{P}` are letters and digits, and this pattern has other signs in it",
    label = "a pattern is held against one word: leave them out, write one for each word, or declare `#[weaviate(tokenization = whitespace)]`"
)]
pub trait Signs<P>: Sealed {}

macro_rules! have {
    ($rule:ident: $($name:ident)*) => { $(#[diagnostic::do_not_recommend] impl<P> $rule<P> for tokenization::$name {})* };
}
have! { Blanks: field }
have! { Signs: lowercase whitespace field }
