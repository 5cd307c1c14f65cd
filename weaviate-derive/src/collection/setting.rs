//! `openai(model = "…", dimensions = 256)`: the name of something that has settings, and what was set.
//!
//! Which names and which settings there are is not known here: a name is written as a type and a setting as a method of
//! its builder, both with the person's own spans, so that rustc says what is wrong and rust-analyzer completes.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{field::Field, model::Model};
use crate::{attr, diag::Diagnostics, guess, token};

/// A name with its settings.
pub(super) struct Configured {
    pub(super) name: Ident,
    /// The name on the server, of what is not in the table: `custom("…", …)`
    pub(super) custom: Option<TokenTree>,
    pub(super) settings: Vec<Setting>,
}

/// One setting.
pub(super) struct Setting {
    pub(super) key: Ident,
    pub(super) value: Value,
}

/// What a setting was set to.
pub(super) enum Value {
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
pub(super) struct Source {
    pub(super) field: Ident,
    pub(super) weight: Option<TokenTree>,
}

impl Configured {
    /// Reads `name` or `name(key = value, …)`; `example` is what to write.
    pub(super) fn read(
        key: &Ident,
        tokens: &[TokenTree],
        example: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let word = token::plain(key);
        let tokens = token::bare(tokens);
        let Some(name) = token::ident(&tokens, 0).cloned() else {
            let at = token::ends(&tokens, key.span()).0;
            diagnostics.help(
                at,
                format!("`{word}` takes a name with its settings"),
                format!("write `{example}`"),
            );
            return None;
        };
        let arguments = tokens.get(1..).unwrap_or_default();
        let inner = match arguments {
            [] => Vec::new(),
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                group.stream().into_iter().collect()
            }
            [first, ..] => {
                let help = format!("write `{example}`");
                diagnostics.help(first.span(), "the settings stand in parentheses", help);
                Vec::new()
            }
        };
        let mut parts: Vec<&[TokenTree]> = token::parts(&inner);
        let mut custom = None;
        if name == "custom" {
            match parts.first() {
                Some([TokenTree::Literal(text)]) if text.to_string().starts_with('"') => {
                    custom = Some(TokenTree::Literal(text.clone()));
                    parts.remove(0);
                }
                _ => {
                    let help = "write `custom(\"text2vec-mine\", model = \"…\")`";
                    diagnostics.help(
                        name.span(),
                        "`custom` begins with the module's name on the server",
                        help,
                    );
                    return None;
                }
            }
        }
        let settings = settings(&parts, name.span(), diagnostics);
        Some(Self { name, custom, settings })
    }

    /// Whether nothing was set.
    pub(super) fn says_none(&self) -> bool {
        self.name == "none" && self.settings.is_empty()
    }

    /// Leaves out what has settings inside and is not one of `known`, and says so.
    pub(super) fn only_inside(&mut self, known: &[&str], diagnostics: &mut Diagnostics) {
        let outer = token::plain(&self.name);
        self.settings.retain(|setting| {
            let key = token::plain(&setting.key);
            let wrong = matches!(setting.value, Value::Inside(_)) && !known.contains(&key.as_str());
            if wrong {
                let help = guess::nearest(&key, known)
                    .map_or_else(|| format!("write `{key} = …`"), |guess| format!("did you mean `{guess}`?"));
                diagnostics.help(setting.key.span(), format!("`{outer}` has no `{key}(…)`"), help);
            }
            !wrong
        });
    }

    /// Leaves out what is not one of `known`, and says so: for names that mean something to rustc, such as `count`.
    pub(super) fn only(&mut self, known: &[&str], diagnostics: &mut Diagnostics) {
        let outer = token::plain(&self.name);
        self.settings.retain(|setting| {
            let key = token::plain(&setting.key);
            let is_known = known.contains(&key.as_str());
            if !is_known {
                super::model::inside(&outer, &key, setting.key.span(), known, diagnostics);
            }
            is_known
        });
    }

    /// Notes each field that is named and is not there.
    pub(super) fn check(&self, fields: &[Field], diagnostics: &mut Diagnostics) {
        for setting in &self.settings {
            setting.check(fields, diagnostics);
        }
    }

    /// Settings in parentheses after a word that names no one thing: `replication(factor = 3)`.
    pub(super) fn of(key: &Ident, inner: &[TokenTree], diagnostics: &mut Diagnostics) -> Self {
        let settings = settings(&token::parts(inner), key.span(), diagnostics);
        Self { name: key.clone(), custom: None, settings }
    }

    /// Expands to: `&const { __weaviate::inside::hnsw().ef(64).settings() }`
    pub(super) fn built(&self, module: &TokenStream, model: &Model) -> TokenStream {
        let at = located(self.name.span());
        let (name, calls) = (&self.name, calls(&self.settings, model));
        quote_spanned!(at=> &const { #module::#name() #calls.settings() })
    }

    /// Expands to: `&[__weaviate::Setting { key: "model", value: __weaviate::SettingValue::Text("…") }]`
    pub(super) fn list(&self, fields: &[Field]) -> TokenStream {
        list(&self.settings, fields)
    }
}

fn settings(parts: &[&[TokenTree]], at: Span, diagnostics: &mut Diagnostics) -> Vec<Setting> {
    let read: Vec<Setting> = parts.iter().filter_map(|part| setting(part, at, diagnostics)).collect();
    for (n, setting) in read.iter().enumerate() {
        if read.iter().take(n).any(|other| other.key == setting.key) {
            let message = format!("`{}` is given twice", token::plain(&setting.key));
            diagnostics.help(setting.key.span(), message, "remove one of the two");
        }
    }
    read
}

fn setting(part: &[TokenTree], at: Span, diagnostics: &mut Diagnostics) -> Option<Setting> {
    let found = match part {
        [TokenTree::Ident(key), TokenTree::Punct(p), value @ ..]
            if p.as_char() == '=' && p.spacing() == Spacing::Alone && !value.is_empty() =>
        {
            Some((key, value_of(value)))
        }
        [TokenTree::Ident(key), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            Some((key, Value::Inside(settings(&token::parts(&inner), key.span(), diagnostics))))
        }
        _ => None,
    };
    let Some((key, value)) = found else {
        let help = match part {
            [TokenTree::Ident(key)] => format!("write `{key} = …`"),
            _ => "write `key = value`".to_owned(),
        };
        diagnostics.help(token::ends(part, at).0, "a setting has a key and a value", help);
        return None;
    };
    let key = token::raw(key).unwrap_or_else(|| key.clone());
    Some(Setting { key, value })
}

fn value_of(tokens: &[TokenTree]) -> Value {
    let tokens = token::bare(tokens);
    let [TokenTree::Group(group)] = tokens.as_slice() else { return Value::Rust(tokens) };
    if group.delimiter() != Delimiter::Bracket {
        return Value::Rust(tokens);
    }
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    match sources(&inner) {
        Some(fields) if !fields.is_empty() => Value::Fields(fields, group.span()),
        _ => Value::Texts(group.clone()),
    }
}

/// `title, photo * 0.5`, if that is what it is.
pub(super) fn sources(inner: &[TokenTree]) -> Option<Vec<Source>> {
    token::parts(inner)
        .into_iter()
        .map(|part| match part {
            [TokenTree::Ident(field)] => Some(Source { field: field.clone(), weight: None }),
            [TokenTree::Ident(field), TokenTree::Punct(times), weight @ TokenTree::Literal(_)]
                if times.as_char() == '*' =>
            {
                Some(Source { field: field.clone(), weight: Some(weight.clone()) })
            }
            _ => None,
        })
        .collect()
}

/// The stored property of this field's name.
fn property<'a>(fields: &'a [Field], name: &Ident) -> Option<&'a Field> {
    let name = token::plain(name);
    fields
        .iter()
        .find(|field| field.role == super::field::Role::Property && token::plain(&field.ident) == name)
}

impl Setting {
    fn check(&self, fields: &[Field], diagnostics: &mut Diagnostics) {
        match &self.value {
            Value::Fields(sources, _) => check_sources(sources, fields, diagnostics),
            Value::Inside(settings) => settings.iter().for_each(|inner| inner.check(fields, diagnostics)),
            Value::Rust(_) | Value::Texts(_) => {}
        }
    }

    /// Expands to: `.model("…")`
    fn call(&self, model: &Model) -> TokenStream {
        let (method, at, fields) = (&self.key, self.key.span(), model.fields.as_slice());
        let (value, end) = match &self.value {
            Value::Rust(tokens) => match tokens.as_slice() {
                [TokenTree::Ident(name)] if property(fields, name).is_some() => {
                    (source(&Source { field: name.clone(), weight: None }, fields), name.span())
                }
                [TokenTree::Ident(name)] if is_word(name) => {
                    let facade = model.facade.at(Span::call_site());
                    (quote!(#facade::schema::index::choice::#name), name.span())
                }
                _ => (tokens.iter().cloned().collect(), token::ends(tokens, at).1),
            },
            Value::Texts(group) => (borrowed(TokenTree::Group(group.clone())), group.span_close()),
            Value::Fields(sources, at) => (self::list_of(sources, fields, *at), *at),
            Value::Inside(settings) => {
                let calls = calls(settings, model);
                (quote_spanned!(located(at)=> &const { __weaviate::inside::#method() #calls.settings() }), at)
            }
        };
        let arguments = token::parens(value, end);
        quote_spanned!(at=> .#method #arguments)
    }
}

fn calls(settings: &[Setting], model: &Model) -> TokenStream {
    settings.iter().map(|setting| setting.call(model)).collect()
}

/// Whether a value that is one name is one of the language's words, such as `acorn`, and no constant of the program.
fn is_word(name: &Ident) -> bool {
    let text = token::plain(name);
    text != "true" && text != "false" && text.starts_with(|c: char| c.is_ascii_lowercase())
}

fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// `&["…"]`, the sign where the list is.
fn borrowed(list: TokenTree) -> TokenStream {
    let mut and = Punct::new('&', Spacing::Alone);
    and.set_span(list.span());
    [TokenTree::Punct(and), list].into_iter().collect()
}

/// Notes each name that is no field, or the field of no property.
pub(super) fn check_sources(sources: &[Source], fields: &[Field], diagnostics: &mut Diagnostics) {
    for source in sources.iter().filter(|source| property(fields, &source.field).is_none()) {
        let name = token::plain(&source.field);
        let known: Vec<String> = fields
            .iter()
            .filter(|field| field.role == super::field::Role::Property)
            .map(|field| token::plain(&field.ident))
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let there = fields.iter().any(|field| token::plain(&field.ident) == name);
        let message = if there {
            format!("`{name}` is not a property that a vector can be made of")
        } else {
            format!("there is no property `{name}`")
        };
        diagnostics.help(source.field.span(), message, guess::help(&name, &known));
    }
}

/// Expands to: `__weaviate::Source::new("title").weight(0.3)`
fn source(source: &Source, fields: &[Field]) -> TokenStream {
    let name = property(fields, &source.field).map_or_else(String::new, |field| field.name.clone());
    let at = Span::call_site().located_at(source.field.span());
    let weight = source.weight.as_ref().map(|weight| quote!(.weight(#weight)));
    quote_spanned!(at=> __weaviate::Source::new(#name) #weight)
}

/// Expands to: `&const { <of as __weaviate::Module>::NEW.model("…").settings() }`
pub(super) fn module(module: &Configured, kind: &str, of: &TokenStream, model: &Model) -> TokenStream {
    let at = Span::call_site().located_at(module.name.span());
    let new = if let Some(name) = &module.custom {
        let (list, kind) = (module.list(&model.fields), Ident::new(kind, Span::call_site()));
        quote_spanned!(at=> __weaviate::modules::#kind::custom(#name, #list))
    } else {
        let calls = calls(&module.settings, model);
        quote_spanned!(at=> <#of as __weaviate::Module>::NEW #calls)
    };
    quote_spanned!(at=> &const { #new.settings() })
}

/// Expands to: `&[__weaviate::Source::new("title"), …]`
pub(super) fn list_of(sources: &[Source], fields: &[Field], at: Span) -> TokenStream {
    let at = Span::call_site().located_at(at);
    let sources = sources.iter().map(|item| source(item, fields));
    quote_spanned!(at=> const { &[#(#sources),*] })
}

fn list(settings: &[Setting], fields: &[Field]) -> TokenStream {
    let settings = settings.iter().map(|setting| {
        let key = token::plain(&setting.key);
        let value = match &setting.value {
            Value::Rust(tokens) => plain(tokens),
            Value::Texts(group) => quote!(Texts(&#group)),
            Value::Fields(sources, at) => {
                let sources = list_of(sources, fields, *at);
                quote!(Properties(#sources))
            }
            Value::Inside(settings) => {
                let inner = list(settings, fields);
                quote!(Nested(#inner))
            }
        };
        quote!(__weaviate::Setting { key: #key, value: __weaviate::SettingValue::#value })
    });
    quote!(&[#(#settings),*])
}

/// A literal as the value of its own type.
fn plain(tokens: &[TokenTree]) -> TokenStream {
    let value: TokenStream = tokens.iter().cloned().collect();
    let variant = match tokens {
        [TokenTree::Ident(word)] if *word == "true" || *word == "false" => "Flag",
        _ if attr::text(tokens).is_some() => "Text",
        _ => match token::number(tokens) {
            Some((_, literal)) if token::is_plain_integer(&literal) => "Int",
            Some(_) => "Number",
            None => "Text",
        },
    };
    let variant = Ident::new(variant, Span::call_site());
    quote!(#variant(#value))
}
