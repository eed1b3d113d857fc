//! What documents say to people.

use serde_json::Value;

use super::{Comparison, Kind, Place};
use crate::ir::{Docs, TypeRef};

impl Comparison<'_> {
    /// The documentation of a place. Limits and default of a type are also
    /// those of the places that use it, and are not repeated there.
    pub(super) fn docs(
        &mut self,
        place: &Place,
        old: &Docs,
        new: &Docs,
        ty: Option<(&TypeRef, &TypeRef)>,
    ) {
        let Docs { text, limits, default, deprecated } = old;
        let inherited = ty.and_then(|(old, new)| self.inherited(old, new));
        let inherits = |same: &dyn Fn(&Docs, &Docs) -> bool| {
            inherited.as_ref().is_some_and(|(from, to)| same(from, to))
        };
        if text.trim() != new.text.trim() {
            self.push(place, Kind::Description).from([text.clone()]).to([new.text.clone()]);
        }
        if *limits != new.limits
            && !inherits(&|from, to| {
                change(&from.limits, &to.limits) == change(limits, &new.limits)
            })
        {
            self.push(place, Kind::Limits).from(limits.clone()).to(new.limits.clone());
        }
        if *default != new.default
            && !inherits(&|from, to| from.default == *default && to.default == new.default)
        {
            let words = |value: &Option<Value>| value.as_ref().map(Value::to_string);
            self.push(place, Kind::Default).from(words(default)).to(words(&new.default));
        }
        let was_inherited = inherits(&|from, to| from.deprecated != to.deprecated);
        match (*deprecated, new.deprecated) {
            (false, true) if !was_inherited => _ = self.push(place, Kind::Deprecated),
            (true, false) if !was_inherited => _ = self.push(place, Kind::NoLongerDeprecated),
            _ => {}
        }
    }

    /// The documentation of the types that two uses name, if those are the
    /// same type.
    fn inherited(&self, old: &TypeRef, new: &TypeRef) -> Option<(Docs, Docs)> {
        let (TypeRef::Named(before), TypeRef::Named(after)) = (old, new) else { return None };
        let (before, after) = (self.old.api.types.get(before)?, self.new.api.types.get(after)?);
        self.pairs.same(old, new).then(|| (before.docs.clone(), after.docs.clone()))
    }
}

/// What is only in one of two lists.
fn change<'a>(old: &'a [String], new: &'a [String]) -> (Vec<&'a String>, Vec<&'a String>) {
    let only = |one: &'a [String], other: &[String]| -> Vec<&'a String> {
        one.iter().filter(|item| !other.contains(item)).collect()
    };
    (only(old, new), only(new, old))
}
