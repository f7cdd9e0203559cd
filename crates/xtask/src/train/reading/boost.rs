//! Gradient boosting, by the crate `forust-ml`, and its trees as ours.

use anyhow::{Context, ensure};
use extract::forest::{Forest, Node};
use forust_ml::{GradientBooster, Matrix, tree::Tree};

use super::lessons::Lesson;

/// How the forests grow: chosen by cross-validation over the hosts, from a handful of settings.
const TREES: usize = 60;
const LEAVES: usize = 20;
const LEARNING_RATE: f32 = 0.12;
const FEATURES_A_TREE: f64 = 0.4;
const LEAST_WEIGHT: f32 = 1.0;
const SMOOTHING: f32 = 2.0;

/// Grows a forest from the lines of pages, each page with the features of its lines.
pub fn forest<'l>(pages: impl Iterator<Item = (&'l Lesson, &'l [Vec<f32>])>) -> anyhow::Result<Forest> {
    let mut rows: Vec<&[f32]> = Vec::new();
    let (mut labels, mut weights) = (Vec::new(), Vec::new());
    for (lesson, features) in pages {
        let lines = features.iter().zip(&lesson.labels);
        for (row, label) in lines.filter_map(|(row, label)| Some((row, label.as_ref()?))) {
            rows.push(row);
            labels.push(f64::from(u8::from(label.is_text)));
            weights.push(label.weight);
        }
    }
    let width = rows.first().context("there are no pages to learn from")?.len();
    ensure!(rows.iter().all(|row| row.len() == width), "rows of features differ in length");
    // The crate wants columns.
    let columns: Vec<f64> =
        (0..width).flat_map(|column| rows.iter().map(move |row| f64::from(row[column]))).collect();
    let mut booster = GradientBooster::default()
        .set_iterations(TREES)
        .set_max_leaves(LEAVES)
        .set_max_depth(LEAVES)
        .set_learning_rate(LEARNING_RATE)
        .set_colsample_bytree(FEATURES_A_TREE)
        .set_min_leaf_weight(LEAST_WEIGHT)
        .set_l2(SMOOTHING)
        .set_nbins(128)
        .set_seed(0);
    booster.fit(&Matrix::new(&columns, rows.len(), width), &labels, &weights, None)?;
    let trees = booster.trees.iter().map(nodes).collect::<anyhow::Result<_>>()?;
    Ok(Forest { base: booster.base_score as f32, trees })
}

fn nodes(tree: &Tree) -> anyhow::Result<Vec<Node>> {
    let number = |node: usize| u16::try_from(node).context("a tree has too many nodes");
    let nodes = tree.nodes.iter().map(|node| {
        Ok(if node.is_leaf {
            Node::Leaf(node.weight_value)
        } else {
            Node::Split {
                feature: number(node.split_feature)?,
                threshold: node.split_value as f32,
                children: (number(node.left_child)?, number(node.right_child)?),
            }
        })
    });
    nodes.collect()
}
