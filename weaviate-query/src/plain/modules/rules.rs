//! Which module can do what: rules of the language, and the words in which one that fails is said.

use crate::plain::sealed::Sealed;

/// Whether the vectorizer turns a query made of `M` into a vector, for searches of the vector `P`.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no vectorizer for this search",
    label = "declare a vectorizer that reads this, such as `#[weaviate(vector(vectorizer = openai()))]` for text, or use `near_vector`"
)]
pub trait Understands<M, P>: Sealed {}

/// Whether hybrid search makes its vector from the text, for the vector `P`.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no vectorizer that could make a vector of the text",
    label = "give one with `vector: …`, or declare a vectorizer, such as `#[weaviate(vector(vectorizer = openai()))]`"
)]
pub trait Blends<P>: Sealed {}

/// Whether the collection `C` declares a generative module.
#[diagnostic::on_unimplemented(
    message = "`{C}` declares no generative module",
    label = "declare one on `{C}`, such as `#[weaviate(generative(openai()))]`, or name a `provider`"
)]
pub trait Generates<C>: Sealed {}

/// Whether the collection `C` declares a reranker.
#[diagnostic::on_unimplemented(
    message = "`{C}` declares no reranker",
    label = "declare one on `{C}`, such as `#[weaviate(reranker(cohere()))]`"
)]
pub trait Reranks<C>: Sealed {}

/// Whether the module makes vectors of what `source = […]` lists.
#[diagnostic::on_unimplemented(
    message = "`source` is for vectorizers of text, `{Self}` has settings of its own for what it reads",
    label = "remove this, and name the properties as in `image_fields = [photo]`"
)]
pub trait ReadsSource: Sealed {}
