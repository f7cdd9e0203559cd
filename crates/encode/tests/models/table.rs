//! model2vec folders: the vectors are those worked out by hand.

use safetensors::Dtype;
use tempfile::TempDir;

use crate::support::{assert_near, floats, folder, model2vec_config, open, safetensors, tokenizer};

/// A row for each of the eight tokens. What frames a text, and what stands for unknown words, would be seen in any sum.
const ROWS: [[f32; 2]; 8] =
    [[90.0, 0.0], [0.0, 90.0], [90.0, 90.0], [3.0, 4.0], [1.0, -4.0], [0.0, 2.0], [-5.0, 0.0], [0.5, 0.25]];

fn model(tensors: &[(&str, Dtype, Vec<usize>, Vec<u8>)]) -> TempDir {
    folder(&[
        ("tokenizer.json", tokenizer(None)),
        ("model.safetensors", safetensors(tensors)),
        ("config.json", model2vec_config()),
    ])
}

fn rows() -> (&'static str, Dtype, Vec<usize>, Vec<u8>) {
    ("embeddings", Dtype::F32, vec![8, 2], floats(ROWS.as_flattened()))
}

#[test]
fn a_text_is_the_mean_of_its_known_tokens() {
    let encoder = open(&model(&[rows()]));
    assert_near(encoder.encode("bridge").expect("no fault"), &[0.6, 0.8]);
    // (3 + 1, 4 - 4) / 2; the words between are not known.
    assert_near(encoder.encode("The Bridge was closed").expect("no fault"), &[1.0, 0.0]);
    // (3 + 3 - 5, 4 + 4 + 0) has the length √65.
    assert_near(
        encoder.encode("bridge bridge strike").expect("no fault"),
        &[1.0 / 65_f32.sqrt(), 8.0 / 65_f32.sqrt()],
    );
    for nothing_known in ["", "Fähre", "[UNK]"] {
        assert_eq!(encoder.encode(nothing_known).expect("no fault"), None, "{nothing_known:?}");
    }
}

#[test]
fn tokens_weigh_what_the_model_says() {
    let weights = floats(&[1.0, 1.0, 1.0, 0.5, 2.0, 1.0, 0.0, 1.0]);
    let encoder = open(&model(&[rows(), ("weights", Dtype::F32, vec![8], weights)]));
    // 0.5 × (3, 4) + 2 × (1, -4) = (3.5, -6).
    let length = (3.5_f32 * 3.5 + 36.0).sqrt();
    assert_near(encoder.encode("bridge closed strike").expect("no fault"), &[3.5 / length, -6.0 / length]);
}

#[test]
fn tokens_may_share_rows() {
    let mapping: Vec<u8> = [0, 0, 0, 1, 1, 2, -1, 9].iter().flat_map(|row: &i64| row.to_le_bytes()).collect();
    let weights = floats(&[1.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0, 1.0]);
    let encoder = open(&model(&[
        ("embeddings", Dtype::F32, vec![3, 2], floats(&[9.0, 9.0, 1.0, 0.0, 0.0, 1.0])),
        ("mapping", Dtype::I64, vec![8], mapping),
        ("weights", Dtype::F32, vec![8], weights),
    ]));
    // Rows go by the mapping, weights by the token: 1 × (1, 0) + 3 × (1, 0) + (0, 1).
    let expected = [4.0 / 17_f32.sqrt(), 1.0 / 17_f32.sqrt()];
    assert_near(encoder.encode("bridge closed ferry").expect("no fault"), &expected);
    assert_eq!(encoder.encode("strike news").expect("no fault"), None, "rows that are not there say nothing");
}

#[test]
fn a_table_may_be_of_any_kind_of_number() {
    let halves =
        ROWS.as_flattened().iter().flat_map(|value| half::f16::from_f32(*value).to_le_bytes()).collect();
    let doubles = ROWS.as_flattened().iter().flat_map(|value| f64::from(*value).to_le_bytes()).collect();
    let bytes = ROWS.as_flattened().iter().map(|value| (*value as i8).cast_unsigned()).collect();
    for (dtype, numbers) in [(Dtype::F16, halves), (Dtype::F64, doubles), (Dtype::I8, bytes)] {
        let encoder = open(&model(&[("embeddings", dtype, vec![8, 2], numbers)]));
        assert_near(encoder.encode("bridge").expect("no fault"), &[0.6, 0.8]);
    }
}

#[test]
fn of_a_long_text_the_beginning_counts() {
    let encoder = open(&model(&[rows()]));
    let beginning = "bridge ".repeat(encode::MAX_TOKENS);
    assert_near(
        encoder.encode(&format!("{beginning}{}", "strike ".repeat(900))).expect("no fault"),
        &[0.6, 0.8],
    );
    assert_eq!(encoder.encode(&"x".repeat(50_000_000)).expect("no fault"), None);
}

#[test]
fn a_model_is_known_by_its_bytes() {
    let one = open(&model(&[rows()])).fingerprint();
    assert_eq!(open(&model(&[rows()])).fingerprint(), one);
    let mut changed = rows();
    changed.3[0] ^= 1;
    assert_ne!(open(&model(&[changed])).fingerprint(), one);
}
