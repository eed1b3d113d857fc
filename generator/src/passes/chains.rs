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

    /// Returns the types that are held apart, if there is a chain down which the compiler
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
            if !states.contains_key(&root) {
                self.open_from(root, circle_of, &mut states);
            }
        }
    }

    /// Goes from a type to those of its circle that are new. Types on the way are open, and what
    /// leads to these leads back.
    fn open_from(&mut self, root: usize, circle_of: &[usize], states: &mut HashMap<usize, bool>) {
        states.insert(root, true);
        // A list of its own, since types may be nested deeper than the stack is.
        let mut way = vec![(root, 0)];
        while let Some((ty, next)) = way.last_mut() {
            let (ty, edge) = (*ty, *next);
            *next += 1;
            let Some(target) = self.held[ty].get(edge) else {
                self.depths[ty] = self.limit(ty, 1, |_| true);
                self.order.push(ty);
                states.insert(ty, false);
                way.pop();
                continue;
            };
            let Some(target) = target.filter(|target| circle_of[*target] == circle_of[ty]) else {
                continue;
            };
            match states.get(&target) {
                Some(is_open) => self.cuts[ty][edge] = *is_open,
                None => {
                    states.insert(target, true);
                    way.push((target, 0));
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

/// Finds, for each type, the type that it is another name of, or of lists or maps of
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

/// Returns the types that lead to each other, each type with itself at least; those that
/// others lead to come first (Tarjan's algorithm).
fn circles(held: &[Vec<Option<usize>>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        numbers: vec![None; held.len()],
        lowest: vec![0; held.len()],
        is_pending: vec![false; held.len()],
        ..Search::default()
    };
    for root in 0..held.len() {
        if search.numbers[root].is_none() {
            search.enter(root);
        }
        while let Some((ty, next)) = search.way.last_mut() {
            let (ty, edge) = (*ty, *next);
            *next += 1;
            match held[ty].get(edge) {
                Some(target) => target.iter().for_each(|target| search.follow(ty, *target)),
                None => search.leave(ty),
            }
        }
    }
    search.circles
}

/// A search for circles in depth. It has a list of its own for the way to where it is, since
/// types may be nested deeper than the stack is.
#[derive(Default)]
struct Search {
    /// The number of each type, by when it was found.
    numbers: Vec<Option<usize>>,
    /// The lowest number of a type to which each leads.
    lowest: Vec<usize>,
    count: usize,
    /// The types whose circle is not complete.
    pending: Vec<usize>,
    is_pending: Vec<bool>,
    /// The types on the way, each with the number of its next edge.
    way: Vec<(usize, usize)>,
    circles: Vec<Vec<usize>>,
}

impl Search {
    fn enter(&mut self, ty: usize) {
        self.numbers[ty] = Some(self.count);
        self.lowest[ty] = self.count;
        self.is_pending[ty] = true;
        self.count += 1;
        self.pending.push(ty);
        self.way.push((ty, 0));
    }

    fn follow(&mut self, ty: usize, target: usize) {
        match self.numbers[target] {
            None => self.enter(target),
            Some(number) if self.is_pending[target] => {
                self.lowest[ty] = self.lowest[ty].min(number);
            }
            Some(_) => {}
        }
    }

    /// Goes back from a type; all that are pending since it was found are a circle if it leads
    /// to none before it.
    fn leave(&mut self, ty: usize) {
        self.way.pop();
        if let Some((owner, _)) = self.way.last() {
            self.lowest[*owner] = self.lowest[*owner].min(self.lowest[ty]);
        }
        if self.numbers[ty] == Some(self.lowest[ty]) {
            let start = self.pending.iter().rposition(|other| *other == ty).unwrap_or(0);
            let mut circle = self.pending.split_off(start);
            circle.iter().for_each(|ty| self.is_pending[*ty] = false);
            circle.sort_unstable();
            self.circles.push(circle);
        }
    }
}
