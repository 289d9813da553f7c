use proptest::prelude::*;

use super::*;

/// Numbers between -1 and 1 that look random (xorshift).
fn noise(seed: u64) -> impl FnMut() -> f64 {
    let mut state = 0x9E37_79B9_7F4A_7C15 ^ (seed << 7 | 1);
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

fn random(n: usize, seed: u64) -> DMatrix<f64> {
    let mut next = noise(seed);
    let any = DMatrix::from_fn(n, n, |_, _| next());
    &any + any.transpose()
}

fn from_tridiagonal(t: &Tridiagonal) -> DMatrix<f64> {
    let n = t.diagonal.len();
    DMatrix::from_fn(n, n, |i, j| match i.abs_diff(j) {
        0 => t.diagonal[i],
        1 => t.off_diagonal[i.min(j)],
        _ => 0.0,
    })
}

/// Residual, orthogonality and the trace to rounding error, both ways to the eigenvalues alike.
fn check(matrix: &DMatrix<f64>, what: &str) {
    let n = matrix.nrows();
    let (values, vectors) = eigensystem(matrix.clone()).expect(what);
    let alone = eigenvalues(matrix.clone()).expect(what);
    assert_eq!((values.len(), alone.len(), vectors.shape()), (n, n, (n, n)));
    assert!(values.is_sorted() && alone.is_sorted(), "{what}");
    if n == 0 {
        return;
    }
    let size = matrix.norm().max(f64::MIN_POSITIVE);
    let rounding = 4.0 * f64::EPSILON * (n as f64).sqrt().max(4.0);
    for (a, b) in values.iter().zip(&alone) {
        assert!((a - b).abs() <= rounding * size, "{what}: {a} {b}");
    }
    let overlaps = vectors.transpose() * &vectors - DMatrix::identity(n, n);
    assert!(
        overlaps.amax() < 8.0 * rounding,
        "{what}: {:e}",
        overlaps.amax()
    );
    let mut scaled = vectors.clone();
    for (k, value) in values.iter().enumerate() {
        scaled.column_mut(k).scale_mut(*value);
    }
    let residual = (matrix * &vectors - scaled).amax();
    assert!(
        residual <= rounding * size,
        "{what}: {residual:e} of {size:e}"
    );
}

#[test]
fn random_matrices_of_many_sizes() {
    for n in (0..=40).chain([63, 64, 65, 66, 97, 128, 131, 200, 301]) {
        check(&random(n, n as u64), &format!("dimension {n}"));
    }
}

#[test]
fn matrices_with_many_equal_eigenvalues() {
    for n in [1, 2, 5, 33, 70, 150] {
        check(&DMatrix::zeros(n, n), "zero");
        check(&DMatrix::identity(n, n), "identity");
        check(&DMatrix::from_element(n, n, 1.0), "ones");
        let ladder = DMatrix::from_fn(n, n, |i, j| if i == j { (i * 7 % n) as f64 } else { 0.0 });
        check(&ladder, "a shuffled ladder");
        // Projectors of rank n / 3, turned.
        let (_, turn) = eigensystem(random(n, 5)).unwrap();
        let basis = turn.columns(0, n / 3);
        check(&(basis * basis.transpose()), "a projector");
        // Blocks that are alike.
        let small = random(n.div_ceil(4), 3);
        let m = small.nrows();
        let alike = |i: usize, j: usize| {
            if i / m == j / m {
                small[(i % m, j % m)]
            } else {
                0.0
            }
        };
        check(&DMatrix::from_fn(n, n, alike), "blocks that are alike");
    }
}

#[test]
fn eigenvalues_over_many_orders_of_magnitude() {
    let n = 90;
    for ratio in [0.9, 0.5, 0.1] {
        let (_, turn) = eigensystem(random(n, 8)).unwrap();
        let graded = DMatrix::from_fn(n, n, |i, j| {
            if i == j {
                f64::powf(ratio, i as f64)
            } else {
                0.0
            }
        });
        let matrix = &turn * graded * turn.transpose();
        check(&(0.5 * (&matrix + matrix.transpose())), "graded");
    }
    for scale in [1e-150, 1e-20, 1e20, 1e150] {
        check(&(random(70, 9) * scale), "scaled");
    }
}

#[test]
fn tridiagonal_matrices_that_are_known_to_be_hard() {
    let off_diagonal = |n: usize, e: f64| vec![e; n - 1];
    // Wilkinson's: pairs of eigenvalues that agree to all digits; then several of them, glued.
    for glue in [0.0, 1e-14, 1e-8, 1e-3] {
        let mut diagonal = Vec::new();
        let mut between = Vec::new();
        for _ in 0..8 {
            if !diagonal.is_empty() {
                between.push(glue);
            }
            diagonal.extend((-10..=10).map(|k: i32| f64::from(k.abs())));
            between.extend(off_diagonal(21, 1.0));
        }
        let glued = Tridiagonal::new(diagonal, between);
        check(&from_tridiagonal(&glued), "Wilkinson");
    }
    for n in [50, 129, 260] {
        check(
            &from_tridiagonal(&Tridiagonal::new(vec![2.0; n], off_diagonal(n, -1.0))),
            "a chain",
        );
        check(
            &from_tridiagonal(&Tridiagonal::new(vec![0.0; n], off_diagonal(n, 1.0))),
            "free hopping",
        );
        let clement = (1..n).map(|k| ((k * (n - k)) as f64).sqrt()).collect();
        check(
            &from_tridiagonal(&Tridiagonal::new(vec![0.0; n], clement)),
            "a large spin",
        );
        let steps = (0..n).map(|k| (k % 3) as f64).collect();
        let gaps = (1..n)
            .map(|k| if k % 7 == 0 { 1e-17 } else { 0.3 })
            .collect();
        check(
            &from_tridiagonal(&Tridiagonal::new(steps, gaps)),
            "nearly cut",
        );
        let mut next = noise(n as u64);
        let small = (1..n).map(|_| 1e-9 * next()).collect();
        let mut next = noise(n as u64 + 1);
        let levels = (0..n).map(|k| (k / 5) as f64 + 1e-9 * next()).collect();
        check(
            &from_tridiagonal(&Tridiagonal::new(levels, small)),
            "crowded",
        );
    }
}

#[test]
fn a_large_spin_has_whole_numbers() {
    let n = 201;
    let off_diagonal = (1..n).map(|k| ((k * (n - k)) as f64).sqrt()).collect();
    let (values, _) = Tridiagonal::new(vec![0.0; n], off_diagonal)
        .eigensystem()
        .unwrap();
    for (k, value) in values.iter().enumerate() {
        let exact = 2.0 * k as f64 - (n - 1) as f64;
        assert!((value - exact).abs() < 1e-12, "{value} {exact}");
    }
}

#[test]
fn another_solver_finds_the_same_eigenvalues() {
    let matrix = random(120, 77);
    let mut other: Vec<f64> = matrix.symmetric_eigenvalues().iter().copied().collect();
    other.sort_by(f64::total_cmp);
    for (a, b) in eigenvalues(matrix).unwrap().iter().zip(other) {
        assert!((a - b).abs() < 1e-12, "{a} {b}");
    }
}

#[test]
fn tridiagonal_systems_are_solved() {
    for n in [1, 2, 3, 40] {
        let mut next = noise(n as u64);
        let diagonal = (0..n).map(|_| next()).collect();
        let off_diagonal = (1..n).map(|_| next()).collect();
        let t = Tridiagonal::new(diagonal, off_diagonal);
        let columns = DMatrix::from_fn(n, 3, |_, _| next());
        let mut solved = columns.clone();
        t.shifted(0.3).solve(&mut solved);
        let back = t.multiply(&solved) - 0.3 * &solved;
        assert!((back - &columns).amax() < 1e-12 * (1.0 + solved.amax()));
    }
    // The first pivot vanishes.
    let exchanged = Tridiagonal::new(vec![0.0, 0.0], vec![1.0]);
    let mut solved = DMatrix::from_row_slice(2, 1, &[3.0, 5.0]);
    exchanged.shifted(0.0).solve(&mut solved);
    assert_eq!(solved.as_slice(), [5.0, 3.0]);
}

#[test]
fn a_two_by_two_matrix_by_hand() {
    let (values, vectors) =
        eigensystem(DMatrix::from_row_slice(2, 2, &[2.0, 1.0, 1.0, 2.0])).unwrap();
    assert!((values[0] - 1.0).abs() < 1e-15 && (values[1] - 3.0).abs() < 1e-15);
    assert!(
        (vectors[(0, 0)] + vectors[(1, 0)]).abs() < 1e-15,
        "(1, -1) belongs to 1"
    );
}

#[test]
fn entries_that_are_no_numbers_do_not_settle() {
    let matrix = DMatrix::from_element(3, 3, f64::NAN);
    assert_eq!(eigenvalues(matrix.clone()), None);
    assert_eq!(eigensystem(matrix), None);
}

/// Entries as they meet in practice and as they should not: equal, zero, small, tiny, of any sign.
fn entry() -> impl Strategy<Value = f64> {
    let sizes = prop_oneof![
        Just(0.0),
        Just(1.0),
        Just(2.0),
        0.0..1.0,
        (0..20).prop_map(|k| f64::powi(0.1, k))
    ];
    (sizes, any::<bool>()).prop_map(|(size, negative)| if negative { -size } else { size })
}

proptest! {
    #[test]
    fn any_tridiagonal_matrix(entries in prop::collection::vec((entry(), entry()), 1..140)) {
        let (diagonal, mut off_diagonal): (Vec<f64>, Vec<f64>) = entries.into_iter().unzip();
        off_diagonal.pop();
        check(&from_tridiagonal(&Tridiagonal::new(diagonal, off_diagonal)), "tridiagonal");
    }

    #[test]
    fn any_full_matrix(n in 1..40usize, entries in prop::collection::vec(entry(), 40 * 40)) {
        check(&DMatrix::from_fn(n, n, |i, j| entries[i.max(j) * 40 + i.min(j)]), "full");
    }
}
