// Which room an address opens, as it was written and as it arrives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labText, storyAddress, storyText } from '../../www/room.ts';

test('a link of the story that was hurt on its way opens the same place', () => {
  for (const text of ['chapter=3', 'chapter=film&embed=plot&lang=ja', 'stage=1', 'chapter=7&lang=ja&theme=dark']) {
    const meant = storyAddress(text);
    assert.equal(storyText(meant), storyText(storyAddress(storyText(meant))));
    const wide = text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    const hurt = [
      encodeURIComponent(text),
      encodeURIComponent(encodeURIComponent(text)),
      text.replaceAll('&', '&amp;'),
      text.replaceAll('&', '&#038;'),
      text.replaceAll('=', '%3D'),
      wide,
      text.toUpperCase(),
      `/${text}`,
      `(${text})`,
      `${text}.`,
      `${text}\u3002`,
      `${text}\u200b`,
      `${text}&utm_source=mail`,
    ];
    for (const link of hurt) assert.deepEqual(storyAddress(link), meant, link);
  }
});

test('a set-up opens the lab, hurt or not', () => {
  for (const text of ['bath=square-2x3', 'bath%3Dsquare-2x3', 'embed=plot', 'chapter=3&bosons=2', 'lang=fr', 'theme=Dark2']) {
    assert.equal(storyAddress(text), null, text);
    assert.equal(labText(text), text);
  }
});
