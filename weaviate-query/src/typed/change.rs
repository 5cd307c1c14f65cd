//! What a program changes of one object: properties by their tokens, and links.
//!
//! A server puts the properties of a `PATCH` over those that the object has, takes away those that are null, and leaves
//! the rest (1.39.0). What it does otherwise than one would think does not compile:
//!
//! | property | a server | so |
//! |---|---|---|
//! | a link | adds the links of a patch to those that are there | [`Settable`] refuses links; [`Linking`] is for them |
//! | a nested object | puts the new one in the place of the old, and forgets what that had beside it | it is set as a whole |
//! | a vector that is null | keeps the old one | it is not [`Unsettable`] |
//! | the id | ignores another one in the body | no token of an id is [`Settable`] |
//! | the `key` | stores it, and the object keeps the id of the old one | neither is it |

mod link;
mod rules;
mod value;

use std::marker::PhantomData;

use serde_json::Value as Json;
use uuid::Uuid;

pub use link::{Always, LinkType, Linking, Several, Toward};
pub use rules::{
    Anything, Apart, Fixed, Held, Kept, Lasting, Maybe, Or, Same, Settable, Spot, Top, Unsettable, Whole,
};
pub use value::Given;

use crate::plain::{
    error::{Error, Result},
    wire::json::Patch,
};

/// Changes of some properties of an object of `C`, which are sent as one.
///
/// ```
/// use weaviate_query::{Collection, change::{Changes, Settable, Spot}, token::{Field, Property}};
///
/// fn titled<C: Collection, P>(title: Field<C, (), P>) -> Changes<C>
/// where
///     P: Property<Type = String>,
///     Field<C, (), P>: Settable<C> + Spot<Takes = String, Of = P>,
/// {
///     Changes::new().set(title, "a title")
/// }
/// ```
pub struct Changes<C> {
    patch: Patch,
    refused: Option<Error>,
    of: PhantomData<fn() -> C>,
}

impl<C> Changes<C> {
    /// Changes nothing.
    pub fn new() -> Self {
        Self { patch: Patch::default(), refused: None, of: PhantomData }
    }

    /// Sets a property, or a vector, to a value; the last one stands. `None` takes an `Option` away.
    #[must_use]
    pub fn set<T: Settable<C>, V: Given<T::Takes, T::Of>>(mut self, _: T, value: V) -> Self {
        if let Err(error) = T::set(value.given(), &mut self.patch) {
            self.refused.get_or_insert(error);
        }
        self
    }

    /// Takes a property away: the object lacks it then, and it is read as `None`, or as its default.
    #[must_use]
    pub fn unset<T: Unsettable<C>>(mut self, _: T) -> Self {
        self.patch.unset(T::NAME);
        self
    }

    /// The body of the request for the object `id` of the class `class`.
    ///
    /// # Errors
    ///
    /// `InvalidInput` for the first value that a server would store as another one.
    pub fn body(&self, class: &str, tenant: Option<&str>, id: Uuid) -> Result<Json> {
        match &self.refused {
            Some(error) => Err(error.clone()),
            None => Ok(self.patch.object(class, tenant, id)),
        }
    }
}

impl<C> Default for Changes<C> {
    fn default() -> Self {
        Self::new()
    }
}

// Written out: a derive would ask the same of `C`.
impl<C> Clone for Changes<C> {
    fn clone(&self) -> Self {
        Self { patch: self.patch.clone(), refused: self.refused.clone(), of: PhantomData }
    }
}

impl<C> std::fmt::Debug for Changes<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Changes").field("patch", &self.patch).finish_non_exhaustive()
    }
}
