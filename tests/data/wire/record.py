"""Records what the vendor's own client sends, a file per group beside this one.

    python3 -m venv venv && venv/bin/pip install openai==3.57.0
    venv/bin/python tests/data/wire/record.py

Each line is a request: the operation's id in the document, method, path, query,
the headers that mean something to the server, and the body: JSON, or the parts
of a form. The client talks to a server on loopback that answers with an empty
object, an empty list, or an event stream that has ended.
"""

import email.parser
import email.policy
import json
import pathlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import openai

HEADERS = ["authorization", "accept", "content-type", "openai-beta", "openai-organization", "openai-project"]
requests = []


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def record(self):
        url = urlsplit(self.path)
        headers = {name: self.headers[name] for name in HEADERS if name in self.headers}
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        line = {"method": self.command, "path": url.path, "query": parse_qsl(url.query, True), "headers": headers}
        kind = headers.get("content-type", "")
        if kind.startswith("multipart/"):
            headers["content-type"] = kind.split(";")[0]
            line["parts"] = parts(kind, body)
        elif body:
            line["body"] = json.loads(body)
        requests.append(line)
        # A field of a form is text, one of JSON is not.
        streams = line.get("body", {}).get("stream") is True or {"name": "stream", "body": "true"} in line.get("parts", [])
        streams = streams or ["stream", "true"] in [list(pair) for pair in line["query"]]
        kind, answer = ("text/event-stream", b"data: [DONE]\n\n") if streams else ("application/json", b'{"data": [], "has_more": false}')
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_DELETE = record

    def log_message(self, *_):
        pass


def parts(kind, body):
    head = f"content-type: {kind}\r\n\r\n".encode()
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    found = []
    for part in form.iter_parts():
        one = {"name": part.get_param("name", header="content-disposition")}
        if part.get_filename() is not None:
            one["filename"] = part.get_filename()
        if "content-type" in part:
            one["content-type"] = part["content-type"]
        one["body"] = part.get_payload(decode=True).decode()
        found.append(one)
    return found


class Group:
    """The calls of a group, recorded one by one."""

    def __init__(self, name):
        self.path = pathlib.Path(__file__).with_name(name + ".jsonl")
        self.lines = []

    def __call__(self, operation, call, **arguments):
        before = len(requests)
        answer = call(**arguments)
        if isinstance(answer, openai.Stream):
            list(answer)
        assert len(requests) == before + 1, operation
        self.lines.append({"operation": operation, **requests[before]})

    def write(self):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines)
        self.path.write_text(text)


ADD = {"type": "object", "properties": {"a": {"type": "number"}, "b": {"type": "number"}}, "required": ["a", "b"], "additionalProperties": False}
ADDING = {"name": "add", "description": "Adds two numbers", "parameters": ADD, "strict": True}
USER = {"role": "user", "content": "Which colour is the sky?"}
CHUNKS = {"type": "static", "static": {"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100}}
NOTES = ("notes.txt", b"line one\nline two\n", "text/plain")
CAT = ("cat.png", b"not quite a cat", "image/png")
MASK = ("mask.png", b"nor a mask", "image/png")
VOICE = ("voice.wav", b"not quite a voice", "audio/wav")
INCLUDE = ["message.output_text.logprobs", "reasoning.encrypted_content"]


def responses(record, api):
    record("createResponse", api.create, model="gpt-4o", input="Which colour is the sky?")
    record("createResponse", api.create, model="o4-mini", input=[
        {"role": "developer", "content": "Answer in one word."},
        {"role": "user", "content": [{"type": "input_text", "text": "What is this?"}, {"type": "input_image", "image_url": "https://images.example/1.png", "detail": "low"}]},
        {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": '{"a":1,"b":2}'},
        {"type": "function_call_output", "call_id": "call_1", "output": "3"},
    ], tools=[{"type": "function", **ADDING}, {"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["vs_1"], "max_num_results": 3}],
        tool_choice={"type": "function", "name": "add"}, parallel_tool_calls=False, reasoning={"effort": "low", "summary": "auto"})
    record("createResponse", api.create, model="gpt-4o", input="A name", instructions="Be brief.", temperature=0.2, top_p=1, max_output_tokens=64,
        metadata={"user": "u-1"}, store=False, truncation="auto", previous_response_id="resp_0", include=INCLUDE, background=True,
        service_tier="flex", safety_identifier="s-1", prompt_cache_key="k", top_logprobs=2,
        text={"format": {"type": "json_schema", "name": "answer", "schema": ADD, "strict": True}, "verbosity": "low"})
    record("createResponse", api.create, model="gpt-4o", input="Again", conversation="conv_1", stream=True)
    record("createResponse", api.create, input="By prompt", prompt={"id": "pmpt_1", "version": "2", "variables": {"city": "Paris"}})
    record("getResponse", api.retrieve, response_id="resp_1")
    record("getResponse", api.retrieve, response_id="resp_1", include=INCLUDE)
    record("getResponse", api.retrieve, response_id="resp_1", stream=True, starting_after=7)
    record("cancelResponse", api.cancel, response_id="resp_1")
    record("deleteResponse", api.delete, response_id="resp_1")
    record("listInputItems", api.input_items.list, response_id="resp_1", limit=5, order="asc", after="msg_1", include=INCLUDE)
    record("getInputTokenCounts", api.input_tokens.count, model="gpt-4o", input="How much is this?", instructions="Count.")
    record("compactConversation", api.compact, model="gpt-4o", previous_response_id="resp_1", instructions="Keep names.")
    beta = api._client.beta.responses
    betas = {"betas": ["responses_multi_agent=v1"]}
    record("beta_createResponse", beta.create, model="gpt-4o", input="Which colour is the sky?", **betas)
    record("beta_createResponse", beta.create, model="gpt-4o", input="Again", stream=True)
    record("beta_getResponse", beta.retrieve, response_id="resp_1", include=INCLUDE, **betas)
    record("beta_deleteResponse", beta.delete, response_id="resp_1")
    record("beta_cancelResponse", beta.cancel, response_id="resp_1", **betas)
    record("beta_listInputItems", beta.input_items.list, response_id="resp_1", limit=5, order="asc", **betas)
    record("betaGetInputTokenCounts", beta.input_tokens.count, model="gpt-4o", input="How much is this?")
    record("betaCompactConversation", beta.compact, model="gpt-4o", previous_response_id="resp_1")


def conversations(record, api):
    message = {"type": "message", "role": "user", "content": "Hello"}
    record("createConversation", api.create)
    record("createConversation", api.create, items=[message], metadata={"topic": "sky"})
    record("getConversation", api.retrieve, conversation_id="conv_1")
    record("updateConversation", api.update, conversation_id="conv_1", metadata={"topic": "sea"})
    record("deleteConversation", api.delete, conversation_id="conv_1")
    record("createConversationItems", api.items.create, conversation_id="conv_1", items=[message], include=INCLUDE)
    record("listConversationItems", api.items.list, conversation_id="conv_1", limit=10, order="desc", after="msg_1", include=INCLUDE)
    record("getConversationItem", api.items.retrieve, conversation_id="conv_1", item_id="msg_1", include=INCLUDE)
    record("deleteConversationItem", api.items.delete, conversation_id="conv_1", item_id="msg_1")


def chat(record, api):
    record("createChatCompletion", api.create, model="gpt-4o", messages=[USER])
    record("createChatCompletion", api.create, model="gpt-4o", messages=[USER], stream=True, stream_options={"include_usage": True})
    record("createChatCompletion", api.create, model="gpt-4o", messages=[
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": "https://images.example/1.png", "detail": "low"}}]},
        {"role": "assistant", "content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "add", "arguments": '{"a":1,"b":2}'}}]},
        {"role": "tool", "tool_call_id": "call_1", "content": "3"},
    ], tools=[{"type": "function", "function": ADDING}], tool_choice={"type": "function", "function": {"name": "add"}}, parallel_tool_calls=True)
    record("createChatCompletion", api.create, model="o4-mini", messages=[USER], temperature=0.5, top_p=0.9, n=2, max_completion_tokens=32,
        stop=["\n", "end"], presence_penalty=0.1, frequency_penalty=-0.1, logit_bias={"50256": -100}, logprobs=True, top_logprobs=3, seed=7,
        user="u-1", metadata={"user": "u-1"}, store=True, reasoning_effort="low", service_tier="auto", modalities=["text"],
        response_format={"type": "json_schema", "json_schema": {"name": "answer", "schema": ADD, "strict": True}})
    record("listChatCompletions", api.list, model="gpt-4o", limit=5, order="asc", after="chat_1", metadata={"user": "u-1"})
    record("getChatCompletion", api.retrieve, completion_id="chat_1")
    record("updateChatCompletion", api.update, completion_id="chat_1", metadata={"user": "u-2"})
    record("deleteChatCompletion", api.delete, completion_id="chat_1")
    record("getChatCompletionMessages", api.messages.list, completion_id="chat_1", limit=2, order="desc", after="msg_1")


def embeddings(record, api):
    record("createEmbedding", api.create, model="text-embedding-3-small", input="sky", encoding_format="base64")
    record("createEmbedding", api.create, model="text-embedding-3-small", input=["sky", "sea"], dimensions=256, encoding_format="float", user="u-1")
    record("createEmbedding", api.create, model="text-embedding-3-small", input=[[1, 2], [3]], encoding_format="base64")


def files(record, api):
    record("createFile", api.create, file=NOTES, purpose="assistants")
    record("createFile", api.create, file=NOTES, purpose="batch", expires_after={"anchor": "created_at", "seconds": 3600})
    record("listFiles", api.list)
    record("listFiles", api.list, limit=10, order="asc", after="file_1", purpose="batch")
    record("retrieveFile", api.retrieve, file_id="file_1")
    record("deleteFile", api.delete, file_id="file_1")
    record("downloadFile", api.content, file_id="file_1")


def uploads(record, api):
    record("createUpload", api.create, bytes=18, filename="notes.txt", mime_type="text/plain", purpose="assistants", expires_after={"anchor": "created_at", "seconds": 3600})
    record("addUploadPart", api.parts.create, upload_id="upload_1", data=("part", b"line one\n", "application/octet-stream"))
    record("completeUpload", api.complete, upload_id="upload_1", part_ids=["part_1", "part_2"], md5="d41d8cd98f00b204e9800998ecf8427e")
    record("cancelUpload", api.cancel, upload_id="upload_1")


def vector_stores(record, api):
    store = {"vector_store_id": "vs_1"}
    record("createVectorStore", api.create)
    record("createVectorStore", api.create, name="Notes", file_ids=["file_1"], chunking_strategy=CHUNKS, expires_after={"anchor": "last_active_at", "days": 7}, metadata={"of": "me"}, description="All of it")
    record("listVectorStores", api.list, limit=3, order="asc", after="vs_0", before="vs_9")
    record("getVectorStore", api.retrieve, **store)
    record("modifyVectorStore", api.update, **store, name="Old notes", expires_after=None, metadata={"of": "us"})
    record("deleteVectorStore", api.delete, **store)
    record("searchVectorStore", api.search, **store, query=["sky", "sea"], max_num_results=4, rewrite_query=True,
        filters={"type": "and", "filters": [{"type": "eq", "key": "year", "value": 2026}, {"type": "ne", "key": "draft", "value": True}]}, ranking_options={"ranker": "auto", "score_threshold": 0.5})
    record("searchVectorStore", api.search, **store, query="sky", filters={"type": "gte", "key": "year", "value": 2020})
    record("createVectorStoreFile", api.files.create, **store, file_id="file_1", attributes={"year": 2026, "draft": True, "by": "me"}, chunking_strategy={"type": "auto"})
    record("listVectorStoreFiles", api.files.list, **store, filter="completed", limit=2, order="desc", after="file_0", before="file_9")
    record("getVectorStoreFile", api.files.retrieve, **store, file_id="file_1")
    record("updateVectorStoreFileAttributes", api.files.update, **store, file_id="file_1", attributes={"year": 2027})
    record("retrieveVectorStoreFileContent", api.files.content, **store, file_id="file_1")
    record("deleteVectorStoreFile", api.files.delete, **store, file_id="file_1")
    record("createVectorStoreFileBatch", api.file_batches.create, **store, file_ids=["file_1", "file_2"], attributes={"year": 2026}, chunking_strategy=CHUNKS)
    record("createVectorStoreFileBatch", api.file_batches.create, **store, files=[{"file_id": "file_1", "attributes": {"year": 2026}}, {"file_id": "file_2"}])
    record("getVectorStoreFileBatch", api.file_batches.retrieve, **store, batch_id="vsfb_1")
    record("cancelVectorStoreFileBatch", api.file_batches.cancel, **store, batch_id="vsfb_1")
    record("listFilesInVectorStoreBatch", api.file_batches.list_files, **store, batch_id="vsfb_1", filter="failed", limit=2, order="asc", after="file_0", before="file_9")


def assistants(record, api):
    record("createAssistant", api.create, model="gpt-4o")
    record("createAssistant", api.create, model="gpt-4o", name="Adder", description="Adds", instructions="Add.", metadata={"of": "me"}, temperature=0.1, top_p=1,
        tools=[{"type": "code_interpreter"}, {"type": "file_search", "file_search": {"max_num_results": 5}}, {"type": "function", "function": ADDING}],
        tool_resources={"code_interpreter": {"file_ids": ["file_1"]}, "file_search": {"vector_store_ids": ["vs_1"]}}, response_format={"type": "json_object"}, reasoning_effort="low")
    record("listAssistants", api.list, limit=3, order="asc", after="asst_0", before="asst_9")
    record("getAssistant", api.retrieve, assistant_id="asst_1")
    record("modifyAssistant", api.update, assistant_id="asst_1", name="Summer", description=None, tools=[], response_format="auto")
    record("deleteAssistant", api.delete, assistant_id="asst_1")


def models(record, api):
    record("listModels", api.list)
    record("retrieveModel", api.retrieve, model="ft:gpt-4o:acme::7q8")
    record("deleteModel", api.delete, model="ft:gpt-4o:acme::7q8")


def batch(record, api):
    record("createBatch", api.create, input_file_id="file_1", endpoint="/v1/responses", completion_window="24h", metadata={"of": "me"}, output_expires_after={"anchor": "created_at", "seconds": 3600})
    record("listBatches", api.list, limit=3, after="batch_0")
    record("retrieveBatch", api.retrieve, batch_id="batch_1")
    record("cancelBatch", api.cancel, batch_id="batch_1")


def images(record, api):
    record("createImage", api.generate, prompt="A cat", model="gpt-image-1", n=2, size="1024x1024", quality="low", background="transparent", output_format="png", output_compression=80, moderation="low", user="u-1")
    record("createImage", api.generate, prompt="A cat", model="dall-e-3", response_format="b64_json", style="vivid")
    record("createImage", api.generate, prompt="A cat", model="gpt-image-1", stream=True, partial_images=1)
    record("createImageEdit", api.edit, image=CAT, prompt="A hat on it", mask=MASK, model="gpt-image-1", n=1, size="auto", quality="high", input_fidelity="high", output_compression=50)
    record("createImageEdit", api.edit, image=[CAT, MASK], prompt="Both", model="gpt-image-1", stream=True, partial_images=2)
    record("createImageVariation", api.create_variation, image=CAT, model="dall-e-2", n=2, size="512x512", response_format="url", user="u-1")


def audio(record, api):
    record("createSpeech", api.speech.create, model="gpt-4o-mini-tts", input="Hello", voice="alloy", instructions="Softly", response_format="mp3", speed=1.25)
    record("createTranscription", api.transcriptions.create, file=VOICE, model="gpt-4o-transcribe")
    record("createTranscription", api.transcriptions.create, file=VOICE, model="whisper-1", language="en", prompt="About the sky", response_format="verbose_json", temperature=0.5, timestamp_granularities=["word", "segment"])
    record("createTranscription", api.transcriptions.create, file=VOICE, model="gpt-4o-transcribe", stream=True, include=["logprobs"], chunking_strategy="auto")
    record("createTranscription", api.transcriptions.create, file=VOICE, model="gpt-4o-transcribe", chunking_strategy={"type": "server_vad", "threshold": 0.4, "silence_duration_ms": 300})
    record("createTranslation", api.translations.create, file=VOICE, model="whisper-1", prompt="About the sea", response_format="json", temperature=0)
    record("createVoiceConsent", api.voice_consents.create, name="Ann", recording=VOICE, language="en-US")
    record("listVoiceConsents", api.voice_consents.list, limit=2, after="cons_0")
    record("getVoiceConsent", api.voice_consents.retrieve, consent_id="cons_1")
    record("updateVoiceConsent", api.voice_consents.update, consent_id="cons_1", name="Anna")
    record("deleteVoiceConsent", api.voice_consents.delete, consent_id="cons_1")
    record("createVoice", api.voices.create, name="Ann", audio_sample=VOICE, consent="cons_1")


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = openai.OpenAI(api_key="sk-test-1234", organization="org-42", project="proj-7", base_url=f"http://127.0.0.1:{server.server_port}", max_retries=0)
    groups = {
        responses: client.responses, conversations: client.conversations, chat: client.chat.completions, embeddings: client.embeddings,
        files: client.files, uploads: client.uploads, vector_stores: client.vector_stores, assistants: client.beta.assistants,
        models: client.models, batch: client.batches, images: client.images, audio: client.audio,
    }
    for calls, api in groups.items():
        group = Group(calls.__name__)
        calls(group, api)
        group.write()


if __name__ == "__main__":
    main()
