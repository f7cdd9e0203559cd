//! The plans by which stories are made from real articles.

use news::Relation;

use super::{
    edits,
    seeds::{Seeds, Text},
    story::{Clocks, Planted},
};

/// Stories of each plan.
const STORIES: usize = 25;
const AGENCIES: [&str; 3] = ["Associated Press", "Reuters", "AFP"];

type Plan = fn(&mut Planted, &Seeds, usize);

const PLANS: [(&str, Clocks, Plan); 12] = [
    ("chain of five copies", Clocks::Watched, chain),
    ("two originals, ten copies each", Clocks::Watched, two_originals),
    ("copies that credit", Clocks::Watched, credited),
    ("copies extended or cut", Clocks::Watched, extended),
    ("translations of an original", Clocks::Watched, translations),
    ("translations of a copy", Clocks::Watched, translations_of_a_copy),
    ("copies of a translation", Clocks::Watched, copies_of_a_translation),
    ("rewrites", Clocks::Watched, rewrites),
    ("an agency's text, here", Clocks::Watched, wire),
    ("an agency's text, not here", Clocks::Watched, absent_wire),
    ("copies, seen at no known time", Clocks::Told, star),
    ("copies, times equal or none", Clocks::Equal, star),
];

/// All stories.
pub fn stories(seeds: &Seeds) -> Vec<Planted> {
    let stories = PLANS.iter().enumerate().flat_map(|(kind, (plan, clocks, make))| {
        (0..STORIES).map(move |number| {
            let clocks = if *clocks == Clocks::Equal && number % 3 == 0 { Clocks::Undated } else { *clocks };
            let name = format!("{plan} {number}");
            let mut story = Planted::new(plan, name, clocks);
            make(&mut story, seeds, kind * STORIES + number);
            story
        })
    });
    stories.collect()
}

fn chain(story: &mut Planted, seeds: &Seeds, number: usize) {
    let mut last = story.original(single(seeds, number));
    for step in 0..5 {
        last = story.copy(last, single(seeds, number + step + 1));
        story.credit_parent(last, 3);
    }
}

fn two_originals(story: &mut Planted, seeds: &Seeds, number: usize) {
    let pair = &seeds.pairs[number % seeds.pairs.len()];
    let originals = [story.original(&pair[0]), story.original(&pair[1])];
    for copy in 0..20 {
        story.copy(originals[copy % 2], single(seeds, number + copy));
    }
}

fn credited(story: &mut Planted, seeds: &Seeds, number: usize) {
    let original = story.original(single(seeds, number));
    for copy in 0..6 {
        let copy = story.copy(original, single(seeds, number + copy + 1));
        story.credit_parent(copy, 1);
    }
}

fn extended(story: &mut Planted, seeds: &Seeds, number: usize) {
    let original = story.original(single(seeds, number));
    for copy in 0..6 {
        let mut text = story.pieces[original].text.clone();
        match copy % 3 {
            0 => edits::cut(&mut text),
            step => {
                for more in 0..step {
                    let background = single(seeds, number + copy + more + 1);
                    edits::extend(&mut text, background, &format!("{} {copy} {more}", story.name));
                }
            }
        }
        story.add(original, Relation::Copy, text);
    }
}

fn translations(story: &mut Planted, seeds: &Seeds, number: usize) {
    let family = translated(seeds, number);
    let original = story.original(&family[0]);
    for text in some(&family[1..], number) {
        story.add(original, Relation::Translation, text);
    }
}

fn translations_of_a_copy(story: &mut Planted, seeds: &Seeds, number: usize) {
    let family = translated(seeds, number);
    let original = story.original(&family[0]);
    let mut text = family[0].clone();
    edits::cut(&mut text);
    let copy = story.add(original, Relation::Copy, text);
    for mut text in some(&family[1..], number) {
        edits::cut(&mut text);
        story.add(copy, Relation::Translation, text);
    }
}

fn copies_of_a_translation(story: &mut Planted, seeds: &Seeds, number: usize) {
    let family = translated(seeds, number);
    let original = story.original(&family[0]);
    let translation = family[1 + number % (family.len() - 1)].clone();
    let translation = story.add(original, Relation::Translation, translation);
    for copy in 0..4 {
        story.copy(translation, single(seeds, number + copy));
    }
}

fn rewrites(story: &mut Planted, seeds: &Seeds, number: usize) {
    let family = &seeds.reworded[number % seeds.reworded.len()];
    let original = story.original(&family[0]);
    for text in &family[1..] {
        story.add(original, Relation::Rewrite, text.clone());
    }
}

fn wire(story: &mut Planted, seeds: &Seeds, number: usize) {
    let mut text = single(seeds, number).clone();
    text.publisher = AGENCIES[number % AGENCIES.len()].to_owned();
    let agency = story.original(&text);
    story.pieces[agency].is_agency = true;
    for copy in 0..8 {
        let copy = story.copy(agency, single(seeds, number + copy + 1));
        story.credit_parent(copy, 2);
    }
}

fn absent_wire(story: &mut Planted, seeds: &Seeds, number: usize) {
    wire(story, seeds, number);
    story.pieces[0].is_absent = true;
}

fn star(story: &mut Planted, seeds: &Seeds, number: usize) {
    let original = story.original(single(seeds, number));
    for copy in 0..5 {
        let copy = story.copy(original, single(seeds, number + copy + 1));
        story.credit_parent(copy, 4);
    }
}

fn single(seeds: &Seeds, number: usize) -> &Text {
    &seeds.singles[number % seeds.singles.len()]
}

fn translated(seeds: &Seeds, number: usize) -> &[Text] {
    &seeds.translated[number % seeds.translated.len()]
}

/// Four of a list, others for each number.
fn some(texts: &[Text], number: usize) -> Vec<Text> {
    let count = texts.len().min(4);
    (0..count).map(|step| texts[(number + step * texts.len() / count) % texts.len()].clone()).collect()
}
