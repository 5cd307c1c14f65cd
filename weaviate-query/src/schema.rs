//! What a collection is made of: as the struct declares it ([`def`]) and as the server has it ([`Class`]).

mod class;
pub mod def;
mod wanted;

pub use class::{Class, PropertyRef};
pub use def::{
    Attribute, CollectionDef, DataType, Distance, FieldDef, InvertedDef, MultiTenancyDef, ObjectDef, Role,
    StopwordsDef, Tokenization, TypeDef, VectorDef, VectorIndexDef,
};
