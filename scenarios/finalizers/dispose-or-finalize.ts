import type { Scenario } from 'leaklab'

class Handle {
  buffer = new Array(50).fill(0)
}

class File {
  handles: Set<Handle>
  handle: Handle
  constructor(handles: Set<Handle>, handle: Handle) {
    this.handles = handles
    this.handle = handle
    handles.add(handle)
  }
  [Symbol.dispose]() {
    this.handles.delete(this.handle)
  }
}

type Use = (open: () => File, use: (file: File) => unknown) => unknown

/** `using`, as text: Node 20 and 22 cannot even load a file in which it stands. They have the long form. */
const findUsing = (): Use => {
  try {
    return new Function('open', 'use', 'using file = open(); return use(file)') as Use
  } catch {
    return (open, use) => {
      const file = open()
      try {
        return use(file)
      } finally {
        file[Symbol.dispose]()
      }
    }
  }
}
const using = findUsing()
const read = (file: File) => file.handle.buffer[0]

export default {
  title: 'Dispose or finalize',
  ask: 'A file must be closed after use. By the end of the block, or by the garbage collector?',
  learn:
    'Clean-up that must happen belongs to a block: `using` calls Symbol.dispose at its end, at once, even after a throw. It is there from Node 24 on, before that try and finally say the same. A FinalizationRegistry is the safety net below: it comes late, or never.',

  leaks: {
    'nobody closes': lab => {
      const handles = new Set<Handle>()
      const open = () => new File(handles, lab.watch(new Handle()))
      return () => {
        read(open())
      }
    },
  },
  collects: {
    'closed by using': lab => {
      const handles = new Set<Handle>()
      const open = () => new File(handles, lab.watch(new Handle()))
      return () => {
        using(open, read)
      }
    },
    'closed by the safety net': lab => {
      const handles = new Set<Handle>()
      const net = new FinalizationRegistry<Handle>(handle => handles.delete(handle))
      return () => {
        const file = new File(handles, lab.watch(new Handle()))
        net.register(file, file.handle)
        read(file)
      }
    },
  },
} satisfies Scenario
