// xstate 4.7.2: each interpreter that starts is put into a registry under its session's name, and stays there when it
// stops. Reported in statelyai/xstate#956, fixed by #957.
import { interpret, Machine } from 'xstate'

export default () => {
  const machine = Machine({
    initial: 'open',
    states: { open: { on: { CLOSE: 'closed' } }, closed: { type: 'final' } },
  })
  return () => {
    const service = interpret(machine).start()
    service.send('CLOSE')
    service.stop()
  }
}
