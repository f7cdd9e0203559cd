//! A forest of decision trees: what gradient boosting made (Friedman, Annals of Statistics 2001). Forests are
//! grown by `cargo xtask train`, ship as bytes, and are asked by the stages that judge by them.

/// A node as it is stored: feature or leaf, threshold or value, and the two nodes below.
const NODE_BYTES: usize = 10;
/// The feature of a leaf.
const LEAF: u16 = u16::MAX;

/// A tree's node. Children come behind their parents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// The value that the tree gives.
    Leaf(f32),
    /// A question to one feature.
    Split {
        /// The number of the feature.
        feature: u16,
        /// Rows whose feature is less go left.
        threshold: f32,
        /// The numbers of the nodes below, within the tree.
        children: (u16, u16),
    },
}

/// Trees whose values are summed to the logarithm of odds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// The logarithm of the odds before any tree is asked.
    pub base: f32,
    /// The trees, each with its root first.
    pub trees: Vec<Vec<Node>>,
}

/// Why bytes are no forest.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no forest: they end early, or a node leads nowhere")]
pub struct NoForest;

impl Forest {
    /// The chance, from 0 to 1, that the forest gives a row. Features beyond the row count as 0.
    pub fn chance(&self, row: &[f32]) -> f32 {
        1.0 / (1.0 + (-self.log_odds(row)).exp())
    }

    /// The same as the logarithm of the odds.
    pub fn log_odds(&self, row: &[f32]) -> f32 {
        self.base + self.trees.iter().map(|tree| value(tree, row)).sum::<f32>()
    }

    /// The forest as bytes, little endian: base, count of trees, and of each tree the count of nodes
    /// and ten bytes a node.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.base.to_le_bytes().to_vec();
        bytes.extend((self.trees.len() as u16).to_le_bytes());
        for tree in &self.trees {
            bytes.extend((tree.len() as u16).to_le_bytes());
            for node in tree {
                let (feature, value, (left, right)) = match *node {
                    Node::Leaf(value) => (LEAF, value, (0, 0)),
                    Node::Split { feature, threshold, children } => (feature, threshold, children),
                };
                bytes.extend(feature.to_le_bytes());
                bytes.extend(value.to_le_bytes());
                bytes.extend(left.to_le_bytes());
                bytes.extend(right.to_le_bytes());
            }
        }
        bytes
    }

    /// Reads a forest from the beginning of bytes, and leaves what comes behind it there.
    ///
    /// # Errors
    ///
    /// [`NoForest`] when the bytes end too early or a node does not lead on to later nodes of its tree.
    pub fn from_bytes(bytes: &mut &[u8]) -> Result<Self, NoForest> {
        let base = f32::from_le_bytes(take(bytes)?);
        let count = u16::from_le_bytes(take(bytes)?);
        let trees = (0..count).map(|_| tree(bytes)).collect::<Result<_, _>>()?;
        Ok(Self { base, trees })
    }
}

fn value(tree: &[Node], row: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(Node::Split { feature, threshold, children }) => {
                let is_less = row.get(usize::from(*feature)).copied().unwrap_or(0.0) < *threshold;
                at = usize::from(if is_less { children.0 } else { children.1 });
            }
            Some(Node::Leaf(value)) => return *value,
            None => return 0.0,
        }
    }
}

fn tree(bytes: &mut &[u8]) -> Result<Vec<Node>, NoForest> {
    let count = u16::from_le_bytes(take(bytes)?);
    if bytes.len() < usize::from(count) * NODE_BYTES {
        return Err(NoForest);
    }
    (0..count)
        .map(|number| {
            let (feature, value) = (u16::from_le_bytes(take(bytes)?), f32::from_le_bytes(take(bytes)?));
            let children = (u16::from_le_bytes(take(bytes)?), u16::from_le_bytes(take(bytes)?));
            let leads_on = |child: u16| (number + 1..count).contains(&child);
            match feature {
                LEAF => Ok(Node::Leaf(value)),
                _ if leads_on(children.0) && leads_on(children.1) => {
                    Ok(Node::Split { feature, threshold: value, children })
                }
                _ => Err(NoForest),
            }
        })
        .collect()
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], NoForest> {
    let (taken, rest) = bytes.split_first_chunk::<N>().ok_or(NoForest)?;
    *bytes = rest;
    Ok(*taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> Forest {
        let split = Node::Split { feature: 1, threshold: 2.0, children: (1, 2) };
        Forest {
            base: 0.0,
            trees: vec![vec![split, Node::Leaf(-1.0), Node::Leaf(3.0)], vec![Node::Leaf(1.0)]],
        }
    }

    #[test]
    fn chances_follow_the_trees() {
        assert_eq!(forest().chance(&[9.0, 1.9]), 0.5);
        assert!(forest().chance(&[0.0, 2.0]) > 0.98);
        assert_eq!(forest().chance(&[]), 0.5);
    }

    #[test]
    fn bytes_are_a_forest_or_none() {
        let bytes = forest().to_bytes();
        assert_eq!(Forest::from_bytes(&mut bytes.as_slice()), Ok(forest()));
        for end in 0..bytes.len() {
            assert_eq!(Forest::from_bytes(&mut &bytes[..end]), Err(NoForest));
        }
        let mut in_a_circle = bytes;
        in_a_circle[14] = 0;
        assert_eq!(Forest::from_bytes(&mut in_a_circle.as_slice()), Err(NoForest));
    }
}
