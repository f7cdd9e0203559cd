//! The client against web servers of the tests' own, on loopback.

#![allow(clippy::unwrap_used, reason = "these are tests, their helpers too")]

mod hubs;
mod manners;
mod packing;
mod safety;
mod server;
