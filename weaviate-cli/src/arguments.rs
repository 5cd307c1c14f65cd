//! What can be asked. The texts here are the pages of `--help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Keeps a Weaviate server's schema in step with the structs of a program.
#[derive(Debug, Parser)]
#[command(
    name = "weaviate",
    version,
    after_help = "\
A first session:
  weaviate plan                  what the server lacks of what the structs say
  weaviate apply                 makes it so
  weaviate plan --check          exits with 3 if anything differs, for CI

Exit codes: 0 done or nothing to do, 1 failed, 2 not understood, 3 differences with `--check`"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) reach: Reach,
    #[command(subcommand)]
    pub(crate) what: What,
}

/// Which server, and how it is answered.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Reach {
    /// The server's address; a key is read from `WEAVIATE_API_KEY`
    #[arg(long, global = true, value_name = "URL", env = "WEAVIATE_URL", hide_env_values = true)]
    pub(crate) url: Option<String>,
    /// Where the server answers gRPC, if that is not port 50051 of the same host
    #[arg(long, global = true, value_name = "URL", env = "WEAVIATE_GRPC_URL", hide_env_values = true)]
    pub(crate) grpc_url: Option<String>,
    /// Uses the embedded engine on this folder instead of a server, whatever `WEAVIATE_URL` says
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) engine: Option<PathBuf>,
    /// What stands before the name of each collection on the server
    #[arg(long, global = true, value_name = "PREFIX")]
    pub(crate) prefix: Option<String>,
    /// The file that says what the structs declare
    #[arg(long, global = true, value_name = "FILE", default_value = "weaviate.schema.json")]
    pub(crate) schema: PathBuf,
    /// Reads the structs of the Rust files below this folder, instead of a schema file
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) source: Option<PathBuf>,
    /// Answers as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Does not ask before it does what cannot be undone
    #[arg(long, short, global = true)]
    pub(crate) yes: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Shows what differs between structs and server, what closing it costs, and what sync does about it
    Plan(Check),
    /// Makes what is missing and changes what can be changed in place; changes nothing if anything else differs
    Apply {
        /// Refuses properties and vectors that the server has and no struct declares, instead of leaving them alone
        #[arg(long)]
        strict: bool,
    },
    /// Shows the collections with their classes, objects and differences, and who syncs
    Status,
    /// Shows what was done to the schema, the latest first
    History {
        /// How many entries
        #[arg(long, short = 'n', value_name = "N", default_value_t = 10)]
        limit: u32,
    },
    /// Takes the lock away from a sync that is dead
    Unlock,
    /// Shows what the server has and the structs do not say, and what that means for a program that runs
    Drift(Check),
    /// Tells in prose what the plan does, for a pull request
    Explain,
    /// Writes the structs of a server's schema
    Generate {
        /// The collections; all of them if none is named
        collections: Vec<String>,
        /// The file to write, instead of standard output
        #[arg(long, short, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Exits with 3 if something of the schema has no attribute
        #[arg(long)]
        check: bool,
    },
    /// Writes the schema file of the structs that are compiled in, or of `--source`
    Snapshot(Check),
    /// Plans anew whenever the schema file, or a file below `--source`, is saved, until Ctrl-C
    Watch,
    /// Serves the embedded engine, until Ctrl-C
    Local {
        /// Keeps the data in this folder; without it they are gone in the end
        #[arg(long, value_name = "DIR")]
        path: Option<PathBuf>,
        /// The port for REST
        #[arg(long, value_name = "PORT", default_value_t = 8080)]
        http: u16,
        /// The port for gRPC
        #[arg(long, value_name = "PORT", default_value_t = 50051)]
        grpc: u16,
    },
    /// Writes the completions of a shell to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Writes the manual page to standard output
    Man,
}

/// A command that can be a check.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Check {
    /// Exits with 3 if anything differs
    #[arg(long)]
    pub(crate) check: bool,
}
