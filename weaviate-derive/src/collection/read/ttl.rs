//! `ttl(days = 30, after = created_at)`: how long an object lives, and from when on.

use super::{
    super::model::Ttl,
    words::{inside, twice},
};
use crate::{
    attr::{Meta, Value},
    diag::Diagnostics,
};

/// All of `ttl(…)`.
pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Ttl {
    const KNOWN: &[&str] = &["days", "hours", "minutes", "seconds", "after", "hide_expired"];
    let mut read = Ttl { at: meta.span(), length: None, after: None, hide_expired: false };
    let inner = meta.list(diagnostics);
    twice(&inner, diagnostics);
    let mut unit = None;
    for meta in &inner {
        let one = match meta.name().as_str() {
            "days" => 86_400,
            "hours" => 3_600,
            "minutes" => 60,
            "seconds" => 1,
            "after" => {
                read.after = meta.word("created_at", diagnostics);
                continue;
            }
            "hide_expired" => {
                read.hide_expired = meta.flag(diagnostics);
                continue;
            }
            other => {
                inside("ttl", other, meta.span(), KNOWN, diagnostics);
                continue;
            }
        };
        if let Some(first) = unit.replace(meta.name()).filter(|first| *first != meta.name()) {
            let help = "say it in one of the two";
            diagnostics.help(meta.span(), format!("`ttl` has `{first}` and `{}`", meta.name()), help);
        }
        read.length = meta.number("30", diagnostics).map(|many| (one, many));
    }
    let after = inner.iter().any(|meta| meta.name() == "after");
    if matches!(meta.value, Value::List(_)) && !after {
        let help = "add `after = created_at`, `updated_at`, or a date of the struct";
        diagnostics.help(meta.span(), "`ttl` does not say after what", help);
    }
    let of_the_object =
        read.after.as_ref().is_some_and(|after| after == "created_at" || after == "updated_at");
    if of_the_object && unit.is_none() {
        diagnostics.help(meta.span(), "`ttl` does not say how long", "add `days = 30`");
    }
    read
}
