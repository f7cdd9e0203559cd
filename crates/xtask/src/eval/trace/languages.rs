//! Articles in twenty languages, written for this, whose quotations and attributions are all known
//! (`crates/annotate/tests/cases/articles`). Every third one is held: no rule was made by it until it had been
//! looked at once, and so are the fresh ones (`crates/annotate/tests/cases/fresh`), which came after. No rule is made by
//! the unseen ones (`crates/annotate/tests/cases/unseen`).

use std::{fs, ops::Range, path::Path};

use anyhow::Context;
use news::{Annotations, Article, Attribution, Informant, Language, Span};
use serde::Deserialize;

use super::spans::{Tally, overlap};

/// Letters that an ending may add to a name, or take from it, in scripts with capitals.
const ENDING: usize = 3;

#[derive(Deserialize)]
struct File {
    article: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    hard: String,
    text: String,
    #[serde(default)]
    quotations: Vec<Speech>,
    #[serde(default)]
    attributions: Vec<Statement>,
}

#[derive(Deserialize)]
struct Speech {
    speaker: String,
    cue: String,
    words: String,
    #[serde(default)]
    indirect: bool,
}

#[derive(Deserialize)]
struct Statement {
    name: String,
    kind: Informant,
}

/// What was found in some articles, and what was missed, in words.
#[derive(Default)]
struct Outcome {
    quotations: Tally,
    attributions: Tally,
    faults: Vec<String>,
}

/// The outcome of one language: by the articles that rules were made with, by those held, by fresh ones, by unseen ones.
struct Outcomes {
    tag: &'static str,
    tuned: Outcome,
    held: Outcome,
    fresh: Outcome,
    unseen: Outcome,
}

pub fn run() -> anyhow::Result<()> {
    println!("\nquotations and attributions by language");
    println!("  {:6} {:^46} {:^46}", "", "quotations P R, held, fresh, unseen", "attributions");
    let languages = measured()?;
    for one in &languages {
        print(one.tag, [&one.tuned, &one.held, &one.fresh, &one.unseen]);
    }
    let all = |half: fn(&Outcomes) -> &Outcome| {
        languages.iter().map(half).fold(Outcome::default(), |mut sum, one| {
            sum.add(one);
            sum
        })
    };
    let [tuned, held] = [all(|one| &one.tuned), all(|one| &one.held)];
    print("all", [&tuned, &held, &all(|one| &one.fresh), &all(|one| &one.unseen)]);
    Ok(())
}

fn print(tag: &str, groups: [&Outcome; 4]) {
    let figures = |tally: Tally| match tally.wanted {
        0 => " ".repeat(9),
        _ => format!("{:.2} {:.2}", tally.score().precision, tally.score().recall),
    };
    let row = |of: fn(&Outcome) -> Tally| groups.map(|group| figures(of(group))).join("  ");
    println!("  {tag:6} {:^46} {:^46}", row(|one| one.quotations), row(|one| one.attributions));
}

fn measured() -> anyhow::Result<Vec<Outcomes>> {
    annotate::languages().map(outcomes).collect()
}

/// The articles of a folder in a language; none where the language has no file there.
fn cases(folder: &str, tag: &str) -> anyhow::Result<Vec<Case>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../annotate/tests/cases");
    let path = cases.join(folder).join(format!("{tag}.toml"));
    if !path.exists() {
        return Ok(Vec::new());
    }
    let file = fs::read_to_string(&path).with_context(|| format!("cannot read the articles in {tag}"))?;
    let file: File = toml::from_str(&file).with_context(|| format!("{tag}: not articles as expected"))?;
    Ok(file.article)
}

fn outcomes(tag: &'static str) -> anyhow::Result<Outcomes> {
    let (mut tuned, mut held) = (Outcome::default(), Outcome::default());
    for (index, case) in cases("articles", tag)?.iter().enumerate() {
        let half = if index % 3 == 2 { &mut held } else { &mut tuned };
        half.add(&outcome(tag, case));
    }
    Ok(Outcomes { tag, tuned, held, fresh: of_folder("fresh", tag)?, unseen: of_folder("unseen", tag)? })
}

fn of_folder(folder: &str, tag: &'static str) -> anyhow::Result<Outcome> {
    let cases = cases(folder, tag)?;
    Ok(cases.iter().fold(Outcome::default(), |mut sum, case| {
        sum.add(&outcome(tag, case));
        sum
    }))
}

fn outcome(tag: &str, case: &Case) -> Outcome {
    let language = Language::parse(tag);
    let found = annotate::article(&Article { text: case.text.clone(), language, ..Article::default() });
    let mut outcome = Outcome::default();
    let mut speeches: Vec<&Speech> = case.quotations.iter().collect();
    outcome.quotations.wanted = speeches.len();
    outcome.add_direct(case, &found, &mut speeches);
    outcome.add_statements(case, &found, &mut speeches);
    for speech in speeches {
        outcome.faults.push(format!("missed the words of “{}”: {}", speech.speaker, speech.words));
    }
    for fault in &mut outcome.faults {
        *fault = format!("{tag}, {}: {fault}", case.hard);
    }
    outcome
}

impl Outcome {
    fn add(&mut self, other: &Self) {
        for (mine, theirs) in
            [(&mut self.quotations, other.quotations), (&mut self.attributions, other.attributions)]
        {
            mine.right += theirs.right;
            mine.claimed += theirs.claimed;
            mine.wanted += theirs.wanted;
        }
        self.faults.extend(other.faults.iter().cloned());
    }

    /// Compares the passages found with those wanted, and takes what was found from these.
    fn add_direct(&mut self, case: &Case, found: &Annotations, speeches: &mut Vec<&Speech>) {
        for quotation in &found.quotations {
            self.quotations.claimed += 1;
            let hit = speeches.iter().position(|speech| {
                !speech.indirect
                    && is_named(quotation.speaker.as_deref(), &speech.speaker)
                    && overlap(&range(quotation.span), &place(&case.text, &speech.words), 0.8)
            });
            if let Some(hit) = hit {
                self.quotations.right += 1;
                speeches.remove(hit);
            } else {
                self.faults.push(format!("wrong words of {:?}: {}", quotation.speaker, quotation.words));
            }
        }
    }

    /// Compares the attributions found with those wanted. One at the cue of a quotation says who speaks: it
    /// is the quotation when that is indirect, and counted with it when it is not.
    fn add_statements(&mut self, case: &Case, found: &Annotations, speeches: &mut Vec<&Speech>) {
        let mut wanted: Vec<&Statement> = case.attributions.iter().collect();
        self.attributions.wanted += wanted.len();
        for one in &found.attributions {
            let is_said = |statement: &&Statement| one.kind == statement.kind && names(one, &statement.name);
            if let Some(hit) = wanted.iter().position(&is_said) {
                wanted.remove(hit);
                self.attributions.right += 1;
                self.attributions.claimed += 1;
            } else if let Some(speech) = case.quotations.iter().find(|speech| is_at_cue(case, speech, one)) {
                self.add_indirect(case, one, speech, speeches);
            } else if !case.attributions.iter().any(|statement| is_said(&statement)) {
                self.attributions.claimed += 1;
                self.faults.push(format!("wrong attribution to {:?} {:?} “{}”", one.kind, one.name, one.cue));
            }
        }
        let missed = |statement: &&Statement| format!("missed {:?} “{}”", statement.kind, statement.name);
        self.faults.extend(wanted.iter().map(missed));
    }

    fn add_indirect(&mut self, case: &Case, one: &Attribution, speech: &Speech, speeches: &mut Vec<&Speech>) {
        let Some(at) = speeches.iter().position(|other| speech.indirect && std::ptr::eq(*other, speech))
        else {
            return;
        };
        self.quotations.claimed += 1;
        let holds = |content: Span| overlap(&range(content), &place(&case.text, &speech.words), 0.8);
        if names(one, &speech.speaker) && one.content.is_some_and(holds) {
            self.quotations.right += 1;
            speeches.remove(at);
        } else {
            let words = one.content.map(|content| content.of(&case.text));
            self.faults.push(format!("wrong indirect words of {:?}: {words:?}", one.name));
        }
    }
}

fn range(span: Span) -> Range<usize> {
    span.start..span.end
}

fn place(text: &str, words: &str) -> Range<usize> {
    let start = text.find(words).unwrap_or(0);
    start..start + words.len()
}

/// Whether an attribution rests on the cue of a quotation: that cue nearest to the words of the quotation, and
/// outside them.
fn is_at_cue(case: &Case, speech: &Speech, one: &Attribution) -> bool {
    let words = place(&case.text, &speech.words);
    let distance = |at: usize| words.start.abs_diff(at).min(words.end.abs_diff(at));
    let cues = case.text.match_indices(&speech.cue).map(|(at, _)| at).filter(|at| !words.contains(at));
    let at = cues.min_by_key(|at| distance(*at)).unwrap_or(0);
    let start = one.span.start + one.span.of(&case.text).find(&one.cue).unwrap_or(0);
    start < at + speech.cue.len() && at < start + one.cue.len()
}

fn names(attribution: &Attribution, wanted: &str) -> bool {
    attribution.known_as.as_deref() == Some(wanted) || is_named(attribution.name.as_deref(), wanted)
}

/// Whether a name is the one wanted, endings aside; nobody is the empty name.
fn is_named(found: Option<&str>, wanted: &str) -> bool {
    let Some(found) = found else { return wanted.is_empty() };
    let (found, wanted) = (text::words(found), text::words(wanted));
    let is_one = found.iter().zip(&wanted).all(|(one, other)| is_inflected(&one.folded, &other.folded));
    found.len() == wanted.len() && is_one
}

fn is_inflected(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longest = one.chars().count().max(other.chars().count());
    let has_case = one.chars().any(|c| c.to_uppercase().next() != Some(c));
    shared == longest || has_case && shared >= 3 && shared + ENDING >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What must not be lost: precision and recall of quotations and of attributions.
    const LEAST: [f64; 4] = [0.99, 0.99, 0.98, 0.95];

    /// Says what is wrong in the articles that are not held.
    #[test]
    fn all_languages_are_read() {
        let languages = measured().unwrap();
        let mut sum = Outcome::default();
        for one in &languages {
            println!("{}", one.tuned.faults.join("\n"));
            sum.add(&one.tuned);
            sum.add(&one.held);
        }
        let (quotations, attributions) = (sum.quotations.score(), sum.attributions.score());
        let found = [quotations.precision, quotations.recall, attributions.precision, attributions.recall];
        assert!(found.iter().zip(LEAST).all(|(found, least)| *found >= least), "{found:?}");
    }

    #[test]
    fn names_differ_in_endings_only() {
        for (found, wanted, expected) in [
            (Some("Крыловой"), "Крылова", true),
            (Some("Анна Крылова"), "Крылова", false),
            (Some("王小明"), "王小", false),
            (None, "", true),
            (Some("Anna"), "", false),
        ] {
            assert_eq!(is_named(found, wanted), expected, "{found:?} {wanted}");
        }
    }
}
