// <second-law-lab>: the page as one element.
//   attributes  scenario, lang, theme, embed, site; `address` makes location.hash hold the set-up
//   properties  scenario (canonical text), theme, embed, site, record (the last complete record or null), state
//   events      progress, result, error; they bubble
// Its contents stand in the document itself, so that the reader's tools (search, print, styles) reach them.
import { addressText, onAddress, writeAddress } from './address';
import type { SecondLawLabElement } from './host/element';
import { engine } from './engine/engine';
import { failureOf, type Failure } from './engine/failure';
import { onPanic, set, type PanelSpec, type Problem, type RecordJson } from './engine/wasm';
import { framed, postHeight, seen } from './frame';
import { attend, forgo } from './host/hearing';
import { labTarget } from './host/lab-target';
import { browserLang, languages, loadWords, missingIn, wordsOf, type Lang, type Words } from './i18n';
import { panelOf } from './panel';
import { loadView, viewOf } from './panels/registry';
import { embedOf, labText, unstaged } from './room';
import type { State } from './session/runner';
import { Session } from './session/session';
import { webAddress } from './site';
import type { Context } from './view/context';
import { h } from './view/dom';
import { failurePage } from './view/failure-page';
import { keepFocus } from './view/keep-focus';
import { failureText, wordlessBox } from './view/messages';
import { pageView, wantedHeight } from './view/page';
import { titleOf } from './view/title';

/** What the reader chose where there is no set-up that could hold it. */
interface Choice {
  lang: Lang | null;
  theme: 'light' | 'dark' | null;
}

const dark = matchMedia('(prefers-color-scheme: dark)');
/** The system's own colours go before those that a link asks for. */
const forced = matchMedia('(forced-colors: active)');

/** What a script may have set before the element was defined. */
const SETTABLE = ['scenario', 'theme', 'embed', 'site'] as const;

/** Of an address that is none so much is quoted. */
const QUOTED = 60;

/** What is said of an attribute `site` that is no address of the web. */
function noSite(site: string): Problem {
  const given = site.length > QUOTED ? `${site.slice(0, QUOTED)}…` : site;
  const allowed = { key: 'allowed.site', arguments: {} };
  return { code: 'bad-value', parameter: 'site', given, message: { key: 'error.bad-value', arguments: { name: 'site', given, allowed } } };
}

export class SecondLawLab extends HTMLElement implements SecondLawLabElement {
  static readonly observedAttributes = ['scenario', 'lang', 'theme', 'embed', 'site'];

  private session: Session | null = null;
  /** Those of the page as it stands. */
  private words: Words | null = null;
  private life: AbortController | null = null;
  private build: AbortController | null = null;
  /** What the document wrote inside the element. */
  private own: Node[] = [];
  private readonly choice: Choice = { lang: null, theme: null };
  /** What the attribute `embed` asks for. */
  private frame = 'off';
  /** What is wrong with attributes. */
  private wrong: Problem[] = [];
  /** A link asked for the whole screen. */
  private staged = false;

  /** The set-up as canonical text; setting it runs the new one. */
  get scenario(): string {
    return this.session?.text ?? '';
  }

  set scenario(given: string) {
    // Whatever a script assigns: the module takes text.
    const text = String(given);
    if (this.session) this.session.open(text, 'push');
    else this.setAttribute('scenario', text);
  }

  get theme(): string {
    return this.getAttribute('theme') ?? '';
  }

  set theme(given: string) {
    this.setAttribute('theme', String(given));
  }

  get embed(): string {
    return this.getAttribute('embed') ?? '';
  }

  set embed(given: string) {
    this.setAttribute('embed', String(given));
  }

  get site(): string {
    return this.getAttribute('site') ?? '';
  }

  set site(given: string) {
    this.setAttribute('site', String(given));
  }

  /** The last complete record, as its JSON says, or null. */
  get record(): RecordJson | null {
    return this.session?.runner.result ?? null;
  }

  get state(): State {
    return this.session?.runner.state ?? 'idle';
  }

  connectedCallback(): void {
    this.life = new AbortController();
    for (const name of SETTABLE) this.takeBack(name);
    if (!this.querySelector(':scope > .lab')) this.own = [...this.childNodes];
    // Until there is a page to show, what the document wrote inside the element stays.
    void this.begin(this.life.signal);
  }

  /** What was set before the element was defined stands over its property. */
  private takeBack(name: (typeof SETTABLE)[number]): void {
    const given = Object.getOwnPropertyDescriptor(this, name);
    if (!given) return;
    Reflect.deleteProperty(this, name);
    this[name] = given.value;
  }

  disconnectedCallback(): void {
    this.session?.runner.cancel();
    if (this.session && this.hasAttribute('address')) attend(null);
    this.session = null;
    this.life?.abort();
    this.build?.abort();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.session || before === after) return;
    if (name === 'scenario') this.session.open(after ?? '', 'push');
    if (name === 'embed' || name === 'site') this.readAttributes(this.session);
    if (name !== 'scenario') this.render();
  }

  /** In other people's pages nothing is loaded that nobody sees, nor before a poster has been pressed; the page's own shows www/main.ts. */
  private async wanted(signal: AbortSignal): Promise<void> {
    const linked = embedOf(this.given());
    const embed = linked === 'off' ? this.getAttribute('embed') : linked;
    if (!framed() && (embed ?? 'off') === 'off') return;
    await seen(this, signal);
    if (embed !== 'poster' || this.hasAttribute('address')) return;
    const [lang, theme] = [this.getAttribute('lang'), this.getAttribute('theme')];
    const { showPoster } = await import('./poster');
    await new Promise<void>((play, reject) => showPoster(this, { text: this.given(), lang, theme, play }, signal).catch(reject));
  }

  private async begin(signal: AbortSignal): Promise<void> {
    await this.wanted(signal).catch(() => {});
    if (signal.aborted) return;
    const [words, parts] = [loadWords(this.language()), engine(this.given())];
    await Promise.allSettled([words, parts]);
    if (signal.aborted) return;
    try {
      // The words first: what is wrong with the engine is said in them.
      this.words = await words;
      this.attach(new Session(await parts), signal);
    } catch (error) {
      this.giveUp(error instanceof Error ? failureOf(error) : (error as Failure));
    }
  }

  private attach(session: Session, signal: AbortSignal): void {
    const linked = this.hasAttribute('address');
    this.session = session;
    session.changes.on(['state'], () => this.tellState(session), signal);
    session.changes.on(['progress'], () => this.tell('progress', { phases: session.runner.phases() }), signal);
    session.changes.on(['presentation'], () => this.render(), signal);
    for (const query of [dark, forced]) query.addEventListener('change', () => this.render(), { signal });
    // On paper the page is light.
    addEventListener('beforeprint', () => (this.dataset['theme'] = 'light'), { signal });
    addEventListener('afterprint', () => (this.dataset['theme'] = this.colours()), { signal });
    onPanic((failure) => session.runner.broken(failure), signal);
    if (linked) {
      session.onAddress = (text, entry) => writeAddress(labText(text), entry);
      onAddress(() => {
        const text = this.linked();
        if (text !== labText(session.text)) session.open(text, 'replace');
        this.toStage();
      }, signal);
    }
    keepFocus(this, signal);
    session.runner.look(false);
    session.open(this.given(), 'replace');
    this.readAttributes(session);
    for (const key of ['lang', 'theme'] as const) {
      const chosen = this.choice[key];
      if (chosen) session.change(key, chosen);
      this.choice[key] = null;
    }
    this.render();
    if (!signal.aborted) this.watch(session, signal);
  }

  /** The text of the set-up to begin with. */
  private given(): string {
    return (this.hasAttribute('address') && this.linked()) || (this.getAttribute('scenario') ?? '');
  }

  /** The set-up in the page's address. */
  private linked(): string {
    const { text, stage } = unstaged(addressText());
    this.staged ||= stage;
    return text;
  }

  /** Fills the screen where a link asked for it, once there is a page. */
  private toStage(): void {
    const page = this.staged ? this.querySelector(':scope > .lab') : null;
    if (!page) return;
    this.staged = false;
    page.dispatchEvent(new Event('lecture'));
  }

  /** Takes the attributes `embed` and `site` where they are what they can be, and says so where they are not. */
  private readAttributes(session: Session): void {
    const { errors, values } = set('', 'embed', this.getAttribute('embed') ?? 'off');
    this.frame = values['embed'] ?? 'off';
    const site = this.getAttribute('site') ?? '';
    const others = session.problems.filter((problem) => !this.wrong.includes(problem));
    this.wrong = site === '' || webAddress(site) ? errors : [...errors, noSite(site)];
    if (others.length + this.wrong.length > 0 || session.problems.length > 0) session.report([...others, ...this.wrong], session.told);
  }

  /** Looks out for the reader: in other people's pages nothing is computed off screen. */
  private watch(session: Session, signal: AbortSignal): void {
    let seen = false;
    const look = (): void => session.runner.look(!this.embedded() || (seen && document.visibilityState === 'visible'));
    const observer = new IntersectionObserver((entries) => {
      seen = entries.at(-1)?.isIntersecting ?? true;
      look();
    });
    observer.observe(this);
    look();
    signal.addEventListener('abort', () => observer.disconnect());
    document.addEventListener('visibilitychange', look, { signal });
    // A press anywhere on the page goes before what is computed.
    const giveWay = (): void => session.runner.giveWay();
    for (const press of ['pointerdown', 'pointerup', 'keydown']) addEventListener(press, giveWay, { signal, capture: true });
  }

  private render(): void {
    const { session } = this;
    const wanted = this.language();
    // While a language is loaded, the page goes on in the one that it has.
    const words = wordsOf(wanted) ?? this.words;
    if (!session || !words) return;
    this.words = words;
    this.build?.abort();
    this.build = new AbortController();
    const panel = panelOf(session.values);
    const adds = viewOf(panel);
    // Until its script is there, what stands stays.
    if (!adds) return void this.fetchView(panel, this.build.signal);
    const focused = document.activeElement?.getAttribute('data-name');
    const context: Context = {
      ...words,
      session,
      panel,
      adds,
      theme: this.colours(),
      embed: this.shown(),
      signal: this.build.signal,
    };
    const page = this.view(context);
    if (!page) return;
    page.lang = context.lang;
    this.dataset['theme'] = context.theme;
    if (this.hasAttribute('address')) this.dressDocument(context);
    this.replaceChildren(page);
    if (focused) this.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
    if (this.embedded()) postHeight(page, () => wantedHeight(page), context.signal);
    if (words.lang !== wanted) void this.fetchWords(wanted, page, context.signal);
    if (this.hasAttribute('address')) attend(labTarget(context));
    this.toStage();
  }

  /** The page; where it cannot be made, says so in its place. */
  private view(context: Context): HTMLElement | null {
    try {
      return pageView(context);
    } catch (error) {
      this.giveUp(failureOf(error));
      return null;
    }
  }

  /** Loads what a panel adds to the page and then shows it; says so where it cannot be had. */
  private async fetchView(panel: PanelSpec, signal: AbortSignal): Promise<void> {
    const failure = await loadView(panel).then(() => null, (error: Error) => error.message);
    if (signal.aborted) return;
    if (failure === null) this.render();
    else this.giveUp({ code: 'load', parameter: null, message: null, detail: failure });
  }

  /** Loads another language for the page and then shows it; the page says where that fails. */
  private async fetchWords(lang: Lang, page: HTMLElement, signal: AbortSignal): Promise<void> {
    const failure = await loadWords(lang).then(() => null, (failure: Failure) => failure);
    if (signal.aborted) return;
    if (failure === null) return this.render();
    page.querySelector('.messages')?.prepend(wordlessBox(lang, () => this.render()));
    this.tell('error', failure);
  }

  /** The document around the element speaks the same language and wears the same colours. */
  private dressDocument(context: Context): void {
    const { lang, theme, embed, t } = context;
    const { documentElement } = document;
    documentElement.lang = lang;
    documentElement.dataset['theme'] = theme;
    documentElement.dataset['embed'] = embed;
    const name = (): void => void (document.title = `${titleOf(context)} – ${t('brand')}`);
    name();
    context.session.changes.on(['scenario'], name, context.signal);
  }

  private language(): Lang {
    const asked = this.said('lang') || this.getAttribute('lang');
    return asked && languages.includes(asked) ? asked : browserLang();
  }

  /** What the set-up says of the page's looks; where it has not been read yet, what its text most likely says. */
  private said(key: 'lang' | 'theme'): string | null | undefined {
    return this.session ? this.session.values[key] : (this.choice[key] ?? new URLSearchParams(this.given()).get(key));
  }

  private colours(): 'light' | 'dark' {
    const own = this.said('theme') ?? 'auto';
    const asked = own === 'auto' ? this.getAttribute('theme') : own;
    return !forced.matches && (asked === 'light' || asked === 'dark') ? asked : dark.matches ? 'dark' : 'light';
  }

  /** A poster, once it has been pressed, is a plot; and so is whatever a frame asks for that there is not. */
  private shown(): string {
    const own = this.session?.values['embed'] ?? 'off';
    const asked = own === 'off' ? this.frame : own;
    const unread = framed() && (this.session?.problems.some(({ parameter }) => parameter === 'embed') ?? false);
    return asked === 'poster' || (asked === 'off' && unread) ? 'plot' : asked;
  }

  private embedded(): boolean {
    return this.shown() !== 'off';
  }

  private tellState(session: Session): void {
    if (session.runner.state === 'done') this.tell('result', session.runner.result);
    if (session.runner.state === 'failed') this.tell('error', session.runner.failure);
  }

  private tell(type: 'progress' | 'result' | 'error', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Engine, words or page could not be had: what is wrong is said above what the document wrote. */
  private giveUp(failure: Failure): void {
    this.disconnectedCallback();
    this.showFailure(failure);
    this.tell('error', failure);
    const { code, parameter } = failure;
    const message = this.words ? failureText(failure, this.words) : missingIn(this.language()).text;
    if (this.hasAttribute('address')) forgo({ code, parameter, given: null, message });
  }

  private showFailure(failure: Failure): void {
    const [wanted, theme] = [this.language(), this.colours()];
    const words = wordsOf(wanted) ?? this.words;
    const retry = (): void => this.connectedCallback();
    const choose = (choice: Partial<Choice>): void => {
      Object.assign(this.choice, choice);
      this.showFailure(failure);
    };
    const titled = this.own.some((node) => node instanceof Element && node.querySelector('h1'));
    const said = words
      ? failurePage(failure, words, theme, titled, { retry, speak: (lang) => choose({ lang }), wear: (theme) => choose({ theme }) })
      : h('div', { class: 'lab', lang: wanted }, wordlessBox(wanted, retry));
    this.dataset['theme'] = theme;
    if (this.hasAttribute('address')) Object.assign(document.documentElement.dataset, { theme });
    if (words && this.hasAttribute('address')) document.documentElement.lang = words.lang;
    this.replaceChildren(said, ...this.own);
    // Where it cannot be loaded, the language that is there has to do.
    if (words && words.lang !== wanted) loadWords(wanted).then(() => !this.session && this.showFailure(failure), () => {});
  }
}
// Of two versions on one page the first one stays.
if (!customElements.get('second-law-lab')) customElements.define('second-law-lab', SecondLawLab);
