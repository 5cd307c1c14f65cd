//! What decoding and encoding may cost: allocations always, time as a ratio in optimized builds.

use weaviate_benches::{count::allocations, kernel, model::Article, reply};
use weaviate_query::{Collection as _, Names, wire::Batch};

#[test]
fn decoding_allocates_what_the_user_gets() {
    let bytes = reply::articles(10_000);
    let query = Article::query().all();
    let (allocations, rows) = allocations(|| query.read(&bytes));
    let rows = rows.unwrap();
    assert_eq!(rows.len(), 10_000);
    // Title, slug, the list of tags, three tags, the embedding; and the list of rows among the 64.
    assert!(allocations <= 10_000 * 7 + 64, "{allocations} allocations");
}

#[test]
fn encoding_allocates_a_message_and_no_more() {
    let (documents, names) = (kernel::documents(1_000), std::sync::Arc::new(Names::new()));
    let mut batch = Batch::new("Document", None, names);
    let mut on_its_way = kernel::message(&mut batch, &documents);
    for in_flight in [false, true, true, false, false] {
        if !in_flight {
            on_its_way.clear();
        }
        let before = on_its_way.clone();
        let (allocations, message) = allocations(|| kernel::message(&mut batch, &documents));
        assert!(message.len() > 1_000 * 1_536 * 4);
        // The memory of a message that somebody still holds is not written over.
        assert!(before.is_empty() || before == message);
        assert!(before.is_empty() || before.as_ptr() != message.as_ptr());
        assert!(allocations <= 2, "{allocations} allocations");
        on_its_way = message;
    }
}

#[test]
fn both_ways_give_the_same_rows() {
    let bytes = reply::articles(20);
    let ours = Article::query().all().read(&bytes).unwrap();
    let ours: Vec<_> = ours.into_iter().map(|row| (row.id(), row.into_inner())).collect();
    assert_eq!(kernel::structs(bytes.into()), Some(ours));
}

/// The other tests run beside these on the same cores: what they take from one side of a pair is no cost of the codec,
/// so a ratio that is too large is measured again, four times at most.
fn quietest(most: f64, measure: impl Fn() -> kernel::Pair) -> kernel::Pair {
    let mut best = measure();
    for _ in 0..4 {
        if best.ratio() <= most {
            break;
        }
        let again = measure();
        if again.ratio() < best.ratio() {
            best = again;
        }
    }
    best
}

#[test]
#[cfg_attr(debug_assertions, ignore = "a ratio of times means something only in an optimized build")]
fn decoding_takes_half_of_what_prost_takes() {
    use kernel::Rival::{Messages, MessagesOfSlice, Structs};
    // Measured: 0.25, 0.41, 0.49. What is above them is for machines that do other things as well.
    for (rival, most) in [(Structs, 0.35), (MessagesOfSlice, 0.5), (Messages, 0.6)] {
        let pair = quietest(most, || kernel::decode(10_000, 15, rival));
        assert!(pair.ratio() <= most, "{rival:?}: {pair:?} is {:.2}", pair.ratio());
    }
}

#[test]
#[cfg_attr(debug_assertions, ignore = "a ratio of times means something only in an optimized build")]
fn encoding_takes_less_than_prost_from_ready_messages() {
    let pair = quietest(1.0, || kernel::encode_prost(1_000, 15));
    assert!(pair.ratio() <= 1.0, "{pair:?} is {:.2}", pair.ratio());
}
