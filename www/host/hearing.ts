// Hears the page around the frame, and nobody else. What it says is followed by door.ts, which is not loaded before its first hello.
import { answer, framed, VERSION } from '../frame';
import type { Door } from './door';
import type { ErrorMessage, Fault } from './messages';
import type { Target } from './target';

/** Messages that wait until there is something to follow them. */
const MOST = 32;

type Heard = MessageEvent<unknown>;

let waiting: Heard[] = [];
let greeted = false;
let target: Target | null = null;
let door: Door | null = null;
let opening = false;
/** What a poster does when the host asks for a run. */
let press: (() => void) | null = null;
/** Why nothing in this frame will follow a message. */
let lost: Fault | null = null;

const typeOf = ({ data }: Heard): unknown => (data as { type?: unknown } | null)?.type;

const isHello = (event: Heard): boolean => typeOf(event) === 'second-law-lab:hello';

/** Hears the page around from now on. */
export function hear(): void {
  if (!framed()) return;
  addEventListener('message', (event: Heard) => {
    if (event.source !== window.parent) return;
    greeted ||= isHello(event);
    if (!greeted) return;
    if (lost) return regret(event, lost);
    if (door && target) return door.take(event);
    if (waiting.length < MOST) waiting.push(event);
    if (/:(run|play)$/.test(String(typeOf(event)))) press?.();
    void open();
  });
}

/** Calls `listener` when the host asks for a run before there is a lab, until the signal aborts. */
export function onPress(listener: () => void, signal: AbortSignal): void {
  press = listener;
  signal.addEventListener('abort', () => (press = null));
}

/** What the frame shows now, on which messages have their effect; null where it is gone. */
export function attend(shown: Target | null): void {
  target = shown;
  lost = null;
  door?.show(shown);
  void open();
}

/** There is nothing in the frame, for this reason: whoever says hello, or has said it, hears of it. */
export function forgo(fault: Fault): void {
  attend(null);
  lost = fault;
  for (const event of waiting) regret(event, fault);
  waiting = [];
}

function regret(event: Heard, fault: Fault): void {
  if (!isHello(event)) return;
  const message: ErrorMessage = { type: 'second-law-lab:error', version: VERSION, ...fault };
  answer(message, event.origin);
}

/** Lets in what waits, once there are something to follow it and the door. */
async function open(): Promise<void> {
  if (!target || opening || waiting.length === 0) return;
  opening = true;
  try {
    door ??= await (await import('./door')).openDoor(target);
    door.show(target);
  } catch {
    // The next message asks again.
  }
  opening = false;
  while (door && target && waiting.length > 0) door.take(waiting.shift()!);
}
