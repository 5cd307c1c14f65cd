// says: `Note` declares no generative module
// at: prompt

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::query;

pub fn ask() {
    let _ = query!(Note, prompt: "about {body}", grouped_task: "sum up", limit: 2);
}

fn main() {}
