//! Names that are never alike, whatever the order of what they name.
//!
//! Each thing has a ladder of names: the one that reads best, then ones that say
//! more of how the document writes it, down to ones with a hash of that. Things
//! that would share a name go down together, but for the one whose own spelling
//! the name is. So a name depends on what it names and on what else would have
//! it, and never on which of them comes first.

use std::collections::{HashMap, HashSet};

/// A thing that has a ladder of names.
pub(crate) trait Ladder {
    /// The number of rungs of the ladder.
    const RUNGS: usize;

    /// Returns the name on a rung; none where it has no name to add. The first one is
    /// the name that reads best.
    fn rung(&self, rung: usize) -> Option<String>;

    /// Tells whether a name is the thing's own spelling.
    fn owns(&self, name: &str) -> bool;
}

/// Names, all of them different.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    /// The names, in the order of the things.
    pub(crate) names: Vec<String>,
    /// The things that do not have the name that reads best.
    pub(crate) displaced: Vec<Displaced>,
}

/// A thing that does not have the name that reads best.
#[derive(Debug)]
pub(crate) struct Displaced {
    /// The thing.
    pub(crate) thing: usize,
    /// The name that reads best.
    pub(crate) wanted: String,
    /// Another thing that has that name, or would have it; none where the name
    /// is taken by something else.
    pub(crate) rival: Option<usize>,
}

/// The things that claim a name.
struct Claim {
    first: usize,
    second: Option<usize>,
    owner: Option<usize>,
    owners: usize,
}

impl Claim {
    /// Returns the thing that gets it: the only one, or the only one of that
    /// spelling.
    fn winner(&self) -> Option<usize> {
        match self.second {
            None => Some(self.first),
            Some(_) => self.owner.filter(|_| self.owners == 1),
        }
    }
}

/// Names for things: never two alike, never one that is `taken`.
pub(crate) fn distinct<T: Ladder>(things: &[T], taken: impl Fn(&str) -> bool) -> Distinct {
    let first = claims(things, 0..things.len(), 0);
    let mut best: Vec<&str> = vec![""; things.len()];
    let mut names: Vec<Option<String>> = vec![None; things.len()];
    let mut used: HashSet<String> = HashSet::new();
    let mut left: Vec<usize> = (0..things.len()).collect();
    let of_thing = |thing: &usize| things[*thing].rung(0).unwrap_or_default();
    let wanted: Vec<String> = left.iter().map(of_thing).collect();
    best.iter_mut().zip(&wanted).for_each(|(best, wanted)| *best = wanted);
    for rung in 0..T::RUNGS {
        let below;
        let claims = match rung {
            0 => &first,
            rung => {
                below = claims(things, left.iter().copied(), rung);
                &below
            }
        };
        for (name, claim) in claims {
            let Some(winner) = claim.winner() else { continue };
            // A name that another thing wants first is not for one of which it
            // says less.
            let is_foreign = name != best[winner] && first.contains_key(name);
            if !is_foreign && !used.contains(name) && !taken(name) {
                names[winner] = Some(name.clone());
            }
        }
        left.retain(|thing| match &names[*thing] {
            Some(name) => !used.insert(name.clone()),
            None => true,
        });
        if left.is_empty() {
            break;
        }
    }
    // Nothing tells these apart but their order.
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for thing in left {
        let number = numbers.entry(best[thing]).or_insert(1);
        let name = loop {
            *number += 1;
            let name = format!("{}{number}", best[thing]);
            if !used.contains(&name) && !taken(&name) && !first.contains_key(&name) {
                break name;
            }
        };
        used.insert(name.clone());
        names[thing] = Some(name);
    }
    let names: Vec<String> = names.into_iter().flatten().collect();
    let displaced = names.iter().zip(wanted).enumerate().filter(|(_, (name, best))| *name != best);
    let displaced = displaced.map(|(thing, (_, wanted))| {
        let rivals = first.get(&wanted).into_iter().flat_map(|claim| {
            let has_it = claim.winner().filter(|winner| names[*winner] == wanted);
            [has_it, Some(claim.first), claim.second].into_iter().flatten()
        });
        let rival = rivals.into_iter().find(|rival| *rival != thing);
        Displaced { thing, wanted, rival }
    });
    Distinct { displaced: displaced.collect(), names }
}

/// Collects, for each name on a rung, the things that claim it.
fn claims<T: Ladder>(
    things: &[T],
    which: impl Iterator<Item = usize>,
    rung: usize,
) -> HashMap<String, Claim> {
    let mut claims: HashMap<String, Claim> = HashMap::new();
    for thing in which {
        let Some(name) = things[thing].rung(rung) else { continue };
        let owns = things[thing].owns(&name);
        let claim = claims.entry(name).or_insert(Claim {
            first: thing,
            second: None,
            owner: None,
            owners: 0,
        });
        if claim.first != thing {
            claim.second.get_or_insert(thing);
        }
        if owns {
            claim.owner = Some(thing);
            claim.owners += 1;
        }
    }
    claims
}
