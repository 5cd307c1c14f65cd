//! What a server says of the issuer that it trusts: `/v1/.well-known/openid-configuration`.

use serde::Deserialize;
use weaviate_query::{Error, Result};

/// Below `/v1/`.
pub(crate) const PATH: &str = ".well-known/openid-configuration";

/// Where a server's issuer is, and as which of its clients programs sign in: see
/// [`Client::openid_configuration`](crate::Client::openid_configuration).
///
/// ```
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// use weaviate::local::{Engine, EngineExt as _};
///
/// let client = Engine::in_memory().client().await?;
/// // An engine, like a server that was not told of an issuer, names none.
/// assert_eq!(client.openid_configuration().await?, None);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenIdConfiguration {
    /// The address of the issuer's own document.
    pub href: String,
    /// The issuer's client, as which programs sign in; empty where the server names none.
    pub client_id: String,
    /// What is to be asked for, beside what the program wants.
    pub scopes: Vec<String>,
}

/// As it comes; without scopes a server says `null`, or nothing.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Words {
    href: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    scopes: Option<Vec<String>>,
}

impl OpenIdConfiguration {
    /// Serde's own words would repeat what stands there.
    pub(crate) fn read(body: &[u8], place: &str) -> Result<Self> {
        let Words { href, client_id, scopes } = serde_json::from_slice(body)
            .map_err(|_| Error::decode(format!("{place} does not answer as OpenID Connect has it")))?;
        Ok(Self { href, client_id, scopes: scopes.unwrap_or_default() })
    }
}

#[cfg(test)]
mod tests {
    use weaviate_query::ErrorKind;

    use super::*;

    #[test]
    fn what_is_not_said_is_empty() {
        let read = |text: &str| OpenIdConfiguration::read(text.as_bytes(), "`http://h`");
        let full = read(r#"{"href":"http://i/doc","clientId":"us","scopes":["openid"]}"#).unwrap();
        assert_eq!((full.client_id.as_str(), full.scopes.len()), ("us", 1));
        for little in [r#"{"href":"http://i/doc"}"#, r#"{"href":"http://i/doc","scopes":null}"#] {
            let read = read(little).unwrap();
            assert_eq!(
                (read.href.as_str(), read.client_id.as_str(), read.scopes.len()),
                ("http://i/doc", "", 0)
            );
        }
        let error = read(r#"{"secret":"hush"}"#).unwrap_err();
        assert!(error.kind() == ErrorKind::Decode && !error.to_string().contains("hush"), "{error}");
    }
}
