// The loop of a fuzzer: cases from a seed, for some seconds, each of which can be repeated alone.
//   LEAKLAB_FUZZ_SEED      the seed; `new` for another one in every run; by default the same in every run, so that what turns red is
//                          due to a change
//   LEAKLAB_FUZZ_SECONDS   how long each fuzzer goes on; 60 by default
//   LEAKLAB_FUZZ_CASE      only the case of this number
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, inject, test } from 'vitest'
import { createRandom } from '../judgement/simulate.ts'
import { describeCase } from './repeat.ts'

export interface Fuzzer {
  /** The name of its file in this folder, without its ending. */
  name: string
  /** The kinds of mutation, each of which is to be used. */
  kinds: readonly string[]
  /** So many that each kind is used, on a machine that is busy with others too. Only a run that is to be short has fewer. */
  leastCases: number
  /**
   * Makes a case and tries it.
   * @param seed for another generator of random numbers
   * @returns the kinds of mutation that it used
   * @throws when the property does not hold
   */
  tryCase(random: () => number, seed: number): Promise<readonly string[]>
}

/** No case needs a tenth of it: a bound on work, which other programs on the machine do not use up. */
const maxCpuSeconds = 10
/** Of the whole process. A case of a few hundred kilobytes needs no more. */
const maxResidentBytes = 1536 * 2 ** 20
const usualSeconds = 60
const usualSeed = 20
/** Only a case that waits for ever, without work, takes so much longer. */
const graceMs = 300_000

const { LEAKLAB_FUZZ_SEED, LEAKLAB_FUZZ_SECONDS, LEAKLAB_FUZZ_CASE } = process.env
/** Before a fuzzer silences it. */
const print = process.stdout.write.bind(process.stdout)

/** Defines the test of a fuzzer. */
export function fuzz(fuzzer: Fuzzer): void {
  const seed =
    LEAKLAB_FUZZ_SEED === 'new'
      ? randomBytes(4).readUInt32LE()
      : (readWholeNumber(LEAKLAB_FUZZ_SEED, 'LEAKLAB_FUZZ_SEED') ?? usualSeed)
  const seconds = Number(LEAKLAB_FUZZ_SECONDS ?? usualSeconds)
  // A shorter run is one that somebody wants to be short.
  const leastCases = seconds < usualSeconds ? 1 : fuzzer.leastCases
  const only = readWholeNumber(LEAKLAB_FUZZ_CASE, 'LEAKLAB_FUZZ_CASE')
  test(
    `${fuzzer.name}: what is whole is shown, or a problem is`,
    async () => {
      const watch = watchCases(fuzzer.name, seed)
      const used = new Set<string>()
      let count = 0
      try {
        const end = performance.now() + seconds * 1000
        const isOver = () => only !== undefined || (performance.now() >= end && count >= leastCases)
        for (let number = only ?? 0; count === 0 || !isOver(); number++) {
          watch.begin(number)
          for (const kind of await tryCase(fuzzer, seed, number)) used.add(kind)
          count++
        }
      } finally {
        watch.end()
      }
      print(`${fuzzer.name}: seed ${seed}: ${count} cases\n`)
      if (count < fuzzer.leastCases) return
      expect([...used].sort(), `kinds of mutation with seed ${seed}`).toEqual([...fuzzer.kinds].sort())
    },
    seconds * 1000 + graceMs,
  )
}

async function tryCase(fuzzer: Fuzzer, seed: number, number: number): Promise<readonly string[]> {
  const own = Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b)
  const before = process.cpuUsage()
  try {
    const kinds = await fuzzer.tryCase(createRandom(own), own)
    const { user, system } = process.cpuUsage(before)
    const cpuSeconds = (user + system) / 1e6
    if (cpuSeconds > maxCpuSeconds)
      throw new Error(
        `it took ${cpuSeconds.toFixed(1)} s of processor time; at most ${maxCpuSeconds} s are right`,
      )
    const resident = process.resourceUsage().maxRSS * 1024
    if (resident > maxResidentBytes) throw new Error(`the process needed ${resident} bytes of memory`)
    return kinds
  } catch (error) {
    throw new Error(`${describeCase(fuzzer.name, seed, number)}\n${describeThrown(error)}`, { cause: error })
  }
}

function describeThrown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : 'what was thrown is no Error'
}

function readWholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`${name} is ${text}; expected a whole number`)
  return number >>> 0
}

/**
 * A case that never ends blocks this thread, and one that needs too much memory ends the process. So the number of each case is in a file,
 * which global-setup.ts reads when this process is gone, and a second thread ends the process when a case has worked too long.
 */
function watchCases(name: string, seed: number) {
  const file = openSync(join(inject('fuzzFolder'), name), 'w')
  const current = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(
    `const { workerData: { current, maxCpuSeconds, pid } } = require('node:worker_threads')
    let number = -1
    let before
    setInterval(() => {
      if (current[0] !== number) {
        number = current[0]
        before = process.cpuUsage()
      }
      const { user, system } = process.cpuUsage(before)
      if ((user + system) / 1e6 > maxCpuSeconds) process.kill(pid, 'SIGKILL')
    }, 500)`,
    // A case that has ended says more than one that was killed, so it may work longer.
    {
      eval: true,
      workerData: { current, maxCpuSeconds: 2 * maxCpuSeconds, pid: process.pid },
      execArgv: [],
      env: {},
    },
  )
  worker.unref()
  const write = (text: string) => writeSync(file, text.padEnd(60), 0)
  return {
    begin(number: number): void {
      current[0] = number
      write(`${seed} ${number}`)
    },
    end(): void {
      write('')
      closeSync(file)
      void worker.terminate()
    },
  }
}
