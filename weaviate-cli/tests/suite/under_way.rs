//! A rebuild whose process died, as those see it who look on.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    time::Duration,
};

use tokio::sync::Notify;
use weaviate::{
    Collection,
    layer::{Layer, Next, Op, Reply, WriteKind},
    sync::{Options, Rebuild},
};
use weaviate_tests::run;

use crate::desk::{Desk, kept};

#[derive(Collection)]
struct Note {
    text: Option<String>,
}

mod changed {
    use super::Collection;

    #[derive(Collection)]
    #[weaviate(inverted(null_state))]
    #[allow(dead_code)]
    pub(super) struct Note {
        text: Option<String>,
    }
}

/// Hangs at the third message with objects.
#[derive(Clone, Default)]
struct Dies {
    messages: Arc<AtomicU32>,
    dead: Arc<Notify>,
}

impl Layer for Dies {
    fn call<'a>(
        &'a self,
        op: Op,
        next: Next<'a>,
    ) -> Pin<Box<dyn Future<Output = weaviate::Result<Reply>> + Send + 'a>> {
        let writes = matches!(&op, Op::Write(write) if write.kind == WriteKind::InsertMany);
        if writes && self.messages.fetch_add(1, SeqCst) == 2 {
            self.dead.notify_one();
            return Box::pin(std::future::pending());
        }
        next.run(op)
    }
}

#[test]
fn a_rebuild_that_was_killed_is_seen() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        desk.said(Note::SCHEMA, &["apply"]).await;
        let client = world.builder().await.build().unwrap();
        let notes = (0..1_200).map(|n| Note { text: Some(format!("note {n}")) });
        client.collection::<Note>().insert_many(notes).await.unwrap().into_result().unwrap();
        let dies = Dies::default();
        let mut options = Options::default();
        options.rebuild = Rebuild::Compatible;
        // So slow that it is written down how far it is after the second message.
        options.pace = Some(400);
        options.heartbeat = Duration::from_millis(50);
        let migrator = world.builder().await.layer(dies.clone()).build().unwrap();
        tokio::select! {
            done = migrator.sync_with::<(changed::Note,)>(&options) => panic!("it was to hang: {done:?}"),
            () = dies.dead.notified() => {}
        }
        let new = changed::Note::SCHEMA;
        kept("status-under-way.txt", &desk.said(new, &["status"]).await);
        let json: serde_json::Value =
            serde_json::from_str(&desk.said(new, &["status", "--json"]).await).unwrap();
        let (from, to) = (world.class("Note_v1"), world.class("Note_v2"));
        let expected = serde_json::json!({
            "classes": [[from, to]], "phase": "copying", "copied": 1_000, "objects": 1_200,
        });
        assert_eq!((&json["rebuild"], &json["locked"]), (&expected, &true.into()));
        desk.said(new, &["unlock", "--yes"]).await;
        desk.said(new, &["apply", "--rebuild"]).await;
        let json: serde_json::Value =
            serde_json::from_str(&desk.said(new, &["status", "--json"]).await).unwrap();
        assert_eq!(
            (&json["rebuild"], &json["collections"][0]["objects"]),
            (&serde_json::Value::Null, &1_200.into())
        );
    });
}
