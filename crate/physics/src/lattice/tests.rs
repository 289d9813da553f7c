use super::grid::Point;
use super::*;

pub(crate) fn named(name: &str) -> Lattice {
    Lattice::named(name).unwrap()
}

#[test]
fn square_has_the_bonds_of_a_grid() {
    let square = named("square-4x4");
    assert_eq!(square.bonds().len(), 24);
    assert_eq!(square.neighbours(0), vec![1, 4]);
    assert_eq!(square.neighbours(5), vec![1, 4, 6, 9]);
    assert_eq!(named("chain-12").bonds().len(), 11);
}

#[test]
fn ends_that_meet_and_diagonals_add_their_bonds() {
    assert_eq!(named("ring-3").bonds(), [(0, 1), (0, 2), (1, 2)]);
    assert_eq!(named("ring-12").neighbours(0), [1, 11]);
    let torus = named("torus-3x4");
    assert_eq!(torus.bonds().len(), 24);
    assert_eq!(torus.neighbours(0), [1, 2, 3, 9]);
    let triangular = named("triangular-3x4");
    assert_eq!(triangular.bonds().len(), 8 + 9 + 6);
    assert_eq!(triangular.neighbours(4), [0, 1, 3, 5, 7, 8]);
}

#[test]
fn where_ends_meet_every_site_is_like_every_other() {
    for kind in KINDS.iter().filter(|kind| kind.periodic) {
        let sides = ["5", "3x5"][kind.dimensions - 1];
        let lattice = named(&format!("{}-{sides}", kind.id));
        let group = lattice.symmetry().point_group();
        for site in 0..lattice.sites() {
            assert!(group.iter().any(|g| g[0] == site), "{} {site}", kind.id);
            assert!(lattice.symmetry().reflects_about(site));
        }
    }
}

#[test]
fn velocities_are_those_of_one_boson_in_the_bulk() {
    // E(k) = -sum over the neighbours of cos(k d), in units of gamma.
    for (name, bulk) in [
        ("square-3x3", 4),
        ("chain-3", 1),
        ("ring-5", 2),
        ("torus-5x5", 12),
        ("triangular-3x3", 4),
    ] {
        let lattice = named(name);
        let Shape { kind, grid } = lattice.shape();
        let to = |site: usize| {
            let (x, y) = grid.place(site);
            (x as f64, y as f64)
        };
        let (x0, y0) = to(bulk);
        let steps: Vec<(f64, f64)> = lattice
            .neighbours(bulk)
            .into_iter()
            .map(|j| (to(j).0 - x0, to(j).1 - y0))
            .collect();
        let (mut axis, mut plane) = (0.0f64, 0.0f64);
        for k in 0..360 * 360 {
            let (kx, ky) = (f64::from(k % 360), f64::from(k / 360));
            let gradient = |along: fn((f64, f64)) -> f64| -> f64 {
                let slope = |&d: &(f64, f64)| along(d) * (kx * d.0 + ky * d.1).to_radians().sin();
                steps.iter().map(slope).sum()
            };
            let (vx, vy) = (gradient(|d| d.0), gradient(|d| d.1));
            axis = axis.max(vx.abs());
            // Bonds to go on a way: those of the grid, or fewer where diagonals are steps too.
            let bonds = match steps.contains(&(1.0, 1.0)) {
                true => vx.abs().max(vy.abs()).max((vx - vy).abs()),
                false => vx.abs() + vy.abs(),
            };
            plane = plane.max(bonds);
        }
        assert!((axis - kind.velocity).abs() < 1e-3, "{name} {axis}");
        let faster = (kind.plane_velocity)(grid).unwrap_or(kind.velocity);
        assert!((plane - faster).abs() < 1e-3, "{name} {plane}");
    }
}

#[test]
fn point_groups_have_the_right_order_and_map_bonds_to_bonds() {
    for (name, order) in [
        ("square-4x4", 8),
        ("square-3x4", 4),
        ("square-2x2", 8),
        ("chain-5", 2),
        ("square-1x5", 2),
        ("chain-1", 1),
        ("ring-3", 6),
        ("ring-8", 16),
        ("torus-3x3", 72),
        ("torus-3x4", 48),
        ("torus-4x4", 128),
        ("triangular-2x2", 4),
        ("triangular-3x3", 4),
        ("triangular-3x4", 2),
    ] {
        let lattice = named(name);
        let symmetry = lattice.symmetry();
        let group = symmetry.point_group();
        assert_eq!(group.len(), order, "{name}");
        assert!(group[0].iter().enumerate().all(|(i, &j)| i == j));
        let bonds = lattice.bonds();
        for g in &group {
            for &(i, j) in bonds {
                let image = (g[i].min(g[j]), g[i].max(g[j]));
                assert!(bonds.contains(&image), "{name}");
            }
            for h in &group {
                assert!(group.contains(&compose(g, h)), "{name}: closed");
            }
        }
        for reflection in symmetry.reflections.iter().chain(&symmetry.parities) {
            assert!(group.contains(reflection), "{name}");
            assert_eq!(compose(reflection, reflection), group[0], "{name}");
        }
        for a in &symmetry.parities {
            for b in &symmetry.parities {
                assert_eq!(compose(a, b), compose(b, a), "{name}: parities commute");
            }
        }
        if let (Some(exchange), [a, b]) = (&symmetry.exchange, &symmetry.parities[..]) {
            assert_eq!(compose(exchange, a), compose(b, exchange), "{name}");
        }
    }
}

#[test]
fn names_are_read_back_and_what_is_no_name_is_refused() {
    for name in [
        "square-4x4",
        "square-1x5",
        "chain-12",
        "ring-3",
        "torus-3x4",
        "triangular-2x5",
    ] {
        assert_eq!(Shape::from_name(name).unwrap().to_string(), name);
    }
    for name in [
        "",
        "square",
        "square-4",
        "chain-3x3",
        "chain-0",
        "chain--3",
        "cube-3x3",
        "square-4x",
        "square-+4x4",
        "ring-2",
        "torus-2x4",
        "torus-4x2",
        "triangular-1x4",
    ] {
        assert!(Shape::from_name(name).is_none(), "{name}");
    }
    let endless = Shape::from_name("square-99999999999999999999x9").unwrap();
    assert_eq!(endless.sites(), usize::MAX);
}

#[test]
fn reach_of_a_corner_is_the_side_length() {
    for (name, attach, reach) in [
        ("square-4x4", 0, 4),
        ("square-3x4", 0, 4),
        ("square-3x3", 4, 2),
        ("chain-12", 0, 12),
        ("ring-12", 5, 7),
        ("ring-5", 0, 3),
        ("torus-4x4", 0, 3),
        ("torus-3x5", 7, 3),
        ("triangular-4x4", 0, 4),
    ] {
        assert_eq!(named(name).reach(attach), reach, "{name}");
    }
}

#[test]
fn bonds_in_the_bulk_touch_six_others() {
    for (name, attach, touching) in [
        ("square-4x4", 0, 6),
        ("square-4x4", 5, 7),
        ("chain-12", 0, 2),
        ("chain-1", 0, 0),
        ("ring-8", 3, 3),
        ("torus-4x4", 0, 7),
        ("triangular-5x5", 0, 10),
        ("triangular-5x5", 12, 11),
    ] {
        assert_eq!(named(name).bond_coordination(attach), touching, "{name}");
    }
}

#[test]
fn distances_are_those_of_the_grid() {
    let lattice = named("square-3x4");
    for (i, d) in lattice.distances(0).into_iter().enumerate() {
        let (x, y) = lattice.shape().grid.place(i);
        assert_eq!(d, x + y);
    }
}

#[test]
fn neighbours_are_drawn_apart_and_the_system_keeps_its_distance() {
    for name in [
        "square-4x4",
        "square-3x5",
        "square-1x1",
        "chain-12",
        "chain-2",
        "ring-3",
        "ring-12",
        "torus-3x4",
        "torus-4x4",
        "triangular-2x2",
        "triangular-4x4",
    ] {
        let shape = Shape::from_name(name).unwrap();
        for attach in 0..shape.sites() {
            let picture = shape.picture(attach);
            let apart = |a: Point, b: Point| (a.0 - b.0).hypot(a.1 - b.1);
            for &(i, j) in &picture.bonds {
                let length = apart(picture.sites[i], picture.sites[j]);
                assert!((0.9..=1.6).contains(&length), "{name} {length}");
            }
            let images = picture.images.iter().map(|image| &image.at);
            for &site in picture.sites.iter().chain(images) {
                assert!(apart(site, picture.system) > 0.6, "{name} {attach}");
            }
            assert!(apart(picture.sites[attach], picture.system) < 1.4);
        }
    }
}
