//! Tokens from the issuer that a server names in `/v1/.well-known/openid-configuration`, by `OpenID` Connect.

mod asking;
mod exchange;
mod found;
mod grant;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_core::future::BoxFuture;
use weaviate_query::{ErrorKind, Result};

pub(crate) use asking::Asking;
pub use grant::Oidc;

use self::{exchange::Exchange, found::Found, grant::Grant};
use super::{Secret, Source, Token};
use crate::transport::{Again, Failure};

/// The issuer, as a source of tokens. It is asked for one at a time.
pub(crate) struct Issuer {
    wanted: Oidc,
    asking: Asking,
    known: Mutex<Known>,
}

/// What was learned.
#[derive(Default)]
struct Known {
    found: Option<Arc<Found>>,
    /// The refresh token that came last.
    refresh: Option<Secret>,
}

impl Issuer {
    pub(crate) fn new(wanted: Oidc, asking: Asking) -> Self {
        Self { wanted, asking, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn found(&self) -> Result<Arc<Found>, Failure> {
        let known = self.known().found.clone();
        if let Some(found) = known {
            return Ok(found);
        }
        let found = Arc::new(found::find(&self.asking, &self.wanted).await?);
        self.known().found = Some(found.clone());
        Ok(found)
    }

    async fn get(&self) -> Result<Token, Failure> {
        let found = self.found().await?;
        let refresh = self.known().refresh.clone();
        let exchange =
            Exchange { wanted: &self.wanted, asking: &self.asking, found: &found, known: refresh.as_ref() };
        let answer = match (&self.wanted.grant, &refresh) {
            (Grant::Password { .. }, Some(refresh)) => match exchange.refresh(refresh).await {
                Err(failure) if failure.error.kind() == ErrorKind::Unauthenticated => {
                    self.known().refresh = None;
                    exchange.sign_in().await
                }
                answer => answer,
            },
            (Grant::Refresh { token }, refresh) => exchange.refresh(refresh.as_ref().unwrap_or(token)).await,
            (Grant::ClientCredentials { .. } | Grant::Password { .. }, _) => exchange.sign_in().await,
        };
        let (token, refresh) = answer?;
        if refresh.is_some() {
            self.known().refresh = refresh;
        }
        Ok(token)
    }
}

impl Source for Issuer {
    fn token(self: Arc<Self>) -> BoxFuture<'static, Result<Token, Failure>> {
        Box::pin(async move {
            let answer = self.get().await;
            if answer.as_ref().is_err_and(|failure| failure.again == Again::Always) {
                // It may be somewhere else by now.
                self.known().found = None;
            }
            answer.map_err(|Failure { error, again }| Failure { error: error.context("signing in"), again })
        })
    }

    fn first(&self) -> Option<Token> {
        self.wanted.first.clone()
    }

    fn name(&self) -> String {
        match &self.known().found {
            Some(found) => format!("the issuer at `{}`", found.at()),
            None => format!("the issuer that `{}` names", self.asking.to),
        }
    }
}
