//! Who and what the names of invented stories mean. A case is the stories of an archive, each with its articles; names stand
//! in brackets, the kind before them: `[p Ada Vell]` is a person, `o` an organisation, `l` a place, `u` unknown.

use std::collections::BTreeMap;

use entities::{Member, Register};
use news::{ArticleId, KnownEntity, Language, Mention, MentionKind};

/// An article: its language and its text with marked names.
type Told = (&'static str, &'static str);

struct Case {
    what: &'static str,
    stories: &'static [&'static [Told]],
    /// The names of each entity, the kinds that nobody knows left out.
    entities: &'static [&'static [&'static str]],
}

const CASES: &[Case] = &[
    Case {
        what: "a surname means the full name of its article, inflected or not",
        stories: &[&[("pl", "[p Ada Velka] i [p Velkę] [p Velce]"), ("pl", "[p Adą Velką]")]],
        entities: &[&["Ada Velka", "Adą Velką", "Velce", "Velkę"]],
    },
    Case {
        what: "brackets give another name, and nothing else does",
        stories: &[&[("en", "[p Changpeng Zhao] (CZ) and [u CZ] again"), ("en", "[p Carla Zorn] spoke")]],
        entities: &[&["CZ", "Changpeng Zhao"], &["Carla Zorn"]],
    },
    Case {
        what: "a hashtag spells a name in another script",
        stories: &[&[("de", "[p Changpeng Zhao] sprach. #赵长鹏 #AI投资")]],
        entities: &[&["Changpeng Zhao", "赵长鹏"]],
    },
    Case {
        what: "a party in brackets is no name of a person",
        stories: &[&[("de", "[p Ada Vell] (SPD) und [o SPD]")]],
        entities: &[&["Ada Vell"], &["SPD"]],
    },
    Case {
        what: "a story joins scripts",
        stories: &[&[
            ("en", "[p Changpeng Zhao] and [p Elon Musk]"),
            ("zh", "[p 赵长鹏]"),
            ("ru", "[p Чанпэн Чжао], [p Илона Маска]"),
        ]],
        entities: &[&["Changpeng Zhao", "Чанпэн Чжао", "赵长鹏"], &["Elon Musk", "Илона Маска"]],
    },
    Case {
        what: "full names are one in all stories, surnames are not",
        stories: &[
            &[("en", "[p Ada Vell] said, [p Vell] said")],
            &[("de", "[p Ada Vell] sagt")],
            &[("en", "[p Bert Vell] said, [p Vell] said")],
            &[("en", "[p Vell] again")],
        ],
        entities: &[&["Ada Vell", "Vell"], &["Bert Vell", "Vell"], &["Vell"]],
    },
    Case {
        what: "a slip in the long name of a body or place is no other, in that of a person it may be",
        stories: &[&[
            (
                "ru",
                "[o Консервативная партия] и [o Консерватовная партия], [l Великобритания] и [l Великбритания]",
            ),
            ("en", "[p Boris Johnson] and [p Boris Johnston]"),
        ]],
        entities: &[
            &["Boris Johnson"],
            &["Boris Johnston"],
            &["Великбритания", "Великобритания"],
            &["Консервативная партия", "Консерватовная партия"],
        ],
    },
    Case {
        what: "a people, a sea by its short name and a country by two names are places",
        stories: &[&[
            ("pl", "[l Europejczycy] nad [l Bałtykiem] i w [l Południowej Afryce]"),
            ("bg", "[l европейците] на [l Балтийско море] и в [l ЮАР]"),
            ("cs", "[l Spojeném království Velké Británie] a [l Británii]"),
        ]],
        entities: &[
            &["Bałtykiem", "Балтийско море"],
            &["Británii", "Spojeném království Velké Británie"],
            &["Europejczycy", "европейците"],
            &["Południowej Afryce", "ЮАР"],
        ],
    },
    Case {
        what: "two of one surname in an article leave it open",
        stories: &[&[("en", "[p Ada Vell] and [p Bert Vell]; [p Vell] laughed")]],
        entities: &[&["Ada Vell"], &["Bert Vell"], &["Vell"]],
    },
    Case {
        what: "initials alone mean nobody in another story",
        stories: &[&[("en", "[p Ada Vell] (AV)")], &[("en", "[p AV] spoke")]],
        entities: &[&["AV", "Ada Vell"], &["AV"]],
    },
    Case {
        what: "an initial and a surname mean the full name of the story",
        stories: &[&[("en", "[p Ada Vell]"), ("en", "[p A. Vell]"), ("en", "[p B. Vell]")]],
        entities: &[&["A. Vell", "Ada Vell"], &["B. Vell"]],
    },
    Case {
        what: "bodies and places are called by one word, and are not persons",
        stories: &[
            &[("en", "[o Orbital] in [l Harrow]; [p Harrow] left")],
            &[("de", "[o Orbital] in [l Harrow]")],
        ],
        entities: &[&["Orbital"], &["Harrow"], &["Harrow"]],
    },
    Case {
        what: "countries and bodies are known in many languages, and so are peoples",
        stories: &[
            &[("pl", "[l Wielkiej Brytanii] i [o UE]"), ("cs", "[l Britové] a [o Evropskou unií]")],
            &[("ru", "[l Великобритании] и [o ЕС]"), ("cs", "[l Velká Británie]")],
        ],
        entities: &[
            &["Britové", "Velká Británie", "Wielkiej Brytanii", "Великобритании"],
            &["Evropskou unií", "UE", "ЕС"],
        ],
    },
    Case {
        what: "a person is no country, and a body no other that is called alike",
        stories: &[&[
            ("en", "[p Jordan Vell] in [l Jordan]"),
            ("pl", "[o Komisja Kontroli Europejskiej], [o Komisja Europejska]"),
        ]],
        entities: &[
            &["Jordan"],
            &["Jordan Vell"],
            &["Komisja Europejska"],
            &["Komisja Kontroli Europejskiej"],
        ],
    },
    Case {
        what: "the first letters of one body's name in its story mean it",
        stories: &[
            &[("de", "[o Verein der Oberländer Imker], [o VOI], [o VI]")],
            &[("de", "[o Verband Ost], [o Volksbund Ost], [o VO]")],
        ],
        entities: &[
            &["VI"],
            &["VO"],
            &["VOI", "Verein der Oberländer Imker"],
            &["Verband Ost"],
            &["Volksbund Ost"],
        ],
    },
    Case {
        what: "a story says of most mentions what a name is, in capitals or not",
        stories: &[&[("en", "[l GRAUHOLM], [l Grauholm]"), ("de", "[p Grauholm]"), ("id", "[o Grauholm]")]],
        entities: &[&["GRAUHOLM", "Grauholm"]],
    },
    Case {
        what: "a body is one whose name is translated word by word, with the same place or a proper word that is spelled",
        stories: &[
            &[
                ("pl", "[o Pakistański Sąd Najwyższy] i [o Instytut Vellowski]"),
                ("ru", "[o Верховный суд Пакистана] и [o институт Веллова]"),
                ("bg", "[o Върховния съд на Пакистан], [o Върховния съд на Индия]"),
            ],
            &[("cs", "[o pákistánského nejvyššího soudu]")],
        ],
        entities: &[
            &["Instytut Vellowski", "институт Веллова"],
            &[
                "Pakistański Sąd Najwyższy",
                "pákistánského nejvyššího soudu",
                "Верховный суд Пакистана",
                "Върховния съд на Пакистан",
            ],
            &["Върховния съд на Индия"],
        ],
    },
    Case {
        what: "which ministry is meant says the story, or else nobody",
        stories: &[
            &[("ru", "[o Минздрав России], [o Минздрав]"), ("ru", "[o министерства здравоохранения]")],
            &[("pl", "[o Ministerstwo Zdrowia]")],
            &[("ru", "[o МИД Польши], [o МИД Чехии], [o МИД]")],
        ],
        entities: &[
            &["Ministerstwo Zdrowia"],
            &["МИД"],
            &["МИД Польши"],
            &["МИД Чехии"],
            &["Минздрав", "Минздрав России", "министерства здравоохранения"],
        ],
    },
    Case {
        what: "a place is the same with words that say what kind it is, or where in it",
        stories: &[&[
            ("pl", "[l Republika Kazachstanu], [l Korea Płn.], [l Zachód]"),
            ("ru", "[l Казахстан], [l Северная Корея], [l Запад]"),
            ("sl", "[l kazahstanski], [l Južna Koreja], [l Zahod]"),
        ]],
        entities: &[
            &["Južna Koreja"],
            &["Korea Płn.", "Северная Корея"],
            &["Republika Kazachstanu", "kazahstanski", "Казахстан"],
            &["Zachód", "Zahod", "Запад"],
        ],
    },
    Case {
        what: "brackets and quotation marks hold another name, or the name itself",
        stories: &[&[
            ("bg", "[o Европейския съюз (ЕС)]"),
            ("ru", "[o концерн «Веллор»], [o Веллор], [o Евросоюз]"),
        ]],
        entities: &[&["Веллор", "концерн «Веллор»"], &["Европейския съюз (ЕС)", "Евросоюз"]],
    },
    Case {
        what: "part of a full name means the one longer name that it begins or ends",
        stories: &[&[
            ("en", "[p Ada Noreen Vell]"),
            ("en", "[p Ada Noreen]"),
            ("de", "[p Ursula von der Orel], [p von der Orel]"),
        ]],
        entities: &[&["Ada Noreen", "Ada Noreen Vell"], &["Ursula von der Orel", "von der Orel"]],
    },
    Case {
        what: "a surname means whom nearly all of the story mean, unless the article names another",
        stories: &[&[
            ("en", "[p Ada Vell]"),
            ("en", "[p Ada Vell]"),
            ("en", "[p Ada Vell]"),
            ("en", "[p Bert Vell]"),
            ("en", "[p Vell] spoke"),
        ]],
        entities: &[&["Ada Vell", "Vell"], &["Bert Vell"]],
    },
    Case {
        what: "numbers are not spelled",
        stories: &[&[("en", "[o Vell Stream 1]"), ("de", "[o Vell Stream 2]")]],
        entities: &[&["Vell Stream 1"], &["Vell Stream 2"]],
    },
    Case {
        what: "spellings that are only near stay apart in one language",
        stories: &[&[("en", "[p Anna Johnson]")], &[("en", "[p Anna Johnston]")]],
        entities: &[&["Anna Johnson"], &["Anna Johnston"]],
    },
];

#[test]
fn names_mean_who_they_mean() {
    for case in CASES {
        let mut register = Register::default();
        let found = resolve(&mut register, case.stories);
        let mut wanted: Vec<Vec<&str>> = case.entities.iter().map(|names| names.to_vec()).collect();
        wanted.sort();
        assert_eq!(found.into_values().collect::<Vec<_>>().sorted(), wanted, "{}", case.what);
    }
}

#[test]
fn a_story_that_is_told_again_keeps_its_entities() {
    let stories: &[&[Told]] = &[&[("en", "[p Ada Vell], [p Vell], [o Orbital]")]];
    let mut register = Register::default();
    assert_eq!(resolve(&mut register, stories), resolve(&mut register, stories));
}

#[test]
fn imported_names_join_what_no_story_does() {
    let name = |name: &str, language: &str| (name.to_owned(), Language::parse(language));
    let known = KnownEntity {
        known_as: "Q1".to_owned(),
        kind: MentionKind::Place,
        names: vec![name("Oberland", "de"), name("Highmark", "en")],
    };
    let mut register = Register::restore([], [known]);
    let found = resolve(&mut register, &[&[("de", "[l Oberland]")], &[("en", "[l Highmark]")]]);
    assert_eq!(found.into_values().collect::<Vec<_>>(), [["Highmark", "Oberland"]]);
}

/// The names of each entity.
fn resolve(register: &mut Register, stories: &[&[Told]]) -> BTreeMap<i64, Vec<String>> {
    let mut names: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let mut number = 0;
    for story in stories {
        let articles: Vec<(&str, String, Vec<Mention>)> =
            story.iter().map(|(language, marked)| read(language, marked)).collect();
        let members: Vec<Member<'_>> = articles
            .iter()
            .map(|(language, text, mentions)| {
                number += 1;
                Member { article: ArticleId(number), language, text, mentions, keywords: &[] }
            })
            .collect();
        for naming in register.resolve(&members) {
            names.entry(naming.entity.0).or_default().push(naming.name);
        }
    }
    names.values_mut().for_each(|names| {
        names.sort();
        names.dedup();
    });
    names
}

/// Takes the marks out of a text.
fn read<'l>(language: &'l str, marked: &str) -> (&'l str, String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    for part in marked.split('[') {
        let Some((name, rest)) = part.split_once(']') else {
            text.push_str(part);
            continue;
        };
        let (kind, name) = name.split_once(' ').expect("a kind before the name");
        let kind = match kind {
            "p" => MentionKind::Person,
            "o" => MentionKind::Organization,
            "l" => MentionKind::Place,
            _ => MentionKind::Unknown,
        };
        let span = (text.len()..text.len() + name.len()).into();
        mentions.push(Mention { name: name.to_owned(), kind, span });
        text.push_str(name);
        text.push_str(rest);
    }
    (language, text, mentions)
}

/// Sorted, in a row.
trait Sorted {
    fn sorted(self) -> Self;
}

impl<T: Ord> Sorted for Vec<T> {
    fn sorted(mut self) -> Self {
        self.sort();
        self
    }
}
