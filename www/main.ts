// The page: one element, the story or the lab, as its address says.
import { addressText, onAddress } from './address';
import { SecondLawLab } from './lab';
import { storyAddress } from './room';
import { keepOffline } from './site';
import { SecondLawStory } from './story/story';

/** Puts the room that the address asks for in the place of the other. */
function enter(): void {
  const room = storyAddress(addressText()) ? 'second-law-story' : 'second-law-lab';
  const present = document.querySelector(':is(second-law-story, second-law-lab)[address]');
  if (!present || present.localName === room) return;
  const other = document.createElement(room);
  other.setAttribute('address', '');
  other.lang = present instanceof HTMLElement ? present.lang : '';
  // The lab's own words stand until it is there, and where it cannot be had.
  const words = document.querySelector<HTMLTemplateElement>('template#lab-words');
  if (room === 'second-law-lab' && words) other.append(words.content.cloneNode(true));
  present.replaceWith(other);
  scrollTo(0, 0);
}

// Before the elements come to life: the story in the document is not to begin where the lab is asked for.
enter();
onAddress(enter, new AbortController().signal);
customElements.define('second-law-story', SecondLawStory);
customElements.define('second-law-lab', SecondLawLab);
keepOffline();
