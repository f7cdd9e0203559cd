//! Logistic regression by gradient descent on evidence of mean zero and deviation one, with a little
//! weight decay.

use fold::Weighing;

/// One case: the evidence, whether it is so, and how much it counts.
pub struct Case<const N: usize> {
    pub evidence: [f32; N],
    pub is_so: bool,
    pub weight: f64,
}

const STEPS: usize = 3_000;
const RATE: f64 = 1.0;
const DECAY: f64 = 1e-4;

/// The weights of the evidence; what is not `used` weighs nothing.
pub fn fit<const N: usize>(cases: &[Case<N>], used: [bool; N]) -> Weighing<N> {
    let total: f64 = cases.iter().map(|case| case.weight).sum();
    let mean =
        |of: &dyn Fn(&Case<N>) -> f64| cases.iter().map(|case| case.weight * of(case)).sum::<f64>() / total;
    let means: [f64; N] = std::array::from_fn(|n| mean(&|case| f64::from(case.evidence[n])));
    let deviations: [f64; N] = std::array::from_fn(|n| {
        mean(&|case| (f64::from(case.evidence[n]) - means[n]).powi(2)).sqrt().max(1e-6)
    });
    let even: Vec<[f64; N]> = cases
        .iter()
        .map(|case| std::array::from_fn(|n| (f64::from(case.evidence[n]) - means[n]) / deviations[n]))
        .collect();
    let (mut prior, mut weights) = (0.0, [0.0; N]);
    for _ in 0..STEPS {
        let (mut of_prior, mut of_weights) = (0.0, [0.0; N]);
        for (case, even) in cases.iter().zip(&even) {
            let odds = prior + even.iter().zip(&weights).map(|(one, weight)| one * weight).sum::<f64>();
            let error = (f64::from(u8::from(case.is_so)) - 1.0 / (1.0 + (-odds).exp())) * case.weight / total;
            of_prior += error;
            of_weights.iter_mut().zip(even).for_each(|(sum, one)| *sum += error * one);
        }
        prior += RATE * of_prior;
        for n in (0..N).filter(|n| used[*n]) {
            weights[n] += RATE * (of_weights[n] - DECAY * weights[n]);
        }
    }
    let shift: f64 = (0..N).map(|n| weights[n] * means[n] / deviations[n]).sum();
    Weighing {
        prior: (prior - shift) as f32,
        weights: std::array::from_fn(|n| (weights[n] / deviations[n]) as f32),
    }
}
