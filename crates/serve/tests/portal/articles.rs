//! Invented articles. The number of an article is its place, from 1.

/// An article as its publisher tells it.
pub struct Told<'t> {
    pub publisher: &'static str,
    pub site: &'static str,
    pub language: &'static str,
    pub published: &'static str,
    pub headline: &'static str,
    pub text: &'t str,
}

/// What every hostile field holds.
pub const HOSTILE: &str = r#""'><script>alert(1)</script>&lt;b&gt;{{ 7*7 }}"#;

pub const ARTICLES: [Told<'static>; 19] = [
    Told {
        publisher: "Varnhaven Courier",
        site: "courier.example",
        language: "en",
        published: "2026-11-14T06:40:00Z",
        headline: "Harbour bridge at Varnhaven closed after divers find a crack",
        text: "Varnhaven's harbour bridge was closed to all traffic before dawn on Saturday after divers found a crack \
         in its western pier.\n\nHarbour master Ilse Brandt told the Courier that the crack was 'as long as a bus' \
         and that nobody would cross before engineers had measured it.\n\nAbout 11,000 people use the bridge on a \
         working day; ferries are to run every half hour from Sunday.",
    },
    Told {
        publisher: "Nordblatt",
        site: "nordblatt.example",
        language: "de",
        published: "2026-11-14T08:05:00Z",
        headline: "Hafenbrücke in Varnhaven nach Rissfund gesperrt",
        text: "Die Hafenbrücke von Varnhaven ist am Samstag vor Sonnenaufgang für jeden Verkehr gesperrt worden, nachdem \
         Taucher einen Riss im westlichen Pfeiler gefunden hatten.\n\nDer Riss sei „so lang wie ein Bus“, sagte \
         Hafenmeisterin Ilse Brandt dem Courier. Niemand werde die Brücke queren, ehe Ingenieure ihn vermessen \
         hätten.\n\nAn Werktagen nutzen rund 11.000 Menschen die Brücke; ab Sonntag sollen alle zwanzig Minuten \
         Fähren fahren.",
    },
    Told {
        publisher: "Radio Marl",
        site: "radiomarl.example",
        language: "en",
        published: "2026-11-14T08:20:00Z",
        headline: "Bridge crack was reported in spring, union says",
        text: "A dockers' union said on Saturday that its members had reported a crack in the Varnhaven harbour bridge in \
         April.\n\n\"We wrote three letters and got no answer,\" Tomas Ek, who leads the union, told Radio Marl.",
    },
    Told {
        publisher: "Quayside Daily",
        site: "quayside.example",
        language: "en",
        published: "2026-11-14T08:55:00Z",
        headline: "Varnhaven bridge closed after divers find crack",
        text: "Varnhaven's harbour bridge was closed to all traffic before dawn on Saturday after divers found a crack in \
         its western pier.\n\nAbout 11,000 people use the bridge on a working day; ferries are to run every twenty \
         minutes from Sunday.",
    },
    Told {
        publisher: "صحيفة الميناء",
        site: "almina.example",
        language: "ar",
        published: "2026-11-14T09:12:00Z",
        headline: "إغلاق جسر الميناء في فارنهافن بعد العثور على شق في إحدى دعاماته",
        text: "أُغلق جسر الميناء في فارنهافن أمام حركة المرور قبل فجر السبت بعد أن عثر غواصون على شق في دعامته الغربية.\n\n\
         وقالت مديرة الميناء إلزه برانت، بحسب صحيفة كورير، إن الشق «بطول حافلة» وإن أحداً لن يعبر الجسر قبل أن يقيسه \
         المهندسون.\n\nويستخدم الجسر نحو 11 ألف شخص في أيام العمل، ومن المقرر تسيير عبّارات كل عشرين دقيقة ابتداءً من الأحد.",
    },
    Told {
        publisher: "港湾新聞",
        site: "kowan.example",
        language: "ja",
        published: "2026-11-14T09:40:00Z",
        headline: "バルンハーフェンの港橋、橋脚の亀裂で通行止め",
        text: "バルンハーフェンの港橋が土曜日の夜明け前、全面通行止めになった。潜水士が西側の橋脚に亀裂を見つけたためで、北海通信が伝えた。\n\n\
         平日は約1万1千人が利用する。日曜日から20分おきに渡し船が運航される。",
    },
    Told {
        publisher: "Le Phare",
        site: "lephare.example",
        language: "fr",
        published: "2026-11-14T10:02:00Z",
        headline: "Le pont du port de Varnhaven fermé",
        text: "Le pont du port de Varnhaven a été fermé samedi.",
    },
    Told {
        publisher: "صحيفة الميناء",
        site: "almina.example",
        language: "ar",
        published: "2026-11-14T07:30:00Z",
        headline: "مكتبة الحي القديم تفتح أبوابها من جديد بعد ثلاث سنوات من الترميم",
        text: "فتحت مكتبة الحي القديم أبوابها صباح السبت بعد ترميم استمر ثلاث سنوات.\n\nوقالت أمينة المكتبة سلمى الحداد \
         لصحيفة الميناء: «أعدنا أربعين ألف كتاب إلى رفوفها، كتاباً كتاباً».\n\nوتستقبل المكتبة زوارها يومياً من الثامنة \
         صباحاً حتى العاشرة مساءً.",
    },
    Told {
        publisher: "Varnhaven Courier",
        site: "courier.example",
        language: "en",
        published: "2026-11-14T10:30:00Z",
        headline: "Old quarter library reopens after three years",
        text: "The library of the old quarter opened its doors again on Saturday after three years of repairs, Al-Mina \
         reported.\n\nForty thousand books went back to their shelves one by one.",
    },
    Told {
        publisher: "港湾新聞",
        site: "kowan.example",
        language: "ja",
        published: "2026-11-14T05:10:00Z",
        headline: "サンマの水揚げ、十年ぶりの高水準 港に活気戻る",
        text: "秋サンマの水揚げが十年ぶりの高水準となり、港に活気が戻っている。漁協の山本正組合長は本紙に「こんな年は久しぶりだ」と話した。",
    },
    Told {
        publisher: HOSTILE,
        site: "hostile.example",
        language: "en",
        published: "2026-11-14T11:00:00Z",
        headline: HOSTILE,
        text: r#"A text with "quotes", <b>tags</b> & <script>alert(1)</script>.

According to <img src=x onerror=alert(1)>, this is so."#,
    },
    Told {
        publisher: "Nordblatt",
        site: "nordblatt.example",
        language: "de",
        published: "2026-11-13T18:00:00Z",
        headline: "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz vor der Abstimmung im Landtag",
        text: "Der Landtag stimmt am Montag über das Gesetz ab. Die Abgeordnete Jule Thoms sagte dem Nordblatt, sie sei \
         zuversichtlich.",
    },
    Told {
        publisher: "Le Phare",
        site: "lephare.example",
        language: "fr",
        published: "2026-11-13T17:15:00Z",
        headline: "À Saint-Aubrac, les boulangers se partagent un four solaire",
        text: "Cinq boulangers de Saint-Aubrac cuisent désormais leur pain dans un même four solaire, a constaté Le Phare \
         vendredi.",
    },
    Told {
        publisher: "Radio Marl",
        site: "radiomarl.example",
        language: "en",
        published: "2026-11-13T16:00:00Z",
        headline: "Night trains to return to the coast line in March",
        text: "Night trains will run on the coast line again from March, the railway said on Friday.",
    },
    Told {
        publisher: "Quayside Daily",
        site: "quayside.example",
        language: "en",
        published: "2026-11-13T16:45:00Z",
        headline: "Coast line gets its night trains back",
        text: "Night trains will run on the coast line again from March, the railway said on Friday.",
    },
    Told {
        publisher: "Gazeta Port",
        site: "gazetaport.example",
        language: "pl",
        published: "2026-11-13T12:00:00Z",
        headline: "Latarnia morska szuka latarnika: dwieście zgłoszeń w tydzień",
        text: "Na ogłoszenie o pracę w latarni odpowiedziało dwieście osób, powiedziała Gazecie rzeczniczka portu Ewa Lis.",
    },
    Told {
        publisher: "Вечірній порт",
        site: "vechirniy.example",
        language: "uk",
        published: "2026-11-13T11:30:00Z",
        headline: "У Каменярську відкрили першу школу підводної археології",
        text: "У Каменярську почала працювати школа підводної археології, повідомила «Вечірньому порту» директорка.",
    },
    Told {
        publisher: "בוקר הנמל",
        site: "boker.example",
        language: "he",
        published: "2026-11-13T10:00:00Z",
        headline: "עיריית חוף הדקל תנטע אלפיים עצים לאורך הטיילת",
        text: "עיריית חוף הדקל תנטע אלפיים עצים לאורך הטיילת עד האביב, אמרה ראש העירייה ל״בוקר הנמל״.",
    },
    Told {
        publisher: "Quayside Daily",
        site: "quayside.example",
        language: "en",
        published: "2026-11-14T11:20:00Z",
        headline: "Engineers begin to measure bridge crack",
        text: "Engineers began on Saturday to measure the crack in the Varnhaven harbour bridge.",
    },
];
