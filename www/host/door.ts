// What a message from the page around the frame does: the same as a reader's press, and an answer.
import type { Failure } from '../engine/failure';
import { version, type Problem } from '../engine/wasm';
import { answer, VERSION } from '../frame';
import { loadAside, textOf, type Words } from '../i18n';
import { Noise } from '../view/export';
import { failureText } from '../view/messages';
import { Allowance } from './allowance';
import type { AskPicture, Fault, FromLab, ToLab } from './messages';
import { isOurs, nameOf, readMessage, type Refusal } from './read';
import { Denied, type Target } from './target';

/** So many messages are followed at once, and so many a second: a slider in the page around sends one a frame. */
const ALLOWED = { most: 120, rate: 60 };

/** A picture takes as long as so many other messages. */
const PICTURE_COST = 20;

/** Progress is told no more often than this, in ms. */
const PROGRESS_PAUSE = 100;

type Id = string | number | undefined;

/** A message without what all have. */
type Content<Message = FromLab> = Message extends FromLab ? Omit<Message, 'version' | 'id'> : never;

/** The door of a page whose words are complete. */
export async function openDoor(target: Target): Promise<Door> {
  await loadAside(target.words);
  return new Door(target);
}

export class Door {
  /** What stands in the frame; null where it is gone. */
  private target: Target | null;
  private subject: object | null = null;
  private attention = new AbortController();
  /** Where the host that said hello comes from; null before. */
  private host: string | null = null;
  /** The message that is being followed, for what it brings about at once. */
  private following: Id;
  private readonly allowance = new Allowance(ALLOWED.most, ALLOWED.rate);
  /** It has been said that too much came. */
  private flooded = false;

  constructor(target: Target) {
    this.target = target;
  }

  /** Works on this from now on. */
  show(target: Target | null): void {
    this.target = target;
    // Another language may have come since.
    if (target) loadAside(target.words).catch(() => {});
    if (this.subject === (target?.subject ?? null)) return;
    this.attention.abort();
    this.attention = new AbortController();
    this.subject = target?.subject ?? null;
    if (target) this.attend(target, this.attention.signal);
  }

  /** Follows what the page around has said. */
  take({ data, origin }: MessageEvent<unknown>): void {
    if (!this.target || !isOurs(data)) return;
    const hello = nameOf(data) === 'hello';
    if (!hello && this.host !== origin) return;
    this.host = origin;
    const cost = nameOf(data) === 'picture' ? PICTURE_COST : 1;
    if (!this.allowance.take(cost, performance.now())) {
      if (!this.flooded) this.refuse(this.fault(new Denied('rate', { rate: ALLOWED.rate })), undefined);
      this.flooded = true;
      return;
    }
    this.flooded = false;
    const message = readMessage(data);
    if ('code' in message) return this.refuse(this.refusal(message), message.id);
    this.following = message.id;
    try {
      this.follow(message, this.target);
    } catch (error) {
      if (!(error instanceof Denied)) throw error;
      this.refuse(this.fault(error), message.id);
    } finally {
      this.following = undefined;
    }
  }

  private follow(message: ToLab, target: Target): void {
    const { id } = message;
    switch (message.type) {
      case 'second-law-lab:hello':
        return this.post({ type: 'second-law-lab:ready', program: version(), scenario: target.scenario, state: target.state }, id);
      case 'second-law-lab:set':
        if ('scenario' in message) return target.open(message.scenario);
        return this.report(target.change(texts(message.values), message.live ?? false), id);
      case 'second-law-lab:run':
        return target.run();
      case 'second-law-lab:cancel':
        return target.cancel();
      case 'second-law-lab:pause':
        return target.pause();
      case 'second-law-lab:play':
        return target.play();
      case 'second-law-lab:seek':
        return target.seek(message.time);
      case 'second-law-lab:reverse':
        return target.reverse();
      case 'second-law-lab:picture':
        return void this.picture(message, target);
      case 'second-law-lab:get':
        if (message.what === 'scenario') return this.tellScenario(target, id);
        return message.what === 'progress' ? this.tellProgress(target, id) : this.tellResult(target, id);
    }
  }

  private async picture({ format, id }: AskPicture, target: Target): Promise<void> {
    try {
      const file = await target.picture(format);
      const bytes = await file.arrayBuffer();
      this.post({ type: 'second-law-lab:picture', format, mediaType: file.type, bytes }, id, [bytes]);
    } catch (error) {
      const noise = { code: 'noise', parameter: null, given: null, message: target.words.t('share.noise') };
      this.refuse(error instanceof Noise ? noise : this.fault(new Denied('no-picture')), id);
    }
  }

  /** Tells what changes, for as long as this is what the frame shows. */
  private attend(target: Target, signal: AbortSignal): void {
    let { state } = target;
    let told = 0;
    target.attend(
      {
        scenario: () => this.tellScenario(target, this.following),
        problems: (problems) => this.report(problems, this.following),
        progress: () => {
          const now = performance.now();
          if (target.state === state && now - told < PROGRESS_PAUSE) return;
          told = now;
          ({ state } = target);
          this.tellProgress(target, this.following);
        },
        result: () => this.tellResult(target, this.following),
        failure: (failure) => this.refuse(this.failure(failure), this.following),
      },
      signal,
    );
  }

  private tellScenario({ scenario, values }: Target, id: Id): void {
    this.post({ type: 'second-law-lab:scenario', scenario, values }, id);
  }

  private tellProgress(target: Target, id: Id): void {
    this.post({ type: 'second-law-lab:progress', state: target.state, phases: target.phases() }, id);
  }

  private tellResult({ result }: Target, id: Id): void {
    this.post({ type: 'second-law-lab:result', record: result }, id);
  }

  private report(problems: Problem[], id: Id): void {
    for (const { code, parameter, given, message } of problems) {
      this.refuse({ code, parameter, given, message: this.words?.say(message) ?? '' }, id);
    }
  }

  private refuse(fault: Fault, id: Id): void {
    this.post({ type: 'second-law-lab:error', ...fault }, id);
  }

  private failure(failure: Failure): Fault {
    return { code: failure.code, parameter: failure.parameter, given: null, message: this.words ? failureText(failure, this.words) : '' };
  }

  private refusal({ code, parameter, given, name, allowed }: Refusal): Fault {
    const kind = (words: Words, { kind }: { kind: string }): string => textOf(words, `aside.host.allowed.${kind}`);
    const named = 'kind' in allowed ? '' : allowed.join(', ');
    const said = named || (this.words && kind(this.words, 'kind' in allowed ? allowed : { kind: 'none' }));
    const values = { name, parameter: parameter ?? '', given: given ?? '', allowed: said ?? '' };
    return this.fault(new Denied(code, values, parameter, given));
  }

  /** What the page itself has words for. */
  private fault({ code, values, parameter, given }: Denied): Fault {
    return { code: `message-${code}`, parameter, given, message: this.text(code, values) };
  }

  private get words(): Words | null {
    return this.target?.words ?? null;
  }

  private text(key: string, values: Record<string, string | number> = {}): string {
    return this.words ? textOf(this.words, `aside.host.${key}`, values) : '';
  }

  private post(content: Content, id: Id, transfer: Transferable[] = []): void {
    if (this.host === null) return;
    const message = { ...content, version: VERSION, ...(id === undefined ? {} : { id }) } as FromLab;
    answer(message, this.host, transfer);
  }
}

const texts = (values: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
