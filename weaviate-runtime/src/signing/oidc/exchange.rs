//! One request to the token endpoint, and what its answer means (RFC 6749, sections 4.3, 4.4, 5 and 6).

use std::{
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use futures_core::future::BoxFuture;
use http::StatusCode;
use oauth2::{
    AsyncHttpClient, AuthType, ClientId, ClientSecret, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, RefreshToken, RequestTokenError, ResourceOwnerPassword, ResourceOwnerUsername, Scope,
    TokenResponse as _, TokenUrl,
    basic::{BasicClient, BasicErrorResponse, BasicErrorResponseType as Refusal, BasicTokenResponse},
};
use weaviate_query::{Error, ErrorKind};

use super::{
    asking::Asking,
    found::Found,
    grant::{Grant, Oidc},
};
use crate::{
    signing::token::{Secret, Token},
    transport::{Again, Failure},
};

/// A token, and the refresh token that came with it.
type Answer = Result<(Token, Option<Secret>), Failure>;
type Ours = BasicClient<EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// What a request for a token is made of.
pub(super) struct Exchange<'a> {
    pub(super) wanted: &'a Oidc,
    pub(super) asking: &'a Asking,
    pub(super) found: &'a Found,
    /// The refresh token that came last.
    pub(super) known: Option<&'a Secret>,
}

impl Exchange<'_> {
    /// By what the program was given.
    pub(super) async fn sign_in(&self) -> Answer {
        let web = Web { of: self, status: Mutex::new(None) };
        let scopes = || self.found.scopes.iter().cloned().map(Scope::new);
        let client = self.client()?;
        let answer = match &self.wanted.grant {
            Grant::Password { user, password } => {
                let user = ResourceOwnerUsername::new(user.clone());
                let password = ResourceOwnerPassword::new(password.reveal().to_owned());
                client.exchange_password(&user, &password).add_scopes(scopes()).request_async(&web).await
            }
            Grant::Refresh { token } => return self.refresh(token).await,
            Grant::ClientCredentials { .. } => {
                client.exchange_client_credentials().add_scopes(scopes()).request_async(&web).await
            }
        };
        web.read(answer, false)
    }

    /// By a refresh token.
    pub(super) async fn refresh(&self, token: &Secret) -> Answer {
        let web = Web { of: self, status: Mutex::new(None) };
        let refresh = RefreshToken::new(token.reveal().to_owned());
        let answer = self.client()?.exchange_refresh_token(&refresh).request_async(&web).await;
        web.read(answer, true)
    }

    fn client(&self) -> Result<Ours, Error> {
        let endpoint = TokenUrl::new(self.found.endpoint.to_string()).map_err(|_| {
            Error::decode(format!("the issuer's `token_endpoint` is no address: `{}`", self.found.at()))
        })?;
        let client = BasicClient::new(ClientId::new(self.found.client.clone()))
            .set_token_uri(endpoint)
            // As the Python client does it: `client_secret_post`.
            .set_auth_type(AuthType::RequestBody);
        Ok(match &self.wanted.grant {
            Grant::ClientCredentials { secret } => {
                client.set_client_secret(ClientSecret::new(secret.reveal().to_owned()))
            }
            _ => client,
        })
    }
}

/// The way to the token endpoint, which keeps the status that the `oauth2` crate does not tell.
struct Web<'a> {
    of: &'a Exchange<'a>,
    status: Mutex<Option<StatusCode>>,
}

/// A failure, as `oauth2` takes errors.
#[derive(Debug)]
struct Lost(Failure);

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.error.fmt(f)
    }
}

impl std::error::Error for Lost {}

impl<'c> AsyncHttpClient<'c> for Web<'_> {
    type Error = Lost;
    type Future = BoxFuture<'c, Result<HttpResponse, Lost>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

impl Web<'_> {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Lost> {
        let answer = self.of.asking.web(request).await.map_err(Lost)?;
        let status = answer.status();
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = Some(status);
        // What RFC 6749, 5.2 and 3.2 have, and issuers beside it: an error in JSON.
        let told = status.is_success() || matches!(status.as_u16(), 400..=403);
        let answer =
            if told { answer } else { super::found::good(answer, &self.of.found.at()).map_err(Lost)? };
        Ok(answer.map(|body| body.to_vec()))
    }

    fn read(
        &self,
        answer: Result<BasicTokenResponse, RequestTokenError<Lost, BasicErrorResponse>>,
        by_refresh: bool,
    ) -> Answer {
        let status = *self.status.lock().unwrap_or_else(PoisonError::into_inner);
        let status = status.map(|status| status.as_str().to_owned()).unwrap_or_default();
        let at = self.of.found.at();
        let error = match answer {
            Ok(answer) => return Ok(granted(&answer)),
            Err(RequestTokenError::Request(Lost(failure))) => return Err(failure),
            Err(RequestTokenError::ServerResponse(refusal)) => {
                return Err(self.refused(&refusal, by_refresh, status));
            }
            // What serde says would repeat what stands there: a token, perhaps.
            Err(RequestTokenError::Parse(error, _)) if status == "200" => {
                let path = error.path().to_string();
                format!("the answer of `{at}` is no token of OAuth 2 (at `{path}`)")
            }
            Err(_) => format!("the answer of `{at}` is none of OAuth 2 (HTTP {status})"),
        };
        Err(Error::decode(error).with_status_code(status).into())
    }

    /// What the issuer refuses, in our words and its own.
    fn refused(&self, refusal: &BasicErrorResponse, by_refresh: bool, status: String) -> Failure {
        let (at, client) = (self.of.found.at(), &self.of.found.client);
        let grant = &self.of.wanted.grant;
        let mut again = Again::Never;
        let (kind, what) = match (refusal.error(), grant) {
            (Refusal::InvalidGrant, _) if by_refresh => (
                ErrorKind::Unauthenticated,
                format!(
                    "`{at}` does not take the refresh token: it has expired, was revoked or was used before; sign in anew and set the new one"
                ),
            ),
            (Refusal::InvalidGrant, Grant::Password { user, .. }) => (
                ErrorKind::Unauthenticated,
                format!("`{at}` does not take the user `{user}` with this password"),
            ),
            (Refusal::InvalidClient, Grant::ClientCredentials { .. }) => (
                ErrorKind::Unauthenticated,
                format!(
                    "`{at}` does not take the client `{client}` with this secret: see that it is the secret of that client and has not expired"
                ),
            ),
            (Refusal::InvalidClient, _) => (
                ErrorKind::Unauthenticated,
                format!(
                    "`{at}` does not know the client `{client}`, or wants a secret of it: here it has to be a public client"
                ),
            ),
            (Refusal::UnauthorizedClient | Refusal::UnsupportedGrantType, _) => {
                let name = if by_refresh { "refresh_token" } else { grant.name() };
                (
                    ErrorKind::Config,
                    format!(
                        "`{at}` does not let the client `{client}` sign in by `{name}`: allow that grant there, or sign in another way"
                    ),
                )
            }
            (Refusal::InvalidScope, _) => (
                ErrorKind::Config,
                format!(
                    "`{at}` does not grant the client `{client}` the scopes `{}`: name others with `Oidc::scopes`, or allow them there",
                    self.of.found.scopes.join(" ")
                ),
            ),
            (Refusal::Extension(code), _)
                if matches!(&**code, "temporarily_unavailable" | "server_error" | "slow_down") =>
            {
                again = Again::Always;
                (ErrorKind::Unavailable, format!("`{at}` cannot sign in anybody at the moment"))
            }
            (Refusal::InvalidRequest, _) => {
                (ErrorKind::Config, format!("`{at}` does not understand how the client `{client}` signs in"))
            }
            (Refusal::InvalidGrant | Refusal::Extension(_), _) => {
                (ErrorKind::Unauthenticated, format!("`{at}` does not sign in the client `{client}`"))
            }
        };
        let mut words = refusal.error().as_ref().to_owned();
        if let Some(description) = refusal.error_description() {
            words = format!("{words}: {description}");
        }
        let error = Error::new(kind, format!("{what} ({})", self.clean(&words)));
        Failure { error: error.with_status_code(status), again }
    }

    /// The issuer's words, without what it was told in secret, and not too many of them.
    fn clean(&self, words: &str) -> String {
        const MOST: usize = 200;
        let mut words = words.replace(['\r', '\n'], " ");
        for secret in self.of.wanted.secrets().into_iter().chain(self.of.known) {
            if !secret.reveal().is_empty() {
                words = words.replace(secret.reveal(), "…");
            }
        }
        match words.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
            None => words,
        }
    }
}

fn granted(answer: &BasicTokenResponse) -> (Token, Option<Secret>) {
    let mut token = Token::new(answer.access_token().secret().clone());
    // An issuer that says nothing, or nothing that makes sense: the token is good until a server refuses it.
    if let Some(life) = answer.expires_in().filter(|life| *life > Duration::ZERO) {
        token = token.expires_in(life);
    }
    (token, answer.refresh_token().map(|refresh| Secret::new(refresh.secret().clone())))
}
