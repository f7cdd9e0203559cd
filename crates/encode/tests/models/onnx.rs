//! Writes a small ONNX file: just so much of protocol buffers
//! (<https://protobuf.dev/programming-guides/encoding/>) and of onnx.proto as it takes.

/// What an encoder answers.
#[derive(Clone, Copy, PartialEq)]
pub enum Outputs {
    /// A vector for each token.
    Tokens,
    /// That, and one for the text: of each number the greatest.
    Sentence,
}

const FLOAT: u64 = 1;
const INT64: u64 = 7;

/// An encoder that adds a row of a table for the token and one for its type. `input` is the name of what it asks for.
pub fn encoder(rows: &[[f32; 2]], types: &[[f32; 2]], input: &str, outputs: Outputs) -> Vec<u8> {
    let mut nodes = vec![
        node("Gather", &["rows", input], "by_token", &[]),
        node("Gather", &["types", "token_type_ids"], "by_type", &[]),
        node("Add", &["by_token", "by_type"], "last_hidden_state", &[]),
    ];
    let mut outputs_named = vec![value("last_hidden_state", FLOAT, &["batch", "tokens", "width"])];
    if outputs == Outputs::Sentence {
        let over_tokens = [ints("axes", &[1]), int("keepdims", 0)];
        nodes.push(node("ReduceMax", &["last_hidden_state"], "sentence_embedding", &over_tokens));
        outputs_named.push(value("sentence_embedding", FLOAT, &["batch", "width"]));
    }
    let inputs =
        [input, "attention_mask", "token_type_ids"].map(|name| value(name, INT64, &["batch", "tokens"]));
    let graph = [
        nodes.iter().map(|node| bytes(1, node)).collect::<Vec<_>>().concat(),
        bytes(2, b"encoder"),
        bytes(5, &table("rows", rows)),
        bytes(5, &table("types", types)),
        inputs.iter().map(|input| bytes(11, input)).collect::<Vec<_>>().concat(),
        outputs_named.iter().map(|output| bytes(12, output)).collect::<Vec<_>>().concat(),
    ];
    [number(1, 8), bytes(8, &number(2, 13)), bytes(7, &graph.concat())].concat()
}

fn node(operator: &str, inputs: &[&str], output: &str, attributes: &[Vec<u8>]) -> Vec<u8> {
    let mut node: Vec<u8> = inputs.iter().flat_map(|input| bytes(1, input.as_bytes())).collect();
    node.extend(bytes(2, output.as_bytes()));
    node.extend(bytes(4, operator.as_bytes()));
    node.extend(attributes.iter().flat_map(|attribute| bytes(5, attribute)));
    node
}

fn int(name: &str, value: u64) -> Vec<u8> {
    [bytes(1, name.as_bytes()), number(3, value), number(20, 2)].concat()
}

fn ints(name: &str, values: &[u64]) -> Vec<u8> {
    let values: Vec<u8> = values.iter().flat_map(|value| number(8, *value)).collect();
    [bytes(1, name.as_bytes()), values, number(20, 7)].concat()
}

fn table(name: &str, rows: &[[f32; 2]]) -> Vec<u8> {
    let numbers = crate::support::floats(rows.as_flattened());
    let dimensions = [number(1, rows.len() as u64), number(1, 2)].concat();
    [dimensions, number(2, FLOAT), bytes(8, name.as_bytes()), bytes(9, &numbers)].concat()
}

fn value(name: &str, kind: u64, dimensions: &[&str]) -> Vec<u8> {
    let shape: Vec<u8> = dimensions.iter().flat_map(|name| bytes(1, &bytes(2, name.as_bytes()))).collect();
    let tensor = [number(1, kind), bytes(2, &shape)].concat();
    [bytes(1, name.as_bytes()), bytes(2, &bytes(1, &tensor))].concat()
}

fn number(field: u64, value: u64) -> Vec<u8> {
    [varint(field << 3), varint(value)].concat()
}

fn bytes(field: u64, content: &[u8]) -> Vec<u8> {
    [varint(field << 3 | 2), varint(content.len() as u64), content.to_vec()].concat()
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}
