//! Where in a connection something is: the frames of HTTP/2, the parts of HTTP/1.

/// A point of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    /// Before anything has passed.
    Connect,
    /// In the middle of a head: HEADERS that do not end their stream, or the head of a request or an answer.
    Headers,
    /// In the middle of a message: DATA, or a body.
    Message,
    /// Behind a message, before the next one.
    Between,
    /// In the middle of what ends an answer: HEADERS that end their stream.
    Trailers,
    /// In the middle of one of the first records of TLS, before which nothing is said of either protocol.
    Handshake,
}

/// Reads a connection from one side.
#[derive(Debug, Default)]
pub(crate) struct Points {
    state: State,
}

#[derive(Debug, Default)]
enum State {
    /// The first bytes tell which protocol it is.
    #[default]
    Start,
    /// Behind a `P`, which both protocols may begin with.
    StartP,
    /// The rest of the preface of HTTP/2.
    Preface(usize),
    /// In the head of a frame, of which so many bytes were read.
    FrameHead([u8; 9], usize),
    /// In a frame: so many bytes to its middle, so many to its end.
    Frame { point: Option<Point>, to_middle: usize, to_end: usize },
    /// In a head of HTTP/1, of which so many bytes and so many of the last line ends were read.
    Head { read: usize, ends: usize },
    /// In a body of HTTP/1, whose length is of no interest here.
    Body { read: usize },
    /// In the head of the nth record of TLS, of which so many bytes were read.
    RecordHead { record: usize, head: [u8; 5], read: usize },
    /// In the nth record of TLS: so many bytes to its middle, so many to its end.
    Record { record: usize, to_middle: usize, to_end: usize },
}

/// The first record of a connection with TLS is of this kind, by RFC 8446, 5.1.
const HANDSHAKE: u8 = 22;
/// Of so many records each side's handshake has.
const RECORDS: usize = 3;

const PREFACE: usize = 24;
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const END_STREAM: u8 = 1;

impl Points {
    /// How many of the bytes stand before the next point (at least one), and which point it is.
    #[expect(clippy::too_many_lines, reason = "one arm for each state")]
    pub(crate) fn next(&mut self, bytes: &[u8]) -> (usize, Option<Point>) {
        match &mut self.state {
            State::Start => {
                self.state = match bytes {
                    [b'P', ..] => State::StartP,
                    [HANDSHAKE, ..] => State::RecordHead { record: 0, head: [0; 5], read: 0 },
                    [first, ..] if first.is_ascii_uppercase() => State::Head { read: 0, ends: 0 },
                    _ => State::FrameHead([0; 9], 0),
                };
                if matches!(self.state, State::StartP) { (1, None) } else { self.next(bytes) }
            }
            State::StartP => {
                self.state = match bytes {
                    [b'R', ..] => State::Preface(PREFACE - 1),
                    _ => State::Head { read: 1, ends: 0 },
                };
                self.next(bytes)
            }
            State::Preface(left) => {
                let length = bytes.len().min(*left);
                *left -= length;
                if *left == 0 {
                    self.state = State::FrameHead([0; 9], 0);
                }
                (length, None)
            }
            State::FrameHead(head, read) => {
                let length = bytes.len().min(head.len() - *read);
                for (to, from) in head.iter_mut().skip(*read).zip(bytes) {
                    *to = *from;
                }
                *read += length;
                if *read == head.len() {
                    self.state = frame(*head);
                }
                (length, None)
            }
            State::Frame { point, to_middle, to_end } => {
                let at_middle = *to_middle > 0;
                let length = bytes.len().min(if at_middle { *to_middle } else { *to_end });
                *to_end -= length;
                *to_middle = to_middle.saturating_sub(length);
                let over = *to_end == 0;
                let reached = match *point {
                    Some(Point::Message) if over => Some(Point::Between),
                    Some(point) if at_middle && *to_middle == 0 => Some(point),
                    _ => None,
                };
                if over {
                    self.state = State::FrameHead([0; 9], 0);
                }
                (length, reached)
            }
            State::Head { read, ends } => {
                let mut length = 0;
                for byte in bytes {
                    length += 1;
                    *ends = match (*byte, *ends) {
                        (b'\r', ends) => ends,
                        (b'\n', ends) => ends + 1,
                        _ => 0,
                    };
                    if *ends == 2 || *read + length == 20 {
                        break;
                    }
                }
                *read += length;
                let (over, middle) = (*ends == 2, *read == 20);
                if over {
                    self.state = State::Body { read: 0 };
                }
                (length, (middle && !over).then_some(Point::Headers))
            }
            State::RecordHead { record, head, read } => {
                let length = bytes.len().min(head.len() - *read);
                for (to, from) in head.iter_mut().skip(*read).zip(bytes) {
                    *to = *from;
                }
                *read += length;
                if *read == head.len() {
                    let to_end = usize::from(u16::from_be_bytes([head[3], head[4]]));
                    self.state = State::Record { record: *record, to_middle: to_end.div_ceil(2), to_end };
                }
                (length, None)
            }
            State::Record { record, to_middle, to_end } => {
                let at_middle = *to_middle > 0;
                let length = bytes.len().min(if at_middle { *to_middle } else { *to_end });
                *to_end -= length;
                *to_middle = to_middle.saturating_sub(length);
                let reached = (at_middle && *to_middle == 0 && *record < RECORDS).then_some(Point::Handshake);
                if *to_end == 0 {
                    self.state = State::RecordHead { record: *record + 1, head: [0; 5], read: 0 };
                }
                (length.max(1).min(bytes.len()), reached)
            }
            // A connection may go on with another head; a body of our tests never looks like one.
            State::Body { .. }
                if bytes.starts_with(b"HTTP/1")
                    || bytes.starts_with(b"GET ")
                    || bytes.starts_with(b"POST ") =>
            {
                self.state = State::Head { read: 0, ends: 0 };
                self.next(bytes)
            }
            State::Body { read } => {
                let length = if *read < 20 { bytes.len().min(20 - *read) } else { bytes.len() };
                *read += length;
                (length, (*read == 20).then_some(Point::Message))
            }
        }
    }
}

fn frame(head: [u8; 9]) -> State {
    let [a, b, c, kind, flags, ..] = head;
    let length = u32::from_be_bytes([0, a, b, c]) as usize;
    if length == 0 {
        return State::FrameHead([0; 9], 0);
    }
    let point = match kind {
        DATA => Some(Point::Message),
        HEADERS if flags & END_STREAM != 0 => Some(Point::Trailers),
        HEADERS => Some(Point::Headers),
        _ => None,
    };
    State::Frame { point, to_middle: length / 2, to_end: length }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8], step: usize) -> Vec<(usize, Point)> {
        let (mut points, mut at, mut found) = (Points::default(), 0, Vec::new());
        while !bytes.is_empty() {
            let piece = bytes.get(..step.min(bytes.len())).unwrap_or_default();
            let (length, point) = points.next(piece);
            at += length;
            found.extend(point.map(|point| (at, point)));
            bytes = bytes.get(length..).unwrap_or_default();
        }
        found
    }

    /// By RFC 9113, 3.4 and 4.1.
    #[test]
    fn frames_of_http_2_in_pieces_of_any_size() {
        let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
        bytes.extend([0, 0, 0, 4, 0, 0, 0, 0, 0]); // SETTINGS
        bytes.extend([0, 0, 4, 1, 4, 0, 0, 0, 1, 9, 9, 9, 9]); // HEADERS
        bytes.extend([0, 0, 6, 0, 0, 0, 0, 0, 1, 7, 7, 7, 7, 7, 7]); // DATA
        bytes.extend([0, 0, 2, 1, 5, 0, 0, 0, 1, 9, 9]); // HEADERS, END_STREAM
        for step in [1, 2, 5, 1_000] {
            let found = all(&bytes, step);
            assert_eq!(
                found,
                [(44, Point::Headers), (58, Point::Message), (61, Point::Between), (71, Point::Trailers)],
                "{step}"
            );
        }
    }

    /// By RFC 8446, 5.1: a kind, a version and a length before each record.
    #[test]
    fn the_first_records_of_tls() {
        let mut bytes = vec![22, 3, 1, 0, 4, 9, 9, 9, 9];
        bytes.extend([20, 3, 3, 0, 1, 1]);
        bytes.extend([23, 3, 3, 0, 6, 7, 7, 7, 7, 7, 7]);
        bytes.extend([23, 3, 3, 0, 2, 7, 7]);
        for step in [1, 3, 1_000] {
            let found = all(&bytes, step);
            let at = [7, 15, 23].map(|at| (at, Point::Handshake));
            assert_eq!(found, at, "{step}");
        }
    }

    #[test]
    fn parts_of_http_1() {
        let text = b"HTTP/1.1 200 OK\r\ncontent-length: 30\r\n\r\n{\"a\": \"some text that is long\"}";
        assert_eq!(all(text, 1_000), [(20, Point::Headers), (59, Point::Message)]);
    }
}
