//! The vectorizers, with every setting.
// Names of products are words, not code.
#![allow(non_camel_case_types, clippy::doc_markdown)]

use super::{Setting, Settings, table};
use crate::plain::sealed::Sealed;

table::modules! {
    /// Amazon Bedrock.
    aws_bedrock as text2vec_aws_bedrock = "text2vec-aws" always { "service" = text "bedrock" } [text, blends, source] {
        model "model" text,
        region "region" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Amazon SageMaker.
    aws_sagemaker as text2vec_aws_sagemaker = "text2vec-aws" always { "service" = text "sagemaker" } [text, blends, source] {
        endpoint "endpoint" text,
        region "region" text,
        target_model "targetModel" text,
        target_variant "targetVariant" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// OpenAI on Azure.
    azure_openai as text2vec_azure_openai = "text2vec-openai" always { "isAzure" = flag true } [text, blends, source] {
        resource_name "resourceName" text,
        deployment_id "deploymentId" text,
        base_url "baseURL" text,
        model "model" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Letters and pairs of letters: a vectorizer for tests. It has no `near_text`, hybrid works with it.
    bigram as text2vec_bigram = "text2vec-bigram" [blends, source] {
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Cohere.
    cohere as text2vec_cohere = "text2vec-cohere" [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        truncate "truncate" text,
        base_url "baseURL" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// The contextionary beside the server, deprecated there.
    contextionary as text2vec_contextionary = "text2vec-contextionary" [text, blends, source] {
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Databricks.
    databricks as text2vec_databricks = "text2vec-databricks" [text, blends, source] {
        endpoint "endpoint" text,
        instruction "instruction" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// DigitalOcean.
    digitalocean as text2vec_digitalocean = "text2vec-digitalocean" since(1, 38, 0) [text, blends, source] {
        model "model" text,
        base_url "baseURL" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Google Gemini.
    google_gemini as text2vec_google_gemini = "text2vec-google" always { "apiEndpoint" = text "generativelanguage.googleapis.com" } [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        task_type "taskType" text,
        title_property "titleProperty" property,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Google Vertex AI.
    google_vertex as text2vec_google_vertex = "text2vec-google" [text, blends, source] {
        project_id "projectId" text,
        model "model" text,
        api_endpoint "apiEndpoint" text,
        location "location" text,
        dimensions "dimensions" count,
        task_type "taskType" text,
        title_property "titleProperty" property,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// GPT4All beside the server, deprecated there.
    gpt4all as text2vec_gpt4all = "text2vec-gpt4all" [text, blends, source] {
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Hugging Face.
    huggingface as text2vec_huggingface = "text2vec-huggingface" [text, blends, source] {
        model "model" text,
        passage_model "passageModel" text,
        query_model "queryModel" text,
        endpoint_url "endpointURL" text,
        wait_for_model "options.waitForModel" flag,
        use_gpu "options.useGPU" flag,
        use_cache "options.useCache" flag,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Jina AI.
    jinaai as text2vec_jinaai = "text2vec-jinaai" [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        base_url "baseURL" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Mistral.
    mistral as text2vec_mistral = "text2vec-mistral" [text, blends, source] {
        model "model" text,
        base_url "baseURL" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Model2Vec beside the server.
    model2vec as text2vec_model2vec = "text2vec-model2vec" [text, blends, source] {
        inference_url "inferenceUrl" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Morph.
    morph as text2vec_morph = "text2vec-morph" since(1, 32, 6) [text, blends, source] {
        model "model" text,
        base_url "baseURL" text,
        endpoint "endpoint" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// NVIDIA.
    nvidia as text2vec_nvidia = "text2vec-nvidia" [text, blends, source] {
        model "model" text,
        base_url "baseURL" text,
        truncate "truncate" flag,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Ollama.
    ollama as text2vec_ollama = "text2vec-ollama" [text, blends, source] {
        model "model" text,
        api_endpoint "apiEndpoint" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// OpenAI.
    openai as text2vec_openai = "text2vec-openai" [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        model_version "modelVersion" text,
        kind "type" text,
        base_url "baseURL" text,
        endpoint "endpoint" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Transformers beside the server.
    transformers as text2vec_transformers = "text2vec-transformers" [text, blends, source] {
        inference_url "inferenceUrl" text,
        passage_inference_url "passageInferenceUrl" text,
        query_inference_url "queryInferenceUrl" text,
        pooling_strategy "poolingStrategy" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Voyage AI.
    voyageai as text2vec_voyageai = "text2vec-voyageai" [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        truncate "truncate" flag,
        base_url "baseURL" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Weaviate Embeddings, on Weaviate Cloud.
    weaviate as text2vec_weaviate = "text2vec-weaviate" [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        base_url "baseURL" text,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// A picture model beside the server.
    img2vec_neural = "img2vec-neural" [image] {
        image_fields "imageFields" properties,
    }
    /// Text and pictures by Amazon Bedrock.
    multi2vec_aws as multi2vec_aws_bedrock = "multi2vec-aws" since(1, 32, 6) [text, image, blends] {
        model "model" text,
        region "region" text,
        dimensions "dimensions" count,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Seven media by ImageBind beside the server.
    multi2vec_bind = "multi2vec-bind" [text, image, audio, video, depth, thermal, imu, blends] {
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
        audio_fields "audioFields" properties,
        video_fields "videoFields" properties,
        depth_fields "depthFields" properties,
        thermal_fields "thermalFields" properties,
        imu_fields "imuFields" properties,
    }
    /// Text and pictures by CLIP beside the server.
    multi2vec_clip = "multi2vec-clip" [text, image, blends] {
        inference_url "inferenceUrl" text,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Text and pictures by Cohere.
    multi2vec_cohere = "multi2vec-cohere" [text, image, blends] {
        model "model" text,
        dimensions "dimensions" count,
        truncate "truncate" text,
        base_url "baseURL" text,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Text, pictures, sound and film by Google Gemini.
    multi2vec_google_gemini = "multi2vec-google" always { "apiEndpoint" = text "generativelanguage.googleapis.com" } [text, image, audio, video, blends] {
        model "model" text,
        dimensions "dimensions" count,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
        audio_fields "audioFields" properties,
        video_fields "videoFields" properties,
        video_interval_seconds "videoIntervalSeconds" count,
    }
    /// Text, pictures, sound and film by Google Vertex AI.
    multi2vec_google_vertex = "multi2vec-google" [text, image, audio, video, blends] {
        project_id "projectId" text,
        location "location" text,
        model "model" text,
        dimensions "dimensions" count,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
        audio_fields "audioFields" properties,
        video_fields "videoFields" properties,
        video_interval_seconds "videoIntervalSeconds" count,
    }
    /// Text and pictures by Jina AI.
    multi2vec_jinaai = "multi2vec-jinaai" [text, image, blends] {
        model "model" text,
        dimensions "dimensions" count,
        base_url "baseURL" text,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Text and pictures by NVIDIA.
    multi2vec_nvidia = "multi2vec-nvidia" [text, image, blends] {
        model "model" text,
        base_url "baseURL" text,
        truncation "truncation" flag,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Text and pictures by TwelveLabs.
    multi2vec_twelvelabs = "multi2vec-twelvelabs" since(1, 38, 9) [text, image, blends] {
        model "model" text,
        base_url "baseURL" text,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Text, pictures and film by Voyage AI.
    multi2vec_voyageai = "multi2vec-voyageai" [text, image, video, blends] {
        model "model" text,
        dimensions "dimensions" count,
        base_url "baseURL" text,
        truncation "truncation" flag,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
        video_fields "videoFields" properties,
    }
    /// The middle of the vectors that the links of an object lead to.
    ref2vec_centroid = "ref2vec-centroid" [] {
        method "method" text,
        reference_properties "referenceProperties" properties,
    }
    /// Multi-vectors of text by Jina AI.
    text2multivec_jinaai = "text2multivec-jinaai" [text, blends, source] {
        model "model" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Multi-vectors of text and pictures by Jina AI.
    multi2multivec_jinaai = "multi2multivec-jinaai" [text, image, blends] {
        model "model" text,
        base_url "baseURL" text,
        text_fields "textFields" properties,
        image_fields "imageFields" properties,
    }
    /// Multi-vectors of pictures by Weaviate, on Weaviate Cloud.
    multi2multivec_weaviate = "multi2multivec-weaviate" since(1, 35, 0) [text, blends] {
        model "model" text,
        base_url "baseURL" text,
        image_fields "imageFields" properties,
    }
}

/// A vectorizer that is not in the table, by the server's name for it.
#[derive(Debug, Clone, Copy)]
pub struct custom_vectorizer {
    settings: Settings,
}

impl Sealed for custom_vectorizer {}

/// A vectorizer that is not in the table, by the server's name for it.
pub type custom = custom_vectorizer;

/// A vectorizer that is not in the table: its name on the server, and its settings as the server spells them.
pub const fn custom(name: &'static str, settings: &'static [Setting]) -> custom_vectorizer {
    custom_vectorizer { settings: table::custom(name, settings) }
}

impl custom_vectorizer {
    /// What was set.
    #[must_use]
    pub const fn settings(self) -> Settings {
        self.settings
    }
}

#[diagnostic::do_not_recommend]
impl<M, P> super::Understands<M, P> for custom_vectorizer {}
#[diagnostic::do_not_recommend]
impl<P> super::Blends<P> for custom_vectorizer {}
impl super::ReadsSource for custom_vectorizer {}
