//! Made by `generate` of the schemas of `third`.

use chrono::{DateTime, Utc};
use weaviate::{AnyLink, Blob, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Uuid, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state, property_length, timestamps))]
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
    pub ints: Vec<i64>,
    pub number: Option<f64>,
    pub date: Option<DateTime<Utc>>,
    pub dates: Vec<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    pub uuids: Vec<Uuid>,
    pub lid: Option<KitBoxLid>,
}

#[derive(Debug, Clone, Object)]
pub struct KitBoxLid {
    pub int: Option<i64>,
    pub ints: Vec<i64>,
}

#[derive(Debug, Clone, Object)]
pub struct KitParts {
    pub int: Option<i64>,
    pub number: Option<f64>,
    pub boolean: Option<bool>,
    pub uuids: Vec<Uuid>,
    pub screws: Vec<KitPartsScrews>,
}

#[derive(Debug, Clone, Object)]
pub struct KitPartsScrews {
    #[weaviate(tokenization = whitespace)]
    pub text: Option<String>,
    pub numbers: Vec<f64>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(timestamps))]
pub struct Shape {
    pub name: Option<String>,
    #[weaviate(tokenization = field, searchable = false)]
    pub kind: Option<String>,
    pub size: Option<f64>,
    pub sides: Option<i64>,
    #[weaviate(vector(distance = l2_squared, index = flat))]
    pub flat: Option<Vector<3>>,
    #[weaviate(vector)]
    pub many: Option<MultiVector<4>>,
    #[weaviate(vector)]
    pub round: Option<Vector<5>>,
    #[weaviate(vector)]
    pub small: Option<Vector<6>>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
#[weaviate(
    inverted(null_state, property_length, stopwords(add = ["lamp"], remove = ["the"]))
)]
pub struct Shop {
    #[weaviate(tokenization = field, searchable = false)]
    pub name: Option<String>,
    #[weaviate(searchable = false)]
    pub motto: Option<String>,
    pub staff: Option<i64>,
    #[weaviate(filterable = false)]
    pub opened: Option<DateTime<Utc>>,
    pub spot: Option<GeoPoint>,
    pub phone: Option<PhoneNumber>,
    pub open: Option<bool>,
    pub badge: Option<Uuid>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, multi_tenant)]
#[weaviate(inverted(null_state, property_length, timestamps))]
pub struct Till {
    pub note: Option<String>,
    pub sum: Option<f64>,
    #[weaviate(tokenization = field, filterable = false)]
    pub kind: Option<String>,
    pub at: Option<DateTime<Utc>>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
#[weaviate(
    inverted(
        null_state,
        property_length,
        timestamps,
        stopwords(add = ["lamp"], remove = ["the"])
    )
)]
#[weaviate(generative(dummy), reranker(dummy))]
pub struct Ware {
    pub word_text: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub lowercase_text: Option<String>,
    #[weaviate(tokenization = whitespace, searchable = false)]
    pub whitespace_text: Option<String>,
    #[weaviate(tokenization = field)]
    pub field_text: Option<String>,
    #[weaviate(tokenization = trigram)]
    pub trigram_text: Option<String>,
    #[weaviate(tokenization = whitespace)]
    pub texts: Vec<String>,
    #[weaviate(filterable = false, range)]
    pub int: Option<i64>,
    pub ints: Vec<i64>,
    #[weaviate(filterable = false, range)]
    pub number: Option<f64>,
    pub numbers: Vec<f64>,
    pub boolean: Option<bool>,
    pub booleans: Vec<bool>,
    pub date: Option<DateTime<Utc>>,
    pub dates: Vec<DateTime<Utc>>,
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
