//! What a language model is asked about the results, and whose it is.
//!
//! A question may have a `prompt` (the model writes about each object), a `grouped_task` (it writes once, about all of
//! them), or both. The model is the collection's, declared as `#[weaviate(generative(openai()))]`, or that of a `provider`
//! in the question.
//!
//! Each provider is a function; its settings are for one question and win over what the collection declares. What a
//! provider does not have is a method that is not there. A provider or setting that the server is too old for is
//! [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) before anything is sent.
//!
//! ```
//! use weaviate_query::generative::{ReasoningEffort, openai};
//!
//! let provider = openai().model("gpt-5").max_tokens(200).reasoning_effort(ReasoningEffort::Low).usage(true);
//! # let _ = provider;
//! ```

mod images;
mod provider;
mod providers;

use std::marker::PhantomData;

use crate::plain::{modules::Generates, sealed::Sealed, tuples::for_tuples};

pub use images::{Image, ImageProperties, Pictures};
pub use provider::{IntoProvider, MetaReasoningEffort, Provider, ReasoningEffort, Reports, Sees, Verbosity};
pub use providers::*;

use crate::typed::{
    collection::Collection,
    kind::{self, list, no, yes},
    marker::Property,
    property::PropertyType,
    token::Field,
};

/// What `prompt` takes: text, in which `{title}` stands for the object's `title`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no prompt",
    label = "expected `&str` or `String`, in which `{{title}}` stands for the property `title`"
)]
pub trait Prompt<C>: Sealed {
    /// The text with the server's names of properties in the braces: a field may be called otherwise in Rust.
    fn into_prompt(self) -> String;
}

impl<C> Prompt<C> for &str {
    fn into_prompt(self) -> String {
        self.to_owned()
    }
}

impl<C> Prompt<C> for String {
    fn into_prompt(self) -> String {
        self
    }
}

impl<C> Prompt<C> for &String {
    fn into_prompt(self) -> String {
        self.clone()
    }
}

/// A prompt whose properties are known: what `query!` makes of a literal.
///
/// Each name in braces is also a token, so that a wrong one is rustc's "no field `titel`" at the literal, and `{title}`
/// is sent as the property's name on the server.
#[derive(Debug, Clone)]
pub struct Pieces<C> {
    text: String,
    /// What a name in braces is called on the server.
    names: Vec<(&'static str, &'static str)>,
    of: PhantomData<fn() -> C>,
}

impl<C> Sealed for Pieces<C> {}

impl<C: Collection> Pieces<C> {
    /// Text in which `{title}` is the property that [`property`](Self::property) calls so, and `{{` a brace.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), names: Vec::new(), of: PhantomData }
    }

    /// The property that `{name}` stands for, which every object has.
    #[must_use]
    pub fn property<P>(self, name: &'static str, property: Field<C, (), P>) -> Self
    where
        P: Property<Kind: Readable<P>, Type: PropertyType<Optional: Always<P>>, Defaulted: Always<P>>,
    {
        self.filtered(name, property)
    }

    /// The property that `{name}` stands for, where the question's filter leaves out the objects that lack it.
    #[must_use]
    pub fn filtered<P: Property<Kind: Readable<P>>>(
        mut self,
        name: &'static str,
        _: Field<C, (), P>,
    ) -> Self {
        self.names.push((name, P::NAME));
        self
    }
}

impl<C> Prompt<C> for Pieces<C> {
    fn into_prompt(self) -> String {
        let (mut out, mut rest) = (String::with_capacity(self.text.len()), self.text.as_str());
        while let Some(place) = rest.find(['{', '}']) {
            let (before, braces) = rest.split_at(place);
            out.push_str(before);
            let (brace, after) = braces.split_at(1);
            out.push_str(brace);
            rest = after.strip_prefix(brace).unwrap_or(after);
            if rest.len() == after.len()
                && let Some((name, _)) = rest.split_once('}')
                && let Some((_, wire)) = self.names.iter().find(|(known, _)| *known == name)
            {
                out.push_str(wire);
                rest = rest.get(name.len()..).unwrap_or_default();
            }
        }
        out + rest
    }
}

/// Whose model writes about the objects of `C`: the collection's own, which it declares, or that of a `provider` that was
/// named before the task. A server with one generative module takes that one where nothing is said (1.39.0); whether it
/// has one, and which, no type knows, so that is not asked.
pub trait Writes<C>: Sealed {}

impl<C: Collection<Generative: Generates<C>>> Writes<C> for no {}
#[diagnostic::do_not_recommend]
impl<C> Writes<C> for yes {}

/// Properties that every object has: no `Option`, no `default`. A server fails the whole question where one object lacks what
/// the prompt names (1.39.0), and has no way to say what should stand there instead.
#[diagnostic::on_unimplemented(
    message = "`{P}` may be absent: a prompt fails as a whole where one object lacks what it names",
    label = "leave those objects out, such as by `filter: .summary.is_not_null()`, or by a comparison: `.summary like \"*\"`"
)]
pub trait Always<P>: Sealed {}

#[diagnostic::do_not_recommend]
impl<P> Always<P> for no {}

/// Kinds whose values a language model can be given: text, int, number, boolean, date, uuid, and lists of them.
#[diagnostic::on_unimplemented(
    message = "a language model cannot read `{P}`",
    label = "expected text, int, number, boolean, date or uuid, or a list of them"
)]
pub trait Readable<P>: Sealed {}

// Recommended, so that rustc does not say what takes properties instead.
impl<P> Readable<P> for kind::text {}

macro_rules! readable {
    ($($kind:ty)*) => { $(#[diagnostic::do_not_recommend] impl<P> Readable<P> for $kind {})* };
}
readable! { kind::int kind::number kind::boolean kind::date kind::uuid list<kind::text> }
readable! { list<kind::int> list<kind::number> list<kind::boolean> list<kind::date> list<kind::uuid> }

/// What `grouped_on` takes: a token, or a tuple of up to eight.
#[diagnostic::on_unimplemented(
    message = "these are no properties of `{C}` for a language model to read",
    label = "expected `.property`, or a list of them"
)]
pub trait Properties<C>: Sealed {
    /// Their names.
    fn names(&self) -> Vec<String>;
}

impl<C, P: Property<Kind: Readable<P>>> Properties<C> for Field<C, (), P> {
    fn names(&self) -> Vec<String> {
        vec![P::NAME.into()]
    }
}

macro_rules! properties {
    ($($i:ident $of:ident $n:tt)+) => {
        impl<Of, $($i: Properties<Of>),+> Properties<Of> for ($($i,)+) {
            fn names(&self) -> Vec<String> {
                let mut names = Vec::new();
                $(names.extend(self.$n.names());)+
                names
            }
        }
    };
}
for_tuples!(properties, 8);

#[cfg(test)]
mod tests;
