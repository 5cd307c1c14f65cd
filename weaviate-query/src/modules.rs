//! temporary until the module table is merged
mod rules;
pub use rules::{Blends, Understands};
/// What a query can be made of, for a vectorizer to turn it into a vector.
pub mod medium {
    #![allow(non_camel_case_types, missing_docs)]
    macro_rules! media {
        ($($name:ident)*) => { $(#[derive(Debug, Clone, Copy)] pub enum $name {})* };
    }
    media! { text image audio video depth thermal imu }
}
/// Marks a vector field without a vectorizer: the program gives its vectors.
#[allow(non_camel_case_types)]
#[derive(Debug, Clone, Copy)]
pub enum no_vectorizer {}
