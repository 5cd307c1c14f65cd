//! Changes that take more than a request: names, types, lifetimes, and what is left over.

use weaviate::{Collection, cli::run as command};
use weaviate_tests::run;

use crate::desk::{Desk, Folder, Heard, kept};

#[derive(Collection)]
struct Note {
    text: Option<String>,
}

mod renamed {
    use super::Collection;

    #[derive(Collection)]
    pub(super) struct Note {
        #[weaviate(renamed_from = "text")]
        pub(super) body: Option<String>,
    }
}

mod retyped {
    use super::Collection;

    #[derive(Collection)]
    pub(super) struct Note {
        #[weaviate(backfill = |text: String| text.len() as i64)]
        pub(super) text: i64,
    }
}

#[test]
fn a_property_is_renamed_back_again_and_dropped() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        desk.said(Note::SCHEMA, &["apply"]).await;
        let client = world.builder().await.build().unwrap();
        let note = |text: &str| Note { text: Some(text.into()) };
        client
            .collection::<Note>()
            .insert_many([note("one"), note("two")])
            .await
            .unwrap()
            .into_result()
            .unwrap();
        let new = renamed::Note::SCHEMA;
        kept("plan-renamed.txt", &desk.said(new, &["plan"]).await);
        assert_eq!(desk.ask(new, &["apply"], None).await.0, 1);
        assert_eq!(desk.ask(new, &["apply", "--rebuild"], None).await.0, 1);
        kept("plan-renamed-allowed.txt", &desk.said(new, &["plan", "--rebuild", "any"]).await);
        kept("explain-renamed.txt", &desk.said(new, &["explain", "--rebuild", "any"]).await);
        kept("apply-renamed.txt", &desk.said(new, &["apply", "--rebuild", "any"]).await);
        let notes = world.builder().await.build().unwrap();
        let mut found: Vec<Option<String>> = notes
            .collection::<renamed::Note>()
            .fetch(weaviate::query!(renamed::Note, limit: 10))
            .await
            .unwrap()
            .into_iter()
            .map(|note| note.into_inner().body)
            .collect();
        found.sort();
        assert_eq!(found, [Some("one".into()), Some("two".into())]);
        // Back, with what was written since told; what cannot be undone asks.
        let (code, heard) = desk.ask(new, &["rollback"], None).await;
        assert_eq!(code, 2);
        kept("rollback-asks.txt", &heard.err);
        assert_eq!(desk.ask(new, &["rollback"], Some(false)).await.0, 1);
        notes
            .collection::<renamed::Note>()
            .insert(&renamed::Note { body: Some("three".into()) })
            .await
            .unwrap();
        kept("rollback.txt", &desk.said(new, &["rollback", "--yes"]).await);
        desk.said(Note::SCHEMA, &["plan", "--check"]).await;
        let folder = Folder::new("drop");
        let to = folder.file("gone");
        let (code, heard) = desk.ask(new, &["drop", "--export", &to], None).await;
        assert_eq!(code, 2);
        kept("drop-asks.txt", &heard.err.replace(&to, "backup"));
        let (code, heard) = desk.ask(new, &["drop"], Some(true)).await;
        assert_eq!(code, 2);
        kept("drop-how.txt", &heard.err);
        kept("drop.json.txt", &desk.said(new, &["drop", "--export", &to, "--yes", "--json"]).await);
        assert_eq!(std::fs::read_dir(&to).unwrap().count(), 1);
        // What went back and what went is in the history as what was made is.
        let history: serde_json::Value =
            serde_json::from_str(&desk.said(new, &["history", "--json"]).await).unwrap();
        let told = |at: usize| {
            let change = &history[at]["plan"]["changes"][0];
            [&history[at]["state"], &change["collection"], &change["what"]]
                .map(|text| text.as_str().unwrap().to_owned())
        };
        assert_eq!(told(0), ["dropped", "Note_v2", "dropped, after its 3 objects were exported"]);
        let back = "back to the class `Note_v1` from `Note_v2`, which has 1 object written since";
        assert_eq!(told(1), ["rolled back", "Note", back]);
        kept("rollback-nothing.txt", &desk.ask(new, &["rollback", "--yes"], None).await.1.err);
        // And forth once more, to see it as JSON.
        desk.said(new, &["apply", "--rebuild", "any"]).await;
        kept("rollback.json.txt", &desk.said(new, &["rollback", "--yes", "--json"]).await);
    });
}

mod wider {
    use super::Collection;

    #[derive(Collection)]
    pub(super) struct Note {
        pub(super) text: Option<String>,
        pub(super) tried: Option<String>,
        pub(super) stars: Option<i64>,
    }
}

#[test]
fn a_property_that_nobody_fills_is_dead() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        desk.said(wider::Note::SCHEMA, &["apply"]).await;
        let client = world.builder().await.build().unwrap();
        let note = wider::Note { text: Some("one".into()), tried: None, stars: Some(3) };
        client.collection::<wider::Note>().insert(&note).await.unwrap();
        let note = Note::SCHEMA;
        kept("dead.txt", &desk.said(note, &["dead"]).await);
        kept("dead.json.txt", &desk.said(note, &["dead", "--json"]).await);
        assert_eq!(desk.ask(note, &["dead", "--check"], None).await.0, 3);
        kept("dead-none.txt", &desk.said(wider::Note::SCHEMA, &["dead", "--check"]).await);
    });
}

#[test]
fn a_type_is_changed_by_the_program_and_not_by_a_file() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        desk.said(Note::SCHEMA, &["apply"]).await;
        let client = world.builder().await.build().unwrap();
        client.collection::<Note>().insert(&Note { text: Some("four".into()) }).await.unwrap();
        let folder = Folder::new("retyped");
        let file = folder.file("weaviate.schema.json");
        let new = retyped::Note::SCHEMA;
        desk.said(new, &["snapshot", "--schema", &file]).await;
        let mut heard = Heard::default();
        let words = desk.words(&["apply", "--rebuild", "any", "--schema", &file]);
        assert_eq!(command(None, words, &mut heard).await, 1);
        kept("apply-backfill-file.txt", &heard.err);
        desk.said(new, &["apply", "--rebuild", "any"]).await;
        let notes = world.builder().await.build().unwrap().collection::<retyped::Note>();
        assert_eq!(notes.fetch(weaviate::query!(retyped::Note, limit: 10)).await.unwrap()[0].text, 4);
    });
}

#[test]
fn a_lifetime_is_asked_about() {
    mod short {
        use super::Collection;

        #[derive(Collection)]
        #[weaviate(server = "1.35", ttl(after = created_at, days = 30))]
        pub(super) struct Note {
            pub(super) text: Option<String>,
        }
    }
    run(|world| async move {
        let desk = Desk::of(&world).await;
        desk.said(Note::SCHEMA, &["apply"]).await;
        let client = world.builder().await.build().unwrap();
        client.collection::<Note>().insert(&Note { text: Some("old".into()) }).await.unwrap();
        let new = short::Note::SCHEMA;
        kept("plan-expire.txt", &desk.said(new, &["plan"]).await);
        assert_eq!(desk.ask(new, &["apply"], Some(true)).await.0, 1);
        let (code, heard) = desk.ask(new, &["apply", "--expire"], None).await;
        assert_eq!(code, 2);
        kept("apply-expire-asks.txt", &heard.err);
        assert_eq!(desk.ask(new, &["apply", "--expire"], Some(false)).await.0, 1);
        assert_eq!(desk.ask(new, &["plan", "--check"], None).await.0, 3);
        desk.said(new, &["apply", "--expire", "--yes"]).await;
        desk.said(new, &["plan", "--check"]).await;
    });
}
