//! Text that a language model writes about the results.
//!
//! A prompt is asked once for each object, a grouped task once about all of them. Both may stand in one
//! question, and cost as many calls of the model.

use crate::plain::sealed::Sealed;

/// What a language model is asked; at least a prompt or a grouped task. It cannot stand beside `sort`.
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let query = Query {
///     search: Some(Search::Bm25(Bm25 { query: "rust".into(), ..Bm25::default() })),
///     generative: Some(Generative {
///         prompt: Some("say in ten words: {title}".into()),
///         provider: Some(Provider {
///             name: "openai",
///             settings: vec![("model", Setting::Text("gpt-4o-mini".into()))],
///         }),
///         ..Generative::default()
///     }),
///     selection: Selection { items: vec![Item::Metadata(Metadata::Generated)] },
///     ..Query::new("Article")
/// };
/// let names = Names::new();
/// assert!(render::query(&query, &render::Context::new(&names)).is_ok());
///
/// // Settings are checked against the table of the provider.
/// let mut wrong = query;
/// wrong.generative.as_mut().unwrap().provider.as_mut().unwrap().settings[0].0 = "modell";
/// let error = render::query(&wrong, &render::Context::new(&names)).unwrap_err();
/// assert_eq!(error.to_string(), "provider `openai`: `openai` has no setting `modell`");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Generative {
    /// About each object alone: a prompt with `{property}` for the values of the object, by the server's
    /// names. What it writes is read as [`Metadata::Generated`](super::Metadata::Generated).
    pub prompt: Option<String>,
    /// About all objects at once; what it writes is [`Rows::generated`](crate::Rows::generated).
    pub grouped: Option<GroupedTask>,
    /// Whose model, and how it is set; none is what the collection declares. Where it declares nothing, a
    /// server with one generative module uses that one without a word (1.39.0). GraphQL has no provider.
    pub provider: Option<Provider>,
    /// Whether the whole prompt comes back with each answer, as
    /// [`Generated::full_prompt`](crate::Generated::full_prompt); for a grouped task from 1.32.4 on.
    pub debug: bool,
}

/// A task about all objects at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupedTask {
    /// The task in words; not empty.
    pub task: String,
    /// The properties that the model reads, by the server's names; none means all.
    pub properties: Vec<String>,
}

/// A provider of language models with the settings of one question, which go before those of the collection.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// Its name in the table of [`modules`](crate::modules::generative), such as `azure_openai`; another is
    /// refused.
    pub name: &'static str,
    /// Its settings by their names on the wire (`max_tokens`), without what the name implies.
    /// `return_metadata` asks for the provider's own account of the answer,
    /// [`Generated::metadata`](crate::Generated::metadata).
    pub settings: Vec<(&'static str, Setting)>,
}

impl Sealed for Provider {}

/// The value of a setting; the table of providers says which kind each takes.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Setting {
    /// Text, or a word of an enumeration, such as `low`
    Text(String),
    /// An integer, 1 or more: a server takes 0 for nothing
    Int(i64),
    /// A number, finite
    Number(f64),
    /// A yes or no
    Boolean(bool),
    /// A list of texts: stop sequences, pictures in base64, names of properties
    Texts(Vec<String>),
}
