// The one entry of messages from the page around the frame: whatever comes is a message of messages.ts, or refused by name.
import { VERSION } from '../frame';
import type { ToLab } from './messages';

const PREFIX = 'second-law-lab:';

/** A set-up's text and a value are no longer than this. */
const LONGEST = 10_000;

/** Parameters that one message may change. */
const MOST_VALUES = 64;

/** Of what was refused so much is quoted. */
const QUOTED = 60;

/** Why a message is not followed: the text `aside.host.<code>` says it with these values. */
export interface Refusal {
  code: 'version' | 'type' | 'field' | 'missing' | 'value';
  id?: string | number;
  parameter: string | null;
  given: string | null;
  /** The message in question. */
  name: string;
  /** Names that are allowed, or what a value may be: the text `aside.host.allowed.<kind>` says it. */
  allowed: readonly string[] | { kind: string };
}

type Field = { kind: string; allows(given: unknown): boolean } | readonly string[];

const isText = (given: unknown): given is string => typeof given === 'string' && given.length <= LONGEST;
const isNumber = (given: unknown): given is number => typeof given === 'number' && Number.isFinite(given);
const isObject = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && Object.getPrototypeOf(given) === Object.prototype;
const isId = (given: unknown): given is string | number => isNumber(given) || (isText(given) && given.length <= QUOTED);

const TEXT: Field = { kind: 'text', allows: isText };
const NUMBER: Field = { kind: 'number', allows: isNumber };
const SWITCH: Field = { kind: 'switch', allows: (given) => typeof given === 'boolean' };
const VALUES: Field = {
  kind: 'values',
  allows(given) {
    const values = isObject(given) ? Object.entries(given) : [];
    const fits = ([key, value]: [string, unknown]): boolean => key.length <= QUOTED && (isText(value) || isNumber(value));
    return values.length > 0 && values.length <= MOST_VALUES && values.every(fits);
  },
};

/** The shapes of each message: the fields that one must have, and those that it may have. */
const SHAPES: Record<string, { must: Record<string, Field>; may?: Record<string, Field> }[]> = {
  hello: [{ must: {} }],
  set: [{ must: { scenario: TEXT } }, { must: { values: VALUES }, may: { live: SWITCH } }],
  run: [{ must: {} }],
  cancel: [{ must: {} }],
  play: [{ must: {} }],
  pause: [{ must: {} }],
  reverse: [{ must: {} }],
  seek: [{ must: { time: NUMBER } }],
  picture: [{ must: { format: ['png', 'svg'] } }],
  get: [{ must: { what: ['scenario', 'progress', 'result'] } }],
};

/** Whether something is meant for the lab at all. */
export const isOurs = (data: unknown): data is Record<string, unknown> & { type: string } =>
  isObject(data) && typeof data['type'] === 'string' && data['type'].startsWith(PREFIX);

/** The name of a message, without what all begin with. */
export const nameOf = ({ type }: { type: string }): string => type.slice(PREFIX.length);

/** What was given, short enough to be quoted; of an object, which may hold itself, only that it is one. */
function quoted(given: unknown): string {
  const text = typeof given === 'object' && given !== null ? '{}' : String(given);
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}\u2026` : text;
}

/** The message that something of ours is, or why it is none. */
export function readMessage(data: Record<string, unknown> & { type: string }): ToLab | Refusal {
  const { version, id, type: _, ...fields } = data;
  const name = nameOf(data);
  const refuse = (code: Refusal['code'], parameter: string | null, given: unknown, allowed: Refusal['allowed']): Refusal => ({
    code,
    ...(isId(id) ? { id } : {}),
    parameter,
    given: given === undefined ? null : quoted(given),
    name: quoted(name),
    allowed,
  });
  if (version !== VERSION) return refuse('version', 'version', version, [String(VERSION)]);
  if (id !== undefined && !isId(id)) return refuse('value', 'id', id, { kind: 'id' });
  const shapes = Object.hasOwn(SHAPES, name) ? SHAPES[name]! : null;
  if (!shapes) return refuse('type', 'type', name, Object.keys(SHAPES));
  const shape = shapes.find(({ must }) => Object.keys(must).some((field) => field in fields)) ?? shapes[0]!;
  const known: Record<string, Field> = { ...shape.must, ...shape.may };
  const strange = Object.keys(fields).find((field) => !Object.hasOwn(known, field));
  if (strange !== undefined) return refuse('field', strange, strange, Object.keys(known));
  const missing = Object.keys(shape.must).find((field) => !(field in fields));
  if (missing !== undefined)
    return refuse(
      'missing',
      missing,
      undefined,
      shapes.flatMap(({ must }) => Object.keys(must)),
    );
  for (const [field, value] of Object.entries(fields)) {
    const allowed = known[field]!;
    if ('kind' in allowed ? !allowed.allows(value) : !allowed.some((each) => each === value)) {
      return refuse('value', field, value, 'kind' in allowed ? { kind: allowed.kind } : allowed);
    }
  }
  return data as unknown as ToLab;
}
