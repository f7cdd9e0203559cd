//! Pages made to take long, or much memory, of whoever reads them. Each grows with a size: the number of
//! the parts that it repeats.

/// A trap by its name.
pub struct Trap {
    /// What it is made of.
    pub name: &'static str,
    /// How many parts it has when it is meant to hurt.
    pub size: usize,
    make: fn(usize) -> String,
}

impl Trap {
    /// The page, with so many parts.
    pub fn page(&self, size: usize) -> Vec<u8> {
        (self.make)(size).into_bytes()
    }
}

/// All traps.
pub fn traps() -> Vec<Trap> {
    let trap = |name, size, make| Trap { name, size, make };
    let mut traps = elements();
    traps.extend([
        trap("100 MB of paragraphs", 2_000_000, |n| {
            repeat("<p>Rain fell on Meridian for nine long days.</p>\n ", n)
        }),
        trap("one text without spaces", 10_000_000, |n| format!("<p>{}", repeat("x", n))),
        trap("one text of words", 2_000_000, |n| format!("<p>{}", repeat("rain ", n))),
        trap("one text of ideographs", 3_000_000, |n| format!("<p>{}", repeat("雨", n))),
        trap("less-than signs", 14_000_000, |n| repeat("<", n)),
        trap("ampersands", 10_000_000, |n| repeat("&", n)),
        trap("entities", 2_000_000, |n| repeat("&amp;", n)),
        trap("entities that are none", 1_000_000, |n| repeat("&notanentity", n)),
        trap("comments", 2_000_000, |n| repeat("<!-->", n)),
        trap("a comment that never ends", 3_000_000, |n| format!("<!--{}", repeat("-- ", n))),
        trap("scripts that never end", 1_000_000, |n| repeat("<script>", n)),
        trap("texts that look like scripts", 500_000, |n| format!("<script>{}", repeat("</scrip ", n))),
        trap("nested JSON-LD", 1_000_000, |n| json_ld(&repeat("[", n))),
        trap("JSON-LD of nested objects", 200_000, |n| json_ld(&repeat("{\"a\":", n))),
        trap("JSON-LD that is broken late", 100_000, |n| {
            json_ld(&format!("{{\"@type\":\"NewsArticle\"{}", repeat(",\"author\":\"A\"", n)))
        }),
        trap("JSON-LD of many objects", 50_000, |n| {
            json_ld(&format!(
                "[{}{{}}]",
                repeat("{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"A\"}]},", n)
            ))
        }),
        trap("JSON-LD scripts", 30_000, |n| {
            repeat(&json_ld("{\"@type\":\"NewsArticle\",\"headline\":\"A\"}"), n)
        }),
    ]);
    traps
}

/// Traps for those who build a tree.
fn elements() -> Vec<Trap> {
    let trap = |name, size, make| Trap { name, size, make };
    vec![
        trap("elements", 1_000_000, |n| repeat("<p>x", n)),
        trap("nested elements", 100_000, |n| repeat("<div>", n)),
        trap("elements nested as deep as may be", 900, |n| {
            format!("{}{}", repeat("<div>", n), repeat("<p>x", n * 100))
        }),
        trap("nested lists", 50_000, |n| repeat("<ul><li>", n)),
        trap("nested tables", 50_000, |n| repeat("<table><tr><td>", n)),
        trap("text that stands wrongly in tables", 30_000, |n| repeat("<table>x", n)),
        trap("text beside cells", 90_000, |n| format!("<table>{}", repeat("<tr>x", n))),
        trap("one attribute after the other", 70_000, |n| {
            format!("<p{}>", numbered(n, |i| format!(" a{i:0>100}=1")))
        }),
        trap("attributes of many elements", 3_000, |n| {
            repeat(&format!("<p{}>", numbered(100, |i| format!(" a{i}=1"))), n)
        }),
        trap("megabytes in an attribute", 9_000_000, |n| format!("<p class='{}'>x", repeat("a ", n / 2))),
        trap("pictures in their addresses", 90, |n| {
            repeat(&format!("<img src='data:image/png;base64,{}'>", repeat("A", 100_000)), n)
        }),
        trap("links that are never closed", 90_000, |n| repeat("<a href=/1>x", n)),
        trap("links round blocks that are never closed", 45_000, |n| repeat("<a href=/1><div>x", n)),
        trap("bold that is never closed", 90_000, |n| repeat("<b>x", n)),
        trap("formats, each of its own, that every paragraph opens anew", 900, |n| {
            format!("{}{}", numbered(n, |i| format!("<b id={i}>")), repeat("<p>x", n * 100))
        }),
        trap("formats that are closed in the wrong order", 30_000, |n| repeat("<b><i><p>x</b></i>", n)),
        trap("formats that end outside of their blocks", 20_000, |n| repeat("<b><div><i></b>x", n)),
        trap("ends of nothing", 1_000_000, |n| repeat("</p>", n)),
        trap("line breaks", 2_000_000, |n| repeat("<br>", n)),
        trap("line breaks in one paragraph", 90_000, |n| format!("<p>{}", repeat("x<br>", n))),
        trap("line breaks between texts", 45_000, |n| repeat("x<br><br>", n)),
        trap("headings", 90_000, |n| repeat("<h1>Related articles</h1>", n / 2)),
        trap("related boxes, nested", 800, |n| repeat("<div><h3>Related articles</h3><a href=/1>x</a>", n)),
        trap("dates", 40_000, |n| repeat("<time>3 November 2026</time>", n)),
        trap("lines that may be dates", 90_000, |n| repeat("<p>3 Nov 26", n)),
        trap("declarations", 90_000, |n| repeat("<meta name=author content=A>", n)),
        trap("bylines", 45_000, |n| repeat("<p class=byline>By A. Example and B. Example", n)),
        trap("cells", 90_000, |n| format!("<table>{}", repeat("<td>x", n))),
        trap("drawings", 45_000, |n| repeat("<svg><p>x", n)),
        trap("options", 90_000, |n| format!("<select>{}", repeat("<option>x", n))),
        trap("frames in texts", 45_000, |n| repeat("<iframe></iframe><noscript>x</noscript>", n / 2)),
        trap("paragraphs that are alike", 45_000, |n| {
            repeat("<p>Rain fell on Meridian for nine long days, and on Arlen.</p>", n)
        }),
        trap("items with links", 30_000, |n| {
            format!("<ul>{}", repeat("<li><a href=/1>Rain and wind</a>", n))
        }),
        trap("templates", 900, |n| repeat("<template><p>x", n)),
    ]
}

fn repeat(part: &str, count: usize) -> String {
    part.repeat(count)
}

fn numbered(count: usize, part: fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn json_ld(json: &str) -> String {
    format!("<script type=application/ld+json>{json}</script>")
}
