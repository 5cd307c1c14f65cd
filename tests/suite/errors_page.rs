//! The page about reading rustc's errors, `docs/errors.md`, made of the programs of `ui-tests/ui` and what rustc says of
//! them. `BLESS=1` writes it anew.

use std::{fs, path::PathBuf};

/// What is shown, in this order: a heading, what to say of it, and the programs.
const PARTS: &[(&str, &str, &[&str])] = &[
    (
        "A name that is not there",
        "rustc says it of the struct of tokens, `ArticleFields`, and lists the names that there are. What is behind a link or \
         inside an object is said of that struct's tokens.",
        &["01_property_unknown", "12_clause_unknown", "31_metadata_unknown"],
    ),
    (
        "An operator that the property does not have",
        "`Article_title` is the property `title` of `Article`. The first line says the rule, the label at the carets what to \
         write instead. All lines behind `= help` are rustc's way there: they are for whoever mends this library.",
        &["02_operator_like_on_int", "03_operator_eq_on_tokenized", "09_null_without_its_index"],
    ),
    ("A value of another type", "", &["04_operand_text_for_int", "10_vector_of_another_dimension"]),
    (
        "Clauses that do not go together",
        "A question remembers its search. A clause that needs another one is refused at its own key.",
        &["07_search_sorted", "14_clause_alpha_without_hybrid", "33_group_by_int_with_bm25"],
    ),
    (
        "Something that these results do not have",
        "",
        &["05_metadata_distance_with_bm25", "34_rerank_score_without_rerank"],
    ),
    (
        "Something that the collection does not declare",
        "The label says which attribute to add, and where.",
        &["41_near_text_without_vectorizer", "34_rerank_without_reranker", "40_target_missing"],
    ),
    (
        "A change that is another one on the server",
        "What an update names and sets is checked as a filter is. A link is changed by itself, to objects of its own collection.",
        &["85_update_text_for_int", "85_update_link", "86_link_to_another_collection"],
    ),
    (
        "Questions passed on",
        "A filter, a sort and a query know their collection: another one's is another type.",
        &["08_filter_of_another_collection_alone", "15_query_of_another_collection", "16_tenant_missing"],
    ),
];

/// What is no matter of rustc: the doctor's tables and what is said of certificates, as the tests of `reaching` met them.
const REACHING: &str = "
# A server that is not reached

`client.doctor().await` looks at each step of the way and says which does not work, what that means and what to do; a step behind \
it is not looked at. `hm` works, and something else may not because of it. The last line says where to begin. `rest` and `grpc` \
stand for the two addresses. Then what calls say of a server's certificate, once and without another try.
";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The message down to its label, without the lines that say how rustc came to it.
fn message(stderr: &str) -> String {
    // What the macro itself says has its help before the place.
    if stderr.starts_with("error: ") {
        return stderr.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    }
    let end = |line: &&str| {
        !(line.trim_start().starts_with("= ") || line.starts_with("note:") || line.starts_with("help:"))
    };
    let lines: Vec<&str> = stderr.lines().take_while(end).collect();
    lines.join("\n").trim_end().trim_end_matches('|').trim_end().to_owned()
}

#[test]
fn the_page_shows_what_rustc_says() {
    let mut page = String::from(
        "How to read what rustc says of a wrong query.\n\nEach message is about the person's own names: the first line says the \
         rule, the carets stand at the smallest place that is wrong, the label behind them says the fix. One mistake is one \
         error; several mistakes in one query are all said at once. What follows behind `= help` and `note` is how rustc came to \
         it, and can be left unread.\n\n`Article_title` is the property `title` of `Article`; `Article` itself stands as it is \
         called.\n",
    );
    for (heading, text, programs) in PARTS {
        page.extend(["\n# ", heading, "\n"]);
        if !text.is_empty() {
            page.extend(["\n", text, "\n"]);
        }
        for program in *programs {
            let stderr = root().join("ui-tests/ui").join(program).with_extension("stderr");
            let stderr =
                fs::read_to_string(&stderr).unwrap_or_else(|error| panic!("{}: {error}", stderr.display()));
            page.extend(["\n```text\n", &message(&stderr), "\n```\n"]);
        }
    }
    page.push_str(REACHING);
    for kept in ["closed", "silent", "nobody", "wrong_key", "certificates"] {
        let text =
            fs::read_to_string(root().join("tests/suite/reaching/kept").join(kept).with_extension("txt"));
        page.extend(["\n```text\n", text.expect("a text of the reaching tests").trim_end(), "\n```\n"]);
    }
    let file = root().join("docs/errors.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &page).expect("the page is written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(written == page, "docs/errors.md is not what rustc says now: run with BLESS=1");
}

/// The programs whose messages the README shows, shortened: no line of them may say anything else than rustc.
const README: [&str; 3] =
    ["03_operator_eq_on_tokenized", "01_property_unknown", "05_metadata_distance_with_bm25"];

#[test]
fn the_readme_shows_what_rustc_says() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let shown =
        readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).expect("messages");
    let samples: Vec<&str> = shown.split("\n\n").collect();
    assert_eq!(samples.len(), README.len());
    for (program, sample) in README.iter().zip(samples) {
        let stderr = root().join("ui-tests/ui").join(program).with_extension("stderr");
        let stderr = fs::read_to_string(stderr).expect("a program's messages");
        for line in sample.lines() {
            // Of a line of code only what it points at is the same.
            let said = match line.split_once('|') {
                None => line,
                Some((_, marked)) if marked.contains('^') => marked.trim(),
                Some(_) => continue,
            };
            assert!(stderr.contains(said), "the README has `{said}`, rustc says of {program}:\n{stderr}");
        }
    }
}
