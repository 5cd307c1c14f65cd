//! Texts and patterns that tokenization leaves nothing of, or something else than was asked.
//!
//! A server cuts what is looked for as it cuts the property's text. Of `"😂"` no word is left with the tokenization `word`,
//! of `"the"` none but a stop word, and then it fails with "only stopwords provided", whatever the reason. A pattern it cuts
//! as well, and asks for the parts in any order; of `"*😂*"` it leaves `*`, which every word fits (1.39.0).
//!
//! | operator | a text without a word | several, of which some have none |
//! |---|---|---|
//! | `matches` | refused | |
//! | `matches_any`, `matches_none` | refused | those are left out |
//! | `matches_all` | refused | refused |
//! | `like` | refused where it is cut, or empty | |
//!
//! It needs the collection's definition, so it is asked where a filter becomes part of a question about a collection that is
//! known. What it finds stands in the filter as [`Value::Refused`] until the question is sent.

mod cut;
#[cfg(test)]
mod tests;

use cut::{Cut, Lost};

use crate::plain::{
    ir::{Filter, Operator, Step, Target, Value},
    render::text::shown::Way,
    schema::{CollectionDef, DataType, FieldDef, Role, To},
};

/// Puts a refusal in the place of each text that could not be looked for.
pub(crate) fn words(filter: &mut Filter, collection: &CollectionDef) {
    match filter {
        Filter::Constant(_) => {}
        Filter::All(parts) | Filter::Any(parts) => parts.iter_mut().for_each(|part| words(part, collection)),
        Filter::Not(inner) => words(inner, collection),
        Filter::Test { target, operator, value } => {
            if let Some((field, owner)) = property(target, collection)
                && field.of.data_type == DataType::Text
                && !target.length
            {
                let way = Way(target).to_string();
                test(&Cut::of(field, owner), &way, *operator, value);
            }
        }
    }
}

/// One test of a text property.
fn test(cut: &Cut<'_>, way: &str, operator: Operator, value: &mut Value) {
    let refused = match (operator, &mut *value) {
        (Operator::Matches, Value::Text(text)) => cut.lost(text).map(|lost| said(cut, way, text, lost)),
        (Operator::Like, Value::Text(pattern)) => torn(cut, way, pattern),
        (Operator::MatchesAll, Value::Texts(texts)) => {
            texts.iter().find_map(|text| cut.lost(text).map(|lost| said(cut, way, text, lost)))
        }
        (Operator::MatchesAny | Operator::MatchesNone, Value::Texts(texts)) => none_left(cut, way, texts),
        _ => None,
    };
    if let Some(refused) = refused {
        *value = Value::Refused(refused);
    }
}

/// Leaves out the texts without a word, as a server does of `ContainsAny` and not of `ContainsNone`; says why, if all are.
fn none_left(cut: &Cut<'_>, way: &str, texts: &mut Vec<String>) -> Option<String> {
    let first = texts.iter().find_map(|text| cut.lost(text).map(|lost| said(cut, way, text, lost)))?;
    texts.retain(|text| cut.lost(text).is_none());
    texts.is_empty().then_some(first)
}

/// Why nothing of a text is left to look for, and what to do.
fn said(cut: &Cut<'_>, way: &str, text: &str, lost: Lost) -> String {
    let tokenization = cut.tokenization.wire_name();
    let text = short(text);
    match lost {
        Lost::Nothing(kept) => format!(
            "no word of {text} is left to look for: `{way}` has `tokenization = {tokenization}`, which keeps {kept}"
        ),
        Lost::Stop(words) => {
            let (shown, are, them) = match words.as_slice() {
                [one] => (format!("`{one}`"), "is a stop word", "it"),
                words => (
                    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
                    "are stop words",
                    "them",
                ),
            };
            format!(
                "nothing of {text} is left to look for: {shown} {are} of `{way}`, which `tokenization = {tokenization}` drops; leave {them} out, or declare other ones with `#[weaviate(inverted(stopwords(…)))]`"
            )
        }
    }
}

/// Why no word fits a pattern, and what to write instead.
fn torn(cut: &Cut<'_>, way: &str, pattern: &str) -> Option<String> {
    let (parts, keeps) = cut.parts(pattern)?;
    let tokenization = cut.tokenization.wire_name();
    let shown = short(pattern);
    let reason = format!(
        "no word of `{way}` fits {shown}: it has `tokenization = {tokenization}`, which keeps {keeps}"
    );
    // Parts of wildcards alone ask for nothing.
    let parts: Vec<String> = parts
        .iter()
        .filter(|part| part.contains(|c| !matches!(c, '*' | '?')))
        .map(|part| format!("{way} like {part:?}"))
        .collect();
    Some(if parts.is_empty() || parts.len() > 4 {
        format!("{reason}, and a pattern is held against one word")
    } else {
        format!("{reason}; a pattern is held against one word, so write `{}`", parts.join(" && "))
    })
}

/// A text as a message shows it.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}

/// The property at the end of a way, and the collection whose stop words count there. What the struct does not declare is
/// not known.
fn property<'a>(target: &Target, collection: &'a CollectionDef) -> Option<(&'a FieldDef, &'a CollectionDef)> {
    let (mut fields, mut owner) = (collection.fields, collection);
    let find = |fields: &'static [FieldDef], name: &str| {
        fields.iter().find(|field| field.role == Role::Property && field.name == name)
    };
    for step in &target.path {
        match step {
            Step::Object(name) | Step::Objects(name) => fields = find(fields, name)?.of.object?.get().fields,
            Step::Link { name, collection } => {
                let mut targets = find(fields, name)?.of.targets.iter().map(To::get);
                owner = match collection {
                    Some(wanted) => targets.find(|target| target.name == *wanted)?,
                    None => targets.next()?,
                };
                fields = owner.fields;
            }
        }
    }
    Some((find(fields, &target.name)?, owner))
}
