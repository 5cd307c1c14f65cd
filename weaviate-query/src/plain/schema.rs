//! What a collection is made of: as the struct declares it ([`def`]) and as the server has it ([`Class`]).

#[doc(hidden)]
pub mod choice;
mod class;
pub mod def;
pub mod index;
pub mod spread;
mod wanted;

pub use class::{Class, PropertyRef};
pub use def::{
    AnalyzerDef, Attribute, CollectionDef, DataType, Distance, FieldDef, InvertedDef, MultiTenancyDef,
    ObjectDef, Quantizer, Role, StopwordsDef, Tokenization, TtlDef, TypeDef, VectorDef,
};
