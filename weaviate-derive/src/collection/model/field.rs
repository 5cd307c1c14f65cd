//! One field of a struct: what it is to the server, and what was declared of it.

use proc_macro2::{Ident, Span, TokenTree};
use syn::{GenericArgument, PathArguments, Type, TypePath};

use super::{
    rule::Ruled,
    setting::{Configured, Source},
};

/// What a field is to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Property,
    Vector,
    Id,
    CreatedAt,
    UpdatedAt,
}

/// What an absent property reads as.
pub(crate) enum Default {
    Trait(Span),
    Value(Vec<TokenTree>),
}

/// One field of a struct.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// On the server.
    pub(crate) name: String,
    /// Where that name is written.
    pub(crate) named_at: Span,
    pub(crate) docs: Vec<syn::Attribute>,
    pub(crate) description: Option<String>,
    pub(crate) role: Role,
    pub(crate) key: Option<Span>,
    /// As written, and in the schema.
    pub(crate) tokenization: Option<(Ident, &'static str)>,
    pub(crate) searchable: Option<(bool, Span)>,
    pub(crate) filterable: Option<bool>,
    pub(crate) range: Option<Span>,
    pub(crate) default: Option<Default>,
    pub(crate) vector: Option<Vector>,
    pub(crate) analyzer: Option<Analyzer>,
    pub(crate) skip_vectorization: Option<Span>,
    pub(crate) vectorize_property_name: Option<(bool, Span)>,
    /// What it was called before.
    pub(crate) renamed_from: Option<String>,
    /// What makes its values of those of before.
    pub(crate) backfill: Option<Vec<TokenTree>>,
    /// What its values have to be.
    pub(crate) rules: Vec<Ruled>,
    /// That queries should not name it any more, and what they should name instead, which may be empty.
    pub(crate) deprecated: Option<String>,
    /// The collections behind a link to several.
    pub(crate) targets: Vec<Target>,
    /// Names and texts of `meta(…)`.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Field {
    /// Whether the server stores it under a name of its own.
    pub(crate) fn is_stored(&self) -> bool {
        matches!(self.role, Role::Property | Role::Vector)
    }

    /// Whether its type is written with names that everybody's Rust has, so that nobody needs to ask what it is: `String`,
    /// `Option<i64>`, `Vec<bool>`. A person who gives one of these names to something else gets a later message.
    pub(crate) fn is_scalar(&self) -> bool {
        is_scalar(&self.ty)
    }

    /// The collections behind it that a query can name: of two that are called alike, the first.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Target> {
        let targets = self.targets.iter().enumerate();
        targets
            .filter(|(at, target)| !target.repeats(self.targets.iter().take(*at)))
            .map(|(_, target)| target)
    }
}

const SCALARS: &[&str] = &["String", "bool", "i64", "i32", "i16", "u8", "u16", "u32", "f64", "f32"];

fn is_scalar(ty: &Type) -> bool {
    let Type::Path(TypePath { qself: None, path, .. }) = ty else { return false };
    let mut segments = path.segments.iter();
    let (Some(segment), None) = (segments.next(), segments.next()) else { return false };
    match &segment.arguments {
        PathArguments::None => SCALARS.iter().any(|name| segment.ident == name),
        PathArguments::AngleBracketed(of) if segment.ident == "Option" || segment.ident == "Vec" => {
            matches!(of.args.first(), Some(GenericArgument::Type(inner)) if is_scalar(inner))
        }
        _ => false,
    }
}

/// One collection behind a link.
pub(crate) struct Target {
    /// How it is written in a query.
    pub(crate) step: Ident,
    /// The last name of its path.
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

impl Target {
    /// Whether one of `others` is written the same way in a query.
    pub(crate) fn repeats<'t>(&self, mut others: impl Iterator<Item = &'t Self>) -> bool {
        others.any(|other| other.step == self.step)
    }
}

/// How a vector is made and kept.
pub(crate) struct Vector {
    /// The word, at which its mistakes are shown.
    pub(crate) word: Ident,
    /// As written, and in the schema. The server's own is cosine.
    pub(crate) distance: Option<(Ident, &'static str)>,
    pub(crate) index: Option<Configured>,
    /// `none` too
    pub(crate) quantizer: Option<Configured>,
    /// With its word
    pub(crate) encoding: Option<(Configured, Span)>,
    pub(crate) vectorizer: Option<Configured>,
    /// The properties that it is made of, where the list is, and the word before it.
    pub(crate) source: Option<(Vec<Source>, Span, Span)>,
}

/// What is done to the words of a text before they are looked up.
pub(crate) struct Analyzer {
    pub(crate) at: Span,
    pub(crate) ascii_fold: bool,
    /// The letters, and the word before them.
    pub(crate) ascii_fold_ignore: Option<(Vec<String>, Span)>,
    pub(crate) stopword_preset: Option<(String, Span)>,
}
