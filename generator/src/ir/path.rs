//! Path templates.

/// Returns the names in braces of a path template.
pub(crate) fn template_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split('}').next())
}

/// Tells whether two path templates are the same up to the end of that parameter.
pub(crate) fn begin_alike(one: &str, other: &str, name: &str) -> bool {
    let parameter = format!("{{{name}}}");
    let begin = one.find(&parameter).map(|at| &one[..at + parameter.len()]);
    begin.is_some_and(|begin| other.starts_with(begin))
}

/// Returns a path template whatever its parameters are called.
pub(crate) fn shape_of_path(path: &str) -> String {
    let mut shape = String::new();
    for (index, part) in path.split('{').enumerate() {
        match part.split_once('}') {
            Some((_, rest)) if index > 0 => {
                shape.push_str("{}");
                shape.push_str(rest);
            }
            _ => shape.push_str(part),
        }
    }
    shape
}
