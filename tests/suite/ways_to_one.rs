//! Links behind links, where a reply comes to one object by several ways that select other links of it.
//!
//! A server looks each object up once, with the links of the way that it comes first (1.39.0), so these would be missing.

use std::collections::HashMap;

use weaviate::{Collection, Link, Uuid, filter, query};
use weaviate_tests::run;

#[derive(Debug, Clone, PartialEq, Collection)]
struct Being {
    #[weaviate(id)]
    id: Uuid,
    name: String,
    a: Option<Link<Being>>,
    b: Option<Link<Being>>,
    c: Vec<Link<Being>>,
}

/// So few that most are reached by several ways.
const BEINGS: usize = 9;

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

/// Who leads to whom, another one for each seed.
struct World {
    a: Vec<Option<usize>>,
    b: Vec<Option<usize>>,
    c: Vec<Vec<usize>>,
}

impl World {
    fn new(mut seed: u64) -> Self {
        let mut below = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % most
        };
        let mut maybe = || Some(below(BEINGS + 2)).filter(|n| *n < BEINGS);
        let [a, b] = [(); 2].map(|()| (0..BEINGS).map(|_| maybe()).collect());
        let mut several = || {
            let mut all: Vec<usize> = [maybe(), maybe()].into_iter().flatten().collect();
            all.dedup();
            all
        };
        let c = (0..BEINGS).map(|_| several()).collect();
        Self { a, b, c }
    }

    fn beings(&self) -> Vec<Being> {
        let link = |n: &usize| Link::to(id(*n));
        let being = |n: usize| Being {
            id: id(n),
            name: name(n),
            a: self.a[n].as_ref().map(link),
            b: self.b[n].as_ref().map(link),
            c: self.c[n].iter().map(link).collect(),
        };
        (0..BEINGS).map(being).collect()
    }
}

fn name(n: usize) -> String {
    format!("being {n}")
}

#[test]
fn links_come_by_every_way() {
    run(|world| async move {
        world.client.sync::<(Being,)>().await.unwrap();
        let beings = world.client.collection::<Being>();
        for seed in 0..12 {
            beings.delete_where(filter!(Being, .name matches "being")).await.unwrap();
            let of = World::new(seed);
            beings.insert_many(of.beings()).await.unwrap().into_result().unwrap();

            // Two ways of one length, each with a link of its own.
            let asked = query!(Being, limit: 100, select: { id, .a { .name, .b { .name } }, .b { .name, .a { .name } } });
            let found: HashMap<Uuid, _> =
                beings.fetch(asked).await.unwrap().into_iter().map(|row| (row.id, row)).collect();
            for n in 0..BEINGS {
                let row = &found[&id(n)];
                let by_a = row.a.as_ref().map(|a| (a.name.clone(), a.b.as_ref().map(|b| b.name.clone())));
                let by_b = row.b.as_ref().map(|b| (b.name.clone(), b.a.as_ref().map(|a| a.name.clone())));
                assert_eq!(by_a, of.a[n].map(|a| (name(a), of.b[a].map(name))), "seed {seed}, being {n}");
                assert_eq!(by_b, of.b[n].map(|b| (name(b), of.a[b].map(name))), "seed {seed}, being {n}");
            }

            // A longer way that selects more.
            let asked = query!(Being, limit: 100, select: { id, .a { .name }, .b { .a { .c { .name } } } });
            let found: HashMap<Uuid, _> =
                beings.fetch(asked).await.unwrap().into_iter().map(|row| (row.id, row)).collect();
            for n in 0..BEINGS {
                let row = &found[&id(n)];
                assert_eq!(
                    row.a.as_ref().map(|a| a.name.clone()),
                    of.a[n].map(name),
                    "seed {seed}, being {n}"
                );
                let deep = row
                    .b
                    .as_ref()
                    .map(|b| b.a.as_ref().map(|a| a.c.iter().map(|c| c.name.clone()).collect::<Vec<_>>()));
                let right =
                    of.b[n].map(|b| of.a[b].map(|a| of.c[a].iter().copied().map(name).collect::<Vec<_>>()));
                assert_eq!(deep, right, "seed {seed}, being {n}");
            }

            // Lists, and three ways down.
            let asked = query!(Being, limit: 100, select: {
                id, .c { .name, .a { .name, .b { .name } } }, .a { .b { .a { .name } } }, .b { .c { .b { .name } } }
            });
            let found: HashMap<Uuid, _> =
                beings.fetch(asked).await.unwrap().into_iter().map(|row| (row.id, row)).collect();
            for n in 0..BEINGS {
                let row = &found[&id(n)];
                let by_c: Vec<_> = row
                    .c
                    .iter()
                    .map(|c| {
                        (
                            c.name.clone(),
                            c.a.as_ref().map(|a| (a.name.clone(), a.b.as_ref().map(|b| b.name.clone()))),
                        )
                    })
                    .collect();
                let right: Vec<_> = of.c[n]
                    .iter()
                    .map(|c| (name(*c), of.a[*c].map(|a| (name(a), of.b[a].map(name)))))
                    .collect();
                assert_eq!(by_c, right, "seed {seed}, being {n}");
                let by_a = row.a.as_ref().map(|a| a.b.as_ref().map(|b| b.a.as_ref().map(|a| a.name.clone())));
                assert_eq!(
                    by_a,
                    of.a[n].map(|a| of.b[a].map(|b| of.a[b].map(name))),
                    "seed {seed}, being {n}"
                );
                let by_b = row
                    .b
                    .as_ref()
                    .map(|b| b.c.iter().map(|c| c.b.as_ref().map(|b| b.name.clone())).collect::<Vec<_>>());
                let right = of.b[n].map(|b| of.c[b].iter().map(|c| of.b[*c].map(name)).collect::<Vec<_>>());
                assert_eq!(by_b, right, "seed {seed}, being {n}");
            }
        }
    });
}
