//! The vectorizers, with every setting.
//!
//! A vector field declares at most one, `vector(vectorizer = openai(model = "…"))`; without it the program
//! gives the vectors. What a module can do decides which searches compile:
//!
//! | family | makes vectors of | searches beside `near_vector` and `near_object` |
//! |---|---|---|
//! | `text2vec-…` | text, `source = […]` | `near_text`, `hybrid` |
//! | `text2vec-bigram`, for tests | text, `source = […]` | `hybrid` |
//! | `multi2vec-…` | text, pictures and more, by `text_fields`, `image_fields`, … | `near_text`, `hybrid`, `near_image`, … |
//! | `img2vec-neural` | pictures | `near_image` |
//! | `ref2vec-centroid` | the vectors behind links | none |
//! | `text2multivec-…` | several rows of a text, `source = […]` | `near_text`, `hybrid` |
//! | `multi2multivec-…` | several rows of texts or pictures | `near_text`, `hybrid`; of Jina's also `near_image` |
//!
//! Settings that many have:
//!
//! | method | key | means |
//! |---|---|---|
//! | `model` | `model`, of Google's `modelId` | the provider's name for its model: by the key that servers from 1.32 on read |
//! | `dimensions` | `dimensions` | how long a vector is, where the model can be told |
//! | `base_url` | `baseURL` | another address of the provider |
//! | `inference_url` | `inferenceUrl` | the address of a model beside the server |
//! | `vectorize_collection_name` | `vectorizeClassName` | whether the collection's name is part of the text |
//! | `text_fields`, `image_fields`, … | `textFields`, … | the properties read, perhaps weighted |
//!
//! No setting of a vectorizer can be changed on a server once the collection is there; 1.39.0 refuses it and
//! takes it in all the same. A new vector beside the old one is the way.
//!
//! ```
//! use weaviate_query::modules::{Source, vectorizer};
//!
//! // Weights are the modules' own way to let a property count more.
//! const CLIP: vectorizer::multi2vec_clip = vectorizer::multi2vec_clip()
//!     .image_fields(&[Source::new("photo").weight(0.9)])
//!     .text_fields(&[Source::new("title").weight(0.1)]);
//! assert_eq!(
//!     serde_json::Value::from(CLIP.settings().to_json()),
//!     serde_json::json!({
//!         "imageFields": ["photo"],
//!         "textFields": ["title"],
//!         "weights": { "imageFields": [0.9], "textFields": [0.1] },
//!     })
//! );
//!
//! // What a name implies is set already.
//! let azure = vectorizer::azure_openai().resource_name("ours").deployment_id("embeddings");
//! assert_eq!(azure.settings().to_json()["isAzure"], true);
//!
//! // Some modules came with a version; a struct that must run on an older server does not compile with them.
//! assert_eq!(vectorizer::morph().settings().since().version.to_string(), "1.32.6");
//! ```
// Names of products are words, not code.
#![allow(non_camel_case_types, clippy::doc_markdown)]

use super::{Setting, Settings, table};
use crate::plain::sealed::Sealed;

table::modules! {
    /// Amazon Bedrock: models by name, in a region.
    aws_bedrock as text2vec_aws_bedrock = "text2vec-aws" always { "service" = text "bedrock" } [text, blends, source] {
        model "model" text,
        region "region" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Amazon SageMaker: a model behind an endpoint of one's own.
    aws_sagemaker as text2vec_aws_sagemaker = "text2vec-aws" always { "service" = text "sagemaker" } [text, blends, source] {
        endpoint "endpoint" text,
        region "region" text,
        target_model "targetModel" text,
        target_variant "targetVariant" text,
        dimensions "dimensions" count,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// OpenAI on Azure: a deployment of a resource instead of a model of OpenAI's.
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
    /// Databricks: whatever model stands behind the endpoint.
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
    /// Google Gemini: its address is set already.
    google_gemini as text2vec_google_gemini = "text2vec-google" always { "apiEndpoint" = text "generativelanguage.googleapis.com" } [text, blends, source] {
        model "modelId" text,
        dimensions "dimensions" count,
        task_type "taskType" text,
        title_property "titleProperty" property,
        vectorize_collection_name "vectorizeClassName" flag,
    }
    /// Google Vertex AI, in a project of Google Cloud.
    google_vertex as text2vec_google_vertex = "text2vec-google" [text, blends, source] {
        project_id "projectId" text,
        model "modelId" text,
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
    /// Hugging Face: one model for all, or one for passages and one for queries.
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
    /// Transformers beside the server, at one address or at one for passages and one for queries.
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
    /// A picture model beside the server, for `near_image` alone.
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
        model "modelId" text,
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
        model "modelId" text,
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
    /// The middle of the vectors that the links of an object lead to. It reads no query.
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

/// A vectorizer that is not in the table, by the server's name for it; made by [`custom`](custom()).
#[derive(Debug, Clone, Copy)]
pub struct custom_vectorizer {
    settings: Settings,
}

impl Sealed for custom_vectorizer {}

/// A vectorizer that is not in the table, by the server's name for it.
pub type custom = custom_vectorizer;

/// A vectorizer that is not in the table: its name on the server, and its settings as the server spells them.
/// They are not checked, and every search is taken to be understood.
///
/// ```
/// use weaviate_query::modules::{Setting, Value, vectorizer};
///
/// let ours = vectorizer::custom("text2vec-ours", &[Setting { key: "model", value: Value::Text("small") }]);
/// assert_eq!(ours.settings().name(), "text2vec-ours");
/// ```
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
