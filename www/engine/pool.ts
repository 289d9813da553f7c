// A pool of workers over one compiled module. A job waits for a worker, rests while nobody looks, and outlives its worker:
// one that dies is noticed, and what it had is given to another.
import { outOfMemory, type Failure } from './failure';
import type { FromWorker, Rows, ToWorker } from './protocol';
import { measured } from './timing';
import type { Package } from './first';

/** A worker that has not stopped this long after a cancel is thrown away, in ms. */
const CANCEL_PATIENCE = 150;

/** A worker's memory only ever grows: after a part that held more than this another worker takes its place, in bytes. */
const HEAVY = 256e6;

interface Household {
  /** The most workers that work at a time. */
  workers: number;
  /** Beats after which an idle one is let go, with its memory. */
  idle: number;
  /** Another one is started for work that takes at least so long, in s. */
  worth: number;
}

/** More workers than this cost memory and gain nothing here. */
const USUAL: Household = { workers: 16, idle: 40, worth: 0 };

/** How often workers are looked after, in ms. */
const BEAT = 500;

/** Beats that a worker may take to be ready. */
const READY_BEATS = 20;

/**
 * Beats that a worker without a lock may leave unanswered. One at work may be in the middle of a long step, which is no
 * longer than its jobs: as estimated, on a machine slower by `slow` and again by that after every death, and at most `most`.
 */
const SILENT_BEATS = { idle: 3, slow: 20, most: 240 };

/** What a worker says before it frees its lock has come this long after, in ms. */
const LAST_WORDS = 1000;

/** A job that has lost so many workers is the one that ends them. */
const MOST_DEATHS = 3;

export interface Job {
  /** The part of the plan, for measures. */
  part: string;
  /** Name of the work that does it, and the bytes of its recipe. */
  work: string;
  recipe: Uint8Array;
  /** What it holds, where that is much. */
  bytes: number;
  /** What it takes, as estimated. */
  seconds: number;
  /** Of those that wait, the one with the smallest is next. */
  place: number;
  inputs: ArrayBuffer[];
  onProgress(fraction: number): void;
  onRows(rows: Rows): void;
  onDone(output: ArrayBuffer): void;
  onFailed(failure: Failure): void;
}

interface Entry {
  readonly id: number;
  readonly job: Job;
  resting: boolean;
  /** Workers that died at it. */
  deaths: number;
  /** Values of each column that have come, and those of them that came from its present worker. */
  told: Map<string, number>;
  seen: Map<string, number>;
  /** When it was handed to its worker. */
  since: number;
}

interface Slot {
  readonly worker: Worker;
  ready: boolean;
  /** The lock that it holds while it works, or "": the page hears of its end. */
  lock: string;
  /** The job that it has been given and has not said to have begun, or 0. */
  asked: number;
  /** What it holds: at most one job at work, and any that rest. */
  entries: Entry[];
  /** Jobs that it has been told to stop. */
  stopping: Set<number>;
  /** Beats since it last did what it should: be ready, answer, work. */
  late: number;
  idle: number;
}

/** A policy of the page or its host forbids workers. */
let forbidden = false;
document.addEventListener('securitypolicyviolation', ({ blockedURI, disposition }) => {
  forbidden ||= blockedURI === 'blob' && disposition === 'enforce';
});

const workerFailure = (detail: string): Failure => ({
  code: forbidden ? 'worker-policy' : outOfMemory(detail) ? 'memory' : 'worker',
  parameter: null,
  message: null,
  detail,
});

const atWork = (slot: Slot): boolean => slot.entries.some(({ resting }) => !resting);
const isFree = (slot: Slot): boolean => slot.stopping.size === 0 && !atWork(slot);

/** How many beats a worker without a lock may be silent. */
function patience({ entries, stopping, asked }: Slot): number {
  const { idle, slow, most } = SILENT_BEATS;
  if (stopping.size > 0) return most;
  const begun = entries.filter(({ id }) => id !== asked);
  const ms = begun.map(({ job, deaths }) => job.seconds * 1000 * slow ** (deaths + 1));
  return Math.min(idle + Math.max(0, ...ms) / BEAT, most);
}

/** Of a job's rows, those that an earlier worker has not told: every worker finds the same. */
function unheard({ told, seen }: Entry, rows: Rows): Rows {
  const news: Rows = {};
  for (const [name, values] of Object.entries(rows)) {
    const [from, known] = [seen.get(name) ?? 0, told.get(name) ?? 0];
    const to = from + values.length;
    seen.set(name, to);
    if (to <= known) continue;
    told.set(name, to);
    news[name] = values.subarray(Math.max(0, known - from));
  }
  return news;
}

let lives = 0;

export class Pool {
  private module: WebAssembly.Module;
  private PageWorker: Package['PageWorker'];
  /** What jobs side by side may hold together, in bytes. */
  private readonly room: number;
  /** The most workers that work at a time. */
  readonly size: number;
  private readonly idle: number;
  private readonly worth: number;
  private slots: Slot[] = [];
  private waiting: Entry[] = [];
  private lastId = 0;
  private pulse = 0;
  /** The page is in the browser's cache of pages left behind. */
  private away = false;

  constructor(module: WebAssembly.Module, PageWorker: Package['PageWorker'], room: number, { workers, idle, worth } = USUAL) {
    this.module = module;
    this.PageWorker = PageWorker;
    this.room = room;
    this.size = Math.max(1, Math.min(navigator.hardwareConcurrency || 2, workers));
    this.idle = idle;
    this.worth = worth;
  }

  /** Works with another module from now on; jobs that are under way begin anew with it. */
  exchange(module: WebAssembly.Module, PageWorker: Package['PageWorker']): void {
    Object.assign(this, { module, PageWorker });
    for (const slot of [...this.slots]) this.recall(slot);
    this.assign();
  }

  /** Starts workers ahead of their work. */
  prewarm(count: number): void {
    while (this.slots.length < Math.min(count, this.size)) this.spawn();
  }

  /** Hands a job to the next free worker; the number returned cancels it. */
  start(job: Job): number {
    const id = ++this.lastId;
    this.waiting.push({ id, job, resting: false, deaths: 0, told: new Map(), seen: new Map(), since: 0 });
    this.assign();
    return id;
  }

  cancel(id: number): void {
    this.waiting = this.waiting.filter((entry) => entry.id !== id);
    const slot = this.holder(id);
    const entry = slot?.entries.find((other) => other.id === id);
    if (!slot || !entry) return;
    slot.entries = slot.entries.filter((other) => other !== entry);
    if (!slot.ready) return this.assign();
    if (entry.job.bytes > HEAVY) return this.replace(slot);
    this.post(slot, { type: 'cancel', id });
    // One that rests holds nobody up.
    if (entry.resting) return;
    slot.stopping.add(id);
    setTimeout(() => slot.stopping.has(id) && this.replace(slot), CANCEL_PATIENCE);
  }

  /** A job that rests is not worked on, and leaves its worker to others. */
  rest(id: number, resting: boolean): void {
    const slot = this.holder(id);
    const entry = [...this.waiting, ...(slot?.entries ?? [])].find((other) => other.id === id);
    if (!entry || entry.resting === resting) return;
    entry.resting = resting;
    if (slot) this.post(slot, { type: 'rest', id, resting });
    this.assign();
  }

  /** A page that is left behind, and may come back, needs no workers meanwhile. */
  leave(): void {
    this.away = true;
    for (const slot of [...this.slots]) this.recall(slot);
  }

  /** The page is back. */
  comeBack(): void {
    this.away = false;
    this.assign();
  }

  private holder(id: number): Slot | undefined {
    return this.slots.find((slot) => slot.entries.some((entry) => entry.id === id));
  }

  private assign(): void {
    while (!this.away) {
      const free = this.slots.find(isFree);
      if (!free && this.slots.length >= this.size) return;
      const fitting = this.waiting.filter((entry) => !entry.resting && this.fits(entry.job));
      const [first, ...others] = fitting;
      if (!first) return;
      const seconds = fitting.reduce((sum, { job }) => sum + job.seconds, 0);
      if (!free && this.slots.length > 0 && seconds < this.worth) return;
      const entry = others.reduce((best, other) => (other.job.place < best.job.place ? other : best), first);
      this.waiting = this.waiting.filter((other) => other !== entry);
      const slot = free ?? this.spawn();
      slot.entries.push(entry);
      if (slot.ready) this.send(slot, entry);
    }
  }

  /** Whether there is memory for a job beside those that are held; beside none that is worked on, it always may. */
  private fits(job: Job): boolean {
    const held = this.slots.flatMap(({ entries }) => entries);
    const bytes = held.reduce((sum, { job }) => sum + job.bytes, 0);
    return held.every(({ resting, job }) => resting || job.bytes === 0) || bytes + job.bytes <= this.room;
  }

  private send(slot: Slot, entry: Entry): void {
    const { work, recipe, inputs } = entry.job;
    entry.since = performance.now();
    entry.seen = new Map();
    slot.asked = entry.id;
    this.post(slot, { type: 'start', id: entry.id, work, recipe, inputs });
    if (entry.resting) this.post(slot, { type: 'rest', id: entry.id, resting: true });
  }

  private spawn(): Slot {
    const slot: Slot = {
      worker: new this.PageWorker(),
      ready: false,
      lock: '',
      asked: 0,
      entries: [],
      stopping: new Set(),
      late: 0,
      idle: 0,
    };
    const life = `second-law-lab ${++lives} ${Math.random()}`;
    slot.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(slot, data);
    slot.worker.onerror = (event) => {
      event.preventDefault();
      this.died(slot, event.message || 'error');
    };
    slot.worker.onmessageerror = () => this.died(slot, 'messageerror');
    this.post(slot, { type: 'init', module: this.module, life });
    this.slots.push(slot);
    this.pulse ||= window.setInterval(() => this.beat(), BEAT);
    return slot;
  }

  private receive(slot: Slot, message: FromWorker): void {
    slot.late = 0;
    switch (message.type) {
      case 'alive':
        return;
      case 'ready':
        slot.ready = true;
        for (const entry of slot.entries) this.send(slot, entry);
        return;
      case 'begun':
        if (slot.asked === message.id) slot.asked = 0;
        if (slot.lock !== message.lock) this.watch(slot, message.lock);
        return;
      case 'released':
        slot.lock = '';
        return;
      case 'broken':
        this.died(slot, message.detail);
        return;
      case 'cancelled':
        slot.stopping.delete(message.id);
        this.assign();
        return;
    }
    const entry = slot.entries.find(({ id }) => id === message.id);
    if (!entry) return;
    const { job } = entry;
    switch (message.type) {
      case 'progress':
        job.onProgress(message.fraction);
        break;
      case 'rows': {
        const news = unheard(entry, message.rows);
        if (Object.keys(news).length > 0) job.onRows(news);
        break;
      }
      case 'done':
        measured(job.part.replace(/:.*/, ''), entry.since);
        this.release(slot, entry, job.bytes > HEAVY);
        job.onDone(message.output);
        break;
      case 'failed':
        this.release(slot, entry, message.error.panic === true);
        job.onFailed(message.error);
        break;
    }
  }

  /** Hears of the worker's end: its lock is free then, and it has not said that it would be. */
  private watch(slot: Slot, lock: string): void {
    slot.lock = lock;
    if (lock === '') return;
    const freed = (): void => void setTimeout(() => slot.lock === lock && this.died(slot, 'ended'), LAST_WORDS);
    navigator.locks.request(lock, freed).catch(() => (slot.lock = ''));
  }

  /** Looks after the workers: who is late, who has nothing to do. */
  private beat(): void {
    for (const slot of [...this.slots]) {
      const busy = slot.entries.length > 0 || slot.stopping.size > 0;
      slot.idle = busy ? 0 : slot.idle + 1;
      slot.late += 1;
      if (slot.idle > this.idle) this.terminate(slot);
      else if (!slot.ready && slot.late > READY_BEATS) this.died(slot, 'no answer');
      else if (slot.ready && slot.lock === '' && slot.late > patience(slot)) this.died(slot, 'no answer');
      else if (slot.ready) this.post(slot, { type: 'ping' });
    }
    if (this.slots.length > 0) return;
    clearInterval(this.pulse);
    this.pulse = 0;
  }

  /** A job is over. */
  private release(slot: Slot, entry: Entry, spent: boolean): void {
    slot.entries = slot.entries.filter((other) => other !== entry);
    if (spent) this.replace(slot);
    else this.assign();
  }

  /** A worker has ended of itself: what it was at is given to another, unless that has happened to it before. */
  private died(slot: Slot, detail: string): void {
    if (!this.slots.includes(slot)) return;
    const working = slot.entries.filter(({ resting }) => !resting);
    for (const entry of working) entry.deaths += 1;
    const hopeless = working.filter(({ deaths }) => deaths >= MOST_DEATHS);
    slot.entries = slot.entries.filter((entry) => !hopeless.includes(entry));
    this.recall(slot);
    for (const { job } of hopeless) job.onFailed(workerFailure(detail));
    this.assign();
  }

  private replace(slot: Slot): void {
    this.recall(slot);
    this.assign();
  }

  /** Ends a worker; its jobs wait for another. */
  private recall(slot: Slot): void {
    this.waiting.unshift(...slot.entries);
    slot.entries = [];
    this.terminate(slot);
  }

  private terminate(slot: Slot): void {
    slot.worker.terminate();
    slot.stopping.clear();
    this.slots = this.slots.filter((other) => other !== slot);
  }

  private post(slot: Slot, message: ToWorker): void {
    slot.worker.postMessage(message);
  }
}
