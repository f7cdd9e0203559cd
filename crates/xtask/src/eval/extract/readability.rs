//! The pages that browsers try their reader view on.

use serde::Deserialize;

use super::{
    Clock,
    measure::{Mean, Texts, Worst, exact},
    sets,
};

#[derive(Deserialize)]
struct Row {
    id: String,
    html: String,
    metadata: Facts,
    expected_html: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    title: Option<String>,
    site_name: Option<String>,
}

pub fn run(clock: &mut Clock, all: &mut Worst) -> anyhow::Result<()> {
    let Some(set) = sets::find("extraction_readability/dev") else { return Ok(()) };
    let (mut texts, mut headlines, mut publishers) = (Texts::default(), Mean::default(), Mean::default());
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let read = clock.read_known_by_file(&set, &row.html, "http://fakehost/test/page.html")?;
        let expected = extract::plain(&extract::sanitise(&row.expected_html, None));
        texts.add(&row.id, &read.article.text, &expected);
        if let Some(title) = &row.metadata.title {
            headlines.add(exact(read.article.headline.as_deref(), title));
        }
        if let Some(name) = &row.metadata.site_name {
            publishers.add(exact(read.article.publisher.as_deref(), name));
        }
    }
    println!("readability     {texts}  headline {headlines}  publisher {publishers}");
    texts.finish(all);
    Ok(())
}
