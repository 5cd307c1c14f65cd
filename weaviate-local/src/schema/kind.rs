//! Data types and tokenizations.

/// What a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DataType {
    Text,
    Texts,
    Int,
    Ints,
    Number,
    Numbers,
    Boolean,
    Booleans,
    Date,
    Dates,
    Uuid,
    Uuids,
    Geo,
    Phone,
    Blob,
    BlobHash,
    Object,
    Objects,
    Reference,
}

const TYPES: [(&str, DataType); 18] = [
    ("text", DataType::Text),
    ("text[]", DataType::Texts),
    ("int", DataType::Int),
    ("int[]", DataType::Ints),
    ("number", DataType::Number),
    ("number[]", DataType::Numbers),
    ("boolean", DataType::Boolean),
    ("boolean[]", DataType::Booleans),
    ("date", DataType::Date),
    ("date[]", DataType::Dates),
    ("uuid", DataType::Uuid),
    ("uuid[]", DataType::Uuids),
    ("geoCoordinates", DataType::Geo),
    ("phoneNumber", DataType::Phone),
    ("blob", DataType::Blob),
    ("blobHash", DataType::BlobHash),
    ("object", DataType::Object),
    ("object[]", DataType::Objects),
];

impl DataType {
    /// The type of that name; none for a collection's name.
    pub(crate) fn parse(name: &str) -> Option<DataType> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The server's name for it.
    pub(crate) fn name(self) -> &'static str {
        TYPES.iter().find(|(_, kind)| *kind == self).map_or("cref", |(name, _)| name)
    }

    pub(crate) fn is_text(self) -> bool {
        matches!(self, DataType::Text | DataType::Texts)
    }

    pub(crate) fn is_nested(self) -> bool {
        matches!(self, DataType::Object | DataType::Objects)
    }

    pub(crate) fn is_list(self) -> bool {
        self.item() != self
    }

    /// The type of one item of a list.
    pub(crate) fn item(self) -> DataType {
        match self {
            DataType::Texts => DataType::Text,
            DataType::Ints => DataType::Int,
            DataType::Numbers => DataType::Number,
            DataType::Booleans => DataType::Boolean,
            DataType::Dates => DataType::Date,
            DataType::Uuids => DataType::Uuid,
            DataType::Objects => DataType::Object,
            other => other,
        }
    }
}

/// How a text is cut into tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Tokenization {
    Word,
    Lowercase,
    Whitespace,
    Field,
    Trigram,
}

impl Tokenization {
    pub(crate) fn parse(name: &str) -> Option<Tokenization> {
        Some(match name {
            "word" => Tokenization::Word,
            "lowercase" => Tokenization::Lowercase,
            "whitespace" => Tokenization::Whitespace,
            "field" => Tokenization::Field,
            "trigram" => Tokenization::Trigram,
            _ => return None,
        })
    }
}
