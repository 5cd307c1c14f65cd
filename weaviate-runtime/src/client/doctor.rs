//! Looks at the way to a server step by step, and says which of them fails and what to do.
//!
//! It asks nothing of the data. What it looks at below HTTP goes past layers and retries: they would hide it.

mod clock;
mod diagnosis;

use std::{io, net::IpAddr, time::Duration};

use tokio::runtime;
use weaviate_query::{Error, ErrorKind, Result, Version};

pub use diagnosis::{Check, Diagnosis, Finding, Step};

use super::Client;
use crate::transport::{
    Health, Network, causes,
    endpoint::{Endpoint, Protocol},
    line::Io,
    probe::{Probe, Spoken},
};

/// How long a step may take, if calls may take as long.
const MOST: Duration = Duration::from_secs(5);
/// Clocks that are further apart than this are in the way of certificates and tokens.
const APART: Duration = Duration::from_secs(30);
/// `HealthCheckResponse` with the status SERVING.
const SERVING: [u8; 2] = [8, 1];

impl Client {
    /// Looks at every step of the way to the server, and says which fails and what to do about it, for both of its
    /// addresses: DNS, TCP, TLS, HTTP, sign-in, version, the clocks, HTTP/2, gRPC. Nothing of the data is asked for,
    /// and no step takes longer than five seconds.
    ///
    /// ```
    /// # use weaviate::local::{Engine, EngineExt as _};
    /// # #[tokio::main] async fn main() -> weaviate::Result<()> {
    /// # let client = Engine::in_memory().client().await?;
    /// let diagnosis = client.doctor().await?;
    /// println!("{diagnosis}"); // a table
    /// assert!(diagnosis.is_well());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// `Closed` after [`close`](Client::close), `Config` without a Tokio runtime. Whatever is wrong on the way is
    /// no error here but a step of the answer.
    pub async fn doctor(&self) -> Result<Diagnosis> {
        let inside = self.0.doors.enter()?;
        if runtime::Handle::try_current().is_err() {
            return Err(Error::new(
                ErrorKind::Config,
                "there is no Tokio runtime here: await the call inside one",
            ));
        }
        inside.run(Box::pin(async { Ok(self.examine().await) })).await
    }

    async fn examine(&self) -> Diagnosis {
        let mut round = Round { client: self, most: MOST.min(self.timeouts().read), steps: Vec::new() };
        let Some(network) = &self.0.network else {
            round.meta(&self.0.rest).await;
            return Diagnosis { steps: round.steps };
        };
        let ways = self.0.choice.ways();
        round.rest(network, &self.0.rest).await;
        for way in ways.iter().filter(|way| way.protocol == Protocol::Grpc) {
            round.grpc(network, way).await;
        }
        let well = round.steps.iter().any(|step| step.check == Check::Grpc && step.finding == Finding::Good);
        for way in ways.iter().filter(|way| way.protocol == Protocol::GrpcWeb && !well) {
            round.grpc_web(network, way).await;
        }
        Diagnosis { steps: round.steps }
    }
}

/// A round of looking, with what was found so far.
struct Round<'c> {
    client: &'c Client,
    most: Duration,
    steps: Vec<Step>,
}

impl Round<'_> {
    fn note(&mut self, to: &Endpoint, check: Check, finding: Finding, says: impl Into<String>) {
        let through = to.proxy.as_ref().map_or_else(String::new, |proxy| format!(" through `{proxy}`"));
        let address = format!("{} {to}{through}", to.protocol.name());
        self.steps.push(Step { address, check, finding, says: says.into() });
    }

    fn good(&mut self, to: &Endpoint, check: Check, says: impl Into<String>) {
        self.note(to, check, Finding::Good, says);
    }

    fn bad(&mut self, to: &Endpoint, check: Check, says: impl Into<String>) {
        self.note(to, check, Finding::Bad, says);
    }

    fn unknown(&mut self, to: &Endpoint, checks: &[Check]) {
        for check in checks {
            self.note(to, *check, Finding::Unknown, "not looked at, because of the step before");
        }
    }

    /// The way to the port of REST, and what the server says there.
    async fn rest(&mut self, network: &Network, to: &Endpoint) {
        use Check::{Clock, Http, SignIn, Version};
        let probe = match network.probe(to, self.most) {
            Ok(probe) => probe,
            Err(error) => return self.bad(to, Check::Tls, error.to_string()),
        };
        let Some(stream) = self.open(&probe, to).await else {
            return self.unknown(to, &[Http, SignIn, Version, Clock]);
        };
        let here = self.client.env().system_time();
        let spoken = probe.http1(stream, "/v1/.well-known/live").await;
        match http(&spoken, to) {
            Ok(says) => self.good(to, Http, says),
            Err(says) => {
                self.bad(to, Http, says);
                return self.unknown(to, &[SignIn, Version, Clock]);
            }
        }
        self.meta(to).await;
        let Spoken::Http1 { date: Some(date), .. } = spoken else { return };
        let Some(there) = clock::date(&date) else { return };
        let (apart, ahead) = clock::apart(there, here);
        if apart <= APART {
            self.good(to, Clock, format!("the server's and this machine's are less than {APART:?} apart"));
        } else {
            let which = if ahead { "behind" } else { "ahead of" };
            let says = format!(
                "this machine's clock is {apart:.0?} {which} the server's: tokens and certificates look expired or not yet valid then; set both by NTP"
            );
            self.note(to, Clock, Finding::Doubtful, says);
        }
    }

    /// What `/v1/meta` tells: whether the key is taken, and which server it is.
    async fn meta(&mut self, to: &Endpoint) {
        use Check::{SignIn, Version as V};
        let keyed = self.client.0.headers.get("authorization").is_some();
        let options = self.client.options(self.most);
        let found = self.client.ask_meta(&options).await;
        let meta = match found {
            Ok(meta) => meta,
            Err(error) if error.is_unauthorized() => {
                let said = error.server_message().unwrap_or_default();
                let says = if keyed {
                    format!(
                        "the server does not take this key: see that it is whole and one of this server's ({said})"
                    )
                } else {
                    format!(
                        "the server wants a key and none is set: set `api_key` or `WEAVIATE_API_KEY` ({said})"
                    )
                };
                self.bad(to, SignIn, says);
                return self.unknown(to, &[V]);
            }
            Err(error) if error.is_forbidden() => {
                let says =
                    format!("the key is known, and its user may not do even this: give it a role ({error})");
                self.bad(to, SignIn, says);
                return self.unknown(to, &[V]);
            }
            Err(error) => {
                self.unknown(to, &[SignIn]);
                return self.bad(to, V, format!("`/v1/meta` does not tell: {error}"));
            }
        };
        self.good(to, SignIn, if keyed { "the key is taken" } else { "no key is set, and none is wanted" });
        match meta.version() {
            Some(version) if version < Version::OLDEST => self.bad(
                to,
                V,
                format!("Weaviate {version} is too old: {} is the oldest that this client knows; update the server", Version::OLDEST),
            ),
            Some(version) => self.good(to, V, format!("Weaviate {version}")),
            None => self.bad(to, V, "the server does not say its version: is this address a Weaviate's?"),
        }
    }

    /// The way to the port of gRPC.
    async fn grpc(&mut self, network: &Network, to: &Endpoint) {
        let probe = match network.probe(to, self.most) {
            Ok(probe) => probe,
            Err(error) => return self.bad(to, Check::Tls, error.to_string()),
        };
        let Some(stream) = self.open(&probe, to).await else {
            return self.unknown(to, &[Check::Http2, Check::Grpc]);
        };
        let spoken = probe.http2(stream).await;
        if spoken != Spoken::Http2 {
            self.bad(to, Check::Http2, no_http2(&spoken, to));
            return self.unknown(to, &[Check::Grpc]);
        }
        self.good(to, Check::Http2, "its settings came");
        let headers = self.client.0.headers.iter().cloned().collect();
        match probe.health(headers).await {
            Some(Ok(Health::Says(status))) if *status == SERVING => self.good(to, Check::Grpc, "it serves"),
            Some(Ok(Health::Says(_))) => {
                self.bad(
                    to,
                    Check::Grpc,
                    "the server says that it does not serve: wait until it has started",
                );
            }
            Some(Ok(Health::Refuses(error))) if error.kind() == ErrorKind::Unsupported => {
                self.good(to, Check::Grpc, "it answers, and has no health service");
            }
            Some(Ok(Health::Refuses(error))) => self.bad(to, Check::Grpc, error.to_string()),
            Some(Err(failure)) => self.bad(to, Check::Grpc, failure.error.to_string()),
            None => self.bad(to, Check::Grpc, silence(to)),
        }
    }

    async fn grpc_web(&mut self, network: &Network, to: &Endpoint) {
        let headers = self.client.0.headers.iter().cloned().collect();
        let asked = match network.probe(to, self.most) {
            Ok(probe) => probe.health(headers).await,
            Err(error) => return self.bad(to, Check::GrpcWeb, error.to_string()),
        };
        match asked {
            Some(Ok(_)) => self.good(to, Check::GrpcWeb, "it answers"),
            Some(Err(failure)) => self.bad(to, Check::GrpcWeb, failure.error.to_string()),
            None => self.bad(to, Check::GrpcWeb, silence(to)),
        }
    }

    /// DNS, TCP and TLS; `None` if there is no connection to speak over.
    async fn open(&mut self, probe: &Probe<'_>, to: &Endpoint) -> Option<Box<dyn Io>> {
        let later: &[Check] = if to.tls { &[Check::Tls] } else { &[] };
        let host = to.proxy.as_ref().map_or_else(|| to.name(), |proxy| proxy.host.trim_matches(['[', ']']));
        if host.parse::<IpAddr>().is_err() {
            match probe.look_up().await {
                Ok(found) if !found.is_empty() => {
                    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
                    self.good(to, Check::Dns, format!("`{host}` is {}", found.join(", ")));
                }
                found => {
                    self.bad(to, Check::Dns, unknown_name(host, found.err().as_ref()));
                    self.unknown(to, &[Check::Tcp]);
                    self.unknown(to, later);
                    return None;
                }
            }
        }
        let stream = match probe.connect().await {
            Ok(stream) => stream,
            Err(error) => {
                self.bad(to, Check::Tcp, no_connection(&error, to));
                self.unknown(to, later);
                return None;
            }
        };
        let through = if to.proxy.is_some() { "connected through the proxy" } else { "connected" };
        self.good(to, Check::Tcp, through);
        self.secure(probe, to, stream).await
    }

    #[cfg(not(feature = "tls"))]
    #[expect(clippy::unused_async, reason = "it awaits with TLS")]
    async fn secure(&mut self, _: &Probe<'_>, _: &Endpoint, stream: Box<dyn Io>) -> Option<Box<dyn Io>> {
        Some(stream)
    }

    #[cfg(feature = "tls")]
    async fn secure(&mut self, probe: &Probe<'_>, to: &Endpoint, stream: Box<dyn Io>) -> Option<Box<dyn Io>> {
        if !to.tls {
            return Some(stream);
        }
        match probe.secure(stream).await {
            Ok(stream) => {
                self.good(to, Check::Tls, "both sides trust each other");
                Some(stream)
            }
            Err(failure) => {
                let says = failure.map_or_else(|| silence(to), |failure| failure.error.to_string());
                self.bad(to, Check::Tls, says);
                None
            }
        }
    }
}

/// What an answer of HTTP means, as good or bad news.
fn http(spoken: &Spoken, to: &Endpoint) -> Result<String, String> {
    Err(match spoken {
        Spoken::Http1 { status: 200, .. } => return Ok("Weaviate is live".to_owned()),
        Spoken::Http1 { status: 503, .. } => {
            "a server is there and takes no requests (503): it is starting or stopping; wait, or look at its log".to_owned()
        }
        Spoken::Http1 { status, location: Some(there), .. } if (300..400).contains(status) => {
            format!("it redirects to `{there}` ({status}): set the client up with that address")
        }
        Spoken::Http1 { status: 407, .. } => match &to.proxy {
            Some(proxy) => format!("the proxy `{proxy}` {}", crate::transport::proxy::credentials(proxy)),
            None => "a proxy answers that wants a user and a password (407)".to_owned(),
        },
        Spoken::Http1 { status: status @ (502 | 504), .. } => format!(
            "what stands before the server does not reach it ({status}): see that Weaviate runs behind it"
        ),
        Spoken::Http1 { status, .. } => format!(
            "something answers that is no Weaviate ({status} for `/v1/.well-known/live`): see that host and port are right, and whether Weaviate stands behind a path there, as in `{}/weaviate`",
            to.origin()
        ),
        Spoken::Tls => format!("the port speaks TLS: write `https://{}:{}{}`", to.host, to.port, to.prefix),
        Spoken::Http2 => "the port speaks HTTP/2 only: it may be the one of gRPC; name the one of REST".to_owned(),
        Spoken::Closed => "the connection is closed when HTTP is spoken: see that the port is the one of REST, or whether the server wants TLS (`https://`) or a client certificate".to_owned(),
        Spoken::Silence => silence(to),
        Spoken::Other => "something answers that does not speak HTTP: see that the port is right".to_owned(),
    })
}

fn no_http2(spoken: &Spoken, to: &Endpoint) -> String {
    const RIGHT: &str = "name the port of gRPC with `grpc_url` or `WEAVIATE_GRPC_URL`";
    match spoken {
        Spoken::Http1 { .. } => format!(
            "it answers in HTTP/1: this is the port of REST, or something stands before gRPC that does not pass HTTP/2 on; {RIGHT}, or take `Via::GrpcWeb`"
        ),
        Spoken::Tls => {
            format!("the port speaks TLS: write `https://{}:{}{}` as `grpc_url`", to.host, to.port, to.prefix)
        }
        Spoken::Closed => format!(
            "the connection is closed when HTTP/2 is spoken: this is no port of gRPC, or it wants TLS or a client certificate; {RIGHT}"
        ),
        Spoken::Silence => silence(to),
        _ => format!("something answers that is not HTTP/2: {RIGHT}"),
    }
}

fn silence(to: &Endpoint) -> String {
    format!(
        "it takes the connection and says nothing: the server hangs, or something between swallows what goes to port {}; look at the server's load and log",
        to.port
    )
}

fn unknown_name(host: &str, error: Option<&io::Error>) -> String {
    let why = error.map_or_else(|| "no address".to_owned(), ToString::to_string);
    format!(
        "`{host}` has no address here ({why}): see that it is written right, and that this machine's DNS knows it"
    )
}

fn no_connection(error: &io::Error, to: &Endpoint) -> String {
    let root = causes::root(error);
    if root.starts_with("the proxy") {
        return root;
    }
    let (host, port) = match &to.proxy {
        Some(proxy) => (&proxy.host, proxy.port),
        None => (&to.host, to.port),
    };
    match causes::kind(error) {
        io::ErrorKind::ConnectionRefused => format!(
            "nobody listens at `{host}:{port}`: see that the server runs and that this is its {} port",
            to.protocol.name()
        ),
        io::ErrorKind::TimedOut => format!(
            "`{host}:{port}` does not answer: the host is down, or a firewall drops what goes to port {port}; let it through there"
        ),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            format!(
                "no route leads to `{host}` ({root}): see that this machine is in the right network or VPN"
            )
        }
        _ => format!("no connection to `{host}:{port}`: {root}"),
    }
}
