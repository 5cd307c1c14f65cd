//! A collection as its struct declares it: constant data that the derive writes.
//!
//! Everything that does not need the struct's type works from here: the wanted schema, the selection of the
//! whole object, the decoder's table of names, plans, exports.
//!
//! An `Option` that is none means "not declared", and then nothing stands in the schema: what the server
//! makes of it is its own business. The defaults named below are those of Weaviate 1.39.0.
//!
//! ```
//! use weaviate_query::schema::{CollectionDef, DataType, FieldDef, InvertedDef, TypeDef, VectorDef, def::Role};
//!
//! const NOTE: CollectionDef = CollectionDef {
//!     fields: &[
//!         FieldDef { range: true, ..FieldDef::new("words", TypeDef::scalar(DataType::Int)) },
//!         FieldDef {
//!             role: Role::Vector,
//!             vector: Some(VectorDef::PLAIN),
//!             ..FieldDef::new("embedding", TypeDef { dimensions: Some(384), ..TypeDef::scalar(DataType::Vector) })
//!         },
//!     ],
//!     inverted: InvertedDef { null_state: true, ..InvertedDef::NONE },
//!     ..CollectionDef::new("Note")
//! };
//! assert_eq!(NOTE.fields[1].of.dimensions, Some(384));
//! assert!(NOTE.versioned && NOTE.multi_tenancy.is_none());
//! ```

use crate::plain::{
    modules::{Settings, Source},
    version::Version,
};

/// A collection and all that `#[weaviate(…)]` says of it.
#[derive(Debug, Clone, Copy)]
pub struct CollectionDef {
    /// The struct's name, for messages about it.
    pub rust_name: &'static str,
    /// The collection's name before any prefix: the struct's, unless `name = "…"` says another. It starts
    /// with a capital letter.
    pub name: &'static str,
    /// The description: `description = "…"`, else the doc comment. It can be changed at any time.
    pub description: Option<&'static str>,
    /// One entry a field, in the struct's order: properties, vectors and metadata.
    pub fields: &'static [FieldDef],
    /// What `inverted(…)` declares: what can be filtered beside values.
    pub inverted: InvertedDef,
    /// What `multi_tenant` declares; none is one set of objects for all. It cannot be changed later.
    pub multi_tenancy: Option<MultiTenancyDef>,
    /// Whether sync makes the class `Name_v1` behind the alias `Name`, so that a later version can take its
    /// place while the program runs; true unless `versioned = false`.
    pub versioned: bool,
    /// `preview(nested_filters)`: filters inside nested objects compile. A server answers them from 1.38 on,
    /// with `WEAVIATE_PREVIEW_NESTED_FILTERING=true`.
    pub nested_filters: bool,
    /// The oldest server that the program must run on; 1.32 unless `server = "…"` names another.
    pub server: Version,
    /// `ttl(…)`, from 1.35 on; none keeps objects for ever.
    pub ttl: Option<TtlDef>,
    /// `replication(…)`: settings of [`spread::replication`](super::spread::replication()).
    pub replication: Option<&'static Settings>,
    /// `sharding(…)`: settings of [`spread::sharding`](super::spread::sharding()).
    pub sharding: Option<&'static Settings>,
    /// `generative(…)`: one of [`modules::generative`](crate::modules::generative).
    pub generative: Option<&'static Settings>,
    /// `reranker(…)`: one of [`modules::reranker`](crate::modules::reranker).
    pub reranker: Option<&'static Settings>,
    /// Attributes that are kept for other tools.
    pub attributes: &'static [Attribute],
}

impl CollectionDef {
    /// A collection of this name that declares nothing: no fields, versioned, for the oldest server there is.
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

/// What `ttl(…)` declares: when objects are deleted. A server does it only where
/// `OBJECTS_TTL_DELETE_SCHEDULE` is set.
#[derive(Debug, Clone, Copy)]
pub struct TtlDef {
    /// The date that the time is counted from, as the server spells it: `_creationTimeUnix`,
    /// `_lastUpdateTimeUnix`, which need `inverted(timestamps)`, or a date property that can be filtered.
    pub after: &'static str,
    /// How long, in seconds: at least 60 after a time of the object's own, any number, 0 and negative ones
    /// too, after a date property (1.39.0).
    pub seconds: i64,
    /// Whether searches leave out what has expired and is not deleted yet.
    pub hide_expired: bool,
}

/// A nested object: a struct with `#[derive(Object)]`. It has neither links, vectors nor an id.
#[derive(Debug, Clone, Copy)]
pub struct ObjectDef {
    /// The struct's name.
    pub rust_name: &'static str,
    /// One entry a field, in the struct's order.
    pub fields: &'static [FieldDef],
}

/// One field of a collection or object.
///
/// What is left out is the server's to decide: every property can be filtered, text can be searched by words
/// and is cut into them by `word`, and there is no range index (1.39.0).
// Each is a word of an attribute that is there or not.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, Copy)]
pub struct FieldDef {
    /// The field's name in the struct, for messages about it.
    pub rust_name: &'static str,
    /// Its name on the server, at most 231 characters. The first letter is a small one, as the server lowers
    /// it.
    pub name: &'static str,
    /// The doc comment; it can be changed at any time.
    pub description: Option<&'static str>,
    /// What its Rust type is on the server.
    pub of: TypeDef,
    /// Property, vector, or metadata.
    pub role: Role,
    /// `tokenization = …`, if declared; only for text.
    pub tokenization: Option<Tokenization>,
    /// `filterable = …`, if declared; the server's own is true.
    pub filterable: Option<bool>,
    /// `searchable = …`, if declared; only for text, of which the server's own is true.
    pub searchable: Option<bool>,
    /// `range`: an index that makes `<` and `>` fast, for one int, number or date and no list.
    pub range: bool,
    /// `key`: the object's id is made from this field by [`key_id`](crate::key_id).
    pub key: bool,
    /// `default`: an object that lacks it is not an error, the field takes a value of its own.
    pub default: bool,
    /// `analyzer(…)`, from 1.37 on; only for text.
    pub analyzer: Option<AnalyzerDef>,
    /// `skip_vectorization`: no vectorizer reads it.
    pub skip_vectorization: bool,
    /// `vectorize_property_name = …`, if declared: whether the property's name is part of the text.
    pub vectorize_property_name: Option<bool>,
    /// `vector(…)`; of a field that is a vector, and of no other.
    pub vector: Option<VectorDef>,
    /// `renamed_from`: what the field was called before. A rebuild fills it from there.
    pub renamed_from: Option<&'static str>,
    /// `backfill`: how values of the type of before become values of this one.
    pub backfill: Option<BackfillDef>,
    /// `validate(…)`: the rules of its values, as they are written.
    pub rules: &'static [&'static str],
    /// Attributes that are kept for other tools.
    pub attributes: &'static [Attribute],
}

impl FieldDef {
    /// A property of this name that declares nothing, for a field of the same name.
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
            renamed_from: None,
            backfill: None,
            rules: &[],
            attributes: &[],
        }
    }
}

/// How a value becomes one of another type, where a collection is rebuilt.
#[derive(Debug, Clone, Copy)]
pub struct BackfillDef {
    /// The data type that the function takes, as the schema spells it: `int`, `text[]`.
    pub from: &'static str,
    /// The function, between values as JSON has them. None where the declaration was read from a file, which has no
    /// functions.
    pub apply: Option<fn(&serde_json::Value) -> crate::plain::error::Result<serde_json::Value>>,
}

/// What `analyzer(…)` declares: what is done to text before it is cut into tokens, and after. From 1.37 on,
/// for text that is indexed.
#[derive(Debug, Clone, Copy)]
pub struct AnalyzerDef {
    /// `é` is found as `e`.
    pub ascii_fold: bool,
    /// Letters that are left as they are, one character each; only beside `ascii_fold`.
    pub ascii_fold_ignore: &'static [&'static str],
    /// The stop words of this property: a list of [`InvertedDef::stopword_presets`] or one of the server's
    /// own. Only with the tokenization `word`.
    pub stopword_preset: Option<&'static str>,
}

/// What a field is to the object; all but properties and vectors are told by the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A property or a link.
    Property,
    /// A named vector; the field has [`FieldDef::vector`].
    Vector,
    /// The object's id, a uuid.
    Id,
    /// When it was created: read only.
    CreatedAt,
    /// When it was last written: read only.
    UpdatedAt,
}

/// An attribute as it was written. Nothing here acts on it; tools that read a declaration may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute {
    /// The word, with `meta.` before the keys of `meta(…)`.
    pub name: &'static str,
    /// Its value as text, empty for a bare word.
    pub value: &'static str,
}

/// A Rust type as the server sees it.
///
/// ```
/// use weaviate_query::schema::{DataType, TypeDef};
///
/// let tags = TypeDef::scalar(DataType::Text).list().optional();
/// assert_eq!(tags.wire_name(), "text[]");
/// assert!(tags.many && tags.optional);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TypeDef {
    /// The data type of one value.
    pub data_type: DataType,
    /// Whether it is a list of them: `Vec<T>`.
    pub many: bool,
    /// Whether it may be absent: `Option<T>`. The server itself lets every property be absent.
    pub optional: bool,
    /// The nested object, for [`DataType::Object`].
    pub object: Option<To<ObjectDef>>,
    /// The collections a link may lead to, for [`DataType::Reference`]; of several, each has to be asked for
    /// by itself.
    pub targets: &'static [To<CollectionDef>],
    /// The number of dimensions, for [`DataType::Vector`] and the rows of a multi-vector.
    pub dimensions: Option<usize>,
}

/// The way to another declaration, which may lead back to where it is asked for.
///
/// ```
/// use weaviate_query::schema::{CollectionDef, To};
///
/// static AUTHOR: CollectionDef = CollectionDef::new("Author");
/// assert_eq!(To::Written(|| &AUTHOR).get().name, "Author");
/// assert_eq!(To::Read(&AUTHOR).get().name, "Author");
/// ```
#[derive(Debug, Clone, Copy)]
pub enum To<T: 'static> {
    /// Of a type of the program: a function, because an object may contain itself.
    Written(fn() -> &'static T),
    /// One that was read while the program runs, from a snapshot.
    Read(&'static T),
}

impl<T> To<T> {
    /// What it leads to.
    pub fn get(&self) -> &'static T {
        match self {
            Self::Written(get) => get(),
            Self::Read(read) => read,
        }
    }
}

impl TypeDef {
    /// One value of this type, always there.
    pub const fn scalar(data_type: DataType) -> Self {
        Self { data_type, many: false, optional: false, object: None, targets: &[], dimensions: None }
    }

    /// The same type where a value may be absent.
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// A list of this type; whether the list may be absent is another question.
    pub const fn list(self) -> Self {
        Self { many: true, ..self }
    }

    /// How the schema spells it; a link is spelled by the names of its targets instead.
    pub fn wire_name(&self) -> &'static str {
        self.data_type.wire_name(self.many)
    }
}

/// Weaviate's data types, and the two kinds of vector, which are no properties there.
///
/// | data type | Rust | list | can be compared |
/// |---|---|---|---|
/// | `Text` | `String` | yes | as words, or by the tokenization `field` as a whole |
/// | `Int` | integers up to 64 bits with a sign, 32 without; stored exactly up to ±2^53 | yes | yes |
/// | `Number` | `f64`, `f32` | yes | yes |
/// | `Boolean` | `bool` | yes | yes |
/// | `Date` | chrono's dates with an offset | yes | yes |
/// | `Uuid` | `Uuid` | yes | yes |
/// | `GeoCoordinates` | [`GeoPoint`](crate::property::GeoPoint) | | by distance |
/// | `PhoneNumber` | [`PhoneNumber`](crate::property::PhoneNumber) | | |
/// | `Blob`, `BlobHash` | [`Blob`](crate::property::Blob), [`BlobHash`](crate::property::BlobHash) | | |
/// | `Object` | a struct | yes | what is in it |
/// | `Reference` | a link | | what is behind it, and how many |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataType {
    /// `text`, cut into tokens by a [`Tokenization`]
    Text,
    /// `int`, kept as a 64-bit float
    Int,
    /// `number`, a finite 64-bit float
    Number,
    /// `boolean`
    Boolean,
    /// `date`, with an offset and up to nanoseconds
    Date,
    /// `uuid`
    Uuid,
    /// `geoCoordinates`, of 32 bits each
    GeoCoordinates,
    /// `phoneNumber`
    PhoneNumber,
    /// `blob`
    Blob,
    /// `blobHash`, from 1.37 on
    BlobHash,
    /// `object`
    Object,
    /// A cross reference: a link to objects of one or several classes
    Reference,
    /// A named vector of one row
    Vector,
    /// A named vector of several rows, as many as each object has
    MultiVector,
}

impl DataType {
    /// Whether a language model can be given its values: what has no text of its own is left out of a prompt
    /// about everything.
    pub(crate) const fn is_readable(self) -> bool {
        matches!(self, Self::Text | Self::Int | Self::Number | Self::Boolean | Self::Date | Self::Uuid)
    }

    /// How the schema spells it; a reference has the names of its targets instead, a vector none. What has no
    /// lists is spelled the same with `many`.
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

    /// The data type that the schema spells so, and whether it is a list; none of what only a later server knows.
    pub(crate) fn of_wire_name(name: &str) -> Option<(Self, bool)> {
        const ALL: [DataType; 11] = [
            DataType::Text,
            DataType::Int,
            DataType::Number,
            DataType::Boolean,
            DataType::Date,
            DataType::Uuid,
            DataType::GeoCoordinates,
            DataType::PhoneNumber,
            DataType::Blob,
            DataType::BlobHash,
            DataType::Object,
        ];
        let all = || ALL.into_iter();
        let one = all().find(|of| of.wire_name(false) == name).map(|of| (of, false));
        one.or_else(|| all().find(|of| of.wire_name(true) == name).map(|of| (of, true)))
    }
}

/// How text is cut into tokens, which decides what a filter and `bm25` find.
///
/// What each finds among "Hello World", "hello world" and "hello" (1.39.0):
///
/// | tokenization | equal to `hello` | equal to `world hello` |
/// |---|---|---|
/// | `word` | all three | the first two |
/// | `lowercase` | all three | the first two |
/// | `whitespace` | the second and third | the second |
/// | `field` | the third | none |
///
/// Equal means "has all of these tokens", in any order, except for `field`. The last four need a server that
/// was started with that tokenizer, such as `ENABLE_TOKENIZER_GSE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Tokenization {
    /// Runs of letters and digits, lower-cased: the server's own choice
    Word,
    /// Runs without white space, lower-cased
    Lowercase,
    /// Runs without white space, as they are written
    Whitespace,
    /// The whole text as one token, as it is written
    Field,
    /// Runs of three characters, for parts of words
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

/// What `inverted(…)` declares. The first three cannot be changed once the collection is there.
#[derive(Debug, Clone, Copy)]
pub struct InvertedDef {
    /// Which properties of an object are absent can be asked: `.is_null()` compiles.
    pub null_state: bool,
    /// The length of a property can be asked: `.len()` compiles.
    pub property_length: bool,
    /// When an object was made and changed can be asked in filters. To sort by it needs no index.
    pub timestamps: bool,
    /// BM25's `k1` (0 or more, 1.2 if nothing is said) and `b` (from 0 to 1, 0.75). A 0 is not shown by the
    /// server afterwards.
    pub bm25: Option<(f32, f32)>,
    /// Words that keyword search leaves out; the server's own are English.
    pub stopwords: Option<StopwordsDef>,
    /// Lists of words that an `analyzer` may name, from 1.37 on.
    pub stopword_presets: &'static [(&'static str, &'static [&'static str])],
    /// How often the index is tidied up, in seconds; 60 if nothing is said.
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

/// What `stopwords(…)` declares. The same word in both lists is refused by the server.
#[derive(Debug, Clone, Copy)]
pub struct StopwordsDef {
    /// `en` or `none`; `en` if nothing is said.
    pub preset: Option<&'static str>,
    /// Words added to the preset.
    pub additions: &'static [&'static str],
    /// Words taken out of the preset; one that is not in it does no harm.
    pub removals: &'static [&'static str],
}

/// What `multi_tenant(…)` declares. Both can be changed at any time.
#[derive(Debug, Clone, Copy)]
pub struct MultiTenancyDef {
    /// A write to a tenant that does not exist makes it; otherwise it is an error.
    pub auto_create: bool,
    /// A request to an inactive tenant activates it; otherwise it is an error.
    pub auto_activate: bool,
}

/// What `vector(…)` declares. Of a vector that is there the distance, the kind of index and its vectorizer
/// stay as they are.
#[derive(Debug, Clone, Copy)]
pub struct VectorDef {
    /// How far apart two vectors are; cosine if nothing is said.
    pub distance: Distance,
    /// The index and what was set of it: one of [`index`](super::index). None leaves it to the server, whose own may be
    /// another than `hnsw` (`DEFAULT_VECTOR_INDEX`).
    pub index: Option<&'static Settings>,
    /// What makes the vectors small; nothing leaves that to the server.
    pub quantizer: Quantizer,
    /// How the rows of a multi-vector become one vector; none compares the rows.
    pub encoding: Option<&'static Settings>,
    /// The module that makes it; without one the program gives it.
    pub vectorizer: Option<&'static Settings>,
    /// `source = […]`: the properties that the module makes it of; empty leaves them to the server.
    pub source: &'static [Source],
}

impl VectorDef {
    /// The index that is declared. Quantizers and multi-vectors are parts of one, so with them it is `hnsw`.
    pub fn declared_index(&self, data_type: DataType) -> Option<&'static Settings> {
        let part = matches!(self.quantizer, Quantizer::By(_)) || matches!(data_type, DataType::MultiVector);
        self.index.or(if part { Some(Self::HNSW) } else { None })
    }

    /// A graph index with the server's defaults.
    pub(crate) const HNSW: &'static Settings = &super::index::hnsw().settings();

    /// What `vector` alone declares: vectors that the program gives, in the index that the server takes.
    pub const PLAIN: Self = Self {
        distance: Distance::Cosine,
        index: None,
        quantizer: Quantizer::Default,
        encoding: None,
        vectorizer: None,
        source: &[],
    };
}

/// `vector(quantizer = …)`: what makes the vectors small in memory. It is one way: switching one off or
/// taking another is stored by the server and not done, or costs the collection (1.39.0), so sync plans a new
/// class for it.
#[derive(Debug, Clone, Copy)]
pub enum Quantizer {
    /// Not declared: what the server is set to with `DEFAULT_QUANTIZATION`.
    Default,
    /// `none`: vectors as they are, whatever the server is set to.
    None,
    /// This one, and what was set of it.
    By(&'static Settings),
}

/// How far apart two vectors are. The index `hfresh` has the first and the third only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Distance {
    /// 1 − cosine similarity; the only one with a certainty
    Cosine,
    /// The negative dot product
    Dot,
    /// Squared Euclidean distance
    L2Squared,
    /// The sum of the differences without their signs
    Manhattan,
    /// The number of dimensions that differ
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

/// How deep nested objects are followed when a whole struct is selected, as a struct may contain itself.
pub(crate) const DEEPEST: usize = 8;
