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

/// How often something fits: the whole number at or below a quotient. What is negative or not a number is 0.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn count(quotient: f64) -> usize {
    quotient as usize
}

/// The whole number that a float is, after rounding of any kind; the nearest there is where it is larger than that, 0 where it is not
/// a number. For exponents and places on a drawing.
#[inline]
#[allow(clippy::cast_possible_truncation)]
pub fn whole(rounded: f64) -> i32 {
    rounded as i32
}

/// The same, for multiples of a small step.
#[inline]
#[allow(clippy::cast_possible_truncation)]
pub fn whole64(rounded: f64) -> i64 {
    rounded as i64
}

/// The whole number nearest to a length, for sides of pictures: 0 where it is negative or not a number.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn whole32(length: f64) -> u32 {
    length.round() as u32
}

/// The share of a colour nearest to a number from 0 to 255.
#[inline]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn byte(share: f64) -> u8 {
    share.round() as u8
}

/// A number of states or sites, counted in 64 bits, as a position; the largest there is where no machine of this kind could hold
/// so many: that is refused where memory is asked for.
#[inline]
pub fn index(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
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

    #[test]
    fn floats_are_cut_and_never_wrap() {
        assert_eq!([count(2.9), count(-3.0), count(f64::NAN)], [2, 0, 0]);
        assert_eq!(count(f64::INFINITY), usize::MAX);
        assert_eq!(
            [whole(-4.0), whole(1e300), whole(f64::NAN)],
            [-4, i32::MAX, 0]
        );
        assert_eq!([whole64(-4e9), whole64(-1e300)], [-4_000_000_000, i64::MIN]);
        assert_eq!(
            [whole32(2.5), whole32(-1.0), whole32(1e300)],
            [3, 0, u32::MAX]
        );
        assert_eq!([byte(-1.0), byte(127.5), byte(300.0)], [0, 128, 255]);
        assert_eq!(index(1 << 20), 1 << 20);
    }
}
