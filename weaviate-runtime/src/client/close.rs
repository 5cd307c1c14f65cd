//! The end of a client.

use weaviate_query::{Error, ErrorKind, Result};

use super::Client;
use crate::env::after;

impl Client {
    /// Ends it politely: nothing new is sent by it or its clones, what is under way is waited for, and the
    /// connections are let go of.
    ///
    /// It waits as long as a write may take (90 s, or what `write_timeout` says). What is under way then is cut off,
    /// and its callers get an error of the kind `Closed`. A client that is dropped lets go of its connections too,
    /// and does not wait. Closing twice is the same as closing once.
    ///
    /// ```
    /// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
    /// # #[derive(Debug, Clone, PartialEq, Collection)] struct Note { text: String, stars: i64 }
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// client.close().await?;
    /// let error = client.ready().await.unwrap_err();
    /// assert_eq!(error.kind(), weaviate::ErrorKind::Closed);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Timeout` if something had to be cut off: a write among it may have been carried out.
    pub async fn close(&self) -> Result<()> {
        let deadline = after(self.env(), self.timeouts().write);
        let cut_off = self.0.doors.close(self.env(), deadline).await;
        self.0.end.transport.close();
        if let Some(signing) = &self.0.end.signing {
            signing.close();
        }
        if cut_off == 0 {
            return Ok(());
        }
        let calls = if cut_off == 1 { "1 call".to_owned() } else { format!("{cut_off} calls") };
        let message =
            format!("{calls} did not end in time while the client was closed, and had to be cut off");
        Err(Error::new(ErrorKind::Timeout, message))
    }
}
