// A figure of the story: lattice and plot on one canvas, drawn from one scene; above it the hands that reach into it.
import { turnsSlides } from '../frame';
import { Animator } from './animator';
import { Brush, paletteOf, type Palette } from './brush';
import { BATH_SITES, beside } from './diamond';
import { siteAt } from './lattice-figure';
import type { Journey } from './journey';
import { layoutOf, type Layout, type Place } from './layout';
import { paint } from './paint';
import { opening, type Findings, type Scene } from './scene';
import { clamp, TURN } from './timing';
import { sentence, type Telling } from './words';
import { h } from '../view/dom';

/** Sharper than this no eye sees, and a canvas costs. */
const SHARPEST = 2.5;
/** A press of an arrow key moves the film by this much. */
const KEY_STEP = 0.1;
const STEPS: Record<string, number> = {
  ArrowRight: KEY_STEP,
  ArrowUp: KEY_STEP,
  ArrowLeft: -KEY_STEP,
  ArrowDown: -KEY_STEP,
  PageUp: 1,
  PageDown: -1,
};

export interface Hands {
  /** The reader moves the film. */
  onScrub?(time: number): void;
  /** What the film shows, for the slider that moves it. */
  scrubbed?(): string;
}

export class Figure {
  readonly element: HTMLElement;
  readonly belly = h('div', { class: 'story-belly' });
  readonly animator = new Animator(() => this.draw());
  readonly scene: Scene = opening();
  layout: Layout;
  /** Called when the figure has got another shape. */
  onLayout: () => void = () => {};

  private readonly telling: Telling;
  private readonly findings: Findings;
  private readonly place: Place;
  private readonly canvas = h('canvas', { 'aria-hidden': 'true' });
  private readonly key = h('p', { class: 'story-key' });
  private readonly slider: HTMLElement | null;
  private readonly hands: Hands;
  private offered: HTMLButtonElement[] = [];
  private palette: Palette | null = null;
  private ratio = 1;
  private drawn = false;
  private font = '';
  private keyed: boolean | null = null;

  constructor(telling: Telling, findings: Findings, place: Place, signal: AbortSignal, hands: Hands = {}) {
    this.telling = telling;
    this.findings = findings;
    this.place = place;
    this.hands = hands;
    this.slider = hands.onScrub ? this.sliderView() : null;
    this.element = h('div', { class: 'story-figure' }, this.canvas, this.slider, this.key, this.belly);
    this.layout = this.measure();
    const sized = new ResizeObserver(() => this.fit());
    const seen = new IntersectionObserver((entries) => (this.animator.visible = entries.at(-1)?.isIntersecting ?? true));
    sized.observe(this.element);
    seen.observe(this.element);
    signal.addEventListener('abort', () => {
      sized.disconnect();
      seen.disconnect();
      this.animator.stop();
    });
    this.followRatio(signal);
  }

  /** Measures its room anew and draws. */
  fit(): void {
    this.layout = this.measure();
    const { width, height, plot, head, strip, belly, lattice, key, row, type } = this.layout;
    if (width === 0 || height === 0) return;
    this.ratio = Math.min(SHARPEST, devicePixelRatio || 1);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.element.style.fontSize = `${type}px`;
    this.element.classList.toggle('bare', this.layout.bare);
    this.element.classList.toggle('mini', this.layout.mini);
    this.element.classList.toggle('beside', row);
    place(this.belly, belly.x, belly.y, belly.width, belly.height);
    if (this.slider) place(this.slider, plot.x - 6, plot.y - head, plot.width + 12, plot.height + head + strip);
    this.key.hidden = key === 0 || !lattice;
    if (lattice) {
      const margin = Math.max(8, 0.9 * type);
      if (row) place(this.key, 1.2 * margin, height - margin - 2.8 * type, lattice.width - 2 * margin, 2.8 * type);
      else place(this.key, margin, lattice.height - 2, width - 2 * margin, 1.5 * type);
      this.key.classList.toggle('centred', !row);
    }
    // Whole sentences where the lattice is wide enough for them.
    const wide = row && (lattice?.width ?? 0) > 27 * type;
    if (this.keyed !== wide) this.writeKey(wide);
    this.placeSites();
    this.onLayout();
    this.draw();
  }

  /** It has come into the page, or the page has other colours. */
  settle(): void {
    this.palette = null;
    this.fit();
  }

  draw(): void {
    const { layout, scene, findings, telling } = this;
    const pen = this.canvas.getContext('2d');
    if (!pen || layout.width === 0 || !this.element.isConnected) return;
    if (!this.palette) {
      this.palette = paletteOf(this.element);
      this.font = getComputedStyle(this.element).fontFamily;
    }
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    pen.clearRect(0, 0, layout.width, layout.height);
    if (!this.drawn) performance.mark('second-law:first-frame');
    this.drawn = true;
    paint(new Brush(pen, this.palette, layout.type, this.font), layout, scene, findings, telling);
  }

  /** What it shows, on the card's colour, as PNG. */
  picture(): Promise<Blob> {
    const { width, height } = this.canvas;
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const pen = copy.getContext('2d');
    if (!pen || !this.palette) return Promise.reject(new Error('nothing to draw'));
    pen.fillStyle = this.palette.card;
    pen.fillRect(0, 0, width, height);
    pen.drawImage(this.canvas, 0, 0);
    return new Promise((resolve, reject) => copy.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'));
  }

  /** The run that nobody touched. */
  get untouched(): Journey | null {
    return this.findings.untouched;
  }

  /** The entropy that the film shows. */
  entropy(): number {
    const { scene, findings } = this;
    const journey = scene.back && scene.nudged ? scene.nudged : findings.untouched;
    return journey ? journey.entropy(journey.moment(scene.time, scene.back)) : NaN;
  }

  /** Says on the slider what the film shows now. */
  tellSlider(): void {
    this.slider?.setAttribute('aria-valuenow', this.scene.time.toFixed(1));
    const said = this.hands.scrubbed?.();
    if (said) this.slider?.setAttribute('aria-valuetext', said);
  }

  /** Puts a button on every site of the bath. */
  offerSites(choose: (site: number) => void): void {
    this.withdrawSites();
    const { scene } = this;
    this.offered = BATH_SITES.map((site) => {
      const point = (pointed: number | null) => () => {
        scene.pointed = pointed;
        this.draw();
      };
      return h('button', {
        type: 'button',
        class: 'story-site',
        'data-site': site,
        'aria-label': this.telling.t('story.pick.site', { number: site + 1, count: BATH_SITES.length }),
        click: () => choose(site),
        pointerenter: point(site),
        focus: point(site),
        pointerleave: point(null),
        blur: point(null),
        keydown: (event: KeyboardEvent) => {
          if (!event.key.startsWith('Arrow')) return;
          event.preventDefault();
          event.stopPropagation();
          this.offered[beside(site, event.key)]?.focus();
        },
      });
    });
    this.element.append(...this.offered);
    this.placeSites();
  }

  withdrawSites(): void {
    for (const button of this.offered) button.remove();
    this.offered = [];
    this.scene.pointed = null;
  }

  focusSite(site: number): void {
    this.offered[site]?.focus({ preventScroll: true });
  }

  private measure(): Layout {
    const { picture, grown } = this.scene;
    const farLabel = Math.max(
      ...this.telling
        .t('story.lattice.farLines')
        .split('|')
        .map((text) => this.widthOf(text)),
    );
    return layoutOf(this.element?.clientWidth ?? 0, this.element?.clientHeight ?? 0, {
      place: this.place,
      alone: picture === 'every' || picture === 'gentle',
      grown,
      farLabel,
      screen: innerHeight,
    });
  }

  /** Width of a text in type of 1 px. */
  private widthOf(text: string): number {
    const pen = this.canvas.getContext('2d');
    if (!pen) return 0;
    pen.font = `500 100px ${this.font || 'sans-serif'}`;
    return pen.measureText(text).width / 100;
  }

  private writeKey(wide: boolean): void {
    this.keyed = wide;
    const { t } = this.telling;
    const entry = (colour: string, text: string): HTMLElement => h('span', {}, h('i', { class: `story-dot ${colour}` }), ...sentence(text));
    this.key.replaceChildren(
      entry('green', t(wide ? 'story.key.green' : 'story.key.greenShort')),
      ' ',
      entry('blue', t(wide ? 'story.key.blue' : 'story.key.blueShort')),
    );
  }

  private placeSites(): void {
    const { lattice } = this.layout;
    if (!lattice) return;
    this.offered.forEach((button, site) => {
      const { x, y } = siteAt(lattice, site);
      // A diamond of buttons: each as large as may be without touching the next.
      const half = 0.5 * lattice.bond;
      place(button, x - half, y - half, 2 * half, 2 * half);
    });
  }

  private sliderView(): HTMLElement {
    const { onScrub = () => {} } = this.hands;
    const slider: HTMLElement = h('div', {
      class: 'story-scrub',
      role: 'slider',
      tabindex: 0,
      'aria-label': this.telling.t('story.plot.slider'),
      'aria-valuemin': 0,
      'aria-valuemax': TURN,
      'aria-valuenow': 0,
      'data-name': 'story-scrub',
    });
    let held = false;
    const timeAt = (event: PointerEvent): number => {
      const { left, width } = slider.getBoundingClientRect();
      return clamp((event.clientX - left - 6) / (width - 12)) * TURN;
    };
    slider.addEventListener('pointerdown', (event) => {
      held = true;
      slider.setPointerCapture(event.pointerId);
      onScrub(timeAt(event));
    });
    slider.addEventListener('pointermove', (event) => held && onScrub(timeAt(event)));
    for (const end of ['pointerup', 'pointercancel']) slider.addEventListener(end, () => (held = false));
    slider.addEventListener('keydown', (event) => {
      const ends: Record<string, number> = { Home: 0, End: TURN };
      const step = STEPS[event.key];
      const time = step === undefined ? ends[event.key] : clamp(this.scene.time + step, 0, TURN);
      if (time === undefined || event.ctrlKey || event.metaKey || event.altKey || turnsSlides(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      onScrub(time);
    });
    return slider;
  }

  /** The device's pixels may change without a change of size. */
  private followRatio(signal: AbortSignal): void {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const listen = (): void => {
      this.fit();
      if (!signal.aborted) this.followRatio(signal);
    };
    query.addEventListener('change', listen, { once: true, signal });
  }
}

function place(element: HTMLElement, left: number, top: number, width: number, height: number): void {
  Object.assign(element.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}
