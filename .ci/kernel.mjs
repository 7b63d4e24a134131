// Compiles the heap engine's inner loops into WebAssembly, which is kept as text in modules: so there is nothing to find when
// leaklab runs, whoever bundles it. A test tells when they are stale.
//   npm run kernel
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = resolve(import.meta.dirname, '..')
const heap = 'src/heap'

/** Of the parser, which has a memory of its own. */
const kernel = {
  entry: `${heap}/parse/kernel/index.ts`,
  name: 'KERNEL_WASM',
  file: 'parse/kernel.wasm.ts',
  flags: [],
}

/** Of the analysis, which works on the memory that a graph is in: any shared one, up to four gigabytes. */
const passes = {
  entry: `${heap}/memory/passes/index.ts`,
  name: 'PASSES_WASM',
  file: 'memory/passes.wasm.ts',
  flags: ['--importMemory', '--sharedMemory', '--maximumMemory', '65536', '--enable', 'threads'],
}

/** Their files, by their places under src/heap, and what is to be in them. */
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

/** Passes are TypeScript as well: their numbers are words here, and memory is reached in another way. */
function readFile(name) {
  const path = name.replace(/(\.ts)+$/, '.ts')
  try {
    if (path.startsWith(`${heap}/parse/kernel/`)) return readFileSync(join(root, path), 'utf8')
    const source = path === `${heap}/memory/passes/words.ts` ? path.replace('.ts', '.assembly.ts') : path
    return readFileSync(join(root, source), 'utf8').replace(/\bnumber\b/g, 'u32')
  } catch {
    // The compiler asks for a module at more than one place.
    return null
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, text } of await compileAll()) writeFileSync(join(root, heap, file), text)
}
