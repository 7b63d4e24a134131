// The name of a place in the source, for where there is little room.

/** The file without its folders: `strong-cache.ts:16`. */
export function nameOfPlace(place: string): string {
  return place.slice(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1)
}
