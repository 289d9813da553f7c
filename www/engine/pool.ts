// A pool of workers over one compiled module.
import type { Failure } from './failure';
import type { FromWorker, Rows, ToWorker } from './protocol';
import { measured } from './timing';
import PageWorker from './worker?worker&inline';

/** A worker that has not stopped this long after a cancel is thrown away, in ms. */
const CANCEL_PATIENCE = 150;

/** A worker's memory only ever grows: after a part that held more than this another worker takes its place, in bytes. */
const HEAVY = 256e6;

/** More workers than this cost memory and gain nothing here. */
const MOST_WORKERS = 16;

export interface Job {
  scenario: string;
  part: string;
  /** What it holds, where that is much. */
  bytes: number;
  /** Of those that wait, the one with the smallest is next. */
  place: number;
  inputs: ArrayBuffer[];
  onProgress(fraction: number): void;
  onRows(rows: Rows): void;
  onDone(output: ArrayBuffer): void;
  onFailed(failure: Failure): void;
}

const workerFailure = (detail: string): Failure => ({ code: 'worker', parameter: null, message: null, detail });

interface Seat {
  worker: Worker;
  ready: boolean;
  id: number | null;
  job: Job | null;
  /** When the job was handed to the worker. */
  since: number;
}

export class Pool {
  private readonly module: WebAssembly.Module;
  /** What jobs side by side may hold together, in bytes. */
  private readonly room: number;
  /** The most workers at a time. */
  readonly size = Math.max(1, Math.min(navigator.hardwareConcurrency || 2, MOST_WORKERS));
  private seats: Seat[] = [];
  private waiting: { id: number; job: Job }[] = [];
  private paused = false;
  private lastId = 0;

  constructor(module: WebAssembly.Module, room: number) {
    this.module = module;
    this.room = room;
  }

  /** Starts workers ahead of their work. */
  warm(count: number): void {
    while (this.seats.length < Math.min(count, this.size)) this.hire();
  }

  /** Hands a job to the next free worker; the number returned cancels it. */
  start(job: Job): number {
    const id = ++this.lastId;
    this.waiting.push({ id, job });
    this.assign();
    return id;
  }

  cancel(id: number): void {
    this.waiting = this.waiting.filter((entry) => entry.id !== id);
    const seat = this.seats.find((other) => other.id === id);
    if (!seat) return;
    if (seat.job && seat.job.bytes > HEAVY) {
      this.dismiss(seat);
      this.assign();
      return;
    }
    seat.job = null;
    this.post(seat, { type: 'cancel', id });
    setTimeout(() => {
      if (seat.id !== id) return;
      this.dismiss(seat);
      this.assign();
    }, CANCEL_PATIENCE);
  }

  /** Work rests while nobody looks. */
  pause(paused: boolean): void {
    if (paused === this.paused) return;
    this.paused = paused;
    for (const seat of this.seats) this.post(seat, { type: paused ? 'pause' : 'resume' });
    if (!paused) this.assign();
  }

  close(): void {
    this.waiting = [];
    for (const seat of [...this.seats]) this.dismiss(seat);
  }

  private assign(): void {
    if (this.paused) return;
    while (this.waiting.length > 0) {
      const free = this.seats.find((seat) => seat.id === null);
      if (!free && this.seats.length >= this.size) return;
      const fitting = this.waiting.filter(({ job }) => this.fits(job));
      const [first, ...others] = fitting;
      if (!first) return;
      const entry = others.reduce((best, other) => (other.job.place < best.job.place ? other : best), first);
      this.waiting = this.waiting.filter((other) => other !== entry);
      const seat = free ?? this.hire();
      seat.id = entry.id;
      seat.job = entry.job;
      if (seat.ready) this.send(seat);
    }
  }

  /** Whether there is memory for a job beside those at work; the only one always may. */
  private fits(job: Job): boolean {
    const held = this.seats.reduce((sum, seat) => sum + (seat.job?.bytes ?? 0), 0);
    return held === 0 || held + job.bytes <= this.room;
  }

  private send(seat: Seat): void {
    if (seat.id === null || !seat.job) return;
    const { scenario, part, inputs } = seat.job;
    seat.since = performance.now();
    this.post(seat, { type: 'start', id: seat.id, scenario, part, inputs });
  }

  private hire(): Seat {
    const seat: Seat = { worker: new PageWorker(), ready: false, id: null, job: null, since: 0 };
    seat.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(seat, data);
    seat.worker.onerror = (event) => {
      event.preventDefault();
      this.broken(seat, workerFailure(event.message));
    };
    seat.worker.onmessageerror = () => this.broken(seat, workerFailure('messageerror'));
    this.post(seat, { type: 'init', module: this.module });
    this.seats.push(seat);
    return seat;
  }

  private receive(seat: Seat, message: FromWorker): void {
    if (message.type === 'ready') {
      seat.ready = true;
      this.send(seat);
      return;
    }
    if (message.type === 'broken') {
      this.broken(seat, workerFailure(message.detail));
      return;
    }
    if (message.id !== seat.id) return;
    const job = seat.job;
    switch (message.type) {
      case 'progress':
        job?.onProgress(message.fraction);
        break;
      case 'rows':
        job?.onRows(message.rows);
        break;
      case 'done':
        if (job) measured(job.part.replace(/:.*/, ''), seat.since);
        if (job && job.bytes > HEAVY) this.dismiss(seat);
        this.release(seat);
        job?.onDone(message.output);
        break;
      case 'cancelled':
        this.release(seat);
        break;
      case 'failed':
        if (message.error.panic) {
          this.broken(seat, message.error);
        } else {
          this.release(seat);
          job?.onFailed(message.error);
        }
        break;
    }
  }

  private release(seat: Seat): void {
    seat.id = null;
    seat.job = null;
    this.assign();
  }

  private broken(seat: Seat, failure: Failure): void {
    const job = seat.job;
    this.dismiss(seat);
    job?.onFailed(failure);
    this.assign();
  }

  private dismiss(seat: Seat): void {
    seat.worker.terminate();
    seat.id = null;
    seat.job = null;
    this.seats = this.seats.filter((other) => other !== seat);
  }

  private post(seat: Seat, message: ToWorker): void {
    seat.worker.postMessage(message);
  }
}
