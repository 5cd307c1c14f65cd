//! How the tables of modules become builders and types.

use super::{Setting, Settings, Since};
use crate::plain::sealed::Sealed;

/// A module, or what else has settings: the type is the builder of them.
pub trait Module: Sealed + Copy + 'static {
    /// Nothing set yet.
    const NEW: Self;
}

/// Types of the values in a table.
pub(crate) mod kind {
    #![allow(non_camel_case_types)]

    use crate::plain::modules::Source;

    pub(crate) type text = &'static str;
    pub(crate) type count = u32;
    pub(crate) type number = f64;
    pub(crate) type flag = bool;
    pub(crate) type texts = &'static [&'static str];
    pub(crate) type int = i64;
    pub(crate) type filter_strategy = crate::plain::schema::choice::FilterStrategy;
    pub(crate) type encoder = crate::plain::schema::choice::Encoder;
    pub(crate) type distribution = crate::plain::schema::choice::Distribution;
    pub(crate) type deletion_strategy = crate::plain::schema::choice::DeletionStrategy;
    pub(crate) type inside = &'static crate::plain::modules::Settings;
    pub(crate) type property = Source;
    pub(crate) type properties = &'static [Source];
}

/// The value of a setting of this kind.
macro_rules! value {
    (text, $value:expr) => {
        $crate::plain::modules::Value::Text($value)
    };
    (count, $value:expr) => {
        $crate::plain::modules::Value::Int($value as i64)
    };
    (int, $value:expr) => {
        $crate::plain::modules::Value::Int($value)
    };
    (filter_strategy, $value:expr) => {
        $crate::plain::modules::Value::Text($value.wire_name())
    };
    (encoder, $value:expr) => {
        $crate::plain::modules::Value::Text($value.wire_name())
    };
    (distribution, $value:expr) => {
        $crate::plain::modules::Value::Text($value.wire_name())
    };
    (deletion_strategy, $value:expr) => {
        $crate::plain::modules::Value::Text($value.wire_name())
    };
    (inside, $value:expr) => {
        $crate::plain::modules::Value::Inside($value)
    };
    (number, $value:expr) => {
        $crate::plain::modules::Value::Number($value)
    };
    (flag, $value:expr) => {
        $crate::plain::modules::Value::Flag($value)
    };
    (texts, $value:expr) => {
        $crate::plain::modules::Value::Texts($value)
    };
    (property, $value:expr) => {
        $crate::plain::modules::Value::Property($value)
    };
    (properties, $value:expr) => {
        $crate::plain::modules::Value::Properties($value)
    };
}
pub(crate) use value;

/// One table: for each module its name in Rust, its own type where that is another name, its name on the server, the
/// first version that has it if that is later than the oldest supported, what is always set, its rules, its settings.
///
/// The own type has a name that nothing else has, made from the server's: so rustc prints it without a path.
macro_rules! modules {
    ($(
        $(#[$meta:meta])*
        $name:ident $(as $own:ident)? = $wire:literal $(since($major:literal, $minor:literal, $patch:literal))?
        $(always { $($always:literal = $kind_of:ident $preset:literal),* $(,)? })?
        [$($rule:ident),* $(,)?] {
            $($method:ident $key:literal $kind:ident),* $(,)?
        }
    )*) => {
        $(
            $crate::plain::modules::table::module! {
                $name $(as $own)?, $wire [$(#[$meta])*] [$($major, $minor, $patch)?]
                [$($($always = $kind_of $preset),*)?] [$($rule)*] [$($method $key $kind)*]
            }
        )*
    };
}
pub(crate) use modules;

/// One line of a table.
macro_rules! module {
    ($name:ident as $own:ident, $wire:literal $($rest:tt)*) => {
        #[doc = concat!("The server's `", $wire, "`.")]
        pub type $name = $own;

        $crate::plain::modules::table::module! { @ $name $own $wire $($rest)* }
    };
    ($name:ident, $($rest:tt)*) => {
        $crate::plain::modules::table::module! { @ $name $name $($rest)* }
    };
    (@ $name:ident $own:ident $wire:literal [$(#[$meta:meta])*] [$($since:literal),*]
        [$($always:literal = $kind_of:ident $preset:literal),*] [$($rule:ident)*]
        [$($method:ident $key:literal $kind:ident)*]
    ) => {
        $(#[$meta])*
        #[doc = concat!("\n\nThe server's `", $wire, "`.")]
        #[derive(Debug, Clone, Copy)]
        pub struct $own {
            settings: $crate::plain::modules::Settings,
        }

        $(#[$meta])*
        #[doc = concat!("\n\nThe server's `", $wire, "`.")]
        pub const fn $name() -> $own {
            let settings = $crate::plain::modules::Settings::new(
                $wire,
                $crate::plain::modules::table::came!($wire $(, $since)*),
                &[$(
                    $crate::plain::modules::Setting {
                        key: $always,
                        value: $crate::plain::modules::table::value!($kind_of, $preset),
                    },
                )*],
            );
            $own { settings }
        }

        impl $crate::plain::sealed::Sealed for $own {}

        impl $crate::plain::modules::Module for $own {
            const NEW: Self = $name();
        }

        impl $own {
            $(
                #[doc = concat!("Sets `", $key, "`.")]
                #[must_use]
                pub const fn $method(self, value: $crate::plain::modules::table::kind::$kind) -> Self {
                    let value = $crate::plain::modules::table::value!($kind, value);
                    Self { settings: self.settings.with($key, value) }
                }
            )*

            /// What was set.
            #[must_use]
            pub const fn settings(self) -> $crate::plain::modules::Settings {
                self.settings
            }
        }

        $( $crate::plain::modules::table::rules!($rule $own); )*
    };
}
pub(crate) use module;

/// Since when servers have something: always, if nothing is said.
macro_rules! came {
    ($wire:literal) => {
        $crate::plain::modules::Since::ALWAYS
    };
    ($wire:literal, $major:literal, $minor:literal, $patch:literal) => {
        $crate::plain::modules::Since {
            version: $crate::plain::modules::table::since!($major, $minor, $patch),
            refusal: concat!(
                "`",
                $wire,
                "` came with Weaviate ",
                $major,
                ".",
                $minor,
                ".",
                $patch,
                ": declare `#[weaviate(server = \"",
                $major,
                ".",
                $minor,
                ".",
                $patch,
                "\")]` if no older server is used"
            ),
        }
    };
}
pub(crate) use came;

/// A version.
macro_rules! since {
    ($major:literal, $minor:literal, $patch:literal) => {
        $crate::plain::version::Version { major: $major, minor: $minor, patch: $patch }
    };
}
pub(crate) use since;

/// The rules that each module keeps, by their words in a table.
macro_rules! rules {
    (blends $own:ident) => {
        impl<P> $crate::plain::modules::Blends<P> for $own {}
    };
    (source $own:ident) => {
        impl $crate::plain::modules::ReadsSource for $own {}
    };
    (generates $own:ident) => {
        impl<C> $crate::plain::modules::Generates<C> for $own {}
    };
    (reranks $own:ident) => {
        #[diagnostic::do_not_recommend]
        impl<C> $crate::plain::modules::Reranks<C> for $own {}
    };
    (text $own:ident) => {
        #[diagnostic::do_not_recommend]
        impl<P> $crate::plain::modules::Understands<$crate::plain::modules::medium::words, P> for $own {}
    };
    ($medium:ident $own:ident) => {
        #[diagnostic::do_not_recommend]
        impl<P> $crate::plain::modules::Understands<$crate::plain::modules::medium::$medium, P> for $own {}
    };
}
pub(crate) use rules;

/// A setting by the name that the server has for it, for [`custom`](super::vectorizer::custom).
pub(crate) const fn custom(name: &'static str, settings: &'static [Setting]) -> Settings {
    Settings::new(name, Since::ALWAYS, settings)
}
