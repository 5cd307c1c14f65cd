// says: `Tag_name` is the key that the object's id is made of: it cannot be changed
// at: Tag::FIELDS.name

use weaviate::{Collection, Handle, Uuid};

#[derive(Collection)]
struct Tag {
    #[weaviate(key)]
    name: String,
}

async fn change(tags: Handle<Tag>, id: Uuid) -> weaviate::Result<()> {
    tags.update(id).set(Tag::FIELDS.name, "rust").await
}

fn main() {
    let _ = change;
}
