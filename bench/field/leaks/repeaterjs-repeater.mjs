// @repeaterjs/repeater 3.0.1: Repeater.race hands the same pending promise to Promise.race for each value, and what
// was raced against it stays. Reported in repeaterjs/repeater#65; 3.0.2 (#66) races by hand.
import { Repeater } from '@repeaterjs/repeater'

async function* readings() {
  for (let number = 0; ; number++) yield { number }
}

export default () => {
  const stop = new Promise(() => {})
  const raced = Repeater.race([readings(), stop])
  return async () => {
    await raced.next()
  }
}
