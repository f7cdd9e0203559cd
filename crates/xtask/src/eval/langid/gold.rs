//! What the sets call languages, and what their answers are compared as.

/// A gold code as a two-letter tag where one exists; `None` for "another language".
pub fn gold(code: &str) -> Option<String> {
    let code = code.split_once('-').map_or(code, |(language, _)| language);
    let two = ISO.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| *two);
    (two != "xx").then(|| two.to_owned())
}

/// The answer without script and region: Serbian is Serbian in either script.
pub fn compared(tag: &str) -> String {
    tag.split('-').next().unwrap_or(tag).to_owned()
}

#[rustfmt::skip]
const ISO: [(&str, &str); 118] = [
    ("afr", "af"), ("amh", "am"), ("arb", "ar"), ("aze", "az"), ("bak", "ba"), ("bel", "be"), ("ben", "bn"), ("bod", "bo"),
    ("bos", "bs"), ("bul", "bg"), ("cat", "ca"), ("ces", "cs"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"),
    ("eng", "en"), ("est", "et"), ("eus", "eu"), ("fas", "fa"), ("fil", "tl"), ("fin", "fi"), ("fra", "fr"), ("gle", "ga"),
    ("glg", "gl"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"), ("hye", "hy"), ("ind", "id"),
    ("isl", "is"), ("ita", "it"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("kaz", "kk"), ("khm", "km"), ("kir", "ky"),
    ("kor", "ko"), ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mlt", "mt"), ("mon", "mn"),
    ("msa", "ms"), ("mya", "my"), ("nep", "ne"), ("nld", "nl"), ("nno", "nn"), ("nob", "nb"), ("pan", "pa"), ("pol", "pl"),
    ("por", "pt"), ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("som", "so"),
    ("spa", "es"), ("sqi", "sq"), ("srp", "sr"), ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tha", "th"), ("tur", "tr"),
    ("ukr", "uk"), ("vie", "vi"), ("zho", "zh"), ("prs", "fa"), ("swa", "sw"), ("tuk", "tk"), ("urd", "ur"), ("uzb", "uz"),
    ("yor", "yo"), ("xho", "xh"), ("zul", "zu"), ("mri", "mi"), ("tat", "tt"),
    ("div", "dv"), ("dzo", "dz"), ("ewe", "ee"), ("fao", "fo"), ("fij", "fj"), ("fuc", "ff"), ("hau", "ha"), ("ibo", "ig"),
    ("kin", "rw"), ("kmr", "ku"), ("lao", "lo"), ("ltz", "lb"), ("mey", "ar"), ("mlg", "mg"), ("nde", "nd"), ("nya", "ny"),
    ("orm", "om"), ("pus", "ps"), ("smo", "sm"), ("snd", "sd"), ("sot", "st"), ("ssw", "ss"), ("tah", "ty"), ("tgk", "tg"),
    ("tir", "ti"), ("ton", "to"), ("tsn", "tn"), ("tso", "ts"), ("uig", "ug"), ("ven", "ve"), ("wol", "wo"), ("yue", "zh"),
    ("lug", "lg"),
];
