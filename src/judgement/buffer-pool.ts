// How much of the memory outside the heap is the pool that Node cuts small buffers from? Leaklab's own readings use a piece of it too, so that
// a new pool may come with any round.

/** 8 KiB in older versions of Node, 64 KiB in newer ones, and some more for the piece that is not used up. In bytes. */
export const poolBytes = 80 << 10
