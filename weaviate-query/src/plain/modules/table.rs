//! How the tables of modules become builders and types.
//!
//! A line of a table is
//!
//! ```text
//! /// What it is.
//! openai as text2vec_openai = "text2vec-openai" since(1, 32, 6) always { "isAzure" = flag true } [text, blends] {
//!     model "model" text,
//! }
//! ```
//!
//! and becomes the type `text2vec_openai`, the function `openai()` that starts one, the alias `openai` for
//! the type, a `const` method for each setting, and the impls of its rules. `since` and `always` are left out
//! mostly. In the braces each setting has its name in Rust, its key on the server and the [`kind`] of its
//! value.
//!
//! Adding a module is adding a line. A kind that no table had before needs an arm in `value!` and a type in
//! [`kind`].

use super::{Setting, Settings, Since};
use crate::plain::sealed::Sealed;

/// A module, or what else has settings: the type is the builder of them.
///
/// The derive starts from [`Module::NEW`], as it knows a type and no function of the same name.
pub trait Module: Sealed + Copy + 'static {
    /// Nothing set yet but what always is.
    const NEW: Self;
}

/// Types of the values in a table, called as the tables call them.
///
/// `count` is what cannot be negative, `int` what may be -1 for "by itself"; `inside` is the settings of
/// something that stands inside.
pub(crate) mod kind {
    #![allow(non_camel_case_types)]

    use crate::plain::modules::Source;

    pub(crate) type text = &'static str;
    pub(crate) type count = u32;
    pub(crate) type number = f64;
    pub(crate) type flag = bool;
    pub(crate) type texts = &'static [&'static str];
    pub(crate) type int = i64;
    pub(crate) type filter_strategy = crate::plain::modules::choice::FilterStrategy;
    pub(crate) type encoder = crate::plain::modules::choice::Encoder;
    pub(crate) type distribution = crate::plain::modules::choice::Distribution;
    pub(crate) type deletion_strategy = crate::plain::modules::choice::DeletionStrategy;
    pub(crate) type inside = &'static crate::plain::modules::Settings;
    pub(crate) type property = Source;
    pub(crate) type properties = &'static [Source];
}

/// The value of a setting of this kind, as [`Value`](super::Value).
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

        /// All lines of this table, for tools that read a schema.
        pub const ALL: &[$crate::plain::modules::Listed] = &[$(
            $crate::plain::modules::Listed::new(
                $crate::plain::modules::table::word(stringify!($name)),
                $wire,
                $crate::plain::modules::table::came!($wire $(, $major, $minor, $patch)?),
                &[$($(
                    $crate::plain::modules::Setting {
                        key: $always,
                        value: $crate::plain::modules::table::value!($kind_of, $preset),
                    }
                ),*)?],
                &[$(
                    $crate::plain::modules::ListedSetting::new(
                        $crate::plain::modules::table::word(stringify!($method)),
                        $key,
                        $crate::plain::modules::table::listed!($kind),
                    )
                ),*],
            )
        ),*];
    };
}
pub(crate) use modules;

/// A name as an attribute has it: `async` for `r#async`.
pub(crate) const fn word(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// What a setting of this kind takes, as data.
macro_rules! listed {
    (text) => {
        $crate::plain::modules::Kind::Text
    };
    (count) => {
        $crate::plain::modules::Kind::Count
    };
    (int) => {
        $crate::plain::modules::Kind::Int
    };
    (number) => {
        $crate::plain::modules::Kind::Number
    };
    (flag) => {
        $crate::plain::modules::Kind::Flag
    };
    (texts) => {
        $crate::plain::modules::Kind::Texts
    };
    (inside) => {
        $crate::plain::modules::Kind::Inside
    };
    (property) => {
        $crate::plain::modules::Kind::Property
    };
    (properties) => {
        $crate::plain::modules::Kind::Properties
    };
    ($word:ident) => {
        $crate::plain::modules::Kind::Word($crate::plain::modules::table::kind::$word::ALL)
    };
}
pub(crate) use listed;

/// One line of a table, once with a type of another name (then the name is an alias of it) and once without.
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

/// Since when servers have something: always, if nothing is said. The text of the refusal is put together
/// here, where the name is a literal.
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

/// A version as a constant, from the three numbers in a table.
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
        #[diagnostic::do_not_recommend]
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

/// Settings by the name that the server has for it, for [`custom`](super::vectorizer::custom): nothing of
/// them is checked.
pub(crate) const fn custom(name: &'static str, settings: &'static [Setting]) -> Settings {
    Settings::new(name, Since::ALWAYS, settings)
}
