// How to repeat one case of a fuzzer.

/** What a person needs for it: the seed, the number of the case, the command. */
export function describeCase(name: string, seed: number, number: number): string {
  return `seed ${seed}, case ${number}; to repeat only this one:
  LEAKLAB_FUZZ_SEED=${seed} LEAKLAB_FUZZ_CASE=${number} npm run test:fuzz -- test/fuzz/${name}.test.ts`
}
