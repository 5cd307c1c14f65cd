//! Properties with a default, and objects that were written before there were any: in every way a row can be read.

use chrono::{DateTime, Utc};
use weaviate::{Blob, Collection, GeoPoint, Link, Object, Select, Uuid, query};
use weaviate_tests::run;

mod before {
    use super::{Collection, Link, Object, Uuid};

    #[derive(Debug, Collection)]
    pub(super) struct Shop {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) name: String,
        pub(super) owner: Owner,
        pub(super) staff: Vec<Owner>,
        pub(super) next: Option<Link<Shop>>,
    }

    #[derive(Debug, Object)]
    pub(super) struct Owner {
        pub(super) name: String,
        // A server adds nothing to a nested object, but an object may be without it.
        pub(super) age: Option<i64>,
    }
}

const NOON: DateTime<Utc> = DateTime::UNIX_EPOCH;

#[derive(Debug, Clone, PartialEq, Collection)]
struct Shop {
    #[weaviate(id)]
    id: Uuid,
    name: String,
    #[weaviate(default)]
    open: bool,
    #[weaviate(default = Self::SEATS)]
    seats: i64,
    #[weaviate(default = "none".into())]
    city: String,
    #[weaviate(default = vec!["new".into()])]
    tags: Vec<String>,
    #[weaviate(default = Some(4.5))]
    rating: Option<f64>,
    #[weaviate(default = NOON)]
    since: DateTime<Utc>,
    #[weaviate(default = Uuid::max())]
    code: Uuid,
    #[weaviate(default = GeoPoint::new(52.5, 13.5))]
    place: GeoPoint,
    #[weaviate(default = Blob(vec![1, 2]))]
    sign: Blob,
    #[weaviate(default = Address::of("Main Street", Some(7)))]
    address: Address,
    #[weaviate(default = vec![Address::of("a", None), Address::of("b", Some(1))])]
    branches: Vec<Address>,
    #[weaviate(default)]
    depot: Option<Address>,
    owner: Owner,
    staff: Vec<Owner>,
    next: Option<Link<Shop>>,
}

impl Shop {
    const SEATS: i64 = 12;
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Address {
    street: String,
    number: Option<i64>,
    #[weaviate(default = vec![1, 2])]
    floors: Vec<i64>,
}

impl Address {
    fn of(street: &str, number: Option<i64>) -> Self {
        Self { street: street.into(), number, floors: vec![3] }
    }
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Owner {
    name: String,
    #[weaviate(default = 30)]
    age: i64,
}

#[derive(Debug, PartialEq, Select)]
#[weaviate(from = Shop)]
struct Card {
    open: bool,
    seats: i64,
    #[weaviate(path = owner.age)]
    owner: i64,
    #[weaviate(path = next.seats)]
    next: Option<i64>,
    #[weaviate(path = address.street)]
    street: String,
    #[weaviate(path = branches.street)]
    branches: Vec<String>,
}

#[test]
fn stand_in_for_what_an_older_object_lacks() {
    run(|world| async move {
        world.client.sync::<(before::Shop,)>().await.unwrap();
        let (first, second) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let old = |id, next| before::Shop {
            id,
            name: "old".into(),
            owner: before::Owner { name: "Ann".into(), age: None },
            staff: vec![before::Owner { name: "Bob".into(), age: None }],
            next,
        };
        let h = world.client.collection::<before::Shop>();
        h.insert(&old(first, None)).await.unwrap();
        h.insert(&old(second, Some(Link::to(first)))).await.unwrap();
        world.client.sync::<(Shop,)>().await.unwrap();
        let h = world.client.collection::<Shop>();

        // A whole object, by its id and among rows.
        let shop = h.get(second).await.unwrap().unwrap().into_inner();
        assert_eq!((shop.open, shop.seats, shop.city.as_str(), shop.rating), (false, 12, "none", Some(4.5)));
        assert_eq!(
            (shop.tags, shop.since, shop.code, shop.sign),
            (vec!["new".into()], NOON, Uuid::max(), Blob(vec![1, 2]))
        );
        assert_eq!((&shop.address, shop.depot), (&Address::of("Main Street", Some(7)), None));
        assert_eq!((shop.owner.age, shop.staff[0].age, shop.branches.len()), (30, 30, 2));

        // One by one, inside objects, and behind a link.
        let rows = h
            .fetch(query!(Shop, filter: .id == second, select: {
                .open, .seats, .city, .tags, .rating, .since, .code, .place, .sign, .address { .number },
                .owner { .name, .age },
                .staff { .age },
                .branches { .street, .number, .floors },
                .depot { .street },
                .next { .open, .seats, .address { .street, .floors }, .owner { .age } },
            }))
            .await
            .unwrap();
        let row = &rows[0];
        assert_eq!((row.open, row.seats, row.city.as_str(), row.rating), (false, 12, "none", Some(4.5)));
        assert_eq!((row.since, row.code, row.place), (NOON, Uuid::max(), GeoPoint::new(52.5, 13.5)));
        assert_eq!((row.tags.len(), &row.sign, row.address.number), (1, &Blob(vec![1, 2]), Some(7)));
        assert_eq!((row.owner.name.as_str(), row.owner.age, row.staff[0].age), ("Ann", 30, 30));
        let branches: Vec<_> = row.branches.iter().map(|b| (b.street.as_str(), b.number)).collect();
        assert_eq!(branches, [("a", None), ("b", Some(1))]);
        assert_eq!(row.branches[0].floors, [3]);
        assert!(row.depot.is_none());
        let next = row.next.as_ref().unwrap();
        assert_eq!((next.open, next.seats, next.owner.age), (false, 12, 30));
        assert_eq!((next.address.street.as_str(), &next.address.floors), ("Main Street", &vec![3]));

        // In a row that has a name.
        let cards: Vec<Card> =
            h.fetch(query!(Shop, filter: .id == second, select: Card)).await.unwrap().into_vec();
        let card = Card {
            open: false,
            seats: 12,
            owner: 30,
            next: Some(12),
            street: "Main Street".into(),
            branches: vec!["a".into(), "b".into()],
        };
        assert_eq!(cards, [card]);

        // What is there is what is read; without a struct nothing stands in.
        let third = Uuid::from_u128(3);
        let shop = h.get(first).await.unwrap().unwrap().into_inner();
        h.insert(&Shop { id: third, open: true, seats: 0, ..shop }).await.unwrap();
        let rows = h.fetch(query!(Shop, filter: .id == third, select: { .open, .seats })).await.unwrap();
        assert_eq!((rows[0].open, rows[0].seats), (true, 0));
        let question = query!(Shop, filter: .id == first, select: { .name, .seats });
        let raw = world.client.fetch_raw(question.ir()).await.unwrap();
        assert_eq!(raw[0].properties.keys().collect::<Vec<_>>(), ["name"]);

        // What has a default may be taken away, and is the default then.
        h.update(third).unset(Shop::FIELDS.seats).unset(Shop::FIELDS.tags).await.unwrap();
        let shop = h.get(third).await.unwrap().unwrap().into_inner();
        assert_eq!((shop.seats, shop.tags, shop.open), (12, vec!["new".to_owned()], true));
        let question = query!(Shop, filter: .id == third, select: { .seats, .tags, .open });
        let raw = world.client.fetch_raw(question.ir()).await.unwrap();
        assert_eq!(raw[0].properties.keys().collect::<Vec<_>>(), ["open"]);
    });
}
