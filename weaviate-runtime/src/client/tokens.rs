//! How a server cuts a text into tokens.

use serde::Deserialize;
use serde_json::{Value, json};
use weaviate_query::{ErrorKind, Result, schema::Tokenization};

use super::{
    CallOptions, Client,
    schema::{json, to_json},
};
use crate::op::{ReadKind, Verb};

/// What a text is cut into: see [`Client::tokenize`] and [`Handle::tokenize`](crate::Handle::tokenize).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tokens {
    indexed: Vec<String>,
    query: Vec<String>,
}

impl Tokens {
    /// What is written to the index of a value.
    pub fn indexed(&self) -> &[String] {
        &self.indexed
    }

    /// What is looked for when the text is asked for: without stop words.
    pub fn query(&self) -> &[String] {
        &self.query
    }
}

impl Client {
    /// What a text is cut into, by a tokenization and the server's own stop words. From server 1.37 on.
    ///
    /// ```
    /// # use weaviate::local::{Engine, EngineExt as _};
    /// use weaviate::schema::Tokenization;
    ///
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let tokens = client.tokenize("The C++ book", Tokenization::Word).await?;
    /// assert_eq!(tokens.indexed(), ["the", "c", "book"]);
    /// assert_eq!(tokens.query(), ["c", "book"]);
    /// let tokens = client.tokenize("The C++ book", Tokenization::Whitespace).await?;
    /// assert_eq!(tokens.indexed(), ["The", "C++", "book"]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Unsupported` before 1.37, `Rejected` for a tokenization that the server was not started with, and the others of
    /// [any call](crate::Client#errors-of-any-call).
    pub async fn tokenize(&self, text: &str, tokenization: Tokenization) -> Result<Tokens> {
        let body = json!({ "text": text, "tokenization": tokenization.wire_name() });
        let options = self.options(self.timeouts().read);
        let tokens = self.read_tokens("", "tokenize".to_owned(), &body, &options).await;
        tokens.map_err(|error| error.context("cutting a text into tokens"))
    }

    pub(crate) async fn read_tokens(
        &self,
        class: &str,
        path: String,
        body: &Value,
        options: &CallOptions,
    ) -> Result<Tokens> {
        let call = self.rest(Verb::Post, path, to_json(body)?, options);
        match self.read(ReadKind::Tokens, class, None, call).await {
            Ok(reply) => json(&reply.body),
            // A server that has not the route says nothing of what is not there.
            Err(error) if crate::refusal::says_nothing(&error) && class.is_empty() => {
                Err(weaviate_query::Error::new(
                    ErrorKind::Unsupported,
                    "the server does not tell what it cuts a text into: it does so from 1.37 on",
                ))
            }
            Err(error) => Err(error),
        }
    }
}
