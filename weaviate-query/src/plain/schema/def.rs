//! A collection as its struct declares it: constant data that the derive writes.
//!
//! Everything that does not need the struct's type works from here: the wanted schema, the selection of the
//! whole object, the decoder's table of names, plans, exports.

use crate::plain::{
    modules::{Settings, Source},
    version::Version,
};

/// A collection and all that `#[weaviate(…)]` says of it.
#[derive(Debug, Clone, Copy)]
pub struct CollectionDef {
    /// The struct's name.
    pub rust_name: &'static str,
    /// The collection's name before any prefix.
    pub name: &'static str,
    /// The description: `description = "…"`, else the doc comment.
    pub description: Option<&'static str>,
    /// One entry a field, in the struct's order.
    pub fields: &'static [FieldDef],
    /// What `inverted(…)` declares.
    pub inverted: InvertedDef,
    /// What `multi_tenant` declares.
    pub multi_tenancy: Option<MultiTenancyDef>,
    /// Whether sync makes the class `Name_v1` behind the alias `Name`.
    pub versioned: bool,
    /// `preview(nested_filters)`.
    pub nested_filters: bool,
    /// The oldest server that the program must run on.
    pub server: Version,
    /// `ttl(…)`.
    pub ttl: Option<TtlDef>,
    /// `replication(…)`.
    pub replication: Option<&'static Settings>,
    /// `sharding(…)`.
    pub sharding: Option<&'static Settings>,
    /// `generative(…)`.
    pub generative: Option<&'static Settings>,
    /// `reranker(…)`.
    pub reranker: Option<&'static Settings>,
    /// Attributes that are kept for other tools.
    pub attributes: &'static [Attribute],
}

impl CollectionDef {
    /// A collection of this name that declares nothing.
    pub const fn new(name: &'static str) -> Self {
        Self {
            rust_name: name,
            name,
            description: None,
            fields: &[],
            inverted: InvertedDef::NONE,
            multi_tenancy: None,
            versioned: true,
            nested_filters: false,
            server: Version::OLDEST,
            ttl: None,
            replication: None,
            sharding: None,
            generative: None,
            reranker: None,
            attributes: &[],
        }
    }
}

/// What `ttl(…)` declares: when objects are deleted.
#[derive(Debug, Clone, Copy)]
pub struct TtlDef {
    /// The date that the time is counted from, as the server spells it.
    pub after: &'static str,
    /// How long.
    pub seconds: i64,
    /// Whether searches leave out what is not deleted yet.
    pub hide_expired: bool,
}

/// A nested object.
#[derive(Debug, Clone, Copy)]
pub struct ObjectDef {
    /// The struct's name.
    pub rust_name: &'static str,
    /// One entry a field, in the struct's order.
    pub fields: &'static [FieldDef],
}

/// One field of a collection or object.
// Each is a word of an attribute that is there or not.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy)]
pub struct FieldDef {
    /// The field's name in the struct.
    pub rust_name: &'static str,
    /// Its name on the server.
    pub name: &'static str,
    /// The doc comment.
    pub description: Option<&'static str>,
    /// What its Rust type is on the server.
    pub of: TypeDef,
    /// Property, vector, or metadata.
    pub role: Role,
    /// `tokenization = …`, if declared.
    pub tokenization: Option<Tokenization>,
    /// `filterable = …`, if declared.
    pub filterable: Option<bool>,
    /// `searchable = …`, if declared.
    pub searchable: Option<bool>,
    /// `range`.
    pub range: bool,
    /// `key`: the object's id is made from this field.
    pub key: bool,
    /// `default`: an object that lacks it is not an error.
    pub default: bool,
    /// `analyzer(…)`.
    pub analyzer: Option<AnalyzerDef>,
    /// `skip_vectorization`: no vectorizer reads it.
    pub skip_vectorization: bool,
    /// `vectorize_property_name = …`, if declared.
    pub vectorize_property_name: Option<bool>,
    /// `vector(…)`.
    pub vector: Option<VectorDef>,
    /// Attributes that are kept for other tools.
    pub attributes: &'static [Attribute],
}

impl FieldDef {
    /// A property of this name that declares nothing.
    pub const fn new(name: &'static str, of: TypeDef) -> Self {
        Self {
            rust_name: name,
            name,
            description: None,
            of,
            role: Role::Property,
            tokenization: None,
            filterable: None,
            searchable: None,
            range: false,
            key: false,
            default: false,
            analyzer: None,
            skip_vectorization: false,
            vectorize_property_name: None,
            vector: None,
            attributes: &[],
        }
    }
}

/// What `analyzer(…)` declares: what is done to text before it is cut into tokens, and after.
#[derive(Debug, Clone, Copy)]
pub struct AnalyzerDef {
    /// `é` is found as `e`.
    pub ascii_fold: bool,
    /// Letters that are left as they are.
    pub ascii_fold_ignore: &'static [&'static str],
    /// The stop words of this property.
    pub stopword_preset: Option<&'static str>,
}

/// What a field is to the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A property or a link.
    Property,
    /// A named vector.
    Vector,
    /// The object's id.
    Id,
    /// When it was created.
    CreatedAt,
    /// When it was last written.
    UpdatedAt,
}

/// An attribute as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// The word, with `meta.` before the keys of `meta(…)`.
    pub name: &'static str,
    /// Its value as text, empty for a bare word.
    pub value: &'static str,
}

/// A Rust type as the server sees it.
#[derive(Debug, Clone, Copy)]
pub struct TypeDef {
    /// The data type of one value.
    pub data_type: DataType,
    /// Whether it is a list of them.
    pub many: bool,
    /// Whether it may be absent.
    pub optional: bool,
    /// The nested object, for [`DataType::Object`].
    pub object: Option<fn() -> &'static ObjectDef>,
    /// The collections a link may lead to, for [`DataType::Reference`].
    pub targets: &'static [fn() -> &'static CollectionDef],
    /// The number of dimensions, for [`DataType::Vector`].
    pub dimensions: Option<usize>,
}

impl TypeDef {
    /// One value of this type, always there.
    pub const fn scalar(data_type: DataType) -> Self {
        Self { data_type, many: false, optional: false, object: None, targets: &[], dimensions: None }
    }

    /// The same, or absent.
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// A list of it.
    pub const fn list(self) -> Self {
        Self { many: true, ..self }
    }

    /// How the schema spells it, without the targets of a link.
    pub fn wire_name(&self) -> &'static str {
        self.data_type.wire_name(self.many)
    }
}

/// Weaviate's data types, and the two things that are no properties there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataType {
    /// `text`
    Text,
    /// `int`
    Int,
    /// `number`
    Number,
    /// `boolean`
    Boolean,
    /// `date`
    Date,
    /// `uuid`
    Uuid,
    /// `geoCoordinates`
    GeoCoordinates,
    /// `phoneNumber`
    PhoneNumber,
    /// `blob`
    Blob,
    /// `blobHash`
    BlobHash,
    /// `object`
    Object,
    /// A cross reference
    Reference,
    /// A named vector of one row
    Vector,
    /// A named vector of several rows
    MultiVector,
}

impl DataType {
    /// Whether a language model can be given its values.
    pub(crate) const fn is_readable(self) -> bool {
        matches!(self, Self::Text | Self::Int | Self::Number | Self::Boolean | Self::Date | Self::Uuid)
    }

    /// How the schema spells it; a reference has the names of its targets instead, a vector none.
    pub const fn wire_name(self, many: bool) -> &'static str {
        match (self, many) {
            (Self::Text, false) => "text",
            (Self::Text, true) => "text[]",
            (Self::Int, false) => "int",
            (Self::Int, true) => "int[]",
            (Self::Number, false) => "number",
            (Self::Number, true) => "number[]",
            (Self::Boolean, false) => "boolean",
            (Self::Boolean, true) => "boolean[]",
            (Self::Date, false) => "date",
            (Self::Date, true) => "date[]",
            (Self::Uuid, false) => "uuid",
            (Self::Uuid, true) => "uuid[]",
            (Self::GeoCoordinates, _) => "geoCoordinates",
            (Self::PhoneNumber, _) => "phoneNumber",
            (Self::Blob, _) => "blob",
            (Self::BlobHash, _) => "blobHash",
            (Self::Object, false) => "object",
            (Self::Object, true) => "object[]",
            (Self::Reference, _) => "reference",
            (Self::Vector | Self::MultiVector, _) => "vector",
        }
    }
}

/// How text is cut into tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tokenization {
    /// Runs of letters and digits, lower-cased
    Word,
    /// Runs without white space, lower-cased
    Lowercase,
    /// Runs without white space
    Whitespace,
    /// The whole text as one token
    Field,
    /// Runs of three characters
    Trigram,
    /// Chinese and Japanese words
    Gse,
    /// Chinese words
    GseCh,
    /// Japanese words
    KagomeJa,
    /// Korean words
    KagomeKr,
}

impl Tokenization {
    /// How the schema spells it.
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Lowercase => "lowercase",
            Self::Whitespace => "whitespace",
            Self::Field => "field",
            Self::Trigram => "trigram",
            Self::Gse => "gse",
            Self::GseCh => "gse_ch",
            Self::KagomeJa => "kagome_ja",
            Self::KagomeKr => "kagome_kr",
        }
    }
}

/// What `inverted(…)` declares.
#[derive(Debug, Clone, Copy)]
pub struct InvertedDef {
    /// Which properties of an object are absent can be asked.
    pub null_state: bool,
    /// The length of a property can be asked.
    pub property_length: bool,
    /// When an object was made and changed can be asked.
    pub timestamps: bool,
    /// BM25's `k1` and `b`.
    pub bm25: Option<(f32, f32)>,
    /// Words that keyword search leaves out.
    pub stopwords: Option<StopwordsDef>,
    /// Lists of words that an `analyzer` may name.
    pub stopword_presets: &'static [(&'static str, &'static [&'static str])],
    /// How often the index is tidied up.
    pub cleanup_interval_seconds: Option<u32>,
}

impl InvertedDef {
    /// Nothing declared.
    pub const NONE: Self = Self {
        null_state: false,
        property_length: false,
        timestamps: false,
        bm25: None,
        stopwords: None,
        stopword_presets: &[],
        cleanup_interval_seconds: None,
    };
}

/// What `stopwords(…)` declares.
#[derive(Debug, Clone, Copy)]
pub struct StopwordsDef {
    /// `en` or `none`.
    pub preset: Option<&'static str>,
    /// Words added to the preset.
    pub additions: &'static [&'static str],
    /// Words taken out of the preset.
    pub removals: &'static [&'static str],
}

/// What `multi_tenant(…)` declares.
#[derive(Debug, Clone, Copy)]
pub struct MultiTenancyDef {
    /// A write to a tenant that does not exist makes it.
    pub auto_create: bool,
    /// A request to an inactive tenant activates it.
    pub auto_activate: bool,
}

/// What `vector(…)` declares.
#[derive(Debug, Clone, Copy)]
pub struct VectorDef {
    /// How far apart two vectors are.
    pub distance: Distance,
    /// The index and what was set of it.
    pub index: &'static Settings,
    /// What makes the vectors small; nothing leaves that to the server.
    pub quantizer: Quantizer,
    /// How the rows of a multi-vector become one vector.
    pub encoding: Option<&'static Settings>,
    /// The module that makes it; without one the program gives it.
    pub vectorizer: Option<&'static Settings>,
    /// `source = […]`: the properties that the module makes it of; empty leaves them to the server.
    pub source: &'static [Source],
}

impl VectorDef {
    /// A graph index with the server's defaults, of vectors that the program gives.
    pub const HNSW: Self = Self {
        distance: Distance::Cosine,
        index: &super::index::hnsw().settings(),
        quantizer: Quantizer::Default,
        encoding: None,
        vectorizer: None,
        source: &[],
    };
}

/// `vector(quantizer = …)`
#[derive(Debug, Clone, Copy)]
pub enum Quantizer {
    /// Not declared: what the server is set to.
    Default,
    /// `none`: whatever the server is set to.
    None,
    /// This one, and what was set of it.
    By(&'static Settings),
}

/// How far apart two vectors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Distance {
    /// 1 − cosine similarity
    Cosine,
    /// The negative dot product
    Dot,
    /// Squared Euclidean distance
    L2Squared,
    /// The sum of the differences
    Manhattan,
    /// The number of differences
    Hamming,
}

impl Distance {
    /// How the schema spells it.
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::Cosine => "cosine",
            Self::Dot => "dot",
            Self::L2Squared => "l2-squared",
            Self::Manhattan => "manhattan",
            Self::Hamming => "hamming",
        }
    }
}
