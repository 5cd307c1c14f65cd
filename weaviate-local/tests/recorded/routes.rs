//! Every route, asked of a server with nothing in it, with a body that is none, of things that are not there, and in
//! ways it does not know.

use serde_json::json;

use crate::{
    ask::{Ask, Body, id},
    objects,
    play::{Family, play},
};

/// Method, path, and the parameters with a value that none takes.
const ROUTES: &str = include_str!("../data/routes.tsv");

/// What stands for a piece of a path: what there is, what there is not, and what can be no name.
const PIECES: &[(&str, &str, &str, &str)] = &[
    ("{className}", "Thing", "Nothing", "a%20b"),
    ("{collection}", "Thing", "Nothing", "a%20b"),
    ("{id}", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000009", "one"),
    ("{propertyName}", "t", "none", "a%20b"),
    ("{indexName}", "searchable", "rangeable", "none"),
    ("{vectorIndexName}", "v", "none", "a%20b"),
    ("{tenantName}", "t1", "nobody", "a%20b"),
    ("{shardName}", "t1", "nobody", "a%20b"),
    ("{aliasName}", "Alias", "Nobody", "a%20b"),
    ("{backend}", "filesystem", "s3", "a%20b"),
    ("{user_id}", "root", "nobody", "a%20b"),
    ("{namespace_id}", "space", "nothing", "a%20b"),
    ("{userType}", "db", "oidc", "none"),
    ("{groupType}", "oidc", "oidc", "none"),
];

struct Route {
    method: &'static str,
    path: &'static str,
    parameters: &'static str,
}

fn routes() -> impl Iterator<Item = Route> {
    ROUTES.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let mut column = || columns.next().expect("three columns");
        Route { method: column(), path: column(), parameters: column() }
    })
}

impl Route {
    /// The request with what there is, except for one piece of the path.
    fn ask(&self, other: Option<(&str, usize)>) -> Ask {
        let mut path = self.path.to_owned();
        for (piece, known, unknown, malformed) in PIECES {
            let value = match other {
                Some((wrong, which)) if wrong == *piece => [unknown, malformed][which],
                _ => known,
            };
            path = path.replace(piece, value);
        }
        Ask::bare(&format!("{} {path}", self.method))
    }

    fn with(&self, content_type: &'static str, text: &'static str) -> Ask {
        Ask { content_type: Some(content_type), body: Body::Text(text), ..self.ask(None) }
    }

    /// Whether a request can have a body at all.
    fn takes_body(&self) -> bool {
        !matches!(self.method, "GET" | "HEAD")
    }

    /// What is asked of it whatever there is.
    fn asked(&self) -> Vec<(String, Ask)> {
        let key = |what: &str| format!("{} {}: {what}", self.method, self.path);
        let mut out = Vec::new();
        // Whether one of several collections has an object a server asks in no order of its own, up to the first.
        if (self.method, self.path) != ("HEAD", "objects/{id}") {
            out.push((key("nothing sent"), self.ask(None)));
        }
        for (piece, ..) in PIECES.iter().filter(|(piece, ..)| self.path.contains(piece)) {
            for (which, what) in ["unknown", "malformed"].into_iter().enumerate() {
                let mut bare = self.ask(Some((piece, which)));
                out.push((key(&format!("{what} {piece}")), bare.clone()));
                if self.takes_body() {
                    bare.content_type = Some("application/json");
                    bare.body = Body::Text("{}");
                    out.push((key(&format!("{what} {piece}, a map")), bare));
                }
            }
        }
        if self.takes_body() {
            for (what, content_type, text) in [
                ("a map", "application/json", "{}"),
                ("a list", "application/json", "[]"),
                ("null", "application/json", "null"),
                ("a text", "application/json", "\"a\""),
                ("a number", "application/json", "1"),
                ("half a map", "application/json", "{"),
                ("no JSON", "application/json", "a"),
                ("two maps", "application/json", "{}{}"),
                ("a map as text", "text/plain", "{}"),
                ("a map as a form", "application/x-www-form-urlencoded", "{}"),
                ("a map as nonsense", "nonsense", "{}"),
                ("a map without a type", "", "{}"),
                ("a map with a charset", "application/json; charset=utf-8", "{}"),
            ] {
                out.push((key(what), self.with(content_type, text)));
            }
        }
        for parameter in self.parameters.split_ascii_whitespace() {
            let (name, value) = parameter.split_once('=').expect("a parameter");
            let mut ask = self.ask(None);
            ask.parameter(name, value);
            out.push((key(&format!("{name}={value}")), ask));
        }
        let mut longer = self.ask(None);
        longer.path.push('/');
        out.push((key("a slash behind it"), longer.clone()));
        longer.path.push_str("more");
        out.push((key("more behind it"), longer));
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"] {
            if !routes().any(|route| route.path == self.path && route.method == method) {
                let other = Self { method, ..*self };
                out.push((format!("{}: as {method}", self.path), other.ask(None)));
            }
        }
        out
    }
}

fn world() -> Vec<Ask> {
    let mut world = objects::world();
    world.push(Ask::new("POST aliases", json!({"alias": "Alias", "class": "Thing"})));
    world.push(Ask::new("POST objects", json!({"class": "Thing", "id": id(2), "tenant": "t1"})));
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn routes_of_a_server_with_something_in_it() {
    let mut asked: Vec<(String, Ask)> = Vec::new();
    for (key, ask) in routes().flat_map(|route| route.asked()) {
        if !asked.iter().any(|(known, _)| *known == key) {
            asked.push((key, ask));
        }
    }
    play(&Family { name: "routes", world: world(), asked, without: &[] }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn routes_of_an_empty_server() {
    let mut asked = Vec::new();
    for route in routes() {
        asked.push((format!("{} {}", route.method, route.path), route.ask(None)));
        if route.takes_body() {
            asked.push((
                format!("{} {}: a map", route.method, route.path),
                route.with("application/json", "{}"),
            ));
        }
    }
    play(&Family { name: "routes_empty", world: Vec::new(), asked, without: &[] }).await;
}
