import type { Scenario } from 'leaklab'

class Connection {
  buffer = new Array(100).fill(0)
}

function* readRows(connection: Connection, inUse: Set<Connection>) {
  inUse.add(connection)
  try {
    yield 'row 1'
    yield 'row 2'
  } finally {
    inUse.delete(connection)
  }
}

export default {
  title: 'Suspended generator',
  ask: 'A generator is dropped after its first yield, before its finally block has run. Is its connection collected?',
  learn:
    'A suspended generator keeps its variables while it is reachable, and collecting it does not run its finally block. for…of and destructuring call return() when they stop early, which runs the block; a single next() does not. Read with one of them, or call return() yourself.',

  leaks: {
    'first row by next()': lab => {
      const inUse = new Set<Connection>()
      return () => {
        const rows = readRows(lab.watch(new Connection()), inUse)
        return rows.next().value
      }
    },
    'cursors kept for their next row': lab => {
      const cursors = new Set<Generator>()
      return () => {
        const rows = readRows(lab.watch(new Connection()), new Set())
        cursors.add(rows)
        return rows.next().value
      }
    },
  },
  collects: {
    'first row by destructuring': lab => {
      const inUse = new Set<Connection>()
      return () => {
        const [row] = readRows(lab.watch(new Connection()), inUse)
        return row
      }
    },
    'first row by for…of, left early': lab => {
      const inUse = new Set<Connection>()
      return () => {
        for (const row of readRows(lab.watch(new Connection()), inUse)) return row
      }
    },
    'dropped, with nothing to release': lab => {
      return () => {
        const rows = readRows(lab.watch(new Connection()), new Set())
        return rows.next().value
      }
    },
  },

  lesson: {
    variant: 'first row by next()',
    against: 'first row by destructuring',
    because: 'the finally block never runs, so inUse keeps the connection',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'a finally block always runs, at the latest when it is collected',
        answer: 'Collecting a suspended generator runs none of its code, its finally block included.',
      },
      'pending-lives-forever': {
        because: 'a suspended generator lives until it is finished',
        answer:
          'A generator that nothing references is collected, suspended or not. It is the Set that keeps the connection.',
      },
      'unmentioned-is-unreachable': {
        because: 'the generator is dropped, and its variables go with it',
        answer: 'They do go, but the connection is also in the Set, which outlives the generator.',
      },
    },
    highlight: ['readRows(lab.watch(new Connection()), inUse)', 'rows.next().value'],
  },
} satisfies Scenario
