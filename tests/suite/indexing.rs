//! Aliases as a program makes them, and what the indexes make of its texts.

use weaviate::{Collection as _, ErrorKind, schema::Tokenization};
use weaviate_tests::run;

use crate::model::{Article, Category};

#[test]
fn aliases_come_go_and_move() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(Category,)>().await.unwrap();
        let (memo, collection) = (world.class("Memo"), world.class("Category_v1"));
        assert_eq!(client.alias(&memo).await.unwrap(), None);
        client.create_alias(&memo, &collection).await.unwrap();
        let made = client.alias(&memo).await.unwrap().unwrap();
        assert_eq!((made.name(), made.collection()), (memo.as_str(), collection.as_str()));
        assert!(client.aliases().await.unwrap().contains(&made));

        // Wherever a name stands, in what is written and in what is asked.
        let category = Category { name: "by alias".to_owned(), parent: None, related: Vec::new() };
        let by_alias = client.collection_named::<Category>(&memo).unwrap();
        let id = by_alias.insert(&category).await.unwrap();
        assert_eq!(*client.collection::<Category>().get(id).await.unwrap().unwrap(), category);
        assert_eq!(by_alias.count().await.unwrap(), 1);

        let taken = client.create_alias(&memo, &collection).await.unwrap_err();
        assert!(taken.is_already_exists(), "{taken}");
        assert!(taken.to_string().contains(&memo), "{taken}");
        let nowhere = client.create_alias(&world.class("Other"), &world.class("Nothing")).await.unwrap_err();
        assert!(matches!(nowhere.kind(), ErrorKind::NotFound | ErrorKind::Rejected), "{nowhere}");
        let unknown = client.move_alias(&world.class("Other"), &collection).await.unwrap_err();
        assert!(unknown.is_not_found(), "{unknown}");

        client.sync::<(Article, Category)>().await.unwrap();
        let articles = world.class("Article_v1");
        client.move_alias(&memo, &articles).await.unwrap();
        assert_eq!(client.alias(&memo).await.unwrap().unwrap().collection(), articles);
        assert_eq!(client.collection_named::<Article>(&memo).unwrap().count().await.unwrap(), 0);

        assert!(client.delete_alias(&memo).await.unwrap());
        assert!(!client.delete_alias(&memo).await.unwrap());
        assert_eq!(client.collection::<Article>().count().await.unwrap(), 0);
    });
}

#[test]
fn texts_are_cut_into_tokens() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(Article, Category)>().await.unwrap();
        let tokens = client.tokenize("The Red-fox", Tokenization::Word).await.unwrap();
        assert_eq!(tokens.indexed(), ["the", "red", "fox"]);
        assert_eq!(tokens.query(), ["red", "fox"]);
        let tokens = client.tokenize("The Red-fox", Tokenization::Trigram).await.unwrap();
        assert_eq!(tokens.indexed(), ["the", "her", "ere", "red", "edf", "dfo", "fox"]);

        let articles = client.collection::<Article>();
        let tokens = articles.tokenize(Article::FIELDS.title, "Red-fox").await.unwrap();
        assert_eq!(tokens.indexed(), ["red", "fox"]);
        for text in ["Red-fox", "a  b"] {
            assert_eq!(articles.tokenize(Article::FIELDS.slug, text).await.unwrap().indexed(), [text]);
            assert_eq!(articles.tokenize(Article::FIELDS.tags, text).await.unwrap().indexed(), [text]);
        }
        let gone = client.collection_named::<Article>("Nothing").unwrap();
        let error = gone.tokenize(Article::FIELDS.title, "a").await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
    });
}

#[test]
fn indexes_are_waited_for() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(Category,)>().await.unwrap();
        client.collection::<Category>().wait_for_indexing().await.unwrap();
        let error =
            client.collection_named::<Category>("Nothing").unwrap().wait_for_indexing().await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
    });
}
