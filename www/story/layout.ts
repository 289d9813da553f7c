// Where things stand in a figure of a given size: measures in type, not in per cent; the data get the rest.
import { between, clamp } from './timing';

/** Where a figure stands: at the head of the page, beside a chapter, in someone else's page, on a large screen. */
export type Place = 'hero' | 'chapter' | 'embed' | 'stage';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  width: number;
  height: number;
  place: Place;
  /** Size of the type in px. */
  type: number;
  /** Width of the curve, and of thin lines. */
  stroke: number;
  hair: number;
  /** Lattice and curve side by side; else the lattice above. */
  row: boolean;
  /** No room for words in the belly: they take the lead's or the caption's place. */
  bare: boolean;
  /** A frame too small for a caption of its own. */
  mini: boolean;
  /** Null where there is no lattice. */
  lattice: (Box & { bond: number; radius: number; homeX: number; homeY: number; farLabel: boolean }) | null;
  /** Height kept under the lattice for what its colours mean; 0 where that is left out. */
  key: number;
  /** The whole right or lower half, and in it the axes. */
  half: Box;
  plot: Box;
  /** Above and below the plot: for direct labels, and the forbidden strip. */
  head: number;
  strip: number;
  /** The empty room under the plateau. */
  belly: Box;
}

export interface Wishes {
  place: Place;
  /** A plot alone. */
  alone: boolean;
  /** How far the lattice has grown for a site to be picked, from 0 to 1. */
  grown: number;
  /** Width in px of the label at the far corner in type of 1 px. */
  farLabel: number;
  /** Height of the screen, for the stage's type. */
  screen: number;
}

/** From the home's ring to the far corner's, in bonds: the diamond's width and height with the rings. */
const ACROSS = 6.06;
const UPRIGHT = 4.98;
/** A ring's radius in bonds; rings do not touch, and there is room for the drops between them. */
const RADIUS = 0.315;

/** A plot lower than this, in sizes of the type and at least in px, holds a number and buttons but no sentences. */
const ROOM_FOR_WORDS = { type: 16.4, px: 205 };
/** Nor does a plot beside the lattice that is narrower than this. */
const NARROW = 300;
/** Nor is there room for what the lattice's colours mean beside a plot in a figure narrower than this, in px. */
const NARROWEST_KEY = 340;

function typeSize(width: number, height: number, { place, screen }: Wishes): number {
  const wide = width / height > 1.22;
  switch (place) {
    case 'stage':
      return 0.0445 * screen;
    case 'embed':
      return clamp(Math.min(width / 50, height / 22), 11.5, 17);
    case 'chapter':
      return clamp(wide ? Math.min(width / 54, height / 30) : Math.min(width / 43, height / 34), 12, 18);
    case 'hero':
      return clamp(wide ? Math.min(width / 74, height / 28) : Math.min(width / 43, height / 34), 12, 20);
  }
}

export function layoutOf(width: number, height: number, wishes: Wishes): Layout {
  const { place, alone, grown } = wishes;
  const type = typeSize(width, height, wishes);
  const stage = place === 'stage';
  const stroke = stage ? Math.max(5, 0.0065 * wishes.screen) : clamp(type / 4.6, 2.4, 4);
  const row = width / height > 1.22;
  const mini = place === 'embed' && width < 480;
  const key = place === 'embed' || stage || (row && width < NARROWEST_KEY) ? 0 : type * (row ? 3.6 : 1.5);
  const margin = Math.max(8, 0.9 * type);

  const head = 2.3 * type;
  const strip = 1.75 * type;
  /** What stands above and below the data. */
  const around = type * (row ? 2.3 : 1.6) + head + strip + 2.5 * type;

  let room: Box | null = null;
  let half: Box = { x: 0, y: 0, width, height };
  /** Height of the curve's half before the lattice grows. */
  let below = height;
  if (!alone && row) {
    const share = place === 'embed' ? (mini ? 0.37 : 0.45) : 0.48;
    const own = between(Math.min(width * share, (height - key) * 1.3), width * (mini ? 1 : 0.9), grown);
    room = { x: 0, y: 0, width: own, height: height - key };
    half = { x: own, y: 0, width: width - own, height };
  } else if (!alone) {
    const usual = Math.min(height * (height < 500 ? 0.5 : 0.47), width * 0.86);
    const own = between(usual, Math.min(height * 0.7, width * 0.92), grown);
    room = { x: 0, y: 0, width, height: own - key };
    half = { x: 0, y: own, width, height: height - own };
    below = height - usual;
  }
  const left = half.x + type * (alone ? 3 : row ? 1.6 : 1.9);
  const top = half.y + type * (row ? 2.3 : 1.6) + head;
  const right = half.x + half.width - 1.5 * type;
  const bottom = half.y + half.height - 2.5 * type - strip;
  const plot: Box = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  const narrow = row && plot.width < NARROW;
  const bare = mini || (place === 'hero' && (narrow || below - around < Math.max(ROOM_FOR_WORDS.type * type, ROOM_FOR_WORDS.px)));
  const inset = plot.width * (mini ? 0.18 : plot.width < 330 ? 0.25 : 0.28);

  return {
    width,
    height,
    place,
    type,
    stroke,
    hair: stage ? Math.max(4, 0.6 * stroke) : 1.3,
    row,
    bare,
    mini,
    lattice: room && latticeIn(room, margin, type, wishes),
    key: room ? key : 0,
    half,
    plot,
    head,
    strip,
    belly: {
      x: left + inset,
      y: top + 0.5 * type + stroke,
      width: plot.width - inset,
      height: Math.max(0, plot.height - 0.6 * type - stroke),
    },
  };
}

function latticeIn(room: Box, margin: number, type: number, { place, farLabel }: Wishes): Layout['lattice'] {
  const named = place === 'hero' || place === 'chapter';
  const label = named ? farLabel * type + 0.5 * type : 0;
  const bond = Math.max(1, Math.min((room.width - 2 * margin - label) / ACROSS, (room.height - 2 * margin) / UPRIGHT));
  const radius = RADIUS * bond;
  return {
    ...room,
    bond,
    radius,
    homeX: room.x + Math.max(margin, (room.width - ACROSS * bond) / 2 - label / 2) + radius,
    homeY: room.y + room.height / 2 + (place === 'stage' ? 0.7 * type : 0),
    farLabel: named,
  };
}
