//! The key that packs are signed with: Ed25519 (RFC 8032), in the forms that OpenSSL reads (RFC 8410).

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::Hash;

/// What comes before the 32 bytes of a private key (PKCS #8, version 1) and of a public one.
const PRIVATE_PREFIX: [u8; 16] = *b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";
const PUBLIC_PREFIX: [u8; 12] = *b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00";

/// A private key, and the public one that belongs to it. Never printed.
pub struct Key {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
}

/// What is no private key.
#[derive(Debug, thiserror::Error)]
#[error("this is not an Ed25519 private key in PEM (PKCS #8), as `quelle evidence` makes it")]
pub struct KeyError;

impl Key {
    /// The key that 32 random bytes make.
    pub fn new(seed: [u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).expect("any 32 bytes are a seed");
        Self { seed, pair }
    }

    /// Reads a private key in PEM.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let seed = from_pem("PRIVATE KEY", &PRIVATE_PREFIX, pem).ok_or(KeyError)?;
        Ok(Self::new(seed))
    }

    /// The private key in PEM. To be kept where only its owner reads it.
    pub fn to_pem(&self) -> String {
        to_pem("PRIVATE KEY", &PRIVATE_PREFIX, &self.seed)
    }

    /// The public key.
    pub(crate) fn public(&self) -> PublicKey {
        let bytes = self.pair.public_key().as_ref().try_into();
        PublicKey(bytes.expect("an Ed25519 public key has 32 bytes"))
    }

    /// What the public key is known by: the SHA-256 of its DER form.
    pub fn fingerprint(&self) -> Hash {
        self.public().fingerprint()
    }

    /// Signs a message.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.pair.sign(message).as_ref().to_vec()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.fingerprint())
    }
}

/// The key that signatures are checked with.
pub(crate) struct PublicKey([u8; 32]);

impl PublicKey {
    /// Reads it from PEM; `None` where that is not as [`PublicKey::to_pem`] writes it.
    pub fn from_pem(pem: &str) -> Option<Self> {
        let key = from_pem("PUBLIC KEY", &PUBLIC_PREFIX, pem).map(Self)?;
        (key.to_pem() == pem).then_some(key)
    }

    /// It in PEM.
    pub fn to_pem(&self) -> String {
        to_pem("PUBLIC KEY", &PUBLIC_PREFIX, &self.0)
    }

    /// The SHA-256 of its DER form.
    pub fn fingerprint(&self) -> Hash {
        Hash::of(&[&PUBLIC_PREFIX[..], &self.0].concat())
    }

    /// Whether a message was signed by who has the private key.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(message, signature).is_ok()
    }
}

fn to_pem(label: &str, prefix: &[u8], key: &[u8; 32]) -> String {
    // Shorter than the 64 characters at which lines break.
    let base64 = STANDARD.encode([prefix, key].concat());
    format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n")
}

fn from_pem(label: &str, prefix: &[u8], pem: &str) -> Option<[u8; 32]> {
    let body = pem.trim().strip_prefix(&format!("-----BEGIN {label}-----"))?;
    let body = body.strip_suffix(&format!("-----END {label}-----"))?.trim();
    let der = STANDARD.decode(body).ok()?;
    der.strip_prefix(prefix)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8410, 10.1 and 10.3: one key in both forms.
    const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n";
    const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\n\
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n";

    #[test]
    fn keys_are_written_as_the_standard_writes_them() {
        let key = Key::from_pem(PRIVATE).expect("a key");
        assert_eq!((key.to_pem().as_str(), key.public().to_pem().as_str()), (PRIVATE, PUBLIC));
        let public = PublicKey::from_pem(PUBLIC).expect("a key");
        assert_eq!(public.fingerprint(), key.fingerprint());
        assert!(public.has_signed(b"this", &key.sign(b"this")));
        assert!(!public.has_signed(b"that", &key.sign(b"this")));
        assert!(!Key::new([7; 32]).public().has_signed(b"this", &key.sign(b"this")));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for pem in ["", PUBLIC, &PRIVATE.replace('1', "!"), &PRIVATE[..60]] {
            assert!(Key::from_pem(pem).is_err(), "{pem}");
        }
        assert!(PublicKey::from_pem(&format!("{PUBLIC}\n")).is_none(), "no byte more");
    }
}
