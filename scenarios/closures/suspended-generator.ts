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
  ask: 'A generator stops at its first yield and is forgotten. Does its finally block run when it is collected?',
  learn:
    'A generator that stopped runs on only when somebody asks it to; collection is not asking. What its finally block should give back stays taken. for…of and destructuring say return() when they leave early; a bare next() leaves that to you. While a stopped generator is held, so are all its variables.',

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
    'forgotten, with nothing to give back': lab => {
      return () => {
        const rows = readRows(lab.watch(new Connection()), new Set())
        return rows.next().value
      }
    },
  },
} satisfies Scenario
