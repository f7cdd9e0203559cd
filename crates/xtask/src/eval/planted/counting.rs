//! From articles to independent sources, in the shape of the count that Jonathan Stray made by hand for the
//! Nieman Lab in 2010: of some 800 articles on one story 121 were distinct texts, 13 had reporting of their
//! own, and 7 had come by it independently. Here for the small world and for the demonstration, all folded in
//! the order of time, beside what is true of them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
};

use anyhow::Context;
use news::{Article, ArticleId, DerivationKind, Digest, Origin, Root, Standing, Timestamp, Trace};
use serde::Deserialize;

use super::{super::trace::world, traces};
use crate::tidy::root;

/// An article, and what is true of it.
struct Case {
    digest: Digest,
    story: String,
    /// Whether it is a text of its own: no copy, rewrite or translation.
    is_text: bool,
    /// Where its facts truly come from; `None` where nobody knows.
    roots: Option<BTreeSet<String>>,
    /// Whether it is one of its roots itself.
    is_own: bool,
}

/// A number that was found, the true one, and how often it was too much and too little on the way.
#[derive(Default)]
struct Count {
    found: usize,
    gold: usize,
    over: usize,
    under: usize,
}

/// A line of `demo/expected.jsonl`.
#[derive(Deserialize)]
struct Expected {
    url: String,
    publisher: String,
    story: String,
    derived_from: Option<String>,
    roots: BTreeSet<String>,
}

pub fn run() -> anyhow::Result<()> {
    println!("\nfrom articles to independent sources, found (true; wrongly counted, wrongly left out)");
    println!(
        "  {:28} {:>8}  {:22} {:22} {:22}",
        "", "articles", "distinct texts", "own reporting", "independent"
    );
    if let Some(stories) = world::stories()? {
        let cases = stories.into_iter().flat_map(|(story, pieces)| {
            pieces.into_iter().map(move |piece| {
                let is_text = world::is_report(&piece);
                Case { digest: piece.digest, story: story.clone(), is_text, roots: None, is_own: false }
            })
        });
        print("small world", cases.collect());
    }
    print("demonstration", demonstration()?);
    Ok(())
}

fn print(name: &str, mut cases: Vec<Case>) {
    cases.sort_by_key(|case| (case.digest.time(), case.digest.id));
    let found = traced(&cases, |_| true);
    let is_known = cases.iter().all(|case| case.roots.is_some());
    let own = if is_known {
        own(&cases, &found).shown()
    } else {
        format!("{} (not known)", found.articles.values().filter(|article| article.is_own).count())
    };
    let (texts, roots) = (texts(&cases, &found), roots(&cases, &found));
    println!("  {name:28} {:8}  {:22} {own:22} {:22}", cases.len(), texts.shown(), roots.shown());
}

/// What was found of each article, by its place.
struct Found {
    articles: HashMap<usize, Said>,
}

/// What was found of an article.
struct Said {
    is_text: bool,
    is_own: bool,
    roots: Vec<Root>,
}

/// Folds and traces the articles that are wanted.
fn traced(cases: &[Case], is_wanted: impl Fn(&Case) -> bool) -> Found {
    let places: Vec<usize> = (0..cases.len()).filter(|place| is_wanted(&cases[*place])).collect();
    let digests: Vec<Digest> = (0..)
        .zip(&places)
        .map(|(number, place)| Digest { id: ArticleId(number), ..cases[*place].digest.clone() })
        .collect();
    let mut articles = HashMap::new();
    for trace in traces(&digests) {
        for traced in &trace.articles {
            let said = Said {
                is_text: !is_derived(&trace, traced.article),
                is_own: traced.standing == Standing::Original,
                roots: traced.roots.clone(),
            };
            articles.insert(places[traced.article.0 as usize], said);
        }
    }
    Found { articles }
}

fn is_derived(trace: &Trace, article: ArticleId) -> bool {
    trace.derivations.iter().any(|one| {
        one.article == article
            && one.kind != DerivationKind::Citation
            && matches!(one.from, Origin::Article(_))
    })
}

/// How many texts there are; an article that is wrongly one counts over, one that wrongly is none under.
fn texts(cases: &[Case], found: &Found) -> Count {
    let pairs = cases.iter().enumerate().map(|(place, case)| (found.articles[&place].is_text, case.is_text));
    Count::of(pairs)
}

fn own(cases: &[Case], found: &Found) -> Count {
    let pairs = cases.iter().enumerate().map(|(place, case)| (found.articles[&place].is_own, case.is_own));
    Count::of(pairs)
}

/// The distinct roots of all stories. Where the true ones are not known, those of the originals alone stand for
/// them; a story counts over or under once.
fn roots(cases: &[Case], found: &Found) -> Count {
    let alone = traced(cases, |case| case.is_text);
    let mut stories: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, case) in cases.iter().enumerate() {
        stories.entry(&case.story).or_default().push(place);
    }
    let mut count = Count::default();
    for places in stories.into_values() {
        let gold = places.iter().map(|place| cases[*place].roots.as_ref()).collect::<Option<Vec<_>>>();
        let gold = match gold {
            Some(roots) => roots.into_iter().flatten().collect::<BTreeSet<_>>().len(),
            None => distinct(&alone, &places),
        };
        let all = distinct(found, &places);
        count.found += all;
        count.gold += gold;
        count.over += usize::from(all > gold);
        count.under += usize::from(all < gold);
    }
    count
}

fn distinct(found: &Found, places: &[usize]) -> usize {
    let mut distinct: Vec<&Root> = Vec::new();
    for root in places.iter().filter_map(|place| found.articles.get(place)).flat_map(|said| &said.roots) {
        if !distinct.contains(&root) {
            distinct.push(root);
        }
    }
    distinct.len()
}

impl Count {
    /// Counts what was found and what is true of each.
    fn of(pairs: impl Iterator<Item = (bool, bool)>) -> Self {
        let mut count = Self::default();
        for (found, gold) in pairs {
            count.found += usize::from(found);
            count.gold += usize::from(gold);
            count.over += usize::from(found && !gold);
            count.under += usize::from(gold && !found);
        }
        count
    }

    fn shown(&self) -> String {
        format!("{} ({}; {}, {})", self.found, self.gold, self.over, self.under)
    }
}

/// The articles of the demonstration, read from its feeds and pages, with what its authors meant.
fn demonstration() -> anyhow::Result<Vec<Case>> {
    let read = |path: &str| {
        fs::read_to_string(root().join("demo").join(path)).with_context(|| format!("cannot read demo/{path}"))
    };
    let (mut entries, mut pages) = (HashMap::new(), HashMap::new());
    for line in read("index.tsv")?.lines() {
        let [url, path, content_type] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        if path.starts_with("feeds/") {
            let body = read(path)?;
            let source = parse::Source { body: body.as_bytes(), content_type: None, url: Some(url) };
            let feed = parse::feed(&source, &|html, base| extract::sanitise(html, base));
            entries.extend(feed.entries.into_iter().filter_map(|entry| Some((entry.link.clone()?, entry))));
        } else if path.starts_with("pages/") {
            let body = read(path)?;
            let content_type = Some(content_type);
            let page = extract::Page { body: body.as_bytes(), content_type, url: Some(url), headers: &[] };
            pages.insert(url.to_owned(), extract::page(&page));
        }
    }
    let expected = read("expected.jsonl")?;
    let case = |line: &str| {
        let expected: Expected = serde_json::from_str(line).context("a line is not what is expected")?;
        let entry = entries.get(&expected.url).with_context(|| format!("no entry for {}", expected.url))?;
        let entry = extract::entry(entry, None);
        let article = match pages.remove(&expected.url) {
            Some(page) => extract::merge(page, entry).article,
            None => entry.article,
        };
        Ok(expected.case(article))
    };
    expected.lines().map(case).collect()
}

impl Expected {
    fn case(self, read: Article) -> Case {
        let article = Article { publisher: Some(self.publisher), ..read };
        let annotations = annotate::article(&article);
        let first_seen_at = article.published_at.unwrap_or(Timestamp::UNIX_EPOCH);
        Case {
            digest: Digest { id: ArticleId(0), article, annotations, first_seen_at },
            story: self.story,
            is_text: self.derived_from.is_none(),
            is_own: self.roots.contains(&self.url),
            roots: Some(self.roots),
        }
    }
}
