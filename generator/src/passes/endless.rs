//! Empty values that would never end: what a server left out reads as the empty value of its
//! type, and that of a type which requires itself would hold another one, and so on.

use std::collections::{HashMap, VecDeque};

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{Api, Arm, ArmKey, Field, Object, Presence, Shape, TypeId, TypeRef, Union};

/// Makes the empty value of each type end: a union whose first arm does not begins with another
/// one, and a property by which a type requires itself may be left out or null.
pub(super) fn end(api: &mut Api, report: &mut Report) {
    let Breaks { first, open } = EndSearch::new(api).run();
    let mut shapes: Vec<&mut Shape> = api.types.values_mut().map(|def| &mut def.shape).collect();
    for Member { ty, number } in first {
        if let Shape::Union(union) = &mut *shapes[ty] {
            union.arms[..=number].rotate_right(1);
        }
    }
    for Member { ty, number } in open {
        if let Shape::Object(object) = &mut *shapes[ty] {
            let field = &mut object.fields[number];
            field.presence = Presence::OptionalNullable;
            report.push(leads_back(field));
        }
    }
}

fn leads_back(field: &Field) -> Diagnostic {
    let message = format!(
        "the required property `{}` leads back to its own type by required properties alone, so \
         that no value would end; it may be left out or null",
        field.name
    );
    let warning = Diagnostic::warning("endless", &field.origin, message);
    warning.help("let it be null, or take it out of the list `required`")
}

/// A field of an object, or an arm of a union.
#[derive(Clone, Copy)]
struct Member {
    /// The number of the type.
    ty: usize,
    /// The number of the field or arm.
    number: usize,
}

/// A field or an arm that an empty value has, by its number, and the type that it is of if
/// that is one with a name.
type Need = (usize, Option<usize>);

/// The places that have to change.
#[derive(Default)]
struct Breaks {
    /// The arms that have to be the first of their unions.
    first: Vec<Member>,
    /// The fields that have to be open.
    open: Vec<Member>,
}

/// A search for the types whose empty values end, by number.
struct EndSearch {
    /// Of an object, what is all needed; of a union, what could be.
    needs: Vec<Vec<Need>>,
    is_union: Vec<bool>,
    /// The types that need a type.
    owners: Vec<Vec<usize>>,
    /// True if the empty value of a type ends.
    ends: Vec<bool>,
    /// The types that end and whose owners were not looked at since.
    ready: Vec<usize>,
    /// The unions of which an arm ends that is not the first.
    others: VecDeque<usize>,
    found: Breaks,
}

impl EndSearch {
    fn new(api: &Api) -> Self {
        let numbers: HashMap<&TypeId, usize> =
            api.types.keys().enumerate().map(|(number, id)| (id, number)).collect();
        let number = |ty: &TypeRef| match api.target(ty) {
            TypeRef::Named(id) => numbers.get(id).copied(),
            _ => None,
        };
        let shapes = || api.types.values().map(|def| &def.shape);
        let needs: Vec<Vec<Need>> = shapes()
            .map(|shape| match shape {
                Shape::Object(object) => in_object(object, number),
                Shape::Union(union) => in_union(union, number),
                _ => Vec::new(),
            })
            .collect();
        let mut owners = vec![Vec::new(); needs.len()];
        for (owner, needs) in needs.iter().enumerate() {
            needs.iter().filter_map(|(_, ty)| *ty).for_each(|ty| owners[ty].push(owner));
        }
        Self {
            is_union: shapes().map(|shape| matches!(shape, Shape::Union(_))).collect(),
            ends: vec![false; needs.len()],
            ready: Vec::new(),
            others: VecDeque::new(),
            found: Breaks::default(),
            owners,
            needs,
        }
    }

    fn run(mut self) -> Breaks {
        (0..self.needs.len()).for_each(|ty| self.look(ty));
        self.settle();
        for root in 0..self.needs.len() {
            self.follow(root);
        }
        self.found
    }

    /// Finds whether a type ends by what is known of what it needs.
    fn look(&mut self, ty: usize) {
        let needs = &self.needs[ty];
        let mut open = needs.iter().map(|need| self.is_open(need));
        match self.is_union[ty] {
            _ if self.ends[ty] => {}
            true if open.next().unwrap_or(false) => {
                if open.any(|is_open| !is_open) {
                    self.others.push_back(ty);
                }
            }
            false if open.any(|is_open| is_open) => {}
            _ => self.finish(ty),
        }
    }

    fn is_open(&self, (_, ty): &Need) -> bool {
        ty.is_some_and(|ty| !self.ends[ty])
    }

    fn finish(&mut self, ty: usize) {
        self.ends[ty] = true;
        self.ready.push(ty);
    }

    /// Finds all that ends by what is known. A union keeps its first arm if it can; the last one
    /// may come before others, since it takes what they leave.
    fn settle(&mut self) {
        loop {
            while let Some(ty) = self.ready.pop() {
                std::mem::take(&mut self.owners[ty]).into_iter().for_each(|owner| self.look(owner));
            }
            let Some(ty) = self.others.pop_front() else { return };
            let arm = self.needs[ty].iter().rfind(|need| !self.is_open(need));
            if let Some((number, _)) = arm.filter(|_| !self.ends[ty]) {
                self.found.first.push(Member { ty, number: *number });
                self.finish(ty);
            }
        }
    }

    /// Follows what does not end until a type is met again, and opens that circle, until all
    /// ends. The way is a list of its own, since it may be longer than the stack is deep.
    fn follow(&mut self, root: usize) {
        let mut way: IndexMap<usize, usize> = IndexMap::new();
        let mut ty = root;
        loop {
            let need = self.needs[ty].iter().find(|need| self.is_open(need));
            let Some((number, Some(target))) = need.filter(|_| !self.ends[ty]).copied() else {
                let Some((owner, _)) = way.pop() else { return };
                ty = owner;
                continue;
            };
            way.insert(ty, number);
            let Some(start) = way.get_index_of(&target) else {
                ty = target;
                continue;
            };
            let circle = way.iter().skip(start);
            self.open(circle.map(|(ty, number)| Member { ty: *ty, number: *number }).collect());
            if let Some(ended) = way.keys().position(|ty| self.ends[*ty]) {
                way.truncate(ended + 1);
            }
            ty = way.pop().map_or(root, |(ty, _)| ty);
        }
    }

    /// Opens a circle at its last property.
    fn open(&mut self, circle: Vec<Member>) {
        match circle.iter().rfind(|member| !self.is_union[member.ty]) {
            Some(member) => {
                self.found.open.push(*member);
                self.needs[member.ty].retain(|(number, _)| *number != member.number);
                self.look(member.ty);
            }
            // No value is of unions that are nothing but one another.
            None => circle.iter().for_each(|member| self.finish(member.ty)),
        }
        self.settle();
    }
}

/// Returns the properties that the empty value of an object has a value of.
fn in_object(object: &Object, number: impl Fn(&TypeRef) -> Option<usize>) -> Vec<Need> {
    let fields = object.fields.iter().enumerate();
    let required = fields.filter(|(_, field)| field.presence == Presence::Required);
    let needs = required.map(|(index, field)| (index, number(&field.ty)));
    needs.filter(|(_, ty)| ty.is_some()).collect()
}

/// Returns the arms of which one is the empty value of a union; none if that is a value of no arm.
fn in_union(union: &Union, number: impl Fn(&TypeRef) -> Option<usize>) -> Vec<Need> {
    let arms = union.arms.iter().enumerate();
    let need = |(index, arm): (usize, &Arm)| (index, arm.payload.as_ref().and_then(&number));
    if let Some(default) = arms.clone().find(|(_, arm)| matches!(arm.key, ArmKey::Default(_))) {
        return vec![need(default)];
    }
    if union.kept().is_empty() { arms.map(need).collect() } else { Vec::new() }
}
