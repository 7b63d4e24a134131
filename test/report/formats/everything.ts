// One report with every kind of result, and with names that each format has to escape.
import { clean, failed, failure, leak, recording, report, subject, verdict } from '../build.ts'

/** Contains the special characters of every format. */
export const evil = `a<b>&"c"%0A::d,e|f#g\`h\`\u0001\u001b[2J\n]]>`
export const refuted = {
  ...leak,
  recording: { ...leak.recording, subject: { ...subject, claim: 'collects' as const, variant: evil } },
  verdict: { ...leak.verdict, claimMet: false },
}
const inconclusive = { recording: recording({}), verdict: verdict('inconclusive'), retries: 1 }
const unloaded = {
  scenario: './broken.ts',
  reason: 'import' as const,
  problem: 'Unexpected token\n  12 | let',
  stack: '',
}
export const everything = report([clean, refuted, failed({ kind: 'failed', failure }), inconclusive], {
  unloaded: [unloaded],
  notRun: [{ scenario: 'caches/late', slug: 'late', variant: evil }],
  exitCode: 1,
})
