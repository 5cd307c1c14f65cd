//! The client of the server, or of the embedded engine on a folder.

use weaviate_local::{Engine, Serve};
use weaviate_query::{Error, ErrorKind};
use weaviate_runtime::{Client, ClientBuilder};

use crate::{
    arguments::Reach,
    said::{Failure, Result},
    stop::{Brake, Stop},
};

/// Does something with a client of the server that the arguments name.
pub(crate) async fn on<T>(reach: &Reach, command: impl AsyncFnOnce(&Client) -> Result<T>) -> Result<T> {
    with(reach, |builder| builder, command).await
}

/// The same, and once it is stopped no more objects are moved.
pub(crate) async fn on_until<T>(
    reach: &Reach,
    stop: &Stop,
    command: impl AsyncFnOnce(&Client) -> Result<T>,
) -> Result<T> {
    with(reach, |builder| builder.layer(Brake(stop.clone())), command).await
}

/// The server, as files name it that are about one.
pub(crate) fn place(reach: &Reach) -> String {
    let server = match (&reach.engine, &reach.url) {
        (Some(folder), _) => {
            std::fs::canonicalize(folder).unwrap_or_else(|_| folder.clone()).display().to_string()
        }
        (None, url) => url.clone().unwrap_or_default(),
    };
    match &reach.prefix {
        Some(prefix) => format!("{server} prefix {prefix}"),
        None => server,
    }
}

async fn with<T>(
    reach: &Reach,
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
    command: impl AsyncFnOnce(&Client) -> Result<T>,
) -> Result<T> {
    let Some(folder) = &reach.engine else {
        return command(&set(with_prefix(of_url(reach)?, reach)).build()?).await;
    };
    let unavailable = |why: String| Error::new(ErrorKind::Unavailable, why);
    let engine = Engine::open(folder).map_err(|error| unavailable(error.to_string()))?;
    let serving = engine
        .serve(Serve::default())
        .await
        .map_err(|error| unavailable(format!("no port for the embedded engine: {error}")))?;
    drop(engine);
    let builder = Client::builder(format!("http://{}", serving.http_addr()))
        .grpc_url(format!("http://{}", serving.grpc_addr()));
    let done = command(&set(with_prefix(builder, reach)).build()?).await;
    // The folder is free again when the command is done, not some time later.
    serving.shutdown().await;
    done
}

fn with_prefix(builder: ClientBuilder, reach: &Reach) -> ClientBuilder {
    match &reach.prefix {
        Some(prefix) => builder.name_prefix(prefix),
        None => builder,
    }
}

fn of_url(reach: &Reach) -> Result<ClientBuilder> {
    let url = reach.url.as_ref().ok_or_else(|| {
        Failure::Usage(
            "which server is not said: name it with `--url http://localhost:8080` or `WEAVIATE_URL`, or a folder of the \
             embedded engine with `--engine DIR`"
                .into(),
        )
    })?;
    let mut builder = Client::builder(url);
    if let Some(grpc) = &reach.grpc_url {
        builder = builder.grpc_url(grpc);
    }
    // Not an argument: arguments can be read by all who list processes.
    Ok(match std::env::var("WEAVIATE_API_KEY") {
        Ok(key) if !key.is_empty() => builder.api_key(key),
        _ => builder,
    })
}
