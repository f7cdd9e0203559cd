//! Folders that hold no whole model: an error names the file, and nothing panics through.

use std::{fs, path::Path};

use encode::Encoder;
use safetensors::Dtype;

use crate::{
    onnx::{Outputs, encoder},
    support::{floats, folder, refusal, safetensors, tokenizer},
};

type Files = Vec<(&'static str, Vec<u8>)>;

fn table() -> Vec<u8> {
    safetensors(&[("embeddings", Dtype::F32, vec![8, 2], floats(&[0.5; 16]))])
}

fn graph() -> Vec<u8> {
    encoder(&[[0.5, 0.25]; 8], &[[0.0, 0.0]; 2], "input_ids", Outputs::Sentence)
}

#[test]
fn what_is_wrong_is_said_with_the_file() {
    let words = |file: &'static str, content: &[u8]| {
        vec![("tokenizer.json", tokenizer(None)), (file, content.to_vec())]
    };
    let cases: [(Files, &[&str]); 8] = [
        (vec![], &["tokenizer.json", "a model is a folder with"]),
        (vec![("tokenizer.json", tokenizer(None))], &["model.safetensors", "a model is a folder with"]),
        (
            vec![("tokenizer.json", b"{}".to_vec()), ("model.safetensors", table())],
            &["tokenizer.json", "model"],
        ),
        (words("model.safetensors", b"not tensors"), &["model.safetensors", "cannot be used"]),
        (words("model.onnx", b"not a graph"), &["model.onnx", "cannot be used"]),
        (
            words("model.safetensors", &safetensors(&[("weight", Dtype::F32, vec![1], floats(&[1.0]))])),
            &["embeddings", "not a model2vec model"],
        ),
        (
            words("model.safetensors", &safetensors(&[("embeddings", Dtype::U32, vec![1, 1], vec![0; 4])])),
            &["embeddings", "no table of numbers"],
        ),
        (
            words(
                "model.safetensors",
                &safetensors(&[("embeddings", Dtype::I8, vec![1, 5000], vec![1; 5000])]),
            ),
            &["5000 numbers", "more than 4096"],
        ),
    ];
    for (files, expected) in cases {
        let error = refusal(folder(&files).path()).to_string();
        for words in expected {
            assert!(error.contains(words), "{error} does not say {words}");
        }
    }
    let error = refusal(Path::new("no/such/folder")).to_string();
    assert!(error.contains("no/such/folder"), "{error}");
}

#[test]
fn a_file_may_be_cut_off_or_changed_anywhere() {
    for (name, content) in [("model.safetensors", table()), ("model.onnx", graph())] {
        for (broken, which) in [(name, &content), ("tokenizer.json", &tokenizer(None))] {
            let whole = folder(&[("tokenizer.json", tokenizer(None)), (name, content.clone())]);
            for at in (0..which.len()).step_by(which.len() / 60 + 1) {
                let mut changed = which.clone();
                changed[at] = changed[at].wrapping_add(1);
                for content in [&which[..at], &changed] {
                    fs::write(whole.path().join(broken), content).expect("a file is written");
                    // Some changes leave a model; what it makes of a text does not matter here.
                    if let Ok(encoder) = Encoder::open(whole.path()) {
                        let _ = encoder.encode("bridge closed");
                    }
                }
            }
        }
    }
}
