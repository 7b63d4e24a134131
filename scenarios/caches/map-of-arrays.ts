import type { Scenario } from 'leaklab'

class Subscriber {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Map of arrays',
  ask: 'Every subscriber is removed from the list of its topic. Is anything left?',
  learn:
    'The lists are empty, but each is still there, and its key with it: a leak of some bytes for each topic that ever was. No subscriber survives, so a search for survivors finds nothing. Who removes the last one must remove the list.',

  leaks: {
    'empty lists stay': lab => {
      const topics = new Map<string, Subscriber[]>()
      let id = 0
      return () => {
        const topic = `room ${id++}`
        const list = [lab.watch(new Subscriber())]
        topics.set(topic, list)
        list.pop()
      }
    },
  },
  collects: {
    'the last one removes the list': lab => {
      const topics = new Map<string, Subscriber[]>()
      let id = 0
      return () => {
        const topic = `room ${id++}`
        const list = [lab.watch(new Subscriber())]
        topics.set(topic, list)
        list.pop()
        if (list.length === 0) topics.delete(topic)
      }
    },
  },
} satisfies Scenario
