//! A fault on the command line: what happens, on which calls, and when.

use std::time::Duration;

use weaviate_local::{Calls, Fault};

const KINDS: &str = "`unavailable`, `exhausted`, `delay=MILLISECONDS`, `hang-up` or `disk-full`";
const CALLS: [(&str, Calls); 7] = [
    ("any", Calls::Any),
    ("reads", Calls::Reads),
    ("writes", Calls::Writes),
    ("queries", Calls::Queries),
    ("objects", Calls::Objects),
    ("batches", Calls::Batches),
    ("schema", Calls::Schema),
];

/// Reads `KIND[,on=CALLS][,nth=N][,first=N][,after=N][,lasting=SECONDS]`.
pub(super) fn read(text: &str) -> Result<Fault, String> {
    let mut parts = text.split(',');
    let mut fault = kind(parts.next().unwrap_or_default())?;
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        fault = match name {
            "on" => fault.on(calls(value)?),
            "nth" => fault.nth(number(part, value)?),
            "first" => fault.first(number(part, value)?),
            "after" => fault.after(number(part, value)?),
            "lasting" => fault.lasting(Duration::from_secs(number(part, value)? as u64)),
            _ => {
                return Err(format!(
                    "`--fault` knows no `{part}`: after the kind stand `on=`, `nth=`, `first=`, `after=` or `lasting=`"
                ));
            }
        };
    }
    Ok(fault)
}

fn kind(text: &str) -> Result<Fault, String> {
    Ok(match text.split_once('=') {
        None if text == "unavailable" => Fault::unavailable(),
        None if text == "exhausted" => Fault::exhausted(),
        None if text == "hang-up" => Fault::hang_up(),
        None if text == "disk-full" => Fault::disk_full(),
        Some(("delay", value)) => Fault::delay(Duration::from_millis(number(text, value)? as u64)),
        _ => return Err(format!("`--fault` knows no kind `{text}`: the kinds are {KINDS}")),
    })
}

fn calls(name: &str) -> Result<Calls, String> {
    let found = CALLS.iter().find(|(known, _)| *known == name);
    found.map(|(_, calls)| *calls).ok_or_else(|| {
        let names = CALLS.map(|(name, _)| format!("`{name}`")).join(", ");
        format!("`--fault` knows no calls `{name}`: there are {names}")
    })
}

fn number(part: &str, value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| format!("`{part}` of `--fault` needs a whole number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read() {
        let late = Fault::delay(Duration::from_millis(200)).on(Calls::Batches).after(2).first(3);
        assert_eq!(read("delay=200,on=batches,after=2,first=3"), Ok(late));
        assert_eq!(read("disk-full,lasting=5"), Ok(Fault::disk_full().lasting(Duration::from_secs(5))));
        assert_eq!(read("hang-up,nth=2"), Ok(Fault::hang_up().nth(2)));
    }

    #[test]
    fn mistakes_are_named() {
        for (text, part) in [
            ("broken", "`broken`"),
            ("delay", "`delay=MILLISECONDS`"),
            ("delay=soon", "`delay=soon`"),
            ("unavailable,on=mondays", "`mondays`"),
            ("unavailable,nth=x", "`nth=x`"),
            ("unavailable,often", "`often`"),
        ] {
            let why = read(text).unwrap_err();
            assert!(why.contains(part), "{text}: {why}");
        }
    }
}
