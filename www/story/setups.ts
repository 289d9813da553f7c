// The set-ups of the story, as the lab opens them.
import { TURN } from './timing';

/** There and back in 250 steps each. */
const STEPS = `times=lin:0:${2 * TURN}:501`;
const OUT = `times=lin:0:${TURN}:251`;

/** A nudge turns the wave upside down at one site: the phase π. */
const HALF_TURN = `kick=${Math.PI}`;

/** Set-ups as the lab opens them. */
export const SETUPS = {
  untouched: `coupling=1&${STEPS}&turn=${TURN}&panel=reversal`,
  /** The site left alone: its door stays shut. */
  alone: `coupling=0&${STEPS}&turn=${TURN}&panel=reversal`,
  nudged: (site: number): string => `coupling=1&${STEPS}&turn=${TURN}&${HALF_TURN}&kick-site=${site}&panel=reversal`,
  film: `coupling=1&${OUT}`,
  still: `coupling=0&${OUT}`,
  cone: `coupling=1&${OUT}&panel=light-cone`,
  /** From every state of the bath, filled S. */
  every: 'preset=all-eigenstates&coupling=1&occupation=1',
  /** The same with less to gain. */
  gentle: 'preset=all-eigenstates',
} as const;
