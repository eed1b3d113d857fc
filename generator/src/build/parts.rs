//! Lists that are sent in parts, and the headers of parts.

use super::Builder;
use super::body::is_of_bytes;
use crate::diagnostic::Diagnostic;
use crate::ir::{Content, PartEncoding, Parts, TypeId, TypeRef};
use crate::media::{FORM_DATA, can_be_json};
use crate::schema::{Form, Type};
use crate::select::{self, MediaType};

/// The header of a part that says what it is for.
const DISPOSITION: &str = "content-disposition";

/// The header of a part that `contentType` stands for.
const CONTENT_TYPE: &str = "content-type";

impl<'a> Builder<'a> {
    /// Tells whether content is a list, each item of which is a part. Those of a
    /// form have to be told apart by headers of their own.
    pub(super) fn is_in_parts(&self, media: &'a MediaType) -> bool {
        let schema = media.schema.as_ref().map(|schema| self.follow(schema).form());
        let is_list = match &media.item_schema {
            Some(_) => schema.is_none(),
            None => schema == Some(Form::Type(Type::Array)),
        };
        let mut encodings = media.prefix_encoding.iter().chain(media.item_encoding.as_deref());
        let is_for_something = |encoding: &'a select::Encoding| {
            let fixed = encoding.headers.iter().filter(|header| self.fixed_value(header).is_some());
            fixed.into_iter().any(|header| header.name.eq_ignore_ascii_case(DISPOSITION))
        };
        let has_encodings = media.item_encoding.is_some() || !media.prefix_encoding.is_empty();
        let is_form = crate::media::essence(&media.content_type) == FORM_DATA;
        is_list && (!is_form || has_encodings && encodings.all(is_for_something))
    }

    /// Returns a body that is a list, each item of which is a part.
    pub(super) fn parts(&mut self, media: &'a MediaType, id: &TypeId) -> Content {
        let mut ty = match (&media.item_schema, &media.schema) {
            (Some(item), _) => {
                TypeRef::List(Box::new(self.type_of(item, &id.child("request").child("item"))))
            }
            (None, Some(schema)) => self.type_of(schema, &id.child("request")),
            (None, None) => TypeRef::List(Box::new(TypeRef::Any)),
        };
        self.take_files_in_parts(media, &mut ty);
        let is_file = self.is_file(&ty);
        let first = media.prefix_encoding.iter();
        let first = first.map(|part| self.part_encoding(part, is_file)).collect();
        let rest = media.item_encoding.as_deref();
        if let (Some(rest), TypeRef::List(item)) = (rest, &ty) {
            self.report_unwritten_item(rest, item);
        }
        let rest = rest.map(|part| self.part_encoding(part, is_file)).unwrap_or_default();
        Content::Parts(ty, Parts { first, rest })
    }

    /// Makes files of the parts of which the document says nothing but that their content is
    /// bytes.
    fn take_files_in_parts(&mut self, media: &MediaType, list: &mut TypeRef) {
        let mut encodings =
            media.prefix_encoding.iter().chain(media.item_encoding.as_deref()).peekable();
        let is_bytes = encodings.peek().is_some() && encodings.all(is_of_bytes);
        let TypeRef::List(item) = list else { return };
        if **item != TypeRef::Any {
            return;
        }
        if is_bytes {
            **item = TypeRef::File;
            self.untyped.retain(|at, _| !at.is_in(&media.at));
        } else if let Some(encoding) = media.item_encoding.as_deref().filter(|it| is_of_bytes(it)) {
            self.report.push_counted(without_files(encoding));
        }
    }

    /// Reports items that cannot be written as what they are to be.
    fn report_unwritten_item(&mut self, encoding: &select::Encoding, item: &TypeRef) {
        let kinds = encoding.content_type.as_deref().filter(|kinds| !can_be_json(kinds));
        if let Some(kinds) = kinds.filter(|_| self.is_whole(item)) {
            let what = format!("a list or an object that is {kinds}, in parts");
            self.unsupported(&encoding.at, &what, &encoding.at.child("contentType"));
        }
    }

    /// Reads the encoding of a part, which may be a file: its headers, as far as the document says
    /// their values. Others are for callers to give files, and else are left out; both are
    /// reported.
    pub(super) fn part_encoding(
        &mut self,
        encoding: &'a select::Encoding,
        is_file: bool,
    ) -> PartEncoding {
        let content_type = encoding.content_type.clone();
        let (mut headers, mut needed) = (Vec::new(), Vec::new());
        for header in &encoding.headers {
            match self.fixed_value(header) {
                _ if header.name.eq_ignore_ascii_case(CONTENT_TYPE) => {}
                Some(value) if !select::is_value(&value) => {
                    self.report.push_counted(left_out(header, "no header can have its value"));
                }
                Some(value) => headers.push((header.name.clone(), value)),
                None if is_file => {
                    self.report.push_counted(given_by_callers(header));
                    needed.extend(header.required.then(|| header.name.clone()));
                }
                None => {
                    let why = "only one that has a single value, by `const`, is sent";
                    self.report.push_counted(left_out(header, why));
                }
            }
        }
        PartEncoding { content_type, headers, needed }
    }

    /// Reports the headers of parts, where none are sent or read.
    pub(super) fn report_part_headers(&mut self, media: &MediaType) {
        let encodings = media.encoding.iter().chain(&media.prefix_encoding);
        let encodings = encodings.chain(media.item_encoding.as_deref());
        for header in encodings.flat_map(|encoding| &encoding.headers) {
            if !header.name.eq_ignore_ascii_case(CONTENT_TYPE) {
                self.report
                    .push_counted(left_out(header, "there are none here but those of content"));
            }
        }
    }

    /// Returns the value of a header, if it has but one.
    fn fixed_value(&self, header: &'a select::Header) -> Option<String> {
        match self.follow(header.schema.as_ref()?).values.as_deref()? {
            [only] => {
                Some(only.value.as_str().map_or_else(|| only.value.to_string(), str::to_owned))
            }
            _ => None,
        }
    }
}

/// Warns that the items of a list cannot be files, whose schema says nothing.
fn without_files(encoding: &select::Encoding) -> Diagnostic {
    let message = "items of bytes are any value here, and cannot be files: the first ones are none";
    let help = "write `items: {type: string, format: binary}`, if all others are files";
    Diagnostic::warning("left-out", &encoding.at, message).help(help)
}

/// Warns that a header of a file's part is sent only where a caller gives it.
fn given_by_callers(header: &select::Header) -> Diagnostic {
    let name = &header.name;
    let what = match header.required {
        true => "has to be given by callers, with",
        false => "is sent if callers give it, by",
    };
    let message = format!("the header `{name}` of a part {what} `File::with_header`");
    Diagnostic::warning("part-header", &header.at, message)
        .settled_without(&header.at, "It is not asked for.")
}

/// Warns that a header of a part is left out.
fn left_out(header: &select::Header, why: &str) -> Diagnostic {
    let message = format!("the header `{}` of a part is left out: {why}", header.name);
    Diagnostic::warning("left-out", &header.at, message)
        .settled_without(&header.at, "It is not sent.")
}
