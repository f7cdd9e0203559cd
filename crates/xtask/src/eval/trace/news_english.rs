//! PolNeAR: 840 US news articles with every attribution marked, and the agency or outlet they come from.

use std::ops::Range;

use annotate::Models;
use news::{Annotations, Article, Informant, Span};
use serde::Deserialize;

use super::{
    super::sets,
    spans::{Tally, Text, overlap, print},
};

#[derive(Deserialize)]
pub struct Row {
    pub text: String,
    wire: Option<String>,
    credit: Option<String>,
    pub attributions: Vec<Gold>,
}

#[derive(Deserialize)]
pub struct Gold {
    pub source: Vec<[usize; 2]>,
    pub cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
    kind: String,
}

#[derive(Default)]
pub struct Tallies {
    quotations: Tally,
    /// The same, passages inside half-direct speech left out.
    outside_mixed: Tally,
    speakers: Tally,
    sources: Tally,
    contents: Tally,
    wires: Tally,
    credits: Tally,
}

pub fn run() -> anyhow::Result<()> {
    let Some(rows) = rows()? else { return Ok(()) };
    let mut tallies = Tallies::default();
    rows.iter().for_each(|row| tallies.add(row, Models::shipped()));
    println!("\nquotes_polnear_en, {} articles, as it ships", rows.len());
    tallies.print();
    Ok(())
}

/// The articles; `None` when the set is not there.
pub fn rows() -> anyhow::Result<Option<Vec<Row>>> {
    sets::find("quotes_polnear_en/dev/polnear.jsonl.gz").map(|path| sets::rows(&path)).transpose()
}

impl Tallies {
    /// Adds what is found in an article with some weights.
    pub fn add(&mut self, row: &Row, models: Models<'_>) {
        let article = Article { text: row.text.clone(), ..Article::default() };
        let found = annotate::article_by(&article, models);
        let text = Text::new(&row.text);
        self.add_quotations(row, &text, &found);
        self.add_attributions(row, &text, &found);
        self.add_origin(row, &found);
    }

    /// Prints a line for each measure.
    pub fn print(&self) {
        print("direct quotations (overlap .8)", self.quotations.score());
        print("direct quotations, half-direct ones left out", self.outside_mixed.score());
        println!(
            "  {:52} {:.3} of {}",
            "speaker right, given the span",
            self.speakers.score().recall,
            self.speakers.wanted
        );
        print("attributions: words of sources", self.sources.score());
        print("attributions: words of contents", self.contents.score());
        print("wire of an article", self.wires.score());
        let named = self.credits.score().recall;
        println!("  {:52} {named:.3} of {}", "wire or credited outlet named at all", self.credits.wanted);
    }

    fn add_quotations(&mut self, row: &Row, text: &Text<'_>, found: &Annotations) {
        let of_kind =
            |kind: &str| row.attributions.iter().filter(move |gold| gold.kind == kind).collect::<Vec<_>>();
        let direct: Vec<(Range<usize>, &Gold)> = of_kind("direct")
            .into_iter()
            .flat_map(|gold| inside_marks(&row.text, text, gold).into_iter().map(move |range| (range, gold)))
            .collect();
        let mixed: Vec<Range<usize>> = of_kind("mixed")
            .iter()
            .flat_map(|gold| gold.content.iter().map(|span| text.bytes(span)))
            .collect();
        let mut taken = vec![false; direct.len()];
        for quotation in &found.quotations {
            let span = quotation.span.start..quotation.span.end;
            let hit =
                direct.iter().position(|(range, _)| overlap(range, &span, 0.8)).filter(|hit| !taken[*hit]);
            let is_mixed = mixed.iter().any(|range| range.start <= span.start && span.end <= range.end);
            if !quotation.is_direct {
                continue;
            }
            self.quotations.claimed += 1;
            self.outside_mixed.claimed += usize::from(hit.is_some() || !is_mixed);
            let Some(hit) = hit else { continue };
            taken[hit] = true;
            self.quotations.right += 1;
            self.outside_mixed.right += 1;
            self.add_speaker(text, direct[hit].1, quotation.speaker_span);
        }
        self.quotations.wanted += direct.len();
        self.outside_mixed.wanted += direct.len();
    }

    fn add_speaker(&mut self, text: &Text<'_>, gold: &Gold, found: Option<Span>) {
        if gold.source.is_empty() {
            return;
        }
        let overlaps =
            |span: Span| gold.source.iter().any(|source| span.overlaps(&text.bytes(source).into()));
        self.speakers.wanted += 1;
        self.speakers.right += usize::from(found.is_some_and(overlaps));
    }

    fn add_attributions(&mut self, row: &Row, text: &Text<'_>, found: &Annotations) {
        let gold = |spans: fn(&Gold) -> &Vec<[usize; 2]>| {
            text.words_in(
                row.attributions.iter().flat_map(|gold| spans(gold).iter().map(|span| text.bytes(span))),
            )
        };
        let range = |span: Span| span.start..span.end;
        let named = found.attributions.iter().filter_map(|one| one.source).map(range);
        let speakers = found.quotations.iter().filter_map(|one| one.speaker_span).map(range);
        self.sources.add(&text.words_in(named.chain(speakers)), &gold(|gold| &gold.source));
        let said =
            found.attributions.iter().filter(|one| !one.is_credit).filter_map(|one| one.content).map(range);
        let quoted = found.quotations.iter().map(|one| range(one.span));
        self.contents.add(&text.words_in(said.chain(quoted)), &gold(|gold| &gold.content));
    }

    /// The agency that a credit names, and whether the outlet or agency that the article owes itself to is named at all.
    fn add_origin(&mut self, row: &Row, found: &Annotations) {
        let credited = found.attributions.iter().filter(|one| one.is_credit && one.kind == Informant::Agency);
        let wire = credited.into_iter().next().and_then(|one| one.known_as.clone());
        let gold = row.wire.as_deref().map(usual);
        self.wires.claimed += usize::from(wire.is_some());
        self.wires.wanted += usize::from(gold.is_some());
        self.wires.right += usize::from(gold.is_some() && wire == gold);
        if let Some(origin) =
            gold.or_else(|| row.credit.as_deref().map(|credit| usual(credit.trim_start_matches("h/t:"))))
        {
            let is_named = found
                .attributions
                .iter()
                .any(|one| one.known_as.as_deref().or(one.name.as_deref()) == Some(origin.as_str()));
            self.credits.wanted += 1;
            self.credits.right += usize::from(is_named);
        }
    }
}

/// The passages of a direct quotation without their quotation marks; pieces with no words between are one.
fn inside_marks(row: &str, text: &Text<'_>, gold: &Gold) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = gold.content.iter().map(|span| text.bytes(span)).collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces.dedup_by(|next, kept| {
        let is_one = !row.get(kept.end..next.start).unwrap_or("").contains(char::is_alphanumeric);
        if is_one {
            kept.end = next.end.max(kept.end);
        }
        is_one
    });
    pieces.into_iter().map(|piece| without_marks(row, piece)).collect()
}

fn without_marks(row: &str, piece: Range<usize>) -> Range<usize> {
    let words = row[piece].trim_matches(['“', '”', '"', '‘', '’', ' ']);
    let start = words.as_ptr() as usize - row.as_ptr() as usize;
    start..start + words.len()
}

/// The usual name of an outlet, as the annotations give it.
fn usual(name: &str) -> String {
    let credit = Article { credit: Some(name.trim().trim_end_matches('.').to_owned()), ..Article::default() };
    let found = annotate::article(&credit).attributions;
    found.first().and_then(|one| one.known_as.clone()).unwrap_or_else(|| name.trim().to_owned())
}
