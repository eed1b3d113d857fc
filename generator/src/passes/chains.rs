//! Long chains: whether a type can go to another thread, the compiler finds out
//! by looking at what it holds, and at what that holds, up to a limit that also
//! counts in the crates of callers. What is held apart ends that.

use std::collections::{HashMap, HashSet};

use crate::ir::{Api, Edge, Hold, Shape, TypeId};

/// The number of types that may hold one another. Each costs the compiler up to
/// eight levels of its 128, for a list or a map around it; the rest is for what
/// callers put around a call.
const LONGEST: usize = 12;

/// The length of a chain beyond which the compiler is led: each type costs its
/// stack some tens of kilobytes while it finds out what it has to compile, and it
/// has 8 MB.
const UNLED: usize = 100;

/// Holds values apart where the compiler would have to look further, in the
/// order of the types' names, so that it is always the same ones.
pub(super) fn cut(api: &mut Api) {
    let chains = Chains::new(api).cut();
    let led = chains.led();
    for (def, cuts) in api.types.values_mut().zip(chains.cuts) {
        let edges: Vec<Edge> = def.shape.edges().map(|(edge, _)| edge).collect();
        for (edge, _) in edges.into_iter().zip(cuts).filter(|(_, is_cut)| *is_cut) {
            def.shape.hold_mut(edge).into_iter().for_each(|hold| *hold = Hold::Apart);
        }
    }
    let ids: Vec<&TypeId> = api.types.keys().collect();
    api.led = led.into_iter().map(|ty| ids[ty].clone()).collect();
}

/// The types that each type holds, by number.
struct Chains {
    /// The target of each edge of a type, other names for types aside.
    held: Vec<Vec<Option<usize>>>,
    /// True if it is held apart.
    cuts: Vec<Vec<bool>>,
    /// The number of types, at most, that the compiler goes through from a type on.
    depths: Vec<usize>,
    /// The same without regard to what is held apart.
    lengths: Vec<usize>,
    /// The types, those that others hold first.
    order: Vec<usize>,
}

impl Chains {
    fn new(api: &Api) -> Self {
        let numbers: HashMap<&TypeId, usize> =
            api.types.keys().enumerate().map(|(number, id)| (id, number)).collect();
        let shapes: Vec<&Shape> = api.types.values().map(|def| &def.shape).collect();
        let leads = |shape: &Shape| -> Vec<Option<usize>> {
            shape.types().map(|ty| numbers.get(ty.named()?).copied()).collect()
        };
        let mut held: Vec<Vec<Option<usize>>> = shapes.iter().map(|shape| leads(shape)).collect();
        let ends = ends(&shapes, &held);
        for target in held.iter_mut().flatten().flatten() {
            *target = ends[*target];
        }
        let cuts = held.iter().map(|edges| vec![false; edges.len()]).collect();
        let zeros = vec![0; held.len()];
        Self { depths: zeros.clone(), lengths: zeros, order: Vec::new(), held, cuts }
    }

    /// Finds what is to be held apart.
    fn cut(mut self) -> Self {
        let circles = circles(&self.held);
        let mut circle_of = vec![0; self.held.len()];
        for (number, circle) in circles.iter().enumerate() {
            circle.iter().for_each(|ty| circle_of[*ty] = number);
        }
        for circle in &circles {
            if circle.len() <= LONGEST {
                self.leave(circle, &circle_of);
            } else {
                self.open(circle, &circle_of);
            }
            self.measure(circle);
        }
        self
    }

    /// Says how long the chains are that begin at types that all lead to each
    /// other.
    fn measure(&mut self, circle: &[usize]) {
        let targets = circle.iter().flat_map(|ty| self.held[*ty].iter().flatten());
        // The targets of the circle outside of it are measured already; it itself is not.
        let below = targets.map(|target| self.lengths[*target]).max().unwrap_or(0);
        circle.iter().for_each(|ty| self.lengths[*ty] = circle.len() + below);
    }

    /// The types that are held apart, if there is a chain down which the compiler
    /// has to be led.
    fn led(&self) -> Vec<usize> {
        if self.lengths.iter().all(|length| *length <= UNLED) {
            return Vec::new();
        }
        let edges = self.held.iter().flatten().zip(self.cuts.iter().flatten());
        let apart: HashSet<usize> =
            edges.filter(|(_, is_cut)| **is_cut).filter_map(|(target, _)| *target).collect();
        self.order.iter().copied().filter(|ty| apart.contains(ty)).collect()
    }

    /// Goes on from types that all lead to each other. The compiler may go
    /// through each of them before it leaves them.
    fn leave(&mut self, circle: &[usize], circle_of: &[usize]) {
        let mut depth = circle.len();
        for &ty in circle {
            let is_outside = |target: usize| circle_of[target] != circle_of[ty];
            depth = depth.max(self.limit(ty, circle.len(), is_outside));
        }
        circle.iter().for_each(|ty| self.depths[*ty] = depth);
        self.order.extend(circle);
    }

    /// Makes a tree of too many types that all lead to each other: what leads
    /// back is held apart.
    fn open(&mut self, circle: &[usize], circle_of: &[usize]) {
        let mut states: HashMap<usize, bool> = HashMap::with_capacity(circle.len());
        for &root in circle {
            if states.insert(root, true).is_some() {
                continue;
            }
            // A list of its own, since types may be nested deeper than the stack is.
            let mut way = vec![(root, 0)];
            while let Some((ty, next)) = way.last_mut() {
                let (ty, edge) = (*ty, *next);
                *next += 1;
                match self.held[ty].get(edge) {
                    Some(Some(target)) if circle_of[*target] == circle_of[ty] => {
                        match states.get(target) {
                            Some(is_open) => self.cuts[ty][edge] = *is_open,
                            None => {
                                states.insert(*target, true);
                                way.push((*target, 0));
                            }
                        }
                    }
                    Some(_) => {}
                    None => {
                        self.depths[ty] = self.limit(ty, 1, |_| true);
                        self.order.push(ty);
                        states.insert(ty, false);
                        way.pop();
                    }
                }
            }
        }
    }

    /// Holds apart what leads too far from a type that is itself so deep, of what
    /// leads to such types; and says how deep the type is then.
    fn limit(&mut self, ty: usize, own: usize, counts: impl Fn(usize) -> bool) -> usize {
        let mut depth = own;
        for (target, is_cut) in self.held[ty].iter().zip(&mut self.cuts[ty]) {
            let Some(target) = target.filter(|target| !*is_cut && counts(*target)) else {
                continue;
            };
            if own + self.depths[target] > LONGEST {
                *is_cut = true;
            } else {
                depth = depth.max(own + self.depths[target]);
            }
        }
        depth
    }
}

/// For each type, the type that it is another name of, or of lists or maps of
/// which; else itself. No name stands for itself any more.
fn ends(shapes: &[&Shape], held: &[Vec<Option<usize>>]) -> Vec<usize> {
    let mut ends: Vec<Option<usize>> = vec![None; shapes.len()];
    for start in 0..shapes.len() {
        let mut way = Vec::new();
        let mut ty = start;
        let end = loop {
            if let Some(end) = ends[ty] {
                break end;
            }
            way.push(ty);
            match (shapes[ty], held[ty].as_slice()) {
                (Shape::Alias(_), [Some(target)]) => ty = *target,
                _ => break ty,
            }
        };
        way.into_iter().for_each(|ty| ends[ty] = Some(end));
    }
    ends.into_iter().enumerate().map(|(ty, end)| end.unwrap_or(ty)).collect()
}

/// The types that lead to each other, each type with itself at least; those that
/// others lead to come first (Tarjan's algorithm).
fn circles(held: &[Vec<Option<usize>>]) -> Vec<Vec<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; held.len()];
    let mut lowest = vec![0; held.len()];
    let mut is_pending = vec![false; held.len()];
    let (mut count, mut pending, mut circles) = (0, Vec::new(), Vec::new());
    for root in 0..held.len() {
        let mut way: Vec<(usize, usize)> = Vec::new();
        let mut enter = found[root].is_none().then_some(root);
        loop {
            if let Some(ty) = enter.take() {
                found[ty] = Some(count);
                lowest[ty] = count;
                is_pending[ty] = true;
                count += 1;
                pending.push(ty);
                way.push((ty, 0));
            }
            let Some((ty, next)) = way.last_mut() else { break };
            let (ty, edge) = (*ty, *next);
            *next += 1;
            match held[ty].get(edge) {
                Some(Some(target)) => match found[*target] {
                    None => enter = Some(*target),
                    Some(number) if is_pending[*target] => lowest[ty] = lowest[ty].min(number),
                    Some(_) => {}
                },
                Some(None) => {}
                None => {
                    way.pop();
                    if let Some((owner, _)) = way.last() {
                        lowest[*owner] = lowest[*owner].min(lowest[ty]);
                    }
                    if found[ty] == Some(lowest[ty]) {
                        let start = pending.iter().rposition(|other| *other == ty).unwrap_or(0);
                        let mut circle = pending.split_off(start);
                        circle.iter().for_each(|ty| is_pending[*ty] = false);
                        circle.sort_unstable();
                        circles.push(circle);
                    }
                }
            }
        }
    }
    circles
}
