//! Texts with quotes, backslashes and the like: they come back as they were stored, wherever a server names them.

use weaviate::{Collection, Uuid, Vector, query};
use weaviate_tests::run;

const TEXT: &str = "a \"b\" \\ \\n & <c> \u{2028}\u{2029}é😀\u{1}\u{8}\u{c}\n\r\t/ 'x' \u{7f}";

#[derive(Debug, Clone, PartialEq, Collection)]
struct Saying {
    #[weaviate(tokenization = field)]
    exact: String,
    words: String,
    maybe: Option<String>,
    #[weaviate(tokenization = field)]
    list: Vec<String>,
    edition: Uuid,
    #[weaviate(vector)]
    one: Vector<2>,
    #[weaviate(vector)]
    other: Vector<2>,
}

fn saying() -> Saying {
    Saying {
        exact: TEXT.into(),
        words: TEXT.into(),
        maybe: Some(TEXT.into()),
        list: vec![TEXT.into(), "plain".into()],
        edition: Uuid::from_u128(7),
        one: Vector::new([1.0, 0.0]),
        other: Vector::new([0.0, 1.0]),
    }
}

#[test]
fn are_the_names_of_groups() {
    run(|world| async move {
        world.client.sync::<(Saying,)>().await.unwrap();
        let h = world.client.collection::<Saying>();
        let id = h.insert(&saying()).await.unwrap();
        let at = saying().one;
        macro_rules! named {
            ($($question:tt)*) => {{
                let groups = h.fetch(query!(Saying, $($question)*, select: { id })).await.unwrap();
                let mut names: Vec<String> = groups.iter().map(|group| group.value.clone().unwrap()).collect();
                names.retain(|name| name != "plain");
                assert_eq!(names, [TEXT], stringify!($($question)*));
            }};
        }
        named!(near_vector: &at, target: .one, group_by: .exact);
        named!(near_vector: &at, target: .one, group_by: .words);
        named!(near_vector: &at, target: .one, group_by: .maybe);
        named!(near_vector: &at, target: .one, group_by: .list);
        named!(near_vector: &at, target: .one, filter: .edition == Uuid::from_u128(7), group_by: .exact);
        named!(near_object: id, target: .one, group_by: .exact);
        named!(near_object: id, target: sum(.one, .other), group_by: .exact);
        named!(bm25: "c", group_by: .exact);
        named!(bm25: "c", group_by: .list);
        named!(hybrid: "c", vector: &at, target: .one, group_by: .exact);
        named!(hybrid: "c", vector: &at, target: .one, alpha: 1.0, group_by: .list);
        named!(hybrid: none, vector: &at, target: .one, group_by: .words);

        // What names a group finds its objects.
        let found = h.fetch(query!(Saying, filter: .exact == TEXT, select: { .exact, .list })).await.unwrap();
        assert_eq!((found.len(), &found[0].list), (1, &saying().list));
    });
}

#[test]
fn are_counted_by_aggregates() {
    run(|world| async move {
        world.client.sync::<(Saying,)>().await.unwrap();
        let h = world.client.collection::<Saying>();
        h.insert(&saying()).await.unwrap();
        let at = saying().one;
        macro_rules! counted {
            ($($question:tt)*) => {{
                let numbers = h
                    .aggregate(query!(aggregate Saying, $($question)* select: {
                        .exact { top(3) }, .words { top(3) }, .maybe { top(3) }, .list { top(3) },
                    }))
                    .await
                    .unwrap();
                let tops = [numbers.exact.top, numbers.words.top, numbers.maybe.top, numbers.list.top];
                for top in tops {
                    assert!(top.iter().any(|top| top.value == TEXT), "{} {top:?}", stringify!($($question)*));
                }
            }};
        }
        counted!();
        counted!(filter: .edition == Uuid::from_u128(7),);
        counted!(near_vector: &at, target: .one, object_limit: 3,);
        counted!(hybrid: "c", vector: &at, target: .one, object_limit: 3,);
        let groups = h
            .aggregate(query!(aggregate Saying, group_by: .exact, select: { count, .words { top(1) } }))
            .await
            .unwrap();
        assert_eq!((groups[0].value.as_str(), groups[0].words.top[0].value.as_str()), (TEXT, TEXT));
    });
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
struct Whisper {
    #[weaviate(tokenization = field)]
    text: String,
    #[weaviate(vector)]
    at: Vector<2>,
}

#[test]
fn of_tenants_are_the_same() {
    run(|world| async move {
        world.client.sync::<(Whisper,)>().await.unwrap();
        let all = world.client.collection::<Whisper>();
        all.create_tenants(["a"]).await.unwrap();
        let h = all.tenant("a").unwrap();
        h.insert(&Whisper { text: TEXT.into(), at: Vector::new([1.0, 0.0]) }).await.unwrap();
        let top =
            h.aggregate(query!(aggregate Whisper, select: { .text { top(1) } })).await.unwrap().text.top;
        assert_eq!(top[0].value, TEXT);
        let at = Vector::new([1.0, 0.0]);
        let groups =
            h.fetch(query!(Whisper, near_vector: &at, group_by: .text, select: { id })).await.unwrap();
        assert_eq!(groups[0].value.as_deref(), Some(TEXT));
    });
}
