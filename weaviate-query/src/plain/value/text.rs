//! Text as JSON has it: what a server reads where objects are stored comes so.

/// The text that stands between the quotes of a JSON string; what is no such text stays as it is.
pub(crate) fn unescaped(text: String) -> String {
    if !text.contains('\\') {
        return text;
    }
    serde_json::from_str(&format!("\"{text}\"")).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    /// As 1.39.0 sends them.
    #[test]
    fn what_json_escapes() {
        for (sent, stored) in [
            ("plain \u{7f} \u{e9}", "plain \u{7f} \u{e9}"),
            (r#"a \"b\" \\ \u0026 \u003cc\u003e"#, "a \"b\" \\ & <c>"),
            (r"\u2028\u0001\n\t/", "\u{2028}\u{1}\n\t/"),
            (r"\\n", r"\n"),
            // A server that does not escape.
            ("a \"b\" \\", "a \"b\" \\"),
        ] {
            assert_eq!(unescaped(sent.to_owned()), stored);
        }
    }
}
