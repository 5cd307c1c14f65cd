//! The phases of a rebuild, one after the other, each written down before it is begun.

use weaviate_query::{Error, ErrorKind, Result};

use super::{
    group::Part,
    record::{Phase, State},
};
use crate::{Options, api::there_already, objects::ObjectApi, sync::Held};

/// A rebuild while it is at work.
pub(super) struct Machine<'a, A> {
    pub(super) api: &'a A,
    pub(super) held: &'a Held<'a, A>,
    pub(super) options: &'a Options,
    pub(super) parts: Vec<Part>,
    pub(super) state: State,
    /// Whether an earlier process, or the server, may have been killed at what is written next. Then that is removed before: a
    /// server keeps objects which its indexes lack, and written once more as they are they would not come into them (1.39.0).
    pub(super) in_doubt: bool,
}

impl<A: ObjectApi> Machine<'_, A> {
    pub(super) async fn run(&mut self) -> Result<()> {
        self.note().await?;
        self.revoke(Some(self.held.holder())).await?;
        if self.state.phase == Phase::Making {
            self.make().await?;
        }
        if self.state.phase < Phase::Switching {
            self.grant().await?;
        }
        loop {
            if !self.held.is_ours().await? {
                return Err(Error::new(
                    ErrorKind::Unavailable,
                    "another process took the lock of the rebuild over",
                ));
            }
            self.api.progress(&format!("rebuild: {:?}", self.state.phase));
            match self.state.phase {
                Phase::Making => self.make().await?,
                Phase::Copying => self.copy().await?,
                Phase::Linking => {
                    // What links lead to may be newer than the copy.
                    self.catch_up().await?;
                    self.link().await?;
                }
                Phase::Following => self.follow().await?,
                Phase::Closing => self.close().await?,
                Phase::Switching => self.switch().await?,
                Phase::Returning | Phase::Done | Phase::Back => return Ok(()),
            }
        }
    }

    /// Makes the new classes, then their links, which name each other in circles.
    async fn make(&mut self) -> Result<()> {
        for part in &self.parts {
            there_already(self.api.create_class(&part.new).await)
                .map_err(|error| error.context(format!("making the class `{}`", part.by.to)))?;
        }
        for part in &self.parts {
            for link in &part.links {
                there_already(self.api.add_property(&part.by.to, link).await)?;
            }
        }
        self.go_on(Phase::Copying).await
    }

    /// The alias by which this process writes to a new class.
    pub(super) fn by(&self, class: usize) -> String {
        format!("{}_by_{}", self.parts[class].by.to, self.held.holder())
    }

    pub(super) async fn grant(&self) -> Result<()> {
        for (class, part) in self.parts.iter().enumerate() {
            there_already(self.api.create_alias(&self.by(class), &part.by.to).await)?;
        }
        Ok(())
    }

    /// Takes the right to write to the new classes from all, or from all others than `holder`.
    pub(super) async fn revoke(&self, holder: Option<&str>) -> Result<()> {
        revoke(self.api, &self.state, holder).await
    }

    /// Writes down where it is; gives the server's time.
    pub(super) async fn note(&self) -> Result<i64> {
        self.state.write(self.api, self.held.store(), self.held.holder()).await
    }

    pub(super) async fn go_on(&mut self, phase: Phase) -> Result<()> {
        self.state.phase = phase;
        self.note().await.map(|_| ())
    }
}

/// Removes the aliases by which processes write to the new classes, but for those of `holder`.
pub(super) async fn revoke<A: ObjectApi>(api: &A, state: &State, holder: Option<&str>) -> Result<()> {
    for (alias, class) in api.aliases().await? {
        let Some(by) = alias.strip_prefix(&format!("{class}_by_")) else { continue };
        if state.moves.iter().any(|moved| moved.to == class) && Some(by) != holder {
            match api.delete_alias(&alias).await {
                Err(error) if !error.is_not_found() => return Err(error),
                _ => {}
            }
        }
    }
    Ok(())
}
