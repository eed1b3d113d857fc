//! One way to look at a schema, whether or not the typed model boxes it.

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use crate::pointer::Pointer;
use crate::select::PLACE;

/// A schema, or a reference to one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Node<'a> {
    Reference(&'a str),
    Item(&'a Schema),
}

/// A schema somewhere in the document.
#[derive(Clone, Debug)]
pub(super) struct Located<'a> {
    pub(super) node: Node<'a>,
    pub(super) at: Pointer,
}

impl<'a> Located<'a> {
    /// A schema at its natural place, unless it says that it was moved.
    pub(super) fn new(node: impl Into<Node<'a>>, at: Pointer) -> Self {
        let node = node.into();
        let moved =
            node.item().and_then(|schema| schema.schema_data.extensions.get(PLACE)?.as_str());
        Self { at: moved.map_or(at, Pointer::from_text), node }
    }

    /// The schemas of a list inside this one, such as the arms of its `oneOf`.
    pub(super) fn each(&self, key: &str, schemas: &'a [ReferenceOr<Schema>]) -> Vec<Self> {
        let at = self.at.child(key);
        schemas
            .iter()
            .enumerate()
            .map(|(index, schema)| Self::new(schema, at.child(index)))
            .collect()
    }
}

impl<'a> Node<'a> {
    /// The schema itself, unless this is a reference.
    pub(super) fn item(self) -> Option<&'a Schema> {
        match self {
            Self::Item(schema) => Some(schema),
            Self::Reference(_) => None,
        }
    }

    /// The component referred to, with or without annotations.
    pub(super) fn reference(self) -> Option<&'a str> {
        let reference = match self {
            Self::Reference(reference) => reference,
            Self::Item(schema) => match &schema.schema_kind {
                SchemaKind::AllOf { all_of } => match all_of.as_slice() {
                    [ReferenceOr::Reference { reference }] => reference,
                    _ => return None,
                },
                _ => return None,
            },
        };
        reference.strip_prefix("#/components/schemas/")
    }
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}
