import type { Scenario } from 'leaklab'

const fill = (count: number, bytes: number) => Array.from({ length: count }, () => Buffer.alloc(bytes, 1))

const used = () => {
  const { rss, arrayBuffers } = process.memoryUsage()
  return `${Math.round(arrayBuffers / 1e6)} MB in buffers, ${Math.round(rss / 1e6)} MB resident`
}

export default {
  title: 'Fragmentation',
  ask: 'Of 100 MB in small buffers 90 are collected. Do 60 MB of large ones fit into the holes?',
  learn:
    'Buffers do not move: what stays cuts the free memory into holes, and what is larger than a hole takes new memory. So a process can be far larger than what it uses, and still leak nothing. Keep what lives long apart from what lives short.',

  plateaus: {
    'every tenth small buffer stays': lab => {
      let kept: Buffer[] = []
      let step = 0
      return () => {
        if (++step > 2) return kept
        lab.note(`before step ${step}: ${used()}`)
        const buffers = step === 1 ? fill(20_000, 5_000) : fill(1_000, 60_000)
        lab.note(`${buffers.length} buffers made: ${used()}`)
        for (const buffer of buffers) lab.watch(buffer)
        if (step === 1) kept = buffers.filter((_, n) => n % 10 === 0)
      }
    },
  },
  collects: {
    'no small buffer stays': lab => {
      let kept: Buffer[] = []
      let step = 0
      return () => {
        if (++step > 2) return kept
        lab.note(`before step ${step}: ${used()}`)
        const buffers = step === 1 ? fill(20_000, 5_000) : fill(1_000, 60_000)
        lab.note(`${buffers.length} buffers made: ${used()}`)
        for (const buffer of buffers) lab.watch(buffer)
        kept = []
      }
    },
  },
} satisfies Scenario
