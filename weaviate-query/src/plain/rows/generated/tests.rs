//! What each provider reports, by its own message.

use prost::Message as _;
use weaviate_proto::{
    GenerativeCohereMetadata, GenerativeDeepseekMetadata, GenerativeDummyMetadata, GenerativeGoogleMetadata,
    GenerativeOpenAiMetadata, GenerativeReply, TextArray, generative_cohere_metadata as cohere,
    generative_deepseek_metadata, generative_google_metadata as google, generative_metadata::Kind,
    generative_open_ai_metadata,
};

use super::*;

fn read(kind: Kind) -> Generated {
    let metadata = Some(proto::GenerativeMetadata { kind: Some(kind) });
    let reply = GenerativeReply { result: "text".into(), metadata, debug: None };
    Generated::read(&reply.encode_to_vec()).unwrap()
}

fn tokens(of: &Generated) -> (Option<u64>, Option<u64>, Option<u64>) {
    let usage = of.usage().unwrap();
    (usage.input_tokens, usage.output_tokens, usage.total_tokens)
}

#[test]
fn counts_of_tokens() {
    let openai = read(Kind::Openai(GenerativeOpenAiMetadata {
        usage: Some(generative_open_ai_metadata::Usage {
            prompt_tokens: Some(10),
            completion_tokens: Some(5),
            total_tokens: Some(17),
        }),
    }));
    assert_eq!(tokens(&openai), (Some(10), Some(5), Some(17)));
    // A number that cannot be a count is none, and so is one that is not there.
    let deepseek = read(Kind::Deepseek(GenerativeDeepseekMetadata {
        usage: Some(generative_deepseek_metadata::Usage {
            prompt_tokens: Some(-1),
            completion_tokens: Some(0),
            total_tokens: None,
        }),
    }));
    assert_eq!(tokens(&deepseek), (None, Some(0), None));
    let silent = read(Kind::Openai(GenerativeOpenAiMetadata { usage: None }));
    assert_eq!(tokens(&silent), (None, None, None));
    let dummy = read(Kind::Dummy(GenerativeDummyMetadata {}));
    assert_eq!((dummy.metadata().unwrap().provider, tokens(&dummy)), ("dummy", (None, None, None)));
    assert!(Generated::read(&GenerativeReply::default().encode_to_vec()).unwrap().usage().is_none());
}

#[test]
fn coheres_account() {
    let it = read(Kind::Cohere(GenerativeCohereMetadata {
        api_version: Some(cohere::ApiVersion {
            version: Some("2".into()),
            is_deprecated: None,
            is_experimental: Some(true),
        }),
        billed_units: Some(cohere::BilledUnits {
            input_tokens: Some(4.5),
            output_tokens: None,
            search_units: Some(1.0),
            classifications: None,
        }),
        tokens: Some(cohere::Tokens { input_tokens: Some(4.0), output_tokens: Some(f64::NAN) }),
        warnings: Some(TextArray { values: vec!["old model".into()] }),
    }));
    assert_eq!(tokens(&it), (Some(4), None, None));
    let all = it.metadata().unwrap();
    let billed = all.billed_units.unwrap();
    assert_eq!(
        (billed.input_tokens, billed.output_tokens, billed.search_units),
        (Some(4.5), None, Some(1.0))
    );
    assert_eq!(all.api_version.as_ref().unwrap().version.as_deref(), Some("2"));
    assert_eq!(all.warnings, ["old model"]);
}

#[test]
fn googles_two_forms() {
    let gemini = read(Kind::Google(GenerativeGoogleMetadata {
        metadata: None,
        usage_metadata: Some(google::UsageMetadata {
            prompt_token_count: Some(1),
            candidates_token_count: Some(2),
            total_token_count: Some(3),
        }),
    }));
    assert_eq!(tokens(&gemini), (Some(1), Some(2), Some(3)));
    assert!(gemini.metadata().unwrap().billable_characters.is_none());
    let count = |tokens, characters| {
        Some(google::TokenCount { total_tokens: Some(tokens), total_billable_characters: Some(characters) })
    };
    let vertex = read(Kind::Google(GenerativeGoogleMetadata {
        metadata: Some(google::Metadata {
            token_metadata: Some(google::TokenMetadata {
                input_token_count: count(4, 40),
                output_token_count: count(5, 50),
            }),
        }),
        usage_metadata: None,
    }));
    assert_eq!(tokens(&vertex), (Some(4), Some(5), None));
    let characters = vertex.metadata().unwrap().billable_characters.unwrap();
    assert_eq!((characters.input, characters.output), (Some(40), Some(50)));
}
