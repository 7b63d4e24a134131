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
    because: 'each topic leaves a key and an empty array',
    beliefs: {
      'delete-unloads': {
        because: 'removing the last subscriber removes its topic too',
        answer:
          '`pop()` changes only the array. The Map does not check what its values contain: an entry stays until topics.delete() is called.',
      },
      'small-is-small': {
        because: 'an empty array and its key take no memory worth counting',
        answer:
          'Each takes little, but the Map gets one more for every topic that ever existed, so the sum has no limit.',
      },
      'growth-is-leak': {
        because: 'each iteration creates a new subscriber',
        answer:
          'The subscribers are collected, because pop() takes each out of its list. What grows is the Map, by a key and an array each time.',
      },
    },
    highlight: ['topics.set(topic, list)', 'list.pop()'],
  },
} satisfies Scenario
