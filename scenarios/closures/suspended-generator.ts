import type { Scenario } from 'leaklab'

class Connection {
  buffer = new Array(100).fill(0)
}

const inUse = new Set<Connection>()

function* readRows(connection: Connection) {
  inUse.add(connection)
  try {
    yield 'row 1'
    yield 'row 2'
  } finally {
    inUse.delete(connection)
  }
}

function* readPages(connection: Connection) {
  yield connection.buffer
  yield connection.buffer
}

export default {
  title: 'Suspended generator',
  ask: 'A generator stops at its first yield and is forgotten. Does its finally block run when it is collected?',
  learn:
    'A generator that stopped runs on only when somebody asks it to; collection is not asking. What its finally block should give back stays taken. for…of and destructuring say return() when they leave early; a bare next() leaves that to you. While a stopped generator is held, so are all its variables.',

  leaks: {
    'first row by next()': lab => () => {
      const rows = readRows(lab.watch(new Connection()))
      return rows.next().value
    },
    'kept for its next page': lab => {
      const cursors = new Set<Generator>()
      return () => {
        const pages = readPages(lab.watch(new Connection()))
        cursors.add(pages)
        return pages.next().value
      }
    },
  },
  collects: {
    'first row by destructuring': lab => () => {
      const rows = readRows(lab.watch(new Connection()))
      const [row] = rows
      return row
    },
    'for…of, left by return': lab => () => {
      const rows = readRows(lab.watch(new Connection()))
      for (const row of rows) return row
    },
    'not kept, nothing to give back': lab => {
      return () => {
        const pages = readPages(lab.watch(new Connection()))
        return pages.next().value
      }
    },
  },
} satisfies Scenario
