//! Pages as small outlets write them, made by rule from marked texts: few elements, few names, and lists of
//! other articles that may be longer than the article itself. The marked pages are of large sites alone.

use text::hash::{chain, hash64};

/// The most paragraphs of a page that is made.
const PARAGRAPHS: usize = 10;
/// The fewest and the most other articles that it lists.
const OTHERS: (usize, usize) = (3, 10);

/// What a page is made of.
pub struct Story<'t> {
    pub headline: &'t str,
    pub paragraphs: Vec<&'t str>,
}

impl<'t> Story<'t> {
    /// A text whose first line stands for its headline; `None` when there is no more of it.
    pub fn of(text: &'t str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let headline = head(lines.next()?, 90);
        let paragraphs: Vec<&str> = lines.take(PARAGRAPHS).collect();
        (!paragraphs.is_empty()).then_some(Self { headline, paragraphs })
    }
}

/// A page about a story beside others, and the text that it holds. The same name gives the same page.
pub fn page(name: &str, story: &Story<'_>, others: &[Story<'_>]) -> (String, String) {
    let mut choice = Choice(hash64(name));
    let count = 1 + choice.below(story.paragraphs.len());
    let paragraphs = &story.paragraphs[..count];
    let text = body(paragraphs, others, &mut choice);
    let heading = ["h1", "h1", "h2", "b"][choice.below(4)];
    let stamp =
        ["", "<time>03.05.2024 10:15</time>", "<span class=\"date\">2024-05-03</span>"][choice.below(3)];
    let class =
        choice.class(&["", "", "entry-content", "post-body", "text", "story", "article__body", "field-item"]);
    let title = format!("<{heading}>{}</{heading}>{stamp}", escaped(story.headline));
    let article = match choice.below(6) {
        0 => format!("<article>{title}<div{class}>{text}</div></article>"),
        1 => format!("<main><header>{title}</header><div{class}>{text}</div></main>"),
        2 => format!("<div id=\"content\">{title}<div{class}>{text}</div></div>"),
        3 => format!("<table><tr><td>{}</td><td{class}>{title}<br>{text}</td></tr></table>", menu(others)),
        4 => format!("<section><div>{title}<div{class}>{text}</div></div></section>"),
        _ => format!("<div{class}>{title}{text}</div>"),
    };
    let side = choice.class(&["", "sidebar", "col-2", "widget", "right"]);
    let (open, close) = [("div", "div"), ("aside", "aside"), ("section", "section")][choice.below(3)];
    let side = format!("<{open}{side}>{}</{close}>", list(others, &mut choice));
    let (before, behind) = if choice.below(3) == 0 { (side, String::new()) } else { (String::new(), side) };
    let html = format!(
        "<!DOCTYPE html><html><head><title>{0} | Press</title></head><body><nav>{1}</nav>{before}{article}{behind}\
         <div class=\"cookie\">Cookies. OK?</div><footer>© Press. All rights reserved.</footer></body></html>",
        escaped(story.headline),
        menu(others),
    );
    (html, paragraphs.join("\n"))
}

/// The paragraphs, perhaps with an advert or a box among them.
fn body(paragraphs: &[&str], others: &[Story<'_>], choice: &mut Choice) -> String {
    let (open, close) =
        [("<p>", "</p>\n"), ("<p>", "</p>\n"), ("", "<br><br>\n"), ("<div>", "</div>")][choice.below(4)];
    let at = choice.below(paragraphs.len());
    let inside = match choice.below(4) {
        0 => format!("<aside>{}</aside>", list(others, choice)),
        1 => {
            let class = choice.class(&["related", "box", "more"]);
            format!("<div{class}>{}</div>", list(others, choice))
        }
        2 => "<div class=\"ad-slot\"><span>Anzeige</span></div>".to_owned(),
        _ => String::new(),
    };
    let mut html = String::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        html.push_str(&format!("{open}{}{close}", escaped(paragraph)));
        if number == at {
            html.push_str(&inside);
        }
    }
    html
}

/// A list of other articles, with their beginnings or without.
fn list(others: &[Story<'_>], choice: &mut Choice) -> String {
    let count = OTHERS.0 + choice.below(OTHERS.1 - OTHERS.0);
    let (length, form) = (60 + choice.below(120), choice.below(4));
    let items = others.iter().take(count).map(|other| {
        let (title, teaser) = (escaped(other.headline), escaped(head(other.paragraphs[0], length)));
        match form {
            0 => format!("<li><a href=\"/x\">{title}</a></li>"),
            1 => format!("<li><a href=\"/x\">{title}</a><p>{teaser}</p></li>"),
            2 => format!("<div><h4><a href=\"/x\">{title}</a></h4><p>{teaser} …</p></div>"),
            _ => format!("<li><a href=\"/x\"><h3>{title}</h3></a>{teaser}</li>"),
        }
    });
    let heading = ["h3", "h4", "strong"][choice.below(3)];
    format!("<{heading}>Latest</{heading}><ul>{}</ul>", items.collect::<String>())
}

fn menu(others: &[Story<'_>]) -> String {
    let words = others.iter().filter_map(|other| other.headline.split(' ').next());
    words.map(|word| format!("<li><a href=\"/{0}\">{0}</a></li>", escaped(word))).collect()
}

/// Choices that a name makes.
struct Choice(u64);

impl Choice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = chain(self.0, 1);
        ((self.0 >> 33) % count.max(1) as u64) as usize
    }

    fn class(&mut self, names: &[&str]) -> String {
        match names[self.below(names.len())] {
            "" => String::new(),
            name => format!(" class=\"{name}\""),
        }
    }
}

/// The first characters of a text.
fn head(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

fn escaped(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}
