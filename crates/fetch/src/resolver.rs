//! Names to addresses, those only that may be connected to.
//!
//! The connection is made to what this returns, so a name cannot show one address to a check and
//! another to the connection ("DNS rebinding").

use std::net::SocketAddr;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::address::forbidden_kind;
use crate::error::Unresolved;

/// The system's resolver, without the addresses that must not be connected to.
pub(crate) struct Resolver {
    pub(crate) allow_private: bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(Unresolved::Unknown)?;
            Ok(Box::new(allowed_ones(found, allow_private)?.into_iter()) as Addrs)
        })
    }
}

/// The addresses that may be connected to; an error that names the last of the others when there are none.
fn allowed_ones(
    found: impl Iterator<Item = SocketAddr>,
    allow_private: bool,
) -> Result<Vec<SocketAddr>, Unresolved> {
    let mut refusal = None;
    let mut allowed = Vec::new();
    for address in found {
        match forbidden_kind(address.ip(), allow_private) {
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
    fn keeps_what_is_allowed_and_refuses_when_nothing_is_left() {
        // What a name leads to, and what may be connected to: by all, and where private addresses are allowed.
        let cases = [
            ("93.184.215.14 ::1", "93.184.215.14", "93.184.215.14 ::1"),
            ("10.0.0.1 93.184.215.14", "93.184.215.14", "10.0.0.1 93.184.215.14"),
            ("fd00::1 10.0.0.1", "10.0.0.1, a private network", "fd00::1 10.0.0.1"),
            (
                "169.254.169.254",
                "169.254.169.254, a link-local address",
                "169.254.169.254, a link-local address",
            ),
            ("127.0.0.1 fe80::1", "fe80::1, a link-local address", "127.0.0.1"),
            ("fd00:ec2::254", "fd00:ec2::254, a cloud's own service", "fd00:ec2::254, a cloud's own service"),
        ];
        let told = |text: &str, allow_private| {
            let found = text.split(' ').map(|ip| SocketAddr::new(ip.parse().unwrap(), 0));
            match allowed_ones(found, allow_private) {
                Ok(left) => left.iter().map(|left| left.ip().to_string()).collect::<Vec<_>>().join(" "),
                Err(refusal) => refusal.to_string(),
            }
        };
        for (found, public, private) in cases {
            assert_eq!((told(found, false).as_str(), told(found, true).as_str()), (public, private));
        }
        assert!(allowed_ones(std::iter::empty(), false).unwrap().is_empty());
    }
}
