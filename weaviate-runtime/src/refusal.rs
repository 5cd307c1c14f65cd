//! What the server's English means: the one place that looks for words in its texts.
//!
//! Weaviate says most of its refusals as UNKNOWN over gRPC and as 422 or 500 over REST, and the same one
//! differently on a leader and on a follower: the text tells more than the code. So a release of the server that
//! says something in other words is a change of this file and its table, and of nothing else.

mod words;

use std::borrow::Cow;

use weaviate_query::{Error, ErrorKind};

/// What a text of the server means, whatever code it came with.
pub(crate) fn kind_of(text: &str) -> Option<ErrorKind> {
    let text = unquoted(text);
    let rule = words::MEANINGS.iter().find(|(_, words)| words.iter().any(|word| word.is_in(&text)));
    rule.map(|(kind, _)| *kind)
}

/// The text without what stands in its quotes, which is the user's: a property may be called `already exists`.
///
/// An apostrophe (`can't`) opens nothing, and a quote that is not closed is left as it is.
fn unquoted(text: &str) -> Cow<'_, str> {
    if !text.contains(['\'', '"']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '"']) {
        let (before, from) = rest.split_at(at);
        let quote = if from.starts_with('"') { '"' } else { '\'' };
        let inside = &from[1..];
        out.push_str(before);
        out.push(quote);
        rest = inside;
        if out.chars().rev().nth(1).is_some_and(char::is_alphanumeric) {
            continue;
        }
        let closes =
            |&(end, _): &(usize, &str)| !inside[end + 1..].chars().next().is_some_and(char::is_alphanumeric);
        if let Some((end, _)) = inside.match_indices(quote).find(closes) {
            out.push(quote);
            rest = &inside[end + 1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Whether an error says that a class is not there, as opposed to an object or a tenant.
pub(crate) fn is_unknown_class(error: &Error) -> bool {
    error.kind() == ErrorKind::NotFound
        && error.server_message().is_some_and(|text| {
            !text.contains("tenant not found")
                && (text.contains("class")
                    || text.contains("collection \"")
                    || is_unknown_field_of_all(text)
                    || text.contains(NO_SCHEMA))
        })
}

/// What GraphQL says where there is no class at all.
const NO_SCHEMA: &str = "no graphql provider present";

/// Whether GraphQL says that there is no class at all.
pub(crate) fn has_no_schema(error: &Error) -> bool {
    error.server_message().is_some_and(|text| text.contains(NO_SCHEMA))
}

/// Whether GraphQL says that there is no class of this name: classes are fields of these two types there.
fn is_unknown_field_of_all(text: &str) -> bool {
    text.contains("Cannot query field")
        && ["GetObjectsObj", "AggregateObjectsObj"].iter().any(|all| text.contains(all))
}

/// Whether GraphQL says that a class is not replicated: only then it lacks these.
pub(crate) fn has_one_replica(error: &Error) -> bool {
    error.server_message().is_some_and(|text| {
        text.contains("Unknown argument \"consistencyLevel\"")
            || text.contains("Cannot query field \"isConsistent\"")
    })
}

/// What GraphQL means by an error beside its data.
pub(crate) fn kind_of_graphql(text: &str) -> Option<ErrorKind> {
    // The last is what a filter says of an alias.
    if is_unknown_field_of_all(text) || text.contains(NO_SCHEMA) || text.contains("does not exist in schema")
    {
        return Some(ErrorKind::NotFound);
    }
    let wrong =
        ["Cannot query field", "Syntax Error", "has invalid value", "Unknown argument", "got invalid value"];
    kind_of(text)
        .or_else(|| wrong.iter().any(|words| text.contains(words)).then_some(ErrorKind::InvalidInput))
}

/// Whether an answer is a bare 404, which says of an object that it, or its collection, is not there.
pub(crate) fn says_nothing(error: &Error) -> bool {
    error.kind() == ErrorKind::NotFound
        && error.server_message().is_some_and(|text| text.is_empty() || text.starts_with("404 "))
}

/// Whether an error says that a tenant is not in memory.
pub(crate) fn is_cold(error: &Error) -> bool {
    error.server_message().is_some_and(|text| text.contains("tenant not active"))
}

/// Whether an error says that the object which a link leads to is not there.
pub(crate) fn is_no_target(error: &Error) -> bool {
    error.server_message().is_some_and(|text| text.contains("no object with id"))
}

/// What this side says of a reply that is larger than it takes.
pub(crate) const LARGE: &str = "a message is larger than the limit";

/// Whether a text says that a message of this size is not taken or not sent.
pub(crate) fn is_too_large(text: &str) -> bool {
    // A server written in Go, and one on tonic, as the embedded engine is.
    text.contains("larger than max") || text.contains("message length too large") || text.contains(LARGE)
}

/// Whether an error says that a reply would be larger than the server sends, or than this side takes.
pub(crate) fn is_large_reply(error: &Error) -> bool {
    error.kind() == ErrorKind::TooLarge
        && (error.server_message().is_some_and(is_too_large) || is_too_large(&error.to_string()))
}

/// Whether an error that names one object of a batch is about all of them: on a read-only shard the server names
/// the first and stores none.
pub(crate) fn is_read_only(text: &str) -> bool {
    text.contains(READ_ONLY)
}

/// Whether a text says that a provider of vectors has too much to do: the same object may be stored a little later.
///
/// A server passes on what its provider answered (1.39.0): `connection to: OpenAI API failed with status: 429 error: …`.
pub(crate) fn is_busy_provider(text: &str) -> bool {
    let status = text.split_once("failed with status").map(|(_, rest)| rest.trim_start_matches([':', ' ']));
    status.is_some_and(|status| {
        ["429", "500", "502", "503", "504", "529"].iter().any(|busy| status.starts_with(busy))
    })
}

/// Whether a text that names one object of a batch leaves open how much of it was done: the time was over, or its caller
/// gone, at some point between its store and its indexes (1.39.0).
pub(crate) fn is_half_done(text: &str) -> bool {
    [
        "context deadline exceeded",
        "context canceled",
        "insert to vector index",
        "insert to multi vector index",
    ]
    .iter()
    .chain(&["update prop-specific indices"])
    .any(|words| text.contains(words))
}

/// Whether a server failed to write its answer down, so that nobody knows what it was.
pub(crate) fn is_garbled(text: &str) -> bool {
    text.contains("error while marshaling")
}

/// What a server says of a shard that takes no writes.
pub(crate) const READ_ONLY: &str = "store is read-only";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_quotes_is_the_users() {
        for (text, left) in [
            ("class \"Nope\": not found", "class \"\": not found"),
            ("id '1' already exists", "id '' already exists"),
            ("can't offload 'a' and \"b\"", "can't offload '' and \"\""),
            ("got 'it's'", "got ''"),
            ("not closed: \"a", "not closed: \"a"),
            ("class Ali doesn't exist", "class Ali doesn't exist"),
            ("é 'ü' \"日本\"", "é '' \"\""),
            ("'", "'"),
        ] {
            assert_eq!(unquoted(text), left);
        }
        assert_eq!(
            kind_of("invalid text property 'already exists' on class 'X'"),
            Some(ErrorKind::InvalidInput)
        );
    }

    #[test]
    fn a_class_that_is_unknown_is_told_from_a_tenant_and_a_shard() {
        let said = |text: &str| Error::server(kind_of(text).unwrap(), text);
        assert!(is_unknown_class(&said("could not find class Nope in schema")));
        assert!(is_unknown_class(&said(
            "msg:collection not found code:400 err:collection \"X\" not found in schema"
        )));
        assert!(!is_unknown_class(&said("tenant not found: \"class\"")));
        assert!(!is_unknown_class(&said("search: shard not found")));
    }

    /// The forms in which the modules of 1.39.0 pass on a status.
    #[test]
    fn a_provider_that_is_busy() {
        for busy in [
            "update vector: connection to: OpenAI API failed with status: 429 request-id: r error: Rate limit reached",
            "connection to Cohere API failed with status 503: no",
            "failed with status: 503 error: loading",
        ] {
            assert!(is_busy_provider(busy), "{busy}");
        }
        for wrong in [
            "connection to: OpenAI API failed with status: 401 error: Incorrect API key provided",
            "invalid text property 'a' on class 'B': not a string, but float64",
        ] {
            assert!(!is_busy_provider(wrong), "{wrong}");
        }
    }

    #[test]
    fn what_concerns_more_than_one_object() {
        assert!(is_read_only("put object: store is read-only"));
        assert!(is_too_large("grpc: received message larger than max (104858109 vs. 104858000)"));
        assert!(!is_too_large("too many requests") && !is_read_only("invalid integer value"));
    }
}
