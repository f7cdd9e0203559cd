//! `cargo xtask train spelling`: learns how names of one script are spelled in another (`names::channel`), from
//! lists of names that stand in both. The same lists give the same bytes.

mod pairs;
mod units;

use std::{fmt::Write, fs};

use anyhow::Context;
use names::{channel, writing::letters};

use self::{pairs::Pair, units::Units};

pub fn run() -> anyhow::Result<()> {
    let mut file = String::new();
    for (left, right, pairs) in pairs::read_all()? {
        let spelled: Vec<_> =
            pairs.iter().map(|Pair(one, other)| (letters(one, left), letters(other, right))).collect();
        let mut units = Units::learn(&spelled).probable();
        println!("{} {}: {} pairs, {} units", left.code(), right.code(), pairs.len(), units.len());
        write!(file, "\n# {} {}\n{}", left.code(), right.code(), channel::write(&mut units))?;
    }
    let path = crate::tidy::root().join("crates/names/data/spelling.txt");
    println!("spelling.txt: {} bytes", file.len());
    fs::write(&path, file).with_context(|| format!("cannot write {}", path.display()))
}
