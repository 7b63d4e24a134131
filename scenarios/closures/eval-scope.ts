import type { Scenario } from 'leaklab'

class Spreadsheet {
  cells = new Array(100).fill(0)
}

type Calculate = (formula: string) => number
const addTerms: Calculate = formula => formula.split('+').reduce((sum, term) => sum + Number(term), 0)

export default {
  title: 'Eval scope',
  ask: 'Each new sheet gets a function that only calls eval(formula). Are the old sheets collected?',
  learn:
    'The code passed to a direct eval() can use any variable in scope, so the function keeps all of them: here its sheet and the previous function, which keeps the previous sheet, and so on. An indirect eval, such as globalThis.eval(), sees only globals, so nothing more is kept for it. Avoid eval; if you need it, call it indirectly.',

  leaks: {
    'direct eval': lab => {
      let calculate: Calculate = addTerms
      return () => {
        const sheet = lab.watch(new Spreadsheet())
        const previous = calculate
        sheet.cells[0] = previous('1 + 1')
        calculate = formula => eval(formula)
      }
    },
  },
  collects: {
    'indirect eval': lab => {
      let calculate: Calculate = addTerms
      return () => {
        const sheet = lab.watch(new Spreadsheet())
        const previous = calculate
        sheet.cells[0] = previous('1 + 1')
        calculate = formula => globalThis.eval(formula)
      }
    },
    'no eval': lab => {
      let calculate: Calculate = addTerms
      return () => {
        const sheet = lab.watch(new Spreadsheet())
        const previous = calculate
        sheet.cells[0] = previous('1 + 1')
        calculate = formula => addTerms(formula)
      }
    },
  },

  lesson: {
    variant: 'direct eval',
    against: 'indirect eval',
    because: 'eval could use any variable, so all of them are kept',
    beliefs: {
      'closure-keeps-only-mentioned': {
        because: 'a function keeps only the variables that it mentions',
        answer: 'A function with a direct eval() may use any variable in scope, so V8 keeps them all for it.',
      },
      'null-frees': {
        because: 'calculate is overwritten, so the function before it is freed',
        answer: 'The new function keeps `previous`, and that is the one before it.',
      },
      'growth-is-leak': {
        because: 'eval compiles new code on every call, and that adds up',
        answer: 'The indirect eval compiles as much, and memory stays level.',
      },
    },
    highlight: ['const previous = calculate', 'eval(formula)'],
  },
} satisfies Scenario
