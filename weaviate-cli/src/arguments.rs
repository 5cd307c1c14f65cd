//! What can be asked. The texts here are the pages of `--help`.

use std::{path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum};
use weaviate_migrate::{Options, Rebuild};

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

A property is renamed, or of another type (`#[weaviate(renamed_from = \"old\")]`), and there are objects:
  weaviate export --to backup    first, if you like
  weaviate plan --rebuild any    what that takes
  weaviate apply --rebuild any   copies the objects into another class while programs read and write
  weaviate rollback              back to the class of before, which is kept until
  weaviate drop --export backup  it is dropped

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
#[command(next_help_heading = "Options of every command")]
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
    /// Shows what differs between structs and server, what closing it costs, and what `apply` does about it
    Plan {
        #[command(flatten)]
        check: Check,
        #[command(flatten)]
        allowed: Allowed,
    },
    /// Brings the server's schema to what the structs say; changes nothing if anything differs that is not allowed
    Apply(Allowed),
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
    /// Shows the properties that no struct declares and no object fills
    Dead(Check),
    /// Looks for stored objects that the rules of their fields (`validate`) do not allow
    #[command(name = "check")]
    CheckValues {
        /// The collections; all that have rules if none is named
        collections: Vec<String>,
        /// Exits with 3 if there are some
        #[arg(long)]
        check: bool,
        /// Shows so many of each collection at most
        #[arg(long, value_name = "N", default_value_t = 20)]
        show: usize,
    },
    /// Tells in prose what the plan does, for a pull request
    Explain(Allowed),
    /// Brings the classes back that the last rebuild replaced, or was about to replace
    Rollback,
    /// Drops the classes that rebuilds replaced, or rollbacks gave up
    Drop(Before),
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
    /// Writes objects with their vectors and links as lines of JSON, to standard output or into a folder
    #[command(after_help = "\
Examples:
  weaviate export --to backup             all collections: a file a collection and tenant
  weaviate export Article > articles.ndjson
The same command goes on with an export into a folder that was stopped.")]
    Export {
        /// The collections; all of them if none is named
        collections: Vec<String>,
        /// The folder to write into, instead of standard output
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Writes the objects of lines of JSON, as `export` writes them, over those of the same ids
    #[command(after_help = "\
Examples:
  weaviate import backup                  a folder of `weaviate export`
  weaviate import articles.ndjson --into Article
  zcat articles.ndjson.gz | weaviate import --yes
The collections have to be there (`weaviate apply`); tenants are made. What is not stored is written into a file, with
the server's words. The same command goes on with an import that was stopped.")]
    Import(Import),
    /// Looks at each step of the way to the server, and says which fails and what to do
    Doctor,
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

impl What {
    /// Whether the command ends by itself when it is stopped, where the same one goes on.
    pub(crate) fn heeds_stop(&self) -> bool {
        matches!(
            self,
            Self::Apply(_) | Self::Rollback | Self::Drop(_) | Self::Export { .. } | Self::Import(_)
        )
    }
}

/// A command that can be a check.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Check {
    /// Exits with 3 if anything differs
    #[arg(long)]
    pub(crate) check: bool,
}

/// What a sync may do beside what is done at once.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Allowed {
    /// Allows what takes another class, filled from the old one while programs read and write: `compatible` is what programs
    /// with the structs of before go on with, `any` is all, as a property that is renamed or of another type
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, default_missing_value = "compatible")]
    pub(crate) rebuild: Option<Which>,
    /// Allows the server to build indexes anew in its background
    #[arg(long)]
    pub(crate) reindex: bool,
    /// Allows a lifetime that is added or shortened, which lets the server delete objects
    #[arg(long)]
    pub(crate) expire: bool,
    /// Copies at most so many objects a second into another class
    #[arg(long, value_name = "N")]
    pub(crate) pace: Option<u32>,
    /// Keeps the classes that are replaced for so many days at least before `drop` drops them
    #[arg(long, value_name = "DAYS")]
    pub(crate) keep: Option<u32>,
    /// Refuses properties and vectors that the server has and no struct declares, instead of leaving them alone
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Which rebuilds are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Which {
    Compatible,
    Any,
}

impl Allowed {
    pub(crate) fn options(&self) -> Options {
        let mut options = Options::default();
        options.keep_undeclared = !self.strict;
        options.rebuild = match self.rebuild {
            None => Rebuild::Never,
            Some(Which::Compatible) => Rebuild::Compatible,
            Some(Which::Any) => Rebuild::Any,
        };
        options.reindex = self.reindex;
        options.expire = self.expire;
        options.pace = self.pace;
        options.keep = Duration::from_secs(u64::from(self.keep.unwrap_or_default()) * 86_400);
        options
    }
}

/// What is done with objects before their class is dropped.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Before {
    /// Writes the objects into this folder first, and reads them back
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<PathBuf>,
    /// Writes them nowhere: they are gone
    #[arg(long)]
    pub(crate) no_export: bool,
}

/// What is imported.
#[derive(Debug, Clone, Args)]
pub(crate) struct Import {
    /// Files, or folders of `weaviate export`; standard input if none is named, or `-`
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The collection that all objects go into, whatever their lines say
    #[arg(long, value_name = "COLLECTION")]
    pub(crate) into: Option<String>,
    /// The file for what is not stored; else it stands beside the first source
    #[arg(long, value_name = "FILE")]
    pub(crate) rejected: Option<PathBuf>,
    /// Takes so many lines of standard input for imported
    #[arg(long, value_name = "LINES", default_value_t = 0)]
    pub(crate) skip: u64,
}

impl Allowed {
    /// The words of the command line that say the same, each with a space before it.
    pub(crate) fn words(&self) -> String {
        let rebuild = self.rebuild.map(|which| match which {
            Which::Compatible => " --rebuild",
            Which::Any => " --rebuild any",
        });
        let flag = |is: bool, word: &'static str| is.then_some(word);
        let words = [
            rebuild,
            flag(self.reindex, " --reindex"),
            flag(self.expire, " --expire"),
            flag(self.strict, " --strict"),
        ];
        words.into_iter().flatten().collect()
    }
}
