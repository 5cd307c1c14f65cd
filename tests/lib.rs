//! Support for the suite: a server for each test.
//!
//! By default a fresh embedded engine. With `WEAVIATE_URL` (and `WEAVIATE_GRPC_URL`) that server, where each test
//! has a name prefix of its own and removes what it made. `WEAVIATE_TRANSPORT=grpc-web` or `graphql` takes that way
//! instead of gRPC, to the engine as well.

pub mod apart;
pub mod dice;
pub mod hostile;
pub mod issuer;
pub mod process;
pub mod proxy;

use std::{
    future::Future,
    net::SocketAddr,
    panic::resume_unwind,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

use weaviate::{
    Client, ClientBuilder,
    local::{Engine, EngineExt as _, Serve, Serving},
    transport::Via,
};

/// The server that a test runs on.
#[derive(Clone)]
pub struct World {
    engine: Option<Engine>,
    prefix: Option<String>,
    /// A client of it.
    pub client: Client,
}

impl World {
    async fn new() -> Self {
        let engine = std::env::var_os("WEAVIATE_URL").is_none().then(Engine::in_memory);
        let prefix = engine.is_none().then(prefix);
        let client = builder(engine.as_ref(), prefix.as_deref()).await.build().expect("a client");
        Self { engine, prefix, client }
    }

    /// Settings for another client of the same server and name space.
    pub async fn builder(&self) -> ClientBuilder {
        builder(self.engine.as_ref(), self.prefix.as_deref()).await
    }

    /// Whether it is the embedded engine.
    pub fn is_engine(&self) -> bool {
        self.engine.is_some()
    }

    /// The way its clients take.
    pub fn via(&self) -> Via {
        via()
    }

    /// Whether its clients take a way that has no form for `what`; then that is left out, and said.
    pub fn has_none_by(&self, via: Via, what: &str) -> bool {
        let none = self.via() == via;
        if none {
            leave_out(&format!("way `{via:?}`"), what);
        }
        none
    }

    /// Where it answers REST, for what the client has no method for; the engine does so while `Serving` lives.
    ///
    /// # Panics
    ///
    /// Without a free port.
    pub async fn http(&self) -> (String, Option<Serving>) {
        match &self.engine {
            Some(engine) => {
                let serving = engine.serve(Serve::default()).await.expect("a port for the engine");
                (format!("http://{}", serving.http_addr()), Some(serving))
            }
            None => (std::env::var("WEAVIATE_URL").expect("`WEAVIATE_URL`"), None),
        }
    }

    /// Where it answers REST and gRPC, for what stands before it; the engine does so while `Serving` lives.
    ///
    /// # Panics
    ///
    /// Without a free port, or if the addresses in the environment are no sockets.
    pub async fn sockets(&self) -> (SocketAddr, SocketAddr, Option<Serving>) {
        if let Some(engine) = &self.engine {
            let serving = engine.serve(Serve::default()).await.expect("a port for the engine");
            return (serving.http_addr(), serving.grpc_addr(), Some(serving));
        }
        let socket = |name: &str, default: &str| {
            let url = std::env::var(name).unwrap_or_else(|_| default.to_owned());
            let host =
                url.trim_start_matches("http://").trim_end_matches('/').replace("localhost", "127.0.0.1");
            host.parse().expect("an address and a port")
        };
        (
            socket("WEAVIATE_URL", "http://127.0.0.1:8080"),
            socket("WEAVIATE_GRPC_URL", "http://127.0.0.1:50051"),
            None,
        )
    }

    /// Sets up a client that reaches the server by other addresses.
    pub fn client_at(&self, rest: &str, grpc: &str) -> ClientBuilder {
        self.client_choosing(rest, grpc).via(via())
    }

    /// The same, and the client finds out by which way.
    pub fn client_choosing(&self, rest: &str, grpc: &str) -> ClientBuilder {
        let builder = Client::builder(rest).grpc_url(grpc);
        match &self.prefix {
            Some(prefix) => builder.name_prefix(prefix),
            None => builder,
        }
    }

    /// What a class is called on this server.
    pub fn class(&self, name: &str) -> String {
        format!("{}{name}", self.prefix.as_deref().unwrap_or_default())
    }

    /// Removes what the test made on a server that goes on.
    async fn clean(self) {
        let Some(prefix) = self.prefix else { return };
        for class in self.client.collections().await.expect("the schema") {
            if class.name().starts_with(&prefix) {
                self.client.delete_collection_named(class.name()).await.expect("deleting a class");
            }
        }
    }
}

async fn builder(engine: Option<&Engine>, prefix: Option<&str>) -> ClientBuilder {
    let builder = match engine {
        Some(engine) => engine.client_builder().await.expect("a port for the engine").via(via()),
        None => Client::builder_from_env(),
    };
    match prefix {
        Some(prefix) => builder.name_prefix(prefix),
        None => builder,
    }
}

fn via() -> Via {
    match std::env::var("WEAVIATE_TRANSPORT") {
        Ok(name) => name.parse().expect("`WEAVIATE_TRANSPORT`"),
        Err(_) => Via::default(),
    }
}

/// `T`, the process and a number: tests of several runs at once do not meet.
fn prefix() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("T{}x{}_", std::process::id(), NEXT.fetch_add(1, Relaxed))
}

/// Runs a test on a server of its own.
///
/// # Panics
///
/// As the test does, after what it made is removed.
pub fn run<F, Fut>(test: F)
where
    F: FnOnce(World) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("tokio");
    runtime.block_on(async {
        let world = World::new().await;
        let done = tokio::spawn(test(world.clone())).await;
        world.clean().await;
        if let Err(error) = done {
            resume_unwind(error.into_panic());
        }
    });
}

/// Leaves a test out on one of the two servers, or by one of the ways, and says why and how many those are so far.
pub fn leave_out(on: &str, reason: &str) {
    static SO_FAR: AtomicU32 = AtomicU32::new(0);
    println!("left out on the {on}: {reason} ({} so far)", SO_FAR.fetch_add(1, Relaxed) + 1);
}
