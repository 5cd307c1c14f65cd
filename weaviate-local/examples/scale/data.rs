//! The objects and the searches: the same numbers and words each time.

use weaviate_proto as proto;

pub(crate) fn object(number: u64, dimensions: usize, random: &mut Random) -> proto::BatchObject {
    use weaviate_proto::google::value::Kind;
    let text: Vec<String> = (0..40).map(|_| format!("word{}", random.word())).collect();
    let value = |kind| weaviate_proto::google::Value { kind: Some(kind) };
    let fields = [
        ("text".to_owned(), value(Kind::StringValue(text.join(" ")))),
        ("number".to_owned(), value(Kind::NumberValue(random.below(1_000) as f64))),
        ("group".to_owned(), value(Kind::StringValue(format!("group {}", random.below(50))))),
    ];
    let vector: Vec<f32> = (0..dimensions).map(|_| random.float()).collect();
    proto::BatchObject {
        uuid: format!("00000000-0000-4000-8000-{number:012x}"),
        collection: "Doc".into(),
        vector_bytes: bytes_of(&vector).into(),
        properties: Some(proto::batch_object::Properties {
            non_ref_properties: Some(weaviate_proto::google::Struct { fields: fields.into() }),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// The bytes of so many objects, as they are sent.
pub(crate) fn size(objects: usize, dimensions: usize) -> u64 {
    use prost::Message as _;
    let mut random = Random::new(3);
    (0..objects).map(|at| object(at as u64, dimensions, &mut random).encoded_len() as u64).sum()
}

pub(crate) fn bytes_of(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|x| x.to_le_bytes()).collect()
}

pub(crate) fn request() -> proto::SearchRequest {
    proto::SearchRequest {
        collection: "Doc".into(),
        limit: 10,
        uses_127_api: true,
        metadata: Some(proto::MetadataRequest {
            uuid: true,
            distance: true,
            score: true,
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// Keeps a tenth of the objects.
pub(crate) fn filtered(request: proto::SearchRequest) -> proto::SearchRequest {
    use proto::{
        filter_target::Target,
        filters::{Operator, TestValue},
    };
    let filters = proto::Filters {
        operator: Operator::LessThan as i32,
        target: Some(proto::FilterTarget { target: Some(Target::Property("number".into())) }),
        test_value: Some(TestValue::ValueInt(100)),
        ..Default::default()
    };
    proto::SearchRequest { filters: Some(filters), ..request }
}

pub(crate) fn keyword(query: &str, filter: bool) -> proto::SearchRequest {
    let bm25 = proto::Bm25 { query: query.into(), properties: vec!["text".into()], ..Default::default() };
    let request = proto::SearchRequest { bm25_search: Some(bm25), ..request() };
    if filter { filtered(request) } else { request }
}

pub(crate) fn vectors(vector: &[f32]) -> Vec<proto::Vectors> {
    vec![proto::Vectors { vector_bytes: bytes_of(vector).into(), ..Default::default() }]
}

pub(crate) fn near(vector: &[f32]) -> proto::SearchRequest {
    let near = proto::NearVector { vectors: vectors(vector), ..Default::default() };
    proto::SearchRequest { near_vector: Some(near), ..request() }
}

pub(crate) fn hybrid(query: &str, vector: &[f32]) -> proto::SearchRequest {
    let hybrid = proto::Hybrid {
        query: query.into(),
        properties: vec!["text".into()],
        alpha_param: Some(0.5),
        use_alpha_param: true,
        vectors: vectors(vector),
        ..Default::default()
    };
    proto::SearchRequest { hybrid_search: Some(hybrid), ..request() }
}

pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn float(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    /// One of 20 000 words, the first ones far more often, as in a language.
    pub(crate) fn word(&mut self) -> u64 {
        let x = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        (20_000_f64.powf(x) - 1.0) as u64
    }
}
