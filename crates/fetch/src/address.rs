//! Which addresses may be asked: those of the public internet, over HTTP.
//!
//! Whoever may name an address could otherwise make the server read what only it can reach: its own
//! ports, its neighbours, the credentials that clouds serve at 169.254.169.254 (server-side request
//! forgery). [`check_address`] judges the text, for it sees IP literals, which no resolver is asked
//! for; the resolver judges what names lead to, with the same [`forbidden_kind`]. An operator may open
//! the networks that are his own; no setting opens the others.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::Error;

/// Longer addresses are refused: no server takes them.
const MAX_ADDRESS_BYTES: usize = 8 << 10;

/// Reads an address and says whether it may be asked. To be used before an address is stored, and
/// used here before each request and each redirect.
///
/// HTTP and HTTPS only, no user name or password, no port of another service, no IP literal of a
/// network that is not public (in any spelling). With `allow_private`, this machine and the private
/// networks are allowed; link-local addresses, where clouds keep their credentials, and what belongs
/// to nobody are not.
///
/// # Errors
/// `NotAnAddress` or `Forbidden`.
pub fn check_address(url: &str, allow_private: bool) -> Result<Url, Error> {
    let refuse = |shown: &str, why: &str| {
        let url = shown.chars().take(200).collect();
        Err(Error::NotAnAddress { url, why: why.to_owned() })
    };
    if url.len() > MAX_ADDRESS_BYTES {
        return refuse(url, "it is too long");
    }
    let parsed = match Url::parse(url) {
        Ok(parsed) => parsed,
        Err(error) => return refuse(url, &error.to_string()),
    };
    if !matches!(parsed.scheme(), "http" | "https") {
        return refuse(url, "it is not of the web");
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return refuse(parsed.host_str().unwrap_or_default(), "it holds a user name or a password");
    }
    if parsed.port().is_some_and(|port| OTHER_SERVICES.contains(&port)) {
        return refuse(url, "its port belongs to another service");
    }
    match forbidden_place(&parsed, allow_private) {
        Some(place) => Err(Error::Forbidden { url: parsed.into(), place }),
        None => Ok(parsed),
    }
}

/// Where an address leads and why not there, as far as its text tells.
fn forbidden_place(url: &Url, allow_private: bool) -> Option<String> {
    let address = match url.host()? {
        Host::Ipv4(address) => IpAddr::V4(address),
        Host::Ipv6(address) => IpAddr::V6(address),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let is_local = LOCAL_NAMES.iter().any(|local| is_under(name, local));
            let is_forbidden = is_local && !allow_private;
            return is_forbidden.then(|| format!("{name}, a name of this machine or the local network"));
        }
    };
    forbidden_kind(address, allow_private).map(|kind| format!("{address}, {kind}"))
}

/// Whether an address names this machine or a private network, as far as its text tells.
pub(crate) fn is_private(url: &Url) -> bool {
    forbidden_place(url, false).is_some()
}

fn is_under(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// What keeps an address from being connected to; `None` when nothing does.
pub(crate) fn forbidden_kind(address: IpAddr, allow_private: bool) -> Option<&'static str> {
    let kind = match address {
        IpAddr::V4(address) => kind_v4(address),
        IpAddr::V6(address) => kind_v6(address),
    }?;
    let is_open = kind.is_openable && allow_private;
    (!is_open).then_some(kind.name)
}

fn kind_v4(address: Ipv4Addr) -> Option<Kind> {
    let shares = |network: [u8; 4], bits: u32| {
        let differing = u32::from(address) ^ u32::from(Ipv4Addr::from(network));
        differing.leading_zeros() >= bits
    };
    NOT_PUBLIC_V4.iter().find(|(network, bits, _)| shares(*network, *bits)).map(|(.., kind)| *kind)
}

fn kind_v6(address: Ipv6Addr) -> Option<Kind> {
    let shares = |network: Ipv6Addr, bits: u32| {
        let differing = u128::from(address) ^ u128::from(network);
        differing.leading_zeros() >= bits
    };
    // On a network without IPv4, NAT64 is how every IPv4 host is reached, so what it leads to decides.
    if shares(NAT64, 96) {
        let [.., a, b, c, d] = address.octets();
        return kind_v4(Ipv4Addr::new(a, b, c, d));
    }
    let known = NOT_PUBLIC_V6.iter().find(|(network, bits, _)| shares(*network, *bits));
    let reserved = (!shares(GLOBAL_UNICAST, 3)).then_some(closed("a reserved address"));
    known.map(|(.., kind)| *kind).or(reserved)
}

/// What an address that is not public is.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    /// Whether an operator may have reason to read feeds there.
    is_openable: bool,
}

const fn openable(name: &'static str) -> Kind {
    Kind { name, is_openable: true }
}

const fn closed(name: &'static str) -> Kind {
    Kind { name, is_openable: false }
}

/// Names that mean this machine or the local network (RFC 6761, 6762, 8375, and ICANN's `internal`).
const LOCAL_NAMES: [&str; 5] = ["localhost", "local", "internal", "home.arpa", "localdomain"];

/// Networks of the IANA special-purpose registry that are not reachable by all, as (network, bits,
/// kind), and addresses at which clouds answer inside with what belongs to the machine. The first that
/// fits counts.
const NOT_PUBLIC_V4: [([u8; 4], u32, Kind); 18] = [
    ([100, 100, 100, 200], 32, CLOUD),
    ([168, 63, 129, 16], 32, CLOUD),
    ([0, 0, 0, 0], 8, closed("an unspecified address")),
    ([10, 0, 0, 0], 8, openable("a private network")),
    ([100, 64, 0, 0], 10, openable("a provider's inner network")),
    ([127, 0, 0, 0], 8, openable("this machine")),
    ([169, 254, 0, 0], 16, closed("a link-local address")),
    ([172, 16, 0, 0], 12, openable("a private network")),
    ([192, 0, 0, 0], 24, closed("a network for protocols")),
    ([192, 0, 2, 0], 24, closed("a network for documentation")),
    ([192, 88, 99, 0], 24, closed("a 6to4 relay")),
    ([192, 168, 0, 0], 16, openable("a private network")),
    ([198, 18, 0, 0], 15, closed("a network for benchmarks")),
    ([198, 51, 100, 0], 24, closed("a network for documentation")),
    ([203, 0, 113, 0], 24, closed("a network for documentation")),
    ([224, 0, 0, 0], 4, closed("a multicast address")),
    ([240, 0, 0, 0], 4, closed("a reserved address")),
    ([192, 52, 193, 0], 24, closed("a multicast relay")),
];

/// The same for IPv6. What carries an IPv4 address inside (mapped, 6to4, Teredo) is among them; what
/// lies outside of [`GLOBAL_UNICAST`] is named only for the message.
const NOT_PUBLIC_V6: [(Ipv6Addr, u32, Kind); 12] = [
    (Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254), 128, CLOUD),
    (Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254), 128, CLOUD),
    (Ipv6Addr::UNSPECIFIED, 128, closed("an unspecified address")),
    (Ipv6Addr::LOCALHOST, 128, openable("this machine")),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, closed("an IPv4 address in disguise")),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, openable("a private network")),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, closed("a link-local address")),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, closed("a multicast address")),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, closed("a network for protocols")),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, closed("a network for documentation")),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, closed("a 6to4 address")),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, closed("a network for documentation")),
];

/// The services of clouds that tell who asks from inside their credentials.
const CLOUD: Kind = closed("a cloud's own service");
/// All public addresses so far (2000::/3).
const GLOBAL_UNICAST: Ipv6Addr = Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0);
/// The addresses by which IPv4 is reached from networks without it (64:ff9b::/96, RFC 6052).
const NAT64: Ipv6Addr = Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0);

/// The ports that browsers refuse ("port blocking", WHATWG Fetch): a request to a mail server is an
/// attack, not a request.
const OTHER_SERVICES: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514,
    515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723,
    2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];
