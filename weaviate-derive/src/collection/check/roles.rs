//! Ids, keys and times: each on one field.

use super::super::model::{Model, Role};
use crate::diag::Diagnostics;

/// One field for each role, and no `id` beside a `key`.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    for (role, word) in [(Role::Id, "id"), (Role::CreatedAt, "created_at"), (Role::UpdatedAt, "updated_at")] {
        for second in model.fields.iter().filter(|field| field.role == role).skip(1) {
            diagnostics.error(second.ident.span(), format!("only one field can be marked `{word}`"));
        }
    }
    let mut keys = model.fields.iter().filter_map(|field| field.key);
    let Some(first) = keys.next() else { return };
    for second in keys {
        let help = "keep it on one field, such as one that joins them";
        diagnostics.help(
            second,
            "only one field can be marked `key`: an id made of several is not there yet",
            help,
        );
    }
    if model.fields.iter().any(|field| field.role == Role::Id) {
        let help = "remove one of the two: `key` makes the id from the field's value";
        diagnostics.help(first, "a struct has an `id` or a `key`, not both", help);
    }
}
