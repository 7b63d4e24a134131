// Where can one be in a heap? Its classes, the instances of one, an object, the path to it. What is shown there is found when one
// comes, so that the way back takes little memory however long it is.
import type { ClassSummary, Instances, NodeInspection, NodeLink, NodeName } from '../../heap/index.ts'
import { words } from '../../report/words/words.ts'
import type { ExplorerPath, HeapExplorer } from '../../retention/heap-explorer.ts'
import { createFilter } from '../filter.ts'

/** The two lists of an object. */
export type LinkSide = 'references' | 'retainers'

export interface ClassesPlace {
  kind: 'classes'
  /** What was typed to filter; empty for all classes. */
  filter: string
  /** Whether letters go to the filter. */
  isTyping: boolean
  selected: number
}

interface InstancesPlace {
  kind: 'instances'
  className: string
  selected: number
}

interface ObjectPlace {
  kind: 'object'
  ordinal: number
  side: LinkSide
  /** In each of the lists. */
  selectedOf: Record<LinkSide, number>
}

interface PathPlace {
  kind: 'path'
  /** The object at the end. */
  node: NodeName
  selected: number
}

export type Place = ClassesPlace | InstancesPlace | ObjectPlace | PathPlace

/** A place with what is shown there. */
export type OpenPlace =
  | { place: ClassesPlace; rows: readonly ClassSummary[] }
  | { place: InstancesPlace; instances: Instances }
  | { place: ObjectPlace; node: NodeInspection }
  | { place: PathPlace; path: ExplorerPath | null }

export function isAt<Kind extends Place['kind']>(
  here: OpenPlace,
  kind: Kind,
): here is Extract<OpenPlace, { place: { kind: Kind } }> {
  return here.place.kind === kind
}

export const allClasses: ClassesPlace = { kind: 'classes', filter: '', isTyping: false, selected: 0 }

export function openPlace(explorer: HeapExplorer, place: Place): OpenPlace {
  switch (place.kind) {
    case 'classes':
      return { place, rows: filterClasses(explorer.summary.classes, place.filter) }
    case 'instances':
      return { place, instances: explorer.findInstances(place.className) }
    case 'object':
      return { place, node: explorer.inspectNode(place.ordinal) }
    case 'path':
      return { place, path: explorer.findPath(place.node.ordinal) }
  }
}

/** The classes whose names contain all words of the filter. */
function filterClasses(classes: readonly ClassSummary[], filter: string): readonly ClassSummary[] {
  if (filter === '') return classes
  const matches = createFilter(filter)
  return classes.filter(({ name }) => matches(words.classNames.describeClass(name)))
}

export function countRows(here: OpenPlace): number {
  if (isAt(here, 'classes')) return here.rows.length
  if (isAt(here, 'instances')) return here.instances.largest.length
  if (isAt(here, 'object')) return here.node[here.place.side].length
  return isAt(here, 'path') ? (here.path?.steps.length ?? 0) : 0
}

export function selectedRow({ place }: OpenPlace): number {
  return place.kind === 'object' ? place.selectedOf[place.side] : place.selected
}

/** The same place with another row selected. */
export function selectRow(here: OpenPlace, selected: number): OpenPlace {
  const { place } = here
  const next =
    place.kind === 'object'
      ? { ...place, selectedOf: { ...place.selectedOf, [place.side]: selected } }
      : { ...place, selected }
  return { ...here, place: next } as OpenPlace
}

/** Where the selected row leads; undefined where there is none. */
export function findWayIn(here: OpenPlace): Place | undefined {
  const selected = selectedRow(here)
  if (isAt(here, 'classes')) {
    const row = here.rows[selected]
    return row && { kind: 'instances', className: row.name, selected: 0 }
  }
  if (isAt(here, 'instances')) return objectPlace(here.instances.largest[selected]?.ordinal)
  if (isAt(here, 'object')) return objectPlace(selectedLink(here)?.ordinal)
  if (!isAt(here, 'path')) return undefined
  const step = here.path?.steps[selected]
  return step === undefined || 'omitted' in step ? undefined : objectPlace(step.ordinal)
}

function selectedLink({ node, place }: Extract<OpenPlace, { place: ObjectPlace }>): NodeLink | undefined {
  return node[place.side][place.selectedOf[place.side]]
}

function objectPlace(ordinal: number | undefined): ObjectPlace | undefined {
  return ordinal === undefined
    ? undefined
    : { kind: 'object', ordinal, side: 'references', selectedOf: { references: 0, retainers: 0 } }
}

/** The object that a question is about: an object's page is about that object, a list about the selected row. */
export function chosenObject(here: OpenPlace): NodeName | undefined {
  if (isAt(here, 'instances')) return here.instances.largest[selectedRow(here)]
  return isAt(here, 'object') ? here.node : undefined
}

/** V8's id of the chosen object, or of the selected step of a path. */
export function chosenId(here: OpenPlace): number | undefined {
  if (!isAt(here, 'path')) return chosenObject(here)?.id
  const step = here.path?.steps[selectedRow(here)]
  return step === undefined || 'omitted' in step ? undefined : step.step.id
}
