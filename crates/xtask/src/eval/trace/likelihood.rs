//! Whether what is said to be so likely is so often true: pairs of articles that folding holds against each
//! other, in the small world, in stories made by rule, and alone, where the truth is known.

use std::collections::BTreeMap;

use news::{ArticleId, Digest};
use provenance::likelihood::Shared;

use super::super::{
    fold::{LabelledPair, labelled_pairs, place_digests, world_pairs},
    planted,
};

/// Two articles of a story, and whether they are one text.
pub struct Judged {
    /// Where they are from.
    pub set: &'static str,
    /// What halves go by: the two articles of a text are in one half.
    pub name: String,
    /// What they were found to share.
    pub shared: Shared,
    pub is_one_text: bool,
}

/// Upper bounds of the classes of likelihood that are printed.
const CLASSES: [f32; 6] = [0.1, 0.3, 0.5, 0.8, 0.95, 1.01];

/// Prints the share of truth among pairs of about the same likelihood.
pub fn run() -> anyhow::Result<()> {
    let cases = cases()?;
    let likely: Vec<(&Judged, f32)> = cases.iter().map(|case| (case, case.shared.likelihood())).collect();
    print("how often pairs of so likely one text are one, by the weights that ship", &likely);
    Ok(())
}

/// Prints, by set and class of likelihood, the mean likelihood, the share of truth and the number of pairs.
pub fn print(title: &str, likely: &[(&Judged, f32)]) {
    println!("\n{title} (said, true, pairs)");
    let mut sets: BTreeMap<&str, Vec<(bool, f32)>> = BTreeMap::new();
    for (case, likelihood) in likely {
        sets.entry(case.set).or_default().push((case.is_one_text, *likelihood));
    }
    for (set, cases) in &sets {
        let classes = classes(cases);
        let shown = classes.iter().map(|class| {
            format!("{:.2} {:.2} {:5}", class.said / class.count.max(1.0), class.true_share(), class.count)
        });
        println!("  {set:12} {}", shown.collect::<Vec<_>>().join(" | "));
        let off: f64 = classes.iter().map(|class| (class.said - class.so).abs()).sum();
        println!("  {:12} off by {:.3} on average", "", off / cases.len().max(1) as f64);
    }
}

#[derive(Clone, Copy, Default)]
struct Class {
    count: f64,
    said: f64,
    so: f64,
}

impl Class {
    fn true_share(&self) -> f64 {
        self.so / self.count.max(1.0)
    }
}

fn classes(cases: &[(bool, f32)]) -> [Class; CLASSES.len()] {
    let mut classes = [Class::default(); CLASSES.len()];
    for (is_so, likelihood) in cases {
        let place = CLASSES.iter().position(|bound| likelihood < bound).expect("a likelihood is at most 1");
        classes[place].count += 1.0;
        classes[place].said += f64::from(*likelihood);
        classes[place].so += f64::from(u8::from(*is_so));
    }
    classes
}

/// All pairs whose truth is known, of the sets that are there.
pub fn cases() -> anyhow::Result<Vec<Judged>> {
    let mut cases = Vec::new();
    if let Some((digests, is_one_text)) = world_pairs()? {
        let digests: Vec<Digest> = digests.into_iter().map(annotated).collect();
        cases.extend(judged("world", "", &digests, |one, other| is_one_text(one, other).1));
    }
    for story in planted::stories()? {
        let (places, digests): (Vec<usize>, Vec<Digest>) = story.digests(|_| true).into_iter().unzip();
        let is_one_text = |one: usize, other: usize| story.root(places[one]) == story.root(places[other]);
        cases.extend(judged("planted", &story.name, &digests, is_one_text));
    }
    for (number, LabelledPair { digests, is_one_text, .. }) in labelled_pairs()?.into_iter().enumerate() {
        let digests: Vec<Digest> = digests.into_iter().map(annotated).collect();
        cases.extend(judged("alone", &number.to_string(), &digests, |_, _| is_one_text));
    }
    Ok(cases)
}

fn annotated(digest: Digest) -> Digest {
    Digest { annotations: annotate::article(&digest.article), ..digest }
}

/// Folds digests that are numbered in their order, and judges each pair that folding holds against each other.
fn judged(
    set: &'static str,
    name: &str,
    digests: &[Digest],
    is_one_text: impl Fn(usize, usize) -> bool,
) -> Vec<Judged> {
    let placements = place_digests(digests);
    let stories = planted::by_story(digests, &placements);
    let pairings = stories.values().flat_map(|members| provenance::pairings(members));
    let judged = pairings.map(|pairing| {
        let place = |id: ArticleId| id.0 as usize;
        Judged {
            set,
            name: if name.is_empty() { pairing.giver.to_string() } else { name.to_owned() },
            is_one_text: is_one_text(place(pairing.taker), place(pairing.giver)),
            shared: pairing.shared,
        }
    });
    judged.collect()
}
