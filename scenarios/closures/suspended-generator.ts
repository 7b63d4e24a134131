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
    because: 'nothing references the generator, suspended or not',
    beliefs: {
      'pending-lives-forever': {
        because: 'a suspended generator waits for its next row',
        answer:
          'It can wait only as long as something can resume it. A generator that nothing references is collected.',
      },
      'finalizer-is-destructor': {
        because: 'its finally block runs when it is dropped, and frees it',
        answer:
          'The block does not run: a suspended generator that is collected runs none of its code any more.',
      },
      'closure-keeps-only-mentioned': {
        because: 'a suspended function keeps only what it still needs',
        answer:
          'It keeps its variables while it can be reached. Here it cannot be reached, so nothing is kept.',
      },
    },
    highlight: ['new Set())', 'rows.next().value'],
  },
} satisfies Scenario
