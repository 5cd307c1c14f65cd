//! What has properties: the derive makes a struct of tokens for it.

/// A collection or nested object: what has properties.
pub trait HasFields: Sized + 'static {
    /// The struct of its tokens.
    type Fields<Root: 'static, Path: 'static>: 'static;

    /// The tokens below `Path` of `Root`.
    fn fields<Root: 'static, Path: 'static>() -> &'static Self::Fields<Root, Path>;
}
