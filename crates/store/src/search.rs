//! The search index. Its words are those of [`words`]; how they are kept and ranked is the database's own
//! (here FTS5 of SQLite).

use std::collections::HashSet;

use news::{Article, ArticleId};

use crate::{
    ArticleRow, Hit, Result, Store, Window,
    articles::{self, COLUMNS, JOINS},
    database::{Transaction, values},
    words::{self, Phrase, Term},
};

/// Articles that match `$1`, with how well: less is better. A word of the headline counts as four of the text.
const MATCHES: &str =
    "(select rowid as article_id, bm25(search, 4.0, 1.0) as rank from search where search match $1) hit";
/// The longest passage that a hit shows.
const PASSAGE_CHARS: usize = 300;
/// How many words of an article are looked at when others like it are sought.
const LEADING_WORDS: usize = 80;
/// How many of them, the rarest, are sought.
const RARE_WORDS: usize = 12;
/// A word in more than one of so many articles is not rare.
const RARE_SHARE: u64 = 20;

impl Store {
    /// The articles that hold all words and "phrases" of the query: best first (BM25), then newest.
    pub fn search(&self, query: &str, window: Window) -> Result<Vec<Hit>> {
        let phrases = words::of_query(query);
        if phrases.is_empty() {
            return Ok(Vec::new());
        }
        let wanted = phrases.iter().map(expression).collect::<Vec<_>>().join(" AND ");
        self.read("search", |tx| {
            let sql = format!(
                "select {COLUMNS}, r.article
                 from {MATCHES} join articles a on a.id = hit.article_id {JOINS}
                 join readings r on r.article_id = a.id
                 order by hit.rank, a.time desc, a.id desc
                 limit $2 offset $3"
            );
            tx.query(&sql, values![&wanted, window.limit, window.offset], |row| {
                let article: Article = row.unpack("article")?;
                Ok(Hit { row: articles::row(row)?, passage: passage(&article, &phrases) })
            })
        })
    }

    /// Articles of other stories that share the rare words of this one's beginning, one of each story.
    pub fn similar(&self, id: ArticleId, limit: u32) -> Result<Vec<ArticleRow>> {
        self.read("look for similar articles", |tx| {
            let rare = rare_words(tx, id)?;
            if rare.is_empty() {
                return Ok(Vec::new());
            }
            let wanted = rare.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" OR ");
            let sql = format!(
                "select {COLUMNS}
                 from {MATCHES} join articles a on a.id = hit.article_id {JOINS}
                 where a.id <> $2 and pl.story_id is not null
                     and pl.story_id <> coalesce((select story_id from placements where article_id = $2), 0)
                 order by hit.rank, a.time desc, a.id desc
                 limit $3"
            );
            // A story has a few articles in most cases; more are asked for than are shown.
            let mut found = tx.query(&sql, values![&wanted, id, limit.saturating_mul(5)], articles::row)?;
            let mut stories = HashSet::new();
            found.retain(|row| stories.insert(row.story));
            found.truncate(limit as usize);
            Ok(found)
        })
    }
}

/// Puts an article into the index, in place of what was there.
pub(crate) fn index(tx: &Transaction<'_>, id: ArticleId, headline: &str, text: &str) -> Result<()> {
    let [headline, body] = [headline, text].map(|text| words::of_text(text).join(" "));
    tx.execute("delete from search where rowid = $1", values![id])?;
    tx.execute(
        "insert into search (rowid, headline, body) values ($1, $2, $3)",
        values![id, &headline, &body],
    )
    .map(drop)
}

/// A phrase in the language of FTS5. Words hold no quotation marks (see [`words`]).
fn expression(phrase: &Phrase) -> String {
    let term = |term: &Term| match term {
        Term::Whole(word) => quoted(word),
        Term::Prefix(start) => format!("{} *", quoted(start)),
    };
    phrase.iter().map(term).collect::<Vec<_>>().join(" + ")
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

/// The words of an article's beginning that few other articles have, rarest first.
fn rare_words(tx: &Transaction<'_>, id: ArticleId) -> Result<Vec<String>> {
    let sql = "select a.headline, a.summary, (select count(*) from articles) as articles
               from articles a where a.id = $1";
    let beginning = tx.find(sql, values![id], |row| {
        Ok((
            row.get::<String>("headline")? + "\n" + &row.get::<String>("summary")?,
            row.get::<u64>("articles")?,
        ))
    })?;
    let Some((beginning, articles)) = beginning else { return Ok(Vec::new()) };
    let most = (articles / RARE_SHARE).max(RARE_SHARE);
    let words: HashSet<String> = words::of_text(&beginning).into_iter().take(LEADING_WORDS).collect();
    let mut rare = Vec::new();
    for word in words {
        let sql = "select doc from search_words where term = $1";
        let holders: u64 = tx.find(sql, values![&word], |row| row.get("doc"))?.unwrap_or(0);
        if (2..=most).contains(&holders) {
            rare.push((holders, word));
        }
    }
    rare.sort_unstable();
    rare.truncate(RARE_WORDS);
    Ok(rare.into_iter().map(|(_, word)| word).collect())
}

/// The passage of an article that holds most of the words sought; the first of equals.
fn passage(article: &Article, phrases: &[Phrase]) -> String {
    let terms: HashSet<&Term> = phrases.iter().flatten().collect();
    let mut best = (0, "");
    for passage in passages(&article.text) {
        let words: HashSet<String> = words::of_text(passage).into_iter().collect();
        let held = terms.iter().filter(|term| holds(&words, term)).count();
        if held > best.0 || best.1.is_empty() {
            best = (held, passage);
        }
        if held == terms.len() {
            break;
        }
    }
    text::squeeze_space(best.1)
}

fn holds(words: &HashSet<String>, term: &Term) -> bool {
    match term {
        Term::Whole(word) => words.contains(word),
        Term::Prefix(start) => words.iter().any(|word| word.starts_with(start.as_str())),
    }
}

/// The sentences of a text, long ones in pieces.
fn passages(text: &str) -> impl Iterator<Item = &str> {
    text::sentences(text).into_iter().flat_map(move |sentence| pieces(&text[sentence]))
}

/// Pieces of at most [`PASSAGE_CHARS`], cut after a space where there is one.
fn pieces(mut sentence: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while let Some((end, _)) = sentence.char_indices().nth(PASSAGE_CHARS) {
        let space = sentence[..end].rfind(char::is_whitespace).filter(|space| *space > 0);
        let (piece, rest) = sentence.split_at(space.unwrap_or(end));
        pieces.push(piece);
        sentence = rest.trim_start();
    }
    pieces.push(sentence);
    pieces
}
