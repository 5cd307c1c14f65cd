//! Parses a query; its syntax errors are worded as the server words them.

use apollo_parser::{Lexer, Token, TokenKind};

use super::{
    ast::{Argument, Declared, Document, Field, Of, Operation, Pos, Selection, Value},
    strings,
};

/// How deep braces and brackets may stand in each other.
const DEPTH: usize = 200;

/// Why a text is no query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) at: Pos,
    pub(super) text: String,
}

type Result<T> = std::result::Result<T, SyntaxError>;

/// Reads a query document.
pub(super) fn parse(text: &str) -> Result<Document> {
    let mut tokens = Vec::new();
    for token in Lexer::new(text) {
        match token {
            Ok(token) => {
                let blank = matches!(
                    token.kind(),
                    TokenKind::Whitespace | TokenKind::Comment | TokenKind::Comma | TokenKind::Eof
                );
                if !blank {
                    tokens.push(token);
                }
            }
            Err(error) => {
                let (at, why) = match error.message() {
                    "unterminated string value" => {
                        (error.index() + error.data().len(), "Unterminated string.".to_owned())
                    }
                    "Unterminated spread operator" => {
                        (error.index(), "Unexpected character \".\".".to_owned())
                    }
                    why => (error.index(), format!("{}.", why.trim_end_matches('.'))),
                };
                return Err(refused(text, at, &why));
            }
        }
    }
    let mut parser = Parser { text, tokens, next: 0, depth: 0 };
    let mut document = Document::default();
    loop {
        match parser.kind() {
            TokenKind::LCurly => {
                let at = parser.here();
                let selections = parser.selections()?;
                let operation =
                    Operation { at, kind: "query".to_owned(), name: None, variables: Vec::new(), selections };
                document.operations.push(operation);
            }
            TokenKind::Name => parser.definition(&mut document)?,
            TokenKind::Eof => return Ok(document),
            _ => return Err(parser.unexpected()),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    next: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn token(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.next)
    }

    fn kind(&self) -> TokenKind {
        self.token().map_or(TokenKind::Eof, Token::kind)
    }

    fn data(&self) -> &'a str {
        self.token().map_or("", Token::data)
    }

    fn index(&self) -> usize {
        self.token().map_or(self.text.len(), Token::index)
    }

    fn here(&self) -> Pos {
        position(self.text, self.index())
    }

    // As messages call the token that is next.
    fn described(&self) -> String {
        let value = self.data();
        match self.kind() {
            TokenKind::Eof => "EOF".to_owned(),
            TokenKind::Name => format!("Name \"{value}\""),
            TokenKind::Int => format!("Int \"{value}\""),
            TokenKind::Float => format!("Float \"{value}\""),
            TokenKind::StringValue => format!("String \"{}\"", strings::value(value)),
            _ => value.to_owned(),
        }
    }

    fn unexpected(&self) -> SyntaxError {
        refused(self.text, self.index(), &format!("Unexpected {}", self.described()))
    }

    fn expected(&self, what: &str) -> SyntaxError {
        refused(self.text, self.index(), &format!("Expected {what}, found {}", self.described()))
    }

    fn skip(&mut self, kind: TokenKind) -> bool {
        let found = self.kind() == kind;
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, kind: TokenKind, what: &str) -> Result<()> {
        if self.skip(kind) { Ok(()) } else { Err(self.expected(what)) }
    }

    fn name(&mut self) -> Result<String> {
        let name = self.data().to_owned();
        self.expect(TokenKind::Name, "Name")?;
        Ok(name)
    }

    // At least one item between two marks.
    fn many<T>(
        &mut self,
        open: (TokenKind, &str),
        close: (TokenKind, &str),
        mut item: impl FnMut(&mut Self) -> Result<T>,
    ) -> Result<Vec<T>> {
        let start = self.index();
        self.expect(open.0, open.1)?;
        if self.kind() == close.0 {
            return Err(refused(self.text, start, &format!("Unexpected empty IN {}{}", open.1, close.1)));
        }
        self.any(start, close.0, &mut item)
    }

    // Items up to a mark; what opens them is read already.
    fn any<T>(
        &mut self,
        start: usize,
        close: TokenKind,
        item: &mut dyn FnMut(&mut Self) -> Result<T>,
    ) -> Result<Vec<T>> {
        if self.depth == DEPTH {
            return Err(refused(self.text, start, "too many braces in each other"));
        }
        self.depth += 1;
        let mut out = Vec::new();
        while !self.skip(close) {
            out.push(item(self)?);
        }
        self.depth -= 1;
        Ok(out)
    }

    fn definition(&mut self, document: &mut Document) -> Result<()> {
        let at = self.here();
        match self.data() {
            kind @ ("query" | "mutation" | "subscription") => {
                self.next += 1;
                let name = if self.kind() == TokenKind::Name { Some(self.name()?) } else { None };
                let variables = if self.kind() == TokenKind::LParen {
                    self.many((TokenKind::LParen, "("), (TokenKind::RParen, ")"), Self::variable)?
                } else {
                    Vec::new()
                };
                self.directives()?;
                let selections = self.selections()?;
                document.operations.push(Operation {
                    at,
                    kind: kind.to_owned(),
                    name,
                    variables,
                    selections,
                });
            }
            "fragment" => {
                self.next += 1;
                self.name()?;
                if self.data() != "on" {
                    return Err(self.expected("\"on\""));
                }
                self.next += 1;
                self.name()?;
                self.directives()?;
                self.selections()?;
                document.fragments = true;
            }
            _ => return Err(self.unexpected()),
        }
        Ok(())
    }

    // `$name: Type = value`
    fn variable(&mut self) -> Result<Declared> {
        let at = self.here();
        self.expect(TokenKind::Dollar, "$")?;
        let name_at = self.here();
        let name = self.name()?;
        self.expect(TokenKind::Colon, ":")?;
        let of = self.of_type()?;
        let default = if self.skip(TokenKind::Eq) {
            let at = self.here();
            Some((self.value()?, at))
        } else {
            None
        };
        Ok(Declared { at, name, name_at, of, default })
    }

    fn of_type(&mut self) -> Result<Of> {
        let start = self.index();
        let at = self.here();
        let of = if self.skip(TokenKind::LBracket) {
            let mut inside = self.any(start, TokenKind::RBracket, &mut Self::of_type)?;
            match (inside.pop(), inside.is_empty()) {
                (Some(of), true) => Of::List(Box::new(of)),
                _ => return Err(refused(self.text, start, "a list has one type")),
            }
        } else {
            Of::Named(self.name()?, at)
        };
        Ok(if self.skip(TokenKind::Bang) { Of::Needed(Box::new(of)) } else { of })
    }

    fn directives(&mut self) -> Result<bool> {
        let mut found = false;
        while self.skip(TokenKind::At) {
            found = true;
            self.name()?;
            self.arguments()?;
        }
        Ok(found)
    }

    fn selections(&mut self) -> Result<Vec<Selection>> {
        self.many((TokenKind::LCurly, "{"), (TokenKind::RCurly, "}"), Self::selection)
    }

    fn selection(&mut self) -> Result<Selection> {
        let at = self.here();
        if !self.skip(TokenKind::Spread) {
            return self.field().map(Selection::Field);
        }
        if self.kind() == TokenKind::Name && self.data() != "on" {
            self.name()?;
            self.directives()?;
            return Ok(Selection::Spread);
        }
        let mut name = None;
        if self.data() == "on" {
            self.next += 1;
            name = Some(self.name()?);
        }
        self.directives()?;
        Ok(Selection::On { at, name, selections: self.selections()? })
    }

    fn field(&mut self) -> Result<Field> {
        let at = self.here();
        let first = self.name()?;
        let (alias, name) =
            if self.skip(TokenKind::Colon) { (Some(first), self.name()?) } else { (None, first) };
        let arguments = self.arguments()?;
        let directives = self.directives()?;
        let brace = self.here();
        let selections = if self.kind() == TokenKind::LCurly { Some(self.selections()?) } else { None };
        Ok(Field { at, alias, name, arguments, unfit: None, directives, brace, selections })
    }

    fn arguments(&mut self) -> Result<Vec<Argument>> {
        if self.kind() != TokenKind::LParen {
            return Ok(Vec::new());
        }
        self.many((TokenKind::LParen, "("), (TokenKind::RParen, ")"), |parser| {
            let at = parser.here();
            let name = parser.name()?;
            parser.expect(TokenKind::Colon, ":")?;
            let value_at = parser.here();
            Ok(Argument { at, name, value: parser.value()?, value_at })
        })
    }

    fn value(&mut self) -> Result<Value> {
        let data = self.data();
        let start = self.index();
        let value = match self.kind() {
            TokenKind::LBracket => {
                self.next += 1;
                return self.any(start, TokenKind::RBracket, &mut Self::value).map(Value::List);
            }
            TokenKind::LCurly => {
                self.next += 1;
                let mut field = |parser: &mut Self| {
                    let name = parser.name()?;
                    parser.expect(TokenKind::Colon, ":")?;
                    Ok((name, parser.value()?))
                };
                return self.any(start, TokenKind::RCurly, &mut field).map(Value::Object);
            }
            TokenKind::Dollar => {
                let at = self.here();
                self.next += 1;
                return self.name().map(|name| Value::Variable(name, at));
            }
            // What is too large for an integer is a float.
            TokenKind::Int => data.parse().map(Value::Int).or_else(|_| data.parse().map(Value::Float)).ok(),
            TokenKind::Float => data.parse().map(Value::Float).ok(),
            TokenKind::StringValue => Some(Value::Text(strings::value(data))),
            TokenKind::Name => Some(match data {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                // The server's GraphQL is older than `null`.
                "null" => return Err(self.unexpected()),
                name => Value::Enum(name.to_owned()),
            }),
            _ => None,
        };
        match value {
            Some(value) => {
                self.next += 1;
                Ok(value)
            }
            None => Err(self.unexpected()),
        }
    }
}

fn position(text: &str, index: usize) -> Pos {
    let before = text.get(..index).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Pos {
        line: before.matches('\n').count() + 1,
        // The server counts bytes.
        column: before.get(line_start..).unwrap_or_default().len() + 1,
    }
}

// The message with the line it is about, the ones around it, and a mark below the place.
fn refused(text: &str, index: usize, why: &str) -> SyntaxError {
    let at = position(text, index);
    let lines: Vec<&str> = text.lines().collect();
    let pad = (at.line + 1).to_string().len();
    let line = |number: usize| {
        let shown = number.checked_sub(1).and_then(|at| lines.get(at)).copied().unwrap_or_default();
        format!("{number:>pad$}: {shown}\n")
    };
    let before = if at.line >= 2 { line(at.line - 1) } else { String::new() };
    let after = if at.line < lines.len() { line(at.line + 1) } else { String::new() };
    let mark = " ".repeat(pad + 1 + at.column);
    let text = format!(
        "Syntax Error GraphQL request ({}:{}) {why}\n\n{before}{}{mark}^\n{after}",
        at.line,
        at.column,
        line(at.line)
    );
    SyntaxError { at, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Written down from a 1.39.0 server.
    #[test]
    fn refusals_are_the_servers() {
        let why = |text: &str| parse(text).expect_err("no query").text;
        let head = "Syntax Error GraphQL request";
        assert_eq!(
            why("{Get{C(limit){name}}}"),
            format!(
                "{head} (1:13) Expected :, found )\n\n1: {{Get{{C(limit){{name}}}}}}\n               ^\n"
            )
        );
        assert_eq!(why("}"), format!("{head} (1:1) Unexpected }}\n\n1: }}\n   ^\n"));
        assert_eq!(
            why("{a\n b\n {Get(}"),
            format!("{head} (3:7) Expected Name, found }}\n\n2:  b\n3:  {{Get(}}\n         ^\n")
        );
        assert!(why("{C(limit:1){}}").contains("(1:12) Unexpected empty IN {}"));
        assert!(why("{C{name \"x\"}}").contains("(1:9) Expected Name, found String \"x\""));
    }

    #[test]
    fn a_query_is_read() {
        let document =
            parse("query A {x:Get{C(limit:-2 a:[1.5 \"q\\n\" E]) # note\n{name ... on D{e}}}}").unwrap();
        let operation = &document.operations[0];
        assert_eq!(operation.name.as_deref(), Some("A"));
        let Selection::Field(get) = &operation.selections[0] else { panic!("a field") };
        assert_eq!((get.key(), get.name.as_str(), get.at.column), ("x", "Get", 10));
        let class = get.fields().next().unwrap();
        assert_eq!(class.argument("limit"), Some(&Value::Int(-2)));
        assert_eq!(class.argument("a").unwrap().printed(), "[1.5, \"q\\n\", E]");
        assert_eq!(class.selections.as_ref().unwrap().len(), 2);
    }
}
