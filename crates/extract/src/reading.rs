//! The text of a page: the blocks that are judged to be its article, without the lines that only
//! stand round it.

use std::collections::HashSet;

use scraper::Html;
use text::hash::Map;

use crate::{
    blocks::{Area, Block, Blocks},
    compose::{compose, is_layout},
    credit,
    facts::Facts,
    judge::{
        Judge,
        features::{Told, is_heading},
    },
    lines::{Furniture, Known, furniture, letters, repeats, without_hashtags},
};

/// How many blocks above the text may repeat headline, byline and date.
const BLOCKS_ABOVE: usize = 6;
/// How many blocks below the text may name author and date.
const BLOCKS_BELOW: usize = 2;
/// How many blocks in a row that are nothing but links make a menu or a list of other articles.
const LINKS_IN_A_LIST: usize = 3;
/// How often a line stands on a page that is none of its text, and how long it is at least, in letters.
const REPEATS: (usize, f32) = (3, 30.0);
/// Elements that stand beside the text even where they stand in it.
const BESIDE: [&str; 4] = ["aside", "nav", "footer", "form"];
/// The largest share of what was chosen that such an element holds and still stands beside it.
const BESIDE_SHARE: f32 = 0.3;
/// The fewest letters that are left of a text without the lines that it repeats.
const REST: f32 = 250.0;

/// The text that was found.
pub(crate) struct Reading {
    /// Its HTML, not yet safe.
    pub html: String,
    /// The line that says where it comes from, verbatim.
    pub credit: Option<String>,
    /// The hashtags below it, without their signs.
    pub hashtags: Vec<String>,
}

/// Finds the text of a page.
pub(crate) fn of_page(html: &Html, facts: &Facts, judge: &Judge) -> Reading {
    let page = Blocks::of(html);
    let chances = judge.chances(&page, &Told::of(facts));
    let least = least_chance(&page, &chances);
    let mut chosen: Vec<bool> = chances.iter().map(|chance| *chance >= least).collect();
    drop_beside(&page, &mut chosen);
    drop_repeated(&page, &mut chosen);
    drop_further_articles(&page, facts.article.headline.as_deref(), &mut chosen);
    fill_tables(&page, &mut chosen);
    let known = Known { headline: facts.article.headline.as_deref(), byline: &facts.article.byline };
    finish(html, &page, chosen, &known)
}

/// Reads a fragment that is text but for some lines: what a feed gives.
pub(crate) fn of_fragment(html: &Html, known: &Known<'_>) -> Reading {
    let page = Blocks::of(html);
    let chosen = vec![true; page.blocks.len()];
    finish(html, &page, chosen, known)
}

/// The chance from which on blocks are text: the one whose choice has the best F1 to be expected, in
/// letters. On a page that leaves no doubt it is near a half, and lower the more doubt there is (Lewis,
/// SIGIR 1995; Lipton, Elkan and Naryanaswamy, ECML 2014).
fn least_chance(page: &Blocks, chances: &[f32]) -> f32 {
    let mut blocks: Vec<(f32, f32)> =
        chances.iter().copied().zip(page.blocks.iter().map(|block| block.letters)).collect();
    blocks.sort_by(|one, other| other.0.total_cmp(&one.0));
    let expected: f32 = blocks.iter().map(|(chance, letters)| chance * letters).sum();
    let (mut taken, mut right, mut best) = (0.0, 0.0, (0.0, 1.0));
    for (chance, letters) in blocks {
        taken += letters;
        right += chance * letters;
        let f1 = 2.0 * right / (taken + expected);
        if f1 > best.0 {
            best = (f1, chance);
        }
    }
    best.1
}

/// Reads a fragment that is text but for the paragraphs that are unwanted; `None` when there are none.
pub(crate) fn without(html: &Html, is_unwanted: impl Fn(&str) -> bool) -> Option<Reading> {
    let page = Blocks::of(html);
    let mut chosen = vec![true; page.blocks.len()];
    let mut rest = chosen.as_mut_slice();
    for paragraph in page.blocks.chunk_by(|_, next| next.breaks == 1) {
        let lines: Vec<&str> = paragraph.iter().map(|block| block.line.as_str()).collect();
        let flags;
        (flags, rest) = rest.split_at_mut(paragraph.len());
        flags.fill(!is_unwanted(&lines.join(" ")));
    }
    chosen.contains(&false).then(|| finish(html, &page, chosen, &Known::default()))
}

fn finish(html: &Html, page: &Blocks, mut chosen: Vec<bool>, known: &Known<'_>) -> Reading {
    for number in unwanted(page, &chosen, known) {
        chosen[number] = false;
    }
    let hashtags = take_hashtags(page, &mut chosen);
    let credit = credit_block(page, &chosen).map(|number| {
        chosen[number] = false;
        page.blocks[number].line.clone()
    });
    Reading { html: compose(html, page, &chosen), credit, hashtags }
}

/// Takes the lines of nothing but hashtags from the end of a text, and gives their words.
fn take_hashtags(page: &Blocks, chosen: &mut [bool]) -> Vec<String> {
    let mut hashtags = Vec::new();
    while let Some(last) = chosen.iter().rposition(|is| *is) {
        let (rest, words) = without_hashtags(&page.blocks[last].line);
        if !rest.is_empty() || words.is_empty() {
            break;
        }
        hashtags.splice(0..0, words);
        chosen[last] = false;
    }
    hashtags
}

/// Lets go of what stands in boxes beside the text.
fn drop_beside(page: &Blocks, chosen: &mut [bool]) {
    let most = BESIDE_SHARE * letters_chosen(page, chosen, 0..chosen.len());
    let is_beside = |area: &&Area| {
        BESIDE.contains(&area.name.as_str()) && letters_chosen(page, chosen, area.blocks.clone()) < most
    };
    let beside: Vec<usize> =
        page.areas.iter().filter(is_beside).flat_map(|area| area.blocks.clone()).collect();
    for number in beside {
        chosen[number] = false;
    }
}

/// Lets go of long lines that stand on the page again and again: notices in place of what is not shown.
fn drop_repeated(page: &Blocks, chosen: &mut [bool]) {
    let mut counts = Map::default();
    for block in &page.blocks {
        *counts.entry(block.line.as_str()).or_insert(0) += 1;
    }
    let is_repeated = |block: &Block| block.letters >= REPEATS.1 && counts[block.line.as_str()] >= REPEATS.0;
    let rest = (0..chosen.len()).filter(|number| !is_repeated(&page.blocks[*number]));
    if letters_chosen(page, chosen, rest) >= REST {
        for (block, is) in page.blocks.iter().zip(chosen.iter_mut()) {
            *is &= !is_repeated(block);
        }
    }
}

/// Lets go of the articles below the page's own on pages that never end: each stands in an `article` with its own
/// headline, as the page's own does.
fn drop_further_articles(page: &Blocks, headline: Option<&str>, chosen: &mut [bool]) {
    let Some(headline) = headline.map(letters) else { return };
    let titles = page.areas.iter().filter(|area| area.name == "h1" && !area.blocks.is_empty());
    let (own, others): (Vec<_>, Vec<_>) =
        titles.partition(|title| letters(&page.blocks[title.blocks.start].line) == headline);
    let article = |title: &&Area| {
        let mut round = page.areas_round(&page.blocks[title.blocks.start]);
        round.find(|area| page.areas[*area].name == "article").map(|area| page.areas[area].blocks.clone())
    };
    let Some(end) = own.iter().filter_map(article).map(|own| own.end).max() else { return };
    let mut further: Vec<_> =
        others.iter().filter_map(article).filter(|further| further.start >= end).collect();
    further.dedup();
    let is_further = |number: &usize| further.iter().any(|blocks| blocks.contains(number));
    let rest = (0..chosen.len()).filter(|number| !is_further(number));
    // Where nothing is left, the page's own article is called otherwise than its headline.
    if letters_chosen(page, chosen, rest) >= REST {
        further.into_iter().for_each(|blocks| chosen[blocks].fill(false));
    }
}

/// Takes the tables of data whole of which a third was taken, so that no cell is missing: cells are short, and
/// judged unsurely.
fn fill_tables(page: &Blocks, chosen: &mut [bool]) {
    let first = chosen.iter().position(|is| *is).unwrap_or(0);
    let is_data = |area: &&Area| area.name == "table" && area.blocks.start > first && !is_layout(area);
    for table in page.areas.iter().filter(is_data).filter(|table| 3.0 * table.linked < table.letters) {
        if letters_chosen(page, chosen, table.blocks.clone()) * 3.0 > table.letters {
            chosen[table.blocks.clone()].fill(true);
        }
    }
}

/// The letters of those of the blocks that are chosen.
fn letters_chosen(page: &Blocks, chosen: &[bool], numbers: impl Iterator<Item = usize>) -> f32 {
    numbers.filter(|number| chosen[*number]).map(|number| page.blocks[number].letters).sum()
}

/// The chosen blocks that are furniture, or that repeat what stands above or below a text.
fn unwanted(page: &Blocks, chosen: &[bool], known: &Known<'_>) -> Vec<usize> {
    let numbers: Vec<usize> = (0..chosen.len()).filter(|number| chosen[*number]).collect();
    let below = numbers.len().saturating_sub(BLOCKS_BELOW);
    let lists = link_lists(page, &numbers);
    let mut is_related_box = false;
    let mut unwanted = Vec::new();
    for (place, number) in numbers.iter().enumerate() {
        let block = &page.blocks[*number];
        let kind =
            furniture(&block.line).or_else(|| furniture(&block.unlinked).filter(|_| block.linked > 0.0));
        is_related_box = kind == Some(Furniture::Related) || (is_related_box && block.is_link());
        let is_at_edge = place < BLOCKS_ABOVE || place >= below;
        let is_furniture = kind.is_some() || is_related_box || lists.contains(number);
        if is_furniture || (is_at_edge && repeats(&block.line, known)) {
            unwanted.push(*number);
        }
    }
    unwanted
}

/// The blocks that make up lists of links, with the headings that stand over them.
fn link_lists(page: &Blocks, numbers: &[usize]) -> HashSet<usize> {
    let is_link = |number: &usize| page.blocks[*number].is_link();
    let mut found = HashSet::new();
    let mut above = None;
    for run in numbers.chunk_by(|one, other| is_link(one) == is_link(other)) {
        if is_link(&run[0]) && run.len() >= LINKS_IN_A_LIST {
            found.extend(above.filter(|above| page.is_in(*above, 2, is_heading)));
            found.extend(run);
        }
        above = run.last().copied();
    }
    found
}

/// The last or first chosen block of several when it is a credit line.
fn credit_block(page: &Blocks, chosen: &[bool]) -> Option<usize> {
    let mut numbers = (0..chosen.len()).filter(|number| chosen[*number]);
    let (first, last) = (numbers.next()?, numbers.next_back()?);
    [last, first].into_iter().find(|number| credit::is_credit(&page.blocks[*number].line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> String {
        of_fragment(&Html::parse_fragment(html), &Known { headline: Some("Rain falls"), byline: &[] }).html
    }

    #[test]
    fn lines_round_a_text_are_left_out() {
        for (html, expected) in [
            ("<h1>Rain falls</h1><p>It rains.</p>", "<p>It rains.</p>"),
            ("<p>It rains.</p><p>Advertisement</p><p>Still.</p>", "<p>It rains.</p><p>Still.</p>"),
            (
                "<p>It rains.</p><p>Read also: <a href=x>Snow</a></p><p>Still.</p>",
                "<p>It rains.</p><p>Still.</p>",
            ),
            (
                "<p>It rains.</p><h3>Elsewhere</h3><a href=a>A</a><br><a href=b>B</a><br><a href=c>C</a>",
                "<p>It rains.</p>",
            ),
        ] {
            assert_eq!(read(html), expected, "{html}");
        }
    }

    #[test]
    fn credits_are_told_from_the_text() {
        let html = Html::parse_fragment("<p>It rains.</p><p>Source: Reuters</p>");
        let reading = of_fragment(&html, &Known::default());
        assert_eq!(
            (reading.html.as_str(), reading.credit.as_deref()),
            ("<p>It rains.</p>", Some("Source: Reuters"))
        );
    }

    #[test]
    fn hashtags_below_a_text_are_taken_from_it() {
        let html = Html::parse_fragment("<p>It rains #again.</p><p>#rain #Meridian</p><p>#harbour</p>");
        let reading = of_fragment(&html, &Known::default());
        assert_eq!(reading.html, "<p>It rains #again.</p>");
        assert_eq!(reading.hashtags, ["rain", "Meridian", "harbour"]);
    }

    #[test]
    fn the_least_chance_is_lower_where_there_is_more_doubt() {
        let line = "Words enough. ".repeat(20);
        let page = Blocks::of(&Html::parse_fragment(&format!("<p>{line}</p>").repeat(4)));
        assert_eq!(least_chance(&page, &[0.95, 0.95, 0.35, 0.1]), 0.95);
        assert_eq!(least_chance(&page, &[0.4, 0.35, 0.3, 0.1]), 0.3);
    }

    #[test]
    fn what_stands_there_again_and_again_is_no_text() {
        let notice = "Your settings keep this picture from being shown to you here.";
        let text =
            format!("<p>{}</p><p>{notice}</p>", "The rain has not ended. ".repeat(9)).replace("ended", "%");
        let html: String = ["one", "two", "three"].iter().map(|word| text.replace('%', word)).collect();
        let page = Blocks::of(&Html::parse_fragment(&html));
        let mut chosen = vec![true; 6];
        drop_repeated(&page, &mut chosen);
        assert_eq!(chosen, [true, false, true, false, true, false]);
    }
}
