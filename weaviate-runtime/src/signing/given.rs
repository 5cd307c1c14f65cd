//! Tokens that a function of the program gets.

use std::{error::Error as StdError, sync::Arc};

use futures_core::future::BoxFuture;
use weaviate_query::{Error, ErrorKind};

use super::{Source, Token};
use crate::transport::{Again, Failure};

type Result = std::result::Result<Token, Box<dyn StdError + Send + Sync>>;

/// The function.
pub(crate) struct Given(Box<dyn Fn() -> BoxFuture<'static, Result> + Send + Sync>);

impl Given {
    pub(crate) fn new<F, Fut, E>(get: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = std::result::Result<Token, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self(Box::new(move || {
            let getting = get();
            Box::pin(async move { getting.await.map_err(Into::into) })
        }))
    }
}

impl Source for Given {
    fn token(self: Arc<Self>) -> BoxFuture<'static, std::result::Result<Token, Failure>> {
        let getting = (self.0)();
        Box::pin(async move { getting.await.map_err(failed) })
    }

    fn name(&self) -> String {
        "the function of `bearer_with`".to_owned()
    }
}

/// Whether it may help to ask again is known of our own errors only.
fn failed(error: Box<dyn StdError + Send + Sync>) -> Failure {
    const WHERE: &str = "the function of `bearer_with` got no token";
    match error.downcast::<Error>() {
        Ok(error) => {
            let again = if error.is_retryable() { Again::Always } else { Again::Never };
            Failure { error: error.context(WHERE), again }
        }
        Err(error) => {
            let message = format!("{WHERE}: {error}");
            Error::new(ErrorKind::Unauthenticated, message).with_source(error).into()
        }
    }
}
