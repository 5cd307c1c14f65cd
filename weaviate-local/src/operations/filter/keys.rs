//! What a value is looked up by: its key, or the tokens of a text.

use super::{clause::Operand, like::Pattern};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext,
    },
    indexes::inverted::{analyze, key},
    schema::{Class, DataType, Property, Tokenization},
};

/// The refusal of a text that has nothing but stopwords.
pub(super) const ONLY_STOPWORDS: &str = "invalid search term, only stopwords provided. Stopwords can be configured in \
                              class.invertedIndexConfig.stopwords";

/// The key of a value for a property that is no text.
pub(super) fn value_key(kind: DataType, value: &Operand) -> Result<Vec<u8>> {
    Ok(match kind.item() {
        DataType::Int => key::int(int(value)?),
        DataType::Number => match value {
            Operand::Number(number) => key::number(*number),
            other => {
                return Err(Refusal::new(format!("expected value to be float64, got {}", other.go_type())));
            }
        },
        DataType::Boolean => key::boolean(boolean(value)?),
        DataType::Date => match value {
            Operand::Text(text) => key::int(
                gotext::parse_time(text)
                    .map(|time| gotext::unix_nanos(&time))
                    .map_err(|why| Refusal::new(format!("trying parse time as RFC3339 string: {why}")))?,
            ),
            other => {
                return Err(Refusal::new(format!(
                    "expected value to be time.Time (or parseable string), got {}",
                    other.go_type()
                )));
            }
        },
        DataType::Uuid => match value {
            Operand::Text(text) => gotext::parse_uuid(text)
                .map(|id| id.as_bytes().to_vec())
                .map_err(|why| Refusal::new(format!("parse uuid filter value: {why}")))?,
            other => {
                return Err(Refusal::new(format!(
                    "expected uuid filter value to be a string, got {}",
                    other.go_type()
                )));
            }
        },
        other => {
            return Err(Refusal::new(format!(
                "data type {} not supported in query",
                gotext::quote(other.name())
            )));
        }
    })
}

/// The tokens a text value stands for.
pub(super) fn tokens(class: &Class, property: &Property, value: &Operand) -> Result<Vec<String>> {
    let tokens = analyze::query(class, property, text(value)?);
    if tokens.is_empty() { Err(Refusal::new(ONLY_STOPWORDS)) } else { Ok(tokens) }
}

/// The patterns that the text of a `Like` stands for.
pub(super) fn patterns(property: &Property, value: &Operand) -> Result<Vec<Pattern>> {
    let text = analyze::prepare(&property.analyzer, text(value)?);
    let tokens = analyze::tokenize_pattern(property.tokenization.unwrap_or(Tokenization::Word), &text);
    if tokens.is_empty() {
        return Err(Refusal::new(ONLY_STOPWORDS));
    }
    Ok(tokens.iter().map(|token| Pattern::of_bytes(token)).collect())
}

fn text(value: &Operand) -> Result<&str> {
    match value {
        Operand::Text(text) => Ok(text),
        other => Err(Refusal::new(format!("expected value to be string, got '{}'", other.go_type()))),
    }
}

pub(super) fn int(value: &Operand) -> Result<i64> {
    match value {
        Operand::Int(number) => Ok(*number),
        other => Err(Refusal::new(format!("expected value to be int, got {}", other.go_type()))),
    }
}

pub(super) fn boolean(value: &Operand) -> Result<bool> {
    match value {
        Operand::Bool(value) => Ok(*value),
        other => Err(Refusal::new(format!("expected value to be bool, got {}", other.go_type()))),
    }
}
