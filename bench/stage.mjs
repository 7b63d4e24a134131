// Does the interactive program disturb what it shows? Plays a lesson in a terminal and runs the same variant without one, several
// times each: the figures must be the same. Also: frames a second, and the CPU time of leaklab itself, without its children, with the
// screen and without; the difference, as a part of one core.
// `node bench/stage.mjs [--times n]`; exit code 1 when a limit is exceeded. Needs `script` of util-linux and /proc.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import xterm from '@xterm/headless'
import { printTable } from './support.mjs'

const leaklab = fileURLToPath(new URL('../bin/leaklab.js', import.meta.url))
const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } })
/** Limits of STAGE: frames a second, and per cent of one core. */
const [mostFrames, mostPercent] = [10, 5]
/** Clock ticks a second in /proc: the same on every Linux. */
const ticksPerSecond = 100
const beginFrame = '\u001b[?2026h'

const folder = mkdtempSync(join(tmpdir(), 'leaklab-bench-'))
const rows = []
let exceeded = 0
try {
  for (let i = 0; i < Number(values.times); i++) {
    const screen = await play(i)
    const without = await run()
    const percent = ((screen.cpuSeconds - without.cpuSeconds) / screen.seconds) * 100
    if (screen.framesPerSecond > mostFrames || percent > mostPercent) exceeded++
    rows.push([
      screen.figure,
      without.figure,
      screen.framesPerSecond.toFixed(1),
      `${screen.cpuSeconds.toFixed(2)} s`,
      `${without.cpuSeconds.toFixed(2)} s`,
      `${percent.toFixed(1)} %`,
    ])
  }
} finally {
  rmSync(folder, { recursive: true })
}
printTable(['with the screen', 'without', 'frames/s', 'CPU with', 'CPU without', 'of one core'], rows)
process.exitCode = exceeded === 0 ? 0 : 1

/** Plays the first lesson up to its answer. */
async function play(number) {
  const pidFile = join(folder, `pid-${number}`)
  const inside = `stty cols 80 rows 24; echo $$ > ${pidFile}; exec ${process.execPath} ${leaklab} play strong-cache`
  const startedAt = performance.now()
  const child = spawn('bash', ['-c', 'exec script -qefc "$0" /dev/null', inside], {
    env: { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', XDG_STATE_HOME: folder },
  })
  const terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true })
  const frames = []
  child.stdout.on('data', data => {
    terminal.write(data)
    for (const _ of data.toString().matchAll(new RegExp(beginFrame.replace('[?', '\\[\\?'), 'g')))
      frames.push(performance.now())
  })
  const screen = () => {
    const { active } = terminal.buffer
    return Array.from({ length: 24 }, (_, i) => active.getLine(i)?.translateToString(true) ?? '').join('\n')
  }
  const sees = async text => {
    while (!screen().includes(text)) await new Promise(resolve => setTimeout(resolve, 20))
  }
  for (const [text, key] of [
    ['1/8', '\r'],
    ['2/8', '\r'],
    ['What will happen', '1'],
    ['because', '1'],
    ['How sure', '1'],
  ]) {
    await sees(text)
    child.stdin.write(key)
  }
  await sees('after the collection')
  const began = performance.now()
  await sees('Enter go on')
  const ended = performance.now()
  child.stdin.write('\r')
  await sees('What did the curve do')
  child.stdin.write('1')
  await sees('The heap shows')
  const figure = /grows by (.*)\./.exec(screen())?.[1] ?? screen()
  const cpuSeconds = cpuOf(Number(readFileSync(pidFile, 'utf8')))
  const seconds = (performance.now() - startedAt) / 1000
  child.stdin.write('q')
  await new Promise(resolve => child.on('close', resolve))
  const shown = frames.filter(time => time >= began && time <= ended).length
  return { figure, framesPerSecond: shown / ((ended - began) / 1000), cpuSeconds, seconds }
}

/** Seconds of CPU time that a process has used itself, without its children. */
function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Runs the same two variants as the lesson, with the heap inspection, and without a screen. */
async function run() {
  const child = spawn(
    process.execPath,
    [leaklab, 'run', 'strong-cache', '--grep', 'unbounded Map|deleted on logout'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let printed = ''
  child.stdout.on('data', data => {
    printed += data
  })
  let cpuSeconds = 0
  // The last value before the process ends.
  const sampling = setInterval(() => {
    try {
      cpuSeconds = cpuOf(child.pid)
    } catch {
      clearInterval(sampling)
    }
  }, 10)
  await new Promise(resolve => child.on('close', resolve))
  clearInterval(sampling)
  return { figure: /grows by (.*?) {2}/.exec(printed)?.[1] ?? printed, cpuSeconds }
}
