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
    pub(crate) fn parse(name: &str) -> Option<Self> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The server's name for it.
    pub(crate) fn name(self) -> &'static str {
        TYPES.iter().find(|(_, kind)| *kind == self).map_or("cref", |(name, _)| name)
    }

    pub(crate) fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Texts)
    }

    pub(crate) fn is_nested(self) -> bool {
        matches!(self, Self::Object | Self::Objects)
    }

    pub(crate) fn is_list(self) -> bool {
        self.item() != self
    }

    /// The type of one item of a list.
    pub(crate) fn item(self) -> Self {
        match self {
            Self::Texts => Self::Text,
            Self::Ints => Self::Int,
            Self::Numbers => Self::Number,
            Self::Booleans => Self::Boolean,
            Self::Dates => Self::Date,
            Self::Uuids => Self::Uuid,
            Self::Objects => Self::Object,
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
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "word" => Self::Word,
            "lowercase" => Self::Lowercase,
            "whitespace" => Self::Whitespace,
            "field" => Self::Field,
            "trigram" => Self::Trigram,
            _ => return None,
        })
    }
}
