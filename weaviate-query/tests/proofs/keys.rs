//! Ids made from keys never change: each pair was computed with `weaviate.util.generate_uuid5(value)` of the
//! Python client 4.23.1, which is `uuid.uuid5(uuid.NAMESPACE_DNS, str(value))`.

use uuid::Uuid;
use weaviate_query::key_id;

#[test]
fn text() {
    let pairs = [
        ("", "4ebd0208-8328-5d69-8c44-ec50939c0967"),
        ("a", "4f3f2898-69e3-5a0d-820a-c4e87987dbce"),
        ("weaviate", "5644a000-4c31-57e2-a16e-3b96801150e8"),
        ("Hello, World!", "13da68dd-6c0c-591f-a183-3fadbbb30c37"),
        (" spaces around ", "d5121f17-9798-576e-a4d7-dbd66f69a99e"),
        ("two\nlines\tand a tab", "2f6f7a40-8468-5ad9-8346-772f453e418a"),
        ("https://example.com/a?b=c#d", "a5f38b35-cdc8-53ab-a6e5-3349055e9118"),
        ("Žluťoučký kůň", "9cff222b-7d9f-509e-bc17-d1d819ef86bf"),
        ("日本語の見出し", "50175d70-a5ca-5ccd-8fef-69e119d78c36"),
        ("🦀🚀", "bac53702-c2c0-59f9-936e-00a87399696c"),
        ("e\u{301}", "39004b7f-2a0b-588c-88f7-aa24552a7636"),
        ("\u{e9}", "ebfe0af8-3997-5ade-b634-ba92cf69f557"),
        ("0", "6af613b6-569c-5c22-9c37-2ed93f31d3af"),
    ];
    for (key, id) in pairs {
        assert_eq!(key_id(&key.to_owned()).to_string(), id, "{key:?}");
    }
    assert_eq!(key_id(&"x".repeat(1000)).to_string(), "f6d12730-a238-51ed-bf69-3689855f9bbf");
}

#[test]
fn integers() {
    let pairs: [(i64, &str); 6] = [
        (0, "6af613b6-569c-5c22-9c37-2ed93f31d3af"),
        (-1, "b4119dc1-9b26-5b3a-965c-3353a2b5feff"),
        (42, "7c411b5e-9d3f-50b5-9c28-62096e41c4ed"),
        (9_007_199_254_740_992, "2ee99089-aea1-5985-90c2-a87841c45793"),
        (-9_223_372_036_854_775_808, "4c36aeb8-0c7a-5d27-b191-b0605bfb701f"),
        (9_223_372_036_854_775_807, "60d291c1-93ad-5ed0-8ce2-9bf514e01ece"),
    ];
    for (key, id) in pairs {
        assert_eq!(key_id(&key).to_string(), id, "{key}");
    }
    // The type of the field does not matter, only the number.
    assert_eq!(key_id(&42_u8), key_id(&42_i64));
    assert_eq!(key_id(&u32::MAX).to_string(), "281a39fd-2c62-56d5-9b28-624e53d4d9de");
}

#[test]
fn uuids() {
    let pairs = [
        ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "4cbce65e-cfcd-541c-b23c-74415552d2be"),
        ("00000000-0000-0000-0000-000000000000", "9deb2fc0-8ca4-5d9d-ac43-1313f2ef0772"),
    ];
    for (key, id) in pairs {
        let upper = Uuid::parse_str(&key.to_uppercase()).unwrap();
        assert_eq!(key_id(&upper).to_string(), id, "{key}");
    }
}
