//! `cargo xtask demo`: makes the feeds and pages of the demo from the articles in `demo/articles`.
//!
//! The demo is served as outlets would serve it, so that it takes the way of real news: through
//! `parse` and `extract`. Who edits an article edits its source and runs this; a test tells when
//! what is committed is not what this writes.

mod feed;
mod gold;
mod page;
mod source;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use source::{Bundle, Outlet, Shape};

/// The folders that hold nothing but what is made here.
const MADE: [&str; 3] = ["feeds", "icons", "pages"];

/// Writes the demo's feeds, pages, icons, lists and expectations anew.
pub fn run() -> anyhow::Result<()> {
    let folder = folder();
    let files = files(&Bundle::read(&folder)?)?;
    for made in MADE.map(|name| folder.join(name)).iter().filter(|made| made.exists()) {
        fs::remove_dir_all(made).with_context(|| format!("cannot empty {}", made.display()))?;
    }
    for (path, content) in &files {
        write(&folder.join(path), content)?;
    }
    println!("demo: {} files, {} bytes", files.len(), files.values().map(String::len).sum::<usize>());
    Ok(())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo")
}

fn write(path: &Path, content: &str) -> anyhow::Result<()> {
    let parent = path.parent().context("a file without a folder")?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Every file that is made, by its path in the demo's folder.
fn files(bundle: &Bundle) -> anyhow::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let mut index = Vec::new();
    for outlet in bundle.outlets.values() {
        let mut answer = |url: String, path: String, content_type: &str, content: String| {
            index.push(format!("{url}\t{path}\t{content_type}\n"));
            files.insert(path, content);
        };
        let feed = format!("feeds/{}.{}", outlet.id, outlet.format.extension());
        answer(outlet.feed_url(), feed, outlet.format.content_type(), feed::feed(bundle, outlet)?);
        let icon_path = format!("icons/{}.svg", outlet.id);
        answer(outlet.icon_url(), icon_path, "image/svg+xml", icon(outlet));
        for (article, html) in page::pages(bundle, outlet)? {
            let path = format!("pages/{}/{}.html", outlet.id, article.slug);
            answer(bundle.url(article), path, "text/html; charset=utf-8", html);
        }
    }
    files.insert("index.tsv".into(), index.concat());
    files.insert("feeds.opml".into(), feed::opml(bundle));
    files.insert("expected.jsonl".into(), gold::lines(bundle)?);
    Ok(files)
}

/// A monogram on a simple shape.
fn icon(outlet: &Outlet) -> String {
    let shape = match outlet.shape {
        Shape::Circle => r#"<circle cx="32" cy="32" r="32""#,
        Shape::Square => r#"<rect width="64" height="64" rx="10""#,
        Shape::Diamond => r#"<path d="M32 0 64 32 32 64 0 32z""#,
    };
    let Outlet { colour, monogram, .. } = outlet;
    let size = if monogram.chars().count() == 1 { 36 } else { 24 };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">\
         {shape} fill=\"{colour}\"/>\
         <text x=\"32\" y=\"33\" font-family=\"serif\" font-size=\"{size}\" fill=\"#fff\" \
         text-anchor=\"middle\" dominant-baseline=\"central\">{monogram}</text></svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_committed_is_what_the_articles_make() {
        let folder = folder();
        let files = files(&Bundle::read(&folder).unwrap()).unwrap();
        for (path, content) in &files {
            let committed = fs::read_to_string(folder.join(path)).unwrap_or_default();
            assert!(committed == *content, "demo/{path} is stale: run `cargo xtask demo`");
        }
        let made = files.keys().filter(|path| path.contains('/')).map(|path| folder.join(path)).collect();
        let found: BTreeSet<PathBuf> = MADE.iter().flat_map(|name| below(&folder.join(name))).collect();
        assert_eq!(found, made, "demo/ has files that `cargo xtask demo` does not write");
    }

    #[test]
    fn the_feeds_are_read_back_whole() {
        let bundle = Bundle::read(&folder()).unwrap();
        for outlet in bundle.outlets.values() {
            let content = feed::feed(&bundle, outlet).unwrap();
            let source = parse::Source { body: content.as_bytes(), ..Default::default() };
            let parsed = parse::feed(&source, &|html, _| news::SafeHtml::trust(html.to_owned()));
            assert_eq!(parsed.warnings, Vec::<String>::new(), "{}", outlet.id);
            let found: Vec<_> = parsed.entries.into_iter().filter_map(|entry| entry.link).collect();
            let expected: Vec<_> = bundle.of(outlet).iter().map(|article| bundle.url(article)).collect();
            assert_eq!(found, expected, "{}", outlet.id);
        }
    }

    fn below(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
    }
}
