//! Providers of language models with the settings of one question.
//!
//! One type has all of them, [`Provider<K, C>`]; which settings there are follows from `K`, the module. So a setting that a
//! provider lacks is a method that rustc does not find, and an editor lists those that there are.

use std::{fmt, marker::PhantomData};

use super::{Image, ImageProperties};
use crate::{
    plain::{ir, render::setting::USAGE, sealed::Sealed, value::base64},
    typed::collection::Collection,
};

/// A provider of language models with the settings of one question, which win over what the collection declares.
///
/// `K` is the module, one of [`modules::generative`](crate::plain::modules::generative): it decides which settings there are.
/// `C` is the collection whose properties were named, if any were.
pub struct Provider<K, C = ()> {
    ir: ir::Provider,
    of: PhantomData<fn() -> (K, C)>,
}

impl<K, C> Sealed for Provider<K, C> {}

impl<K> Provider<K> {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { ir: ir::Provider { name, settings: Vec::new() }, of: PhantomData }
    }
}

impl<K, C> Provider<K, C> {
    pub(crate) fn set(mut self, name: &'static str, value: ir::Setting) -> Self {
        self.ir.settings.retain(|(known, _)| *known != name);
        self.ir.settings.push((name, value));
        self
    }
}

impl<K, C> Provider<K, C> {
    /// Whether the provider's account of the answer comes with it:
    /// [`Generated::usage`](crate::plain::rows::Generated::usage) and [`Generated::metadata`](crate::plain::rows::Generated::metadata).
    ///
    /// A server fails the whole question where the provider then says nothing of it, as some do that only resemble
    /// `OpenAI`.
    #[must_use]
    pub fn usage(self, usage: bool) -> Self
    where
        K: Reports,
    {
        self.set(USAGE, ir::Setting::Boolean(usage))
    }
}

impl<K, C> Provider<K, C> {
    /// Pictures that the model looks at: their bytes.
    ///
    /// ```
    /// use weaviate_query::generative::ollama;
    ///
    /// let photo: Vec<u8> = vec![0x89, b'P', b'N', b'G'];
    /// let provider = ollama().model("llava").images([&photo]);
    /// # let _ = provider;
    /// ```
    #[must_use]
    pub fn images(self, images: impl IntoIterator<Item: Image>) -> Self
    where
        K: Sees,
    {
        let images = images.into_iter().map(|image| base64::encode(image.bytes())).collect();
        self.set("images", ir::Setting::Texts(images))
    }

    /// Properties whose pictures the model looks at, object by object.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "tokens are copied")]
    pub fn image_properties<D>(self, properties: impl ImageProperties<D>) -> Provider<K, D>
    where
        K: Sees,
    {
        let set = self.set("image_properties", ir::Setting::Texts(properties.names()));
        Provider { ir: set.ir, of: PhantomData }
    }
}

impl<K, C> Clone for Provider<K, C> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), of: PhantomData }
    }
}

/// The name alone: pictures are long, and an address may hold a secret.
impl<K, C> fmt::Debug for Provider<K, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.ir.settings.iter().map(|(name, _)| *name).collect();
        write!(f, "{}({})", self.ir.name, names.join(", "))
    }
}

/// A module whose models look at pictures, which is a column of the table of modules.
#[diagnostic::on_unimplemented(
    message = "`{Self}` looks at no pictures",
    label = "remove this, or choose another provider"
)]
pub trait Sees: Sealed {}

/// A module that says what an answer cost, which is a column of the table of modules.
#[diagnostic::on_unimplemented(message = "`{Self}` does not say what an answer costs", label = "remove this")]
pub trait Reports: Sealed {}

/// What `provider` takes: a [`Provider`] that names no properties, or properties of this collection.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no provider of language models for `{C}`",
    label = "expected one of `weaviate::generative`, as in `openai().model(\"gpt-4o\")`, with properties of `{C}`"
)]
pub trait IntoProvider<C>: Sealed {
    /// As plain data.
    fn into_provider(self) -> ir::Provider;
}

impl<C> IntoProvider<C> for ir::Provider {
    fn into_provider(self) -> ir::Provider {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<K, C> IntoProvider<C> for Provider<K> {
    fn into_provider(self) -> ir::Provider {
        self.ir
    }
}

#[diagnostic::do_not_recommend]
impl<K, C: Collection> IntoProvider<C> for Provider<K, C> {
    fn into_provider(self) -> ir::Provider {
        self.ir
    }
}

macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$word_meta:meta])* $word:ident = $wire:literal,)* })*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_meta])* $word,)*
        }

        impl $name {
            /// How the provider spells it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $wire,)*
                }
            }
        }
    )* };
}

words! {
    /// How much `OpenAI`'s models write.
    Verbosity {
        /// Little
        Low = "low",
        /// Neither much nor little
        Medium = "medium",
        /// Much
        High = "high",
    }
    /// How much `OpenAI`'s models think first.
    ReasoningEffort {
        /// Hardly
        Minimal = "minimal",
        /// Little
        Low = "low",
        /// Neither much nor little
        Medium = "medium",
        /// Much
        High = "high",
    }
    /// How much Meta's models think first.
    MetaReasoningEffort {
        /// Not at all
        None = "none",
        /// Hardly
        Minimal = "minimal",
        /// Little
        Low = "low",
        /// Neither much nor little
        Medium = "medium",
        /// Much
        High = "high",
        /// Very much
        XHigh = "xhigh",
    }
}
