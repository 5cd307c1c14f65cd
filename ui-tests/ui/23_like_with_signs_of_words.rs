// says: words of `Book_title` are letters and digits
// at: "c++*"

#[path = "../books.rs"]
mod books;

use books::Book;
use weaviate::query;

pub fn ask() {
    let _ = query!(Book, filter: .title like "c++*");
}

fn main() {}
