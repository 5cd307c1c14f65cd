//! What has properties: the derive makes a struct of tokens for it.
//!
//! For `Article` that is `ArticleFields<Root, Path>`, with a public field for each property: rustc then says "no field
//! `titel` on type `ArticleFields`" and suggests `title`, and an editor completes, without a word from us.

/// A collection, a nested object, or a link to several collections: what has something behind a `.`.
pub trait HasFields: Sized + 'static {
    /// The struct of its tokens. It is generic over where it stands, because the same properties are reached from many
    /// collections and along many ways.
    type Fields<Root: 'static, Path: 'static>: 'static;

    /// The tokens below `Path` of `Root`: a reference to a constant without size.
    fn fields<Root: 'static, Path: 'static>() -> &'static Self::Fields<Root, Path>;
}
