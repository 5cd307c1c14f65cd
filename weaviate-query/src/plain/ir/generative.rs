//! Text that a language model writes about the results.

use crate::plain::sealed::Sealed;

/// What a language model is asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Generative {
    /// About each object alone: a prompt with `{property}` for the values of the object, by the server's names.
    pub prompt: Option<String>,
    /// About all objects at once.
    pub grouped: Option<GroupedTask>,
    /// Whose model, and how it is set; none is what the collection declares.
    pub provider: Option<Provider>,
    /// Whether the whole prompt comes back with each answer.
    pub debug: bool,
}

/// A task about all objects at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupedTask {
    /// The task.
    pub task: String,
    /// The properties that the model reads; none means all.
    pub properties: Vec<String>,
}

/// A provider of language models with the settings of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Provider {
    /// Its name in the table of [`modules`](crate::plain::modules::generative), such as `azure_openai`.
    pub name: &'static str,
    /// Its settings by their names on the wire, without what the name implies.
    pub settings: Vec<(&'static str, Setting)>,
}

impl Sealed for Provider {}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Setting {
    /// Text, or a word of an enumeration
    Text(String),
    /// An integer
    Int(i64),
    /// A number
    Number(f64),
    /// A yes or no
    Boolean(bool),
    /// A list of texts
    Texts(Vec<String>),
}
