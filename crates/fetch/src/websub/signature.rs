//! Whether a push was signed by who knows the secret (section 7.1 of the Recommendation).

use ring::hmac::{self, Algorithm, Key};

/// The methods that the Recommendation names. The weakness of SHA-1 is no weakness of an HMAC with it, and
/// most hubs sign so.
const METHODS: [(&str, Algorithm); 4] = [
    ("sha1", hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY),
    ("sha256", hmac::HMAC_SHA256),
    ("sha384", hmac::HMAC_SHA384),
    ("sha512", hmac::HMAC_SHA512),
];

/// Whether `signature`, the value of an `X-Hub-Signature` header (`sha256=…`), is the one of these very bytes
/// by this secret. Takes as long for a wrong signature as for a right one.
pub fn is_signed(signature: &str, secret: &str, body: &[u8]) -> bool {
    let Some((method, digits)) = signature.trim().split_once('=') else { return false };
    let known = METHODS.iter().find(|(name, _)| name.eq_ignore_ascii_case(method));
    match (known, bytes_of(digits)) {
        (Some((_, algorithm)), Some(bytes)) => {
            hmac::verify(&Key::new(*algorithm, secret.as_bytes()), body, &bytes).is_ok()
        }
        _ => false,
    }
}

/// Hexadecimal digits as bytes.
fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?));
    if rest.is_empty() { bytes.collect() } else { None }
}
