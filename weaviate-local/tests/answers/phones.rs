//! Telephone numbers as 1.39.0 stored or refused them: examples of every country, and what people write.

use std::collections::BTreeSet;

use super::*;

/// A line a number: input, country, and the code, the number, both forms and whether it is valid, or why it was refused.
const NUMBERS: &str = include_str!("phones.jsonl");

/// Countries whose numbering plan has changed since the server's tables were made: how a number is written, or whether it
/// is valid, is newer here.
const NEWER: [u64; 6] = [52, 54, 212, 234, 370, 998];

/// What is read otherwise: shorter than any number of the country, or with the prefix of calls abroad where none belongs.
const OTHERWISE: [&str; 7] = [
    "12",
    "123",
    "112",
    "+0049301234",
    "00819012345678",
    "00256712345678",
    "201\u{ff15}\u{ff15}\u{ff15}0123 доб. 7",
];

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_stored_as_a_server_stores_them() {
    let (_serving, remote) = server().await;
    let class = json!({"class": "P", "vectorizer": "none", "properties": [{"name": "p", "dataType": ["phoneNumber"]}]});
    remote.done("POST", "schema", &class).await;
    let (mut read, mut newer, mut otherwise) = (0, BTreeSet::new(), BTreeSet::new());
    for line in NUMBERS.lines() {
        let line: Vec<Json> = serde_json::from_str(line).unwrap();
        let (input, country) = (line[0].as_str().unwrap(), line[1].as_str().unwrap());
        let mut given = json!({"input": input});
        if !country.is_empty() {
            given["defaultCountry"] = json!(country);
        }
        let object = json!({"class": "P", "properties": {"p": given}});
        let (status, answer) = remote.rest("POST", "objects", Some(&object)).await;
        let found = if status == 200 {
            let id = answer["id"].as_str().unwrap();
            let stored =
                &remote.done("GET", &format!("objects/P/{id}"), &Json::Null).await["properties"]["p"];
            let text = |key: &str| json!(stored[key].as_str().unwrap_or_default());
            let number = |key: &str| json!(stored[key].as_u64().unwrap_or_default());
            vec![
                number("countryCode"),
                number("national"),
                text("internationalFormatted"),
                text("nationalFormatted"),
                json!(stored["valid"] == true),
            ]
        } else {
            let why = said(&answer).split_once("invalid phone number: ").unwrap().1;
            vec![json!(why.split(" - this").next())]
        };
        let wanted = &line[2..];
        match wanted {
            _ if found == wanted => read += 1,
            _ if OTHERWISE.contains(&input) => _ = otherwise.insert(input.to_owned()),
            [Json::Number(code), ..] if NEWER.contains(&code.as_u64().unwrap()) => {
                newer.insert(code.as_u64().unwrap());
            }
            _ => panic!("{input:?} {country}: {found:?}, not {wanted:?}"),
        }
    }
    // What is no longer different comes off the lists.
    assert_eq!(newer, BTreeSet::from(NEWER));
    assert_eq!(otherwise, OTHERWISE.map(str::to_owned).into());
    assert!(read >= 350, "{read}");
}
