//! `weaviate local`

use std::path::Path;

use serde_json::json;
use weaviate_local::{Engine, Serve};
use weaviate_query::{Error, ErrorKind};

use crate::{
    said::{Result, Said},
    terminal::Terminal,
};

pub(super) async fn run(path: Option<&Path>, http: u16, grpc: u16, terminal: &mut dyn Terminal) -> Result {
    let unavailable = |why: String| Error::new(ErrorKind::Unavailable, why);
    let engine = match path {
        Some(path) => Engine::open(path).map_err(|error| unavailable(error.to_string()))?,
        None => Engine::in_memory(),
    };
    let serving = engine.serve(Serve::default().http_port(http).grpc_port(grpc)).await.map_err(|error| {
        unavailable(format!(
            "port {http} or {grpc} cannot be opened: {error}; name others with `--http` and `--grpc`"
        ))
    })?;
    let kept = match path {
        Some(path) => format!("data in {}", path.display()),
        None => "data in memory: they are gone when this ends; `--path DIR` keeps them".into(),
    };
    let (http, grpc) = (serving.http_addr(), serving.grpc_addr());
    if terminal.say(&format!("export WEAVIATE_URL=http://{http} WEAVIATE_GRPC_URL=http://{grpc}\n{kept}\n")) {
        // Ends with the command, at Ctrl-C.
        std::future::pending::<()>().await;
    }
    serving.shutdown().await;
    Ok(Said::new("", json!(null)))
}
