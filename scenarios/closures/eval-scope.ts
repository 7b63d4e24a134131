import type { Scenario } from 'leaklab'

class Spreadsheet {
  cells = new Array(100).fill(0)
}

export default {
  title: 'Eval scope',
  ask: 'A kept function says eval(formula) and mentions nothing else. What of its surroundings lives on with it?',
  learn:
    'A direct eval(…) could read any variable in sight, so V8 keeps them all: here its sheet and the function before it, which keeps the sheet before, and so on back to the first. Called by another name, as globalThis.eval(…), it sees globals only, and nothing is kept for its sake.',

  leaks: {
    'direct eval': lab => {
      let calculate = (_formula: string): unknown => 0
      return () => {
        const sheet = lab.watch(new Spreadsheet())
        const undo = calculate
        calculate = formula => eval(formula)
        return sheet.cells.length + Number(undo('1 + 1'))
      }
    },
  },
  collects: {
    'indirect eval': lab => {
      let calculate = (_formula: string): unknown => 0
      return () => {
        const sheet = lab.watch(new Spreadsheet())
        const undo = calculate
        calculate = formula => globalThis.eval(formula)
        return sheet.cells.length + Number(undo('1 + 1'))
      }
    },
    'no eval': lab => {
      let calculate = (_formula: string): unknown => 0
      return () => {
        const sheet = lab.watch(new Spreadsheet())
        const undo = calculate
        calculate = formula => Number(formula)
        return sheet.cells.length + Number(undo('1 + 1'))
      }
    },
  },
} satisfies Scenario
