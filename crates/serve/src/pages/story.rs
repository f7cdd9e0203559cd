//! `/stories/ID`: one event, who reported it first, and on whose word.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use news::{ArticleId, Correction, OneOwner, Root, Standing, StoryId, Trace};
use store::{ArticleRow, FoundStory, StoryRecord};

use super::{Id, PageQuery, show};
use crate::{
    Portal,
    failure::Failure,
    view::{
        ArticleLine, Claim, Contrast, Counts, Graph, Lineage, Named, PageNumber, Paging, Period, Phrase,
        Proof, Quoted, Revised, Said, informant, language_names, proofs,
    },
};

/// How many articles are listed under a root; the time line has them all.
const UNDER_ROOT: usize = 8;
/// How many roots are listed.
const ROOTS: usize = 24;
/// How many quotations are listed.
const QUOTED: usize = 12;

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    id: StoryId,
    lead: ArticleId,
    headline: Phrase,
    counts: Counts,
    period: Period,
    languages: String,
    is_traced: bool,
    first: Option<ArticleLine>,
    /// The story drawn, on its first page.
    graph: Option<Graph>,
    roots: Vec<RootGroup>,
    more_roots: usize,
    unknown: Option<RootGroup>,
    owned: Vec<OneOwnerLine>,
    /// What is told differently, on the first page.
    contrasts: Vec<Contrast>,
    /// What several articles quote, on the first page.
    quoted: Vec<Quoted>,
    steps: Vec<Step>,
    paging: Paging,
    departed: Vec<Departed>,
    entities: Vec<Named>,
}

/// A place that facts come from, and who has them from there.
struct RootGroup {
    name: String,
    what: &'static str,
    article: Option<ArticleId>,
    hanging: Vec<ArticleLine>,
    more: usize,
}

/// An article in the time line.
struct Step {
    article: ArticleLine,
    /// Why it stands where it does in the story; empty until that is traced.
    why: String,
    /// Why it is in the story.
    placed: String,
    /// That others may be missing, where its language is covered weakly.
    coverage: Option<String>,
    is_first: bool,
    /// What became of it since.
    revised: Option<Revised>,
    proofs: Vec<Proof>,
    said: Option<Said>,
}

/// An article that has left for another story.
struct Departed {
    article: ArticleLine,
    story: Option<StoryId>,
    said: Option<Said>,
}

pub(crate) async fn page(
    State(portal): State<Portal>,
    id: Id,
    query: PageQuery,
) -> Result<Response, Failure> {
    let Path(id) = id?;
    let number = query?.page;
    match portal.read(move |store| store.story(StoryId(id))).await? {
        None => Err(Failure::NotFound),
        Some(FoundStory::Moved(to)) => Ok(moved(to)),
        Some(FoundStory::Here(story)) => {
            let entities = portal.read(move |store| store.entities_of_story(StoryId(id))).await?;
            let entities = entities.iter().map(Named::new).collect();
            Ok(show(&StoryPage { entities, ..story_page(&story, &portal, number)? })?.into_response())
        }
    }
}

/// Where a story leads that has ended. Not for good: what was found to be one may yet be split.
fn moved(to: StoryId) -> Response {
    Redirect::temporary(&format!("/stories/{to}")).into_response()
}

fn story_page(story: &StoryRecord, portal: &Portal, number: PageNumber) -> Result<StoryPage, Failure> {
    let lineage = Lineage::new(story);
    let first = story.trace.as_ref().and_then(|trace| trace.first);
    let mut shown = Paging::part(&story.members, portal.window(number));
    let path = format!("/stories/{}?", story.row.id);
    let paging = Paging::cut(&mut shown, portal.settings.page_size, number, &path)?;
    let trace = story.trace.as_ref();
    let steps = shown.iter().filter_map(|member| {
        let coverage = portal.coverage(member.row.language.as_ref());
        Some(Step { coverage, ..step(member.row.id, first, &lineage, &story.corrections)? })
    });
    Ok(StoryPage {
        id: story.row.id,
        lead: story.row.lead.id,
        headline: ArticleLine::new(&story.row.lead).headline,
        counts: Counts::new(&story.row),
        period: Period::new(story.row.first_at, story.row.last_at),
        languages: language_names(&story.row.languages),
        is_traced: trace.is_some(),
        first: first.and_then(|id| article_line(id, &lineage)),
        graph: if number.is_first() { Graph::new(story, &lineage) } else { None },
        roots: trace.map_or_else(Vec::new, |trace| roots(trace, &lineage)),
        more_roots: trace.map_or(0, |trace| trace.roots.len().saturating_sub(ROOTS)),
        owned: trace.map_or_else(Vec::new, |trace| owned(trace, &lineage)),
        unknown: trace.and_then(|trace| unknown(trace, &lineage)),
        contrasts: if number.is_first() { contrasts(trace, &lineage) } else { Vec::new() },
        quoted: if number.is_first() { quoted(trace, &lineage) } else { Vec::new() },
        steps: steps.collect(),
        paging,
        departed: story.departed.iter().map(|row| departed(row, &story.corrections)).collect(),
        entities: Vec::new(),
    })
}

fn contrasts(trace: Option<&Trace>, lineage: &Lineage) -> Vec<Contrast> {
    let disagreements = trace.into_iter().flat_map(|trace| &trace.disagreements);
    disagreements.filter_map(|disagreement| Contrast::new(disagreement, lineage)).collect()
}

/// What at least two articles quote.
fn quoted(trace: Option<&Trace>, lineage: &Lineage) -> Vec<Quoted> {
    let sayings = trace.into_iter().flat_map(|trace| &trace.sayings);
    let shared = sayings.filter(|saying| saying.places().count() > 1);
    shared.take(QUOTED).filter_map(|saying| Quoted::new(saying, lineage)).collect()
}

fn step(
    id: ArticleId,
    first: Option<ArticleId>,
    lineage: &Lineage,
    corrections: &[Correction],
) -> Option<Step> {
    let placement = lineage.member(id)?.placement.as_ref();
    Some(Step {
        article: article_line(id, lineage)?,
        why: lineage.traced(id).map(|traced| traced.why.clone()).unwrap_or_default(),
        placed: placement.map(|placement| placement.why.clone()).unwrap_or_default(),
        coverage: None,
        is_first: first == Some(id),
        revised: Revised::of(id, lineage),
        proofs: proofs(id, lineage),
        said: Said::of(id, corrections),
    })
}

fn departed(row: &ArticleRow, corrections: &[Correction]) -> Departed {
    let said = Said::of(row.id, corrections).filter(Said::is_parting);
    Departed { article: ArticleLine::new(row), story: row.story, said }
}

fn article_line(id: ArticleId, lineage: &Lineage) -> Option<ArticleLine> {
    let row = &lineage.member(id)?.row;
    Some(ArticleLine { claim: Claim::in_story(row, lineage), ..ArticleLine::new(row) })
}

fn roots(trace: &Trace, lineage: &Lineage) -> Vec<RootGroup> {
    trace
        .roots
        .iter()
        .take(ROOTS)
        .filter_map(|(root, articles)| root_group(root, articles, lineage))
        .collect()
}

fn root_group(root: &Root, articles: &[ArticleId], lineage: &Lineage) -> Option<RootGroup> {
    let (name, what, article) = match root {
        Root::Named { name, kind } => (name.clone(), informant(*kind), None),
        Root::Article(id) => {
            (lineage.member(*id)?.row.publisher_name.clone(), "reporting of its own", Some(*id))
        }
    };
    let others: Vec<ArticleId> = articles.iter().copied().filter(|other| Some(*other) != article).collect();
    let (hanging, more) = hanging(&others, lineage);
    Some(RootGroup { name, what, article, hanging, more })
}

/// Publishers that count once, because they have one owner.
struct OneOwnerLine {
    publishers: Vec<String>,
    owner: String,
}

fn owned(trace: &Trace, lineage: &Lineage) -> Vec<OneOwnerLine> {
    let name =
        |(_, article): &(String, ArticleId)| Some(lineage.member(*article)?.row.publisher_name.clone());
    let line = |one: &OneOwner| OneOwnerLine {
        publishers: one.reports.iter().filter_map(name).collect(),
        owner: one.owner.clone(),
    };
    trace.owned.iter().map(line).collect()
}

/// The articles that hang on nothing known; `None` when there are none.
fn unknown(trace: &Trace, lineage: &Lineage) -> Option<RootGroup> {
    let unknown = trace.articles.iter().filter(|traced| traced.standing == Standing::Unknown);
    let articles: Vec<ArticleId> = unknown.map(|traced| traced.article).collect();
    if articles.is_empty() {
        return None;
    }
    let (hanging, more) = hanging(&articles, lineage);
    let what = "nothing shows where these have it from";
    Some(RootGroup { name: "Unknown".to_owned(), what, article: None, hanging, more })
}

/// The first few articles, and how many more there are.
fn hanging(articles: &[ArticleId], lineage: &Lineage) -> (Vec<ArticleLine>, usize) {
    let shown = articles.iter().take(UNDER_ROOT).filter_map(|id| article_line(*id, lineage));
    (shown.collect(), articles.len().saturating_sub(UNDER_ROOT))
}
