//! Whether a collection is split into tenants, and which one was chosen.

use crate::plain::sealed::Sealed;

/// A collection that is not split.
#[derive(Debug, Clone, Copy, Default)]
pub struct Whole;

impl Sealed for Whole {}

/// A collection that is split, with no tenant chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct PerTenant;

impl Sealed for PerTenant {}

/// One tenant of a collection.
#[derive(Debug, Clone)]
pub struct Tenant(String);

impl Sealed for Tenant {}

impl Tenant {
    /// A tenant's name.
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

/// What `Collection::Tenancy` may be.
pub trait Tenancy: Sealed + Default + Send + Sync + 'static {}

impl Tenancy for Whole {}
impl Tenancy for PerTenant {}

/// A handle whose data may be asked for.
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

/// A handle of which a tenant can be chosen.
#[diagnostic::on_unimplemented(
    message = "`{C}` has no tenants",
    label = "remove this, or declare `#[weaviate(multi_tenant)]` on `{C}`"
)]
pub trait Choosable<C>: Sealed + Send + Sync {}

#[diagnostic::do_not_recommend]
impl<C> Choosable<C> for PerTenant {}
