//! The weights that make the best stories, by a random search round the best found so far: what is wanted
//! jumps where a pair joins or parts, so that there is no slope to follow (Rastrigin 1963; the width of the
//! jumps follows their success, Schumer and Steiglitz 1968).

use fold::Judgement;

/// The widest and the narrowest jump, as shares of a weight.
const WIDEST: f32 = 0.5;
const NARROWEST: f32 = 0.03;
/// How many weights are moved at once, at most.
const AT_ONCE: u64 = 4;
/// Where a piece of evidence stands when it is hard to decide: a prior gives way by as much as the weight adds there.
const USUAL: [(&str, f32, &[&str]); 13] = [
    ("within.words", -1.6, &["within.prior"]),
    ("within.anchors", -1.8, &["within.prior"]),
    ("within.sense", 0.5, &["within.prior"]),
    ("within.order", 1.0, &["within.prior"]),
    ("within.length", 4.0, &["within.prior"]),
    ("across.anchors", -2.2, &["across.prior"]),
    ("across.sense", 0.5, &["across.prior"]),
    ("across.order", 1.0, &["across.prior"]),
    ("across.length", 3.5, &["across.prior"]),
    ("across.text", 0.5, &["across.prior"]),
    ("crowd", -0.5, &["within.prior", "across.prior"]),
    ("best", 0.5, &["within.prior", "across.prior"]),
    ("theme", -1.0, &["within.prior", "across.prior"]),
];

/// The weights for which `worth` is greatest, from these on, but for the `kept`, of which the names are given or
/// how they begin.
pub fn best(start: Judgement, kept: &[&str], trials: usize, worth: impl Fn(&Judgement) -> f64) -> Judgement {
    let (mut best, mut most) = (start, worth(&start));
    let mut chance = Chance(1);
    let mut width = WIDEST;
    for trial in 0..trials {
        let tried = moved(best, kept, width, &mut chance);
        let found = worth(&tried);
        if found > most {
            (best, most) = (tried, found);
            width = (width * 1.3).min(WIDEST);
        } else {
            width = (width * 0.99).max(NARROWEST);
        }
        if trial % 250 == 0 {
            eprintln!("  {trial} tried: {most:.4}");
        }
    }
    best
}

fn moved(mut judgement: Judgement, kept: &[&str], width: f32, chance: &mut Chance) -> Judgement {
    let names: Vec<String> = judgement.fields().into_iter().map(|(name, _)| name).collect();
    for _ in 0..=chance.below(AT_ONCE) {
        let field = chance.below(names.len() as u64) as usize;
        let name = &names[field];
        if kept.iter().any(|group| name.starts_with(group)) {
            continue;
        }
        let mut fields = judgement.fields();
        let by = width * chance.normal() * fields[field].1.abs().max(0.5);
        *fields[field].1 += by;
        if let Some((_, place, priors)) = USUAL.iter().find(|(usual, ..)| usual == name) {
            for (_, prior) in fields.iter_mut().filter(|(name, _)| priors.contains(&name.as_str())) {
                **prior -= by * place;
            }
        }
    }
    judgement
}

/// Numbers without a pattern, the same each time (SplitMix64, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: u64) -> u64 {
        self.next() % count
    }

    /// Near a standard normal number: the sum of twelve even ones.
    fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.below(1 << 20) as f32 / (1 << 20) as f32).sum::<f32>() - 6.0
    }
}
