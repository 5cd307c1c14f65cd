//! Waits for an answer in place of who does so no more.
//!
//! Whoever drops a request of HTTP/2 tells the server to stop. A write is better done to its end: see
//! [`mend`](crate::mend).

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures_util::future::select;
use h2::{RecvStream, client::ResponseFuture};
use http::Response;

use crate::env::{Env, after};

/// How long at most; a server gives up a message of a stream after this time as well (1.39.0).
const LONGEST: Duration = Duration::from_secs(60);

/// The head of an answer, which is waited for whether or not it is polled.
pub(super) struct Lingering<'e> {
    /// Until it is there.
    answer: Option<ResponseFuture>,
    env: &'e Arc<dyn Env>,
}

impl<'e> Lingering<'e> {
    pub(super) fn new(answer: ResponseFuture, env: &'e Arc<dyn Env>) -> Self {
        Self { answer: Some(answer), env }
    }
}

impl Future for Lingering<'_> {
    type Output = Result<Response<RecvStream>, h2::Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(answer) = &mut self.answer else { return Poll::Pending };
        let head = ready!(Pin::new(answer).poll(cx));
        self.answer = None;
        Poll::Ready(head)
    }
}

impl Drop for Lingering<'_> {
    fn drop(&mut self) {
        let Some(answer) = self.answer.take() else { return };
        let end = self.env.sleep_until(after(&**self.env, LONGEST));
        self.env.spawn(Box::pin(async move { drop(select(answer, end).await) }));
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use bytes::Bytes;
    use h2::{Reason, client, server};
    use http::Request;
    use tokio::{io::duplex, time::timeout};

    use super::*;
    use crate::env::TokioEnv;

    /// What a server hears of a request within a moment, once whoever made it has dropped what `keep` makes of the answer.
    async fn heard<K>(keep: impl FnOnce(ResponseFuture) -> K) -> Option<Reason> {
        let (near, far) = duplex(1 << 16);
        let (mut sender, connection) = client::Builder::new().handshake::<_, Bytes>(near).await.unwrap();
        tokio::spawn(connection);
        let (answer, _) = sender.send_request(Request::new(()), true).unwrap();
        let mut server = server::handshake(far).await.unwrap();
        let (_, mut respond) = server.accept().await.unwrap().unwrap();
        drop(keep(answer));
        let going = tokio::spawn(async move { while server.accept().await.is_some() {} });
        let reset = timeout(Duration::from_millis(50), poll_fn(|cx| respond.poll_reset(cx))).await;
        going.abort();
        reset.ok().map(Result::unwrap)
    }

    #[tokio::test]
    async fn a_server_is_not_told_that_nobody_waits() {
        let env: Arc<dyn Env> = Arc::new(TokioEnv);
        assert_eq!(heard(|answer| answer).await, Some(Reason::CANCEL), "as it is without");
        assert_eq!(heard(|answer| drop(Lingering::new(answer, &env))).await, None);
    }

    #[tokio::test(start_paused = true)]
    async fn there_is_an_end_to_it() {
        let env: Arc<dyn Env> = Arc::new(TokioEnv);
        let (near, far) = duplex(1 << 16);
        let (mut sender, connection) = client::Builder::new().handshake::<_, Bytes>(near).await.unwrap();
        tokio::spawn(connection);
        let (answer, _) = sender.send_request(Request::new(()), true).unwrap();
        let mut server = server::handshake(far).await.unwrap();
        let (_, mut respond) = server.accept().await.unwrap().unwrap();
        tokio::spawn(async move { while server.accept().await.is_some() {} });
        let began = tokio::time::Instant::now();
        drop(Lingering::new(answer, &env));
        let reset = poll_fn(|cx| respond.poll_reset(cx)).await.unwrap();
        assert_eq!((reset, began.elapsed()), (Reason::CANCEL, LONGEST));
    }
}
