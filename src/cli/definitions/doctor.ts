// What `leaklab doctor` takes.
import type { Command } from 'commander'
import { examples } from './shared.ts'

export function defineDoctor(program: Command): void {
  program
    .command('doctor')
    .description('find out whether this machine is fit for measuring')
    .option('--runtime <path>', 'a Node binary to check instead of this one')
    .option('--self-test', 'measure a planted leak and the same code without it, and check both verdicts')
    .addHelpText('after', examples('leaklab doctor', 'leaklab doctor --self-test'))
    .action(async options => (await import('../commands/doctor.ts')).doctor(options))
}
