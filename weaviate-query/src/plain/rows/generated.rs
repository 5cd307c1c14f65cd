//! What a language model wrote.
//!
//! Servers say it in one of two ways, and this is where they become one: newer ones send a `GenerativeResult`
//! for each object and one for all, older ones a text in the metadata and in the reply.

mod metadata;

use std::{fmt, ops::Deref};

use prost::Message as _;

pub use metadata::{ApiVersion, BillableCharacters, BilledUnits, GenerativeMetadata, Usage};

use weaviate_proto as proto;

use crate::plain::{
    error::Result,
    wire::{Fields, Payload, flag},
};

/// Text that a language model wrote; it derefs to the text.
///
/// What else is known of it, the prompt and what the provider reports, comes only where a question asked for
/// it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Generated {
    text: String,
    full_prompt: Option<String>,
    metadata: Option<Box<GenerativeMetadata>>,
}

impl Generated {
    /// The text, as the model gave it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone, without a copy.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What the model was sent in full, for a question with `full_prompt: true`, as far as the server's module says it.
    pub fn full_prompt(&self) -> Option<&str> {
        self.full_prompt.as_deref()
    }

    /// What the model read and wrote, for a question whose provider was set to `usage(true)`. Of providers
    /// that report nothing it is none.
    pub fn usage(&self) -> Option<Usage> {
        self.metadata().map(|metadata| metadata.usage)
    }

    /// All that the provider says of the answer, for a question whose provider was set to `usage(true)`.
    pub fn metadata(&self) -> Option<&GenerativeMetadata> {
        self.metadata.as_deref()
    }

    /// The first of a `GenerativeResult`; a server sends one for each provider asked, and one is asked.
    pub(crate) fn first(result: &[u8]) -> Result<Option<Self>> {
        let mut fields = Fields(result);
        while let Some((number, payload)) = fields.next()? {
            if number == 1 {
                return Self::read(payload.bytes()?).map(Some);
            }
        }
        Ok(None)
    }

    /// Reads a `GenerativeReply`: the text, the prompt behind it and the metadata.
    pub(crate) fn read(reply: &[u8]) -> Result<Self> {
        let mut read = Self::default();
        let mut fields = Fields(reply);
        while let Some((number, payload)) = fields.next()? {
            match number {
                1 => read.text = payload.text()?.to_owned(),
                2 => {
                    let prompt = Fields(payload.bytes()?).find(1)?;
                    read.full_prompt = prompt.map(Payload::text).transpose()?.map(str::to_owned);
                }
                3 => read.metadata = GenerativeMetadata::read(payload.bytes()?)?.map(Box::new),
                _ => {}
            }
        }
        Ok(read)
    }

    /// Text alone, as older replies have it: an empty one says that there is none.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { text: text.to_owned(), ..Self::default() })
    }

    /// What older servers wrote into an object's metadata, as the `GenerativeResult` that newer ones send;
    /// empty, if they wrote nothing.
    pub(crate) fn of_older(metadata: &[u8]) -> Result<Vec<u8>> {
        if !flag(metadata, 17)? {
            return Ok(Vec::new());
        }
        let result = Fields(metadata).find(16)?.map_or(Ok(""), Payload::text)?.to_owned();
        let reply = proto::GenerativeReply { result, ..proto::GenerativeReply::default() };
        Ok(proto::GenerativeResult { values: vec![reply] }.encode_to_vec())
    }
}

impl Deref for Generated {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests;
