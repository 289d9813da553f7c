//! Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood,
//! OOPSLA 2014), a generator defined by its arithmetic alone.

/// w_i, uniform in [-W/2, W/2], from the seed alone: the same on every machine.
///
/// Site i takes the i-th output of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) started
/// at the seed; its upper 53 bits, divided by 2^53, are the uniform number.
pub fn site_energies(width: f64, seed: u64, sites: usize) -> Vec<f64> {
    let mut generator = SplitMix64(seed);
    (0..sites)
        .map(|_| width * (generator.uniform() - 0.5))
        .collect()
}

/// The `sample`-th random vector of a seed: independent signs, +1 or -1, so that the average
/// of <r|A|r> over samples is Tr A. The signs are the highest bits of SplitMix64.
pub fn random_signs(seed: u64, sample: u64, dimension: usize) -> Vec<f64> {
    let mut streams = SplitMix64(seed ^ 0x7479_7069_6361_6c00);
    let stream = (0..=sample).map(|_| streams.next_bits()).last();
    let mut generator = SplitMix64(stream.unwrap_or(seed));
    (0..dimension)
        .map(|_| match generator.next_bits() >> 63 {
            0 => 1.0,
            _ => -1.0,
        })
        .collect()
}

/// SplitMix64, a generator that is defined by its arithmetic alone.
pub struct SplitMix64(pub u64);

impl SplitMix64 {
    /// The next 64 bits.
    pub fn next_bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in [0, 1).
    pub fn uniform(&mut self) -> f64 {
        (self.next_bits() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_splitmix64() {
        // First outputs for seed 1234567, from the reference implementation's test vector.
        let mut generator = SplitMix64(1_234_567);
        assert_eq!(generator.next_bits(), 6_457_827_717_110_365_317);
        assert_eq!(generator.next_bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn site_energies_stay_within_the_width() {
        let energies = site_energies(4.0, 7, 1000);
        assert!(energies.iter().all(|w| (-2.0..2.0).contains(w)));
        let mean = energies.iter().sum::<f64>() / 1000.0;
        assert!(mean.abs() < 0.15);
        assert_ne!(energies, site_energies(4.0, 8, 1000));
        assert!(site_energies(0.0, 7, 9).iter().all(|&w| w == 0.0));
    }
}
