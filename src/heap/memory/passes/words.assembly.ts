// The memory that a pass works on, in WebAssembly. For JavaScript there is words.ts, which documents the functions.

// @ts-expect-error: decorators of AssemblyScript
@inline
export function get(base: u32, index: u32): u32 {
  return load<u32>((<usize>(base + index)) << 2)
}

// @ts-expect-error
@inline
export function set(base: u32, index: u32, value: u32): void {
  store<u32>((<usize>(base + index)) << 2, value)
}

// @ts-expect-error
@inline
export function getByte(base: u32, index: u32): u32 {
  return load<u8>(((<usize>base) << 2) + index)
}

// @ts-expect-error
@inline
export function setByte(base: u32, index: u32, value: u32): void {
  store<u8>(((<usize>base) << 2) + index, value)
}

// @ts-expect-error
@inline
export function setSize(base: u32, index: u32, value: u32): void {
  store<f64>(((<usize>base) << 2) + ((<usize>index) << 3), <f64>value)
}

// @ts-expect-error
@inline
export function addSize(base: u32, to: u32, from: u32): void {
  const sizes = (<usize>base) << 2
  const at = sizes + ((<usize>to) << 3)
  store<f64>(at, load<f64>(at) + load<f64>(sizes + ((<usize>from) << 3)))
}
