//! A server outside this process, for examples that measure what the client takes: the one in the environment, or the
//! engine, which is this program once more.

use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use weaviate::local::{Engine, Serve};

/// What an example fails with.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A server in a process of its own, which ends when this is dropped, or one that was there.
#[derive(Debug)]
pub struct Apart {
    /// Where it answers REST.
    pub rest: SocketAddr,
    /// Where it answers gRPC.
    pub grpc: SocketAddr,
    engine: Option<Child>,
}

const SERVE: &str = "serve-the-engine";

impl Apart {
    /// Starts the engine, unless `WEAVIATE_URL` and `WEAVIATE_GRPC_URL` name a server. To be called first: in the process
    /// that is the engine it does not return.
    ///
    /// # Errors
    ///
    /// If the addresses are no sockets, or the engine does not start.
    pub async fn start() -> Result<Self, Failure> {
        if std::env::args().any(|word| word == SERVE) {
            let serving = Engine::in_memory().serve(Serve::default()).await?;
            println!("{} {}", serving.http_addr(), serving.grpc_addr());
            std::future::pending::<()>().await;
        }
        let of =
            |name: &str| std::env::var(name).ok().map(|url| url.trim_start_matches("http://").to_owned());
        if let (Some(rest), Some(grpc)) = (of("WEAVIATE_URL"), of("WEAVIATE_GRPC_URL")) {
            return Ok(Self { rest: rest.parse()?, grpc: grpc.parse()?, engine: None });
        }
        let mut engine = Command::new(std::env::current_exe()?).arg(SERVE).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(engine.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let (rest, grpc) = line.trim().split_once(' ').ok_or("no addresses")?;
        Ok(Self { rest: rest.parse()?, grpc: grpc.parse()?, engine: Some(engine) })
    }

    /// Its address for REST.
    pub fn rest_url(&self) -> String {
        format!("http://{}", self.rest)
    }

    /// Its address for gRPC.
    pub fn grpc_url(&self) -> String {
        format!("http://{}", self.grpc)
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        if let Some(engine) = &mut self.engine {
            // It may be gone.
            let _ = engine.kill();
            let _ = engine.wait();
        }
    }
}

/// The bytes of this process that are in memory (`statm`, proc(5)); 0 where that is not to be known.
pub fn memory() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4096
}
