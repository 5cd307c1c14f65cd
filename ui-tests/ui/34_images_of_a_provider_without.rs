// says: `generative_mistral` looks at no pictures
// at: images

use weaviate::generative::mistral;

pub fn ask(photo: &[u8]) {
    let _ = mistral().images([photo]);
}

fn main() {}
