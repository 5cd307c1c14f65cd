//! What a server takes at all: reads, writes or both.

/// What the engine takes (`OPERATIONAL_MODE`). What it does not take is answered 503 or UNAVAILABLE, in the server's words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Reads and writes, which is the default.
    #[default]
    ReadWrite,
    /// No writes, except backups.
    ReadOnly,
    /// No reads, except those of the server's own state.
    WriteOnly,
    /// No writes, except backups and replication: what a server is in while nodes are added.
    ScaleOut,
}

impl Mode {
    /// As the server calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ReadWrite => "ReadWrite",
            Self::ReadOnly => "ReadOnly",
            Self::WriteOnly => "WriteOnly",
            Self::ScaleOut => "ScaleOut",
        }
    }

    fn refusal(self) -> &'static str {
        match self {
            Self::ReadWrite => "",
            Self::ReadOnly => {
                "read-only mode is enabled temporally at the config level: write operations are not allowed during this time"
            }
            Self::WriteOnly => {
                "write-only mode is enabled temporally at the config level: read operations are not allowed during this time"
            }
            Self::ScaleOut => {
                "scale-out mode is enabled temporally at the config level: write operations (besides /replication) are \
                 not allowed during this time"
            }
        }
    }

    /// Why a request to REST is not taken; by method, whether it changes anything or not.
    pub(crate) fn refuse_rest(self, method: &str, path: &str) -> Option<&'static str> {
        let part = path.strip_prefix("/v1")?.trim_start_matches('/').split('/').next().unwrap_or_default();
        let read = matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE");
        let taken = match self {
            Self::ReadWrite => true,
            Self::ReadOnly => read || matches!(part, "backups" | "graphql" | "mcp"),
            Self::ScaleOut => read || matches!(part, "backups" | "graphql" | "replication" | "mcp"),
            Self::WriteOnly => {
                let own = ["backups", "cluster", "nodes", "replication", ".well-known", "meta", "mcp"];
                part != "search" && (!read || own.contains(&part))
            }
        };
        (!taken).then(|| self.refusal())
    }

    /// Why a call of gRPC is not taken. Streams are taken in every mode.
    pub(crate) fn refuse_grpc(self, method: &str) -> Option<&'static str> {
        let read = matches!(method, "Search" | "Aggregate" | "TenantsGet");
        let taken = match self {
            Self::ReadWrite => true,
            Self::ReadOnly | Self::ScaleOut => read,
            Self::WriteOnly => !read,
        };
        (!taken).then(|| self.refusal())
    }
}
