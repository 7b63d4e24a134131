// Clean steps of text: string decoders, encoders, Intl and regular expressions.
import { StringDecoder } from 'node:string_decoder'

export default {
  title: 'Text',
  ask: 'Does a decoder or a format live longer than its last reference?',
  learn: 'It does not. A formatter is costly to make, so programs keep one; one that nobody keeps is freed.',
  collects: {
    'a StringDecoder with a rest': () => () => {
      const decoder = new StringDecoder('utf8')
      return decoder.write(Buffer.from([0xe2, 0x82])) + decoder.end(Buffer.from([0xac]))
    },
    'TextEncoder and TextDecoder': () => () =>
      new TextDecoder().decode(new TextEncoder().encode('a few words €')),
    'TextDecoder of another encoding': () => () =>
      new TextDecoder('utf-16le').decode(new Uint8Array([97, 0])),
    'atob and btoa': () => () => atob(btoa('a few words')),
    'a number format in each step': () => () => new Intl.NumberFormat('de').format(1234.5),
    'a number format that stays': () => {
      const format = new Intl.NumberFormat('de')
      return () => format.format(1234.5)
    },
    'a date format in each step': () => () =>
      new Intl.DateTimeFormat('en', { timeZone: 'UTC', dateStyle: 'long' }).format(0),
    'words segmented': () => () => [
      ...new Intl.Segmenter('en', { granularity: 'word' }).segment('a few words'),
    ],
    'strings compared by a locale': () => () => ['b', 'ä', 'a'].sort((a, b) => a.localeCompare(b, 'de')),
    'a regular expression in each step': () => () => 'a few words'.replace(/w.r/g, 'x'),
    'named groups matched': () => () => 'key=value'.match(/(?<key>\w+)=(?<value>\w+)/).groups.key,
  },
}
