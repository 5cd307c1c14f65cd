//! How a client is told to sign in.

use std::error::Error as StdError;

use weaviate_query::modules::provider::Provider;

use super::ClientBuilder;
#[cfg(feature = "oidc")]
use crate::signing::Oidc;
use crate::signing::{Given, Token, Wanted};

impl ClientBuilder {
    /// Brings the program's keys for a provider of models, in the headers of every request over REST and gRPC.
    ///
    /// They go before the keys that the server has itself. [`Handle::provider`](crate::Handle::provider) brings those of
    /// one customer.
    ///
    /// ```
    /// use weaviate::{Client, modules::provider};
    ///
    /// let client = Client::builder("http://localhost:8080")
    ///     .provider(&provider::openai("sk-…").organization("org-7"))
    ///     .provider(&provider::cohere("a key"))
    ///     .build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn provider(mut self, provider: &impl Provider) -> Self {
        for (name, value) in provider.headers() {
            self = self.header(*name, value);
        }
        self
    }

    /// Signs calls with tokens that a function gets: from a file that somebody keeps new, or a service.
    ///
    /// The function is called within a call that needs a token: the first one, the one that comes shortly before the
    /// token ends (if [`Token::expires_in`] says when), and the one whose token the server refuses, which is then
    /// sent once more. All calls that wait for a token wait for one call of the function. An error that it fails
    /// with is what these calls fail with, and it is not called again for a moment.
    ///
    /// ```
    /// use std::{io, time::Duration};
    /// use weaviate::{Client, auth::Token};
    ///
    /// let client = Client::builder("https://db.example.com")
    ///     .bearer_with(|| async {
    ///         let token = std::fs::read_to_string("/run/secrets/weaviate")?;
    ///         Ok::<_, io::Error>(Token::new(token.trim()).expires_in(Duration::from_secs(600)))
    ///     })
    ///     .build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn bearer_with<F, Fut, E>(mut self, get: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = std::result::Result<Token, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        self.signing = Some(Wanted::Given(Given::new(get)));
        self
    }

    /// Signs in by `OpenID` Connect, at the issuer that the server names.
    ///
    /// Nothing is asked for before the first call, and nothing runs beside the calls: one of them asks for a token,
    /// all others that need one wait for the same answer, and it is asked for again shortly before the token ends, or
    /// when the server refuses it. An issuer that is away is no matter as long as the token is good.
    ///
    /// ```
    /// use weaviate::{Client, auth::Oidc};
    ///
    /// let client = Client::builder("https://db.example.com").oidc(Oidc::client_credentials("the secret")).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Of each call that needs a token and gets none:
    ///
    /// | kind | what happened |
    /// |---|---|
    /// | `Unauthenticated` | the issuer does not take the secret, the password or the refresh token |
    /// | `Config` | the server has no OIDC; the issuer does not allow the grant or the scopes for this client; an address that is not the issuer's |
    /// | `Unavailable` | the issuer cannot be reached, or does not answer in time |
    /// | `Timeout` | the deadline of the call came first |
    /// | `Decode` | an answer that is none of `OpenID` Connect |
    #[cfg(feature = "oidc")]
    pub fn oidc(mut self, oidc: Oidc) -> Self {
        self.signing = Some(Wanted::Oidc(Box::new(oidc)));
        self
    }
}
