//! Brings captures from the web, politely and safely: the only place with outgoing HTTP.
//!
//! *Politely*: conditional requests with the validators byte for byte, few connections per host over
//! all feeds and pages, a User-Agent of its own, robots.txt for pages, no cookies, no referrer, no
//! retries ([`schedule`] says when to ask again). *Safely*: only addresses of the public internet,
//! checked on every redirect and on the address really connected to, and a bound on time, size after
//! decompression and redirects. What an answer means is the caller's business. [`websub`] asks hubs to
//! push what is new.
//!
//! ```no_run
//! # async fn poll(request: fetch::Request) -> Result<(), fetch::Error> {
//! let client = fetch::Client::new(fetch::Settings::default())?;
//! match client.get(&request).await? {
//!     fetch::Response::Changed { capture, .. } => println!("{} bytes", capture.body.len()),
//!     fetch::Response::Unchanged { .. } => println!("nothing new"),
//! }
//! # Ok(())
//! # }
//! ```

mod address;
mod answer;
mod body;
mod client;
mod error;
mod freshness;
mod limits;
mod message;
mod resolver;
mod robots;
pub mod schedule;
mod settings;
mod sites;
pub mod websub;

pub use address::check_address;
pub use client::Client;
pub use error::Error;
pub use freshness::Freshness;
pub use message::{Request, Response, Validators};
pub use settings::Settings;
