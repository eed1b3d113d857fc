//! The tests that decide for an arm of a union do so on the vendor's own examples
//! of what the arm holds.

use openapi_loom_generator::ir::{Api, Shape, TypeRef, Union};
use serde_json::Value;
use workspace_tests::every_example::every_example;
use workspace_tests::oracle::arm;
use workspace_tests::vendor::Vendor;

/// Examples that say to be of another type than they are at: the vendor's
/// mistakes.
const MISTAKEN: [&str; 6] = [
    "2025-03-22: RealtimeServerEventConversationItemRetrieved of RealtimeServerEvent",
    "2025-03-22: ResponseCodeInterpreterCallInProgressEvent of ResponseStreamEvent",
    "2026-08-21: CreateEvalCompletionsRunDataSource of CreateEvalRunRequest.data_source",
    "2026-08-21: CreateEvalResponsesRunDataSource of CreateEvalRunRequest.data_source",
    "2026-08-21: CreateEvalCompletionsRunDataSource of EvalRun.data_source",
    "2026-08-21: CreateEvalResponsesRunDataSource of EvalRun.data_source",
];

/// Returns the examples of each type with a name.
fn examples(vendor: &Vendor, api: &Api) -> Vec<(TypeRef, Value)> {
    let found = every_example(&vendor.root(), api).found.into_iter();
    let named = found.filter(|found| matches!(api.target(&found.ty), TypeRef::Named(_)));
    named.map(|found| (api.target(&found.ty).clone(), found.value)).collect()
}

/// Tells whether an arm of a union holds values of an example's type.
fn holds(api: &Api, union: &Union, ty: &TypeRef) -> bool {
    let mut payloads = union.arms.iter().filter_map(|arm| arm.payload.as_ref());
    payloads.any(|payload| api.target(payload) == ty)
}

#[test]
fn the_examples_of_what_an_arm_holds_are_decided_for_it() {
    let (mut decided, mut wrong) = (0, Vec::new());
    let documents = Vendor::whole();
    for vendor in &documents {
        let api = vendor.api();
        let examples = examples(vendor, &api);
        for (id, def) in &api.types {
            let Shape::Union(union) = &def.shape else { continue };
            for (ty, value) in examples.iter().filter(|(ty, _)| holds(&api, union, ty)) {
                let found = arm(union, value).and_then(|arm| arm.payload.as_ref());
                decided += 1;
                if found.map(|payload| api.target(payload)) != Some(ty) {
                    let of = ty.named().map(|id| id.0.join(".")).unwrap_or_default();
                    wrong.push(format!("{}: {} of {}", vendor.date, of, id.0.join(".")));
                }
            }
        }
    }
    assert!(documents.is_empty() || wrong == MISTAKEN, "{wrong:#?}");
    assert!(documents.is_empty() || decided > 200, "{decided}");
}
