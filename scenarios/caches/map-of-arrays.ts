import type { Scenario } from 'leaklab'

class Subscriber {
  payload = new Array(50).fill(0)
}

export default {
  title: 'Map of arrays',
  ask: 'Each topic gets one subscriber, which is then removed. Does the Map of topics level off?',
  learn:
    'Removing the last subscriber leaves an empty array in the Map, together with its key: a few bytes for each topic that ever existed. No subscriber survives, so looking for surviving objects finds nothing; only the heap shows the growth. When you remove the last element, delete the key as well.',

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

  lesson: {
    variant: 'empty lists stay',
    against: 'the last one removes the list',
    because: 'each topic leaves its name and its empty array',
    beliefs: {
      'null-frees': {
        because: 'the subscribers stay in their arrays',
        answer: 'pop() removes the only reference, and the subscriber is collected. What stays is the array.',
      },
      'small-is-small': {
        because: 'an empty array takes no memory, so nothing is left',
        answer:
          'An empty array and its key take memory too: little for one topic, without bound for ever new ones.',
      },
      'delete-unloads': {
        because: 'removing the last element also removes the entry',
        answer: 'pop() changes only the array. The Map still has its entry, until delete() is called.',
      },
    },
    highlight: ['topics.set(topic, list)', 'list.pop()'],
  },
} satisfies Scenario
