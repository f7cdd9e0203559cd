//! The seal: the files of a pack that its manifest cannot list, because they vouch for it.

use crate::{Hash, Key, key::PublicKey};

/// The list of all other files.
pub const MANIFEST: &str = "manifest.json";
/// The words that are signed.
pub const HEAD: &str = "head.txt";
/// The signature, 64 bytes.
pub const SIGNATURE: &str = "head.sig";
/// The public key.
pub const KEY: &str = "key.pem";
/// All of them, in their order.
pub const SEAL: [&str; 4] = [MANIFEST, HEAD, SIGNATURE, KEY];

/// What is signed of a pack. It names what it is, so that no signature made for something else fits.
pub fn words(head: Hash) -> String {
    format!("Quelle evidence pack, format 1\n{head}\n")
}

/// Head, signature and key of a pack whose chain ends in `head`, with the names of their files.
pub fn sealed(head: Hash, key: &Key) -> [(&'static str, Vec<u8>); 3] {
    let words = words(head).into_bytes();
    let signature = key.sign(&words);
    [(HEAD, words), (SIGNATURE, signature), (KEY, key.public().to_pem().into_bytes())]
}

/// The fingerprint of the key that a pack is signed by; `None` where the signature is not by the key beside it.
pub fn signer(words: &[u8], signature: &[u8], key: &[u8]) -> Option<Hash> {
    let key = PublicKey::from_pem(str::from_utf8(key).ok()?)?;
    key.has_signed(words, signature).then(|| key.fingerprint())
}
