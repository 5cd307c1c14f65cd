//! What signs in: keys, and tokens of an issuer.

use std::{fmt, sync::Arc};

/// A key that signs in, and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    pub(super) user: String,
    pub(super) key: String,
}

impl ApiKey {
    pub(crate) fn new(user: String, key: String) -> Self {
        Self { user, key }
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Tokens of an issuer that sign in, by `OpenID` Connect (`AUTHENTICATION_OIDC_*`).
///
/// A server asks the issuer for its keys and checks signatures. The engine asks nobody: what it takes for a good token a
/// function says.
///
/// ```
/// use weaviate_local::{Oidc, Settings};
///
/// let oidc = Oidc::new("https://issuer.example/.well-known/openid-configuration", "my-client", |token| match token {
///     "a.good.token" => Ok("ann".to_owned()),
///     _ => Err("unauthorized: oidc: malformed jwt".to_owned()),
/// });
/// let settings = Settings::default().oidc(oidc.scopes(["openid"]));
/// # let _ = settings;
/// ```
#[derive(Clone)]
pub struct Oidc {
    pub(crate) href: String,
    pub(crate) client: String,
    pub(crate) scopes: Vec<String>,
    pub(super) check: Arc<dyn Fn(&str) -> Result<String, String> + Send + Sync>,
}

impl Oidc {
    /// An issuer whose document is at `href`, where programs are `client`. `check` gives the user whose a token is, or
    /// what is said to whoever brought it: a server's words begin with `unauthorized: `.
    pub fn new(
        href: impl Into<String>,
        client: impl Into<String>,
        check: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static,
    ) -> Self {
        Self { href: href.into(), client: client.into(), scopes: Vec::new(), check: Arc::new(check) }
    }

    /// The scopes that programs are told to ask for (`AUTHENTICATION_OIDC_SCOPES`).
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        Self { scopes: scopes.into_iter().map(Into::into).collect(), ..self }
    }
}

/// What it says to programs: the function cannot be compared.
impl PartialEq for Oidc {
    fn eq(&self, other: &Self) -> bool {
        (&self.href, &self.client, &self.scopes) == (&other.href, &other.client, &other.scopes)
            && Arc::ptr_eq(&self.check, &other.check)
    }
}

impl Eq for Oidc {}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { href, client, scopes, .. } = self;
        f.debug_struct("Oidc")
            .field("href", href)
            .field("client", client)
            .field("scopes", scopes)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_out_of_what_is_printed() {
        let key = ApiKey::new("ann".into(), "s3cret".into());
        assert_eq!(format!("{key:?}"), "ApiKey { user: \"ann\", .. }");
    }
}
