// Which room an address opens, as it was written and as it arrives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedOf, labText, picturedIn, storyAddress, storyText } from '../../www/room.ts';

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

test('a poster has the picture of a preset or chapter that stands alone, however it is to look', () => {
  for (const [text, name] of [
    ['', 'second-law'],
    ['embed=poster&lang=ja&theme=dark&hide=legend', 'second-law'],
    ['preset=disorder&embed=poster&utm_source=mail', 'disorder'],
    ['preset%3Dreversal-nudge&amp;embed%3Dposter', 'reversal-nudge'],
    ['chapter=film&embed=poster', 'film'],
    ['chapter=3&embed=poster', 'chapter-3'],
    ['preset=disorder&coupling=2', null],
    ['bath=square-2x3', null],
  ]) {
    assert.equal(picturedIn(text), name, text);
  }
  assert.equal(embedOf('Bath=square-2x3&amp;embed=Poster.'), 'poster');
  assert.equal(embedOf('bath=square-2x3'), 'off');
  assert.equal(storyAddress('chapter=3&embed=poster').embed, 'off', 'once it is pressed, the page at that chapter');
  assert.equal(storyAddress('chapter=film&embed=wide').embed, 'plot');
});
