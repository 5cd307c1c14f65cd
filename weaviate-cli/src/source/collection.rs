//! A struct as a `CollectionDef`.

use syn::ItemStruct;
use weaviate_query::{
    Version,
    modules::{generative, reranker},
    schema::{CollectionDef, FieldDef, InvertedDef, MultiTenancyDef, Role, StopwordsDef, TtlDef, spread},
};

use super::{
    field,
    kept::{Structs, leak, text},
    names,
    refused::Refused,
    setting,
    word::{Word, docs, plain, words},
};

/// Reads a struct.
pub(super) fn read(item: &ItemStruct, structs: &Structs) -> Result<&'static CollectionDef, Refused> {
    let place = &plain(&item.ident);
    let fields = field::all(item, structs)?;
    let mut def = CollectionDef {
        rust_name: text(place),
        description: docs(&item.attrs).map(|docs| text(&docs)),
        fields,
        ..CollectionDef::new(names::collection(item)?)
    };
    let property = |name: &str| fields.iter().find(|field| field.rust_name == name).map(|field| field.name);
    let mut timestamps = None;
    let mut of_object = false;
    for word in words(&item.attrs, place)? {
        match word.name.as_str() {
            "name" | "rename_all" | "crate" => {}
            "description" => def.description = Some(word.text(place)?),
            "versioned" => def.versioned = word.flag(place)?,
            "server" => def.server = version(&word, place)?,
            "preview" => def.nested_filters = word.inside().iter().any(|word| word.name == "nested_filters"),
            "multi_tenant" => {
                let on = |name: &str| word.inside().iter().find(|word| word.name == name);
                let on = |name: &str| on(name).map_or(Ok(false), |word| word.flag(place));
                def.multi_tenancy = Some(MultiTenancyDef {
                    auto_create: on("auto_create")?,
                    auto_activate: on("auto_activate")?,
                });
            }
            "inverted" => timestamps = inverted(&mut def.inverted, &word, place)?,
            "ttl" => {
                let (ttl, own) = ttl(&word, fields, place)?;
                (def.ttl, of_object) = (Some(ttl), own);
            }
            "replication" | "sharding" => {
                let made = setting::module(spread::ALL, &word.name, word.inside(), &property, place)?;
                if word.name == "sharding" { def.sharding = Some(made) } else { def.replication = Some(made) }
            }
            "generative" | "reranker" => {
                let (name, settings) = word.named(place)?;
                let table = if word.name == "generative" { generative::ALL } else { reranker::ALL };
                let made = match name {
                    "none" => None,
                    _ => Some(setting::module(table, name, settings, &property, place)?),
                };
                if word.name == "generative" { def.generative = made } else { def.reranker = made }
            }
            _ => return Err(word.unknown(place)),
        }
    }
    def.inverted.timestamps = timestamps.unwrap_or(def.versioned || of_object);
    Ok(leak(def))
}

fn version(word: &Word, place: &str) -> Result<Version, Refused> {
    let text = word.text(place)?;
    text.parse().map_err(|_| word.wrong(place, "a version, such as `\"1.36\"`"))
}

/// All of `inverted(…)`, and what it says of times.
fn inverted(def: &mut InvertedDef, word: &Word, place: &str) -> Result<Option<bool>, Refused> {
    let mut timestamps = None;
    for word in word.inside() {
        match word.name.as_str() {
            "null_state" => def.null_state = word.flag(place)?,
            "property_length" => def.property_length = word.flag(place)?,
            "timestamps" => timestamps = Some(word.flag(place)?),
            "bm25" => {
                let one = |name: &str, without: f64| {
                    let found = word.inside().iter().find(|word| word.name == name);
                    found.map_or(Ok(without), |word| word.number(place)).map(|number| number as f32)
                };
                def.bm25 = Some((one("k1", 1.2)?, one("b", 0.75)?));
            }
            "stopwords" => {
                let mut stopwords = StopwordsDef { preset: None, additions: &[], removals: &[] };
                for word in word.inside() {
                    match word.name.as_str() {
                        "preset" => stopwords.preset = Some(word.text(place)?),
                        "add" => stopwords.additions = word.texts(place)?,
                        "remove" => stopwords.removals = word.texts(place)?,
                        _ => return Err(word.unknown(place)),
                    }
                }
                def.stopwords = Some(stopwords);
            }
            "stopword_presets" => {
                let lists = word.inside().iter().map(|list| Ok((text(&list.name), list.texts(place)?)));
                def.stopword_presets = lists.collect::<Result<Vec<_>, Refused>>()?.leak();
            }
            "cleanup_interval_seconds" => {
                let seconds = u32::try_from(word.whole(place)?);
                def.cleanup_interval_seconds =
                    Some(seconds.map_err(|_| word.wrong(place, "a number of seconds"))?);
            }
            _ => return Err(word.unknown(place)),
        }
    }
    Ok(timestamps)
}

/// `ttl(…)`, and whether it is counted by the word for a time of the object.
fn ttl(word: &Word, fields: &[FieldDef], place: &str) -> Result<(TtlDef, bool), Refused> {
    let mut def = TtlDef { after: "", seconds: 0, hide_expired: false };
    let mut of_object = false;
    for word in word.inside() {
        let unit = match word.name.as_str() {
            "days" => 86_400,
            "hours" => 3_600,
            "minutes" => 60,
            "seconds" => 1,
            "hide_expired" => {
                def.hide_expired = word.flag(place)?;
                continue;
            }
            "after" => {
                let name = word.named(place)?.0;
                of_object = name == "created_at" || name == "updated_at";
                let field = fields.iter().find(|field| field.rust_name == name);
                def.after = match (field.map(|field| field.role), name) {
                    (Some(Role::CreatedAt), _) | (None, "created_at") => "_creationTimeUnix",
                    (Some(Role::UpdatedAt), _) | (None, "updated_at") => "_lastUpdateTimeUnix",
                    (Some(_), _) => field.map_or("", |field| field.name),
                    (None, _) => return Err(Refused::at(place, format!("there is no property `{name}`"))),
                };
                continue;
            }
            _ => return Err(word.unknown(place)),
        };
        def.seconds = unit * word.whole(place)?;
    }
    Ok((def, of_object))
}
