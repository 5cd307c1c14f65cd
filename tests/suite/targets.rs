//! Searches of several vectors, of rows of vectors, and by a vector without words.

use weaviate::{Collection, Handle, MultiVector, Uuid, Vector, query};
use weaviate_tests::{World, run};

/// A picture with a vector of its caption, one of its colours, and one for each of its patches.
#[derive(Debug, Clone, Collection)]
struct Picture {
    #[weaviate(id)]
    id: Uuid,
    caption: String,
    #[weaviate(vector(distance = l2_squared))]
    meaning: Vector<2>,
    #[weaviate(vector(distance = l2_squared))]
    colour: Vector<3>,
    #[weaviate(vector)]
    patches: MultiVector<2>,
}

const NAMES: [&str; 3] = ["sea", "wood", "town"];

fn picture(n: u8) -> Picture {
    let x = f32::from(n);
    Picture {
        id: Uuid::from_u128(u128::from(n) + 1),
        caption: NAMES[usize::from(n)].into(),
        meaning: Vector::new([x, 0.0]),
        colour: Vector::new([0.0, 0.0, 2.0 - x]),
        patches: [[1.0, x], [x, 1.0]].into_iter().collect(),
    }
}

async fn pictures(world: &World) -> Handle<Picture> {
    world.client.sync::<(Picture,)>().await.unwrap();
    let handle = world.client.collection::<Picture>();
    let pictures = [picture(0), picture(1), picture(2)];
    handle.insert_many(&pictures).await.unwrap().into_result().unwrap();
    handle
}

#[test]
fn distances_are_joined() {
    run(|world| async move {
        let h = pictures(&world).await;
        // Squared distances from (0, 0): to `meaning` 0, 1, 4; to `colour` 4, 1, 0.
        let sum = query!(Picture, near_vector: { .colour: [0.0; 3], .meaning: [0.0; 2] }, target: sum(.meaning, .colour),
            select: { .caption, distance });
        let rows = h.fetch(sum).await.unwrap();
        assert_eq!(rows[0].caption, "wood");
        assert_eq!(rows.iter().map(|row| row.distance).collect::<Vec<_>>(), [2.0, 4.0, 4.0]);
        let weighted = query!(Picture, near_vector: { .meaning: [0.0; 2], .colour: [0.0; 3] },
            target: weighted(.meaning * 3, .colour * 0.5), select: { .caption, distance });
        let rows = h.fetch(weighted).await.unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.caption.as_str(), row.distance)).collect();
        assert_eq!(found, [("sea", 2.0), ("wood", 3.5), ("town", 12.0)]);
        let least = query!(Picture, near_vector: { .meaning: [0.0; 2], .colour: [0.0; 3] },
            target: minimum(.meaning, .colour), select: { distance });
        let rows = h.fetch(least).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.distance).collect::<Vec<_>>(), [0.0, 0.0, 1.0]);
    });
}

#[test]
fn rows_for_a_multi_vector() {
    run(|world| async move {
        let h = pictures(&world).await;
        // Late interaction: for each row of the query the best dot product, summed: 1 + 2, 1 + 1, 1 + 1.
        let q = query!(Picture, near_vector: [[1.0, 0.0], [0.0, 1.0]], target: .patches, select: { .caption, distance });
        let rows = h.fetch(q).await.unwrap();
        assert_eq!(rows[0].caption, "town");
        let stored: MultiVector<2> = picture(2).patches;
        let q = query!(Picture, near_vector: &stored, target: .patches, limit: 1, select: { .caption, vector(.patches) });
        let rows = h.fetch(q).await.unwrap();
        assert_eq!((rows[0].caption.as_str(), &rows[0].patches_vector), ("town", &stored));
        let hybrid = query!(Picture, hybrid: "sea", vector: [[1.0, 0.0], [0.0, 1.0]], target: .patches, alpha: 1,
            select: { .caption, score });
        assert_eq!(h.fetch(hybrid).await.unwrap()[0].caption, "town");
    });
}

#[test]
fn a_hybrid_without_words() {
    run(|world| async move {
        let h = pictures(&world).await;
        let q = query!(Picture, hybrid: none, vector: [2.0, 0.0], target: .meaning, max_distance: 1, select: { .caption, score });
        let rows = h.fetch(q).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.caption.as_str()).collect::<Vec<_>>(), ["town", "wood"]);
        assert!(rows[0].score > rows[1].score);
    });
}
