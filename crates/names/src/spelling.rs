//! How one name is spelled in two scripts, from what `cargo xtask train spelling` learned (data/spelling.txt).

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    Word, Writing,
    channel::{Channel, Cut, Evidence, sections},
    writing::Spelled,
};

static CHANNELS: LazyLock<HashMap<(Writing, Writing), Channel>> =
    LazyLock::new(|| read(include_str!("../data/spelling.txt")));

/// What speaks for it that two words spell one name. Words of two scripts of which nobody learned how one is spelled
/// in the other are compared in Latin letters.
pub fn evidence(one: &Word, other: &Word) -> Evidence {
    let (left, right) = if one.writing <= other.writing { (one, other) } else { (other, one) };
    match CHANNELS.get(&(left.writing, right.writing)) {
        Some(channel) => best(channel, &left.spellings, &right.spellings),
        None => best(&CHANNELS[&(Writing::Latin, Writing::Latin)], &left.latin(), &right.latin()),
    }
}

fn best(channel: &Channel, left: &[Spelled], right: &[Spelled]) -> Evidence {
    let left: Vec<Cut> = left.iter().map(|word| channel.cut_left(word)).collect();
    let right: Vec<Cut> = right.iter().map(|word| channel.cut_right(word)).collect();
    let all = left.iter().flat_map(|one| right.iter().map(|other| channel.evidence(one, other)));
    all.max_by(|a, b| a.ratio.total_cmp(&b.ratio)).expect("every word has a spelling")
}

/// Each channel follows a line with the codes of its writings.
fn read(file: &str) -> HashMap<(Writing, Writing), Channel> {
    let known = sections(file).filter_map(|(title, lines)| {
        let (left, right) = title.split_once(' ')?;
        Some(((Writing::of_code(left)?, Writing::of_code(right)?), Channel::read(lines)))
    });
    known.collect()
}
