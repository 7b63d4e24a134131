// Runs the leaklab commands of the CI examples in docs/ci.md and of .github as they are written there.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { hostile, leaklab, newFolder, root } from './leaklab.ts'

interface Workflow {
  on: { workflow_call: { inputs: Record<string, { default: string }> } }
  jobs: Record<string, { uses?: string; with?: Record<string, string>; steps?: { run?: string }[] }>
}

const page = readFileSync(join(root, 'docs/ci.md'), 'utf8')
const workflow = parse(readFileSync(join(root, '.github/workflows/leaklab.yml'), 'utf8')) as Workflow

/** The block of the page that begins with this comment. */
function exampleOf(name: string): unknown {
  const [, block] = new RegExp(`\`\`\`yaml\\n# ${name}\\n([\\s\\S]*?)\`\`\``).exec(page) ?? []
  return parse(block!)
}

/** Runs commands of a job in a folder that has a folder `leaks`, once for each of two machines. */
async function runAll(commands: readonly string[], folder: string, variables: Record<string, string>) {
  const [first, ...others] = commands.filter(command => command.startsWith('npx leaklab '))
  expect(first).toBeDefined()
  for (const command of [first!, ...others]) {
    const script = command
      .replace(/^npx leaklab/, '$leaklab')
      .replaceAll(/\$\{\{ *([\w.-]+) *\}\}|\$(CI_\w+)/g, (_, name, variable) => variables[name ?? variable]!)
    // Too few steps for a certain verdict, which this test does not need.
    const { code, stderr } = await leaklab([], { script: `${script} ${brief(command)}`, cwd: folder })
    expect(stderr).not.toMatch(/error:|undefined/)
    expect([0, 4], `${script}: ${stderr}`).toContain(code)
  }
}

const brief = (command: string) =>
  command.includes(' check ') ? '--rounds 3 --steps 5 --retries 0 --no-paths' : ''

function makeProject(): string {
  const folder = newFolder()
  mkdirSync(join(folder, 'leaks'))
  copyFileSync(join(hostile, 'quick.mjs'), join(folder, 'leaks/quick.mjs'))
  return folder
}

test('the reusable workflow checks on every machine, and merges', async () => {
  const folder = makeProject()
  const { jobs, on } = workflow
  const commandsOf = (job: string) => jobs[job]!.steps!.flatMap(({ run }) => run ?? [])
  for (const shard of ['1', '2']) {
    const variables = { 'inputs.targets': on.workflow_call.inputs.targets!.default, 'matrix.shard': shard }
    await runAll(commandsOf('check'), folder, { ...variables, 'strategy.job-total': '2' })
  }
  await runAll(commandsOf('merge'), folder, {})
  expect(readFileSync(join(folder, 'leaks.xml'), 'utf8')).toContain('tests="2"')
})

test('the workflow that calls it hands over what it takes', () => {
  const { jobs } = exampleOf('.github/workflows/leaks.yml') as Workflow
  const { uses, with: given } = jobs.leaks!
  expect(uses).toBe('./.github/workflows/leaklab.yml')
  expect(Object.keys(workflow.on.workflow_call.inputs)).toEqual(expect.arrayContaining(Object.keys(given!)))
})

test('the job for GitLab', async () => {
  const folder = makeProject()
  const { leaks } = exampleOf('.gitlab-ci.yml') as { leaks: { script: string[] } }
  for (const index of ['1', '2'])
    await runAll(leaks.script, folder, { CI_NODE_INDEX: index, CI_NODE_TOTAL: '2' })
  expect(readFileSync(join(folder, '2.leaklab'), 'utf8')).toContain('"of":2')
})
