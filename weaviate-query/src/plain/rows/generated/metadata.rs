//! What a provider says of an answer.
//!
//! Each provider has a message of its own on the wire, and most of them the same three counts. They become
//! one type here: what all have is [`Usage`], what one alone has is an option beside it.
//!
//! | provider | usage | more |
//! |---|---|---|
//! | OpenAI, Mistral, Databricks, FriendliAI, NVIDIA, xAI, DeepSeek, DigitalOcean, Meta | three counts | |
//! | Anthropic | read and written | |
//! | Cohere | read and written | billed units, version, warnings |
//! | Google | three counts, of older models two | characters |
//! | Anyscale, AWS, Ollama, `dummy` | none | |

use prost::Message as _;
use weaviate_proto::{self as proto, generative_metadata::Kind};

use crate::plain::error::{Error, Result};

/// A provider's account of an answer, for a question whose provider was set to `usage(true)`.
///
/// What a provider does not say is none: never a zero that stands for nothing.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct GenerativeMetadata {
    /// The provider's name on the wire, such as `openai`.
    pub provider: &'static str,
    /// What was read and written, in tokens.
    pub usage: Usage,
    /// What is to be paid for; by Cohere alone.
    pub billed_units: Option<BilledUnits>,
    /// The version of Cohere's API that answered; by Cohere alone.
    pub api_version: Option<ApiVersion>,
    /// Cohere's warnings, in its words.
    pub warnings: Vec<String>,
    /// How many characters are to be paid for; by older models of Google's alone.
    pub billable_characters: Option<BillableCharacters>,
}

/// What a language model read and wrote, in its own tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Usage {
    /// How many it read: the prompt.
    pub input_tokens: Option<u64>,
    /// How many it wrote.
    pub output_tokens: Option<u64>,
    /// Both, and what it thought without writing it.
    pub total_tokens: Option<u64>,
}

/// What is to be paid for, as Cohere counts it; it counts in fractions.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct BilledUnits {
    /// Tokens read
    pub input_tokens: Option<f64>,
    /// Tokens written
    pub output_tokens: Option<f64>,
    /// Searches
    pub search_units: Option<f64>,
    /// Classifications
    pub classifications: Option<f64>,
}

/// The version of an API, as Cohere says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ApiVersion {
    /// Its name
    pub version: Option<String>,
    /// Whether it is deprecated, and will go
    pub is_deprecated: Option<bool>,
    /// Whether it is experimental, and may change
    pub is_experimental: Option<bool>,
}

/// Characters that are to be paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct BillableCharacters {
    /// Characters read
    pub input: Option<u64>,
    /// Characters written
    pub output: Option<u64>,
}

/// The three counts that most providers report.
macro_rules! counts {
    ($usage:expr) => {
        match $usage {
            Some(usage) => Usage {
                input_tokens: usage.prompt_tokens.and_then(count),
                output_tokens: usage.completion_tokens.and_then(count),
                total_tokens: usage.total_tokens.and_then(count),
            },
            None => Usage::default(),
        }
    };
}

impl GenerativeMetadata {
    /// Reads a `GenerativeMetadata`; none, if no provider of ours is in it.
    pub(super) fn read(message: &[u8]) -> Result<Option<Self>> {
        let wire = proto::GenerativeMetadata::decode(message).map_err(|error| {
            Error::decode("the provider's metadata are no protobuf message").with_source(error)
        })?;
        let of = |provider, usage| Some(Self { provider, usage, ..Self::default() });
        Ok(match wire.kind {
            Some(Kind::Anthropic(it)) => {
                let (input_tokens, output_tokens) = it
                    .usage
                    .map_or((None, None), |usage| (count(usage.input_tokens), count(usage.output_tokens)));
                of("anthropic", Usage { input_tokens, output_tokens, total_tokens: None })
            }
            Some(Kind::Anyscale(_)) => of("anyscale", Usage::default()),
            Some(Kind::Aws(_)) => of("aws", Usage::default()),
            Some(Kind::Cohere(it)) => Some(cohere(it)),
            Some(Kind::Dummy(_)) => of("dummy", Usage::default()),
            Some(Kind::Mistral(it)) => of("mistral", counts!(it.usage)),
            Some(Kind::Ollama(_)) => of("ollama", Usage::default()),
            Some(Kind::Openai(it)) => of("openai", counts!(it.usage)),
            Some(Kind::Google(it)) => Some(google(&it)),
            Some(Kind::Databricks(it)) => of("databricks", counts!(it.usage)),
            Some(Kind::Friendliai(it)) => of("friendliai", counts!(it.usage)),
            Some(Kind::Nvidia(it)) => of("nvidia", counts!(it.usage)),
            Some(Kind::Xai(it)) => of("xai", counts!(it.usage)),
            Some(Kind::Deepseek(it)) => of("deepseek", counts!(it.usage)),
            Some(Kind::Digitalocean(it)) => of("digitalocean", counts!(it.usage)),
            Some(Kind::Meta(it)) => of("meta", counts!(it.usage)),
            None => None,
        })
    }
}

/// Cohere reports more than any other.
fn cohere(it: proto::GenerativeCohereMetadata) -> GenerativeMetadata {
    let tokens = it.tokens.unwrap_or_default();
    GenerativeMetadata {
        provider: "cohere",
        usage: Usage {
            input_tokens: tokens.input_tokens.and_then(whole),
            output_tokens: tokens.output_tokens.and_then(whole),
            total_tokens: None,
        },
        billed_units: it.billed_units.map(|units| BilledUnits {
            input_tokens: units.input_tokens,
            output_tokens: units.output_tokens,
            search_units: units.search_units,
            classifications: units.classifications,
        }),
        api_version: it.api_version.map(|api| ApiVersion {
            version: api.version,
            is_deprecated: api.is_deprecated,
            is_experimental: api.is_experimental,
        }),
        warnings: it.warnings.map(|warnings| warnings.values).unwrap_or_default(),
        billable_characters: None,
    }
}

/// Gemini reports its usage, the older models of Vertex the tokens and characters of each side.
fn google(it: &proto::GenerativeGoogleMetadata) -> GenerativeMetadata {
    let tokens = it.metadata.as_ref().and_then(|metadata| metadata.token_metadata.as_ref());
    let side = |count: Option<&proto::generative_google_metadata::TokenCount>| {
        (count.and_then(|count| count.total_tokens), count.and_then(|count| count.total_billable_characters))
    };
    let (input, input_characters) = side(tokens.and_then(|tokens| tokens.input_token_count.as_ref()));
    let (output, output_characters) = side(tokens.and_then(|tokens| tokens.output_token_count.as_ref()));
    let usage = it.usage_metadata.as_ref();
    GenerativeMetadata {
        provider: "google",
        usage: Usage {
            input_tokens: usage.and_then(|usage| usage.prompt_token_count).or(input).and_then(count),
            output_tokens: usage.and_then(|usage| usage.candidates_token_count).or(output).and_then(count),
            total_tokens: usage.and_then(|usage| usage.total_token_count).and_then(count),
        },
        billable_characters: tokens.map(|_| BillableCharacters {
            input: input_characters.and_then(count),
            output: output_characters.and_then(count),
        }),
        ..GenerativeMetadata::default()
    }
}

/// A count: a negative number is none.
fn count(number: i64) -> Option<u64> {
    u64::try_from(number).ok()
}

/// A count of tokens, which Cohere sends as a float.
fn whole(number: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both were asked for")]
    (0.0..9e15).contains(&number).then_some(number as u64)
}
