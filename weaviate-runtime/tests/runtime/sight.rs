//! Every request has a span with OpenTelemetry's database attributes, and every try one below it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use weaviate_query::{Error, ErrorKind, ir};
use weaviate_runtime::{Again, Call, Client, Failure};

use crate::{
    retries::Scripted,
    server::{Do, Server},
};

/// Name, level and fields of each span, in the order in which they began.
#[derive(Clone, Default)]
pub(crate) struct Seen(
    Arc<Mutex<Vec<BTreeMap<&'static str, String>>>>,
    Arc<Mutex<Vec<String>>>,
    /// The names of all fields of all spans, with a value and without.
    Arc<Mutex<BTreeSet<&'static str>>>,
);

/// Listens to what is ours, or to everything that any crate says.
pub(crate) struct Capture {
    pub(crate) seen: Seen,
    pub(crate) everything: bool,
}

impl Seen {
    fn span(&self, name: &str) -> Vec<BTreeMap<&'static str, String>> {
        let spans = self.0.lock().unwrap();
        spans.iter().filter(|span| span["name"] == name).cloned().collect()
    }

    /// Every value of every span and event.
    pub(crate) fn texts(&self) -> Vec<String> {
        let spans = self.0.lock().unwrap();
        let values = spans.iter().flat_map(|span| span.values().cloned());
        values.chain(self.1.lock().unwrap().iter().cloned()).collect()
    }
}

struct Fields<'f>(&'f mut BTreeMap<&'static str, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.everything || metadata.target().starts_with("weaviate")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = BTreeMap::from([("name", span.metadata().name().to_owned())]);
        fields.insert("level", span.metadata().level().to_string());
        self.seen.2.lock().unwrap().extend(span.metadata().fields().iter().map(|field| field.name()));
        span.record(&mut Fields(&mut fields));
        let mut spans = self.seen.0.lock().unwrap();
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.seen.0.lock().unwrap();
        values.record(&mut Fields(&mut spans[span.into_u64() as usize - 1]));
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = BTreeMap::new();
        event.record(&mut Fields(&mut fields));
        self.seen.1.lock().unwrap().extend(fields.into_values());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// Listens to nothing, and lets nobody decide that for other threads: `tracing` remembers that nobody wanted a span
/// where it was first met, which may be a thread of another test.
struct Undecided;

impl Subscriber for Undecided {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> tracing::subscriber::Interest {
        tracing::subscriber::Interest::sometimes()
    }
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn listen(everything: bool) -> (Seen, tracing::subscriber::DefaultGuard) {
    static ONCE: std::sync::Once = std::sync::Once::new();
    // Fails if a test has set another one, which then decides.
    ONCE.call_once(|| drop(tracing::subscriber::set_global_default(Undecided)));
    let seen = Seen::default();
    let guard = tracing::subscriber::set_default(Capture { seen: seen.clone(), everything });
    (seen, guard)
}

#[tokio::test]
async fn a_call_is_a_span_with_the_names_of_the_conventions() {
    let (seen, _guard) = listen(false);
    let transport = Scripted::new(|_, _: &Call| Ok(bytes::Bytes::new()));
    let client =
        Client::builder("http://h:8080").grpc_url("http://[::1]:50051").transport(transport).build().unwrap();
    client.search_raw(&ir::Query::new("Article")).await.unwrap();
    let spans = seen.span("weaviate");
    let field = |n: usize, name: &str| spans[n].get(name).map(String::as_str);
    assert_eq!(spans.len(), 2);
    assert_eq!(
        ["db.system.name", "db.operation.name", "db.collection.name", "server.address", "server.port"]
            .map(|name| field(0, name)),
        [Some("weaviate"), Some("meta"), None, Some("h"), Some("8080")]
    );
    assert_eq!(
        [
            "otel.name",
            "otel.kind",
            "db.operation.name",
            "db.collection.name",
            "server.address",
            "server.port",
            "weaviate.transport",
            "weaviate.tries",
            "error.type",
            "level",
        ]
        .map(|name| field(1, name)),
        [
            Some("search Article"),
            Some("client"),
            Some("search"),
            Some("Article"),
            Some("::1"),
            Some("50051"),
            Some("gRPC"),
            Some("1"),
            None,
            Some("INFO")
        ]
    );
}

/// The stable attributes of a database client's span and of `db.client.operation.duration`, in OpenTelemetry's semantic
/// conventions 1.44.0 (`model/db/registry.yaml` and what `spans.yaml` and `metrics.yaml` refer to).
pub(crate) const CONVENTIONS: [&str; 14] = [
    "db.collection.name",
    "db.namespace",
    "db.operation.batch.size",
    "db.operation.name",
    "db.query.summary",
    "db.query.text",
    "db.response.status_code",
    "db.stored_procedure.name",
    "db.system.name",
    "error.type",
    "network.peer.address",
    "network.peer.port",
    "server.address",
    "server.port",
];

#[tokio::test]
async fn every_attribute_is_one_of_the_conventions_or_named_as_ours() {
    let (seen, _guard) = listen(false);
    let transport = Scripted::new(|n, _: &Call| match n {
        0 => Err(Error::server(ErrorKind::Server, "panic occurred").with_status_code("500").into()),
        _ => Ok(bytes::Bytes::from_static(br#"{"classes":[]}"#)),
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    client.collections().await.unwrap_err();
    client.collections().await.unwrap();
    // A listener that answers nothing but REST, so that the way is looked for.
    let server = Server::start(&[Do::Answer(404, "", "")]);
    let client = Client::builder(server.url()).grpc_url(server.url()).attempts(1).build().unwrap();
    client.search_raw(&ir::Query::new("Article")).await.unwrap_err();
    let names = seen.2.lock().unwrap().clone();
    // What `tracing-opentelemetry` reads.
    let bridge = ["otel.name", "otel.kind", "otel.status_code"];
    let odd: Vec<_> = names
        .iter()
        .filter(|name| {
            !CONVENTIONS.contains(name) && !bridge.contains(name) && !name.starts_with("weaviate.")
        })
        .collect();
    assert!(odd.is_empty(), "{odd:?}");
    let used = CONVENTIONS.iter().filter(|name| names.contains(**name)).count();
    assert_eq!(used, 8, "{names:?}");
}

/// Which way was chosen is told at once, and where it is not gRPC what to do about it.
#[tokio::test]
async fn the_way_that_is_taken_is_told() {
    use weaviate::local::{Engine, Serve};

    let engine = Engine::in_memory();
    let serving = engine.serve(Serve::default()).await.unwrap();
    let (rest, grpc) = (serving.http_addr(), serving.grpc_addr());
    for (at, way, port, words) in [
        (
            format!("http://{grpc}"),
            "gRPC",
            grpc.port(),
            format!("`http://{grpc}` answers: questions and objects go there by gRPC"),
        ),
        (
            crate::server::nobody(),
            "gRPC-web",
            rest.port(),
            format!(
                "questions and objects go to `http://{rest}` by gRPC-web, because gRPC does not answer at `"
            ),
        ),
    ] {
        let (seen, _guard) = listen(false);
        let client = Client::builder(format!("http://{rest}")).grpc_url(&at).build().unwrap();
        client.sync::<(Line,)>().await.unwrap();
        client.collection::<Line>().count().await.unwrap();
        client.collection::<Line>().count().await.unwrap();
        let looked = seen.span("reach");
        let [reach] = &looked[..] else { panic!("it is looked for once: {looked:?}") };
        assert_eq!(
            (reach["weaviate.transport"].as_str(), reach["server.port"].as_str(), reach["level"].as_str()),
            (way, port.to_string().as_str(), "DEBUG")
        );
        let told: Vec<_> =
            seen.texts().into_iter().filter(|text| text.contains("questions and objects go")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(&words), "{told:?}");
        if way == "gRPC-web" {
            assert!(told[0].contains("`grpc_url`") && told[0].contains("`via`"), "{told:?}");
        }
    }
}

#[derive(Debug, Clone, weaviate::Collection)]
struct Line {
    text: String,
}

#[tokio::test]
async fn a_stream_is_a_span() {
    use weaviate::local::{Engine, EngineExt as _};

    let client = Engine::in_memory().client().await.unwrap();
    client.sync::<(Line,)>().await.unwrap();
    let (seen, _guard) = listen(false);
    let mut ingest = client.collection::<Line>().ingest();
    ingest.push(Line { text: "one".to_owned() }).await.unwrap();
    assert_eq!(ingest.finish().await.stored(), 1);
    let titled = |span: &BTreeMap<&str, String>| span["otel.name"] == "insert_many";
    let streams: Vec<_> = seen.span("weaviate").into_iter().filter(titled).collect();
    let [stream] = &streams[..] else { panic!("{:?}", seen.span("weaviate")) };
    assert_eq!(stream.get("error.type"), None);
}

#[tokio::test(start_paused = true)]
async fn a_try_is_a_span_and_says_why_it_failed() {
    let (seen, _guard) = listen(false);
    let transport = Scripted::new(|n, _: &Call| match n {
        0 => {
            let error = Error::server(ErrorKind::Unavailable, "shutting down").with_status_code("503");
            Err(Failure { error, again: Again::IfRepeatable })
        }
        1 => Err(Error::server(ErrorKind::Server, "panic occurred").with_status_code("500").into()),
        _ => Ok(bytes::Bytes::from_static(br#"{"classes":[]}"#)),
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let error = client.collections().await.unwrap_err();
    let (calls, tries) = (seen.span("weaviate"), seen.span("try"));
    let of = |span: &BTreeMap<&str, String>, names: [&str; 3]| names.map(|name| span.get(name).cloned());
    let how = ["error.type", "db.response.status_code", "otel.status_code"];
    let said = |kind: &str, code: &str| [kind, code, "ERROR"].map(|text| Some(text.to_owned()));
    assert_eq!(calls.len(), 1);
    assert_eq!(of(&calls[0], how), said("server", "500"));
    assert_eq!(calls[0]["weaviate.tries"], "2");
    assert_eq!(tries.len(), 2);
    assert_eq!(of(&tries[0], how), said("unavailable", "503"));
    assert_eq!(of(&tries[1], how), said("server", "500"));
    assert_eq!(tries[1]["weaviate.try"], "2");
    assert_eq!(error.request_id(), Some(calls[0]["weaviate.request.id"].as_str()));
}

#[tokio::test]
async fn a_request_has_a_name_that_its_error_knows() {
    let names = Arc::new(Mutex::new(Vec::new()));
    let log = names.clone();
    let transport = Scripted::new(move |n, call: &Call| {
        log.lock().unwrap().push(call.request_id());
        let error = Error::server(ErrorKind::Server, "panic occurred");
        Err(if n == 2 { error.with_request_id("the server's") } else { error }.into())
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let mut said = Vec::new();
    for _ in 0..3 {
        said.push(client.collections().await.unwrap_err().request_id().unwrap().to_owned());
    }
    let names = names.lock().unwrap().clone();
    assert_eq!(said[..2], names[..2]);
    assert_ne!(said[0], said[1]);
    assert!(said[0].len() == 16 && said[0].bytes().all(|digit| digit.is_ascii_hexdigit()), "{}", said[0]);
    assert_eq!(said[2], "the server's");

    let transport =
        Scripted::new(|_, _: &Call| Err(Error::server(ErrorKind::Server, "panic occurred").into()));
    let mine =
        Client::builder("http://h").header("X-Request-Id", "mine").transport(transport).build().unwrap();
    assert_eq!(mine.collections().await.unwrap_err().request_id(), Some("mine"));
}

/// The word that must be nowhere, in each header that may hold a key.
const SECRET: &str = "s3cr3t-t0ken";

fn holding_secrets(url: &str) -> weaviate_runtime::ClientBuilder {
    let headers = ["X-OpenAI-Api-Key", "X-Cohere-Api-Key", "X-Aws-Secret-Key", "Cookie", "X-Anything"];
    let builder =
        Client::builder(url).api_key(SECRET).timeout(std::time::Duration::from_millis(300)).attempts(2);
    headers.into_iter().fold(builder, |builder, name| builder.header(name, SECRET))
}

#[tokio::test]
async fn no_secret_is_shown_anywhere() {
    let (seen, _guard) = listen(true);
    let mut texts = Vec::new();
    // A server that refuses, one that breaks, one that does not answer, and none.
    for plan in [
        vec![Do::Answer(401, "", r#"{"code":401,"message":"unauthorized: invalid api key"}"#)],
        vec![Do::Answer(500, "", "panic occurred")],
        vec![Do::Close, Do::Close],
        vec![Do::Hang],
        vec![],
    ] {
        let server = Server::start(Vec::leak(plan));
        let builder = holding_secrets(&server.url()).grpc_url(server.url());
        texts.push(format!("{builder:?} {builder:#?}"));
        let client = builder.build().unwrap();
        texts.push(format!("{client:?} {client:#?}"));
        let web = holding_secrets(&server.url()).via(weaviate_runtime::Via::GrpcWeb).build().unwrap();
        for client in [client, web] {
            for error in [
                client.collections().await.err(),
                client.search_raw(&ir::Query::new("Article")).await.err(),
                client
                    .insert_raw("Article", None, vec![weaviate_query::wire::raw::Object::default()])
                    .await
                    .err(),
                client.ready().await.err(),
            ]
            .into_iter()
            .flatten()
            {
                texts.push(format!("{error} {error:?} {error:#?}"));
                let source = std::error::Error::source(&error);
                texts.extend(source.map(|source| format!("{source} {source:?}")));
            }
        }
    }
    // What a layer and a transport of one's own see, and what a mistake in the set-up says.
    let transport = Scripted::new(|_, call: &Call| {
        let shown = format!("{call:?} {call:#?}");
        Err(Error::new(ErrorKind::Server, shown).into())
    });
    let client = holding_secrets("http://h").transport(transport).build().unwrap();
    texts.push(client.collections().await.unwrap_err().to_string());
    let bad = Client::builder("http://h").header("X-Key", format!("{SECRET}\n")).build().unwrap_err();
    texts.push(format!("{bad} {bad:?}"));
    let user = Client::builder(format!("http://user:{SECRET}@h")).build().unwrap_err();
    texts.push(format!("{user} {user:?}"));
    texts.extend(seen.texts());
    assert!(texts.len() > 500, "{} texts: nothing was listened to", texts.len());
    let shown: Vec<_> = texts.iter().filter(|text| text.contains(SECRET)).collect();
    assert!(shown.is_empty(), "{} of {}: {shown:#?}", shown.len(), texts.len());
}
