//! The elements of vectors: a number, or a packet of several side by side.

use num_complex::Complex64;

/// Vectors that travel together.
pub const PACKET: usize = 4;

/// One component of [`PACKET`] vectors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Packet(pub [f64; PACKET]);

impl std::ops::Add for Packet {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|k| self.0[k] + other.0[k]))
    }
}

impl std::ops::Mul<f64> for Packet {
    type Output = Self;
    #[inline(always)]
    fn mul(self, factor: f64) -> Self {
        Self(self.0.map(|x| x * factor))
    }
}

impl std::ops::AddAssign for Packet {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Scalar products <x|y>, vector by vector.
pub fn products(x: &[Packet], y: &[Packet]) -> [f64; PACKET] {
    let mut sums = [0.0; PACKET];
    for (a, b) in x.iter().zip(y) {
        for (sum, (a, b)) in sums.iter_mut().zip(a.0.iter().zip(&b.0)) {
            *sum += a * b;
        }
    }
    sums
}

/// What adds up to a product: a number, or several side by side.
pub trait Element:
    Copy
    + Default
    + std::ops::Add<Output = Self>
    + std::ops::Mul<f64, Output = Self>
    + std::ops::AddAssign
{
    /// Real part of `conj(self) * other`, summed over what stands side by side.
    fn dot(self, other: Self) -> f64;
}

impl Element for f64 {
    #[inline(always)]
    fn dot(self, other: f64) -> f64 {
        self * other
    }
}

impl Element for Complex64 {
    #[inline(always)]
    fn dot(self, other: Complex64) -> f64 {
        self.re * other.re + self.im * other.im
    }
}

impl Element for Packet {
    #[inline(always)]
    fn dot(self, other: Packet) -> f64 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}
