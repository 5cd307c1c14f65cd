//! The providers of the table of generative modules, each with a method for every setting that one question may have.
//!
//! The table stands in [`modules::generative`](crate::plain::modules::generative) and is read three times: there for what a
//! collection declares, in the renderer for the messages, and here for the methods. So a setting cannot exist in one of
//! them and lack in another.
#![expect(clippy::doc_markdown, reason = "names of companies")]

use super::provider::{MetaReasoningEffort, Provider, ReasoningEffort, Reports, Sees, Verbosity};
use crate::plain::{
    ir,
    modules::generative::{self as declared, read_table},
};

/// What a provider can do beside its settings.
macro_rules! can {
    (usage $own:ident) => {
        impl Reports for declared::$own {}
    };
}

/// The method of a setting.
macro_rules! method {
    // `images` and `image_properties` are written once for all.
    (pictures images $own:ident) => {
        impl Sees for declared::$own {}
    };
    (pictures image_properties $own:ident) => {};
    ($kind:ident $field:ident $own:ident) => {
        impl<C> Provider<declared::$own, C> {
            method! { @ $kind $field }
        }
    };
    (@ text $field:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(self, value: impl Into<String>) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.into()))
        }
    };
    (@ count $field:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`; the server would ignore 0.")]
        #[must_use]
        pub fn $field(self, value: u32) -> Self {
            self.set(stringify!($field), ir::Setting::Int(value.into()))
        }
    };
    (@ number $field:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(self, value: f64) -> Self {
            self.set(stringify!($field), ir::Setting::Number(value))
        }
    };
    (@ flag $field:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(self, value: bool) -> Self {
            self.set(stringify!($field), ir::Setting::Boolean(value))
        }
    };
    (@ texts $field:ident) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[must_use]
        pub fn $field(self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.set(stringify!($field), ir::Setting::Texts(values.into_iter().map(Into::into).collect()))
        }
    };
    (@ verbosity $field:ident) => {
        /// How much it writes.
        #[must_use]
        pub fn $field(self, value: Verbosity) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.name().into()))
        }
    };
    (@ effort $field:ident) => {
        /// How much it thinks first.
        #[must_use]
        pub fn $field(self, value: ReasoningEffort) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.name().into()))
        }
    };
    (@ meta_effort $field:ident) => {
        /// How much it thinks first.
        #[must_use]
        pub fn $field(self, value: MetaReasoningEffort) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.name().into()))
        }
    };
}

/// A function and its builder for each line of the table.
macro_rules! providers {
    ($(
        $(#[$meta:meta])*
        $name:ident as $own:ident = $wire:literal $(since $since:tt)? $(always $always:tt)?
        [$($rules:tt)*] $settings:tt
        asked $message:ident as $place:ident $(always $preset:tt)? $(since $from:tt)? [$($can:ident)?] {
            $($field:ident $kind:ident $(since $field_from:tt)?),* $(,)?
        }
    )*) => { $(
        $(#[$meta])*
        pub fn $name() -> Provider<declared::$own> {
            Provider::new(stringify!($name))
        }

        $(can!($can $own);)?
        $(method!($kind $field $own);)*
    )* };
}
read_table!(providers);
