// What `leaklab doctor` takes.
import type { Command } from 'commander'
import { words } from '../../report/words/words.ts'
import { examples } from './shared.ts'

export function defineDoctor(program: Command): void {
  program
    .command('doctor')
    .description(words.commands.doctor.description)
    .option('--runtime <path>', words.commands.doctor.runtime)
    .option('--self-test', words.commands.doctor.selfTest)
    .option('--reset', words.commands.doctor.reset)
    .addHelpText('after', examples('leaklab doctor', 'leaklab doctor --self-test', 'leaklab doctor --reset'))
    .action(async options => (await import('../commands/doctor.ts')).doctor(options))
}
