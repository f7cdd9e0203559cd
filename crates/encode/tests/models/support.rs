//! Models of a few tokens, written anew by each test.

use std::{fs, path::Path};

use encode::{Encoder, Error};
use safetensors::{Dtype, tensor::TensorView};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with these files.
pub fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder is made");
        fs::write(path, content).expect("a file is written");
    }
    folder
}

/// Opens a model that must be whole.
pub fn open(folder: &TempDir) -> Encoder {
    Encoder::open(folder.path()).expect("a model")
}

/// Why a model cannot be opened.
pub fn refusal(path: &Path) -> Error {
    match Encoder::open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error,
    }
}

/// A tokenizer that knows six words, by their numbers: 0 stands for all others, 1 and 2 frame a text.
pub fn tokenizer(truncation: Option<usize>) -> Vec<u8> {
    let special = |token: &str, id: u32| json!({ "id": token, "ids": [id], "tokens": [token] });
    let frame = |token: &str| json!({ "SpecialToken": { "id": token, "type_id": 0 } });
    let sequence = json!({ "Sequence": { "id": "A", "type_id": 0 } });
    let truncation = truncation.map(
        |most| json!({ "direction": "Right", "max_length": most, "strategy": "LongestFirst", "stride": 0 }),
    );
    let words = json!({
        "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "bridge": 3, "closed": 4, "ferry": 5, "strike": 6, "news": 7,
    });
    bytes(&json!({
        "version": "1.0",
        "truncation": truncation,
        "padding": null,
        "added_tokens": [],
        "normalizer": { "type": "Lowercase" },
        "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [frame("[CLS]"), sequence, frame("[SEP]")],
            "pair": [],
            "special_tokens": { "[CLS]": special("[CLS]", 1), "[SEP]": special("[SEP]", 2) },
        },
        "decoder": null,
        "model": { "type": "WordLevel", "vocab": words, "unk_token": "[UNK]" },
    }))
}

/// A file of tensors: name, kind of number, shape, and the numbers.
pub fn safetensors(tensors: &[(&str, Dtype, Vec<usize>, Vec<u8>)]) -> Vec<u8> {
    let views = tensors.iter().map(|(name, dtype, shape, numbers)| {
        (*name, TensorView::new(*dtype, shape.clone(), numbers).expect("numbers that fill the shape"))
    });
    safetensors::serialize(views, None).expect("tensors that can be written")
}

/// The bytes of 32-bit numbers.
pub fn floats(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// What config.json of a model2vec folder says.
pub fn model2vec_config() -> Vec<u8> {
    bytes(&json!({ "model_type": "model2vec", "normalize": true }))
}

/// Whether two vectors are the same but for rounding.
#[track_caller]
pub fn assert_near(vector: Option<Vec<f32>>, expected: &[f32]) {
    let vector = vector.expect("a vector");
    let is_near = vector.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-5);
    assert!(vector.len() == expected.len() && is_near, "{vector:?} is not {expected:?}");
}

fn bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}
