//! Why a folder cannot be opened.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// Why [`Engine::open`](crate::Engine::open) refused a folder. Nothing in the folder was changed.
#[derive(Debug)]
pub struct OpenError {
    path: PathBuf,
    kind: OpenErrorKind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`OpenError`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenErrorKind {
    /// An engine has the folder open: the process with this id, where it is known.
    Locked {
        /// The id of the process.
        process: Option<u32>,
    },
    /// The folder holds other things, and no engine's data.
    Foreign {
        /// What was found.
        found: String,
    },
    /// The data is of another format than this version reads.
    Format {
        /// The format of the folder.
        found: u32,
        /// The format this version reads.
        known: u32,
    },
    /// The data is damaged.
    Corrupt {
        /// What is wrong with it.
        why: String,
    },
    /// The file system refused.
    Io,
}

impl OpenError {
    pub(crate) fn new(path: &Path, kind: OpenErrorKind) -> Self {
        Self { path: path.to_owned(), kind, source: None }
    }

    pub(crate) fn io(path: &Path, error: std::io::Error) -> Self {
        Self { path: path.to_owned(), kind: OpenErrorKind::Io, source: Some(Box::new(error)) }
    }

    pub(crate) fn corrupt(path: &Path, why: impl fmt::Display) -> Self {
        Self::new(path, OpenErrorKind::Corrupt { why: why.to_string() })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is the matter.
    pub fn kind(&self) -> &OpenErrorKind {
        &self.kind
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            OpenErrorKind::Locked { process: Some(own) } if *own == std::process::id() => {
                write!(
                    f,
                    "`{path}` is open in this process already: clone its `Engine` instead of opening it again"
                )
            }
            OpenErrorKind::Locked { process: Some(process) } => {
                write!(f, "`{path}` is open in process {process}: stop that one, or open another folder")
            }
            OpenErrorKind::Locked { process: None } => {
                write!(f, "`{path}` is open in another process: stop that one, or open another folder")
            }
            OpenErrorKind::Foreign { found } => write!(
                f,
                "`{path}` is no folder of the embedded engine: it holds {found}; name an empty folder, or one that is \
                 not there yet"
            ),
            OpenErrorKind::Format { found, known } if found > known => write!(
                f,
                "`{path}` is of format {found}, and this version reads format {known}: open it with the newer version \
                 that wrote it"
            ),
            OpenErrorKind::Format { found, known } => write!(
                f,
                "`{path}` is of format {found}, and this version reads format {known}: export it with the older \
                 version that wrote it"
            ),
            OpenErrorKind::Corrupt { why } => write!(
                f,
                "the data in `{path}` is damaged: {why}; nothing was changed: restore the folder from a copy"
            ),
            OpenErrorKind::Io => match &self.source {
                Some(source) => write!(f, "`{path}` cannot be opened: {source}"),
                None => write!(f, "`{path}` cannot be opened"),
            },
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn std::error::Error + 'static))
    }
}
