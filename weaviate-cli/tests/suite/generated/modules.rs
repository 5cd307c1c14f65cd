//! Made by `generate` of the schemas of `modules`.

use weaviate::{Blob, Collection, Link, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(generative(openai(model = "gpt-5", max_tokens = 500, temperature = 0.2)))]
#[weaviate(reranker(cohere(model = "rerank-v3.5")))]
pub struct Photo {
    pub text: Option<String>,
    pub image: Option<Blob>,
    pub caption: Option<String>,
    #[weaviate(
        vector(vectorizer = azure_openai(resource_name = "ours", deployment_id = "e"))
    )]
    pub azure: Option<Vector<3>>,
    #[weaviate(vector(vectorizer = google_gemini(model = "m")))]
    pub gemini: Option<Vector<4>>,
    #[weaviate(
        vector(
            vectorizer = huggingface(model = "m", wait_for_model = true, use_gpu = false)
        )
    )]
    pub hf: Option<Vector<5>>,
    #[weaviate(
        vector(vectorizer = custom("text2vec-openai", model = "x", unheardOf = true))
    )]
    pub later: Option<Vector<6>>,
    #[weaviate(
        vector(
            vectorizer = multi2vec_clip(
                inference_url = "http://clip:8080",
                text_fields = [caption*0.3],
                image_fields = [image*0.7]
            )
        )
    )]
    pub look: Option<Vector<7>>,
    #[weaviate(
        vector(
            vectorizer = custom(
                "text2vec-mine",
                apiEndpoint = "http://mine:8080",
                layers = 3,
                options(deep(x = "y")),
                rate = 0.5,
                warm = true,
                words = ["a"]
            )
        )
    )]
    pub mine: Option<Vector<8>>,
    #[weaviate(
        rename = "text",
        vector(
            vectorizer = openai(model = "text-embedding-3-small", dimensions = 256),
            source = [text,
            caption]
        )
    )]
    pub text_vector: Option<Vector<9>>,
    #[weaviate(
        vector(
            vectorizer = google_vertex(
                project_id = "p",
                model = "m",
                title_property = caption
            )
        )
    )]
    pub vertex: Option<Vector<10>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    generative(aws_bedrock(model = "m", region = "r", stop_sequences = ["a", "b"]))
)]
#[weaviate(reranker(custom("reranker-ours", x = 1)))]
pub struct Asked {
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.34", versioned = false)]
pub struct Growing {
    pub text: Option<String>,
    #[weaviate(
        vector(
            quantizer = rq,
            index = dynamic(
                threshold = 5000,
                hnsw(ef = 64),
                flat(vector_cache_max_objects = 7)
            )
        )
    )]
    pub both: Option<Vector<3>>,
    #[weaviate(vector(distance = dot, index = dynamic))]
    pub own: Option<Vector<4>>,
}

// not said: `moduleConfig.text2vec-openai`: a vector without a name is made by it, or a second module of its kind: no attribute says it
// not said: `vectorizer`: the class has a vector without a name, with settings of its own: no attribute says it
// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
// not said: `properties.gone.dataType`: it leads to `Nowhere`, of which there is no struct, so there is no field
// not said: `properties.word.laterWord`: no attribute says `3`
// not said: `properties.word.tokenization`: no attribute says `"klingon"`
// not said: `properties.text.description`: it begins or ends with white space, or lines of it do, which no doc comment says
// not said: `laterKey`: no attribute says `{"a":1}`
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Odd {
    pub word: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Centred {
    pub links: Vec<Link<Centred>>,
    #[weaviate(
        vector(
            vectorizer = ref2vec_centroid(
                method = "mean",
                reference_properties = [links]
            )
        )
    )]
    pub centre: Option<Vector<3>>,
}

// not said: `moduleConfig.text2vec-transformers`: a vector without a name is made by it, or a second module of its kind: no attribute says it
// not said: `vectorizer`: the class has a vector without a name, with settings of its own: no attribute says it
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, generative(dummy), reranker(dummy))]
pub struct Blurb {
    pub title: Option<String>,
    pub rank: Option<i64>,
}

// not said: `moduleConfig.multi2vec-clip`: a vector without a name is made by it, or a second module of its kind: no attribute says it
// not said: `vectorizer`: the class has a vector without a name, with settings of its own: no attribute says it
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Picture {
    pub photo: Option<Blob>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Poster {
    pub title: Option<String>,
    pub body: Option<String>,
    #[weaviate(
        rename = "body",
        vector(
            distance = l2_squared,
            vectorizer = transformers(vectorize_collection_name = false),
            source = [body]
        )
    )]
    pub body_vector: Option<Vector<3>>,
    #[weaviate(
        rename = "title",
        vector(
            vectorizer = transformers(vectorize_collection_name = false),
            source = [title]
        )
    )]
    pub title_vector: Option<Vector<4>>,
}
