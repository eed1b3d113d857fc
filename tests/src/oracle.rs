//! The value that a generated type writes again of one that it read, foretold
//! from the API and not from the type.

use openapi_loom_generator::ir::{
    Api, Arm, ArmKey, Constant, Events, Field, Is, JsonKind, Object, Presence, Shape, Test,
    TypeRef, Union, Usage, Width,
};
use serde_json::{Map, Value, json};

/// Foretells.
#[derive(Debug)]
pub struct Oracle<'a> {
    api: &'a Api,
    /// The differences of a value so far.
    pub counts: Counts,
}

/// The differences between a value that was written again and the one that was
/// read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Properties that the schema does not declare. They are kept in what callers
    /// read.
    pub undeclared: usize,
    /// Properties that client error correction supplied.
    pub corrected: usize,
    /// Nulls of optional properties that are only read, which are left out.
    pub nulls: usize,
}

/// The reason why a value cannot be read.
type Refused = String;

impl<'a> Oracle<'a> {
    /// Makes an oracle for the types of an API.
    pub fn new(api: &'a Api) -> Self {
        Self { api, counts: Counts::default() }
    }

    /// Foretells what a type writes again of a value.
    ///
    /// # Errors
    ///
    /// Fails if the value cannot be read.
    pub fn written(&mut self, ty: &TypeRef, sent: &Value) -> Result<Value, Refused> {
        let fits = match ty {
            TypeRef::String | TypeRef::File | TypeRef::Parsed(_) => sent.is_string(),
            TypeRef::Boolean => sent.is_boolean(),
            TypeRef::Integer(_) | TypeRef::UnixTime => is_of(JsonKind::Integer, sent),
            TypeRef::Number(_) => sent.is_number(),
            TypeRef::Any => true,
            TypeRef::FreeForm => sent.is_object(),
            TypeRef::Nullable(_) if sent.is_null() => true,
            TypeRef::Nullable(inner) => return self.written(inner, sent),
            TypeRef::List(items) => return self.list(items, sent),
            TypeRef::Map(values) => return self.map(values, sent),
            TypeRef::Named(id) => {
                let def = self.api.types.get(id).ok_or_else(|| format!("no type {id:?}"))?;
                return self.shape(&def.shape, def.usage, sent);
            }
        };
        if fits { Ok(sent.clone()) } else { Err(format!("{ty:?} cannot be {sent}")) }
    }

    fn list(&mut self, items: &TypeRef, sent: &Value) -> Result<Value, Refused> {
        let list = sent.as_array().ok_or_else(|| format!("no list: {sent}"))?;
        list.iter().map(|item| self.item(items, item)).collect()
    }

    fn map(&mut self, values: &TypeRef, sent: &Value) -> Result<Value, Refused> {
        let map = sent.as_object().ok_or_else(|| format!("no map: {sent}"))?;
        let entries = map.iter().map(|(key, value)| Ok((key.clone(), self.item(values, value)?)));
        entries.collect::<Result<Map<_, _>, Refused>>().map(Value::Object)
    }

    /// Foretells an item of a list or a map, where a null keeps its place: as
    /// NaN, which is written as null, or as the empty value.
    fn item(&mut self, ty: &TypeRef, sent: &Value) -> Result<Value, Refused> {
        match ty {
            TypeRef::Number(_) if sent.is_null() => Ok(Value::Null),
            ty if sent.is_null() => Ok(self.empty(ty)),
            ty => self.written(ty, sent),
        }
    }

    fn shape(&mut self, shape: &'a Shape, usage: Usage, sent: &Value) -> Result<Value, Refused> {
        match shape {
            Shape::Object(object) => self.object(object, usage, sent),
            Shape::Enum(_) => self.written(&TypeRef::String, sent),
            Shape::IntegerEnum(_) => self.written(&TypeRef::Integer(Width::I64), sent),
            Shape::Union(union) => self.union(union, sent),
            Shape::Events(events) => self.event(events, sent),
            Shape::Accumulation(_) | Shape::Assembly(_) => {
                Err("what events add up to is never sent".to_owned())
            }
            Shape::Alias(ty) => self.written(ty, sent),
        }
    }

    fn object(&mut self, object: &'a Object, usage: Usage, sent: &Value) -> Result<Value, Refused> {
        let sent = sent.as_object().ok_or_else(|| format!("no object: {sent}"))?;
        let mut written = Map::new();
        for field in &object.fields {
            if let Some(value) = self.field(field, usage, sent.get(&field.name))? {
                written.insert(field.name.clone(), value);
            }
        }
        let declared = |key: &str| object.fields.iter().any(|field| field.name == key);
        for (key, value) in sent.iter().filter(|(key, _)| !declared(key)) {
            match &object.rest {
                Some(rest) => _ = written.insert(key.clone(), self.item(rest, value)?),
                None => {
                    self.counts.undeclared += 1;
                    if usage.response {
                        written.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        Ok(Value::Object(written))
    }

    fn field(
        &mut self,
        field: &'a Field,
        usage: Usage,
        sent: Option<&Value>,
    ) -> Result<Option<Value>, Refused> {
        let value = match (field.presence, sent) {
            // A value that is only sent is never corrected, unless it is always
            // the same.
            (Presence::Required, None | Some(Value::Null))
                if !usage.response && !matches!(field.constant, Some(Constant::Text(_))) =>
            {
                return Err(format!("`{}` is required", field.name));
            }
            (Presence::Required, None | Some(Value::Null)) => {
                self.counts.corrected += 1;
                Some(self.empty_field(field))
            }
            (Presence::RequiredNullable, None) => {
                self.counts.corrected += 1;
                Some(Value::Null)
            }
            (Presence::RequiredNullable, Some(Value::Null)) => Some(Value::Null),
            (Presence::OptionalNullable, Some(Value::Null)) if usage.request => Some(Value::Null),
            (_, Some(Value::Null)) => {
                self.counts.nulls += 1;
                None
            }
            (_, None) => None,
            (_, Some(sent)) => Some(self.written(&field.ty, sent)?),
        };
        Ok(value)
    }

    fn union(&mut self, union: &'a Union, sent: &Value) -> Result<Value, Refused> {
        match arm(union, sent).map(|arm| &arm.payload) {
            Some(Some(payload)) => self.written(payload, sent),
            // Known without a payload, or kept as it is.
            Some(None) => Ok(sent.clone()),
            None if stays_open(union, sent) => Ok(sent.clone()),
            None => Err(format!("no arm takes {sent}")),
        }
    }

    fn event(&mut self, events: &'a Events, sent: &Value) -> Result<Value, Refused> {
        let known = events.events.iter().find(|event| sent["event"] == event.name);
        let Some(event) = known else { return Ok(sent.clone()) };
        let data = self.written(&event.data, &sent["data"])?;
        Ok(json!({"event": event.name, "data": data}))
    }

    fn empty_field(&self, field: &Field) -> Value {
        match &field.constant {
            Some(Constant::Text(text)) => json!(text),
            Some(Constant::Value(_)) | None => self.empty(&field.ty),
        }
    }

    fn empty(&self, ty: &TypeRef) -> Value {
        match ty {
            TypeRef::String | TypeRef::File | TypeRef::Parsed(_) => json!(""),
            TypeRef::Boolean => json!(false),
            TypeRef::Integer(_) | TypeRef::UnixTime | TypeRef::Number(_) => json!(0),
            TypeRef::Any | TypeRef::Nullable(_) => Value::Null,
            TypeRef::FreeForm | TypeRef::Map(_) => json!({}),
            TypeRef::List(_) => json!([]),
            TypeRef::Named(id) => self.empty_shape(&self.api.types[id].shape),
        }
    }

    fn empty_shape(&self, shape: &Shape) -> Value {
        match shape {
            Shape::Object(object) => {
                let required = object.fields.iter().filter(|field| field.presence.is_required());
                let empty = |field: &Field| match field.presence {
                    Presence::Required => self.empty_field(field),
                    _ => Value::Null,
                };
                required.map(|field| (field.name.clone(), empty(field))).collect()
            }
            Shape::Enum(_) => json!(""),
            Shape::IntegerEnum(_) => json!(0),
            Shape::Union(union) if default(union).is_some() => {
                let payload = default(union).and_then(|arm| arm.payload.as_ref());
                payload.map_or(Value::Null, |payload| self.empty(payload))
            }
            Shape::Union(union) if union.arms.iter().any(keeps_others) => Value::Null,
            Shape::Union(union) => {
                let first = union.arms.first().and_then(|arm| arm.payload.as_ref());
                first.map_or(Value::Null, |payload| self.empty(payload))
            }
            Shape::Events(_) | Shape::Accumulation(_) | Shape::Assembly(_) => Value::Null,
            Shape::Alias(ty) => self.empty(ty),
        }
    }
}

/// Returns the arm of a union that takes a value.
pub fn arm<'a>(union: &'a Union, value: &Value) -> Option<&'a Arm> {
    let tag = union.tag.as_ref().and_then(|tag| match value.get(tag)? {
        Value::String(text) => Some(text.clone()),
        tag @ (Value::Number(_) | Value::Bool(_)) => Some(tag.to_string()),
        _ => None,
    });
    let found = union.arms.iter().find(|arm| match &arm.key {
        ArmKey::Default(_) => false,
        ArmKey::Literal(text) => value == text,
        ArmKey::Tag(tags) => tag.as_ref().is_some_and(|tag| tags.contains(tag)),
        ArmKey::Kind(kind) => is_of(*kind, value),
        ArmKey::Rule(kind, sets) => {
            let mut sets = sets.iter().filter(|tests| !tests.is_empty());
            is_of(*kind, value) && sets.any(|tests| tests.iter().all(|test| holds(test, value)))
        }
    });
    let takes_rest = |arm: &&Arm| {
        let ArmKey::Rule(kind, _) = arm.key else { return false };
        is_of(kind, value) && arm.key.takes_all(kind)
    };
    let found = found.or_else(|| default(union).filter(|_| value.is_object()));
    found.or_else(|| union.arms.iter().find(takes_rest))
}

/// Returns the arm of a union that takes the objects which no tag tells apart.
fn default(union: &Union) -> Option<&Arm> {
    union.arms.iter().find(|arm| matches!(arm.key, ArmKey::Default(_)))
}

/// Tells whether a test holds for a value.
fn holds(test: &Test, value: &Value) -> bool {
    test.paths.iter().any(|path| {
        let step = |value: &Value, key: &String| match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?).cloned(),
            value => value.get(key).cloned(),
        };
        let found = path.iter().try_fold(value.clone(), |value, key| step(&value, key));
        test.is.iter().any(|is| match (is, &found) {
            (Is::Absent, None) | (Is::Present, Some(_)) | (Is::Null, Some(Value::Null)) => true,
            (Is::Value(wanted), Some(found)) => wanted == found,
            (Is::Kind(kind), Some(found)) => is_of(*kind, found),
            _ => false,
        })
    })
}

fn keeps_others(arm: &Arm) -> bool {
    matches!(arm.key, ArmKey::Literal(_) | ArmKey::Tag(_) | ArmKey::Rule(..))
}

/// Tells whether a union keeps a value of this kind that no arm takes.
fn stays_open(union: &Union, sent: &Value) -> bool {
    union.arms.iter().any(|arm| match arm.key {
        ArmKey::Literal(_) => sent.is_string(),
        ArmKey::Tag(_) => sent.is_object(),
        ArmKey::Rule(kind, _) => is_of(kind, sent),
        ArmKey::Kind(_) | ArmKey::Default(_) => false,
    })
}

fn is_of(kind: JsonKind, value: &Value) -> bool {
    match kind {
        JsonKind::String => value.is_string(),
        JsonKind::Boolean => value.is_boolean(),
        JsonKind::Integer => value.as_f64().is_some_and(|value| value.fract() == 0.0),
        JsonKind::Number => value.is_number(),
        JsonKind::List => value.is_array(),
        JsonKind::Object => value.is_object(),
    }
}

/// Tells whether two values are the same, numbers compared as such.
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| same(left, right)))
        }
        _ => left == right,
    }
}
