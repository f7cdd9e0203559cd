//! How much each n-gram speaks for each language: the table that `cargo xtask train langid` makes.
//!
//! The scores of a text's n-grams and words are added, language by language. What the
//! table does not hold speaks for none. The sources are named in `data/langid.NOTICE.md`.
//!
//! The file: the count of languages; of each its tag, the short name of its script and its usual score, a
//! line each; then records in the order of their keys: key (4 bytes, little-endian), how many languages
//! follow, and for each its number and its weight, a byte each.

use std::sync::OnceLock;

use super::ngrams;

/// What one step of a weight in the file means, in natural logarithms.
pub const STEP: f32 = 0.05;

/// A language of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<'t> {
    /// Its tag.
    pub tag: &'t str,
    /// The short name of the script that it is written in (ISO 15924).
    pub script: &'t str,
    /// What texts in it usually score for each letter.
    pub usual: f32,
}

/// How much the n-grams of a text speak for a language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score<'t> {
    /// The language.
    pub candidate: Candidate<'t>,
    /// The weights of all n-grams, added.
    pub weight: f32,
}

/// What one point of score is worth in a text of so many letters: differences grow with the letters read,
/// but n-grams overlap and texts keep to their subject, so that certainty grows more slowly.
pub fn sureness(letters: usize) -> f32 {
    0.4 / (letters.max(1) as f32).sqrt()
}

/// The scores of all languages that are written in a script.
pub fn scores(text: &str, script: &str) -> Vec<Score<'static>> {
    let table = table();
    // One for each number that a byte can hold: no bound is checked in the innermost loop.
    let mut sums = [0_u32; 256];
    ngrams::each_key(text, |key| {
        for posting in table.postings(key).chunks_exact(2) {
            sums[usize::from(posting[0])] += u32::from(posting[1]);
        }
    });
    let scores = table.candidates.iter().zip(sums);
    scores
        .filter(|(candidate, _)| candidate.script == script)
        .map(|(candidate, sum)| Score { candidate: *candidate, weight: sum as f32 * STEP })
        .collect()
}

/// The languages of the table.
pub fn candidates() -> &'static [Candidate<'static>] {
    &table().candidates
}

struct Table {
    candidates: Vec<Candidate<'static>>,
    /// A hash table with open addressing. The keys are here too: most n-grams of a text are not in the
    /// table, and to look at a record for each would cost more than all else.
    slots: Vec<Slot>,
    records: &'static [u8],
}

/// An n-gram's key, and where its record begins.
#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    record: u32,
}

/// No record begins here.
const EMPTY: Slot = Slot { key: 0, record: u32::MAX };

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| decode(include_bytes!("../../data/langid.bin")).expect("a test reads the table"))
}

impl Table {
    /// The languages and weights of an n-gram, two bytes each.
    fn postings(&self, key: u32) -> &'static [u8] {
        let slot = self.slots[self.slot(key)];
        if slot.record == EMPTY.record {
            return &[];
        }
        let record = &self.records[slot.record as usize..];
        &record[5..5 + 2 * usize::from(record[4])]
    }

    /// The slot of a key, or the empty one where it would be.
    fn slot(&self, key: u32) -> usize {
        let mut at = key as usize & (self.slots.len() - 1);
        while self.slots[at].record != EMPTY.record && self.slots[at].key != key {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }
}

fn decode(bytes: &'static [u8]) -> Option<Table> {
    let (count, mut records) = bytes.split_first()?;
    let mut candidates = Vec::new();
    for _ in 0..*count {
        let end = records.iter().position(|byte| *byte == b'\n')?;
        let mut fields = std::str::from_utf8(&records[..end]).ok()?.split(' ');
        let (tag, script, usual) = (fields.next()?, fields.next()?, fields.next()?.parse().ok()?);
        candidates.push(Candidate { tag, script, usual });
        records = &records[end + 1..];
    }
    let starts = starts(records)?;
    let slots = vec![EMPTY; (starts.len() * 2).next_power_of_two()];
    let mut table = Table { candidates, slots, records };
    for start in starts {
        let key = u32::from_le_bytes(records[start..start + 4].try_into().ok()?);
        let slot = table.slot(key);
        table.slots[slot] = Slot { key, record: start as u32 };
    }
    Some(table)
}

/// Where each record begins; `None` when the last is cut off.
fn starts(records: &[u8]) -> Option<Vec<usize>> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < records.len() {
        starts.push(at);
        at += 5 + 2 * usize::from(*records.get(at + 4)?);
    }
    (at == records.len()).then_some(starts)
}

/// The file of a table: its languages, and of each n-gram's key the languages by number and weight.
pub fn encode<'a>(candidates: &[Candidate], records: impl Iterator<Item = (u32, &'a [(u8, u8)])>) -> Vec<u8> {
    let mut bytes = vec![candidates.len() as u8];
    for Candidate { tag, script, usual } in candidates {
        bytes.extend(format!("{tag} {script} {usual:.2}\n").bytes());
    }
    for (key, postings) in records {
        bytes.extend(key.to_le_bytes());
        bytes.push(postings.len() as u8);
        bytes.extend(postings.iter().flat_map(|(language, weight)| [*language, *weight]));
    }
    bytes
}
