//! What a struct says of its collection beside names and indexes: server, lifetime, replicas, shards, modules.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    field::{Field, Role},
    model::{Kind, Model, inside, twice},
    record::option,
    setting::{self, Configured},
};
use crate::{
    attr::{Meta, Value},
    diag::Diagnostics,
    guess, token,
};

/// The oldest server that is supported.
const OLDEST: Version = (1, 32, 0);

type Version = (u16, u16, u16);

/// The words of a struct that are read here.
pub(super) const WORDS: &[&str] = &["server", "ttl", "replication", "sharding", "generative", "reranker"];

/// What those words say.
#[derive(Default)]
pub(super) struct Class {
    server: Option<Version>,
    ttl: Option<Ttl>,
    replication: Option<Configured>,
    sharding: Option<Configured>,
    pub(super) generative: Option<Configured>,
    pub(super) reranker: Option<Configured>,
}

/// `ttl(days = 30, after = created_at)`
struct Ttl {
    at: Span,
    /// What one is, and how many
    length: Option<(i64, TokenStream)>,
    after: Option<Ident>,
    hide_expired: bool,
}

impl Class {
    pub(super) fn word(&mut self, meta: &Meta, diagnostics: &mut Diagnostics) {
        match meta.name().as_str() {
            "server" => self.server = server(meta, diagnostics),
            "ttl" => self.ttl = Some(Ttl::read(meta, diagnostics)),
            "replication" => {
                const KNOWN: &[&str] = &["factor", "deletion_strategy", "async"];
                self.replication = settings(meta, "replication(factor = 3)", KNOWN, &["async"], diagnostics);
            }
            "sharding" => {
                const KNOWN: &[&str] = &["desired_count", "virtual_per_physical", "desired_virtual_count"];
                self.sharding = settings(meta, "sharding(desired_count = 3)", KNOWN, &[], diagnostics);
            }
            "generative" => {
                self.generative = module(meta, "generative(openai(model = \"…\"))", diagnostics);
            }
            _ => self.reranker = module(meta, "reranker(cohere(model = \"…\"))", diagnostics),
        }
    }

    /// Whether the server's index of times is needed for it.
    pub(super) fn needs_timestamps(&self) -> bool {
        let after = self.ttl.as_ref().and_then(|ttl| ttl.after.as_ref());
        after.is_some_and(|after| after == "created_at" || after == "updated_at")
    }

    /// What the words need of the fields and of the server.
    pub(super) fn check(&self, model: &Model, diagnostics: &mut Diagnostics) {
        if let Some(ttl) = &self.ttl {
            self.needs(model, "ttl", (1, 35, 0), ttl.at, diagnostics);
            ttl.check(&model.fields, diagnostics);
        }
        if let Some(at) = model.inverted.presets_at {
            self.needs(model, "stopword_presets", (1, 37, 0), at, diagnostics);
        }
        for field in &model.fields {
            if let Some(analyzer) = &field.analyzer {
                self.needs(model, "analyzer", (1, 37, 0), analyzer.at, diagnostics);
            }
            let quantizer = field.vector.as_ref().and_then(|vector| vector.quantizer.as_ref());
            if let Some(none) = quantizer.filter(|quantizer| quantizer.name == "none") {
                self.needs(model, "quantizer = none", (1, 32, 4), none.name.span(), diagnostics);
            }
        }
        for module in [&self.generative, &self.reranker].into_iter().flatten() {
            module.check(&model.fields, diagnostics);
        }
    }

    /// Says that an older server than `since` has no `word`.
    fn needs(&self, model: &Model, word: &str, since: Version, at: Span, diagnostics: &mut Diagnostics) {
        // An object is in collections whose servers it does not know.
        if model.kind == Kind::Collection && self.server.unwrap_or(OLDEST) < since {
            let since = display(since);
            let help = format!("declare `server = \"{since}\"` on the struct if no older server is used");
            diagnostics.help(at, format!("`{word}` came with Weaviate {since}"), help);
        }
    }

    /// Expands to: `__weaviate::Version { major: 1, minor: 32, patch: 0 }`
    pub(super) fn server(&self) -> TokenStream {
        let (major, minor, patch) = self.server.unwrap_or(OLDEST);
        quote!(__weaviate::Version { major: #major, minor: #minor, patch: #patch })
    }

    /// Expands to: `server: …, ttl: …, replication: …, sharding: …, generative: …, reranker: …,`
    pub(super) fn definition(&self, model: &Model) -> TokenStream {
        let (owner, facade) = (&model.ident, model.facade.at(Span::call_site()));
        let server = self.server();
        let ttl = option(self.ttl.as_ref().map(|ttl| ttl.definition(&model.fields)));
        let [replication, sharding] = [&self.replication, &self.sharding]
            .map(|part| option(part.as_ref().map(|part| part.built(&quote!(__weaviate::inside), model))));
        let modules =
            [("generative", "Generative", &self.generative), ("reranker", "Reranker", &self.reranker)];
        let [generative, reranker] = modules.map(|(kind, of, module)| {
            let of = Ident::new(of, Span::call_site());
            let of = quote!(<#owner as #facade::Collection>::#of);
            option(module.as_ref().map(|module| setting::module(module, kind, &of, model)))
        });
        quote! {
            server: #server,
            ttl: #ttl,
            replication: #replication,
            sharding: #sharding,
            generative: #generative,
            reranker: #reranker,
        }
    }

    /// What is known only where types are.
    ///
    /// Expands to: `const _: () = __weaviate::check::ttl(…);` and the like.
    pub(super) fn checks(&self, model: &Model) -> Vec<TokenStream> {
        let (server, mut checks) = (self.server(), Vec::new());
        let owner = &model.ident;
        let facade = model.facade.at(Span::call_site());
        let schema = quote!(<#owner as #facade::Collection>::SCHEMA);
        let parts = [
            ("replication", "spread", &self.replication),
            ("sharding", "spread", &self.sharding),
            ("generative", "since", &self.generative),
            ("reranker", "since", &self.reranker),
        ];
        for (member, check, part) in parts {
            let Some(part) = part else { continue };
            let at = located(part.name.span());
            let (member, check) = (Ident::new(member, at), Ident::new(check, at));
            checks.push(quote_spanned! {at=>
                const _: () = if let __Some(settings) = #schema.#member {
                    __weaviate::check::#check(settings, #server)
                };
            });
        }
        if let Some((ttl, length)) = self.ttl.as_ref().and_then(|ttl| Some((ttl, ttl.length.as_ref()?))) {
            let of_the_object = ttl.metadata(&model.fields).is_some();
            let at = located(length.1.clone().into_iter().next().map_or(ttl.at, |token| token.span()));
            checks.push(quote_spanned! {at=>
                const _: () = if let __Some(ttl) = #schema.ttl { __weaviate::check::ttl(ttl, #of_the_object) };
            });
        }
        checks
    }

    /// The field that the lifetime of an object is counted from, and where it is named.
    pub(super) fn ttl_field<'f>(&self, fields: &'f [Field]) -> Option<(&'f Field, Span)> {
        let after = self.ttl.as_ref()?.after.as_ref()?;
        Some((field_of(fields, after)?, after.span())).filter(|(field, _)| field.role == Role::Property)
    }
}

impl Ttl {
    fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Self {
        const KNOWN: &[&str] = &["days", "hours", "minutes", "seconds", "after", "hide_expired"];
        let mut read = Self { at: meta.span(), length: None, after: None, hide_expired: false };
        let inner = meta.list(diagnostics);
        twice(&inner, diagnostics);
        let mut unit = None;
        for meta in &inner {
            let one = match meta.name().as_str() {
                "days" => 86_400,
                "hours" => 3_600,
                "minutes" => 60,
                "seconds" => 1,
                "after" => {
                    read.after = meta.word("created_at", diagnostics);
                    continue;
                }
                "hide_expired" => {
                    read.hide_expired = meta.flag(diagnostics);
                    continue;
                }
                other => {
                    inside("ttl", other, meta.span(), KNOWN, diagnostics);
                    continue;
                }
            };
            if let Some(first) = unit.replace(meta.name()).filter(|first| *first != meta.name()) {
                let help = "say it in one of the two";
                diagnostics.help(meta.span(), format!("`ttl` has `{first}` and `{}`", meta.name()), help);
            }
            read.length = meta.number("30", diagnostics).map(|many| (one, many));
        }
        let after = inner.iter().any(|meta| meta.name() == "after");
        if matches!(meta.value, Value::List(_)) && !after {
            let help = "add `after = created_at`, `updated_at`, or a date of the struct";
            diagnostics.help(meta.span(), "`ttl` does not say after what", help);
        }
        let of_the_object =
            read.after.as_ref().is_some_and(|after| after == "created_at" || after == "updated_at");
        if of_the_object && unit.is_none() {
            diagnostics.help(meta.span(), "`ttl` does not say how long", "add `days = 30`");
        }
        read
    }

    /// The server's name for the time of the object, if that is what it is counted from.
    fn metadata(&self, fields: &[Field]) -> Option<&'static str> {
        let after = self.after.as_ref()?;
        match (field_of(fields, after).map(|field| field.role), token::plain(after).as_str()) {
            (Some(Role::CreatedAt), _) | (None, "created_at") => Some("_creationTimeUnix"),
            (Some(Role::UpdatedAt), _) | (None, "updated_at") => Some("_lastUpdateTimeUnix"),
            _ => None,
        }
    }

    fn check(&self, fields: &[Field], diagnostics: &mut Diagnostics) {
        let Some(after) = self.after.as_ref().filter(|_| self.metadata(fields).is_none()) else { return };
        let name = token::plain(after);
        match field_of(fields, after) {
            None => {
                let known: Vec<String> = fields.iter().map(|field| token::plain(&field.ident)).collect();
                let known: Vec<&str> =
                    known.iter().map(String::as_str).chain(["created_at", "updated_at"]).collect();
                diagnostics.help(
                    after.span(),
                    format!("there is no property `{name}`"),
                    guess::help(&name, &known),
                );
            }
            Some(field) if field.filterable == Some(false) && field.range.is_none() => {
                let help = format!("remove `filterable = false` from `{name}`, or add `range`");
                diagnostics.help(
                    after.span(),
                    format!("`{name}` has no index to find expired objects by"),
                    help,
                );
            }
            Some(_) => {}
        }
    }

    /// Expands to: `__weaviate::TtlDef { after: "_creationTimeUnix", seconds: 86400 * (30), hide_expired: false }`
    fn definition(&self, fields: &[Field]) -> TokenStream {
        let field = self.after.as_ref().and_then(|after| field_of(fields, after));
        let after = self.metadata(fields).or(field.map(|field| field.name.as_str())).unwrap_or_default();
        let seconds = self.length.as_ref().map_or_else(|| quote!(0), |(one, many)| quote!(#one * (#many)));
        let hide_expired = self.hide_expired;
        quote!(__weaviate::TtlDef { after: #after, seconds: #seconds, hide_expired: #hide_expired })
    }
}

fn field_of<'f>(fields: &'f [Field], name: &Ident) -> Option<&'f Field> {
    let name = token::plain(name);
    fields.iter().find(|field| token::plain(&field.ident) == name)
}

/// `generative(openai(…))`, or with `=`
fn module(meta: &Meta, example: &str, diagnostics: &mut Diagnostics) -> Option<Configured> {
    let (Value::Is(tokens) | Value::List(tokens)) = &meta.value else {
        diagnostics.help(
            meta.span(),
            format!("`{}` names no module", meta.name()),
            format!("write `{example}`"),
        );
        return None;
    };
    let mut module = Configured::read(&meta.key, tokens, example, diagnostics)?;
    if module.custom.is_none() {
        module.only_inside(&[], diagnostics);
    }
    Some(module).filter(|module| !module.says_none())
}

/// `replication(factor = 3)`
fn settings(
    meta: &Meta,
    example: &str,
    known: &[&str],
    insides: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<Configured> {
    let Value::List(tokens) = &meta.value else {
        let message = format!("`{}` has its settings in parentheses", meta.name());
        diagnostics.help(meta.span(), message, format!("write `{example}`"));
        return None;
    };
    let mut read = Configured::of(&meta.key, tokens, diagnostics);
    read.only_inside(insides, diagnostics);
    read.only(known, diagnostics);
    Some(read)
}

/// `"1.36"`, `"1.38.2"`
fn server(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Version> {
    let (text, at) = meta.text(diagnostics)?;
    let parts: Vec<Option<u16>> = text.split('.').map(|part| part.parse().ok()).collect();
    let version = match parts.as_slice() {
        [Some(major), Some(minor)] => (*major, *minor, 0),
        [Some(major), Some(minor), Some(patch)] => (*major, *minor, *patch),
        _ => {
            diagnostics.help(at, format!("`{text}` is not a version"), "write `server = \"1.36\"`");
            return None;
        }
    };
    if version < OLDEST {
        let message = format!("Weaviate {text} is not supported");
        diagnostics.help(at, message, format!("the oldest that is supported is {}", display(OLDEST)));
        return None;
    }
    Some(version)
}

fn display((major, minor, patch): Version) -> String {
    if patch == 0 { format!("{major}.{minor}") } else { format!("{major}.{minor}.{patch}") }
}

fn located(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// Whether some vector is made by a module.
pub(super) fn has_vectorizer(fields: &[Field]) -> bool {
    fields.iter().filter_map(|field| field.vector.as_ref()).any(|vector| vector.vectorizer.is_some())
}
