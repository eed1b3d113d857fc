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

    /// The first arm that is left of which it is not known whether one is apart
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
    pairs: Vec<Score>,
    pub(super) sums: Vec<Score>,
}

impl Scores {
    pub(super) fn new(count: usize) -> Self {
        Self { pairs: vec![Score::default(); count * count], sums: vec![Score::default(); count] }
    }

    pub(super) fn add(&mut self, arm: usize, other: usize, score: Score) {
        self.pairs[arm * self.sums.len() + other] = score;
        let sum = &mut self.sums[arm];
        sum.settled += score.settled;
        sum.narrower += score.narrower;
    }

    pub(super) fn remove(&mut self, arm: usize, other: usize) {
        let score = self.pairs[arm * self.sums.len() + other];
        let sum = &mut self.sums[arm];
        sum.settled -= score.settled;
        sum.narrower -= score.narrower;
    }
}
