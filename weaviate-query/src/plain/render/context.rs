//! What rendering depends on beside the question.
//!
//! Nothing else may: no clock, no server, no state. So what a question becomes can be computed before there
//! is a connection, and compared in a test.

use crate::plain::{
    consistency::Consistency,
    error::{Error, ErrorKind, Result},
    names::Names,
    version::Version,
};

/// What rendering depends on beside the question. It borrows and is `Copy`: make one for each request.
///
/// ```
/// use weaviate_query::{Names, Version, render::{Consistency, Context}};
///
/// let names = Names::new();
/// let context = Context {
///     tenant: Some("acme"),
///     consistency: Some(Consistency::Quorum),
///     version: Some(Version::new(1, 39)),
///     ..Context::new(&names)
/// };
/// assert_eq!(context.consistency.map(Consistency::rest_name), Some("QUORUM"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Which class a collection is.
    pub names: &'a Names,
    /// The tenant asked; not empty, as on the wire that would be none. A server refuses a tenant of a
    /// collection that has none, and the other way round.
    pub tenant: Option<&'a str>,
    /// How many replicas must agree; none leaves it to the server. Questions for numbers have no such
    /// setting.
    pub consistency: Option<Consistency>,
    /// The server's version, as far as known. What it cannot do is refused by name; of none it is taken to be
    /// new enough.
    pub version: Option<Version>,
}

impl<'a> Context<'a> {
    /// No tenant, the server's consistency, the newest server known.
    pub fn new(names: &'a Names) -> Self {
        Self { names, tenant: None, consistency: None, version: None }
    }

    /// Refuses what `what` names on a server older than `since`.
    ///
    /// # Errors
    ///
    /// `Unsupported`, with both versions.
    pub(crate) fn needs(&self, since: Version, what: &str) -> Result<()> {
        match self.version {
            Some(version) if version < since => Err(Error::new(
                ErrorKind::Unsupported,
                format!("{what} needs Weaviate {since}, this server is {version}"),
            )),
            _ => Ok(()),
        }
    }
}
