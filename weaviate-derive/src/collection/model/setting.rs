//! `openai(model = "…", dimensions = 256)`: the name of something that has settings, and what was set.
//!
//! Which names and which settings there are is not known here: rustc says what is wrong, and rust-analyzer completes.

use proc_macro2::{Group, Ident, Span, TokenTree};

/// A name with its settings.
pub(crate) struct Configured {
    pub(crate) name: Ident,
    /// The name on the server, of what is not in the table: `custom("…", …)`
    pub(crate) custom: Option<TokenTree>,
    pub(crate) settings: Vec<Setting>,
}

/// One setting.
pub(crate) struct Setting {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

/// What a setting was set to.
pub(crate) enum Value {
    /// Rust, which rustc judges
    Rust(Vec<TokenTree>),
    /// `["…", "…"]`
    Texts(Group),
    /// `[title, photo * 0.5]`: properties, by the names of their fields
    Fields(Vec<Source>, Span),
    /// `(ef = 64)` after the name of something inside
    Inside(Vec<Setting>),
}

/// A field that a setting names.
pub(crate) struct Source {
    pub(crate) field: Ident,
    pub(crate) weight: Option<TokenTree>,
}
