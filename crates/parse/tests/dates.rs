//! Dates as they are written, and what is none.

#[test]
fn dates_are_read() {
    let mut wrong = Vec::new();
    for (written, meant) in [
        ("Mon, 02 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05Z"),
        ("2 Jan 06 15:04 -0700", "2006-01-02T22:04:00Z"),
        ("2006-01-02T15:04:05.999+09:30", "2006-01-02T05:34:05Z"),
        ("2006-01-02 15:04", "2006-01-02T15:04:00Z"),
        ("20060102T150405Z", "2006-01-02T15:04:05Z"),
        ("2006-002", "2006-01-02T00:00:00Z"),
        ("1136214245", "2006-01-02T15:04:05Z"),
        ("1136214245678", "2006-01-02T15:04:05Z"),
        ("Mon Jan  2 15:04:05 EST 2006", "2006-01-02T20:04:05Z"),
        ("January 2nd, 2006 at 3:04 p.m. PST", "2006-01-02T23:04:00Z"),
        ("12:30 AM, 2 Jan 2006", "2006-01-02T00:30:00Z"),
        ("2 Jan 2006 24:00:00", "2006-01-03T00:00:00Z"),
        ("Mon, 02 Jan 2006 15:04:05 America/New_York", "2006-01-02T20:04:05Z"),
        ("Mon Jan 02 2006 15:04:05 GMT+0100 (Central European Time)", "2006-01-02T14:04:05Z"),
        ("01/13/2006", "2006-01-13T00:00:00Z"),
        ("13/01/2006", "2006-01-13T00:00:00Z"),
        ("02.01.2006, 15:04 Uhr", "2006-01-02T15:04:00Z"),
        ("Montag, 2. Januar 2006, 15:04 MEZ", "2006-01-02T14:04:00Z"),
        ("2 d'abril de 2006", "2006-04-02T00:00:00Z"),
        ("2 Apr '06", "2006-04-02T00:00:00Z"),
        ("lundi 2 janvier 2006 à 15h04", "2006-01-02T15:04:00Z"),
        ("2 de enero de 2006", "2006-01-02T00:00:00Z"),
        ("2 gennaio 2006", "2006-01-02T00:00:00Z"),
        ("seg, 2 fev 2006", "2006-02-02T00:00:00Z"),
        ("2 stycznia 2006", "2006-01-02T00:00:00Z"),
        ("2. ledna 2006", "2006-01-02T00:00:00Z"),
        ("2 января 2006 г. 15:04", "2006-01-02T15:04:00Z"),
        ("2 січня 2006", "2006-01-02T00:00:00Z"),
        ("Δευ, 02 Ιαν 2006 15:04:05 +0200", "2006-01-02T13:04:05Z"),
        ("2 Ocak 2006 Pazartesi 15:04", "2006-01-02T15:04:00Z"),
        ("2 Aralık 2006", "2006-12-02T00:00:00Z"),
        ("2006년 1월 2일 오후 3:04", "2006-01-02T06:04:00Z"),
        ("2006年1月2日 下午3:04", "2006-01-02T15:04:00Z"),
        ("2006年1月2日(月) 15時04分", "2006-01-02T15:04:00Z"),
        ("2 يناير 2006", "2006-01-02T00:00:00Z"),
        ("٢ يناير ٢٠٠٦", "2006-01-02T00:00:00Z"),
        ("2 ינואר 2006", "2006-01-02T00:00:00Z"),
        ("2 जनवरी 2006", "2006-01-02T00:00:00Z"),
        ("2 มกราคม 2006", "2006-01-02T00:00:00Z"),
        ("2 Januari 2006 15:04 WIB", "2006-01-02T08:04:00Z"),
        ("Thứ Hai, 2 tháng 1, 2006", "2006-01-02T00:00:00Z"),
        ("2. tammikuuta 2006 klo 15:04", "2006-01-02T15:04:00Z"),
        ("2 sausio 2006", "2006-01-02T00:00:00Z"),
    ] {
        let read = parse::date(written).map_or("none".to_owned(), |time| time.to_string());
        if read != meant {
            wrong.push(format!("{written}: {read}, not {meant}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_and_months_have_names_in_many_languages() {
    let mut wrong = Vec::new();
    for (language, written) in [
        ("af", "Vrydag 20 November 2026"),
        ("ar", "الجمعة، 20 نوفمبر 2026"),
        ("az", "20 noyabr 2026, cümə"),
        ("be", "пятніца, 20 лістапада 2026 г."),
        ("bg", "петък, 20 ноември 2026 г."),
        ("bn", "শুক্রবার, ২০ নভেম্বর, ২০২৬"),
        ("bs", "petak, 20. novembar 2026."),
        ("ca", "divendres, 20 de novembre de 2026"),
        ("cs", "pátek 20. listopadu 2026"),
        ("cy", "Dydd Gwener, 20 Tachwedd 2026"),
        ("da", "fredag den 20. november 2026"),
        ("de", "Freitag, 20. November 2026"),
        ("el", "Παρασκευή, 20 Νοεμβρίου 2026"),
        ("en", "Friday, November 20th, 2026"),
        ("es", "viernes, 20 de noviembre de 2026"),
        ("et", "reede, 20. november 2026"),
        ("fa", "جمعه ۲۰ نوامبر ۲۰۲۶"),
        ("fi", "perjantai 20. marraskuuta 2026"),
        ("fil", "Biyernes, Nobyembre 20, 2026"),
        ("fr", "vendredi 20 novembre 2026"),
        ("gl", "venres, 20 de novembro de 2026"),
        ("gu", "શુક્રવાર, 20 નવેમ્બર, 2026"),
        ("he", "יום שישי, 20 בנובמבר 2026"),
        ("hi", "शुक्रवार, 20 नवंबर 2026"),
        ("hr", "petak, 20. studenoga 2026."),
        ("hu", "2026. november 20., péntek"),
        ("hy", "2026 թ. նոյեմբերի 20, ուրբաթ"),
        ("id", "Jumat, 20 November 2026"),
        ("is", "föstudagur, 20. nóvember 2026"),
        ("it", "venerdì 20 novembre 2026"),
        ("ja", "2026年11月20日金曜日"),
        ("ka", "პარასკევი, 20 ნოემბერი, 2026"),
        ("kk", "2026 ж. 20 қараша, жұма"),
        ("ko", "2026년 11월 20일 금요일"),
        ("lt", "2026 m. lapkričio 20 d., penktadienis"),
        ("lv", "piektdiena, 2026. gada 20. novembris"),
        ("mk", "петок, 20 ноември 2026"),
        ("ms", "Jumaat, 20 November 2026"),
        ("nb", "fredag 20. november 2026"),
        ("nl", "vrijdag 20 november 2026"),
        ("pl", "piątek, 20 listopada 2026"),
        ("pt", "sexta-feira, 20 de novembro de 2026"),
        ("ro", "vineri, 20 noiembrie 2026"),
        ("ru", "пятница, 20 ноября 2026 г."),
        ("sk", "piatok 20. novembra 2026"),
        ("sl", "petek, 20. november 2026"),
        ("sq", "e premte, 20 nëntor 2026"),
        ("sr", "петак, 20. новембар 2026."),
        ("sv", "fredag 20 november 2026"),
        ("sw", "Ijumaa, 20 Novemba 2026"),
        ("ta", "வெள்ளி, 20 நவம்பர், 2026"),
        ("te", "20, నవంబర్ 2026, శుక్రవారం"),
        ("th", "วันศุกร์ที่ 20 พฤศจิกายน 2026"),
        ("tr", "20 Kasım 2026 Cuma"),
        ("uk", "пʼятниця, 20 листопада 2026 р."),
        ("ur", "جمعہ، 20 نومبر، 2026"),
        ("uz", "juma, 20-noyabr, 2026"),
        ("vi", "Thứ Sáu, 20 tháng 11, 2026"),
        ("zh", "2026年11月20日星期五"),
    ] {
        let read = parse::date(written).map(|time| time.to_string());
        // Koreans mean their own midnight.
        let meant = if language == "ko" { "2026-11-19T15:00:00Z" } else { "2026-11-20T00:00:00Z" };
        if read.as_deref() != Some(meant) {
            wrong.push(format!("{language} {written}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn clocks_have_twelve_hours_in_many_places() {
    let mut wrong = Vec::new();
    for (written, hour) in [
        ("11/20/2026 3:04 PM", 15),
        ("20 Nov 2026 03:04:00 p.m. UTC", 15),
        ("20 Nov 2026 12:04 am", 0),
        ("20 Nov 2026 12:04 pm", 12),
        ("20 de noviembre de 2026, 3:04 p. m.", 15),
        ("20 Νοεμβρίου 2026, 3:04 μ.μ.", 15),
        ("20 Νοεμβρίου 2026, 3:04 π.μ.", 3),
        ("20 नवंबर 2026, 3:04 pm", 15),
        ("2026年11月20日 上午3:04", 3),
        ("20 نوفمبر 2026، 3:04 م", 15),
        ("20 tháng 11, 2026 3:04 CH", 15),
    ] {
        let meant = format!("2026-11-20T{hour:02}:04:00Z");
        let read = parse::date(written).map(|time| time.to_string());
        if read != Some(meant) {
            wrong.push(format!("{written}: {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn zones_have_names() {
    for (zone, hour) in [
        ("GMT", 12),
        ("Z", 12),
        ("UT", 12),
        ("EST", 17),
        ("EDT", 16),
        ("CST", 18),
        ("MST", 19),
        ("PDT", 19),
        ("CET", 11),
        ("CEST", 10),
        ("MESZ", 10),
        ("BST", 11),
        ("EET", 10),
        ("MSK", 9),
        ("JST", 3),
        ("KST", 3),
        ("AEST", 2),
        ("Europe/Berlin", 11),
        ("America/Sao_Paulo", 15),
        ("GMT+02:00", 10),
        ("UTC-3", 15),
        ("+0530 (IST)", 6),
    ] {
        let read = parse::date(&format!("Fri, 20 Nov 2026 12:00:00 {zone}")).map(|time| time.to_string());
        let meant = if zone.contains("IST") {
            "2026-11-20T06:30:00Z".to_owned()
        } else {
            format!("2026-11-20T{hour:02}:00:00Z")
        };
        assert_eq!(read, Some(meant), "{zone}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for written in [
        "",
        "yesterday",
        "-1136214245",
        "2006-13-02",
        "2006-02-30",
        "30 Feb 2006",
        "2006-01-02T25:04:05Z",
        "2006-01-02T15:61:05Z",
        "Mon, 02 Jxn 2006 15:04:05 GMT",
        "0000-00-00T00:00:00Z",
        "15:04",
        "Version 2006",
        "98765",
        "02 Jan 2006 +99:00 1:2:3:4",
        "http://example.org/2006/01/02",
    ] {
        assert_eq!(parse::date(written), None, "{written}");
    }
}
