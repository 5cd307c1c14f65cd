//! `export` and `import`: what comes out of one server goes into another as it was.

use std::io::{Read as _, Write as _};

use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use weaviate::{
    AnyLink, Blob, Client, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Uuid, Vector,
    ir::{Item, Query},
    key_id, query,
    raw::{Object as Raw, Value as Tagged},
    schema::{Class, CollectionDef},
    sync::{ObjectApi as _, SchemaApi as _},
    tenancy::TenantStatus,
};
use weaviate_tests::{World, run};

use crate::desk::{Desk, Folder, kept};

/// One property of every type, vectors of every kind, and links in a circle.
#[derive(Debug, Clone, PartialEq, Collection)]
struct Whole {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    int: i64,
    number: f64,
    boolean: bool,
    date: DateTime<FixedOffset>,
    uuid: Uuid,
    place: Option<GeoPoint>,
    phone: PhoneNumber,
    blob: Blob,
    texts: Vec<String>,
    ints: Vec<i64>,
    numbers: Vec<f64>,
    booleans: Vec<bool>,
    dates: Vec<DateTime<FixedOffset>>,
    uuids: Vec<Uuid>,
    object: Part,
    objects: Vec<Part>,
    nothing: Option<String>,
    topic: Option<Link<Topic>>,
    about: Vec<AnyLink<(Topic, Whole)>>,
    #[weaviate(vector)]
    shape: Vector<4>,
    #[weaviate(vector(distance = l2_squared))]
    second: Option<Vector<2>>,
    #[weaviate(vector)]
    rows: MultiVector<2>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Part {
    name: String,
    born: Option<i64>,
    inner: Option<Inner>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Inner {
    words: Vec<String>,
    share: f64,
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Topic {
    #[weaviate(key, tokenization = field)]
    name: String,
    first: Option<Link<Whole>>,
    parent: Option<Link<Topic>>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
struct Kept {
    #[weaviate(key, tokenization = field)]
    name: String,
    next: Option<Link<Kept>>,
    #[weaviate(vector)]
    shape: Vector<2>,
}

fn all() -> [&'static CollectionDef; 3] {
    [Whole::SCHEMA, Topic::SCHEMA, Kept::SCHEMA]
}

fn whole(n: u32) -> Whole {
    let date = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    let id = Uuid::from_u128(0xb000 + u128::from(n));
    let part = |name: &str| Part {
        name: name.into(),
        born: n.is_multiple_of(2).then_some(1950),
        inner: Some(Inner { words: vec!["one".into(), "ßü\u{1f980}\n\"".into()], share: 0.1 + 0.2 }),
    };
    Whole {
        id,
        text: format!("line {n}\nand \"more\" \u{2028}"),
        int: i64::from(n) - 9_007_199_254_740_992 + 1_000,
        number: f64::from(n) / 3.0,
        boolean: n.is_multiple_of(3),
        date: date("2024-02-29T23:59:59.123456789+05:30"),
        uuid: Uuid::from_u128(u128::from(n)),
        place: (!n.is_multiple_of(5)).then(|| GeoPoint::new(52.5 + n as f32 / 64.0, -13.4)),
        phone: PhoneNumber::new("020 1234567", "nl"),
        blob: Blob((0..=255).cycle().take(300 + n as usize).collect()),
        texts: if n.is_multiple_of(2) { Vec::new() } else { vec!["a".into(), String::new(), "b\tc".into()] },
        ints: vec![i64::from(n), -1],
        numbers: vec![1.0, 1e-7, -2.5e300],
        booleans: vec![true, false],
        dates: vec![date("1999-12-31T00:00:00Z"), date("2038-01-19T03:14:08.5-08:00")],
        uuids: vec![id],
        object: part("Ann"),
        objects: vec![part("Bob"), part("Cid")],
        nothing: None,
        topic: (n > 0).then(|| Link::to(key_id(&"rust".to_owned()))),
        about: if n == 1 {
            vec![Link::<Topic>::to(key_id(&"async".to_owned())).any(), Link::<Whole>::to(whole_id(2)).any()]
        } else {
            Vec::new()
        },
        shape: Vector::new([n as f32, 0.1, -0.3, 1e-8]),
        second: n.is_multiple_of(2).then(|| Vector::new([0.7, n as f32])),
        rows: (0..=n % 3).map(|row| [row as f32, 0.2]).collect(),
    }
}

fn whole_id(n: u32) -> Uuid {
    Uuid::from_u128(0xb000 + u128::from(n))
}

/// What a class had before vectors had names.
fn old(name: &str) -> Class {
    let json = serde_json::json!({
        "class": name, "vectorizer": "none", "vectorIndexType": "hnsw",
        "properties": [{ "name": "text", "dataType": ["text"] }],
    });
    serde_json::from_value(json).unwrap()
}

/// Two name spaces on one server, and all of the collections in both; objects in the first.
struct Two {
    one: Desk,
    other: Desk,
    here: Client,
    there: Client,
}

async fn two(world: &World, objects: u32) -> Two {
    let (one, other) = (Desk::named(world, "Aa").await, Desk::named(world, "Bb").await);
    let client = async |desk: &Desk| world.builder().await.name_prefix(&desk.prefix).build().unwrap();
    let (here, there) = (client(&one).await, client(&other).await);
    for (desk, client) in [(&one, &here), (&other, &there)] {
        let (code, heard) = desk.ask_all(&all(), &["apply"], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        client.schema_api().create_class(&old(&format!("{}Old", desk.prefix))).await.unwrap();
    }
    let topic = |name: &str, parent: Option<&str>| Topic {
        name: name.into(),
        first: None,
        parent: parent.map(|parent| Link::to(key_id(&parent.to_owned()))),
    };
    let topics = here.collection::<Topic>();
    topics.insert_many([topic("async", None), topic("rust", None)]).await.unwrap().into_result().unwrap();
    let wholes = here.collection::<Whole>();
    for first in (0..objects).rev().collect::<Vec<_>>().chunks(500) {
        wholes.insert_many(first.iter().copied().map(whole)).await.unwrap().into_result().unwrap();
    }
    // Round and round: the topic leads to what leads to it.
    let first = (objects > 0).then(|| Link::to(whole_id(0)));
    topics
        .insert_many([Topic { first, ..topic("async", Some("rust")) }])
        .await
        .unwrap()
        .into_result()
        .unwrap();
    let kept = here.collection::<Kept>();
    kept.create_tenants(["acme", "blue", "empty"]).await.unwrap();
    for (tenant, names) in [("acme", vec!["one", "two"]), ("blue", vec!["three"])] {
        let tenant = kept.tenant(tenant).unwrap();
        let each = names.iter().map(|name| Kept {
            name: (*name).into(),
            next: None,
            shape: Vector::new([name.len() as f32, 0.5]),
        });
        tenant.insert_many(each).await.unwrap().into_result().unwrap();
    }
    kept.set_tenant_status(["blue"], TenantStatus::Inactive).await.unwrap();
    let vectors = [(String::new(), vec![0.25, 0.5, 0.1])].into();
    let properties = [("text".to_owned(), Tagged::Text("before names".into()))].into();
    let object = Raw { id: Some(Uuid::from_u128(7)), properties, vectors, ..Raw::default() };
    assert_eq!(here.insert_raw("Old", None, vec![object]).await.unwrap().stored(), 1);
    Two { one, other, here, there }
}

/// An object as a server shows it, without times, and with the names of the other name space.
async fn shown(desk: &Desk, class: &str, id: Uuid, tenant: Option<&str>) -> Value {
    let tenant = tenant.map(|tenant| format!("&tenant={tenant}")).unwrap_or_default();
    let path = format!("/v1/objects/{}{class}/{id}?include=vector{tenant}", desk.prefix);
    let text = get(desk.url.clone(), path).await;
    let mut json: Value = serde_json::from_str(&text.replace(&desk.prefix, "")).unwrap();
    for time in ["creationTimeUnix", "lastUpdateTimeUnix"] {
        json.as_object_mut().unwrap().remove(time).unwrap();
    }
    json
}

/// What a server answers, without any part of the client.
async fn get(url: String, path: String) -> String {
    let ask = move || {
        let host = url.trim_start_matches("http://");
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(" 200 "), "{path}: {answer}");
        body.to_owned()
    };
    tokio::task::spawn_blocking(ask).await.unwrap()
}

fn objects_of<C: Collection, S>(found: weaviate::Rows<weaviate::Hit<C, S>>) -> Vec<C> {
    found.into_iter().map(weaviate::Hit::into_inner).collect()
}

/// All is in the other name space as it is in the first one.
async fn same(two: &Two, objects: u32) {
    let Two { one, other, here, there } = two;
    let wholes = query!(Whole, limit: 2_000, sort: [.int]);
    let [a, b] = [here, there].map(weaviate::Client::collection::<Whole>);
    let (a, b) = (a.fetch(wholes.clone()).await.unwrap(), b.fetch(wholes).await.unwrap());
    assert_eq!(a.len(), objects as usize);
    assert_eq!(objects_of(a), objects_of(b));
    let topics = query!(Topic, limit: 100, sort: [.name]);
    let [a, b] = [here, there].map(weaviate::Client::collection::<Topic>);
    let (a, b) = (a.fetch(topics.clone()).await.unwrap(), b.fetch(topics).await.unwrap());
    assert_eq!(a.len(), 2);
    assert_eq!(objects_of(a), objects_of(b));
    let mut tenants = there.collection::<Kept>().tenants().await.unwrap();
    tenants.sort_by(|one, other| one.name().cmp(other.name()));
    let tenants: Vec<(&str, bool)> =
        tenants.iter().map(|tenant| (tenant.name(), tenant.is_active())).collect();
    assert_eq!(tenants, [("acme", true), ("blue", false), ("empty", true)]);
    // And by the server's own words, which this library has no part in.
    for n in 0..objects.min(6) {
        assert_eq!(
            shown(one, "Whole", whole_id(n), None).await,
            shown(other, "Whole", whole_id(n), None).await
        );
    }
    let two = key_id(&"two".to_owned());
    let (a, b) = (shown(one, "Kept", two, Some("acme")).await, shown(other, "Kept", two, Some("acme")).await);
    assert_eq!((a["vectors"]["shape"].as_array().unwrap().len(), &a), (2, &b));
    let seven = Uuid::from_u128(7);
    let (a, b) = (shown(one, "Old", seven, None).await, shown(other, "Old", seven, None).await);
    assert_eq!((a["vector"].as_array().unwrap().len(), &a), (3, &b));
}

#[test]
fn what_is_exported_is_imported_as_it_was() {
    run(|world| async move {
        let two = two(&world, 12).await;
        let folder = Folder::new("moves");
        let to = folder.file("out");
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--to", &to], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        kept("export.txt", &heard.out.replace(&to, "backup"));
        // Tenants are left as they were.
        let blue = two.here.collection::<Kept>().tenants().await.unwrap();
        assert!(!blue.iter().find(|tenant| tenant.name() == "blue").unwrap().is_active());
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--to", &to], None).await;
        assert_eq!(code, 2);
        kept("export-again.txt", &heard.err.replace(&to, "backup"));
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &to], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""), "{}", heard.out);
        kept("import.txt", &heard.out);
        same(&two, 12).await;
        // Once more, over what is there: it asks, and changes nothing.
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &to], None).await;
        assert_eq!(code, 2);
        kept("import-asks.txt", &heard.err);
        assert_eq!(two.other.ask(Topic::SCHEMA, &["import", &to], Some(false)).await.0, 1);
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &to, "--yes", "--json"], None).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        kept("import.json.txt", &heard.out);
        same(&two, 12).await;
        // Nothing is left beside the objects but the manifest.
        let mut names: Vec<String> = std::fs::read_dir(&to)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "Kept.acme.ndjson",
                "Kept.blue.ndjson",
                "Kept.empty.ndjson",
                "Old.ndjson",
                "Topic.ndjson",
                "Whole.ndjson",
                "weaviate.export.json",
            ]
        );
    });
}

#[test]
fn an_export_goes_on_where_it_was_cut() {
    run(|world| async move {
        let two = two(&world, 40).await;
        let folder = Folder::new("cut");
        let (whole, cut) = (folder.file("whole"), folder.file("cut"));
        let export = async |to: &str| {
            let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--to", to, "--json"], None).await;
            assert_eq!((code, heard.err.as_str()), (0, ""));
            heard.out
        };
        let said = export(&whole).await;
        kept("export.json.txt", &without_place(&said, &two.one));
        let text = std::fs::read_to_string(format!("{whole}/Whole.ndjson")).unwrap();
        // Cut inside of a line, between two, before the first, and behind the last.
        let second = text.match_indices('\n').nth(1).unwrap().0 + 1;
        for at in [0, 5, second, second + 17, text.len() - 1, text.len()] {
            let _ = std::fs::remove_dir_all(&cut);
            std::fs::create_dir_all(&cut).unwrap();
            let mut manifest: Value = serde_json::from_str(&said).unwrap();
            let files = manifest["files"].as_array_mut().unwrap();
            files.retain(|file| file["collection"] != "Whole");
            for file in files {
                let file = file["file"].as_str().unwrap();
                std::fs::copy(format!("{whole}/{file}"), format!("{cut}/{file}")).unwrap();
            }
            manifest["ended"] = false.into();
            std::fs::write(format!("{cut}/weaviate.export.json"), manifest.to_string()).unwrap();
            std::fs::write(format!("{cut}/Whole.ndjson.part"), &text[..at]).unwrap();
            let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &cut], None).await;
            assert_eq!(code, 2);
            assert!(heard.err.contains("did not end"), "{}", heard.err);
            export(&cut).await;
            assert_eq!(std::fs::read_to_string(format!("{cut}/Whole.ndjson")).unwrap(), text, "cut at {at}");
        }
        // What another export began is not gone on with.
        let mut manifest: Value = serde_json::from_str(&said).unwrap();
        manifest["ended"] = false.into();
        std::fs::write(format!("{cut}/weaviate.export.json"), manifest.to_string()).unwrap();
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "Topic", "--to", &cut], None).await;
        assert_eq!(code, 2);
        let said = heard.err.replace(&cut, "backup").replace(&two.one.url, "http://localhost:8080");
        kept("export-other.txt", &said.replace(&two.one.prefix, "Aa"));
    });
}

/// What a manifest says, without where it came from.
fn without_place(json: &str, desk: &Desk) -> String {
    json.replace(&desk.url, "http://localhost:8080").replace(&desk.prefix, "Aa")
}

#[test]
fn what_is_not_stored_stands_in_a_file_and_can_be_mended() {
    run(|world| async move {
        let two = two(&world, 0).await;
        let folder = Folder::new("rejected");
        let (file, rejected) = (folder.file("topics.ndjson"), folder.file("topics.rejected.ndjson"));
        let id = |n: u32| Uuid::from_u128(u128::from(n)).to_string();
        let beacon = |n: u32| format!("weaviate://localhost/Topic/{}", id(n));
        let lines = [
            serde_json::json!({ "class": "Topic", "id": id(1), "properties": { "name": "one", "parent": [{ "beacon": beacon(2) }],
                "first": [{ "beacon": format!("weaviate://localhost/Whole/{}", id(6)) }] } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(2), "properties": { "name": 2 } }).to_string(),
            "{ no json".to_owned(),
            String::new(),
            serde_json::json!({ "class": "Topic", "properties": { "name": "nobody" } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(3), "properties": { "nome": "three" } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(4), "tenant": "acme", "properties": { "name": "four" } }).to_string(),
            serde_json::json!({ "class": "Kept", "id": id(5), "properties": { "name": "five" } }).to_string(),
            // Only the server knows that this one is wrong.
            serde_json::json!({ "class": "Whole", "id": id(6), "vectors": { "shape": [1.0, 2.0] }, "properties": {
                "text": "six", "date": "the day before" } }).to_string(),
            serde_json::json!({ "class": "Topic", "id": id(7), "properties": { "name": "seven", "parent": [{ "beacon": beacon(1) }] } }).to_string(),
        ];
        std::fs::write(&file, lines.join("\n")).unwrap();
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &file, "--yes"], None).await;
        assert_eq!((code, heard.err.as_str()), (1, ""));
        kept("import-rejected.txt", &heard.out.replace(&rejected, "topics.rejected.ndjson"));
        let told: Vec<Value> = std::fs::read_to_string(&rejected)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let why = |entry: &Value| entry["error"].as_str().unwrap().replace(&two.other.prefix, "");
        let shown: Vec<String> =
            told.iter().map(|entry| format!("{}: {}\n", entry["line"], why(entry))).collect();
        kept("import-why.txt", &shown.concat());
        // Line 1 is stored without the link to what is not stored; the one to line 2 waits for it.
        let lines: Vec<u64> = told.iter().map(|entry| entry["line"].as_u64().unwrap()).collect();
        assert_eq!(lines, [1, 2, 3, 5, 6, 7, 8, 9]);
        let topics = two.there.collection::<Topic>();
        let mut names: Vec<String> = topics
            .fetch(query!(Topic, limit: 10))
            .await
            .unwrap()
            .into_iter()
            .map(|topic| topic.into_inner().name)
            .collect();
        names.sort();
        assert_eq!(names, ["one", "seven"]);
        // Mended by hand, and imported from that file again.
        let mended: Vec<String> = told
            .into_iter()
            .filter_map(|mut entry| {
                let object = entry.get_mut("object")?;
                match object["id"].as_str()? {
                    two if two == id(2) => object["properties"]["name"] = "two".into(),
                    _ => return None,
                }
                Some(entry.to_string())
            })
            .collect();
        std::fs::write(&file, mended.join("\n")).unwrap();
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &file, "--yes"], None).await;
        assert_eq!((code, heard.out.as_str(), heard.err.as_str()), (0, "1 line read, 1 stored\n", ""));
        let one =
            topics.fetch(query!(Topic, filter: .name == "one", select: { .parent { .name } })).await.unwrap();
        assert_eq!(one[0].parent.as_ref().unwrap().name, "two");
        // Where a line can go nowhere the import ends, and names it.
        std::fs::write(&file, r#"{"class": "Nowhere", "id": "00000000-0000-0000-0000-000000000001"}"#)
            .unwrap();
        let (code, heard) = two.other.ask(Topic::SCHEMA, &["import", &file, "--yes"], None).await;
        assert_eq!(code, 2);
        kept("import-nowhere.txt", &heard.err);
        let (code, heard) =
            two.other.ask(Topic::SCHEMA, &["import", &file, "--yes", "--into", "Topic"], None).await;
        assert_eq!((code, heard.out.as_str()), (0, "1 line read, 1 stored\n"), "{}", heard.err);
    });
}

#[test]
fn an_export_onto_standard_output_is_lines() {
    run(|world| async move {
        let two = two(&world, 3).await;
        let text = two.one.said(Topic::SCHEMA, &["export", "Whole", "Kept"]).await;
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let classes: Vec<&str> = lines.iter().map(|line| line["class"].as_str().unwrap()).collect();
        assert_eq!(classes, ["Whole", "Whole", "Whole", "Kept", "Kept", "Kept"]);
        assert_eq!(lines[5]["tenant"], "blue");
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "Nothing"], None).await;
        assert_eq!((code, heard.err.as_str()), (2, "weaviate: the server has no collection `Nothing`\n"));
        let (code, heard) = two.one.ask(Topic::SCHEMA, &["export", "--json"], None).await;
        assert_eq!(code, 2);
        kept("export-json-nowhere.txt", &heard.err);
        let question = Query {
            selection: weaviate::ir::Selection { items: vec![Item::Vector("".into())] },
            ..Query::new("Old")
        };
        assert_eq!(two.here.fetch_raw(&question).await.unwrap()[0].vectors[""], [0.25, 0.5, 0.1]);
        assert_eq!(two.here.object_api().count_in(&format!("{}Old", two.one.prefix), None).await.unwrap(), 1);
    });
}
