//! The replies of several rounds as one `SearchReply`.
//!
//! It works on the bytes: what nobody asked about is copied as it came, and only the links of each object are
//! written anew. The numbers are those of the fields in `proto/weaviate.proto`:
//!
//! | message | field | holds |
//! |---|---|---|
//! | `SearchReply` | 2, 4 | results, groups |
//! | `GroupByResult` | 5 | its results |
//! | `SearchResult` | 1, 2 | properties, metadata |
//! | `PropertiesResult` | 2, 3, 4 | links, name of the collection, metadata |
//! | `RefPropertiesResult` | 1, 2 | objects, name of the link |
//! | metadata | 1 | the id |

use std::collections::{HashMap, HashSet};

use crate::plain::{
    error::{Error, Result},
    ir::{Item, Selection},
    names::Names,
    wire::{Fields, Payload, put_bytes},
};

/// A round: what it selects, and a message that answers it.
type Part<'a> = (&'a Selection, &'a [u8]);

/// A `SearchReply` that says all that the first one says, with what the others say of its objects.
///
/// The first decides which objects there are and in what order: an object that a later round finds no more,
/// because it was deleted in between, is left without those links.
pub(super) fn replies(whole: &Selection, rounds: &[Part<'_>], names: &Names) -> Result<Vec<u8>> {
    let Some((first, more)) = rounds.split_first() else { return Ok(Vec::new()) };
    let mut others = Vec::with_capacity(more.len());
    for (selection, reply) in more {
        let mut objects = HashMap::new();
        for result in repeated(reply, 2)? {
            objects.insert(id(result, 2)?, message(result, 1)?);
        }
        others.push((*selection, objects));
    }
    // Of a `SearchResult` only the properties, field 1, are replaced.
    let result =
        |found: &[u8]| {
            let id = id(found, 2)?;
            let mut parts = vec![(first.0, message(found, 1)?)];
            parts.extend(others.iter().filter_map(|(of, objects)| Some((*of, *objects.get(id)?))));
            rebuilt(found, |number, _| {
                if number == 1 { object(&[whole], &parts, None, names).map(Field::New) } else { KEPT }
            })
        };
    // Objects are results of the reply itself, or of its groups.
    rebuilt(first.1, |number, payload| match number {
        2 => result(payload).map(Field::New),
        4 => {
            let group = |number, payload: &[u8]| match number {
                5 => result(payload).map(Field::New),
                _ => KEPT,
            };
            rebuilt(payload, group).map(Field::New)
        }
        _ => KEPT,
    })
}

/// One object of several rounds as one `PropertiesResult`: everything of the first, with the links of each.
/// `collection` is what the object is said to be of, in place of what the server calls it.
fn object(
    whole: &[&Selection],
    parts: &[Part<'_>],
    collection: Option<&str>,
    names: &Names,
) -> Result<Vec<u8>> {
    let Some((_, first)) = parts.first() else { return Ok(Vec::new()) };
    let mut out = rebuilt(first, |number, _| match number {
        2 => Ok(Field::Dropped),
        3 if collection.is_some() => Ok(Field::Dropped),
        _ => KEPT,
    })?;
    if let Some(collection) = collection {
        put_bytes(&mut out, 3, collection.as_bytes());
    }
    for (name, mut sources) in links(parts)? {
        // The collections in the order of the question, which need not be that of the rounds.
        let wanted = wanted(whole, name);
        sources.sort_by_key(|(of, _)| wanted.iter().position(|(collection, _)| collection == of));
        let mut link = Vec::new();
        let mut shown = Vec::new();
        for (of, rounds) in sources {
            if let Some(collection) = of {
                check(name, collection, &rounds, names, &mut shown)?;
            }
            let inside: Vec<&Selection> = wanted
                .iter()
                .filter(|(collection, _)| *collection == of)
                .map(|(_, inside)| *inside)
                .collect();
            behind(&mut link, &inside, of, &rounds, names)?;
        }
        put_bytes(&mut link, 2, name.as_bytes());
        put_bytes(&mut out, 2, &link);
    }
    Ok(out)
}

/// What the question wants of a link: each collection with what is selected of it, once for every place where
/// it stands.
fn wanted<'a>(whole: &[&'a Selection], link: &str) -> Vec<(Option<&'a str>, &'a Selection)> {
    let items = whole.iter().flat_map(|selection| &selection.items);
    items
        .filter_map(|item| match item {
            Item::Link { name, collection, selection } if name == link => {
                Some((collection.as_deref(), selection))
            }
            _ => None,
        })
        .collect()
}

/// A collection behind one link, with one part for each round that asked for it.
type Source<'a> = (Option<&'a str>, Vec<Part<'a>>);

/// The links of an object, in the order in which they were asked for.
fn links<'a>(parts: &[Part<'a>]) -> Result<Vec<(&'a str, Vec<Source<'a>>)>> {
    let mut links: Vec<(&str, Vec<Source<'_>>)> = Vec::new();
    for (selection, object) in parts {
        let found = repeated(object, 2)?;
        for item in &selection.items {
            let Item::Link { name, collection, selection } = item else { continue };
            for link in &found {
                if message(link, 2)? != name.as_bytes() {
                    continue;
                }
                let sources = entry(&mut links, &**name);
                entry(sources, collection.as_deref()).push((selection, *link));
            }
        }
    }
    Ok(links)
}

/// The list under a key, which is added if it is not there. Keys stay in the order of their first use.
fn entry<K: PartialEq, V>(map: &mut Vec<(K, Vec<V>)>, key: K) -> &mut Vec<V> {
    let known = map.iter().position(|(known, _)| *known == key);
    let at = known.unwrap_or_else(|| {
        map.push((key, Vec::new()));
        map.len() - 1
    });
    &mut map[at].1
}

/// The objects behind a link, each with what the other rounds say of it.
fn behind(
    out: &mut Vec<u8>,
    whole: &[&Selection],
    collection: Option<&str>,
    rounds: &[Part<'_>],
    names: &Names,
) -> Result<()> {
    let Some(((selection, first), more)) = rounds.split_first() else { return Ok(()) };
    for found in repeated(first, 1)? {
        let mut parts = vec![(*selection, found)];
        for (selection, link) in more {
            for other in repeated(link, 1)? {
                if id(other, 4)? == id(found, 4)? {
                    parts.push((*selection, other));
                    break;
                }
            }
        }
        put_bytes(out, 1, &object(whole, &parts, collection, names)?);
    }
    Ok(())
}

/// Whether the objects are of the collection that was asked for, and no others were shown for their ids.
///
/// # Errors
///
/// `Decode` where the server's answer cannot be told apart from another one.
fn check<'a>(
    name: &str,
    collection: &'a str,
    rounds: &[Part<'a>],
    names: &Names,
    shown: &mut Vec<(&'a [u8], &'a str)>,
) -> Result<()> {
    let class = names.concrete(collection);
    let (_, first) = rounds.first().copied().unwrap_or((&NOTHING, &[]));
    for object in repeated(first, 1)? {
        let (id, found) = (id(object, 4)?, message(object, 3)?);
        // The server resolves an object once, even if the selection leads to it by two ways, as one collection.
        if found != class.as_bytes() {
            let found = String::from_utf8_lossy(found);
            return Err(Error::decode(format!(
                "the server answered `{name}` with an object of `{found}` instead of `{class}`, because the selection comes to one object on two ways: ask in two queries"
            )));
        }
        // The server looks for a link's id in the collection that is asked for, not in the one that the link was
        // made to: so an id that both collections have shows up twice.
        if let Some((_, other)) = shown.iter().find(|(known, of)| *known == id && *of != collection) {
            let id = String::from_utf8_lossy(id);
            return Err(Error::decode(format!(
                "the link `{name}` leads to {id}, an id in `{other}` and in `{collection}`, and the server does not tell which is meant: give the objects of the two ids of their own"
            )));
        }
        shown.push((id, collection));
    }
    Ok(())
}

/// Selects nothing: stands in for a round that is not there.
const NOTHING: Selection = Selection { items: Vec::new() };

/// What becomes of a field: it is copied, left out, or other bytes take its place.
pub(super) enum Field {
    Kept,
    Dropped,
    New(Vec<u8>),
}

/// For closures, whose results this spells shorter.
const KEPT: Result<Field> = Ok(Field::Kept);

/// A message whose fields that hold bytes pass through `each`.
pub(super) fn rebuilt(message: &[u8], mut each: impl FnMut(u64, &[u8]) -> Result<Field>) -> Result<Vec<u8>> {
    let mut out = Vec::with_capacity(message.len() + message.len() / 4);
    let mut fields = Fields(message);
    loop {
        let before = fields.0;
        let Some((number, payload)) = fields.next()? else { return Ok(out) };
        let field = match payload {
            Payload::Bytes(bytes) => each(number, bytes)?,
            _ => Field::Kept,
        };
        match field {
            Field::Kept => {
                let len = before.len() - fields.0.len();
                out.extend_from_slice(before.get(..len).unwrap_or_default());
            }
            Field::Dropped => {}
            Field::New(bytes) => put_bytes(&mut out, number as u32, &bytes),
        }
    }
}

/// Every message of a repeated field.
pub(super) fn repeated(message: &[u8], wanted: u64) -> Result<Vec<&[u8]>> {
    let mut found = Vec::new();
    let mut fields = Fields(message);
    while let Some((number, payload)) = fields.next()? {
        if number == wanted {
            found.push(payload.bytes()?);
        }
    }
    Ok(found)
}

/// A field that holds bytes; empty if it is not there.
fn message(message: &[u8], number: u64) -> Result<&[u8]> {
    Fields(message).find(number)?.map_or(Ok(&[]), Payload::bytes)
}

/// The id of an object whose metadata is the field of this number; empty if there is none.
fn id(object: &[u8], metadata: u64) -> Result<&[u8]> {
    message(message(object, metadata)?, 1)
}

/// The ids of all objects of a `SearchReply`, in groups or not, each once and in their order.
pub(super) fn ids(reply: &[u8]) -> Result<Vec<String>> {
    let mut results = repeated(reply, 2)?;
    let mut seen = HashSet::new();
    for group in repeated(reply, 4)? {
        results.extend(repeated(group, 5)?);
    }
    let mut ids = Vec::with_capacity(results.len());
    for result in results {
        let id = id(result, 2)?;
        if !id.is_empty() && seen.insert(id) {
            ids.push(String::from_utf8_lossy(id).into_owned());
        }
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use prost::Message as _;
    use weaviate_proto::{
        MetadataResult, Properties, PropertiesResult, RefPropertiesResult, SearchReply, SearchResult, Value,
        value::Kind,
    };

    use super::*;

    fn reply(objects: Vec<(&str, PropertiesResult)>) -> Vec<u8> {
        let result = |(id, properties): (&str, PropertiesResult)| SearchResult {
            metadata: Some(metadata(id)),
            properties: Some(properties),
            ..SearchResult::default()
        };
        let results = objects.into_iter().map(result).collect();
        SearchReply { took: 0.5, results, ..SearchReply::default() }.encode_to_vec()
    }

    fn names() -> Names {
        let mut names = Names::new().with_prefix("T_").unwrap();
        for (alias, class) in
            [("Article", "Article_v1"), ("Author", "Author_v1"), ("A", "A_v1"), ("B", "B_v1")]
        {
            names.set_alias(format!("T_{alias}"), format!("T_{class}"));
        }
        names
    }

    fn metadata(id: &str) -> MetadataResult {
        MetadataResult { id: id.into(), score: 0.25, score_present: true, ..MetadataResult::default() }
    }

    fn object_of(class: &str, texts: &[(&str, &str)], links: Vec<RefPropertiesResult>) -> PropertiesResult {
        let fields = texts.iter().map(|(name, text)| {
            ((*name).to_owned(), Value { kind: Some(Kind::TextValue((*text).to_owned())) })
        });
        PropertiesResult {
            target_collection: class.into(),
            ref_props: links,
            non_ref_props: Some(Properties { fields: fields.collect() }),
            ref_props_requested: true,
            ..PropertiesResult::default()
        }
    }

    fn link(name: &str, objects: Vec<(&str, PropertiesResult)>) -> RefPropertiesResult {
        let object = |(id, object): (&str, PropertiesResult)| PropertiesResult {
            metadata: Some(metadata(id)),
            ..object
        };
        RefPropertiesResult { prop_name: name.into(), properties: objects.into_iter().map(object).collect() }
    }

    fn to(name: &str, collection: Option<&str>, items: Vec<Item>) -> Item {
        Item::Link {
            name: name.to_owned().into(),
            collection: collection.map(str::to_owned),
            selection: Selection { items },
        }
    }

    // By hand: the second round has the objects in another order, one fewer, and its classes have a prefix.
    #[test]
    fn two_rounds() {
        let related = |of| to("related", Some(of), vec![]);
        let first = Selection { items: vec![Item::Property("n".into()), related("Article")] };
        let second = Selection { items: vec![related("Author")] };
        let article = || ("a1", object_of("T_Article_v1", &[("title", "t")], vec![]));
        let author = |id| (id, object_of("T_Author_v1", &[("name", "x")], vec![]));
        let one = reply(vec![
            ("1", object_of("T_Feed_v1", &[("n", "one")], vec![link("related", vec![article()])])),
            ("2", object_of("T_Feed_v1", &[("n", "two")], vec![])),
            ("3", object_of("T_Feed_v1", &[("n", "three")], vec![])),
        ]);
        let two = reply(vec![
            ("2", object_of("T_Feed_v1", &[], vec![link("related", vec![author("b2")])])),
            ("1", object_of("T_Feed_v1", &[], vec![link("related", vec![author("b1"), author("b3")])])),
        ]);
        // The whole question names the authors first.
        let whole = Selection { items: vec![related("Author"), related("Article")] };
        let merged = replies(&whole, &[(&first, &one), (&second, &two)], &names()).unwrap();

        let article = ("a1", object_of("Article", &[("title", "t")], vec![]));
        let author = |id| (id, object_of("Author", &[("name", "x")], vec![]));
        let links = |objects| vec![link("related", objects)];
        let expected = reply(vec![
            ("1", object_of("T_Feed_v1", &[("n", "one")], links(vec![author("b1"), author("b3"), article]))),
            ("2", object_of("T_Feed_v1", &[("n", "two")], links(vec![author("b2")]))),
            ("3", object_of("T_Feed_v1", &[("n", "three")], vec![])),
        ]);
        let read = |bytes: &[u8]| SearchReply::decode(bytes).unwrap();
        assert_eq!(read(&merged), read(&expected));
        assert_eq!(ids(&merged).unwrap(), ["1", "2", "3"]);
    }

    #[test]
    fn rounds_below_a_link() {
        let related = |of| to("related", Some(of), vec![]);
        let below = |of| Selection { items: vec![to("l", None, vec![related(of)])] };
        let inner = |class: &str, id| {
            let links = vec![link("related", vec![(id, object_of(class, &[], vec![]))])];
            ("o", object_of("L_v1", &[], links))
        };
        let round = |class: &str, id| {
            reply(vec![("1", object_of("F_v1", &[], vec![link("l", vec![inner(class, id)])]))])
        };
        let (one, two) = (round("T_A_v1", "a"), round("T_B_v1", "b"));
        let whole = Selection { items: [below("A").items, below("B").items].concat() };
        let merged = replies(&whole, &[(&below("A"), &one), (&below("B"), &two)], &names()).unwrap();
        let both =
            link("related", vec![("a", object_of("A", &[], vec![])), ("b", object_of("B", &[], vec![]))]);
        let inner = ("o", object_of("L_v1", &[], vec![both]));
        let expected = reply(vec![("1", object_of("F_v1", &[], vec![link("l", vec![inner])]))]);
        let read = |bytes: &[u8]| SearchReply::decode(bytes).unwrap();
        assert_eq!(read(&merged), read(&expected));
    }

    #[test]
    fn an_object_of_another_collection_is_an_error() {
        let selection = Selection { items: vec![to("r", Some("A"), vec![])] };
        let wrong = vec![link("r", vec![("b", object_of("T_B_v1", &[], vec![]))])];
        let reply = reply(vec![("1", object_of("T_F_v1", &[], wrong))]);
        let error = replies(&selection, &[(&selection, &reply)], &names()).unwrap_err();
        assert!(error.to_string().contains("with an object of `T_B_v1` instead of `T_A_v1`"), "{error}");
    }

    #[test]
    fn what_is_no_reply_is_an_error() {
        let selection = Selection::default();
        assert!(replies(&selection, &[(&selection, &[0x12, 0x05, 0x01])], &names()).is_err());
    }
}
