//! What is stored, held against the rules of its fields.

use weaviate::{
    Collection,
    cli::{run as command, run_of},
    tenancy::TenantStatus,
};
use weaviate_tests::run;

use crate::desk::{Desk, Folder, Heard, kept};

#[derive(Collection)]
struct Review {
    #[weaviate(key, tokenization = field)]
    title: String,
    stars: i64,
}

#[derive(Collection)]
#[weaviate(multi_tenant)]
struct Entry {
    #[weaviate(key, tokenization = field)]
    name: String,
}

#[derive(Collection)]
#[allow(dead_code)]
struct Plain {
    text: Option<String>,
}

mod ruled {
    use super::Collection;

    fn is_no_shout(text: &String) -> Result<(), String> {
        if *text == text.to_uppercase() { Err("nobody is to shout".into()) } else { Ok(()) }
    }

    #[derive(Collection)]
    #[allow(dead_code)]
    pub(super) struct Review {
        #[weaviate(key, tokenization = field, validate(len(1..=10), with = is_no_shout))]
        title: String,
        #[weaviate(validate(range(1..=5)))]
        stars: i64,
    }

    #[derive(Collection)]
    #[weaviate(multi_tenant)]
    #[allow(dead_code)]
    pub(super) struct Entry {
        #[weaviate(key, tokenization = field, validate(len(..=3)))]
        name: String,
    }
}

type Ruled = (ruled::Review, ruled::Entry, Plain);

async fn ask(desk: &Desk, words: &[&str]) -> (u8, Heard) {
    let mut heard = Heard::default();
    let code = run_of::<Ruled>(desk.words(words), &mut heard).await;
    (code, heard)
}

#[test]
fn values_that_no_rule_allows_are_found() {
    run(|world| async move {
        let desk = Desk::of(&world).await;
        assert_eq!(ask(&desk, &["apply"]).await.0, 0);
        let client = world.builder().await.build().unwrap();
        let review = |title: &str, stars| Review { title: title.into(), stars };
        let reviews = client.collection::<Review>();
        let good = (0..30).map(|n| review(&format!("good {n}"), 1 + n % 5));
        reviews.insert_many(good).await.unwrap().into_result().unwrap();
        let (code, heard) = ask(&desk, &["check", "--check"]).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        kept("check-none.txt", &heard.out);
        let bad = [review("NO", 6), review("much too long", 3), review("bad", 0)];
        reviews.insert_many(bad).await.unwrap().into_result().unwrap();
        let entries = client.collection::<Entry>();
        entries.create_tenants(["acme", "blue"]).await.unwrap();
        for tenant in ["acme", "blue"] {
            let each = ["one", "three"].map(|name| Entry { name: name.into() });
            entries.tenant(tenant).unwrap().insert_many(each).await.unwrap().into_result().unwrap();
        }
        entries.set_tenant_status(["blue"], TenantStatus::Inactive).await.unwrap();

        let (code, heard) = ask(&desk, &["check"]).await;
        assert_eq!((code, heard.err.as_str()), (0, ""));
        kept("check.txt", &heard.out);
        assert_eq!(ask(&desk, &["check", "--check"]).await.0, 3);
        let (code, heard) = ask(&desk, &["check", "Review", "--show", "1", "--json"]).await;
        assert_eq!(code, 0);
        kept("check.json.txt", &heard.out);
        // Not the order of ids decides how many there are.
        let told: serde_json::Value = serde_json::from_str(&heard.out).unwrap();
        assert_eq!((&told[0]["found"], &told[0]["objects"]), (&3.into(), &33.into()));
        assert_eq!(told[0]["shown"].as_array().unwrap().len(), 1);
        assert_eq!(
            ask(&desk, &["check", "Plain"]).await.1.out,
            "0 objects looked at: the rules allow all of them\n"
        );
        let (code, heard) = ask(&desk, &["check", "Nothing"]).await;
        assert_eq!((code, heard.err.as_str()), (2, "weaviate: no struct declares a collection `Nothing`\n"));
        let mut heard = Heard::default();
        let none = run_of::<(Plain,)>(desk.words(&["check"]), &mut heard).await;
        assert_eq!(
            (none, heard.out.as_str()),
            (0, "no field has a rule (`validate`), so there is nothing to look for\n")
        );

        // A file has no functions.
        let folder = Folder::new("checked");
        let file = folder.file("weaviate.schema.json");
        assert_eq!(ask(&desk, &["snapshot", "--schema", &file]).await.0, 0);
        let mut heard = Heard::default();
        assert_eq!(command(None, desk.words(&["check", "--schema", &file]), &mut heard).await, 2);
        kept("check-file.txt", &heard.err);
    });
}
