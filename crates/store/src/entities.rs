//! Entities: who and what articles name, and what each calls it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use news::{
    Annotations, ArticleId, Entity, EntityId, EntityName, KnownEntity, Language, MentionKind, Naming,
    StoryId, Timestamp,
};

use crate::{
    EntityRecord, EntityRow, Result, Store, StoryRow, Window,
    articles::{self, COLUMNS, JOINS},
    database::{Row, Transaction, values},
    stories::{self, STORIES},
};

/// Names of an entity that are shown, and kept in mind.
const MAX_NAMES: u32 = 60;
/// Articles that are searched for what an entity said, and quotations that are shown.
const SPOKEN_IN: u32 = 60;
const MAX_QUOTATIONS: usize = 12;
/// Publishers and days that are shown.
const MAX_PUBLISHERS: u32 = 12;
const MAX_DAYS: u32 = 60;
/// Entities of one story or article that are shown.
const MAX_IN_STORY: u32 = 24;
const DAY: i64 = 86_400_000_000;
/// Of entities `e`, those that pages list: persons, bodies and places, but nobody of whom only a single word is known, which is often
/// no name.
const LISTED: &str = "e.kind <> 'unknown' and (e.kind <> 'person' or e.is_whole = 1)";

impl Store {
    /// Saves what the names of articles mean, instead of what was saved of these articles before; all or none. Entities that
    /// no article names any more are dropped.
    pub fn save_namings(&self, articles: &[ArticleId], namings: &[Naming]) -> Result<()> {
        self.write("save what names mean", |tx| {
            let mut changed = BTreeSet::new();
            for article in articles {
                changed.extend(forget(tx, *article)?);
            }
            for naming in namings {
                insert(tx, naming)?;
                changed.insert(naming.entity);
            }
            changed.into_iter().try_for_each(|entity| summarize(tx, entity))
        })
    }

    /// The entities that were named last, with their names, the newest first.
    pub fn entities(&self, limit: u32) -> Result<Vec<Entity>> {
        self.read("list the entities", |tx| {
            let newest = "(select * from entities order by last_at desc, id desc limit $1)";
            let sql = format!(
                "select e.id, e.kind, e.known_as, n.name, n.language, n.mentions
                 from {newest} e join entity_names n on n.entity_id = e.id
                 order by e.last_at desc, e.id desc, n.mentions desc, n.name"
            );
            let mut entities: Vec<Entity> = Vec::new();
            for (entity, name) in tx.query(&sql, values![limit], |row| Ok((entity(row)?, name(row)?)))? {
                if entities.last().is_none_or(|last| last.id != entity.id) {
                    entities.push(entity);
                }
                entities.last_mut().expect("one was pushed").names.push(name);
            }
            Ok(entities)
        })
    }

    /// The persons, bodies and places that most articles name of those that came out within a span before the newest.
    pub fn entities_in_the_news(&self, span: SignedDuration, window: Window) -> Result<Vec<EntityRow>> {
        self.read("list the entities in the news", |tx| {
            let latest = tx.one("select max(time) as time from articles", &[], |row| row.get("time"))?;
            let latest: Timestamp = Option::unwrap_or_default(latest);
            let since = latest.checked_sub(span).unwrap_or(Timestamp::MIN);
            let sql = format!(
                "select e.id, e.kind, e.name, count(distinct n.article_id) as articles
                 from articles a join namings n on n.article_id = a.id join entities e on e.id = n.entity_id
                 where a.time >= $1 and {LISTED}
                 group by e.id
                 order by articles desc, e.id
                 limit $2 offset $3"
            );
            tx.query(&sql, values![since, window.limit, window.offset], row)
        })
    }

    /// The persons, bodies and places that a story's articles name, those of most articles first.
    pub fn entities_of_story(&self, story: StoryId) -> Result<Vec<EntityRow>> {
        self.read("list the entities of a story", |tx| {
            let sql = format!(
                "select e.id, e.kind, e.name, count(distinct n.article_id) as articles
                 from placements pl join namings n on n.article_id = pl.article_id
                 join entities e on e.id = n.entity_id
                 where pl.story_id = $1 and {LISTED}
                 group by e.id
                 order by articles desc, sum(n.mentions) desc, e.id
                 limit $2"
            );
            tx.query(&sql, values![story, MAX_IN_STORY], row)
        })
    }

    /// The persons, bodies and places that an article names, those that it names most first.
    pub fn entities_of_article(&self, article: ArticleId) -> Result<Vec<EntityRow>> {
        self.read("list the entities of an article", |tx| {
            let sql = format!(
                "select e.id, e.kind, e.name, e.articles
                 from namings n join entities e on e.id = n.entity_id
                 where n.article_id = $1 and {LISTED}
                 group by e.id
                 order by sum(n.mentions) desc, e.id
                 limit $2"
            );
            tx.query(&sql, values![article, MAX_IN_STORY], row)
        })
    }

    /// An entity with what pages show of it.
    pub fn entity(&self, id: EntityId) -> Result<Option<EntityRecord>> {
        self.read("find an entity", |tx| {
            let sql = "select id, kind, known_as, articles from entities where id = $1";
            let found = tx.find(sql, values![id], |row| Ok((entity(row)?, row.get("articles")?)))?;
            let Some((entity, articles)) = found else { return Ok(None) };
            let entity = Entity { names: names(tx, id)?, ..entity };
            let (publishers, days) = (publishers(tx, id)?, days(tx, id)?);
            Ok(Some(EntityRecord { entity, articles, publishers, days, quotations: quotations(tx, id)? }))
        })
    }

    /// The stories that name an entity, the newest first.
    pub fn stories_of_entity(&self, id: EntityId, window: Window) -> Result<Vec<StoryRow>> {
        self.read("list the stories of an entity", |tx| {
            let sql = format!(
                "select {STORIES}, {COLUMNS} from stories st join articles a on a.id = st.lead_id {JOINS}
                 where st.merged_into is null and st.id in (
                     select pe.story_id from namings n join placements pe on pe.article_id = n.article_id
                     where n.entity_id = $1)
                 order by st.last_at desc, st.id desc
                 limit $2 offset $3"
            );
            tx.query(&sql, values![id, window.limit, window.offset], stories::row)
        })
    }

    /// Keeps a list of names, instead of what an earlier list said of the same entities; all or none.
    pub fn save_known_names(&self, known: &[KnownEntity]) -> Result<()> {
        self.write("save known names", |tx| {
            for KnownEntity { known_as, kind, names } in known {
                tx.execute("delete from known_names where known_as = $1", values![known_as])?;
                for (name, language) in names {
                    tx.execute(
                        "insert into known_names (known_as, name, language, kind) values ($1, $2, $3, $4)
                         on conflict (known_as, name, language) do nothing",
                        values![known_as, name, tag(language.as_ref()), *kind],
                    )?;
                }
            }
            Ok(())
        })
    }

    /// The entities of the lists that were imported.
    pub fn known_names(&self, limit: u32) -> Result<Vec<KnownEntity>> {
        self.read("list the known names", |tx| {
            let sql = "select known_as, kind, name, language, 0 as mentions from known_names
                       where known_as in (select distinct known_as from known_names order by known_as limit $1)
                       order by known_as, name, language";
            let mut all: BTreeMap<String, KnownEntity> = BTreeMap::new();
            let rows = tx.query(sql, values![limit], |row| {
                Ok((row.get::<String>("known_as")?, row.get::<MentionKind>("kind")?, name(row)?))
            })?;
            for (known_as, kind, name) in rows {
                let empty = || KnownEntity { known_as: known_as.clone(), kind, names: Vec::new() };
                all.entry(known_as.clone()).or_insert_with(empty).names.push((name.name, name.language));
            }
            Ok(all.into_values().collect())
        })
    }
}

/// Takes back what an article calls its entities; gives them.
fn forget(tx: &Transaction<'_>, article: ArticleId) -> Result<Vec<EntityId>> {
    tx.execute(
        "update entity_names set mentions = mentions - (
             select n.mentions from namings n
             where n.article_id = $1 and n.entity_id = entity_names.entity_id and n.name = entity_names.name)
         where (entity_id, name, language) in (select entity_id, name, language from namings where article_id = $1)",
        values![article],
    )?;
    let named = "select distinct entity_id from namings where article_id = $1";
    let named: Vec<EntityId> = tx.query(named, values![article], |row| row.get("entity_id"))?;
    for entity in &named {
        tx.execute("update entities set articles = articles - 1 where id = $1", values![*entity])?;
    }
    tx.execute("delete from namings where article_id = $1", values![article])?;
    Ok(named)
}

fn insert(tx: &Transaction<'_>, naming: &Naming) -> Result<()> {
    tx.execute(
        "insert into entities (id, kind, known_as, name, is_whole) values ($1, $2, $3, $4, $5)
         on conflict (id) do update set
             kind = excluded.kind, known_as = excluded.known_as, is_whole = max(entities.is_whole, excluded.is_whole)",
        values![naming.entity, naming.kind, naming.known_as.as_ref(), &naming.name, naming.is_whole],
    )?;
    let is_new = "select 1 as found from namings where article_id = $1 and entity_id = $2";
    let is_new = tx.find(is_new, values![naming.article, naming.entity], |_| Ok(()))?.is_none();
    tx.execute(
        "update entities set articles = articles + $2, last_at = max(last_at, (select time from articles where id = $3))
         where id = $1",
        values![naming.entity, u32::from(is_new), naming.article],
    )?;
    tx.execute(
        "insert into namings (article_id, entity_id, name, language, mentions)
         select $1, $2, $3, coalesce(language, ''), $4 from articles where id = $1
         on conflict (article_id, entity_id, name) do update set mentions = namings.mentions + excluded.mentions",
        values![naming.article, naming.entity, &naming.name, naming.mentions],
    )?;
    tx.execute(
        "insert into entity_names (entity_id, name, language, mentions)
         select $2, $3, coalesce(language, ''), $4 from articles where id = $1
         on conflict (entity_id, name, language) do update set mentions = entity_names.mentions + excluded.mentions",
        values![naming.article, naming.entity, &naming.name, naming.mentions],
    )
    .map(drop)
}

/// Calls an entity by its most frequent name, or drops it when no article names it any more. Names of several words go first:
/// single ones are more frequent, and say less. Names in capitals stand in datelines.
fn summarize(tx: &Transaction<'_>, id: EntityId) -> Result<()> {
    tx.execute("delete from entity_names where entity_id = $1 and mentions <= 0", values![id])?;
    tx.execute("delete from entities where id = $1 and articles <= 0", values![id])?;
    tx.execute(
        "update entities set name = (
             select name from entity_names where entity_id = $1
             group by name
             order by instr(name, ' ') > 0 desc, name = upper(name) and name <> lower(name), sum(mentions) desc, name
             limit 1)
         where id = $1",
        values![id],
    )
    .map(drop)
}

fn names(tx: &Transaction<'_>, id: EntityId) -> Result<Vec<EntityName>> {
    let sql = "select name, language, mentions from entity_names where entity_id = $1
               order by mentions desc, name limit $2";
    tx.query(sql, values![id, MAX_NAMES], name)
}

fn publishers(tx: &Transaction<'_>, id: EntityId) -> Result<Vec<(news::PublisherId, String, u32)>> {
    tx.query(
        "select p.id, p.name, count(distinct a.id) as articles
         from namings n join articles a on a.id = n.article_id join publishers p on p.id = a.publisher_id
         where n.entity_id = $1
         group by p.id
         order by articles desc, p.id
         limit $2",
        values![id, MAX_PUBLISHERS],
        |row| Ok((row.get("id")?, row.get("name")?, row.get("articles")?)),
    )
}

fn days(tx: &Transaction<'_>, id: EntityId) -> Result<Vec<(Timestamp, u32)>> {
    let sql = format!(
        "select a.time / {DAY} * {DAY} as day, count(distinct a.id) as articles
         from namings n join articles a on a.id = n.article_id
         where n.entity_id = $1
         group by day
         order by day desc
         limit $2"
    );
    let mut days =
        tx.query(&sql, values![id, MAX_DAYS], |row| Ok((row.get("day")?, row.get("articles")?)))?;
    days.reverse();
    Ok(days)
}

/// What an entity said in the newest articles that name it: quotations whose speaker it is by the name that stands there.
fn quotations(tx: &Transaction<'_>, id: EntityId) -> Result<Vec<(crate::ArticleRow, news::Quotation)>> {
    let sql = format!(
        "select {COLUMNS}, r.annotations, group_concat(n.name, char(10)) as names
         from namings n join articles a on a.id = n.article_id {JOINS}
         join readings r on r.article_id = a.id
         where n.entity_id = $1
         group by a.id
         order by a.time desc, a.id desc
         limit $2"
    );
    let articles = tx.query(&sql, values![id, SPOKEN_IN], |row| {
        let annotations: Annotations = row.unpack("annotations")?;
        Ok((articles::row(row)?, annotations.quotations, row.get::<String>("names")?))
    })?;
    let mut said = Vec::new();
    for (article, quotations, names) in articles {
        let names: BTreeSet<&str> = names.split('\n').collect();
        let of_it = quotations
            .into_iter()
            .filter(|quotation| quotation.speaker.as_deref().is_some_and(|speaker| names.contains(speaker)));
        said.extend(of_it.map(|quotation| (article.clone(), quotation)));
    }
    said.truncate(MAX_QUOTATIONS);
    Ok(said)
}

fn entity(row: &Row<'_>) -> Result<Entity> {
    Ok(Entity {
        id: row.get("id")?,
        kind: row.get("kind")?,
        known_as: row.get("known_as")?,
        names: Vec::new(),
    })
}

fn name(row: &Row<'_>) -> Result<EntityName> {
    let language: String = row.get("language")?;
    Ok(EntityName {
        name: row.get("name")?,
        language: Language::parse(&language),
        mentions: row.get("mentions")?,
    })
}

fn row(row: &Row<'_>) -> Result<EntityRow> {
    Ok(EntityRow {
        id: row.get("id")?,
        kind: row.get("kind")?,
        name: row.get("name")?,
        articles: row.get("articles")?,
    })
}

fn tag(language: Option<&Language>) -> &str {
    language.map_or("", Language::tag)
}
