// The page: one element, the story or the lab, as its address says. The script of each comes when it is wanted.
import { addressText, onAddress } from './address';
import { behave } from './frame';
import { hear, onPress } from './host/hearing';
import { embedOf, storyAddress } from './room';
import { keepOffline } from './site';

/** Stands in the document until there is a page. */
const late = document.querySelector('.late');

let poster = new AbortController();

/** Puts the room that the address asks for in the place of the other; another's page holds labs of its own. */
function enter(): void {
  poster.abort();
  const present = document.querySelector<HTMLElement>(':is(second-law-story, second-law-lab)[address]');
  const room = present && storyAddress(addressText()) ? 'second-law-story' : 'second-law-lab';
  if (present && present.localName !== room) {
    const other = document.createElement(room);
    other.setAttribute('address', '');
    other.lang = present.lang;
    // The lab's own words stand until it is there, and where it cannot be had.
    const words = document.querySelector<HTMLTemplateElement>('template#lab-words');
    if (room === 'second-law-lab' && words) other.append(words.content.cloneNode(true));
    present.replaceWith(other);
    scrollTo(0, 0);
  }
  const own = document.querySelector<HTMLElement>(`${room}[address]`);
  const load = (): void => {
    const script = room === 'second-law-story' ? import('./story/story') : import('./lab');
    // Another address asks again.
    script.catch(() => late && document.querySelector(room)?.append(late));
  };
  if (!own || embedOf(addressText()) !== 'poster' || customElements.get(room)) return load();
  // Until it is pressed: the room's script finds it in the element, and leaves it there until it has something to show.
  document.documentElement.dataset['embed'] = 'poster';
  poster = new AbortController();
  const { signal } = poster;
  onPress(() => {
    poster.abort();
    load();
  }, signal);
  import('./poster')
    .then(({ showPoster }) => showPoster(own, { text: addressText(), lang: null, theme: null, play: load }, signal))
    .catch(load);
}

behave();
hear();
enter();
onAddress(enter, new AbortController().signal);
keepOffline();
