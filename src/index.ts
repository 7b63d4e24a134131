// The library door.
export type { Claim, Lab, Scenario, Step, Variant } from './model/scenario.ts'
