//! Keeps what the robots.txt files of sites say, for a day.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::OnceCell;

use crate::robots::Rules;

/// RFC 9309, section 2.4: a file is not used for longer than a day.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// After this long, a file that could not be read is tried again.
const KEPT_UNREADABLE: SignedDuration = SignedDuration::from_mins(30);
const MAX_SITES: usize = 4096;
const MAX_BYTES: usize = 32 << 20;

/// What a site lets robots read.
pub(crate) enum Permission {
    /// What its file says; nothing is forbidden where there is no file.
    Rules(Rules),
    /// The file could not be read, for this reason; the RFC takes that for a complete refusal.
    Unknown(String),
}

/// One site's permission. It is asked for once, while others who need it wait.
#[derive(Default)]
pub(crate) struct Site {
    pub(crate) permission: OnceCell<Permission>,
    asked_at: Timestamp,
}

/// The sites asked of late.
#[derive(Default)]
pub(crate) struct Sites(Mutex<HashMap<String, Arc<Site>>>);

impl Sites {
    /// The site at an origin (scheme, host and port), new when it is not known or known for too long.
    pub(crate) fn site(&self, origin: String, now: Timestamp) -> Arc<Site> {
        let mut sites = self.0.lock().expect("nothing panics while it is locked");
        if let Some(site) = sites.get(&origin).filter(|site| site.is_fresh(now)) {
            return site.clone();
        }
        sites.remove(&origin);
        make_room(&mut sites);
        let site = Arc::new(Site { asked_at: now, ..Site::default() });
        sites.insert(origin, site.clone());
        site
    }
}

impl Site {
    fn is_fresh(&self, now: Timestamp) -> bool {
        let kept = match self.permission.get() {
            Some(Permission::Unknown(_)) => KEPT_UNREADABLE,
            _ => KEPT,
        };
        now.duration_since(self.asked_at) < kept
    }

    fn size(&self) -> usize {
        match self.permission.get() {
            Some(Permission::Rules(rules)) => rules.size(),
            _ => 0,
        }
    }
}

/// Forgets the older half when there are too many sites or too large files.
fn make_room(sites: &mut HashMap<String, Arc<Site>>) {
    let bytes: usize = sites.values().map(|site| site.size()).sum();
    if sites.len() < MAX_SITES && bytes < MAX_BYTES {
        return;
    }
    let mut times: Vec<_> = sites.values().map(|site| site.asked_at).collect();
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    sites.retain(|_, site| site.asked_at > middle);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
    }

    #[test]
    fn a_site_is_known_for_a_day_and_a_failure_for_less() {
        let sites = Sites::default();
        let site = sites.site("https://a".into(), at(0));
        assert!(Arc::ptr_eq(&site, &sites.site("https://a".into(), at(23))));
        assert!(!Arc::ptr_eq(&site, &sites.site("http://a".into(), at(23))));
        let later = sites.site("https://a".into(), at(24));
        assert!(!Arc::ptr_eq(&site, &later));
        assert!(later.permission.set(Permission::Unknown("down".into())).is_ok());
        assert!(!Arc::ptr_eq(&later, &sites.site("https://a".into(), at(25))));
    }

    #[test]
    fn the_number_of_sites_is_bounded() {
        let sites = Sites::default();
        for number in 0..10_000 {
            sites.site(format!("https://{number}"), at(number));
            assert!(sites.0.lock().unwrap().len() <= MAX_SITES);
        }
    }
}
