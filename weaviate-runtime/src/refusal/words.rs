//! The words of the server's refusals and the kind that each means, the most special first.
//!
//! Recorded from 1.39.0: `tests/data/refusals.tsv` has the texts, each with the kind that a person found in it.

use weaviate_query::ErrorKind;

/// Words to look for in a text whose quotes are empty.
pub(super) enum Words {
    /// Anywhere.
    Has(&'static str),
    /// All of them, anywhere.
    All(&'static [&'static str]),
}

use Words::{All, Has};

impl Words {
    pub(super) fn is_in(&self, text: &str) -> bool {
        match self {
            Has(words) => text.contains(words),
            All(words) => words.iter().all(|words| text.contains(words)),
        }
    }
}

/// The first that is found counts.
pub(super) const MEANINGS: &[(ErrorKind, &[Words])] = &[
    (ErrorKind::Server, &[Has("panic occurred")]),
    (
        ErrorKind::Unauthenticated,
        &[Has("unauthorized"), Has("invalid api key"), Has("anonymous access not enabled")],
    ),
    (ErrorKind::PermissionDenied, &[Has("forbidden action"), Has("rbac: authorization")]),
    (ErrorKind::TenantCold, &[Has("tenant not active")]),
    (
        ErrorKind::Unavailable,
        &[
            // Too few of the nodes are there.
            Has("leader not found"),
            Has("cannot reach enough replicas"),
            Has("cannot achieve consistency level"),
            // What a server says while it shuts down.
            Has("no read replica found"),
            Has("no write replica found"),
            Has("already shut or dropped"),
            Has("shutting down"),
            // Whoever it worked for is gone, inside the server or before it.
            Has("context canceled"),
        ],
    ),
    (ErrorKind::Timeout, &[Has("context deadline exceeded")]),
    (
        ErrorKind::TooLarge,
        &[
            Has("larger than max"),
            Has("query maximum results exceeded"),
            Has("maximum number of tenants"),
            All(&["too many", "maximum is"]),
        ],
    ),
    (
        ErrorKind::Blocked,
        &[
            Has("store is read-only"),
            All(&["reindex task", "in flight"]),
            All(&["reindex task", "wait for it to finish"]),
            Has("is still active for it"),
            Has("after it finishes"),
        ],
    ),
    // A shard that could not be loaded.
    (ErrorKind::Server, &[Has("import into non-existing index"), Has("vector config of non-existing index")]),
    (
        ErrorKind::Immutable,
        &[
            Has("immutable"),
            Has("cannot be updated"),
            Has("can only update"),
            Has("configuration was removed"),
            Has("multi-tenancy for an existing class"),
            Has("re-sharding not supported"),
            Has("on a non-indexed class"),
        ],
    ),
    (ErrorKind::AlreadyExists, &[Has("already exists"), Has("already in use"), Has("already found locally")]),
    (
        ErrorKind::NotFound,
        &[
            Has("could not find class"),
            Has("failed to get class"),
            Has("no graphql provider present"),
            Has("class not found"),
            Has("not found in schema"),
            Has("not present in schema"),
            Has("nonexistent class"),
            Has("non-existing index"),
            Has("points to collection"),
            Has("class \"\": not found"),
            Has("collection \"\" not found"),
            All(&["class ", " doesn't exist"]),
            All(&["target class", "does not exist"]),
            Has("property \"\" not found on collection"),
            All(&["property name", ": not found"]),
            Has("vector index \"\" not found"),
            Has("tenant not found"),
            Has("shard not found"),
            Has("alias not found"),
            Has("no object with id"),
            All(&["object with id", "not found"]),
            // Of `near_object`.
            Has("vector not found"),
            All(&["search-object", "has no vector"]),
        ],
    ),
    (
        ErrorKind::SchemaMismatch,
        &[
            Has("no such prop"),
            Has("Cannot query field"),
            All(&["property ", "does not exist for class"]),
            All(&["sub-property", "not found"]),
            All(&["sub-property", "is not filterable"]),
            Has("use dot notation"),
            Has("multi-tenancy enabled, but request was without tenant"),
            Has("multi-tenancy disabled, but request was with tenant"),
            Has("multi-tenancy is not enabled"),
            // A property of another type, or of another one than this operator takes.
            Has("must be of type int or number"),
            Has("must be of type date"),
            Has("is not a numeric type"),
            Has("is not a text type"),
            All(&["expected value to be", ", got"]),
            Has("but received a floating point number"),
            Has("cannot be used on"),
            Has("not a string, but"),
            Has("not a bool, but"),
            // An index that is not there.
            Has("requires inverted index"),
            Has("must be indexed to be filterable"),
            Has("is it indexed"),
            Has("no indexed properties found"),
            Has("does not have a filterable index"),
            Has("would silently desynchronize"),
            Has("share the same tokenization"),
            // Vectors of another name, another length, none, or several.
            Has("does not have named vector"),
            Has("does not have configuration for vector"),
            Has("does not have single vector index"),
            Has("has multiple vectors"),
            Has("vector lengths don't match"),
            Has("vector dimensions do not match"),
            Has("but vector index supports"),
            Has("without vectorizer"),
            Has("vectorizer module is configured for this collection"),
            Has("when vector index is configured with"),
        ],
    ),
    (
        ErrorKind::Unsupported,
        &[
            All(&["path /", "was not found"]),
            Has("is not allowed, but ["),
            Has("is not enabled"),
            Has("are not enabled"),
            Has("and not enabled"),
            Has("disabled by default"),
            Has("when async indexing is enabled"),
            Has("no module with name"),
            Has("module not found"),
            Has("not enough replicas in shard"),
            Has("could not find enough weaviate nodes"),
            Has("unsupported distance type"),
            Has("only supports rq"),
            Has("not supported"),
            Has("not currently supported"),
        ],
    ),
    (
        ErrorKind::InvalidInput,
        &[
            // Of any request: what it must be, and what may not stand beside what.
            Has("must be"),
            Has("must have"),
            Has("must provide"),
            Has("must specify"),
            Has("must only contain"),
            Has("should be"),
            Has("should have"),
            Has("is required"),
            Has("are required"),
            Has("at least one"),
            Has("At least one"),
            Has("at most one"),
            Has("exactly one"),
            Has("can only have one"),
            Has("cannot be"),
            Has("cannot provide"),
            Has("not allowed"),
            Has("allowed only"),
            Has("only allowed"),
            Has("only supported"),
            Has("only supports 1 bit"),
            Has("only accepted"),
            Has("is deprecated"),
            Has("is forbidden"),
            Has("is a reserved"),
            Has("is reserved"),
            Has("is not a valid"),
            Has("not a valid"),
            Has("requires "),
            Has("choose one"),
            Has("is missing"),
            Has("missing value"),
            Has("missing config"),
            Has("existed multiple times"),
            Has("not found among"),
            Has("does not exist"),
            Has("does not match"),
            Has("unknown filter"),
            Has("unknown value type"),
            Has("unknown primitive"),
            Has("unknown stopword"),
            Has("unsupported vector index type"),
            Has("too small"),
            // Questions.
            Has("Syntax Error"),
            Has("invalid UUID"),
            Has("invalid search term"),
            Has("invalid syntax"),
            Has("invalid character"),
            Has("cannot parse"),
            Has("error parsing"),
            Has("could not parse"),
            Has("parsing time"),
            Has("no children for operator"),
            Has("too many children"),
            Has("no filters in"),
            Has("uneven number of components"),
            Has("group is not present"),
            Has("not found in target vectors"),
            Has("more than one target vector"),
            Has("vector supported, found"),
            Has("Can only filter for"),
            Has("supports operators"),
            // Objects, tenants and definitions.
            All(&["invalid ", " property "]),
            Has("invalid activity status"),
            Has("invalid storage status"),
            Has("invalid tokenization"),
            Has("data field is nil"),
            Has("can't enable autoTenantCreation"),
            Has("multiple generative modules"),
            Has("more than a single compression"),
            Has("without compression"),
            Has("stopwords.additions and stopwords.removals"),
            Has("compressed flag set"),
        ],
    ),
];
