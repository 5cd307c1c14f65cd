//! The parts of a selection: paths that can be selected, each name once, and no more than the facade takes.

use proc_macro2::Ident;

use super::super::{
    ast::{Dangling, Item, Path, What, is_repeated, kept},
    words,
};
use crate::{arity, diag::Diagnostics, token};

/// A selection, and those in the braces of its parts.
pub(super) fn check(items: &[Item], aggregate: bool, diagnostics: &mut Diagnostics) {
    let most = if aggregate { arity::METRICS } else { arity::ITEMS };
    for (at, item) in items.iter().enumerate() {
        let inner = match &item.what {
            What::Nested(_, inner) => inner,
            _ => &item.unused,
        };
        check(inner, aggregate, diagnostics);
        diagnostics.turn_to(item.place);
        one(&item.what, diagnostics);
        if is_repeated(items, at, item) {
            let message = format!("two fields of the row are called `{}`", item.name);
            let help = "give one of them another name: `.title as headline`";
            diagnostics.help(item.name.span(), message, help);
        }
    }
    if let Some(item) = kept(items, usize::MAX).get(most) {
        diagnostics.turn_to(item.place);
        let message = format!("a selection has at most {most} parts");
        diagnostics.help(item.name.span(), message, "ask for the others in a second query");
    }
}

fn one(what: &What, diagnostics: &mut Diagnostics) {
    match what {
        What::Called(name) => called(name, diagnostics),
        What::Dangling(path, Dangling::Deep) => deep(path, diagnostics),
        What::Dangling(path, Dangling::InMetrics) => {
            diagnostics.error(path.dot(), "expected a metric such as `mean`, not a property");
        }
        What::Dangling(path, Dangling::NoMetrics) => {
            let Some(property) = path.last() else { return };
            let name = token::plain(property);
            let help = format!("write which: `.{name} {{ count, max }}`");
            diagnostics.help(property.span(), format!("`{name}` has no metrics"), help);
        }
        What::Dangling(_, Dangling::Unfinished)
        | What::Property(_)
        | What::Nested(..)
        | What::Word(..)
        | What::Vector(..)
        | What::Unknown(_) => {}
    }
}

fn called(called: &Ident, diagnostics: &mut Diagnostics) {
    let name = token::plain(called);
    let help = if words::METADATA.contains(&name.as_str()) {
        format!("write `{name}`")
    } else {
        "select the property itself".to_owned()
    };
    diagnostics.help(called.span(), format!("`.{name}()` cannot be selected"), help);
}

/// `.author.name`
fn deep(path: &Path, diagnostics: &mut Diagnostics) {
    let names: Vec<String> =
        path.steps.iter().filter_map(|step| step.name.as_ref()).map(token::plain).collect();
    let Some((last, outer)) = names.split_last() else { return };
    let mut nested = format!(".{last}");
    for name in outer.iter().rev() {
        nested = format!(".{name} {{ {nested} }}");
    }
    let second = path.steps.get(1).map_or_else(|| path.dot(), |step| step.dot);
    let message = "what is inside a property is selected in its braces";
    diagnostics.help(second, message, format!("write `{nested}`"));
}
