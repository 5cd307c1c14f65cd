//! The table, held against what was read and found good.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use prost_reflect::{DescriptorPool, DynamicMessage, text_format::FormatOptions};
use weaviate::{Error, Names, render};

use super::{
    document,
    table::{Question, Row, rows},
};

fn pool() -> DescriptorPool {
    DescriptorPool::decode(weaviate_proto::DESCRIPTORS).expect("a descriptor pool")
}

/// A message in protobuf's text format.
fn text(pool: &DescriptorPool, name: &str, bytes: &[u8]) -> String {
    let kind = pool.get_message_by_name(&format!("weaviate.v1.{name}")).expect("a known message");
    let message = DynamicMessage::decode(kind, bytes).expect("a message");
    message.to_text_format_with_options(&FormatOptions::new().pretty(true))
}

fn refusal(error: &Error) -> String {
    format!("refused, {:?}: {error}", error.kind())
}

/// What a row is written down as.
fn shown(row: &Row, pool: &DescriptorPool) -> String {
    let names = Names::new();
    let cx = row.context(&names);
    let (explain, message, graphql) = match &row.question {
        Question::Objects(query) => (
            render::explain(query, &cx),
            render::query(query, &cx).map(|wire| text(pool, "SearchRequest", &wire)),
            render::graphql::query(query, row.of, &cx),
        ),
        Question::Numbers(aggregate) => (
            render::explain_aggregate(aggregate, &cx),
            render::aggregate(aggregate, &cx).map(|wire| text(pool, "AggregateRequest", &wire)),
            render::graphql::aggregate(aggregate, row.of, &cx),
        ),
    };
    let message = message.unwrap_or_else(|error| refusal(&error));
    let graphql = graphql.unwrap_or_else(|error| refusal(&error));
    let mut out = format!("=== {}\n", row.name);
    for part in [explain, message, graphql] {
        write!(out, "{}\n---\n", part.trim_end()).unwrap();
    }
    out
}

#[test]
fn everything_is_written_down_as_it_was() {
    let (pool, mut areas) = (pool(), BTreeMap::<&str, String>::new());
    let rows = rows();
    assert!(rows.len() >= 150, "{} questions", rows.len());
    for row in &rows {
        areas.entry(row.area()).or_default().push_str(&shown(row, &pool));
    }
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/suite/rendering/snapshots"));
    let mut problems = String::new();
    for (area, found) in &areas {
        let path = folder.join(format!("{area}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, found).expect("a snapshot is written");
            continue;
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default();
        let (mut old, new) = (sections(&wanted), sections(found));
        for (name, text) in new {
            match old.remove(name) {
                Some(before) if before == text => {}
                before => {
                    write!(problems, "{name} was\n{}\nand is\n{text}\n", before.unwrap_or("not there"))
                        .unwrap();
                }
            }
        }
        for name in old.keys() {
            writeln!(problems, "{name} is gone").unwrap();
        }
    }
    assert!(problems.is_empty(), "{problems}\nif that is right: BLESS=1");
}

fn sections(text: &str) -> BTreeMap<&str, &str> {
    let parts = text.split("=== ").filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('\n').unwrap_or((part, ""))).collect()
}

/// No name twice: one would hide the other.
#[test]
fn every_question_has_a_name_of_its_own() {
    let rows = rows();
    let names: std::collections::BTreeSet<_> = rows.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), rows.len());
}

/// What is printed means what it looks like.
#[test]
fn graphql_is_read_as_it_is_written() {
    let (names, mut read) = (Names::new(), 0);
    for row in rows() {
        let cx = row.context(&names);
        let printed = match &row.question {
            Question::Objects(query) => render::graphql::query(query, row.of, &cx),
            Question::Numbers(aggregate) => render::graphql::aggregate(aggregate, row.of, &cx),
        };
        let Ok(printed) = printed else { continue };
        let document = document::read(&printed);
        let again = document.printed();
        // The texts apart: those are compared by what they mean.
        assert_eq!(without_texts(&printed), again.trim(), "{}", row.name);
        read += 1;
    }
    assert!(read >= 120, "{read} questions");
}

/// The document with every text replaced by `"…"`.
fn without_texts(printed: &str) -> String {
    let (mut out, mut chars) = (String::new(), printed.chars());
    while let Some(c) = chars.next() {
        out.push(c);
        if c != '"' {
            continue;
        }
        out.push('…');
        while let Some(c) = chars.next() {
            match c {
                '\\' => {
                    chars.next();
                }
                '"' => break,
                _ => {}
            }
        }
        out.push('"');
    }
    out
}
