//! Contenders measured side by side, and the table of it.

use std::time::Instant;

/// Something that does the same work as the others.
pub(crate) struct Contender<'a> {
    name: &'static str,
    run: Box<dyn FnMut() + 'a>,
    target: Option<f64>,
}

impl<'a> Contender<'a> {
    /// Makes one without a target: the first, with which the others are compared, or
    /// one that is only for comparison.
    pub(crate) fn new(name: &'static str, run: impl FnMut() + 'a) -> Self {
        Self { name, run: Box::new(run), target: None }
    }

    /// Returns one whose speed the first is to reach at least so many times.
    pub(crate) fn against(name: &'static str, target: f64, run: impl FnMut() + 'a) -> Self {
        Self { target: Some(target), ..Self::new(name, run) }
    }

    fn seconds(&mut self) -> f64 {
        let start = Instant::now();
        (self.run)();
        start.elapsed().as_secs_f64()
    }
}

/// Lets all run in turn, round after round, so that the machine's noise hits
/// all of them, and prints for each the median of its times and of the ratios
/// within the rounds: how many times as fast the first is. A round before the
/// first one is not counted.
pub(crate) fn compare(title: &str, rounds: usize, mut contenders: Vec<Contender<'_>>) {
    contenders.iter_mut().for_each(|contender| _ = contender.seconds());
    let rounds: Vec<Vec<f64>> =
        (0..rounds).map(|_| contenders.iter_mut().map(Contender::seconds).collect()).collect();
    println!("{title}, median of {} rounds", rounds.len());
    println!("{:24}{:>12}  {:>6}  {:>6}", "contender", "median", "ratio", "target");
    for (place, contender) in contenders.iter().enumerate() {
        let time = median(rounds.iter().map(|round| round[place]));
        let ratio = median(rounds.iter().map(|round| round[place] / round[0]));
        print!("{:24}{:>9.2} ms  {ratio:>6.2}", contender.name, time * 1e3);
        match contender.target {
            Some(target) if ratio < target => println!("  {target:>6.2}  missed"),
            Some(target) => println!("  {target:>6.2}"),
            None => println!(),
        }
    }
    println!();
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
