//! Names as the derive makes them.

use syn::{Field, ItemStruct};

use super::{
    kept::text,
    refused::Refused,
    word::{Value, Word, plain, words},
};

/// How names of fields become those of properties.
#[derive(Debug, Clone, Copy)]
pub(super) enum Case {
    Snake,
    Camel,
}

impl Case {
    pub(super) fn apply(self, name: &str) -> String {
        match self {
            Self::Snake => snake(name),
            Self::Camel => lower_camel(name),
        }
    }

    pub(super) fn read(word: &Word, place: &str) -> Result<Self, Refused> {
        let name = match &word.value {
            Value::Text(name) | Value::Named(name, _) => name.as_str(),
            _ => "",
        };
        match name {
            "snake_case" => Ok(Self::Snake),
            "camelCase" => Ok(Self::Camel),
            _ => Err(word.wrong(place, "`snake_case` or `camelCase`")),
        }
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn lower_camel(name: &str) -> String {
    let rest = name.trim_start_matches('_');
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    let camel: String = rest.split('_').map(capital).collect();
    let mut chars = camel.chars();
    let small: String = chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default();
    format!("{}{small}", "_".repeat(name.len() - rest.len()))
}

/// The collection's name on the server.
pub(super) fn collection(item: &ItemStruct) -> Result<&'static str, Refused> {
    let place = item.ident.to_string();
    for word in words(&item.attrs, &place)? {
        if word.name == "name" {
            return word.text(&place);
        }
    }
    Ok(text(&plain(&item.ident)))
}

/// What a field is called on the server.
pub(super) fn property(field: &Field, case: Option<Case>, place: &str) -> Result<&'static str, Refused> {
    let rust_name = field.ident.as_ref().map(plain).unwrap_or_default();
    for word in words(&field.attrs, place)? {
        if word.name == "rename" {
            return word.text(place);
        }
    }
    Ok(text(&case.map_or_else(|| rust_name.clone(), |case| case.apply(&rust_name))))
}
