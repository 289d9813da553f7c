// The story's runs: each is asked for once, when it is needed, and what it finds is kept.
import type { Engine } from '../engine/engine';
import type { Failure } from '../engine/failure';
import type { AllEigenstatesJson, LightConesJson, RecordJson, RunsJson } from '../engine/wasm';
import { Emitter } from '../emitter';
import { counted } from './counts';
import { BATH_SITES } from './diamond';
import { Experiment, statesOf, type StoryRun } from './experiments';
import { learnCone, learnNudged, learnUntouched, type Facts } from './facts';
import { Journey } from './journey';
import type { Findings } from './scene';
import { SETUPS } from './setups';

/** Points of a run under way are drawn at most this often, in ms. */
const PATIENCE = 150;

/** What is new: something to draw, or a number for a sentence. */
export type News = 'drawn' | 'facts';

/** A run that takes long enough to be told of. */
export interface Computation {
  state: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Of it that is done. */
  share: number;
  failure?: Failure;
  cancel?: () => void;
}

export class Laboratory {
  readonly news = new Emitter<News>();
  readonly findings: Findings = {
    untouched: null,
    alone: null,
    cone: null,
    arrival: null,
    levels: { every: [], gentle: [] },
    complete: { every: false, gentle: false },
  };
  /** How the pictures of all states are coming along. */
  readonly runs: Record<'every' | 'gentle', Computation> = { every: { state: 'idle', share: 0 }, gentle: { state: 'idle', share: 0 } };
  readonly facts: Facts;
  /** The record of the film's own run; null before it is there. */
  film: RunsJson | null = null;

  private readonly loading: Promise<Engine>;
  private readonly nudged = new Map<number, Promise<Journey>>();
  private readonly begun: { cancel(): void }[] = [];
  private closed = false;
  private readonly asked = new Map<string, Promise<unknown>>();

  constructor(engine: Promise<Engine>, facts: Facts) {
    this.loading = engine;
    this.facts = facts;
    this.findings.arrival = facts.arrival.at(-1) ?? null;
  }

  /** The film's own run, there and back. */
  untouched(): Promise<Journey> {
    return this.once('untouched', async () => {
      this.film = await this.withCurrents(SETUPS.untouched);
      const journey = new Journey(firstOf(this.film));
      this.findings.untouched = journey;
      learnUntouched(this.facts, journey);
      this.news.emit('drawn', 'facts');
      return journey;
    });
  }

  alone(): Promise<void> {
    return this.once('alone', async () => {
      this.findings.alone = new Journey(firstOf(await this.withCurrents(SETUPS.alone)));
      this.news.emit('drawn');
    });
  }

  cone(): Promise<void> {
    return this.once('cone', async () => {
      const { light_cones } = await this.record<LightConesJson>(SETUPS.cone);
      const cone = light_cones[0];
      if (!cone) return;
      this.findings.cone = cone;
      this.findings.arrival = cone.arrival.at(-1) ?? null;
      learnCone(this.facts, cone);
      this.news.emit('drawn', 'facts');
    });
  }

  /** The way back with a site nudged. */
  nudge(site: number): Promise<Journey> {
    const known = this.nudged.get(site);
    if (known) return known;
    const asked = this.withCurrents(SETUPS.nudged(site)).then(({ runs }) => {
      const run = runs.find(({ kick }) => kick !== 0) as StoryRun;
      const journey = new Journey(run, site);
      learnNudged(this.facts, site, journey);
      this.news.emit('facts');
      return journey;
    });
    asked.catch(() => this.nudged.delete(site));
    this.nudged.set(site, asked);
    return asked;
  }

  /** One site after the other, so that what the reader asks for meanwhile does not wait for all. */
  nudgeAll(): Promise<void> {
    return this.once('all sites', async () => {
      for (const site of BATH_SITES) await this.nudge(site);
    });
  }

  /** One experiment from every state of the bath. */
  levels(which: 'every' | 'gentle'): Promise<void> {
    return this.once(which, async () => {
      const { levels } = this.findings;
      const run = this.runs[which];
      Object.assign(run, { state: 'running', share: 0 });
      let told = 0;
      const experiment = this.begin(
        new Experiment<AllEigenstatesJson>(await this.engineFor(SETUPS[which]), SETUPS[which], (record, share) => {
          run.share = share;
          if (performance.now() - told < PATIENCE) return;
          levels[which] = statesOf(record);
          told = performance.now();
          this.news.emit('drawn');
        }),
      );
      run.cancel = () => experiment.cancel();
      const { bath, levels: all } = await experiment.result.catch((failure: Failure) => {
        Object.assign(run, { state: 'failed', failure });
        this.news.emit('drawn');
        throw failure;
      });
      levels[which] = all;
      this.findings.complete[which] = true;
      run.state = 'done';
      this.facts[which] = counted(levels[which]);
      this.facts.states = bath?.dimension ?? this.facts.states;
      this.news.emit('drawn', 'facts');
    });
  }

  /** Stops one of these; what has been found stays to be seen. */
  cancel(which: 'every' | 'gentle'): void {
    const run = this.runs[which];
    run.cancel?.();
    run.state = 'cancelled';
    this.asked.delete(which);
    this.news.emit('drawn');
  }

  /** Stops everything: the reader has left, and what comes next needs the workers. */
  close(): void {
    this.closed = true;
    for (const experiment of this.begun) experiment.cancel();
  }

  /** The engine, with all that the set-up needs. */
  private async engineFor(text: string): Promise<Engine> {
    const engine = await this.loading;
    await engine.ready(text);
    return engine;
  }

  private begin<Found extends RecordJson>(experiment: Experiment<Found>): Experiment<Found> {
    this.begun.push(experiment);
    if (this.closed) experiment.cancel();
    return experiment;
  }

  private async record<Found extends RecordJson>(text: string): Promise<Found> {
    return this.begin(new Experiment<Found>(await this.engineFor(text), text)).result;
  }

  private withCurrents(text: string): Promise<RunsJson> {
    return this.record<RunsJson>(`${text}&currents=on`);
  }

  private once<T>(name: string, action: () => Promise<T>): Promise<T> {
    const known = this.asked.get(name) as Promise<T> | undefined;
    if (known) return known;
    const asked = action();
    // What failed may be asked for again.
    asked.catch(() => this.asked.delete(name));
    this.asked.set(name, asked);
    return asked;
  }
}

const firstOf = ({ runs }: RunsJson): StoryRun => runs[0] as StoryRun;
