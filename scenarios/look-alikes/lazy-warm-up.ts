import type { Scenario } from 'leaklab'

class Page {
  html = new Array(200).fill('<p>')
}

const shop = 300

/** Visits seem to come by chance, and are the same in every run. */
let chance = 1
const anyPage = () => {
  chance = (chance * 75) % 65_537
  return chance % shop
}

export default {
  title: 'Lazy warm up',
  ask: 'Memory rises for the first thousand visits: a shop of 300 pages renders each at its first visit. Is it a leak?',
  learn:
    'What is made once and kept is an investment, not a leak. Its growth slows down as less is left to make, and ends; a leak goes on at its rate. So look at growth for longer than the warm-up takes before you accuse anyone.',

  plateaus: {
    'rendered at the first visit': lab => {
      const pages = new Map<number, Page>()
      return () => {
        const visited = anyPage()
        if (!pages.has(visited)) pages.set(visited, lab.watch(new Page()))
      }
    },
    'all rendered at the start': lab => {
      const pages = new Map<number, Page>()
      for (let page = 0; page < shop; page++) pages.set(page, lab.watch(new Page()))
      return () => pages.get(anyPage())
    },
  },
  collects: {
    'rendered at every visit': lab => () => {
      lab.watch(new Page())
    },
  },
} satisfies Scenario
