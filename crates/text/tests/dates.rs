//! Dates in the lines that readers see them in, in many languages and calendars, and what is none.

use text::date::{Found, Precision, find};

#[test]
fn dates_are_found_in_many_languages() {
    let mut wrong = Vec::new();
    for (language, line) in [
        ("af", "Gepubliseer op Vrydag 20 November 2026"),
        ("am", "ኖቬምበር 20, 2026"),
        ("ar", "نُشر الجمعة، ٢٠ نوفمبر ٢٠٢٦"),
        ("ar-DZ", "الجزائر: 20 نوفمبر 2026"),
        ("ar-LB", "20 تشرين الثاني 2026"),
        ("ar-JO", "الجمعة 20 تشرين الثاني / نوفمبر 2026 09:22 مساءً"),
        ("ar-MA", "الجمعة 20 نونبر 2026 - 10:15"),
        ("ar-SA", "10 جمادى الآخرة 1448 هـ"),
        ("az", "Yayımlanıb: 20 noyabr 2026, cümə"),
        ("be", "пятніца, 20 лістапада 2026 г."),
        ("bg", "Публикувана: 20 ноември 2026 г. в 10:15"),
        ("bn", "প্রকাশ: ২০ নভেম্বর ২০২৬, ১০:১৫"),
        ("ca", "Publicat el 20 de novembre de 2026"),
        ("cs", "Zveřejněno 20. listopadu 2026 v 10:15"),
        ("cy", "20 Tachwedd 2026"),
        ("da", "Offentliggjort d. 20. november 2026 kl. 10:15"),
        ("de", "Von Ada Beispiel, 20. November 2026, 10:15 Uhr"),
        ("de-AT", "Stand: 20.11.26"),
        ("el", "Δημοσιεύτηκε: 20 Νοεμβρίου 2026, 10:15"),
        ("en", "Posted on November 20th, 2026 by Ada Example"),
        ("en-GB", "Ada Example | Fri 20 Nov 2026 10.15 GMT"),
        ("es", "Ada Ejemplo - 20 de noviembre de 2026"),
        ("et", "Avaldatud 20. november 2026"),
        ("eu", "2026ko azaroaren 20a"),
        ("fa", "جمعه ۲۹ آبان ۱۴۰۵"),
        ("fa-numbers", "تاریخ انتشار: ۱۴۰۵/۰۸/۲۹ - ۱۰:۱۵"),
        ("fi", "Julkaistu 20.11.2026 klo 10:15"),
        ("fil", "Nobyembre 20, 2026 | 10:15am"),
        ("fr", "Publié le vendredi 20 novembre 2026 à 10h15"),
        ("ga", "20 Samhain 2026"),
        ("gl", "20 de novembro de 2026"),
        ("gu", "20 નવેમ્બર, 2026"),
        ("he", "פורסם: 20 בנובמבר 2026"),
        ("hi", "प्रकाशित: 20 नवंबर 2026, 10:15"),
        ("hr", "Objavljeno 20. studenoga 2026."),
        ("hu", "Megjelent: 2026. november 20. 10:15"),
        ("hy", "2026 թ. նոյեմբերի 20"),
        ("id", "Jumat, 20 Nov 2026 10:15 WIB"),
        ("is", "20. nóvember 2026"),
        ("it", "Pubblicato il 20 novembre 2026 alle 10:15"),
        ("ja", "公開日：2026年11月20日 10時15分"),
        ("ja-era", "令和8年11月20日"),
        ("ka", "20 ნოემბერი, 2026"),
        ("kk", "2026 ж. 20 қараша"),
        ("km", "ថ្ងៃទី 20 ខែ វិច្ឆិកា ឆ្នាំ 2026"),
        ("kn", "20 ನವೆಂಬರ್ 2026"),
        ("ko", "입력 2026년 11월 20일 오전 10:15"),
        ("ko-stops", "등록 2026.11.20 10:15"),
        ("lo", "20 ພະຈິກ 2026"),
        ("lt", "Paskelbta 2026 m. lapkričio 20 d."),
        ("lv", "Publicēts: 2026. gada 20. novembris"),
        ("mk", "20 ноември 2026"),
        ("ml", "20 നവംബർ 2026"),
        ("mr", "20 नोव्हेंबर 2026"),
        ("ms", "20 November 2026, 10:15 pagi"),
        ("my", "၂၀ နိုဝင်ဘာ ၂၀၂၆"),
        ("nb", "Publisert: 20. november 2026 kl. 10:15"),
        ("nl", "Gepubliceerd op 20 november 2026 om 10:15"),
        ("pa", "20 ਨਵੰਬਰ 2026"),
        ("pl", "Opublikowano: 20 listopada 2026, 10:15"),
        ("prs", "۲۹ عقرب ۱۴۰۵"),
        ("pt", "Publicado em 20/11/2026 às 10h15"),
        ("ro", "Publicat: 20 noiembrie 2026"),
        ("ru", "Опубликовано 20 ноября 2026 года, 10:15"),
        ("si", "20 නොවැම්බර් 2026"),
        ("sk", "Zverejnené 20. novembra 2026"),
        ("sl", "Objavljeno: 20. novembra 2026"),
        ("sq", "20 nëntor 2026"),
        ("sr", "20. новембра 2026."),
        ("sv", "Publicerad 20 november 2026"),
        ("sw", "20 Novemba 2026"),
        ("ta", "20 நவம்பர், 2026"),
        ("te", "20 నవంబర్ 2026"),
        ("th", "เผยแพร่: 20 พ.ย. 2569 10:15 น."),
        ("th-long", "วันศุกร์ที่ 20 พฤศจิกายน พ.ศ. 2569"),
        ("tr", "Yayınlanma: 20 Kasım 2026 Cuma 10:15"),
        ("uk", "Опубліковано: 20 листопада 2026 р."),
        ("ur", "جمعہ، 20 نومبر، 2026"),
        ("uz", "20 noyabr 2026"),
        ("vi", "Thứ sáu, 20/11/2026, 10:15 (GMT+7)"),
        ("vi-words", "ngày 20 tháng 11 năm 2026"),
        ("zh", "发布时间：2026-11-20 10:15"),
        ("zh-TW", "民國115年11月20日"),
    ] {
        let days: Vec<_> = find(line).iter().map(|found| found.written.date.to_string()).collect();
        if days != ["2026-11-20"] {
            wrong.push(format!("{language} {line}: {days:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clocks_and_zones_are_found_beside_them() {
    let told = |found: &Found| {
        let written = found.written;
        let offset = written.offset.map_or(String::new(), |offset| offset.to_string());
        format!("{}{offset}", written.time.map_or("-".to_owned(), |time| time.to_string()))
    };
    for (line, clock) in [
        ("20 November 2026", "-"),
        ("20 November 2026, 10:15 Uhr", "10:15:00"),
        ("Apr 02, 2026, 04:11 PM IST", "16:11:00+05:30"),
        ("10:15 | 20.11.2026", "10:15:00"),
        ("20/11/2026, 10:15 (GMT+7)", "10:15:00+07"),
        ("2026년 11월 20일 오후 3:04", "15:04:00"),
        ("2026-11-20T10:15:30+02:00", "10:15:30+02"),
        ("20 November 2026. The bridge had been closed since the spring, at 10:15", "-"),
    ] {
        let found = find(line);
        assert_eq!(found.first().map(told).as_deref(), Some(clock), "{line}");
        assert!(
            found[0].written.precision
                == if clock == "-" { Precision::Day } else { found[0].written.precision }
        );
    }
}

#[test]
fn two_dates_keep_what_stands_between_them() {
    let found = find("Published 20 November 2026, updated 21 November 2026 10:15");
    let told: Vec<_> = found.iter().map(|one| (one.written.date.day(), one.before.trim())).collect();
    assert_eq!(told, [(20, "published"), (21, ", updated")]);
}

#[test]
fn a_day_that_may_be_another_says_so() {
    let found = find("03/07/2026")[0].written;
    assert_eq!((found.date.month(), found.or.map(jiff::civil::Date::month)), (3, Some(7)));
    assert_eq!(find("20/11/2026")[0].written.or, None);
}

#[test]
fn what_is_no_date_is_not_found() {
    for line in [
        "",
        "3 hours ago",
        "20 November",
        "November 2026",
        "31 February 2026",
        "Version 2.11.2026.4",
        "192.168.20.26",
        "+49 20 11 2026",
        "20-11-26-15",
        "/2026/11/20/",
        "20 Foo 2026",
        "In 2026, 20 people",
        "২০ জ্যৈষ্ঠ ১৪৩৩",
    ] {
        assert_eq!(find(line), [], "{line}");
    }
}

proptest::proptest! {
    #[test]
    fn any_line_is_looked_through(line in "[0-9 ./:年月日-]{0,40}|\\PC{0,60}|([0-9]{1,4}[ .]?(march|مارس|3月|พ.ย.|de|,)? ?){0,9}") {
        find(&line);
        text::date::read(&line);
    }
}
