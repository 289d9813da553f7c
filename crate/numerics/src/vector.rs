//! Numbers that vectors are made of, and sums over vectors.

use num_complex::Complex64;

use crate::element::Element;

/// A number that a real matrix can multiply: `f64` or `Complex64`.
pub trait Scalar: Element + std::ops::Sub<Output = Self> + Into<Complex64> {
    /// Squared norm of a vector.
    fn norm_sqr(x: &[Self]) -> f64;
    /// Real part of the scalar product `<x|y>`.
    fn dot(x: &[Self], y: &[Self]) -> f64;
    /// `y += a x`
    fn axpy(a: f64, x: &[Self], y: &mut [Self]);
}

impl Scalar for f64 {
    fn norm_sqr(x: &[f64]) -> f64 {
        x.iter().map(|v| v * v).sum()
    }

    fn dot(x: &[f64], y: &[f64]) -> f64 {
        x.iter().zip(y).map(|(a, b)| a * b).sum()
    }

    fn axpy(a: f64, x: &[f64], y: &mut [f64]) {
        y.iter_mut().zip(x).for_each(|(y, x)| *y += a * x);
    }
}

impl Scalar for Complex64 {
    fn norm_sqr(x: &[Complex64]) -> f64 {
        x.iter().map(|v| v.re * v.re + v.im * v.im).sum()
    }

    fn dot(x: &[Complex64], y: &[Complex64]) -> f64 {
        x.iter()
            .zip(y)
            .map(|(a, b)| a.re * b.re + a.im * b.im)
            .sum()
    }

    fn axpy(a: f64, x: &[Complex64], y: &mut [Complex64]) {
        y.iter_mut().zip(x).for_each(|(y, x)| *y += x * a);
    }
}

/// Squared norm of a vector.
pub fn norm_sqr<T: Scalar>(x: &[T]) -> f64 {
    T::norm_sqr(x)
}

/// Real part of the scalar product `<x|y>`.
pub fn dot<T: Scalar>(x: &[T], y: &[T]) -> f64 {
    <T as Scalar>::dot(x, y)
}

/// `y += a x`
pub fn axpy<T: Scalar>(a: f64, x: &[T], y: &mut [T]) {
    T::axpy(a, x, y);
}

/// The power of two in a positive number, at least the smallest normal one: dividing by it changes no digit.
pub fn power_of_two(size: f64) -> f64 {
    f64::from_bits(size.max(f64::MIN_POSITIVE).to_bits() & f64::INFINITY.to_bits())
}

/// The larger of two numbers; not a number where one of them is none. `f64::max` takes the
/// other one then, and would hide the failure that a worst-of is there to show.
pub fn larger(a: f64, b: f64) -> f64 {
    match a.is_nan() || a >= b {
        true => a,
        false => b,
    }
}

/// The largest magnitude, 0 where there are no numbers; not a number where one of them is none.
pub fn largest(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().map(f64::abs).fold(0.0, larger)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worst_of_does_not_drop_what_is_no_number() {
        assert_eq!(larger(1.0, 2.0), 2.0);
        assert_eq!(larger(2.0, 1.0), 2.0);
        assert!(larger(f64::NAN, 1.0).is_nan() && larger(1.0, f64::NAN).is_nan());
        assert_eq!(largest([0.1, -0.3, 0.2]), 0.3);
        assert_eq!(largest([]), 0.0);
        assert!(largest([0.1, f64::NAN, 0.2]).is_nan());
    }
}
