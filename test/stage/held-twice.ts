// Measurements with several retaining paths: three holders of the same, and survivors that stay alive in two ways.
import type { Result } from '../../src/model/report.ts'
import type {
  OtherRecordedHolder,
  RecordedHolder,
  RetainingPath,
  RetentionGroup,
} from '../../src/model/retention.ts'
import { measured } from './drive.ts'

const { retention } = measured.variant.recording
const group = retention!.groups[0]!
const [start, cache] = group.path.steps

/** @param links steps between the module and the holder */
function pathTo(variable: string, links = 0): RetainingPath {
  const link = {
    ...cache!,
    ...({ by: 'property', name: 'next', what: 'Link', place: '' } as const),
    ...{ times: 3, repeatedSteps: 1 },
  }
  const end = { ...cache!, name: variable }
  return {
    steps: [start!, ...Array.from({ length: links }, () => link), end],
    holder: links + 1,
    cause: 'module-variable',
  }
}

function other(variable: string, share: number): OtherRecordedHolder {
  return { path: pathTo(variable), fingerprint: '00000000000b', share }
}

function holder(
  variable: string,
  share: number | null,
  others: RecordedHolder['others'],
  links = 0,
): RecordedHolder {
  const path = pathTo(variable, links)
  return { path, fingerprint: '00000000000a', bytesPerStep: 70, added: [], others, share, steps: 500 }
}

function withPaths(groups: RetentionGroup[], holders: RecordedHolder[]): Result {
  const { recording } = measured.variant
  return {
    ...measured.variant,
    recording: { ...recording, retention: { ...retention!, groups, holders } },
  }
}

export const twoHolders = withPaths([], [holder('byId', 0.9, [other('byUser', 1), other('recent', 0.4)], 20)])
export const manyReasons = withPaths(
  [{ ...group, otherPath: pathTo('listeners') }, group],
  [holder('log', 0.03, []), holder('names', null, [])],
)
