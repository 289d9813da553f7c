// <second-law-story>: the page that opens with a question, as one element. The page's address says what it shows: room.ts.
//   events      error, as the lab's: it bubbles
// What the document wrote inside the element, the whole text of the story, stays until the program can show it itself.
import { addressText, onAddress, writeAddress } from '../address';
import { engine } from '../engine/engine';
import type { Failure } from '../engine/failure';
import { framed, seen } from '../frame';
import { browserLang, languages, loadWords, wordsOf, type Lang } from '../i18n';
import computed from '../pkg/story.json';
import { storyAddress, storyText, type StoryAddress } from '../room';
import { wordlessBox } from '../view/messages';
import { Journey } from './journey';
import type { Facts } from './facts';
import { Laboratory } from './laboratory';
import { pageView, type Page } from './page';
import { previewRun, type Preview } from './preview';

const dark = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export class SecondLawStory extends HTMLElement {
  private life: AbortController | null = null;
  private build: AbortController | null = null;
  private page: Page | null = null;
  private lab: Laboratory | null = null;
  private address: StoryAddress | null = null;

  connectedCallback(): void {
    document.documentElement.dataset['room'] = 'story';
    this.life = new AbortController();
    const { signal } = this.life;
    // In other people's pages nothing is loaded that nobody sees.
    const parts = framed() ? seen(this, signal).then(() => engine()) : engine();
    parts.catch(() => {});
    this.lab = new Laboratory(parts, structuredClone(computed.facts) as Facts);
    this.lab.findings.untouched = new Journey(previewRun(computed.preview as Preview));
    for (const colours of [dark, paper]) colours.addEventListener('change', () => this.dress(), { signal });
    calm.addEventListener('change', () => this.render(), { signal });
    onAddress(() => this.follow(), signal);
    this.follow();
  }

  disconnectedCallback(): void {
    delete document.documentElement.dataset['room'];
    this.life?.abort();
    this.build?.abort();
    this.lab?.close();
    this.page = null;
  }

  /** Goes where the address points; what it says of language, colours and frame builds the page anew. */
  private follow(): void {
    const address = storyAddress(addressText());
    if (!address) return;
    const before = this.address;
    this.address = address;
    const same = before && before.lang === address.lang && before.theme === address.theme && before.embed === address.embed;
    if (same && this.page) this.page.go(address);
    else void this.render();
  }

  private async render(): Promise<void> {
    const { address, lab, life } = this;
    if (!address || !lab || !life) return;
    const lang = this.language();
    let words = wordsOf(lang);
    if (!words) {
      try {
        words = await loadWords(lang);
      } catch (failure) {
        if (!life.signal.aborted) this.prepend(wordlessBox(lang, () => (this.firstElementChild?.remove(), void this.render())));
        return this.tell(failure as Failure);
      }
      // Meanwhile the reader may have gone on.
      if (life.signal.aborted || this.address !== address) return;
    }
    this.build?.abort();
    this.build = new AbortController();
    const focused = document.activeElement?.getAttribute('data-name');
    const telling = { ...words, still: calm.matches };
    this.dress();
    this.page = pageView(telling, lab, address, { speak: (other) => this.speak(other) }, this.build.signal);
    this.page.element.lang = lang;
    this.replaceChildren(this.page.element);
    // Before anything is painted, so that nothing moves.
    this.page.settle();
    document.documentElement.lang = lang;
    document.title = `${words.t('story.title')} – ${words.t('brand')}`;
    if (focused) this.querySelector<HTMLElement>(`[data-name="${focused}"]`)?.focus();
    if (address.chapter !== null || address.stage) this.page.go(address);
  }

  private speak(lang: string): void {
    if (!this.address) return;
    // The chapter that a link opened is not where the reader is by now.
    const address: StoryAddress = { ...this.address, lang, chapter: null, stage: false };
    writeAddress(storyText(address), 'replace');
    this.follow();
  }

  private language(): Lang {
    const asked = this.address?.lang || this.lang;
    return asked && languages.includes(asked) ? asked : browserLang();
  }

  /** The element and the document around it wear the same colours. */
  private dress(): void {
    const asked = this.address?.theme;
    const chosen = asked === 'light' || asked === 'dark' ? asked : dark.matches ? 'dark' : 'light';
    // Paper is light.
    const theme = paper.matches ? 'light' : chosen;
    this.dataset['theme'] = theme;
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['embed'] = this.address?.embed ?? 'off';
    this.page?.settle();
  }

  private tell(failure: Failure): void {
    this.dispatchEvent(new CustomEvent('error', { detail: failure, bubbles: true, composed: true }));
  }
}
customElements.define('second-law-story', SecondLawStory);
