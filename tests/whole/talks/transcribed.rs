//! Transcriptions in each format: values where they are JSON, the texts as they are where not,
//! and the server's error where it says that with the status of a success.

use serde_json::json;
use workspace_tests::multipart::parts;
use workspace_tests::server::{Reply, Request, Server};

use super::{CLIENT, run};

pub(super) const TRANSCRIBED: &str = include_str!("transcribed.rs.txt");

/// Returns the field of a form.
fn field(request: &Request, name: &str) -> String {
    let fields = parts(request).into_iter().map(|part| part.facts());
    let mut named = fields.filter(|field| field["name"] == name);
    named.next().unwrap()["body"].as_str().unwrap().to_owned()
}

fn answer(request: &Request) -> Reply {
    let format = field(request, "response_format");
    if field(request, "model") == "broken" {
        let error = json!({"error": {"message": "No sound.", "type": "server_error", "code": "x"}});
        return Reply::json(200, error.to_string());
    }
    let text = |text: &str| {
        Reply::new(200).header("content-type", "text/plain; charset=utf-8").piece(text)
    };
    match format.as_str() {
        "json" => Reply::json(200, r#"{"text":"Grüße"}"#),
        "verbose_json" => Reply::json(
            200,
            r#"{"task":"transcribe","language":"german","duration":1.5,"text":"Grüße"}"#,
        ),
        "text" => text("Grüße\n"),
        "srt" => text("1\n00:00:00,000 --> 00:00:01,500\nGrüße\n\n"),
        "vtt" => text("WEBVTT\n\n00:00.000 --> 00:01.500\nGrüße\n"),
        other => Reply::text(404, other),
    }
}

#[test]
fn transcriptions_are_read_in_their_format() {
    let Some(client) = &*CLIENT else { return };
    insta::assert_snapshot!(run(client, "transcribed", &Server::answering(answer)), @r#"
        # good
        json: {"text":"Grüße"}
        verbose_json: {"language":"german","duration":1.5,"text":"Grüße","task":"transcribe"}
        text: "Grüße\n"
        srt: "1\n00:00:00,000 --> 00:00:01,500\nGrüße\n\n"
        vtt: "WEBVTT\n\n00:00.000 --> 00:01.500\nGrüße\n"
        by json: "Json Grüße"
        by verbose_json: "Verbose Grüße"
        by text: "Text Grüße\n"
        by srt: "Text 1\n00:00:00,000 --> 00:00:01,500\nGrüße\n\n"
        by vtt: "Text WEBVTT\n\n00:00.000 --> 00:01.500\nGrüße\n"
        # broken
        json: Api: createTranscription: No sound. (code x)
        verbose_json: Api: createTranscription: No sound. (code x)
        text: Api: createTranscription: No sound. (code x)
        srt: Api: createTranscription: No sound. (code x)
        vtt: Api: createTranscription: No sound. (code x)
        by json: Api: createTranscription: No sound. (code x)
        by verbose_json: Api: createTranscription: No sound. (code x)
        by text: Api: createTranscription: No sound. (code x)
        by srt: Api: createTranscription: No sound. (code x)
        by vtt: Api: createTranscription: No sound. (code x)
    "#);
}
