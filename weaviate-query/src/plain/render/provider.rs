//! Providers of language models as messages.
//!
//! Each provider has a message of its own with fields of its own: a `match` over the names in the table, made
//! by the macro that is handed that table.

use weaviate_proto::{self as proto, GenerativeProvider, generative_provider::Kind};

use super::{
    Context,
    setting::{self, USAGE},
};
use crate::plain::{
    error::{Error, Result},
    ir::{Provider, Setting},
    modules::generative::read_table,
};

/// The provider of a question as a message, with its settings.
///
/// # Errors
///
/// `InvalidInput` for a name or a setting that the table lacks or a value of another kind, `Unsupported` for
/// what the server is too old for.
pub(crate) fn provider(wanted: &Provider, cx: &Context<'_>) -> Result<GenerativeProvider> {
    let name = wanted.name;
    let kind = message(wanted, cx)
        .ok_or_else(|| Error::invalid(format!("`{name}` is no provider that this version knows")))?
        .map_err(|error| error.context(format!("provider `{name}`")))?;
    let return_metadata = wanted.settings.contains(&(USAGE, Setting::Boolean(true)));
    Ok(GenerativeProvider { return_metadata, kind: Some(kind) })
}

/// Makes messages of the table of generative modules: of each line what stands behind `asked`.
macro_rules! messages {
    ($(
        $(#[$meta:meta])*
        $name:ident as $own:ident = $wire:literal $(since $since:tt)? $(always $always:tt)?
        [$($rules:tt)*] $settings:tt
        asked $message:ident as $place:ident $(always { $($preset:ident = $value:literal),* })?
        $(since[$($from:tt),*])? [$($can:ident)?] {
            $($field:ident $kind:ident $(since[$($field_from:tt),*])?),* $(,)?
        }
    )*) => {
        /// The provider's message, for the names in the table.
        fn message(provider: &Provider, cx: &Context<'_>) -> Option<Result<Kind>> {
            match provider.name {
                $(stringify!($name) => Some(each::$name(&provider.settings, cx)),)*
                _ => None,
            }
        }

        mod each {
            use super::*;

            $(
                #[allow(
                    unused_variables, unused_mut, clippy::needless_update,
                    reason = "some providers have no settings, some have all that there are"
                )]
                pub(super) fn $name(settings: &[(&'static str, Setting)], cx: &Context<'_>) -> Result<Kind> {
                    $(setting::since(stringify!($name), &[$($crate::plain::modules::table::since! $from),*], cx)?;)?
                    let mut message = proto::$message {
                        $($($preset: Some($value.into()),)*)?
                        ..proto::$message::default()
                    };
                    for (name, value) in settings {
                        match *name {
                            $(stringify!($field) => {
                                $(setting::since(
                                    stringify!($field of $name),
                                    &[$($crate::plain::modules::table::since! $field_from),*],
                                    cx,
                                )?;)?
                                message.$field = Some(setting::$kind(stringify!($field), value)?);
                            })*
                            // No field of this message: it is `return_metadata` of the `GenerativeProvider` around it.
                            USAGE => {}
                            name => return Err(setting::unknown(stringify!($name), name)),
                        }
                    }
                    Ok(Kind::$place(message))
                }
            )*
        }
    };
}
read_table!(messages);
