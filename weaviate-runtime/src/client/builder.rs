//! How a client is set up.

use std::{env, fmt, sync::Arc, time::Duration};

use http::HeaderValue;
use tokio::sync::OnceCell;
use weaviate_query::{Error, ErrorKind, Names, Result};

use super::{Client, Inner, RequestIds, Timeouts, names::KnownNames, reach::Reach};
use crate::{
    closed::Closed,
    env::{Env, TokioEnv},
    layer::Layer,
    mend::Doubts,
    op::Headers,
    retry::{Policy, Retrying},
    signing::Wanted,
    transport::{
        Network, Transport, Via,
        choice::{Choice, Limit},
        endpoint::{Endpoint, Protocol},
    },
};

/// The form in which a server counts and logs its clients.
const CLIENT: &str = concat!("weaviate-client-rust/", env!("CARGO_PKG_VERSION"));

/// Sets up a [`Client`]: what the address, the key and the policies of all of its calls are.
///
/// Every method says what stands without it. Mistakes are told by [`build`](ClientBuilder::build), so the methods
/// can be called one after another.
///
/// ```
/// use std::time::Duration;
/// use weaviate::{Client, transport::Via};
///
/// let client = Client::builder("http://localhost:8080")
///     .via(Via::GrpcWeb)
///     .header("X-OpenAI-Api-Key", "a key")
///     .read_timeout(Duration::from_secs(5))
///     .attempts(3)
///     .build()?;
/// # Ok::<(), weaviate::Error>(())
/// ```
#[must_use = "a client is made by `build`"]
pub struct ClientBuilder {
    rest: Result<Endpoint>,
    grpc: Option<String>,
    /// `None` for the first that answers.
    via: Result<Option<Via>>,
    pub(super) reach: Reach,
    headers: Vec<(String, String)>,
    timeouts: Timeouts,
    policy: Policy,
    prefix: Option<String>,
    layers: Vec<Arc<dyn Layer>>,
    env: Arc<dyn Env>,
    transport: Option<Arc<dyn Transport>>,
    pub(super) signing: Option<Wanted>,
}

impl ClientBuilder {
    pub(super) fn new(rest: Result<Endpoint>) -> Self {
        Self {
            rest,
            grpc: None,
            via: Ok(None),
            reach: Reach::default(),
            headers: Vec::new(),
            timeouts: Timeouts::default(),
            policy: Policy::default(),
            prefix: None,
            layers: Vec::new(),
            env: Arc::new(TokioEnv),
            transport: None,
            signing: None,
        }
    }

    /// From `WEAVIATE_URL`, `WEAVIATE_GRPC_URL`, `WEAVIATE_TRANSPORT` and `WEAVIATE_API_KEY`.
    pub(super) fn from_env() -> Self {
        let read = |name: &str| env::var(name).ok().filter(|value| !value.trim().is_empty());
        let mut builder = Self::new(match read("WEAVIATE_URL") {
            Some(url) => {
                Endpoint::parse(&url, Protocol::Rest).map_err(|error| error.context("`WEAVIATE_URL`"))
            }
            None => Err(Error::new(
                ErrorKind::Config,
                "`WEAVIATE_URL` is not set: set it to the server's address, for example `http://localhost:8080`",
            )),
        });
        if let Some(key) = read("WEAVIATE_API_KEY") {
            builder = builder.api_key(key.trim());
        }
        builder.grpc = read("WEAVIATE_GRPC_URL");
        if let Some(via) = read("WEAVIATE_TRANSPORT") {
            builder.via =
                via.trim().parse().map(Some).map_err(|error: Error| error.context("`WEAVIATE_TRANSPORT`"));
        }
        builder
    }

    /// The key of a user.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("https://db.example.com").api_key("a key").build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn api_key(self, key: impl AsRef<str>) -> Self {
        self.bearer(key)
    }

    /// A token, sent as `Authorization: Bearer …`.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("https://db.example.com").bearer("eyJhbGciOi").build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn bearer(self, token: impl AsRef<str>) -> Self {
        let value = format!("Bearer {}", token.as_ref());
        self.header("authorization", value)
    }

    /// A header of every request, over REST and gRPC: the key of a model provider, for example. Without it `X-Weaviate-Client`
    /// says `weaviate-client-rust` and the version, which a server counts and logs, and `X-Weaviate-Cluster-URL` to Weaviate
    /// Cloud the cluster's address, by which its own models know for whom they work.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").header("X-Cohere-Api-Key", "a key").build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Where gRPC is, as `http://host:port`. Default: the same host with port 50051; in Weaviate Cloud the host
    /// that belongs to it.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").grpc_url("http://localhost:50052").build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn grpc_url(mut self, url: impl Into<String>) -> Self {
        self.grpc = Some(url.into());
        self
    }

    /// How questions and objects reach the server. By [`Via::GrpcWeb`] everything goes to the one address, and the one
    /// of gRPC is not used.
    ///
    /// Default: the first that answers. The first question asks gRPC, and after three seconds without an answer
    /// gRPC-web; what is found stays for this client. `explain` and the debug span `reach` show it, and a warning is
    /// logged where it is not gRPC.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").via(weaviate::transport::Via::GrpcWeb).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn via(mut self, via: Via) -> Self {
        self.via = Ok(Some(via));
        self
    }

    /// How long any call may take, all of its tries together. Default: 30 s for reads, 90 s for writes.
    ///
    /// ```
    /// # use weaviate::Client;
    /// # use std::time::Duration;
    /// let client = Client::builder("http://localhost:8080").timeout(Duration::from_secs(5)).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts = Timeouts { read: timeout, write: timeout };
        self
    }

    /// How long a read may take. Default: 30 s.
    ///
    /// ```
    /// # use weaviate::Client;
    /// # use std::time::Duration;
    /// let client = Client::builder("http://localhost:8080").read_timeout(Duration::from_secs(2)).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.read = timeout;
        self
    }

    /// How long a write may take; one of many objects so long for each message. Default: 90 s.
    ///
    /// ```
    /// # use weaviate::Client;
    /// # use std::time::Duration;
    /// let client = Client::builder("http://localhost:8080").write_timeout(Duration::from_secs(300)).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn write_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.write = timeout;
        self
    }

    /// How often a request is sent at most, where sending it again is safe. Default: 5; 1 never repeats.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").attempts(1).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.policy.attempts = attempts;
        self
    }

    /// How many retries may go out at once, beyond a tenth of the calls. Default: 10; 0 repeats only what surely
    /// never reached the server.
    ///
    /// When a server fails under its load, more load does not help it: so each call earns a tenth of a retry, and
    /// this many are kept at most. A call that nothing is left for fails with what the server said.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").retry_burst(100).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn retry_burst(mut self, retries: u32) -> Self {
        self.policy.burst = retries;
        self
    }

    /// How many requests may be under way to one address. Default: 1,000. The others stand in a queue, first come,
    /// first served, none longer than its deadline.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").max_in_flight(64).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.policy.in_flight = requests;
        self
    }

    /// Puts this before the name of every collection, so that several programs share a server.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").name_prefix("Staging_").build()?;
    /// assert_eq!(client.names().class("Article"), "Staging_Article");
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn name_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Adds a layer below those that are there.
    ///
    /// ```
    /// # use weaviate::Client;
    /// # use weaviate::{layer::{Layer, Next, Op, Reply}, Result};
    /// /// Counts nothing and forbids nothing.
    /// struct Nothing;
    ///
    /// impl Layer for Nothing {
    ///     fn call<'a>(&'a self, op: Op, next: Next<'a>) -> futures_core::future::BoxFuture<'a, Result<Reply>> {
    ///         next.run(op)
    ///     }
    /// }
    ///
    /// let client = Client::builder("http://localhost:8080").layer(Nothing).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn layer(mut self, layer: impl Layer) -> Self {
        self.layers.push(Arc::new(layer));
        self
    }

    /// Takes time, randomness and spawning from here instead of from Tokio.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let client = Client::builder("http://localhost:8080").env(weaviate::layer::TokioEnv).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn env(mut self, env: impl Env) -> Self {
        self.env = Arc::new(env);
        self
    }

    /// Sends everything over this instead of the network; the addresses then only name the server.
    ///
    /// ```
    /// # use weaviate::Client;
    /// # use weaviate::{layer::Call, Error, transport::{Failure, Transport}};
    /// # use futures_core::{future::BoxFuture, stream::BoxStream};
    /// # use bytes::Bytes;
    /// /// A server that is never there.
    /// struct Nobody;
    ///
    /// impl Transport for Nobody {
    ///     fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
    ///         Box::pin(async move { Err(Error::invalid(format!("nobody hears `{}`", call.target)).into()) })
    ///     }
    ///     // …
    /// #   fn stream(&self, _: Call, _: BoxStream<'static, Bytes>)
    /// #       -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
    /// #       Box::pin(async { Err(Error::invalid("nobody hears").into()) })
    /// #   }
    /// }
    ///
    /// let client = Client::builder("http://a.test").transport(Nobody).build()?;
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Makes the client. Nothing is sent, and no runtime is needed.
    ///
    /// ```
    /// # use weaviate::Client;
    /// let refused = Client::builder("localhost:8080").build().unwrap_err();
    /// assert!(refused.to_string().contains("write `http://localhost:8080`"));
    /// # Ok::<(), weaviate::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// `Config` for an address, a header or a prefix that cannot be used: the message names it and says what to
    /// write instead. A server that is not there is no error here, as none is asked.
    pub fn build(self) -> Result<Client> {
        let mut rest = self.rest?;
        let mut grpc = match self.grpc {
            Some(url) => Endpoint::parse(&url, Protocol::Grpc)?,
            None => rest.default_grpc(),
        };
        self.reach.lead([&mut rest, &mut grpc])?;
        let choice = Arc::new(match (self.via?, &self.transport) {
            (Some(Via::GrpcWeb), _) => Choice::among(rest.grpc_web(), []),
            (Some(Via::GraphQl), _) => Choice::among(rest.graphql(), []),
            (None, None) => Choice::among(grpc, [rest.grpc_web(), rest.graphql()]),
            // What a program brings itself needs no looking for.
            _ => Choice::among(grpc, []),
        });
        let mut headers = introduction(&rest)?;
        for (name, value) in &self.headers {
            headers.set(name, value).map_err(|error| as_config(&error))?;
        }
        let names = match self.prefix {
            Some(prefix) => Names::new().with_prefix(prefix).map_err(|error| as_config(&error))?,
            None => Names::new(),
        };
        let env = self.env;
        let limit = Limit::default();
        let settings = self.reach.settings(&rest, &choice, &limit, &env)?;
        // It opens nothing before it is used.
        let reached = Arc::new(Network::new(settings));
        let (network, transport) = match self.transport {
            Some(transport) => (None, transport),
            None => (Some(reached.clone()), reached.clone() as Arc<dyn Transport>),
        };
        let signing = self.signing.map(|wanted| wanted.start(&env, &headers, &rest, &transport, &reached));
        let signing = signing.transpose()?;
        let mut layers = self.layers;
        layers.push(Arc::new(Closed::new(env.clone(), names.class("WeaviateSync").into_owned())));
        #[cfg(feature = "metrics")]
        crate::sight::describe();
        Ok(Client(Arc::new(Inner {
            end: Retrying::new(transport, env.clone(), self.policy, choice.clone(), rest.clone(), signing),
            rest,
            choice,
            limit,
            network,
            headers,
            timeouts: self.timeouts,
            names: KnownNames::new(names),
            server: OnceCell::new(),
            doors: Arc::default(),
            doubts: Doubts::default(),
            layers,
            ids: RequestIds::new(&*env),
            env,
        })))
    }
}

/// Who calls, as every client of Weaviate says it; and to Weaviate Cloud, for whom its own models work.
fn introduction(rest: &Endpoint) -> Result<Headers> {
    let mut headers = Headers::default();
    headers.tell("x-weaviate-client", HeaderValue::from_static(CLIENT));
    if rest.is_of_cloud() {
        let cluster = HeaderValue::try_from(format!("https://{}", rest.host)).map_err(|error| {
            Error::new(ErrorKind::Config, format!("`{rest}` cannot be named in a header")).with_source(error)
        })?;
        headers.tell("x-weaviate-cluster-url", cluster);
    }
    Ok(headers)
}

/// A setting that is refused is a mistake of the set-up, whatever refused it.
fn as_config(error: &Error) -> Error {
    Error::new(ErrorKind::Config, error.to_string())
}

/// Neither keys nor other headers are shown.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("rest", &self.rest.as_ref().map(ToString::to_string))
            .field("grpc", &self.grpc)
            .field("via", &self.via)
            .field("timeouts", &self.timeouts)
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}
