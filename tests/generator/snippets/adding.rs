//! Keywords that add properties, items and arms: small YAML in, exact Rust out.

use insta::assert_snapshot;
use workspace_tests::snippet::Snippet;

fn pet(schemas: &str) -> String {
    Snippet::read(schemas).pet()
}

#[test]
fn properties_under_a_condition_may_be_there() {
    assert_snapshot!(pet("
        Pet:
          type: object
          properties: {kind: {type: string}, name: {type: string}}
          if: {properties: {kind: {const: cat}}}
          then: {required: [lives], properties: {lives: {type: integer}, name: {minLength: 1}}}
          else: {allOf: [{$ref: '#/components/schemas/Tame'}, {properties: {lives: {type: string}}}]}
          dependentSchemas: {name: {properties: {chip: {type: string}}}}
          dependencies: {chip: [name], kind: {properties: {breed: {type: string}}}}
        Tame: {type: object, required: [owner], properties: {owner: {type: string}}}
        "));
}

#[test]
fn conditions_in_the_parts_of_an_all_of() {
    assert_snapshot!(pet("
        Pet:
          type: object
          properties: {kind: {type: string}}
          allOf:
          - {if: {properties: {kind: {const: cat}}}, then: {properties: {lives: {type: integer}}}}
          - {if: {properties: {kind: {const: dog}}}, then: {properties: {tricks: {type: integer}}}}
        "));
}

/// A condition adds to an object that is declared already.
#[test]
fn properties_under_a_condition_of_a_declared_property() {
    assert_snapshot!(pet("
        Pet:
          type: object
          properties:
            kind: {type: string}
            home: {type: object, properties: {city: {type: string}}}
            owner: {$ref: '#/components/schemas/Owner'}
          if: {properties: {kind: {const: cat}}}
          then: {properties: {home: {properties: {tree: {type: string}}}, owner: {properties: {lap: {type: boolean}}}, kind: {minLength: 3}}}
          else: {properties: {home: {properties: {yard: {type: string}}}}}
        Owner: {type: object, properties: {name: {type: string}}}
        "));
}

/// Fields of a struct, by what the schema `Pet` says beside its kind.
fn fields(pets: &Snippet) -> Vec<String> {
    let text = pets.clone().not_of_record().pet();
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| line.starts_with("pub ") && line.ends_with(','))
        .map(str::to_owned)
        .collect()
}

/// A property of which nothing else is said has the types that conditions say; one condition
/// alone leaves it to be of any value where it does not hold.
#[test]
fn conditions_of_a_property_of_any_value() {
    let pets = |outside: &str, conditions: &str| {
        Snippet::read(&format!(
            "
        Pet: {{type: object, properties: {{kind: {{type: string}}, {outside}}}, {conditions}}}
        Cat: {{type: object, required: [lives], properties: {{lives: {{type: integer}}}}}}
        Any: {{description: Any.}}
        "
        ))
    };
    let [cat, dog] =
        ["cat", "dog"].map(|kind| format!("if: {{properties: {{kind: {{const: {kind}}}}}}}"));
    let more = |schema: &str| format!("{{properties: {{more: {schema}}}}}");
    let (of_cat, text) = (more("{$ref: '#/components/schemas/Cat'}"), more("{type: string}"));
    let both = format!("{cat}, then: {of_cat}, else: {text}");
    let apart = format!("allOf: [{{{cat}, then: {text}}}, {{{dog}, then: {text}}}]");
    for (outside, conditions, field) in [
        ("more: {}", &both, "pub more: Option<PetMore>,"),
        ("more: {description: More.}", &both, "pub more: Option<PetMore>,"),
        ("more: {$ref: '#/components/schemas/Any'}", &both, "pub more: Option<PetMore>,"),
        ("more: {}", &apart, "pub more: Option<String>,"),
    ] {
        let pets = pets(outside, conditions);
        assert_eq!(fields(&pets)[1], field, "{outside} {conditions}");
        assert_eq!(pets.clone().not_of_record().warnings(), "");
    }
    let alone = pets("more: {}", &format!("{cat}, then: {of_cat}"));
    assert_eq!(fields(&alone)[1], "pub more: Option<Value>,");
    assert_snapshot!(alone.warnings());
}

/// Words of several conditions about one property are told once, however they take turns.
#[test]
fn words_of_conditions_that_take_turns() {
    let conditions = ["A cat.", "A dog.", "A dog. ", "A cat.", "A dog.", ""].map(|says| {
        format!("{{if: {{required: [kind]}}, then: {{properties: {{more: {{type: string, description: '{says}'}}}}}}}}")
    });
    let text = pet(&format!(
        "
        Pet: {{type: object, properties: {{kind: {{type: string}}}}, allOf: [{}]}}
        ",
        conditions.join(", ")
    ));
    let docs = text.lines().map(str::trim).filter(|line| line.starts_with("/// A "));
    assert_eq!(docs.collect::<Vec<_>>(), ["/// A cat.", "/// A dog."], "{text}");
}

/// Values that a condition keeps out are named where it is; what it adds, or says again, is not.
#[test]
fn conditions_that_keep_values_out() {
    let warnings = |conditions: &str| {
        let pets = Snippet::read(&format!("
        Pet:
          allOf: [{{$ref: '#/components/schemas/Base'}}]
          type: object
          properties: {{name: {{type: string, description: Its name.}}, home: {{type: object, properties: {{city: {{type: string}}}}}}}}
          {conditions}
        Base: {{type: object, properties: {{age: {{type: integer}}}}}}
        "));
        let warnings = pets.not_of_record().warnings();
        let at = |line: &str| {
            line.trim().strip_prefix("--> document /components/schemas/Pet/").map(str::to_owned)
        };
        warnings.lines().filter_map(at).collect::<Vec<String>>()
    };
    for (condition, at) in [
        ("{properties: {name: {type: string, minLength: 1}}}", "then/properties/name"),
        ("{properties: {name: {pattern: a}}}", "then/properties/name"),
        ("{properties: {name: {description: So.}}}", "then/properties/name"),
        ("{properties: {name: {type: integer}}}", "then/properties/name"),
        ("{properties: {age: {minimum: 1}}}", "then/properties/age"),
        (
            "{properties: {home: {properties: {city: {const: a}}}}}",
            "then/properties/home/properties/city",
        ),
        ("{properties: {home: {required: [city], properties: {}}}}", "then/properties/home"),
        ("{required: [name]}", "then/required"),
        ("{required: [lives], properties: {lives: {type: integer}}}", "then/required"),
        ("{allOf: [{maxProperties: 3}]}", "then/allOf/0/maxProperties"),
        ("{allOf: [{required: [name]}, {properties: {}}]}", "then/allOf/0/required"),
        ("{description: For cats.}", "then/description"),
        ("false", "then"),
    ] {
        assert_eq!(warnings(&format!("then: {condition}")), [at], "{condition}");
        let other = at.replacen("then", "dependentSchemas/name", 1);
        assert_eq!(warnings(&format!("dependentSchemas: {{name: {condition}}}")), [other]);
    }
    for condition in [
        "{properties: {lives: {type: integer, minimum: 1}}}",
        "{type: object, properties: {name: {type: string}}}",
        "{properties: {name: {}}}",
        "{properties: {home: {properties: {tree: {type: string}}}}}",
        "{required: []}",
        "true",
    ] {
        assert_eq!(warnings(&format!("else: {condition}")), [""; 0], "{condition}");
    }
}

/// Properties that only the target of a reference in a condition names are fields, too.
#[test]
fn properties_that_a_condition_refers_to() {
    let pet = |condition: &str, more: &str| {
        Snippet::read(&format!(
            "
            Pet: {{type: object, properties: {{kind: {{type: string}}}}, if: {condition}}}
            Cond: {{properties: {{mode: {{const: x}}, kind: {{const: y}}}}, {more}}}
            Other: {{properties: {{place: {{const: z}}}}, allOf: [{{$ref: '#/components/schemas/Cond'}}]}}
            "
        ))
        .pet()
    };
    let inline = pet("{properties: {mode: {const: x}}}", "");
    assert!(inline.contains("pub mode: Option<Value>,"), "{inline}");
    let to_cond = "{$ref: '#/components/schemas/Cond'}";
    for condition in
        [to_cond, &format!("{{allOf: [{to_cond}]}}"), &format!("{{anyOf: [{to_cond}, {{}}]}}")]
    {
        assert_eq!(pet(condition, ""), inline, "{condition}");
    }
    let both = pet("{properties: {mode: {const: x}, place: {const: z}}}", "");
    let circle = "allOf: [{$ref: '#/components/schemas/Other'}]";
    assert_eq!(pet(to_cond, circle), both);
    // A chain that is too long is cut, and told.
    let chain: String = (0..120)
        .map(|number| {
            let next = number + 1;
            format!("C{number}: {{properties: {{p{number}: {{}}}}, allOf: [{{$ref: '#/components/schemas/C{next}'}}]}}\n        ")
        })
        .collect();
    let long = format!(
        "Pet: {{type: object, if: {{$ref: '#/components/schemas/C0'}}}}\n        {chain}C120: {{type: object}}\n"
    );
    let long = Snippet::read(&format!("\n        {long}")).not_of_record();
    let told = long.warnings();
    assert!(
        told.contains("warning[too-many-conditions]: the condition refers to too many"),
        "{told}"
    );
    assert!(told.contains("--> document /components/schemas/Pet/if\n"), "{told}");
}

/// A reference that leads to no schema is told wherever a schema is: inside of a condition, and
/// in what only limits values; once, and as an error, also if others refer there.
#[test]
fn references_inside_of_a_condition() {
    let told = |more: &str| {
        let pets = Snippet::read(&format!(
            "
            Pet: {{type: object, properties: {{a: {{type: string}}}}, {more}}}
            Name: {{type: string}}
            "
        ));
        let told = pets.shown();
        let told = told.lines().filter(|line| line.contains("reference]"));
        told.map(str::to_owned).collect::<Vec<_>>()
    };
    let nowhere =
        "[unknown-reference]: `#/components/schemas/Gone` refers to nothing in the document";
    let title = "[reference]: `#/info/title` leads to no schema";
    for (keyword, severity) in [
        ("if: X", "error"),
        ("if: {properties: {z: X}}", "warning"),
        ("not: X", "warning"),
        ("if: {not: X}", "warning"),
        ("contains: X", "warning"),
        ("then: {not: {items: X}}", "warning"),
        ("propertyNames: X", "warning"),
    ] {
        let told = |to: &str| told(&keyword.replace('X', &format!("{{$ref: '{to}'}}")));
        let gone = told("#/components/schemas/Gone");
        assert_eq!(gone, [format!("{severity}{nowhere}")], "{keyword}");
        assert_eq!(told("#/info/title"), [format!("{severity}{title}")], "{keyword}");
        assert_eq!(told("#/components/schemas/Name"), [""; 0], "{keyword}");
    }
    let pets = Snippet::read(
        "
        Pet: {type: object, properties: {a: {$ref: '#/components/schemas/Home'}}}
        Home: {allOf: [{$ref: '#/components/schemas/Gone'}]}
        Other: {type: object, if: {$ref: '#/components/schemas/Home'}}
        ",
    );
    assert_eq!(pets.shown().matches("refers to nothing").count(), 1, "{}", pets.shown());
}

/// A reference in a condition leads where any other does, and one that leads nowhere is told.
#[test]
fn references_of_a_condition() {
    let pet = |reference: &str| {
        Snippet::read(&format!(
            "
            Pet: {{$id: https://example.com/pet, type: object, properties: {{kind: {{type: string}}}}, if: {{anyOf: [{{$ref: '{reference}'}}]}}, $defs: {{Near: {{properties: {{mode: {{const: x}}}}}}}}}}
            Cond: {{$id: https://example.com/cond, $anchor: cond, properties: {{mode: {{const: x}}}}}}
            Alias: {{$ref: https://example.com/cond}}
            Chain: {{allOf: [{{$ref: https://example.com/cond}}]}}
            "
        ))
    };
    let wanted = pet("#/components/schemas/Cond").pet();
    assert!(wanted.contains("pub mode: Option<Value>,"), "{wanted}");
    for reference in [
        "#cond",
        "cond",
        "https://example.com/cond",
        "#/$defs/Near",
        "#/components/schemas/Alias",
        "#/components/schemas/Chain",
    ] {
        assert_eq!(pet(reference).pet(), wanted, "{reference}");
        assert_eq!(pet(reference).warnings(), "", "{reference}");
    }
    let at = "\n  --> document /components/schemas/Pet/if/anyOf/0/$ref\n";
    for (reference, message) in [
        (
            "#/components/schemas/Cont",
            "error[unknown-reference]: `#/components/schemas/Cont` refers to nothing in the document",
        ),
        ("#cont", "error[unknown-reference]: no schema has the anchor `cont`"),
        (
            "#/$defs/Far",
            "error[unknown-reference]: `#/$defs/Far` refers to nothing in the document",
        ),
        (
            "https://example.com/cont",
            "error[external-reference]: `https://example.com/cont` is not read: it is an address, and nothing is read from the network",
        ),
    ] {
        let refusal = pet(reference).refusal();
        assert!(refusal.starts_with(&format!("{message}{at}")), "{refusal}");
        assert_eq!(refusal.matches("error[").count(), 1, "{refusal}");
    }
    let through = Snippet::read(
        "
        Pet: {type: object, if: {$ref: '#/components/schemas/Cond'}}
        Cond: {allOf: [{$ref: '#/nowhere'}], properties: {mode: {const: x}}}
        ",
    );
    let refusal = through.refusal();
    assert!(refusal.contains("/components/schemas/Cond/allOf/0/$ref\n"), "{refusal}");
    assert_eq!(refusal.matches("error[").count(), 1, "{refusal}");
}

/// A property that no value may have is no field, which is told; in a branch of a condition it
/// does not widen what the other one says.
#[test]
fn properties_that_take_no_value() {
    let pet = |said: &str| Snippet::read(&format!("Pet: {{type: object, {said}}}"));
    let kind = "properties: {kind: {type: string}}";
    for none in ["false", "{not: {}}"] {
        let never = pet(&format!("properties: {{never: {none}, kind: {{type: string}}}}"));
        assert_eq!(never.pet(), pet(kind).pet());
        let told = never.not_of_record().warnings();
        let wanted = "warning[left-out]: no value may have `never` here: this makes no field of \
                      it\n  --> document /components/schemas/Pet/properties/never\n";
        assert!(told.starts_with(wanted), "{told}");
        let path = "then: {properties: {path: {type: string}}}";
        assert_eq!(
            pet(&format!("{kind}, {path}, else: {{properties: {{path: {none}}}}}")).pet(),
            pet(&format!("{kind}, {path}")).pet(),
        );
    }
    assert!(pet("properties: {never: true}").pet().contains("pub never: Option<Value>,"));
    let path = "then: {properties: {path: {type: string}}}, else: {properties: {path: true}}";
    assert!(pet(path).pet().contains("pub path: Option<Value>,"));
}

/// Properties that no value may have by one part, and that another part makes a field of: the
/// warning says so, and says of a required one what it is.
#[test]
fn properties_that_take_no_value_beside_other_parts() {
    let told = |said: &str| {
        let pet = Snippet::read(&format!(
            "
            Pet: {{type: object, {said}}}
            Base: {{type: object, properties: {{a: {{type: string}}}}}}
            "
        ))
        .not_of_record();
        let told = pet.warnings();
        let first = told.lines().filter(|line| line.starts_with("warning["));
        (first.map(str::to_owned).collect::<Vec<_>>(), pet.pet().contains("pub a: Option<String>"))
    };
    let narrows = "warning[left-out]: that no value may have `a` here is left out: it is not \
                   checked, and left to the server";
    let makes_none = "warning[left-out]: no value may have `a` here: this makes no field of it";
    let text = "properties: {a: {type: string}}";
    for said in [
        "then: {properties: {a: {type: string}}}, else: {properties: {a: false}}".to_owned(),
        format!(
            "{text}, if: {{properties: {{b: {{const: 1}}}}}}, then: {{properties: {{a: false}}}}"
        ),
        format!("{text}, dependentSchemas: {{b: {{properties: {{a: {{not: {{}}}}}}}}}}"),
        format!("allOf: [{{{text}}}, {{properties: {{a: false}}}}]"),
        format!(
            "oneOf: [{{{text}, required: [a]}}, {{properties: {{a: false, b: {{}}}}, required: [b]}}]"
        ),
        "allOf: [{$ref: '#/components/schemas/Base'}, {properties: {c: {}}, then: {allOf: [{properties: {a: false}}]}}]"
            .to_owned(),
    ] {
        let (lines, is_field) = told(&said);
        assert_eq!(lines, [narrows], "{said}");
        assert!(is_field || said.starts_with("oneOf"), "{said}");
    }
    for said in [
        "properties: {a: false, b: {}}",
        "then: {properties: {a: false, b: {}}}",
        "properties: {then: {properties: {a: false}}, else: {properties: {a: {type: string}}}}",
        "properties: {a: false, b: {allOf: [{properties: {a: {type: string}}}]}}",
    ] {
        assert_eq!(told(said).0, [makes_none], "{said}");
    }
    let impossible = "warning[impossible-required]: `a` is required, and no value may have it: no \
                      object is valid; it is left out";
    for said in [
        "properties: {a: false, b: {}}, required: [a, b]",
        "properties: {b: {}}, required: [b], allOf: [{properties: {a: false}}, {required: [a]}]",
    ] {
        let (mut lines, _) = told(said);
        lines.sort();
        assert_eq!(lines, [impossible, makes_none], "{said}");
    }
    let (lines, _) = told("properties: {b: {}}, required: [a], oneOf: [{properties: {c: {}}}]");
    let undeclared = "warning[undeclared-required]: the required property `a` is not declared; it \
                      is left out";
    assert_eq!(lines, [undeclared]);
}

/// Required properties that no value may have: of all objects, of those of an arm or under a
/// condition, or only at times. The warning says that no object is valid only where none is.
#[test]
fn properties_that_are_required_and_take_no_value() {
    let whole = "is required, and no value may have it: no object is valid; it is left out";
    let there = "is required here, where no value of it is allowed; it is left out";
    let at_times = "is required, and all that is said of it is when no value of it is allowed; it \
                    is left out";
    let rows = [
        ("allOf: [{$ref: '#/components/schemas/None'}], required: [a]", whole),
        (
            "allOf: [{$ref: '#/components/schemas/None'}, {properties: {b: {}}, required: [b, a]}]",
            whole,
        ),
        (
            "properties: {a: false}, required: [a], oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]",
            whole,
        ),
        (
            "properties: {dependencies: {type: object, additionalProperties: {type: object, required: [a], properties: {a: false, b: {}}}}}",
            whole,
        ),
        (
            "properties: {allOf: {type: object, required: [a], properties: {a: false, b: {}}}}",
            whole,
        ),
        (
            "properties: {properties: {type: object, properties: {b: {}}, if: {properties: {b: {const: 1}}}, then: {required: [a], properties: {a: false}}}}",
            there,
        ),
        (
            "properties: {b: {}}, dependencies: {additionalProperties: {required: [a], properties: {a: false}}}",
            there,
        ),
        (
            "oneOf: [{required: [a], properties: {a: false, b: {}}}, {required: [c], properties: {c: {}}}]",
            there,
        ),
        (
            "oneOf: [{required: [a], allOf: [{$ref: '#/components/schemas/None'}]}, {required: [a], properties: {a: {}}}]",
            there,
        ),
        ("properties: {a: false, b: {}}, anyOf: [{required: [a]}, {required: [b]}]", there),
        ("properties: {b: {}}, required: [a], then: {properties: {a: false}}", at_times),
        (
            "properties: {b: {}}, required: [a], oneOf: [{properties: {a: false}}, {properties: {c: {}}, required: [c]}]",
            at_times,
        ),
    ];
    for (said, wanted) in rows {
        let pet = Snippet::read(&format!(
            "
            Pet: {{type: object, {said}}}
            None: {{type: object, properties: {{a: false, z: {{}}}}}}
            "
        ));
        let told = pet.warnings();
        let told = told.lines().filter(|line| line.contains("-required]"));
        let wanted = format!("warning[impossible-required]: `a` {wanted}");
        assert_eq!(told.collect::<Vec<_>>(), [wanted], "{said}");
    }
    // It is a field by another part.
    let said = "properties: {a: {type: string}}, oneOf: [{required: [a], properties: {a: false}}, {properties: {c: {}}, required: [c]}]";
    let pet = Snippet::read(&format!("Pet: {{type: object, {said}}}"));
    assert!(!pet.warnings().contains("-required]"), "{}", pet.warnings());
}

/// Required properties that arms of a union declare or forbid: they are declared, and the warning
/// says that arms leave them out only where some do.
#[test]
fn required_properties_that_arms_declare() {
    let some = "`a` is declared by some arms alone; it is left out of the others";
    let not = "`a` is not declared; it is left out";
    let (a, c) = ("properties: {a: {type: string}}", "properties: {c: {}}");
    let never = "properties: {a: false}";
    let beside = |arms: &str| format!("required: [a], properties: {{b: {{}}}}, {arms}");
    let one_of = |one: &str, other: &str| beside(&format!("oneOf: [{{{one}}}, {{{other}}}]"));
    let rows = [
        (one_of(a, never), Some(some)),
        (one_of(a, c), Some(some)),
        (one_of(a, "properties: {a: {type: integer}}"), None),
        (one_of(c, "properties: {d: {}}"), Some(not)),
        (one_of("$ref: '#/components/schemas/A'", "$ref: '#/components/schemas/C'"), Some(some)),
        (
            format!(
                "allOf: [{{required: [a], properties: {{b: {{}}}}}}, {{oneOf: [{{{a}}}, {{{c}}}]}}]"
            ),
            Some(some),
        ),
        (format!("oneOf: [{{required: [a], {c}}}, {{{a}}}]"), Some(some)),
        // What only an object inside of an arm declares, the arm does not.
        (one_of(c, &format!("properties: {{d: {{type: object, {a}}}}}")), Some(not)),
        // All of one object.
        (beside(&format!("anyOf: [{{{a}}}, {{{never}}}]")), None),
        (beside(&format!("if: {{required: [b]}}, then: {{{a}}}")), None),
    ];
    for (said, wanted) in rows {
        let pet = Snippet::read(&format!(
            "
            Pet: {{type: object, {said}}}
            A: {{type: object, {a}}}
            C: {{type: object, {c}}}
            "
        ));
        let told = pet.warnings();
        let help = "help: declare the property in each arm, or take it out of the list";
        assert_eq!(told.contains(help), wanted == Some(some), "{said}");
        let told: Vec<&str> = told.lines().filter(|line| line.contains("-required]")).collect();
        let wanted = wanted
            .map(|words| format!("warning[undeclared-required]: the required property {words}"));
        assert_eq!(told, wanted.as_slice(), "{said}");
    }
}

/// A property that only a condition is about is a field, and none of the others. It may have any
/// value: what the condition says of it is not so where it does not hold.
#[test]
fn properties_that_only_a_condition_names() {
    let rest = |said: &str| {
        fields(&Snippet::read(&format!(
            "
            Pet: {{type: object, unevaluatedProperties: {{type: integer}}, {said}}}
            Base: {{type: object, properties: {{country: {{type: integer}}}}}}
            "
        )))
    };
    let others = "pub rest: BTreeMap<String, i64>,";
    let us = "if: {properties: {country: {const: US}}}";
    let country = "pub country: Option<Value>,";
    assert_eq!(rest(us), [country, others]);
    assert_eq!(rest(&format!("allOf: [{{{us}, then: {{required: [zip]}}}}]")), [country, others]);
    let otherwise = "if: {properties: {size: {type: number}}}, else: {if: {anyOf: [{properties: {old: {enum: [1, 2]}}}]}}";
    assert_eq!(rest(otherwise), ["pub size: Option<Value>,", "pub old: Option<Value>,", others]);
    let two = format!("allOf: [{{{us}}}, {{if: {{properties: {{country: {{const: 1}}}}}}}}]");
    assert_eq!(rest(&two), [country, others]);
    // What is declared stays as it is, wherever that is.
    let declared = ["pub country: Option<i64>,", others];
    assert_eq!(rest(&format!("{us}, properties: {{country: {{type: integer}}}}")), declared);
    assert_eq!(
        rest(&format!("{us}, then: {{properties: {{country: {{type: integer}}}}}}")),
        declared
    );
    let base = format!("{us}, allOf: [{{$ref: '#/components/schemas/Base'}}]");
    assert_eq!(rest(&base), declared);
    // Nor does a condition in a part narrow what another part declares.
    let part = format!("{{type: object, {us}, then: {{required: [zip]}}}}");
    assert_eq!(rest(&format!("allOf: [{{$ref: '#/components/schemas/Base'}}, {part}]")), declared);
    // What need not be an object does not become one.
    let any = Snippet::read(&format!("Pet: {{{us}, then: {{required: [zip]}}}}")).pet();
    assert!(!any.contains("country"), "{any}");
}

/// Words of branches that add the same property in the same way are all told.
#[test]
fn conditions_that_add_a_property_in_the_same_way() {
    let text = pet("
        Pet:
          type: object
          if: {properties: {kind: {const: cat}}}
          then: {properties: {size: {type: integer, description: Of the cat.}}}
          else: {properties: {size: {type: integer, description: Of another.}}}
        ");
    assert!(text.contains("/// Of the cat.\n        ///\n        /// Of another.\n"), "{text}");
}

/// Returns the documentation of fields of `Pet`, in a line each.
fn docs(properties: &str) -> Vec<String> {
    let text = pet(&format!(
        "
        Pet: {{type: object, properties: {{{properties}}}}}
        Name: {{type: string, minLength: 1, description: A name.}}
        Toy: {{type: object, properties: {{size: {{type: integer}}}}}}
        Kind: {{type: string, enum: [cat, dog]}}
        "
    ));
    let text = text.split("impl Pet {").next().unwrap_or_default();
    let body = text.split("pub struct Pet {").nth(1).unwrap_or_default().lines().map(str::trim);
    let (docs, _) = body.fold((Vec::new(), String::new()), |(mut all, mut docs), line| {
        if let Some(text) = line.strip_prefix("///") {
            docs.push_str(text);
        } else if line.starts_with("pub ") {
            all.push(std::mem::take(&mut docs).trim().to_owned());
        }
        (all, docs)
    });
    docs
}

#[test]
fn limits_and_words_beside_a_reference_in_a_list_or_a_map() {
    let name = "$ref: '#/components/schemas/Name'";
    for (schema, words) in [
        (
            format!("type: array, items: {{{name}, maxLength: 2, description: Few.}}"),
            "Each item: Few. Each item: 1 to 2 characters.",
        ),
        (
            format!("type: array, items: {{allOf: [{{{name}}}, {{maxLength: 6}}]}}"),
            "Each item: 1 to 6 characters.",
        ),
        (
            format!(
                "type: array, items: {{allOf: [{{{name}}}, {{type: string, maxLength: 6, description: Few.}}]}}"
            ),
            "Each item: Few. Each item: 1 to 6 characters.",
        ),
        (
            format!("type: array, items: {{type: array, items: {{{name}, maxLength: 2}}}}"),
            "Each item: each item: 1 to 2 characters.",
        ),
        (
            format!("type: object, additionalProperties: {{{name}, maxLength: 3}}"),
            "Each value: 1 to 3 characters.",
        ),
        (
            format!("allOf: [{{{name}}}, {{type: string, maxLength: 6, description: Few.}}]"),
            "Few. 1 to 6 characters.",
        ),
        (
            "type: array, items: {$ref: '#/components/schemas/Toy', description: Small.}"
                .to_owned(),
            "Each item: Small.",
        ),
        (
            "type: array, items: {$ref: '#/components/schemas/Kind', maxLength: 2}".to_owned(),
            "Each item: at most 2 characters.",
        ),
        // The component has a type that says the rest.
        (format!("type: array, items: {{{name}}}"), ""),
        ("type: array, items: {$ref: '#/components/schemas/Toy'}".to_owned(), ""),
    ] {
        assert_eq!(docs(&format!("a: {{{schema}}}")), [words], "{schema}");
    }
}

#[test]
fn names_that_match_a_pattern() {
    for (schema, words) in [
        (
            "patternProperties: {'^n-': {type: integer, maximum: 3}}",
            "Names that match `^n-`: an integer, at most 3.",
        ),
        (
            "patternProperties: {'^n-': {$ref: '#/components/schemas/Toy'}}",
            "Names that match `^n-`: `Toy`.",
        ),
        (
            "patternProperties: {'^n-': {type: string, enum: [a, b], nullable: true}}",
            "Names that match `^n-`: a text or null, one of `\"a\"`, `\"b\"`.",
        ),
        (
            "patternProperties: {'^n-': {}, '^m-': false}",
            "Names that match `^n-`: any value. No name matches `^m-`.",
        ),
        (
            "additionalProperties: {type: string}, patternProperties: {'^x-': {type: string, maxLength: 7, description: Short.}}",
            "Names that match `^x-`: a text, at most 7 characters, Short.",
        ),
        // The values are those of all properties.
        (
            "additionalProperties: false, patternProperties: {'^x-': {type: string, maxLength: 7}}",
            "Each name matches `^x-`. Each value: at most 7 characters.",
        ),
        (
            "unevaluatedProperties: false, patternProperties: {'^x-': {type: string, maxLength: 7}}",
            "Each name matches `^x-`. Each value: at most 7 characters.",
        ),
        ("additionalProperties: {type: string}", ""),
    ] {
        assert_eq!(docs(&format!("a: {{type: object, {schema}}}")), [words], "{schema}");
    }
}

#[test]
fn further_properties_are_of_a_type_that_holds_all() {
    let rest = |keywords: &str| {
        let text = pet(&format!(
            "Pet: {{type: object, properties: {{id: {{type: string}}}}, {keywords}}}"
        ));
        let line = text.lines().find(|line| line.contains("pub rest:"));
        line.map_or("none", str::trim).to_owned()
    };
    let all = [
        "patternProperties: {'^x-': {type: string}}, additionalProperties: {type: integer}",
        "patternProperties: {'^x-': {type: string}}, additionalProperties: false",
        "patternProperties: {'^x-': {type: string}}",
        "patternProperties: {'.*': {type: string}}",
        "patternProperties: {'^x-': {type: string}, '^y-': {type: string}}, additionalProperties: false",
        "unevaluatedProperties: {type: integer}",
        "unevaluatedProperties: false",
    ];
    let said: Vec<String> =
        all.iter().map(|keywords| format!("{keywords}\n{}", rest(keywords))).collect();
    assert_snapshot!(said.join("\n\n"));
}

#[test]
fn further_properties_beside_what_is_extended() {
    assert_snapshot!(pet("
        Pet: {allOf: [{$ref: '#/components/schemas/Base'}], unevaluatedProperties: {type: integer}}
        Base: {type: object, properties: {id: {type: string}}}
        "));
}

#[test]
fn first_items_and_those_after_them() {
    let items = |keywords: &str| {
        let text =
            pet(&format!("Pet: {{type: object, properties: {{a: {{type: array, {keywords}}}}}}}"));
        let line = text.lines().find(|line| line.contains("pub a:"));
        line.map_or("none", str::trim).to_owned()
    };
    let all = [
        "prefixItems: [{type: number}, {type: number}]",
        "prefixItems: [{type: number}, {type: number}], items: {type: number}",
        "prefixItems: [{type: number}, {type: string}], items: {type: boolean}",
        "prefixItems: [{type: number}], items: false",
        "prefixItems: [{type: number}], items: true",
        "items: [{type: string}, {type: string}]",
        "items: [{type: string}], additionalItems: {type: integer}",
        "items: [{type: string}], additionalItems: false",
    ];
    let said: Vec<String> =
        all.iter().map(|keywords| format!("{keywords}\n{}", items(keywords))).collect();
    assert_snapshot!(said.join("\n\n"));
}

/// Objects without names at the positions of a list are told by their properties, and these by
/// what they are where that differs from position to position.
#[test]
fn objects_at_positions() {
    let docs = |items: &[&str]| {
        let items = items.iter().map(|item| format!("{{type: object, properties: {{{item}}}}}"));
        let items = items.collect::<Vec<_>>().join(", ");
        let name = "Name: {type: object, properties: {name: {type: string}}}";
        let pet = format!("Pet: {{properties: {{at: {{prefixItems: [{items}]}}}}}}");
        let pet = Snippet::read(&format!("{pet}\n{name}")).pet();
        let lines = pet.lines().map(str::trim).skip_while(|line| *line != "pub struct Pet {");
        let lines = lines.skip(1).map_while(|line| line.strip_prefix("///")).map(str::trim);
        lines.collect::<Vec<_>>().join(" ")
    };
    let a = "a: {type: string}";
    assert_eq!(
        docs(&["a: {type: string}, b: {}", "c: {}"]),
        "Item 1: an object with `a` and `b`. Item 2: an object with `c`."
    );
    assert_eq!(
        docs(&[a, "a: {type: integer}, b: {}", "a: {}"]),
        "Item 1: an object with `a` (a text). Item 2: an object with `a` (an integer) and `b`. \
         Item 3: an object with `a` (any value)."
    );
    assert_eq!(
        docs(&["k: {const: x}", "k: {enum: [y, z]}"]),
        "Item 1: an object with `k` (always `\"x\"`). Item 2: an object with `k` (one of `\"y\"`, \
         `\"z\"`)."
    );
    let own = "a: {$ref: '#/components/schemas/Name'}";
    assert_eq!(
        docs(&[own, a]),
        "Item 1: an object with `a` (`Name`). Item 2: an object with `a` (a text)."
    );
    // Those that have the same properties are told apart by words alone.
    assert_eq!(docs(&[a, a]), "");
    let wide: Vec<String> = (0..41).map(|number| format!("p{number}: {{}}")).collect();
    let told = docs(&[&wide.join(", "), a]);
    assert!(told.contains("`p38` and `p39`. Item 2: an object with `a`."), "{told}");
}

/// Words and limits of first items are told of their positions, also where these have one type.
#[test]
fn what_is_said_of_first_items() {
    let (east, north) = ("type: number, description: East.", "type: number, description: North");
    let docs = |schema: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet: {{properties: {{at: {{{schema}}}}}}}
        Name: {{type: string, maxLength: 9}}
        Place: {{type: array, prefixItems: [{{{east}}}, {{{north}}}]}}
        "
        ));
        assert_eq!(pets.warnings(), "", "{schema}");
        let pet = pets.pet();
        let lines = pet.lines().map(str::trim).skip_while(|line| *line != "pub struct Pet {");
        let lines = lines.skip(1).map_while(|line| line.strip_prefix("///")).map(str::trim);
        lines.collect::<Vec<_>>().join(" ").replace("  ", " ")
    };
    let pair = "prefixItems: [{type: string, title: Name}, {type: integer, minimum: 3}]";
    for (schema, wanted) in [
        (format!("prefixItems: [{{{east}}}, {{{north}}}]"), "Item 1: East. Item 2: North."),
        (
            format!("prefixItems: [{{{east}}}, {{{north}}}, {{type: integer, maximum: 9}}]"),
            "Item 1: East (a number). Item 2: North (a number). Item 3: an integer, at most 9.",
        ),
        (
            format!("description: A place., items: [{{{east}}}, {{{north}}}], additionalItems: {{{north}}}"),
            "A place. Item 1: East. Item 2: North. Each further item: North.",
        ),
        (format!("prefixItems: [{{{east}}}, {{{east}}}]"), "Each item: East."),
        (format!("prefixItems: [{{{east}, example: 1}}, {{{east}}}]"), "Each item: East."),
        ("prefixItems: [{type: number, minimum: 1}, {type: number, minimum: 2}], items: false".into(),
            "Item 1: at least 1. Item 2: at least 2. At most 2 items."),
        (pair.into(), "Item 1: Name (a text). Item 2: an integer, at least 3."),
        (
            format!("items: {{{pair}, type: array}}, type: array"),
            "Each item: item 1: Name (a text). Each item: item 2: an integer, at least 3.",
        ),
        (
            "prefixItems: [{$ref: '#/components/schemas/Name'}, {type: boolean, description: \"Or\\n\\nnot\"}]".into(),
            "Item 1: `Name`. Item 2: Or not (true or false).",
        ),
        (
            "prefixItems: [{type: number, description: \"0.5 to\\n1.5 kg\"}, {type: string, description: <b>Name</b> of it}]".into(),
            "Item 1: 0.5 to 1.5 kg (a number). Item 2: **Name** of it (a text).",
        ),
    ] {
        assert_eq!(docs(&schema), wanted, "{schema}");
    }
    // Words in one line, with the title that they do not have, and lists in brackets.
    let count = "{title: Count, type: integer, description: How many.}";
    let flags = "{type: boolean, description: \"Flags\\nof it:\\n- a\\n- b\"}";
    let code = "{type: string, description: \"A text.\\n\\n    let it = 1;\"}";
    let inner = "{prefixItems: [{type: number}, {type: string}]}";
    for (items, wanted) in [
        (
            format!("{count}, {{enum: [a, b]}}"),
            "Item 1: Count. How many (an integer). Item 2: a text, one of `\"a\"`, `\"b\"`.",
        ),
        (
            format!("{flags}, {code}"),
            "Item 1: Flags of it (true or false). Item 2: A text (a text).",
        ),
        (
            format!("{inner}, {{type: integer}}"),
            "Item 1: a list (item 1: a number, item 2: a text). Item 2: an integer.",
        ),
        (
            format!("{inner}, {{type: array, items: {{type: boolean}}}}"),
            "Item 1: a list (item 1: a number, item 2: a text).",
        ),
        (
            format!("{{type: array, minItems: 2, items: {inner}}}, {{type: integer}}"),
            "Item 1: a list (each item: item 1: a number, each item: item 2: a text), \
             at least 2 items. Item 2: an integer.",
        ),
    ] {
        assert_eq!(docs(&format!("prefixItems: [{items}]")), wanted, "{items}");
    }
    // Several parts, or a reference and its own.
    let pair = |first: &str, second: &str| format!("{{prefixItems: [{{{first}}}, {{{second}}}]}}");
    let [low, high] = [("1", "2"), ("5", "6")].map(|(first, second)| {
        let item = |least| format!("type: integer, minimum: {least}");
        pair(&item(first), &item(second))
    });
    let of_place = "$ref: '#/components/schemas/Place'";
    let place = |own: &str| format!("{of_place}, prefixItems: [{own}]");
    for (schema, wanted) in [
        (format!("allOf: [{low}, {high}]"), "Item 1: at least 5. Item 2: at least 6."),
        (
            format!("allOf: [{low}, {high}, {}]", pair("description: Lon", "maximum: 9")),
            "Item 1: Lon (at least 5). Item 2: 6 to 9.",
        ),
        (
            format!("allOf: [{low}, {{items: {{maximum: 9}}}}]"),
            "Item 1: an integer, 1 to 9. Item 2: an integer, 2 to 9. Each further item: at most 9.",
        ),
        (
            format!(
                "allOf: [{low}, {{prefixItems: [{{maximum: 4}}], items: {{description: More}}}}]"
            ),
            "Item 1: an integer, 1 to 4. Item 2: More (an integer, at least 2). Each further item: More.",
        ),
        (of_place.into(), "Item 1: East. Item 2: North."),
        (place("{description: Lon}, {description: Lat}"), "Item 1: Lon. Item 2: Lat."),
        (place("{}, {description: Lat}"), "Item 1: East. Item 2: Lat."),
    ] {
        assert_eq!(docs(&schema), wanted, "{schema}");
    }
    let objects = |first: &str, second: &str| {
        let item =
            |it: &str| format!("{{type: object, {it}, properties: {{a: {{type: string}}}}}}");
        let items = [first, second].map(item).join(", ");
        Snippet::read(&format!("Pet: {{properties: {{at: {{prefixItems: [{items}]}}}}}}")).pet()
    };
    let pet = objects("description: Before", "description: After");
    assert_eq!(pet.matches("Before").count(), 1, "{pet}");
    assert!(pet.contains("/// Item 1: Before. Item 2: After."), "{pet}");
    // A type that one position alone has keeps its words.
    let variants = |items: &str| {
        let pet =
            Snippet::read(&format!("Pet: {{properties: {{at: {{prefixItems: [{items}]}}}}}}"))
                .pet();
        let lines = pet.lines().map(str::trim).skip_while(|line| !line.starts_with("pub enum"));
        let lines = lines.skip(1).take_while(|line| *line != "}");
        lines.collect::<Vec<_>>().join(" ")
    };
    let [count, name] = ["type: integer, description: How many.", "type: string, description: Who"];
    let shared = format!("{{{count}}}, {{{name}}}, {{type: string, maxLength: 3}}");
    assert_eq!(
        [variants(&format!("{{{count}}}, {{{name}}}")), variants(&shared)],
        [
            "/// Who Text(String) = string, /// How many. Integer(i64) = integer,",
            "/// A string. Text(String) = string, /// How many. Integer(i64) = integer,",
        ]
    );
}

/// Blank words of one part hide none of another one.
#[test]
fn blank_words_beside_others() {
    for blank in ["''", "'  '"] {
        let named = "{type: string, description: A name}";
        let part = |name: &str| format!("{{type: object, properties: {{name: {name}}}}}");
        let blank = format!("{{description: {blank}}}");
        for pet in [
            format!("allOf: [{}, {}]", part(named), part(&blank)),
            format!(
                "properties: {{name: {{description: {blank}, allOf: [{named}]}}}}",
                blank = "' '"
            ),
        ] {
            let text = Snippet::read(&format!("Pet: {{{pet}}}")).pet();
            assert!(text.contains("/// A name"), "{pet}: {text}");
        }
    }
}

/// Limits that one part says without a type are heard beside lists and maps, and the format said
/// beside a reference is the one that is told.
#[test]
fn limits_of_a_part_without_a_type_beside_lists_and_maps() {
    let docs = |parts: [&str; 2]| {
        let parts = parts.map(|own| format!("{{type: object, properties: {{a: {own}}}}}"));
        let schemas = format!(
            "
        Pet: {{allOf: [{}]}}
        Day: {{type: string, format: date}}
        ",
            parts.join(", ")
        );
        let pet = Snippet::read(&schemas).pet();
        let lines = pet.lines().map(str::trim).skip_while(|line| *line != "pub struct Pet {");
        let lines = lines.skip(1).take_while(|line| *line != "}");
        lines.filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join(" ")
    };
    let list = "{type: array, items: {type: string}}";
    let map = "{type: object, additionalProperties: {type: string}}";
    let day = "{$ref: '#/components/schemas/Day'}";
    let parts = [
        (list, "{minItems: 3}"),
        (list, "{maxItems: 3}"),
        (list, "{uniqueItems: true}"),
        (map, "{maxProperties: 2}"),
        (map, "{minProperties: 2}"),
        ("{type: object}", "{maxProperties: 4}"),
        (day, "{format: date-time}"),
        (day, "{maxLength: 10}"),
    ];
    let told = parts.map(|(typed, limits)| {
        let told = docs([typed, limits]);
        assert_eq!(docs([limits, typed]), told, "{limits} {typed}");
        told
    });
    assert_eq!(
        told,
        [
            "/// At least 3 items. pub a: Option<Vec<String>>,",
            "/// At most 3 items. pub a: Option<Vec<String>>,",
            "/// No item twice. pub a: Option<Vec<String>>,",
            "/// At most 2 keys. pub a: Option<BTreeMap<String, String>>,",
            "/// At least 2 keys. pub a: Option<BTreeMap<String, String>>,",
            "/// At most 4 keys. pub a: Option<Map<String, Value>>,",
            "/// In the format `date-time`. pub a: Option<Day>,",
            "/// In the format `date`. At most 10 characters. pub a: Option<Day>,",
        ]
    );
}

#[test]
fn a_type_beside_an_all_of_holds_as_well() {
    assert_snapshot!(pet("
        Pet:
          type: object
          properties:
            age: {type: integer, allOf: [{$ref: '#/components/schemas/Amount'}]}
            name: {type: string, allOf: [{$ref: '#/components/schemas/Name'}]}
        Amount: {type: number}
        Name: {type: string, enum: [rex, tom]}
        "));
}

#[test]
fn a_union_beside_what_says_nothing_of_its_arms() {
    let tagged = |beside: &str| {
        Snippet::read(&format!("
        Pet: {{{beside}, oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]}}
        Cat: {{type: object, required: [kind], properties: {{kind: {{const: cat}}}}}}
        Dog: {{type: object, required: [kind], properties: {{kind: {{const: dog}}}}}}
        "))
        .file(&["types/pet.rs"])
    };
    let plain = tagged("description: A pet.");
    assert!(plain.contains("tagged_union!"), "{plain}");
    for beside in
        ["required: [kind]", "properties: {}", "type: object, required: [kind], properties: {}"]
    {
        assert_eq!(tagged(&format!("description: A pet., {beside}")), plain, "{beside}");
    }
}

/// Properties that are required beside a union are so in its inline arms.
#[test]
fn required_beside_inline_arms() {
    let arms = |union: &str| {
        let text = Snippet::read(&format!(
            "
        Pet: {{type: object, required: [a], {union}: [{{properties: {{a: {{type: string}}, b: {{type: integer}}}}}}, {{type: object, required: [a], properties: {{a: {{type: integer}}}}}}, {{$ref: '#/components/schemas/Named'}}]}}
        Named: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
        "
        ))
        .pet();
        let fields = text.lines().map(str::trim).filter(|line| line.starts_with("pub a:"));
        fields.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(arms("oneOf"), "pub a: String, pub a: i64,");
    assert_eq!(arms("anyOf"), "pub a: String, pub a: i64,");
}

#[test]
fn objects_that_can_hold_at_once_are_one() {
    assert_snapshot!(pet("
        Pet: {anyOf: [{$ref: '#/components/schemas/Aged'}, {$ref: '#/components/schemas/Named'}]}
        Aged: {type: object, required: [age], properties: {age: {type: integer}, nick: {type: string}, home: {type: object, properties: {a: {type: string}}}}}
        Named: {type: object, required: [name], properties: {name: {type: string}, nick: {type: string}, home: {type: object, properties: {b: {type: string}}}}}
        "));
}

#[test]
fn objects_that_cannot_hold_at_once_are_a_union() {
    let is_union = |aged: &str, named: &str| {
        let text = Snippet::read(&format!("
        Pet: {{anyOf: [{{$ref: '#/components/schemas/Aged'}}, {{$ref: '#/components/schemas/Named'}}]}}
        Aged: {{type: object, {aged}}}
        Named: {{type: object, {named}}}
        "))
        .not_of_record()
        .file(&["types/pet.rs"]);
        text.contains("pub enum Pet {")
    };
    let age = "properties: {age: {type: integer}}";
    assert!(!is_union(age, "properties: {name: {type: string}}"));
    assert!(!is_union(age, "properties: {age: {type: string}}"));
    assert!(is_union(age, "required: [age], properties: {age: {type: string}}"));
    assert!(is_union("required: [age], properties: {age: {type: string}}", age));
    assert!(is_union("properties: {a: {enum: [x, y]}}", "properties: {a: {enum: [z]}}"));
    assert!(!is_union("properties: {a: {enum: [x, y]}}", "properties: {a: {enum: [y, z]}}"));
    assert!(is_union(age, "required: [gone], properties: {gone: {const: true}}"));
    assert!(!is_union(age, "required: [gone], properties: {gone: {enum: [a, b]}}"));
    let closed = "additionalProperties: false, properties: {age: {type: integer}}";
    let named = "required: [name], properties: {name: {type: string}}";
    assert!(is_union(closed, named));
    assert!(is_union(named, closed));
    assert!(!is_union(closed, "properties: {name: {type: string}}"));
}

/// A property that no arm requires takes what any of them says of it; what only some of them say
/// is told in words.
#[test]
fn properties_of_several_types_in_objects_that_hold_at_once() {
    let pets = Snippet::both(
        "
        Pet:
          description: A pet.
          anyOf:
          - {$ref: '#/components/schemas/Aged'}
          - description: One by its name.
            properties:
              age: {type: string, description: As people say it.}
              name: {type: string, description: The full name., deprecated: true}
              tame: {type: boolean, description: Bites nobody., default: false, readOnly: true}
              home: {type: array, items: {type: string}}
              seen: {type: integer, default: 1}
        Aged:
          type: object
          description: One by its age.
          properties:
            age: {type: integer, description: In years., minimum: 1}
            name: {type: string, description: The short name.}
            tame: {type: boolean, description: Comes when called., default: true}
            home: {type: object, properties: {town: {type: string}}}
            seen: {type: integer, writeOnly: true}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// Of a property, all holds that the parts of one arm say of it.
#[test]
fn properties_of_arms_of_several_parts() {
    let pets = Snippet::both(
        "
        Pet:
          anyOf:
          - {properties: {name: {type: string}}}
          - allOf:
            - {$ref: '#/components/schemas/Aged'}
            - properties:
                age: {description: In years.}
                toes: {type: integer, maximum: 20}
                kind: {type: string}
                home: {properties: {tree: {type: string}}}
                born: {type: string}
        Aged:
          type: object
          properties:
            age: {type: integer, description: How old it is., default: 3, readOnly: true}
            toes: {type: integer, minimum: 2}
            kind: {type: string, enum: [cat, dog]}
            home: {type: object, properties: {town: {type: string}}}
            born: {type: integer}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

/// An arm that only requires what others declare is no object of its own.
#[test]
fn an_arm_that_only_requires() {
    let shape = |required: &str| {
        let pets = Snippet::both(&format!(
            "
        Pet:
          anyOf:
          - {{required: [{required}]}}
          - {{properties: {{name: {{type: string}}}}}}
          - {{properties: {{age: {{type: integer}}}}}}
        "
        ));
        fields(&pets)
    };
    let fields = ["pub name: Option<String>,", "pub age: Option<i64>,"];
    assert_eq!(shape("name"), fields);
    assert_eq!(shape("name, age"), fields);
    assert_ne!(shape("other"), fields);
}

/// An `anyOf` among the arms of another, or among the parts of an `allOf`, is no object of its own.
#[test]
fn any_ofs_within_others_are_one_object() {
    let pets = |pet: &str| {
        Snippet::both(&format!(
            "
        Pet: {pet}
        More: {{anyOf: [{{properties: {{c: {{type: string}}}}}}, {{$ref: '#/components/schemas/Again'}}]}}
        Again: {{type: object, anyOf: [{{properties: {{d: {{type: string}}}}}}, {{$ref: '#/components/schemas/More'}}]}}
        Named: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
        Kind: {{anyOf: [{{required: [kind], properties: {{kind: {{const: cat}}}}}}, {{required: [kind], properties: {{kind: {{const: dog}}}}}}]}}
        Told: {{anyOf: [{{properties: {{c: {{type: string}}}}}}, {{properties: {{d: {{type: string}}}}}}], discriminator: {{propertyName: c}}}}
        "
        ))
        .not_of_record()
    };
    let of = |pet: &str| fields(&pets(pet));
    let (arm_a, arm_b) = ("{properties: {a: {type: string}}}", "{properties: {b: {type: string}}}");
    let (named, more) =
        ("{$ref: '#/components/schemas/Named'}", "{$ref: '#/components/schemas/More'}");
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|it| format!("pub {it}: Option<String>,"));
    let [a, b, c, d] = [&a, &b, &c, &d].map(String::as_str);
    let name = "pub name: String,";
    assert_eq!(of(&format!("{{anyOf: [{arm_a}, {{anyOf: [{arm_b}, {more}]}}]}}")), [a, b, c, d]);
    assert_eq!(of(&format!("{{anyOf: [{more}, {arm_a}]}}")), [c, d, a]);
    assert_eq!(of(&format!("{{allOf: [{named}, {more}]}}")), [name, c, d]);
    assert_eq!(of(&format!("{{allOf: [{named}], anyOf: [{arm_a}, {more}]}}")), [name, a, c, d]);
    let parts = format!("{{allOf: [{{anyOf: [{arm_a}, {arm_b}]}}, {named}, {more}]}}");
    assert_eq!(of(&parts), [a, b, name, c, d]);
    assert_eq!(of(&format!("{{anyOf: [{more}, {{anyOf: [{arm_a}, {more}]}}]}}")), [c, d, a]);
    // What an arm says of a property that another part declares holds for that arm alone, and so
    // do limits of all properties.
    for arms in [
        "anyOf: [{properties: {name: {type: string, maxLength: 3}}}, {properties: {b: {type: string}}}]",
        &format!("anyOf: [{arm_a}, {arm_b}], minProperties: 3"),
    ] {
        let parts = format!("{{allOf: [{named}, {{{arms}}}]}}");
        assert!(pets(&parts).pet().contains("pub enum Pet {"), "{parts}");
    }
    let beside =
        format!("{{allOf: [{named}], anyOf: [{arm_b}, {{properties: {{name: {{enum: [a]}}}}}}]}}");
    assert!(pets(&beside).pet().contains("pub enum Pet {"));
    // Each of these excludes another one, or is told from it by the document.
    for arm in ["Kind", "Told"] {
        let arm = format!("{{$ref: '#/components/schemas/{arm}'}}");
        for pet in [format!("{{anyOf: [{arm_a}, {arm}]}}"), format!("{{allOf: [{named}, {arm}]}}")]
        {
            assert!(pets(&pet).pet().contains("pub enum Pet {"), "{pet}");
        }
    }
}

/// Of an `anyOf` within another schema, its words, its null and what it leaves to choose are those
/// of the whole.
#[test]
fn words_of_any_ofs_within_others() {
    let pets = Snippet::both(
        "
        Pet:
          description: A pet.
          allOf:
          - {$ref: '#/components/schemas/Named'}
          - anyOf:
            - {title: Small, required: [a], properties: {a: {type: string}}}
            - title: Others
              nullable: true
              anyOf:
              - {description: By b., required: [b], properties: {b: {type: string}}}
              - {description: By c., required: [c, d], properties: {c: {type: string}, d: {type: string}}}
          - anyOf: [{required: [e], properties: {e: {type: string}}}, {required: [f], properties: {f: {type: string}}}]
        Named: {type: object, properties: {name: {type: string}, inner: {anyOf: [{$ref: '#/components/schemas/Null'}, {properties: {a: {type: string}}}]}}}
        Null: {type: object, nullable: true, properties: {z: {type: string}}}
        ",
    );
    assert_snapshot!(pets.file(&["types/pet.rs", "types/named.rs"]));
    assert_eq!(pets.warnings(), "");
}

/// Inline objects beside texts and lists are one arm; those with names of their own stay apart.
#[test]
fn objects_among_other_arms() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            one:
              anyOf:
              - {type: string}
              - {title: By a, required: [a], properties: {a: {type: string}}}
              - {type: array, items: {type: string}}
              - {description: By b., required: [b], properties: {b: {type: integer}}}
            named: {anyOf: [{$ref: '#/components/schemas/Home'}, {properties: {b: {type: string}}}, {type: string}]}
            apart: {anyOf: [{properties: {k: {const: x}, x: {type: string}}}, {properties: {k: {const: y}}}, {type: string}]}
        Home: {type: object, properties: {town: {type: string}}}
        ",
    );
    let text = pets.pet();
    let is_shown = |item: &&str| {
        ["enum PetOne ", "enum PetNamed ", "enum PetApart ", "struct PetOneObject "]
            .iter()
            .any(|name| item.contains(name))
    };
    assert_snapshot!(text.split("\n\n").filter(is_shown).collect::<Vec<_>>().join("\n\n"));
    assert_eq!(pets.warnings(), "");
}

/// Objects stay arms beside an arm that is a union, and where a `oneOf` or a
/// discriminator stands beside the `anyOf`; so do those of an `anyOf` that says more.
#[test]
fn objects_that_stay_apart_among_other_arms() {
    let types = |union: &str| {
        let properties = format!("{{n: {{{union}}}}}");
        let pets = Snippet::both(&format!("Pet: {{type: object, properties: {properties}}}"));
        let text = pets.not_of_record().pet();
        let names = text.lines().filter_map(|line| {
            let line = line.trim().strip_suffix(" {")?;
            line.strip_prefix("pub struct PetN").or_else(|| line.strip_prefix("pub enum PetN"))
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let [a, b] = ["a", "b"].map(|name| format!("{{properties: {{{name}: {{type: string}}}}}}"));
    let arms = format!("{{type: string}}, {a}, {b}");
    assert_eq!(types(&format!("anyOf: [{arms}]")), ", Object");
    let list = "{type: array, items: {type: string}}";
    let required = "{required: [k], properties: {k: {type: string}}}";
    for (union, wanted) in [
        (format!("anyOf: [{arms}, {{oneOf: [{list}, {required}]}}]"), ", A, B, K"),
        (format!("anyOf: [{arms}], oneOf: [{{type: string}}, {required}]"), ", A, B"),
        (format!("anyOf: [{arms}], discriminator: {{propertyName: a}}"), ", A, B"),
    ] {
        assert_eq!(types(&union), wanted, "{union}");
    }
    for beside in ["required: [a]", &format!("oneOf: [{a}, {b}]")] {
        let union = format!("anyOf: [{{anyOf: [{a}, {b}], {beside}}}, {a}]");
        assert!(types(&union).starts_with(", "), "{union}: {}", types(&union));
    }
}

/// Further properties of one part of an arm are those of the arm.
#[test]
fn further_properties_of_one_part_of_an_arm() {
    let pets = Snippet::both(
        "
        Pet:
          anyOf:
          - allOf: [{type: object, properties: {a: {type: integer}}, additionalProperties: {type: integer}}, {properties: {b: {type: integer}}}]
          - {type: object, properties: {c: {type: integer}}, additionalProperties: {type: integer}}
        ",
    );
    let rest = "pub rest: BTreeMap<String, i64>,";
    assert!(fields(&pets).iter().any(|field| field == rest), "{}", pets.pet());
}

/// Objects inside of an arm that is a component are named after it, whatever else it is part of.
#[test]
fn names_of_what_is_inside_of_arms() {
    for pet in ["anyOf", "oneOf"].map(|key| {
        format!("{{{key}: [{{$ref: '#/components/schemas/Zed'}}, {{properties: {{home: {{required: [k], properties: {{k: {{type: string}}}}}}}}}}]}}")
    }) {
        let pets = Snippet::both(&format!(
            "
        Pet: {pet}
        Zed: {{type: object, properties: {{size: {{type: object, properties: {{w: {{type: string}}}}}}, home: {{required: [k], type: object, properties: {{k: {{type: integer}}}}}}}}}}
        "
        ));
        let zed = pets.file(&["types/zed.rs"]);
        assert!(zed.contains("pub size: Option<ZedSize>,"), "{zed}");
        assert!(zed.contains("pub home: Option<ZedHome>,"), "{zed}");
    }
}

/// A limit that one arm alone has of a property, and a default, are told once; what is reported of
/// such a property is at a place that the document has.
#[test]
fn limits_that_some_arms_have() {
    let pets = Snippet::both(
        "
        Pet:
          anyOf:
          - properties:
              a: {type: string, maxLength: 4, readOnly: true}
              b: {type: integer, maximum: 3, default: 1}
              c: {type: string, minLength: 1}
              d: {type: string, minLength: 1}
              e: {type: array, maxItems: 3, items: {type: string}}
          - properties:
              a: {type: string}
              b: {type: integer, default: 2}
              c: {type: string, maxLength: 5}
              d: {type: string, maxLength: 5}
              e: {type: array, items: {type: string}}
          - properties: {b: {type: integer}, d: {type: string}}
        ",
    )
    .not_of_record();
    let text = pets.pet();
    let body = text.split("pub struct Pet {").nth(1).unwrap().split("\n    }").next().unwrap();
    let docs: Vec<&str> =
        body.lines().filter_map(|line| line.trim().strip_prefix("/// ")).collect();
    let wanted = [
        "Set by the server alone in some cases.",
        "At most 4 characters in some cases.",
        "Default: `1` or `2`.",
        "At most 3 in some cases.",
        "Either at least 1 character, or at most 5 characters.",
        "At least 1 character, or at most 5 characters, in some cases.",
    ];
    assert_eq!(docs, wanted, "{text}");
    assert!(text.contains("/// A list. At most 3 items in some cases."), "{text}");
    let warnings = pets.warnings();
    let at = |line: &str| line.trim().strip_prefix("--> document ").map(str::to_owned);
    let places: Vec<String> = warnings.lines().filter_map(at).collect();
    assert_eq!(places, ["/components/schemas/Pet/anyOf/0/properties/e"], "{warnings}");
}

/// The title of a part is told unless its description, or the title of the whole, says it.
#[test]
fn titles_of_arms_and_of_parts() {
    for key in ["anyOf", "allOf"] {
        let pets = Snippet::read(&format!(
            "
        Pet:
          title: A pet
          {key}:
          - {{title: Small, description: A small one., properties: {{a: {{type: string}}}}}}
          - {{title: A Pet, properties: {{b: {{type: string}}}}}}
          - {{title: Tame, properties: {{c: {{type: string}}}}}}
        "
        ));
        let text = pets.pet();
        let docs = text.split("object! {").nth(1).unwrap().lines().map(str::trim);
        let docs: Vec<&str> = docs.take_while(|line| !line.starts_with('#')).collect();
        let wanted = ["", "/// A pet.", "///", "/// A small one.", "///", "/// Titled `Tame`."];
        assert_eq!(docs, wanted, "{key}: {text}");
    }
}

/// A scalar beside arms is what any of these makes of it.
#[test]
fn scalars_that_arms_say_more_of() {
    let pets = Snippet::both(
        "
        Pet:
          type: object
          properties:
            name: {type: [string, 'null'], description: The name.}
            kind: {type: string}
            age: {type: integer, default: 1}
            size: {type: string, enum: [s, m, l]}
          anyOf:
          - properties:
              name: {maxLength: 4, description: The short one., default: Rex, deprecated: true}
              kind: {maxLength: 9, description: By people.}
              age: {minimum: 2, readOnly: true}
              size: {type: string, description: As it is worn.}
          - properties:
              kind: {enum: [cat, dog]}
              age: {minimum: 2}
        ",
    );
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// Of a scalar of another type in an arm, the one beside the arms is no part.
#[test]
fn scalars_that_arms_say_otherwise() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          required: [n]
          properties: {n: {type: integer}}
          anyOf: [{properties: {n: {type: string}}}, {properties: {n: {type: string}, b: {type: string}}}]
        ",
    );
    assert!(pets.pet().contains("pub n: i64,"), "{}", pets.pet());
    assert!(pets.warnings().contains("warning[all-of-conflict]"), "{}", pets.warnings());
}

/// The `anyOf` of a part that is a component is one object with the other parts, directly or among
/// its own parts; that of a component further inside stays a union.
#[test]
fn any_ofs_in_parts_of_parts() {
    let fields = |part: &str| {
        let pets = Snippet::read(&format!(
            "
        Pet: {{allOf: [{{type: object, properties: {{c: {{type: string}}}}}}, {{$ref: '#/components/schemas/{part}'}}]}}
        Outer: {{allOf: [{{properties: {{g: {{type: string}}}}}}, {{$ref: '#/components/schemas/Inner'}}]}}
        Inner:
          allOf:
          - {{type: object, properties: {{d: {{type: string}}}}}}
          - {{$ref: '#/components/schemas/Arms'}}
          - {{anyOf: [{{properties: {{e: {{type: string}}}}}}, {{properties: {{f: {{type: string}}}}}}]}}
        Arms: {{anyOf: [{{properties: {{h: {{type: string}}}}}}, {{properties: {{i: {{type: string}}}}}}]}}
        "
        ));
        assert_eq!(pets.warnings(), "");
        let pet = pets.pet();
        assert_eq!(pet.matches("struct Pet {").count() + pet.matches("enum Pet {").count(), 1);
        let names =
            pet.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(':'));
        names.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(fields("Arms"), "c h i");
    assert_eq!(fields("Inner"), "c d h i e f");
    assert_eq!(fields("Outer"), "h c g d e f i c g d e f");
}

/// Any value beside arms is limited by them only where each of them limits it.
#[test]
fn any_values_that_arms_limit() {
    let pets = Snippet::read(
        "
        Pet:
          type: object
          properties: {text: {description: Any., default: 1}, object: {}, both: {}}
          anyOf:
          - {properties: {text: {type: string, description: A text.}, both: {type: string}}}
          - properties: {object: {type: object, properties: {a: {type: string}}}, both: {type: string}}
        ",
    );
    let warnings = pets.warnings();
    let told = "warning[left-out]: an arm of a union has no type: another one takes any value\n  \
                --> document /components/schemas/Pet/anyOf/0/properties/text\n";
    assert!(warnings.starts_with(told), "{warnings}");
    let pet = pets.pet();
    let lines = pet.lines().map(str::trim).skip_while(|line| *line != "pub struct Pet {");
    let lines = lines.skip(1).take_while(|line| *line != "}");
    let fields: Vec<&str> = lines.filter(|line| !line.starts_with("#[")).collect();
    assert_eq!(
        fields,
        [
            "/// Any.",
            "///",
            "/// A text.",
            "///",
            "/// Default: `1`.",
            "pub text: Option<Value>,",
            "pub both: Option<String>,",
            "pub object: Option<Value>,",
        ]
    );
}

/// The object that arms are together is told of by all that they say of themselves.
#[test]
fn marks_of_arms_that_are_one_object() {
    let pets = Snippet::both(
        "
        Pet:
          description: A pet.
          anyOf:
          - {$ref: '#/components/schemas/Aged'}
          - {$ref: '#/components/schemas/Aged', description: As before., deprecated: true}
          - title: One by its name
            default: {name: Rex}
            readOnly: true
            externalDocs: {url: 'https://a.test/names', description: Names}
            properties: {name: {type: string}}
          - {title: Tame, description: A tame one., properties: {tame: {type: boolean}}}
        Aged: {type: object, properties: {age: {type: integer}}}
        ",
    );
    let text = pets.pet();
    let end = text.find("#[derive").unwrap();
    assert_snapshot!(&text[text.find("object!").unwrap()..end]);
    assert_eq!(pets.warnings(), "");
}

/// A parent stands for each of its children, whose properties are no part of it.
#[test]
fn parents_stay_arms_of_an_any_of() {
    let text = Snippet::read(&format!("
        Pet: {{type: object, properties: {{one: {{anyOf: [{{$ref: '#/components/schemas/Animal'}}, {{$ref: '#/components/schemas/Named'}}]}}}}}}
        Named: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
        Animal: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind}}}}
        {}", FAMILY.replace("/Pet'", "/Animal'")));
    let text = text.pet();
    assert!(text.contains("Cat(Cat)") && text.contains("Named(Named)"), "{text}");
}

/// Nothing tells two maps apart; their values are told apart one by one.
#[test]
fn maps_among_the_arms_of_a_union() {
    let pets = Snippet::both("
        Pet:
          type: object
          properties:
            tags: {oneOf: [{$ref: '#/components/schemas/Texts'}, {type: object, additionalProperties: {type: integer}}]}
            more: {anyOf: [{type: string}, {type: object, additionalProperties: {$ref: '#/components/schemas/Aged'}}, {$ref: '#/components/schemas/Texts'}, {type: 'null'}]}
            same: {oneOf: [{$ref: '#/components/schemas/Texts'}, {$ref: '#/components/schemas/Texts'}]}
        Texts: {type: object, additionalProperties: {type: string}}
        Aged: {type: object, required: [age], properties: {age: {type: integer}}}
        ");
    assert_snapshot!(pets.pet());
    assert_eq!(pets.warnings(), "");
}

/// Maps are one by either keyword, whatever else is said of other properties; null in one of them
/// is null in all.
#[test]
fn maps_are_one_by_either_keyword() {
    let (texts, numbers) = (
        "{type: object, additionalProperties: {type: string}}",
        "{type: object, additionalProperties: {type: integer}}",
    );
    let field = |union: &str| {
        let pets = Snippet::both(&format!(
            "
        Pet: {{type: object, properties: {{n: {{{union}}}}}}}
        Nullable: {{type: [object, 'null'], additionalProperties: {{type: string}}}}
        "
        ));
        assert_eq!(pets.warnings(), "", "{union}");
        let pet = pets.pet();
        let (_, rest) = pet.split_once("pub n: ").unwrap_or_else(|| panic!("{pet}"));
        rest.split_once(",\n").unwrap().0.to_owned()
    };
    for key in ["oneOf", "anyOf"] {
        let map = "BTreeMap<String, PetNItem>";
        assert_eq!(field(&format!("{key}: [{texts}, {numbers}]")), format!("Option<{map}>"));
        let nullable = "{$ref: '#/components/schemas/Nullable'}";
        let either = format!("{key}: [{nullable}, {numbers}]");
        assert_eq!(field(&either), format!("Nullable<{map}>"));
        let among_others = format!("{key}: [{nullable}, {numbers}, {{type: string}}]");
        assert_eq!(field(&among_others), "Nullable<PetN>");
    }
    // One that declares a property is none.
    let declaring = numbers.replace("additional", "properties: {z: {type: string}}, additional");
    assert_eq!(field(&format!("anyOf: [{texts}, {declaring}]")), "Option<PetN>");
}

const FAMILY: &str = "
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}
        Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {pride: {type: string}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {tricks: {type: integer}}}]}
";

#[test]
fn children_that_a_parent_knows_by_its_discriminator() {
    assert_snapshot!(
        Snippet::both(&format!("
        Pet: {{type: object, required: [kind], discriminator: {{propertyName: kind}}, properties: {{kind: {{type: string}}, name: {{type: string}}}}}}
        {FAMILY}"))
        .file(&["types/pet.rs", "types/lion.rs"])
    );
}

#[test]
fn children_by_a_mapping() {
    assert_snapshot!(
        Snippet::read(&format!("
        Pet: {{type: object, required: [kind], discriminator: {{propertyName: kind, mapping: {{cat: '#/components/schemas/Cat', big: Lion, dog: Dog, pet: Pet}}}}, properties: {{kind: {{type: string}}, friends: {{type: array, items: {{$ref: '#/components/schemas/Pet'}}}}}}}}
        {FAMILY}"))
        .file(&["types/pet.rs"])
    );
}

/// A child that several values of the discriminator stand for is read by each of them, and keeps
/// the one that it was read by.
#[test]
fn a_child_by_several_spellings() {
    let mapping = "mapping: {dog: Dog, Dog: '#/components/schemas/Dog'}";
    let pets = Snippet::both(&format!(
        "
        Pet: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind, {mapping}}}}}
        Dog: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{type: object, properties: {{bark: {{type: string}}}}}}]}}
        "
    ))
    .not_of_record();
    let pet = pets.pet();
    assert!(pet.contains("Dog(Dog) = \"dog\" | \"Dog\","), "{pet}");
    let dog = pets.file(&["types/dog.rs"]);
    assert!(dog.contains("pub kind: String,"), "{dog}");
}

/// A base that is no abstract one stands beside its children in a union.
#[test]
fn a_parent_beside_its_child_in_a_union() {
    assert_snapshot!(
        Snippet::read("
        Pet: {type: object, properties: {star: {oneOf: [{$ref: '#/components/schemas/Animal'}, {$ref: '#/components/schemas/Dog'}]}, other: {$ref: '#/components/schemas/Animal'}}}
        Animal: {type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}, discriminator: {propertyName: kind, mapping: {Dog: '#/components/schemas/Dog'}}}
        Dog: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {tricks: {type: integer}}}]}
        ")
        .file(&["types/animal.rs", "types/pet.rs"])
    );
}

/// The union knows it by another text than the parent itself.
#[test]
fn a_parent_that_a_union_maps() {
    let text = Snippet::read("
        Pet: {oneOf: [{$ref: '#/components/schemas/Animal'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {any: Animal, Dog: Dog}}}
        Animal: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
        Dog: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {tricks: {type: integer}}}]}
        ");
    assert_eq!(text.warnings(), "");
    assert!(text.pet().contains("Any(AnimalAny) = \"any\""), "{}", text.pet());
}

const VEHICLES: &str = "
        Truck: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {load: {type: integer}}}]}
        Diesel: {allOf: [{$ref: '#/components/schemas/Car'}, {type: object, properties: {tank: {type: integer}}}]}
        Electric: {allOf: [{$ref: '#/components/schemas/Car'}, {type: object, properties: {range: {type: integer}}}]}
";

/// A child may tell its own children apart by another property, said in the schema or in a
/// part of it.
#[test]
fn children_of_a_child_by_another_property() {
    let read = |car: &str| {
        Snippet::read(&format!("
        Pet: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind}}}}
        Car: {car}
        {VEHICLES}"))
        .file(&["types/pet.rs", "types/car.rs"])
    };
    let said = "required: [fuel], type: object, properties: {fuel: {type: string}}, discriminator: {propertyName: fuel, mapping: {d: Diesel, e: Electric}}";
    let whole = read(&format!("{{allOf: [{{$ref: '#/components/schemas/Pet'}}], {said}}}"));
    let part = read(&format!("{{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{{said}}}]}}"));
    assert_eq!(whole, part);
    assert_snapshot!(whole);
}

/// A child with the same discriminator is one of the arms itself.
#[test]
fn children_of_a_child_by_the_same_property() {
    assert_snapshot!(
        Snippet::read(&format!("
        Pet: {{type: object, required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind, mapping: {{car: Car}}}}}}
        Car: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{type: object, properties: {{seats: {{type: integer}}}}}}], discriminator: {{propertyName: kind}}}}
        {VEHICLES}"))
        .file(&["types/pet.rs", "types/car.rs"])
    );
}

/// A child that lists values of its own goes by these, unless it is mapped or its name is one.
#[test]
fn children_with_constants_of_their_own() {
    let pets = |mapping: &str| {
        let child = |name: &str, property: &str| {
            format!(
                "{name}: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{type: object, properties: {{kind: {property}, id: {{type: string}}}}}}]}}"
            )
        };
        let [cat, dog, bird] = [
            child("Cat", "{const: cat}"),
            child("Dog", "{enum: [dog, wolf]}"),
            child("Bird", "{enum: [Bird, Owl]}"),
        ];
        let pets = Snippet::read(&format!(
            "
        Pet: {{type: object, required: [kind], properties: {{kind: {{type: string, enum: [cat, dog, wolf, Bird, Owl]}}}}, discriminator: {{propertyName: kind{mapping}}}}}
        {cat}
        {dog}
        {bird}"
        ));
        let text = pets.not_of_record().file(&["types/pet.rs"]);
        let arms = text.lines().map(str::trim).filter(|line| line.contains(") = "));
        arms.map(str::to_owned).collect::<Vec<String>>()
    };
    let own = ["Bird(Bird) = \"Bird\",", "Cat(Cat) = \"cat\",", "Dog(Dog) = \"dog\" | \"wolf\","];
    assert_eq!(pets(""), own);
    let mapped = pets(", mapping: {tom: Cat}");
    assert!(mapped.contains(&"Tom(Cat) = \"tom\",".to_owned()), "{mapped:?}");
}

#[test]
fn lists_without_a_value_in_common() {
    let pets = Snippet::read("
        Pet: {type: object, properties: {name: {allOf: [{$ref: '#/components/schemas/Name'}], enum: [c]}}}
        Name: {type: string, enum: [a, b]}
        ");
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

#[test]
fn definitions_inside_of_a_schema() {
    let pets = Snippet::read("
        Pet: {type: object, properties: {box: {$defs: {Size: {type: string, enum: [s, l]}}, type: object, properties: {size: {$ref: '#/$defs/Size'}}}}}
        ");
    assert_snapshot!(pets.pet());
    assert_snapshot!(pets.warnings());
}

/// Dynamic references lead to what those that refer to the schema say, each for
/// itself, also by way of others.
#[test]
fn dynamic_references_lead_to_what_is_said_around() {
    let pets = Snippet::read("
        Pet: {$defs: {item: {$dynamicAnchor: item, $ref: '#/components/schemas/Toy'}}, $ref: '#/components/schemas/Named'}
        Toys: {$defs: {item: {$dynamicAnchor: item, type: object, properties: {a: {type: integer}}}}, allOf: [{$ref: '#/components/schemas/Page'}, {type: object, properties: {toys: {type: boolean}}}]}
        Named: {allOf: [{$ref: '#/components/schemas/Page'}, {type: object, properties: {name: {type: string}}}]}
        Page: {type: object, $defs: {item: {$dynamicAnchor: item}}, properties: {total: {type: integer}, lists: {type: object, properties: {data: {type: array, items: {$dynamicRef: '#item'}}, toys: {$ref: '#/components/schemas/Toys'}}}}}
        Toy: {type: object, properties: {b: {type: integer}}}
        ");
    assert_snapshot!(pets.file(&["types/pet.rs", "types/toys.rs", "types/page.rs"]));
    assert_eq!(pets.warnings(), "");
}

/// The schema of a tree is that of its nodes, and so is one that says more than it.
#[test]
fn a_tree_that_says_more_than_another() {
    let pets = Snippet::read("
        Pet: {$dynamicAnchor: node, $ref: '#/components/schemas/Tree', properties: {name: {type: string}}}
        Tree: {$dynamicAnchor: node, type: object, properties: {data: {type: integer}, children: {type: array, items: {$dynamicRef: '#node'}}}}
        ");
    let text = pets.pet();
    assert!(
        text.contains("pub children: Option<Vec<Self>>")
            || text.contains("pub children: Option<Vec<Pet>>"),
        "{text}"
    );
    assert!(text.contains("pub name: Option<String>"), "{text}");
}

#[test]
fn text_is_as_it_is_written() {
    assert_snapshot!(pet("
        Pet:
          type: object
          description: 1.10
          properties:
            version: {type: string, enum: [1.10, 2.0, no, 012], default: 1.10}
            1.50: {type: string}
        "));
}

/// A ring of schemas, one of which is broken, is reported once, and does not
/// multiply.
#[test]
fn a_ring_of_unions_with_a_broken_part() {
    let pets = Snippet::read("
        Pet: {allOf: [{$ref: '#/components/schemas/New'}, {properties: {id: {oneOf: [{type: string}, 7]}}}], oneOf: [{$ref: '#/components/schemas/New'}, {$ref: '#/components/schemas/Old'}]}
        New: {oneOf: [{$ref: '#/components/schemas/Old'}, {$ref: '#/components/schemas/Pet'}, {properties: {n: {type: string}}}], properties: {a: {type: string}}}
        Old: {allOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/New'}], properties: {b: {type: string}}}
        ").not_of_record();
    let failure = pets.run().unwrap_err();
    let broken = failure.found.iter().filter(|found| found.rule == "shape").count();
    assert_eq!(broken, 1);
    assert!(failure.found.len() < 10, "{}", failure.found.len());
}

/// An `anyOf` among the parts of a component that is a part itself is one object, however often.
#[test]
fn parts_of_parts_of_parts() {
    let pets = |count: usize| {
        let part = |number: usize| {
            let arm = |arm: char| {
                format!("{{type: object, properties: {{{arm}{number}: {{type: string}}}}}}")
            };
            let next = match number + 1 < count {
                true => format!(", {{$ref: '#/components/schemas/Part{}'}}", number + 1),
                false => String::new(),
            };
            let name = if number == 0 { "Pet".to_owned() } else { format!("Part{number}") };
            format!("{name}: {{allOf: [{{anyOf: [{}, {}]}}{next}]}}\n", arm('a'), arm('b'))
        };
        Snippet::read(&(0..count).map(part).collect::<String>())
    };
    for count in [2, 3, 4, 8, 12] {
        let pets = pets(count);
        assert_eq!(pets.warnings(), "");
        let pet = pets.pet();
        assert!(pet.contains("pub struct Pet {"), "{pet}");
        for number in 0..count {
            assert!(pet.contains(&format!("pub a{number}: Option<String>")), "{pet}");
            assert!(pet.contains(&format!("pub b{number}: Option<String>")), "{pet}");
        }
    }
}

/// A parent is one of its children; a schema that does not include it is none of them, whatever
/// the mapping says.
#[test]
fn mappings_of_a_parent_to_others() {
    let pets = |gone: &str| {
        Snippet::read(&format!(
            "
        Pet: {{type: object, required: [type], properties: {{type: {{type: string}}}}, discriminator: {{propertyName: type, mapping: {{cat: '#/components/schemas/Cat', gone: '#/components/schemas/{gone}'}}}}}}
        Cat: {{allOf: [{{$ref: '#/components/schemas/Pet'}}, {{type: object, properties: {{at: {{type: string}}}}}}]}}
        Kitten: {{allOf: [{{$ref: '#/components/schemas/Cat'}}, {{type: object, properties: {{age: {{type: integer}}}}}}]}}
        Gone: {{type: object, required: [type], properties: {{type: {{type: string}}}}}}
        "
        ))
        .not_of_record()
    };
    let told = "warning[discriminator]: `gone` is mapped to what is no arm\n";
    let warnings = pets("Gone").warnings();
    assert!(warnings.starts_with(told), "{warnings}");
    for known in ["Cat", "Kitten", "Pet"] {
        let warnings = pets(known).warnings();
        assert!(!warnings.contains("what is no arm"), "{warnings}");
    }
}

/// A component that one side alone writes is that wherever it is referred to.
#[test]
fn components_that_only_one_side_writes() {
    let pets = |mark: &str| {
        Snippet::both(&format!(
            "
        Pet: {{type: object, required: [meta, name], properties: {{meta: {{$ref: '#/components/schemas/Meta'}}, links: {{allOf: [{{$ref: '#/components/schemas/Meta'}}]}}, name: {{type: string}}}}}}
        Meta: {{type: object, {mark}: true, properties: {{x: {{type: string}}}}}}
        "
        ))
    };
    let read = pets("readOnly");
    let (methods, call) = (read.file(&["pets/mod.rs"]), read.file(&["pets/send_pet.rs"]));
    assert!(methods.contains("pub fn send_pet<M>(&self, name: impl IntoValue<String, M>)"));
    assert!(!call.contains("pub fn links"), "{call}");
    let written = pets("writeOnly");
    assert!(written.file(&["pets/mod.rs"]).contains("meta: impl IntoValue<Meta"));
    assert!(written.file(&["pets/send_pet.rs"]).contains("pub fn links"));
}
