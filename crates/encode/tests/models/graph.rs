//! Encoders in ONNX: the vectors are those worked out by hand.

use tempfile::TempDir;

use crate::{
    onnx::{Outputs, encoder},
    support::{assert_near, folder, model2vec_config, open, refusal, tokenizer},
};

const ROWS: [[f32; 2]; 8] =
    [[9.0, 9.0], [2.0, 0.0], [0.0, 1.0], [4.0, 1.0], [1.0, 6.0], [0.0, 2.0], [-7.0, 0.0], [1.0, 1.0]];
const TYPES: [[f32; 2]; 2] = [[1.0, 0.0], [70.0, 70.0]];

fn model(file: &str, truncation: Option<usize>, outputs: Outputs) -> TempDir {
    folder(&[("tokenizer.json", tokenizer(truncation)), (file, encoder(&ROWS, &TYPES, "input_ids", outputs))])
}

#[test]
fn a_text_is_the_mean_of_what_the_encoder_makes_of_its_tokens() {
    for file in ["model.onnx", "onnx/model.onnx"] {
        let encoder = open(&model(file, None, Outputs::Tokens));
        // [CLS] bridge closed [SEP], each of the first type: (3 + 5 + 2 + 1, 0 + 1 + 6 + 1) / 4.
        let length = 185_f32.sqrt();
        assert_near(encoder.encode("Bridge closed").expect("no fault"), &[11.0 / length, 8.0 / length]);
    }
}

#[test]
fn an_encoder_may_make_the_vector_of_the_text_itself() {
    let encoder = open(&model("model.onnx", None, Outputs::Sentence));
    // The greatest of [CLS] (3, 0), bridge (5, 1), closed (2, 6), [SEP] (1, 1).
    assert_near(
        encoder.encode("Bridge closed").expect("no fault"),
        &[5.0 / 61_f32.sqrt(), 6.0 / 61_f32.sqrt()],
    );
}

#[test]
fn an_encoder_takes_as_many_tokens_as_it_says() {
    let encoder = open(&model("model.onnx", Some(3), Outputs::Tokens));
    // [CLS] bridge [SEP]: (3 + 5 + 1, 0 + 1 + 1).
    let expected = [9.0 / 85_f32.sqrt(), 2.0 / 85_f32.sqrt()];
    assert_near(encoder.encode("bridge closed strike").expect("no fault"), &expected);
}

#[test]
fn an_encoder_that_wants_something_else_is_refused_with_its_name() {
    let graph = encoder(&ROWS, &TYPES, "pixel_values", Outputs::Tokens);
    let folder = folder(&[("tokenizer.json", tokenizer(None)), ("model.onnx", graph)]);
    let error = refusal(folder.path()).to_string();
    assert!(error.contains("model.onnx") && error.contains("pixel_values"), "{error}");
}

#[test]
fn a_token_that_the_encoder_does_not_know_is_an_error() {
    let graph = encoder(&ROWS[..4], &TYPES, "input_ids", Outputs::Tokens);
    let folder = folder(&[("tokenizer.json", tokenizer(None)), ("model.onnx", graph)]);
    // It is tried with a word of number 7 when it is opened.
    let error = refusal(folder.path()).to_string();
    assert!(error.starts_with("the model cannot encode a text"), "{error}");
}

#[test]
fn config_tells_a_table_from_an_encoder() {
    let folder = folder(&[
        ("tokenizer.json", tokenizer(None)),
        ("config.json", model2vec_config()),
        ("model.onnx", encoder(&ROWS, &TYPES, "input_ids", Outputs::Tokens)),
    ]);
    let error = refusal(folder.path()).to_string();
    assert!(error.contains("model.safetensors"), "{error}");
}
