// A compiler after it has checked this project: syntax trees, symbols and types.
import ts from 'typescript'
import { listSources } from './sources.mjs'
import { writeSnapshot } from './write.mjs'

const program = ts.createProgram(
  listSources().map(({ file }) => file),
  {
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
  },
)
const errors = ts.getPreEmitDiagnostics(program)
writeSnapshot()
console.log(`${program.getSourceFiles().length} files, ${errors.length} errors`)
process.exit()
