// The page: one element, the story or the lab, as its address says. The script of each comes when it is wanted.
import { addressText, onAddress } from './address';
import { hear } from './host/hearing';
import { storyAddress } from './room';
import { keepOffline } from './site';

/** Stands in the document until there is a page. */
const late = document.querySelector('.late');

/** Puts the room that the address asks for in the place of the other; another's page holds labs of its own. */
function enter(): void {
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
  const script = room === 'second-law-story' ? import('./story/story') : import('./lab');
  // Another address asks again.
  script.catch(() => late && document.querySelector(room)?.append(late));
}

hear();
enter();
onAddress(enter, new AbortController().signal);
keepOffline();
