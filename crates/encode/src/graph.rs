//! A sentence encoder in ONNX: what it makes of the tokens, and the mean of that.

use rten::{Model, NodeId, Value, ValueOrView};
use rten_tensor::prelude::*;

use crate::{Error, folder::Content, guard::guarded, tokens::Tokens};

/// The output that is a text's vector already, where an encoder has one.
const SENTENCE: &str = "sentence_embedding";

/// An encoder, with what it is asked and what it answers.
pub struct Graph {
    tokens: Tokens,
    model: Model,
    inputs: Vec<(NodeId, Input)>,
    output: NodeId,
}

/// What an encoder asks about each token.
#[derive(Clone, Copy)]
enum Input {
    /// Its number.
    Ids,
    /// Whether it counts.
    Mask,
    /// Which of two texts it stands in.
    Types,
}

impl Input {
    fn named(name: &str) -> Option<Self> {
        match name {
            "input_ids" => Some(Self::Ids),
            "attention_mask" => Some(Self::Mask),
            "token_type_ids" => Some(Self::Types),
            _ => None,
        }
    }
}

impl Graph {
    /// Reads an ONNX file.
    pub fn read(file: Content, tokens: Tokens) -> Result<Self, Error> {
        let Content { path, bytes } = file;
        let broken = |why: String| Error::Broken { path: path.clone(), why };
        let model = guarded(|| Model::load(bytes).map_err(|error| error.to_string())).map_err(broken)?;
        let inputs = inputs(&model).map_err(broken)?;
        let output = output(&model).ok_or_else(|| broken("it has no output".to_owned()))?;
        Ok(Self { tokens, model, inputs, output })
    }

    /// What the encoder answers for a text; the mean over its tokens where it answers for each.
    pub fn encode(&self, text: &str) -> Result<Vec<f32>, Error> {
        let tokens: Vec<i32> = self.tokens.of(text)?.into_iter().map(u32::cast_signed).collect();
        if tokens.is_empty() {
            return Ok(Vec::new());
        }
        guarded(|| pooled(self.run(&tokens)?)).map_err(Error::Failed)
    }

    fn run(&self, tokens: &[i32]) -> Result<Value, String> {
        let value = |input| match input {
            Input::Ids => tokens.to_vec(),
            Input::Mask => vec![1; tokens.len()],
            Input::Types => vec![0; tokens.len()],
        };
        let given = |(node, input): &(NodeId, Input)| {
            let value =
                Value::from_shape([1, tokens.len()], value(*input)).map_err(|error| error.to_string())?;
            Ok((*node, ValueOrView::from(value)))
        };
        let inputs = self.inputs.iter().map(given).collect::<Result<_, String>>()?;
        let outputs = self.model.run_n(inputs, [self.output], None);
        outputs.map(|[output]| output).map_err(|error| error.to_string())
    }
}

fn inputs(model: &Model) -> Result<Vec<(NodeId, Input)>, String> {
    let input = |node: &NodeId| {
        let name = model.node_info(*node).and_then(|input| input.name()).unwrap_or_default();
        let input = Input::named(name).ok_or_else(|| {
            format!("it asks for \"{name}\"; a sentence encoder asks for input_ids, attention_mask and token_type_ids")
        })?;
        Ok((*node, input))
    };
    model.input_ids().iter().map(input).collect()
}

fn output(model: &Model) -> Option<NodeId> {
    let outputs = model.output_ids();
    let is_sentence =
        |node: &&NodeId| model.node_info(**node).and_then(|output| output.name()) == Some(SENTENCE);
    outputs.iter().find(is_sentence).or(outputs.first()).copied()
}

/// The vector of the one text that was asked about. All of its tokens count, for none stands there to fill up.
fn pooled(output: Value) -> Result<Vec<f32>, String> {
    let shape = output.shape().to_vec();
    let wrong = || {
        format!("it answers with numbers in the shape {shape:?}, and not [1, tokens, width] or [1, width]")
    };
    let (tokens, width) = match shape[..] {
        [1, width] => (1, width),
        [1, tokens, width] => (tokens, width),
        _ => return Err(wrong()),
    };
    let values = output.into_tensor::<f32>().ok_or_else(wrong)?.into_data();
    let mut sum = vec![0.0; width];
    for (at, value) in values.iter().enumerate() {
        sum[at % width] += value / tokens as f32;
    }
    Ok(sum)
}
