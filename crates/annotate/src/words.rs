//! The form of the data files under `data/languages/`.

use serde::Deserialize;

/// A data file. Cues with a `{name}` say on which side the name stands.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// Pairs of quotation marks, as two characters.
    pub quotes: Vec<String>,
    /// Verbs and phrases that go with somebody's words.
    pub says: Vec<String>,
    /// Verbs of publishing: their subject is where a report comes from.
    pub reports: Vec<String>,
    /// Cues that name any informant.
    pub names: Vec<String>,
    /// Cues that name an informant only when an outlet is named: "told Reuters".
    pub tells: Vec<String>,
    /// What marks whom something is said to, where the publisher itself is named: "à {name}", "{name}に".
    pub hearers: Vec<String>,
    /// Cues by which one informant passes on another: "citing".
    pub cites: Vec<String>,
    /// Verbs by which papers say something: "documents show".
    pub shows: Vec<String>,
    /// Phrases that name nobody: "people familiar with the matter".
    pub hearsay: Vec<String>,
    /// Phrases that show reporting of the publisher's own.
    pub own: Vec<String>,
    /// Words that a notice opens with which says that the article was corrected, before a sign or bracket.
    pub corrected_opens: Vec<String>,
    /// Phrases that only such a notice has: "an earlier version of this article".
    pub corrected: Vec<String>,
    /// The same of a notice that says that the article is withdrawn.
    pub withdrawn_opens: Vec<String>,
    /// See [`Words::corrected`].
    pub withdrawn: Vec<String>,
    /// Words that a credit line opens with.
    pub credit: Vec<String>,
    /// Whether names end in a word with a capital.
    pub capital_ends: bool,
    /// What shows that a name is a place's: "lake {name}", "{name} sea".
    pub grounds: Vec<String>,
    /// Titles and roles that stand beside a person's name.
    pub titles: Vec<String>,
    /// Trades and ranks that stand before a person's whole name; many of them are surnames as well.
    pub trades: Vec<String>,
    /// Words by which a name is known for that of an authority, company or other body.
    pub bodies: Vec<String>,
    /// See [`crate::lexicon::Lexicon::particles`].
    pub particles: Vec<String>,
    /// See [`crate::lexicon::Lexicon::skipped`].
    pub skipped: Vec<String>,
    /// See [`crate::lexicon::Lexicon::stops`].
    pub stops: Vec<String>,
    /// See [`crate::lexicon::Lexicon::pronouns`].
    pub pronouns: Vec<String>,
    /// Pronouns behind prepositions: "according to her".
    pub obliques: Vec<String>,
    /// Words for papers: report, statement, ruling.
    pub documents: Vec<String>,
    /// Words that say of what kind a paper is, and not whose: "internal".
    pub qualities: Vec<String>,
    /// Words for posts on social networks.
    pub posts: Vec<String>,
    /// Articles and the like, which open the naming of somebody by role: "the spokesman".
    pub determiners: Vec<String>,
    /// Those of them, and numerals, that name somebody not told before: "a spokesman".
    pub indefinites: Vec<String>,
    /// Articles that are written in one with their word, which is then no given name: "ال".
    pub definite: Vec<String>,
    /// Words for informants that are not named: "source", "insider".
    pub insiders: Vec<String>,
    /// Words by which a sentence takes up the words before it: "こう述べた".
    pub thus: Vec<String>,
    /// Particles behind somebody's words: "と", "라고", "diye".
    pub quotatives: Vec<String>,
    /// Words by which a line announces that all behind its colon are somebody's words: "as follows".
    pub follows: Vec<String>,
    /// Forms of verbs by which one reports another's words without marks: "sei", "habe".
    pub reported: Vec<String>,
    /// Family names of one sign, behind which one or two more make the whole name.
    pub surnames: Vec<String>,
    /// Signs by whose sound foreign names are written, apart from those that are words beside a name as often.
    pub foreign_signs: String,
    /// Particles that tie what explains a name to it, before it: "的".
    pub links: Vec<String>,
    /// Particles that follow the subject.
    pub subjects: Vec<String>,
    /// Whether the subject stands before its verb but for verbs that open a clause.
    pub subject_first: bool,
    /// Whether the subject opens its clause, with adverbs between it and the verb.
    pub subject_opens: bool,
    /// Whether a sentence needs no subject when its person is known.
    pub silent_subject: bool,
    /// Whether words are compounded, so that a title may be the end of a longer one.
    pub compounds: bool,
    /// Whether all nouns have a capital, so that one capital makes no name.
    pub capital_nouns: bool,
    /// Whether only the first syllable of a word has a capital in the names of bodies: "Bộ Y tế".
    pub small_syllables: bool,
    /// Whether the noun at the end of a body's name has none: "Счётная палата".
    pub small_nouns: bool,
    /// Endings by which such a noun is known for a common one.
    pub noun_endings: Vec<String>,
    /// Whether the verb closes the sentence, so that its subject may stand far before it.
    pub verb_last: bool,
}

impl Words {
    /// Folds what notices say, which is looked for in folded text.
    pub fn fold_notices(&mut self) {
        for list in
            [&mut self.corrected_opens, &mut self.corrected, &mut self.withdrawn_opens, &mut self.withdrawn]
        {
            list.iter_mut().for_each(|cue| *cue = text::fold_case(cue));
        }
    }
}
