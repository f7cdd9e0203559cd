//! `/entities/ID`: a person, body or place: names, when the news speaks of it, quotations and stories.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::{Path, State};
use news::{ArticleId, EntityId, EntityName, Quotation};
use store::{ArticleRow, EntityRecord};

use super::{Answer, Id, PageQuery, show};
use crate::{
    Portal,
    failure::Failure,
    view::{ArticleLine, Days, Outlet, Paging, Phrase, StoryCard, counted, kind_of_entity},
};

#[derive(Template)]
#[template(path = "entity.html")]
struct EntityPage {
    name: Phrase,
    kind: &'static str,
    articles: String,
    names: Vec<NameLine>,
    days: Option<Days>,
    publishers: Vec<(Outlet, String)>,
    quotations: Vec<QuotationLine>,
    stories: Vec<StoryCard>,
    paging: Paging,
}

/// A name, and in which languages it is called so.
struct NameLine {
    name: Phrase,
    languages: String,
    mentions: u32,
}

struct QuotationLine {
    words: Phrase,
    article: ArticleId,
    line: ArticleLine,
}

pub(crate) async fn page(State(portal): State<Portal>, id: Id, query: PageQuery) -> Answer {
    let Path(id) = id?;
    let (id, number) = (EntityId(id), query?.page);
    let window = portal.window(number);
    let record = portal.read(move |store| store.entity(id)).await?.ok_or(Failure::NotFound)?;
    let mut stories = portal.read(move |store| store.stories_of_entity(id, window)).await?;
    let path = format!("/entities/{id}?");
    let paging = Paging::cut(&mut stories, portal.settings.page_size, number, &path)?;
    let stories = stories.iter().map(StoryCard::new).collect();
    show(&EntityPage { stories, paging, ..entity_page(&record, number.is_first()) })
}

/// What stands above the stories: on the first page, all that is known.
fn entity_page(record: &EntityRecord, is_first: bool) -> EntityPage {
    let of_first = |count: usize| if is_first { count } else { 0 };
    let EntityRecord { entity, articles, publishers, days, quotations } = record;
    EntityPage {
        name: usual_name(&entity.names),
        kind: kind_of_entity(entity.kind),
        articles: counted((*articles).into(), "article", "articles"),
        names: if is_first { name_lines(&entity.names) } else { Vec::new() },
        days: if is_first { Days::new(days) } else { None },
        publishers: publishers.iter().take(of_first(usize::MAX)).map(publisher).collect(),
        quotations: quotations.iter().take(of_first(usize::MAX)).map(quotation_line).collect(),
        stories: Vec::new(),
        paging: Paging::default(),
    }
}

/// The most frequent name of several words, or else the most frequent one.
fn usual_name(names: &[EntityName]) -> Phrase {
    let full = names.iter().find(|name| name.name.contains(' '));
    let name = full.or(names.first());
    name.map(|name| Phrase::new(&name.name, name.language.as_ref())).unwrap_or_default()
}

/// Each name once, with all its languages.
fn name_lines(names: &[EntityName]) -> Vec<NameLine> {
    let mut lines: Vec<NameLine> = Vec::new();
    for EntityName { name, language, mentions } in names {
        let language = language.as_ref();
        match lines.iter_mut().find(|line| line.name.text == name.trim()) {
            Some(line) => {
                line.mentions += mentions;
                line.languages.extend(language.map(|language| format!(" {}", language.tag())));
                // No voice can say a name of several languages in the right one.
                line.name = Phrase::new(name, None);
            }
            None => lines.push(NameLine {
                name: Phrase::new(name, language),
                languages: language.map_or_else(String::new, |language| language.tag().to_owned()),
                mentions: *mentions,
            }),
        }
    }
    lines.sort_by_key(|line| Reverse(line.mentions));
    lines
}

fn publisher((id, name, articles): &(news::PublisherId, String, u32)) -> (Outlet, String) {
    (Outlet::new(*id, name), counted((*articles).into(), "article", "articles"))
}

fn quotation_line((article, quotation): &(ArticleRow, Quotation)) -> QuotationLine {
    QuotationLine {
        words: Phrase::new(&quotation.words, article.language.as_ref()),
        article: article.id,
        line: ArticleLine::new(article),
    }
}
