//! Made by `generate` of the schemas of `every`.

use chrono::{DateTime, Utc};
use weaviate::{AnyLink, Blob, BlobHash, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Uuid, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.37", versioned = false)]
#[weaviate(
    inverted(
        bm25(k1 = 1.7, b = 0.3),
        stopwords(add = ["foo", "b\"ar"], remove = ["the"]),
        stopword_presets(other = ["x"], shop = ["buy", "now"]),
        cleanup_interval_seconds = 30
    )
)]
pub struct Analyzed {
    #[weaviate(analyzer(ascii_fold))]
    pub a: Option<String>,
    #[weaviate(analyzer(ascii_fold, ascii_fold_ignore = ["é", "ñ"]))]
    pub b: Option<String>,
    #[weaviate(analyzer(stopword_preset = "shop"))]
    pub c: Option<String>,
    #[weaviate(tokenization = field, analyzer(ascii_fold))]
    pub d: Option<String>,
    #[weaviate(analyzer(stopword_preset = "none"))]
    pub e: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
pub struct Camel {
    #[weaviate(range)]
    pub word_count: Option<i64>,
    pub published_at: Option<DateTime<Utc>>,
    pub is_open: Option<bool>,
    pub plain: Option<f64>,
    #[weaviate(vector)]
    pub title_vector: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.35", versioned = false, ttl(after = expires_at))]
pub struct Dated {
    #[weaviate(rename = "expiresAt")]
    pub expires_at: Option<DateTime<Utc>>,
    pub plain_text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.39", versioned = false)]
pub struct Graphs {
    pub text: Option<String>,
    #[weaviate(vector(quantizer = bq))]
    pub bits: Option<Vector<3>>,
    #[weaviate(vector(quantizer = rq))]
    pub eight: Option<Vector<4>>,
    #[weaviate(vector(quantizer = rq(bits = 4)))]
    pub four: Option<Vector<5>>,
    #[weaviate(vector(distance = hamming))]
    pub hamming: Option<Vector<6>>,
    #[weaviate(vector(distance = manhattan))]
    pub manhattan: Option<Vector<7>>,
    #[weaviate(vector(quantizer = rq(bits = 1, rescore_limit = 40)))]
    pub one: Option<Vector<8>>,
    #[weaviate(vector(quantizer = none))]
    pub plain: Option<Vector<9>>,
    #[weaviate(
        vector(
            quantizer = pq(
                segments = 4,
                centroids = 16,
                training_limit = 5000,
                encoder = tile,
                distribution = normal
            )
        )
    )]
    pub products: Option<Vector<10>>,
    #[weaviate(vector(quantizer = sq(rescore_limit = 30, training_limit = 5000)))]
    pub scalars: Option<Vector<11>>,
    #[weaviate(vector(index = hnsw(skip = true)))]
    pub skipped: Option<Vector<12>>,
    #[weaviate(
        vector(
            distance = dot,
            index = hnsw(
                ef = 64,
                ef_construction = 96,
                max_connections = 16,
                dynamic_ef_min = 50,
                dynamic_ef_max = 400,
                dynamic_ef_factor = 4,
                filter_strategy = sweeping,
                flat_search_cutoff = 1000,
                vector_cache_max_objects = 5_000_000_000,
                cleanup_interval_seconds = 60
            )
        )
    )]
    pub tuned: Option<Vector<13>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state, property_length, timestamps))]
pub struct Indexed {
    #[weaviate(tokenization = lowercase, filterable = false)]
    pub a: Option<String>,
    #[weaviate(tokenization = whitespace, searchable = false)]
    pub b: Option<String>,
    #[weaviate(tokenization = field, filterable = false, searchable = false)]
    pub c: Vec<String>,
    #[weaviate(tokenization = trigram)]
    pub d: Option<String>,
    #[weaviate(filterable = false, range)]
    pub e: Option<i64>,
    #[weaviate(range)]
    pub f: Option<f64>,
    #[weaviate(filterable = false)]
    pub g: Option<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    pub h: Option<Uuid>,
    #[weaviate(filterable = false)]
    pub i: Option<bool>,
}

#[derive(Debug, Clone, Collection)]
pub struct Linked {
    pub back: Vec<Link<Versioned>>,
    pub any: Vec<AnyLink<(Versioned, Linked)>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.36", versioned = false)]
pub struct Lists {
    pub text: Option<String>,
    #[weaviate(
        vector(
            quantizer = bq(rescore_limit = 7, cache = true),
            index = flat(vector_cache_max_objects = 10)
        )
    )]
    pub cached: Option<Vector<3>>,
    #[weaviate(vector(distance = l2_squared, index = flat))]
    pub far: Option<Vector<4>>,
    #[weaviate(
        vector(
            distance = l2_squared,
            index = hfresh(max_posting_size_kb = 96, replicas = 2, search_probe = 128)
        )
    )]
    pub fresh: Option<Vector<5>>,
    #[weaviate(vector(quantizer = rq(rescore_limit = 9), index = flat))]
    pub turned: Option<Vector<6>>,
    #[weaviate(vector(index = hfresh))]
    pub usual: Option<Vector<7>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, generative(dummy), reranker(dummy))]
pub struct Made {
    #[weaviate(skip_vectorization, vectorize_property_name = false)]
    pub title: Option<String>,
    #[weaviate(vectorize_property_name)]
    pub body_text: Option<String>,
    #[weaviate(vectorize_property_name)]
    pub others: Vec<AnyLink<(Camel, Typed)>>,
    #[weaviate(vectorize_property_name)]
    pub links: Vec<Link<Made>>,
    #[weaviate(vector)]
    pub given: Option<Vector<3>>,
    #[weaviate(
        vector(
            vectorizer = bigram(vectorize_collection_name = false),
            source = [title,
            body_text]
        )
    )]
    pub made: Option<Vector<4>>,
    #[weaviate(vector(vectorizer = bigram(vectorize_collection_name = true)))]
    pub whole: Option<Vector<5>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.37", versioned = false)]
pub struct Nested {
    /// Who wrote it.
    ///
    /// All of them.
    pub author: Option<NestedAuthor>,
    pub others: Vec<NestedOthers>,
}

#[derive(Debug, Clone, Object)]
pub struct NestedAuthor {
    #[weaviate(tokenization = field)]
    pub text: Option<String>,
    #[weaviate(rename = "Big")]
    pub big: Option<i64>,
    pub id: Option<Uuid>,
    #[weaviate(range)]
    pub r#type: Option<f64>,
    pub deep: Vec<NestedAuthorDeep>,
}

#[derive(Debug, Clone, Object)]
#[weaviate(rename_all = "camelCase")]
pub struct NestedAuthorDeep {
    pub when_made: Option<DateTime<Utc>>,
    pub and_more: Option<NestedAuthorDeepAndMore>,
}

#[derive(Debug, Clone, Object)]
pub struct NestedAuthorDeepAndMore {
    #[weaviate(filterable = false)]
    pub x: Vec<bool>,
    /// Folded.
    #[weaviate(analyzer(ascii_fold))]
    pub fold: Option<String>,
}

#[derive(Debug, Clone, Object)]
pub struct NestedOthers {
    pub name: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(name = "Option", versioned = false, description = "  An odd one  ")]
pub struct OptionCollection {
    pub string: Option<String>,
    pub vec: Vec<i64>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(name = "OrderFields", versioned = false)]
pub struct OrderFieldsCollection {
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Rows {
    pub text: Option<String>,
    #[weaviate(vector(encoding = muvera))]
    pub own: Option<MultiVector<3>>,
    #[weaviate(vector)]
    pub rows: Option<MultiVector<4>>,
    #[weaviate(vector(encoding = muvera(ksim = 3, dprojections = 8, repetitions = 5)))]
    pub short: Option<MultiVector<5>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(
    server = "1.35",
    versioned = false,
    ttl(hours = 2, after = object_created_at)
)]
#[weaviate(inverted(timestamps))]
pub struct Short {
    pub created_at: Option<DateTime<Utc>>,
    pub text: Option<String>,
    #[weaviate(created_at)]
    pub object_created_at: DateTime<Utc>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(inverted(bm25(k1 = 0.0, b = 0.0), stopwords(preset = "none", add = ["a"])))]
pub struct Silent {
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.36", versioned = false)]
#[weaviate(
    replication(
        deletion_strategy = delete_on_conflict,
        async(hashtree_height = 8, frequency = 30, propagation_delay = 5)
    )
)]
#[weaviate(sharding(desired_count = 2, virtual_per_physical = 64))]
pub struct Spread {
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, multi_tenant(auto_create, auto_activate))]
pub struct Tenanted {
    pub text: Option<String>,
    #[weaviate(vector(quantizer = bq, index = flat))]
    pub v: Option<Vector<3>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, multi_tenant)]
pub struct TenantedPlain {
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.35", versioned = false)]
#[weaviate(ttl(days = 10, after = updated_at, hide_expired))]
pub struct Touched {
    pub text: Option<String>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.37", versioned = false)]
pub struct Typed {
    pub one_text: Option<String>,
    pub one_int: Option<i64>,
    pub one_number: Option<f64>,
    pub one_boolean: Option<bool>,
    pub one_date: Option<DateTime<Utc>>,
    pub one_uuid: Option<Uuid>,
    pub many_text: Vec<String>,
    pub many_int: Vec<i64>,
    pub many_number: Vec<f64>,
    pub many_boolean: Vec<bool>,
    pub many_date: Vec<DateTime<Utc>>,
    pub many_uuid: Vec<Uuid>,
    pub place: Option<GeoPoint>,
    pub phone: Option<PhoneNumber>,
    pub blob: Option<Blob>,
    pub hash: Option<BlobHash>,
}

/// One line.
/// And another with "quotes" and \.
#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(timestamps = false))]
pub struct Versioned {
    pub text: Option<String>,
    /// Where it leads.
    pub to: Vec<Link<Linked>>,
}

/// Names that are no identifiers
#[derive(Debug, Clone, Collection)]
#[weaviate(name = "Words_of_rust", versioned = false)]
pub struct WordsOfRust {
    pub r#type: Option<String>,
    #[weaviate(rename = "self")]
    pub self_: Option<String>,
    #[weaviate(rename = "super")]
    pub super_: Option<String>,
    #[weaviate(rename = "crate")]
    pub crate_: Option<String>,
    pub r#async: Option<String>,
    pub r#gen: Option<String>,
    pub _x: Option<String>,
    #[weaviate(rename = "__")]
    pub _field: Option<String>,
    #[weaviate(rename = "fooBar")]
    pub foo_bar: Option<String>,
    #[weaviate(rename = "foo_bar")]
    pub foo_bar2: Option<String>,
    #[weaviate(rename = "hTMLBody")]
    pub h_tml_body: Option<String>,
    #[weaviate(rename = "iD2")]
    pub i_d2: Option<String>,
    pub r#match: Option<String>,
    #[weaviate(rename = "a__b")]
    pub a_b: Option<String>,
    pub score: Option<String>,
    pub distance: Option<String>,
    pub vector: Option<String>,
    pub fields: Option<String>,
    pub query: Option<String>,
    pub name: Option<String>,
    pub to_string: Option<String>,
    pub clone: Option<String>,
    #[weaviate(rename = "Big", vector(distance = dot))]
    pub big: Option<Vector<3>>,
    #[weaviate(rename = "fooBar", vector)]
    pub foo_bar_vector: Option<Vector<4>>,
    #[weaviate(rename = "type", vector)]
    pub type_vector: Option<Vector<5>>,
}
