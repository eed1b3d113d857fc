//! The properties that hold for every stream, however it is cut.

use proptest::prelude::*;

use super::Framer;

type Events = Vec<(Vec<u8>, Vec<u8>)>;

/// Returns the events of a stream by the letter of the standard: line by line, with no
/// thought for speed or for bytes yet to come.
fn by_the_letter(stream: &[u8]) -> Events {
    let stream = stream.strip_prefix(super::BOM).unwrap_or(stream);
    let mut events = Vec::new();
    let (mut name, mut data) = (Vec::new(), None::<Vec<u8>>);
    for line in complete_lines(stream) {
        if line.is_empty() {
            if !name.is_empty() || data.is_some() {
                events.push((name, data.unwrap_or_default()));
            }
            (name, data) = (Vec::new(), None);
            continue;
        }
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let field = parts.next().unwrap_or_default();
        let value = parts.next().unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match (field, &mut data) {
            (b"event", _) => name = value.to_vec(),
            (b"data", Some(data)) => data.extend([b"\n", value].concat()),
            (b"data", None) => data = Some(value.to_vec()),
            _ => {}
        }
    }
    events
}

fn complete_lines(stream: &[u8]) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut bytes = stream.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\r' => _ = bytes.next_if(|next| **next == b'\n'),
            b'\n' => {}
            other => {
                line.push(*other);
                continue;
            }
        }
        lines.push(std::mem::take(&mut line));
    }
    lines
}

/// Returns the events of a stream that comes in pieces of these lengths, again and
/// again, and whether none of them was too large.
fn framed(stream: &[u8], lengths: &[usize], limit: usize) -> (Events, bool) {
    let mut framer = Framer::new(limit);
    let mut events = Vec::new();
    let mut rest = stream;
    for length in lengths.iter().cycle() {
        let (piece, tail) = rest.split_at((*length).min(rest.len()));
        framer.push(piece);
        loop {
            match framer.advance() {
                Ok(true) => events.push((framer.name().to_vec(), framer.data().to_vec())),
                Ok(false) => break,
                Err(_) => return (events, false),
            }
        }
        rest = tail;
        if rest.is_empty() {
            break;
        }
    }
    (events, true)
}

/// Returns bytes, most of them such as mean something in a stream.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let words: Vec<&[u8]> = vec![
        b"data",
        b"event",
        b"id",
        b"data:",
        b"event: ",
        b":",
        b" ",
        b"\n",
        b"\n",
        b"\n\n",
        b"\r",
        b"\r\n",
        b"\r\n\r\n",
        super::BOM,
        b"\xef",
        b"\0",
        b"[DONE]",
        "é".as_bytes(),
    ];
    let word = prop_oneof![
        9 => prop::sample::select(words).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

fn lengths() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..9_usize, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_bytes_in_any_pieces_are_what_the_standard_says(stream in stream(), lengths in lengths()) {
        let expected = (by_the_letter(&stream), true);
        prop_assert_eq!(framed(&stream, &[usize::MAX], usize::MAX), expected.clone());
        prop_assert_eq!(framed(&stream, &lengths, usize::MAX), expected);
    }

    #[test]
    fn the_bound_does_not_depend_on_the_pieces(
        stream in stream(),
        lengths in lengths(),
        // A byte order mark in pieces counts until it is known for one.
        limit in 3..40_usize,
    ) {
        let whole = framed(&stream, &[usize::MAX], limit);
        prop_assert_eq!(framed(&stream, &lengths, limit), whole);
    }
}
