//! What a struct declares of its collection as a whole: server, lifetime, replicas, shards, modules, indexes.

use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};

use super::setting::Configured;

/// A server's: major, minor, patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(pub(crate) u16, pub(crate) u16, pub(crate) u16);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(major, minor, patch) = self;
        if *patch == 0 { write!(f, "{major}.{minor}") } else { write!(f, "{major}.{minor}.{patch}") }
    }
}

/// The oldest server that is supported.
pub(crate) const OLDEST: Version = Version(1, 32, 0);

/// What the words of a collection say.
#[derive(Default)]
pub(crate) struct Class {
    /// The oldest server in use, where one is declared.
    pub(crate) server: Option<Version>,
    pub(crate) ttl: Option<Ttl>,
    pub(crate) replication: Option<Configured>,
    pub(crate) sharding: Option<Configured>,
    pub(crate) generative: Option<Configured>,
    pub(crate) reranker: Option<Configured>,
}

/// `ttl(days = 30, after = created_at)`
pub(crate) struct Ttl {
    pub(crate) at: Span,
    /// Seconds of one unit, and how many units
    pub(crate) length: Option<(i64, TokenStream)>,
    pub(crate) after: Option<Ident>,
    pub(crate) hide_expired: bool,
}

impl Class {
    /// The oldest server that the collection must work on.
    pub(crate) fn oldest(&self) -> Version {
        self.server.unwrap_or(OLDEST)
    }
}

/// How a collection's words and values are indexed.
#[derive(Default)]
pub(crate) struct Inverted {
    pub(crate) null_state: bool,
    pub(crate) property_length: bool,
    /// `None` leaves it to the collection.
    pub(crate) timestamps: Option<bool>,
    /// `k1`, `b`
    pub(crate) bm25: Option<(TokenStream, TokenStream)>,
    pub(crate) stopwords: Option<Stopwords>,
    /// Names and words of `stopword_presets(…)`
    pub(crate) stopword_presets: Vec<(String, Vec<String>)>,
    /// Where they are declared.
    pub(crate) presets_at: Option<Span>,
    pub(crate) cleanup_interval_seconds: Option<TokenStream>,
}

/// `inverted(stopwords(…))`
#[derive(Default)]
pub(crate) struct Stopwords {
    pub(crate) preset: Option<String>,
    pub(crate) additions: Vec<String>,
    pub(crate) removals: Vec<String>,
}
