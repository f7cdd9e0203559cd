//! What the web answered comes back byte for byte.

use news::{Capture, CaptureId};
use proptest::prelude::*;
use store::{Poll, Task, TaskKind};

use crate::archive::{at, fresh_store, subscription};

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_capture_comes_back_as_it_went_in(
        body in prop::collection::vec(any::<u8>(), 0..5000),
        headers in prop::collection::vec(("[a-z-]{1,12}", "\\PC{0,20}"), 0..4),
        content_type in prop::option::of("\\PC{0,20}"),
        status in any::<u16>(),
        microseconds in -377_000_000_000_000_i64..253_000_000_000_000_000,
    ) {
        let archive = fresh_store();
        let (feed, _) = archive.subscribe(&subscription("https://example.org/feed"), at(0)).expect("subscribed");
        let capture = Capture {
            url: "https://example.org/feed".into(),
            final_url: "https://example.org/feed?x=é".into(),
            status,
            content_type,
            headers,
            fetched_at: news::Timestamp::from_microsecond(microseconds).expect("a time"),
            body,
        };
        archive.save_poll(feed, &Poll::Changed { capture: capture.clone() }, at(9), at(0)).expect("saved");
        let Task::ReadFeed { capture: id, .. } = archive.claim_one(TaskKind::ReadFeed, at(1)).task else {
            panic!("a reading was asked for")
        };
        prop_assert_eq!(archive.capture(id).expect("an answer"), Some(capture));
    }
}

#[test]
fn what_was_not_captured_is_none() {
    assert_eq!(fresh_store().capture(CaptureId(1)).expect("an answer"), None);
}

#[test]
fn a_body_that_came_twice_takes_its_room_once() {
    let archive = fresh_store();
    // Not to be compressed.
    let body: Vec<u8> = (0_u64..40_000).flat_map(|n| text::hash64(&n.to_string()).to_le_bytes()).collect();
    let mut sizes = Vec::new();
    for number in 0..4 {
        let url = format!("https://example.org/{number}");
        let (feed, _) = archive.subscribe(&subscription(&url), at(0)).expect("subscribed");
        let capture = Capture { body: body.clone(), ..crate::archive::capture(&url, "", at(0)) };
        archive.save_poll(feed, &Poll::Changed { capture }, at(9), at(0)).expect("saved");
        sizes.push(archive.stats(at(0)).expect("numbers").database_bytes);
    }
    assert!(sizes[0] > body.len() as u64 && sizes[3] - sizes[0] < 20_000, "{sizes:?}");
}
