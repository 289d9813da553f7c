// Drawing in the story's own colours and type.
import type { Pen } from './pen';

const COLOURS = [
  'card',
  'ink',
  'soft',
  'line',
  'line-strong',
  'green',
  'green-text',
  'bath-fill',
  'curve',
  'forbid',
  'forbid-line',
  'accent',
] as const;

export type Colour = (typeof COLOURS)[number];
export type Palette = Record<Colour, string>;

export interface Lettering {
  /** In sizes of the figure's type. */
  size?: number;
  align?: 'left' | 'center' | 'right';
  colour?: Colour;
  weight?: number;
  /** Whether the letters stand on a rim of the card's colour. */
  rim?: boolean;
  /** Longest width in px; a longer text is set smaller. */
  most?: number;
}

/** The palette that an element's styles define. */
export function paletteOf(element: Element): Palette {
  const styles = getComputedStyle(element);
  return Object.fromEntries(COLOURS.map((name) => [name, styles.getPropertyValue(`--${name}`).trim()])) as Palette;
}

export class Brush {
  readonly pen: Pen;
  readonly palette: Palette;
  /** Size of the figure's type in px. */
  readonly type: number;
  private readonly font: string;

  constructor(pen: Pen, palette: Palette, type: number, font: string) {
    this.pen = pen;
    this.palette = palette;
    this.type = type;
    this.font = font;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
    pen.globalAlpha = 1;
  }

  width(text: string, { size = 1, weight = 500 }: Lettering = {}): number {
    this.pen.font = `${weight} ${this.type * size}px ${this.font}`;
    return this.pen.measureText(text).width;
  }

  /** Writes at a point of the base line; returns the text's width. */
  write(text: string, x: number, y: number, lettering: Lettering = {}): number {
    const { size = 1, align = 'left', colour = 'soft', weight = 500, rim = true, most = Infinity } = lettering;
    const { pen } = this;
    const natural = this.width(text, lettering);
    const scale = Math.min(1, most / natural);
    const height = this.type * size * scale;
    pen.font = `${weight} ${height}px ${this.font}`;
    pen.textAlign = align;
    pen.textBaseline = 'alphabetic';
    if (rim) {
      pen.lineWidth = height * 0.3;
      pen.strokeStyle = this.palette.card;
      pen.strokeText(text, x, y);
    }
    pen.fillStyle = this.palette[colour];
    pen.fillText(text, x, y);
    return natural * scale;
  }

  line(points: [number, number][], colour: Colour, width: number, alpha = 1): void {
    const { pen } = this;
    pen.globalAlpha = alpha;
    pen.strokeStyle = this.palette[colour];
    pen.lineWidth = width;
    pen.beginPath();
    points.forEach(([x, y], k) => (k === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
    pen.stroke();
    pen.globalAlpha = 1;
  }

  disc(x: number, y: number, radius: number, colour: Colour, alpha = 1): void {
    const { pen } = this;
    pen.globalAlpha = alpha;
    pen.fillStyle = this.palette[colour];
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fill();
    pen.globalAlpha = 1;
  }

  ring(x: number, y: number, radius: number, colour: Colour, width: number, alpha = 1): void {
    const { pen } = this;
    pen.globalAlpha = alpha;
    pen.strokeStyle = this.palette[colour];
    pen.lineWidth = width;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.stroke();
    pen.globalAlpha = 1;
  }

  box(x: number, y: number, width: number, height: number, colour: Colour, alpha = 1): void {
    const { pen } = this;
    pen.globalAlpha = alpha;
    pen.fillStyle = this.palette[colour];
    pen.fillRect(x, y, width, height);
    pen.globalAlpha = 1;
  }

  /** A box of one colour over another, opaque, so that neighbours may overlap without a seam. */
  blend(x: number, y: number, width: number, height: number, colour: Colour, under: Colour, share: number): void {
    this.pen.fillStyle = mixed(this.palette[colour], this.palette[under], share);
    this.pen.fillRect(x, y, width, height);
  }

  /** An arrow along x, `length` to the right or, below zero, to the left. */
  arrow(x: number, y: number, length: number, colour: Colour): void {
    const head = 0.26 * this.type;
    const back = Math.sign(length) * head;
    const width = Math.max(1.6, 0.11 * this.type);
    this.line(
      [
        [x, y],
        [x + length, y],
      ],
      colour,
      width,
    );
    this.line(
      [
        [x + length - back, y - head],
        [x + length, y],
        [x + length - back, y + head],
      ],
      colour,
      width,
    );
  }

  /** A field of slanting lines. */
  hatch(x: number, y: number, width: number, height: number): void {
    this.box(x, y, width, height, 'forbid');
    const step = Math.max(7, 0.55 * this.type);
    for (let foot = -height; foot < width; foot += step) {
      // From (foot, bottom) to (foot + height, top), as far as it lies inside.
      const from = Math.max(0, -foot);
      const to = Math.min(height, width - foot);
      if (to > from)
        this.line(
          [
            [x + foot + from, y + height - from],
            [x + foot + to, y + height - to],
          ],
          'forbid-line',
          1,
          0.8,
        );
    }
  }
}

const channels = (hex: string): number[] => [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));

/** `share` of one colour over another. A picture's colours are names that only its reader's screen knows. */
function mixed(colour: string, under: string, share: number): string {
  if (![colour, under].every((one) => /^#[0-9a-f]{6}$/i.test(one)))
    return `color-mix(in srgb, ${colour} ${Math.round(100 * share)}%, ${under})`;
  const below = channels(under);
  return `rgb(${channels(colour).map((value, place) => Math.round(value * share + (below[place] ?? 0) * (1 - share)))})`;
}
