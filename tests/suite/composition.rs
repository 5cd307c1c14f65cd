//! Questions put together from parts: made in functions, passed on, combined, left out, chosen at run time, and
//! written once for many collections. Nothing here gives up a check.

use chrono::{DateTime, Utc};
use weaviate::{
    Builder, Collection, Filter, Handle, Query, Result, Select, Sort, filter, query,
    search::{self, Listing, Narrowed},
    sort,
    tenancy::Whole,
    token::{DateProperty, ExactTextProperty, Field},
};
use weaviate_tests::run;

use crate::model::{Article, Everything, article, articles};

/// The numbers of the articles that a question finds, in its order.
async fn numbers(h: &Handle<Article>, query: Query<Article, (i64,)>) -> Vec<i64> {
    h.fetch(query).await.unwrap().iter().map(|(words,)| words / 100).collect()
}

/// Which of the eight pass, in their order.
async fn passing(h: &Handle<Article>, filter: Filter<Article>) -> Vec<i64> {
    let query = Article::query().filter(filter).sort(Article::FIELDS.words.asc()).limit(100);
    numbers(h, query.select(|a, _| (a.words,))).await
}

fn between(least: i64, most: i64) -> Filter<Article> {
    filter!(Article, .words >= least && .words <= most)
}

fn tagged(tag: &str) -> Filter<Article> {
    filter!(Article, .tags contains_any [tag])
}

#[test]
fn filters_are_values() {
    run(|world| async move {
        let h = articles(&world).await;
        // tags of 0…7: none, rust, rust+async, async, none, rust, rust+async, async
        assert_eq!(passing(&h, between(200, 600) & tagged("rust")).await, [2, 5, 6]);
        assert_eq!(passing(&h, between(0, 100) | tagged("async")).await, [0, 1, 2, 3, 6, 7]);
        assert_eq!(passing(&h, !between(100, 700)).await, [0]);
        assert_eq!(passing(&h, filter!(Article, .public && !(tagged("rust")))).await, [0, 4]);
        let all = ["rust", "async"].map(tagged);
        assert_eq!(passing(&h, Filter::all(all.clone())).await, [2, 6]);
        assert_eq!(passing(&h, Filter::any(all)).await, [1, 2, 3, 5, 6, 7]);
        // Of no parts: all pass `all`, none passes `any`, and neither is a special case of the caller.
        assert_eq!(passing(&h, Filter::all([])).await.len(), 8);
        assert!(passing(&h, Filter::any([])).await.is_empty());
        // The same filter, twice.
        let long = between(500, 700);
        assert_eq!(passing(&h, long.clone()).await, [5, 6, 7]);
        let counted = h.aggregate(query!(aggregate Article, filter: &long, select: { count })).await.unwrap();
        assert_eq!(counted.count, 3);
    });
}

/// What a search form sends: everything may be missing.
#[derive(Default)]
struct Form {
    words: Option<String>,
    longer_than: Option<i64>,
    tags: Vec<String>,
    public_only: bool,
}

impl Form {
    fn filter(&self) -> Filter<Article> {
        filter!(Article,
            if let Some(least) = self.longer_than { .words > least }
            && if !self.tags.is_empty() { .tags contains_all &self.tags }
            && if self.public_only { .public }
        )
    }

    /// With words a search by words, else a listing; both are rows of the same type.
    async fn ask(&self, h: &Handle<Article>) -> Result<Vec<Card>> {
        let filter = self.filter();
        Ok(match &self.words {
            Some(words) => {
                h.fetch(query!(Article, bm25: words, filter: filter, limit: 20, select: Card)).await?
            }
            None => h.fetch(query!(Article, filter: filter, sort: .words, limit: 20, select: Card)).await?,
        }
        .into_vec())
    }
}

#[derive(Debug, PartialEq, Select)]
#[weaviate(from = Article)]
struct Card {
    slug: String,
    words: i64,
}

#[test]
fn parts_may_be_missing() {
    run(|world| async move {
        let h = articles(&world).await;
        let ask = async |form: Form| -> Vec<i64> {
            let mut found: Vec<_> = form.ask(&h).await.unwrap().iter().map(|card| card.words / 100).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(ask(Form::default()).await.len(), 8);
        assert_eq!(ask(Form { longer_than: Some(400), ..Form::default() }).await, [5, 6, 7]);
        let tags = vec!["rust".to_owned(), "async".to_owned()];
        assert_eq!(ask(Form { tags: tags.clone(), ..Form::default() }).await, [2, 6]);
        assert_eq!(
            ask(Form { tags, longer_than: Some(300), public_only: true, ..Form::default() }).await,
            [6]
        );
        // Titles: red 0 3 6, blue 1 4 7, green 2 5.
        let red = Form { words: Some("red".into()), ..Form::default() };
        assert_eq!(ask(red).await, [0, 3, 6]);
        let red = Form { words: Some("red".into()), longer_than: Some(100), ..Form::default() };
        assert_eq!(ask(red).await, [3, 6]);
        // By hand, an optional filter is an `Option`.
        let none: Option<Filter<Article>> = None;
        assert_eq!(
            numbers(&h, Article::query().filter(none).limit(3).select(|a, _| (a.words,))).await.len(),
            3
        );
    });
}

/// The orders that a program offers; a word from outside can only choose one of them.
fn order(word: &str) -> Option<Sort<Article>> {
    let orders: [(&str, Sort<Article>); 3] = [
        ("longest", sort!(Article, .words desc)),
        ("newest", sort!(Article, .published desc)),
        ("public", sort!(Article, .public desc).then(sort!(Article, .words))),
    ];
    orders.into_iter().find(|(name, _)| *name == word).map(|(_, sort)| sort)
}

#[test]
fn an_order_is_chosen_at_run_time() {
    run(|world| async move {
        let h = articles(&world).await;
        let by = async |word: &str| {
            let rows =
                h.fetch(query!(Article, sort: order(word), limit: 8, select: { .words })).await.unwrap();
            rows.iter().map(|row| row.words / 100).collect::<Vec<_>>()
        };
        assert_eq!(by("longest").await, [7, 6, 5, 4, 3, 2, 1, 0]);
        assert_eq!(by("newest").await, [7, 6, 5, 4, 3, 2, 1, 0]);
        assert_eq!(by("public").await, [0, 2, 4, 6, 1, 3, 5, 7]);
        // An unknown word is no order, and the listing comes as the server has it.
        assert!(order("title; drop").is_none());
        assert_eq!(by("title; drop").await.len(), 8);
    });
}

/// A question begun in one place and ended in another; its type says what may still be added.
fn public() -> Builder<Article, Narrowed> {
    Article::query().filter(filter!(Article, .public))
}

/// Any search, narrowed the same way: the bound is the rule.
fn fresh<S: search::State + search::Narrowable>(
    begun: Builder<Article, S>,
    from: DateTime<Utc>,
) -> Builder<Article, S::Narrow> {
    begun.filter(Article::FIELDS.published.ge(from)).limit(2)
}

/// A finished question is a value too.
fn first<C, R>(query: Query<C, R>) -> Query<C, R> {
    query.limit(1)
}

#[test]
fn questions_are_begun_and_passed_on() {
    run(|world| async move {
        let h = articles(&world).await;
        let words = Article::FIELDS.words;
        assert_eq!(numbers(&h, public().sort(words.desc()).limit(2).select(|a, _| (a.words,))).await, [6, 4]);
        assert_eq!(
            numbers(&h, public().sort(words.asc()).offset(1).limit(9).select(|a, _| (a.words,))).await,
            [2, 4, 6]
        );
        let from = article(3).published;
        let near = fresh(Article::query().near_vector(&article(0).embedding), from);
        assert_eq!(numbers(&h, near.select(|a, _| (a.words,))).await, [3, 4]);
        // A server that is asked for the two least and a lone `>=` would sort the two that it comes across first.
        let listed = fresh(Article::query(), from).sort(words.desc());
        assert_eq!(numbers(&h, listed.select(|a, _| (a.words,))).await, [7, 6]);
        let one = first(query!(Article, sort: .words desc, select: Card));
        assert_eq!(*h.fetch(one).await.unwrap(), [Card { slug: "house-7".into(), words: 700 }]);
    });
}

/// Over every collection.
async fn count<C: Collection<Tenancy = Whole>>(client: &weaviate::Client, filter: Option<Filter<C>>) -> u64 {
    let counted = query!(aggregate C, filter: filter, select: { count });
    client.collection::<C>().aggregate(counted).await.unwrap().count
}

/// Over every collection, by one of its dates.
fn since<C, P: DateProperty>(date: Field<C, (), P>, from: DateTime<Utc>) -> Filter<C> {
    date.ge(from)
}

/// Over every collection that has a date called `published`.
trait Published: Collection<Tenancy = Whole> {
    fn published() -> Field<Self, (), impl DateProperty>;
    fn name() -> Field<Self, (), impl ExactTextProperty>;
}

impl Published for Article {
    fn published() -> Field<Self, (), impl DateProperty> {
        Self::FIELDS.published
    }

    fn name() -> Field<Self, (), impl ExactTextProperty> {
        Self::FIELDS.slug
    }
}

async fn newest<C: Published>(handle: &Handle<C>, from: DateTime<Utc>, not: &str) -> Result<Option<C>> {
    let asked = C::query()
        .filter(since(C::published(), from) & !C::name().eq(not))
        .sort(C::published().desc())
        .limit(1)
        .all();
    Ok(handle.first(asked).await?.map(weaviate::Hit::into_inner))
}

/// A listing of any collection.
fn page<C: Collection>(size: u32) -> Builder<C, Listing> {
    C::query().limit(size)
}

#[test]
fn functions_are_written_once_for_many_collections() {
    run(|world| async move {
        let h = articles(&world).await;
        world.client.sync::<(Everything,)>().await.unwrap();
        assert_eq!(count::<Article>(&world.client, None).await, 8);
        assert_eq!(count(&world.client, Some(tagged("async"))).await, 4);
        assert_eq!(count::<Everything>(&world.client, None).await, 0);
        let from = article(5).published;
        assert_eq!(passing(&h, since(Article::FIELDS.published, from)).await, [5, 6, 7]);
        assert_eq!(count(&world.client, Some(since(Everything::FIELDS.date, from))).await, 0);
        assert_eq!(newest(&h, from, "house-7").await.unwrap(), Some(article(6)));
        assert_eq!(newest(&h, "2100-01-01T00:00:00Z".parse().unwrap(), "").await.unwrap(), None);
        assert_eq!(h.fetch(page::<Article>(3).all()).await.unwrap().len(), 3);
    });
}
