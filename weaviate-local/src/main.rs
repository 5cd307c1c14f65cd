//! The embedded engine as a program.

mod arguments;

use std::{process::ExitCode, time::Duration};

use weaviate_local::{Engine, Mode, Serve, Settings};

use arguments::{Arguments, Asked};

/// How long running requests have to end after a signal.
const PATIENCE: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let arguments = match arguments::read(std::env::args().skip(1)) {
        Ok(Asked::Serve(arguments)) => arguments,
        Ok(Asked::Say(text)) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
        Err(why) => {
            eprintln!("weaviate-local: {why}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    match runtime.block_on(serve(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&*error),
    }
}

fn failed(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("weaviate-local: {error}");
    ExitCode::FAILURE
}

async fn serve(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    // First of all, so that no signal finds the program half started.
    let stopped = stop_signal()?;
    let engine = match &arguments.path {
        Some(path) => Engine::open(path)?,
        None => Engine::in_memory(),
    };
    let mut settings =
        from_environment(Settings::default()).auto_schema(arguments.auto_schema).fsync(arguments.fsync);
    if arguments.read_only {
        settings = settings.mode(Mode::ReadOnly);
    }
    for (user, key) in &arguments.api_keys {
        settings = settings.api_key(user, key);
    }
    for fault in &arguments.faults {
        settings = settings.fault(fault.clone());
    }
    let engine = engine.with_settings(settings);
    let ports = Serve::default().http_port(arguments.http).grpc_port(arguments.grpc);
    let serving = engine.serve(ports).await.map_err(|error| {
        format!("port {} or {} cannot be opened: {error}; name others", arguments.http, arguments.grpc)
    })?;
    println!("http://{}", serving.http_addr());
    println!("grpc://{}", serving.grpc_addr());
    match &arguments.path {
        Some(path) => println!("data in {}", path.display()),
        None => println!("data in memory: it is gone when this ends; `--path DIR` keeps it"),
    }
    stopped.await;
    println!("stopping");
    if tokio::time::timeout(PATIENCE, serving.shutdown()).await.is_err() {
        eprintln!(
            "weaviate-local: some requests did not end within {} s and were cut off",
            PATIENCE.as_secs()
        );
    }
    Ok(())
}

/// Where modules find their services and their folders, by the variables a Weaviate server reads.
fn from_environment(mut settings: Settings) -> Settings {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(url) = variable("TRANSFORMERS_INFERENCE_API") {
        settings = settings.transformers_inference_api(url);
    }
    if let Some(url) = variable("MODEL2VEC_INFERENCE_API") {
        settings = settings.model2vec_inference_api(url);
    }
    if let Some(url) = variable("CLIP_INFERENCE_API") {
        settings = settings.clip_inference_api(url);
    }
    if let Some(path) = variable("BACKUP_FILESYSTEM_PATH") {
        settings = settings.backups_path(path);
    }
    settings
}

/// Ends at the first SIGINT or SIGTERM.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends at the first Ctrl-C.
#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
