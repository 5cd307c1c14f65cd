//! Where the issuer is: the server names its document, and that names the place where tokens are had.

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, Uri};
use serde::{Deserialize, de::DeserializeOwned};
use weaviate_query::{Error, ErrorKind};

use super::{
    asking::Asking,
    grant::{Grant, Oidc},
};
use crate::{
    signing::OpenIdConfiguration,
    transport::{Again, Failure},
};

/// Azure asks for a scope where others have one of their own, and has passwords for browsers alone.
const AZURE: &str = "login.microsoftonline.com";

/// The part of an issuer's document (`OpenID` Connect Discovery 1.0, section 3) that is needed here.
#[derive(Deserialize)]
struct IssuersWords {
    token_endpoint: String,
    #[serde(default)]
    grant_types_supported: Option<Vec<String>>,
}

/// Where tokens are had, as whom, and for what.
pub(super) struct Found {
    pub(super) endpoint: Uri,
    pub(super) client: String,
    pub(super) scopes: Vec<String>,
}

impl Found {
    /// The place in messages, without a query or a password in it.
    pub(super) fn at(&self) -> String {
        shown(&self.endpoint)
    }
}

pub(super) fn shown(uri: &Uri) -> String {
    let port = uri.port_u16().map(|port| format!(":{port}")).unwrap_or_default();
    let scheme = uri.scheme_str().unwrap_or("http");
    format!("{scheme}://{}{port}{}", uri.host().unwrap_or_default(), uri.path())
}

pub(super) async fn find(asking: &Asking, wanted: &Oidc) -> Result<Found, Failure> {
    let to = &asking.to;
    let words = asking.server().await.map_err(|failure| match failure.error.kind() {
        ErrorKind::NotFound => Error::new(
            ErrorKind::Config,
            format!("the server at `{to}` has no OIDC: sign in by `api_key`, or set it up there (`AUTHENTICATION_OIDC_ENABLED`)"),
        )
        .into(),
        ErrorKind::Unavailable => Failure { again: Again::Always, ..failure },
        _ => failure,
    })?;
    let words = OpenIdConfiguration::read(&words, &format!("`{to}`"))?;
    let href = address(&words.href, "the server's issuer")?;
    let place = shown(&href);
    let ask = Request::builder().method(Method::GET).uri(href.clone()).header("accept", "application/json");
    let ask = ask.body(Vec::new()).map_err(|_| config(format!("`{place}` is no address")))?;
    let answer = good(asking.web(ask).await?, &place)?;
    let issuer: IssuersWords = read(answer.body(), &format!("`{place}`"))?;
    let endpoint = address(&issuer.token_endpoint, "the token endpoint")?;
    if href.scheme_str() == Some("https") && endpoint.scheme_str() != Some("https") {
        let message = format!(
            "the token endpoint `{}` is not at `https`: a secret is not sent there; see what `{place}` says",
            shown(&endpoint)
        );
        return Err(config(message).into());
    }
    let client = wanted.client.clone().unwrap_or(words.client_id);
    if client.is_empty() {
        let message = format!(
            "the server at `{to}` names no client of its issuer: set `client_id`, or `AUTHENTICATION_OIDC_CLIENT_ID` there"
        );
        return Err(config(message).into());
    }
    let is_azure = endpoint.host() == Some(AZURE);
    if matches!(wanted.grant, Grant::Password { .. }) {
        if is_azure {
            let message = "Azure signs nobody in by name and password outside of a browser: use `Oidc::client_credentials`, or `Oidc::refresh_token`";
            return Err(config(message.to_owned()).into());
        }
        if issuer.grant_types_supported.is_some_and(|grants| !grants.iter().any(|grant| grant == "password"))
        {
            let message = format!(
                "the issuer at `{}` signs nobody in by name and password: allow the grant `password` there, or sign in another way",
                shown(&endpoint)
            );
            return Err(config(message).into());
        }
    }
    let scopes = scopes(&words.scopes, wanted, &client, is_azure);
    Ok(Found { endpoint, client, scopes })
}

/// The server's and the program's, each once. Without one an issuer takes its own (RFC 6749, 3.3); Azure has none.
fn scopes(server: &[String], wanted: &Oidc, client: &str, is_azure: bool) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for scope in server.iter().chain(&wanted.scopes).flat_map(|scopes| scopes.split_whitespace()) {
        if !all.iter().any(|known| known == scope) {
            all.push(scope.to_owned());
        }
    }
    if all.is_empty() && is_azure && matches!(wanted.grant, Grant::ClientCredentials { .. }) {
        all.push(format!("{client}/.default"));
    }
    all
}

/// An answer of the issuer, if it is one.
pub(super) fn good(answer: Response<Bytes>, place: &str) -> Result<Response<Bytes>, Failure> {
    let status = answer.status();
    let failed = |kind, what: &str, again| {
        let error = Error::new(kind, format!("`{place}` answers {status}{what}"));
        Err(Failure { error: error.with_status_code(status.as_str().to_owned()), again })
    };
    match status {
        StatusCode::OK => Ok(answer),
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => {
            failed(ErrorKind::Unavailable, "", Again::Always)
        }
        status if status.is_server_error() => failed(ErrorKind::Unavailable, "", Again::Always),
        _ => failed(ErrorKind::Config, ": see that it is the issuer's address", Again::Never),
    }
}

fn address(text: &str, what: &str) -> Result<Uri, Error> {
    let uri: Option<Uri> = text.parse().ok();
    // HTTP clients write an authority into their logs.
    if uri.as_ref().and_then(Uri::authority).is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(Error::decode(format!(
            "the address of {what} has a name or a password in it: leave that out"
        )));
    }
    uri.filter(|uri| uri.host().is_some() && matches!(uri.scheme_str(), Some("http" | "https")))
        // What it is instead may have a password in it.
        .ok_or_else(|| Error::decode(format!("the address of {what} is none of `http` or `https`")))
}

/// Serde's own words would repeat what stands there.
fn read<T: DeserializeOwned>(body: &[u8], place: &str) -> Result<T, Error> {
    serde_json::from_slice(body)
        .map_err(|_| Error::decode(format!("{place} does not answer as OpenID Connect has it")))
}

fn config(message: String) -> Error {
    Error::new(ErrorKind::Config, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes_of(server: &[&str], wanted: &Oidc, is_azure: bool) -> String {
        let server: Vec<String> = server.iter().map(ToString::to_string).collect();
        scopes(&server, wanted, "us", is_azure).join(" ")
    }

    /// As `_get_session_client_credential` and `_get_session_user_pw` of the Python client have it.
    #[test]
    fn the_scope_of_azure_is_that_of_the_client() {
        let service = || Oidc::client_credentials("s");
        assert_eq!(scopes_of(&[], &service(), true), "us/.default");
        assert_eq!(scopes_of(&[], &service(), false), "");
        assert_eq!(scopes_of(&["openid"], &service(), true), "openid");
        assert_eq!(scopes_of(&[], &service().scopes(["a b"]), true), "a b");
        assert_eq!(
            scopes_of(&["openid", "email"], &service().scopes(["b", "openid"]), false),
            "openid email b"
        );
        assert_eq!(scopes_of(&[], &Oidc::refresh_token("r"), true), "");
    }

    #[test]
    fn an_address_is_shown_without_what_is_secret_in_it() {
        let uri: Uri = "https://u:hush@issuer:9/token?code=hush".parse().unwrap();
        assert_eq!(shown(&uri), "https://issuer:9/token");
        for (text, why) in
            [("ftp://issuer/hush", "none of"), ("https://u:hush@issuer/token", "leave that out")]
        {
            let error = address(text, "the token endpoint").unwrap_err().to_string();
            assert!(error.contains(why) && !error.contains("hush"), "{error}");
        }
    }
}
