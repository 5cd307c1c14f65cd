//! What a language model wrote.

use std::{fmt, ops::Deref};

use crate::{
    Result,
    wire::{Fields, Payload},
};

/// Text that a language model wrote; it derefs to the text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Generated {
    text: String,
    full_prompt: Option<String>,
}

impl Generated {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// What the model was sent in full, for a question that asked for it.
    pub fn full_prompt(&self) -> Option<&str> {
        self.full_prompt.as_deref()
    }

    /// The first of a `GenerativeResult`; a server sends one for each provider asked, and one is asked.
    pub(crate) fn first(result: &[u8]) -> Result<Option<Self>> {
        Fields(result).find(1)?.map(|reply| Self::read(reply.bytes()?)).transpose()
    }

    /// Of a text alone; an empty one is none.
    pub(crate) fn plain(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self { text: text.to_owned(), full_prompt: None })
    }

    /// Of a `GenerativeReply`.
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
                _ => {}
            }
        }
        Ok(read)
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
