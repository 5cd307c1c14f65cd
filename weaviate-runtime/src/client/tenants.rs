//! The tenants of a collection over REST: what the server says of them, and how they are changed.

use std::{collections::BTreeSet, time::Duration};

use bytes::Bytes;
use serde_json::{Value, json};
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    CallOptions, Client,
    schema::{class_path, json, to_json},
};
use crate::{
    env::after,
    op::{ReadKind, Verb, WriteKind},
    refusal,
    transport::segment,
};

/// A server takes no more in one request that moves them.
const MOVED: usize = 100;
/// It makes and removes thousands at once; a request of so many is a small one still.
const MADE: usize = 1_000;
/// So few are looked at one by one, and not in the list of all.
const FEW: usize = 10;
/// How long to wait before a server is asked again where its tenants are; it doubles up to [`SLOWEST`].
const SOON: Duration = Duration::from_millis(50);
const SLOWEST: Duration = Duration::from_secs(2);

/// A tenant of a collection.
///
/// ```
/// # use weaviate::{Collection, tenancy::TenantStatus, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// notes.create_tenants(["ann"]).await?;
/// for tenant in notes.tenants().await? {
///     println!("{}: {:?}", tenant.name(), tenant.status());
///     assert!(tenant.is_active());
/// }
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantInfo {
    name: String,
    status: TenantStatus,
}

/// Where the data of a tenant is.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Debug, Clone, PartialEq, Collection)] #[weaviate(multi_tenant)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// # client.sync::<(Note,)>().await?;
/// # let notes = client.collection::<Note>();
/// use weaviate::tenancy::TenantStatus;
///
/// notes.create_tenants(["ann"]).await?;
/// notes.set_tenant_status(["ann"], TenantStatus::Inactive).await?;
/// let ann = notes.find_tenant("ann").await?.expect("just made");
/// assert_eq!(ann.status(), TenantStatus::Inactive);
/// assert!(notes.tenant("ann")?.count().await.unwrap_err().tenant_is_cold());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TenantStatus {
    /// In memory: it can be asked.
    Active,
    /// On disk: it is loaded when it is made active again.
    Inactive,
    /// In remote storage, where the server is set up with one.
    Offloaded,
    /// On its way to remote storage.
    Offloading,
    /// On its way back from there.
    Onloading,
    /// A word that this version of the client does not know.
    Unknown,
}

/// What is done to tenants.
#[derive(Clone, Copy)]
pub(crate) enum TenantChange {
    Make(TenantStatus),
    Set(TenantStatus),
    Remove,
}

impl TenantInfo {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its data is.
    pub fn status(&self) -> TenantStatus {
        self.status
    }

    /// Whether it can be asked.
    pub fn is_active(&self) -> bool {
        self.status == TenantStatus::Active
    }

    fn read(json: &Value) -> Result<Self> {
        let name = json.get("name").and_then(Value::as_str);
        let name = name.ok_or_else(|| Error::decode("a tenant in the server's list has no name"))?;
        // A tenant without the word is one that was just made; HOT, COLD and FROZEN are the older words.
        let status = match json.get("activityStatus").and_then(Value::as_str) {
            None | Some("ACTIVE" | "HOT" | "") => TenantStatus::Active,
            Some("INACTIVE" | "COLD") => TenantStatus::Inactive,
            Some("OFFLOADED" | "FROZEN") => TenantStatus::Offloaded,
            Some("OFFLOADING" | "FREEZING") => TenantStatus::Offloading,
            Some("ONLOADING" | "UNFREEZING") => TenantStatus::Onloading,
            Some(_) => TenantStatus::Unknown,
        };
        Ok(Self { name: name.to_owned(), status })
    }
}

impl TenantStatus {
    /// The word for a tenant that is made: one that was never there is not in remote storage.
    fn made(self) -> Result<&'static str> {
        match self {
            Self::Active | Self::Inactive => self.wire(),
            _ => {
                Err(Error::invalid("a tenant is made `Active` or `Inactive`: set another status afterwards"))
            }
        }
    }

    /// The word that a request may have; the server sets the others by itself.
    fn wire(self) -> Result<&'static str> {
        match self {
            Self::Active => Ok("ACTIVE"),
            Self::Inactive => Ok("INACTIVE"),
            Self::Offloaded => Ok("OFFLOADED"),
            Self::Offloading | Self::Onloading | Self::Unknown => Err(Error::invalid(
                "a tenant can be set `Active`, `Inactive` or `Offloaded`; the rest is the server's",
            )),
        }
    }
}

impl Client {
    pub(crate) async fn read_tenant(
        &self,
        class: &str,
        name: &str,
        options: &CallOptions,
    ) -> Result<Option<TenantInfo>> {
        let call = self.rest(Verb::Get, format!("{}/{}", path(class), segment(name)), Bytes::new(), options);
        match self.read(ReadKind::Tenants, class, Some(name), call).await {
            Ok(reply) => TenantInfo::read(&json(&reply.body)?).map(Some),
            // A collection that is not there is told in words.
            Err(error) if refusal::says_nothing(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn read_tenants(&self, class: &str, options: &CallOptions) -> Result<Vec<TenantInfo>> {
        let call = self.rest(Verb::Get, path(class), Bytes::new(), options);
        let list: Vec<Value> = json(&self.read(ReadKind::Tenants, class, None, call).await?.body)?;
        list.iter().map(TenantInfo::read).collect()
    }

    /// In requests of as many as the server takes. Making a tenant that is there changes nothing, nor does removing
    /// one that is not, so all of it may be repeated.
    pub(crate) async fn change_tenants(
        &self,
        class: &str,
        names: &[String],
        change: TenantChange,
        options: &CallOptions,
    ) -> Result<()> {
        let (verb, status, most) = match change {
            TenantChange::Make(status) => (Verb::Post, Some(status.made()?), MADE),
            TenantChange::Set(status) => (Verb::Put, Some(status.wire()?), MOVED),
            TenantChange::Remove => (Verb::Delete, None, MADE),
        };
        let each = |name: &String| match status {
            Some(status) => json!({ "name": name, "activityStatus": status }),
            None => json!(name),
        };
        for names in names.chunks(most) {
            let body = to_json(&names.iter().map(each).collect::<Vec<_>>())?;
            let call = self.rest(verb, path(class), body, options);
            self.write(WriteKind::Tenants, class, true, call).await?;
        }
        match change {
            TenantChange::Set(status) => self.await_tenants(class, names, status, options).await,
            _ => Ok(()),
        }
    }

    /// Asks where the tenants are until all are there: a server moves them after it has answered.
    async fn await_tenants(
        &self,
        class: &str,
        names: &[String],
        wanted: TenantStatus,
        options: &CallOptions,
    ) -> Result<()> {
        let mut waiting: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let mut wait = SOON;
        loop {
            let mut last = None;
            for tenant in self.look_at(class, &waiting, options).await? {
                if tenant.status == wanted {
                    waiting.remove(tenant.name());
                } else if waiting.contains(tenant.name()) {
                    last = Some(tenant);
                }
            }
            // One that was removed meanwhile is nowhere any more.
            let Some(tenant) = last else { return Ok(()) };
            let resume = after(self.env(), wait);
            if resume >= options.deadline {
                let (moving, all, name, status) = (waiting.len(), names.len(), tenant.name, tenant.status);
                let message = format!(
                    "{moving} of {all} tenants are not {wanted:?} yet (`{name}` is {status:?}): the server goes on; look again with `tenants`, or set a longer `timeout`"
                );
                return Err(Error::new(ErrorKind::Timeout, message));
            }
            self.env().sleep_until(resume).await;
            wait = wait.saturating_mul(2).min(SLOWEST);
        }
    }

    async fn look_at(
        &self,
        class: &str,
        names: &BTreeSet<&str>,
        options: &CallOptions,
    ) -> Result<Vec<TenantInfo>> {
        if names.len() > FEW {
            return self.read_tenants(class, options).await;
        }
        let mut found = Vec::new();
        for name in names {
            found.extend(self.read_tenant(class, name, options).await?);
        }
        Ok(found)
    }
}

fn path(class: &str) -> String {
    format!("{}/tenants", class_path(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_new_words_are_read() {
        let read = |json| TenantInfo::read(&json).unwrap();
        assert!(read(json!({ "name": "a", "activityStatus": "HOT" })).is_active());
        assert!(read(json!({ "name": "a" })).is_active());
        assert_eq!(read(json!({ "name": "a", "activityStatus": "COLD" })).status(), TenantStatus::Inactive);
        assert_eq!(read(json!({ "name": "a", "activityStatus": "MELTING" })).status(), TenantStatus::Unknown);
        assert!(TenantInfo::read(&json!({})).is_err());
    }
}
