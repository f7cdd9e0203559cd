//! How well the language of a text is told: by set and kind of text, and inside the groups of languages
//! that are easily taken for one another.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

use serde::Deserialize;

use super::sets;

mod gold;
mod varieties;

use gold::{compared, gold};

pub fn run() -> anyhow::Result<()> {
    for file in ["ntrex_news", "lingua75", "dslcc2015"] {
        let Some(path) = sets::find(&format!("langid/dev/{file}.jsonl.gz")) else { continue };
        let rows = sets::rows(&path)?;
        measure(file, &rows);
        match file {
            "ntrex_news" => {
                varieties::scripts_of_chinese(&rows);
                varieties::mixtures(&rows);
            }
            "dslcc2015" => varieties::fourteen(&rows),
            _ => {}
        }
        varieties::group(&rows, &["bs", "hr", "sr"]);
    }
    speed()
}

/// Texts of five sentences told apart in a second of one processor, other work on it aside.
fn speed() -> anyhow::Result<()> {
    let Some(path) = sets::find("langid/dev/ntrex_news.jsonl.gz") else { return Ok(()) };
    let rows: Vec<Row> = sets::rows(&path)?;
    let sentences: Vec<&str> = rows
        .iter()
        .filter(|row| row.kind.as_deref() == Some("sentence"))
        .map(|row| row.text.as_str())
        .collect();
    let texts: Vec<String> = sentences.chunks(5).map(|five| five.join(" ")).collect();
    // The first answer reads the table.
    annotate::language("Quelle", None);
    let (started, busy) = (Instant::now(), processor_time());
    for text in &texts {
        std::hint::black_box(annotate::language(text, None));
    }
    let (clock, count) = (started.elapsed().as_secs_f64(), texts.len() as f64);
    let processor = busy.zip(processor_time()).map_or(clock, |(before, after)| after - before);
    println!(
        "\nfive sentences: {:.0} texts a second of one processor, {:.0} by the clock",
        count / processor,
        count / clock
    );
    Ok(())
}

/// Seconds that this thread has had a processor; `None` where the system does not tell (`proc_pid_schedstat(5)`).
fn processor_time() -> Option<f64> {
    let nanoseconds = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(nanoseconds.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

#[derive(Deserialize)]
struct Row {
    text: String,
    lang: String,
    kind: Option<String>,
}

/// Answers of one kind of text, by language: right, all.
type Tally = BTreeMap<String, (usize, usize)>;

fn measure(file: &str, rows: &[Row]) {
    let mut kinds: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut wrong: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut answered: BTreeSet<String> = BTreeSet::new();
    let mut steps = [Step::default(); 10];
    let started = Instant::now();
    for row in rows {
        let Some(gold) = gold(&row.lang) else { continue };
        let guess = annotate::language(&row.text, None);
        let confidence = guess.as_ref().map_or(0.0, |guess| guess.confidence);
        let found = guess.map_or_else(String::new, |guess| compared(guess.language.tag()));
        let tally = kinds
            .entry(row.kind.as_deref().unwrap_or("excerpt"))
            .or_default()
            .entry(gold.clone())
            .or_default();
        tally.0 += usize::from(found == gold);
        tally.1 += 1;
        steps[((confidence * 10.0) as usize).min(9)].add(confidence, found == gold);
        answered.insert(found.clone());
        if found != gold {
            *wrong.entry((gold, found)).or_default() += 1;
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("\n{file}: {} texts, {:.0} a second", rows.len(), rows.len() as f64 / seconds);
    println!("  {:14} {:>9} {:>9} {:>22}", "kind", "languages", "macro", "of those it can answer");
    for (kind, tally) in &kinds {
        let (all, mean) = macro_average(tally, |_| true);
        let (known, known_mean) = macro_average(tally, |language| answered.contains(language));
        println!("  {kind:14} {all:9} {mean:9.3} {known:15} {known_mean:6.3}");
        println!("    worst: {}", worst(tally, &answered));
    }
    calibration(&steps);
    confusions(&wrong);
}

fn macro_average(tally: &Tally, counts: impl Fn(&str) -> bool) -> (usize, f64) {
    let shares: Vec<f64> = tally
        .iter()
        .filter(|(language, _)| counts(language))
        .map(|(_, (right, all))| *right as f64 / *all as f64)
        .collect();
    (shares.len(), shares.iter().sum::<f64>() / shares.len().max(1) as f64)
}

/// The languages that are told worst, of those it can answer.
fn worst(tally: &Tally, answered: &BTreeSet<String>) -> String {
    let share = |(right, all): &(usize, usize)| *right as f64 / *all as f64;
    let mut known: Vec<_> = tally.iter().filter(|(language, _)| answered.contains(*language)).collect();
    known.sort_by(|one, other| share(one.1).total_cmp(&share(other.1)));
    let listed: Vec<String> =
        known.iter().take(12).map(|(language, counts)| format!("{language} {:.2}", share(counts))).collect();
    listed.join(", ")
}

/// The answers whose confidence lies in one tenth.
#[derive(Clone, Copy, Default)]
struct Step {
    confidence: f32,
    right: usize,
    all: usize,
}

impl Step {
    fn add(&mut self, confidence: f32, is_right: bool) {
        self.confidence += confidence;
        self.right += usize::from(is_right);
        self.all += 1;
    }
}

/// What confidence is worth: beside its mean in each tenth, the share of answers that are right.
fn calibration(steps: &[Step]) {
    let shown: Vec<String> = steps
        .iter()
        .filter(|step| step.all > 0)
        .map(|step| {
            let all = step.all as f32;
            format!("{:.2}→{:.2} ({})", step.confidence / all, step.right as f32 / all, step.all)
        })
        .collect();
    println!("  confidence → right (answers): {}", shown.join(", "));
}

fn confusions(wrong: &BTreeMap<(String, String), usize>) {
    let mut most: Vec<_> = wrong.iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let listed: Vec<String> =
        most.iter().take(24).map(|((gold, found), count)| format!("{gold}→{found} {count}")).collect();
    println!("  most confused: {}", listed.join(", "));
}
