// says: `Song_sound` is a vector: a server keeps it until there is another one
// at: Song::FIELDS.sound

#[path = "../model.rs"]
mod model;

use model::{Song};
use weaviate::{Collection, Handle, Uuid};

pub async fn change(songs: Handle<Song>, id: Uuid) -> weaviate::Result<()> {
    songs.update(id).unset(Song::FIELDS.sound).await
}

fn main() {}
