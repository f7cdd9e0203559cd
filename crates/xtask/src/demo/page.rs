//! The pages of outlets whose feeds give teasers: an article amid all that a page puts around it.

use quick_xml::escape::{escape, partial_escape};
use serde_json::json;

use super::source::{Article, Bundle, Facts, Furniture, Outlet, pieces};

/// The pages of an outlet: none when its feed gives the full text, and none for a teaser.
pub fn pages<'b>(bundle: &'b Bundle, outlet: &Outlet) -> anyhow::Result<Vec<(&'b Article, String)>> {
    let Some(furniture) = &outlet.furniture else { return Ok(Vec::new()) };
    let articles = bundle.of(outlet).into_iter().filter(|article| !article.is_teaser);
    articles.map(|article| Ok((article, page(bundle, article, furniture)?))).collect()
}

/// The text of an article as HTML, with its credit line.
pub fn body(bundle: &Bundle, article: &Article) -> String {
    let paragraphs = article.paragraphs.iter().map(|text| linked(bundle, text));
    let mut html: String = paragraphs.map(|text| format!("<p>{text}</p>\n")).collect();
    if let Some(credit) = &article.credit {
        html += &format!("<p><em>{}</em></p>\n", partial_escape(credit));
    }
    html
}

fn linked(bundle: &Bundle, paragraph: &str) -> String {
    let html = |(words, target): (&str, Option<&str>)| match target {
        Some(target) => {
            format!("<a href=\"{}\">{}</a>", escape(bundle.resolve(target)), partial_escape(words))
        }
        None => partial_escape(words).into_owned(),
    };
    pieces(paragraph).into_iter().map(html).collect()
}

fn page(bundle: &Bundle, article: &Article, furniture: &Furniture) -> anyhow::Result<String> {
    let outlet = bundle.outlet(article);
    let links: String =
        furniture.nav.iter().map(|section| format!("<li><a href=\"/\">{section}</a></li>")).collect();
    Ok(format!(
        r##"<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<title>{headline} | {name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="{url}">
<link rel="icon" href="/favicon.ico">
<link rel="alternate" type="application/rss+xml" title="{name}" href="{feed}">
{facts}</head>
<body>
<div class="cookie-banner" role="dialog"><p>{cookies}</p><button>{accept}</button></div>
<header class="site-header"><a class="logo" href="/">{name}</a>
<nav><ul>{links}</ul></nav></header>
<main>
<article>
<h1>{headline}</h1>
{lead}<p class="byline">{byline}<time datetime="{date}">{shown_date}</time></p>
<div class="share"><span>{share}</span> <a href="#">E-mail</a> <a href="#">RSS</a></div>
<div class="article-body">
{body}</div>
</article>
<aside class="related"><h2>{related}</h2><ul>
{others}</ul></aside>
</main>
<footer><p>{footer}</p></footer>
</body>
</html>
"##,
        language = outlet.language,
        direction = if matches!(outlet.language.as_str(), "ar" | "fa" | "he") { "rtl" } else { "ltr" },
        headline = escape(&article.headline),
        name = escape(&outlet.name),
        url = bundle.url(article),
        feed = outlet.feed_url(),
        facts = facts(bundle, article, furniture.facts)?,
        cookies = furniture.cookies,
        accept = furniture.accept,
        lead = lead(article),
        byline = byline(article, furniture),
        date = article.iso_time(),
        shown_date = article.published.strftime("%Y-%m-%d %H:%M"),
        share = furniture.share,
        body = body(bundle, article),
        related = furniture.related,
        others = others(bundle, outlet, article),
        footer = furniture.footer,
    ))
}

/// The summary above a text of the outlet's own, where it says something that the text does not.
fn lead(article: &Article) -> String {
    let own_summary = article.summary.as_deref().filter(|_| article.derived_from.is_none());
    own_summary.map(|text| format!("<p class=\"lead\">{}</p>\n", partial_escape(text))).unwrap_or_default()
}

fn byline(article: &Article, furniture: &Furniture) -> String {
    let author = article.author.as_deref().map(partial_escape);
    author
        .map(|author| format!("{} <a rel=\"author\" href=\"#\">{author}</a> ", furniture.by))
        .unwrap_or_default()
}

fn others(bundle: &Bundle, outlet: &Outlet, article: &Article) -> String {
    let others =
        bundle.of(outlet).into_iter().filter(|other| other.key != article.key && !other.is_teaser).take(3);
    others
        .map(|other| {
            format!("<li><a href=\"{}\">{}</a></li>\n", bundle.url(other), partial_escape(&other.headline))
        })
        .collect()
}

fn facts(bundle: &Bundle, article: &Article, facts: Facts) -> anyhow::Result<String> {
    match facts {
        Facts::Plain => Ok(String::new()),
        Facts::Meta => Ok(meta(bundle, article)),
        Facts::JsonLd => json_ld(bundle, article),
    }
}

fn meta(bundle: &Bundle, article: &Article) -> String {
    let author = article.author.as_deref().unwrap_or(&bundle.outlet(article).name);
    format!(
        "<meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"og:title\" content=\"{headline}\">\n\
         <meta property=\"og:site_name\" content=\"{name}\">\n\
         <meta property=\"og:description\" content=\"{teaser}\">\n\
         <meta property=\"article:published_time\" content=\"{date}\">\n\
         <meta name=\"author\" content=\"{author}\">\n",
        headline = escape(&article.headline),
        name = escape(&bundle.outlet(article).name),
        teaser = escape(&*article.teaser()),
        date = article.iso_time(),
        author = escape(author),
    )
}

fn json_ld(bundle: &Bundle, article: &Article) -> anyhow::Result<String> {
    let outlet = bundle.outlet(article);
    let author = article.author.as_ref().map_or_else(
        || json!({ "@type": "Organization", "name": outlet.name }),
        |author| json!({ "@type": "Person", "name": author }),
    );
    let facts = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": bundle.url(article),
        "headline": article.headline,
        "description": article.teaser(),
        "datePublished": article.iso_time(),
        "inLanguage": outlet.language,
        "author": author,
        "publisher": { "@type": "NewsMediaOrganization", "name": outlet.name, "url": outlet.home() },
    });
    // A closing tag inside a string would end the script element.
    let facts = serde_json::to_string(&facts)?.replace("</", "<\\/");
    Ok(format!("<script type=\"application/ld+json\">{facts}</script>\n"))
}
