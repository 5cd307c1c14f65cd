//! GraphQL of the program's own, and what a server says to it. That questions go over GraphQL is tested by the whole
//! suite, with `WEAVIATE_TRANSPORT=graphql`.

use std::collections::{BTreeMap, HashMap};

use graphql_client::GraphQLQuery;
use serde::Deserialize;
use serde_json::{Value, json};
use weaviate::{Client, Collection, ErrorKind, raw, schema::Class};
use weaviate_tests::run;

#[derive(Debug, Clone, PartialEq, Collection)]
struct Remark {
    #[weaviate(key, tokenization = field)]
    text: String,
    stars: Option<i64>,
}

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "suite/graphql/schema.graphql",
    query_path = "suite/graphql/notes.graphql",
    response_derives = "Debug, PartialEq"
)]
struct Notes;

#[derive(Deserialize)]
struct Data {
    #[serde(rename = "Get")]
    get: BTreeMap<String, Vec<Told>>,
}
#[derive(Deserialize)]
struct Told {
    text: String,
    stars: i64,
}

#[test]
fn a_text_with_variables_is_answered_with_data() {
    run(|world| async move {
        world.client.sync::<(Remark,)>().await.unwrap();
        let h = world.client.collection::<Remark>();
        let all = (1..=3).map(|n| Remark { text: format!("note {n}"), stars: Some(n) });
        h.insert_many(all).await.unwrap().into_result().unwrap();
        let class = world.class("Remark");
        // Not for `limit`: of a variable there a server takes no number (1.39.0).
        let text = format!(
            "query ($words: String) {{ Get {{ {class}(bm25: {{ query: $words }}) {{ text stars }} }} }}"
        );
        let data: Value = world.client.graphql(&text, HashMap::from([("words", "note 2")])).await.unwrap();
        assert_eq!(data["Get"][&class], json!([{ "text": "note 2", "stars": 2 }]));

        let all = format!("{{ Get {{ {class}(limit: 10) {{ text stars }} }} }}");
        let mut data: Data = world.client.graphql(&all, ()).await.unwrap();
        let mut notes = data.get.remove(&class).unwrap();
        notes.sort_by_key(|note| note.stars);
        assert_eq!((notes.len(), notes[2].text.as_str(), notes[2].stars), (3, "note 3", 3));

        // Data of another type, and variables that are none.
        let other = world.client.graphql::<Vec<String>>(&all, ()).await.unwrap_err();
        assert_eq!(other.kind(), ErrorKind::Decode, "{other}");
        let none = world.client.graphql::<Value>(&all, 3).await.unwrap_err();
        assert_eq!(none.kind(), ErrorKind::InvalidInput, "{none}");
    });
}

#[test]
fn an_error_names_its_path() {
    run(|world| async move {
        world.client.sync::<(Remark,)>().await.unwrap();
        let ask = async |text: &str| {
            let text = text.replace("Remark", &world.class("Remark"));
            world.client.graphql::<Value>(text, ()).await.unwrap_err()
        };
        let error = ask(
            r#"{ Get { Remark(where: { path: ["stars"], operator: Equal, valueText: "x" }) { text } } }"#,
        )
        .await;
        assert!(error.to_string().contains(&format!("at `Get.{}`", world.class("Remark"))), "{error}");
        for (text, kind, says) in [
            ("{ Get { Remark { pages } } }", ErrorKind::SchemaMismatch, "Cannot query field \"pages\""),
            ("{ Get { NoSuchThing { text } } }", ErrorKind::NotFound, "NoSuchThing"),
            ("{ Get { Remark ", ErrorKind::InvalidInput, "Syntax Error"),
        ] {
            let error = ask(text).await;
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(says), "{error}");
        }
    });
}

/// What a struct does not need, a derived query does: its class has the name that stands in the text.
#[test]
fn a_derived_query_runs() {
    run(|world| async move {
        // The prefix of the test stands before no name of a text.
        let client = if world.is_engine() { world.client.clone() } else { Client::from_env().unwrap() };
        client.delete_collection_named("DerivedNote").await.unwrap();
        let class = json!({ "class": "DerivedNote", "vectorizer": "none", "properties": [
            { "name": "text", "dataType": ["text"] }, { "name": "stars", "dataType": ["int"] },
        ] });
        let class: Class = serde_json::from_value(class).unwrap();
        client.create_collection(&class).await.unwrap();
        for n in 1..=3 {
            let properties = BTreeMap::from([
                ("text".to_owned(), raw::Value::Text(format!("note {n}"))),
                ("stars".to_owned(), raw::Value::Int(n)),
            ]);
            let note = raw::Object { properties, ..raw::Object::default() };
            client.create_raw("DerivedNote", None, &note).await.unwrap();
        }
        let found = client.graphql_query::<Notes>(notes::Variables { words: "note".into() }).await;
        let gone = client.delete_collection_named("DerivedNote").await;
        let notes = found.unwrap().get.unwrap().derived_note.unwrap();
        let mut texts: Vec<_> = notes.into_iter().flatten().map(|note| (note.text, note.stars)).collect();
        texts.sort();
        assert_eq!(texts, (1..=3).map(|n| (Some(format!("note {n}")), Some(n))).collect::<Vec<_>>());
        assert!(gone.unwrap());
        let error =
            client.graphql_query::<Notes>(notes::Variables { words: "note".into() }).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    });
}
