//! The settings of a sync: what may stay undeclared, and how long it waits for others.

use std::time::Duration;

use crate::Rebuild;

/// How [`sync`](crate::sync) goes about it.
///
/// The times are for programs that start at once, as replicas do: one of them syncs, the others wait for it.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Collection)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// use std::time::Duration;
///
/// let mut options = weaviate::sync::Options::default();
/// options.patience = Duration::from_secs(30);
/// options.keep_undeclared = false;
/// client.sync_with::<(Note,)>(&options).await?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether properties and vectors may stay that the server has and no struct declares. Else they are refused.
    ///
    /// Default: they stay. While a new version of a program is rolled out, the old one must still start.
    pub keep_undeclared: bool,
    /// Which differences are closed by a new class in the place of the old one, filled from it while programs read and
    /// write. Default: none.
    pub rebuild: Rebuild,
    /// Whether the server may build indexes anew in its background, which takes it through all objects. Sync waits for the
    /// end. Default: it may not.
    pub reindex: bool,
    /// Whether a lifetime (`ttl`) may be added or shortened, which lets the server delete the objects that are older.
    /// Default: it may not.
    pub expire: bool,
    /// What is done about a server that is not as the structs say. Default: it is brought to it.
    pub drift: OnDrift,
    /// How long the classes that a rebuild replaces are kept before they may be dropped, counted from when the new ones are
    /// in use; whoever drops them keeps to it. Default: no time, they stay until somebody drops them.
    pub keep: Duration,
    /// How many objects a second a rebuild copies at most. Default: as many as go.
    pub pace: Option<u32>,
    /// How long to wait at most for another sync that is at work. Default: ten minutes.
    pub patience: Duration,
    /// After how long without a sign of life the lock is taken from its holder, which was killed or cut off. Default: a
    /// minute.
    ///
    /// It is counted by the clock of who waits, from when it first saw the last sign.
    pub takeover: Duration,
    /// How often the holder gives a sign of life. Default: every ten seconds. It must be well below `takeover`.
    pub heartbeat: Duration,
}

/// What a sync does about a server that is not as the structs say.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Collection)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// use weaviate::sync::{OnDrift, Options};
///
/// let mut options = Options::default();
/// options.drift = OnDrift::Refuse; // the gate of a program that is not to change a schema
/// let error = client.sync_with::<(Note,)>(&options).await.unwrap_err();
/// assert!(error.to_string().contains("create the class `Note_v1`"));
/// assert!(client.collections().await?.is_empty());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum OnDrift {
    /// It brings the server to what they say.
    #[default]
    Mend,
    /// It changes nothing, and fails with what is degraded or breaking. What does nothing to a program (a description, a
    /// property that no struct declares) is let through.
    Refuse,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            keep_undeclared: true,
            rebuild: Rebuild::Never,
            reindex: false,
            expire: false,
            drift: OnDrift::Mend,
            keep: Duration::ZERO,
            pace: None,
            patience: Duration::from_secs(600),
            takeover: Duration::from_secs(60),
            heartbeat: Duration::from_secs(10),
        }
    }
}
