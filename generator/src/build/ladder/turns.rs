//! The choice of the arm that is tried next, as far as it is known.

/// The number of the arms left that one is told from, and of the properties by
/// which it is narrower.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    pub(super) settled: usize,
    pub(super) narrower: usize,
}

/// Whose turn it is.
pub(super) struct Turns {
    /// For each arm, how many of the first arms it is known to be apart from.
    pub(super) reached: Vec<usize>,
    /// The arm after those that it is known not to be apart from.
    pub(super) alike: Vec<Option<usize>>,
    taken: Vec<bool>,
    pub(super) scores: Option<Scores>,
}

impl Turns {
    pub(super) fn new(count: usize) -> Self {
        Self {
            reached: vec![0; count],
            alike: vec![None; count],
            taken: vec![false; count],
            scores: None,
        }
    }

    /// Returns the first arm that is left of which it is not known whether one is apart
    /// from it.
    pub(super) fn next_other(&mut self, arm: usize) -> Option<usize> {
        let reached = &mut self.reached[arm];
        while *reached == arm || self.taken.get(*reached) == Some(&true) {
            *reached += 1;
        }
        (*reached < self.taken.len()).then_some(*reached)
    }

    /// Takes an arm from those that are left.
    pub(super) fn take(&mut self, arm: usize, left: &[usize]) {
        self.taken[arm] = true;
        if let Some(scores) = &mut self.scores {
            left.iter().for_each(|other| scores.remove(*other, arm));
        }
    }
}

/// The scores of how well each arm is told from each other, and from all that are left.
pub(super) struct Scores {
    /// The scores of each pair of the arms that were left, by their places.
    pairs: Vec<Score>,
    /// For each arm, its place among those that were left.
    places: Vec<usize>,
    /// The number of these.
    count: usize,
    pub(super) sums: Vec<Score>,
}

impl Scores {
    /// Creates those of the arms that are left of all.
    pub(super) fn new(left: &[usize], all: usize) -> Self {
        let mut places = vec![0; all];
        for (place, arm) in left.iter().enumerate() {
            places[*arm] = place;
        }
        let count = left.len();
        let (pairs, sums) = (vec![Score::default(); count * count], vec![Score::default(); all]);
        Self { pairs, places, count, sums }
    }

    pub(super) fn add(&mut self, arm: usize, other: usize, score: Score) {
        let pair = self.pair(arm, other);
        self.pairs[pair] = score;
        let sum = &mut self.sums[arm];
        sum.settled += score.settled;
        sum.narrower += score.narrower;
    }

    pub(super) fn remove(&mut self, arm: usize, other: usize) {
        let score = self.pairs[self.pair(arm, other)];
        let sum = &mut self.sums[arm];
        sum.settled -= score.settled;
        sum.narrower -= score.narrower;
    }

    fn pair(&self, arm: usize, other: usize) -> usize {
        self.places[arm] * self.count + self.places[other]
    }
}
