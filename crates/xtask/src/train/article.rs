//! `cargo xtask train article`: weighs the signs by which a page that does not say what it is is judged to be
//! an article, by logistic regression over the development halves of the sets of pages.
//!
//! Prints how well the weights do on pages that they were not made from, then writes those made from all.

use std::{fs, path::Path};

use anyhow::Context;
use extract::{Kind, Page, Read, SIGNS, Signs};
use serde::Deserialize;

use crate::eval::{extract as pages, score, sets};

/// The set that knows pages of other kinds, and those that hold articles alone, with the weight of a page.
const SETS: [(&str, f64); 4] = [
    (TYPED, 1.0),
    ("extraction_fundus/dev", 0.1),
    ("extraction_trafilatura/dev", 0.1),
    ("dates_htmldate/dev", 0.1),
];
const TYPED: &str = "extraction_wcxb/dev";

/// Of how many parts each is judged by weights from the others.
const FOLDS: usize = 10;
/// How strongly weights are held near zero, in pages.
const PENALTY: f64 = 3.0;
const STEPS: usize = 3_000;
const STEP: f64 = 0.5;

const FILE: &str = "crates/extract/data/article_weights.txt";
const HEADER: &str = "# How much each sign says that a page is an article, beside the bias. Made by `cargo xtask train article`.";

#[derive(Deserialize)]
struct Row {
    url: Option<String>,
    html: String,
    #[serde(default)]
    page_type: Option<String>,
}

struct Example {
    is_article: bool,
    /// Whether its set knows pages of other kinds.
    is_typed: bool,
    weight: f64,
    kind: Kind,
    signs: Option<Signs>,
}

/// The weight of each sign once all are of the same scale, with the means and deviations that make them so.
struct Model {
    bias: f64,
    weights: [f64; SIGNS.len()],
    means: [f64; SIGNS.len()],
    deviations: [f64; SIGNS.len()],
}

pub fn run() -> anyhow::Result<()> {
    let mut examples = Vec::new();
    for (name, weight) in SETS {
        let set = sets::find(name).context("there is nothing to train from")?;
        read(&set, name == TYPED, weight, &mut examples)?;
    }
    cross_validate(&examples);
    let model = Model::fit(&examples.iter().collect::<Vec<_>>());
    fs::write(FILE, model.lines()).with_context(|| format!("cannot write {FILE}"))
}

fn read(set: &Path, is_typed: bool, weight: f64, examples: &mut Vec<Example>) -> anyhow::Result<()> {
    for row in sets::rows::<Row>(&set.join("expected.jsonl.gz"))? {
        let page_type = row.page_type.as_deref().unwrap_or("article");
        let is_article = page_type == "article";
        if !is_article && !pages::LISTINGS.contains(&page_type) {
            continue;
        }
        let body = pages::page(set, &row.html)?;
        let read = extract::page(&Page { body: &body, url: row.url.as_deref(), ..Page::default() });
        if is_typed || !read.article.text.is_empty() {
            let Read { kind, signs, .. } = read;
            examples.push(Example { is_article, is_typed, weight, kind, signs });
        }
    }
    Ok(())
}

fn cross_validate(examples: &[Example]) {
    let (mut right, mut claimed, mut wanted) = (0, 0, 0);
    let (mut known, mut others) = (0, 0);
    for fold in 0..FOLDS {
        let is_left_out = |number: usize| number % FOLDS == fold;
        let numbered = || examples.iter().enumerate();
        let kept: Vec<&Example> = numbered().filter(|(n, _)| !is_left_out(*n)).map(|(_, e)| e).collect();
        let model = Model::fit(&kept);
        for (_, example) in numbered().filter(|(n, _)| is_left_out(*n)) {
            let is_claimed =
                example.signs.map_or(example.kind == Kind::Article, |signs| model.score(&signs) > 0.0);
            if !example.is_typed {
                (known, others) = (known + usize::from(is_claimed), others + 1);
                continue;
            }
            right += usize::from(is_claimed && example.is_article);
            claimed += usize::from(is_claimed);
            wanted += usize::from(example.is_article);
        }
    }
    let score = score::counts(right, claimed, wanted);
    println!(
        "left out: article or not F1 {:.3} (P {:.3} R {:.3}); of the sets of articles {:.3} known as such",
        score.f1(),
        score.precision,
        score.recall,
        pages::share(known, others)
    );
}

impl Model {
    /// Fits the pages that only their signs decide, by gradient descent.
    fn fit(examples: &[&Example]) -> Self {
        let judged: Vec<(&Example, [f64; SIGNS.len()])> =
            examples.iter().filter_map(|example| Some((*example, example.signs?.0))).collect();
        let total: f64 = judged.iter().map(|(example, _)| example.weight).sum();
        let mean = |of: &dyn Fn(&[f64; SIGNS.len()]) -> f64| {
            judged.iter().map(|(example, signs)| example.weight * of(signs)).sum::<f64>() / total
        };
        let means = std::array::from_fn(|sign| mean(&|signs| signs[sign]));
        let deviations =
            std::array::from_fn(|sign| mean(&|signs| (signs[sign] - means[sign]).powi(2)).sqrt().max(1e-9));
        let mut model = Self { bias: 0.0, weights: [0.0; SIGNS.len()], means, deviations };
        for _ in 0..STEPS {
            let mut slope = model.weights.map(|weight| weight * PENALTY / total);
            let mut bias_slope = 0.0;
            for (example, signs) in &judged {
                let error = sigmoid(model.score(&Signs(*signs))) - f64::from(u8::from(example.is_article));
                let share = error * example.weight / total;
                bias_slope += share;
                for (slope, scaled) in slope.iter_mut().zip(model.scaled(signs)) {
                    *slope += share * scaled;
                }
            }
            model.bias -= STEP * bias_slope;
            model.weights.iter_mut().zip(slope).for_each(|(weight, slope)| *weight -= STEP * slope);
        }
        model
    }

    fn scaled(&self, signs: &[f64; SIGNS.len()]) -> [f64; SIGNS.len()] {
        std::array::from_fn(|sign| (signs[sign] - self.means[sign]) / self.deviations[sign])
    }

    fn score(&self, signs: &Signs) -> f64 {
        self.bias
            + self.scaled(&signs.0).iter().zip(self.weights).map(|(sign, weight)| sign * weight).sum::<f64>()
    }

    /// The file of the weights, for signs as they are measured.
    fn lines(&self) -> String {
        let weights: [f64; SIGNS.len()] =
            std::array::from_fn(|sign| self.weights[sign] / self.deviations[sign]);
        let bias =
            self.bias - weights.iter().zip(self.means).map(|(weight, mean)| weight * mean).sum::<f64>();
        let lines = SIGNS.iter().zip(weights).map(|(name, weight)| format!("{name} {weight:.4}\n"));
        format!("{HEADER}\nbias {bias:.4}\n{}", lines.collect::<String>())
    }
}

fn sigmoid(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}
