//! model2vec: a table with a row for each token, and the mean of a text's rows.

use half::{bf16, f16};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use crate::{Error, folder::Content, tokens::Tokens};

/// A model2vec model.
pub struct Table {
    tokens: Tokens,
    rows: Rows,
    /// How much each token counts; all the same where nothing is said.
    weights: Option<Vec<f32>>,
    /// The row of each token, where tokens share rows; else the row of its number.
    mapping: Option<Vec<usize>>,
}

/// The rows, kept as they are in the file: in 32 bits some tables would take twice the memory.
struct Rows {
    bytes: Vec<u8>,
    dtype: Dtype,
    /// The bytes of a row.
    stride: usize,
    /// The numbers of a row.
    width: usize,
}

impl Table {
    /// Reads model.safetensors: `embeddings`, and in later versions `weights` and `mapping`.
    pub fn read(file: &Content, tokens: Tokens) -> Result<Self, Error> {
        let tensors =
            SafeTensors::deserialize(&file.bytes).map_err(|error| file.broken(error.to_string()))?;
        let table = |why: &str| file.broken(format!("{why}; it is not a model2vec model"));
        let embeddings =
            tensors.tensor("embeddings").map_err(|_| table("it holds no table \"embeddings\""))?;
        let weights = tensors.tensor("weights").ok();
        let mapping = tensors.tensor("mapping").ok();
        let of_kind =
            |name: &str| table(&format!("its \"{name}\" are of a kind of number that is not known"));
        Ok(Self {
            tokens,
            rows: Rows::of(&embeddings).ok_or_else(|| table("its \"embeddings\" are no table of numbers"))?,
            weights: weights
                .map(|tensor| numbers(tensor.dtype(), tensor.data()).ok_or_else(|| of_kind("weights")))
                .transpose()?,
            mapping: mapping.map(|tensor| places(&tensor).ok_or_else(|| of_kind("mapping"))).transpose()?,
        })
    }

    /// The weighted sum of the rows of a text's tokens, which but for its length is their mean. A token without
    /// a row says nothing.
    pub fn encode(&self, text: &str) -> Result<Vec<f32>, Error> {
        let mut sum = vec![0.0; self.rows.width];
        for token in self.tokens.of(text)? {
            let token = token as usize;
            let weight = self.weights.as_ref().map_or(Some(1.0), |weights| weights.get(token).copied());
            let Some((row, weight)) = self.row(token).zip(weight) else { continue };
            for (sum, value) in sum.iter_mut().zip(row) {
                *sum += weight * value;
            }
        }
        Ok(sum)
    }

    fn row(&self, token: usize) -> Option<Vec<f32>> {
        let row = match &self.mapping {
            Some(mapping) => *mapping.get(token)?,
            None => token,
        };
        self.rows.get(row)
    }
}

impl Rows {
    /// The rows of a table of numbers; `None` when it is something else.
    fn of(tensor: &TensorView<'_>) -> Option<Self> {
        let &[rows, width] = tensor.shape() else { return None };
        // An empty row is read to see whether its kind of number is known.
        numbers(tensor.dtype(), &[])?;
        let stride = tensor.data().len().checked_div(rows).filter(|stride| *stride > 0)?;
        Some(Self { bytes: tensor.data().to_vec(), dtype: tensor.dtype(), stride, width })
    }

    fn get(&self, row: usize) -> Option<Vec<f32>> {
        let start = row.checked_mul(self.stride)?;
        numbers(self.dtype, self.bytes.get(start..start.checked_add(self.stride)?)?)
    }
}

/// The numbers that bytes stand for; `None` for a kind that no table has.
fn numbers(dtype: Dtype, bytes: &[u8]) -> Option<Vec<f32>> {
    Some(match dtype {
        Dtype::F64 => each(bytes, |bytes| f64::from_le_bytes(bytes) as f32),
        Dtype::F32 => each(bytes, f32::from_le_bytes),
        Dtype::F16 => each(bytes, |bytes| f16::from_le_bytes(bytes).to_f32()),
        Dtype::BF16 => each(bytes, |bytes| bf16::from_le_bytes(bytes).to_f32()),
        Dtype::I8 => each(bytes, |bytes| f32::from(i8::from_le_bytes(bytes))),
        _ => return None,
    })
}

/// The whole numbers of a tensor. One that is out of bounds finds no row.
fn places(tensor: &TensorView<'_>) -> Option<Vec<usize>> {
    let place = |place: i64| usize::try_from(place).unwrap_or(usize::MAX);
    Some(match tensor.dtype() {
        Dtype::I64 => each(tensor.data(), |bytes| place(i64::from_le_bytes(bytes))),
        Dtype::I32 => each(tensor.data(), |bytes| place(i64::from(i32::from_le_bytes(bytes)))),
        _ => return None,
    })
}

fn each<const SIZE: usize, T>(bytes: &[u8], read: impl Fn([u8; SIZE]) -> T) -> Vec<T> {
    bytes.as_chunks().0.iter().map(|bytes| read(*bytes)).collect()
}
