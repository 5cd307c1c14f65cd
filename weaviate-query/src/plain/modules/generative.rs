//! The generative modules: for each the settings that a collection may have of it, and behind `asked` those
//! that one question may have, which are named and sometimes spelt otherwise.
//!
//! The table is read three times, each time by the macro that it is handed: here for what a collection
//! declares, in `render::provider` for the messages, on the floor above for the builders of a question.
//!
//! A collection declares one, `generative(openai(model = "…"))`, and every prompt goes to it. A question may
//! name another provider, or other settings of the same, which go before the collection's.
//!
//! ```
//! use weaviate_query::modules::generative;
//!
//! let settings = generative::anthropic().model("claude-sonnet-4-5").max_tokens(500).temperature(0.2).settings();
//! assert_eq!(settings.name(), "generative-anthropic");
//! assert_eq!(
//!     serde_json::Value::from(settings.to_json()),
//!     serde_json::json!({ "model": "claude-sonnet-4-5", "maxTokens": 500, "temperature": 0.2 })
//! );
//! ```
//!
//! What most have:
//!
//! | method | means |
//! |---|---|
//! | `model` | the provider's name for its model |
//! | `max_tokens` | how long an answer may be, in the model's tokens |
//! | `temperature` | how freely words are chosen, 0 being not at all |
//! | `top_p`, `top_k` | of which share or number of the likeliest words |
//! | `frequency_penalty`, `presence_penalty` | how much a word that was used counts less |
//! | `stop`, `stop_sequences` | texts at which the answer ends |
//! | `base_url` | another address of the provider |
//!
//! Which can do more, in one question:
//!
//! | can | providers |
//! |---|---|
//! | read pictures (`images`, `image_properties`) | Anthropic, AWS, Azure, Cohere from 1.32.10, Google, Meta, Ollama, OpenAI, xAI |
//! | report what an answer cost (`usage`) | all but Anyscale, AWS, Contextual AI, `dummy`, Ollama |
//! | be told how much to think | OpenAI and Azure from 1.32.8, Meta |
#![allow(non_camel_case_types)]
#![expect(clippy::doc_markdown, reason = "names of companies")]

use super::{Setting, Settings, table};

/// Hands the table to the macro `$read`.
///
/// A line has two halves. What stands before `asked` is a line of [`table::modules`]: what a collection
/// declares. Behind it stands what a question may say: the message and its place among the providers, what is
/// always set of it, the first version of each release line that has it, `usage` if it reports what an answer
/// cost, and the settings with their kinds.
macro_rules! read_table {
    ($read:ident) => { $read! {
        /// Anthropic.
        anthropic as generative_anthropic = "generative-anthropic" [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_k "topK" count,
            top_p "topP" number,
            stop_sequences "stopSequences" texts,
            base_url "baseURL" text,
        }
        asked GenerativeAnthropic as Anthropic [usage] {
            base_url text, max_tokens count, model text, temperature number, top_k count, top_p number,
            stop_sequences texts, images pictures, image_properties pictures,
        }
        /// Anyscale.
        anyscale as generative_anyscale = "generative-anyscale" [generates] {
            model "model" text,
            temperature "temperature" number,
            base_url "baseURL" text,
        }
        asked GenerativeAnyscale as Anyscale [] {
            base_url text, model text, temperature number,
        }
        /// Amazon Bedrock: models by name, in a region.
        aws_bedrock as generative_aws_bedrock = "generative-aws" always { "service" = text "bedrock" } [generates] {
            model "model" text,
            region "region" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_k "topK" count,
            top_p "topP" number,
            stop_sequences "stopSequences" texts,
        }
        asked GenerativeAws as Aws always { service = "bedrock" } [] {
            model text, region text, endpoint text, temperature number, max_tokens count since[(1, 32, 6)],
            stop_sequences texts since[(1, 32, 21), (1, 33, 9), (1, 34, 4)], images pictures, image_properties pictures,
        }
        /// Amazon SageMaker: a model behind an endpoint of one's own.
        aws_sagemaker as generative_aws_sagemaker = "generative-aws" always { "service" = text "sagemaker" } [generates] {
            endpoint "endpoint" text,
            region "region" text,
            target_model "targetModel" text,
            target_variant "targetVariant" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_k "topK" count,
            top_p "topP" number,
            stop_sequences "stopSequences" texts,
        }
        asked GenerativeAws as Aws always { service = "sagemaker" } [] {
            endpoint text, region text, target_model text, target_variant text, temperature number,
            max_tokens count since[(1, 32, 6)], stop_sequences texts since[(1, 32, 21), (1, 33, 9), (1, 34, 4)],
            images pictures, image_properties pictures,
        }
        /// OpenAI on Azure: a deployment of a resource instead of a model of OpenAI's.
        azure_openai as generative_azure_openai = "generative-openai" [generates] {
            resource_name "resourceName" text,
            deployment_id "deploymentId" text,
            api_version "apiVersion" text,
            base_url "baseURL" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            frequency_penalty "frequencyPenalty" number,
            presence_penalty "presencePenalty" number,
        }
        asked GenerativeOpenAi as Openai always { is_azure = true } [usage] {
            resource_name text, deployment_id text, api_version text, base_url text, model text, max_tokens count,
            n count, temperature number, top_p number, frequency_penalty number, presence_penalty number, stop texts,
            verbosity verbosity since[(1, 32, 8)], reasoning_effort effort since[(1, 32, 8)],
            images pictures, image_properties pictures,
        }
        /// Cohere.
        cohere as generative_cohere = "generative-cohere" [generates] {
            model "model" text,
            k "k" count,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            stop_sequences "stopSequences" texts,
            base_url "baseURL" text,
        }
        asked GenerativeCohere as Cohere [usage] {
            base_url text, model text, k count, p number, max_tokens count, temperature number,
            frequency_penalty number, presence_penalty number, stop_sequences texts,
            images pictures since[(1, 32, 10)], image_properties pictures since[(1, 32, 10)],
        }
        /// Contextual AI.
        contextualai as generative_contextualai = "generative-contextualai" since(1, 34, 0) [generates] {
            model "model" text,
            max_new_tokens "maxNewTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            system_prompt "systemPrompt" text,
            avoid_commentary "avoidCommentary" flag,
            knowledge "knowledge" texts,
        }
        asked GenerativeContextualAi as Contextualai since[(1, 34, 0)] [] {
            model text, temperature number, top_p number, max_new_tokens count, system_prompt text,
            avoid_commentary flag, knowledge texts,
        }
        /// Databricks: whatever model stands behind the endpoint.
        databricks as generative_databricks = "generative-databricks" [generates] {
            endpoint "endpoint" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_k "topK" count,
            top_p "topP" number,
        }
        asked GenerativeDatabricks as Databricks [usage] {
            endpoint text, model text, max_tokens count, n count, temperature number, top_p number,
            frequency_penalty number, presence_penalty number, log_probs flag, top_log_probs count, stop texts,
        }
        /// DeepSeek.
        deepseek as generative_deepseek = "generative-deepseek" since(1, 38, 2) [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            frequency_penalty "frequencyPenalty" number,
            presence_penalty "presencePenalty" number,
            stop "stop" texts,
            base_url "baseURL" text,
        }
        asked GenerativeDeepseek as Deepseek since[(1, 36, 19), (1, 37, 10), (1, 38, 2)] [usage] {
            base_url text, model text, max_tokens count, temperature number, top_p number,
            frequency_penalty number, presence_penalty number, stop texts,
        }
        /// DigitalOcean. No server up to 1.39 has it.
        digitalocean as generative_digitalocean = "generative-digitalocean" since(1, 40, 0) [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            frequency_penalty "frequencyPenalty" number,
            presence_penalty "presencePenalty" number,
            stop "stop" texts,
            base_url "baseURL" text,
        }
        asked GenerativeDigitalOcean as Digitalocean since[(1, 40, 0)] [usage] {
            base_url text, model text, max_tokens count, temperature number, top_p number,
            frequency_penalty number, presence_penalty number, stop texts,
        }
        /// Says what it was asked: a module for tests, which costs nothing and needs no key.
        dummy as generative_dummy = "generative-dummy" [generates] {}
        asked GenerativeDummy as Dummy [] {}
        /// FriendliAI.
        friendliai as generative_friendliai = "generative-friendliai" [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            base_url "baseURL" text,
        }
        asked GenerativeFriendliAi as Friendliai [usage] {
            base_url text, model text, max_tokens count, n count, temperature number, top_p number,
        }
        /// Google Gemini: its address is set already.
        google_gemini as generative_google_gemini = "generative-google" always { "apiEndpoint" = text "generativelanguage.googleapis.com" } [generates] {
            model "modelId" text,
            max_output_tokens "tokenLimit" count,
            temperature "temperature" number,
            top_k "topK" count,
            top_p "topP" number,
        }
        asked GenerativeGoogle as Google always { api_endpoint = "generativelanguage.googleapis.com" } [usage] {
            model text, max_tokens count, temperature number, top_k count, top_p number, frequency_penalty number,
            presence_penalty number, stop_sequences texts, images pictures, image_properties pictures,
        }
        /// Google Vertex AI, in a project of Google Cloud.
        google_vertex as generative_google_vertex = "generative-google" [generates] {
            project_id "projectId" text,
            model "modelId" text,
            api_endpoint "apiEndpoint" text,
            endpoint_id "endpointId" text,
            region "region" text,
            location "location" text,
            max_output_tokens "tokenLimit" count,
            temperature "temperature" number,
            top_k "topK" count,
            top_p "topP" number,
        }
        asked GenerativeGoogle as Google [usage] {
            project_id text, model text, api_endpoint text, endpoint_id text, region text,
            location text since[(1, 36, 19), (1, 37, 10), (1, 38, 2)], max_tokens count, temperature number,
            top_k count, top_p number, frequency_penalty number, presence_penalty number, stop_sequences texts,
            images pictures, image_properties pictures,
        }
        /// Meta. No server up to 1.39 has it.
        meta as generative_meta = "generative-meta" since(1, 40, 0) [generates] {}
        asked GenerativeMeta as Meta since[(1, 40, 0)] [usage] {
            base_url text, model text, max_tokens count, temperature number, top_p number,
            frequency_penalty number, presence_penalty number, reasoning_effort meta_effort,
            images pictures, image_properties pictures,
        }
        /// Mistral.
        mistral as generative_mistral = "generative-mistral" [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            base_url "baseURL" text,
        }
        asked GenerativeMistral as Mistral [usage] {
            base_url text, model text, max_tokens count, temperature number, top_p number,
        }
        /// NVIDIA.
        nvidia as generative_nvidia = "generative-nvidia" [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            base_url "baseURL" text,
        }
        asked GenerativeNvidia as Nvidia [usage] {
            base_url text, model text, max_tokens count, temperature number, top_p number,
        }
        /// Ollama, at an address of one's own.
        ollama as generative_ollama = "generative-ollama" [generates] {
            model "model" text,
            api_endpoint "apiEndpoint" text,
        }
        asked GenerativeOllama as Ollama [] {
            api_endpoint text, model text, temperature number, images pictures, image_properties pictures,
        }
        /// OpenAI.
        openai as generative_openai = "generative-openai" [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            frequency_penalty "frequencyPenalty" number,
            presence_penalty "presencePenalty" number,
            verbosity "verbosity" text,
            reasoning_effort "reasoningEffort" text,
            base_url "baseURL" text,
        }
        asked GenerativeOpenAi as Openai [usage] {
            base_url text, model text, max_tokens count, n count, temperature number, top_p number,
            frequency_penalty number, presence_penalty number, stop texts,
            verbosity verbosity since[(1, 32, 8)], reasoning_effort effort since[(1, 32, 8)],
            images pictures, image_properties pictures,
        }
        /// xAI.
        xai as generative_xai = "generative-xai" [generates] {
            model "model" text,
            max_tokens "maxTokens" count,
            temperature "temperature" number,
            top_p "topP" number,
            base_url "baseURL" text,
        }
        asked GenerativeXai as Xai [usage] {
            base_url text, model text, max_tokens count, temperature number, top_p number,
            images pictures, image_properties pictures,
        }
    } };
}
pub(crate) use read_table;

/// What a collection declares: the part of each line before `asked`.
macro_rules! declare {
    ($(
        $(#[$meta:meta])*
        $name:ident as $own:ident = $wire:literal $(since $since:tt)? $(always $always:tt)?
        [$($rules:tt)*] $settings:tt
        asked $message:ident as $place:ident $(always $preset:tt)? $(since $from:tt)? [$($can:ident)?] $asked:tt
    )*) => {
        table::modules! {
            $($(#[$meta])* $name as $own = $wire $(since $since)? $(always $always)? [$($rules)*] $settings)*
        }
    };
}
read_table!(declare);

/// A generative module that is not in the table, by the server's name for it; made by [`custom`](custom()).
#[derive(Debug, Clone, Copy)]
pub struct custom_generative {
    settings: Settings,
}

/// A generative module that is not in the table, by the server's name for it.
pub type custom = custom_generative;

/// A generative module that is not in the table: its name on the server, and its settings as the server
/// spells them. They are not checked.
///
/// ```
/// use weaviate_query::modules::{Setting, Value, generative};
///
/// let ours = generative::custom("generative-ours", &[Setting { key: "model", value: Value::Text("small") }]);
/// assert_eq!(ours.settings().name(), "generative-ours");
/// ```
pub const fn custom(name: &'static str, settings: &'static [Setting]) -> custom_generative {
    custom_generative { settings: table::custom(name, settings) }
}

impl custom_generative {
    /// What was set.
    #[must_use]
    pub const fn settings(self) -> Settings {
        self.settings
    }
}

impl crate::plain::sealed::Sealed for custom_generative {}
#[diagnostic::do_not_recommend]
impl<C> super::Generates<C> for custom_generative {}
