//! Bessel functions of integer order: the Chebyshev coefficients of the exponential.
//!
//! ```text
//! e^{-izx} = J_0(z) + 2 sum_k (-i)^k J_k(z) T_k(x)        e^{zx} = I_0(z) + 2 sum_k I_k(z) T_k(x)
//! ```
//!
//! Both by Miller's backward recurrence (DLMF 3.6(iii), 10.35), which is stable for all
//! orders at once.

/// Above this order J_k(z) and I_k(z)/I_0(z) are below 1e-18.
pub fn last_order(z: f64) -> usize {
    // J_k falls off like exp(-(2/3) x^{3/2}) with x = 2^{1/3} (k - z) / z^{1/3}; the constant
    // covers small z.
    (z.abs() + 12.0 * z.abs().powf(1.0 / 3.0) + 20.0).ceil() as usize
}

/// J_0(z) .. J_orders(z) for z >= 0, to rounding error.
pub fn bessel_j(z: f64, orders: usize) -> Vec<f64> {
    miller(z, orders, -1.0, |values| {
        values[0] + 2.0 * values.iter().skip(2).step_by(2).sum::<f64>()
    })
}

/// e^{-z} I_0(z) .. e^{-z} I_orders(z) for z >= 0, to rounding error.
pub fn bessel_i_scaled(z: f64, orders: usize) -> Vec<f64> {
    miller(z, orders, 1.0, |values| {
        values[0] + 2.0 * values.iter().skip(1).sum::<f64>()
    })
}

/// Below this z the first terms of the power series, (z/2)^k / k!, are J_k and I_k to rounding,
/// while the recurrence's factors 2k/z leave the range of doubles further down.
const SMALL: f64 = 1e-8;

/// (z/2)^k / k!, scaled so that `norm` is 1.
fn leading_terms(z: f64, orders: usize, norm: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    let mut term = 1.0;
    let mut values = vec![term];
    for k in 1..=orders {
        term *= 0.5 * z / k as f64;
        values.push(term);
    }
    let scale = 1.0 / norm(&values);
    values.iter_mut().for_each(|v| *v *= scale);
    values
}

/// Backward recurrence f_{k-1} = (2k/z) f_k + sign f_{k+1}, scaled so that `norm` is 1.
fn miller(z: f64, orders: usize, sign: f64, norm: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    assert!(z >= 0.0, "Bessel functions of a non-negative argument");
    if z == 0.0 {
        let mut values = vec![0.0; orders + 1];
        values[0] = 1.0;
        return values;
    }
    if z < SMALL {
        return leading_terms(z, orders, norm);
    }
    let start = orders.max(last_order(z)) + 20;
    let mut values = vec![0.0; start + 2];
    values[start] = f64::MIN_POSITIVE;
    for k in (1..=start).rev() {
        values[k - 1] = 2.0 * k as f64 / z * values[k] + sign * values[k + 1];
        if values[k - 1].abs() > 1e200 {
            values[k - 1..].iter_mut().for_each(|v| *v *= 1e-200);
        }
    }
    let scale = 1.0 / norm(&values);
    values.truncate(orders + 1);
    values.iter_mut().for_each(|v| *v *= scale);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // Abramowitz and Stegun, tables 9.1 and 9.8.
        let j = bessel_j(1.0, 3);
        assert!((j[0] - 0.765_197_686_557_966_6).abs() < 1e-15);
        assert!((j[1] - 0.440_050_585_744_933_5).abs() < 1e-15);
        let j = bessel_j(10.0, 0);
        assert!((j[0] + 0.245_935_764_451_348_3).abs() < 1e-15);
        let i = bessel_i_scaled(1.0, 1);
        assert!((i[0] * 1f64.exp() - 1.266_065_877_752_008_4).abs() < 1e-14);
        assert!((i[1] * 1f64.exp() - 0.565_159_103_992_485).abs() < 1e-14);
    }

    #[test]
    fn small_arguments_have_the_first_terms_of_the_series() {
        for z in [
            5e-324,
            2.2e-308,
            1e-200,
            1e-110,
            1e-20,
            0.9 * SMALL,
            1.1 * SMALL,
        ] {
            let (j, i) = (bessel_j(z, 3), bessel_i_scaled(z, 3));
            for k in 0..=3 {
                let term = (0.5 * z).powi(k as i32) / [1.0, 1.0, 2.0, 6.0][k];
                assert!(
                    (j[k] - term).abs() <= 3e-16 * term + 5e-324,
                    "{z} {k}: {}",
                    j[k]
                );
                let scaled = term * (-z).exp();
                assert!(
                    (i[k] - scaled).abs() <= 3e-16 * scaled + 5e-324,
                    "{z} {k}: {}",
                    i[k]
                );
            }
        }
    }

    #[test]
    fn the_expansions_give_the_exponential() {
        for z in [
            0.0, 5e-324, 1e-310, 1e-110, 9e-9, 1e-8, 0.01, 1.2, 30.0, 400.0, 3000.0,
        ] {
            let orders = last_order(z);
            let (j, i) = (bessel_j(z, orders), bessel_i_scaled(z, orders));
            assert!(j[orders].abs() < 1e-18, "{z}");
            for x in [-1.0, -0.3, 0.0, 0.77, 1.0f64] {
                let angle = x.acos();
                let (mut re, mut im, mut exp) = (j[0], 0.0, i[0]);
                for k in 1..=orders {
                    let t = (k as f64 * angle).cos();
                    exp += 2.0 * i[k] * t;
                    match k % 4 {
                        0 => re += 2.0 * j[k] * t,
                        1 => im -= 2.0 * j[k] * t,
                        2 => re -= 2.0 * j[k] * t,
                        _ => im += 2.0 * j[k] * t,
                    }
                }
                let tolerance = 1e-14 * (1.0 + z);
                assert!((re - (z * x).cos()).abs() < tolerance, "{z} {x}");
                assert!((im + (z * x).sin()).abs() < tolerance, "{z} {x}");
                assert!((exp - (z * (x - 1.0)).exp()).abs() < tolerance, "{z} {x}");
            }
        }
    }
}
