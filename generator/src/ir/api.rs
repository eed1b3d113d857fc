//! An API as a whole, and what its types lead to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Accessor, Answer, Conversion, Docs, EnumValue, Hook, Object, Operation, Payload, Scheme,
    Security, Service, Shape, TypeDef, TypeId, TypeRef, Untyped,
};
use crate::pointer::Pointer;

/// A whole API, or the selected part of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its servers and security schemes.
    pub service: Service,
    /// The descriptions of its groups, in Markdown.
    pub groups: BTreeMap<String, String>,
    /// Its types, components and inline ones, sorted by id.
    pub types: BTreeMap<TypeId, TypeDef>,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
    /// Methods for the text that is in values, by their types.
    pub accessors: BTreeMap<TypeId, Vec<Accessor>>,
    /// The schemes by which callers say who they are, by name.
    pub schemes: BTreeMap<String, Scheme>,
    /// The requests that the server makes of its own accord.
    pub webhooks: Vec<Hook>,
    /// The components that webhooks and callbacks bring, and that no type is
    /// generated of, by name.
    pub brought: BTreeMap<String, Payload>,
    /// The places where a type is any value, or an object of any properties.
    pub untyped: BTreeMap<Pointer, Untyped>,
    /// The types that are held apart, if some chain of types is so long that the
    /// compiler has to be led down it: those that others hold come first.
    pub led: Vec<TypeId>,
    /// The enums whose texts are among those of a union or an enum that the document makes of
    /// them, each with that.
    pub listed_in: BTreeSet<(TypeId, TypeId)>,
    /// The conversions of what callers have into what they send, by what they have.
    pub conversions: Vec<Conversion>,
}

impl Api {
    /// Tells whether some operation is not sent without a credential.
    pub fn needs_credential(&self) -> bool {
        let needs = |security: &Security| {
            !security.is_empty() && security.iter().all(|schemes| !schemes.is_empty())
        };
        let own = |operation: &Operation| match &operation.security {
            Some(security) => needs(security),
            None => needs(&self.service.security),
        };
        self.operations.iter().any(own)
    }

    /// Returns every use of a type.
    pub fn uses(&self) -> impl Iterator<Item = &TypeRef> {
        let in_types = self.types.values().flat_map(|def| def.shape.types());
        in_types.chain(self.operations.iter().flat_map(Operation::types))
    }

    /// Returns the types that use each type, each as often as it does.
    pub(crate) fn users(&self) -> HashMap<&TypeId, Vec<&TypeId>> {
        let mut users: HashMap<&TypeId, Vec<&TypeId>> = HashMap::new();
        for (id, def) in &self.types {
            for used in def.shape.types().filter_map(TypeRef::named) {
                users.entry(used).or_default().push(id);
            }
        }
        users
    }

    /// Returns the object that a use of a type leads to, through aliases.
    pub fn object(&self, ty: &TypeRef) -> Option<&Object> {
        match self.shape(ty)? {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Returns the shape that a use of a type leads to, through aliases.
    pub fn shape(&self, ty: &TypeRef) -> Option<&Shape> {
        match self.target(ty) {
            TypeRef::Named(id) => self.types.get(id).map(|def| &def.shape),
            _ => None,
        }
    }

    /// Resolves a use of a type through aliases.
    pub fn target<'a>(&'a self, ty: &'a TypeRef) -> &'a TypeRef {
        target(&self.types, ty)
    }

    /// Tells whether values of a type are written as one text.
    pub fn is_written_as_text(&self, ty: &TypeRef) -> bool {
        is_written_as_text(&self.types, ty)
    }

    /// Tells whether values of a type are files, or lists of them.
    pub fn is_file(&self, ty: &TypeRef) -> bool {
        *self.target(self.target(ty).innermost()) == TypeRef::File
    }

    /// Returns a use of a type without aliases, inside of it either.
    pub fn resolved(&self, ty: &TypeRef) -> TypeRef {
        let inside = |inner: &TypeRef| Box::new(self.resolved(inner));
        match self.target(ty) {
            TypeRef::List(items) => TypeRef::List(inside(items)),
            TypeRef::Map(values) => TypeRef::Map(inside(values)),
            TypeRef::Nullable(inner) => TypeRef::Nullable(inside(inner)),
            target => target.clone(),
        }
    }

    /// Returns the same API without what only people read, and without places.
    #[must_use]
    pub fn without_docs(mut self) -> Self {
        for def in self.types.values_mut() {
            strip(&mut def.origin, &mut def.docs);
            match &mut def.shape {
                Shape::Object(object) => {
                    for field in &mut object.fields {
                        strip(&mut field.origin, &mut field.docs);
                    }
                }
                Shape::Union(union) => {
                    for arm in &mut union.arms {
                        strip(&mut arm.origin, &mut arm.docs);
                    }
                }
                Shape::Events(events) => {
                    for event in &mut events.events {
                        strip(&mut event.origin, &mut event.docs);
                    }
                }
                Shape::Enum(values) => values.iter_mut().for_each(EnumValue::strip),
                Shape::IntegerEnum(values) => values.iter_mut().for_each(EnumValue::strip),
                Shape::Alias(_) | Shape::Accumulation(_) | Shape::Assembly(_) => {}
            }
        }
        for operation in &mut self.operations {
            strip(&mut operation.origin, &mut operation.docs);
            operation.parts.clear();
            operation.contract.strip();
            for parameter in &mut operation.parameters {
                strip(&mut parameter.origin, &mut parameter.docs);
            }
            if let Some(body) = &mut operation.body {
                strip(&mut body.origin, &mut body.docs);
            }
            for header in &mut operation.headers {
                strip(&mut header.origin, &mut header.docs);
            }
            operation.answer_docs = Docs::default();
            operation.errors.iter_mut().for_each(|error| error.docs = Docs::default());
            if let Answer::ByStatus(successes) = &mut operation.answer {
                for success in successes {
                    success.text.clear();
                    success.docs = Docs::default();
                }
            }
        }
        self.webhooks.iter_mut().for_each(Hook::strip);
        self.schemes.values_mut().for_each(|scheme| scheme.origin = Pointer::root());
        self.title.clear();
        self.groups.clear();
        self.service.about_servers.clear();
        self.service.schemes.iter_mut().for_each(|scheme| scheme.description = None);
        self.untyped.clear();
        self
    }
}

/// Takes away a place and what only people read.
fn strip(origin: &mut Pointer, docs: &mut Docs) {
    *origin = Pointer::root();
    docs.text.clear();
    docs.inner.clear();
    docs.positions.clear();
}

/// Tells whether values of a type, one of these or of none with a name, are written as one
/// text.
pub fn is_written_as_text(types: &BTreeMap<TypeId, TypeDef>, ty: &TypeRef) -> bool {
    match target(types, ty) {
        TypeRef::Named(id) => types.get(id).is_some_and(|def| def.shape.is_enum()),
        ty => ty.is_scalar(),
    }
}

/// Resolves a use of a type among these types, through aliases.
pub fn target<'a>(types: &'a BTreeMap<TypeId, TypeDef>, ty: &'a TypeRef) -> &'a TypeRef {
    let mut ty = ty;
    // Aliases are never circular: the build reports those.
    while let TypeRef::Named(id) = ty
        && let Some(TypeDef { shape: Shape::Alias(target), .. }) = types.get(id)
    {
        ty = target;
    }
    ty
}
