// What a message from the page around the frame does: the same as a reader's press, and an answer.
import type { Failure } from '../engine/failure';
import { formats, version, type Problem } from '../engine/wasm';
import { VERSION } from '../frame';
import { loadAside, textOf } from '../i18n';
import { showsLevels } from '../panel';
import { turnRound } from '../panels/reversal';
import type { Session } from '../session/session';
import type { Context } from '../view/context';
import { fileOf, Noise, pictureOf } from '../view/export';
import { failureText } from '../view/messages';
import { Allowance } from './allowance';
import type { AskPicture, ErrorMessage, FromLab, ToLab } from './messages';
import { isOurs, nameOf, readMessage, type Refusal } from './read';

/** So many messages are followed at once, and so many a second: a slider in the page around sends one a frame. */
const ALLOWED = { most: 120, rate: 60 };

/** A picture takes as long as so many other messages. */
const PICTURE_COST = 20;

/** Progress is told no more often than this, in ms. */
const PROGRESS_PAUSE = 100;

type Id = string | number | undefined;

/** A message without what all have. */
type Content<Message = FromLab> = Message extends FromLab ? Omit<Message, 'version' | 'id'> : never;

/** What is wrong, as an error message says it. */
type Fault = Pick<ErrorMessage, 'code' | 'parameter' | 'given' | 'message'>;

/** The door of a page whose words are complete. */
export async function openDoor(context: Context): Promise<Door> {
  await loadAside(context);
  return new Door(context);
}

export class Door {
  /** The page as it stands; null where it is gone. */
  private page: Context | null;
  private session: Session | null = null;
  private attention = new AbortController();
  /** Where the host that said hello comes from; null before. */
  private host: string | null = null;
  /** The message that is being followed, for what it brings about at once. */
  private following: Id;
  private readonly allowance = new Allowance(ALLOWED.most, ALLOWED.rate);
  /** It has been said that too much came. */
  private flooded = false;

  constructor(page: Context) {
    this.page = page;
  }

  /** Works on this page from now on. */
  show(page: Context | null): void {
    this.page = page;
    // Another language may have come since.
    if (page) loadAside(page).catch(() => {});
    if (this.session === page?.session) return;
    this.attention.abort();
    this.attention = new AbortController();
    this.session = page?.session ?? null;
    if (page) this.attend(page.session, this.attention.signal);
  }

  /** Follows what the page around has said. */
  take({ data, origin }: MessageEvent<unknown>): void {
    if (!this.page || !isOurs(data)) return;
    const hello = nameOf(data) === 'hello';
    if (!hello && this.host !== origin) return;
    this.host = origin;
    const cost = nameOf(data) === 'picture' ? PICTURE_COST : 1;
    if (!this.allowance.take(cost, performance.now())) {
      if (!this.flooded) this.refuse(this.fault('rate', { rate: ALLOWED.rate }), undefined);
      this.flooded = true;
      return;
    }
    this.flooded = false;
    const message = readMessage(data);
    if ('code' in message) return this.refuse(this.refusal(message), message.id);
    this.following = message.id;
    try {
      this.follow(message, this.page);
    } finally {
      this.following = undefined;
    }
  }

  private follow(message: ToLab, page: Context): void {
    const { session } = page;
    const { cursor, runner } = session;
    const { id } = message;
    switch (message.type) {
      case 'second-law-lab:hello':
        return this.post({ type: 'second-law-lab:ready', program: version(), scenario: session.text, state: runner.state }, id);
      case 'second-law-lab:set':
        if ('scenario' in message) return session.open(message.scenario, 'replace');
        return this.report(session.changeAll(texts(message.values), message.live), id);
      case 'second-law-lab:run':
        return runner.state === 'running' ? undefined : runner.start();
      case 'second-law-lab:cancel':
        return runner.cancel();
      case 'second-law-lab:pause':
        return cursor.pause();
      case 'second-law-lab:play':
        return hasTime(page) ? cursor.play() : this.refuse(this.fault('no-time'), id);
      case 'second-law-lab:seek':
        return this.seek(message.time, page);
      case 'second-law-lab:reverse':
        if (!page.adds.turn || !turnRound(session)) this.refuse(this.fault('no-turn'), id);
        return;
      case 'second-law-lab:picture':
        return void this.picture(message, page);
      case 'second-law-lab:get':
        if (message.what === 'scenario') return this.tellScenario(session, id);
        return message.what === 'progress' ? this.tellProgress(session, id) : this.tellResult(session, id);
    }
  }

  private seek(time: number, page: Context): void {
    const { session } = page;
    const { from, to } = session.times;
    if (!hasTime(page)) return this.refuse(this.fault('no-time'), this.following);
    if (time < from || time > to) {
      return this.refuse({ ...this.fault('outside', { time, from, to }), parameter: 'time', given: String(time) }, this.following);
    }
    session.cursor.pause();
    session.pick(time);
  }

  private async picture({ format, id }: AskPicture, page: Context): Promise<void> {
    try {
      const known = formats().find((each) => each.id === format);
      const file = known ? fileOf(page, known) : await pictureOf(page);
      const bytes = await file.arrayBuffer();
      this.post({ type: 'second-law-lab:picture', format, mediaType: file.type, bytes }, id, [bytes]);
    } catch (error) {
      const noise = { code: 'noise', parameter: null, given: null, message: page.t('share.noise') };
      this.refuse(error instanceof Noise ? noise : this.fault('no-picture'), id);
    }
  }

  /** Tells what changes, for as long as this session is on the page. */
  private attend(session: Session, signal: AbortSignal): void {
    const { changes, runner } = session;
    let state = runner.state;
    let told = 0;
    changes.on(['scenario'], () => this.tellScenario(session, this.following), signal);
    changes.on(['problems'], () => this.report(session.problems, this.following), signal);
    changes.on(
      ['progress'],
      () => {
        const now = performance.now();
        if (runner.state === state && now - told < PROGRESS_PAUSE) return;
        told = now;
        state = runner.state;
        this.tellProgress(session, this.following);
      },
      signal,
    );
    changes.on(
      ['state'],
      () => {
        if (runner.state === 'done') this.tellResult(session, this.following);
        if (runner.state === 'failed' && runner.failure) this.refuse(this.failure(runner.failure), this.following);
      },
      signal,
    );
  }

  private tellScenario({ text, values }: Session, id: Id): void {
    this.post({ type: 'second-law-lab:scenario', scenario: text, values }, id);
  }

  private tellProgress({ runner }: Session, id: Id): void {
    this.post({ type: 'second-law-lab:progress', state: runner.state, phases: runner.phases() }, id);
  }

  private tellResult({ runner }: Session, id: Id): void {
    this.post({ type: 'second-law-lab:result', record: runner.result }, id);
  }

  private report(problems: Problem[], id: Id): void {
    for (const { code, parameter, given, message } of problems) {
      this.refuse({ code, parameter, given, message: this.page?.say(message) ?? '' }, id);
    }
  }

  private refuse(fault: Fault, id: Id): void {
    this.post({ type: 'second-law-lab:error', ...fault }, id);
  }

  private failure(failure: Failure): Fault {
    return { code: failure.code, parameter: failure.parameter, given: null, message: this.page ? failureText(failure, this.page) : '' };
  }

  private refusal({ code, parameter, given, name, allowed }: Refusal): Fault {
    const kind = (page: Context, { kind }: { kind: string }): string => textOf(page, `aside.host.allowed.${kind}`);
    const said = 'kind' in allowed ? this.page && kind(this.page, allowed) : allowed.join(', ');
    return { ...this.fault(code, { name, parameter: parameter ?? '', given: given ?? '', allowed: said ?? '' }), parameter, given };
  }

  /** What the page itself has words for. */
  private fault(code: string, values: Record<string, string | number> = {}): Fault {
    return { code: `message-${code}`, parameter: null, given: null, message: this.text(code, values) };
  }

  private text(key: string, values: Record<string, string | number> = {}): string {
    return this.page ? textOf(this.page, `aside.host.${key}`, values) : '';
  }

  private post(content: Content, id: Id, transfer: Transferable[] = []): void {
    // A page without an origin cannot be addressed but by all of them; the window is the host's in any case.
    const target = this.host === 'null' ? '*' : this.host;
    if (target === null) return;
    const message = { ...content, version: VERSION, ...(id === undefined ? {} : { id }) } as FromLab;
    window.parent.postMessage(message, target, transfer);
  }
}

const texts = (values: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

/** Whether there is a time to look at in the plot. */
const hasTime = ({ panel, adds }: Context): boolean => !adds.playback && !showsLevels(panel);
