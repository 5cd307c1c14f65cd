//! Moves bytes to a server and back.
//!
//! What the bytes of a question or an answer mean is not known here. When a server refuses one instead,
//! [`refusal`](crate::refusal) says what its words mean.

pub(crate) mod causes;
pub(crate) mod choice;
mod connect;
pub(crate) mod endpoint;
mod fault;
mod grpc;
mod grpc_web;
pub(crate) mod line;
mod network;
pub(crate) mod probe;
pub(crate) mod proxy;
mod rest;
mod silence;
pub(crate) mod status;
#[cfg(feature = "tls")]
pub(crate) mod tls;
#[cfg(feature = "oidc")]
mod web;

use std::{fmt, str::FromStr};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use weaviate_query::{Error, ErrorKind};

use crate::op::Call;

pub(crate) use fault::said;
pub(crate) use network::{Network, Settings};
pub(crate) use rest::segment;

/// The largest message that a server takes or sends, unless it says otherwise.
pub(crate) const MAX_MESSAGE: usize = 104_858_000;

/// No message is larger, whatever a server says: lengths of gRPC have 32 bits, and servers count them with a sign.
pub(crate) const LARGEST: usize = i32::MAX as usize;

/// A method of a service of gRPC.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Method {
    service: &'static str,
    name: &'static str,
}

impl Method {
    /// One of Weaviate's.
    pub(crate) fn of_weaviate(name: &'static str) -> Self {
        Self { service: "weaviate.v1.Weaviate", name }
    }

    /// Whether it writes objects. A server that is told to stop in the middle of that leaves what it has stored out of the
    /// indexes of its vectors (1.39.0), so it is not told how long its caller waits.
    pub(crate) fn writes_objects(self) -> bool {
        self.name == "BatchObjects"
    }

    /// The path of one that is called often.
    pub(crate) fn known(self) -> Option<&'static str> {
        match (self.service, self.name) {
            ("weaviate.v1.Weaviate", "Search") => Some("/weaviate.v1.Weaviate/Search"),
            ("weaviate.v1.Weaviate", "Aggregate") => Some("/weaviate.v1.Weaviate/Aggregate"),
            ("weaviate.v1.Weaviate", "BatchObjects") => Some("/weaviate.v1.Weaviate/BatchObjects"),
            _ => None,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.service, self.name)
    }
}

/// What a server answers when it is asked for its health.
#[derive(Debug)]
pub(crate) enum Health {
    /// A `HealthCheckResponse`.
    Says(Bytes),
    /// Something else, and it is the server that says it.
    Refuses(Error),
}

/// What is asked of a server to see whether it answers. It needs no key and does nothing.
pub(crate) const HEALTH: Method = Method { service: "grpc.health.v1.Health", name: "Check" };

/// How long making a connection may take: a host that drops packets never answers.
pub(crate) const CONNECT: std::time::Duration = std::time::Duration::from_secs(10);

/// How questions and objects reach a server. The schema goes over REST whichever it is.
///
/// Who names none with [`ClientBuilder::via`](crate::ClientBuilder::via) takes the first that answers, in the order in
/// which they stand here.
///
/// ```
/// use weaviate::transport::Via;
///
/// let via: Via = "grpc-web".parse()?; // as in `WEAVIATE_TRANSPORT`
/// assert_eq!(via, Via::GrpcWeb);
/// # Ok::<(), weaviate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Via {
    /// gRPC, on a port of its own.
    #[default]
    Grpc,
    /// gRPC-web, on the port of REST: one port is enough, and any HTTP proxy lets it through. Weaviate has it
    /// from 1.38.3 on. It has no streams.
    GrpcWeb,
    /// GraphQL and REST, on the port of REST: for servers and proxies that let nothing else through. What GraphQL has no
    /// form for is refused by name, with the kind `Unsupported`, and a question may take several requests.
    GraphQl,
}

/// `grpc`, `grpc-web` or `graphql`.
impl FromStr for Via {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "grpc" => Ok(Self::Grpc),
            "grpc-web" => Ok(Self::GrpcWeb),
            "graphql" => Ok(Self::GraphQl),
            _ => Err(Error::new(
                ErrorKind::Config,
                format!("`{text}` is no way to a server: write `grpc`, `grpc-web` or `graphql`"),
            )),
        }
    }
}

/// A way to a server: moves one call, once. Layers, deadlines and retries are above it.
///
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport) has an example of one.
pub trait Transport: Send + Sync + 'static {
    /// Sends one message and waits for the one that answers it.
    ///
    /// # Errors
    ///
    /// What the server answered instead, or that it could not be reached. [`Failure::again`] decides whether the
    /// call is tried once more: `Always` only if surely nothing arrived.
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>>;

    /// Opens a stream in both directions; the body of `call` is not sent. It ends when `messages` has ended
    /// and the server has sent its last.
    ///
    /// # Errors
    ///
    /// `Unsupported` where the way has no streams.
    fn stream(
        &self,
        call: Call,
        messages: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>>;

    /// Lets go of its connections: the client was [closed](crate::Client::close). What is under way may end.
    fn close(&self) {}
}

/// Why a try failed, and whether another one may help.
///
/// ```
/// use weaviate::{transport::{Again, Failure}, Error, ErrorKind};
///
/// let cut = Error::new(ErrorKind::Unavailable, "the line was cut");
/// let failure = Failure { error: cut, again: Again::IfRepeatable };
/// # let _ = failure;
/// let refused = Failure::from(Error::invalid("no")); // another try would give the same
/// assert_eq!(refused.again, Again::Never);
/// ```
#[derive(Debug, Clone)]
pub struct Failure {
    /// Why.
    pub error: Error,
    /// Whether another try may help.
    pub again: Again,
}

/// Whether a failed try may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// The answer would be the same.
    Never,
    /// It may succeed, and may have been carried out: only where twice is the same as once.
    IfRepeatable,
    /// It may succeed, and has surely not been carried out.
    Always,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { error, again: Again::Never }
    }
}
