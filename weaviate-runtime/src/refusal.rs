//! What the server's English means: the one place that looks for words in its texts.
//!
//! Weaviate says most of its refusals as UNKNOWN over gRPC and as 422 or 500 over REST, and the same one
//! differently on a leader and on a follower: the text tells more than the code. So a release of the server that
//! says something in other words is a change of this file, and of nothing else.

use weaviate_query::{Error, ErrorKind};

/// What a text of the server means, whatever code it came with.
pub(crate) fn kind_of(text: &str) -> Option<ErrorKind> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["unauthorized", "invalid api key", "anonymous access not enabled"]) {
        return Some(ErrorKind::Unauthenticated);
    }
    if has(&["forbidden action", "rbac: authorization"]) {
        return Some(ErrorKind::PermissionDenied);
    }
    if has(&["already exists", "already in use"]) {
        return Some(ErrorKind::AlreadyExists);
    }
    let too_few = ["leader not found", "cannot reach enough replicas", "cannot achieve consistency level"];
    // What a server says while it shuts down.
    let going =
        ["no read replica found", "no write replica found", "already shut or dropped", "shutting down"];
    if has(&too_few) || has(&going) {
        return Some(ErrorKind::Unavailable);
    }
    if has(&["context deadline exceeded"]) {
        return Some(ErrorKind::Timeout);
    }
    if has(&["panic occurred", "store is read-only"]) {
        return Some(ErrorKind::Server);
    }
    let class = has(&[
        "could not find class",
        "class not found",
        "not found in schema",
        "not present in schema",
        "non-existing index",
        "points to collection",
    ]);
    let named = text.contains("class \"") && text.contains("\": not found");
    let target = text.contains("target class") && text.contains("does not exist");
    let other = has(&["tenant not found", "shard not found", "alias not found", "no object with id"]);
    (class || named || target || other).then_some(ErrorKind::NotFound)
}

/// Whether an error says that a class is not there, as opposed to an object or a tenant.
pub(crate) fn is_unknown_class(error: &Error) -> bool {
    error.kind() == ErrorKind::NotFound
        && error
            .server_message()
            .is_some_and(|text| !text.contains("tenant not found") && text.contains("class"))
}

/// What this side says of a reply that is larger than it takes.
pub(crate) const LARGE: &str = "a message is larger than the limit";

/// Whether a text says that a message of this size is not taken or not sent.
pub(crate) fn is_too_large(text: &str) -> bool {
    text.contains("larger than max") || text.contains(LARGE)
}

/// Whether an error says that a reply would be larger than the server sends, or than this side takes.
pub(crate) fn is_large_reply(error: &Error) -> bool {
    error.kind() == ErrorKind::Rejected
        && (error.server_message().is_some_and(is_too_large) || is_too_large(&error.to_string()))
}

/// Whether an error that names one object of a batch is about all of them: on a read-only shard the server names
/// the first and stores none.
pub(crate) fn is_read_only(text: &str) -> bool {
    text.contains("store is read-only")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Recorded from 1.39.0.
    #[test]
    fn texts_and_what_they_mean() {
        use ErrorKind as Kind;
        for (text, kind) in [
            ("extract auth: unauthorized: invalid api key", Some(Kind::Unauthenticated)),
            ("anonymous access not enabled", Some(Kind::Unauthenticated)),
            (
                "rbac: authorization, forbidden action: user 'x' has insufficient permissions",
                Some(Kind::PermissionDenied),
            ),
            ("class name Article already exists", Some(Kind::AlreadyExists)),
            ("create alias: name already in use", Some(Kind::AlreadyExists)),
            ("cannot achieve consistency level \"ALL\"", Some(Kind::Unavailable)),
            ("leader not found", Some(Kind::Unavailable)),
            ("search: object search at index x: no read replica found", Some(Kind::Unavailable)),
            ("shutting down", Some(Kind::Unavailable)),
            ("context deadline exceeded", Some(Kind::Timeout)),
            ("panic occurred: runtime error: invalid memory address", Some(Kind::Server)),
            ("store is read-only", Some(Kind::Server)),
            ("could not find class Nope in schema", Some(Kind::NotFound)),
            ("class 'NopeX' not present in schema", Some(Kind::NotFound)),
            ("tried to browse non-existing index for C", Some(Kind::NotFound)),
            ("alias \"A\" points to collection \"C\" which does not exist", Some(Kind::NotFound)),
            ("class \"C\": not found", Some(Kind::NotFound)),
            ("tenant not found: \"zz\"", Some(Kind::NotFound)),
            ("no object with id '1'", Some(Kind::NotFound)),
            ("tenant not active: 'm1'", None),
            ("invalid integer value", None),
        ] {
            assert_eq!(kind_of(text), kind, "{text}");
        }
    }

    #[test]
    fn a_class_that_is_unknown_is_told_from_a_tenant_and_a_shard() {
        let said = |text: &str| Error::server(kind_of(text).unwrap(), text);
        assert!(is_unknown_class(&said("could not find class Nope in schema")));
        assert!(!is_unknown_class(&said("tenant not found: \"class\"")));
        assert!(!is_unknown_class(&said("search: shard not found")));
    }

    #[test]
    fn what_concerns_more_than_one_object() {
        assert!(is_read_only("put object: store is read-only"));
        assert!(is_too_large("grpc: received message larger than max (104858109 vs. 104858000)"));
        assert!(!is_too_large("too many requests") && !is_read_only("invalid integer value"));
    }
}
