//! Each provider with all its settings, against the fields that the server's description gives it.

use prost::Message as _;
use weaviate_proto::GenerativeProvider;

use super::*;
use crate::plain::{
    error::{ErrorKind, Result},
    ir::{self, Setting},
    names::Names,
    render::{Context, provider::provider as message},
    version::Version,
    wire::Fields,
};

const TWO: [&str; 2] = ["a", "b"];

fn render(provider: &ir::Provider, version: Option<Version>) -> Result<GenerativeProvider> {
    let names = Names::new();
    message(provider, &Context { version, ..Context::new(&names) })
}

/// Which message a provider is, and the numbers of the fields that are set in it.
fn fields<K>(provider: Provider<K>) -> (u64, Vec<u64>) {
    let mut plain = IntoProvider::<()>::into_provider(provider);
    if plain.settings.iter().any(|(name, _)| *name == "images") {
        plain.settings.push(("image_properties", Setting::Texts(vec!["photo".into()])));
    }
    let bytes = render(&plain, None).unwrap().encode_to_vec();
    let (kind, message) = Fields(&bytes).next().unwrap().unwrap();
    let (mut numbers, mut fields) = (Vec::new(), Fields(message.bytes().unwrap()));
    while let Some((number, _)) = fields.next().unwrap() {
        numbers.push(number);
    }
    (kind, numbers)
}

fn all(of: std::ops::RangeInclusive<u64>) -> Vec<u64> {
    of.collect()
}

#[test]
fn every_setting_has_its_field() {
    let image = || [b"x"];
    let it = anthropic().base_url("u").max_tokens(1).model("m").temperature(0.5).top_k(1).top_p(0.5);
    assert_eq!(fields(it.stop_sequences(TWO).images(image())), (2, all(1..=9)));
    assert_eq!(fields(anyscale().base_url("u").model("m").temperature(0.0)), (3, all(1..=3)));
    let it = aws_bedrock().model("m").region("r").endpoint("e").temperature(0.5).max_tokens(1);
    assert_eq!(fields(it.stop_sequences(TWO).images(image())), (4, vec![3, 8, 9, 10, 11, 14, 15, 16, 17]));
    let it = aws_sagemaker().region("r").endpoint("e").target_model("t").target_variant("v").temperature(0.5);
    assert_eq!(
        fields(it.max_tokens(1).stop_sequences(TWO).images(image())),
        (4, vec![8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    );
    let it = cohere().base_url("u").frequency_penalty(0.1).max_tokens(1).model("m").k(1).p(0.5);
    let it = it.presence_penalty(0.1).stop_sequences(TWO).temperature(0.5);
    assert_eq!(fields(it.images(image())), (5, all(1..=11)));
    assert_eq!(fields(dummy()), (6, vec![]));
    let it = mistral().base_url("u").max_tokens(1).model("m").temperature(0.5).top_p(0.5);
    assert_eq!(fields(it), (7, all(1..=5)));
    let it = ollama().api_endpoint("u").model("m").temperature(0.5);
    assert_eq!(fields(it.images(image())), (8, all(1..=5)));
    let it = openai().frequency_penalty(0.1).max_tokens(1).model("m").n(1).presence_penalty(0.1).stop(TWO);
    let it = it.temperature(0.5).top_p(0.5).base_url("u").verbosity(Verbosity::High);
    assert_eq!(
        fields(it.reasoning_effort(ReasoningEffort::High).images(image())),
        (9, vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 15, 16, 17])
    );
    let it =
        azure_openai().frequency_penalty(0.1).max_tokens(1).model("m").n(1).presence_penalty(0.1).stop(TWO);
    let it =
        it.temperature(0.5).top_p(0.5).base_url("u").api_version("v").resource_name("r").deployment_id("d");
    let it = it.verbosity(Verbosity::Medium).reasoning_effort(ReasoningEffort::Medium);
    assert_eq!(fields(it.images(image())), (9, all(1..=17)));
    let it = google_gemini().frequency_penalty(0.1).max_tokens(1).model("m").presence_penalty(0.1);
    let it = it.temperature(0.5).top_k(1).top_p(0.5).stop_sequences(TWO);
    assert_eq!(fields(it.images(image())), (10, vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]));
    let it = google_vertex().frequency_penalty(0.1).max_tokens(1).model("m").presence_penalty(0.1);
    let it = it.temperature(0.5).top_k(1).top_p(0.5).stop_sequences(TWO).api_endpoint("a").project_id("p");
    assert_eq!(fields(it.endpoint_id("e").region("r").location("l").images(image())), (10, all(1..=15)));
    let it = databricks().endpoint("e").model("m").frequency_penalty(0.1).log_probs(true).top_log_probs(1);
    let it = it.max_tokens(1).n(1).presence_penalty(0.1).stop(TWO).temperature(0.5).top_p(0.5);
    assert_eq!(fields(it), (11, all(1..=11)));
    let it = friendliai().base_url("u").model("m").max_tokens(1).temperature(0.5).n(1).top_p(0.5);
    assert_eq!(fields(it), (12, all(1..=6)));
    let it = nvidia().base_url("u").model("m").temperature(0.5).top_p(0.5).max_tokens(1);
    assert_eq!(fields(it), (13, all(1..=5)));
    let it = xai().base_url("u").model("m").temperature(0.5).top_p(0.5).max_tokens(1);
    assert_eq!(fields(it.images(image())), (14, all(1..=7)));
    let it = contextualai().model("m").temperature(0.5).top_p(0.5).max_new_tokens(1).system_prompt("s");
    assert_eq!(fields(it.avoid_commentary(false).knowledge(TWO)), (15, all(1..=7)));
    let it = deepseek().base_url("u").model("m").temperature(0.5).max_tokens(1).frequency_penalty(0.1);
    assert_eq!(fields(it.presence_penalty(0.1).top_p(0.5).stop(TWO)), (16, all(1..=8)));
    let it = digitalocean().base_url("u").model("m").temperature(0.5).top_p(0.5).max_tokens(1);
    assert_eq!(fields(it.frequency_penalty(0.1).presence_penalty(0.1).stop(TWO)), (17, all(1..=8)));
    let it = meta().base_url("u").model("m").temperature(0.5).top_p(0.5).max_tokens(1).frequency_penalty(0.1);
    let it = it.presence_penalty(0.1).reasoning_effort(MetaReasoningEffort::XHigh);
    assert_eq!(fields(it.images(image())), (18, all(1..=10)));
}

#[test]
fn values_arrive_as_they_were_set() {
    use weaviate_proto::generative_provider::Kind;
    let plain = IntoProvider::<()>::into_provider(
        openai()
            .model("a")
            .model("gpt-5")
            .temperature(0.25)
            .n(2)
            .stop(TWO)
            .reasoning_effort(ReasoningEffort::Minimal),
    );
    let Some(Kind::Openai(message)) = render(&plain, None).unwrap().kind else { panic!("not OpenAI") };
    // What is set twice has the later value.
    assert_eq!(message.model.as_deref(), Some("gpt-5"));
    assert_eq!((message.temperature, message.n), (Some(0.25), Some(2)));
    assert_eq!(message.stop.unwrap().values, TWO);
    assert_eq!((message.reasoning_effort, message.verbosity, message.is_azure), (Some(1), None, None));
    let plain = IntoProvider::<()>::into_provider(aws_sagemaker());
    let Some(Kind::Aws(message)) = render(&plain, None).unwrap().kind else { panic!("not AWS") };
    assert_eq!(message.service.as_deref(), Some("sagemaker"));
    assert!(format!("{:?}", openai().base_url("https://user:secret@host")).ends_with("openai(base_url)"));
}

#[test]
fn servers_that_would_ignore_a_setting_are_told() {
    let on = |provider: &ir::Provider, version: &str| {
        render(provider, Some(version.parse().unwrap())).map_err(|error| error.to_string())
    };
    let it = IntoProvider::<()>::into_provider(deepseek());
    for version in ["1.36.19", "1.37.10", "1.37.99", "1.38.2", "1.39.0", "2.0.0"] {
        assert!(on(&it, version).is_ok(), "{version}");
    }
    for (version, needed) in
        [("1.32.0", "1.36.19"), ("1.36.18", "1.36.19"), ("1.37.9", "1.37.10"), ("1.38.1", "1.38.2")]
    {
        let error =
            format!("provider `deepseek`: `deepseek` needs Weaviate {needed}, this server is {version}");
        assert_eq!(on(&it, version).unwrap_err(), error);
    }
    let it = IntoProvider::<()>::into_provider(aws_bedrock().stop_sequences(TWO));
    assert!(on(&it, "1.33.9").is_ok() && on(&it, "1.34.3").is_err() && on(&it, "1.35.0").is_ok());
    assert!(on(&IntoProvider::<()>::into_provider(digitalocean()), "1.39.0").is_err());
}

#[test]
fn what_was_made_by_hand_is_checked() {
    let refused = |name, settings: &[(&'static str, Setting)], expected: &str| {
        let error = render(&ir::Provider { name, settings: settings.to_vec() }, None).unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::InvalidInput, expected));
    };
    refused("gpt", &[], "`gpt` is no provider that this version knows");
    refused("dummy", &[("model", Setting::Int(1))], "provider `dummy`: `dummy` has no setting `model`");
    refused("openai", &[("model", Setting::Int(1))], "provider `openai`: `model` is set to what is not text");
    let word = Setting::Text("loud".into());
    refused("openai", &[("verbosity", word)], "provider `openai`: `verbosity` knows no `loud`");
    let word = Setting::Text("unspecified".into());
    refused("openai", &[("verbosity", word)], "provider `openai`: `verbosity` knows no `unspecified`");
}
