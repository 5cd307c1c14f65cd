//! How the lines behind `asked` in the table of generative modules become builders for one question, and messages.

/// The table of generative modules. Before `asked` a line is one of [`table::modules`](super::table); behind it stand
/// the message and its place among the providers, what is always set, the versions of the server from which on they
/// have it (the first of each minor version), whether it reports its usage, and its settings with their kinds.
macro_rules! modules {
    ($(
        $(#[$meta:meta])*
        $name:ident as $own:ident = $wire:literal $(since $since:tt)? $(always $always:tt)?
        [$($rules:tt)*] $settings:tt
        asked $message:ident as $place:ident $(always { $($preset:ident = $value:literal),* })?
        $(since[$($from:tt),*])? [$($can:ident)?] {
            $($field:ident $kind:ident $(since[$($field_from:tt),*])?),* $(,)?
        }
    )*) => {
        table::modules! {
            $($(#[$meta])* $name as $own = $wire $(since $since)? $(always $always)? [$($rules)*] $settings)*
        }

        /// The modules as providers of one question: see [`crate::generative`].
        pub mod providers {
            use super::*;
            use weaviate_proto::{self as proto, generative_provider::Kind};

            use $crate::{generative::Provider, ir, render::{Context, setting}, Result};

            $(
                $(#[$meta])*
                pub fn $name() -> Provider<$own> {
                    Provider::new(stringify!($name))
                }

                $($crate::modules::asked::can!($can $own);)?
                $($crate::modules::asked::method!($kind $field $own);)*
            )*

            /// The provider's message, for the names in this table.
            pub(crate) fn message(provider: &ir::Provider, cx: &Context<'_>) -> Option<Result<Kind>> {
                match provider.name {
                    $(stringify!($name) => Some($name::message(&provider.settings, cx)),)*
                    _ => None,
                }
            }

            $(mod $name {
                use super::*;

                #[allow(unused_variables, unused_mut, clippy::needless_update)]
                pub(super) fn message(
                    settings: &[(&'static str, ir::Setting)],
                    cx: &Context<'_>,
                ) -> Result<Kind> {
                    $(setting::since(stringify!($name), &[$($crate::modules::table::since! $from),*], cx)?;)?
                    let mut message = proto::$message {
                        $($($preset: Some($value.into()),)*)?
                        ..proto::$message::default()
                    };
                    for (name, value) in settings {
                        match *name {
                            $(stringify!($field) => {
                                $(setting::since(
                                    stringify!($field of $name),
                                    &[$($crate::modules::table::since! $field_from),*],
                                    cx,
                                )?;)?
                                message.$field = Some(setting::$kind(stringify!($field), value)?);
                            })*
                            // It stands beside the provider, not inside.
                            setting::USAGE => {}
                            name => return Err(setting::unknown(stringify!($name), name)),
                        }
                    }
                    Ok(Kind::$place(message))
                }
            })*
        }
    };
}
pub(crate) use modules;

/// What a provider can do beside its settings.
macro_rules! can {
    (usage $own:ident) => {
        impl $crate::generative::Reports for $own {}
    };
}
pub(crate) use can;

/// The method of a setting.
macro_rules! method {
    // `images` and `image_properties` are written once for all.
    (pictures images $own:ident) => {
        impl $crate::generative::Sees for $own {}
    };
    (pictures image_properties $own:ident) => {};
    ($kind:ident $field:ident $own:ident) => {
        impl<C> Provider<$own, C> {
            $crate::modules::asked::method! { @ $kind $field }
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
        pub fn $field(self, value: $crate::generative::Verbosity) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.name().into()))
        }
    };
    (@ effort $field:ident) => {
        /// How much it thinks first.
        #[must_use]
        pub fn $field(self, value: $crate::generative::ReasoningEffort) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.name().into()))
        }
    };
    (@ meta_effort $field:ident) => {
        /// How much it thinks first.
        #[must_use]
        pub fn $field(self, value: $crate::generative::MetaReasoningEffort) -> Self {
            self.set(stringify!($field), ir::Setting::Text(value.name().into()))
        }
    };
}
pub(crate) use method;
