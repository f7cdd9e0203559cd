//! What a model that the reader brings makes of a text.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// The direction that a sentence encoder gives a text. Its length means nothing, so each number is a step between
/// -127 and 127, and the greatest is one of these: a quarter of the bytes, and the cosine differs by less than .01.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vector {
    /// The fingerprint of the model: vectors of two models have nothing to do with each other.
    pub model: u64,
    /// The steps, in Base64 where they are written.
    #[serde(serialize_with = "write_steps", deserialize_with = "read_steps")]
    pub values: Vec<i8>,
}

impl Vector {
    /// The direction of these numbers, as the model with this fingerprint gives it.
    pub fn new(model: u64, values: &[f32]) -> Self {
        let greatest = values.iter().map(|value| value.abs()).fold(f32::MIN_POSITIVE, f32::max);
        let steps = |value: &f32| (value / greatest * f32::from(i8::MAX)).round() as i8;
        Self { model, values: values.iter().map(steps).collect() }
    }

    /// The cosine of the angle between two texts, from -1 to 1; `None` when they are of different models, or one
    /// has no direction.
    pub fn cosine(&self, other: &Self) -> Option<f32> {
        let is_comparable = self.model == other.model && self.values.len() == other.values.len();
        let lengths = (product(&self.values, &self.values) * product(&other.values, &other.values)).sqrt();
        (is_comparable && lengths > 0.0).then(|| (product(&self.values, &other.values) / lengths) as f32)
    }
}

fn product(here: &[i8], there: &[i8]) -> f64 {
    let products =
        here.iter().zip(there).map(|(here, there)| i64::from(i16::from(*here) * i16::from(*there)));
    products.sum::<i64>() as f64
}

fn write_steps<S: Serializer>(steps: &[i8], serializer: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = steps.iter().map(|step| step.cast_unsigned()).collect();
    serializer.serialize_str(&BASE64_STANDARD.encode(bytes))
}

fn read_steps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<i8>, D::Error> {
    let bytes = BASE64_STANDARD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)?;
    Ok(bytes.into_iter().map(u8::cast_signed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_survives_the_steps() {
        let cases: [(&[f32], &[f32], f32); 4] = [
            (&[0.6, 0.8], &[0.8, 0.6], 0.96),
            (&[3.0, 4.0], &[-3.0, -4.0], -1.0),
            (&[1.0, 0.0, 0.0], &[0.0, 0.5, 0.5], 0.0),
            (&[0.1, 0.2, -0.3], &[0.2, 0.4, -0.6], 1.0),
        ];
        for (here, there, expected) in cases {
            let cosine = Vector::new(7, here).cosine(&Vector::new(7, there)).expect("a cosine");
            assert!((cosine - expected).abs() < 0.01, "{here:?} {there:?}: {cosine}");
        }
    }

    #[test]
    fn what_cannot_be_compared_has_no_cosine() {
        let here = Vector::new(7, &[0.6, 0.8]);
        assert_eq!(here.cosine(&Vector::new(8, &[0.6, 0.8])), None);
        assert_eq!(here.cosine(&Vector::new(7, &[0.6, 0.8, 0.0])), None);
        assert_eq!(here.cosine(&Vector::new(7, &[0.0, 0.0])), None);
    }

    #[test]
    fn it_is_written_in_few_bytes_and_read_again() {
        let vector = Vector::new(u64::MAX, &[1.0, -1.0, 0.0, 0.5]);
        assert_eq!(vector.values, [127, -127, 0, 64]);
        let written = serde_json::to_string(&vector).expect("JSON");
        assert_eq!(written, r#"{"model":18446744073709551615,"values":"f4EAQA=="}"#);
        assert_eq!(serde_json::from_str::<Vector>(&written).expect("a vector"), vector);
        assert!(serde_json::from_str::<Vector>(r#"{"model":1,"values":"?"}"#).is_err());
    }
}
