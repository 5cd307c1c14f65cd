//! Who is asked where the issuer is, and over what.

use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};

use crate::{
    env::{Env, after},
    op::{Call, Headers, RequestId, Sent, Target, Verb},
    signing::{PATH, PATIENCE},
    transport::{Failure, Network, Transport, endpoint::Endpoint},
};

/// The server by the client's transport, and all others by its network.
pub(crate) struct Asking {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) network: Arc<Network>,
    pub(crate) env: Arc<dyn Env>,
    pub(crate) headers: Headers,
    /// The server.
    pub(crate) to: Endpoint,
}

impl Asking {
    /// What the server says of its issuer. No layer sees it: it has nothing of the program's.
    pub(super) async fn server(&self) -> Result<Bytes, Failure> {
        let call = Call {
            target: Target::Rest(Verb::Get, PATH.to_owned()),
            body: Bytes::new(),
            headers: self.headers.clone(),
            deadline: after(&*self.env, PATIENCE),
            sent: Sent::default(),
            id: RequestId(self.env.random()),
        };
        self.transport.unary(call).await
    }

    pub(super) async fn web(&self, request: Request<Vec<u8>>) -> Result<Response<Bytes>, Failure> {
        self.network.web(request).await
    }
}
