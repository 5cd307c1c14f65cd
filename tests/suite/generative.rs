//! What a language model writes, by the server's module for tests, which says what it was asked.

use prost::Message as _;
use weaviate::transport::Via;
use weaviate::{
    BadRow, Blob, Builder, Collection, Error, ErrorKind, Handle, Names, Uuid,
    answer::Extra,
    generative::{self, Provider, ReasoningEffort, Verbosity},
    query,
    render::{self, Context},
    search::{Complete, State},
};
use weaviate_tests::{World, run};

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(generative(dummy), reranker(dummy))]
struct Review {
    #[weaviate(id)]
    id: Uuid,
    text: String,
    #[weaviate(tokenization = field)]
    dish: String,
    stars: i64,
    photo: Option<Blob>,
}

const PHOTO: &[u8] = b"\x89PNG";

async fn reviews(world: &World) -> Handle<Review> {
    world.client.sync::<(Review,)>().await.expect("sync");
    let handle = world.client.collection::<Review>();
    let review = |n: u128, text: &str, dish: &str, stars| Review {
        id: Uuid::from_u128(n),
        text: text.into(),
        dish: dish.into(),
        stars,
        photo: Some(Blob::from(PHOTO.to_vec())),
    };
    let all = [
        review(1, "good soup", "soup", 4),
        review(2, "a good, very good soup", "soup", 5),
        review(3, "good bread", "bread", 3),
    ];
    handle.insert_many(&all).await.expect("insert").into_result().expect("stored");
    handle
}

/// What `generative-dummy` answers to a prompt; its module has no settings.
fn dummy(prompt: &str) -> String {
    format!(
        "You want me to generate something based on the following prompt: {prompt}. With settings: . \
         I'm sorry, I'm just a dummy and can't generate anything."
    )
}

#[test]
fn about_each_object() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "a language model that the question names") {
            return;
        }
        let h = reviews(&world).await;
        let rows = h
            .fetch(query!(Review,
                bm25: "good",
                prompt: "Is {text} about {dish}, with {stars}?",
                provider: generative::dummy(),
                select: { .text, .dish, .stars, generated },
            ))
            .await
            .unwrap();
        assert_eq!(rows.len(), 3);
        for row in &rows {
            let prompt = format!("Is {} about {}, with {}?", row.text, row.dish, row.stars);
            assert_eq!(row.generated.text(), dummy(&prompt));
            assert!(row.generated.usage().is_none() && row.generated.full_prompt().is_none());
        }
        // By the collection's own module, with a prompt made at run time, of what is not selected.
        let prompt = String::from("{stars} stars");
        let rows = h.fetch(Review::query().prompt(prompt).limit(1).select(|_, m| (m.generated(),))).await;
        assert_eq!(*rows.unwrap()[0].0, dummy("4 stars"));
    });
}

#[test]
fn about_all_objects() {
    run(|world| async move {
        if world.has_none_by(Via::GraphQl, "prompts given back") {
            return;
        }
        let h = reviews(&world).await;
        let rows = h
            .fetch(query!(Review, bm25: "bread", grouped_task: "sum up", grouped_on: [.dish], select: { .stars }))
            .await
            .unwrap();
        assert_eq!(rows[0].stars, 3);
        assert_eq!(rows.generated().unwrap().text(), dummy(r#"sum up: [{"dish":"bread"}]"#));
        // Beside a prompt, and on top of a second ranking.
        let rows = h
            .fetch(query!(Review,
                bm25: "good",
                rerank: .text,
                prompt: "{dish}",
                grouped_task: "which?",
                grouped_on: [.dish, .stars],
                full_prompt: true,
                limit: 1,
                select: { generated, rerank_score },
            ))
            .await;
        let rows = rows.unwrap();
        assert!(rows[0].rerank_score > 0.0 && rows[0].generated.contains("prompt: "));
        assert!(rows.generated().unwrap().contains("which?: [{"));
        // Nothing found, nothing written.
        let none = h.fetch(query!(Review, bm25: "cake", grouped_task: "x", select: { id })).await.unwrap();
        assert!(none.is_empty() && none.generated().is_none());
    });
}

#[test]
fn about_groups() {
    run(|world| async move {
        let h = reviews(&world).await;
        let question = query!(Review,
            bm25: "good",
            group_by: .dish,
            prompt: "{dish}!",
            grouped_task: "sum up",
            grouped_on: [.stars],
            select: { .dish },
        );
        let groups = h.fetch(question.clone().on_bad_row(BadRow::Skip)).await.unwrap();
        let mut dishes: Vec<_> =
            groups.iter().map(|group| (group.value.clone().unwrap(), group.len())).collect();
        dishes.sort();
        assert_eq!(dishes, [("bread".to_owned(), 1), ("soup".to_owned(), 2)]);
        for group in &groups {
            let value = group.value.as_deref().unwrap();
            assert_eq!(group.generated.as_deref(), Some(dummy(&format!("{value}!")).as_str()), "{group:?}");
            assert!(group.iter().all(|row| row.dish == value));
        }
        assert!(groups.generated().unwrap().contains("sum up: [{"), "{:?}", groups.generated());
        assert!(groups.errors().is_empty());
    });
}

async fn refused<S: State + Complete<Review>, X: Extra<Row<S> = S>>(
    h: &Handle<Review>,
    question: Builder<Review, S, X>,
) -> Error {
    h.fetch(question.select(|a, _| (a.dish,))).await.err().expect("a refusal")
}

#[test]
fn what_a_server_would_answer_with_something_else_is_refused() {
    run(|world| async move {
        let h = reviews(&world).await;
        let ask = async |provider: Provider<weaviate::modules::generative::openai>| {
            let question = Review::query().prompt("x").provider(provider).select(|_, m| (m.generated(),));
            h.fetch(question).await.unwrap_err()
        };
        for (provider, expected) in [
            (
                generative::openai().max_tokens(0),
                "provider `openai`: `max_tokens` is 0, which the server would ignore",
            ),
            (generative::openai().temperature(f64::NAN), "provider `openai`: `temperature` is NaN"),
        ] {
            let error = ask(provider).await;
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert!(error.to_string().contains(expected), "{error}");
        }
        for (error, expected) in [
            (refused(&h, Review::query().prompt(" ")).await, "`prompt` is empty"),
            (refused(&h, Review::query().grouped_task("")).await, "`grouped_task` is empty"),
            (refused(&h, Review::query().provider(generative::dummy())).await, "writes nothing by itself"),
            (refused(&h, Review::query().full_prompt(true)).await, "writes nothing by itself"),
            (
                refused(&h, Review::query().sort(Review::FIELDS.stars.desc()).prompt("x")).await,
                "remove `sort`",
            ),
        ] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert!(error.to_string().contains(expected), "{error}");
        }
    });
}

#[test]
fn settings_are_for_one_collection_and_one_server() {
    let question = |provider: Provider<weaviate::modules::generative::openai, Review>| {
        Review::query().prompt("{text}").provider(provider).select(|_, m| (m.generated(),))
    };
    let provider = generative::openai()
        .model("gpt-5")
        .verbosity(Verbosity::Low)
        .reasoning_effort(ReasoningEffort::Minimal)
        .images([PHOTO])
        .image_properties(Review::FIELDS.photo)
        .usage(true);
    let names = Names::new();
    let wire = render::query(question(provider.clone()).ir(), &Context::new(&names)).unwrap();
    let wire = weaviate_proto::SearchRequest::decode(wire).unwrap();
    let single = wire.generative.unwrap().single.unwrap();
    assert!(single.queries[0].return_metadata);
    let text = format!("{:?}", single.queries[0].kind);
    // base64 of `\x89PNG`
    for part in ["gpt-5", "Minimal", "Low", "iVBORw==", "\"photo\""] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let on = |version: &str| {
        let context = Context { version: Some(version.parse().unwrap()), ..Context::new(&names) };
        render::query(question(provider.clone()).ir(), &context)
    };
    assert!(on("1.32.8").is_ok());
    let error = on("1.32.7").unwrap_err();
    assert_eq!(
        error.to_string(),
        "provider `openai`: `verbosity` of `openai` needs Weaviate 1.32.8, this server is 1.32.7"
    );
}
