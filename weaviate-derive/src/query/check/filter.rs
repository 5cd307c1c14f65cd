//! Conditions that are written as they should be and mean nothing.

use super::super::ast::{Else, Filter, If, Path, Test};
use crate::{diag::Diagnostics, token};

/// All conditions of a filter.
pub(super) fn check(filter: &Filter, diagnostics: &mut Diagnostics) {
    match filter {
        Filter::Test(path, Test::Absent(operator, word)) => {
            let asked = if operator == "eq" { "is_null" } else { "is_not_null" };
            let help = format!("write `.{}.{asked}()`", names(path));
            diagnostics.help(word.span(), format!("`{word}` is not a value to compare with"), help);
        }
        Filter::Not(_, inner) => check(inner, diagnostics),
        Filter::Join(_, _, left, right) => {
            check(left, diagnostics);
            check(right, diagnostics);
        }
        Filter::If(conditional) => check_if(conditional, diagnostics),
        Filter::Gap | Filter::Rust(_) | Filter::Test(..) => {}
    }
}

fn check_if(conditional: &If, diagnostics: &mut Diagnostics) {
    match conditional.condition.as_slice() {
        [] => diagnostics.error(conditional.word.span(), "this `if` has no condition"),
        [dot, ..] if token::is_path(&conditional.condition, 0) => {
            let message = "the condition of an `if` is Rust: it is asked once, before the query";
            diagnostics.help(dot.span(), message, "join conditions on properties with `&&`");
        }
        _ => {}
    }
    check(&conditional.then, diagnostics);
    match &conditional.otherwise {
        Else::None => {}
        Else::Block(_, _, filter) => check(filter, diagnostics),
        Else::If(_, next) => check_if(next, diagnostics),
    }
}

fn names(path: &Path) -> String {
    let names = path.steps.iter().filter_map(|step| step.name.as_ref()).map(token::plain);
    names.collect::<Vec<_>>().join(".")
}
