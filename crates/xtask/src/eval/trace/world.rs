//! The world of outlets, with stories and derivations as the gold has them: what tracing adds to them.

use std::{
    collections::{BTreeMap, HashMap},
    time::Instant,
};

use jiff::Timestamp;
use news::{Article, ArticleId, Digest, Language, Placement, Relation, Standing, StoryId, Trace};
use provenance::Member;
use serde::Deserialize;

use super::super::sets;

#[derive(Deserialize)]
struct Row {
    id: String,
    outlet: String,
    lang: String,
    title: String,
    text: String,
    published: Timestamp,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    story: String,
    derived_from: Option<String>,
    kind: String,
    credited: Option<String>,
}

/// An article with its gold.
pub struct Piece {
    /// The article.
    pub digest: Digest,
    placement: Placement,
    credited: Option<String>,
}

/// The articles of the world by their true stories; `None` when it is not there.
pub fn stories() -> anyhow::Result<Option<BTreeMap<String, Vec<Piece>>>> {
    let (Some(articles), Some(gold)) =
        (sets::find("../world/dev/articles.jsonl.gz"), sets::find("../world/dev/gold.jsonl.gz"))
    else {
        return Ok(None);
    };
    let (rows, gold): (Vec<Row>, Vec<Gold>) = (sets::rows(&articles)?, sets::rows(&gold)?);
    Ok(Some(pieces(&rows, &gold)))
}

pub fn run() -> anyhow::Result<()> {
    let started = Instant::now();
    let Some(stories) = stories()? else { return Ok(()) };
    let annotated = started.elapsed();
    let articles = stories.values().flatten().count();
    let started = Instant::now();
    let traces: Vec<(Trace, Trace)> =
        stories.values().map(|pieces| (traced(pieces, |_| true), traced(pieces, is_report))).collect();
    let traced = started.elapsed();
    println!("\nworld/dev, {articles} articles in {} stories", stories.len());
    credits(stories.values().flatten());
    derivations(stories.values(), &traces);
    counts(&traces);
    blind(stories.values());
    println!(
        "  {:.0} articles a second read and annotated, {:.0} traced",
        articles as f64 / annotated.as_secs_f64(),
        2.0 * articles as f64 / traced.as_secs_f64()
    );
    Ok(())
}

/// Whether an article was not derived from another.
pub fn is_report(piece: &Piece) -> bool {
    piece.placement.relation == Relation::Report
}

pub fn traced(pieces: &[Piece], counts: fn(&Piece) -> bool) -> Trace {
    let members: Vec<Member<'_>> = pieces
        .iter()
        .filter(|piece| counts(piece))
        .map(|piece| Member { digest: &piece.digest, placement: &piece.placement })
        .collect();
    super::trace(StoryId(0), &members)
}

fn pieces(rows: &[Row], gold: &[Gold]) -> BTreeMap<String, Vec<Piece>> {
    let number: HashMap<&str, i64> =
        rows.iter().zip(0..).map(|(row, number)| (row.id.as_str(), number)).collect();
    let by_id: HashMap<&str, &Gold> = gold.iter().map(|gold| (gold.id.as_str(), gold)).collect();
    let mut stories: BTreeMap<String, Vec<Piece>> = BTreeMap::new();
    for row in rows {
        let Some(gold) = by_id.get(row.id.as_str()) else { continue };
        let of = gold.derived_from.as_ref().and_then(|of| number.get(of.as_str())).copied();
        let piece = piece(row, gold, ArticleId(number[row.id.as_str()]), of.map(ArticleId));
        stories.entry(gold.story.clone()).or_default().push(piece);
    }
    stories
}

fn piece(row: &Row, gold: &Gold, id: ArticleId, of: Option<ArticleId>) -> Piece {
    let article = Article {
        publisher: Some(row.outlet.clone()),
        headline: Some(row.title.clone()),
        text: row.text.clone(),
        language: Language::parse(&row.lang),
        published_at: Some(row.published),
        ..Article::default()
    };
    let relation = match gold.kind.as_str() {
        "copy" => Relation::Copy,
        "rewrite" => Relation::Rewrite,
        "translation" => Relation::Translation,
        _ => Relation::Report,
    };
    let placement = Placement {
        article: id,
        story: StoryId(0),
        relation,
        of,
        similarity: 1.0,
        why: String::new(),
        absorbed: Vec::new(),
        moved: Vec::new(),
    };
    let annotations = annotate::article(&article);
    let digest = Digest { id, article, annotations, first_seen_at: row.published };
    Piece { digest, placement, credited: gold.credited.clone() }
}

fn credits<'p>(pieces: impl Iterator<Item = &'p Piece>) {
    let (mut wanted, mut right, mut wrong) = (0, 0, 0);
    for piece in pieces {
        let mut found = piece.digest.annotations.attributions.iter().filter(|one| one.is_credit);
        let Some(credited) = piece.credited.as_ref().filter(|name| !name.is_empty()) else { continue };
        wanted += 1;
        let is_right = found.any(|one| {
            one.name.as_deref() == Some(credited) && !one.span.of(&piece.digest.article.text).is_empty()
        });
        right += usize::from(is_right);
        wrong += usize::from(!is_right);
    }
    println!("  credit lines found and named right: {right} of {wanted}, {wrong} not");
}

fn derivations<'p>(stories: impl Iterator<Item = &'p Vec<Piece>>, traces: &[(Trace, Trace)]) {
    let (mut derived, mut shown, mut originals, mut wrong) = (0, 0, 0, 0);
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (pieces, (trace, _)) in stories.zip(traces) {
        for piece in pieces {
            let id = piece.digest.id;
            let is_shown = trace.derivations.iter().any(|one| {
                one.article == id
                    && matches!(one.from, news::Origin::Article(_))
                    && one.kind != news::DerivationKind::Citation
            });
            if is_report(piece) {
                originals += 1;
                wrong += usize::from(is_shown);
            } else {
                derived += 1;
                shown += usize::from(is_shown);
                let kind = by_kind.entry(piece.placement.relation.name()).or_default();
                kind.0 += usize::from(is_shown);
                kind.1 += 1;
            }
        }
    }
    println!(
        "  derivations shown with evidence: {shown} of {derived} ({by_kind:?}); originals called derived: {wrong} of {originals}"
    );
}

/// The same as if folding had seen no derivation: what then stands as original is called so wrongly.
fn blind<'p>(stories: impl Iterator<Item = &'p Vec<Piece>>) {
    let (mut derived, mut wrong, mut all, mut higher) = (0, 0, 0, 0);
    for pieces in stories {
        let placements: Vec<Placement> = pieces
            .iter()
            .map(|piece| Placement { relation: Relation::Report, of: None, ..piece.placement.clone() })
            .collect();
        let members: Vec<Member<'_>> = pieces
            .iter()
            .zip(&placements)
            .map(|(piece, placement)| Member { digest: &piece.digest, placement })
            .collect();
        let trace = super::trace(StoryId(0), &members);
        let is_original = |id: ArticleId| {
            trace.articles.iter().any(|one| one.article == id && one.standing == Standing::Original)
        };
        let copies: Vec<&Piece> = pieces.iter().filter(|piece| !is_report(piece)).collect();
        derived += copies.len();
        wrong += copies.iter().filter(|piece| is_original(piece.digest.id)).count();
        all += 1;
        higher += usize::from(trace.independent > traced(pieces, is_report).independent);
    }
    println!(
        "  with no derivation seen: derived articles called original {wrong} of {derived}, stories counted higher {higher} of {all}"
    );
}

fn counts(traces: &[(Trace, Trace)]) {
    let share = |is: &dyn Fn(&(Trace, Trace)) -> bool| {
        traces.iter().filter(|pair| is(pair)).count() as f64 / traces.len().max(1) as f64
    };
    println!(
        "  count of roots with all copies against originals alone: same {:.3}, higher {:.3}, lower {:.3}",
        share(&|(all, alone)| all.independent == alone.independent),
        share(&|(all, alone)| all.independent > alone.independent),
        share(&|(all, alone)| all.independent < alone.independent),
    );
    println!(
        "  the range of all holds the count of the originals alone: {:.3}; it names more than one number: {:.3}, on average {:.2}",
        share(&|(all, alone)| (all.range.least..=all.range.most).contains(&alone.independent)),
        share(&|(all, _)| all.range.most > all.range.least),
        traces.iter().map(|(all, _)| all.range.most - all.range.least + 1).sum::<usize>() as f64
            / traces.len().max(1) as f64,
    );
    let several: Vec<&(Trace, Trace)> = traces.iter().filter(|(_, alone)| alone.articles.len() > 1).collect();
    let two = several.iter().filter(|(all, _)| all.independent > 1).count();
    let silent = several.iter().filter(|(all, alone)| all.independent < 2 && alone.unknown > 0).count();
    println!(
        "  stories of several originals: {}, that count two or more: {two}, that say of an original that its roots are unknown: {silent}",
        several.len()
    );
    let mut standings: BTreeMap<&str, usize> = BTreeMap::new();
    for article in traces.iter().flat_map(|(_, alone)| &alone.articles) {
        let standing = match article.standing {
            Standing::Original => "original",
            Standing::PassedOn => "passed on",
            Standing::Unknown => "unknown",
        };
        *standings.entry(standing).or_default() += 1;
    }
    println!("  originals of the gold stand as: {standings:?}");
}
