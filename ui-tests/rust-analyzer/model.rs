use weaviate::{AnyLink, Blob, Collection, Link, Object, Uuid, Vector};

/// An article as it was printed.
#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state), preview(nested_filters))]
pub struct Article {
    #[weaviate(id)]
    pub id: Uuid,
    /// The headline.
    pub title: String,
    #[weaviate(tokenization = field)]
    pub slug: String,
    /// How long it is.
    #[weaviate(range)]
    pub words: i64,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    pub author: Author,
    pub category: Link<Category>,
    pub related: Vec<AnyLink<(Category, Shelf)>>,
    #[weaviate(vector(distance = cosine))]
    pub embedding: Vector<3>,
}

#[derive(Debug, Clone, Object)]
pub struct Author {
    /// As it was signed.
    pub name: String,
    pub born: Option<i64>,
}

#[derive(Debug, Clone, Collection)]
pub struct Category {
    /// What the shelf says.
    pub name: String,
    pub parent: Option<Link<Category>>,
}

#[derive(Debug, Clone, Collection)]
pub struct Shelf {
    /// Counted from the door.
    pub place: i64,
}

/// What is sold.
#[derive(Clone, Collection)]
#[weaviate(reranker(cohere()), generative(openai()))]
pub struct Offer {
    pub name: String,
    #[weaviate(tokenization = field)]
    pub brand: String,
    pub picture: Blob,
    /// Made from its words.
    #[weaviate(vector(vectorizer = openai()))]
    pub text: Vector<4>,
    #[weaviate(vector(vectorizer = multi2vec_clip(image_fields = [picture], text_fields = [name])))]
    pub look: Vector<2>,
    #[weaviate(vector(distance = dot))]
    pub taste: Vector<3>,
}
