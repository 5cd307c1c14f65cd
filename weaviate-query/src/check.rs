//! Checks of declarations that the derive cannot make, as it does not know what a type means.

use crate::{
    filter::Textual,
    property::VectorType,
    schema::{DataType, FieldDef, Role},
    token::Property,
};

/// `tokenization` stands on text.
pub const fn tokenized<P: Property<Kind: Tokenizable<P>>>() {}

/// A kind that is cut into tokens.
#[diagnostic::on_unimplemented(message = "`{P}` is not text: it has no tokenization", label = "remove this")]
pub trait Tokenizable<P> {}

impl<P> Tokenizable<P> for crate::kind::text where crate::kind::text: Textual<P> {}
impl<P> Tokenizable<P> for crate::kind::list<crate::kind::text> {}

/// `range` stands on numbers and dates.
pub const fn ranged<P: Property<Kind: Ranged<P>>>() {}

/// A kind that has a range index.
#[diagnostic::on_unimplemented(
    message = "`{P}` cannot have a range index",
    label = "`range` needs an int, number or date property"
)]
pub trait Ranged<P> {}

impl<P> Ranged<P> for crate::kind::int {}
impl<P> Ranged<P> for crate::kind::number {}
impl<P> Ranged<P> for crate::kind::date {}

/// `vector` stands on vectors.
pub const fn vector<P: Property<Type: VectorType>>() {}

/// `source` stands beside a vectorizer that reads it.
pub const fn sourced<P: crate::token::VectorProperty<Vectorizer: crate::modules::ReadsSource>>() {}

/// `key` stands on text, an integer or a uuid.
pub const fn scalar_key<K: crate::key::Key>() {}

/// Every vector is marked as one, and every link to several collections is written out: `named` has their places.
pub const fn fields(fields: &[FieldDef], named: &[usize]) {
    let mut i = 0;
    while i < fields.len() {
        let field = &fields[i];
        let vector = matches!(field.of.data_type, DataType::Vector | DataType::MultiVector);
        assert!(
            !(vector && matches!(field.role, Role::Property)),
            "a field of type `Vector<N>` is a named vector: mark it with `#[weaviate(vector)]`"
        );
        assert!(
            field.of.targets.len() < 2 || has(named, i),
            "a field that links to several collections names them: write its type as `AnyLink<(Article, Author)>`, not as an alias of it"
        );
        i += 1;
    }
}

const fn has(places: &[usize], place: usize) -> bool {
    let mut i = 0;
    while i < places.len() {
        if places[i] == place {
            return true;
        }
        i += 1;
    }
    false
}
