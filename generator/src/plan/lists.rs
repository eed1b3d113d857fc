//! Arms of a union that are lists, and what converts into their items.

use std::collections::BTreeSet;

use crate::ir::{self, Api, ArmKey, Hold, JsonKind, Shape, TypeRef};

/// The most arms that the runtime can tell apart.
const MOST: usize = 3;

/// All that an item of a list can be made of, numbers as one.
type Kinds = BTreeSet<JsonKind>;

/// Tells apart the arms into which lists of what their items are made of convert, by number
/// from 1; none of an arm for which that could mean another one before it.
pub(super) fn numbered(api: &Api, union: &ir::Union) -> Vec<Option<usize>> {
    let mut taken = Kinds::new();
    let mut count = 0;
    let mut number = |arm: &ir::Arm| {
        let TypeRef::List(items) = api.target(arm.payload.as_ref()?) else { return None };
        let kinds = kinds(api, items);
        if arm.hold != Hold::Direct || count == MOST || !taken.is_disjoint(&kinds) {
            return None;
        }
        taken.extend(kinds);
        count += 1;
        Some(count)
    };
    union.arms.iter().map(&mut number).collect()
}

/// Returns the kinds of values that convert into a type.
fn kinds(api: &Api, ty: &TypeRef) -> Kinds {
    match api.target(ty) {
        TypeRef::String | TypeRef::Parsed(_) | TypeRef::File => [JsonKind::String].into(),
        TypeRef::Boolean => [JsonKind::Boolean].into(),
        TypeRef::Integer(_) | TypeRef::Number(_) => [JsonKind::Number].into(),
        TypeRef::List(_) => [JsonKind::List].into(),
        TypeRef::FreeForm | TypeRef::Map(_) => [JsonKind::Object].into(),
        TypeRef::Named(_) => match api.shape(ty) {
            Some(Shape::Object(_)) => [JsonKind::Object].into(),
            Some(Shape::Enum(_)) => [JsonKind::String].into(),
            Some(Shape::IntegerEnum(_)) => [JsonKind::Number].into(),
            Some(Shape::Union(union)) => {
                union.arms.iter().map(|arm| of_arm(&arm.key)).chain(union.kept()).collect()
            }
            _ => all(),
        },
        TypeRef::Any | TypeRef::Nullable(_) | TypeRef::UnixTime => all(),
    }
}

const fn of_arm(key: &ArmKey) -> JsonKind {
    match key {
        ArmKey::Literal(_) => JsonKind::String,
        ArmKey::Tag(_) | ArmKey::Default(_) => JsonKind::Object,
        ArmKey::Kind(JsonKind::Integer) | ArmKey::Rule(JsonKind::Integer, _) => JsonKind::Number,
        ArmKey::Kind(kind) | ArmKey::Rule(kind, _) => *kind,
    }
}

fn all() -> Kinds {
    use JsonKind::{Boolean, List, Number, Object, String};
    [String, Boolean, Number, List, Object].into()
}
