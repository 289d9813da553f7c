// How the reader wants to see the chart, and where the chart then put its parts.
import type { Frame, Scale } from '../engine/wasm';
import type { Changes } from './changes';

export interface AxisChoice {
  scale: Scale;
  /** What is shown of the axis; null for all of it. */
  range: [number, number] | null;
}

export class Chart {
  x: AxisChoice = { scale: 'log', range: null };
  y: AxisChoice = { scale: 'linear', range: null };
  /** Curves switched off, by their place in the record. */
  readonly hidden = new Set<number>();
  /** Place of the first curve in the order of colours: that of the curve that is followed from another panel. */
  first = 0;
  /** The last drawing. */
  frame: Frame | null = null;

  private readonly changes: Changes;

  constructor(changes: Changes) {
    this.changes = changes;
  }

  /** Forgets what was chosen and drawn in another panel. */
  clear(): void {
    this.y = { scale: 'linear', range: null };
    this.hidden.clear();
    this.first = 0;
    this.frame = null;
  }

  setAxis(axis: 'x' | 'y', choice: Partial<AxisChoice>): void {
    Object.assign(this[axis], choice);
    this.changes.emit('view', 'moment');
  }

  /** Forgets the zoom before something else is drawn. */
  zoomOut(): void {
    this.x.range = this.y.range = null;
  }

  zoomed(): boolean {
    return this.x.range !== null || this.y.range !== null;
  }

  resetZoom(): void {
    this.x.range = null;
    this.setAxis('y', { range: null });
  }

  toggleCurve(index: number): void {
    if (!this.hidden.delete(index)) this.hidden.add(index);
    this.changes.emit('view', 'moment');
  }
}
