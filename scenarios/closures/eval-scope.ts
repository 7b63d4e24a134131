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
    because: 'direct eval could use any variable in scope, so all stay',
    beliefs: {
      'closure-keeps-only-mentioned': {
        because: 'the function mentions only `formula`, its own parameter',
        answer:
          'A closure keeps what its code may use. Direct eval may use any variable in scope, so V8 keeps `sheet` and `previous` as well.',
      },
      'null-frees': {
        because: 'the new `calculate` replaces the only reference to the old one',
        answer:
          'The old function is also in `previous`, a variable that the new function keeps because of its direct eval.',
      },
      'unmentioned-is-unreachable': {
        because: 'no formula ever mentions a sheet',
        answer:
          'V8 cannot know which formulas will come. It keeps every variable that a formula could mention.',
      },
    },
    highlight: ['const previous = calculate', 'formula => eval(formula)'],
  },
} satisfies Scenario
