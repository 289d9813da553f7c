// In the panels of all eigenstates: the points of the plot, and the one that is looked at.
import { levelsOf, pointsOf, type Level, type Points, type Record } from '../engine/wasm';
import type { Changes } from './changes';

/** One point of the plot. */
export interface Spot {
  /** Place among the points. */
  place: number;
  /** Number of the eigenstate by energy; null while blocks of the bath are missing. */
  index: number | null;
  x: number;
  y: number;
  /** All that the record says of it; null while it has no number. */
  level: Level | null;
}

const NONE: Points = { index: [], x: [], y: [] };

export class Levels {
  private readonly record: () => Record | null;
  private readonly changes: Changes;
  /** The point under the pointer, by its place. */
  private hovered: number | null = null;
  /** The eigenstate that the reader chose, by its number. */
  private chosen: number | null = null;
  private known: Points | null = null;
  private details: Map<number, Level> | null = null;

  constructor(record: () => Record | null, changes: Changes) {
    this.record = record;
    this.changes = changes;
  }

  /** The record has changed: what was read from it is stale. */
  refresh(): void {
    this.known = this.details = null;
    // Points come in between: a place is no longer the same point.
    this.hovered = null;
    this.changes.emit('level');
  }

  /** The points of the plot, in the units of its axes. */
  points(): Points {
    const record = this.record();
    this.known ??= record ? pointsOf(record) : NONE;
    return this.known;
  }

  /** The point under the pointer, else the chosen one. */
  shown(): Spot | null {
    return this.spot(this.hovered ?? this.placeOf(this.chosen));
  }

  /** The pointer, and not the choice, says what is looked at. */
  pointing(): boolean {
    return this.hovered !== null;
  }

  hover(place: number | null): void {
    if (this.hovered === place) return;
    this.hovered = place;
    this.changes.emit('level');
  }

  /** Looks at a point until told otherwise. */
  choose(place: number | null): void {
    this.chosen = place === null ? null : (this.points().index[place] ?? null);
    // Until the pointer moves again, the choice counts.
    this.hovered = null;
    this.changes.emit('level');
  }

  /** Forgets what was chosen in another panel. */
  clear(): void {
    this.chosen = null;
    this.refresh();
  }

  private placeOf(index: number | null): number | null {
    if (index === null) return null;
    const place = this.points().index.indexOf(index);
    return place < 0 ? null : place;
  }

  private spot(place: number | null): Spot | null {
    const { index, x, y } = this.points();
    if (place === null || place >= x.length) return null;
    const number = index[place] ?? null;
    return { place, index: number, x: x[place]!, y: y[place]!, level: number === null ? null : this.level(number) };
  }

  private level(index: number): Level | null {
    const record = this.record();
    this.details ??= new Map((record ? levelsOf(record) : []).map((level) => [level.index ?? -1, level]));
    return this.details.get(index) ?? null;
  }
}
