import type { Scenario } from 'leaklab'

class Page {
  html = new Array(200).fill('<p>')
}

const pageCount = 300

/** Pseudo-random, so that the visits are the same in every run. */
let seed = 1
const pickPage = () => {
  seed = (seed * 75) % 65_537
  return seed % pageCount
}

export default {
  title: 'Lazy warm-up',
  ask: 'A shop renders each of its 300 pages on the first visit, and memory rises. Is that a leak?',
  learn:
    'Memory that is allocated once and kept is bounded, so it is not a leak. Its growth slows down as less is left to allocate, and ends; a leak goes on at its rate. Measure for longer than the warm-up takes before you call growth a leak.',

  plateaus: {
    'rendered on the first visit': lab => {
      const pages = new Map<number, Page>()
      return () => {
        const visited = pickPage()
        if (!pages.has(visited)) pages.set(visited, lab.watch(new Page()))
      }
    },
    'all rendered at the start': lab => {
      const pages = new Map<number, Page>()
      for (let page = 0; page < pageCount; page++) pages.set(page, lab.watch(new Page()))
      return () => pages.get(pickPage())
    },
  },
  collects: {
    'rendered on every visit': lab => () => {
      lab.watch(new Page())
    },
  },

  lesson: {
    variant: 'rendered on the first visit',
    against: 'all rendered at the start',
    because: 'each page is rendered once, and there are only 300',
    beliefs: {
      'growth-is-leak': {
        because: 'memory rises with each first visit to a page',
        answer:
          'It rises only until all 300 pages are rendered. Growth that slows down and ends is a warm-up; a leak goes on at its rate.',
      },
      'weak-map-is-weak-cache': {
        because: 'the Map drops pages that are seldom visited',
        answer:
          'A Map drops nothing by itself: it keeps every page that was rendered. It levels off because there are no more than 300 pages.',
      },
      'memory-comes-down': {
        because: 'no page is freed after its visit, so memory stays up',
        answer:
          'Pages that are kept on purpose need not be freed. Their number has a limit, so memory levels off.',
      },
    },
    highlight: ['if (!pages.has(visited))', 'pages.set(visited'],
  },
} satisfies Scenario
