//! `cargo xtask train spelling`: learns how names of one script are spelled in another (`names::channel`), and how they sound
//! (`names::sound`), from lists of names that stand in both. The same lists give the same bytes.

mod pairs;
mod units;

use std::{fmt::Write, fs};

use anyhow::Context;
use names::{
    Writing,
    channel::{self, NOTHING},
    sound,
    writing::letters,
};
use text::skeleton;

use self::{pairs::Pair, units::Units};

pub fn run() -> anyhow::Result<()> {
    let (mut spelling, mut sounds) = (String::new(), String::new());
    for (left, right, pairs) in pairs::read_all()? {
        let title = format!("{} {}", left.code(), right.code());
        let spelled = words(&pairs, |name| letters(name, left), right);
        write_units(&mut spelling, &title, Units::learn(&spelled, &channel::STEPS).probable())?;
        if right != Writing::Latin {
            let heard = words(&pairs, |name| skeleton(name).chars().collect(), right);
            let units = Units::learn(&heard, &sound::STEPS).probable();
            let by_letters = units.into_iter().map(|(classes, letters, share)| (letters, classes, share));
            write_units(
                &mut sounds,
                right.code(),
                by_letters.filter(|unit| !unit.0.contains(NOTHING)).collect(),
            )?;
        }
    }
    save("spelling.txt", &spelling)?;
    save("sounds.txt", &sounds)
}

/// What is learned from: the Latin names as `left` makes them, and the others by their letters.
fn words(pairs: &[Pair], left: impl Fn(&str) -> Vec<char>, right: Writing) -> Vec<(Vec<char>, Vec<char>)> {
    pairs.iter().map(|Pair(one, other)| (left(one), letters(other, right))).collect()
}

fn write_units(file: &mut String, title: &str, mut units: Vec<(String, String, f64)>) -> anyhow::Result<()> {
    println!("{title}: {} units", units.len());
    Ok(write!(file, "\n# {title}\n{}", channel::write(&mut units))?)
}

fn save(name: &str, file: &str) -> anyhow::Result<()> {
    let path = crate::tidy::root().join("crates/names/data").join(name);
    println!("{name}: {} bytes", file.len());
    fs::write(&path, file).with_context(|| format!("cannot write {}", path.display()))
}
