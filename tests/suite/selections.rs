//! Rows: anonymous, tuples, named, whole.

use weaviate::{Collection as _, Select, query};
use weaviate_tests::run;

use crate::model::{Article, article, articles};

#[derive(Debug, Clone, PartialEq, Select)]
#[weaviate(from = Article)]
struct Card {
    title: String,
    #[weaviate(property = summary)]
    teaser: Option<String>,
    #[weaviate(path = author.name)]
    author: String,
    #[weaviate(score)]
    score: f32,
}

#[test]
fn rows() {
    run(|world| async move {
        let h = articles(&world).await;
        let q = query!(Article,
            filter: .words == 400,
            select: { .title as headline, .author { .name, .born as year }, .editors { .name }, .place, .tags, .embedding, id, created_at, updated_at },
        );
        let rows = h.fetch(q.clone()).await.unwrap();
        let (row, wanted) = (&rows[0], article(4));
        assert_eq!(
            (&row.headline, &row.author.name, row.author.year),
            (&wanted.title, &wanted.author.name, wanted.author.born)
        );
        assert_eq!(row.editors.iter().map(|editor| editor.name.as_str()).collect::<Vec<_>>(), ["Cid", "Dee"]);
        assert_eq!(
            (row.place, &row.tags, &row.embedding, row.id),
            (wanted.place, &wanted.tags, &wanted.embedding, wanted.id)
        );
        assert!(row.created_at <= row.updated_at);
        // A query is data: it can be asked again.
        assert_eq!(h.fetch(q).await.unwrap().len(), 1);
    });
}

#[test]
fn named_rows_and_tuples() {
    run(|world| async move {
        let h = articles(&world).await;
        let cards = h.fetch(query!(Article, bm25: "summary 4", limit: 1, select: Card)).await.unwrap();
        let wanted = article(4);
        assert_eq!(
            (&cards[0].title, &cards[0].teaser, &cards[0].author),
            (&wanted.title, &wanted.summary, &wanted.author.name)
        );
        assert!(cards[0].score > 0.0);
        let pairs = Article::query()
            .filter(Article::FIELDS.words.eq(400))
            .select(|a, m| (a.slug, a.author.pick(|a, _| (a.name,)), m.id()));
        let pairs = h.fetch(pairs).await.unwrap();
        assert_eq!(pairs[0], ("house-4".to_owned(), ("Ann".to_owned(),), wanted.id));
        let whole = h.fetch(Article::query().limit(100).all()).await.unwrap();
        let mut whole: Vec<_> = whole.into_iter().map(weaviate::Hit::into_inner).collect();
        whole.sort_by_key(|article| article.words);
        assert_eq!(whole, (0..8).map(article).collect::<Vec<_>>());
    });
}
