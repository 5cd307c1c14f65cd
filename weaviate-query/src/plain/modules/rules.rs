//! Which module can do what: rules of the language, and the words in which one that fails is said.
//!
//! Each rule is a trait that the type of a module has or has not, by the words in brackets in the tables. It
//! is generic over what the message must name: the vector or the collection, which a bound of one type alone
//! could not say. Nobody outside this crate can implement one, so a rule can become stricter.
//!
//! | words in a table | rule |
//! |---|---|
//! | `text`, `image`, `audio`, `video`, `depth`, `thermal`, `imu` | [`Understands`] that medium |
//! | `blends` | [`Blends`] |
//! | `source` | [`ReadsSource`] |
//! | `generates` | [`Generates`] |
//! | `reranks` | [`Reranks`] |

use crate::plain::sealed::Sealed;

/// Whether the vectorizer turns a query made of `M` into a vector, for searches of the vector `P`.
///
/// `M` is one of [`medium`](super::medium). A [`custom`](super::vectorizer::custom()) vectorizer is taken to
/// understand all of them: what it does is known to the server alone.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no vectorizer for this search",
    label = "declare a vectorizer that reads this, such as `#[weaviate(vector(vectorizer = openai()))]` for text, or use `near_vector`"
)]
pub trait Understands<M, P>: Sealed {}

/// Whether hybrid search makes its vector from the text, for the vector `P`.
///
/// Not the same as understanding text: `text2vec-bigram` has no `near_text`, and hybrid works with it
/// (1.39.0).
#[diagnostic::on_unimplemented(
    message = "`{P}` has no vectorizer that could make a vector of the text",
    label = "give one with `vector: …`, or declare a vectorizer, such as `#[weaviate(vector(vectorizer = openai()))]`"
)]
pub trait Blends<P>: Sealed {}

/// Whether the collection `C` declares a generative module, so that a question need not name a provider.
#[diagnostic::on_unimplemented(
    message = "`{C}` declares no generative module",
    label = "declare one, such as `#[weaviate(generative(openai()))]`, or name a `provider` (by hand before the task)"
)]
pub trait Generates<C>: Sealed {}

/// Whether the collection `C` declares a reranker, without which no question has `rerank`.
#[diagnostic::on_unimplemented(
    message = "`{C}` declares no reranker",
    label = "declare one on `{C}`, such as `#[weaviate(reranker(cohere()))]`"
)]
pub trait Reranks<C>: Sealed {}

/// Whether the module makes vectors of what `source = […]` lists: `properties` in its settings. The modules
/// of several media name what they read by medium instead, as in `image_fields`.
#[diagnostic::on_unimplemented(
    message = "`source` is for vectorizers of text, `{Self}` has settings of its own for what it reads",
    label = "remove this, and name the properties as in `image_fields = [photo]`"
)]
pub trait ReadsSource: Sealed {}
