// Runs of the set-up: when one starts, what it shows meanwhile, how it ends.
import type { Engine } from '../engine/engine';
import { failureOf, type Failure } from '../engine/failure';
import { Run, type Phase } from '../engine/run';
import { marked } from '../engine/timing';
import { estimate, newRecord, plan, recordJson, type Estimate, type Record, type RecordJson } from '../engine/wasm';
import type { Changes } from './changes';
import { Pace } from './pace';
import { oncePictured } from './picture';

export type State = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

/** A link runs whatever it asks for; the form asks before a long run, and while a value is dragged one run waits for another. */
export type RunPolicy = 'at once' | 'if short' | 'while dragging';

/** While a value is dragged, a run that has gone on longer than this gives way, in ms. */
const DRAG_PATIENCE = 1500;

/** The old curves stay this long for the new ones to replace them without a flicker, in ms. */
const SWAP_PATIENCE = 150;

export class Runner {
  state: State = 'idle';
  failure: Failure | null = null;
  /** What a long run takes, before and while it runs. */
  cost: Estimate | null = null;
  /** The last complete record. */
  result: RecordJson | null = null;
  /** The record on display, complete or growing. */
  record: Record | null = null;

  private readonly engine: Engine;
  private readonly changes: Changes;
  /** Called when the record on display has changed. */
  private readonly onRecord: () => void;
  private scenario = '';
  private run: Run | null = null;
  private visible = true;
  /** What the reader pressed is not answered yet. */
  private pressed = false;
  /** Not before this time the run rests for an answer again, in ms. */
  private restful = 0;
  /** A run that waits to be seen. */
  private deferred: RunPolicy | null = null;
  /** The set-up has changed since the run that is under way began. */
  private again = false;
  /** What is done once the engine can compute the set-up. */
  private awaited: (() => void) | null = null;
  private startedAt = 0;
  private swapTimer = 0;
  private marks = { begun: false, first: false, end: false };

  constructor(engine: Engine, changes: Changes, onRecord: () => void) {
    this.engine = engine;
    this.changes = changes;
    this.onRecord = onRecord;
  }

  /** Asks for a run of a set-up. */
  request(scenario: string, policy: RunPolicy): void {
    this.scenario = scenario;
    this.deferred = this.visible ? null : policy;
    if (this.waits(() => this.request(scenario, policy))) return;
    if (!this.visible) return this.prepare();
    const undrawn = this.state === 'running' || (this.state === 'done' && !this.marks.end);
    const busy = undrawn && performance.now() - this.startedAt < DRAG_PATIENCE;
    if (policy === 'while dragging' && busy) {
      this.again = true;
      return;
    }
    try {
      const cost = this.costOf(scenario);
      this.cost = cost.long && !this.almostKnown(scenario) ? cost : null;
    } catch (error) {
      this.broken(failureOf(error));
      return;
    }
    if (this.cost && (policy !== 'at once' || this.cost.demanding)) this.prepare();
    else this.launch();
  }

  /** What a set-up takes on this machine. */
  costOf(scenario: string): Estimate {
    return estimate(scenario, this.engine.pool.size);
  }

  /** Runs the set-up now, however long it takes. */
  start(scenario = this.scenario): void {
    this.scenario = scenario;
    if (!this.waits(() => this.launch())) this.launch();
  }

  /** Waits for the reader's eyes, and for nothing else. */
  unseen(): boolean {
    return this.deferred !== null;
  }

  cancel(): void {
    if (this.state !== 'running') return;
    this.awaited = null;
    this.run?.cancel();
    this.again = false;
    this.enter('cancelled');
  }

  /** Nothing is computed while nobody can see it. */
  look(visible: boolean): void {
    this.visible = visible;
    this.rest();
    if (visible && this.deferred) this.request(this.scenario, this.deferred);
  }

  /** The reader has pressed something: the run leaves the processors to the answer until that is seen, at most half of the time. */
  giveWay(): void {
    const start = performance.now();
    if (this.state !== 'running' || this.pressed || start < this.restful) return;
    this.pressed = true;
    this.rest();
    void oncePictured().then(() => {
      const end = performance.now();
      this.restful = end + (end - start);
      this.pressed = false;
      this.rest();
    });
  }

  /** Takes the record off the display: what comes next has nothing in common with it. */
  forget(): void {
    this.drop();
    this.record?.free();
    this.record = null;
    this.onRecord();
  }

  /** How far each phase is, in order. */
  phases(): Phase[] {
    return this.run?.phases() ?? [];
  }

  /** Something outside the run failed, such as the drawing. */
  broken(failure: Failure): void {
    this.run?.cancel();
    this.again = false;
    clearTimeout(this.swapTimer);
    if (failure.panic) {
      // It went with its instance of the module.
      this.run = this.record = null;
      this.onRecord();
    }
    this.fail(failure);
  }

  /** The record has been drawn as it stands; sets the marks that others time the page by. */
  drawn(): void {
    const { marks } = this;
    if (marks.begun && !marks.first && this.record === this.run?.record) {
      marks.first = true;
      marked('first-point');
    }
    if (this.state === 'done' && !marks.end) {
      marks.end = true;
      marked('run-end');
      // Not before: every curve of a drag is seen.
      if (this.again) this.launch();
    }
  }

  /** Whether the set-up waits for the part of the engine that computes it; once that is there, `next` is done. */
  private waits(next: () => void): boolean {
    const ready = this.visible ? this.engine.ready(this.scenario) : null;
    this.awaited = ready && next;
    if (!ready) return false;
    this.drop();
    this.enter('running');
    const stillAwaited = (): boolean => this.awaited === next;
    ready.then(
      () => stillAwaited() && next(),
      (failure: Failure) => stillAwaited() && this.fail(failure),
    );
    return true;
  }

  /** All that a run takes is remembered but what the chosen time alone decides. */
  private almostKnown(scenario: string): boolean {
    const record = newRecord(scenario);
    try {
      return plan(record).every(({ phase, key }) => phase === 'statistics' || this.engine.outputs.has(key));
    } finally {
      record.free();
    }
  }

  /** Shows empty axes for a run that has not begun. */
  private prepare(): void {
    this.drop();
    try {
      this.run = this.make();
      this.show(this.run.record);
      this.enter('idle');
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  private launch(): void {
    this.drop();
    this.again = false;
    this.failure = null;
    this.startedAt = performance.now();
    this.marks = { begun: false, first: false, end: false };
    marked('run-start');
    try {
      this.run = this.make();
      this.enter('running');
      const { record } = this.run;
      clearTimeout(this.swapTimer);
      this.swapTimer = window.setTimeout(() => this.show(record), this.record ? SWAP_PATIENCE : 0);
      // Not for what is pressed: it may be what was pressed.
      this.run.rest(!this.visible);
      this.run.start();
    } catch (error) {
      this.fail(failureOf(error));
    }
  }

  private make(): Run {
    let grown = false;
    // How far it is is told with what is new, in one picture.
    const pace = new Pace(() => {
      // At its end all has been told.
      if (run !== this.run || this.state !== 'running') return;
      if (grown) this.onRecord();
      grown = false;
      this.changes.emit('progress');
    });
    const run: Run = new Run(this.scenario, this.engine.outputs, {
      onGrown: () => {
        grown = true;
        if (this.marks.begun || !run.record.begun()) return pace.ask();
        this.marks.begun = true;
        this.show(run.record);
        pace.now();
      },
      onProgress: () => pace.ask(),
      onDone: () => {
        this.show(run.record);
        this.onRecord();
        this.result = recordJson(run.record);
        this.enter('done');
      },
      onFailed: (failure) => this.fail(failure),
    });
    return run;
  }

  private rest(): void {
    this.run?.rest(!this.visible || this.pressed);
  }

  /** Stops the run, and frees its record unless that is on display. */
  private drop(): void {
    this.run?.cancel();
    if (this.run && this.run.record !== this.record) this.run.record.free();
    this.run = null;
  }

  /** Puts a record on display and frees the one before it. */
  private show(record: Record): void {
    if (this.record === record || this.run?.record !== record) return;
    clearTimeout(this.swapTimer);
    this.record?.free();
    this.record = record;
    this.onRecord();
  }

  private enter(state: State): void {
    this.state = state;
    this.changes.emit('state', 'progress', 'rows');
  }

  private fail(failure: Failure): void {
    this.failure = failure;
    this.enter('failed');
  }
}
