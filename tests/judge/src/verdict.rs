//! What two ways of asking say of each other, by the data.

use std::collections::BTreeMap;

use crate::{known, question::Question};

/// How a question came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// It compiles, and both ways give the right answer.
    Right,
    /// It does not compile, and a server has no right answer to it, or has one by luck.
    RightlyRefused,
    /// It compiles, the library refuses these values before it sends anything, and a server would not answer them.
    RefusedByValue,
    /// It compiles, and a server refuses it or answers something else.
    TooLax,
    /// It does not compile, and a server answers it rightly, with other values too.
    TooStrict,
    /// A server answers what was written by hand; what the language sends gets another answer.
    AskedWrongly,
    /// What the language sends is answered by the server and otherwise by the engine.
    EngineDiffers,
}

impl Verdict {
    pub(crate) fn agrees(self) -> bool {
        matches!(self, Self::Right | Self::RightlyRefused | Self::RefusedByValue)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::RightlyRefused => "rightly refused",
            Self::RefusedByValue => "refused by value",
            Self::TooLax => "too lax",
            Self::TooStrict => "too strict",
            Self::AskedWrongly => "asked wrongly",
            Self::EngineDiffers => "engine differs",
        }
    }
}

/// A question with how it came out and why.
#[derive(Debug)]
pub(crate) struct Judged<'q> {
    pub(crate) question: &'q Question,
    pub(crate) verdict: Verdict,
    pub(crate) why: String,
    pub(crate) written: String,
}

impl Judged<'_> {
    /// Why it may come out so, if it is known to.
    fn reason(&self) -> Option<&'static str> {
        known::reason(self.verdict, &self.question.shape)
    }

    /// Whether it agrees, or is known to disagree.
    pub(crate) fn is_explained(&self) -> bool {
        self.verdict.agrees() || self.reason().is_some()
    }
}

const VERDICTS: [Verdict; 7] = [
    Verdict::Right,
    Verdict::RightlyRefused,
    Verdict::RefusedByValue,
    Verdict::TooLax,
    Verdict::TooStrict,
    Verdict::AskedWrongly,
    Verdict::EngineDiffers,
];

/// Prints how many of each area agree, and the shortest question of each kind that does not.
pub(crate) fn report(judged: &[Judged<'_>], all: bool) {
    let mut areas: BTreeMap<&str, BTreeMap<Verdict, usize>> = BTreeMap::new();
    for one in judged {
        for area in [one.question.area, "~ all"] {
            *areas.entry(area).or_default().entry(one.verdict).or_default() += 1;
        }
    }
    print!("{:12}{:>7}", "area", "asked");
    for verdict in VERDICTS {
        print!("{:>18}", verdict.name());
    }
    println!("{:>9}", "agree");
    for (area, found) in &areas {
        let asked: usize = found.values().sum();
        let agree: usize = found.iter().filter(|(verdict, _)| verdict.agrees()).map(|(_, count)| count).sum();
        print!("{area:12}{asked:7}");
        for verdict in VERDICTS {
            print!("{:18}", found.get(&verdict).copied().unwrap_or_default());
        }
        println!("{:8.1}%", agree as f64 * 100.0 / asked.max(1) as f64);
    }
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in judged.iter().filter(|one| !one.verdict.agrees()).filter_map(Judged::reason) {
        *reasons.entry(reason).or_default() += 1;
    }
    println!("\n{} disagreements that stay", reasons.values().sum::<usize>());
    for (reason, count) in reasons {
        println!("{count:6}  {reason}");
    }
    let mut kinds: BTreeMap<(Verdict, &str, String), Vec<&Judged<'_>>> = BTreeMap::new();
    for one in judged.iter().filter(|one| !one.is_explained()) {
        let key = if all { one.question.shape.clone() } else { kind(&one.question.shape) };
        kinds.entry((one.verdict, one.question.area, key)).or_default().push(one);
    }
    println!("\n{} kinds of disagreement that nothing explains", kinds.len());
    for ((verdict, ..), mut some) in kinds {
        some.sort_by_key(|one| one.written.len());
        let one = some[0];
        println!(
            "\n{} ×{}: {}\n  {}\n  {}",
            verdict.name(),
            some.len(),
            one.question.shape,
            one.written,
            one.why
        );
    }
}

/// A shape without what its property is called and has beside.
fn kind(shape: &str) -> String {
    shape.replace(" -searchable", "").replace(" +range", "").replace(" default", "")
}
