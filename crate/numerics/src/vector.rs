//! Numbers that vectors are made of, and sums over vectors.

use num_complex::Complex64;

/// A number that a real matrix can multiply: `f64` or `Complex64`.
pub trait Scalar:
    Copy
    + Default
    + std::ops::Add<Output = Self>
    + std::ops::Sub<Output = Self>
    + std::ops::Mul<f64, Output = Self>
    + std::ops::AddAssign
    + Into<Complex64>
{
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
    T::dot(x, y)
}

/// `y += a x`
pub fn axpy<T: Scalar>(a: f64, x: &[T], y: &mut [T]) {
    T::axpy(a, x, y);
}
