//! Made by `generate` of the schemas of `pinned`.

use weaviate::{Blob, Collection, Link, MultiVector, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr02 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(vector(vectorizer = img2vec_neural(image_fields = [media])))]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.32.6", versioned = false)]
pub struct Vzr04 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_aws(
                model = "a model",
                region = "a region",
                dimensions = 256,
                text_fields = [title*0.25],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr05 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_bind(
                text_fields = [title*0.25],
                image_fields = [media],
                audio_fields = [media],
                video_fields = [media],
                depth_fields = [media],
                thermal_fields = [media],
                imu_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr06 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_clip(
                inference_url = "https://models.example.com",
                text_fields = [title*0.25],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr07 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_cohere(
                model = "a model",
                dimensions = 256,
                truncate = "END",
                base_url = "https://models.example.com",
                text_fields = [title*0.25],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr08 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_google_vertex(
                project_id = "a projectId",
                location = "a location",
                model = "a modelId",
                dimensions = 256,
                text_fields = [title*0.25],
                image_fields = [media],
                audio_fields = [media],
                video_fields = [media],
                video_interval_seconds = 20
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr09 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_google_gemini(
                model = "a modelId",
                dimensions = 256,
                text_fields = [title*0.25],
                image_fields = [media],
                audio_fields = [media],
                video_fields = [media],
                video_interval_seconds = 20
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr10 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_jinaai(
                model = "a model",
                dimensions = 256,
                base_url = "https://models.example.com",
                text_fields = [title*0.25],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr11 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_nvidia(
                model = "a model",
                base_url = "https://models.example.com",
                truncation = true,
                text_fields = [title*0.25],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.38.9", versioned = false)]
pub struct Vzr12 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_twelvelabs(
                model = "a model",
                base_url = "https://models.example.com",
                text_fields = [title*0.25],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr13 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_voyageai(
                model = "a model",
                dimensions = 256,
                base_url = "https://models.example.com",
                truncation = true,
                text_fields = [title*0.25],
                image_fields = [media],
                video_fields = [media]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr14 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    pub links: Vec<Link<Vzr14>>,
    #[weaviate(
        vector(
            vectorizer = ref2vec_centroid(
                method = "a method",
                reference_properties = [links]
            )
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr17 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = aws_bedrock(
                model = "a model",
                region = "a region",
                dimensions = 256,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr18 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = aws_sagemaker(
                endpoint = "a endpoint",
                region = "a region",
                target_model = "a targetModel",
                target_variant = "a targetVariant",
                dimensions = 256,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr19 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = azure_openai(
                resource_name = "a resourceName",
                deployment_id = "a deploymentId",
                base_url = "https://models.example.com",
                model = "a model",
                dimensions = 256,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr20 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = cohere(
                model = "a model",
                dimensions = 256,
                truncate = "END",
                base_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr22 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = databricks(
                endpoint = "a endpoint",
                instruction = "a instruction",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.38", versioned = false)]
pub struct Vzr23 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = digitalocean(
                model = "a model",
                base_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr26 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = google_gemini(
                model = "a modelId",
                dimensions = 256,
                task_type = "a taskType",
                title_property = title,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr27 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = google_vertex(
                project_id = "a projectId",
                model = "a modelId",
                api_endpoint = "a apiEndpoint",
                location = "a location",
                dimensions = 256,
                task_type = "a taskType",
                title_property = title,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr29 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = huggingface(
                model = "a model",
                passage_model = "a passageModel",
                query_model = "a queryModel",
                endpoint_url = "https://models.example.com",
                wait_for_model = true,
                use_gpu = true,
                use_cache = false,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr30 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = jinaai(
                model = "a model",
                dimensions = 256,
                base_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr31 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = mistral(
                model = "a model",
                base_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr32 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = model2vec(
                inference_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.32.6", versioned = false)]
pub struct Vzr33 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = morph(
                model = "a model",
                base_url = "https://models.example.com",
                endpoint = "a endpoint",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr34 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = nvidia(
                model = "a model",
                base_url = "https://models.example.com",
                truncate = true,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr35 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = ollama(
                model = "a model",
                api_endpoint = "a apiEndpoint",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr36 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = openai(
                model = "a model",
                dimensions = 256,
                model_version = "a modelVersion",
                kind = "a type",
                base_url = "https://models.example.com",
                endpoint = "a endpoint",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr37 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = transformers(
                inference_url = "https://models.example.com",
                passage_inference_url = "https://models.example.com",
                query_inference_url = "https://models.example.com",
                pooling_strategy = "a poolingStrategy",
                dimensions = 256,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr38 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = voyageai(
                model = "a model",
                dimensions = 256,
                truncate = true,
                base_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr39 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = weaviate(
                model = "a model",
                dimensions = 256,
                base_url = "https://models.example.com",
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr40 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2multivec_jinaai(
                model = "a model",
                base_url = "https://models.example.com",
                text_fields = [title],
                image_fields = [media]
            )
        )
    )]
    pub made: Option<MultiVector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.35", versioned = false)]
pub struct Vzr41 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = multi2multivec_weaviate(
                model = "a model",
                base_url = "https://models.example.com",
                image_fields = [media]
            )
        )
    )]
    pub made: Option<MultiVector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Vzr43 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
    #[weaviate(
        vector(
            vectorizer = text2multivec_jinaai(
                model = "a model",
                dimensions = 256,
                vectorize_collection_name = true
            ),
            source = [title,
            body]
        )
    )]
    pub made: Option<MultiVector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        anthropic(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            top_k = 3,
            top_p = 0.25,
            stop_sequences = ["a",
            "b"],
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc01 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        anyscale(
            model = "a model",
            temperature = 0.5,
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc02 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        aws_bedrock(
            model = "a model",
            region = "a region",
            max_tokens = 500,
            temperature = 0.5,
            top_k = 3,
            top_p = 0.25,
            stop_sequences = ["a",
            "b"]
        )
    )
)]
pub struct Gnc04 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        aws_sagemaker(
            endpoint = "a endpoint",
            region = "a region",
            target_model = "a targetModel",
            target_variant = "a targetVariant",
            max_tokens = 500,
            temperature = 0.5,
            top_k = 3,
            top_p = 0.25,
            stop_sequences = ["a",
            "b"]
        )
    )
)]
pub struct Gnc05 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        azure_openai(
            resource_name = "a resourceName",
            deployment_id = "a deploymentId",
            api_version = "a apiVersion",
            base_url = "https://models.example.com",
            max_tokens = 500,
            temperature = 0.5,
            top_p = 0.25,
            frequency_penalty = 0.125,
            presence_penalty = 0.75
        )
    )
)]
pub struct Gnc06 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        cohere(
            model = "a model",
            k = 2,
            max_tokens = 500,
            temperature = 0.5,
            stop_sequences = ["a",
            "b"],
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc07 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.34", versioned = false)]
#[weaviate(
    generative(
        contextualai(
            model = "a model",
            max_new_tokens = 400,
            temperature = 0.5,
            top_p = 0.25,
            system_prompt = "a systemPrompt",
            avoid_commentary = true,
            knowledge = ["d"]
        )
    )
)]
pub struct Gnc08 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        databricks(
            endpoint = "a endpoint",
            max_tokens = 500,
            temperature = 0.5,
            top_k = 3,
            top_p = 0.25
        )
    )
)]
pub struct Gnc10 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.38.2", versioned = false)]
#[weaviate(
    generative(
        deepseek(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            top_p = 0.25,
            frequency_penalty = 0.125,
            presence_penalty = 0.75,
            stop = ["c"],
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc11 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.40", versioned = false)]
#[weaviate(
    generative(
        digitalocean(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            top_p = 0.25,
            frequency_penalty = 0.125,
            presence_penalty = 0.75,
            stop = ["c"],
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc12 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        friendliai(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc13 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        google_gemini(
            model = "a modelId",
            max_output_tokens = 300,
            temperature = 0.5,
            top_k = 3,
            top_p = 0.25
        )
    )
)]
pub struct Gnc15 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        google_vertex(
            project_id = "a projectId",
            model = "a modelId",
            api_endpoint = "a apiEndpoint",
            endpoint_id = "a endpointId",
            region = "a region",
            location = "a location",
            max_output_tokens = 300,
            temperature = 0.5,
            top_k = 3,
            top_p = 0.25
        )
    )
)]
pub struct Gnc16 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        mistral(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc17 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        nvidia(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            top_p = 0.25,
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc18 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(generative(ollama(model = "a model", api_endpoint = "a apiEndpoint")))]
pub struct Gnc19 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        openai(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            top_p = 0.25,
            frequency_penalty = 0.125,
            presence_penalty = 0.75,
            verbosity = "a verbosity",
            reasoning_effort = "a reasoningEffort",
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc20 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(
        xai(
            model = "a model",
            max_tokens = 500,
            temperature = 0.5,
            top_p = 0.25,
            base_url = "https://models.example.com"
        )
    )
)]
pub struct Gnc22 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(reranker(cohere(model = "a model", base_url = "https://models.example.com")))]
pub struct Rrk01 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.34", versioned = false)]
#[weaviate(
    reranker(contextualai(model = "a model", instruction = "a instruction", top_n = 5))
)]
pub struct Rrk02 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, reranker(jinaai(model = "a model")))]
pub struct Rrk04 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(reranker(nvidia(model = "a model", base_url = "https://models.example.com")))]
pub struct Rrk05 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, reranker(transformers))]
pub struct Rrk06 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, reranker(voyageai(model = "a model")))]
pub struct Rrk07 {
    pub title: Option<String>,
    pub body: Option<String>,
    pub media: Option<Blob>,
}
