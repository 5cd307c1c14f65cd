// says: `Note` declares no generative module
// at: prompt

#[path = "../shop.rs"]
mod shop;

use shop::Note;
use weaviate::{Collection as _, generative, prelude::*};

pub fn ask() {
    let _ = Note::query().prompt("about it").provider(generative::openai()).all();
}

fn main() {}
