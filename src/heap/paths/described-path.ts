// A retaining path in JavaScript's terms, as data: from the first thing that a program knows by name to the object.
// Nodes between two objects of the program are left out: they are how one references the other, not what does.
import type { HeapGraph } from '../graph/heap-graph.ts'
import { CELL_NAME, type ExportedVariable, findExportedVariable } from '../v8/module-exports.ts'
import { findModules } from '../v8/module-scopes.ts'
import { createScopes } from '../v8/scopes.ts'
import { describeNode, findPlace } from './describe-node.ts'
import { describeStep, moreTelling, wordOf } from './describe-step.ts'
import type { DescribedStep } from './described-step.ts'
import { createTimerLists, isIntermediate } from './intermediate-nodes.ts'
import { createStartFinder, describeRootAbove, type PathStart } from './path-start.ts'

export interface PathDescriber {
  /**
   * The first step is always a root; none for the root of the graph itself.
   * @param edges of the path from the root, as `findPathEdges` returns them
   * @param holder the node below which the path does not begin; by default it begins as near to its end as it can
   */
  describe(edges: Uint32Array, holder?: number): DescribedStep[]
  /**
   * The steps of a part of a path that begins anywhere: no step is left out, and none is a root.
   * @param edges one behind the other
   */
  describePart(edges: Uint32Array): DescribedStep[]
  /** Does now what the first description would do, which takes as long as going through all nodes. */
  prepare(): void
}

/**
 * Describes paths of one graph.
 * @param starts where paths may begin, in addition to `global`, `process`, modules, timers and Node's other known ones
 */
export function createPathDescriber(graph: HeapGraph, starts: readonly PathStart[] = []): PathDescriber {
  const scopes = createScopes(graph)
  const timers = createTimerLists(graph)
  const findStart = createStartFinder(graph, starts)

  let modules: number[] | undefined

  /** The variable of a cell that a module references: the module exports it, or imports it from another one. */
  function findVariable(module: number, cell: number): ExportedVariable | undefined {
    const own = findExportedVariable(graph, module, cell)
    if (own !== undefined) return own
    modules ??= findModules(graph)
    for (const other of modules) {
      const found = findExportedVariable(graph, other, cell)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** The step from the cell of an exported variable to its value. */
  function describeExport(edges: Uint32Array, i: number): DescribedStep | undefined {
    const cell = graph.edgeSource(edges[i]!)
    if (i < 2 || graph.name(cell, 40) !== CELL_NAME) return undefined
    const exported = findVariable(graph.edgeSource(edges[i - 2]!), cell)
    if (exported === undefined) return undefined
    const { name, scope } = exported
    const step = describeStep(graph, scopes, edges[i]!, undefined)
    const place = scope === undefined ? step.place : (scopes.findOwner(scope) ?? step.place)
    return { ...step, by: 'variable', name, place }
  }

  function describe(edges: Uint32Array, holder?: number): DescribedStep[] {
    const steps: DescribedStep[] = []
    if (edges.length === 0) return steps
    const { index, name } = findStart(edges, holder)
    if (name !== undefined) {
      const ordinal = graph.edgeTarget(edges[index]!)
      const what = name === 'script' ? '' : describeNode(graph, ordinal, scopes)
      steps.push({ ordinal, by: 'root', name, what, place: findPlace(graph, ordinal) })
    }
    describeFrom(edges, name === undefined ? index : index + 1, steps)
    if (steps.length > 0 && steps[0]!.by !== 'root') steps.unshift(describeRootAbove(graph, edges, index))
    return steps
  }

  /** Adds the steps of the edges from this index on. */
  function describeFrom(edges: Uint32Array, from: number, steps: DescribedStep[]): DescribedStep[] {
    let skippedName: string | undefined
    for (let i = from; i < edges.length; i++) {
      const edge = edges[i]!
      const isLast = i === edges.length - 1
      if (!isLast && isIntermediate(graph, graph.edgeTarget(edge))) {
        skippedName = moreTelling(skippedName, wordOf(graph, edge))
        continue
      }
      if (timers.isLink(edge)) {
        // Of the timers in a list, only the last one on the path is described.
        if (timers.isTimer(graph.edgeSource(edge))) steps.pop()
        steps.push({ ...describeStep(graph, scopes, edge, undefined), by: 'element', name: '' })
      } else {
        const step = describeExport(edges, i) ?? describeStep(graph, scopes, edge, skippedName)
        // The collector's groups of roots number what they reference; the numbers change.
        const isOfRoots = graph.type(graph.edgeSource(edge)) === 'synthetic'
        steps.push(isOfRoots ? { ...step, by: 'element', name: '' } : step)
      }
      skippedName = undefined
    }
    return steps
  }
  return {
    describe,
    describePart: edges => describeFrom(edges, 0, []),
    prepare: scopes.prepare,
  }
}
