//! Any script in plain Latin letters, so that names can be compared across scripts.

/// The text in lower-case ASCII: `Чжао` → `chzhao`, `東京` → `dongjing`. Lossy, for comparison only.
pub fn to_latin(text: &str) -> String {
    any_ascii::any_ascii(text).to_ascii_lowercase()
}
