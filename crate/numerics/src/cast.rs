//! Casts between kinds of numbers that could cut something off, with what makes sure that they do not.

/// A position or a number of positions in 32 bits, in which bases and matrices are held. Limits on set-ups keep both far below
/// 2^32; a debug build checks.
#[inline]
#[allow(clippy::cast_possible_truncation)]
pub fn index32(position: usize) -> u32 {
    debug_assert!(u32::try_from(position).is_ok(), "{position} in 32 bits");
    position as u32
}

/// A mask of sites or a number of states, counted in 64 bits on the way, in 32. A mask has at most 31 sites.
#[inline]
#[allow(clippy::cast_possible_truncation)]
pub fn low32(bits: u64) -> u32 {
    debug_assert!(u32::try_from(bits).is_ok(), "{bits} in 32 bits");
    bits as u32
}

/// The whole number at or above a size that was computed as a float. What is negative or not a number is 0, what no
/// number of bytes could hold the largest there is: such a size is refused where memory is asked for.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn size(estimate: f64) -> usize {
    estimate.ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up_and_never_wrap() {
        assert_eq!(size(2.1), 3);
        assert_eq!(size(2.0), 2);
        assert_eq!(size(-1.5), 0);
        assert_eq!(size(f64::NAN), 0);
        assert_eq!(size(f64::INFINITY), usize::MAX);
    }

    #[test]
    fn positions_keep_their_value() {
        assert_eq!(index32(8_000_000), 8_000_000);
        assert_eq!(index32(u32::MAX as usize), u32::MAX);
        assert_eq!(low32(0x7fff_ffff), 0x7fff_ffff);
    }
}
