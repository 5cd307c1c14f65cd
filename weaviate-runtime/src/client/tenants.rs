//! The tenants of a collection over REST: what the server says of them, and how they are changed.

use bytes::Bytes;
use serde_json::{Value, json};
use weaviate_query::{Error, Result};

use super::{
    CallOptions, Client,
    schema::{class_path, json, to_json},
};
use crate::op::{ReadKind, Verb, WriteKind};

/// The server takes no more in one request that changes them.
const MOST: usize = 100;

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
    Make,
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
        let (verb, word) = match change {
            TenantChange::Make => (Verb::Post, ""),
            TenantChange::Set(status) => (Verb::Put, status.wire()?),
            TenantChange::Remove => (Verb::Delete, ""),
        };
        let each = |name: &String| match change {
            TenantChange::Make => json!({ "name": name }),
            TenantChange::Set(_) => json!({ "name": name, "activityStatus": word }),
            TenantChange::Remove => json!(name),
        };
        for names in names.chunks(MOST) {
            let body = to_json(&names.iter().map(each).collect::<Vec<_>>())?;
            let call = self.rest(verb, path(class), body, options);
            self.write(WriteKind::Tenants, class, true, call).await?;
        }
        Ok(())
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
