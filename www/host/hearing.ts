// Hears the page around the frame, and nobody else. What it says is followed by door.ts, which is not loaded before its first hello.
import { framed } from '../frame';
import type { Context } from '../view/context';
import type { Door } from './door';

/** Messages that wait until the lab can follow them. */
const MOST = 32;

const waiting: MessageEvent<unknown>[] = [];
let greeted = false;
let page: Context | null = null;
let door: Door | null = null;
let opening = false;
/** What a poster does when the host asks for a run. */
let press: (() => void) | null = null;

/** Hears the page around from now on. */
export function hear(): void {
  if (!framed()) return;
  addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent) return;
    greeted ||= (event.data as { type?: unknown } | null)?.type === 'second-law-lab:hello';
    if (!greeted) return;
    if (door && page) return door.take(event);
    if (waiting.length < MOST) waiting.push(event);
    if (/:(run|play)$/.test(String((event.data as { type?: unknown } | null)?.type))) press?.();
    void open();
  });
}

/** Calls `listener` when the host asks for a run before there is a lab, until the signal aborts. */
export function onPress(listener: () => void, signal: AbortSignal): void {
  press = listener;
  signal.addEventListener('abort', () => (press = null));
}

/** The lab's page as it stands now, on which messages have their effect; null where it is gone. */
export function attend(context: Context | null): void {
  page = context;
  if (door) door.show(context);
  void open();
}

/** Lets in what waits, once there are a page and the door. */
async function open(): Promise<void> {
  if (!page || opening || waiting.length === 0) return;
  opening = true;
  try {
    door ??= await (await import('./door')).openDoor(page);
    door.show(page);
  } catch {
    // The next message asks again.
  }
  opening = false;
  while (door && page && waiting.length > 0) door.take(waiting.shift()!);
}
