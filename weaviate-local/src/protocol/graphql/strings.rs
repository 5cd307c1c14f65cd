//! Reads string literals of GraphQL: their escapes, and the indentation of block strings.

/// The text of a literal, quoted once or three times.
pub(super) fn value(literal: &str) -> String {
    match literal.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\"")) {
        Some(block) => block_value(block),
        None => {
            unescaped(literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(literal))
        }
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut units: Vec<u16> = Vec::new();
    let mut letters = text.chars();
    let flush = |units: &mut Vec<u16>, out: &mut String| {
        out.push_str(&String::from_utf16_lossy(units));
        units.clear();
    };
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            flush(&mut units, &mut out);
            out.push(letter);
            continue;
        }
        let escape = letters.next();
        if escape == Some('u') {
            let digits: String = letters.by_ref().take(4).collect();
            units.push(u16::from_str_radix(&digits, 16).unwrap_or(0xFFFD));
            continue;
        }
        flush(&mut units, &mut out);
        match escape {
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            other => out.extend(other),
        }
    }
    flush(&mut units, &mut out);
    out
}

// What all lines but the first are indented by is no part of the text, nor are empty lines around it.
fn block_value(block: &str) -> String {
    let block = block.replace("\\\"\"\"", "\"\"\"");
    let lines: Vec<&str> = block.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = lines
        .iter()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let mut kept: Vec<&str> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| if at == 0 { *line } else { line.get(common..).unwrap_or_default() })
        .collect();
    while kept.last().is_some_and(|line| line.trim().is_empty()) {
        kept.pop();
    }
    let first = kept.iter().position(|line| !line.trim().is_empty()).unwrap_or(kept.len());
    kept.split_off(first).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    // From the GraphQL specification, sections 2.9.4 (string value).
    #[test]
    fn texts_mean_what_the_specification_says() {
        assert_eq!(value(r#""a\n\u00e9\uD83D\uDE00\"""#), "a\né😀\"");
        assert_eq!(
            value("\"\"\"\n    Hello,\n      World!\n\n    Yours.\n  \"\"\""),
            "Hello,\n  World!\n\nYours."
        );
    }
}
