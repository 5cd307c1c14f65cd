//! The command line of the program.

mod fault;

use std::path::PathBuf;

use weaviate_local::Fault;

/// How the program is called.
pub(crate) const USAGE: &str = "\
usage: weaviate-local serve [--http PORT] [--grpc PORT] [--path DIR] [--fsync] [--auto-schema]
                            [--api-keys USER=KEY,…] [--read-only] [--fault FAULT]…

Answers Weaviate's REST and gRPC on 127.0.0.1, without a Weaviate server.

  --http PORT     where REST listens, 0 for a free port [8080]
  --grpc PORT     where gRPC listens, 0 for a free port [50051]
  --path DIR      the folder the data is kept in; without it the data is in memory
  --fsync         a write waits for the disk itself, and so survives a loss of power
  --auto-schema   inserts may make collections and properties
  --api-keys USER=KEY,…
                  lets in only who brings one of these keys
  --read-only     takes no writes (OPERATIONAL_MODE=ReadOnly)
  --fault KIND[,on=CALLS][,nth=N][,first=N][,after=N][,lasting=SECONDS]
                  misbehaves; may be given several times
                  kinds: unavailable, exhausted, delay=MILLISECONDS, hang-up, disk-full
                  calls: any, reads, writes, queries, objects, batches, schema
  --help          this text
  --version       the version

The modules text2vec-transformers, text2vec-model2vec and multi2vec-clip ask the services at TRANSFORMERS_INFERENCE_API,
MODEL2VEC_INFERENCE_API and CLIP_INFERENCE_API, if these variables are set. With BACKUP_FILESYSTEM_PATH the module
backup-filesystem keeps backups in that folder.";

/// What the user wants.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Serve(Arguments),
    Say(String),
}

/// How to serve.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) http: u16,
    pub(crate) grpc: u16,
    pub(crate) path: Option<PathBuf>,
    pub(crate) fsync: bool,
    pub(crate) auto_schema: bool,
    /// Users with their keys.
    pub(crate) api_keys: Vec<(String, String)>,
    pub(crate) read_only: bool,
    pub(crate) faults: Vec<Fault>,
}

impl Default for Arguments {
    fn default() -> Self {
        Self {
            http: 8080,
            grpc: 50051,
            path: None,
            fsync: false,
            auto_schema: false,
            api_keys: Vec::new(),
            read_only: false,
            faults: Vec::new(),
        }
    }
}

/// Reads the words after the program's name.
pub(crate) fn read(words: impl IntoIterator<Item = String>) -> Result<Asked, String> {
    let mut words = words.into_iter();
    match words.next().as_deref() {
        Some("serve") => {}
        Some("help" | "--help" | "-h") => return Ok(Asked::Say(USAGE.to_owned())),
        Some("--version" | "-V") => return Ok(version()),
        Some(other) => return Err(format!("there is no command `{other}`: the one there is is `serve`")),
        None => return Err("a command is missing: `serve`".to_owned()),
    }
    let mut out = Arguments::default();
    while let Some(word) = words.next() {
        let (name, given) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let takes_value = matches!(name, "--http" | "--grpc" | "--path" | "--api-keys" | "--fault");
        if let (false, Some(value)) = (takes_value, &given) {
            return Err(format!("`{name}` takes no value: leave `={value}` away"));
        }
        let mut value = || given.clone().or_else(|| words.next()).ok_or(format!("`{name}` needs a value"));
        match name {
            "--http" => out.http = port(name, &value()?)?,
            "--grpc" => out.grpc = port(name, &value()?)?,
            "--path" => out.path = Some(folder(value()?)?),
            "--fsync" => out.fsync = true,
            "--auto-schema" => out.auto_schema = true,
            "--api-keys" => out.api_keys = keys(&value()?)?,
            "--read-only" => out.read_only = true,
            "--fault" => out.faults.push(fault::read(&value()?)?),
            "--help" | "-h" => return Ok(Asked::Say(USAGE.to_owned())),
            "--version" | "-V" => return Ok(version()),
            other => return Err(format!("there is no option `{other}`")),
        }
    }
    if out.http == out.grpc && out.http != 0 {
        return Err(format!("`--http` and `--grpc` are both {}: each needs a port of its own", out.http));
    }
    if out.fsync && out.path.is_none() {
        return Err("`--fsync` needs `--path DIR`: data in memory is on no disk".to_owned());
    }
    Ok(Asked::Serve(out))
}

fn version() -> Asked {
    Asked::Say(format!("weaviate-local {}", env!("CARGO_PKG_VERSION")))
}

fn port(name: &str, text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("`{name} {text}` is no port: give a number from 0 to 65535"))
}

fn keys(text: &str) -> Result<Vec<(String, String)>, String> {
    text.split(',')
        .map(|pair| match pair.split_once('=') {
            Some((user, key)) if !user.is_empty() && !key.is_empty() => Ok((user.to_owned(), key.to_owned())),
            // What stands there may be a key, which is not to be printed.
            _ => Err("`--api-keys` needs a user with a key, `USER=KEY`, or several with a comma between"
                .to_owned()),
        })
        .collect()
}

fn folder(text: String) -> Result<PathBuf, String> {
    if text.is_empty() || text.starts_with("--") {
        return Err(format!("`--path` needs a folder, not `{text}`: write `./{text}` if that is its name"));
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Asked, String> {
        read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_read() {
        let expected =
            Arguments { http: 8081, grpc: 0, path: Some("data".into()), fsync: true, ..Arguments::default() };
        assert_eq!(asked("serve --http 8081 --grpc=0 --path data --fsync"), Ok(Asked::Serve(expected)));
        let expected = Arguments {
            api_keys: vec![("ann".into(), "k1".into()), ("bob".into(), "k=2".into())],
            read_only: true,
            faults: vec![Fault::hang_up(), Fault::unavailable()],
            ..Arguments::default()
        };
        let line = "serve --api-keys ann=k1,bob=k=2 --read-only --fault hang-up --fault=unavailable";
        assert_eq!(asked(line), Ok(Asked::Serve(expected)));
        assert!(matches!(asked("serve --help"), Ok(Asked::Say(_))));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, part) in [
            ("", "`serve`"),
            ("run", "`run`"),
            ("serve --http", "`--http` needs a value"),
            ("serve --http 99999", "`--http 99999`"),
            ("serve --grpc x", "`--grpc x`"),
            ("serve --port 1", "`--port`"),
            ("serve --fsync", "`--path DIR`"),
            ("serve --path --fsync", "`--fsync`"),
            ("serve --fsync=yes --path d", "`=yes`"),
            ("serve --http 1 --grpc 1", "both 1"),
            ("serve --api-keys secret", "`USER=KEY`"),
            ("serve --read-only=yes", "`=yes`"),
            ("serve --fault nothing", "`nothing`"),
        ] {
            let why = asked(line).unwrap_err();
            assert!(why.contains(part), "{line}: {why}");
        }
    }
}
