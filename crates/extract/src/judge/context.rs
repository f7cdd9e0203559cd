//! What the second forest knows beside: how the first judged the blocks and areas round a block, and
//! where the region is that it took for the article.

use crate::blocks::{Area, Blocks};

use super::features::Row;

/// The farthest neighbours whose chances are looked at.
const NEIGHBOURS: [isize; 8] = [-4, -3, -2, -1, 1, 2, 3, 4];
/// The chance at which a block neither speaks for the region it stands in nor against it.
const NEUTRAL: f32 = 0.4;
/// The chance of a block that counts as text.
const TEXT: f32 = 0.5;
/// The fewest letters of a block that counts as long.
const LONG: f32 = 60.0;

/// Adds to the features of each block of a page what the chances of all say of it.
pub(crate) fn extend(rows: &mut [Row], page: &Blocks, chances: &[f32]) {
    let sums = Sums::of(page, chances);
    let region = Region::of(page, &sums);
    let gaps = [gaps(page, chances, false), gaps(page, chances, true)];
    for (number, row) in rows.iter_mut().enumerate() {
        row.push(chances[number]);
        row.extend(NEIGHBOURS.map(|offset| {
            number.checked_add_signed(offset).and_then(|other| chances.get(other)).copied().unwrap_or(-1.0)
        }));
        let mut area = page.blocks[number].area;
        for _ in 0..4 {
            row.push(sums.mean(&page.areas[area]));
            area = page.areas[area].parent;
        }
        row.push(sums.text[number] / sums.all().max(1.0));
        row.extend([gaps[0][number].ln_1p(), gaps[1][number].ln_1p(), sums.all().ln_1p()]);
        region.push(number, page, &sums, row);
    }
}

/// Sums over the blocks before each, and over all.
struct Sums {
    /// Letters.
    letters: Vec<f32>,
    /// Letters times chances.
    text: Vec<f32>,
    /// Letters times what the chances speak for the region.
    gain: Vec<f32>,
}

impl Sums {
    fn of(page: &Blocks, chances: &[f32]) -> Self {
        let sums = |worth: &dyn Fn(f32) -> f32| {
            let mut sum = 0.0;
            let sums = page.blocks.iter().zip(chances).map(|(block, chance)| {
                sum += block.letters * worth(*chance);
                sum
            });
            std::iter::once(0.0).chain(sums).collect::<Vec<f32>>()
        };
        Self { letters: sums(&|_| 1.0), text: sums(&|chance| chance), gain: sums(&|chance| chance - NEUTRAL) }
    }

    fn all(&self) -> f32 {
        self.text.last().copied().unwrap_or(0.0)
    }

    fn over(sums: &[f32], area: &Area) -> f32 {
        sums[area.blocks.end] - sums[area.blocks.start]
    }

    /// The mean chance of the letters of an area.
    fn mean(&self, area: &Area) -> f32 {
        Self::over(&self.text, area) / Self::over(&self.letters, area).max(1.0)
    }
}

/// The area for which the chances speak most.
struct Region<'p> {
    area: &'p Area,
    /// The area and those round it, from the innermost.
    round: Vec<usize>,
}

impl<'p> Region<'p> {
    fn of(page: &'p Blocks, sums: &Sums) -> Self {
        let gain = |number: &usize| Sums::over(&sums.gain, &page.areas[*number]);
        let best = (0..page.areas.len()).max_by(|a, b| gain(a).total_cmp(&gain(b))).unwrap_or(0);
        let parent = |area: &usize| (*area != 0).then(|| page.areas[*area].parent);
        Self { area: &page.areas[best], round: std::iter::successors(Some(best), parent).collect() }
    }

    /// Where a block stands to the region.
    fn push(&self, number: usize, page: &Blocks, sums: &Sums, row: &mut Row) {
        let mut area = page.blocks[number].area;
        let (mut branch, mut levels) = (area, 0.0);
        let path = loop {
            if let Some(path) = self.round.iter().position(|round| *round == area) {
                break path;
            }
            (branch, area, levels) = (area, page.areas[area].parent, levels + 1.0);
        };
        let within = &self.area.blocks;
        let outside = if number < within.start {
            -((within.start - number) as f32).ln_1p()
        } else if number >= within.end {
            ((number - within.end + 1) as f32).ln_1p()
        } else {
            0.0
        };
        row.extend([
            path as f32,
            levels,
            outside,
            Sums::over(&sums.text, self.area) / sums.all().max(1.0),
            sums.mean(self.area),
            sums.mean(&page.areas[branch]),
            Sums::over(&sums.letters, &page.areas[branch]).ln_1p(),
            self.area.depth as f32,
        ]);
    }
}

/// The letters between each block and the nearest long text before it, or behind it.
fn gaps(page: &Blocks, chances: &[f32], is_behind: bool) -> Vec<f32> {
    let count = page.blocks.len();
    let mut gaps = vec![0.0; count];
    let mut gap = 0.0;
    for step in 0..count {
        let number = if is_behind { count - 1 - step } else { step };
        gaps[number] = gap;
        let letters = page.blocks[number].letters;
        gap = if chances[number] > TEXT && letters > LONG { 0.0 } else { gap + letters };
    }
    gaps
}
