// One run there and back, read between its rows: what the lattice and the curve show at any moment of it.
import type { StoryRun } from './experiments';
import { clamp } from './timing';

/**
 * A run of panel `reversal`. A moment of it is the time since its start, from 0 to 2T: up to T on the way there, beyond it
 * on the way back. Flow is the current integrated from the start: bosons that have crossed a bond from its first site to its
 * second, less those that came back.
 */
export class Journey {
  /** T. */
  readonly turn: number;
  readonly site: number | null;
  private readonly step: number;
  private readonly run: StoryRun;
  private readonly flows: number[][];

  constructor(run: StoryRun, site: number | null = null) {
    this.run = run;
    this.site = site;
    const end = run.time.at(-1) ?? 0;
    this.turn = end / 2;
    this.step = end / (run.time.length - 1);
    this.flows = integral(run.bond_current ?? [], this.step);
  }

  /** The moment at which the film shows time `t`, on the way there or back. */
  moment(t: number, back: boolean): number {
    return back ? 2 * this.turn - t : t;
  }

  density(site: number, moment: number): number {
    return this.read(this.run.site_density, site, moment);
  }

  /** What was at a site at the start. */
  before(site: number): number {
    return this.run.site_density[0]?.[site] ?? 0;
  }

  /** Bosons a unit of time from the bond's first site to its second. */
  current(bond: number, moment: number): number {
    return this.read(this.run.bond_current ?? [], bond, moment);
  }

  flow(bond: number, moment: number): number {
    return this.read(this.flows, bond, moment);
  }

  entropy(moment: number): number {
    return this.column(this.run.entropy_production, moment);
  }

  /** The part of it that is the system's own uncertainty. */
  uncertainty(moment: number): number {
    return this.column(this.run.system_entropy, moment) - (this.run.system_entropy[0] ?? 0);
  }

  /** Entropy produced by the turn, and left at the end of the way back. */
  get made(): number {
    return this.entropy(this.turn);
  }

  get left(): number {
    return this.run.entropy_production.at(-1) ?? NaN;
  }

  private place(moment: number, rows: number): [number, number] {
    const x = clamp(moment / this.step, 0, rows - 1);
    const row = Math.min(rows - 2, Math.floor(x));
    return [row, x - row];
  }

  private read(rows: number[][], column: number, moment: number): number {
    const [row, share] = this.place(moment, rows.length);
    const [a, b] = [rows[row]?.[column] ?? 0, rows[row + 1]?.[column] ?? 0];
    return a + (b - a) * share;
  }

  private column(values: (number | null)[], moment: number): number {
    const [row, share] = this.place(moment, values.length);
    const [a, b] = [values[row] ?? NaN, values[row + 1] ?? NaN];
    return a + (b - a) * share;
  }
}

/** The integral of each column from the first row on, by the trapezium rule. */
export function integral(rows: number[][], step: number): number[][] {
  const sums: number[][] = [];
  rows.forEach((row, k) => {
    const before = rows[k - 1];
    const sum = sums[k - 1];
    sums.push(row.map((value, column) => (before && sum ? (sum[column] ?? 0) + (step * (value + (before[column] ?? 0))) / 2 : 0)));
  });
  return sums;
}
