import type { Lab, Scenario } from 'leaklab'

class Handle {
  buffer = new Array(50).fill(0)
}

class LogFile {
  handle: Handle
  open: Set<Handle>
  constructor(lab: Lab, open: Set<Handle>) {
    this.handle = lab.watch(new Handle())
    this.open = open.add(this.handle)
  }
  [Symbol.dispose]() {
    this.open.delete(this.handle)
  }
}

/** As text: Node 20 and 22 cannot load a file in which `using` stands. They have the long form of it. */
const short = 'using file = opened; use(file)'
const long = 'try { use(opened) } finally { opened[Symbol.dispose]() }'
const compile = (body: string): ((opened: LogFile, use: (file: LogFile) => unknown) => void) =>
  new Function('opened', 'use', body) as never
const using = compile(Number.parseInt(process.versions.node, 10) >= 24 ? short : long)
const read = (file: LogFile) => file.handle.buffer[0]
let told = 0
const tell = (lab: Lab, open: Set<Handle>) => told++ < 2 && lab.note(`after the block: ${open.size} open`)

export default {
  title: 'Dispose or finalize',
  ask: 'A file must be closed after use. By the end of the block, or by the garbage collector?',
  learn:
    'Clean-up that must happen belongs to a block: `using` calls Symbol.dispose at its end, at once, even after a throw. Node has it from 24 on; before that, try and finally say the same. A FinalizationRegistry is the safety net below: it comes late, or never.',

  leaks: {
    'nobody closes': lab => {
      const open = new Set<Handle>()
      return () => {
        read(new LogFile(lab, open))
        tell(lab, open)
      }
    },
  },
  collects: {
    'closed by using': lab => {
      const open = new Set<Handle>()
      return () => {
        using(new LogFile(lab, open), read)
        tell(lab, open)
      }
    },
    'closed by the safety net': lab => {
      const open = new Set<Handle>()
      const net = new FinalizationRegistry<Handle>(handle => open.delete(handle))
      return () => {
        const file = new LogFile(lab, open)
        net.register(file, file.handle)
        read(file)
        tell(lab, open)
      }
    },
  },
} satisfies Scenario
