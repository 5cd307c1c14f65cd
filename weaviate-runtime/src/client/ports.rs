//! Two ports, of which one does not answer.

use std::time::{Duration, Instant};

use bytes::Bytes;
use weaviate_query::{Error, ErrorKind};

use super::{Client, answered};
use crate::{
    layer::Next,
    op::{Op, ReadKind, ReadOp, Sent, Verb},
};

impl Client {
    /// Two ports: when the second one does not answer, whether the first one does is what a person asks next.
    pub(super) async fn explain_port(&self, error: Error, deadline: Instant, sent: &Sent) -> Error {
        const LONGEST: Duration = Duration::from_secs(1);
        let (rest, grpc) = (&self.0.rest, self.0.choice.to());
        let mut options = self.options(LONGEST);
        options.deadline = options.deadline.min(deadline);
        let call = self.rest(Verb::Get, ".well-known/live", Bytes::new(), &options);
        let op = ReadOp { kind: ReadKind::Health, collection: String::new(), tenant: None, call };
        let rest_answers = match Next::new(&self.0.layers, &self.0.end).run(Op::Read(op)).await {
            Ok(_) => true,
            Err(error) => answered(&error),
        };
        let hint = match (rest_answers, sent.has_arrived()) {
            (true, true) => format!(
                "the server answers at `{rest}` (REST), and the connection to `{grpc}` (gRPC) broke: if it always does, that is not the gRPC port; name the right one with `grpc_url` or `WEAVIATE_GRPC_URL`"
            ),
            (true, false) => format!(
                "the server answers at `{rest}` (REST) but not at `{grpc}` (gRPC): open that port, or name the right one with `grpc_url` or `WEAVIATE_GRPC_URL`"
            ),
            (false, _) => {
                format!(
                    "the server answers neither at `{rest}` (REST) nor at `{grpc}` (gRPC): is it running?"
                )
            }
        };
        Error::new(ErrorKind::Unavailable, format!("{hint} ({error})"))
    }
}
