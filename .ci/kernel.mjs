// Compiles the heap engine's inner loops, src/heap/kernel, into WebAssembly, which is kept as text in a module beside them:
// so there is nothing to find when leaklab runs, whoever bundles it. A test tells when it is stale.
//   npm run kernel
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const root = resolve(import.meta.dirname, '..')
const built = join(root, 'src/heap/kernel.wasm.ts')

/** The module's text. Throws what the compiler says. */
export async function compileKernel() {
  const files = new Map()
  const { error, stderr } = await asc.main(
    ['src/heap/kernel/index.ts', '-O3', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'kernel.wasm'],
    {
      baseDir: root,
      writeFile: (name, contents) => files.set(name, contents),
    },
  )
  if (error !== null) throw new Error(`${error.message}\n${stderr}`)
  const base64 = Buffer.from(files.get('kernel.wasm')).toString('base64')
  return `// Made of src/heap/kernel by .ci/kernel.mjs.\nexport const KERNEL_WASM =\n  '${base64}'\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(built, await compileKernel())
