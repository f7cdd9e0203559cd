//! Gradient boosting, by the crate `forust-ml`, and its trees as ours.

use anyhow::{Context, ensure};
use forest::{Forest, Node};
use forust_ml::{GradientBooster, Matrix, tree::Tree};

/// How a forest grows.
pub struct Growth {
    pub trees: usize,
    pub leaves: usize,
    pub rate: f32,
    /// What share of the features a tree may ask for.
    pub features: f64,
    /// The least that a leaf must weigh: the weights of its rows, each times how undecided it is.
    pub least_weight: f32,
}

/// How far what a leaf says is drawn to nothing.
const SMOOTHING: f32 = 2.0;

/// What a forest learns from: the features of each row, whether it is so, and how much it counts.
#[derive(Default)]
pub struct Rows<'f> {
    features: Vec<&'f [f32]>,
    labels: Vec<f64>,
    weights: Vec<f64>,
}

impl<'f> Rows<'f> {
    pub fn add(&mut self, features: &'f [f32], is_so: bool, weight: f64) {
        self.features.push(features);
        self.labels.push(f64::from(u8::from(is_so)));
        self.weights.push(weight);
    }

    /// Grows a forest. The same rows give the same forest.
    pub fn grow(&self, growth: &Growth) -> anyhow::Result<Forest> {
        let rows = &self.features;
        let width = rows.first().context("there is nothing to learn from")?.len();
        ensure!(rows.iter().all(|row| row.len() == width), "rows of features differ in length");
        // The crate wants columns.
        let columns: Vec<f64> =
            (0..width).flat_map(|column| rows.iter().map(move |row| f64::from(row[column]))).collect();
        let mut booster = GradientBooster::default()
            .set_iterations(growth.trees)
            .set_max_leaves(growth.leaves)
            .set_max_depth(growth.leaves)
            .set_learning_rate(growth.rate)
            .set_colsample_bytree(growth.features)
            .set_min_leaf_weight(growth.least_weight)
            .set_l2(SMOOTHING)
            .set_nbins(128)
            .set_seed(0);
        booster.fit(&Matrix::new(&columns, rows.len(), width), &self.labels, &self.weights, None)?;
        let trees = booster.trees.iter().map(nodes).collect::<anyhow::Result<_>>()?;
        Ok(Forest { base: booster.base_score as f32, trees })
    }
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
