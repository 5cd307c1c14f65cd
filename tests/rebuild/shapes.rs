//! The collections of before and after.

pub(crate) mod before {
    use weaviate::{Collection, Link, Uuid, property::Vector};

    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(crate) struct Book {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) title: String,
        pub(crate) pages: i64,
        pub(crate) tags: Vec<String>,
        #[weaviate(vector)]
        pub(crate) embedding: Vector<3>,
        pub(crate) author: Option<Link<Author>>,
    }

    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(crate) struct Author {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) name: String,
        pub(crate) best: Option<Link<Book>>,
    }
}

pub(crate) mod after {
    use weaviate::{Collection, Link, Uuid, property::Vector};

    #[derive(Debug, Clone, PartialEq, Collection)]
    #[weaviate(inverted(null_state))]
    pub(crate) struct Book {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) title: String,
        pub(crate) pages: i64,
        pub(crate) tags: Vec<String>,
        #[weaviate(vector(distance = l2_squared))]
        pub(crate) embedding: Vector<3>,
        pub(crate) author: Option<Link<Author>>,
    }

    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(crate) struct Author {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) name: String,
        pub(crate) best: Option<Link<Book>>,
    }
}

/// A property that is called otherwise, one that is of another type, and one that is gone.
pub(crate) mod renamed {
    use weaviate::{Collection, Link, Uuid, property::Vector};

    fn in_words(pages: i64) -> String {
        format!("{pages} pages")
    }

    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(crate) struct Book {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        #[weaviate(renamed_from = "title")]
        pub(crate) headline: String,
        #[weaviate(backfill = in_words)]
        pub(crate) pages: String,
        #[weaviate(renamed_from = "tags", backfill = |tags: Vec<String>| tags.len() as i64)]
        pub(crate) tag_count: i64,
        #[weaviate(vector)]
        pub(crate) embedding: Vector<3>,
        pub(crate) author: Option<Link<Author>>,
    }

    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(crate) struct Author {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) name: String,
        pub(crate) best: Option<Link<Book>>,
    }
}

pub(crate) mod tenants {
    use weaviate::{Collection, Uuid};

    #[derive(Debug, Clone, PartialEq, Collection)]
    #[weaviate(multi_tenant)]
    pub(crate) struct Page {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) text: String,
    }

    #[derive(Debug, Clone, PartialEq, Collection)]
    #[weaviate(name = "Page", multi_tenant, inverted(property_length))]
    pub(crate) struct Measured {
        #[weaviate(id)]
        pub(crate) id: Uuid,
        pub(crate) text: String,
    }
}
