//! How a model cuts texts into tokens.

use serde::Deserialize;
use tokenizers::{Tokenizer, TruncationParams};

use crate::{Error, folder::Content, guard::guarded};

/// How many tokens of a text count, at most: headline and first paragraphs. Most models take no more.
pub const MAX_TOKENS: usize = 512;

/// How many characters of a text are cut into tokens: enough for [`MAX_TOKENS`], which rarely have more each.
const MAX_CHARACTERS: usize = 8 * MAX_TOKENS;

/// A model's tokenizer.
pub struct Tokens {
    tokenizer: Tokenizer,
    is_framed: bool,
    /// What stands for words that are not known, where it is left out.
    left_out: Option<u32>,
    most: usize,
}

/// What the file says of words that the tokenizer does not know.
#[derive(Deserialize)]
struct Declared {
    model: DeclaredModel,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct DeclaredModel {
    unk_token: Option<String>,
    unk_id: Option<u32>,
}

impl Tokens {
    /// A tokenizer for a table: the tokens that are known, and nothing round them.
    pub fn bare(file: &Content) -> Result<Self, Error> {
        let declared: Declared =
            serde_json::from_slice(&file.bytes).map_err(|error| file.broken(error.to_string()))?;
        let mut tokenizer = read(file)?;
        cut_at(&mut tokenizer, None).map_err(|why| file.broken(why))?;
        let unknown = declared.model.unk_token.and_then(|token| tokenizer.token_to_id(&token));
        let left_out = unknown.or(declared.model.unk_id);
        Ok(Self { tokenizer, is_framed: false, left_out, most: MAX_TOKENS })
    }

    /// A tokenizer for an encoder: all tokens, framed as it is used to, and no more than it says it takes.
    pub fn framed(file: &Content) -> Result<Self, Error> {
        let mut tokenizer = read(file)?;
        let most = tokenizer.get_truncation().map_or(MAX_TOKENS, |declared| declared.max_length);
        let most = most.min(MAX_TOKENS);
        cut_at(&mut tokenizer, Some(most)).map_err(|why| file.broken(why))?;
        Ok(Self { tokenizer, is_framed: true, left_out: None, most })
    }

    /// The numbers of a text's first tokens.
    pub fn of(&self, text: &str) -> Result<Vec<u32>, Error> {
        let end = text.char_indices().nth(MAX_CHARACTERS).map_or(text.len(), |(at, _)| at);
        let encode =
            || self.tokenizer.encode_fast(&text[..end], self.is_framed).map_err(|error| error.to_string());
        let mut tokens = guarded(encode).map_err(Error::Failed)?.get_ids().to_vec();
        tokens.retain(|token| Some(*token) != self.left_out);
        tokens.truncate(self.most);
        Ok(tokens)
    }
}

fn read(file: &Content) -> Result<Tokenizer, Error> {
    let tokenizer = guarded(|| Tokenizer::from_bytes(&file.bytes).map_err(|error| error.to_string()));
    let mut tokenizer = tokenizer.map_err(|why| file.broken(why))?;
    tokenizer.with_padding(None);
    Ok(tokenizer)
}

fn cut_at(tokenizer: &mut Tokenizer, most: Option<usize>) -> Result<(), String> {
    let truncation = most.map(|max_length| TruncationParams { max_length, ..TruncationParams::default() });
    guarded(|| tokenizer.with_truncation(truncation).map(drop).map_err(|error| error.to_string()))
}
