//! Streams of items by `itemSchema`: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

const CALL: &str = "pets/watch_pets.rs";

const PETS: &str = "
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
    Gone: {type: object, required: [at], properties: {at: {type: integer}}}
";

const EVENTS: &str = "
    PetEvent:
      oneOf: [{$ref: '#/components/schemas/PetEntered'}, {$ref: '#/components/schemas/PetLeft'}]
    PetEntered:
      description: A pet came.
      type: object
      required: [event, data]
      properties:
        event: {const: pet.entered}
        data: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Pet'}}
        id: {type: string}
    PetLeft:
      type: object
      required: [event, data]
      properties:
        event: {enum: [pet.left, pet.lost]}
        data: {$ref: '#/components/schemas/Gone'}
        retry: {type: integer}
";

/// Returns `watchPets` that answers with events of this schema.
fn watch(item: &str) -> Snippet {
    let content = format!("{{text/event-stream: {{itemSchema: {item}}}}}");
    let responses = format!("{{'200': {{description: Pets., content: {content}}}}}");
    let operation = format!("operationId: watchPets\ntags: [pets]\nresponses: {responses}");
    Snippet::get(&operation).openapi("3.2.0").schemas(&format!("{PETS}{EVENTS}"))
}

/// Returns what a call streams, in the words of the macro.
fn streamed(call: &str) -> Option<String> {
    let (_, rest) = call.split_once("streams! { WatchPets -> ")?;
    Some(rest.split_once(" }")?.0.to_owned())
}

/// Returns what the stream of `watchPets` gives.
fn events(item: &str) -> String {
    let text = watch(item).file(&[CALL]);
    streamed(&text).expect("it should stream")
}

#[test]
fn a_union_of_events_is_one_enum() {
    let pets = watch("{$ref: '#/components/schemas/PetEvent'}");
    assert_eq!(pets.warnings(), "");
    assert_snapshot!(pets.file(&["types/pet_event.rs"]));
}

/// Words about the other fields of an event, and about its data where the events have no names,
/// which stand at the event. Nothing tells of a field that is as the standard has it.
#[test]
fn fields_of_events_beside_their_data() {
    let named = watch(
        "{oneOf: [\
         {description: Gone., required: [data, event], properties: {event: {const: gone}, data: {type: string}, id: {type: integer, description: The number., minimum: 3}, retry: {type: [integer, 'null'], description: A wait., default: 9, deprecated: true}}}, \
         {properties: {event: {const: fed}, data: {type: string}, id: {type: string}, retry: {type: integer, minimum: 0}}}, \
         {properties: {event: {const: rest}, id: {$ref: '#/components/schemas/Id', description: Of a rest.}}}]}",
    )
    .schemas("Id: {type: string, pattern: '^i'}");
    assert_eq!(named.warnings(), "");
    let types = named.file(&["types/watch_pets.rs"]);
    let variants = types.lines().map(str::trim).skip_while(|line| !line.starts_with("pub enum"));
    let variants: Vec<&str> = variants.skip(1).take_while(|line| *line != "}").collect();
    let wanted = [
        "/// Gone.",
        "///",
        "/// `id`: The number (an integer, at least 3). `retry`: A wait (an integer or null, default `9`,",
        "/// deprecated).",
        "Gone(String) = \"gone\" as text,",
        "/// `fed`",
        "Fed(String) = \"fed\" as text,",
        "/// `rest`. `id`: Of a rest (matches `^i`).",
        "Rest(String) = \"rest\" as text,",
    ];
    assert_eq!(variants, wanted);
    let each = |item: &str| {
        let pets = watch(item).schemas(
            "Pet: {description: Of its type., properties: {foo: {type: integer}}}\n\
             Event: {description: An event., properties: {data: {type: string, contentSchema: {$ref: '#/components/schemas/Pet'}}}}",
        );
        let docs = pets.file(&["pets/mod.rs"]);
        let (_, after) = docs.split_once("Each item: ").unwrap_or_else(|| panic!("{docs}"));
        let lines = after.lines().map(|line| line.trim().trim_start_matches("///"));
        lines.take_while(|line| !line.is_empty()).collect::<String>()
    };
    let cases = [
        (
            "{description: An event., properties: {event: {type: string, description: A name.}, \
             data: {description: Its data., type: string, contentSchema: {$ref: '#/components/schemas/Pet'}}}}",
            "An event. Its data. `event`: A name.",
        ),
        ("{$ref: '#/components/schemas/Event', description: Here.}", "Here. An event."),
        (
            "{properties: {data: {type: string, maxLength: 9, contentSchema: {type: integer, minimum: 4, description: A count.}}, \
             retry: {type: integer, minimum: 0, description: A wait.}}}",
            "A count. As text: at most 9 characters. `retry`: A wait. An integer. At least 4.",
        ),
        (
            "{description: An event., properties: {data: {type: string, maxLength: 3, deprecated: true}}}",
            "An event. At most 3 characters. **Deprecated.**",
        ),
    ];
    for (item, wanted) in cases {
        assert_eq!(each(item), wanted, "{item}");
    }
}

/// Words about the data of an event stand at the event, and listed texts are an enum, as text or
/// as JSON.
#[test]
fn events_whose_data_is_a_scalar() {
    let pets = watch(
        "{oneOf: [\
         {properties: {event: {const: gone}, data: {type: string, description: The reason., enum: [sold, lost], default: lost, deprecated: true}}}, \
         {properties: {event: {const: fed}, data: {type: string, description: A count., contentSchema: {type: integer, minimum: 3, description: At times.}}}}, \
         {properties: {event: {const: said}, data: {type: string, pattern: '^a', description: Words.}}}]}",
    );
    let types = pets.file(&["types/watch_pets.rs"]);
    let variants = types.lines().map(str::trim).skip_while(|line| !line.starts_with("pub enum"));
    let variants: Vec<&str> = variants.skip(1).take_while(|line| *line != "}").collect();
    let wanted = [
        "/// The reason.",
        "///",
        "/// Default: `lost`.",
        "///",
        "/// **Deprecated.**",
        "Gone(WatchPetsEventGoneData) = \"gone\" as text,",
        "/// A count.",
        "///",
        "/// At times.",
        "///",
        "/// At least 3.",
        "Fed(i64) = \"fed\",",
        "/// Words.",
        "///",
        "/// Matches `^a`.",
        "Said(String) = \"said\" as text,",
    ];
    assert_eq!(variants, wanted, "{types}");
    assert!(types.contains("pub enum WatchPetsEventGoneData {"), "{types}");
}

/// The type of the data of several events has a name that their order does not change.
#[test]
fn data_of_several_events() {
    let types = |names: &str| {
        let data = "{type: string, contentMediaType: application/json, contentSchema: {type: object, properties: {n: {type: integer}}}}";
        let event = format!("{{properties: {{event: {{enum: [{names}]}}, data: {data}}}}}");
        let pets = watch(&format!(
            "{{oneOf: [{event}, {{properties: {{event: {{const: done}}, data: {{type: string}}}}}}]}}"
        ));
        let types = pets.file(&["types/watch_pets.rs"]);
        let lines = types.lines().map(str::trim);
        let structs = lines.filter_map(|line| line.strip_prefix("pub struct "));
        structs.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(types("seen, heard"), ["WatchPetsEventHeardData {"]);
    assert_eq!(types("heard, seen"), ["WatchPetsEventHeardData {"]);
}

/// What is said of the name of an event is said of the event; one without data is one too.
#[test]
fn events_that_are_described_by_their_names() {
    let pets = watch(
        "{oneOf: [\
         {required: [event, data], properties: {event: {const: added, description: One more.}, data: {type: string}}}, \
         {description: An arm., required: [event], properties: {event: {const: done, description: No more.}}}, \
         {properties: {event: {description: A sign., enum: [seen, heard], x-enum-descriptions: [It was seen., It was heard.]}, data: {type: string}}}]}",
    );
    assert!(!pets.warnings().contains("none that callers get"), "{}", pets.warnings());
    let types = pets.file(&["types/watch_pets.rs"]);
    let variants = types.lines().map(str::trim).skip_while(|line| !line.starts_with("pub enum"));
    let variants: Vec<&str> = variants.skip(1).take_while(|line| *line != "}").collect();
    let wanted = [
        "/// One more.",
        "Added(String) = \"added\" as text,",
        "/// An arm.",
        "///",
        "/// No more.",
        "Done(String) = \"done\" as text,",
        "/// A sign.",
        "///",
        "/// It was seen.",
        "Seen(String) = \"seen\" as text,",
        "/// A sign.",
        "///",
        "/// It was heard.",
        "Heard(String) = \"heard\" as text,",
    ];
    assert_eq!(variants, wanted);
}

/// A schema of the whole beside that of the items is left out, unless it says no more.
#[test]
fn a_schema_beside_that_of_the_items() {
    let pet = "{$ref: '#/components/schemas/Pet'}";
    let is_reported = |kind: &str, schema: &str| {
        let content = format!("{{{kind}: {{itemSchema: {pet}, schema: {schema}}}}}");
        let warnings = answers(&content).warnings();
        let message = format!("`schema` of `{kind}` is left out: `itemSchema` is taken");
        assert!(warnings.is_empty() || warnings.contains(&message), "{warnings}");
        !warnings.is_empty()
    };
    for kind in ["application/jsonl", "application/json-seq", "text/event-stream"] {
        for same in [pet, "{type: array}", &format!("{{type: array, items: {pet}}}")] {
            assert!(!is_reported(kind, same), "{kind} {same}");
        }
        for other in [
            "{type: array, maxItems: 3}".to_owned(),
            "{type: array, items: {$ref: '#/components/schemas/Gone'}}".to_owned(),
            format!("{{type: array, description: Pets., items: {pet}}}"),
            "{type: string}".to_owned(),
        ] {
            assert!(is_reported(kind, &other), "{kind} {other}");
        }
    }
    let body = |schema: &str| {
        let content = format!("application/jsonl: {{itemSchema: {pet}, schema: {schema}}}");
        let body = format!("{{required: true, content: {{{content}}}}}");
        let operation = format!("operationId: sendPets\ntags: [pets]\nrequestBody: {body}");
        let sent =
            Snippet::post(&format!("{operation}\nresponses: {{'204': {{description: Done.}}}}"));
        sent.openapi("3.2.0").schemas(PETS).warnings()
    };
    assert_eq!(body("{type: array}"), "");
    let left_out = "`schema` of `application/jsonl` is left out: `itemSchema` is taken";
    assert!(body("{type: array, minItems: 1}").contains(left_out));
}

#[test]
fn an_inline_union_of_events_is_one_enum() {
    let json = "type: string, contentMediaType: application/json, contentSchema";
    let pets = watch(&format!(
        "{{oneOf: [{{$ref: '#/components/schemas/PetEntered'}}, \
         {{properties: {{event: {{const: note}}, data: {{type: string}}}}}}, \
         {{properties: {{data: {{{json}: {{type: array, items: {{type: integer}}}}}}}}}}, \
         {{properties: {{event: {{const: error}}, data: {{type: string}}}}}}, \
         {{properties: {{event: {{const: ping}}}}}}, \
         {{properties: {{data: {{const: '[END]'}}}}}}]}}"
    ));
    let ping = "the event `ping` is none that callers get: it says nothing but that the server \
                lives";
    assert!(pets.warnings().contains(ping), "{}", pets.warnings());
    assert_snapshot!(pets.file(&["types/watch_pets.rs"]));
}

/// The text that comes first ends the stream.
#[test]
fn a_second_text_does_not_end_a_stream() {
    let of = |ends: [&str; 3]| {
        let ends = ends.map(|end| format!("{{properties: {{data: {{const: '{end}'}}}}}}"));
        watch(&format!(
            "{{oneOf: [{{$ref: '#/components/schemas/PetEntered'}}, {}]}}",
            ends.join(", ")
        ))
    };
    let pets = of(["[DONE]", "[END]", "[DONE]"]);
    let text = pets.file(&["types/watch_pets.rs"]);
    assert!(text.contains("#[end = \"[DONE]\"]"), "{text}");
    assert_snapshot!(pets.warnings());
    assert_eq!(of(["[END]"; 3]).warnings(), "");
}

/// As OpenAPI 3.2 shows it: the fields that all events have stand beside what each has.
#[test]
fn events_beside_what_all_of_them_have() {
    let pets = watch(
        "{type: object, required: [data], \
         properties: {data: {type: string}, event: {type: string}, retry: {type: integer}}, \
         oneOf: [{properties: {event: {const: addString}}}, \
         {properties: {event: {const: addInt64}, data: {format: int64}}}, \
         {properties: {event: {const: addJson}, data: {contentMediaType: application/json, \
         contentSchema: {type: object, required: [foo], properties: {foo: {type: integer}}}}}}, \
         {properties: {event: {const: addMore}, data: {type: string, minLength: 2, \
         contentMediaType: application/json, contentSchema: {type: integer}}}}]}",
    );
    assert!(!pets.warnings().contains("watch"), "{}", pets.warnings());
    assert_snapshot!(pets.file(&["types/watch_pets.rs"]));
}

#[test]
fn the_data_of_each_event_is_the_payload() {
    let pet = "{$ref: '#/components/schemas/Pet'}";
    assert_eq!(events(pet), "Pet");
    assert_eq!(events(&format!("{{properties: {{data: {pet}}}}}")), "Pet");
    let content = "type: string, contentMediaType: application/json, contentSchema";
    let data = format!("{{properties: {{data: {{{content}: {pet}}}, id: {{type: string}}}}}}");
    assert_eq!(events(&data), "Pet");
    let pets = watch(&data).file(&["types/pet.rs"]);
    assert!(pets.contains("data_events! { Pet, error = \"error\" }"), "{pets}");
}

#[test]
fn data_that_is_text_comes_as_text() {
    assert_eq!(events("{properties: {data: {type: string}}}"), "String");
    assert_eq!(events("{type: string}"), "String");
}

/// Returns the events of one name, whose data is a pet as text of this media type.
fn notes(media: &str) -> String {
    let pets = watch(&format!(
        "{{properties: {{event: {{const: note}}, data: {{type: string, \
         contentMediaType: {media}, contentSchema: {{$ref: '#/components/schemas/Pet'}}}}}}}}"
    ));
    pets.file(&["types/watch_pets.rs"])
}

/// One kind of event is told by its name as several are.
#[test]
fn a_single_event_of_a_name() {
    let text = notes("application/json");
    assert!(text.contains("Note(Pet) = \"note\","), "{text}");
}

/// A schema of what is in the text is for JSON alone.
#[test]
fn data_of_another_kind_comes_as_text() {
    let text = notes("text/csv");
    assert!(text.contains("Note(String) = \"note\" as text,"), "{text}");
}

/// Limits of the object that an event is written as do not hold for its data.
#[test]
fn limits_of_an_event_are_none_of_its_data() {
    let pets = watch(
        "{type: object, minProperties: 2, default: {event: note}, \
         properties: {event: {const: note}, data: {type: string}}}",
    );
    let text = pets.file(&["types/watch_pets.rs"]);
    assert!(text.contains("/// `note`\n"), "{text}");
}

#[test]
fn an_object_with_another_property_is_the_payload() {
    assert_eq!(
        events("{properties: {data: {type: string}, name: {type: string}}}"),
        "WatchPetsEvent"
    );
}

#[test]
fn events_that_nothing_tells_apart_are_any_value() {
    let arm = "{properties: {data: {$ref: '#/components/schemas/Pet'}}}";
    let pets =
        watch(&format!("{{oneOf: [{arm}, {arm}, {{$ref: '#/components/schemas/PetLeft'}}]}}"));
    let pets = pets.not_of_record();
    assert!(pets.warnings().contains("events that are not told apart by a constant `event`"));
    assert!(pets.file(&[CALL]).contains("streams! { WatchPets -> Value }"));
}

/// A `schema` that has data beside the other fields of an event describes the event, as many
/// documents write that have no `itemSchema`; anything else is the data of each.
#[test]
fn events_by_schema_alone() {
    let by_schema = |schema: &str| answers(&format!("{{text/event-stream: {{schema: {schema}}}}}"));
    let streams = |schema: &str| {
        let pets = by_schema(schema);
        (streamed(&pets.file(&[CALL])).unwrap(), pets.warnings())
    };
    let pet = "{$ref: '#/components/schemas/Pet'}";
    let known = [
        (format!("{{properties: {{data: {pet}}}}}"), "Pet"),
        (
            format!(
                "{{properties: {{id: {{type: string}}, event: {{type: string}}, data: {pet}}}}}"
            ),
            "Pet",
        ),
        ("{properties: {data: {type: string}}}".to_owned(), "String"),
        (format!("{{properties: {{event: {{const: a}}, data: {pet}}}}}"), "WatchPetsEvent"),
    ];
    for (schema, wanted) in &known {
        let (items, warnings) = streams(schema);
        assert_eq!(items, *wanted, "{schema}");
        let told = "`schema` of `text/event-stream` is taken for that of each item";
        assert!(warnings.contains(told), "{schema}: {warnings}");
        assert!(warnings.contains("by `contentSchema` of the `data` of an event"), "{warnings}");
    }
    let named = |name: &str| format!("{{properties: {{event: {{const: {name}}}, data: {pet}}}}}");
    let union = by_schema(&format!("{{oneOf: [{}, {}]}}", named("a"), named("b")));
    let text = union.file(&["types/watch_pets.rs"]);
    assert!(text.contains("event_union! {"), "{text}");
    assert!(text.contains("A(Pet) = \"a\","), "{text}");
    let payloads = [
        ("{properties: {event: {const: a}}}".to_owned(), "WatchPetsEvent"),
        (
            format!("{{properties: {{event: {{const: a}}, data: {pet}, name: {{type: string}}}}}}"),
            "WatchPetsEvent",
        ),
        (pet.to_owned(), "Pet"),
    ];
    for (schema, wanted) in &payloads {
        assert_eq!(streams(schema), ((*wanted).to_owned(), String::new()), "{schema}");
        let text = by_schema(schema).files();
        assert!(!text.iter().any(|(_, text)| text.contains("event_union!")), "{schema}");
    }
}

/// Returns `watchPets` that answers with this content.
fn answers(content: &str) -> Snippet {
    let responses = format!("{{'200': {{description: Pets., content: {content}}}}}");
    let operation = format!("operationId: watchPets\ntags: [pets]\nresponses: {responses}");
    Snippet::get(&operation).openapi("3.2.0").schemas(PETS)
}

#[test]
fn lines_of_json_are_a_stream_of_items() {
    let pets = answers("{application/jsonl: {itemSchema: {$ref: '#/components/schemas/Pet'}}}");
    assert_eq!(pets.warnings(), "");
    let call = pets.file(&[CALL]);
    assert!(call.contains("call.set_accept(\"application/jsonl\");"), "{call}");
    assert_eq!(streamed(&call).as_deref(), Some("Pet as lines"));
    assert!(call.contains("call! { WatchPets -> Bytes as bytes }"), "{call}");
    for kind in ["jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "json-lines", "ndjson", "x-ndjson"]
    {
        let item = "{itemSchema: {$ref: '#/components/schemas/Pet'}}";
        let call = answers(&format!("{{application/{kind}: {item}}}")).file(&[CALL]);
        assert_eq!(streamed(&call).as_deref(), Some("Pet as lines"), "{kind}");
    }
    let beside = answers(
        "{application/json: {schema: {$ref: '#/components/schemas/Gone'}}, \
         application/x-ndjson: {itemSchema: {$ref: '#/components/schemas/Pet'}}}",
    );
    let call = beside.file(&[CALL]);
    assert!(call.contains("call.set_accept(\"application/x-ndjson\");"), "{call}");
    assert!(call.contains("call! { WatchPets -> Gone }"), "{call}");
}

/// A stream is nothing to choose beside the answer.
#[test]
fn a_stream_is_no_other_kind_of_answer() {
    for kind in ["application/json-seq", "application/jsonl", "multipart/mixed"] {
        let pets = answers(&format!(
            "{{application/json: {{schema: {{$ref: '#/components/schemas/Gone'}}}}, \
             {kind}: {{itemSchema: {{$ref: '#/components/schemas/Pet'}}}}}}"
        ));
        let call = pets.file(&[CALL]);
        assert!(call.contains("call! { WatchPets -> Gone }"), "{call}");
        assert!(!call.contains(".bytes("), "{call}");
    }
}

#[test]
fn of_several_streams_the_first() {
    let both = |one: &str, other: &str| {
        let item = |name: &str| format!("{{itemSchema: {{$ref: '#/components/schemas/{name}'}}}}");
        let content = format!("{{{one}: {}, '{other}': {}}}", item("Pet"), item("Gone"));
        let pets = answers(&content);
        let told = format!(
            "warning[answer]: `{other}` is not streamed: `{one}` is, whose schema is another one\n"
        );
        let warnings = pets.warnings();
        assert!(warnings.starts_with(&told), "{warnings}");
        pets.file(&[CALL])
    };
    let lines = both("application/jsonl", "application/x-ndjson");
    assert!(lines.contains("call.set_accept(\"application/jsonl\");"), "{lines}");
    assert_eq!(streamed(&lines).as_deref(), Some("Pet as lines"));
    let events = both("text/event-stream", "text/event-stream; charset=utf-8");
    assert_eq!(events.matches("call.set_accept(\"text/event-stream\");").count(), 1, "{events}");
    assert_eq!(events.matches("set_accept").count(), 1, "{events}");
    assert_eq!(streamed(&events).as_deref(), Some("Pet"));
    let beside = |other: &str| {
        let item = "{itemSchema: {$ref: '#/components/schemas/Pet'}}";
        answers(&format!("{{application/jsonl: {item}, application/x-ndjson: {other}}}")).warnings()
    };
    for same in ["{itemSchema: {$ref: '#/components/schemas/Pet'}}", "{}"] {
        assert_eq!(beside(same), "", "{same}");
    }
    let list = "{schema: {type: array, items: {$ref: '#/components/schemas/Gone'}}}";
    assert!(beside(list).starts_with("warning[answer]: `application/x-ndjson` is not streamed"));
}

/// Only events have names; the lines are objects that say what they are.
#[test]
fn a_union_of_lines_is_no_union_of_events() {
    let pets =
        answers("{application/jsonl: {itemSchema: {$ref: '#/components/schemas/PetEvent'}}}");
    let pets = pets.schemas(&format!("{PETS}{EVENTS}")).file(&["types/pet_event.rs"]);
    assert!(pets.contains("tagged_union! {\n    #[tag = \"event\"]"), "{pets}");
}

/// Items without a name of their own; null among them. Text is in quotes in JSON, which a
/// stream of texts does not read.
#[test]
fn items_of_any_type_are_typed() {
    for (item, streamed_as) in [
        ("{type: integer, format: uint64}", "u64"),
        ("{type: boolean}", "bool"),
        ("{type: array, items: {type: [string, 'null']}}", "Vec<Option<String>>"),
        ("{type: object, additionalProperties: {type: integer}}", "BTreeMap<String, i64>"),
        ("{$ref: '#/components/schemas/Ids'}", "Ids"),
        ("{type: [integer, 'null']}", "Option<i64>"),
        ("{anyOf: [{$ref: '#/components/schemas/Pet'}, {type: 'null'}]}", "Option<Pet>"),
        ("{type: [object, 'null'], properties: {a: {type: integer}}}", "Option<WatchPetsItem>"),
        ("{type: string}", "Value"),
        ("{type: [string, 'null']}", "Value"),
    ] {
        let pets = answers(&format!("{{application/jsonl: {{itemSchema: {item}}}}}"))
            .schemas(&format!("{PETS}\n    Ids: {{type: array, items: {{type: integer}}}}"));
        assert_eq!(streamed(&pets.file(&[CALL])), Some(format!("{streamed_as} as lines")));
    }
    let null = "{application/jsonl: {itemSchema: {type: [object, 'null'], properties: {a: {}}}}}";
    let item = answers(null).file(&["types/watch_pets.rs"]);
    assert!(item.contains("data_events! { WatchPetsItem, error = \"error\" }"), "{item}");
}

#[test]
fn lines_by_schema_alone() {
    let list = answers(
        "{application/json-lines: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}",
    );
    assert!(list.file(&[CALL]).contains("streams! { WatchPets -> Pet as lines }"));
    assert_eq!(list.warnings(), "");
    let item = answers("{application/json-lines: {schema: {$ref: '#/components/schemas/Pet'}}}");
    assert!(item.file(&[CALL]).contains("streams! { WatchPets -> Pet as lines }"));
    let warning = "`schema` of `application/json-lines` is taken for that of each item";
    assert!(item.warnings().contains(warning));
    let said = "{schema: {$ref: '#/components/schemas/Pet'}, itemSchema: {$ref: '#/components/schemas/Pet'}}";
    assert_eq!(answers(&format!("{{application/json-lines: {said}}}")).warnings(), "");
    let text = answers("{application/json-lines: {schema: {type: string}}}");
    assert!(!text.file(&[CALL]).contains("streams!"));
    let unsaid = answers("{application/json-lines: {schema: {description: Whatever.}}}");
    assert!(!unsaid.file(&[CALL]).contains("streams!"));
    assert_eq!(unsaid.warnings(), "");
}

#[test]
fn an_item_may_have_an_error_of_its_own() {
    let item = "{properties: {id: {type: string}, error: {type: string}}}";
    let types = ["types/watch_pets.rs"];
    let lines = answers(&format!("{{application/jsonl: {{itemSchema: {item}}}}}")).file(&types);
    assert!(lines.contains("data_events! { WatchPetsItem, error = \"\" }"), "{lines}");
    // Events say by their names which of them is an error.
    let events = answers(&format!("{{text/event-stream: {{schema: {item}}}}}")).file(&types);
    assert!(events.contains("data_events! { WatchPetsEvent, error = \"error\" }"), "{events}");
}

#[test]
fn texts_of_a_sequence_are_a_stream_of_items() {
    for kind in ["application/json-seq", "application/geo+json-seq"] {
        let pets =
            answers(&format!("{{{kind}: {{itemSchema: {{$ref: '#/components/schemas/Pet'}}}}}}"));
        assert_eq!(pets.warnings(), "");
        let call = pets.file(&[CALL]);
        assert!(call.contains(&format!("call.set_accept(\"{kind}\");")), "{call}");
        assert_eq!(streamed(&call).as_deref(), Some("Pet as records"));
    }
}

#[test]
fn parts_are_a_stream_of_items() {
    let pets = answers("{multipart/mixed: {itemSchema: {$ref: '#/components/schemas/Pet'}}}");
    assert_eq!(pets.warnings(), "");
    let call = pets.file(&[CALL]);
    assert!(call.contains("call.set_accept(\"multipart/mixed\");"), "{call}");
    assert_eq!(streamed(&call).as_deref(), Some("Pet as parts"));
    assert!(call.contains("call! { WatchPets -> Bytes as bytes }"), "{call}");
    let pet = pets.file(&["types/pet.rs"]);
    assert!(pet.contains("data_events! { Pet, error = \"error\" }"), "{pet}");
}

/// Returns the type that the parts of `multipart/mixed` are read as.
fn parts(media: &str) -> Option<String> {
    let text = answers(&format!("{{multipart/mixed: {{{media}}}}}")).not_of_record().file(&[CALL]);
    streamed(&text).map(|items| items.trim_end_matches(" as parts").to_owned())
}

#[test]
fn parts_are_what_their_encoding_says() {
    let pet = "{$ref: '#/components/schemas/Pet'}";
    let of = |media: &str| parts(media);
    let is = |found: &str| Some(found.to_owned());
    assert_eq!(of(&format!("schema: {{type: array, items: {pet}}}")), is("Pet"));
    let json = "itemEncoding: {contentType: application/merge-patch+json}";
    assert_eq!(of(&format!("itemSchema: {pet}, {json}")), is("Pet"));
    assert_eq!(of(&format!("itemSchema: {pet}, itemEncoding: {{contentType: '*/*'}}")), is("Pet"));
    assert_eq!(of("itemSchema: {type: string}"), is("String"));
    assert_eq!(
        of("itemSchema: {type: string}, itemEncoding: {contentType: text/csv}"),
        is("String")
    );
    // In JSON, text is in quotes.
    let text_in_json = format!("itemSchema: {{type: string}}, {json}");
    assert_eq!(of(&text_in_json), is("Value"));
    // Each of the first parts has a type of its own, and so have those after them.
    let first =
        format!("schema: {{prefixItems: [{pet}], items: {{$ref: '#/components/schemas/Gone'}}}}");
    assert_eq!(of(&first), is("WatchPetsItem"));
}

#[test]
fn parts_that_are_neither_json_nor_text_come_as_bytes() {
    let pet = "{$ref: '#/components/schemas/Pet'}";
    for media in [
        "itemSchema: {type: string, format: binary}".to_owned(),
        "itemSchema: {type: string}, itemEncoding: {contentType: image/png}".to_owned(),
        format!("itemSchema: {pet}, prefixEncoding: [{{contentType: text/csv}}]"),
        format!(
            "itemSchema: {pet}, prefixEncoding: [{{contentType: application/json}}], \
             itemEncoding: {{contentType: text/csv}}"
        ),
    ] {
        let pets = answers(&format!("{{multipart/mixed: {{{media}}}}}")).not_of_record();
        let what = "a stream of parts of `multipart/mixed`, other than JSON or text";
        assert!(pets.warnings().contains(what), "{media}: {}", pets.warnings());
        assert!(pets.file(&[CALL]).contains("call! { WatchPets -> Bytes as bytes }"), "{media}");
    }
    // The parts of an object have names, and are no sequence.
    assert_eq!(parts(&format!("schema: {pet}")), None);
}

/// There are none here but those of content.
#[test]
fn headers_of_parts_are_reported() {
    let header = "itemEncoding: {headers: {X-Pet: {schema: {type: string}}}}";
    let pets = answers(&format!("{{multipart/mixed: {{itemSchema: {{type: string}}, {header}}}}}"));
    let warnings = pets.warnings();
    assert!(warnings.contains("the header `X-Pet` of a part is left out"), "{warnings}");
    assert_eq!(warnings.matches("warning[").count(), 1, "{warnings}");
}

#[test]
fn sequences_without_a_rule_are_reported() {
    let pet = "{$ref: '#/components/schemas/Pet'}";
    let pets = answers(&format!(
        "{{application/json: {{itemSchema: {pet}, itemEncoding: {{contentType: text/csv}}, \
         prefixEncoding: [{{contentType: text/csv}}]}}}}"
    ));
    let warnings = pets.not_of_record().warnings();
    for what in ["`itemSchema`", "`prefixEncoding`", "`itemEncoding`"] {
        let what = format!("{what} of `application/json` is not understood");
        assert!(warnings.contains(&what), "{warnings}");
    }
    let body = format!("{{content: {{text/event-stream: {{itemSchema: {pet}}}}}}}");
    let post = format!(
        "operationId: sendPets\ntags: [pets]\nrequestBody: {body}\nresponses: {{'204': {{description: Done.}}}}"
    );
    let post = Snippet::post(&post).openapi("3.2.0").schemas(PETS).not_of_record();
    let warnings = post.warnings();
    let what = "`itemSchema` of `text/event-stream` in a request";
    assert!(warnings.contains(what), "{warnings}");
    let reported = |content: &str| {
        let post = format!(
            "operationId: sendPets\ntags: [pets]\nrequestBody: {{required: true, content: {{{content}}}}}\n\
             responses: {{'204': {{description: Done.}}}}"
        );
        let pets = Snippet::post(&post).openapi("3.2.0").schemas(PETS).not_of_record();
        let warnings = pets.warnings();
        let lines = warnings
            .lines()
            .filter_map(|line| line.strip_prefix("warning[unsupported-operation]: "));
        lines.map(|line| line.trim_end_matches(" is not understood").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(reported(&format!("multipart/mixed: {{itemSchema: {pet}}}")), [""; 0]);
    // The parts of an object have names.
    assert_eq!(
        reported(&format!(
            "multipart/mixed: {{schema: {pet}, itemSchema: {pet}, prefixEncoding: [{{contentType: text/csv}}]}}"
        )),
        [
            "`itemSchema` of `multipart/mixed` in a request",
            "`prefixEncoding` of `multipart/mixed` in a request"
        ]
    );
    assert_eq!(
        reported(&format!("application/*: {{itemSchema: {pet}}}")),
        ["`itemSchema` of `application/*`"]
    );
    let encodings =
        "prefixEncoding: [{contentType: text/csv}], itemEncoding: {contentType: text/csv}";
    assert_eq!(
        reported(&format!("application/json-seq: {{itemSchema: {pet}, {encodings}}}")),
        ["`prefixEncoding` of `application/json-seq`", "`itemEncoding` of `application/json-seq`"]
    );
    let parts = format!("multipart/form-data: {{schema: {pet}, {encodings}}}");
    assert_eq!(
        reported(&parts),
        ["`prefixEncoding` of `multipart/form-data`", "`itemEncoding` of `multipart/form-data`"]
    );
}

/// An event of which only the name is known has its data as text; a ping is none.
#[test]
fn events_without_data() {
    let arm = |name: &str| format!("{{type: object, properties: {{event: {{const: {name}}}}}}}");
    let union = format!(
        "{{oneOf: [{{$ref: '#/components/schemas/PetEntered'}}, {}, {}, {}]}}",
        arm("reset"),
        arm("ping"),
        arm("error")
    );
    let pets = watch(&union);
    let warnings = pets.warnings();
    for (name, what) in [
        ("ping", "it says nothing but that the server lives"),
        ("error", "it ends the stream with an error"),
    ] {
        let reported = format!("the event `{name}` is none that callers get: {what}\n");
        assert!(warnings.contains(&reported), "{warnings}");
    }
    assert!(!warnings.contains("`reset`"), "{warnings}");
    let events = pets.file(&["types/watch_pets.rs"]);
    assert!(events.contains("Reset(String) = \"reset\""), "{events}");
    assert!(!events.contains("Ping(") && !events.contains("Error("), "{events}");
}
