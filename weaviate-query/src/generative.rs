//! What a language model is asked about the results.

use std::marker::PhantomData;

use crate::{
    ir,
    token::{Collection, Field, Property},
};

/// What `prompt` takes.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no prompt",
    label = "expected `&str` or `String`, in which `{{title}}` stands for the property `title`"
)]
pub trait Prompt<C> {
    /// With the server's names of properties.
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

/// A prompt put together from text and properties: what `query!` makes of a literal.
#[derive(Debug, Clone)]
pub struct Pieces<C> {
    text: String,
    of: PhantomData<fn() -> C>,
}

impl<C: Collection> Pieces<C> {
    /// Nothing yet.
    #[allow(clippy::new_without_default)] // no value of its own
    pub fn new() -> Self {
        Self { text: String::new(), of: PhantomData }
    }

    /// Text as it is.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// The value of a property.
    #[must_use]
    pub fn property<P: Property<Kind: Readable<P>>>(mut self, _: Field<C, (), P>) -> Self {
        self.text.push('{');
        self.text.push_str(P::NAME);
        self.text.push('}');
        self
    }
}

impl<C> Prompt<C> for Pieces<C> {
    fn into_prompt(self) -> String {
        self.text
    }
}

/// Kinds whose values a language model can be given.
#[diagnostic::on_unimplemented(
    message = "a language model cannot read `{P}`",
    label = "expected a property with a value: text, int, number, boolean, date or uuid, or a list of them"
)]
pub trait Readable<P> {}

macro_rules! readable {
    ($($kind:ident)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<P> Readable<P> for crate::kind::$kind {}
        #[diagnostic::do_not_recommend]
        impl<P> Readable<P> for crate::kind::list<crate::kind::$kind> {}
    )* };
}
readable! { text int number boolean date uuid }

/// What `grouped_on` takes.
#[diagnostic::on_unimplemented(
    message = "these are no properties of `{C}` for a language model to read",
    label = "expected `.property`, or a list of them"
)]
pub trait Properties<C> {
    /// Their names.
    fn names(&self) -> Vec<String>;
}

impl<C, P: Property<Kind: Readable<P>>> Properties<C> for Field<C, (), P> {
    fn names(&self) -> Vec<String> {
        vec![P::NAME.into()]
    }
}

macro_rules! properties {
    ($($($i:ident $n:tt)+;)+) => { $(
        impl<Of, $($i: Properties<Of>),+> Properties<Of> for ($($i,)+) {
            fn names(&self) -> Vec<String> {
                let mut names = Vec::new();
                $(names.extend(self.$n.names());)+
                names
            }
        }
    )+ };
}
properties! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
}

/// What `provider` takes.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no provider of language models",
    label = "expected one of `weaviate::generative`, as in `openai().model(\"gpt-4o\")`"
)]
pub trait IntoProvider {
    /// As plain data.
    fn into_provider(self) -> ir::Provider;
}

impl IntoProvider for ir::Provider {
    fn into_provider(self) -> ir::Provider {
        self
    }
}
