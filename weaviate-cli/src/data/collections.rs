//! The collections that a server has, by what a program calls each.

use std::collections::BTreeMap;

use weaviate_migrate::SchemaApi as _;
use weaviate_query::schema::Class;
use weaviate_runtime::Client;

use crate::said::Result;

/// A collection, and the class that it is now.
pub(crate) struct Collection {
    /// Without the prefix.
    pub(crate) name: String,
    pub(crate) class: Class,
}

/// All of the client's prefix. A class that another version took the place of is none, nor is what sync keeps.
pub(crate) async fn all(client: &Client) -> Result<Vec<Collection>> {
    let api = client.schema_api();
    let names = client.names();
    let prefix = names.prefix();
    let aliases: BTreeMap<String, String> = api.aliases().await?.into_iter().collect();
    let store = names.class("WeaviateSync").into_owned();
    let mut found = Vec::new();
    for class in api.classes().await? {
        let Some(own) = class.name().strip_prefix(prefix).filter(|_| class.name() != store) else { continue };
        let name = match versioned(class.name()) {
            Some(alias) => match aliases.get(alias) {
                Some(current) if current == class.name() => alias.strip_prefix(prefix).unwrap_or(alias),
                Some(_) => continue,
                None => own,
            },
            None => own,
        };
        found.push(Collection { name: name.to_owned(), class });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// `Article` of `Article_v2`
fn versioned(class: &str) -> Option<&str> {
    let (alias, version) = class.rsplit_once("_v")?;
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(alias)
}

#[cfg(test)]
mod tests {
    use super::versioned;

    #[test]
    fn a_version_is_a_number_at_the_end() {
        assert_eq!(versioned("Article_v2"), Some("Article"));
        assert_eq!(versioned("My_vault_v10"), Some("My_vault"));
        for plain in ["Article", "Article_v", "Article_vx", "Article_v2b"] {
            assert_eq!(versioned(plain), None, "{plain}");
        }
    }
}
