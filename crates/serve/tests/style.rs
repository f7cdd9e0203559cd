//! The colours of the style sheet, by day and by night, are readable: WCAG 2.2 asks for a contrast of
//! 4.5 between text and ground (1.4.3, level AA).

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it must be")]

const STYLE: &str = include_str!("../templates/style.css");

#[test]
fn every_text_is_readable_on_its_ground() {
    let themes: Vec<&str> =
        STYLE.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    let [day, night, _print] = themes[..] else { panic!("not the themes expected") };
    for theme in [day, night] {
        for (text, ground) in [
            ("ink", "paper"),
            ("ink", "raised"),
            ("ink", "mark"),
            ("quiet", "paper"),
            ("quiet", "raised"),
            ("accent", "paper"),
            ("accent", "raised"),
            ("paper", "accent"),
            ("alarm", "paper"),
            ("paper", "alarm"),
        ] {
            let contrast = contrast(colour(theme, text), colour(theme, ground));
            assert!(contrast >= 4.5, "{text} on {ground}: {contrast:.2} in{theme}");
        }
    }
}

/// A colour of a theme as red, green and blue, from 0 to 255.
fn colour(theme: &str, name: &str) -> [u8; 3] {
    let hex = theme.split(&format!("--{name}: #")).nth(1).unwrap();
    [0, 2, 4].map(|start| u8::from_str_radix(&hex[start..start + 2], 16).unwrap())
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance, as WCAG defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
