//! Which addresses may be asked: those of the public internet, over HTTP.
//!
//! Whoever may name an address could otherwise make the server read what only it can reach: its own
//! ports, its neighbours, the credentials that clouds serve at 169.254.169.254 (server-side request
//! forgery). [`check_address`] judges the text, for it sees IP literals, which no resolver is asked
//! for; the resolver judges what names lead to, with the same [`forbidden_kind`].

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::Error;

/// Longer addresses are refused: no server takes them.
const MAX_ADDRESS_BYTES: usize = 8 << 10;

/// Reads an address and says whether it may be asked. To be used before an address is stored, and
/// used here before each request and each redirect.
///
/// HTTP and HTTPS only, no user name or password, no port of another service, no IP literal of a
/// network that is not public (in any spelling), unless private ones are allowed.
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
    match forbidden_place(&parsed) {
        Some(place) if !allow_private => Err(Error::Forbidden { url: parsed.into(), place }),
        _ => Ok(parsed),
    }
}

/// Where an address leads and why not there, as far as its text tells.
fn forbidden_place(url: &Url) -> Option<String> {
    let address = match url.host()? {
        Host::Ipv4(address) => IpAddr::V4(address),
        Host::Ipv6(address) => IpAddr::V6(address),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            let is_local = LOCAL_NAMES.iter().any(|local| is_under(name, local));
            return is_local.then(|| format!("{name}, a name of this machine or the local network"));
        }
    };
    forbidden_kind(address).map(|kind| format!("{address}, {kind}"))
}

fn is_under(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// What keeps an address from being public; `None` when it is public.
pub(crate) fn forbidden_kind(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => forbidden_v4(address),
        IpAddr::V6(address) => forbidden_v6(address),
    }
}

fn forbidden_v4(address: Ipv4Addr) -> Option<&'static str> {
    let shares = |network: [u8; 4], bits: u32| {
        let differing = u32::from(address) ^ u32::from(Ipv4Addr::from(network));
        differing.leading_zeros() >= bits
    };
    NOT_PUBLIC_V4.iter().find(|(network, bits, _)| shares(*network, *bits)).map(|(.., kind)| *kind)
}

fn forbidden_v6(address: Ipv6Addr) -> Option<&'static str> {
    let shares = |network: Ipv6Addr, bits: u32| {
        let differing = u128::from(address) ^ u128::from(network);
        differing.leading_zeros() >= bits
    };
    // On a network without IPv4, NAT64 is how every IPv4 host is reached, so what it leads to decides.
    if shares(NAT64, 96) {
        let [.., a, b, c, d] = address.octets();
        return forbidden_v4(Ipv4Addr::new(a, b, c, d));
    }
    let known = NOT_PUBLIC_V6.iter().find(|(network, bits, _)| shares(*network, *bits));
    let reserved = (!shares(GLOBAL_UNICAST, 3)).then_some("a reserved address");
    known.map(|(.., kind)| *kind).or(reserved)
}

/// Names that mean this machine or the local network (RFC 6761, 6762, 8375, and ICANN's `internal`).
const LOCAL_NAMES: [&str; 5] = ["localhost", "local", "internal", "home.arpa", "localdomain"];

/// Networks of the IANA special-purpose registry that are not reachable by all, as (network, bits, kind).
const NOT_PUBLIC_V4: [([u8; 4], u32, &str); 17] = [
    ([0, 0, 0, 0], 8, "an unspecified address"),
    ([10, 0, 0, 0], 8, "a private network"),
    ([100, 64, 0, 0], 10, "a provider's inner network"),
    ([127, 0, 0, 0], 8, "this machine"),
    ([169, 254, 0, 0], 16, "a link-local address"),
    ([172, 16, 0, 0], 12, "a private network"),
    ([192, 0, 0, 0], 24, "a network for protocols"),
    ([192, 0, 2, 0], 24, "a network for documentation"),
    ([192, 88, 99, 0], 24, "a 6to4 relay"),
    ([192, 168, 0, 0], 16, "a private network"),
    ([198, 18, 0, 0], 15, "a network for benchmarks"),
    ([198, 51, 100, 0], 24, "a network for documentation"),
    ([203, 0, 113, 0], 24, "a network for documentation"),
    ([224, 0, 0, 0], 4, "a multicast address"),
    ([240, 0, 0, 0], 4, "a reserved address"),
    // Public numbers that some clouds answer inside with what belongs to the machine.
    ([168, 63, 129, 16], 32, "a cloud's own service"),
    ([192, 52, 193, 0], 24, "a multicast relay"),
];

/// The same for IPv6. What carries an IPv4 address inside (mapped, 6to4, Teredo) is among them; what
/// lies outside of [`GLOBAL_UNICAST`] is named only for the message.
const NOT_PUBLIC_V6: [(Ipv6Addr, u32, &str); 10] = [
    (Ipv6Addr::UNSPECIFIED, 128, "an unspecified address"),
    (Ipv6Addr::LOCALHOST, 128, "this machine"),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "an IPv4 address in disguise"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "a private network"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "a link-local address"),
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "a multicast address"),
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "a network for protocols"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "a network for documentation"),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "a 6to4 address"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "a network for documentation"),
];

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
