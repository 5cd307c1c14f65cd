//! Handles, over a collection written out by hand: the derive stands above this crate.

use std::{future::Future, sync::atomic::Ordering};

use futures_util::StreamExt as _;
use prost::Message as _;
use uuid::Uuid;
use weaviate_proto as proto;
use weaviate_query::{
    Aggregate, Collection, ErrorKind, Filter, Query, Result, kind,
    schema::{CollectionDef, DataType, FieldDef, MultiTenancyDef, Role, TypeDef},
    search::NoVector,
    tenancy::{Chosen, PerTenant},
    token::{Declares, HasFields, Owner, Property, Record},
    wire::{Row, Sink},
};
use weaviate_runtime::{Call, Client, Consistency, Handle, Target};

use crate::retries::Scripted;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note {
    pub(crate) id: Uuid,
    pub(crate) text: String,
}

pub(crate) struct NoteFields;

const FIELD: FieldDef = FieldDef {
    rust_name: "text",
    name: "text",
    description: None,
    of: TypeDef::scalar(DataType::Text),
    role: Role::Property,
    ..FieldDef::new("", TypeDef::scalar(DataType::Text))
};

impl HasFields for Note {
    type Fields<Root: 'static, Path: 'static> = NoteFields;

    fn fields<Root: 'static, Path: 'static>() -> &'static NoteFields {
        &NoteFields
    }
}

impl Owner for Note {
    type NullState = kind::no;
    type Indexed = kind::yes;
    type Lengths = kind::no;
    type Timestamps = kind::no;
    type NestedFilters = kind::no;
}

/// The property `text`.
pub(crate) struct Text;

impl Property for Text {
    type Owner = Note;
    type Key = kind::no;
    type Type = String;
    type Kind = kind::text;
    type Filterable = kind::yes;
    type Searchable = kind::yes;
    type Valued = kind::yes;
    type Defaulted = kind::no;
    type Tokenization = kind::tokenization::word;
    type Analyzer = kind::no;
    const NAME: &'static str = "text";
}

impl Declares<()> for Note {
    type Whole = CollectionDef;
    const TABLE: &'static [FieldDef] = &[
        FieldDef {
            rust_name: "id",
            name: "id",
            of: TypeDef::scalar(DataType::Uuid),
            role: Role::Id,
            ..FIELD
        },
        FIELD,
    ];
    const WHOLE: &'static CollectionDef = &CollectionDef {
        fields: Self::TABLE,
        multi_tenancy: Some(MultiTenancyDef { auto_create: false, auto_activate: false }),
        ..CollectionDef::new("Note")
    };
}

impl Record for Note {
    fn read(row: &mut Row<'_, '_>) -> Result<Self> {
        Ok(Self { id: row.id()?, text: row.get::<Text>()? })
    }

    fn write(&self, sink: &mut dyn Sink) -> Result<()> {
        sink.text("text", &self.text)
    }

    fn id(&self) -> Option<Uuid> {
        Some(self.id)
    }
}

impl Collection for Note {
    type Tenancy = PerTenant;
    type Vectors = NoVector;
    type Texts = Text;
    type Generative = weaviate_query::modules::none;
    type Reranker = weaviate_query::modules::none;
    const FIELDS: NoteFields = NoteFields;
}

/// Compiles only if every future of a handle can be spawned.
#[expect(dead_code, reason = "that it compiles is the test")]
fn futures_are_send<C, T, R>(
    handle: &Handle<C, T>,
    query: Query<C, R>,
    numbers: Aggregate<C, R>,
    one: &C,
    many: Vec<C>,
) where
    C: Collection + Send + Sync,
    T: Chosen<C>,
    R: Send + 'static,
{
    fn send<F: Future + Send>(_: F) {}
    let id = Uuid::nil();
    send(handle.fetch(query.clone()));
    send(handle.first(query));
    send(handle.aggregate(numbers));
    send(handle.get(id));
    send(handle.exists(id));
    send(handle.count());
    send(handle.insert(one));
    send(handle.insert_many(many.iter()));
    send(handle.insert_many(many));
    send(handle.delete(id));
    send(handle.delete_many([id]));
    send(handle.replace(id, one));
    send(handle.update(id).into_future());
    send(handle.delete_where(Filter::<C>::any([])).into_future());
    let client = handle.client();
    send(client.delete_collection::<C>());
    send(client.sync::<(C,)>());
    send(client.plan::<(C,)>());
}

#[test]
fn names_are_checked_before_anything_is_sent() {
    let client = Client::new("http://h").unwrap();
    let notes = client.collection::<Note>();
    for bad in ["", "a b", "ä", &"a".repeat(65)] {
        assert_eq!(notes.tenant(bad).unwrap_err().kind(), ErrorKind::InvalidInput, "{bad}");
    }
    assert_eq!(notes.tenant("Ann-1_b").unwrap().tenant_name(), Some("Ann-1_b"));
    assert!(client.collection_named::<Note>("lower").is_err());
    assert!(notes.clone().header("x", "a\nb").is_err());
    assert!(
        Client::builder("http://h").name_prefix("t_").build().is_err_and(|e| e.kind() == ErrorKind::Config)
    );
}

#[tokio::test]
async fn what_a_handle_sets_is_in_its_requests() {
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = seen.clone();
    let transport = Scripted::new(move |_, call: &Call| {
        if call.target == Target::Rpc("Search") {
            let request = proto::SearchRequest::decode(call.body.clone()).unwrap();
            let trace = call.headers.get("X-Trace").map(str::to_owned);
            log.lock().unwrap().push((request.collection, request.tenant, request.consistency_level, trace));
        }
        Ok(bytes::Bytes::new())
    });
    let client = Client::builder("http://h").name_prefix("T_").transport(transport).build().unwrap();
    let notes = client.collection_named::<Note>("OldNotes").unwrap().tenant("ann").unwrap();
    notes
        .consistency(Consistency::All)
        .header("x-trace", "7")
        .unwrap()
        .fetch(Note::query().all())
        .await
        .unwrap();
    client.collection::<Note>().tenant("bob").unwrap().exists(Uuid::nil()).await.unwrap();
    let all = i32::from(proto::ConsistencyLevel::All);
    assert_eq!(
        *seen.lock().unwrap(),
        [
            ("OldNotes".to_owned(), "ann".to_owned(), Some(all), Some("7".to_owned())),
            ("T_Note".to_owned(), "bob".to_owned(), None, None),
        ]
    );
}

#[tokio::test]
async fn a_question_for_nothing_is_answered_here() {
    let transport = Scripted::new(|_, _: &Call| panic!("nothing is to be sent"));
    let calls = transport.calls.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let notes = client.collection::<Note>().tenant("ann").unwrap();
    assert!(notes.fetch(Note::query().limit(0).all()).await.unwrap().is_empty());
    assert!(notes.first(Note::query().limit(0).all()).await.unwrap().is_none());
    let deleted = notes.delete_where(<Filter<Note>>::any([])).await.unwrap();
    assert_eq!(deleted.matched, 0);
    assert!(calls.lock().unwrap().is_empty());
}

/// 1,003 objects with the ids 0 to 1,002; the cursor is exclusive.
fn page(call: &Call) -> proto::SearchReply {
    let request = proto::SearchRequest::decode(call.body.clone()).unwrap();
    let from = match request.after.as_str() {
        "" => 0..1,
        after => after.parse::<Uuid>().unwrap().as_u128() + 1..1_003,
    };
    let text = proto::Value { kind: Some(proto::value::Kind::TextValue("t".into())) };
    let properties = proto::Properties { fields: [("text".to_owned(), text)].into() };
    let results = from.take(request.limit as usize).map(|n| proto::SearchResult {
        metadata: Some(proto::MetadataResult { id: Uuid::from_u128(n).to_string(), ..Default::default() }),
        properties: Some(proto::PropertiesResult {
            non_ref_props: Some(properties.clone()),
            ..Default::default()
        }),
        ..Default::default()
    });
    proto::SearchReply { results: results.collect(), ..Default::default() }
}

#[tokio::test]
async fn a_walk_takes_every_page_and_the_first_id_of_all() {
    let transport = Scripted::new(|_, call: &Call| Ok(page(call).encode_to_vec().into()));
    let seen = transport.seen.clone();
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let notes = client.collection::<Note>().tenant("ann").unwrap();
    let ids: Vec<Uuid> = notes.scan().map(|hit| hit.unwrap().id()).collect().await;
    assert_eq!(ids, (0..1_003).map(Uuid::from_u128).collect::<Vec<_>>());
    // The first object, ten pages of 100 and one of 2.
    assert_eq!(seen.load(Ordering::SeqCst), 12);
}

#[tokio::test]
async fn a_walk_is_over_after_an_error() {
    let transport = Scripted::new(|n, call: &Call| match n {
        2 => Err(weaviate_query::Error::server(ErrorKind::Server, "oops").into()),
        _ => Ok(page(call).encode_to_vec().into()),
    });
    let client = Client::builder("http://h").transport(transport).build().unwrap();
    let notes = client.collection::<Note>().tenant("ann").unwrap();
    let walked: Vec<_> = notes.scan().collect().await;
    assert_eq!(walked.len(), 102);
    assert!(walked.iter().take(101).all(Result::is_ok) && walked[101].is_err());
    let rest: Vec<_> = notes.scan_after(walked[100].as_ref().unwrap().id()).collect().await;
    assert_eq!(rest.len(), 902);
}
