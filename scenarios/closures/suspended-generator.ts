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
    variant: 'dropped, with nothing to release',
    against: 'first row by next()',
    because: 'nothing reaches the generator or its Set any more',
    beliefs: {
      'finalizer-is-destructor': {
        because: 'its finally block runs when it is collected',
        answer:
          'The block never runs: collecting a suspended generator runs none of its code. So the leaking variant keeps its connections.',
      },
      'pending-lives-forever': {
        because: 'a generator that has not finished is never collected',
        answer:
          'A suspended generator is an object like any other. When nothing references it, it goes, and so do the values of its variables.',
      },
      'unmentioned-is-unreachable': {
        because: 'no code mentions the connection again',
        answer:
          'The leaking variant does not mention it again either. Here the connection goes because its Set cannot be reached.',
      },
    },
    highlight: ['readRows(lab.watch(new Connection()), new Set())', 'rows.next().value'],
  },
} satisfies Scenario
