// What the compiled module exports. ../kernel.ts calls it.
export { edgesMaxName, edgesTaken, readEdges } from './edges'
export { locationsTaken, readLocations } from './locations'
export {
  COLUMN,
  columns,
  edgeTypeCodes,
  input,
  PIECE,
  piece,
  SMALL_COLUMN,
  smallColumns,
  WINDOW,
} from './memory'
export { nodesEdges, nodesMaxName, nodesTaken, readNodes, someDetached } from './nodes'
export { entriesTaken, openEnd, readStrings, STRINGS_WINDOW, stringIsOpen, stringsTaken } from './strings'
