//! `/articles/ID`: one article, what it says, on whose word, and where else it is told.

use askama::Template;
use axum::extract::{Path, State};
use news::{ArticleId, Attribution, Language, Quotation, Reservation, SafeHtml};
use store::{ArticleRecord, ArticleRow, FoundStory, StoryRecord};

use super::{Answer, Id, show};
use crate::{
    Portal,
    failure::Failure,
    view::{
        ArticleLine, Claim, Lineage, Marked, Moment, Named, Phrase, Proof, Revised, Said, StoryCard,
        external, informant, proofs,
    },
};

/// How many quotations, and how many attributions, are listed.
const LISTED: usize = 24;
/// How many other articles of the story are listed.
const OTHERS: usize = 8;
/// How many similar articles are listed.
const SIMILAR: u32 = 5;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    article: ArticleLine,
    original: Option<String>,
    byline: String,
    credit: Option<String>,
    published: Option<Moment>,
    updated: Option<Moment>,
    first_seen: Moment,
    revised: Option<Revised>,
    html: SafeHtml,
    paragraphs: Vec<String>,
    is_teaser: bool,
    wishes: Vec<Wish>,
    quotations: Vec<QuotationLine>,
    attributions: Vec<AttributionLine>,
    why: Option<String>,
    placed: Option<String>,
    coverage: Option<String>,
    said: Option<Said>,
    proofs: Vec<Proof>,
    story: Option<StoryCard>,
    others: Vec<ArticleLine>,
    similar: Vec<ArticleLine>,
    entities: Vec<Named>,
}

/// What the publisher asks of programs.
struct Wish {
    sentence: &'static str,
    policy: Option<String>,
}

struct QuotationLine {
    words: Phrase,
    speaker: Option<Phrase>,
}

struct AttributionLine {
    name: Option<Phrase>,
    /// The usual name, where the article spells it in a way of its own.
    known_as: Option<String>,
    what: &'static str,
    /// The words that say so; `None` when they stand outside the text.
    words: Option<Marked>,
    cue: Phrase,
}

pub(crate) async fn page(State(portal): State<Portal>, id: Id) -> Answer {
    let Path(id) = id?;
    let id = ArticleId(id);
    let record = portal.read(move |store| store.article(id)).await?.ok_or(Failure::NotFound)?;
    let similar = portal.read(move |store| store.similar(id, SIMILAR)).await?;
    let story = story_of(&portal, &record.row).await?;
    let coverage = portal.coverage(record.row.language.as_ref());
    let entities = portal.read(move |store| store.entities_of_article(id)).await?;
    let entities = entities.iter().map(Named::new).collect();
    show(&ArticlePage { coverage, entities, ..article_page(&record, story.as_ref(), &similar) })
}

pub(super) async fn story_of(portal: &Portal, row: &ArticleRow) -> Result<Option<StoryRecord>, Failure> {
    let Some(id) = row.story else { return Ok(None) };
    match portal.read(move |store| store.story(id)).await? {
        Some(FoundStory::Here(story)) => Ok(Some(*story)),
        Some(FoundStory::Moved(_)) | None => Ok(None),
    }
}

fn article_page(record: &ArticleRecord, story: Option<&StoryRecord>, similar: &[ArticleRow]) -> ArticlePage {
    let (row, article) = (&record.row, &record.article);
    let lineage = story.map(Lineage::new);
    let lineage = lineage.as_ref();
    let mut line = ArticleLine::new(row);
    if let Some(lineage) = lineage {
        line.claim = Claim::in_story(row, lineage);
    }
    ArticlePage {
        article: line,
        original: external(&row.url).or_else(|| row.canonical_url.as_deref().and_then(external)),
        byline: article.byline.join(", "),
        credit: article.credit.clone(),
        published: row.published_at.map(Moment::new),
        updated: article.updated_at.filter(|updated| Some(*updated) > row.published_at).map(Moment::new),
        first_seen: Moment::new(row.first_seen_at),
        revised: lineage.and_then(|lineage| Revised::of(row.id, lineage)),
        html: article.html.clone(),
        paragraphs: article.paragraphs().map(str::to_owned).collect(),
        is_teaser: row.is_teaser,
        wishes: article.reservations.iter().map(wish).collect(),
        quotations: quotations(record),
        attributions: attributions(record),
        why: lineage.and_then(|lineage| lineage.traced(row.id)).map(|traced| traced.why.clone()),
        placed: record.placement.as_ref().map(|placement| placement.why.clone()),
        coverage: None,
        said: story.and_then(|story| Said::of(row.id, &story.corrections)),
        proofs: lineage.map_or_else(Vec::new, |lineage| proofs(row.id, lineage)),
        story: story.map(|story| StoryCard::new(&story.row)),
        others: lineage.zip(story).map_or_else(Vec::new, |(lineage, story)| others(row.id, story, lineage)),
        similar: similar.iter().map(ArticleLine::new).collect(),
        entities: Vec::new(),
    }
}

fn others(id: ArticleId, story: &StoryRecord, lineage: &Lineage) -> Vec<ArticleLine> {
    let rows = story.members.iter().map(|member| &member.row).filter(|row| row.id != id).take(OTHERS);
    rows.map(|row| ArticleLine { claim: Claim::in_story(row, lineage), ..ArticleLine::new(row) }).collect()
}

fn wish(reservation: &Reservation) -> Wish {
    let (sentence, policy) = match reservation {
        Reservation::NoIndex => ("Search engines are asked not to list it.", None),
        Reservation::NoArchive => ("Others are asked not to show copies of it.", None),
        Reservation::TextAndDataMining { policy } => {
            ("The rights of text and data mining are reserved.", policy.as_deref().and_then(external))
        }
    };
    Wish { sentence, policy }
}

fn quotations(record: &ArticleRecord) -> Vec<QuotationLine> {
    let language = record.row.language.as_ref();
    record
        .annotations
        .quotations
        .iter()
        .take(LISTED)
        .map(|quotation| quotation_line(quotation, language))
        .collect()
}

fn quotation_line(quotation: &Quotation, language: Option<&Language>) -> QuotationLine {
    QuotationLine {
        words: Phrase::new(&quotation.words, language),
        speaker: quotation.speaker.as_deref().map(|speaker| Phrase::new(speaker, language)),
    }
}

fn attributions(record: &ArticleRecord) -> Vec<AttributionLine> {
    record.annotations.attributions.iter().take(LISTED).map(|one| attribution_line(one, record)).collect()
}

fn attribution_line(attribution: &Attribution, record: &ArticleRecord) -> AttributionLine {
    let language = record.row.language.as_ref();
    AttributionLine {
        name: attribution.name.as_deref().map(|name| Phrase::new(name, language)),
        known_as: attribution.known_as.clone().filter(|known_as| attribution.name.as_ref() != Some(known_as)),
        what: informant(attribution.kind),
        words: Marked::around(&record.article.text, attribution.span, language),
        cue: Phrase::new(&attribution.cue, language),
    }
}
