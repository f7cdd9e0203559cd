//! Names to addresses, the public ones only.
//!
//! The connection is made to what this returns, so a name cannot show one address to a check and
//! another to the connection ("DNS rebinding").

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::address::forbidden_kind;
use crate::error::Unresolved;

/// The system's resolver, without the addresses that must not be connected to.
pub(crate) struct PublicResolver {
    pub(crate) allow_private: bool,
}

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(Unresolved::Unknown)?;
            let allowed = if allow_private { found.collect() } else { public_ones(found)? };
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// The public addresses; an error that names the last of the others when there are none.
fn public_ones(found: impl Iterator<Item = SocketAddr>) -> Result<Vec<SocketAddr>, Unresolved> {
    let mut refusal = None;
    let mut allowed = Vec::new();
    for address in found {
        match forbidden_kind(address.ip()) {
            Some(kind) => refusal = Some(Unresolved::Forbidden { address: address.ip(), kind }),
            None => allowed.push(address),
        }
    }
    match refusal {
        Some(refusal) if allowed.is_empty() => Err(refusal),
        _ => Ok(allowed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_public_addresses_and_refuses_when_none_is_left() {
        let addresses = |text: &str| {
            text.split(' ').map(|ip| SocketAddr::new(ip.parse().unwrap(), 0)).collect::<Vec<_>>()
        };
        let resolved = |text: &str| public_ones(addresses(text).into_iter());
        assert_eq!(resolved("10.0.0.1 93.184.215.14").unwrap(), addresses("93.184.215.14"));
        assert_eq!(resolved("93.184.215.14 ::1").unwrap(), addresses("93.184.215.14"));
        assert_eq!(resolved("fd00::1 10.0.0.1").unwrap_err().to_string(), "10.0.0.1, a private network");
        assert!(public_ones(std::iter::empty()).unwrap().is_empty());
    }
}
