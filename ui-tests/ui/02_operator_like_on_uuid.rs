// says: `Ticket_owner` is not text
// at: like

use weaviate::{Collection, Uuid, query};

#[derive(Collection)]
pub struct Ticket {
    pub owner: Uuid,
}

pub fn ask() {
    let _ = query!(Ticket, filter: .owner like "1*");
}

fn main() {}
