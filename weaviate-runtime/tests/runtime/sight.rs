//! Every request has a span with OpenTelemetry's database attributes.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use weaviate_query::ir;
use weaviate_runtime::{Call, Client};

use crate::retries::Scripted;

type Spans = Arc<Mutex<Vec<BTreeMap<&'static str, String>>>>;

struct Capture(Spans);

struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("weaviate")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(BTreeMap::new());
        span.record(&mut fields);
        let mut spans = self.0.lock().unwrap();
        spans.push(fields.0);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn spans_say_what_is_done_to_which_collection() {
    let spans = Spans::default();
    let guard = tracing::subscriber::set_default(Capture(spans.clone()));
    let transport = Scripted::new(|_, _: &Call| Ok(bytes::Bytes::new()));
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    client.search_raw(&ir::Query::new("Article")).await.unwrap();
    drop(guard);
    let spans = spans.lock().unwrap();
    let span = |n: usize| {
        let field = |name: &str| spans[n].get(name).map(String::as_str);
        (field("db.system"), field("db.operation.name"), field("db.collection.name"))
    };
    assert_eq!(spans.len(), 2);
    assert_eq!(span(0), (Some("weaviate"), Some("meta"), Some("")));
    assert_eq!(span(1), (Some("weaviate"), Some("search"), Some("Article")));
}
