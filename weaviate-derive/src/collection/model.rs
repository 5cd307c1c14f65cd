//! A struct with `#[derive(Collection)]` or `#[derive(Object)]`, as data: what was read, before anyone judges it.

mod class;
mod field;
mod rule;
mod setting;

use proc_macro2::{Ident, Span};

use crate::{path::Facade, token};

pub(super) use class::{Class, Inverted, OLDEST, Stopwords, Ttl, Version};
pub(super) use field::{Analyzer, Default, Field, Role, Target, Vector};
pub(super) use rule::{Limit, Limits, Rule, Ruled};
pub(super) use setting::{Configured, Setting, Source, Value};

/// What a struct is made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Collection,
    Object,
}

/// The struct.
pub(super) struct Model {
    pub(super) kind: Kind,
    pub(super) ident: Ident,
    pub(super) visibility: syn::Visibility,
    pub(super) facade: Facade,
    /// On the server.
    pub(super) name: String,
    /// Where that name is written.
    pub(super) named_at: Span,
    pub(super) description: Option<String>,
    pub(super) inverted: Inverted,
    /// `auto_create`, `auto_activate`
    pub(super) multi_tenant: Option<(bool, bool)>,
    pub(super) nested_filters: bool,
    pub(super) versioned: bool,
    pub(super) class: Class,
    /// Where there is nothing to derive from, the type's parameters: its impls are written all the same, so that one
    /// mistake is one error in a program that uses the type.
    pub(super) fallback: Option<syn::Generics>,
    pub(super) fields: Vec<Field>,
}

impl Model {
    /// The field that is called `name` in Rust.
    pub(super) fn field(&self, name: &Ident) -> Option<&Field> {
        let name = token::plain(name);
        self.fields.iter().find(|field| token::plain(&field.ident) == name)
    }

    /// The property that is called `name` in Rust: no vector, no id, no time.
    pub(super) fn property(&self, name: &Ident) -> Option<&Field> {
        self.field(name).filter(|field| field.role == Role::Property)
    }

    /// All vectors, with what was declared of each.
    pub(super) fn vectors(&self) -> impl Iterator<Item = &Vector> {
        self.fields.iter().filter_map(|field| field.vector.as_ref())
    }

    /// Whether the server keeps an index of times: it does unless something says otherwise.
    pub(super) fn timestamps(&self) -> bool {
        self.inverted.timestamps.unwrap_or(self.versioned || self.expires_with_the_object())
    }

    fn expires_with_the_object(&self) -> bool {
        let after = self.class.ttl.as_ref().and_then(|ttl| ttl.after.as_ref());
        after.is_some_and(|after| after == "created_at" || after == "updated_at")
    }

    /// The server's name for the time of the object that its lifetime is counted from, if it is no property's.
    pub(super) fn expires_after(&self, ttl: &Ttl) -> Option<&'static str> {
        let after = ttl.after.as_ref()?;
        match (self.field(after).map(|field| field.role), token::plain(after).as_str()) {
            (Some(Role::CreatedAt), _) | (None, "created_at") => Some("_creationTimeUnix"),
            (Some(Role::UpdatedAt), _) | (None, "updated_at") => Some("_lastUpdateTimeUnix"),
            _ => None,
        }
    }
}
