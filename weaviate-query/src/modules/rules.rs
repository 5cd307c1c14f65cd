//! Which module can do what: rules of the language, and the words in which one that fails is said.

/// Whether the vectorizer turns a query made of `M` into a vector, for searches of the vector `P`.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no vectorizer for this search",
    label = "declare a `#[weaviate(vector(vectorizer = …))]` that reads this, or search by your own vector with `near_vector`"
)]
pub trait Understands<M, P> {}

/// Whether hybrid search makes its vector from the text, for the vector `P`.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no vectorizer that could make a vector of the text",
    label = "give one with `vector: …`, or declare `#[weaviate(vector(vectorizer = …))]`"
)]
pub trait Blends<P> {}

/// Whether the collection `C` declares a generative module.
#[diagnostic::on_unimplemented(
    message = "`{C}` declares no generative module",
    label = "declare `#[weaviate(generative(…))]` on `{C}`, or name a `provider`"
)]
pub trait Generates<C> {}

/// Whether the collection `C` declares a reranker.
#[diagnostic::on_unimplemented(
    message = "`{C}` declares no reranker",
    label = "declare `#[weaviate(reranker(…))]` on `{C}`"
)]
pub trait Reranks<C> {}

/// Whether the module makes vectors of what `source = […]` lists.
#[diagnostic::on_unimplemented(
    message = "`source` is for vectorizers of text, `{Self}` has settings of its own for what it reads",
    label = "remove this, and name the properties as in `image_fields = [photo]`"
)]
pub trait ReadsSource {}
