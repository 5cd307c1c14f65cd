//! Modules, indexes and quantizers with their settings, by the tables that the derive's expansions are made of.

use weaviate_query::{
    modules::{Kind, Listed, Setting, Settings, Since, Source, Value as Set},
    schema::{index, spread},
};

use super::{
    kept::{leak, text},
    refused::Refused,
    word::{Value, Word},
};

/// Field to property, of the struct that the settings are of.
pub(super) type Properties<'a> = dyn Fn(&str) -> Option<&'static str> + 'a;

/// `openai(model = "…")`, one of a table or by the server's own name for it.
pub(super) fn module(
    table: &'static [Listed],
    name: &str,
    words: &[Word],
    properties: &Properties<'_>,
    place: &str,
) -> Result<&'static Settings, Refused> {
    if name == "custom" {
        let Some((Value::Text(wire), rest)) = words.split_first().map(|(first, rest)| (&first.value, rest))
        else {
            return Err(Refused::at(place, "`custom` begins with the module's name on the server"));
        };
        return Ok(leak(Settings::new(text(wire), Since::ALWAYS, custom(rest, place)?)));
    }
    let line = table.iter().find(|line| line.word == name);
    let line = line.ok_or_else(|| Refused::at(place, format!("there is no `{name}`")))?;
    settings(line, words, properties, place)
}

/// What is set of one line of a table.
pub(super) fn settings(
    line: &Listed,
    words: &[Word],
    properties: &Properties<'_>,
    place: &str,
) -> Result<&'static Settings, Refused> {
    let mut made = Settings::new(line.name, line.since, line.always);
    for word in words {
        let setting = line.settings.iter().find(|setting| setting.word == word.name);
        let setting =
            setting.ok_or_else(|| Refused::at(place, format!("`{}` has no `{}`", line.word, word.name)))?;
        made = made.with(setting.key, set(setting.kind, word, properties, place)?);
    }
    Ok(leak(made))
}

fn set(kind: Kind, word: &Word, properties: &Properties<'_>, place: &str) -> Result<Set, Refused> {
    Ok(match (kind, &word.value) {
        (Kind::Text, _) => Set::Text(word.text(place)?),
        (Kind::Count | Kind::Int, _) => Set::Int(word.whole(place)?),
        (Kind::Number, _) => Set::Number(word.number(place)?),
        (Kind::Flag, _) => Set::Flag(word.flag(place)?),
        (Kind::Texts, _) => Set::Texts(word.texts(place)?),
        (Kind::Word(known), Value::Named(name, _)) => match known.iter().find(|(word, _)| word == name) {
            Some((_, wire)) => Set::Text(wire),
            None => return Err(Refused::at(place, format!("there is no `{name}`"))),
        },
        (Kind::Property, Value::Named(name, _)) => Set::Property(source(name, None, properties, place)?),
        (Kind::Properties, Value::Fields(names)) => Set::Properties(sources(names, properties, place)?),
        (Kind::Inside, Value::Inside(words)) => {
            let line = index::ALL.iter().chain(spread::ALL).find(|line| line.word == word.name);
            let line = line.ok_or_else(|| word.unknown(place))?;
            Set::Inside(settings(line, words, properties, place)?)
        }
        _ => return Err(word.wrong(place, "something else")),
    })
}

/// Properties by their fields, weighted or not.
pub(super) fn sources(
    names: &[(String, Option<f64>)],
    properties: &Properties<'_>,
    place: &str,
) -> Result<&'static [Source], Refused> {
    let sources = names.iter().map(|(name, weight)| source(name, *weight, properties, place));
    Ok(sources.collect::<Result<Vec<_>, Refused>>()?.leak())
}

fn source(
    name: &str,
    weight: Option<f64>,
    properties: &Properties<'_>,
    place: &str,
) -> Result<Source, Refused> {
    let name =
        properties(name).ok_or_else(|| Refused::at(place, format!("there is no property `{name}`")))?;
    Ok(Source { weight, ..Source::new(name) })
}

/// Settings of a module that no table has, as they are.
fn custom(words: &[Word], place: &str) -> Result<&'static [Setting], Refused> {
    let set = words.iter().map(|word| {
        let value = match &word.value {
            Value::Inside(inside) => Set::Nested(custom(inside, place)?),
            Value::Text(value) => Set::Text(text(value)),
            Value::Flag(is) => Set::Flag(*is),
            Value::Number(_, Some(whole)) => Set::Int(*whole),
            Value::Number(number, None) => Set::Number(*number),
            Value::Texts(_) => Set::Texts(word.texts(place)?),
            _ => return Err(word.wrong(place, "a value")),
        };
        Ok(Setting { key: text(&word.name), value })
    });
    Ok(set.collect::<Result<Vec<_>, Refused>>()?.leak())
}
