//! With what a program signs in by `OpenID` Connect.

use crate::signing::token::{Secret, Token};

/// How a program signs in by `OpenID` Connect: with what, and for which scopes.
///
/// Where the issuer is, and which client the program is there, the server says itself
/// (`/v1/.well-known/openid-configuration`). The first call asks for a token; each later call uses it, over REST and
/// gRPC, until it is renewed. See [`ClientBuilder::oidc`](crate::ClientBuilder::oidc).
///
/// | by | renewed by |
/// |---|---|
/// | [`client_credentials`](Self::client_credentials): a service with a secret of its own | the secret again |
/// | [`password`](Self::password): a user's name and password | the refresh token that came with the token, if one did; else, and when that is refused, the password again |
/// | [`refresh_token`](Self::refresh_token): what a person got who signed in elsewhere, in a browser | the refresh token, or the one that came in its place |
///
/// ```
/// use weaviate::{Client, auth::Oidc};
///
/// let client = Client::builder("https://db.example.com")
///     .oidc(Oidc::client_credentials("the secret").scopes(["weaviate"]))
///     .build()?;
/// # Ok::<(), weaviate::Error>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "nobody signs in by it until it is given to `ClientBuilder::oidc`"]
pub struct Oidc {
    pub(super) grant: Grant,
    pub(super) client: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) first: Option<Token>,
}

/// What OAuth 2 calls so.
#[derive(Debug, Clone)]
pub(super) enum Grant {
    ClientCredentials { secret: Secret },
    Password { user: String, password: Secret },
    Refresh { token: Secret },
}

impl Oidc {
    fn by(grant: Grant) -> Self {
        Self { grant, client: None, scopes: Vec::new(), first: None }
    }

    /// As the client itself, with its secret.
    ///
    /// At Azure (`login.microsoftonline.com`) the scope is `<client>/.default` where neither the server nor
    /// [`scopes`](Self::scopes) names one.
    ///
    /// ```
    /// # use weaviate::auth::Oidc;
    /// let service = Oidc::client_credentials(std::env::var("OIDC_SECRET").unwrap_or_default());
    /// # let _ = service;
    /// ```
    pub fn client_credentials(secret: impl Into<String>) -> Self {
        Self::by(Grant::ClientCredentials { secret: Secret::new(secret) })
    }

    /// As a user, with the password. Many issuers have this switched off, and Azure is not asked.
    ///
    /// An issuer gives a refresh token mostly for the scope `offline_access`.
    ///
    /// ```
    /// # use weaviate::auth::Oidc;
    /// let ann = Oidc::password("ann@example.com", "her password").scopes(["offline_access"]);
    /// # let _ = ann;
    /// ```
    pub fn password(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self::by(Grant::Password { user: user.into(), password: Secret::new(password) })
    }

    /// As whoever has this refresh token.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use weaviate::auth::{Oidc, Token};
    /// // With the token that came with it, no other one is asked for as long as it is good.
    /// let ann = Oidc::refresh_token("def502").access_token(Token::new("eyJhbGciOi").expires_in(Duration::from_secs(60)));
    /// # let _ = ann;
    /// ```
    pub fn refresh_token(token: impl Into<String>) -> Self {
        Self::by(Grant::Refresh { token: Secret::new(token) })
    }

    /// A token that is there already: it is used first.
    pub fn access_token(self, token: Token) -> Self {
        Self { first: Some(token), ..self }
    }

    /// Asks for these scopes beside those that the server names.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Another client at the issuer than the one that the server names.
    pub fn client_id(self, client: impl Into<String>) -> Self {
        Self { client: Some(client.into()), ..self }
    }

    /// What nobody may see.
    pub(super) fn secrets(&self) -> Vec<&Secret> {
        let (Grant::ClientCredentials { secret }
        | Grant::Password { password: secret, .. }
        | Grant::Refresh { token: secret }) = &self.grant;
        vec![secret]
    }
}

impl Grant {
    /// As OAuth 2 calls it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::ClientCredentials { .. } => "client_credentials",
            Self::Password { .. } => "password",
            Self::Refresh { .. } => "refresh_token",
        }
    }
}
