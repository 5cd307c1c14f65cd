//! Indexes made or made anew for a property that has objects: which change a request asks for, and what it makes of the
//! property.

use serde_json::json;

use crate::{
    common::{
        doc::{Doc, list, text},
        error::{Refusal, Result},
        gotext::quote,
    },
    schema::{BLOCKMAX, DataType, Property, SEARCHED, Tokenization},
};

/// The kinds of indexes that a property may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Filterable,
    Searchable,
    Range,
}

impl Kind {
    /// Every one, in the order in which they are shown.
    pub(crate) const ALL: [Self; 3] = [Self::Filterable, Self::Searchable, Self::Range];

    /// The kind of that name in a path.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "filterable" => Some(Self::Filterable),
            "searchable" => Some(Self::Searchable),
            "rangeFilters" | "rangeable" => Some(Self::Range),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Filterable => "filterable",
            Self::Searchable => "searchable",
            Self::Range => "rangeFilters",
        }
    }

    /// The setting that says whether there is one.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Filterable => "indexFilterable",
            Self::Searchable => "indexSearchable",
            Self::Range => "indexRangeFilters",
        }
    }
}

/// A change of the index of a property, which a server works at as a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    Enable(Kind),
    EnableSearchable(String),
    /// Of all indexes of a text.
    Tokenization(String),
    /// Of the filterable index alone: the searchable one keeps the tokens it has.
    FilterableTokenization(String),
    Rebuild(Kind),
}

impl Change {
    /// The server's name for it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Enable(Kind::Range) => "enable-rangeable",
            Self::Enable(_) => "enable-filterable",
            Self::EnableSearchable(_) => "enable-searchable",
            Self::Tokenization(_) => "change-tokenization",
            Self::FilterableTokenization(_) => "change-tokenization-filterable",
            Self::Rebuild(Kind::Filterable) => "repair-filterable",
            Self::Rebuild(Kind::Searchable) => "rebuild-searchable",
            Self::Rebuild(Kind::Range) => "repair-rangeable",
        }
    }

    /// The tokenization that is asked for.
    pub(crate) fn tokenization(&self) -> Option<&str> {
        match self {
            Self::EnableSearchable(to) | Self::Tokenization(to) | Self::FilterableTokenization(to) => {
                Some(to)
            }
            Self::Enable(_) | Self::Rebuild(_) => None,
        }
    }

    /// Whether it is of all tenants or of none.
    pub(crate) fn of_all_tenants(&self) -> bool {
        !matches!(self, Self::Enable(Kind::Range) | Self::Rebuild(_))
    }

    /// Writes it into the description of the property, or into an older one under which objects were indexed.
    pub(crate) fn apply(&self, property: &mut Doc, older: bool) {
        match self {
            Self::Enable(kind) => {
                property.insert(kind.key().to_owned(), json!(true));
            }
            Self::EnableSearchable(to) => {
                property.insert(Kind::Searchable.key().to_owned(), json!(true));
                property.insert(BLOCKMAX.to_owned(), json!(true));
                property.insert("tokenization".to_owned(), json!(to));
                property.shift_remove(SEARCHED);
            }
            Self::Tokenization(to) => {
                property.insert("tokenization".to_owned(), json!(to));
                property.shift_remove(SEARCHED);
            }
            Self::FilterableTokenization(to) => {
                let known = property.insert("tokenization".to_owned(), json!(to));
                if older && property.get(Kind::Searchable.key()) == Some(&json!(true)) {
                    property.entry(SEARCHED).or_insert(known.unwrap_or_default());
                }
            }
            Self::Rebuild(Kind::Searchable) => {
                property.shift_remove(SEARCHED);
            }
            Self::Rebuild(_) => {}
        }
    }
}

/// A property as it is asked about: its description, and what was read from it.
pub(crate) struct Asked<'a> {
    pub(crate) property: &'a Property,
    pub(crate) doc: &'a Doc,
}

impl Asked<'_> {
    fn is_number(&self) -> bool {
        matches!(self.property.kind, DataType::Int | DataType::Number | DataType::Date)
    }

    /// Whether a filterable index can be made of its values.
    fn has_keys(&self) -> bool {
        !self.is_compound() && !matches!(self.property.kind, DataType::Blob | DataType::Geo | DataType::Phone)
    }

    /// Whether it is an object or a reference, for which the server prints the list of its types.
    fn is_compound(&self) -> bool {
        self.property.kind.is_nested() || self.property.kind == DataType::Reference
    }

    fn wrong(&self, what: &str) -> Refusal {
        Refusal::with_status(400, format!("property {} {what}", quote(&self.property.name)))
    }

    fn without_searchable(&self) -> Refusal {
        let name = &self.property.name;
        self.wrong(&format!(
            "has no searchable index; PUT /v1/schema/{{className}}/properties/{name}/index/searchable with a tokenization \
             to add one first"
        ))
    }

    /// What a request to have such an index changes; nothing where all is as it asks for.
    pub(crate) fn wanted(&self, kind: Kind, body: &Doc) -> Result<Option<Change>> {
        let (tokenization, algorithm) = (text(body, "tokenization").trim(), text(body, "algorithm").trim());
        match kind {
            Kind::Searchable => self.searchable(tokenization, algorithm),
            Kind::Filterable => self.filterable(tokenization, algorithm),
            Kind::Range if !(tokenization.is_empty() && algorithm.is_empty()) => Err(Refusal::with_status(
                400,
                "the rangeFilters index takes no configuration fields; send an empty body {}",
            )),
            Kind::Range if self.property.range => Ok(None),
            Kind::Range if self.is_number() => Ok(Some(Change::Enable(kind))),
            Kind::Range => Err(self.wrong("is not a numeric type (int, number, date)")),
        }
    }

    fn searchable(&self, tokenization: &str, algorithm: &str) -> Result<Option<Change>> {
        let refuse = |why: String| Err(Refusal::with_status(400, why));
        let there = self.property.kind.is_text() && self.property.searchable;
        if !tokenization.is_empty() && !algorithm.is_empty() {
            return refuse(
                "at most one configuration change per request: set either tokenization or algorithm, not both — issue \
                 two requests"
                    .to_owned(),
            );
        }
        if !algorithm.is_empty() {
            return match algorithm.to_lowercase().replace(['-', '_'], "").as_str() {
                "blockmax" | "blockmaxwand" | "bmw" if there => Ok(None),
                "blockmax" | "blockmaxwand" | "bmw" => Err(self.without_searchable()),
                "wand" => refuse(
                    "algorithm \"wand\" is deprecated; only \"blockmax\" is accepted as a target".to_owned(),
                ),
                _ => refuse(format!(
                    "unsupported algorithm {}; only \"blockmax\" is accepted (WAND is deprecated)",
                    quote(algorithm)
                )),
            };
        }
        let current = text(self.doc, "tokenization");
        if there {
            if tokenization.is_empty() || tokenization == current {
                return Ok(None);
            }
            check_tokenization(tokenization)?;
            return Ok(Some(Change::Tokenization(tokenization.to_owned())));
        }
        if !self.property.kind.is_text() {
            return Err(self.wrong("is not a text type"));
        }
        if tokenization.is_empty() {
            return refuse(
                "enable-searchable requires a tokenization to be set on the request body".to_owned(),
            );
        }
        check_tokenization(tokenization)?;
        if self.property.filterable && !current.is_empty() && current != tokenization {
            return Err(self.wrong(&format!(
                "has an existing filterable index built with tokenization {}; enabling searchable with tokenization {} \
                 would silently desynchronize the filterable index. Retokenize the filterable index first or use the \
                 matching tokenization",
                quote(current),
                quote(tokenization)
            )));
        }
        Ok(Some(Change::EnableSearchable(tokenization.to_owned())))
    }

    fn filterable(&self, tokenization: &str, algorithm: &str) -> Result<Option<Change>> {
        if !algorithm.is_empty() {
            let why = "the algorithm field is only valid for a searchable index";
            return Err(Refusal::with_status(400, why));
        }
        let current = text(self.doc, "tokenization");
        let other = !tokenization.is_empty() && tokenization != current;
        if self.property.filterable && self.has_keys() {
            if !other {
                return Ok(None);
            }
            if !self.property.kind.is_text() {
                return Err(
                    self.wrong("is not a text type; filterable.tokenization only applies to text / text[]")
                );
            }
            check_tokenization(tokenization)?;
            return Ok(Some(Change::FilterableTokenization(tokenization.to_owned())));
        }
        if self.property.filterable {
            return Err(self.wrong("already has a filterable index"));
        }
        if !self.has_keys() {
            return Err(self.wrong(&format!("type {} does not support a filterable index", self.types())));
        }
        if other {
            return Err(Refusal::with_status(
                400,
                format!(
                    "cannot create a filterable index for property {} with tokenization {}: it must match the property's \
                     current tokenization {} — retokenize after creation to change it",
                    quote(&self.property.name),
                    quote(tokenization),
                    quote(current)
                ),
            ));
        }
        Ok(Some(Change::Enable(Kind::Filterable)))
    }

    fn types(&self) -> String {
        if !self.is_compound() {
            return quote(self.property.kind.name());
        }
        let types: Vec<&str> = list(self.doc, "dataType").iter().filter_map(|name| name.as_str()).collect();
        format!("[{}]", types.join(" "))
    }

    /// The change that makes an index anew.
    pub(crate) fn rebuilt(&self, kind: Kind) -> Result<Change> {
        let property = self.property;
        match kind {
            Kind::Searchable if !(property.searchable && property.kind.is_text()) => {
                Err(self.without_searchable())
            }
            Kind::Filterable if !(property.filterable && self.has_keys()) => {
                Err(self.wrong("does not have a filterable index"))
            }
            Kind::Range if !self.is_number() => Err(self.wrong("is not a numeric type (int, number, date)")),
            Kind::Range if !property.range => {
                Err(self.wrong("does not have a rangeable index to rebuild; use enable to create one"))
            }
            _ => Ok(Change::Rebuild(kind)),
        }
    }
}

fn check_tokenization(name: &str) -> Result<()> {
    let known = Tokenization::parse(name).is_some();
    if known {
        Ok(())
    } else {
        Err(Refusal::with_status(400, format!("invalid tokenization {}", quote(name))))
    }
}

/// The description of a property in that of its collection.
pub(crate) fn described<'a>(class: &'a Doc, name: &str) -> Option<&'a Doc> {
    list(class, "properties")
        .iter()
        .filter_map(|property| property.as_object())
        .find(|p| text(p, "name") == name)
}
