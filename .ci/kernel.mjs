// Compiles the heap engine's inner loops into WebAssembly, as base64 text in TypeScript modules: so leaklab reads no file for it at
// run time, even when it is bundled. test/heap/parse/kernel.test.ts fails when the text is stale.
//   npm run kernel
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = resolve(import.meta.dirname, '..')
const heap = 'src/heap'

/** The parser's loops, with a memory of their own. */
const kernel = {
  entry: `${heap}/parse/kernel/index.ts`,
  name: 'KERNEL_WASM',
  file: 'parse/kernel.wasm.ts',
  flags: [],
}

/** The loops of the analysis. They work on the arena of a graph: any shared memory of up to 4 GiB. */
const passes = {
  entry: `${heap}/memory/passes/index.ts`,
  name: 'PASSES_WASM',
  file: 'memory/passes.wasm.ts',
  flags: ['--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'],
}

/** The files to write: their paths below src/heap, and their text. */
export async function compileAll() {
  return Promise.all(
    [kernel, passes].map(async module => ({ file: module.file, text: await compile(module) })),
  )
}

async function compile({ entry, flags, name }) {
  const files = new Map()
  const { error, stderr } = await asc.main(
    [entry, '-O3', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'out.wasm', ...flags],
    { baseDir: root, readFile, writeFile: (file, contents) => files.set(file, contents) },
  )
  if (error !== null) throw new Error(`${error.message}\n${stderr}`)
  const base64 = Buffer.from(files.get('out.wasm')).toString('base64')
  return `// Made of ${entry} by .ci/kernel.mjs.\nexport const ${name} =\n  '${base64}'\n`
}

/**
 * Files in parse/kernel are AssemblyScript. All others are TypeScript, and become AssemblyScript here: `number` is a 32-bit word,
 * and memory/passes/words.assembly.ts takes the place of words.ts.
 */
function readFile(name) {
  const path = name.replace(/(\.ts)+$/, '.ts')
  try {
    if (path.startsWith(`${heap}/parse/kernel/`)) return readFileSync(join(root, path), 'utf8')
    const source = path === `${heap}/memory/passes/words.ts` ? path.replace('.ts', '.assembly.ts') : path
    return readFileSync(join(root, source), 'utf8').replace(/\bnumber\b/g, 'u32')
  } catch {
    // The compiler tries more than one path for a module.
    return null
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, text } of await compileAll()) writeFileSync(join(root, heap, file), text)
}
