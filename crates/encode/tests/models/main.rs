//! Models of a few tokens that the tests write themselves.

mod broken;
mod graph;
mod onnx;
mod support;
mod table;
