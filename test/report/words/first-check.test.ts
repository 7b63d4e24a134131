import { expect, test } from 'vitest'
import { renderFirstCheck, renderNextSteps } from '../../../src/report/words/en/first-check.ts'

test('a path is quoted for a shell', () => {
  const rendered = renderFirstCheck({ path: 'my checks/cart.leak.ts', typescript: true })
  expect(rendered).toContain("npx leaklab run 'my checks/cart.leak.ts'")
  expect(renderNextSteps('cart.leak.ts')).toContain('\n  npx leaklab run cart.leak.ts\n')
})

test('types are written in TypeScript or in JSDoc', () => {
  expect(renderFirstCheck({ path: 'a.leak.ts', typescript: true })).toContain('(lab: Lab) =>')
  const plain = renderFirstCheck({ path: 'a.leak.mjs', typescript: false })
  expect(plain).not.toContain('import type')
  expect(plain).toContain("/** @param {import('leaklab').Lab} lab */\nexport default (lab) =>")
})
