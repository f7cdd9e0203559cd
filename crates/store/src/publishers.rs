//! Publishers: who answers for the articles. Feeds of one site are of one publisher.

use std::collections::HashMap;

use news::{Feed, FeedId, Language, PublisherId, Timestamp};
use url::Url;

use crate::{
    PublisherRow, Result, Store, Task,
    codec::pack,
    database::{Row, Transaction, Value, values},
    jobs,
};

impl Store {
    /// All publishers, most articles first.
    pub fn publishers(&self) -> Result<Vec<PublisherRow>> {
        self.read("list the publishers", |tx| list(tx, None))
    }

    /// A publisher.
    pub fn publisher(&self, id: PublisherId) -> Result<Option<PublisherRow>> {
        self.read("find a publisher", |tx| Ok(list(tx, Some(id))?.pop()))
    }
}

/// Saves what a feed says of itself, and makes its publisher at the first reading.
pub(crate) fn save_feed(tx: &Transaction<'_>, feed: FeedId, meta: &Feed, now: Timestamp) -> Result<()> {
    tx.execute(
        "update feeds set own_title = $2, site = coalesce(site, $3), language = $4, description = $5
         where id = $1",
        values![feed, meta.title.as_ref(), meta.link.as_ref(), meta.language.as_ref(), &pack(meta)],
    )?;
    let sql = "select url, site from feeds where id = $1 and publisher_id is null";
    let nameless = tx.find(sql, values![feed], |row| {
        Ok((row.get::<String>("url")?, row.get::<Option<String>>("site")?))
    })?;
    let Some((url, site)) = nameless else { return Ok(()) };
    let host = site.as_deref().and_then(host_of).or_else(|| host_of(&url)).unwrap_or(url);
    let name = meta.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&host);
    let publisher = find_or_insert(tx, &host, name, site.as_deref(), now)?;
    tx.execute("update feeds set publisher_id = $2 where id = $1", values![feed, publisher]).map(drop)
}

fn find_or_insert(
    tx: &Transaction<'_>,
    host: &str,
    name: &str,
    site: Option<&str>,
    now: Timestamp,
) -> Result<PublisherId> {
    let known = tx.find("select id from publishers where host = $1", values![host], |row| row.get("id"))?;
    if let Some(id) = known {
        // A feed without a title may have come first.
        tx.execute("update publishers set name = $2 where id = $1 and name = host", values![id, name])?;
        return Ok(id);
    }
    let publisher = tx.one(
        "insert into publishers (host, name, site) values ($1, $2, $3) returning id",
        values![host, name, site],
        |row| row.get("id"),
    )?;
    jobs::enqueue(tx, Task::FetchIcon { publisher }, now)?;
    Ok(publisher)
}

/// The host of an address in lower case, without `www.`.
fn host_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

fn list(tx: &Transaction<'_>, only: Option<PublisherId>) -> Result<Vec<PublisherRow>> {
    let (condition, values): (_, Vec<Value<'_>>) = match only {
        Some(id) => ("where p.id = $1", vec![id.into()]),
        None => ("", Vec::new()),
    };
    let mut languages = languages(tx, condition, &values)?;
    let sql = format!(
        "select p.id, p.name, p.site, count(a.id) as articles,
             count(case when s.standing = 'original' then 1 end) as originals,
             count(case when s.standing = 'passed_on' then 1 end) as passed_on,
             count(case when s.standing = 'unknown' then 1 end) as unknown
         from publishers p
         left join articles a on a.publisher_id = p.id
         left join standings s on s.article_id = a.id
         {condition}
         group by p.id, p.name, p.site
         order by articles desc, p.name, p.id"
    );
    let mut rows = tx.query(&sql, &values, row)?;
    for row in &mut rows {
        row.languages = languages.remove(&row.id).unwrap_or_default();
    }
    Ok(rows)
}

fn languages(
    tx: &Transaction<'_>,
    condition: &str,
    values: &[Value<'_>],
) -> Result<HashMap<PublisherId, Vec<Language>>> {
    let sql = format!(
        "select p.id, a.language, count(*) as articles
         from publishers p join articles a on a.publisher_id = p.id and a.language is not null
         {condition}
         group by p.id, a.language
         order by articles desc, a.language"
    );
    let mut languages: HashMap<_, Vec<_>> = HashMap::new();
    for (publisher, language) in tx.query(&sql, values, |row| Ok((row.get("id")?, row.get("language")?)))? {
        languages.entry(publisher).or_default().push(language);
    }
    Ok(languages)
}

fn row(row: &Row<'_>) -> Result<PublisherRow> {
    Ok(PublisherRow {
        id: row.get("id")?,
        name: row.get("name")?,
        site: row.get("site")?,
        articles: row.get("articles")?,
        originals: row.get("originals")?,
        passed_on: row.get("passed_on")?,
        unknown: row.get("unknown")?,
        languages: Vec::new(),
    })
}
