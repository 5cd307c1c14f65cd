use super::*;
use crate::{
    Names,
    plain::{
        modules::{Source, generative, vectorizer},
        schema::{
            BackfillDef, DataType, FieldDef, ObjectDef, Quantizer, Role, To, TypeDef, VectorDef, index,
        },
    },
};

static AUTHOR: CollectionDef = CollectionDef::new("Author");
const INNER: ObjectDef =
    ObjectDef { rust_name: "Inner", fields: &[FieldDef::new("x", TypeDef::scalar(DataType::Int).list())] };
const BOOK: CollectionDef = CollectionDef {
    rust_name: "Novel",
    versioned: false,
    fields: &[
        FieldDef { role: Role::Id, ..FieldDef::new("id", TypeDef::scalar(DataType::Uuid)) },
        FieldDef {
            rust_name: "title_text",
            key: true,
            renamed_from: Some("headline"),
            backfill: Some(BackfillDef { from: "int", apply: None }),
            rules: &["len(1..=80)"],
            ..FieldDef::new("title", TypeDef::scalar(DataType::Text).optional())
        },
        FieldDef::new(
            "by",
            TypeDef { targets: &[To::Written(|| &AUTHOR)], ..TypeDef::scalar(DataType::Reference) }.list(),
        ),
        FieldDef::new(
            "inner",
            TypeDef { object: Some(To::Written(|| &INNER)), ..TypeDef::scalar(DataType::Object) },
        ),
        FieldDef {
            role: Role::Vector,
            vector: Some(VectorDef {
                index: Some(&index::dynamic().threshold(5).hnsw(&index::hnsw().ef(7).settings()).settings()),
                quantizer: Quantizer::By(&index::quantizer::rq().bits(8).settings()),
                vectorizer: Some(
                    &vectorizer::multi2vec_clip().text_fields(&[Source::new("title").weight(0.5)]).settings(),
                ),
                ..VectorDef::PLAIN
            }),
            ..FieldDef::new("look", TypeDef { dimensions: Some(3), ..TypeDef::scalar(DataType::Vector) })
        },
    ],
    generative: Some(&generative::openai().temperature(0.5).settings()),
    ..CollectionDef::new("Book")
};

#[test]
fn what_is_read_says_what_was_written() {
    let text = Snapshot::of(&[&BOOK, &AUTHOR]).to_string();
    let read: Snapshot = text.parse().unwrap();
    assert_eq!(read.to_string(), text);
    let [author, book] = read.definitions() else { panic!("two collections") };
    assert_eq!(author.name, "Author");
    let class = |def: &CollectionDef| def.to_class("Book", &Names::new(), true);
    assert_eq!(class(book), class(&BOOK));
    // What no class tells.
    assert_eq!((book.rust_name, book.versioned), ("Novel", false));
    let [id, title, by, inner, look] = book.fields else { panic!("five fields") };
    assert_eq!(
        (id.role, title.rust_name, title.key, title.of.optional),
        (Role::Id, "title_text", true, true)
    );
    assert_eq!((title.renamed_from, title.rules), (Some("headline"), &["len(1..=80)"][..]));
    // Of a function a file knows the type that it takes.
    assert!(title.backfill.is_some_and(|backfill| backfill.from == "int" && backfill.apply.is_none()));
    assert!(by.of.many && by.of.targets[0].get().name == "Author" && !by.of.optional);
    assert_eq!(inner.of.object.unwrap().get().fields[0].of.wire_name(), "int[]");
    assert_eq!((look.role, look.of.dimensions), (Role::Vector, Some(3)));
    // And written again it is the same.
    assert_eq!(Snapshot::of(read.definitions()).to_string(), text);
}

#[test]
fn what_is_no_snapshot_is_refused() {
    for (text, why) in [
        ("{", "EOF"),
        ("{}", "it has no `format`"),
        (r#"{"format": 2}"#, "its format is 2, and this version reads 1"),
        (r#"{"format": 1}"#, "it has no `collections`"),
        (r#"{"format": 1, "collections": {"A": {"fields": {"x": {}}}}}"#, "the class has no property `x`"),
    ] {
        let error = text.parse::<Snapshot>().unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn differences_name_what_differs() {
    const NOW: CollectionDef = CollectionDef {
        fields: &[FieldDef::new("title", TypeDef::scalar(DataType::Text))],
        ..CollectionDef::new("Author")
    };
    let differences = Snapshot::of(&[&AUTHOR]).differences(&Snapshot::of(&[&NOW]));
    assert_eq!(
        differences,
        [
            "Author.fields.title: nothing to {}",
            r#"Author.class.properties.title: nothing to {"name":"title","dataType":["text"]}"#,
        ]
    );
}
