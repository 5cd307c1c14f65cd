//! Round trips of every type, single objects, and what is refused.

use chrono::{DateTime, FixedOffset};
use weaviate::{Blob, BlobHash, Collection, ErrorKind, GeoPoint, PhoneNumber, Uuid, Vector, query};
use weaviate_tests::run;

use crate::model::{Category, Everything, article, articles, author};

fn date(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub(crate) fn everything(n: u128) -> Everything {
    Everything {
        id: Uuid::from_u128(n),
        text: "žluťoučký 猫 🦀 \"quoted\" \\ \n\u{0}".into(),
        int: 1 << 53,
        small: 255,
        number: f64::MIN_POSITIVE,
        single: 0.1,
        boolean: true,
        date: date("2024-02-29T23:59:59.123456789Z").into(),
        zoned: date("1677-09-22T02:00:00.5+02:00"),
        uuid: Uuid::from_u128(0x00ab_cdef),
        place: GeoPoint::new(-33.75, 151.5),
        phone: PhoneNumber::new("030 901820", "de"),
        blob: Blob(vec![0, 255, 1, 2]),
        texts: vec!["a".into(), String::new(), "ß".into()],
        ints: vec![-(1 << 53), 0, 1 << 53],
        numbers: vec![-0.5, 1e300],
        booleans: vec![true, false],
        dates: vec![date("2262-04-11T23:47:16Z"), date("1970-01-01T00:00:00-11:30")],
        uuids: vec![Uuid::from_u128(1), Uuid::from_u128(u128::MAX)],
        object: author("Ann", 1950),
        objects: vec![author("Bob", None), author("Cid", -1)],
        no_text: Some(String::new()),
        no_int: Some(0),
        no_object: Some(author("Dee", None)),
        r#type: Some(false),
        vector: Vector::new([1.0, -2.0, 0.25, 1e-3]),
        second: Some(Vector::new([3.0, 4.0])),
    }
}

pub(crate) fn empty(n: u128) -> Everything {
    Everything {
        text: String::new(),
        int: -(1 << 53),
        small: 0,
        number: -1.5,
        single: f32::MAX,
        boolean: false,
        texts: vec![],
        ints: vec![],
        numbers: vec![],
        booleans: vec![],
        dates: vec![],
        uuids: vec![],
        objects: vec![],
        no_text: None,
        no_int: None,
        no_object: None,
        r#type: None,
        second: None,
        ..everything(n)
    }
}

/// What the server fills in of a phone number is its own business.
fn without_phone(mut object: Everything) -> Everything {
    object.phone = PhoneNumber::new(object.phone.input, object.phone.default_country.to_uppercase());
    object
}

#[test]
fn every_type_comes_back_as_it_went() {
    run(|world| async move {
        world.client.sync::<(Everything,)>().await.unwrap();
        let handle = world.client.collection::<Everything>();
        let written = [everything(1), empty(2)];
        assert_eq!(handle.insert_many(&written).await.unwrap().into_result().unwrap().len(), 2);
        // The same objects through the other door.
        for n in [3, 4] {
            let object = if n == 3 { everything(n) } else { empty(n) };
            assert_eq!(handle.insert(&object).await.unwrap(), object.id);
        }
        for n in 1..=4 {
            let wanted = if n % 2 == 1 { everything(n) } else { empty(n) };
            let hit = handle.get(Uuid::from_u128(n)).await.unwrap().expect("it was stored");
            let phone = hit.phone.clone();
            assert_eq!(without_phone(hit.into_inner()), without_phone(wanted), "object {n}");
            assert_eq!((phone.valid, phone.country_code, phone.national), (true, 49, 30_901_820));
        }
    });
}

#[test]
fn integers_that_a_server_would_round_are_refused() {
    run(|world| async move {
        world.client.sync::<(Everything,)>().await.unwrap();
        let handle = world.client.collection::<Everything>();
        let object = Everything { int: (1 << 53) + 1, ..everything(1) };
        let error = handle.insert(&object).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("`int` is 9007199254740993"), "{error}");
        let object = Everything { ints: vec![0, i64::MIN], ..everything(1) };
        assert!(
            handle.insert(&object).await.unwrap_err().to_string().contains("`ints` is -9223372036854775808")
        );
        let object = Everything { number: f64::NAN, ..everything(1) };
        assert!(handle.insert(&object).await.unwrap_err().to_string().contains("`number` is NaN"));
        let object = Everything { vector: Vector::new([0.0, 0.0, f32::INFINITY, 0.0]), ..everything(1) };
        assert!(
            handle
                .insert(&object)
                .await
                .unwrap_err()
                .to_string()
                .contains("component 2 of the vector `vector`")
        );
        assert_eq!(handle.count().await.unwrap(), 0);
    });
}

#[test]
fn single_objects() {
    run(|world| async move {
        let handle = articles(&world).await;
        let first = article(0);
        assert!(handle.exists(first.id).await.unwrap());
        assert_eq!(handle.get(first.id).await.unwrap().unwrap().into_inner(), first);
        let error = handle.insert(&first).await;
        // A retry that finds its own equal object would be success; this is another call.
        assert!(error.as_ref().is_err_and(weaviate::Error::is_already_exists) || error.is_ok(), "{error:?}");
        let other = crate::model::Article { title: "another".into(), ..article(0) };
        let error = handle.insert(&other).await.unwrap_err();
        assert!(error.is_already_exists(), "{error}");
        let taken = format!("inserting {} into `Article`: the server says: ", first.id);
        assert!(error.to_string().starts_with(&taken) && error.to_string().contains("`replace`"), "{error}");
        assert!(handle.delete(first.id).await.unwrap());
        assert!(!handle.delete(first.id).await.unwrap());
        assert!(handle.get(first.id).await.unwrap().is_none());
        assert!(!handle.exists(first.id).await.unwrap());
        assert_eq!(handle.count().await.unwrap(), 7);
    });
}

/// The id of a key never changes: the pair is of the Python client's `generate_uuid5`.
#[test]
fn a_key_makes_the_id() {
    run(|world| async move {
        world.client.sync::<(Category,)>().await.unwrap();
        let handle = world.client.collection::<Category>();
        let category = Category { name: "python.org".into(), parent: None, related: vec![] };
        // uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), from the documentation of Python's module uuid.
        let id = Uuid::try_parse("886313e1-3b8a-5372-9b90-0c9aee199e5d").unwrap();
        assert_eq!(handle.insert(&category).await.unwrap(), id);
        assert_eq!(handle.get(id).await.unwrap().unwrap().into_inner(), category);
        handle.insert_many([&category, &category]).await.unwrap().into_result().unwrap();
        assert_eq!(handle.count().await.unwrap(), 1);
    });
}

mod before {
    use super::{Collection, Uuid};

    #[derive(Collection)]
    pub(super) struct Growing {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
    }
}

mod after {
    use super::{Collection, Uuid};

    #[derive(Debug, Collection)]
    pub(super) struct Growing {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) note: Option<String>,
        pub(super) list: Vec<i64>,
        #[weaviate(default)]
        pub(super) count: i64,
        #[weaviate(default = 7)]
        pub(super) lucky: u8,
    }

    #[derive(Debug, Collection)]
    #[weaviate(name = "Growing")]
    pub(super) struct Strict {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) note: String,
    }
}

#[test]
fn an_old_object_lacks_a_new_property() {
    run(|world| async move {
        world.client.sync::<(before::Growing,)>().await.unwrap();
        let id = Uuid::from_u128(1);
        world
            .client
            .collection::<before::Growing>()
            .insert(&before::Growing { id, text: "old".into() })
            .await
            .unwrap();
        world.client.sync::<(after::Growing,)>().await.unwrap();
        let grown = world.client.collection::<after::Growing>().get(id).await.unwrap().unwrap();
        assert_eq!((grown.text.as_str(), &grown.note, grown.list.len()), ("old", &None, 0));
        assert_eq!((grown.count, grown.lucky, grown.id), (0, 7, id));
        // Absent is never zero: without an `Option` or a default the row is an error that names object and property.
        let error = world.client.collection::<after::Strict>().get(id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = error.to_string();
        assert!(text.contains(&id.to_string()) && text.contains("property `note`"), "{text}");
        let text = world.client.collection::<after::Strict>();
        let rows = text.fetch(query!(after::Strict, select: { .text, id })).await.unwrap();
        assert_eq!((rows[0].text.as_str(), rows[0].id), ("old", id));
    });
}

#[derive(Debug, PartialEq, Collection)]
struct Hashed {
    #[weaviate(id)]
    id: Uuid,
    scan: Option<BlobHash>,
}

#[test]
fn of_a_blob_only_a_hash_is_kept() {
    run(|world| async move {
        world.client.sync::<(Hashed,)>().await.unwrap();
        assert!(world.client.plan::<(Hashed,)>().await.unwrap().is_empty());
        let h = world.client.collection::<Hashed>();
        let scanned = |id, bytes: &[u8]| Hashed { id: Uuid::from_u128(id), scan: Some(BlobHash::of(bytes)) };
        // The one over REST, the other over gRPC.
        h.insert(&scanned(1, &[0, 255, 1, 2])).await.unwrap();
        let all = [scanned(2, &[0, 255, 1, 2]), Hashed { id: Uuid::from_u128(3), scan: None }];
        h.insert_many(&all).await.unwrap().into_result().unwrap();
        // `printf AP8BAg== | sha256sum`
        let hash = "f546d760c737ebb6b839560b24c8e146099e7165125c3f29352e3f0f80f3979e";
        for id in [1, 2] {
            let read = h.get(Uuid::from_u128(id)).await.unwrap().unwrap().into_inner();
            assert_eq!(read.scan.as_ref().and_then(BlobHash::hash), Some(hash));
            let error = h.insert(&Hashed { id: Uuid::from_u128(9), ..read }).await.unwrap_err();
            assert!(error.to_string().contains("`scan` holds a hash that was read"), "{error}");
        }
        assert_eq!(h.get(Uuid::from_u128(3)).await.unwrap().unwrap().scan, None);
    });
}
