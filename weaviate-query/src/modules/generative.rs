//! The generative modules, with every setting that a collection may have of them.
#![allow(non_camel_case_types)]

use super::{Setting, Settings, table};

table::modules! {
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
    /// Anyscale.
    anyscale as generative_anyscale = "generative-anyscale" [generates] {
        model "model" text,
        temperature "temperature" number,
        base_url "baseURL" text,
    }
    /// Amazon Bedrock.
    aws_bedrock as generative_aws_bedrock = "generative-aws" always { "service" = text "bedrock" } [generates] {
        model "model" text,
        region "region" text,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        top_k "topK" count,
        top_p "topP" number,
        stop_sequences "stopSequences" texts,
    }
    /// Amazon SageMaker.
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
    /// OpenAI on Azure.
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
    /// Cohere.
    cohere as generative_cohere = "generative-cohere" [generates] {
        model "model" text,
        k "k" count,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        stop_sequences "stopSequences" texts,
        base_url "baseURL" text,
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
    /// Databricks.
    databricks as generative_databricks = "generative-databricks" [generates] {
        endpoint "endpoint" text,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        top_k "topK" count,
        top_p "topP" number,
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
    /// Says what it was asked: a module for tests.
    dummy as generative_dummy = "generative-dummy" [generates] {}
    /// FriendliAI.
    friendliai as generative_friendliai = "generative-friendliai" [generates] {
        model "model" text,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        base_url "baseURL" text,
    }
    /// Google Gemini.
    google_gemini as generative_google_gemini = "generative-google" always { "apiEndpoint" = text "generativelanguage.googleapis.com" } [generates] {
        model "modelId" text,
        max_output_tokens "tokenLimit" count,
        temperature "temperature" number,
        top_k "topK" count,
        top_p "topP" number,
    }
    /// Google Vertex AI.
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
    /// Mistral.
    mistral as generative_mistral = "generative-mistral" [generates] {
        model "model" text,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        base_url "baseURL" text,
    }
    /// NVIDIA.
    nvidia as generative_nvidia = "generative-nvidia" [generates] {
        model "model" text,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        top_p "topP" number,
        base_url "baseURL" text,
    }
    /// Ollama.
    ollama as generative_ollama = "generative-ollama" [generates] {
        model "model" text,
        api_endpoint "apiEndpoint" text,
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
    /// xAI.
    xai as generative_xai = "generative-xai" [generates] {
        model "model" text,
        max_tokens "maxTokens" count,
        temperature "temperature" number,
        top_p "topP" number,
        base_url "baseURL" text,
    }
}

/// A generative module that is not in the table, by the server's name for it.
#[derive(Debug, Clone, Copy)]
pub struct custom_generative {
    settings: Settings,
}

/// A generative module that is not in the table, by the server's name for it.
pub type custom = custom_generative;

/// A generative module that is not in the table: its name on the server, and its settings as the server spells them.
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

impl<C> super::Generates<C> for custom_generative {}
