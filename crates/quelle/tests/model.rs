//! A model that the reader brings: a table of a few words, written by the test.

mod support;

use std::{collections::HashMap, fs, path::Path};

use news::{ArticleId, Vector};
use serde_json::json;
use store::Store;
use support::{SmallWeb, filter, rows, run};
use tempfile::TempDir;

const TEXT: &str = "The council of Arlen voted on Tuesday to close the old iron bridge over the Tamsel for two years, and \
    the ferry will carry all who want to cross.";

/// A model2vec folder that knows the words "bridge" (3, 4) and "ferry" (0, 1).
fn model() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": { "type": "Whitespace" }, "post_processor": null, "decoder": null,
        "model": { "type": "WordLevel", "vocab": { "[UNK]": 0, "bridge": 1, "ferry": 2 }, "unk_token": "[UNK]" },
    });
    let rows: [f32; 6] = [0.0, 0.0, 3.0, 4.0, 0.0, 1.0];
    let header =
        json!({ "embeddings": { "dtype": "F32", "shape": [3, 2], "data_offsets": [0, 24] } }).to_string();
    let mut tensors = (header.len() as u64).to_le_bytes().to_vec();
    tensors.extend(header.as_bytes());
    tensors.extend(rows.iter().flat_map(|number| number.to_le_bytes()));
    fs::write(folder.path().join("tokenizer.json"), tokenizer.to_string()).expect("a file is written");
    fs::write(folder.path().join("model.safetensors"), tensors).expect("a file is written");
    folder
}

/// An archive with one article, read without a model.
fn archive() -> TempDir {
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Arlen Post</title><item><guid>1</guid><title>Old bridge closes</title>\
         <description>{TEXT}</description></item></channel></rss>"
    );
    let web = SmallWeb::serve(HashMap::from([("/feed".to_owned(), ("application/rss+xml", feed))]));
    let data = tempfile::tempdir().expect("a folder");
    for arguments in [&["add", &format!("{}/feed", web.address)][..], &["poll"]] {
        assert!(run(data.path(), arguments).status.success(), "{arguments:?}");
    }
    data
}

fn vector(data: &Path) -> Option<Vector> {
    let articles = rows(&run(data, &["export", "articles"]));
    let id = ArticleId(articles[0]["id"].as_i64().expect("a number"));
    let store = Store::open_reader(data).expect("an archive");
    store.article(id).expect("it can be read").expect("an article").annotations.vector
}

#[test]
fn articles_read_with_a_model_have_a_vector() {
    let (data, model) = (archive(), model());
    assert_eq!(vector(data.path()), None);
    let named = model.path().to_str().expect("UTF-8");
    assert!(run(data.path(), &["rederive", "--model", named]).status.success());
    // The headline's bridge, and bridge and ferry of the text: (6, 9).
    assert_eq!(vector(data.path()).expect("a vector").values, [85, 127]);
    assert!(run(data.path(), &["rederive"]).status.success());
    assert_eq!(vector(data.path()), None);
}

#[test]
fn the_filters_take_a_model() {
    let (data, model) = (tempfile::tempdir().expect("a folder"), model());
    let named = model.path().to_str().expect("UTF-8");
    let line = |id: &str| json!({ "id": id, "text": TEXT }).to_string();
    let input = [line("a"), line("b")].join("\n");
    for command in ["fold", "trace"] {
        let (rows, is_success) = filter(data.path(), &[command, "--model", named], &input);
        assert!(is_success, "{command}");
        assert_eq!((&rows[0]["story"], &rows[1]["story"]), (&json!("a"), &json!("a")), "{command}");
    }
}

#[test]
fn a_model_that_cannot_be_opened_stops_with_one_sentence() {
    let data = archive();
    let empty = tempfile::tempdir().expect("a folder");
    let named = empty.path().to_str().expect("UTF-8");
    for command in ["rederive", "poll", "serve", "fold"] {
        let output = run(data.path(), &[command, "--model", named]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success(), "{command}");
        assert!(said.lines().count() == 1 && said.contains("tokenizer.json"), "{command}: {said}");
    }
    assert_eq!(rows(&run(data.path(), &["export", "articles"])).len(), 1, "nothing was forgotten");
}
