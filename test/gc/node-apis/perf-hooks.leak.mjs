// Clean steps of node:perf_hooks: each entry is cleared, each observer is disconnected.
import { createHistogram, monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks'

export default {
  title: 'Measuring time',
  ask: 'Does the timeline keep a mark that was cleared?',
  learn: 'It does not. Marks and measures are kept until they are cleared.',
  collects: {
    'performance.now and timeOrigin': () => () => performance.now() + performance.timeOrigin,
    'a mark and a measure, cleared': () => () => {
      performance.mark('begin')
      performance.measure('work', 'begin')
      performance.clearMarks('begin')
      performance.clearMeasures('work')
    },
    'an observer that is disconnected': () => async () => {
      const entries = await new Promise(resolve => {
        const observer = new PerformanceObserver(list => {
          observer.disconnect()
          resolve(list.getEntries())
        })
        observer.observe({ entryTypes: ['mark'] })
        performance.mark('seen')
        performance.clearMarks('seen')
      })
      if (entries.length !== 1) throw new Error('not one entry')
    },
    'a histogram': () => () => {
      const histogram = createHistogram()
      histogram.record(5)
      return histogram.percentile(50)
    },
    'a histogram that stays': () => {
      const histogram = createHistogram()
      return () => histogram.record(5)
    },
    'the delay of the event loop, enabled and disabled': () => () => {
      const delay = monitorEventLoopDelay()
      delay.enable()
      delay.disable()
    },
    'the use of the event loop': () => () =>
      performance.eventLoopUtilization(performance.eventLoopUtilization()),
    'a function timed': () => () => performance.timerify(() => 1)(),
  },
}
