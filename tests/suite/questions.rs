//! Questions that a server answers with less than was asked, or not at all, unless they are asked otherwise.

use weaviate::{Collection, ErrorKind, Handle, Link, Uuid, Vector, query};
use weaviate_tests::{World, run};

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(generative(dummy), inverted(null_state))]
struct Cask {
    #[weaviate(id)]
    id: Uuid,
    wood: String,
    #[weaviate(tokenization = field)]
    place: Option<String>,
    year: Option<i64>,
    /// Which it was filled from: itself, where it was new.
    from: Vec<Link<Cask>>,
    #[weaviate(vector)]
    smell: Vector<2>,
}

/// Twelve, of which each third has neither a year nor a place.
async fn casks(world: &World) -> Handle<Cask> {
    world.client.sync::<(Cask,)>().await.expect("sync");
    let handle = world.client.collection::<Cask>();
    let all: Vec<Cask> = (0..12).map(cask).collect();
    handle.insert_many(&all).await.expect("insert").into_result().expect("stored");
    handle
}

fn cask(n: i64) -> Cask {
    let known = n % 3 != 0;
    Cask {
        id: Uuid::from_u128(1_000 - n as u128),
        wood: "old oak".into(),
        place: known.then(|| format!("row {}", n % 2)),
        year: known.then_some(n),
        from: Vec::new(),
        smell: [1.0, n as f32].into(),
    }
}

#[test]
fn an_order_by_what_may_be_absent_has_all() {
    run(|world| async move {
        let h = casks(&world).await;
        // A server walks through the index where it finds that cheaper: beside a filter and under a small limit at once.
        let rising = query!(Cask, filter: .wood matches "oak", sort: .year, limit: 6, select: { .year });
        let found = h.fetch(rising).await.unwrap();
        let years: Vec<Option<i64>> = found.iter().map(|row| row.year).collect();
        assert_eq!(years, [None, None, None, None, Some(1), Some(2)]);
        let falling = query!(Cask, filter: .wood matches "oak", sort: .year desc, offset: 6, limit: 6, select: { .year });
        let found = h.fetch(falling).await.unwrap();
        let years: Vec<Option<i64>> = found.iter().map(|row| row.year).collect();
        assert_eq!(years, [Some(2), Some(1), None, None, None, None]);
        let all = h.fetch(query!(Cask, sort: .year desc, limit: 12, select: { .year })).await.unwrap();
        assert_eq!((all.len(), all[0].year, all[11].year), (12, Some(11), None));
        // What cannot be absent needs no second key, which would cost the index.
        assert_eq!(query!(Cask, sort: .wood).ir().sort.len(), 1);
        assert_eq!(query!(Cask, sort: .year).ir().sort.len(), 2);
        assert_eq!(query!(Cask, sort: [.year, .wood]).ir().sort.len(), 2);
    });
}

#[test]
fn groups_by_what_may_be_absent() {
    run(|world| async move {
        let h = casks(&world).await;
        // Of a search by words a server leaves out what has no value; of one by vectors it makes a group of it.
        let words =
            h.fetch(query!(Cask, bm25: "oak", group_by: .place, limit: 20, select: { .year })).await.unwrap();
        let mut names: Vec<Option<String>> = words.iter().map(|group| group.value.clone()).collect();
        names.sort();
        assert_eq!(names, [Some("row 0".to_owned()), Some("row 1".to_owned())]);
        let near = query!(Cask, near_vector: [1.0, 1.0], group_by: .place, limit: 20, select: { .year });
        let near = h.fetch(near).await.unwrap();
        let nowhere = near.iter().find(|group| group.value.is_none()).expect("a group without a value");
        assert_eq!((near.len(), nowhere.len()), (3, 4));
    });
}

#[test]
fn a_prompt_about_what_may_be_absent_leaves_out_where_it_is() {
    run(|world| async move {
        let h = casks(&world).await;
        let asked = query!(Cask, filter: .place.is_not_null(), prompt: "about {place}", limit: 20, select: { .place, generated });
        let rows = h.fetch(asked).await.unwrap();
        assert_eq!(rows.len(), 8);
        assert!(rows.iter().all(|row| row.generated.contains(row.place.as_deref().expect("filtered"))));
        let compared = query!(Cask, filter: .wood matches "oak" && .place like "row*", prompt: "about {place}", limit: 20, select: { generated });
        assert_eq!(h.fetch(compared).await.unwrap().len(), 8);
        // One object that lacks it fails the whole question: what the language does not let pass.
        let prompt = String::from("about {place}");
        let error = h.fetch(Cask::query().prompt(prompt).select(|_, m| (m.generated(),))).await.unwrap_err();
        assert!(error.server_message().is_some_and(|text| text.contains("empty value")), "{error}");
    });
}

#[test]
fn an_aggregate_over_one_half_of_a_hybrid_needs_an_end() {
    run(|world| async move {
        let h = casks(&world).await;
        let count = |answer: (u64,)| answer.0;
        let words = || Cask::aggregate().hybrid("oak").alpha_zero();
        let error = h.aggregate(words().select(|_, all| (all.count(),))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("needs `object_limit`"), "{error}");
        let few = h.aggregate(words().object_limit(5).select(|_, all| (all.count(),))).await;
        assert_eq!(few.map(count).unwrap(), 5);
        let vector = || Cask::aggregate().hybrid_none().vector([1.0, 1.0]);
        let error = h.aggregate(vector().select(|_, all| (all.count(),))).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        let few = h.aggregate(vector().object_limit(5).select(|_, all| (all.count(),))).await;
        assert_eq!(few.map(count).unwrap(), 5);
        // Both halves end by themselves.
        let both = Cask::aggregate().hybrid("oak").vector([1.0, 1.0]).alpha(0.5);
        let all = h.aggregate(both.select(|_, all| (all.count(),))).await;
        assert_eq!(all.map(count).unwrap(), 12);
    });
}

#[test]
fn one_object_links_to_itself() {
    run(|world| async move {
        world.client.sync::<(Cask,)>().await.expect("sync");
        let h = world.client.collection::<Cask>();
        let first = cask(1);
        h.insert(&first).await.unwrap();
        let id = Uuid::from_u128(7);
        let both = Cask { id, from: vec![Link::to(id), Link::to(first.id)], ..cask(2) };
        h.insert(&both).await.unwrap();
        let found = h.get(id).await.unwrap().expect("just inserted");
        let mut leads: Vec<Option<Uuid>> = found.from.iter().map(Link::id).collect();
        leads.sort();
        assert_eq!(leads, [Some(id), Some(first.id)]);
        // The link is not written twice, nor the object.
        let again = h.insert(&both).await.unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists);
    });
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Droplet {
    #[weaviate(id)]
    id: Uuid,
    n: i64,
}

#[test]
fn more_ids_than_a_server_answers_with() {
    run(|world| async move {
        const MANY: i64 = 10_050;
        world.client.sync::<(Droplet,)>().await.expect("sync");
        let h = world.client.collection::<Droplet>();
        let id = |n: i64| Uuid::from_u128(1 + n as u128);
        let drops = (0..MANY).map(|n| Droplet { id: id(n), n });
        h.insert_many(drops).await.expect("insert").into_result().expect("stored");
        // Twice in both parts, and some that nobody has.
        let ids: Vec<Uuid> = (0..MANY + 20).map(id).chain([id(0), id(MANY - 1)]).collect();
        let question = query!(Droplet, ids: &ids, select: { .n });
        assert!(
            h.explain(question.clone())
                .unwrap()
                .contains("requests: 2, because a server answers with 10,000")
        );
        let mut found: Vec<i64> = h.fetch(question).await.unwrap().iter().map(|row| row.n).collect();
        found.sort_unstable();
        assert_eq!(found, (0..MANY).collect::<Vec<_>>());
        let some =
            h.fetch(query!(Droplet, ids: &ids, filter: .n >= 100, offset: 10, limit: 10_020)).await.unwrap();
        assert_eq!(some.len(), 9_940);
        let few = h.fetch(query!(Droplet, ids: &ids, sort: .n desc, limit: 3)).await.unwrap();
        assert_eq!(few.iter().map(|row| row.n).collect::<Vec<_>>(), [MANY - 1, MANY - 2, MANY - 3]);
        let error = h.fetch(query!(Droplet, ids: &ids, sort: .n desc)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("`sort` is about all at once"), "{error}");
    });
}
