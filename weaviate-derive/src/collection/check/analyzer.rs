//! What an analyzer needs of its field and its collection.

use super::super::model::{Analyzer, Field, Kind, Model};
use crate::{diag::Diagnostics, guess};

/// The tokenizations whose words a server can fold.
const TOKENIZATIONS: &[&str] = &["word", "lowercase", "whitespace", "field", "trigram"];

/// An index, a tokenization, and a list of stop words that is there.
pub(super) fn check(analyzer: &Analyzer, field: &Field, model: &Model, diagnostics: &mut Diagnostics) {
    if field.filterable == Some(false) && matches!(field.searchable, Some((false, _))) {
        let help = "remove `analyzer`, `filterable = false` or `searchable = false`";
        diagnostics.help(
            analyzer.at,
            format!("`{}` has no index that an analyzer could work for", field.ident),
            help,
        );
    }
    let tokenization = field.tokenization.as_ref().map(|(word, _)| word.to_string());
    let tokenization = tokenization.as_deref().unwrap_or("word");
    if !TOKENIZATIONS.contains(&tokenization) {
        let help = format!("tokenizations with an analyzer are {}", guess::list(TOKENIZATIONS));
        diagnostics.help(
            analyzer.at,
            format!("text with `tokenization = {tokenization}` has no analyzer"),
            help,
        );
    }
    let Some((preset, at)) = &analyzer.stopword_preset else { return };
    if tokenization != "word" && TOKENIZATIONS.contains(&tokenization) {
        let message = format!("text with `tokenization = {tokenization}` has no stop words");
        diagnostics.help(*at, message, "stop words need `tokenization = word`");
    }
    let mut known = vec!["en", "none"];
    known.extend(model.inverted.stopword_presets.iter().map(|(name, _)| name.as_str()));
    // What a collection declares is not known in an object.
    if model.kind == Kind::Collection && !known.contains(&preset.as_str()) {
        let help = match guess::nearest(preset, &known) {
            Some(guess) => format!("did you mean `{guess}`?"),
            None => format!("declare `inverted(stopword_presets({preset} = [\"…\"]))` on the struct"),
        };
        diagnostics.help(*at, format!("there is no list of stop words `{preset}`"), help);
    }
}
