// The centrepiece: a film of the particle leaking out, turned round in place when the reader asks for it.
//
//   film ⇄ rest → bet → back → home → pick → nudging → away → pick …
//
// Nothing rewinds before the reader asks for it: the film loops by dissolving. Each phase draws its own belly (belly.ts).
import type { Failure } from '../engine/failure';
import type { Figure } from './figure';
import type { Journey } from './journey';
import type { Findings } from './scene';
import { backTime, between, filmProgress, filmTime, FILM, LOOPS, RESTING, smooth, TURN } from './timing';

export type Phase = 'waiting' | 'film' | 'rest' | 'bet' | 'back' | 'home' | 'pick' | 'nudging' | 'away' | 'failed';

export interface Reversible {
  findings: Findings;
  /** Computes the way back with a site nudged. */
  nudge(site: number): Promise<Journey>;
  /** Reduced motion: every step jumps to its last picture. */
  still: boolean;
  /** In a frame the film waits for its reader and runs once. */
  embedded: boolean;
}

/** Sites closer to each other than this, in px, are too small for a finger: the lattice grows. */
const SMALLEST_BOND = { page: 46, embed: 40 };
/** The sites ask to be picked for this long, in ms; what moves longer must be stoppable. */
const ASKING = 4900;
/** The site that the keyboard starts from when one is to be picked. */
const FIRST_SITE = 5;

export class Reversal {
  phase: Phase = 'waiting';
  /** What the reader said: will it come home? */
  bet: boolean | null = null;
  failure: Failure | null = null;
  playing = false;
  /** The reader has asked for the way back before the film was there. */
  private awaited = false;
  private ready = false;
  /** Called when the phase or what is said in it has changed; `arrived` when a film has ended in it. */
  onPhase: (arrived: boolean) => void = () => {};
  /** Called at every step of a film back, for the running number. */
  onStep: () => void = () => {};
  /** Called when something could not be computed. */
  onFailure: (failure: Failure) => void = () => {};

  private readonly figure: Figure;
  private readonly world: Reversible;
  /** What goes on at present; another action ends it. */
  private take = 0;

  constructor(figure: Figure, world: Reversible) {
    this.figure = figure;
    this.world = world;
  }

  /** The film is there: it runs, or rests where it means most; `asked`, it runs everywhere. */
  open(asked: boolean): void {
    this.ready = true;
    if (this.awaited) return void this.ask();
    if (asked) return this.restart();
    if (this.world.still || this.world.embedded) return this.rest();
    void this.film(0);
  }

  fail(failure: Failure): void {
    this.halt();
    this.failure = failure;
    this.enter('failed');
    this.onFailure(failure);
  }

  /** Plays the film, or holds it. */
  toggle(): void {
    const { animator, scene } = this.figure;
    if (this.phase === 'back' || this.phase === 'nudging') {
      animator.paused = !animator.paused;
      this.playing = !animator.paused;
      this.onPhase(false);
    } else if (this.playing) {
      this.halt();
      this.enter('rest');
    } else {
      void this.film(this.phase === 'rest' && scene.time < TURN - 0.05 ? scene.time : 0);
    }
  }

  /** The reader moves the film by hand: forwards, or along a way back that has been gone. */
  scrub(time: number): void {
    const { phase, figure } = this;
    if (!['film', 'rest', 'home', 'away'].includes(phase)) return;
    if (phase === 'film') {
      this.halt();
      this.enter('rest');
    }
    figure.scene.time = time;
    figure.scene.opacity = 1;
    figure.draw();
    figure.tellSlider();
  }

  restart(): void {
    void this.film(0);
  }

  /** On to the end of the film, where everything is mixed; and the question. */
  async ask(): Promise<void> {
    if (this.phase === 'waiting' && !this.ready) {
      this.awaited = true;
      return;
    }
    const { figure, world } = this;
    const { scene, animator } = figure;
    const take = this.begin();
    this.clear();
    this.enter('bet');
    const from = scene.time;
    if (world.still) scene.time = TURN;
    else await animator.animate(400 + 1100 * (1 - from / TURN), (u) => (scene.time = between(from, TURN, smooth(u))));
    if (this.take === take) figure.draw();
  }

  /** All motion is turned round; `bet` is null where nobody was asked. */
  async turn(bet: boolean | null): Promise<void> {
    const { figure, world } = this;
    const { scene, animator } = figure;
    const take = this.begin();
    this.clear();
    this.bet = bet;
    if (scene.time < TURN && !world.still) {
      const from = scene.time;
      await animator.animate(150 + 500 * (1 - from / TURN), (u) => (scene.time = between(from, TURN, smooth(u))));
      if (this.take !== take) return;
    }
    this.playing = !world.still;
    Object.assign(scene, { time: TURN, back: true, untouchedTo: TURN });
    this.enter('back');
    // The arrow of time has turned; nothing moves yet.
    if (!world.still) {
      await animator.animate(FILM.turn);
      if (this.take !== take) return;
      await animator.animate(FILM.back, (u) => {
        scene.time = backTime(u);
        scene.untouchedTo = scene.time;
        this.onStep();
      });
      if (this.take !== take) return;
      await animator.animate(FILM.landing);
      if (this.take !== take) return;
    }
    this.playing = false;
    Object.assign(scene, { time: 0, untouchedTo: 0 });
    this.enter('home', true);
  }

  /** Back to the turn, for the reader to pick a site. */
  async pick(): Promise<void> {
    const { figure, world } = this;
    const { scene, animator } = figure;
    const take = this.begin();
    Object.assign(scene, { untouchedTo: 0, nudged: null, nudgedTo: null, site: null });
    this.enter('pick');
    if (!world.still && scene.time < TURN - 0.01) {
      await animator.animate(300, (u) => (scene.opacity = 1 - u));
      if (this.take !== take) return;
      Object.assign(scene, { time: TURN, back: false });
      await animator.animate(380, (u) => (scene.opacity = scene.picking = u));
      if (this.take !== take) return;
    }
    Object.assign(scene, { time: TURN, back: false, opacity: 1, picking: 1 });
    const bond = figure.layout.lattice?.bond ?? 0;
    if (bond < (world.embedded ? SMALLEST_BOND.embed : SMALLEST_BOND.page)) await this.grow(1);
    if (this.take !== take) return;
    figure.offerSites((site) => void this.nudge(site));
    figure.focusSite(FIRST_SITE);
    // A ring around the first site would look like a choice that was made.
    scene.pointed = null;
    figure.draw();
    if (!world.still) void animator.animate(ASKING, (u) => (scene.beat = (ASKING / 1000) * u));
  }

  /** The wave is turned upside down at one site, and then all motion is turned round. */
  async nudge(site: number): Promise<void> {
    const { figure, world } = this;
    const { scene, animator } = figure;
    const take = this.begin();
    figure.withdrawSites();
    Object.assign(scene, { picking: 0, site, rings: 0.001 });
    this.playing = !world.still;
    this.enter('nudging');
    const computed = world.nudge(site);
    try {
      if (!world.still) await animator.animate(FILM.nudge, (u) => (scene.rings = Math.max(0.001, u)));
      const nudged = await computed;
      if (this.take !== take) return;
      scene.rings = 0.999;
      if (scene.grown > 0) await this.grow(0);
      if (this.take !== take) return;
      Object.assign(scene, { rings: 0, back: true, nudged, nudgedTo: TURN });
    } catch (failure) {
      if (this.take === take) this.fail(failure as Failure);
      return;
    }
    if (!world.still) {
      await animator.animate(FILM.back, (u) => {
        scene.time = backTime(u);
        scene.nudgedTo = scene.time;
        this.onStep();
      });
      if (this.take !== take) return;
      await animator.animate(FILM.landing);
      if (this.take !== take) return;
    }
    this.playing = false;
    Object.assign(scene, { time: 0, nudgedTo: 0 });
    this.enter('away', true);
  }

  private rest(): void {
    this.halt();
    this.clear();
    this.figure.scene.time = RESTING;
    this.enter('rest');
  }

  private async film(from: number): Promise<void> {
    const { figure, world } = this;
    const { scene, animator } = figure;
    const take = this.begin();
    this.clear();
    this.bet = null;
    scene.time = from;
    this.playing = true;
    this.enter('film');
    for (let loop = 0; loop < LOOPS; loop++) {
      const start = loop === 0 ? filmProgress(from) : 0;
      if (start === 0) await animator.animate(FILM.rest);
      if (this.take !== take) return;
      await animator.animate(FILM.out * (1 - start), (u) => (scene.time = filmTime(between(start, 1, u))));
      if (this.take !== take) return;
      if (world.embedded || world.still) {
        this.playing = false;
        return this.enter('rest');
      }
      await animator.animate(FILM.hold);
      if (this.take !== take) return;
      await animator.animate(FILM.dissolve, (u) => (scene.opacity = 1 - smooth(u)));
      if (this.take !== take) return;
      scene.time = 0;
      await animator.animate(FILM.dissolve, (u) => (scene.opacity = smooth(u)));
      if (this.take !== take) return;
    }
    const resting = filmProgress(RESTING);
    await animator.animate(FILM.settle, (u) => (scene.time = filmTime(between(0, resting, smooth(u)))));
    if (this.take !== take) return;
    this.playing = false;
    this.enter('rest');
  }

  private async grow(to: 0 | 1): Promise<void> {
    const { figure, world } = this;
    const { scene, animator } = figure;
    const from = scene.grown;
    const step = (u: number): void => {
      scene.grown = between(from, to, smooth(u));
      figure.fit();
    };
    if (world.still) step(1);
    else await animator.animate(FILM.grow, step);
  }

  /** Begins another action; the number tells whether it is still the one. */
  private begin(): number {
    this.halt();
    this.failure = null;
    return this.take;
  }

  private halt(): void {
    this.take += 1;
    this.playing = false;
    this.figure.animator.stop();
  }

  /** The film as it was before it was turned round. */
  private clear(): void {
    const { scene } = this.figure;
    const grown = scene.grown > 0;
    this.figure.withdrawSites();
    Object.assign(scene, {
      back: false,
      untouchedTo: null,
      nudged: null,
      nudgedTo: null,
      site: null,
      rings: 0,
      opacity: 1,
      picking: 0,
      grown: 0,
    });
    if (grown) this.figure.fit();
  }

  private enter(phase: Phase, arrived = false): void {
    this.phase = phase;
    this.onPhase(arrived);
    this.figure.draw();
    this.figure.tellSlider();
  }
}
