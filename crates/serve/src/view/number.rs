//! Numbers as pages show them.

/// A number and what it counts: `1 article`, `1,204 articles`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with its thousands set apart.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_agree_with_their_nouns() {
        for (count, shown) in
            [(0, "0 articles"), (1, "1 article"), (999, "999 articles"), (1_204, "1,204 articles")]
        {
            assert_eq!(counted(count, "article", "articles"), shown);
        }
        assert_eq!(grouped(12_345_678), "12,345,678");
    }
}
