// What crosses from WebAssembly as JSON. Written from the Rust structs: WRITE_TYPES=1 cargo test -p second-law-lab types

/** The head that such a record shares with those of runs, and what was found. */
export type AllEigenstatesJson = { scenario: string, version: string, bath: BathLevels | null, runs: [],
  /** gamma': the first of the scenario's couplings. */
  coupling: number,
  /** t*. */
  time: number,
  /** epsilon: how far below zero an entropy production counts as negative in `finite_size`. */
  epsilon: number,
  /** The levels evolved so far, by index. */
  levels: Array<SigmaPoint>,
  /** The baths of the family whose levels are all evolved, by size. */
  finite_size: Array<NegativeShare>,
  /** The power of D with which the share falls; `None` with fewer than two baths that have such eigenstates. */
  decay: PowerLaw | null,
  /** `None` before the first level. */
  statistics: SigmaStatistics | null,
  /** Largest | <psi|psi> - 1 |. */
  norm_error: number,
  /** Largest | <H>(t*) - <H>(0) |. */
  energy_drift: number,
};

/** A scale with the range it shows; `min < max`, both finite, and positive when logarithmic. */
export type Axis = {
  /** Linear or logarithmic. */
  scale: Scale,
  /** The value at its left or lower end. */
  min: number,
  /** The value at its right or upper end. */
  max: number,
};

/** What a reader chose for an axis; `None` leaves it to the panel and its data. */
export type AxisView = {
  /** Linear or logarithmic. */
  scale?: Scale | null,
  /** What is shown of it, from and to; ignored where no such axis exists. */
  range?: [number, number] | null,
};

/** The bath of a panel that starts from no state in particular. */
export type BathLevels = { sites: number, dimension: number, ground_energy: number, top_energy: number,
};

/** The bath and its state. */
export type BathSummary = {
  /** Number of bath sites L. */
  sites: number,
  /** Number of states of the sector with N_B bosons. */
  dimension: number,
  /** Lowest energy of the sector; `None` where its levels are not all found. */
  ground_energy: number | null,
  /** Highest energy of the sector. */
  top_energy: number | null,
  /** The bath's initial state. */
  eigenstate: EigenstateSummary,
  /** <n_i> of that state; empty while it is not known. */
  site_density: Array<number>,
};

/**
 * G_F(u) = <e^{ius}> of the forward run and G_R(i - u) of the reverse run; the theorem says
 * that they are equal.
 */
export type Characteristic = {
  /** u, in 1/nat. */
  u: Array<number>,
  /** |G_F(u)| */
  forward: Array<number>,
  /** |G_R(i - u)| */
  reverse: Array<number>,
  /** |G_F(u) - G_R(i - u)| */
  difference: Array<number>,
};

/** Light or dark paper. */
export type ChartTheme = "light" | "dark";

/** How a scenario's own runs compare with those of a canonical bath. */
export type Comparison = {
  /** The canonical averages are sums over the whole basis, not estimates. */
  exact: boolean,
  /** Random vectors that every canonical run has so far, where it is an estimate. */
  samples: number,
  /** What counts as parted, beside three standard errors: [`DIVERGENCE_TOLERANCE`]. */
  threshold: number,
  /** When the curves part, one entry for each of the scenario's own runs. */
  partings: Array<Divergence>,
};

/** How a curve goes: points (x, y) of it, in the units of its axes. */
export type Course = {
  /** Where it begins. */
  first: [number, number],
  /** Where it is lowest. */
  least: [number, number],
  /** Where it is highest. */
  greatest: [number, number],
  /** Where it ends. */
  last: [number, number],
};

/** A curve as a legend lists it. */
export type Curve = {
  /** Its name. */
  label: string,
  /** `#rrggbb` */
  color: string,
  /** Dash, gap, dash, gap, ... as SVG's `stroke-dasharray`; empty for a solid line. */
  dash: Array<number>,
  /** Switched off by the view. */
  hidden: boolean,
  /** Its course, for those who hear of it; none while it has no point, and for a map. */
  course: Course | null,
};

/** Powers of the sector's dimension with which the deviations shrink along the family. */
export type Decay = {
  /** Of the standard deviation. */
  standard_deviation: PowerLaw | null,
  /** Of the share of outliers; sizes without outliers have no place on it. */
  fraction: PowerLaw | null,
  /** Of the largest deviation: strong ETH says that it shrinks too. */
  largest: PowerLaw | null,
};

/** How far the eigenstates of one bath are from thermal. */
export type Deviations = {
  /** Levels with |beta| up to this count. */
  window: number,
  /** Number of these levels. */
  levels: number,
  /** Those with |d_n| > epsilon. */
  outliers: number,
  /** Their share; this and what follows is `None` without levels. */
  fraction: number | null,
  /** Mean of d_n. */
  mean: number | null,
  /** Standard deviation of d_n. */
  standard_deviation: number | null,
  /** Largest |d_n|. */
  largest: number | null,
};

/** P(s) of one run at one time, and what follows from it. */
export type Distribution = {
  /** The time. */
  time: number,
  /** Sum of all probabilities: 1 to rounding. */
  total: number,
  /** <s>, which is sigma(t). */
  mean: number,
  /** <e^{-s}>. */
  exponential_average: number,
  /** sigma(t) as the curve has it, from <n_S> and <H_B>. */
  curve_entropy_production: number,
  /** <e^{-s}> as the curve has it, from e^{-beta H_B / 2} acting on the state. */
  curve_exponential_average: number,
  /** s of each outcome, in nats, ascending; outcomes of equal s are one. */
  entropy: Array<number>,
  /** Its probability. */
  probability: Array<number>,
  /** Characteristic functions of the forward and the reverse run. */
  characteristic: Characteristic,
};

/** When an eigenstate's curve parts from the canonical one. */
export type Divergence = {
  /** gamma'. */
  coupling: number,
  /**
   * First time at which the curves differ by more than [`DIVERGENCE_TOLERANCE`] and three standard
   * errors; `None` if they never do.
   */
  time: number | null,
};

/** One coupling and one mismatch. */
export type Echo = {
  /** gamma'. */
  coupling: number,
  /** delta. */
  mismatch: number,
  /** T. */
  turn: Array<number>,
  /** sigma(2T), in nats; not a number while beta mu is unknown. */
  entropy_production: (number | null)[],
};

/** The state that the bath starts in, and the temperature that goes with it. */
export type EigenstateSummary = {
  /** Place by energy, from 0; `None` for a thermal state, and where levels are not all found. */
  index: number | null,
  /** Its energy E_n, or the mean energy of a thermal state. */
  energy: number,
  /**
   * The inverse temperature that entropy production uses: the scenario's, or the
   * level's own, U(beta) = E_n; `None` at the two ends of the spectrum.
   */
  beta: number | null,
  /**
   * The beta mu that entropy production uses: fitted, or 0 with `mu=zero`; `None` until
   * it is computed, and where there is no beta.
   */
  beta_mu: number | null,
  /**
   * Signs under the lattice's commuting mirrors; "" without mirrors, "." where the
   * vector has no definite sign; "" for a thermal state.
   */
  sector: string,
  /** Number of levels of this energy; 1 for a thermal state. */
  multiplicity: number,
  /** The nearest level's own inverse temperature, U(beta) = E_n. */
  own_beta: number | null,
  /** Canonical energy U(beta). */
  canonical_energy: number | null,
  /** Standard error of U(beta), where it is estimated from random vectors. */
  canonical_energy_error?: number,
  /** Standard error of beta mu, where it is estimated. */
  beta_mu_error?: number,
  /** || H_B v - E v || of an eigenstate that was found alone, without the other levels. */
  residual?: number,
};

/** What the entanglement of the eigenstates is compared with. */
export type Entanglement = {
  /** Sites of the half: those with indices below this. */
  half: number,
  /** Mean of a random state of the sector, in nats. */
  page: number,
};

/** Size, memory and time of a run. */
export type Estimate = {
  /** States of the system and the bath together. */
  dimension: number,
  /** States of the bath's largest symmetry block, which is diagonalised as a dense matrix. */
  block_dimension: number,
  /** Bytes of all workers when they hold most, and of what the page keeps. */
  memory_bytes: number,
  /** Seconds on one core of a present-day laptop. */
  seconds: number,
  /** Whether the page asks before it starts after a change of the form. */
  long: boolean,
  /** Whether it asks also where a link or a choice of the reader names the set-up. */
  demanding: boolean,
};

/** The head that such a record shares with those of runs, and what was found. */
export type EthJson = { scenario: string, version: string, bath: BathLevels | null, runs: [],
  /** Name of the observable A. */
  observable: string,
  /** The attached site a and its neighbour c. */
  bond: [number, number],
  /** |d_n| above this makes an outlier. */
  epsilon: number,
  /** Every eigenstate, by index. */
  levels: Array<EthPoint>,
  /**
   * Statistics of the deviations; `None` while levels are missing and for observables
   * without a canonical value.
   */
  statistics: Deviations | null,
  /** The eigenstate that the scenario's beta or index picks. */
  chosen: number | null,
  /** The baths of the family whose levels are known, by size. */
  sizes: Array<EthSize>,
  /** How the deviations shrink along the family. */
  decay: Decay,
  /** Level statistics. */
  gaps: Gaps | null,
  /** For observable `entanglement`. */
  entanglement?: Entanglement,
  /**
   * Largest difference between the sums of the four averages over all levels and the traces
   * of their operators, which binomials give: how exact the eigenvectors are.
   */
  trace_error: number | null,
  /** Energies and canonical averages of A. */
  curve: Array<[number, number]>,
};

/** One eigenstate of the bath. */
export type EthPoint = {
  /** Place by energy, from 0; `None` while blocks are missing. */
  index: number | null,
  /** E_n. */
  energy: number,
  /** Signs under the commuting mirrors; "" without mirrors. */
  sector: string,
  /** A_n = <E_n|A|E_n>; for the reduced state its trace distance to the canonical one. */
  value: number | null,
  /** <A> in the canonical ensemble of the same energy; 0 for the trace distance. */
  canonical: number | null,
  /** d_n, their difference. */
  deviation: number | null,
  /** U(beta) = E_n; `None` at the ends of the spectrum. */
  beta: number | null,
  /** <n_a>, <n_c>, <n_a n_c>, <b_a^dagger b_c + h.c.>. */
  local: [number, number, number, number],
};

/** One bath of the family. */
export type EthSize = {
  /** Its lattice. */
  bath: string,
  /** Bosons in it. */
  bosons: number,
  /** Its sites. */
  sites: number,
  /** States of the sector. */
  dimension: number,
  /** Its eigenstates' deviations; `None` for an observable without them. */
  statistics: Deviations | null,
  /** Mean ratio of consecutive gaps; `None` where parity sectors mix momenta. */
  mean_ratio: number | null,
  /** Its standard error. */
  ratio_error: number | null,
};

/** How the form sets a parameter. */
export type FormControl = { "type": "slider",
  /** The slider's left end. */
  min: number,
  /** Its right end. */
  max: number,
  /** Distance of its positions. */
  step: number,
} | { "type": "decades",
  /** The slider's left end, above 0. */
  min: number,
  /** Its right end. */
  max: number,
} | { "type": "number",
  /** What one press of an arrow key adds. */
  step: number,
} | { "type": "select" } | { "type": "field" } | { "type": "hidden" };

/** A kind of file. */
export type Format = {
  /** Its name: the ending of its files, the option of the terminal, the last word of its texts' keys. */
  id: string,
  /** What a browser calls it. */
  media_type: string,
  /** Whether it shows one plot, not the whole record. */
  of_plot: boolean,
};

/**
 * Where things are on a drawing: what a page needs to put a crosshair, a zoom box and a
 * legend over it. Lengths are in CSS px.
 */
export type Frame = {
  /** Left edge of the plot area inside the axes. */
  left: number,
  /** Its top edge. */
  top: number,
  /** Its width. */
  width: number,
  /** Its height. */
  height: number,
  /** The horizontal axis: what a position across the plot area means. */
  x: Axis,
  /** The vertical axis. */
  y: Axis,
  /** All curves in the record's order, the hidden ones too. */
  curves: Array<Curve>,
  /** The marked times that are in view. */
  marks: Array<Mark>,
  /** Where words stand on the plot that no crosshair may strike through. */
  words: Array<Rect>,
};

/** The ratios of one or all symmetry sectors. */
export type GapRatios = {
  /**
   * Signs under the commuting mirrors, or "all". The square's "++" and "--" stand twice:
   * they split once more by the x mirror.
   */
  sector: string,
  /** Levels of the sector. */
  levels: number,
  /** Number of ratios. */
  count: number,
  /** Pairs of gaps that are both zero, which have no ratio. */
  undefined: number,
  /** Mean ratio; `None` without ratios. */
  mean: number | null,
  /** Its standard error, as of independent ratios; `None` with fewer than two. */
  error: number | null,
};

/** Ratios of consecutive gaps inside each symmetry sector. */
export type Gaps = {
  /** Of all sectors together. */
  all: GapRatios,
  /** Sector by sector. */
  sectors: Array<GapRatios>,
  /** Mean ratio of random matrices, and of uncorrelated levels. */
  goe: number,
  /** The same for uncorrelated levels. */
  poisson: number,
};

/** The runs as JSON shows them, and by how much sigma = I + Delta D is missed. */
export type InformationJson = { identity_error: number,
  /** Canonical text of the scenario. */
  scenario: string,
  /** Version of this program. */
  version: string,
  /** The bath, once its state is known. */
  bath: BathSummary | null,
  /**
   * One run for each coupling, in the scenario's order; where time is turned round first the
   * perfect return, then, with a kick, the imperfect one, for each coupling. The runs of a
   * canonical bath to compare with follow after all of these.
   */
  runs: Array<RunRecord>,
};

/** The late window of one coupling. */
export type Late = {
  /** gamma'. */
  coupling: number,
  /** First time of the window. */
  from: number,
  /** Its last time. */
  to: number,
  /** Number of times, at equal steps. */
  count: number,
  /** The eigenstates followed, the nearest to U(beta) first; complete ones alone. */
  levels: Array<LateLevel>,
  /** How these differ; `None` before the first. */
  spread: LateSpread | null,
};

/**
 * One eigenstate over the window, with the set-up's beta and beta mu. Numbers that do not exist are none: those of e^{-s}
 * where its average is not measured, all of them where there is no temperature.
 */
export type LateLevel = {
  /** Place by energy, from 0; `None` where the bath's levels are not all known, and for a typical state. */
  index: number | null,
  /** <H_B> at the start. */
  energy: number,
  /** Mean of sigma over the window. */
  entropy_production_mean: number | null,
  /** Its root mean square about that mean. */
  entropy_production_rms: number | null,
  /** Its smallest value. */
  entropy_production_smallest: number | null,
  /** Mean of <e^{-s}>. */
  exponential_mean: number | null,
  /** Root mean square of <e^{-s}> - 1. */
  exponential_deviation: number | null,
};

/** How what is left at late times shrinks with the number of the bath's states. */
export type LateScaling = {
  /** gamma'. */
  coupling: number,
  /**
   * Power law through the mean over each bath's eigenstates of the root mean square of <e^{-s}> - 1; `None` with fewer
   * than two baths.
   */
  exponential_deviation: PowerLaw | null,
  /** The same of the root mean square of sigma about its mean. */
  entropy_production_rms: PowerLaw | null,
};

/** How the eigenstates of one window differ. */
export type LateSpread = {
  /** How many there are. */
  levels: number,
  /** Of their means of sigma. */
  entropy_production_mean: Spread,
  /** Of the root mean squares of sigma about its mean. */
  entropy_production_rms: Spread,
  /** Of their smallest sigma. */
  entropy_production_smallest: Spread,
  /** Of their means of <e^{-s}>. */
  exponential_mean: Spread,
  /** Of the root mean squares of <e^{-s}> - 1. */
  exponential_deviation: Spread,
};

/** A scenario's lattice as the page draws it and asks for it. */
export type Lattice = {
  /** What it is called. */
  name: Message,
  /** The id of its kind, and its sides. */
  kind: string, sides: Array<number>,
  /** Places of the bath's sites, then of the system, in units of the distance of neighbours, y downwards. */
  sites: [number, number][],
  /** Pairs of sites joined by a line. */
  bonds: [number, number][],
  /** Bonds across ends that meet, as (site, its neighbour, place of the neighbour's image beyond the edge). */
  images: [number, number, [number, number]][],
  /** The sites' random energies; empty without disorder. */
  energies: Array<number>,
  /** Largest group velocity of one boson along an axis, in units of the hopping. */
  velocity: number,
  /** The families that it has. */
  families: Array<string>,
  /** The family to compare with next, where there is one. */
  next_family: string | null,
  /** Whether levels have momenta, which parity sectors mix. */
  momenta: boolean,
};

/** A kind of lattice as the form asks for it. */
export type LatticeKind = { id: string,
  /** How many sides it has: 1 or 2. */
  sides: number,
  /** Its shortest side. */
  shortest: number,
};

export type Level = EthPoint | SigmaPoint;

/** The signal of one run over distance and time. */
export type LightCone = {
  /** gamma'. */
  coupling: number,
  /** Distances from the system site, in bonds: 0 is the system itself, 1 the attached site. */
  distance: Array<number>,
  /** Times, in the scenario's unit. */
  time: Array<number>,
  /** Largest |<n_i>(t) - <n_i>(0)| among the sites at each distance, a row for each time. */
  signal: Array<Array<number>>,
  /** The signal that counts as arrival. */
  threshold: number,
  /**
   * When the signal first reaches the threshold at each distance; linear between outputs.
   * `None` where it never does, and where it did before the first output.
   */
  arrival: Array<number | null>,
  /**
   * Speed of the front, in bonds per unit of time: least squares through the arrivals at
   * distance 1 and beyond; `None` with fewer than three of them.
   */
  speed: number | null,
  /** Where that line crosses distance 0. */
  delay: number | null,
};

/** The runs as JSON shows them, with their light cones. */
export type LightConesJson = { light_cones: Array<LightCone>,
  /** Canonical text of the scenario. */
  scenario: string,
  /** Version of this program. */
  version: string,
  /** The bath, once its state is known. */
  bath: BathSummary | null,
  /**
   * One run for each coupling, in the scenario's order; where time is turned round first the
   * perfect return, then, with a kick, the imperfect one, for each coupling. The runs of a
   * canonical bath to compare with follow after all of these.
   */
  runs: Array<RunRecord>,
};

/** The map as JSON shows it; its runs belong to no set-up of a reader's. */
export type MapJson = { scenario: string, version: string, bath: BathSummary | null, runs: [], norm_error: number, energy_drift: number, map: SmallestMap,
};

/** A marked time. */
export type Mark = {
  /** Its symbol and name. */
  label: string,
  /** When it is. */
  time: number,
  /** Where it comes from. */
  formula: string,
  /** Where its line is, in CSS px from the drawing's left edge. */
  x: number,
};

/**
 * A text of the files of words with what fills its slots, or words that are the same in every language.
 *
 * As JSON a string, or `{key, arguments}` with the arguments by the names of their slots.
 */
export type Message = string | {
  /** Its key in the files of words. */
  key: string,
  /** What stands in its `{slots}`. */
  arguments: Record<string, Message>,
};

/** The values of every run at one time. */
export type Moment = {
  /** The time asked for. */
  time: number,
  /** One entry for each run that has a row. */
  runs: Array<RunMoment>,
};

/**
 * How many eigenstates of one bath violate the second law at t*. That their share goes to zero as the bath grows is what
 * "almost all" says.
 */
export type NegativeShare = {
  /** Its lattice. */
  bath: string,
  /** Bosons in it. */
  bosons: number,
  /** States of the sector. */
  dimension: number,
  /** Those that have a temperature, and so an entropy production. */
  levels: number,
  /** Those with sigma(t*) < -epsilon. */
  below: number,
  /** Their share of `levels`; `None` where no level has a temperature. */
  share: number | null,
};

/** A panel as the text form, the form and the page see it. */
export type PanelSpec = {
  /** Its name in the text form. */
  id: string,
  /** What its computation uses, besides the bath. */
  uses: Array<Use>,
  /** The names of its plots, the main one first. */
  plots: Array<string>,
  /** What its curves or points show, as a letter. */
  symbol: string,
  /** The column of a run at one time that its curves show. */
  column: string | null,
  /** Digits that a value at one time is said with. */
  digits: number,
  /** Whether the reader may choose between a linear and a logarithmic axis: of times, of values. */
  scales: Scales,
  /** Groups of the form that are open from the beginning. */
  open: Array<string>,
  /** The parameter that matters most: on a small screen it is set with a slider beside the figure. */
  slider: string,
};

/** A parameter as the page's form needs it; what it is called there stands in the words, by its key. */
export type Parameter = { key: string,
  /** The part of the form that it belongs to. */
  group: string,
  /** Its letter in formulas, or "". */
  symbol: string,
  /** Its unit, or "" for a pure number. */
  unit: string,
  /** For readers, the values that it takes. */
  allowed: Message, default: string | null, panel_defaults: Record<string, string>,
  /** The panels whose result it changes. */
  panels: Array<string>, control: FormControl,
  /** integer, number, numbers, choice, bath, times or names */
  type: string, min?: number, max?: number, min_excluded?: boolean, longest?: number, names?: Array<string>, kinds?: Array<LatticeKind>,
};

/** A part to compute. */
export type Planned = {
  /** Its name. */
  part: string,
  /** What a progress bar calls it. */
  phase: string,
  /** Name of the work that does it. */
  work: string,
  /** Same key, same output. */
  key: string,
  /** What its worker holds in memory. */
  bytes: number,
  /** What it takes on one core of a present-day laptop, in seconds. */
  seconds: number,
  /** The parts that it reads. */
  inputs: Array<string>,
};

/**
 * The points of a scatter plot, in the values of its axes: what a page needs to find the one
 * under the pointer.
 */
export type Points = {
  /** Place of the level by energy; `None` while blocks of the bath are missing. */
  index: Array<number | null>,
  /** Value along the horizontal axis: E/L. */
  x: Array<number>,
  /** Value along the vertical axis. */
  y: Array<number>,
};

/** y = prefactor x^power through points in logarithms. */
export type PowerLaw = {
  /** The exponent. */
  power: number,
  /** Its standard error from the scatter about the line; `None` with two points. */
  error: number | null,
  /** y at x = 1. */
  prefactor: number,
};

/** A preset as the page lists it; its title and what it shows stand in the words. */
export type Preset = { id: string,
  /** The text form, as a link has it. */
  text: string,
  /** The chapter of the story, 1 to 7, that it is a footnote of. */
  chapter: number,
};

/** An error as the page sees it. */
export type Problem = {
  /** Stable name of the kind of error. */
  code: string,
  /** Key of the parameter at fault, where there is one. */
  parameter: string | null,
  /** The value that was refused, as it was written. */
  given: string | null,
  /** What happened, for readers. */
  message: Message,
};

/** What a scenario's text came to. */
export type Reading = {
  /** The canonical text. */
  text: string,
  /** Each parameter's value as text. */
  values: Record<string, string>,
  /** The smallest and largest value of each number, in this set-up. */
  ranges: Record<string, [number, number]>,
  /** When the runs of the set-up are. */
  times: Span,
  /** Whether an average of e^{-s} says nothing of the bath. */
  irreversible: boolean,
  /** What was wrong with the given text. */
  errors: Problem[],
  /** The text was damaged on its way, and could mean one set-up only. */
  mended: boolean,
  /** The text could not be read, and the set-up is another one. */
  replaced: boolean,
};

export type RecordJson = RunsJson | ReversalJson | InformationJson | MapJson | LightConesJson | SizesJson | EthJson | AllEigenstatesJson;

/** A rectangle, edges included, in CSS px from the drawing's upper left corner. */
export type Rect = {
  /** Left edge. */
  left: number,
  /** Upper edge. */
  top: number,
  /** Right edge. */
  right: number,
  /** Lower edge. */
  bottom: number,
};

/** The runs as JSON shows them, with the echoes. */
export type ReversalJson = { echo?: Array<Echo>,
  /** Canonical text of the scenario. */
  scenario: string,
  /** Version of this program. */
  version: string,
  /** The bath, once its state is known. */
  bath: BathSummary | null,
  /**
   * One run for each coupling, in the scenario's order; where time is turned round first the
   * perfect return, then, with a kick, the imperfect one, for each coupling. The runs of a
   * canonical bath to compare with follow after all of these.
   */
  runs: Array<RunRecord>,
};

/** What tells one run from the others. */
export type RunInfo = {
  /** gamma'. */
  coupling: number,
  /** Where time is turned round, the phase at the turn. */
  kick: number | null,
  /** There too, delta of the way back. */
  mismatch: number | null,
};

/** One run's values at one time. */
export type RunMoment = {
  /** Place of the run in the record. */
  index: number,
  /** gamma'. */
  coupling: number,
  /** The time of these values. */
  time: number,
  /** The other scalar columns by name. */
  values: Record<string, number | null>,
  /** <n_i>, bath sites first, then the system site. */
  density: Array<number>,
};

/** One evolution: a coupling and what was measured at each time. */
export type RunRecord = {
  /** gamma'. */
  coupling: number,
  /** In panel `reversal`, the phase at the turning point; 0 for the perfect return. */
  kick?: number,
  /** There too, delta of the way back's random site energies; 0 for the perfect return. */
  mismatch?: number,
  /** The bath's state at the start: `eigenstate`, `canonical` or `typical`. */
  state: string,
  /** Times, in hbar over the unit of energy: in 1/gamma with hopping 1. */
  time: Array<number>,
  /** <n_S>. */
  occupation: Array<number>,
  /** S_S, in nats. */
  system_entropy: Array<number>,
  /** <H_B>. */
  bath_energy: Array<number>,
  /** <N_B>. */
  bath_number: Array<number>,
  /**
   * Q = -(D<H_B> - mu D<N_B>), taken up by the system; not a number (null in JSON) while
   * beta mu is unknown and at beta = 0, where mu diverges.
   */
  heat: (number | null)[],
  /** sigma = D S_S - beta Q, in nats; not a number while beta mu is unknown. */
  entropy_production: (number | null)[],
  /** <e^{-s}>, where the scenario's panel asks for it and 0 < p < 1. */
  exponential_average: (number | null)[] | null,
  /** S_B, in nats, where the scenario's panel asks for it. */
  bath_entropy?: Array<number>,
  /** I(S:B), what S and bath know of each other, there too. */
  mutual_information?: Array<number>,
  /** D(rho_B(t) || rho_gc) - D(rho_B(0) || rho_gc), there too; not a number while beta mu is unknown. */
  divergence_change?: Array<number>,
  /** P(s) at the scenario's chosen time, where it asks for it. */
  statistics?: Distribution,
  /** For a canonical bath, how its averages were made. */
  sampling?: Sampling,
  /** Largest | <psi|psi> - 1 |. */
  norm_error: number,
  /** Largest | <H>(t) - <H>(0) |. */
  energy_drift: number,
  /** <n_i> for every bath site, then the system site; one row for each time. */
  site_density: Array<Array<number>>,
  /**
   * Bosons a unit of time that cross each bond from its first site to its second, one row for
   * each time: the bath's bonds in the lattice's order, then the one from the attached site to
   * the system site; empty unless the scenario asks for currents.
   */
  bond_current?: Array<Array<number>>,
};

/** Runs as JSON shows them. */
export type RunsJson = { partings?: Array<Divergence>, late: Array<Late>,
  /** Canonical text of the scenario. */
  scenario: string,
  /** Version of this program. */
  version: string,
  /** The bath, once its state is known. */
  bath: BathSummary | null,
  /**
   * One run for each coupling, in the scenario's order; where time is turned round first the
   * perfect return, then, with a kick, the imperfect one, for each coupling. The runs of a
   * canonical bath to compare with follow after all of these.
   */
  runs: Array<RunRecord>,
};

/** How a canonical average was made. */
export type Sampling = {
  /** Summed over the whole basis; otherwise estimated from random vectors. */
  exact: boolean,
  /** TraceSamples of the mixture so far: random vectors, or stretches of the basis. */
  shares: number,
};

/** How an axis maps values to positions. */
export type Scale = "linear" | "log";

/** Which axes may be linear or logarithmic. */
export type Scales = {
  /** The axis of times. */
  time: boolean,
  /** The axis of values. */
  value: boolean,
};

/** What the page knows of set-ups before there is one. */
export type Schema = {
  /** In the order of the form. */
  parameters: Array<Parameter>,
  /** In the order of their tabs; the first is the one of a text that names none. */
  panels: PanelSpec[],
};

/** One eigenstate of the bath, and what the system did beside it. */
export type SigmaPoint = {
  /** Place by energy, from 0. */
  index: number,
  /** E_n. */
  energy: number,
  /** Signs under the commuting mirrors; "" without mirrors. */
  sector: string,
  /** U(beta) = E_n; `None` at the ends of the spectrum. */
  beta: number | null,
  /** beta mu at that beta. */
  beta_mu: number | null,
  /** <n_S>(t*). */
  occupation: number,
  /** <H_B>(t*). */
  bath_energy: number,
  /** sigma(t*) in nats; `None` without a temperature. */
  entropy_production: number | null,
};

/** Entropy productions in a few numbers. */
export type SigmaStatistics = {
  /** Levels that have an entropy production so far. */
  levels: number,
  /** Those below zero by more than the propagation's error. */
  below_zero: number,
  /** Their share. */
  fraction: number,
  /** The smallest value. */
  minimum: number,
  /** The level that has it. */
  minimum_index: number,
  /** Mean. */
  mean: number,
  /** Pairs of a share and the value that this share of the levels stays below. */
  quantiles: Array<[number, number]>,
  /** Levels without a temperature, which have no entropy production. */
  without_beta: Array<number>,
};

/** The change of the density at one time of one run. */
export type Signal = {
  /** The time of the row: the one at or just before the time asked for, or the first. */
  time: number,
  /** |<n_i>(t) - <n_i>(0)| of every bath site, then of the system site. */
  sites: Array<number>,
  /** The largest of them at each distance from the system site, which is at distance 0. */
  distances: Array<number>,
  /** The colour of each site on the chart's scale, `#rrggbb`. */
  colors: Array<string>,
};

/** One bath of the panel, with its runs. */
export type SizeRecord = {
  /** Its lattice, as the text form names it. */
  bath: string,
  /** N_B. */
  bosons: number,
  /** Side length: the root of a rectangle's number of sites, the number of a chain's. */
  side: number,
  /** N_B over the number of sites. */
  filling: number,
  /** tau_v of this bath. */
  arrival: number,
  /** tau_LR of this bath. */
  lieb_robinson: number,
  /** The bath's state, once it is known. */
  state: BathSummary | null,
  /** Until when the theorem holds, one for each coupling. */
  holds: Array<ValidityTime>,
  /** One for each coupling. */
  runs: Array<RunRecord>,
  /** Means over the late window, one for each coupling; none without a window. */
  late: Array<Late>,
};

/** How the time until which the theorem holds grows with the side length. */
export type SizeScaling = {
  /** gamma'. */
  coupling: number,
  /**
   * Power law through the baths in which the bound was passed after the first output;
   * `None` with fewer than two.
   */
  fit: PowerLaw | null,
};

/** The record as JSON shows it: what one bath and its runs are elsewhere stands in each size. */
export type SizesJson = { scenario: string, version: string, bath: null, runs: [], epsilon: number, norm_error: number, energy_drift: number, sizes: Array<SizeRecord>, growth: Array<SizeScaling>, late_growth: Array<LateScaling>,
};

/** The smallest entropy production over the times. */
export type SmallestMap = {
  /** p = <n_S> at the start. */
  occupation: Array<number>,
  /** gamma', in the scenario's order. */
  coupling: Array<number>,
  /** The smallest sigma of each coupling and each occupation, in nats; not a number where none is known. */
  minimum: (number | null)[][],
  /** When that is. */
  at: (number | null)[][],
};

/** From when to when a run goes, and how its times are spaced. */
export type Span = {
  /** Equal steps, or equal ratios. */
  spacing: Scale,
  /** The first time. */
  from: number,
  /** The last. */
  to: number,
};

/** The speeds that a light cone is compared with, in bonds per unit of time. */
export type Speeds = {
  /** The fitted front of each run, in the record's order; `None` where there is none. */
  fronts: Array<number | null>,
  /** Largest group velocity of one boson along an axis, 2 gamma but on the triangular lattice, where it is 4 gamma. */
  axis: number,
  /**
   * The same in the plane: along both axes at once, which is 4 gamma when distance is
   * counted in bonds. `None` on a chain.
   */
  plane: number | null,
  /** v_LR: beyond it signals are exponentially small. */
  lieb_robinson: number,
};

/** One number of several eigenstates. */
export type Spread = {
  /** Mean. */
  mean: number | null,
  /** Standard deviation of the sample, with count - 1; none of one eigenstate. */
  deviation: number | null,
  /** Smallest. */
  smallest: number | null,
  /** Largest. */
  largest: number | null,
};

/** A distribution in a few numbers, and the same numbers as the curves have them. */
export type StatisticsSummary = {
  /** As in [`Distribution`]. */
  time: number,
  /** <s> */
  mean: number,
  /** <e^{-s}> */
  exponential_average: number,
  /** sigma(t) */
  curve_entropy_production: number,
  /** <e^{-s}> without the bath's levels. */
  curve_exponential_average: number,
  /** Probability that s is negative. */
  negative: number,
  /** Largest |G_F(u) - G_R(i - u)| among the u shown, and its u. */
  difference: number,
  /** Where that is. */
  difference_at: number,
};

/** Rows and columns of numbers with headings. */
export type Table = {
  /** Headings. */
  columns: Array<string>,
  /** Rows; numbers that are none are null in JSON. */
  rows: (number | null)[][],
};

/** A time that the theory marks. */
export type TimeMark = {
  /** Which of the two. */
  kind: TimeMarkKind,
  /** When, in the scenario's unit of time. */
  time: number,
};

/** The two Lieb-Robinson marks. */
export type TimeMarkKind = "arrival" | "lieb-robinson";

/** Something that a panel's computation uses. A parameter applies to the panels that use what it sets. */
export type Use = "bath" | "coupling" | "occupation" | "evolution" | "comparison" | "temperature" | "number" | "production" | "average" | "distribution" | "instant" | "turn" | "levels" | "neighbours" | "observable" | "bound" | "family" | "currents" | "late" | "near-levels" | "bath-entropy" | "page";

/** For how long |<e^{-s}> - 1| stays below the scenario's epsilon. */
export type ValidityTime = {
  /** gamma'. */
  coupling: number,
  /**
   * The first time at which it is above, between two outputs by interpolation; the first
   * output, an upper bound, where it is above there already; `None` where that has not
   * happened (yet).
   */
  until: number | null,
  /** The last time that was looked at. */
  followed: number,
};

/** How a reader wants to see a record. Read from JSON; what is left out is as in `default`. */
export type View = {
  /** Width of the whole drawing in CSS px. */
  width: number,
  /** Height of the whole drawing in CSS px. */
  height: number,
  /** Which of the panel's plots, by its name. */
  plot?: string,
  /** Light or dark paper. */
  theme: ChartTheme,
  /** The horizontal axis. */
  x?: AxisView,
  /** The vertical axis. */
  y?: AxisView,
  /** Which of the runs, where a plot shows only one. */
  run?: number,
  /** Place of the first curve in the order of colours, where a plot goes on with curves of another. */
  first?: number,
  /** Curves switched off, by their place in the record. */
  hidden?: Array<number>,
  /** A time to point out. */
  cursor?: number,
  /** Write a legend into the plot. */
  legend?: boolean,
  /** List into the plot the curves whose names have no room beside them: nothing else says them. */
  unnamed?: boolean,
  /** Draw what goes with the plot too: the lattice, or a second plot. */
  inset?: boolean,
  /** Paint the paper too; otherwise what is behind the drawing shows through. */
  background?: boolean,
  /** Written above the plot. */
  title?: string,
  /** Written small below the plot. */
  caption?: string,
  /** Size of the axes' lettering in CSS px. */
  font?: number,
};

/** How the fluctuation theorem begins to fail: |<e^{-s}> - 1| ~ t^power. */
export type ViolationOnset = {
  /** Times up to this one enter the fits: well inside what the Lieb-Robinson bound grants. */
  until: number,
  /**
   * The fitted power of each of the scenario's own runs, in the record's order; `None`
   * with too few times that stand out from the propagation's error.
   */
  powers: Array<number | null>,
};
