//! Disagreements that stay, each with the reason; ARCHITECTURE.md has them in words.

use crate::verdict::Verdict;

/// Why a question may come out so, if it may.
pub(crate) fn reason(verdict: Verdict, shape: &str) -> Option<&'static str> {
    let has = |some: &[&str]| some.iter().any(|part| shape.contains(part));
    match verdict {
        Verdict::TooStrict => {
            if has(&["-filterable"]) {
                return Some(
                    "`filterable = false` says that nothing filters by it, whatever else a server indexes",
                );
            }
            if has(&["boolean"]) && has(&[" <", " >", " in "]) {
                return Some("a boolean is a test by itself: an order of two values says less");
            }
            if has(&["Vec<link"]) && has(&["_all", "in a..=b"]) {
                return Some(
                    "behind a list of links two objects could meet a test that is sent in two parts",
                );
            }
            if has(&["Vec<object>.", "Vec<link"]) && has(&[" !=", " is_null"]) {
                return Some(
                    "in each object of a list a server takes what is beside a property for its absence; where nothing is, it is right",
                );
            }
            if has(&[" len()"]) && has(&[" without null_state"]) {
                return Some(
                    "an absent value has the length 0 with `null_state` alone; by some numbers that is no matter",
                );
            }
            if has(&[" contains_"]) {
                return Some("`contains_*` are of lists: a single value has `==` and `in`");
            }
            if has(&["place within", "place> within"]) && has(&["aggregate ", "delete "]) {
                return Some("what counts and deletes takes no place, behind links as in the object itself");
            }
            None
        }
        Verdict::TooLax => {
            if has(&["group_by Vec<"]) {
                return Some("a server counts an object once for each time that its list has the value");
            }
            None
        }
        _ => None,
    }
}
