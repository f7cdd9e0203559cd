//! `cargo xtask bench`: how long each stage takes for one article, over the demonstration's bundle.

use std::{
    fs,
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::Context;
use news::{ArticleId, Digest, Entry, Timestamp};
use provenance::Member;

use crate::{eval::trace::trace, tidy::root};

/// How often each stage goes over all articles; the median counts.
const ROUNDS: usize = 9;

/// Prints microseconds an article and articles a second, a line a stage.
pub fn run() -> anyhow::Result<()> {
    let feeds = files("demo/feeds")?;
    let pages = files("demo/pages")?;
    let entries: Vec<Entry> = feeds.iter().flat_map(|body| parse_feed(body).entries).collect();
    println!("{:<28} {:>10} {:>14}", "stage", "µs/article", "articles/s");
    report("parse and sanitise", entries.len(), || each(&feeds, |body| parse_feed(body)));
    report("extract a page", pages.len(), || each(&pages, |body| extract::page(&page(body))));
    let articles: Vec<_> = entries.iter().map(|entry| extract::entry(entry, None).article).collect();
    report("annotate", articles.len(), || each(&articles, annotate::article));
    let mut digests: Vec<Digest> = (0..)
        .zip(articles)
        .map(|(number, article)| Digest {
            id: ArticleId(number),
            annotations: annotate::article(&article),
            first_seen_at: article.published_at.unwrap_or(Timestamp::UNIX_EPOCH),
            article,
        })
        .collect();
    digests.sort_by_key(Digest::time);
    report("fold", digests.len(), || {
        black_box(fold_all(&digests));
    });
    let placements = fold_all(&digests);
    let members: Vec<Member<'_>> =
        digests.iter().zip(&placements).map(|(digest, placement)| Member { digest, placement }).collect();
    let mut stories: Vec<Vec<Member<'_>>> = Vec::new();
    for member in members {
        match stories.iter_mut().find(|story| story[0].placement.story == member.placement.story) {
            Some(story) => story.push(member),
            None => stories.push(vec![member]),
        }
    }
    report("trace", digests.len(), || {
        each(&stories, |story| trace(story[0].placement.story, story));
    });
    Ok(())
}

/// Does the work for every one, and lets no optimiser leave it out.
fn each<T, R>(all: &[T], work: impl Fn(&T) -> R) {
    for one in all {
        black_box(work(one));
    }
}

fn fold_all(digests: &[Digest]) -> Vec<news::Placement> {
    let mut index = fold::Index::new();
    digests.iter().map(|digest| index.place(digest, digest.time())).collect()
}

fn report(stage: &str, articles: usize, work: impl Fn()) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort();
    let seconds = times[ROUNDS / 2].as_secs_f64();
    let articles = articles.max(1) as f64;
    println!("{stage:<28} {:>10.0} {:>14.0}", seconds * 1e6 / articles, articles / seconds);
}

fn parse_feed(body: &[u8]) -> news::ParsedFeed {
    let source = parse::Source { body, content_type: None, url: None };
    parse::feed(&source, &|html, base| extract::sanitise(html, base))
}

fn page(body: &[u8]) -> extract::Page<'_> {
    extract::Page { body, content_type: Some("text/html"), ..extract::Page::default() }
}

fn files(folder: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut bodies = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                bodies.push(fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
            }
        }
    }
    Ok(bodies)
}
