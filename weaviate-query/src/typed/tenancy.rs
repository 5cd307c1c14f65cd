//! Whether a collection is split into tenants, and which one was chosen.
//!
//! A collection with `#[weaviate(multi_tenant)]` keeps the data of each tenant apart, and a server refuses every request
//! for its data that names none (1.39.0: "class X has multi-tenancy enabled, but request was without tenant"), as it
//! refuses a tenant for a collection that has none. Both are compile errors here: a handle carries its choice as a type,
//! and data methods ask for [`Chosen`].
//!
//! | handle of | type of the choice | data | `.tenant(name)` |
//! |---|---|---|---|
//! | a collection without tenants | [`Whole`] | yes | no |
//! | one with `multi_tenant` | [`PerTenant`] | no | yes, gives [`Tenant`] |
//! | one with `multi_tenant`, after `.tenant(name)?` | [`Tenant`] | yes | no |
//!
//! Whether the tenant exists and is active only the server knows: that is an error of the call.

use crate::plain::sealed::Sealed;

/// A collection that is not split: its data is asked for at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whole;

impl Sealed for Whole {}

/// A collection that is split, with no tenant chosen: `.tenant(name)?` is the only way on.
#[derive(Debug, Clone, Copy, Default)]
pub struct PerTenant;

impl Sealed for PerTenant {}

/// One tenant of a collection, by its name.
///
/// ```
/// use weaviate_query::tenancy::Tenant;
///
/// assert_eq!(Tenant::new("acme-42").unwrap().name(), "acme-42");
/// assert!(Tenant::new("acme 42").is_err()); // a space is not among letters, digits, `-` and `_`
/// ```
#[derive(Debug, Clone)]
pub struct Tenant(String);

impl Sealed for Tenant {}

impl Tenant {
    /// The tenant of this name, which need not exist yet.
    ///
    /// # Errors
    ///
    /// `InvalidInput` unless it is `[A-Za-z0-9_-]{1,64}`.
    pub fn new(name: impl Into<String>) -> crate::plain::error::Result<Self> {
        let name = name.into();
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || name.len() > 64 || !name.chars().all(legal) {
            return Err(crate::plain::error::Error::invalid(format!(
                "the tenant `{name}` is not 1 to 64 letters, digits, `-` and `_`"
            )));
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// What `Collection::Tenancy` may be: [`Whole`] or [`PerTenant`].
pub trait Tenancy: Sealed + Default + Send + Sync + 'static {}

impl Tenancy for Whole {}
impl Tenancy for PerTenant {}

/// A handle whose data may be asked for: the collection has no tenants, or one was chosen.
#[diagnostic::on_unimplemented(
    message = "`{C}` is split into tenants and none was chosen",
    label = "write `.tenant(name)?` before this"
)]
pub trait Chosen<C>: Sealed + Send + Sync {
    /// The tenant, for a collection that is split.
    fn tenant(&self) -> Option<&str>;
}

#[diagnostic::do_not_recommend]
impl<C> Chosen<C> for Whole {
    fn tenant(&self) -> Option<&str> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<C> Chosen<C> for Tenant {
    fn tenant(&self) -> Option<&str> {
        Some(&self.0)
    }
}

/// A handle of which a tenant can be chosen: the collection has tenants and none was chosen yet.
#[diagnostic::on_unimplemented(
    message = "`{C}` has no tenants",
    label = "remove this, or declare `#[weaviate(multi_tenant)]` on `{C}`"
)]
pub trait Choosable<C>: Sealed + Send + Sync {}

#[diagnostic::do_not_recommend]
impl<C> Choosable<C> for PerTenant {}
