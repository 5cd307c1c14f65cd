//! Made by `generate` of the schemas of `first`.

use chrono::{DateTime, Utc};
use weaviate::{AnyLink, Blob, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Uuid, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state, property_length))]
pub struct Kit {
    pub name: Option<String>,
    pub count: Option<i64>,
    pub r#box: Option<KitBox>,
    pub parts: Vec<KitParts>,
    #[weaviate(vector)]
    pub main: Option<Vector<3>>,
}

#[derive(Debug, Clone, Object)]
pub struct KitBox {
    #[weaviate(tokenization = lowercase)]
    pub text: Option<String>,
    pub int: Option<i64>,
    pub numbers: Vec<f64>,
    pub uuid: Option<Uuid>,
    #[weaviate(filterable = false)]
    pub uuids: Vec<Uuid>,
    pub lid: Option<KitBoxLid>,
}

#[derive(Debug, Clone, Object)]
pub struct KitBoxLid {
    #[weaviate(tokenization = field)]
    pub text: Option<String>,
    #[weaviate(tokenization = whitespace)]
    pub texts: Vec<String>,
    pub numbers: Vec<f64>,
    pub booleans: Vec<bool>,
    pub uuids: Vec<Uuid>,
}

#[derive(Debug, Clone, Object)]
pub struct KitParts {
    #[weaviate(tokenization = lowercase)]
    pub texts: Vec<String>,
    pub int: Option<i64>,
    pub ints: Vec<i64>,
    pub numbers: Vec<f64>,
    pub boolean: Option<bool>,
    pub booleans: Vec<bool>,
    pub dates: Vec<DateTime<Utc>>,
    pub uuid: Option<Uuid>,
    #[weaviate(filterable = false)]
    pub uuids: Vec<Uuid>,
    pub screws: Vec<KitPartsScrews>,
}

#[derive(Debug, Clone, Object)]
pub struct KitPartsScrews {
    #[weaviate(tokenization = lowercase)]
    pub text: Option<String>,
    pub boolean: Option<bool>,
    pub booleans: Vec<bool>,
    #[weaviate(filterable = false)]
    pub uuids: Vec<Uuid>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(property_length))]
pub struct Shape {
    pub name: Option<String>,
    #[weaviate(tokenization = field)]
    pub kind: Option<String>,
    pub size: Option<f64>,
    #[weaviate(filterable = false, range)]
    pub sides: Option<i64>,
    #[weaviate(vector(index = flat))]
    pub flat: Option<Vector<3>>,
    #[weaviate(vector)]
    pub many: Option<MultiVector<4>>,
    #[weaviate(vector)]
    pub round: Option<Vector<5>>,
    #[weaviate(vector(distance = dot))]
    pub small: Option<Vector<6>>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state, property_length, timestamps))]
pub struct Shop {
    #[weaviate(tokenization = field, searchable = false)]
    pub name: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub motto: Option<String>,
    pub staff: Option<i64>,
    pub opened: Option<DateTime<Utc>>,
    pub spot: Option<GeoPoint>,
    pub phone: Option<PhoneNumber>,
    pub open: Option<bool>,
    pub badge: Option<Uuid>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, multi_tenant)]
#[weaviate(inverted(null_state, stopwords(add = ["lamp"], remove = ["the"])))]
pub struct Till {
    #[weaviate(searchable = false)]
    pub note: Option<String>,
    #[weaviate(filterable = false, range)]
    pub sum: Option<f64>,
    #[weaviate(tokenization = field)]
    pub kind: Option<String>,
    pub at: Option<DateTime<Utc>>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
#[weaviate(inverted(null_state, bm25(k1 = 1.0, b = 1.0), stopwords(preset = "none")))]
#[weaviate(generative(dummy), reranker(dummy))]
pub struct Ware {
    #[weaviate(searchable = false)]
    pub word_text: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub lowercase_text: Option<String>,
    #[weaviate(tokenization = whitespace)]
    pub whitespace_text: Option<String>,
    #[weaviate(tokenization = field)]
    pub field_text: Option<String>,
    #[weaviate(tokenization = trigram)]
    pub trigram_text: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub texts: Vec<String>,
    #[weaviate(range)]
    pub int: Option<i64>,
    pub ints: Vec<i64>,
    #[weaviate(range)]
    pub number: Option<f64>,
    pub numbers: Vec<f64>,
    pub boolean: Option<bool>,
    pub booleans: Vec<bool>,
    #[weaviate(filterable = false, range)]
    pub date: Option<DateTime<Utc>>,
    pub dates: Vec<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    pub uuid: Option<Uuid>,
    pub uuids: Vec<Uuid>,
    #[weaviate(tokenization = field)]
    pub labels: Vec<String>,
    pub spot: Option<GeoPoint>,
    pub photo: Option<Blob>,
    pub phone: Option<PhoneNumber>,
    pub sold_in: Vec<Link<Shop>>,
    pub related: Vec<AnyLink<(Ware, Shop)>>,
    pub next: Vec<Link<Ware>>,
}
