//! Pages in the encodings of the old web, by all the ways that a page says, or does not say, which it is in.

use encoding_rs::Encoding;
use extract::{Page, page};

/// The label of each encoding, and a line in a language that was written in it.
const LINES: [(&str, &str); 11] = [
    (
        "windows-1250",
        "Městská rada v Horním Údolí schválila opravu kamenného mostu přes řeku Tamšu, říká starostka Žofie Černá.",
    ),
    (
        "windows-1251",
        "Городской совет Верхней Долины одобрил ремонт каменного моста через реку, сообщила глава города Анна Лескова.",
    ),
    (
        "windows-1252",
        "Der Gemeinderat von Oberweiler möchte die Brücke über die Tamsel für zwei Jahre schließen, heißt es im Beschluß.",
    ),
    (
        "windows-1256",
        "أعلنت بلدية وادي النخيل إغلاق الجسر القديم فوق النهر مدة عامين لإصلاح الشقوق في قوسه الشمالي.",
    ),
    (
        "koi8-r",
        "Городской совет Верхней Долины одобрил ремонт каменного моста через реку, сообщила глава города Анна Лескова.",
    ),
    ("gb18030", "上谷市议会周二投票决定关闭塔姆河上的旧石桥两年，工程师在北侧桥拱发现了四十一条裂缝。"),
    ("big5", "上谷市議會週二投票決定關閉塔姆河上的舊石橋兩年，工程師在北側橋拱發現了四十一條裂縫。"),
    ("euc-kr", "윗골 시의회는 화요일 탐강을 가로지르는 낡은 돌다리를 두 해 동안 닫기로 의결했다고 밝혔다."),
    ("shift_jis", "上谷市議会は火曜日、タム川にかかる古い石橋を二年間閉鎖することを決めたと発表しました。"),
    ("euc-jp", "上谷市議会は火曜日、タム川にかかる古い石橋を二年間閉鎖することを決めたと発表しました。"),
    ("iso-2022-jp", "上谷市議会は火曜日、タム川にかかる古い石橋を二年間閉鎖することを決めたと発表しました。"),
];

/// A page of three paragraphs, the head of which holds `meta`.
fn source(meta: &str, line: &str) -> String {
    let [first, second, third] = ["1", "2", "3"].map(|number| format!("<p>{number}: {line} {line}</p>"));
    format!("<html><head>{meta}</head><body><article>{first}{second}{third}</article></body></html>")
}

fn encoded(label: &str, source: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect("a known label");
    let (bytes, _, has_unmappable) = encoding.encode(source);
    assert!(!has_unmappable, "{label} has all characters of its line");
    bytes.into_owned()
}

/// The first paragraph that is read, without its number.
fn read(body: &[u8], content_type: Option<&str>) -> String {
    let read =
        page(&Page { body, content_type, url: Some("https://news.example/1.html"), ..Page::default() });
    read.article.paragraphs().next().unwrap_or_default().to_owned()
}

#[test]
fn each_encoding_is_read_however_it_is_said() {
    for (label, line) in LINES {
        let expected = format!("1: {line} {line}");
        let header = format!("text/html; charset={label}");
        let meta = format!("<meta http-equiv=\"Content-Type\" content=\"text/html; charset={label}\">");
        for (way, meta, content_type) in [
            ("header", "", Some(header.as_str())),
            ("meta", meta.as_str(), None),
            ("header against meta", "<meta charset=utf-8>", Some(header.as_str())),
            ("no declaration", "", Some("text/html")),
        ] {
            let body = encoded(label, &source(meta, line));
            assert_eq!(read(&body, content_type), expected, "{label} by {way}");
        }
    }
}

#[test]
fn utf_8_is_known_under_any_name() {
    for (label, line) in LINES {
        let header = format!("text/html; charset={label}");
        let body = source(&format!("<meta charset={label}>"), line);
        assert_eq!(read(body.as_bytes(), Some(&header)), format!("1: {line} {line}"), "as {label}");
    }
}

#[test]
fn byte_order_marks_come_before_all_else() {
    for (_, line) in LINES {
        let source = source("<meta charset=windows-1252>", line);
        let units: Vec<u16> =
            std::iter::once('\u{feff}').chain(source.chars()).collect::<String>().encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for body in [little, big] {
            let content_type = Some("text/html; charset=iso-8859-1");
            assert_eq!(read(&body, content_type), format!("1: {line} {line}"));
        }
    }
}
